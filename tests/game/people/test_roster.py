"""The roster: who there is, each with a picture; damage loses nobody, and forgetting somebody keeps their sessions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.people.errors import PeopleError
from game.people.flags import keep_flag
from game.people.folder import person_folder
from game.people.roster import FILE, Person, add_person, forget_person, people_in
from game.people.settings import PICTURES
from game.people.settings_file import keep_settings, settings_in, settings_path
from tests.game.people.test_flags import NOON


def test_nobody_is_there_at_first(home: Path) -> None:
    assert people_in(home) == ((), None)


def test_each_gets_an_id_and_a_picture_that_nobody_else_has(home: Path) -> None:
    """As long as there are pictures; with more people two share one, and still have ids of their own."""
    for number in range(1, len(PICTURES) + 3):
        assert add_person(home).id == f"P{number:02}"
    people, wrong = people_in(home)
    assert wrong is None and len({one.id for one in people}) == len(people) == len(PICTURES) + 2
    assert {one.picture for one in people[: len(PICTURES)]} == set(PICTURES)


def test_name_and_picture_are_those_of_the_settings(home: Path) -> None:
    """One place for each: what is set later is what is shown, and the id stands where there is no name."""
    added = add_person(home, "P07", picture="cat")
    assert added == Person("P07", "", "cat") and added.shown == "P07"
    keep_settings(home, "P07", replace(settings_in(home, "P07")[0], name="N", picture="bell", calm=True))
    assert people_in(home)[0] == (Person("P07", "N", "bell"),)


def test_settings_from_before_stay(home: Path) -> None:
    """Somebody who played with `--person` and set something already is added as they are."""
    keep_settings(home, "P07", replace(settings_in(home, "P07")[0], picture="fish", text_percent=150))
    assert add_person(home, "P07").picture == "fish"
    assert settings_in(home, "P07")[0].text_percent == 150


@pytest.mark.parametrize("person", ["", " ", "a\nb", "x" * 61])
def test_what_cannot_be_an_id_is_said(home: Path, person: str) -> None:
    with pytest.raises(PeopleError, match="id"):
        add_person(home, person)
    assert people_in(home) == ((), None)


def test_nobody_is_added_twice(home: Path) -> None:
    add_person(home, "P01")
    with pytest.raises(PeopleError, match="already"):
        add_person(home, "P01")
    assert len(people_in(home)[0]) == 1


def test_forgetting_takes_settings_and_keeps_the_rest(home: Path) -> None:
    """Sessions, records and what a therapist should know stay, and that is said; the id goes to nobody else."""
    add_person(home)
    add_person(home)
    keep_flag(home, "P01", NOON, "a flag")
    session = home / "sessions" / "a.moveagain"
    session.parent.mkdir()
    session.write_bytes(b"kept")
    kept = forget_person(home, "P01")
    assert "the sessions" in kept and any(word.startswith("flags.jsonl in ") for word in kept)
    assert session.read_bytes() == b"kept" and (person_folder(home, "P01") / "flags.jsonl").exists()
    assert not settings_path(home, "P01").exists()
    assert [one.id for one in people_in(home)[0]] == ["P02"]
    assert add_person(home).id == "P03"
    with pytest.raises(PeopleError, match="nobody"):
        forget_person(home, "P01")


@settings(max_examples=15)  # each writes files and waits for the disk
@given(st.one_of(st.text(max_size=40), st.sampled_from(["[]", "{}", '{"format": 1, "people": 3}', "[" * 9999])))
def test_any_damage_is_one_sentence_and_harms_nobody(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """The game asks nobody, what was kept of each stays, and adding somebody writes the file anew."""
    home = tmp_path_factory.mktemp("home")
    add_person(home, "P01", "N", "kite")
    (home / FILE).write_text(text, encoding="utf-8")
    people, wrong = people_in(home)
    assert people == () and wrong is not None and "damaged" in wrong
    assert add_person(home, "P01") == Person("P01", "N", "kite")
    assert people_in(home) == ((Person("P01", "N", "kite"),), None)


def test_a_roster_of_a_newer_version_is_left_alone(home: Path) -> None:
    text = '{"format": 2, "people": ["P01"]}'
    (home / FILE).write_text(text, encoding="utf-8")
    assert "newer" in (people_in(home)[1] or "")
    with pytest.raises(PeopleError, match="newer"):
        add_person(home, "P02")
    assert (home / FILE).read_text(encoding="utf-8") == text
