"""The published schema, the page of keys and the annotated example say what the program reads, no more and no less."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml

from game.level import KINDS, json_schema
from game.level.kinds import PLAYED_WITH, can_play
from game.motion.movement import Formula
from game.motion.movements import MOVEMENTS
from tests.game.level.files import LEVELS, SOUND, level_of, problems_of

(EXAMPLE,) = (LEVELS / "example").glob("*.yaml")
PAGE = (LEVELS / "README.md").read_text(encoding="utf-8")


def keys_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of every section, with its part of the schema."""
    for section in (schema, *schema["$defs"].values()):
        yield from section["properties"].items()


def bounds(node: dict[str, Any]) -> tuple[float, float] | None:
    (number, *_) = node.get("anyOf", [node.get("items", node)])
    return (number["minimum"], number["maximum"]) if "minimum" in number and "const" not in number else None


def test_the_published_schema_is_current() -> None:
    """`moveagain levels schema > levels/level.schema.json` renews it."""
    assert json.loads((LEVELS / "level.schema.json").read_text(encoding="utf-8")) == json_schema()


def test_the_schema_is_one() -> None:
    """Editors can use it."""
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", sorted(LEVELS.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_every_level_names_the_schema_and_agrees_with_it(path: Any) -> None:
    """An editor finds the schema by the first line, and marks nothing in a shipped level."""
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named and (path.parent / named[1]).resolve() == (LEVELS / "level.schema.json").resolve()
    jsonschema.validate(yaml.safe_load(text), json_schema())


def test_every_key_says_why() -> None:
    """What an editor shows of a key is a sentence."""
    silent = {
        key for key, node in keys_of(json_schema()) if not node.get("description") and key not in ("kind", "guards")
    }
    assert not silent


def test_every_key_is_on_the_page_with_its_limits() -> None:
    """levels/README.md has a row for each key, with the limits and the default that the program keeps to."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    for key, node in keys_of(json_schema()):
        about = [row for row in rows if row.startswith(f"| `{key}` |")]
        assert about, f"{key} is not on the page"
        if limits := bounds(node):
            low, high = limits
            assert any(f"{low:g}–{high:g}" in row for row in about), f"the limits of {key} are not on the page"
        if isinstance(node.get("default"), str | float):
            default = node["default"] if isinstance(node["default"], str) else f"{node['default']:g}"
            assert any(f"| {default} |" in row or f"| `{default}` |" in row for row in about), f"{key}: {default}"


def test_the_page_has_no_key_that_is_not_read() -> None:
    """A row for a key that is gone would mislead."""
    rows = set(re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE))
    assert rows == {key for key, _ in keys_of(json_schema())}


def test_the_example_is_a_sound_level_with_every_key() -> None:
    """Every key but the address of the schema stands in it, with a comment; those of other kinds in the shipped
    levels."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert problems_of(text, str(EXAMPLE)) == []
    text += "".join(path.read_text(encoding="utf-8").replace("  ", "") for path in sorted(LEVELS.glob("*/*.yaml")))
    for key, _ in keys_of(json_schema()):
        rows = re.findall(rf"^(?:#:)?\s*{re.escape(key)}:.*", text, re.MULTILINE)
        assert rows or key == "$schema", f"{key} is not in the example"


def test_what_the_example_shows_in_comments_is_sound_too() -> None:
    """The keys of each other kind, and of a review, can be used as they stand."""
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = [
        "".join(re.findall(r"^#: (.*\n)", block, re.MULTILINE)) for block in re.findall(r"(?:^#: .*\n)+", text, re.M)
    ]
    (review,) = (block for block in shown if block.startswith("review:"))
    body = re.sub(r"^exercise:.*\n(  .*\n)*", "", text, flags=re.MULTILINE)
    body = re.sub(r"^review:.*\n", "", body, flags=re.MULTILINE)
    kinds = []
    for block in shown:
        for kind in re.findall(r"^  kind: (\w+)", block, re.MULTILINE):
            row = next(row for row in MOVEMENTS.values() if can_play(kind, row) and "seated" in row.postures)
            name = f"{row.name}_{kind}_2"
            own = re.sub("^id: .*", f"id: {name}", body, flags=re.MULTILINE)
            own = re.sub("^movement: .*", f"movement: {row.name}", own, flags=re.MULTILINE)
            own = own.replace("excludes: [", "excludes: [implanted_electronics, adhesive_allergy, ")
            level = level_of(own + block + review, f"{name}.yaml")
            assert level.kind == kind and level.review != "none"
            kinds.append(kind)
    assert {"tempo", "steady"} <= set(kinds)


def test_every_kind_is_played_with_some_movement() -> None:
    """One line a kind in each of the two tables, and there is a movement for each."""
    assert KINDS.keys() == PLAYED_WITH.keys()
    assert frozenset().union(*PLAYED_WITH.values()) == set(Formula)
    assert all(any(can_play(kind, row) for row in MOVEMENTS.values()) for kind in KINDS)


def test_a_level_keeps_its_text_and_knows_its_row() -> None:
    """What a session stores, and what a screen asks for first."""
    level = level_of(SOUND)
    assert (level.text, level.kind, level.step) == (SOUND, "reach", 2)
    assert level.row is MOVEMENTS["shoulder_flexion"]
    assert level.speed_deg_s_max == 90
    assert level_of(SOUND.replace("guards:\n  speed_deg_s_max: 90\n", "")).speed_deg_s_max == level.row.speed_deg_s_max
    assert (level.posture, level.presence, level.review) == ("seated", "alone", "none")


def test_a_level_is_frozen() -> None:
    """Nothing that plays a level can change it."""
    level = level_of(SOUND)
    with pytest.raises(ValueError, match="frozen"):
        level.title = "other"
    assert hash(level) == hash(level_of(SOUND))


_NECK = """\
format: 1
id: neck_rotation_reach_2
title: Lanterns
about: Turn the head.
serves: Looking back.
goal: range
movement: neck_rotation
suits: A test.
excludes: []
exercise: {kind: reach, targets_deg: [20, 35], tolerance_deg: 8}
dose: {repetitions: 6, minutes: 5, source: A choice.}
"""


@pytest.mark.parametrize(("sites", "error_deg"), [(["head"], 5.1), (["head", "sternum"], 7.6), (["pelvis"], None)])
def test_the_error_of_an_angle_that_drifts_has_the_drift_in_it(sites: list[str], error_deg: float | None) -> None:
    """As far as it may go before zero is set again; sensors that do not measure the movement have none."""
    level = level_of(_NECK, "neck_rotation_reach_2.yaml")
    found = level.sem_deg({"inputs": [{"site": site} for site in sites], "side": "right"})
    assert math.isnan(found) if error_deg is None else found == pytest.approx(error_deg, abs=0.05)
