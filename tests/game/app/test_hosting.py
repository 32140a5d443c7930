"""Hosting: what is heard before a tick is in that tick, once, and in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from game.app.hosting import Hosting
from game.app.request import PlayRequest
from game.app.wiring import host
from game.round import play
from game.round.commands import Command
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
