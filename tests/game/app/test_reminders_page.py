"""Reminders in the window: what is chosen by doors is set up for real, and one sentence says what happened."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs
import pygame
import pytest

from game.app.reminders_page import page, set_up
from game.people.settings import PersonSettings
from game.screens.language import LANGUAGES, speaking
from game.screens.message import MessageScreen
from game.screens.reminders import HOURS, RemindersScreen
from game.screens.screen import Go, Intent, Look, Place, Set
from game.screens.settings import SettingsScreen
from tests.game.screens.conftest import display  # noqa: F401
from tests.game.screens.seeing import laid_out

pytestmark = pytest.mark.usefixtures("display")

CHOSEN = PersonSettings(reminder_days=("monday", "thursday"), reminder_time="10:00")
ESCAPE = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode="")
PROGRAMS = ("systemctl", "notify-send")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop without any timers, whose person's documents are the test's own."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path)
    return tmp_path


def systemd(desk: Path) -> list[Path]:
    """Now it has timers; the units that are written then."""
    for name in PROGRAMS:
        program = desk / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\n", encoding="utf-8")
        program.chmod(0o755)
    return sorted((desk / "config" / "systemd" / "user").glob("*"))


def choose(screen: RemindersScreen, place: int) -> Sequence[Intent]:
    laid_out(screen)
    return screen.chosen(screen.doors[place])


def test_a_day_is_chosen_and_let_go_of_by_its_door_and_the_hour_goes_round() -> None:
    screen = RemindersScreen(PersonSettings())
    assert choose(screen, 3) == (Set("reminder_days", ("thursday",)),)
    assert choose(screen, 0) == (Set("reminder_days", ("monday", "thursday")),)
    assert choose(screen, 3) == (Set("reminder_days", ("monday",)),)
    hours = [str(intent.value) for _ in HOURS for intent in choose(screen, 7) if isinstance(intent, Set)]
    assert hours[:2] == ["11:00", "12:00"] and hours[-1] == "10:00" and len(set(hours)) == len(HOURS)


def test_looking_sets_nothing_up() -> None:
    """Only what was changed is set up, by the door and by Escape alike."""
    screen = RemindersScreen(CHOSEN)
    laid_out(screen)
    assert screen.handle(ESCAPE) == screen.doors[-1].wants == (Go(Place.BACK),)
    choose(screen, 0)
    assert screen.handle(ESCAPE) == screen.doors[-1].wants == (Go(Place.REMIND),)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has timers of systemd")
def test_the_desktop_is_told_and_says_so_and_is_untold_again(desk: Path) -> None:
    assert systemd(desk) == []
    happened, _to_do = set_up(str(desk), "P01", CHOSEN)
    assert happened == "This computer reminds you: Monday and Thursday, 10:00."
    timer = next(unit for unit in systemd(desk) if unit.suffix == ".timer")
    assert "OnCalendar=Mon,Thu *-*-* 10:00:00" in timer.read_text(encoding="utf-8")
    assert set_up(str(desk), "P01", PersonSettings())[0] == "This computer will not remind you."
    assert systemd(desk) == []


@pytest.mark.parametrize(("code", "title"), [("en", "Time for Moveagain"), ("de", "Zeit für Moveagain")])
def test_without_timers_a_file_for_any_calendar_is_written(desk: Path, code: str, title: str) -> None:
    with speaking(code):
        happened, _to_do = set_up(str(desk), "P01", CHOSEN)
    file = desk / "moveagain-reminders.ics"
    text = file.read_bytes().decode("utf-8")
    assert str(file) in happened and "BYDAY=MO,TH" in text and title in text


def test_what_cannot_be_set_up_is_one_sentence(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: desk / os.devnull.strip("/"))
    monkeypatch.setattr(Path, "home", lambda: desk / "nowhere")
    happened, to_do = set_up(str(desk), "P01", CHOSEN)
    assert happened == "The reminder could not be set up." and "cannot be written" in to_do


def test_the_way_to_the_page_and_back(desk: Path) -> None:
    """From the settings to the days, to the sentence, and back to the settings; anything else is not its own."""

    def shown(was: str, to: Place) -> object:
        found = page(str(desk), None, CHOSEN, (was, to))
        return None if found is None else type(found[0])

    assert shown("settings", Place.REMINDERS) is RemindersScreen
    assert shown("reminders", Place.REMIND) is MessageScreen
    assert shown("reminders", Place.NEXT) is shown("reminders", Place.BACK) is SettingsScreen
    assert shown("settings", Place.BACK) is None


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_fits_and_a_day_is_told_by_word_and_shape(code: str, scale: float) -> None:
    with speaking(code):
        screen = RemindersScreen(CHOSEN)
        paper = laid_out(screen, look=Look(text_scale=scale, language=code))
    assert all(box.fits for box in paper.boxes)
    assert screen.doors[0].about != screen.doors[1].about
    assert all(door.rect.width >= 96 and door.rect.height >= 60 for door in screen.doors)
