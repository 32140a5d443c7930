"""A prescription is the outer wall: what it does not say is not allowed, and what is wrong in its file is said."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.allowed import allowed_from_row, allowed_of
from game.coaching.prescription import ELECTRODES_NOT_PRESCRIBED
from game.coaching.prescription_text import read_prescription
from game.coaching.safeguards import NOT_CLEARED
from game.coaching.settings import CoachSettings, coach_settings
from game.content import find_level, shipped_levels
from game.level import Level, LevelProblems, read_level
from tests.game.build import prescription

SOUND = """\
format: 1
id: p-1
version: 3
levels: [shoulder_flexion_range_test_1, standing_sway_sway_test_1]
standing: someone_within_reach
valid_from: 2026-03-01
valid_until: 2026-03-28
electrodes: false
"""
FULL = """\
format: 2
id: shoulder-after-surgery
version: 1
programme: shoulder
valid_from: 2026-03-01
pain: protective
movements:
  shoulder_flexion: {ceiling_deg: 120, speed_deg_s_max: 60, after_surgery: true}
phases:
  - {first_day: 2026-03-01, last_day: 2026-03-14, movements: {shoulder_flexion: {ceiling_deg: 60}}}
  - {first_day: 2026-03-15, last_day: 2026-03-20, levels: [shoulder_flexion_reach_1], minutes_a_day: 10}
"""
RANGE, STANDING = "shoulder_flexion_range_test_1", "standing_sway_sway_test_1"


def level(name: str) -> Level:
    return read_level(*find_level(name))


def test_a_file_is_read_with_careful_defaults() -> None:
    """What is left out is not allowed; YAML's “no” is the word that it looks like."""
    found = read_prescription(SOUND, "p.yaml")
    assert (found.id, found.version, found.signed_by, found.electrodes) == ("p-1", 3, None, False)
    assert found.standing == "someone_within_reach"
    assert read_prescription(SOUND.replace("someone_within_reach", "no"), "p.yaml").standing == "no"
    assert read_prescription(SOUND.replace("standing: someone_within_reach\n", ""), "p.yaml").standing is None
    assert read_prescription(json.dumps(found.as_row()), "p.yaml") == found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("standing:", "standin:", "p.yaml:5:1: unknown key “standin”. Did you mean “standing”?"),
        ("version: 3\n", "", "version is missing: a whole number from 1 to 9999"),
        ("version: 3", "version: three", "p.yaml:3:10: version takes a whole number from 1 to 9999, not “three”"),
        ("someone_within_reach", "yes", "p.yaml:5:11: standing takes no, someone_within_reach or alone, not “yes”"),
        ("2026-03-28", "2026-02-30", "p.yaml:7:14: valid_until takes a day such as 2026-03-01, not “2026-02-30”"),
        ("2026-03-28", "2026-02-28", "p.yaml:7:14: valid_until lies before valid_from"),
        ("format: 1", "format: 3", "p.yaml:1:9: a prescription of format 3 is for a newer Moveagain"),
        ("format: 1", "format: 0", "p.yaml:1:9: format takes 1 or 2, not “0”"),
        ("electrodes: false\n", "pain: protective\n", "p.yaml:8:1: pain is a key of format 2"),
        (
            "[shoulder_flexion_range_test_1, standing_sway_sway_test_1]",
            "[]",
            "levels takes a list of the ids of levels",
        ),
        ("[shoulder_flexion_range_test_1, standing_sway_sway_test_1]", "[a, b c]", "p.yaml:4:13: levels takes"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(old: str, new: str, said: str) -> None:
    """As in a level: line, column, what it takes and what was probably meant."""
    with pytest.raises(LevelProblems) as caught:
        read_prescription(SOUND.replace(old, new), "p.yaml")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ceiling_deg: 120", "ceiling: 120", "p.yaml:8:22: unknown key “ceiling”. Did you mean “ceiling_deg”?"),
        ("  shoulder_flexion: {ceil", "  shoulder_flexon: {ceil", "no row of the movement table. Did you mean"),
        ("ceiling_deg: 60", "ceiling_deg: high", "p.yaml:10:95: ceiling_deg takes a number of degrees from -180 to"),
        ("programme: shoulder\n", "", "levels is missing"),
        ("last_day: 2026-03-20", "last_day: 2026-03-10", "p.yaml:11:39: last_day lies before first_day"),
        ("first_day: 2026-03-15", "first_day: 2026-03-14", "p.yaml:11:17: this phase begins before the one above it"),
        ("ceiling_deg: 60", "floor_deg: 130", "nothing of shoulder_flexion is left"),
        ("speed_deg_s_max: 60", "speed_deg_s_max: 200", "200 passes the safe limit of shoulder_flexion, 120: say why"),
        ("ceiling_deg: 120, ", "floor_deg: -10, ", "-10 passes the safe limit of shoulder_flexion, 0: say why"),
    ],
)
def test_what_is_wrong_with_a_movement_or_a_phase_is_said(old: str, new: str, said: str) -> None:
    """A therapist's slip is found before anybody plays it."""
    assert old in FULL
    with pytest.raises(LevelProblems) as caught:
        read_prescription(FULL.replace(old, new), "p.yaml")
    assert said in str(caught.value)


def test_what_is_wrong_between_keys_is_said_together_with_what_is_wrong_in_them() -> None:
    """A therapist corrects a file once: wrong keys hide neither an empty range nor a day before another."""
    text = FULL.replace("ceiling_deg: 60", "floor_deg: 130").replace("version: 1", "version: one")
    text = text.replace("pain: protective", "pian: protective\nvalid_until: 2026-02-01")
    text = text.replace("speed_deg_s_max: 60", "speed_deg_s_max: 200, after_sugery: true")
    with pytest.raises(LevelProblems) as caught:
        read_prescription(text, "p.yaml")
    for said in (
        "version takes a whole number",
        "unknown key “pian”",
        "unknown key “after_sugery”",
        "valid_until lies before valid_from",
        "nothing of shoulder_flexion is left between the floor and the ceiling",
        "200 passes the safe limit of shoulder_flexion",
    ):
        assert str(caught.value).count(said) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("levels: [", "levels: [b c, "), ("id: p-1\n", ""), ("valid_from: 2026-03-01", "valid_from: soon")],
)
def test_what_could_not_be_read_is_said_once(old: str, new: str) -> None:
    """Nothing follows from a value that nobody knows."""
    with pytest.raises(LevelProblems) as caught:
        read_prescription(SOUND.replace(old, new), "p.yaml")
    assert len(caught.value.problems) == 1


def test_a_limit_may_be_passed_for_a_written_reason() -> None:
    """And only then."""
    text = FULL.replace("speed_deg_s_max: 60", "speed_deg_s_max: 200, beyond_safe_limits: Trained swimmer")
    assert read_prescription(text, "p.yaml").said("speed_deg_s_max", "shoulder_flexion", date(2026, 3, 2)) == 200.0


def test_what_holds_on_a_day_is_the_most_particular_that_is_said() -> None:
    """Of the movement before all, for these days before always."""
    found = read_prescription(FULL, "p.yaml")
    early, late = date(2026, 3, 14), date(2026, 3, 16)
    assert found.said("ceiling_deg", "shoulder_flexion", early) == 60.0
    assert found.said("ceiling_deg", "shoulder_flexion", late) == 120.0
    assert found.said("speed_deg_s_max", "shoulder_flexion", early) == 60.0
    assert (found.said("minutes_a_day", None, early), found.said("minutes_a_day", None, late)) == (None, 10.0)
    assert found.said("pain", "elbow_flexion", late) == "protective"
    assert found.allows("a", early, ("a",)) and not found.allows("a", early)
    assert not found.allows("a", late, ("a",)) and found.allows("shoulder_flexion_reach_1", late)


def test_a_prescription_is_reviewed_after_28_days_where_nothing_else_is_said() -> None:
    """It does not grow old unseen."""
    found = read_prescription(FULL.replace("programme: shoulder", "levels: [shoulder_flexion_reach_1]"), "p.yaml")
    assert found.reviewed_by == date(2026, 3, 28)
    known = level("shoulder_flexion_reach_1")
    assert found.refuses(known, date(2026, 3, 28), electrodes=False) is None
    assert "ended on 2026-03-28" in str(found.refuses(known, date(2026, 3, 29), electrodes=False))


@given(st.text(max_size=200) | st.sampled_from(SOUND.splitlines()).map(lambda line: SOUND.replace(line, "- x: [")))
def test_any_text_is_a_prescription_or_has_problems(text: str) -> None:
    """Never anything else."""
    try:
        read_prescription(text, "p.yaml")
    except LevelProblems as problems:
        assert problems.problems


def test_only_what_it_names_starts_and_only_while_it_holds() -> None:
    """Another level, the day before it begins and the day after it ended are refused, each with its sentence."""
    found = read_prescription(SOUND, "p.yaml")
    first, last = date(2026, 3, 1), date(2026, 3, 28)
    for day in (first, last):
        assert found.refuses(level(RANGE), day, electrodes=False) is None
    assert "begins on 2026-03-01" in str(found.refuses(level(RANGE), first - timedelta(1), electrodes=False))
    assert "ended on 2026-03-28" in str(found.refuses(level(RANGE), last + timedelta(1), electrodes=False))
    other = found.refuses(level("shoulder_flexion_reach_1"), first, electrodes=False)
    assert "does not hold shoulder_flexion_reach_1" in str(other)
    assert found.refuses(level(RANGE), first, electrodes=True) == ELECTRODES_NOT_PRESCRIBED
    assert prescription(RANGE, electrodes=True).refuses(level(RANGE), first, electrodes=True) is None


@pytest.mark.parametrize("name", shipped_levels())
def test_nobody_is_on_their_feet_who_is_not_cleared(name: str) -> None:
    """Whatever the list of levels says."""
    refused = prescription(name).refuses(level(name), date(2026, 3, 1), electrodes=False)
    assert refused == (NOT_CLEARED if level(name).stands else None)
    assert prescription(name, standing="alone").refuses(level(name), date(2026, 3, 1), electrodes=False) is None


def test_the_example_in_the_manual_is_one() -> None:
    """docs/commands.md shows a file that can be used."""
    page = Path("docs/commands.md").read_text(encoding="utf-8")
    (example,) = (block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "valid_until" in block)
    assert read_prescription(example, "p.yaml").standing == "someone_within_reach"


def test_numbers_that_keep_somebody_safe_are_only_made_stricter() -> None:
    """Neither later, nor shorter, nor less often than where nothing is said."""
    text, day = FULL + "pain_stop_from: 3\neffort_from: 5\ntired_rest_s: 120\nhelped_of_five: 2\n", date(2026, 3, 20)
    known = level("shoulder_flexion_reach_1")
    found = allowed_of(known, read_prescription(text, "p.yaml"), day, None)
    assert (found.pain_stop_from, found.effort_from, found.tired_rest_s, found.helped) == (3, 5.0, 120.0, 2)
    assert allowed_from_row(found.as_row()) == found
    blank = allowed_of(known, read_prescription(FULL, "p.yaml"), day, None)
    assert (blank.pain_stop_from, blank.effort_from, blank.tired_rest_s, blank.helped) == (6, 7.0, 60.0, 3)
    looser = {"pain_stop_from": 7, "effort_from": 8, "tired_rest_s": 30, "helped_of_five": 4, "next_after": 1}
    for key, value in {**looser, "next_clean_share": 0.5}.items():
        with pytest.raises(LevelProblems, match=f"{key} takes"):
            read_prescription(f"{FULL}{key}: {value}\n", "p.yaml")


def test_what_it_says_of_coaching_is_what_the_coach_takes() -> None:
    """By the same names, of the movement before of all; what is left out has the coach's own default."""
    text = FULL + "aim: 0.8\nbias: left\nworld_waits: true\nmode: fixed\n"
    text = text.replace("after_surgery: true}", "after_surgery: true, aim: 0.7, order: random, feedback_last: 1}")
    found, day = read_prescription(text, "p.yaml"), date(2026, 3, 20)
    row = found.coached("shoulder_flexion", day)
    assert row == {"aim": 0.7, "order": "random", "bias": "left", "world_waits": True, "feedback_last": 1.0}
    coached = coach_settings(row)
    assert (coached.aim, coached.order, coached.side, coached.world_waits) == (0.7, "random", "left", True)
    more = "first_aim: 0.9\nfeedback_sessions: 2\nunaided_every: 3\nunaided_trials: 0\n"
    faded = coach_settings(read_prescription(FULL + more, "p.yaml").coached("elbow_flexion", day))
    assert (faded.first_aim, faded.feedback_sessions, faded.unaided_every, faded.unaided_trials) == (0.9, 2, 3, 0)
    assert found.coached("elbow_flexion", day) == {"aim": 0.8, "bias": "left", "world_waits": True}
    assert coach_settings(read_prescription(SOUND, "p.yaml").coached("elbow_flexion", day)) == CoachSettings()
