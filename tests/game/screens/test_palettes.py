"""Palettes: strong contrast is as strong as promised, and safe colours stay apart for every colour blindness."""

from __future__ import annotations

import itertools

import numpy as np
import pygame
import pytest

from game.screens import scenery
from game.screens.palettes import MARK_LEAST, TEXT_LEAST, name_of, theme_named
from game.screens.screen import Look
from game.screens.theme import THEMES, Colour, Theme, contrast

bases = pytest.mark.parametrize("base", list(THEMES))

# Machado, Oliveira & Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG
# 15(6), 2009, table for severity 1.0; on linear RGB. doi.org/10.1109/TVCG.2009.113
SEEN_BY = {
    "everybody": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Linear sRGB to XYZ (IEC 61966-2-1), and the white of D65.
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = _XYZ @ np.ones(3)
APART = 20.0
"""CIE76 distance at which two signs are plainly two colours: about ten times what is just noticeable (a choice)."""


def linear(colour: Colour) -> np.ndarray:
    share = np.asarray(colour) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(colour: Colour, eye: str) -> np.ndarray:
    """CIELAB of a colour as that eye sees it."""
    ratio = _XYZ @ np.clip(SEEN_BY[eye] @ linear(colour), 0.0, 1.0) / _WHITE
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def apart(one: Colour, other: Colour, eye: str) -> float:
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def test_the_simulation_knows_the_colours_that_are_confused() -> None:
    """A red and a green that everybody tells apart are nearly one for red-green blindness; grey stays grey."""
    red, green = (180, 80, 60), (120, 125, 50)
    assert apart(red, green, "everybody") > 2 * max(apart(red, green, eye) for eye in ("protan", "deutan"))
    assert all(apart((128, 128, 128), (128, 128, 128), eye) == 0.0 for eye in SEEN_BY)
    assert all(np.allclose(matrix.sum(axis=1), 1.0, atol=1e-3) for matrix in SEEN_BY.values())


@bases
@pytest.mark.parametrize("eye", SEEN_BY)
@pytest.mark.parametrize("high_contrast", [False, True])
def test_safe_colours_stay_apart_for_every_eye(base: str, eye: str, high_contrast: bool) -> None:
    """Clean and other light, lit and unlit, limb and body, limb and sensor, what is held and still to be held."""
    it = theme_named(name_of(base, high_contrast=high_contrast, palette="colour_blind"))
    pairs = {
        "lights": (it.lit, it.soft),
        "lit": (it.lit, it.unlit),
        "soft": (it.soft_core, it.unlit),
        "limb": (it.limb, it.cloth),
        "sensor": (it.limb, it.sensor),
        "hold": (it.hold[0], it.hold[1]),
        "progress": (it.progress, it.panel),
        "ring": (it.progress, it.ring),
        "focus": (it.warm, it.cool),
    }
    near = {name: round(apart(*pair, eye), 1) for name, pair in pairs.items() if apart(*pair, eye) < APART}
    assert not near


MARKS = ("limb", "limb_light", "flame", "sensor", "lit", "soft", "unlit", "cool", "warm", "progress", "ring", "cloth")


def grounds(it: Theme) -> list[Colour]:
    return [*it.sky, *it.ridges, *it.water, *it.hill, *it.ground, it.path, it.wall, it.roof, it.mist, it.panel]


@bases
@pytest.mark.parametrize("palette", ["usual", "colour_blind"])
def test_strong_contrast_is_strong(base: str, palette: str) -> None:
    """Words 7:1 on pages, doors and scenery; every sign 4.5:1 on every ground there is."""
    it = theme_named(name_of(base, high_contrast=True, palette=palette))
    for words in (it.ink, it.ink_soft):
        assert contrast(words, it.panel) >= TEXT_LEAST
    assert contrast(it.on_warm, it.warm) >= TEXT_LEAST
    assert it.panel_alpha == 255, "nothing shines through a page"
    assert min(contrast(it.ink, ground) for ground in grounds(it)) >= TEXT_LEAST
    weak = {
        (mark, ground): contrast(getattr(it, mark), ground)
        for mark, ground in itertools.product(MARKS, grounds(it))
        if contrast(getattr(it, mark), ground) < MARK_LEAST
    }
    assert not weak
    assert min(contrast(shade, it.hold[2]) for shade in it.hold[:2]) >= MARK_LEAST


@bases
def test_without_scenery_the_ground_is_even(base: str) -> None:
    """One colour, on which every sign stands out as on the valley's own ground."""
    it = theme_named(name_of(base, background=False))
    picture = pygame.surfarray.array3d(scenery.valley((64, 36), it))
    assert np.unique(picture.reshape(-1, 3), axis=0).shape[0] == 1
    assert contrast(it.limb, it.ground[1]) >= 3.0


def test_every_look_has_a_name_of_its_own() -> None:
    """What is painted for one look is never shown for another."""
    looks = [
        Look(theme, high_contrast=strong, palette=palette, background=shown)  # type: ignore[arg-type]
        for theme in THEMES
        for strong in (False, True)
        for palette in ("usual", "colour_blind")
        for shown in (False, True)
    ]
    assert len({look.colours for look in looks}) == len(looks) == len({theme_named(look.colours) for look in looks})
    assert theme_named(Look().colours) == THEMES["dusk"]
