"""A template is a complete level, sound as it is printed, for every kind and every movement that it is played with."""

from __future__ import annotations

import re

import pytest
import yaml

from game.content import shipped_levels
from game.level import KINDS, Level, LevelProblems, read_level
from game.level.kinds import can_play
from game.level.template import template
from game.motion.movement import Formula
from game.motion.movements import MOVEMENTS

SMALL_DEG = 25.0
"""A movement that goes less far may leave too little room for a kind, one that drifts too little time; the command says
so then."""
LEVELS = [read_level(path.read_bytes(), str(path)) for path in shipped_levels().values()]


def example(kind: str) -> Level:
    return next(level for level in LEVELS if level.kind == kind)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_sound(kind: str) -> None:
    """Nothing has to be changed for it to be read; its name is its id."""
    for row in MOVEMENTS.values():
        if not can_play(kind, row):
            continue
        try:
            level = read_level(template(kind, row, example(kind)), f"{row.name}_{kind}_1.yaml")
        except LevelProblems:
            assert row.safe_deg[1] < SMALL_DEG or row.simplest.formula is Formula.TURN
        else:
            assert (level.movement, level.kind, level.step, level.review) == (row.name, kind, 1, "none")


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_the_kind_stands_in_it_with_its_why(kind: str) -> None:
    """Those that may be left out stand behind a #, with what holds without them."""
    row = next(row for row in MOVEMENTS.values() if can_play(kind, row))
    text = template(kind, row, example(kind))
    for key in KINDS[kind].model_fields:
        assert re.search(rf"^  (# )?{key}: ?.*", text, re.MULTILINE), key


def test_what_is_left_out_can_be_said_by_taking_the_sign_away() -> None:
    """And then says what held before."""
    text = template("reach", MOVEMENTS["knee_extension"], example("reach"))
    opened = re.sub(r"^( *)# ( *\w+:(?! recent))", r"\1\2", text, flags=re.MULTILINE)
    found = yaml.safe_load(opened)
    assert found["exercise"]["rest_between_s"] == 0.5 and found["guards"]["trunk_lean_deg_max"] == 15
