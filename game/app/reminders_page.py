"""Reminders in the window: what was chosen is set up on this computer, and one sentence says what happened."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.screens.screen import Place

if TYPE_CHECKING:
    from game.people.settings import PersonSettings
    from game.screens.screen import Screen

SHOWN = "reminders"
"""What the page and its sentence are called on the way."""
_FILE = "moveagain-reminders.ics"


def page(
    home_dir: str | None, person: str | None, settings: PersonSettings, wish: tuple[str, Place]
) -> tuple[Screen, str] | None:
    """The page to which a wish leads, from what is shown to a place, and what it is called; None where to none."""
    shown, to = wish
    if to is Place.REMINDERS:
        from game.screens.reminders import RemindersScreen

        return RemindersScreen(settings), SHOWN
    if shown != SHOWN:
        return None
    if to is Place.REMIND:
        from game.screens.message import MessageScreen

        return MessageScreen(*set_up(home_dir, person, settings)), SHOWN
    from game.screens.choices import PAGES
    from game.screens.settings import SettingsScreen

    return SettingsScreen(settings, len(PAGES) - 1), "settings"


def set_up(home_dir: str | None, person: str | None, settings: PersonSettings) -> tuple[str, str]:
    """Let the desktop remind this person, or else write a file for any calendar; what happened, and what to do."""
    from game.app.errors import RefusedError
    from game.app.reminding import install, remove, write_calendar
    from game.people.errors import PeopleError
    from game.people.reminders import Reminders
    from game.screens.language import gettext as _
    from game.screens.reminders import when

    try:
        if not settings.reminder_days:
            remove(home_dir, person)
            return _("This computer will not remind you."), _("An entry in a calendar of your own you delete there.")
        at = time.fromisoformat(settings.reminder_time)
        wanted = Reminders(settings.reminder_days, at, _("Time for Moveagain"))
        try:
            install(home_dir, person, wanted)
        except RefusedError:
            file = _folder() / _FILE
            write_calendar(file, home_dir, person, wanted)
            happened = _("Reminders for {when} are in the file {file}.").format(
                when=when(settings.reminder_days, settings.reminder_time), file=file
            )
            return happened, _("Open it with the calendar of your computer or telephone.")
        happened = _("This computer reminds you: {when}.").format(
            when=when(settings.reminder_days, settings.reminder_time)
        )
        return happened, _("A day without practice is never spoken of.")
    except (RefusedError, PeopleError) as error:
        return _("The reminder could not be set up."), f"{str(error)[:1].upper()}{str(error)[1:]}"


def _folder() -> Path:
    """Where a person looks for files of theirs; their home where there is no such folder."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
