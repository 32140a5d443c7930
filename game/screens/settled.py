"""Settled: what a person's settings come to for eyes, hands and ears; and which key sets which of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.people.settings import PersonSettings
from game.screens.controls import Hands
from game.screens.keys import Key
from game.screens.mixing import Volumes
from game.screens.screen import Look, Set

if TYPE_CHECKING:
    from game.screens.sound import Sounds

BRIGHTNESS = frozenset(("theme", "high_contrast", "palette", "background"))
"""Settings that change how bright the whole picture is: one melts into the other."""
_TEXT_STEP_PERCENT = 25
_LEAST_PERCENT, _MOST_PERCENT = 100, 200


def look_of(settings: PersonSettings, language: str) -> Look:
    """How everything looks for this person, in that language."""
    return Look(
        theme=settings.theme,
        text_scale=settings.text_percent / 100.0,
        language=language,
        calm=settings.calm,
        pain_scale="vertical" if settings.scale_upright else settings.pain_scale,
        high_contrast=settings.high_contrast,
        palette=settings.palette,
        background=settings.background,
        seen_side=settings.seen_side,
        short_words=settings.short_words,
        world_speed=settings.world_speed,
        hands_free=settings.play_by in ("one_switch", "sensor"),
        by_sensor=settings.play_by == "sensor",
    )


def hands_of(settings: PersonSettings) -> Hands:
    """How this person presses."""
    return Hands(settings.play_by, settings.keys, settings.scan_s, settings.dwell_s)


def hear_as(sounds: Sounds, settings: PersonSettings, *, mute: bool = False) -> None:
    """From now on everything sounds as this person wants it, what sounds already too; `mute`: nothing does."""
    sounds.volumes = Volumes(settings.volume_music, settings.volume_effects, settings.volume_voice)
    sounds.angles = settings.angle_tone
    sounds.voice.silence(on=not settings.voice)
    sounds.silence(on=mute or not settings.sound)


def set_by_key(key: Key | None, settings: PersonSettings, *, mute: bool = False) -> Set | None:
    """What a key sets that does so on every screen; None where it does nothing of the kind. `mute`: all is silent for
    now, whatever is set."""
    match key:
        case Key.MUTE:
            return Set("sound", mute or not settings.sound)
        case Key.VOICE:
            return Set("voice", not settings.voice)
        case Key.THEME:
            return Set("theme", "dusk" if settings.theme == "day" else "day")
        case Key.LARGER | Key.SMALLER:
            step = _TEXT_STEP_PERCENT if key is Key.LARGER else -_TEXT_STEP_PERCENT
            return Set("text_percent", min(_MOST_PERCENT, max(_LEAST_PERCENT, settings.text_percent + step)))
    return None


def settled_as(look: Look) -> PersonSettings:
    """The settings of somebody of whom no more is known than how everything looks now."""
    return replace(
        PersonSettings(),
        theme="day" if look.theme == "day" else "dusk",
        text_percent=round(100 * look.text_scale),
        calm=look.calm,
        high_contrast=look.high_contrast,
        palette=look.palette,
        background=look.background,
        seen_side=look.seen_side,
        short_words=look.short_words,
        world_speed=look.world_speed,
    )
