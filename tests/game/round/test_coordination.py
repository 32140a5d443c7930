"""Paths and strokes played whole, by simulated people whose joints are known: verdicts, measures, replay."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from game.app.errors import RequestError
from game.app.kitted import fitting, misfit
from game.app.request import load_level, order_sites, simulated_sites
from game.cli import run
from game.content import shipped_levels
from game.exercises.events import RepCompleted, TrialEnded
from game.level import read_level, tell
from game.motion.movements import MOVEMENTS
from game.population.profile import Profile
from game.round import Phase, Round, RoundSetup
from input_devices import Kit, KitSensor, stored
from tests.game.build import TICK_S
from tests.game.wrongly_worn import Play, play

ABLE = Profile(lapse=0.0, noise_deg=1.5, gyro_bias_deg_s=0.2)
SHIPPED = [name for name in sorted(shipped_levels()) if "_trace_" in name or "_tandem_" in name]


def level(movement: str, exercise: str, repetitions: int = 2) -> str:
    kind = exercise.partition(",")[0].removeprefix("kind: ")
    return f"""\
format: 1
id: {movement}_{kind}_1
title: A level
about: Two or more things at once.
serves: A test.
goal: coordination
movement: {movement}
suits: Somebody in a test.
excludes: []
posture: {MOVEMENTS[movement].postures[0]}
exercise: {{{exercise}}}
dose: {{repetitions: {repetitions}, minutes: 10, source: A choice.}}
"""


PATH = level("trunk_flexion", "kind: trace, from_deg: -5, to_deg: 25, second_movement: trunk_lateral, bout_s: 20")
STROKES = level("elbow_flexion", "kind: tandem, amplitude_deg: 50", 8)


def measures(found: Play) -> Mapping[str, Any]:
    return found.round.outcome().measures


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_path_in_two_ways_is_followed(side: str) -> None:
    """Every path is clean, nothing is doubted, and the numbers say how well it went."""
    found = play(PATH, side=side, profile=ABLE, seconds=90.0)
    assert found.round.outcome().ended == "finished" and found.doubts() == []
    assert found.round.outcome().repetitions["clean"] == 2
    said = measures(found)
    assert 0.0 < said["path_error"]["value"] < 6.0 and said["path_inside"]["value"] > 0.65
    assert 0.0 < said["path_lag"]["value"] < 600.0
    assert said["path_learned"]["reason"] is not None, "one path of each kind says nothing"


@pytest.mark.parametrize("side", ["right", "left"])
def test_two_arms_row_together(side: str) -> None:
    found = play(STROKES, side=side, profile=ABLE, seconds=90.0)
    outcome = found.round.outcome()
    assert outcome.ended == "finished" and found.doubts() == []
    assert outcome.repetitions["clean"] >= 7 and outcome.repetitions["other"] == 0
    said = measures(found)
    assert abs(said["phase"]["value"]) < 15.0 and said["amplitude_ratio"]["value"] > 0.85
    assert abs(said["peak_lag"]["value"]) < 0.2 and said["xcorr"]["value"] > 0.95
    assert said["phase_locking"]["value"] > 0.9
    assert said["beat_lag"]["reason"] == "there was no beat"


def moved(text: str, goes: Any, side: str = "right", seconds: float = 40.0) -> Round:
    """A level played by a body whose joints go as they are told, whatever is shown."""
    from game.population.bodies import simulated_source

    known = read_level(text, "")
    sites = simulated_sites(known, side)
    round_ = Round(RoundSetup(text, side, sites, "tryout"))
    source = simulated_source(known.row, side, sites, known.starts, ABLE, 0, known.companions)
    playing_s = 0.0
    for _ in range(round(seconds / TICK_S)):
        if round_.view().phase is Phase.PLAY:
            playing_s += TICK_S
            source.body.move(goes(playing_s))
        round_.tick([stored(sample) for sample in source.poll(0.0)], ())
    return round_


def wave(tall_deg: float, period_s: float, t_s: float) -> float:
    return 0.5 * tall_deg * (1.0 - math.cos(math.tau * t_s / period_s))


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        pytest.param(STROKES, lambda t: {"right_elbow_flexion": wave(50, 3, t)}, id="the leading arm alone"),
        pytest.param(STROKES, lambda t: {"left_elbow_flexion": wave(50, 3, t)}, id="the other arm alone"),
        pytest.param(
            STROKES,
            lambda t: {"right_elbow_flexion": wave(50, 0.4, t), "left_elbow_flexion": wave(50, 0.4, t)},
            id="both shaken",
        ),
        pytest.param(PATH, lambda t: {"trunk_rotation": wave(40, 5, t)}, id="a turn in place of a lean"),
        pytest.param(PATH, lambda t: {"trunk_right": wave(25, 5, t)}, id="one way of the two"),
        pytest.param(PATH, lambda t: {"trunk_forward": wave(25, 0.5, t)}, id="shaken on the path"),
        pytest.param(PATH, lambda _t: {}, id="still"),
    ],
)
def test_what_the_sensors_can_tell_from_it_earns_nothing(text: str, goes: Any) -> None:
    outcome = moved(text, goes).outcome()
    assert outcome.ended == "interrupted" and outcome.light == 0
    assert outcome.repetitions["clean"] == outcome.repetitions["compensated"] == 0


def test_a_trunk_that_swings_in_place_of_the_arms_is_never_clean() -> None:
    """Against gravity arms on a leaning trunk have moved too: never as asked, and never a success."""
    outcome = moved(STROKES, lambda t: {"trunk_forward": wave(45, 3, t)}).outcome()
    assert outcome.repetitions["attempted"] > 5 and outcome.repetitions["clean"] == 0
    assert not any(trial["clean"] for trial in outcome.trials)


@pytest.mark.parametrize("text", [PATH, STROKES], ids=["path", "strokes"])
def test_equal_play_has_an_equal_digest(text: str) -> None:
    """Companions and all; another seed draws other paths."""
    digests = [play(text, profile=ABLE, seconds=50.0).round.digest() for _ in range(2)]
    assert digests[0] == digests[1]


def test_another_seed_asks_for_another_path() -> None:
    seen = {play(PATH, profile=ABLE, seed=seed, seconds=8.0).round.view().exercise for seed in range(2)}
    assert len(seen) == 2


def test_a_missing_sensor_is_named_with_its_place() -> None:
    known = load_level("elbow_flexion_tandem_1")
    with pytest.raises(RequestError, match="wear one more sensor on the left forearm; worn is right_forearm"):
        order_sites(known, "right", ("right_forearm",))
    assert order_sites(known, "left", ("sternum", "right_forearm", "left_forearm"))[0] == "left_forearm"


def test_a_session_without_the_other_limb_is_no_session_of_strokes(tmp_path: Path) -> None:
    """Played again as another level, it is refused in words."""
    home = ["--home", str(tmp_path), "--headless", "--speed", "max"]
    reach = ["play", "elbow_flexion_reach_1", "--input", "simulated", "--repetitions", "1"]
    assert run([*reach, *home]) == 0
    (file,) = tmp_path.glob("sessions/*.moveagain")
    assert run(["play", "elbow_flexion_tandem_1", "--input", f"replay:{file}", *home]) == 2


def kit(*sites: str) -> Kit:
    return Kit("kit", tuple(KitSensor(site, f"serial:/dev/ttyUSB{n}") for n, site in enumerate(sites)))


def test_a_kit_takes_a_sensor_for_each_limb() -> None:
    known = load_level("elbow_flexion_tandem_1")
    assert fitting(kit("right_forearm"), known, "right") == ()
    both = kit("sternum", "right_forearm", "left_forearm")
    assert fitting(both, known, "right") == ("right_forearm", "left_forearm", "sternum")
    assert fitting(both, known, "left") == ("left_forearm", "right_forearm", "sternum")
    said = str(misfit(kit("right_forearm"), known, "right"))
    assert "at the right forearm and the left forearm" in said
    assert "`moveagain inputs pair right_forearm left_forearm`" in said
    assert simulated_sites(known, "left") == ("left_forearm", "right_forearm", "sternum")
    assert simulated_sites(load_level("trunk_flexion_trace_2"), "right") == ("sternum",)


def test_a_level_tells_what_is_watched_beside_its_movement() -> None:
    assert "bending the elbow, by a sensor on the other side's forearm" in tell(load_level("elbow_flexion_tandem_1"))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_level_is_played_by_somebody_who_can(name: str) -> None:
    """The first minute of it, cleanly but for what chance brings."""
    known = load_level(name)
    found = play(name, side="left" if known.row.sided else "right", profile=ABLE, seconds=45.0)
    verdicts = [rep.verdict for rep in found.of(RepCompleted)]
    assert found.doubts() == []
    assert verdicts and verdicts.count("clean") >= 0.7 * len(verdicts), [e.reason for e in found.of(TrialEnded)]
