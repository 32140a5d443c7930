"""The levels that come with the game: sound, gentle, in steps, each in the folder of its goal."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import shipped_levels
from game.exercises.instrumented.sway import SwayTestKeys
from game.exercises.match import MatchKeys
from game.exercises.reach import ReachKeys
from game.exercises.steady import SteadyKeys
from game.level import Level, read_level, tell
from game.level.kinds import TESTS

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
    """What is done on one's feet says so; somebody is there for an exercise on one's feet, and where it is a rule."""
    level = read(path)
    assert level.stands is (level.posture in ("standing", "stepping"))
    watched = level.never_alone or (level.stands and level.kind not in TESTS)
    assert level.presence == ("someone_within_reach" if watched else "alone")


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
    for words in said if level.kind in TESTS else [*said, "rest between"]:
        assert words in told
    assert "_" not in told.replace(level.id, "")
    assert "1 seconds" not in told.replace("11 seconds", "")


def test_a_later_step_asks_for_more() -> None:
    """Higher targets and a hold, a smaller ring for longer, or closed eyes."""
    levels = {level.id: level for level in map(read, SHIPPED.values())}
    later = [level for level in levels.values() if level.step > 1]
    assert later
    for harder in later:
        easier = levels[f"{harder.id.rpartition('_')[0]}_{harder.step - 1}"].exercise
        asked = harder.exercise
        if isinstance(asked, ReachKeys) and isinstance(easier, ReachKeys):
            assert max(asked.targets_deg) > max(easier.targets_deg) and asked.hold_s > easier.hold_s
        elif isinstance(asked, SwayTestKeys) and isinstance(easier, SwayTestKeys):
            assert (asked.eyes, easier.eyes) == ("closed", "open")
        elif isinstance(asked, SteadyKeys) and isinstance(easier, SteadyKeys):
            assert harder_to_balance(asked, easier)
        elif isinstance(asked, MatchKeys) and isinstance(easier, MatchKeys):
            assert asked.window_deg < easier.window_deg and asked.delay_s > easier.delay_s


def harder_to_balance(asked: SteadyKeys, easier: SteadyKeys) -> bool:
    """A smaller ring for longer; leaning instead of keeping still, or further; closed eyes; as far as one can."""
    if asked.aim == "stay" and easier.aim == "stay":
        return asked.side_deg < easier.side_deg and asked.bout_s > easier.bout_s
    if asked.aim == easier.aim:
        return asked.side_deg > easier.side_deg and len(asked.directions) > len(easier.directions)
    return asked.eyes == "closed" or asked.aim in ("lean", "limits")


def test_no_arm_is_asked_above_the_shoulder() -> None:
    """Without a therapist's word no shipped level goes beyond shoulder height."""
    for level in map(read, SHIPPED.values()):
        if isinstance(level.exercise, ReachKeys) and level.movement.startswith("shoulder"):
            assert max(level.exercise.targets_deg) <= 90
