"""Every row of the movement table can be played: by a simulated person, by keys, and with nothing doubted."""

from __future__ import annotations

import pytest

from game.app.request import simulated_sites
from game.level import Level, read_level
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS
from game.population.bodies import keyboard_source
from game.population.profile import Profile
from game.round import Phase, Round
from input_devices import stored
from tests.game.build import setup
from tests.game.wrongly_worn import play

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
posture: {row.postures[0]}
exercise: {exercise}
dose: {{repetitions: 1, minutes: 5, source: A choice.}}
"""


def worn_for(level: Level, side: str) -> tuple[str, ...]:
    return simulated_sites(level, side)


@pytest.mark.parametrize(("row", "side"), ROWS)
def test_a_simulated_person_plays_it(row: Movement, side: str) -> None:
    """To its end, cleanly, and as the sensors are worn nothing is doubted."""
    text = level_of(row)
    played = play(text, side=side, worn=worn_for(read_level(text, ""), side), profile=BRISK, seconds=25.0)
    assert played.round.outcome().ended == "finished"
    assert played.round.outcome().repetitions["clean"] == 1
    assert played.doubts() == []
