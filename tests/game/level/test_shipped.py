"""The levels that come with the game: sound, gentle, in steps, each in the folder of its goal."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import shipped_levels
from game.exercises.instrumented.sway import SwayTestKeys
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
    """Games are played alone and sitting or lying; a test on one's feet says so, and who has to be there."""
    level = read(path)
    if level.kind not in TESTS:
        assert level.presence == "alone" and not level.stands
    assert level.stands is (level.posture in ("standing", "stepping"))
    assert level.never_alone is (level.presence == "someone_within_reach")


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
            assert asked.side_deg < easier.side_deg and asked.bout_s > easier.bout_s


def test_no_arm_is_asked_above_the_shoulder() -> None:
    """Without a therapist's word no shipped level goes beyond shoulder height."""
    for level in map(read, SHIPPED.values()):
        if isinstance(level.exercise, ReachKeys) and level.movement.startswith("shoulder"):
            assert max(level.exercise.targets_deg) <= 90
