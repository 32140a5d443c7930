"""Settled: what a person's settings come to for the eyes and the hands: a look, and a way of pressing."""

from __future__ import annotations

from dataclasses import replace

from game.people.settings import PersonSettings
from game.screens.controls import Hands
from game.screens.screen import Look


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
        hands_free=settings.play_by in ("one_switch", "sensor"),
    )


def hands_of(settings: PersonSettings) -> Hands:
    """How this person presses."""
    return Hands(settings.play_by, settings.keys, settings.scan_s, settings.dwell_s)


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
    )
