"""`tempo` asks for a controlled way up, a hold and a way down, and says of each repetition what to change."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.events import Event, PaceBeat, RepCompleted, SetEnded, TargetReached, TrialEnded
from game.exercises.exercise import Difficulty, Limits, Trial, Wall
from game.exercises.lifting import Lifting
from game.exercises.paces import TELL_S, Paces, take_of
from game.exercises.tempo import TempoKeys
from game.exercises.views import TempoView
from tests.game.build import eased
from tests.game.exercises.feeding import Player, only

TARGET_DEG = 60.0


def ready(speed_deg_s_max: float = 120.0, **keys: Any) -> Player:
    """Somebody at rest who has been heard for a second; two up, one held, three down."""
    level = TempoKeys(**{"kind": "tempo", "targets_deg": (TARGET_DEG,), **keys})
    player = Player(level.rules(Limits(speed_deg_s_max, 15.0, Wall(0.0, 90.0, speed_deg_s_max))))
    player.wait(1.0)
    return player


def offered(player: Player | None = None, difficulty: Difficulty | None = None, **trial: Any) -> Player:
    """The same, who has been asked for a repetition."""
    player = player or ready()
    asked = Trial(0, **{"target_deg": TARGET_DEG, "tolerance_deg": 8.0, "hold_s": 1.0, **trial})
    if difficulty is not None:
        asked = Trial(0, asked.target_deg, asked.tolerance_deg, asked.hold_s, difficulty=difficulty)
    player.exercise.offer(player.tick, asked)
    return player


def repeat(
    player: Player, up_s: float = 2.0, hold_s: float = 1.0, down_s: float = 3.0, to_deg: float = 60.0
) -> list[Event]:
    """One repetition, and the rest after it."""
    return player.move(to_deg, up_s) + player.wait(hold_s) + player.move(0.0, down_s) + player.wait(2.5)


def view(player: Player) -> TempoView:
    shown = player.exercise.view()
    assert isinstance(shown, TempoView)
    return shown


def test_at_tempo_is_clean_and_every_phase_is_told_as_it_was() -> None:
    events = repeat(offered())
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("clean", "as asked") and trial.success and trial.clean
    assert trial.values["up_s"] == pytest.approx(2.0, abs=0.1)
    assert trial.values["hold_s"] == pytest.approx(1.0, abs=0.1)
    assert trial.values["down_s"] == pytest.approx(3.0, abs=0.1)
    assert trial.values["down_error_s"] == pytest.approx(0.0, abs=0.1)
    assert -1.7 < trial.values["down_sparc"] < -1.3
    assert events.index(trial) == events.index(rep) + 1


@pytest.mark.parametrize(
    ("taken", "reason", "cue"),
    [
        ({"up_s": 1.2}, "the way up was too quick", "up_slower"),
        ({"up_s": 3.2}, "the way up was too slow", "up_sooner"),
        ({"down_s": 1.7}, "the way down was too quick", "down_slower"),
        ({"down_s": 4.6}, "the way down was too slow", "down_sooner"),
        ({"hold_s": 0.3}, "held too shortly", "longer"),
        ({"hold_s": 2.0}, "held for too long", "shorter"),
    ],
)
def test_one_phase_off_tempo_is_partial_and_the_cue_names_it(taken: dict[str, float], reason: str, cue: str) -> None:
    player = offered()
    events = repeat(player, **taken)
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("partial", reason)
    assert not trial.success and not trial.clean and not trial.spoilt
    assert player.exercise.cue == cue


@pytest.mark.parametrize("taken", [{"up_s": 6.0}, {"hold_s": 6.0}, {"down_s": 9.0}, {"up_s": 5.0, "down_s": 8.0}])
@pytest.mark.parametrize("waits", [True, False])
def test_slowness_is_no_miss_where_the_trial_waits(taken: dict[str, float], waits: bool) -> None:
    """What takes longer counts as at tempo, at any tolerance; its times are told as they were."""
    player = offered(waits=waits)
    assert math.isinf(view(player).slow_tolerance) is waits
    events = repeat(player, **taken)
    assert only(events, RepCompleted).verdict == ("clean" if waits else "partial")
    values = only(events, TrialEnded).values
    assert all(values[name] == pytest.approx(seconds, abs=0.3) for name, seconds in taken.items())


@pytest.mark.parametrize(
    ("taken", "reason"),
    [
        ({"up_s": 1.2, "down_s": 9.0}, "the way up was too quick"),
        ({"up_s": 6.0, "down_s": 1.7}, "the way down was too quick"),
        ({"up_s": 6.0, "hold_s": 0.2}, "held too shortly"),
        ({"hold_s": 6.0, "down_s": 0.7}, "let go on the way down"),
    ],
)
def test_haste_is_a_miss_however_the_trial_waits(taken: dict[str, float], reason: str) -> None:
    player = offered(ready(speed_deg_s_max=400.0), waits=True)
    assert only(repeat(player, **taken), RepCompleted).reason == reason


@given(st.floats(1.0, 4.0), st.floats(0.0, 3.0), st.floats(1.0, 5.0), st.floats(25.0, 85.0))
@settings(max_examples=25)
def test_whatever_tempo_is_asked_for_it_is_clean_when_kept(
    up_s: float, hold_s: float, down_s: float, way_deg: float
) -> None:
    """A way that begins and ends slowly is measured shorter than it is; that is held against nobody."""
    up_s, down_s = (max(lasts_s, 1.9 * way_deg / 120.0) for lasts_s in (up_s, down_s))
    player = ready(targets_deg=(way_deg,), up_s=up_s, hold_s=hold_s, down_s=down_s)
    offered(player, target_deg=way_deg, hold_s=hold_s)
    assert only(repeat(player, up_s, hold_s, down_s, way_deg), RepCompleted).reason == "as asked"


@pytest.mark.parametrize("drop_s", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("before", [0.0, 2.5])
def test_a_limb_that_is_dropped_scores_nothing(drop_s: float, before: float) -> None:
    """Neither at once, nor when the time of the way down has passed at the top."""
    player = offered(ready(speed_deg_s_max=400.0))
    events = repeat(player, hold_s=1.0 + before, down_s=drop_s)
    rep = only(events, RepCompleted)
    assert (rep.verdict, rep.reason) == ("other", "let go on the way down")
    assert player.exercise.cue == "down_slower" and view(player).lit == ()


def test_a_way_down_that_is_dropped_in_the_middle_scores_nothing() -> None:
    """It takes as long as it should."""
    player = offered(ready(speed_deg_s_max=400.0))
    events = player.move(60.0, 2.0) + player.wait(1.0) + player.move(50.0, 1.2) + player.move(8.0, 0.4)
    events += player.move(0.0, 1.4) + player.wait(2.5)
    assert only(events, RepCompleted).reason == "let go on the way down"


def test_faster_than_the_ceiling_is_too_fast_on_the_second_half_of_the_way_down_too() -> None:
    player = offered(ready(speed_deg_s_max=60.0))
    events = player.move(60.0, 2.0) + player.wait(1.0) + player.move(25.0, 2.0) + player.move(0.0, 0.4)
    assert only(events + player.wait(2.5), RepCompleted).reason == "too fast"


def test_half_a_range_is_partial() -> None:
    player = offered()
    events = repeat(player, to_deg=35.0)
    assert only(events, RepCompleted).reason == "short of the target" and not only(events, TrialEnded).success
    assert not [event for event in events if isinstance(event, TargetReached)]


def test_not_all_the_way_back_is_partial() -> None:
    """Pumping at the top is no full range."""
    player = offered()
    events = player.move(60.0, 2.0) + player.wait(1.0) + player.move(22.0, 2.6)
    events += player.move(60.0, 2.0) + player.wait(1.0)
    assert only(events, RepCompleted).reason == "not all the way back"
    assert player.exercise.cue == "all_the_way"


def test_the_trunk_that_helps_makes_it_compensated() -> None:
    player = offered()
    player.lean(0.0)
    player.move(60.0, 2.0)
    player.lean(20.0)
    events = player.wait(1.0)
    player.lean(0.0)
    assert only(events + player.move(0.0, 3.0) + player.wait(2.5), RepCompleted).verdict == "compensated"


def test_a_hole_anywhere_in_it_spoils_it() -> None:
    """The way down counts, so that nothing of it may be hidden."""
    player = offered()
    player.move(60.0, 2.0)
    player.wait(1.0)
    player.move(30.0, 1.5)
    player.wait(0.4, heard=False)
    trial = only(player.move(0.0, 1.5) + player.wait(2.5), TrialEnded)
    assert trial.spoilt and trial.reason == "the sensor was away" and not trial.success


@pytest.mark.parametrize("frequency_hz", [4.0, 5.0, 7.0])
def test_a_tremor_of_three_degrees_changes_no_verdict(frequency_hz: float) -> None:
    player = offered()
    events: list[Event] = []
    for angle_deg in _path(2.0, 1.0, 3.0):
        away = 1.0 - math.exp(-((angle_deg / 10.0) ** 2))
        shaken = angle_deg + 3.0 * away * math.sin(2.0 * math.pi * frequency_hz * player.tick / 60.0)
        events += player.step(shaken)
    assert only(events, RepCompleted).reason == "as asked"


def _path(up_s: float, hold_s: float, down_s: float) -> list[float]:
    return [
        *eased(0.0, 60.0, round(60 * up_s)),
        *[60.0] * round(60 * hold_s),
        *eased(60.0, 0.0, round(60 * down_s)),
        *[0.0] * 150,
    ]


# Sets


def test_a_set_ends_with_its_last_repetition_and_a_rest_is_due() -> None:
    player = ready(sets=2, set_repetitions=2)
    ended = [event for _ in range(4) for event in repeat(offered(player)) if isinstance(event, SetEnded)]
    assert [(one.index, one.repetitions, one.rests) for one in ended] == [(1, 2, True), (2, 2, True)]
    assert not player.exercise.over, "the dose says so by itself"


def test_a_set_ends_where_the_way_up_has_become_too_slow() -> None:
    """Twice in a row; and where that is the last set all is over, whatever the dose."""
    player = ready(sets=1, set_repetitions=8, stop_at_speed_loss_percent=20.0)
    for up_s in (2.0, 2.7, 2.0, 2.7):
        assert not [event for event in repeat(offered(player), up_s=up_s) if isinstance(event, SetEnded)]
    ended = only(repeat(offered(player), up_s=2.7), SetEnded)
    assert ended.reason.startswith("slower by 2") and ended.repetitions == 5 and not ended.rests
    assert player.exercise.over


def test_what_was_dropped_counts_towards_no_set() -> None:
    player = ready(speed_deg_s_max=400.0, set_repetitions=1)
    assert not [event for event in repeat(offered(player), down_s=0.5) if isinstance(event, SetEnded)]


# The pace


def test_the_ghost_goes_with_who_begins_and_waits_for_who_comes_late() -> None:
    player = offered()
    player.wait(2.0)
    assert view(player).phase == "ready" and view(player).ghost_deg == 0.0
    player.move(30.0, 2.0)
    assert view(player).phase == "up" and view(player).ghost_deg > 45.0
    player.wait(1.5)
    assert view(player).ghost_deg == pytest.approx(60.0), "it waits"
    player.move(60.0, 1.0)
    assert view(player).phase == "hold" and player.exercise.cue == "hold"
    assert 0.0 < view(player).left_s < 1.0
    player.wait(1.0)
    assert view(player).phase == "down" and player.exercise.cue == "down"
    player.wait(1.5)
    assert 10.0 < view(player).ghost_deg < 50.0


@pytest.mark.parametrize("pacing", ["sound", "oneself"])
def test_nothing_is_seen_of_the_pace_where_something_else_paces(pacing: str) -> None:
    player = offered(ready(pacing=pacing))
    events = player.move(60.0, 2.0)
    assert math.isnan(view(player).ghost_deg) and view(player).phase != "ready"
    beats = [(event.phase, event.count) for event in events if isinstance(event, PaceBeat)]
    assert beats[:2] == ([("up", 0), ("up", 1)] if pacing == "sound" else [])


def test_an_unaided_repetition_shows_and_says_nothing_of_the_limb() -> None:
    player = ready()
    player.exercise.offer(player.tick, Trial(0, 60.0, 8.0, 1.0, feedback=False))
    cue = player.exercise.cue
    blank = repr(view(player))
    for angle_deg in _path(2.0, 1.0, 2.0)[:-200]:
        assert not [event for event in player.step(angle_deg) if isinstance(event, TargetReached)]
        assert repr(view(player)) == blank and player.exercise.cue == cue
    assert view(player).blank


def test_in_a_squat_the_way_there_is_the_way_down() -> None:
    player = offered(ready(lowers="there"))
    player.move(60.0, 3.0)
    assert view(player).phase == "hold"
    events = player.wait(1.0) + player.move(0.0, 2.0) + player.wait(2.5)
    trial = only(events, TrialEnded)
    assert trial.clean and trial.values["down_s"] == pytest.approx(3.0, abs=0.15)


# Difficulty


def test_no_tempo_is_asked_for_that_only_a_swing_could_keep() -> None:
    """The smoothest movement at the pace stays below the speed ceiling, however easy or hard it is made."""
    for tempo in (-1.0, 0.0, 1.0):
        player = offered(ready(speed_deg_s_max=45.0, up_s=0.5, down_s=0.5), Difficulty(tempo=tempo))
        shown = view(player)
        assert 1.875 * TARGET_DEG / min(shown.up_s, shown.down_s) <= 45.0 + 1e-9


def test_harder_is_a_finer_tolerance_and_a_slower_way_down() -> None:
    for tolerance, verdict in ((-1.0, "clean"), (0.0, "clean"), (1.0, "partial")):
        player = offered(difficulty=Difficulty(tolerance=tolerance))
        assert only(repeat(player, down_s=3.45), RepCompleted).verdict == verdict
    downs_s = [view(offered(difficulty=Difficulty(tempo=tempo))).down_s for tempo in (-1.0, -0.5, 0.0, 0.5, 1.0)]
    assert downs_s == sorted(downs_s) and downs_s[0] < 3.0 < downs_s[-1]


def test_made_easy_whoever_is_slow_takes_the_time_they_need() -> None:
    """And is no less asked to brake: a way in less than half the time is never at tempo."""
    easy = Difficulty(tolerance=-1.0)
    assert only(repeat(offered(difficulty=easy), up_s=6.0, down_s=8.0), RepCompleted).verdict == "clean"
    quick = only(repeat(offered(difficulty=easy), down_s=1.2), RepCompleted)
    assert (quick.verdict, quick.reason) == ("partial", "the way down was too quick")


@given(st.floats(25.0, 110.0), st.floats(1.0, 6.0), st.floats(0.5, 4.0), st.floats(1.0, 6.0))
@settings(max_examples=30)
def test_how_long_each_phase_took_is_told_whatever_was_asked(
    way_deg: float, up_s: float, hold_s: float, down_s: float
) -> None:
    """Of the smoothest movement, to within half of what cannot be told."""
    made = Paces(up_s, hold_s, down_s)
    times = [step / 50.0 for step in range(round(50.0 * (made.whole_s + 1.2)))]
    found = take_of(times, [way_deg * made.share_at(t_s - 0.6) for t_s in times], Paces(2.0, 1.0, 3.0))
    assert found.up_s == pytest.approx(up_s, abs=max(0.5 * TELL_S, 0.06 * up_s))
    assert found.down_s == pytest.approx(down_s, abs=max(0.5 * TELL_S, 0.06 * down_s))
    assert found.hold_s == pytest.approx(hold_s, abs=max(TELL_S, 0.06 * max(up_s, down_s)))


def test_the_rules_come_from_the_keys() -> None:
    keys = TempoKeys(kind="tempo", targets_deg=(30.0, 60.0), hold_s=0.0, tolerance_deg=6.0)
    asked = keys.asked()
    assert asked.targets_deg == (30.0, 60.0) and "hold" not in asked.ends
    assert isinstance(keys.rules(Limits(120.0, 15.0)), Lifting)
    assert asked.tolerance_deg * asked.ends["tolerance"].hardest == pytest.approx(2.0)
