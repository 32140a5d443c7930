"""`moveagain programmes`: what each command prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from game.cli import run
from game.coaching.programme_text import programme_schema
from game.content import programmes_folder, shipped_programmes

SHIPPED = shipped_programmes()
PAGES = programmes_folder().parent / "docs" / "programmes"


def test_list_names_every_shipped_programme(capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, and as JSON."""
    assert run(["programmes", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(SHIPPED)
    assert run(["programmes", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == list(SHIPPED) and all(row["levels"] for row in rows)


@pytest.mark.parametrize("name", list(SHIPPED))
def test_show_tells_for_whom_how_much_and_that_a_therapist_must_approve(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And every week."""
    assert run(["programmes", "show", name]) == 0
    said = capsys.readouterr().out
    weeks = yaml.safe_load(SHIPPED[name].read_text(encoding="utf-8"))["weeks"]
    assert "therapist must approve this programme" in said and "Dose from: " in said
    assert all(f"\nWeek {week}, its fullest day" in said for week in range(1, weeks + 1))


@pytest.mark.parametrize("name", list(SHIPPED))
def test_each_has_a_page_on_what_it_rests_on(name: str) -> None:
    """Which names its ladders, says its dose and who must approve it, and what is only a choice."""
    page = " ".join((PAGES / f"{name}.md").read_text(encoding="utf-8").split())
    found = yaml.safe_load(SHIPPED[name].read_text(encoding="utf-8"))
    ladders = {item["ladder"] for part in ("warm_up", "main", "cool_down") for item in found[part]}
    for said in (*sorted(ladders), found["approval"], "## What it rests on", "## What is a choice of this project"):
        assert said in page
    dose = found["dose"]
    assert f"At most {dose['repetitions_a_day']} repetitions and {dose['minutes_a_day']} minutes of play a day" in page


def test_the_published_schema_is_current_and_every_file_names_it_and_agrees(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`moveagain programmes schema > programmes/programme.schema.json` renews it."""
    assert run(["programmes", "schema"]) == 0
    published = (programmes_folder() / "programme.schema.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == published
    jsonschema.Draft202012Validator.check_schema(programme_schema())
    for path in SHIPPED.values():
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=programme.schema.json\n")
        jsonschema.validate(yaml.safe_load(text), programme_schema())


def test_check_says_all_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of every file, with file, line and column; exit 2 where there is anything."""
    assert run(["programmes", "check", str(programmes_folder())]) == 0
    assert capsys.readouterr().out == f"{len(SHIPPED)} programmes are fine.\n"
    wrong = tmp_path / "knee.yaml"
    wrong.write_text(SHIPPED["knee"].read_text(encoding="utf-8").replace("weeks:", "week:"), encoding="utf-8")
    assert run(["programmes", "check", str(wrong), str(SHIPPED["shoulder"])]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(f"{wrong}:") for line in lines[:-1]) and lines[-1] == "1 programme is fine, 1 not."
    assert run(["programmes", "check", str(tmp_path / "none.yaml")]) == 2
    assert "is not there; give the path of a programme's YAML file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-03-01", "it has not begun."),
        ("2026-03-02", "week 1, "),
        ("2026-03-08", "nothing is due; a day to rest."),
        ("2026-12-01", "it is over."),
    ],
)
def test_plan_says_what_is_due(on: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Before, in, between and after its days; on the side that is said."""
    call = ["programmes", "plan", "knee", "--from", "2026-03-02", "--on", on, "--side", "left"]
    assert run(call) == 0
    assert said in capsys.readouterr().out
    assert run([*call, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert bool(row["due"]) is said.startswith("week")
    assert {each["side"] for each in row["due"]} <= {"left"}
    assert row["repetitions"] == sum(each["repetitions"] for each in row["due"]) * row["sessions"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "nee"], "there is no programme “nee”. Did you mean “knee”?"),
        (["plan", "knee", "--from", "soon"], "--from takes a day such as 2026-03-02"),
    ],
)
def test_a_wrong_call_is_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, with what to do."""
    assert run(["programmes", *words]) == 2
    errors = capsys.readouterr().err
    assert said in errors and errors.count("\n") == 1
