"""A sound level file to be spoilt by tests, and how to read the problems of one."""

from __future__ import annotations

from pathlib import Path

from game.level import Level, LevelProblems, read_level

ROOT = Path(__file__).parents[3]
LEVELS = ROOT / "levels"
NAME = "levels/range/shoulder_flexion_reach_2.yaml"

SOUND = """\
format: 1
id: shoulder_flexion_reach_2
title: Lanterns
about: Raise the arm and let it down.
serves: A cup on a shelf.
goal: range
movement: shoulder_flexion
posture: seated
exercise:
  kind: reach
  targets_deg: [30, 50, 70]
  hold_s: 2
dose:
  repetitions: 10
  minutes: 4
  source: A choice.
guards:
  speed_deg_s_max: 90
adapts: [tolerance]
suits: Somebody who raises the arm half-way.
excludes: [recent_surgery, recent_falls]
"""


def level_of(text: str | bytes, name: str = NAME) -> Level:
    return read_level(text, name)


def problems_of(text: str | bytes, name: str = NAME) -> list[str]:
    """Every problem, as `line:column: what`; empty for a sound file."""
    try:
        read_level(text, name)
    except LevelProblems as wrong:
        lines = str(wrong).splitlines()
        assert len(lines) == len(wrong.problems), "one line a problem"
        assert all(line.startswith(f"{name}:") for line in lines)
        return [line.removeprefix(f"{name}:") for line in lines]
    return []


def spoilt(old: str, new: str) -> list[str]:
    """The problems of the sound file with one piece of it changed."""
    assert SOUND.count(old) == 1, f"{old!r} has to stand once in the sound file"
    return problems_of(SOUND.replace(old, new))
