"""`moveagain progress`: words first, in 80 columns, of real sessions only; a sentence where nothing can be told."""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from game.app import progress as app_progress
from game.app.errors import RefusedError, RequestError
from game.cli.progress import register
from game.cli.progress_text import WIDTH
from game.people.settings import PersonSettings
from game.people.settings_file import keep_settings
from game.screens.language import ENGLISH, LANGUAGES, VARIABLE, speak
from tests.game.sessions.practised import AS_BEFORE, FALLING, FRIDAY, RISING, measure, practise, weeks

SAME = "About the same, within your usual ups and downs."
EARLY = "Too early to tell."
LOWER = "A little lower than before; your therapist can see this."


@pytest.fixture(autouse=True)
def a_friday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Now is noon of a Friday, and the system speaks English."""
    monkeypatch.setattr(app_progress, "today", lambda: FRIDAY)
    monkeypatch.setenv(VARIABLE, "en")
    yield
    speak(ENGLISH)


def run(*words: str) -> int:
    """The exit code of one command."""
    parser = argparse.ArgumentParser()
    parser.set_defaults(home=None)
    register(parser.add_subparsers(required=True))
    args = parser.parse_args(["progress", *words])
    code: int = args.run(args)
    return code


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What one command prints, its lines joined where a sentence was wrapped."""
    assert run(*words) == 0
    return re.sub(r"\s*\n\s+", " ", capsys.readouterr().out)


@pytest.mark.parametrize(("ranges_deg", "found"), [(AS_BEFORE, SAME), (AS_BEFORE[:6], EARLY), (FALLING, LOWER)])
def test_what_is_found_is_said_in_exactly_these_words(
    ranges_deg: tuple[float, ...], found: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weeks(home / "sessions", ranges_deg)
    text = said(capsys)
    assert f"Range: raising the arm to the side, right {found}" in text
    assert sum(each in text for each in (SAME, EARLY, LOWER)) == 1


def test_the_therapists_words_have_every_number(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weeks(home / "sessions", (70.0, 90.0, 90.0, 90.0, 94.0, 94.0, 94.0))
    assert "no detectable change (Δ 4°, MDC95 8°, SEM 5° assumed, 3 against 3)" in said(capsys, "--therapist")
    assert "MDC" not in said(capsys)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_fits_the_terminal(code: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weeks(home / "sessions", FALLING, pains=(3.0, 2.0, 4.0))
    assert run("--language", code, "--therapist") == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= WIDTH


def test_every_line_fits_and_words_come_before_numbers(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without colour, and in a terminal of 80 columns."""
    weeks(home / "sessions", RISING, pains=(3.0, 2.0, 4.0))
    practise(home / "sessions", 40, FRIDAY - timedelta(hours=1), None, measures={"sway_mvelo": measure(0.4, "deg/s")})
    assert run("--therapist") == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "\x1b" not in text
    assert text.index("Today:") < text.index("Higher than before") < text.index("Monday") < text.index("± 5°")


def test_week_alone_has_no_goals(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weeks(home / "sessions", AS_BEFORE)
    text = said(capsys, "--week")
    assert "Friday" in text and "This week" in text and "Range" not in text


def test_without_sessions_one_sentence_says_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keyboard, simulated, replayed and nobody's sessions are nothing."""
    for number, other in enumerate(
        ({"truth": "keyboard"}, {"truth": "simulated"}, {"truth": "replay"}, {"person": None}), start=1
    ):
        practise(home / "sessions", number, FRIDAY, **other)  # type: ignore[arg-type]
    for words in ((), ("--person", "P01")):
        assert run(*words) == 0
        text = capsys.readouterr().out
        assert max(map(len, text.splitlines())) <= WIDTH
        assert "play once with a worn sensor" in " ".join(text.split())


def test_several_people_are_told_apart(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weeks(home / "sessions", AS_BEFORE)
    practise(home / "sessions", 60, FRIDAY - timedelta(hours=1), person="P02")
    with pytest.raises(RequestError, match="say --person, one of P01, P02"):
        run()
    assert "46 lights since" in said(capsys, "--person", "P02")


def test_a_person_is_spoken_to_by_name_and_in_their_language(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates and numbers stand in its form; a name finds its person, and the call goes before what is set."""
    weeks(home / "sessions", AS_BEFORE)
    practise(home / "sessions", 60, FRIDAY - timedelta(hours=1), person="P02")
    keep_settings(home, "P01", PersonSettings(name="A-eins", language="de"))
    text = said(capsys, "--person", "a-EINS")
    assert text.startswith("A-eins, Freitag, 14. März 2031") and re.search(r"12\. März 2031 +9[01] ± 5°", text)
    assert re.search(r"\[ ] das Band: \d+,?\d*° bis \d+,?\d*°", text) and "2031-03" not in text
    english = said(capsys, "--person", "P01", "--language", "en")
    assert english.startswith("A-eins, Friday 14 March 2031") and re.search(r"12 Mar 2031 +9[01] ± 5°", english)
    with pytest.raises(RequestError, match=r"one of P01 \(A-eins\), P02$"):
        run()


def test_json_is_strict_and_has_what_the_words_have(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weeks(home / "sessions", AS_BEFORE)
    assert run("--json") == 0

    def refuse(constant: str) -> Any:
        raise AssertionError(constant)

    row = json.loads(capsys.readouterr().out, parse_constant=refuse)
    (goal,) = row["goals"]
    assert goal["words"] + "." == SAME and goal["mdc95"] == pytest.approx(1.96 * 5 * math.sqrt(2 / 3), rel=1e-3)
    assert len(row["week"]) == 7 and row["light"] == 46 * len(AS_BEFORE) and "followed" not in row
    assert run("--json", "--therapist") == 0
    assert "MDC95" in json.loads(capsys.readouterr().out)["followed"][0]["therapist"]


def test_a_page_is_written_and_only_a_page_of_ours_is_written_over(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weeks(home / "sessions", AS_BEFORE[:2])
    file = tmp_path / "page.html"
    assert run("--page", str(file)) == run("--page", str(file)) == 0
    assert capsys.readouterr().out == f"Written: {file}\n" * 2
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(RequestError, match="no progress page"):
        run("--page", str(file))
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("--page", str(file), "--force") == 0
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_page_that_cannot_be_written_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RequestError, match="is a folder"):
        run("--page", str(tmp_path))
    with pytest.raises(RequestError, match="no folder"):
        run("--page", str(tmp_path / "nowhere" / "page.html"))

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RefusedError, match="cannot be written: No space left"):
        run("--page", str(tmp_path / "page.html"))
    assert list(tmp_path.iterdir()) == []


def test_a_day_begins_where_the_person_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Late on Thursday here is no part of Friday."""
    practise(home / "sessions", 1, datetime(2031, 3, 13, 23, 30, tzinfo=FRIDAY.tzinfo))
    monkeypatch.setattr(app_progress, "today", lambda: FRIDAY)
    report = app_progress.report_for(None, None)
    assert [day.sessions for day in report.week] == [0, 0, 0, 1, 0, 0, 0]
