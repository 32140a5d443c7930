"""Hosting: what is heard before a tick is in that tick, once, and in its order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from game.app.hosting import Hosting
from game.app.request import PlayRequest
from game.app.wiring import host
from game.exercises.events import RepCompleted
from game.round import play
from game.round.commands import Command
from game.scoring.first_clean import FirstClean
from game.sessions.engine import engine
from game.sessions.reader import read_session
from game.sessions.verify import integrity, reproduction
from game.sessions.writer import SessionWriter
from input_devices import InputReport, Sample, SourceState, Truth

SITE = "right_forearm"


class Wearer:
    """A live source that hands over what the test gives it."""

    truth: Truth = "sensor"
    stepped = False
    sites: tuple[str, ...] = (SITE,)
    state = SourceState.LIVE
    notice: str | None = None

    def __init__(self) -> None:
        self.waiting: list[Sample] = []

    def hand(self, t_s: float) -> None:
        self.waiting.append(Sample(SITE, t_s, (0.0, 0.0, 0.0), (0.0, 0.0, 9.81)))

    def poll(self, _now_s: float) -> Sequence[Sample]:
        found, self.waiting = self.waiting, []
        return found

    def reports(self) -> Sequence[InputReport]:
        return ()

    def close(self) -> None: ...


def test_what_is_heard_early_is_in_the_next_tick_and_in_no_other(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Listening between two ticks loses nothing, doubles nothing, and keeps the order."""
    seen: list[list[float]] = []
    tick = play.Round.tick

    def watched(self: play.Round, samples: Sequence[Sample], commands: Sequence[Command]) -> object:
        seen.append([sample.t_s for sample in samples])
        return tick(self, samples, commands)

    monkeypatch.setattr(play.Round, "tick", watched)
    made = host(PlayRequest("shoulder_abduction_reach_1", input="simulated"), str(home))
    wearer = Wearer()
    hosting = Hosting(replace(made.prepared, sources=(wearer,)), None)
    made.close()
    wearer.hand(1.00)
    hosting.listen(1.001)
    wearer.hand(1.01)
    hosting.listen(1.011)
    wearer.hand(1.02)
    hosting.tick(1.021, ())
    hosting.tick(1.038, ())
    wearer.hand(1.04)
    hosting.tick(1.054, ())
    assert seen == [[1.00, 1.01, 1.02], [], [1.04]]


def test_a_stepped_source_is_heard_by_its_ticks_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated and replayed input is one tick a poll: listening in between does not run it ahead."""
    made = host(PlayRequest("shoulder_abduction_reach_1", input="simulated"), str(home))
    (source,) = made.sources
    polls: list[float] = []
    hear = source.poll

    def poll(now_s: float) -> Sequence[Sample]:
        polls.append(now_s)
        return hear(now_s)

    monkeypatch.setattr(source, "poll", poll)
    made.listen(0.5)
    made.tick(1.0, ())
    made.close()
    assert polls == [1.0]


@pytest.mark.parametrize("truth", ["sensor", "simulated"])
def test_a_real_session_keeps_how_long_the_first_clean_repetition_took(home: Path, truth: Truth) -> None:
    """From launch, by the clock that ticks are given, everything before it included; later sessions of the launch keep
    the same. A try-out keeps no such time, and both proofs hold."""
    first_clean = FirstClean(launched_s=-30.0)
    files = []
    for seed in (1, 2):
        made = host(PlayRequest("shoulder_abduction_reach_1", input="simulated", seed=seed, repetitions=2), str(home))
        prepared = replace(made.prepared, header=replace(made.prepared.header, truth=truth))
        made.play_unkept()
        writer = SessionWriter(home / "kept", prepared.header, live=False)
        hosting = Hosting(prepared, writer, made._mover)
        hosting.first_clean = first_clean
        tick, clean_s = 0, math.nan
        while not hosting.over:
            events = hosting.tick(tick / 60.0, ())
            if math.isnan(clean_s) and any(isinstance(e, RepCompleted) and e.verdict == "clean" for e in events):
                clean_s = tick / 60.0
            tick += 1
        files.append((hosting.finish(), clean_s))
    (first, clean_s), (second, _) = files
    assert first_clean.after_s == pytest.approx(30.0 + clean_s)
    for found in (first, second):
        assert found["context"].get("first_clean_s") == (first_clean.after_s if truth == "sensor" else None)
        assert ("first_clean_s" in found["context"]) == (truth == "sensor")
        recorded = read_session(Path(found["file"]))
        assert integrity(recorded.stored).holds and reproduction(recorded, engine()).holds
