"""Due today: the plan out of the files of a home: record, prescription, sessions and kit."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from game.app.due_today import lacks_of, sides_of, sitting_of, today_for
from game.app.programmes import Library
from game.coaching.history import History, Past
from game.coaching.record import PatientRecord
from game.content import shipped_levels
from game.level import LevelProblems
from game.people.folder import record_path
from game.people.prescriptions import keep_prescription, prescription_path
from input_devices import Kit, KitSensor
from tests.game.sessions.played import LEVEL, header, play

NOW = datetime(2031, 3, 4, 10, 30, tzinfo=timezone(timedelta(hours=2)))
PRESCRIBED = f"format: 2\nid: a\nversion: 1\nlevels: [{LEVEL}, shoulder_flexion_reach_1]\nvalid_from: 2031-03-03\n"


def test_without_a_prescription_the_plan_is_gentle_mode(home: Path) -> None:
    today = today_for(str(home), "P01", NOW, None)
    assert today.items == () and today.why is not None and "No therapist has reviewed" in today.why


def test_record_prescription_and_sessions_make_the_plan(home: Path) -> None:
    """What was broken off is not done, and its sitting is gone on with; the record's side is the plan's."""
    keep_prescription(home, "P01", PRESCRIBED.encode(), "p.yaml")
    play(home / "sessions", 12.0)  # at 10:11 on the right, and not to its end
    today = today_for(str(home), "P01", NOW, sitting_of(str(home), "P01", NOW))
    assert {item.level.id for item in today.left} == {LEVEL, "shoulder_flexion_reach_1"}
    assert {item.side for item in today.items} == {"right"} and today.done == () and today.session == 1
    record_path(home, "P01").write_text(
        "format: 1\naffected_side: both\nforbidden_movements: [left_shoulder_flexion]\n"
    )
    today = today_for(str(home), "P01", NOW, sitting_of(str(home), "P01", NOW))
    assert {(item.level.id, item.side) for item in today.left} == {
        (LEVEL, "left"),
        (LEVEL, "right"),
        ("shoulder_flexion_reach_1", "right"),
    }


def test_a_sitting_is_the_one_that_ended_a_while_ago(home: Path) -> None:
    play(home / "sessions", 12.0)
    assert sitting_of(str(home), "P01", NOW) == header().sitting
    assert sitting_of(str(home), "P01", NOW + timedelta(hours=2)) is None
    assert sitting_of(str(home), "P02", NOW) is None


def test_a_damaged_prescription_is_said(home: Path) -> None:
    keep_prescription(home, "P01", PRESCRIBED.encode(), "p.yaml")
    prescription_path(home, "P01").write_text("format: 2\n")
    with pytest.raises(LevelProblems, match="id is missing"):
        today_for(str(home), "P01", NOW, None)


def test_the_side_is_the_records_then_the_last_played_then_the_right() -> None:
    last = Past(LEVEL, "s", NOW - timedelta(days=1), NOW - timedelta(days=1), side="left")
    assert sides_of(PatientRecord(format=1, affected_side="both"), History(NOW, (last,))) == ("right", "left")
    assert sides_of(PatientRecord(format=1, affected_side="none"), History(NOW, (last,))) == ("left",)
    assert sides_of(None, History(NOW)) == ("right",)


def test_a_kit_that_does_not_fit_is_said() -> None:
    lacks = lacks_of(Kit("kit", (KitSensor("right_forearm", "serial:/dev/null"),)))
    library = Library()
    assert lacks(library["elbow_flexion_reach_1"], "left") is not None
    assert lacks(library[LEVEL], "right") is None


def test_the_library_reads_what_is_asked_for_and_no_more() -> None:
    library = Library()
    assert list(library) == list(shipped_levels()) and len(library) == len(shipped_levels())
    assert LEVEL in library and "no_such_reach_1" not in library and library.get("no_such_reach_1") is None
    assert library[LEVEL] is library[LEVEL] and library[LEVEL].id == LEVEL
