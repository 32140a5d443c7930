"""A preview says where the targets will lie, how long it takes and whether it may start: as play then does."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.prescription_text import read_prescription
from game.coaching.preview import Preview, expected, preview
from game.content import find_level, shipped_levels
from game.exercises.tempo import TempoKeys
from game.level import Level, read_level
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


def allowed(more: str, ceiling_deg: int = 180, day: date = DAY) -> Preview:
    """What somebody would play of the level who has that said in their prescription."""
    text = PRESCRIBED.replace("CEILING", str(ceiling_deg)) + more
    return preview(level(), "right", math.nan, read_prescription(text, "p"), day)


def test_it_expects_what_a_prescription_leaves_of_the_dose() -> None:
    """Half of it in the first week, and never more than a day may hold."""
    later, dose = date(2026, 3, 20), level().dose
    assert (allowed("").share, allowed("", day=later).share) == (0.5, 1.0)
    whole = allowed("", day=later).expected
    assert whole.repetitions == dose.repetitions
    assert allowed("").expected.repetitions == dose.repetitions // 2
    assert allowed("repetitions_a_day: 3\n", day=later).expected.repetitions == 3
    assert allowed("minutes_a_day: 0.5\n", day=later).expected.play_min <= 0.5 < whole.play_min


def test_it_expects_the_prescriptions_speed_and_rests() -> None:
    """Nobody goes faster than is allowed, nor rests less than either says."""
    later = date(2026, 3, 20)
    slow = allowed("spastic: true\n", day=later).expected
    usual = allowed("", day=later).expected
    slower = preview(level(), "right", math.nan, read_prescription(PRESCRIBED.replace(
        "ceiling_deg: CEILING", "speed_deg_s_max: 20"), "p"), later).expected  # fmt: skip
    assert slower.each_s > slow.each_s == usual.each_s, "60 degrees a second is unhurried"
    often = allowed("rest_s: 10\nrest_every_s: 30\n", day=later).expected
    assert often.rests > usual.rests
    assert often.minutes - often.play_min == pytest.approx(often.rests * 0.5), "the level's own 30 s are longer"
    assert allowed("rest_s: 60\nrest_every_s: 30\n", day=later).expected.minutes > often.minutes


@given(ceiling_deg=st.integers(70, 180))
def test_no_range_is_promised_beyond_the_wall_or_what_a_session_may_rise(ceiling_deg: int) -> None:
    """70 degrees is the highest target; after surgery and in gentle mode it stays so."""
    text = SOUND.replace("[tolerance]", "[range]")
    given_ = read_prescription(PRESCRIBED.replace("CEILING", str(ceiling_deg)), "p")
    (range_,) = preview(level(text), "right", math.nan, given_, DAY).adapts
    assert range_.hardest * 70.0 == pytest.approx(min(75.0, ceiling_deg))
    surgery = read_prescription(PRESCRIBED.replace("CEILING", "180") + "after_surgery: true\n", "p")
    for prescription in (None, surgery):
        assert preview(level(text), "right", math.nan, prescription, DAY).adapts[0].hardest == 1.0


@pytest.mark.parametrize("name", shipped_levels())
def test_every_level_that_comes_with_the_game_can_be_previewed(name: str) -> None:
    """In numbers that are some, the level's own between its ends; after every set but the last there is a rest."""
    shipped = read_level(*find_level(name))
    seen = preview(shipped, "right", math.nan, None, DAY)
    for each in seen.adapts:
        assert min(each.easiest, each.hardest) <= each.as_the_level_says <= max(each.easiest, each.hardest)
    assert seen.expected.minutes >= seen.expected.play_min > 0.0
    if isinstance(shipped.exercise, TempoKeys):
        assert seen.expected.rests >= math.ceil(seen.expected.repetitions / shipped.exercise.set_repetitions) - 1


@pytest.mark.parametrize(("repetitions", "minutes", "done"), [(10, 20.0, 10), (400, 4.0, None)])
def test_whichever_is_done_first_ends_it(repetitions: int, minutes: float, done: int | None) -> None:
    """Repetitions that fit are done; else as many as go into the minutes, with a rest after each three of play."""
    found = expected(level(), repetitions, minutes)
    assert found.repetitions == (done or int(60 * minutes / found.each_s))
    assert found.play_min == pytest.approx(found.repetitions * found.each_s / 60.0) and found.play_min <= minutes
    assert found.rests == max(0, math.ceil(found.play_min / 3.0) - 1)
    assert found.minutes == pytest.approx(found.play_min + 0.5 * found.rests)
