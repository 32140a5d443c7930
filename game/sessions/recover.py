"""Recovering sessions that were cut short: their Round is played again to its last kept second and gets its score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.coaching.history import CUT_SHORT
from game.sessions.errors import DamagedError, InUseError, SessionError
from game.sessions.index import session_files
from game.sessions.reader import Recorded, read_stored, read_summary, reading, recorded
from game.sessions.rerun import rerun
from game.sessions.store import SessionFile, has_companion, open_alone
from game.sessions.summary import summary
from game.sessions.verify import changes
from input_devices import Sample


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of one file that had no summary."""

    path: Path
    kept: bool
    """False where the file is left as it is and something is to be done about it."""
    words: str


def recover(folder: Path, engine: Mapping[str, str]) -> tuple[Recovery, ...]:
    """Give every session that was cut short its score. One that is being played now is left alone."""
    done: list[Recovery] = []
    for path in session_files(folder):
        try:
            words = _recover(path, engine)
        except InUseError:
            done.append(Recovery(path, True, f"{path.name} is being played now and is left alone"))
        except SessionError as error:
            done.append(Recovery(path, False, f"{path.name} is left as it is: {error}"))
        else:
            if words:
                done.append(Recovery(path, True, words))
    return tuple(done)


def _recover(path: Path, engine: Mapping[str, str]) -> str | None:
    if not has_companion(path) and read_summary(path) is not None:
        return None
    with reading(path), closing(open_alone(path)) as connection:
        session = recorded(path, read_stored(path, connection))
        file = SessionFile(path, connection, session.stored.end)
        about = f"{session.header.level}, started {session.header.started_at:%Y-%m-%d %H:%M}"
        if session.summary is not None:
            file.make_plain()
            return f"kept all of {about}"
        for change in changes(session.stored):
            raise DamagedError(change)
        again = rerun(session, CUT_SHORT)
        row = summary(session.header, again.outcome, (), path, again.digest)
        file.finish({**row, "inputs": _inputs(session)}, engine)
    return f"kept {session.duration_s:.0f} s of {about}"


def _inputs(session: Recorded) -> list[dict[str, Any]]:
    """What the kept samples tell of each sensor; what only the lost source knew is None."""
    times_s: dict[str, list[float]] = {worn.site: [] for worn in session.header.inputs}
    samples: tuple[Sample, ...]
    for samples, _ in session.ticks():
        for sample in samples:
            times_s.setdefault(sample.site, []).append(sample.t_s)
    return [
        {
            **worn._asdict(),
            "rate_hz": _rate_hz(times_s[worn.site]),
            "samples": len(times_s[worn.site]),
            "lost": None,
            "bad_frames": None,
        }
        for worn in session.header.inputs
    ]


def _rate_hz(times_s: list[float]) -> float | None:
    span_s = times_s[-1] - times_s[0] if times_s else math.nan
    return (len(times_s) - 1) / span_s if span_s > 0.0 else None
