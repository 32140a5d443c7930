"""A preview says where the targets will lie, how long it takes and whether it may start: as play then does."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.prescription_text import read_prescription
from game.coaching.preview import expected, preview
from game.level import Level
from tests.game.level.files import SOUND, level_of

DAY = date(2026, 3, 2)
REVIEWED = "review: {name: N, profession: P, date: 2026-03-01}\n"
PRESCRIBED = """\
format: 2
id: a
version: 1
levels: [shoulder_flexion_reach_2]
valid_from: 2026-03-01
movements: {shoulder_flexion: {ceiling_deg: CEILING}}
"""


def level(text: str = SOUND) -> Level:
    return level_of(text, "")


@given(range_deg=st.floats(10.0, 180.0))
def test_without_a_prescription_no_target_lies_beyond_a_share_of_the_range(range_deg: float) -> None:
    """In their order, and never above what the level asks for."""
    lies = [each.lies_deg for each in preview(level(), "right", range_deg, None, DAY).targets]
    known = [place for place in lies if not math.isnan(place)]
    assert known == sorted(known) and max(known) <= max(0.8 * range_deg, 6.0) + 1e-6
    assert all(place <= asked + 1e-6 for place, asked in zip(lies, (30.0, 50.0, 70.0), strict=True) if place == place)


@given(ceiling_deg=st.integers(20, 180))
def test_with_a_prescription_no_target_lies_beyond_its_wall(ceiling_deg: int) -> None:
    """And where nothing of the level lies inside, the sentence says so."""
    allowed = read_prescription(PRESCRIBED.replace("CEILING", str(ceiling_deg)), "p")
    seen = preview(level(), "right", math.nan, allowed, DAY)
    assert seen.wall.ceiling_deg == ceiling_deg
    known = [each.lies_deg for each in seen.targets if not math.isnan(each.lies_deg)]
    assert all(place <= ceiling_deg for place in known)
    assert (seen.refusal is None) is bool(known)


def test_it_says_why_a_level_does_not_start() -> None:
    """Not reviewed, not prescribed, or free to go."""
    assert "reviewed" in (preview(level(), "right", math.nan, None, DAY).refusal or "")
    assert preview(level(SOUND + REVIEWED), "right", math.nan, None, DAY).refusal is None
    other = read_prescription(PRESCRIBED.replace("reach_2", "reach_1").replace("CEILING", "90"), "p")
    assert "does not hold" in (preview(level(), "right", math.nan, other, DAY).refusal or "")


def test_it_adapts_in_the_levels_order_between_ends_around_what_the_level_says() -> None:
    """In the unit of the key; what the kind cannot adapt is left out."""
    text = SOUND.replace("[tolerance]", "[hold, tolerance]")
    hold, tolerance = preview(level(text), "right", math.nan, None, DAY).adapts
    assert (hold.parameter, hold.as_the_level_says, hold.unit) == ("hold", 2.0, "s")
    assert hold.easiest < 2.0 < hold.hardest
    assert (tolerance.parameter, tolerance.as_the_level_says, tolerance.unit) == ("tolerance", 8.0, "deg")
    assert tolerance.easiest > 8.0 > tolerance.hardest


@pytest.mark.parametrize(("repetitions", "minutes", "done"), [(10, 20.0, 10), (400, 4.0, None)])
def test_whichever_is_done_first_ends_it(repetitions: int, minutes: float, done: int | None) -> None:
    """Repetitions that fit are done; else as many as go into the minutes, with a rest after each three of play."""
    found = expected(level(), repetitions, minutes)
    assert found.repetitions == (done or int(60 * minutes / found.each_s))
    assert found.play_min == pytest.approx(found.repetitions * found.each_s / 60.0) and found.play_min <= minutes
    assert found.rests == max(0, math.ceil(found.play_min / 3.0) - 1)
    assert found.minutes == pytest.approx(found.play_min + 0.5 * found.rests)
