"""`moveagain people`: what each command prints, keeps, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import run
from game.people.roster import FILE, add_person, people_in
from game.people.settings import SETTINGS, PersonSettings, all_of
from game.people.settings_file import settings_in, settings_path
from tests.game.people.test_prescriptions import SOUND

Said = pytest.CaptureFixture[str]


def asked(capsys: Said, *words: str) -> tuple[int, str, str]:
    code = run(["people", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_list_names_everybody(home: Path, capsys: Said) -> None:
    assert asked(capsys, "list") == (0, "Nobody is added yet. Add somebody with: moveagain people add\n", "")
    add_person(home, "P01", "N", "cat")
    add_person(home, "P02")
    assert asked(capsys, "list")[1].splitlines() == ["P01  cat, N", "P02  boat"]
    rows = json.loads(asked(capsys, "list", "--json")[1])
    assert rows[0] == {"person": "P01", "name": "N", "picture": "cat"} and len(rows) == 2


def test_a_damaged_list_is_a_sentence_and_exit_1(home: Path, capsys: Said) -> None:
    (home / FILE).write_text("{", encoding="utf-8")
    code, out, err = asked(capsys, "list", "--json")
    assert (code, json.loads(out)) == (1, []) and "damaged" in err


def test_add_takes_an_id_and_settings_or_neither(home: Path, capsys: Said) -> None:
    """What is wrong is said before anybody is added."""
    assert asked(capsys, "add")[0] == 0
    assert asked(capsys, "add", "picture=kite", "theme=day")[0] == 0
    assert (
        asked(capsys, "add", "P07", "name=N N", "--json")[1]
        == '{"person": "P07", "name": "N N", "picture": "lantern"}\n'
    )
    assert [one.id for one in people_in(home)[0]] == ["P01", "P02", "P07"]
    assert settings_in(home, "P02")[0] == PersonSettings(picture="kite", theme="day")
    assert asked(capsys, "add", "P08", "theme=noon")[0] == 2
    assert asked(capsys, "add", "P01")[0] == 1
    assert len(people_in(home)[0]) == 3


@pytest.mark.parametrize("wrong", ["theme=noon", "theme", "size=3", "text_percent=300", "format=2"])
def test_set_changes_all_or_nothing(home: Path, capsys: Said, wrong: str) -> None:
    add_person(home, "P01")
    assert asked(capsys, "set", "P01", "text_percent=150", "voice=off")[0] == 0
    before = settings_in(home, "P01")
    assert before[0] == PersonSettings(text_percent=150, voice=False)
    code, out, err = asked(capsys, "set", "P01", "calm=yes", wrong)
    assert (code, out) == (2, "") and wrong.partition("=")[0] in err
    assert settings_in(home, "P01") == before


def test_what_show_says_set_takes(home: Path, capsys: Said) -> None:
    """Every setting, in words and as JSON; a damaged file is told beside it."""
    add_person(home, "P01")
    lines = asked(capsys, "show", "P01")[1].splitlines()
    assert [line.partition(":")[0] for line in lines] == list(SETTINGS)
    assert sum("the therapist's" in line for line in lines) == sum(one.therapist for one in SETTINGS.values()) == 6
    row = json.loads(asked(capsys, "show", "P01", "--json")[1])
    assert row == {"person": "P01", **all_of(PersonSettings())}
    for line in lines:
        key, _, rest = line.partition(": ")
        value = rest.partition("  (")[0]
        if value not in ("none", "as usual"):
            assert asked(capsys, "set", "P01", f"{key}={value}")[0] == 0
    assert settings_in(home, "P01")[0] == PersonSettings()
    settings_path(home, "P01").write_text("theme: noon\n", encoding="utf-8")
    code, _, err = asked(capsys, "show", "P01")
    assert code == 0 and "theme takes dusk or day" in err


@pytest.mark.parametrize("words", [("set", "P1", "calm=yes"), ("show", "P1"), ("prescribe", "P1", "p.yaml")])
def test_who_is_not_there_is_said(home: Path, capsys: Said, words: tuple[str, ...]) -> None:
    add_person(home, "P01")
    code, out, err = asked(capsys, *words)
    assert (code, out) == (2, "") and "nobody called P1" in err and "P01" in err


def test_forget_says_what_is_kept(home: Path, capsys: Said) -> None:
    add_person(home, "P01")
    code, out, _ = asked(capsys, "forget", "P01")
    assert code == 0 and out.startswith("P01 is no longer asked for. Kept: the sessions;")
    assert people_in(home) == ((), None)
    assert asked(capsys, "forget", "P01")[0] == 1


def test_a_prescription_is_kept_and_today_follows_from_it(home: Path, capsys: Said, tmp_path: Path) -> None:
    add_person(home, "P01")
    file = tmp_path / "p.yaml"
    file.write_bytes(SOUND.replace(b"2031-03-10", b"2020-01-01") + b"valid_until: 2099-12-31\n")
    assert asked(capsys, "prescribe", "P01", str(file))[0] == 0
    out = asked(capsys, "today", "P01")[1].splitlines()
    assert "1 exercise left" in out[0] and "shoulder_flexion_reach_1, right" in out[1]
    row = json.loads(asked(capsys, "today", "P01", "--json")[1])
    assert row["offers"] == [["main:shoulder_flexion_reach_1:right"]] and not row["items"][0]["done"]
    file.write_bytes(b"format: 2\n")
    assert asked(capsys, "prescribe", "P01", str(file))[0] == 2
    assert asked(capsys, "prescribe", "P01", str(tmp_path / "none.yaml"))[0] == 2
