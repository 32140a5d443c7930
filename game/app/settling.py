"""Settling: a person's settings into the window and back into their file; those of nobody are this computer's."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from game.app import hearing, reminders_page
from game.app.speech import why_silent
from game.people.errors import PeopleError
from game.people.settings import SETTINGS
from game.people.settings_file import keep_settings, settings_in, settings_path, settings_with_record
from game.screens.language import wanted
from game.screens.screen import Place
from game.sessions.home import home

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.app.options import Options
    from game.people.settings import PersonSettings
    from game.screens.screen import Screen, Set
    from game.screens.stage import Stage

_NOBODY = ""
"""Whose settings are kept where nobody has said who plays."""


def settle(stage: Stage, options: Options, person: str | None) -> None:
    """The window as this person has set it. For nobody what the call says goes before what is kept."""
    where = home(options.home)
    if person is None and not settings_path(where, _NOBODY).exists():
        return
    settings, _wrong = settings_in(where, _NOBODY) if person is None else settings_with_record(where, person)
    if person is None:
        called: dict[str, Any] = {
            "theme": options.theme,
            "text_percent": round(100 * options.text_scale),
            "calm": options.calm,
        }
        usual = {"theme": "dusk", "text_percent": 100, "calm": False}
        settings = replace(settings, **{key: value for key, value in called.items() if value != usual[key]})
    stage.settle(settings, wanted(options.language or settings.language, os.environ))
    hearing.speak_on(stage, options.home)


def changed(stage: Stage, options: Options, person: str | None, change: Set) -> None:
    """Something was just set, by a door or a key: the stage shows it and sounds so already. It is kept for who plays,
    and where words alone do not tell it, it is heard."""
    keep(options, person, stage.settings)
    if change.key == "language":
        hearing.speak_on(stage, options.home)
    elif change.key == "volume_effects":
        from game.screens.tones import Tone

        stage.sounds.play(Tone.REACHED)


def keep(options: Options, person: str | None, settings: PersonSettings) -> None:
    """Write them down, but for what is the therapist's. Where the disk does not take it,
    they hold until the window closes: no play waits for that."""
    where = home(options.home)
    try:
        kept, _wrong = settings_in(where, person or _NOBODY)
        theirs = {key: getattr(kept, key) for key, each in SETTINGS.items() if each.therapist}
        keep_settings(where, person or _NOBODY, replace(settings, **theirs))
    except (PeopleError, OSError):
        return


def page(
    stage: Stage, options: Options, person: str | None, wish: tuple[str, Place], hosting: Hosting | None
) -> tuple[Screen, str] | None:
    """The page of settings to which a wish leads, from what is shown to a place, and what it is called; None where to
    none. `hosting` is the Round that waits behind it, which can be stopped from there too.

    Before the first try-out three questions come first, until somebody has set anything here.
    """
    from game.screens.settings import FirstQuestions, KeysScreen, SettingsScreen

    (shown, to), playing = wish, hosting is not None
    if to is Place.SETTINGS:
        return SettingsScreen(stage.settings, playing=playing, silent=why_silent() or ""), "settings"
    if to is Place.KEYS:
        return KeysScreen(stage.settings, playing=playing), "keys"
    if shown == "keys" and to is Place.BACK:
        return SettingsScreen(stage.settings, 1, playing=playing, silent=why_silent() or ""), "settings"
    if to is Place.TRYOUT and not settings_path(home(options.home), _NOBODY).exists():
        return FirstQuestions(), "first"
    return reminders_page.page(options.home, person, stage.settings, wish)
