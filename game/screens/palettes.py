"""Palettes: the looks made from dusk and day for whoever needs more contrast, safer colours or no scenery."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from game.screens.theme import THEMES, Colour, Theme, contrast, luminance, mix

CONTRAST, SAFE, PLAIN = "contrast", "safe", "plain"
TEXT_LEAST, MARK_LEAST = 7.0, 4.5
"""What strong contrast promises: words on what they are written on (WCAG 2.2, level AAA), and every sign that matters
on any ground."""
_DARKEST, _LIGHTEST = 0.018, 0.80
"""Relative luminance that no scenery passes with strong contrast: so much room is left for every sign (choices)."""
_STEPS = 60

_GROUNDS = ("sun", "cloud", "mist", "pine", "path", "wall", "roof", "stone", "bark", "bark_rim", "shade", "window")
_GROUNDS_MANY = ("sky", "ridges", "water", "hill", "ground", "blossom", "wood")
_MARKS = (
    *("cloth", "cloth_shade", "trousers", "trousers_shade", "skin", "hair", "shoe", "limb", "limb_light", "sensor"),
    *("stick", "flame", "lit", "lit_edge", "soft", "soft_edge", "unlit", "unlit_edge"),
    *("ring", "progress", "warm", "cool"),
)
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
# Okabe and Ito, Color Universal Design (2008): told apart with any colour blindness.
ORANGE, SKY_BLUE, YELLOW = (230, 159, 0), (86, 180, 233), (240, 228, 66)
BLUE, VERMILLION = (0, 114, 178), (213, 94, 0)


def name_of(theme: str, *, high_contrast: bool = False, palette: str = "usual", background: bool = True) -> str:
    """The name of a look: `dusk`, or with what was done to it, as in `dusk-contrast-plain`."""
    done = ((CONTRAST, high_contrast), (SAFE, palette == "colour_blind"), (PLAIN, not background))
    return "-".join((theme, *(word for word, wanted in done if wanted)))


@functools.cache
def theme_named(name: str) -> Theme:
    """The look of that name."""
    base, *done = name.split("-")
    theme = THEMES[base]
    for word, change in _CHANGES.items():
        if word in done:
            theme = change(theme)
    return replace(theme, name=name)


def safe_colours(theme: Theme) -> Theme:
    """Orange and yellow against blue wherever colour tells something; lightness tells it too."""
    if theme.additive:
        return replace(
            theme, limb=ORANGE, limb_light=YELLOW, sensor=SKY_BLUE, lit=ORANGE, lit_core=YELLOW, lit_edge=VERMILLION,
            soft=SKY_BLUE, soft_core=mix(SKY_BLUE, _WHITE, 0.6), soft_edge=BLUE, glow=ORANGE, glow_soft=SKY_BLUE,
            progress=ORANGE, hold=(theme.hold[0], mix(ORANGE, YELLOW, 0.3), theme.hold[2]), warm=ORANGE, cool=SKY_BLUE,
        )  # fmt: skip
    deep, deep_blue = mix(VERMILLION, _BLACK, 0.25), mix(BLUE, _BLACK, 0.25)
    return replace(
        theme, limb=mix(VERMILLION, _BLACK, 0.42), limb_light=deep, sensor=deep_blue, lit=VERMILLION, lit_core=ORANGE,
        lit_edge=mix(VERMILLION, _BLACK, 0.5), soft=BLUE, soft_core=SKY_BLUE, soft_edge=mix(BLUE, _BLACK, 0.5),
        glow=ORANGE, glow_soft=SKY_BLUE, progress=deep, hold=(theme.hold[0], ORANGE, theme.hold[2]),
        warm=mix(VERMILLION, _BLACK, 0.2), cool=deep_blue, flame=deep,
    )  # fmt: skip


def strong_contrast(theme: Theme) -> Theme:
    """Scenery drawn back to nearly black (by day: nearly white), signs brought forward, words as strong as can be."""
    far, near = (_BLACK, _WHITE) if theme.additive else (_WHITE, _BLACK)
    limit = _DARKEST if theme.additive else _LIGHTEST

    def back(colour: Colour) -> Colour:
        return _until(colour, far, lambda it: luminance(it) <= limit if theme.additive else luminance(it) >= limit)

    grounds: dict[str, Any] = {name: back(getattr(theme, name)) for name in _GROUNDS}
    many: dict[str, Any] = {name: tuple(map(back, getattr(theme, name))) for name in _GROUNDS_MANY}
    worst = (limit + 0.05) if theme.additive else 1 / (limit + 0.05)

    def forward(colour: Colour, least: float = MARK_LEAST) -> Colour:
        """Far enough from the ground that is nearest to it."""
        return _until(colour, near, lambda it: ((luminance(it) + 0.05) / worst if theme.additive
                                                else 1 / (worst * (luminance(it) + 0.05))) >= least)  # fmt: skip

    marks: dict[str, Any] = {name: forward(getattr(theme, name)) for name in _MARKS}
    warm = forward(theme.warm, TEXT_LEAST)
    return replace(
        theme, **grounds, **many, **{**marks, "warm": warm},
        ink=near, ink_soft=_until(theme.ink_soft, near, lambda it: contrast(it, far) >= TEXT_LEAST),
        panel=far, panel_alpha=255, shadow=far if theme.additive else None, on_warm=far, keyline=far,
        hold=(near, marks["progress"], far), sun_strength=0.0, stars=0,
    )  # fmt: skip


def plain(theme: Theme) -> Theme:
    """No scenery: the worlds' signs stand on one even ground."""
    return replace(theme, plain=True)


_CHANGES: dict[str, Callable[[Theme], Theme]] = {SAFE: safe_colours, CONTRAST: strong_contrast, PLAIN: plain}


def _until(colour: Colour, towards: Colour, enough: Callable[[Colour], bool]) -> Colour:
    """The first colour on the way there that is enough."""
    for step in range(_STEPS):
        found = mix(colour, towards, step / _STEPS)
        if enough(found):
            return found
    return towards
