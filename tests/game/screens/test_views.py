"""Both worlds: legible at every stage, the same for the same values, mirrored for the left."""

from __future__ import annotations

import math
from functools import lru_cache, partial
from itertools import pairwise

import numpy as np
import pygame
import pytest

from game.exercises.envelope import Envelope
from game.exercises.views import Ask, Lit, MatchView, ReachView, SteadyView
from game.round.view import Phase
from game.screens import ferryboat, scenery
from game.screens.theme import THEMES, Theme, contrast
from game.screens.views import SAFE, VIEWS, Lanterns
from tests.game.screens.seeing import (
    TARGETS_DEG,
    at,
    contrast_at,
    frame,
    make_view,
    reach_view,
    relative_luminance,
    round_view,
    shown_of,
    steady_view,
)

SMALL = (960, 540)
RING = Envelope(6.0, 6.0, 6.0, 6.0)
looks = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
sides = pytest.mark.parametrize("side", ["right", "left"])
MOVEMENTS = ("shoulder_abduction", "shoulder_flexion", "elbow_flexion")


@pytest.fixture(autouse=True)
def _paint_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each backdrop is painted once for all these tests; views only ever draw on copies of it."""
    monkeypatch.setattr(scenery, "valley", _valley)
    monkeypatch.setattr(ferryboat, "ferry", _ferry)


_valley, _ferry = lru_cache(maxsize=16)(scenery.valley), lru_cache(maxsize=16)(ferryboat.ferry)


def _lanterns(theme: Theme, **how: object) -> Lanterns:
    view = make_view("reach", SMALL, theme, **how)
    assert isinstance(view, Lanterns)
    return view


@looks
@pytest.mark.parametrize("kind", list(VIEWS))
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
def test_every_view_draws_at_every_size(kind: str, size: tuple[int, int], theme: Theme) -> None:
    """A picture that fills the window, whatever is known: nothing yet, no trunk sensor, everything."""
    view = make_view(kind, size, theme)
    exercise = shown_of(kind, lit=5)
    surface = pygame.Surface(size, 0, 32)
    for seen in (
        round_view(None, angle_deg=math.nan),
        round_view(exercise, angle_deg=40.0),
        round_view(exercise, angle_deg=170.0, lean=(30.0, -40.0), compensating=True),
    ):
        view.draw_still(surface)
        view.draw_live(surface, seen, 1 / 60)
    assert np.unique(pygame.surfarray.array2d(surface)[::3, ::3]).size > 1000


@looks
@sides
@pytest.mark.parametrize("movement", MOVEMENTS)
def test_the_moving_limb_stands_out_at_every_angle(theme: Theme, side: str, movement: str) -> None:
    """At least 3:1 between the limb and what is behind it, with no light earned and with twelve."""
    for lit in (0, 12):
        view = _lanterns(theme, side=side, movement=movement)
        for angle in range(0, 151, 25):
            seen = round_view(reach_view(lit=lit), movement=movement, side=side, angle_deg=float(angle))
            full, still = frame(view, seen, SMALL)
            ground, figure = view._seen(view._ground), view._figure
            (px, py), (tx, ty) = figure.pivot(), figure.light(angle)
            bare = 1.0 - figure.rig.taper_cm / (figure.reach_px / figure._cm)
            for share in (0.1, 0.25, 0.34, 0.96):
                far = share * bare
                place = (ground[0] + px + far * (tx - px), ground[1] + py + far * (ty - py))
                assert contrast_at(full, still, place) >= 3.0, (angle, lit, share)


def test_no_lantern_invites_further_before_the_range_is_shown() -> None:
    """While the person shows how far they go without pain, there is nothing to reach for."""
    theme = THEMES["dusk"]
    before, nothing = (
        frame(_lanterns(theme), round_view(exercise, angle_deg=20.0)._replace(phase=Phase.RANGE), SMALL)[0]
        for exercise in (reach_view(target_deg=math.nan), None)
    )
    assert np.array_equal(before, nothing)


@looks
@sides
def test_the_body_stands_out(theme: Theme, side: str) -> None:
    """Head, back and hips are at least 3:1 against what is behind them."""
    view = _lanterns(theme, side=side)
    full, still = frame(view, round_view(reach_view(lit=12), side=side, angle_deg=100.0), SMALL)
    ground = view._seen(view._ground)
    for place in ((0.0, 77.0), (3.0, 45.0), (-10.0, 20.0), (4.0, 4.0)):
        x, y = view._figure._px(place)
        assert contrast_at(full, still, (ground[0] + x, ground[1] + y)) >= 3.0, place


@looks
@pytest.mark.parametrize("hold", [0.0, 0.6, 1.0])
def test_the_ring_stands_out_around_every_target(theme: Theme, hold: float) -> None:
    """All the way round, the ring or its edge is at least 3:1 against the background it lies on."""
    for lit in (0, 12):
        view = _lanterns(theme, calm=True)
        for target in TARGETS_DEG:
            seen = round_view(reach_view(target_deg=target, hold=hold, lit=lit), angle_deg=5.0)
            full, still = frame(view, seen, SMALL)
            x, y = view._seen(view._on_arc(target))
            radius, width = 0.98 * view._tall, 0.155 * view._tall
            for turn in np.linspace(0.1, 2 * math.pi, 12, endpoint=False):
                best = 0.0
                for off in np.linspace(-1, 1, 17) * width:
                    place = (x + (radius + off) * math.sin(turn), y - (radius + off) * math.cos(turn))
                    best = max(best, contrast(at(full, *place, 0), at(still, *place, 2)))
                assert best >= 3.0, (target, lit, turn)


@looks
def test_the_trunk_marker_stands_out(theme: Theme) -> None:
    """Its needle on its face, and its rim on the hill, at least 3:1; outside its band it has another shape."""
    view = _lanterns(theme)
    pictures = []
    for compensating in (False, True):
        seen = round_view(reach_view(), angle_deg=10.0, lean=(0.0, 8.0), compensating=compensating)
        full, still = frame(view, seen, SMALL)
        unit = view._unit
        x, y = view._ground[0] - 206 * unit, view._ground[1] + 4 * unit - 250 * unit
        assert contrast(at(full, x, y + 37 * unit), at(full, x - 25 * unit, y + 25 * unit)) >= 3.0
        rim = max(contrast(at(full, x - (56 + off) * unit, y, 0), at(still, x - 66 * unit, y)) for off in range(5))
        assert rim >= 3.0
        pictures.append(full[int(y - 60 * unit) : int(y + 60 * unit), int(x - 60 * unit) : int(x + 60 * unit)])
    assert np.abs(pictures[0].astype(int) - pictures[1]).max() > 30


@looks
@pytest.mark.parametrize("lean", [(0.0, 0.0), (6.0, 0.0), (-4.0, -5.0), (2.0, 14.0)])
def test_the_ferrys_light_and_ring_stand_out_on_the_deck(theme: Theme, lean: tuple[float, float]) -> None:
    """At least 3:1 between the deck and the ring, and the light wherever it is."""
    view = make_view("steady", SMALL, theme, movement="trunk_sway")
    full, still = frame(view, round_view(steady_view(), movement="trunk_sway", lean=lean), SMALL)
    x, y = view._on_deck(RING, *lean)  # type: ignore[attr-defined]
    unit = view._unit  # type: ignore[attr-defined]
    around = [(x + across * unit, y - up * unit) for across in (-14, 0, 14) for up in (24, 32, 40)]
    flame = max(contrast_at(full, still, place) for place in around)
    assert flame >= 3.0
    left = view._px(-view._zone[0], ferryboat.CENTRE_Y)  # type: ignore[attr-defined]
    ring = max(contrast(at(full, left[0] + off, left[1], 0), at(still, *left)) for off in range(-6, 7))
    assert ring >= 3.0


@looks
def test_the_ferrys_light_goes_where_the_trunk_goes(theme: Theme) -> None:
    """Right is right, forward is away from the viewer, and a lean on the zone's edge is on the ring."""
    view = make_view("steady", SMALL, theme, movement="trunk_sway", side="left")
    frame(view, round_view(steady_view(), movement="trunk_sway", lean=(0.0, 0.0)), SMALL)
    place = partial(view._on_deck, RING)  # type: ignore[attr-defined]
    middle = place(0.0, 0.0)
    assert place(0.0, 3.0)[0] > middle[0] > place(0.0, -3.0)[0]
    assert place(3.0, 0.0)[1] < middle[1] < place(-3.0, 0.0)[1]
    assert place(0.0, 6.0)[0] - middle[0] == pytest.approx(view._zone[0] * view._unit)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", list(VIEWS))
def test_the_same_values_give_the_same_pixels(kind: str) -> None:
    """Two views told the same show the same, frame for frame."""
    exercise = shown_of(kind, lit=4)
    seen = [round_view(exercise, angle_deg=20.0 + 3 * i, lean=(1.0, 0.5 * i)) for i in range(5)]
    pictures = []
    for _ in range(2):
        view, surface = make_view(kind, (640, 360), THEMES["dusk"]), pygame.Surface((640, 360), 0, 32)
        for each in seen:
            view.draw_still(surface)
            view.draw_live(surface, each, 1 / 60)
        pictures.append(pygame.surfarray.array3d(surface))
    assert (pictures[0] == pictures[1]).all()


@looks
@pytest.mark.parametrize("kind", list(VIEWS))
def test_nothing_is_left_behind(kind: str, theme: Theme) -> None:
    """Drawing only what changed gives what drawing everything gives, and says so: outside `dirty` no pixel changes."""
    size = (640, 360)
    kept, surface = make_view(kind, size, theme, calm=True), pygame.Surface(size, 0, 32)
    for step in range(12):
        exercise = shown_of(kind, lit=6, step=step)
        seen = round_view(exercise, angle_deg=10.0 * step, lean=(1.0, 2.0 - 0.3 * step))
        before = pygame.surfarray.array3d(surface)
        kept.draw_still(surface)
        kept.draw_live(surface, seen, 0.0)
        changed = (pygame.surfarray.array3d(surface) != before).any(axis=2)
        for place in kept.dirty:
            changed[place.left : place.right, place.top : place.bottom] = False
        assert not changed.any()
    fresh, whole = make_view(kind, size, theme, calm=True), pygame.Surface(size, 0, 32)
    fresh.draw_still(whole)
    fresh.draw_live(whole, seen, 0.0)
    assert np.abs(pygame.surfarray.array3d(surface).astype(int) - pygame.surfarray.array3d(whole)).max() <= 1


@looks
@pytest.mark.parametrize("kind", list(VIEWS))
def test_what_was_drawn_over_a_view_is_put_back(kind: str, theme: Theme) -> None:
    """A place that was spoilt is clean again in the next frame."""
    size = (640, 360)
    view, surface = make_view(kind, size, theme, calm=True), pygame.Surface(size, 0, 32)
    seen = round_view(shown_of(kind), angle_deg=10.0, lean=(0.0, 0.0))
    view.draw_still(surface)
    view.draw_live(surface, seen, 0.0)
    clean = pygame.surfarray.array3d(surface)
    view.spoil(surface.fill((255, 0, 0), (200, 10, 240, 60)))
    view.draw_still(surface)
    view.draw_live(surface, seen, 0.0)
    assert (pygame.surfarray.array3d(surface) == clean).all()


@sides
@pytest.mark.parametrize("movement", MOVEMENTS)
def test_height_on_the_screen_is_the_angle(side: str, movement: str) -> None:
    """Higher lanterns ask for larger angles, and the one asked for hangs where the light gets at that angle."""
    view = _lanterns(THEMES["day"], side=side, movement=movement)
    heights = [view._on_arc(angle)[1] for angle in range(0, 181, 5)]
    assert all(b < a for a, b in pairwise(heights))
    ground = view._seen(view._ground)
    x, y = view._figure.light(90.0)
    assert view._seen(view._on_arc(90.0)) == pytest.approx((ground[0] + x, ground[1] + y))


def test_a_light_that_was_not_clean_has_another_shape() -> None:
    """With all colour taken away, the two kinds of light still differ in outline."""
    outlines = []
    for verdict in ("clean", "partial"):
        view = _lanterns(THEMES["day"], calm=True)
        exercise = ReachView((90.0,), math.nan, 8.0, 0.0, False, 100.0, (Lit(90.0, verdict),))
        full, still = frame(view, round_view(exercise, angle_deg=0.0), SMALL)
        x, y = (round(v) for v in view._on_arc(90.0))
        patch = (slice(y - 34, y + 34), slice(x - 30, x + 30))
        outlines.append(np.abs(relative_luminance(full[patch]) - relative_luminance(still[patch])) > 0.25)
    assert (outlines[0] != outlines[1]).mean() > 0.04


def test_calm_means_that_nothing_moves_by_itself() -> None:
    """With reduced motion asked for and the person still, no pixel changes."""
    view, surface = make_view("reach", (640, 360), THEMES["dusk"], calm=True), pygame.Surface((640, 360), 0, 32)
    seen, pictures = round_view(reach_view(lit=7), angle_deg=30.0), []
    for _ in range(3):
        view.draw_still(surface)
        view.draw_live(surface, seen, 0.7)
        pictures.append(pygame.surfarray.array3d(surface).astype(int))
    assert np.abs(pictures[1] - pictures[2]).max() <= 1


@looks
@pytest.mark.parametrize("kind", list(VIEWS))
def test_the_places_for_words_stay_calm(kind: str, theme: Theme) -> None:
    """Where words and keys stand, nothing that is played is ever drawn."""
    view = make_view(kind, SMALL, theme)
    exercise = shown_of(kind, lit=3)
    full, still = frame(view, round_view(exercise, angle_deg=150.0, lean=(-9.0, -9.0)), SMALL)
    for left, top, width, height in SAFE.values():
        rows = slice(round(top * SMALL[1]), round((top + height) * SMALL[1]))
        columns = slice(round(left * SMALL[0]), round((left + width) * SMALL[0]))
        assert np.abs(full[rows, columns].astype(int) - still[rows, columns]).mean() < 1.0


@looks
@pytest.mark.parametrize("direction_deg", [0.0, 90.0, 135.0, 270.0])
def test_where_to_lean_lies_where_the_light_gets_by_leaning_there(theme: Theme, direction_deg: float) -> None:
    """Its ring stands out at least 3:1, and the light of somebody who leans there lies in it."""
    ring = Envelope(8.0, 6.0, 4.0, 3.0)
    turn, far_deg = math.radians(direction_deg), ring.towards(direction_deg)
    lean = (far_deg * math.cos(turn), far_deg * math.sin(turn))
    view = make_view("steady", SMALL, theme, movement="standing_sway")
    asked = SteadyView(ring, False, 4.0, 4.0, False, (), False, Ask.LEAN, direction_deg, far_deg, 1.5)
    full, still = frame(view, round_view(asked, movement="standing_sway", lean=(math.nan, math.nan)), SMALL)
    x, y = view._on_deck(ring, *lean)  # type: ignore[attr-defined]
    changed = np.abs(full.astype(int) - still).max(axis=2)[round(y) - 20 : round(y) + 20, round(x) - 60 : round(x) + 60]
    assert changed.max() > 40
    off = view._zone[0] * max(1.5 / far_deg, 0.16) * view._unit  # type: ignore[attr-defined]
    edges = [contrast(at(full, x - off + step, y, 0), at(still, x - off, y)) for step in range(-7, 8)]
    assert max(edges) >= 3.0


@looks
def test_while_a_place_is_looked_for_the_bells_stand_still(theme: Theme) -> None:
    """Whatever the body does there is one picture, and after the answer it says on which side of the place it was."""
    blind = MatchView(Ask.FIND_AGAIN, 1, 3, 0.0, math.nan, 8.0, 3.0, 120.0, (), True)
    view = make_view("match", SMALL, theme, movement="elbow_flexion", calm=True)
    seen = round_view(blind, movement="elbow_flexion", angle_deg=math.nan)
    surface, pictures = pygame.Surface(SMALL, 0, 32), []
    for _ in range(30):
        view.draw_still(surface)
        view.draw_live(surface, seen, 1 / 60)
        pictures.append(pygame.surfarray.array2d(surface))
    assert all(np.array_equal(pictures[0], each) for each in pictures)
    told = [blind._replace(ask=Ask.DONE, blank=False, off_deg=off_deg) for off_deg in (-12.0, 0.0, 12.0)]
    after = [
        frame(make_view("match", SMALL, theme, movement="elbow_flexion"), round_view(each), SMALL)[0] for each in told
    ]
    assert not any(np.array_equal(one, two) for one, two in pairwise(after))


@looks
@sides
def test_the_bell_to_go_to_stands_out(theme: Theme, side: str) -> None:
    """The ring about it is at least 3:1 against what it lies on."""
    for movement in ("elbow_flexion", "shoulder_abduction", "knee_extension"):
        view = make_view("match", SMALL, theme, movement=movement, side=side)
        asked = MatchView(Ask.LEARN, 0, 2, 0.0, 50.0, 8.0, 3.0, 120.0, (), False)
        full, still = frame(view, round_view(asked, movement=movement, side=side, angle_deg=5.0), SMALL)
        x, y = view._figure.light(50.0)  # type: ignore[attr-defined]
        ground, unit = view._ground, view._unit  # type: ignore[attr-defined]
        edge = ground[0] + x, ground[1] + y - 62.0 * unit
        best = max(contrast(at(full, edge[0], edge[1] + step, 0), at(still, *edge)) for step in range(-8, 9))
        assert best >= 3.0, movement
