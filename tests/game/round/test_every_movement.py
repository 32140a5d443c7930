"""Every row of the movement table can be played: by a simulated person, by keys, and with nothing doubted."""

from __future__ import annotations

import pytest

from game.app.request import simulated_sites
from game.level import read_level
from game.motion.doubt import Fault
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS
from game.population.bodies import keyboard_source
from game.population.profile import Profile
from game.round import Phase, Round
from input_devices import stored
from tests.game.build import setup, turned
from tests.game.wrongly_worn import mounted, play

BRISK = Profile(reaction_s=0.2, noise_deg=0.5, lapse=0.0, gyro_bias_deg_s=0.2)
ROWS = [
    pytest.param(row, ("left", "right")[number % 2] if row.sided else "right", id=row.name)
    for number, row in enumerate(MOVEMENTS.values())
]


def level_of(row: Movement) -> str:
    """A level for it: as far as the middle of what is safe, at most 45°, or one ring."""
    kind, target_deg = "reach", min(45.0, max(8.0, 0.75 * row.safe_deg[1]))
    exercise = f"{{kind: reach, targets_deg: [{target_deg:.0f}], tolerance_deg: 4}}"
    if row.name.endswith("sway"):
        kind, exercise = "steady", "{kind: steady, forward_deg: 5, side_deg: 5, bout_s: 3, rest_between_s: 1}"
    return f"""\
format: 1
id: {row.name}_{kind}_1
title: A movement
about: One movement there and back.
serves: A test.
goal: range
movement: {row.name}
suits: A test.
excludes: [recent_falls]
posture: {row.postures[0]}
exercise: {exercise}
dose: {{repetitions: 1, minutes: 5, source: A choice.}}
"""


@pytest.mark.parametrize(("row", "side"), ROWS)
def test_a_simulated_person_plays_it(row: Movement, side: str) -> None:
    """To its end, cleanly, and as the sensors are worn nothing is doubted."""
    played = play(level_of(row), side=side, profile=BRISK, seconds=25.0)
    assert played.round.outcome().ended == "finished"
    assert played.round.outcome().repetitions["clean"] == 1
    assert played.doubts() == []


@pytest.mark.parametrize("name", ["hip_extension", "ankle_dorsiflexion"])
def test_a_sensor_that_is_back_to_front_is_doubted_at_the_first_movement(name: str) -> None:
    """The angle goes the wrong way; the person may have too, so that play does not wait for it."""
    row = MOVEMENTS[name]
    site = row.sites(row.simplest, "right")[0]
    about = (0.0, 1.0, 0.0) if name == "hip_extension" else (0.0, 0.0, 1.0)
    played = play(level_of(row), mounted(site, turned(about, 180.0)), profile=BRISK, seconds=8.0)
    assert Fault.UPSIDE_DOWN in played.faults() <= {Fault.UPSIDE_DOWN, Fault.AWAY}  # held there, it is away as well
    assert Phase.DOUBTED not in played.phases


@pytest.mark.parametrize("name", ["shoulder_scaption", "wrist_flexion", "standing_sway"])
def test_keys_move_the_body_the_way_of_the_movement(name: str) -> None:
    """Up is where the angle grows; let go of, the body comes back."""
    row = MOVEMENTS[name]
    level = read_level(level_of(row), "")
    sites = simulated_sites(level, "right")
    round_ = Round(setup(level.text, sites, repetitions=3))
    source = keyboard_source(row, "right", sites, level.posture, seed=0)
    angles = []
    for tick in range(360):
        source.hold(frozenset({"up"} if 150 <= tick < 210 else ()))
        round_.tick([stored(sample) for sample in source.poll(0.0)], ())
        angles.append(round_.view().angle_deg)
    assert angles[149] == pytest.approx(0.0, abs=0.5)
    assert max(angles[150:]) > 0.9 * min(30.0, row.safe_deg[1])
    assert angles[-1] == pytest.approx(0.0, abs=1.5)
