"""Sprites, glows and rings are smooth, exact where they must be, and the same every time."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.screens.pen import Glow, Pen, Ring, curve

WHITE = (255, 255, 255)


def _alpha(picture: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array_alpha(picture).T.astype(float)


def test_a_disc_has_its_area_and_smooth_edges() -> None:
    """The covered area is that of the circle within 1 %, and its edge has values between none and full."""
    pen = Pen((80, 80), 2.0, (40, 40))
    pen.disc((0, 0), 15, WHITE)
    alpha = _alpha(pen.sprite().picture)
    assert alpha.sum() / 255 == pytest.approx(np.pi * 30**2, rel=0.01)
    assert ((alpha > 20) & (alpha < 235)).sum() > 80


def test_a_mirrored_pen_draws_the_mirror_image() -> None:
    """What is drawn to the right stands as far to the left."""
    plain, mirrored = (Pen((60, 40), 1.0, (30, 20), mirror=m) for m in (False, True))
    for pen in (plain, mirrored):
        pen.limb((4, 0), (22, 8), 8, 3, WHITE)
    left, right = _alpha(mirrored.sprite().picture), _alpha(plain.sprite().picture)[:, ::-1]
    assert np.abs(left - right).mean() < 1.0


def test_leaning_turns_towards_plus_x() -> None:
    """Something above the turning point moves to the right when the pen leans."""
    pen = Pen((100, 100), 1.0, (50, 90), up=True)
    pen.lean(30.0, (0.0, 0.0))
    pen.disc((0, 60), 6, WHITE)
    rows, columns = np.nonzero(_alpha(pen.sprite().picture) > 128)
    assert columns.mean() == pytest.approx(50 + 60 * 0.5, abs=1.0)
    assert rows.mean() == pytest.approx(90 - 60 * np.cos(np.radians(30)), abs=1.0)


def test_premultiplied_pictures_never_exceed_their_alpha() -> None:
    """Every colour of a sprite is at most its alpha: else drawing it would overflow into another colour."""
    pen = Pen((40, 40), 1.0, (20, 20))
    pen.disc((0, 0), 12, (255, 200, 90), 130)
    pictures = [pen.sprite().picture, Glow(18, (255, 180, 80), additive=False).at(0.7).picture]
    pictures.append(Ring(14, 5, (WHITE, (255, 200, 90), (0, 0, 0))).at(0.4).picture)
    for picture in pictures:
        excess = pygame.surfarray.array3d(picture).max(axis=2).astype(int) - pygame.surfarray.array_alpha(picture)
        assert excess.max() <= 1


def test_a_curve_goes_through_its_points() -> None:
    """Open and closed, each given point lies on the line."""
    points = [(0.0, 0.0), (10.0, 4.0), (18.0, -3.0), (30.0, 0.0)]
    for closed in (False, True):
        line = np.asarray(curve(points, closed=closed))
        for point in points:
            assert np.hypot(*(line - point).T).min() < 1e-6


def test_a_ring_fills_evenly_and_one_way_gives_what_the_other_does() -> None:
    """Half the time fills half the ring, and a ring that went up and down looks like a fresh one."""
    colours = ((0, 0, 255), (255, 0, 0), (0, 0, 0))
    used = Ring(60, 9, colours)
    red = [pygame.surfarray.array3d(used.at(share).picture)[..., 0].astype(float).sum() for share in (0, 0.25, 0.5, 1)]
    assert red[0] == 0
    assert red[1] / red[3] == pytest.approx(0.25, abs=0.01)
    assert red[2] / red[3] == pytest.approx(0.5, abs=0.01)
    for share in (0.1, 0.9, 0.3):
        used.at(share)
    fresh = Ring(60, 9, colours).at(0.3).picture
    again = used.at(0.3).picture
    assert np.abs(pygame.surfarray.array3d(again).astype(int) - pygame.surfarray.array3d(fresh)).max() <= 1


def test_a_glow_fades_to_nothing_at_its_rim_and_grows_with_its_strength() -> None:
    """No square is seen around a light."""
    glow = Glow(30, (255, 180, 80), additive=True)
    picture = pygame.surfarray.array3d(glow.at(0.8).picture)
    assert picture[0].max() == picture[:, 0].max() == 0
    assert picture.max() > pygame.surfarray.array3d(glow.at(0.4).picture).max()
