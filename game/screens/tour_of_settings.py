"""The settings on the tour: each of their pages, the three first questions, and a world in every look that is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from game.people.settings import PersonSettings
from game.screens.keys import Key
from game.screens.language import gettext as _
from game.screens.reminders import RemindersScreen
from game.screens.screen import Screen
from game.screens.settings import FirstQuestions, KeysScreen, SettingsScreen

_SETTINGS = PersonSettings(keys=MappingProxyType({"accept": "f5"}), text_percent=150, voice=False)


def _silent() -> str:
    return _("This computer has no voice for the game. To hear it, install espeak-ng: sudo apt install espeak-ng")


def _asked() -> Screen:
    screen = KeysScreen(_SETTINGS)
    screen.ask(Key.ACCEPT)
    return screen


def _languages() -> Screen:
    screen = SettingsScreen(_SETTINGS)
    screen.ask_language(asks=True)
    return screen


SETTINGS: Mapping[str, Callable[[], Screen]] = {
    "settings": lambda: SettingsScreen(_SETTINGS),
    "settings-hands": lambda: SettingsScreen(_SETTINGS, 1),
    "settings-said": lambda: SettingsScreen(_SETTINGS, 2),
    "settings-silent": lambda: SettingsScreen(_SETTINGS, 2, silent=_silent()),
    "settings-ears": lambda: SettingsScreen(_SETTINGS, 3),
    "settings-theirs": lambda: SettingsScreen(_SETTINGS, 4),
    "settings-language": _languages,
    "settings-paused": lambda: SettingsScreen(_SETTINGS, playing=True),
    "settings-reminders": lambda: RemindersScreen(replace(_SETTINGS, reminder_days=("monday", "thursday"))),
    "settings-keys": lambda: KeysScreen(_SETTINGS),
    "settings-key-asked": _asked,
    "first-text": FirstQuestions,
    "first-light": lambda: FirstQuestions(1),
    "first-light-large": lambda: FirstQuestions(1, large=True),
    "first-press": lambda: FirstQuestions(2),
}
"""Every page of the settings, by the name of its picture."""
