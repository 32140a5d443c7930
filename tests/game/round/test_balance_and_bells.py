"""Balance and position sense as they are played: by who can, by who does something else, and with what they leave."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from game.content import shipped_levels
from game.exercises.events import NeutralTaken, RepCompleted, TrialEnded
from game.exercises.exercise import Limits
from game.exercises.steady import SteadyKeys
from game.exercises.views import Ask, MatchView, SteadyView
from game.level import Level, read_level
from game.motion.movements import MOVEMENTS
from game.population.bodies import player_of, simulated_source
from game.population.profile import Profile
from game.round import Phase, Round, RoundView
from game.scoring.steady import LEANS, own_leans_deg
from input_devices import SimulatedSource, stored
from tests.game.build import setup
from tests.game.population.library import play_another

ABLE = Profile(noise_deg=1.2, lapse=0.0, gyro_bias_deg_s=0.2)
LEVELS = {
    name: read_level(path.read_bytes(), str(path))
    for name, path in sorted(shipped_levels().items())
    if "_steady_" in name or "_match_" in name
}
Joints = Callable[[RoundView, int], dict[str, float]]
"""Where the joints of somebody are at a tick, who plays otherwise than asked."""


def sites_of(level: Level) -> tuple[str, ...]:
    """The right side's sensors of the simplest way, and of what is watched beside it."""
    beside = [companion.sites("right")[0] for companion in level.companions]
    return (*level.row.sites(level.row.simplest, "right"), *beside)


class Played:
    """A level played by a simulated person, or by joints that are told, to its end or for so long at most."""

    def __init__(
        self,
        level: Level,
        profile: Profile = ABLE,
        joints: Joints | None = None,
        *,
        seconds: float = 400.0,
        repetitions: int = 3,
        **more: Any,
    ) -> None:
        self.level = level
        sites = sites_of(level)
        self.round = Round(setup(level.text, sites, repetitions=repetitions, **more))
        body: SimulatedSource = simulated_source(
            level.row, "right", sites, level.starts, profile, seed=1, companions=level.companions
        )
        player = player_of(level, profile, seed=1)
        self.events: list[Any] = []
        self.views: list[RoundView] = []
        while not self.round.over and self.round.ticks < seconds * 60:
            view = self.round.view()
            self.views.append(view)
            told = player.joints_deg(view, "right") if joints is None else joints(view, self.round.ticks)
            body.body.move(told)
            self.events += self.round.tick([stored(sample) for sample in body.poll(0.0)], ())

    def trials(self) -> list[TrialEnded]:
        return [event for event in self.events if isinstance(event, TrialEnded)]

    @property
    def light(self) -> int:
        return self.round.view().light

    @property
    def done(self) -> int:
        return self.round.view().repetitions_done


@pytest.mark.parametrize("name", LEVELS)
def test_who_can_finishes_every_level_cleanly(name: str) -> None:
    played = Played(LEVELS[name], repetitions=1)
    outcome = played.round.outcome()
    assert outcome.ended == "finished" and played.done == 1
    assert outcome.repetitions["clean"] == 1
    assert not [event for event in played.events if type(event).__name__ == "SensorDoubted"]


def still(_view: RoundView, _tick: int) -> dict[str, float]:
    return {}


def turning(_view: RoundView, tick: int) -> dict[str, float]:
    """The trunk turns about itself and back, over and over, and leans nowhere."""
    return {"trunk_rotation": 40.0 * math.sin(math.tau * 0.3 * max(0, tick - 120) / 60.0)} if tick > 120 else {}


def shaking(level: Level) -> Joints:
    """The sensor is shaken by hand, twice a second, as far as it goes."""
    joint = level.row.joints[0][0]
    sided = joint if joint.startswith(("trunk", "sway", "neck")) else f"right_{joint}"

    def joints(_view: RoundView, tick: int) -> dict[str, float]:
        swing = math.sin(math.tau * 2.0 * max(0, tick - 120) / 60.0)
        start_deg = level.row.start("right").get(sided, 0.0)
        return {sided: start_deg + 25.0 * swing} if tick > 120 else {}

    return joints


@pytest.mark.parametrize("name", ["trunk_sway_steady_1", "trunk_sway_steady_4", "standing_sway_steady_5"])
def test_shaking_the_sensor_scores_nothing_in_balance(name: str) -> None:
    """It is neither keeping still nor a lean that is held: no light, nothing done."""
    level = LEVELS[name]
    played = Played(level, joints=shaking(level), seconds=25.0)
    assert played.done == 0 and played.light == 0
    assert not any(trial.success for trial in played.trials())


@pytest.mark.parametrize("name", ["trunk_sway_steady_1", "trunk_sway_steady_3", "trunk_sway_steady_5"])
def test_turning_about_scores_nothing_in_balance(name: str) -> None:
    """A sensor on the chest tells a turn from a lean."""
    played = Played(LEVELS[name], joints=turning, seconds=40.0)
    assert played.done == 0 and played.light == 0


STAYS = [name for name in LEVELS if isinstance(keys := LEVELS[name].exercise, SteadyKeys) and keys.aim == "stay"]


@pytest.mark.parametrize("name", STAYS)
def test_rocking_from_foot_to_foot_scores_nothing_in_balance(name: str) -> None:
    """One shift of the weight is a sway; one after the other is another movement, however long it pauses inside."""
    level = LEVELS[name]
    shift = MOVEMENTS["weight_shift" if level.posture == "standing" else "trunk_lateral"]
    view = play_another(level, "right", shift).view()
    assert (view.repetitions_done, view.light) == (0, 0)


@pytest.mark.parametrize("name", STAYS)
@pytest.mark.parametrize("noise_deg", [3.0, 5.0])
def test_swaying_a_lot_is_no_rocking(name: str, noise_deg: float) -> None:
    """Somebody unsteady is told how it went, never that they did something else; with open eyes their bout counts."""
    played = Played(LEVELS[name], replace(ABLE, noise_deg=noise_deg), repetitions=1, seconds=130.0)
    assert played.trials() and "another movement" not in {trial.reason for trial in played.trials()}
    keys = LEVELS[name].exercise
    assert played.done == 1 or (isinstance(keys, SteadyKeys) and keys.eyes == "closed")


@pytest.mark.parametrize("name", ["trunk_sway_steady_3", "standing_sway_steady_3", "standing_sway_steady_5"])
def test_doing_nothing_is_no_lean(name: str) -> None:
    played = Played(LEVELS[name], joints=still, seconds=25.0)
    assert played.trials() and played.done == 0 and played.light == 0


@pytest.mark.parametrize("name", ["elbow_flexion_match_1", "knee_extension_match_1", "neck_lateral_match_1"])
def test_neither_shaking_nor_doing_nothing_finds_a_place(name: str) -> None:
    for joints in (shaking(LEVELS[name]), still):
        played = Played(LEVELS[name], joints=joints, seconds=20.0)
        assert played.done == 0 and played.light == 0


def another(level: Level) -> Joints:
    """As asked, but with the shoulder where the elbow is asked for: the forearm hangs along and its angle is the same
    against gravity only where one sensor cannot tell."""
    player = player_of(level, ABLE, seed=1)

    def joints(view: RoundView, _tick: int) -> dict[str, float]:
        told = player.joints_deg(view, "right")
        return {"right_forearm_rotation": told.get("right_elbow_flexion", 0.0)}

    return joints


def test_another_joint_moves_and_no_place_is_found() -> None:
    """The forearm turns about itself: the angle of the elbow does not change."""
    level = LEVELS["elbow_flexion_match_1"]
    played = Played(level, joints=another(level), seconds=30.0)
    assert played.done == 0 and not any(trial.success for trial in played.trials())


# What may be seen while nothing may be


@cache
def closed() -> Played:
    return Played(LEVELS["trunk_sway_steady_5"], repetitions=1)


def test_with_closed_eyes_the_round_shows_no_lean() -> None:
    """Neither the lean nor what follows from it."""
    blind = [view for view in closed().views if isinstance(view.exercise, SteadyView) and view.exercise.blank]
    assert len(blind) > 60 * 25
    assert all(math.isnan(view.lean_forward_deg) and math.isnan(view.angle_deg) for view in blind)
    assert not any(view.compensating for view in blind)


def test_only_the_tone_follows_a_body_with_closed_eyes() -> None:
    """The level says that it guides by sound; all else in the picture goes by the clock."""
    views = [view.exercise for view in closed().views if isinstance(view.exercise, SteadyView) and view.exercise.blank]
    on = [view for view in views if view.ask is Ask.STAND_STILL]
    assert {view.inside for view in on} == {True}
    assert len({view.heard for view in on}) > 100
    silent = {view._replace(heard=0.0, left_s=0.0, bout_s=0.0, lit=(), ring=on[0].ring) for view in on}
    assert len(silent) == 1


def test_while_a_place_is_looked_for_the_round_shows_no_angle() -> None:
    played = Played(LEVELS["elbow_flexion_match_2"], repetitions=1)
    finding = [view for view in played.views if isinstance(view.exercise, MatchView) and view.exercise.blank]
    assert len(finding) > 100
    assert all(math.isnan(view.angle_deg) and not view.others_deg for view in finding)
    assert {view.cue for view in finding if view.phase is Phase.PLAY} <= {None, "find_again", "close_eyes", "remember"}


# What is left behind


def test_position_sense_is_that_of_the_person() -> None:
    """Bias and spread of their answers, by the names the tests use; those from memory apart."""
    played = Played(LEVELS["elbow_flexion_match_2"], replace(ABLE, noise_deg=3.0), repetitions=8)
    measures = played.round.outcome().measures
    felt = [trial.values["error_deg"] for trial in played.trials() if not trial.values["from_memory_share"]]
    assert measures["joint_position_error"]["value"] == pytest.approx(sum(map(abs, felt)) / len(felt))
    assert measures["joint_position_error_ce"]["value"] == pytest.approx(sum(felt) / len(felt))
    memory = [trial.values["error_size_deg"] for trial in played.trials() if trial.values["from_memory_share"]]
    assert memory and measures["from_memory"]["value"] == pytest.approx(sum(memory) / len(memory))


def test_too_few_answers_are_no_measure() -> None:
    measures = Played(LEVELS["knee_extension_match_1"], repetitions=2).round.outcome().measures
    assert measures["joint_position_error"]["value"] is None
    assert "fewer than 5 answers" in measures["joint_position_error"]["reason"]
    assert measures["from_memory"]["reason"] == "no place was found from memory"


def test_a_lean_says_how_far_it_was_held_and_how_soon_and_how_straight() -> None:
    played = Played(LEVELS["trunk_sway_steady_3"], repetitions=4)
    measures = played.round.outcome().measures
    assert measures["lean_held"]["value"] == pytest.approx(100.0, abs=25.0)
    assert 0.5 < measures["lean_time"]["value"] < 6.0
    assert 0.0 < measures["directional_control"]["value"] <= 100.0
    trials = played.round.outcome().trials
    assert {"direction_deg", "asked_deg", "held_deg", "inside_share"} <= set(trials[0])


# One's own limits


def limits_test(leans_deg: Sequence[float | None], posture: str = "standing", movement: str = "standing_sway") -> Any:
    """A limits test of this sitting, as it is kept."""
    values = [{"value": lean, "unit": "deg", "valid": lean is not None, "reason": None} for lean in leans_deg]
    measures = dict(zip(LEANS, values, strict=True))
    return {"kind": "limits_test", "movement": movement, "posture": posture, "side": "right", "measures": measures}


def test_the_ring_follows_ones_own_limits_test() -> None:
    """The latest one that was made as the level is; a direction without a number takes the level's degrees."""
    level = LEVELS["standing_sway_steady_3"]
    older, latest = limits_test([7.0] * 8), limits_test([6.0, 5.0, 4.0, None, 2.0, 3.0, 4.5, 5.0])
    elsewhere = limits_test([20.0] * 8, "seated", "trunk_sway")
    leans = own_leans_deg(level, [older, latest, elsewhere])
    assert leans[0] == 6.0 and math.isnan(leans[3]) and own_leans_deg(level, [elsewhere]) == ()
    played = Round(setup(level.text, ("pelvis",), earlier=(latest,)))
    exercise = played.view().exercise
    assert isinstance(exercise, SteadyView) and isinstance(level.exercise, SteadyKeys)
    assert exercise.ring == level.exercise.ring(Limits(120.0, math.inf, own_leans_deg=leans))
    assert exercise.ring.forward_deg == pytest.approx(3.6)


def test_a_limits_test_of_the_sitting_is_played_on_from() -> None:
    """Its own numbers, as the next Round is handed them."""
    first = Played(read_level(*_file("standing_sway_limits_test_1")), repetitions=8)
    kept = {name: dict(first.round.outcome().measures[name]) for name in LEANS}
    row = {"kind": "limits_test", "movement": "standing_sway", "posture": "standing", "measures": kept}
    then = Played(LEVELS["standing_sway_steady_3"], replace(ABLE, noise_deg=0.5), repetitions=1, earlier=(row,))
    assert then.round.outcome().ended == "finished"
    asked = then.trials()[0].values["asked_deg"]
    assert asked == pytest.approx(0.6 * kept[LEANS[0]]["value"], rel=0.01)


def _file(name: str) -> tuple[bytes, str]:
    path = shipped_levels()[name]
    return path.read_bytes(), str(path)


def test_the_neutral_pose_comes_first_and_movements_are_told_before_their_trials_end() -> None:
    for name in ("trunk_sway_steady_3", "elbow_flexion_match_1"):
        events = Played(LEVELS[name], repetitions=1).events
        assert any(isinstance(event, NeutralTaken) for event in events)
        for place, event in enumerate(events):
            if isinstance(event, TrialEnded):
                before = [one for one in events[:place] if one.tick == event.tick and isinstance(one, RepCompleted)]
                assert before and before[-1].reason == event.reason


@pytest.mark.parametrize("bends", [False, True], ids=["straight", "at-the-hips"])
def test_a_sensor_on_the_thigh_tells_a_bend_at_the_hips_from_a_lean(bends: bool) -> None:
    """The trunk leans as far either way; only one of them leans from the ankles."""
    text = LEVELS["standing_sway_steady_3"].text
    text = text.replace("hands: light_touch", "hands: light_touch\n  legs: watched")
    text = text.replace("[forward, right, left, back]", "[forward]")
    level = read_level(text, "")
    player = player_of(level, ABLE, seed=1)

    def joints(view: RoundView, _tick: int) -> dict[str, float]:
        told = player.joints_deg(view, "right")
        return {"trunk_forward": told["sway_forward"], "trunk_right": told["sway_right"]} if bends else told

    played = Played(level, joints=joints, repetitions=2, seconds=60.0)
    reps = [event for event in played.events if isinstance(event, RepCompleted)]
    assert reps and all(math.isfinite(view.others_deg["legs"]) for view in played.views[200:300] if view.others_deg)
    if bends:
        assert {(rep.verdict, rep.reason) for rep in reps} == {("compensated", "bent at the hips")}
    else:
        assert "compensated" not in {rep.verdict for rep in reps} and played.round.outcome().ended == "finished"
