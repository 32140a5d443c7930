"""Todays: the plan out of the files of a home: record, prescription, sessions and kit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from game.app.programmes import Library
from game.app.todays import today_for
from game.coaching.today import Today, open_sitting
from game.content import shipped_levels
from game.people.folder import record_path
from game.people.kits import keep_kit
from game.people.prescriptions import keep_prescription, prescription_in
from game.round.commands import Command, Do
from game.sessions.index import history_of
from input_devices import Kit, KitSensor
from tests.game.sessions.played import LEVEL, header, play

NOW = datetime(2031, 3, 4, 10, 30, tzinfo=timezone(timedelta(hours=2)))
FLEXION = "shoulder_flexion_reach_1"
PRESCRIBED = f"format: 2\nid: a\nversion: 1\nlevels: [{LEVEL}, {FLEXION}]\nvalid_from: 2031-03-03\n"


def plan(home: Path, said: Sequence[Command] = ()) -> Today:
    """The plan of P01 with what is kept in that home."""
    history = history_of(home / "sessions", "P01", NOW)
    history = replace(history, sitting=open_sitting(history))
    return today_for(str(home), prescription_in(home, "P01"), history, "P01", said)


def test_without_a_prescription_the_plan_is_gentle_mode(home: Path) -> None:
    today = plan(home)
    assert today.items == () and today.why is not None and "No therapist has reviewed" in today.why


def test_record_prescription_and_sessions_make_the_plan(home: Path) -> None:
    """What was broken off is not done, and its sitting is gone on with; the record's side is the plan's."""
    keep_prescription(home, "P01", PRESCRIBED.encode(), "p.yaml")
    play(home / "sessions", 5.0)  # at 10:11 on the right, and not to its end
    today = plan(home)
    assert {item.level.id for item in today.left} == {LEVEL, FLEXION}
    assert {item.side for item in today.items} == {"right"} and today.done == () and today.session == 1
    record_path(home, "P01").write_text(
        "format: 1\naffected_side: both\nforbidden_movements: [left_shoulder_flexion]\n"
    )
    both = {(item.level.id, item.side) for item in plan(home).left}
    assert both == {(LEVEL, "left"), (LEVEL, "right"), (FLEXION, "right")}


def test_a_sitting_is_the_one_that_ended_a_while_ago(home: Path) -> None:
    play(home / "sessions", 5.0)
    assert open_sitting(history_of(home / "sessions", "P01", NOW)) == header().sitting
    assert open_sitting(history_of(home / "sessions", "P01", NOW + timedelta(hours=2))) is None
    assert open_sitting(history_of(home / "sessions", "P02", NOW)) is None


def test_how_it_is_this_morning_counts_at_once(home: Path) -> None:
    """Answered in the pre-check, before any session of today tells it."""
    keep_prescription(home, "P01", PRESCRIBED.replace(LEVEL, "shoulder_abduction_reach_2, " + LEVEL).encode(), "p.yaml")
    yesterday = header(level="shoulder_abduction_reach_2", started="2031-03-03T10:11:12.250+02:00")
    setup = replace(yesterday.setup, level=Library()["shoulder_abduction_reach_2"].text)
    play(home / "sessions", 5.0, replace(yesterday, setup=setup))
    for pain, level in ((9.0, LEVEL), (0.0, "shoulder_abduction_reach_2")):
        items = plan(home, [Command(Do.ANSWER, pain, "pain_morning")]).items
        assert {item.level.id for item in items} == {level, FLEXION}


def test_a_kit_that_does_not_fit_is_said_and_nothing_of_it_is_offered(home: Path) -> None:
    keep_prescription(home, "P01", PRESCRIBED.encode(), "p.yaml")
    keep_kit(home, Kit("kit", (KitSensor("right_shank", "serial:/dev/null"),)))
    today = plan(home)
    assert (
        len(today.items) == 2 and today.left == () and today.why is not None and today.why.startswith("Pair a sensor")
    )


def test_the_library_reads_what_is_asked_for_and_no_more() -> None:
    library = Library()
    assert list(library) == list(shipped_levels()) and len(library) == len(shipped_levels())
    assert LEVEL in library and "no_such_reach_1" not in library and library.get("no_such_reach_1") is None
    assert library[LEVEL] is library[LEVEL] and library[LEVEL].id == LEVEL
