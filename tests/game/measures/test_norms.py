"""A norm is shown only to whom it fits, and only when somebody has seen it in its source."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import NORMS, Norm, norm_for
from game.motion.movements import MOVEMENTS
from tests.oracles import FOLDER

PUBLISHED = json.loads((FOLDER / "norms.json").read_text("utf-8"))

names = st.sampled_from(sorted({row.of for row in NORMS}))
ages = st.one_of(st.none(), st.floats(0.0, 110.0))
sexes = st.sampled_from([None, "female", "male"])
methods = st.sampled_from([None, "button", "robot", "inclinometer"])
meanings = st.sampled_from([None, *sorted({row.meaning for row in NORMS})])


@given(names, ages, sexes, st.booleans(), methods, meanings, st.sampled_from([None, "stroke", "parkinson"]))
def test_whatever_is_asked_the_answer_fits_or_says_why_there_is_none(of, age, sex, active, method, meaning, condition):  # type: ignore[no-untyped-def]
    found = norm_for(of, age_years=age, sex=sex, active=active, method=method, meaning=meaning, condition=condition)
    assert (found.norm is None) == bool(found.reason)
    if (norm := found.norm) is not None:
        assert norm.status == "source" and norm.of == of
        assert norm.has_age(age) and norm.sex in (None, sex)
        assert norm.active in (None, active) and norm.method in (None, method)
        assert norm.condition in (None, condition)


def test_every_row_says_what_it_is_and_where_it_stands() -> None:
    for row in NORMS:
        assert row.of and row.unit and row.population and row.source, row
        assert row.low is None or (row.high is not None and row.low <= row.value <= row.high), row
        assert row.ages is None or row.ages[0] < row.ages[1], row


def test_no_two_rows_say_different_things_of_the_same_people() -> None:
    kept = [
        (row.of, row.meaning, row.active, row.sex, row.ages, row.posture, row.method, row.condition)
        for row in NORMS
        if row.status == "source"
    ]
    assert len(kept) == len(set(kept))


@pytest.mark.parametrize("name", MOVEMENTS)
def test_the_table_of_movements_and_this_one_agree(name: str) -> None:
    shown = MOVEMENTS[name].norm
    rows = [row for row in NORMS if row.of == name and row.population == "adults" and row.meaning == "usual"]
    for row in rows if shown is not None and shown.source.startswith("AAOS") else ():
        assert shown is not None
        assert (row.value, row.status) == (shown.value_deg, shown.status)


def test_the_closest_population_is_given() -> None:
    assert value("shoulder_flexion") == 180.0
    assert value("shoulder_flexion", age_years=30.0, sex="male") == 167.0
    assert value("shoulder_flexion", age_years=70.0, sex="female") == 165.0
    assert value("timed_up_and_go", age_years=79.9) == 9.2
    assert value("five_times_sit_to_stand", age_years=65.0) == 11.4


def value(of: str, **asked: object) -> float:
    found = norm_for(of, **asked).norm  # type: ignore[arg-type]
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("of", "asked", "reason"),
    [
        ("whistling", {}, "nothing is known of it"),
        ("knee_flexion", {}, "what is known has not been checked against its source"),
        ("timed_up_and_go", {}, "it depends on age, which is not known"),
        ("timed_up_and_go", {"age_years": 30.0}, "nobody of this age was measured"),
        ("functional_reach", {"age_years": 50.0}, "it depends on sex, which is not known"),
        ("reaction_time", {"age_years": 30.0}, "it was measured only in another way"),
        ("five_times_sit_to_stand", {"meaning": "noticed_change"}, "only people with another complaint were measured"),
        (
            "romberg",
            {"posture": "seated", "method": "force plate, looking at 40 cm"},
            "it was measured only in another posture",
        ),
    ],
)
def test_what_does_not_fit_is_not_shown_and_the_reason_is_told(of: str, asked: dict[str, object], reason: str) -> None:
    assert norm_for(of, **asked).reason == reason  # type: ignore[arg-type]


def test_what_an_examiner_reached_is_not_held_against_what_somebody_reaches_alone() -> None:
    row = Norm("bend", 140.0, "deg", "adults", "a table", "source", active=False)
    assert norm_for("bend", rows=[row]).reason == "it was measured only by an examiner"
    assert norm_for("bend", active=False, rows=[row]).norm is row
    other = Norm("bend", 130.0, "deg", "adults", "a table", "source", active=True)
    assert norm_for("bend", active=False, rows=[other]).reason == "it was measured only as people move by themselves"
    assert norm_for("bend", rows=[row, other]).norm is other


def stands(of: str, value: float, **asked: object) -> bool:
    """Whether there is a row with this value and these of its properties."""
    rows = [row for row in NORMS if row.of == of and row.value == value]
    return any(all(getattr(row, name) == wanted for name, wanted in asked.items()) for row in rows)


def test_ranges_of_motion_are_copied_as_they_were_published() -> None:
    joints = {"elbow_forearm": "", "cervical": "neck", "thoracolumbar": "trunk"}
    short = {"internal_rotation_at_90abd": "internal_rotation", "external_rotation_at_90abd": "external_rotation"}
    for joint, row in PUBLISHED["rom_deg_aaos"].items():
        if joint in ("status", "other_tables_same_page"):
            continue
        status = row.pop("status", "source")
        for movement, value_deg in row.items():
            name = short.get(movement, movement).replace("lateral_flexion", "lateral")
            part = joints.get(joint, joint) or ("elbow" if "ion" in movement and "pronat" not in movement else "")
            part = "forearm" if movement in ("pronation", "supination") else part
            assert stands(f"{part}_{name}", value_deg, status=status, active=None), (joint, movement)
    for ages, row in PUBLISHED["rom_deg_cdc_soucie_2011_passive"].items():
        for sex, values in row.items() if ages != "status" else ():
            for movement, value_deg in values.items():
                name = f"forearm_{movement}" if movement in ("pronation", "supination") else movement
                assert stands(name, value_deg, sex=sex, active=False, status="memory"), movement


def test_the_other_tables_of_that_page_are_copied_too() -> None:
    short = {
        "ir": "shoulder_internal_rotation",
        "er": "shoulder_external_rotation",
        "pronation": "forearm_pronation",
        "supination": "forearm_supination",
        "radial": "wrist_radial_deviation",
        "ulnar": "wrist_ulnar_deviation",
    }
    tables = PUBLISHED["rom_deg_aaos"]["other_tables_same_page"]
    for key, asked in (
        ("Boone_Azen_1979_109_males_mean", {"sex": "male"}),
        ("Walker_1984_65_85y_mean", {"ages": (65, 85)}),
    ):
        for movement, value_deg in tables[key].items():
            assert stands(short.get(movement, movement), value_deg, status="source", **asked), movement


def test_tests_are_copied_as_they_were_published() -> None:
    for ages, value_s in PUBLISHED["five_times_sit_to_stand_s"]["worse_than_average_if_above"].items():
        first, last = (int(age) for age in ages.split("-"))
        assert stands("five_times_sit_to_stand", value_s, ages=(first, last), status="source")
    for ages, (mean_s, low, high) in PUBLISHED["timed_up_and_go_s"]["mean_ci95"].items():
        if ages != "60+":
            first, last = (int(age) for age in ages.split("-"))
            assert stands("timed_up_and_go", mean_s, low=low, high=high, ages=(first, last), status="source")
    for people, sex in (("men", "male"), ("women", "female")):
        for ages, value_cm in PUBLISHED["functional_reach_cm"][people].items():
            first, last = (int(age) for age in ages.split("-"))
            assert stands("functional_reach", value_cm, ages=(first, last), sex=sex, status="memory")
    for name in ("AE", "CE", "VE", "E"):
        value_deg = PUBLISHED["position_sense_deg"]["wrist_robotic_matching_healthy_n32"][name]
        assert stands(f"joint_position_error_{name}", value_deg, status="source")
