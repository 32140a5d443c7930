"""On one's feet: cleared, the place confirmed now, and somebody within reach where that is asked for."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from game.coaching.safeguards import NOBODY_NEAR, NOT_CLEARED, NOT_IN_CLINIC, PLACE, Standing, asked_of, unmet
from game.content import find_level, shipped_levels
from game.level import read_level

LEVELS = {name: read_level(*find_level(name)) for name in shipped_levels()}
ALWAYS_WATCHED = ("standing_sway_sway_test_2", "standing_sway_limits_test_1", "trunk_flexion_up_and_go_test_1")


@pytest.mark.parametrize(("name", "standing"), list(product(LEVELS, get_args(Standing))))
def test_nobody_is_on_their_feet_without_every_safeguard(name: str, standing: Standing) -> None:
    """Every level, clearance and answer: it starts only where all that it needs holds."""
    level = LEVELS[name]
    for place, alone in product((None, 0.0, 1.0), (None, 0.0, 1.0)):
        given = {"safe_place": place, "alone": alone}
        answers = {question: answer for question, answer in given.items() if answer is not None}
        may = unmet(level, standing, answers) is None
        cleared = not level.stands or standing != "no"
        safe = not level.stands or place == 1.0
        watched = name in ALWAYS_WATCHED or level.presence != "alone" or (level.stands and standing != "alone")
        assert may is (cleared and safe and (alone == 0.0 or not watched))


def test_each_refusal_says_what_to_do() -> None:
    """The first that is missing."""
    level = LEVELS["sit_to_stand_five_stands_test_1"]
    assert unmet(level, "no", {}) == NOT_CLEARED
    assert unmet(level, "someone_within_reach", {"alone": 0.0}) == PLACE
    assert unmet(level, "someone_within_reach", {"safe_place": 1.0}) == NOBODY_NEAR
    assert unmet(level, "alone", {"safe_place": 1.0, "alone": 1.0}) is None


def test_a_level_of_the_clinic_asks_for_a_therapist() -> None:
    """In words: it is the person who says that one is there."""
    text = LEVELS["trunk_sway_sway_test_1"].text
    assert "presence: alone" in text
    clinic = read_level(text.replace("presence: alone", "presence: clinic"), "")
    assert unmet(clinic, "no", {}) == unmet(clinic, "alone", {"alone": 1.0}) == NOT_IN_CLINIC
    assert unmet(clinic, "no", {"alone": 0.0}) is None


def test_the_place_is_asked_about_only_on_ones_feet() -> None:
    """A seated game asks nothing more."""
    for level in LEVELS.values():
        assert asked_of(level) == (("safe_place",) if level.stands else ())
