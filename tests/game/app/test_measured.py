"""Measured: a summary of a test becomes what its screen tells; nothing is made up and nothing compared that differs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from game.app.measured import measured
from game.app.request import load_level
from game.screens.measured_values import Measured

RANGE, SWAY, STANDS = "shoulder_abduction_range_test_1", "standing_sway_sway_test_2", "sit_to_stand_five_stands_test_1"


def row(value: float | str | list[float] | None, unit: str = "deg", reason: str | None = None) -> dict[str, Any]:
    """A measure as a summary has it."""
    return {"value": value, "unit": unit, "valid": value is not None, "reason": reason}


def came(name: str, measures: Mapping[str, Any], earlier: Sequence[Mapping[str, Any]] = ()) -> Measured:
    """What came of a session of that level, on the right side."""
    level = load_level(name)
    summary = {
        "side": "right",
        "truth": "sensor",
        "ended": "finished",
        "measures": measures,
        "context": {"pain_before": 1.0, "pain_after": None},
        "inputs": [{"site": site} for site in level.row.sites(level.row.simplest, "right")],
    }
    return measured(summary, level, earlier, alone=False)


def before(name: str, measure: str, value: float | None, **other: object) -> dict[str, Any]:
    """An earlier test of the sitting, made as that level says but for what is told."""
    level = load_level(name)
    exercise = level.exercise
    return {
        "kind": level.kind,
        "movement": level.movement,
        "posture": level.posture,
        "side": "right",
        "eyes": getattr(exercise, "eyes", ""),
        "screen_distance_cm": float(getattr(exercise, "screen_distance_cm", math.nan)),
        "measures": {measure: row(value)},
        **other,
    }


def test_angles_of_the_joint_carry_the_error_of_their_sensors_and_nothing_else_does() -> None:
    found = came(RANGE, {"range_of_motion": row(110.0), "limb_symmetry": row(80.0, "%")})
    assert found.headline.error == load_level(RANGE).row.simplest.sem_deg
    assert math.isnan(found.measures[1].error)
    assert (found.pain_before, found.pain_after) == (1, None)


def test_what_cannot_be_had_is_nan_with_its_reason() -> None:
    found = came(STANDS, {"five_times_sit_to_stand": row(None, "s", "the arms helped")})
    assert math.isnan(found.headline.number)
    assert found.headline.reason == "the arms helped"


def test_words_are_kept_and_rows_of_numbers_are_left_to_files() -> None:
    found = came(STANDS, {"a": row("fifth_stand", ""), "b": row([1.0, 2.0])})
    assert [(each.name, each.value) for each in found.measures] == [("a", "fifth stand")]


def test_what_stands_twice_in_a_summary_is_told_once() -> None:
    """Under the test's name, with words of its own for every number."""
    found = came(SWAY, {"sway": row(0.6), "sway_rms": row(0.6), "sway_mvelo": row(0.9, "deg/s")})
    assert [each.name for each in found.measures] == ["sway", "sway_mvelo"]
    assert found.headline.words == "Sway, root mean square"


def test_the_other_side_is_compared_where_it_was_measured_in_the_same_way() -> None:
    """The last one counts; another posture, movement or kind does not."""
    here = {"range_of_motion": row(110.0)}
    left = before(RANGE, "range_of_motion", 140.0, side="left")
    found = came(RANGE, here, [before(RANGE, "range_of_motion", 90.0, side="left"), left])
    assert found.other is not None and found.other.number == 140.0
    assert (found.here_words, found.other_words) == ("right", "left")
    for other in ({"posture": "lying"}, {"movement": "shoulder_flexion"}, {"kind": "position_test"}, {"side": "right"}):
        assert came(RANGE, here, [{**left, **other}]).other is None
    assert came(RANGE, here, [before(RANGE, "range_of_motion", None, side="left")]).other is None


def test_sway_is_compared_with_the_eyes_the_other_way_at_the_same_distance_of_the_screen() -> None:
    eyes = before(SWAY, "sway_mvelo", 0.5)["eyes"]
    there = "open" if eyes == "closed" else "closed"
    here = {"sway": row(0.6), "sway_mvelo": row(0.9, "deg/s")}
    earlier = before(SWAY, "sway_mvelo", 0.5, eyes=there)
    found = came(SWAY, here, [earlier])
    assert found.here is not None and found.here.number == 0.9
    assert found.other is not None and found.other.number == 0.5
    assert came(SWAY, here, [{**earlier, "screen_distance_cm": 40.0}]).other is None


@pytest.mark.parametrize(
    ("name", "shown"), [(RANGE, True), ("knee_extension_range_test_1", False), (SWAY, False), (STANDS, False)]
)
def test_what_is_usual_is_told_only_where_it_fits_and_its_source_was_seen(name: str, shown: bool) -> None:
    """A number from memory, of another test, or of an age that nobody knows is no context; the reason is told."""
    found = came(name, {"range_of_motion": row(110.0)})
    assert (found.usual is not None) is shown and bool(found.usual_reason) is not shown
    if found.usual is not None:
        assert found.usual.source and found.usual.population
