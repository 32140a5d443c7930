"""Reminding: what systemd is told, when the desktop speaks, and that a missed day says nothing."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from game.app.errors import RefusedError, RequestError
from game.app.reminding import install, remove, service_text, timer_text, wanted
from game.cli import run
from game.people.reminders import TITLE, Reminders
from game.people.settings import PersonSettings
from game.people.settings_file import keep_settings
from game.screens.language import ENGLISH, speak

REMINDERS = Reminders(("monday", "wednesday"), time(8, 9), 'Ready? 100 % of $HOME "now" \\o/')
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has timers of systemd")


def words(text: str, key: str) -> list[str]:
    """A command of a unit as systemd passes it on: quotes and backslashes as in a shell, %% and $$ for one of each."""
    (line,) = (line for line in text.splitlines() if line.startswith(f"{key}="))
    return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(line.partition("=")[2])]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop with a systemd that writes down what it is told, and a folder of units."""
    for name in ("systemctl", "notify-send"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "$@" >>"{tmp_path}/told"\n', encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def units(desk: Path) -> list[Path]:
    return sorted((desk / "config" / "systemd" / "user").glob("*"))


def told(desk: Path) -> list[str]:
    return [line for line in (desk / "told").read_text(encoding="utf-8").splitlines() if line.strip()]


@ON_LINUX
def test_what_is_installed_is_started_and_what_is_removed_is_gone(desk: Path) -> None:
    timer = install(None, "P01", REMINDERS)
    assert timer in units(desk)
    assert told(desk) == [
        "--user daemon-reload",
        f"--user enable --now {timer.name}",
        f"--user restart {timer.name}",
    ]
    assert remove(None, "P01") is True
    assert units(desk) == []
    assert told(desk)[3:] == [f"--user disable --now {timer.name}", "--user daemon-reload"]
    assert remove(None, "P01") is False


@ON_LINUX
def test_two_people_of_one_desktop_have_their_own_and_neither_is_named(desk: Path) -> None:
    one, other = install(None, "P01", REMINDERS), install(None, "P02", REMINDERS)
    assert one != other
    remove(None, "P01")
    assert other in units(desk)
    assert not [unit for unit in units(desk) if "P0" in unit.name or "P0" in unit.read_text(encoding="utf-8")]


@ON_LINUX
def test_where_systemd_refuses_nothing_is_left_and_the_calendar_is_named(desk: Path) -> None:
    (desk / "bin" / "systemctl").write_text("#!/bin/sh\necho no bus >&2\nexit 1\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"no bus.*reminders calendar"):
        install(None, None, REMINDERS)
    assert units(desk) == []


@pytest.mark.parametrize("gone", ["systemctl", "notify-send"])
def test_where_a_part_is_missing_it_says_so_and_names_the_calendar(desk: Path, gone: str) -> None:
    (desk / "bin" / gone).unlink()
    with pytest.raises(RefusedError, match="reminders calendar"):
        install(None, None, REMINDERS)
    assert units(desk) == []


def test_what_was_missed_is_not_made_up_for() -> None:
    lines = timer_text(REMINDERS).splitlines()
    assert "Persistent=false" in lines
    assert "OnCalendar=Mon,Wed *-*-* 08:09:00" in lines


def test_the_notification_says_the_title_as_it_is() -> None:
    said = words(service_text(REMINDERS, "/usr/bin/notify-send"), "ExecStart")
    assert said == ["/usr/bin/notify-send", "--app-name=Moveagain", "--", REMINDERS.title]


@ON_LINUX
@pytest.mark.parametrize(
    ("weekday", "hour", "minute", "speaks"),
    [
        (1, "08", "09", True),
        (3, "08", "39", True),
        (3, "08", "40", False),
        (1, "08", "08", False),
        (1, "19", "09", False),
        (2, "08", "09", False),
        (7, "08", "20", False),
    ],
)
def test_after_a_sleep_it_speaks_only_on_the_day_and_about_the_hour(
    weekday: int, hour: str, minute: str, speaks: bool, tmp_path: Path
) -> None:
    """Reminders for Monday and Wednesday at 08:09, run by a real shell whose clock stands somewhere."""
    date = tmp_path / "date"
    answers = f"case $1 in +%u) echo {weekday};; +%H) echo {hour};; +%M) echo {minute};; esac"
    date.write_text(f"#!/bin/sh\n{answers}\n", encoding="utf-8")
    date.chmod(0o755)
    condition = words(service_text(REMINDERS, "notify-send"), "ExecCondition")
    done = subprocess.run(condition, env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}, check=False)
    assert (done.returncode == 0) is speaks


def test_the_persons_settings_say_when_and_the_call_is_above_them(home: Path) -> None:
    keep_settings(home, "P01", PersonSettings(reminder_days=("tuesday",), reminder_time="09:30"))
    assert wanted(None, "P01", None, None, None) == Reminders(("tuesday",), time(9, 30), TITLE)
    assert wanted(None, "P01", "friday, monday", "7:05", "Now") == Reminders(("monday", "friday"), time(7, 5), "Now")
    assert wanted(None, None, "sunday", None, None) == Reminders(("sunday",), time(10), TITLE)


@pytest.mark.parametrize(
    ("days", "at", "title", "said"),
    [
        (None, None, None, "--days"),
        ("none", None, None, "--days"),
        ("someday", None, None, "--days takes"),
        ("monday", "25:00", None, "--at takes"),
        ("monday", None, " ", "title"),
        ("monday", None, "two\nlines", "title"),
        ("monday", None, "x" * 81, "title"),
    ],
)
def test_a_call_that_is_wrong_says_how_it_is_right(
    days: str | None, at: str | None, title: str | None, said: str
) -> None:
    with pytest.raises(RequestError, match=said):
        wanted(None, None, days, at, title)


def test_the_command_writes_a_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "moveagain.ics"
    assert run(["reminders", "calendar", str(file), "--days", "monday,wednesday", "--at", "10:00"]) == 0
    assert "Monday and Wednesday, 10:00" in capsys.readouterr().out
    call = ["reminders", "calendar", str(file), "--days", "monday,wednesday", "--at", "10:00", "--language", "de"]
    assert run(call) == 0
    assert "Montag und Mittwoch, 10:00" in capsys.readouterr().out
    speak(ENGLISH)
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run(["reminders", "calendar", str(tmp_path / "no" / "where.ics"), "--days", "monday"]) == 1
    assert "name another file" in capsys.readouterr().err
