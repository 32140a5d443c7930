"""The page of prescriptions says what is so: its tables are the keys', and its examples can be used."""

from __future__ import annotations

import re
from datetime import date

from game.coaching.blanks import BLANKS
from game.coaching.prescription import Allowance, MovementAllowance, Prescription, PrescriptionPhase
from game.coaching.prescription_text import read_prescription
from game.coaching.record import PatientRecord, read_record
from tests.house.prescription_page import PAGE, renewed

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLE, RECORD = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_the_tables_are_the_keys() -> None:
    """`python -m tests.house.prescription_page` renews them."""
    assert renewed(TEXT) == TEXT
    for model in (Allowance, MovementAllowance, Prescription, PrescriptionPhase, PatientRecord):
        assert not [key for key in model.model_fields if f"| `{key}` |" not in TEXT]


def test_the_examples_can_be_used() -> None:
    found = read_prescription(EXAMPLE, "p.yaml")
    assert found.said("ceiling_deg", "shoulder_flexion", date(2026, 3, 14)) == 60.0
    assert found.said("ceiling_deg", "shoulder_flexion", date(2026, 3, 15)) == 120.0
    assert read_record(RECORD, "r.yaml").forbids("shoulder_external_rotation", "right")


def test_the_page_tells_the_blanks_as_they_are() -> None:
    said = (
        f"{BLANKS.minutes_a_day:g} active minutes",
        f"{BLANKS.sessions_a_day} sessions, at least {BLANKS.hours_apart:g} hours apart",
        f"at most {BLANKS.days_a_week} of any 7 days",
        f"{BLANKS.rest_s:g} seconds after {BLANKS.rest_every_s / 60:g} minutes",
        f"{BLANKS.speed_deg_s_max:g} degrees a second; {BLANKS.speed_careful_deg_s_max:g} where",
        f"{BLANKS.speed_neck_deg_s_max:g} at the neck",
        f"{BLANKS.valid_days} days",
    )
    assert not [each for each in said if each not in TEXT]
