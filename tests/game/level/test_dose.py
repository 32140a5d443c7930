"""No level asks for more than is safe to ask, whatever its kind, nor is open to whom it would harm."""

from __future__ import annotations

import re

import pytest

from game.content import find_level, shipped_levels
from game.level import read_level
from game.level.lints_of_dose import findings_of_dose
from tests.game.level.files import SOUND, problems_of

MANY = "dose:\n  repetitions: {}\n  minutes: 20\n"
REACH = "  kind: reach\n  targets_deg: [30, 50, 70]\n  hold_s: 2\n"
STANDING = "posture: standing\npresence: {}\n"


def problems(*changes: tuple[str, str]) -> list[str]:
    """The problems of the sound file with these pieces of it changed."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return problems_of(text, "")


def dosed(repetitions: int) -> tuple[str, str]:
    return "dose:\n  repetitions: 10\n  minutes: 4\n", MANY.format(repetitions)


def of(movement: str) -> list[tuple[str, str]]:
    return [
        ("id: shoulder_flexion_reach_2", f"id: {movement}_reach_2"),
        ("movement: shoulder_flexion", f"movement: {movement}"),
    ]


def standing(presence: str) -> tuple[str, str]:
    return "posture: seated\n", STANDING.format(presence)


SHORT = (REACH, "  kind: reach\n  targets_deg: [30]\n")


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        pytest.param([SHORT, *of("sit_to_stand"), standing("alone")], 30, id="rising from a chair"),
        pytest.param([SHORT, ("[recent_surgery, recent_falls]", "[]")], 30, id="open to a joint after surgery"),
        pytest.param([SHORT, *of("knee_extension")], 100, id="high repetition of a leg"),
        pytest.param([SHORT], 400, id="high repetition of an arm"),
    ],
)
def test_so_many_repetitions_and_no_more(changes: list[tuple[str, str]], most: int) -> None:
    """What the rule allows is sound, one more is a problem at the number."""
    assert problems(*changes, dosed(most)) == []
    (problem,) = problems(*changes, dosed(most + 1))
    assert "repetitions" in problem


@pytest.mark.parametrize("name", sorted(shipped_levels()))
def test_no_other_dose_is_asked_of_a_level_than_it_may_state(name: str) -> None:
    """Its own may be asked for, and so many only as a file might say: 36 of tempo, 30 of rising or of a contraction."""
    level = read_level(*find_level(name))
    assert findings_of_dose(level, level.dose.repetitions) == []
    text = re.sub(r"(?m)^(  repetitions: ).*$", r"\g<1>101", level.text)
    file_says = any("repetitions are more than" in said for said in problems_of(text, ""))
    assert bool(findings_of_dose(level, 101)) is file_says
    if level.kind == "tempo":
        assert "repetitions are more than the" in findings_of_dose(level, 37)[0].what


@pytest.mark.parametrize(
    ("changes", "sound"),
    [
        ([standing("alone")], True),
        ([standing("alone"), ("recent_surgery, recent_falls", "recent_surgery")], False),
        ([standing("someone_within_reach"), ("recent_surgery, recent_falls", "recent_surgery")], True),
        ([("recent_surgery, recent_falls", "recent_surgery, recent_surgery")], False),
    ],
)
def test_who_is_excluded_makes_sense(changes: list[tuple[str, str]], sound: bool) -> None:
    """Alone on one's feet is not for who has fallen lately; no word stands twice."""
    assert (problems(*changes) == []) is sound
