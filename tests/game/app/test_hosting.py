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
from game.motion.doubt import Doubt, Fault
from game.round import play
from game.round.commands import Command, Do
from game.round.view import Phase
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


def lifted_arm(home: Path) -> tuple[Hosting, set[str]]:
    """A Round in play with the arm raised by a key, and the keys that are held."""
    keys: set[str] = set()
    request = PlayRequest("shoulder_abduction_reach_1", side="right", input="keyboard", seed=3)
    hosting = host(request, str(home), "a-sitting", lambda: frozenset(keys))
    for _ in range(300):
        hosting.tick(hosting.round.ticks / 60, ())
    assert hosting.round.view().phase is Phase.PLAY
    keys.add("up")
    for _ in range(90):
        hosting.tick(hosting.round.ticks / 60, ())
    assert hosting.round.view().angle_deg > 15.0
    return hosting, keys


def after(hosting: Hosting, ticks: int, *said: Do) -> Phase:
    """What the Round does after so many ticks, the first of which hears what is said."""
    for tick in range(ticks):
        hosting.tick(hosting.round.ticks / 60, [Command(do) for do in said] if tick == 0 else ())
    return hosting.round.view().phase


def test_after_a_doubt_the_neutral_pose_is_not_taken_from_the_limb_that_chose_to_go_on(home: Path) -> None:
    """Lifted to choose *go on* and held there, the limb has to come back first: then the pose is asked for."""
    hosting, keys = lifted_arm(home)
    hosting.round._doubting.held = Doubt(Fault.SWAPPED, SITE, "sternum")
    hosting.round._hold(Phase.DOUBTED, "doubt")
    hosting.lifted = True
    assert after(hosting, 180, Do.RESUME) is Phase.DOUBTED and hosting.waits
    keys.clear()
    after(hosting, 300)
    hosting.lifted = False
    assert after(hosting, 1) is Phase.NEUTRAL
    assert after(hosting, 240) is Phase.PLAY
    assert abs(hosting.round.view().angle_deg) < 3.0
    hosting.close()


def test_what_begins_from_rest_waits_for_the_limb_and_nothing_else_does(home: Path) -> None:
    """Zero and going on, in their order; not for ever, and no longer once something else is said. Stop never waits."""
    hosting, _keys = lifted_arm(home)
    hosting.lifted = True
    assert after(hosting, 1, Do.STOP) is Phase.STOP
    assert after(hosting, 60, Do.RESUME) is Phase.STOP
    assert after(hosting, 1, Do.PAUSE) is Phase.PAUSED, "on from the stop, to a pause"
    assert after(hosting, 500, Do.EASIER, Do.REZERO, Do.RESUME) is Phase.PAUSED
    assert after(hosting, 110) is Phase.PLAY, "a limb that never comes back"
    hosting.close()
