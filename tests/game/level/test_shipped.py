"""The levels that come with the game: sound, gentle, in steps, each in the folder of its goal."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from game.content import shipped_levels
from game.exercises.instrumented.sway import SwayTestKeys
from game.exercises.reach import ReachKeys
from game.level import Level, read_level, tell
from game.level.kinds import TESTS
from game.level.ladder import ladder_of, ladder_problems
from game.level.schema import Goal
from game.motion.movement import REGIONS

SHIPPED = shipped_levels()


def read(path: Path) -> Level:
    return read_level(path.read_bytes(), str(path))


@pytest.mark.parametrize("path", SHIPPED.values(), ids=list(SHIPPED))
def test_a_shipped_level_is_sound_and_lies_where_its_goal_says(path: Path) -> None:
    """No problems, and the folder is the goal."""
    level = read(path)
    assert level.goal == path.parent.name


@pytest.mark.parametrize("path", SHIPPED.values(), ids=list(SHIPPED))
def test_what_a_shipped_level_asks_of_balance_it_says(path: Path) -> None:
    """Who stands up says so, and whoever may never be alone says who has to be there."""
    level = read(path)
    assert level.stands is (level.posture in ("standing", "stepping"))
    if level.never_alone:
        assert level.presence != "alone"
    if level.stands and level.presence == "alone":
        assert {"recent_falls", "weight_bearing_limited"} <= set(level.excludes)


@pytest.mark.parametrize("path", SHIPPED.values(), ids=list(SHIPPED))
def test_a_dose_that_nobody_studied_says_so(path: Path) -> None:
    """A source is a study, or an honest word that it is a choice."""
    assert "choice of this project" in read(path).dose.source


@pytest.mark.parametrize("path", SHIPPED.values(), ids=list(SHIPPED))
def test_a_level_is_told_with_every_key_of_its_kind(path: Path) -> None:
    """Plain words, no key names, no missing number."""
    level = read(path)
    told = tell(level)
    said = [level.title, level.about, level.serves, level.dose.source, level.posture, level.presence.replace("_", " ")]
    for words in [*said, "rest between"] if hasattr(level.exercise, "rest_between_s") else said:
        assert words in told
    assert "_" not in told.replace(level.id, "")
    assert "1 seconds" not in told.replace("11 seconds", "")


def test_a_ladder_climbs_from_its_first_step_and_each_step_is_harder() -> None:
    """No step is left out; a later one asks for more, and for less of nothing."""
    files = [(str(path), read(path)) for path in SHIPPED.values()]
    assert list(ladder_problems(files)) == []
    ladders: dict[str, list[int]] = {}
    for _, level in files:
        ladders.setdefault(ladder_of(level), []).append(level.step)
    for ladder, steps in ladders.items():
        assert sorted(steps) == list(range(1, len(steps) + 1)), ladder


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_of_the_body_has_a_ladder_of_three_steps(region: str) -> None:
    """Of one movement in one kind of play that is no test."""
    third = [level for level in map(read, SHIPPED.values()) if level.kind not in TESTS and level.step == 3]
    assert region in {level.row.region for level in third}


def test_there_are_forty_levels_and_every_goal_has_some() -> None:
    """A library, grouped by goal."""
    levels = [read(path) for path in SHIPPED.values()]
    assert len(levels) >= 40
    assert {level.goal for level in levels} <= set(get_args(Goal))


def test_what_a_closed_pair_of_eyes_makes_harder_comes_later() -> None:
    """Of the tests of sway the one with closed eyes is step 2."""
    tests = [level for level in map(read, SHIPPED.values()) if isinstance(level.exercise, SwayTestKeys)]
    assert {(level.step, level.exercise.eyes) for level in tests} == {(1, "open"), (2, "closed")}


def test_no_arm_is_asked_above_the_shoulder() -> None:
    """Without a therapist's word no shipped level goes beyond shoulder height."""
    for level in map(read, SHIPPED.values()):
        if isinstance(level.exercise, ReachKeys) and level.movement.startswith("shoulder"):
            assert max(level.exercise.targets_deg) <= 90
