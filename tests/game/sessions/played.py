"""Sessions for tests: an arm that goes up and down, played through the real Round and kept or only half kept."""

from __future__ import annotations

import math
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from game.content import shipped_levels
from game.round import Command, Do, Round, RoundSetup
from game.sessions.engine import engine
from game.sessions.header import SessionHeader, WornInput
from game.sessions.packing import Tick
from game.sessions.summary import summary
from game.sessions.writer import SessionWriter
from input_devices import InputReport, Sample, Truth, stored

LEVEL = "shoulder_abduction_reach_1"
SITE = "right_forearm"
RATE_HZ = 100
TICK_HZ = 60
STILL_S = 4.0
PERIOD_S = 3.0
TOP_DEG = 90.0


def header(number: int = 1, **changes: Any) -> SessionHeader:
    """A header of its own for each number."""
    setup = RoundSetup(
        level=Path(shipped_levels()[LEVEL]).read_text("utf-8"),
        side="right",
        worn=(SITE,),
        mode="tryout",
        seed=7,
        engine=changes.pop("engine", engine()),
    )
    truth: Truth = "sensor"
    values: dict[str, Any] = {
        "session": str(uuid.UUID(int=number << 96)),
        "sitting": str(uuid.UUID(int=99)),
        "started": "2031-03-04T10:11:12.250+02:00",
        "person": "P01",
        "truth": truth,
        "level": LEVEL,
        "posture": "seated",
        "presence": "alone",
        "setup": setup,
        "inputs": (WornInput(SITE, "serial:/dev/ttyUSB0", "witmotion"),),
    }
    return SessionHeader(**{**values, **changes})


def sample(t_s: float) -> Sample:
    """What a forearm feels that is raised and lowered without a pause, after some stillness."""
    phase = max(0.0, t_s - STILL_S) * 2.0 * math.pi / PERIOD_S
    angle = math.radians(TOP_DEG / 2.0) * (1.0 - math.cos(phase))
    rate = math.radians(TOP_DEG / 2.0) * math.sin(phase) * 2.0 * math.pi / PERIOD_S
    up = (0.0, 9.81 * math.sin(angle), 9.81 * math.cos(angle))
    return stored(Sample(SITE, t_s, (rate, 0.0, 0.0), up))


def ticks(seconds: float) -> Iterator[Tick]:
    """What comes in for so long; a person presses a key now and then."""
    place = 0
    for tick in range(round(seconds * TICK_HZ)):
        samples = []
        while place * TICK_HZ < (tick + 1) * RATE_HZ:
            samples.append(sample(place / RATE_HZ))
            place += 1
        said = (Command(Do.ANSWER, 1.0, "pain_before"),) if tick == 0 else ()
        yield Tick(tuple(samples), (Command(Do.EASIER),) if tick % 600 == 599 else said)


def play(
    folder: Path,
    seconds: float = 12.0,
    head: SessionHeader | None = None,
    *,
    finished: bool = True,
    live: bool = False,
) -> Path:
    """Play and keep a session; unless `finished` it is let go of without a score."""
    head = head or header()
    round_ = Round(head.setup)
    writer = SessionWriter(folder, head, live=live)
    for samples, commands in ticks(seconds):
        writer.tick(samples, commands, round_.tick(samples, commands))
    if finished:
        writer.finish(the_summary(head, round_, writer.path))
    writer.close()
    return writer.path


def the_summary(head: SessionHeader, round_: Round, path: Path) -> dict[str, Any]:
    """The summary of a Round as a host would make it."""
    reports = [InputReport(worn.site, worn.address, worn.protocol, 100.0, 1, 0, 0) for worn in head.inputs]
    return summary(head, round_.outcome(), reports, path, round_.digest())


def change(path: Path, statement: str, values: Iterable[Any] = ()) -> None:
    """Change a session file behind its back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, tuple(values))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
