"""`activate` asks for a band, a release and quiet; what is no signal of the muscle never counts."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.activate import ABOVE_QUIET, CONTRACT_S_MAX, Activate, ActivateKeys
from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded
from game.exercises.exercise import Difficulty, Limits, Trial
from game.exercises.views import Forge
from game.measures import cocontraction
from game.motion.motion import UNKNOWN, EmgFault, Motion, MuscleSignal, Signal
from tests.game.exercises.feeding import only

LIMITS = Limits(120.0, 15.0)
FLAT = MuscleSignal(0.1, math.nan, "nothing changes in the signal of the right biceps", EmgFault.FLAT)


class Wearer:
    """Steps the rules with one activity a tick."""

    def __init__(self, **keys: object) -> None:
        said = {"kind": "activate", "muscle": "biceps", "vary_percent": 0, **keys}
        self.keys = ActivateKeys(**said)  # type: ignore[arg-type]
        self.rules: Activate = self.keys.rules(LIMITS)
        self.tick = 0
        self.angle_deg = math.nan
        self.step(0.0)

    def offer(self, *, feedback: bool = True, index: int = 0, hold_s: float | None = None, waits: bool = False) -> None:
        held_s = self.keys.asked().hold_s if hold_s is None else hold_s
        self.rules.offer(self.tick, Trial(index, hold_s=held_s, feedback=feedback, waits=waits))

    def step(self, activity: float | MuscleSignal, other: float = 0.0) -> list[Event]:
        signal = activity if isinstance(activity, MuscleSignal) else MuscleSignal(0.1, activity)
        muscles = {"right_biceps": signal, "right_triceps": MuscleSignal(0.1, other)}
        angle = UNKNOWN if math.isnan(self.angle_deg) else Signal(self.angle_deg, 0.0, 5.0)
        self.tick += 1
        return self.rules.step(Motion(self.tick, angle, muscles=muscles), True)

    def keep(self, activity: float, seconds: float, other: float = 0.0) -> list[Event]:
        return [event for _ in range(round(60 * seconds)) for event in self.step(activity, other)]

    def ended(self, events: list[Event]) -> tuple[RepCompleted, TrialEnded]:
        return only(events, RepCompleted), only(events, TrialEnded)


def test_a_contraction_in_the_band_and_a_quiet_rest_are_clean() -> None:
    one = Wearer()
    one.offer()
    events = one.keep(0.2, 0.5) + one.keep(0.45, 3.1) + one.keep(0.5, 0.4) + one.keep(0.02, 5.0)
    rep, trial = one.ended(events)
    assert (rep.verdict, rep.reason) == ("clean", "as asked") and trial.success and trial.clean
    assert only(events, TargetReached)
    assert trial.values["in_band_percent"] == pytest.approx(100.0)
    assert trial.values["peak_percent"] == pytest.approx(45.0), "of the contraction, not of what came after"
    assert trial.values["relax_s"] == pytest.approx(0.5, abs=0.05), "from the word, which came half a second before"
    assert trial.values["quiet_percent"] == pytest.approx(100.0)
    assert trial.end_s - trial.start_s == pytest.approx(0.5 + 3.0 + 5.0, abs=0.1), "the rest is part of it"


@pytest.mark.parametrize(
    ("does", "verdict", "reason"),
    [
        (lambda one: one.keep(0.02, 12.0), "other", "the muscle did not work"),
        (lambda one: one.keep(0.22, 4.0) + one.keep(0.02, 6.0), "partial", "the band was not reached"),
        (lambda one: one.keep(0.4, 1.0) + one.keep(0.2, 2.5) + one.keep(0.02, 6.0), "partial", "below the band"),
        (lambda one: one.keep(0.9, 3.5) + one.keep(0.02, 6.0), "partial", "above the band"),
        (lambda one: one.keep(0.45, 8.0), "partial", "it did not let go in time"),
        (
            lambda one: one.keep(0.45, 3.1) + one.keep(0.02, 1.5) + one.keep(0.3, 3.5),
            "partial",
            "it did not stay quiet",
        ),
    ],
)
def test_each_half_that_is_missing_is_named(does: Callable[[Wearer], list[Event]], verdict: str, reason: str) -> None:
    """Both halves count: the band, and letting go; nothing done at all is no attempt."""
    one = Wearer()
    one.offer()
    rep, trial = one.ended(does(one))
    assert (rep.verdict, rep.reason) == (verdict, reason)
    assert not trial.clean and not trial.success and not trial.spoilt


@pytest.mark.parametrize(("waits", "verdict"), [(True, "clean"), (False, "other")])
def test_a_trial_that_waits_sets_no_time_for_the_way_into_the_band(waits: bool, verdict: str) -> None:
    """A muscle that answers after a minute is as good; the time that the band is kept stays what it was."""
    one = Wearer()
    one.offer(waits=waits)
    events = one.keep(0.02, 60.0) + one.keep(0.45, 3.1) + one.keep(0.02, 5.5)
    rep, trial = one.ended(events)
    assert rep.verdict == verdict
    assert not waits or trial.end_s - trial.start_s == pytest.approx(60.0 + 3.0 + 5.0, abs=0.2)


@pytest.mark.parametrize("mode", ["in_band", "relax"])
def test_a_trial_that_waits_sets_no_time_for_letting_go(mode: str) -> None:
    """The quiet is counted from then, as long as ever; a muscle that does not stay quiet is told as one."""
    for after, verdict in ((0.02, "clean"), (0.4, "partial")):
        one = Wearer(mode=mode)
        one.offer(waits=True)
        events = [] if mode == "relax" else one.keep(0.45, 3.1)
        events += one.keep(0.4, 30.0)
        assert not [event for event in events if isinstance(event, TrialEnded)], "it waits"
        rep, trial = one.ended(one.keep(0.02, 0.5) + one.keep(after, 3.0))
        assert rep.verdict == verdict and trial.values["relax_s"] == pytest.approx(30.0, abs=0.2)


def test_an_unaided_trial_goes_by_the_clock_whatever_waits() -> None:
    one = Wearer()
    one.offer(feedback=False, waits=True)
    events = one.keep(0.02, one.keys.ramp_s + 3.0 + 5.0 + 0.2)
    assert one.ended(events)[0].verdict == "other"


def test_quiet_is_all_that_relax_asks_for() -> None:
    one = Wearer(mode="relax", relax_s=4)
    one.offer()
    assert one.rules.view().ask is Forge.LET_GO and one.rules.view().only_quiet
    rep, trial = one.ended(one.keep(0.5, 1.0) + one.keep(0.03, 3.1))
    assert rep.verdict == "clean" and trial.values["relax_s"] == pytest.approx(1.0, abs=0.05)
    assert "in_band_percent" not in trial.values, "no contraction was asked for"
    one.offer()
    assert one.ended(one.keep(0.5, 5.0))[0].verdict == "partial", "a muscle that works is not quiet"


def test_two_muscles_that_work_together_are_compensated() -> None:
    """By the share that both have in common after Falconer and Winter, against the oracle of the measures."""
    for other, verdict in ((0.05, "clean"), (0.4, "compensated")):
        one = Wearer(mode="isolate", antagonist="triceps")
        one.offer()
        rep, trial = one.ended(one.keep(0.45, 3.1, other) + one.keep(0.02, 5.5))
        assert rep.verdict == verdict
        expected = cocontraction([0.45] * 9, [other] * 9)["falconer_winter_pct"].value
        assert trial.values["cocontraction_percent"] == pytest.approx(expected)


def test_a_fault_of_the_signal_spoils_the_trial_and_none_is_offered_meanwhile() -> None:
    one = Wearer()
    one.offer()
    one.keep(0.45, 1.0)
    rep, trial = one.ended(one.step(FLAT))
    assert rep.verdict == "other" and trial.spoilt and trial.reason == FLAT.reason
    for _ in range(120):
        assert one.step(FLAT) == []
    assert not one.rules.ready and one.rules.view().reason == FLAT.reason
    one.keep(0.0, 0.2)
    assert one.rules.ready


def test_without_electrodes_it_says_what_to_wear() -> None:
    rules = ActivateKeys(kind="activate", muscle="quadriceps").rules(LIMITS)
    rules.step(Motion(1, UNKNOWN), True)
    assert not rules.ready
    assert (
        rules.view().reason
        == "no electrodes are worn over the quadriceps; put them on, and say so in the kit or with --wear"
    )


def test_a_movement_in_place_of_a_contraction_is_another_exercise() -> None:
    """Where a motion sensor says where the joint is; without one nothing is held against anybody."""
    one = Wearer()
    one.angle_deg = 0.0
    one.offer()
    one.keep(0.45, 1.0)
    one.angle_deg = 40.0
    rep, _ = one.ended(one.keep(0.45, 2.2) + one.keep(0.0, 5.5))
    assert (rep.verdict, rep.reason) == ("other", "the joint left its position")


def test_nothing_that_depends_on_the_muscle_shows_in_an_unaided_trial() -> None:
    """The same views and cues whatever the muscle does, until the trial is over."""
    shown = []
    for activity in (0.0, 0.45, 0.9):
        one = Wearer()
        one.offer(feedback=False)
        seen = []
        while one.rules.trial is not None:
            seen.append((repr(one.rules.view()), one.rules.cue))
            one.step(activity)
        shown.append(seen)
    assert shown[0] == shown[1] == shown[2]


def test_a_pause_stands_still() -> None:
    one = Wearer()
    one.offer()
    one.keep(0.45, 1.0)
    before = one.rules.view().held
    for tick in range(300):
        one.rules.step(Motion(1000 + tick, UNKNOWN, muscles={"right_biceps": MuscleSignal(0.1, 0.9)}), False)
    assert one.rules.view().held == before


HARDER = st.builds(Difficulty, *[st.floats(-1.0, 1.0) for _ in range(5)])


@given(HARDER, st.integers(0, 400), st.floats(10.0, 90.0), st.floats(10.0, 60.0))
def test_no_band_reaches_above_the_effort_or_down_to_rest(
    harder: Difficulty, index: int, low: float, wide: float
) -> None:
    """Whatever a coach asks for: inside 1 and what counts as relaxed, and never turned round."""
    high = min(100.0, low + wide)
    keys = ActivateKeys(kind="activate", muscle="calf", low_percent=low, high_percent=max(high, low))
    found_low, found_high = keys.rules(LIMITS).band(Trial(index, difficulty=harder))
    assert keys.relax_percent / 100.0 + ABOVE_QUIET - 1e-9 <= found_low <= found_high <= 1.0 + 1e-9


@given(st.floats(1.0, 5.0), st.floats(5.0, 60.0))
def test_no_contraction_is_longer_than_its_cap_or_its_rest(contract_s: float, relax_s: float) -> None:
    """At the hardest hold too."""
    asked = ActivateKeys(kind="activate", muscle="calf", contract_s=contract_s, relax_s=relax_s).asked()
    longest_s = asked.hold_s * asked.ends["hold"].at(1.0)
    assert longest_s <= CONTRACT_S_MAX + 1e-9 and longest_s <= relax_s + 1e-9


def test_a_harder_end_is_harder_for_the_same_effort() -> None:
    """An effort that strays by a tenth stays in the easiest band and leaves the hardest."""

    def share(tolerance: float) -> float:
        one = Wearer(low_percent=35, high_percent=55)
        one.rules.offer(one.tick, Trial(0, hold_s=3.0, difficulty=Difficulty(tolerance=tolerance)))
        events = [event for n in range(190) for event in one.step(0.45 + 0.1 * math.sin(n / 8.0))]
        return only(events + one.keep(0.0, 6.0), TrialEnded).values["in_band_percent"]

    shares = [share(tolerance) for tolerance in (-1.0, -0.5, 0.0, 0.5, 1.0)]
    assert shares == sorted(shares, reverse=True) and shares[0] > 95.0 and shares[-1] < 60.0
