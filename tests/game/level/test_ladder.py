"""A step of a ladder asks for more than the one before it, and for less of nothing."""

from __future__ import annotations

import pytest

from game.level import Level
from game.level.ladder import ladder_of, ladder_problems, not_harder
from tests.game.level.files import SOUND, level_of

BEFORE = level_of(SOUND)


def step(*changes: tuple[str, str]) -> Level:
    """The step after the sound level, with these pieces of it changed."""
    text = SOUND.replace("_reach_2", "_reach_3")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return level_of(text, "")


FARTHER = ("[30, 50, 70]", "[30, 50, 75]")
SHORTER = ("hold_s: 2", "hold_s: 1")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ([FARTHER], None),
        ([("hold_s: 2", "hold_s: 3")], None),
        ([("hold_s: 2", "hold_s: 2\n  tolerance_deg: 6")], None),
        ([("posture: seated", "posture: standing")], None),
        ([], "it asks for no more of anything"),
        ([SHORTER], "it asks for less of hold"),
        ([FARTHER, SHORTER], "it asks for less of hold"),
    ],
)
def test_harder_is_more_of_something_and_less_of_nothing(changes: list[tuple[str, str]], why: str | None) -> None:
    """What one key asks more of does not make up for what another asks less of."""
    assert not_harder(step(*changes), BEFORE) == why


def test_only_steps_that_follow_each_other_are_compared() -> None:
    """At the line of the later one's id."""
    later = step(SHORTER)
    (problem,) = ladder_problems([("c", later), ("b", BEFORE)])
    assert (problem.file, problem.line, ladder_of(later)) == ("c", 2, "shoulder_flexion_reach")
    assert list(ladder_problems([("c", later)])) == []
