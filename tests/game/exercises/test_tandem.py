"""`tandem` asks two limbs to go together; one limb alone, or both shaken, is never a stroke."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.attempts import ANOTHER
from game.exercises.events import BeatGiven, Event, RepCompleted, TrialEnded
from game.exercises.exercise import Difficulty, Limits, Trial, Wall
from game.exercises.ranges import TOO_SMALL
from game.exercises.tandem import ALONE, OTHER_EARLY, OTHER_LATE, Tandem, TandemKeys
from game.exercises.tandem_keys import OTHER
from game.exercises.views import TandemView
from game.motion.motion import Motion, Signal, TracePoint
from tests.game.build import TICK_S

LIMITS = Limits(120.0, 15.0)
Goes = Callable[[float], float]
"""How far a limb is up, deg, at a time."""


def rowing(amplitude_deg: float = 60.0, period_s: float = 3.0, late_deg: float = 0.0, from_s: float = 1.0) -> Goes:
    """Cycle after cycle, so much of one later."""

    def goes(t_s: float) -> float:
        turns = (t_s - from_s) / period_s - late_deg / 360.0
        return 0.0 if turns < 0.0 else 0.5 * amplitude_deg * (1.0 - math.cos(math.tau * turns))

    return goes


def still(_t_s: float) -> float:
    return 0.0


class Rower:
    """Steps `tandem` with one sample a tick of each limb; each trial is offered as soon as there is none."""

    def __init__(
        self, limits: Limits = LIMITS, difficulty: Difficulty | None = None, *, waits: bool = False, **keys: Any
    ) -> None:
        self.keys = TandemKeys(**{"kind": "tandem", "amplitude_deg": 60.0, **keys})
        self.tandem: Tandem = self.keys.rules(limits)
        self.asked = self.keys.asked()
        self.difficulty = difficulty or Difficulty()
        self.waits = waits
        self.tick = self.offered = 0
        self.lean_deg = 0.0
        self.at = (0.0, 0.0)
        self.events: list[Event] = []

    def step(self, main_deg: float, other_deg: float, *, playing: bool = True) -> list[Event]:
        if playing and self.tandem.ready:
            trial = Trial(self.offered, self.asked.targets_deg[0], self.asked.tolerance_deg, waits=self.waits)
            self.tandem.offer(self.tick, replace(trial, difficulty=self.difficulty))
            self.offered += 1
        t_s = self.tick * TICK_S
        points = [
            TracePoint(t_s, deg, abs(deg - before) / TICK_S, rate_rad_s=(math.radians(deg - before) / TICK_S, 0.0, 0.0))
            for deg, before in zip((main_deg, other_deg), self.at, strict=True)
        ]
        motion = Motion(
            self.tick,
            Signal(main_deg, 0.0, 5.0),
            Signal(self.lean_deg, 0.0, 5.0),
            Signal(0.0, 0.0, 5.0),
            (points[0],),
            others={OTHER: Signal(other_deg, 0.0, 5.0)},
            traces={OTHER: (points[1],)},
        )
        self.at = (main_deg, other_deg)
        self.tick += 1
        events = self.tandem.step(motion, playing)
        self.events += events
        return events

    def row(self, main: Goes, other: Goes, seconds: float = 20.0, *, playing: bool = True) -> list[TrialEnded]:
        """For so long; the strokes that were told."""
        for _ in range(round(seconds * 60)):
            t_s = self.tick * TICK_S
            self.step(main(t_s), other(t_s), playing=playing)
        return [event for event in self.events if isinstance(event, TrialEnded)]

    def verdicts(self) -> list[str]:
        return [event.verdict for event in self.events if isinstance(event, RepCompleted)]

    def view(self) -> TandemView:
        return self.tandem.view()


@pytest.mark.parametrize(("pattern", "late_deg"), [("in_phase", 0.0), ("opposed", 180.0), ("opposed", -180.0)])
def test_two_limbs_together_are_clean_stroke_after_stroke(pattern: str, late_deg: float) -> None:
    """One verdict and one trial a cycle, with no cycle lost between two trials."""
    one = Rower(pattern=pattern)
    trials = one.row(rowing(), rowing(late_deg=late_deg, from_s=1.0), 32.0)
    assert len(trials) == 10 or (pattern == "opposed" and len(trials) == 9)
    assert set(one.verdicts()) == {"clean"}
    asked = 0.0 if pattern == "in_phase" else 180.0
    for trial in trials[1:]:
        off_deg = (trial.values["phase_deg"] - asked + 180.0) % 360.0 - 180.0
        assert abs(off_deg) < 5.0
        assert trial.values["amplitude_deg"] == pytest.approx(60.0, abs=2.0)
        assert trial.values["period_s"] == pytest.approx(3.0, abs=0.1)


@settings(max_examples=25, deadline=None)
@given(st.floats(-85.0, 85.0), st.floats(1.6, 5.0))
def test_the_phase_that_was_put_in_comes_out_and_decides(late_deg: float, period_s: float) -> None:
    """A late limb is told as late."""
    one = Rower(phase_tolerance_deg=40.0)
    trials = one.row(rowing(period_s=period_s), rowing(period_s=period_s, late_deg=late_deg), 6.0 * period_s)
    assert len(trials) >= 3
    for trial in trials[1:]:
        assert trial.values["phase_deg"] == pytest.approx(late_deg, abs=6.0)
        if abs(late_deg) < 34.0:
            assert trial.success
        if abs(late_deg) > 46.0:
            assert not trial.success and trial.reason == (OTHER_LATE if late_deg > 0.0 else OTHER_EARLY)


@pytest.mark.parametrize("leads", ["played", "other"])
@pytest.mark.parametrize("moves", ["main", "other"])
def test_one_limb_alone_never_scores(leads: str, moves: str) -> None:
    """Whichever it is and whichever leads: every movement of it is another one."""
    one = Rower(leads=leads)
    main, other = (rowing(), still) if moves == "main" else (still, rowing())
    trials = one.row(main, other, 60.0)
    assert not any(trial.success for trial in trials)
    assert set(one.verdicts()) == {"other"} and one.view().lit == ()
    reasons = {event.reason for event in one.events if isinstance(event, RepCompleted)}
    assert ALONE in reasons


@settings(max_examples=20, deadline=None)
@given(st.floats(2.0, 5.0), st.floats(2.0, 5.0), st.floats(20.0, 90.0))
def test_two_limbs_that_are_shaken_never_score(hz: float, other_hz: float, tall_deg: float) -> None:
    one = Rower(phase_tolerance_deg=90.0)
    trials = one.row(rowing(tall_deg, 1.0 / hz), rowing(tall_deg, 1.0 / other_hz), 15.0)
    assert not any(trial.success for trial in trials) and "clean" not in one.verdicts()


def test_each_limb_is_scaled_to_its_own() -> None:
    """A weak arm goes 30°, the other 70: both count; and less than its own does not."""
    keys: dict[str, Any] = {"amplitude_deg": 30.0, "other_amplitude_deg": 70.0}
    assert all(trial.success for trial in Rower(**keys).row(rowing(30.0), rowing(70.0)))
    short = Rower(**keys).row(rowing(30.0), rowing(40.0))
    assert short and all(trial.reason == "the other limb short" for trial in short)
    short = Rower(**keys).row(rowing(16.0), rowing(70.0))
    assert short and all(trial.reason == "short of the target" for trial in short)


def test_the_other_limb_may_lead() -> None:
    """The lag is told against the one that leads."""
    led = Rower(leads="other", phase_tolerance_deg=60.0).row(rowing(late_deg=40.0), rowing())
    assert len(led) > 3 and led[2].values["phase_deg"] == pytest.approx(40.0, abs=5.0)


def test_the_trunk_s_help_is_seen() -> None:
    one = Rower()
    one.lean_deg = 25.0
    trials = one.row(rowing(), rowing())
    assert set(one.verdicts()) == {"compensated"} and all(trial.success for trial in trials)


def test_too_fast_is_no_stroke() -> None:
    one = Rower(Limits(60.0, 15.0))
    one.row(rowing(60.0, 2.0), rowing(60.0, 2.0))
    assert set(one.verdicts()) == {"other"}


@pytest.mark.parametrize(("late_s", "success"), [(0.0, True), (0.25, True), (0.9, False), (-0.9, False)])
def test_a_stroke_is_to_come_with_the_beat(late_s: float, success: bool) -> None:
    """Its far end; how late it is stands in its values. A person who hears the beat keeps it."""
    one = Rower(beat="sound", beat_per_min=20.0, phase_tolerance_deg=60.0)
    # The beat starts with the first trial, at 0 s; a far end lies half a cycle after its start.
    goes = rowing(period_s=3.0, from_s=1.5 + late_s)
    trials = one.row(goes, goes, 30.0)
    assert len(trials) > 5
    for trial in trials:
        assert trial.values["asynchrony_ms"] == pytest.approx(1000.0 * late_s, abs=60.0)
        assert trial.success is success


@settings(max_examples=30, deadline=None)
@given(st.floats(-1.0, 1.0), st.floats(20.0, 120.0))
def test_a_beat_stays_in_its_range_and_below_the_speed_that_is_allowed(tempo: float, speed: float) -> None:
    one = Rower(
        Limits(speed, 15.0, Wall(0.0, 90.0, 100.0)),
        Difficulty(tempo=tempo),
        beat="sight",
        beat_per_min=30.0,
        beat_range_per_min=(12.0, 40.0),
    )
    one.step(0.0, 0.0)
    beat = one.view().beat_per_min
    assert beat <= 40.0
    assert math.pi * 60.0 * beat / 60.0 <= min(speed, 100.0)


def test_harder_is_a_smaller_difference_between_the_limbs() -> None:
    tolerances = []
    for tolerance in (-1.0, -0.5, 0.0, 0.5, 1.0):
        one = Rower(difficulty=Difficulty(tolerance=tolerance), phase_tolerance_deg=50.0)
        one.step(0.0, 0.0)
        tolerances.append(one.view().phase_tolerance_deg)
    assert tolerances == sorted(tolerances, reverse=True)
    assert tolerances[0] == pytest.approx(80.0) and tolerances[-1] == pytest.approx(20.0)


def test_three_hundred_strokes_fit_into_twenty_minutes_at_a_comfortable_pace() -> None:
    """A cycle of three seconds, with half a minute of rest every three minutes: none is lost to trials between."""
    one = Rower()
    played_s = 20.0 * 60.0 * 180.0 / 210.0
    strokes = len(one.row(rowing(), rowing(), 60.0))
    assert strokes / 60.0 * played_s >= 300.0


def shown(one: Rower, main: Goes, other: Goes, seconds: float = 9.0) -> list[RepCompleted]:
    """What is told of movements outside of play."""
    assert one.row(main, other, seconds, playing=False) == []
    return [event for event in one.events if isinstance(event, RepCompleted)]


@pytest.mark.parametrize("pattern", ["in_phase", "opposed"])
@pytest.mark.parametrize("leads", ["played", "other"])
@pytest.mark.parametrize(("main_deg", "other_deg"), [(45.0, 45.0), (45.0, 20.0), (20.0, 45.0)])
def test_the_range_is_what_both_limbs_show(main_deg: float, other_deg: float, leads: str, pattern: str) -> None:
    """Of two limbs that are asked for as much, the one that went less far counts, whichever leads."""
    late_deg = 0.0 if pattern == "in_phase" else 180.0
    told = shown(Rower(leads=leads, pattern=pattern), rowing(main_deg), rowing(other_deg, late_deg=late_deg))
    assert len(told) == 2 and {rep.reason for rep in told} == {"outside a trial"}
    assert [rep.peak_deg for rep in told] == pytest.approx([20.0 if 20.0 in (main_deg, other_deg) else 45.0] * 2, abs=1)


@pytest.mark.parametrize("leads", ["played", "other"])
@settings(max_examples=10, deadline=None)
@given(st.floats(25.0, 110.0), st.floats(25.0, 110.0), st.floats(20.0, 90.0))
def test_neither_limb_is_asked_for_more_than_its_share_of_what_it_showed(
    leads: str, main_deg: float, other_deg: float, other_asked_deg: float
) -> None:
    """Scaled each to its own: no share of the range shown asks more of either than that share of its own."""
    one = Rower(leads=leads, amplitude_deg=60.0, other_amplitude_deg=other_asked_deg)
    told = shown(one, rowing(main_deg, 5.0), rowing(other_deg, 5.0), 10.0)
    assert told and {rep.reason for rep in told} == {"outside a trial"}
    one.tandem.set_targets((0.8 * max(rep.peak_deg for rep in told),))
    asked = (one.view().target_deg, one.view().other_target_deg)
    own, beside = asked if leads == "played" else reversed(asked)
    assert own <= 0.8 * main_deg + 0.1 and beside <= 0.8 * other_deg + 0.1


@pytest.mark.parametrize("leads", ["played", "other"])
@pytest.mark.parametrize("moves", ["main", "other"])
def test_one_limb_alone_shows_no_range(moves: str, leads: str) -> None:
    """Whichever it is: it is another movement than the one to be shown."""
    main, other = (rowing(), still) if moves == "main" else (still, rowing())
    told = shown(Rower(leads=leads), main, other, 40.0)
    assert told and {(rep.verdict, rep.reason) for rep in told} == {("other", ANOTHER)}


def test_what_is_shown_is_no_stroke_once_play_begins() -> None:
    """The last of it may be told a moment later."""
    one = Rower()
    one.row(rowing(), still, 3.5, playing=False)
    one.row(still, still, 6.0)
    assert not [event for event in one.events if isinstance(event, TrialEnded)]
    assert len([event for event in one.events if isinstance(event, RepCompleted)]) == 1


@pytest.mark.parametrize("waits", [True, False])
def test_a_slow_stroke_waits_for_its_other_limb(waits: bool) -> None:
    """In cycles of fourteen seconds the other limb is half-way back over four seconds after the first's far end."""
    one = Rower(waits=waits)
    trials = one.row(rowing(period_s=14.0), rowing(period_s=14.0, late_deg=50.0), 60.0)
    assert len(trials) >= 3 and {trial.success for trial in trials} == {waits}


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("late_s", [0.9, -0.9])
def test_nobody_has_to_keep_a_beat_that_waits(late_s: float, waits: bool) -> None:
    """It is still heard, and how far off it was is still told."""
    one = Rower(beat="sound", beat_per_min=20.0, waits=waits)
    goes = rowing(period_s=3.0, from_s=1.5 + late_s)
    trials = one.row(goes, goes, 30.0)
    assert len(trials) > 5 and all(trial.success is waits for trial in trials)
    assert trials[-1].values["asynchrony_ms"] == pytest.approx(1000.0 * late_s, abs=60.0)
    assert [event for event in one.events if isinstance(event, BeatGiven)]


def test_a_range_that_was_shown_makes_both_amplitudes_smaller() -> None:
    one = Rower(amplitude_deg=60.0, other_amplitude_deg=80.0)
    one.tandem.set_targets((30.0,))
    assert (one.view().target_deg, one.view().other_target_deg) == (30.0, 40.0)


def test_a_pause_spoils_the_stroke_it_falls_into_and_no_other() -> None:
    one = Rower()
    one.row(rowing(), rowing(), 5.5)
    one.tandem.spoil("paused on the way")
    trials = one.row(rowing(), rowing(), 14.0)
    spoilt = [trial.spoilt for trial in trials]
    assert sum(spoilt) == 1 and trials[-1].success


def in_percent(**keys: Any) -> Rower:
    """Strokes of 70 % of the one range and 90 % of the other, up to 60° and 80°."""
    asked = {"amplitude_percent": 70.0, "other_amplitude_deg": 80.0, "other_amplitude_percent": 90.0}
    return Rower(**{"amplitude_deg": 60.0, **asked, **keys})


def ranges_of(told: list[RepCompleted]) -> tuple[float, float]:
    """Of the movement's own limb and of the other one, the farther of what was shown."""
    return max(rep.peak_deg for rep in told), max(rep.values["other_peak_deg"] for rep in told)


@pytest.mark.parametrize("leads", ["played", "other"])
@pytest.mark.parametrize("pattern", ["in_phase", "opposed"])
@settings(max_examples=8, deadline=None)
@given(st.floats(9.0, 130.0), st.floats(9.0, 130.0), st.sampled_from([0.8, 1.0]))
def test_each_limb_is_asked_for_its_own_share_of_its_own_range(
    pattern: str, leads: str, main_deg: float, other_deg: float, most_share: float
) -> None:
    """However unequal they are; never beyond the level's degrees or the largest share, nor too little to be seen."""
    one = in_percent(leads=leads, pattern=pattern)
    late_deg = 0.0 if pattern == "in_phase" else 180.0
    told = shown(one, rowing(main_deg, 5.0), rowing(other_deg, 5.0, late_deg), 14.0)
    own, beside = ranges_of([rep for rep in told if rep.reason == "outside a trial"])
    assert (own, beside) == pytest.approx((main_deg, other_deg), abs=0.5)
    one.tandem.set_targets(one.tandem.scale((own, beside), most_share))
    view = one.view()
    asked = (view.target_deg, view.other_target_deg) if leads == "played" else (view.other_target_deg, view.target_deg)
    for deg, range_deg, share, far_deg in zip(asked, (own, beside), (0.7, 0.9), (60.0, 80.0), strict=True):
        assert deg == pytest.approx(min(far_deg, max(6.0, min(share, most_share) * range_deg)))
        assert 6.0 <= deg <= min(far_deg, most_share * range_deg)
    assert one.tandem.amplitudes == {"amplitude_deg": asked[0], "other_amplitude_deg": asked[1]}


@pytest.mark.parametrize("leads", ["played", "other"])
def test_a_weak_limb_beside_a_strong_one_makes_clean_strokes_of_its_own(leads: str) -> None:
    """Each reaches its own share; what either was to do stands in the stroke."""
    one = in_percent(leads=leads)
    told = shown(one, rowing(20.0, 5.0), rowing(80.0, 5.0), 11.0)
    (target_deg,) = one.tandem.scale(ranges_of(told), 1.0)
    one.tandem.set_targets((target_deg,))
    one.asked = replace(one.asked, targets_deg=(target_deg,))
    from_s = one.tick * TICK_S + 1.0
    trials = one.row(rowing(15.0, from_s=from_s), rowing(73.0, from_s=from_s), 16.0)
    assert len(trials) > 3 and all(trial.clean for trial in trials)
    assert {(round(trial.target_deg), round(trial.values["other_target_deg"])) for trial in trials} == {(14, 72)}


@given(st.floats(8.0, 150.0), st.floats(8.0, 150.0), st.floats(0.3, 1.5), st.floats(20.0, 90.0))
def test_no_easier_or_harder_trial_leaves_what_is_safe_or_seen(
    main_deg: float, other_deg: float, factor: float, ceiling_deg: float
) -> None:
    """Whatever the coach makes of the range: both stay inside the wall and their degrees, and can be told from rest;
    and the other limb is never asked for more than it showed."""
    one = in_percent(limits=Limits(120.0, 15.0, Wall(0.0, ceiling_deg)))
    (target_deg,) = one.tandem.scale((main_deg, other_deg), 1.0)
    one.tandem.offer(0, Trial(0, min(factor * target_deg, ceiling_deg, 60.0), 8.0))
    view = one.view()
    inside = min(1.0, ceiling_deg / 60.0)
    assert 6.0 <= view.target_deg <= inside * 60.0
    assert 6.0 <= view.other_target_deg <= min(inside * 80.0 + 1e-9, other_deg)


@pytest.mark.parametrize(("main_deg", "other_deg"), [(60.0, 6.0), (6.5, 60.0)])
def test_a_limb_that_hardly_moves_shows_no_range(main_deg: float, other_deg: float) -> None:
    """It is told as too small, and nothing is made of it."""
    told = shown(in_percent(), rowing(main_deg, 5.0), rowing(other_deg, 5.0), 14.0)
    assert told and {(rep.verdict, rep.reason) for rep in told} == {("other", TOO_SMALL)}


def test_more_of_ones_own_range_is_a_harder_step() -> None:
    """And all of it is as much as no share at all."""
    steps = [in_percent(amplitude_percent=percent).keys.demands() for percent in (50.0, 70.0)]
    assert steps[0]["amplitude_percent"] < steps[1]["amplitude_percent"] < Rower().keys.demands()["amplitude_percent"]
