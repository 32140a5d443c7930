"""The settings on the tour: each of their pages, the three first questions, and a world in every look that is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from game.people.settings import PersonSettings
from game.screens.keys import Key
from game.screens.reminders import RemindersScreen
from game.screens.screen import Screen
from game.screens.settings import FirstQuestions, KeysScreen, SettingsScreen

_SETTINGS = PersonSettings(keys=MappingProxyType({"accept": "f5"}), text_percent=150, voice=False)


def _asked() -> Screen:
    screen = KeysScreen(_SETTINGS)
    screen.ask(Key.ACCEPT)
    return screen


SETTINGS: Mapping[str, Callable[[], Screen]] = {
    "settings": lambda: SettingsScreen(_SETTINGS),
    "settings-hands": lambda: SettingsScreen(_SETTINGS, 1),
    "settings-ears": lambda: SettingsScreen(_SETTINGS, 2),
    "settings-paused": lambda: SettingsScreen(_SETTINGS, playing=True),
    "settings-keys": lambda: KeysScreen(_SETTINGS),
    "settings-key-asked": _asked,
    "settings-reminders": lambda: RemindersScreen(replace(_SETTINGS, reminder_days=("monday", "thursday"))),
    "first-text": FirstQuestions,
    "first-light": lambda: FirstQuestions(1),
    "first-press": lambda: FirstQuestions(2),
}
"""Every page of the settings, by the name of its picture."""
