"""The trace and the path of a set: what was asked and what was done, and nothing of the body where none may be seen."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pygame
import pytest

from game.exercises.views import Ask, MatchView
from game.round.view import Phase, RoundView
from game.screens import tour
from game.screens.play import PlayScreen
from game.screens.screen import Go, Look, Place
from game.screens.set_path import SHOWN_S, PathFace, SetJournal, SetPathScreen
from game.screens.theme import THEMES, contrast
from game.screens.tracing import Mark, Marks, Trace, mark_of
from game.screens.views import SAFE
from tests.game.screens.seeing import activate_view, laid_out, match_view, pixels, reach_view, shown_of, steady_view

pytestmark = pytest.mark.usefixtures("display")
SIZE = (640, 360)
PLACE = pygame.Rect(10, 10, 150, 60)
NAMES = {
    "reach": "lanterns",
    "tempo": "well",
    "steady": "ferry",
    "match": "bells-feel",
    "activate": "forge",
    "task": "cottage",
    "trace": "kite",
    "tandem": "boat",
}
KINDS = tuple(NAMES)


def view_of(kind: str, **how: Any) -> RoundView:
    """The state of a world of that kind on the tour."""
    name = {"reach": "lanterns", "tempo": "well", "steady": "ferry", "match": "bells-feel", "activate": "forge"}.get(
        kind
    )
    name = name or {"task": "cottage", "trace": "kite", "tandem": "boat"}[kind]
    screen = tour.SCREENS[name]()
    assert isinstance(screen, PlayScreen)
    assert screen._view is not None
    return screen._view._replace(**how)


def drawn(view: RoundView, wish: str = "level", marks: Marks | None = None) -> np.ndarray:
    """The picture of the trace once it has come or gone."""
    surface = pygame.Surface(SIZE, 0, 32)
    kept = marks or Marks(8.0)
    for tick in range(10_000, 10_080, 4):
        kept.see(view._replace(tick=tick))
    trace = Trace(THEMES["dusk"], PLACE, 0.5, wish)  # type: ignore[arg-type]
    for _ in range(30):
        surface.fill((0, 0, 0))
        trace.draw(surface, view, kept, 0.1)
    return pixels(surface).astype(int)


@pytest.mark.parametrize("kind", KINDS)
def test_every_world_has_a_trace_with_what_is_asked_and_where_the_body_is(kind: str) -> None:
    found = mark_of(view_of(kind))
    assert found is not None
    assert found.low < found.high
    assert math.isfinite(found.own)
    assert -0.1 <= found.own <= 1.2


@pytest.mark.parametrize("wish", ["level", "shown"])
@pytest.mark.parametrize("ask", [Ask.FIND_AGAIN, Ask.CLOSE_EYES, Ask.REMEMBER, Ask.DONE, Ask.AND_BACK])
def test_nothing_stands_there_while_a_place_is_looked_for(wish: str, ask: Ask) -> None:
    """From the moment in which the place has been felt, and however much is wished."""
    before = view_of("match")
    assert isinstance(before.exercise, MatchView)
    marks = Marks(8.0)
    for tick in range(0, 80, 4):
        marks.see(before._replace(tick=tick))
    blind = before._replace(exercise=before.exercise._replace(ask=ask))
    assert not drawn(blind, wish, marks).any()


@pytest.mark.parametrize("wish", ["level", "shown"])
def test_nothing_stands_there_while_eyes_are_closed(wish: str) -> None:
    view = view_of("steady")
    assert not drawn(view._replace(exercise=steady_view()._replace(blank=True)), wish).any()


def test_an_unaided_trial_shows_nothing_of_the_body() -> None:
    """As the level says the trace is gone; where it is wished for, the band alone is there."""
    view = view_of("reach")
    unaided = view._replace(exercise=reach_view()._replace(blank=True))
    assert not drawn(unaided, "level").any()
    assert drawn(unaided, "shown").any()
    found = mark_of(unaided)
    assert found is not None
    assert math.isnan(found.own)


def test_hidden_is_hidden_and_one_key_shows_it_again() -> None:
    screen = tour.SCREENS["trace-well"]()
    assert isinstance(screen, PlayScreen)
    screen.lay_out(SIZE, Look(calm=True))
    key = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_b, mod=0)
    surface, pictures = pygame.Surface(SIZE, 0, 32), []
    for _ in range(3):
        for _frame in range(3):
            screen.draw_still(surface)
            screen.draw_live(surface, 0.3)
        left, top, wide, tall = SAFE["trace"]
        box = pixels(surface)[
            round(top * 360) : round((top + tall) * 360), round(left * 640) : round((left + wide) * 640)
        ]
        pictures.append(box.astype(int))
        assert not list(screen.handle(key))
    assert np.abs(pictures[0] - pictures[1]).max() > 40
    assert np.abs(pictures[0] - pictures[2]).max() <= 2


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_line_stands_out_on_its_panel_and_on_the_band(theme: object) -> None:
    """At least 3:1 where it runs over either."""
    from game.screens.theme import Theme, mix

    assert isinstance(theme, Theme)
    for ground in (theme.panel, mix(theme.panel, theme.cool, 0.34)):
        assert contrast(theme.ink, ground) >= 4.5
    assert contrast(mix(theme.panel, theme.cool, 0.75), theme.panel) >= 3.0


def test_higher_is_higher() -> None:
    """A larger angle lies further up, and inside the band exactly where the rules see it inside."""
    marks = [mark_of(view_of("reach", angle_deg=deg)) for deg in (20.0, 62.0, 70.0, 78.0, 90.0)]
    assert [mark.own for mark in marks if mark] == sorted(mark.own for mark in marks if mark)
    assert [mark.inside for mark in marks if mark] == [False, True, True, True, False]
    assert [mark_of(view_of("activate", exercise=activate_view(activity=a))).inside for a in (0.2, 0.45, 0.7)] == [  # type: ignore[union-attr]
        False,
        True,
        False,
    ]


def rested(ticks: int, **how: Any) -> PlayScreen:
    """A screen that has seen so much play, and then a rest."""
    screen = PlayScreen()
    view = view_of("reach", cue=None)
    for tick in range(ticks):
        screen.see(view._replace(tick=tick, angle_deg=20.0 + tick % 60, cue="slower" if tick > ticks // 2 else None))
    screen.lay_out(SIZE, Look())
    screen.see(view._replace(tick=ticks, phase=Phase.REST, **how))
    return screen


def test_after_a_set_its_path_is_told_for_three_seconds_and_then_the_rest() -> None:
    """One cue in the world's words, one thing that went well; the rest follows by itself."""
    screen = rested(600, clean=8)
    said = " ".join(box.words for box in screen.paper.boxes)
    assert isinstance(screen._face, PathFace)
    assert "A little slower" in said
    surface, t_s = pygame.Surface(SIZE), 0.0
    while isinstance(screen._face, PathFace):
        screen.draw_still(surface)
        screen.draw_live(surface, 0.1)
        screen.see(screen._view)  # type: ignore[arg-type]
        t_s += 0.1
        assert t_s <= SHOWN_S + 0.2
    assert "Rest." in " ".join(box.words for box in screen.paper.boxes)


def test_any_key_goes_on_to_the_rest_and_stop_is_stop() -> None:
    screen = rested(600)
    assert list(screen.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0)))
    assert not list(screen.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_q, mod=0)))
    screen.see(screen._view)  # type: ignore[arg-type]
    assert not isinstance(screen._face, PathFace)


def test_where_too_little_was_seen_no_path_is_shown() -> None:
    """A moment of play, or play of which nothing could be seen, is told nothing about."""
    assert not isinstance(rested(20)._face, PathFace)
    journal = SetJournal()
    for tick in range(600):
        journal.see(view_of("match", exercise=match_view()._replace(ask=Ask.FIND_AGAIN))._replace(tick=tick))
    assert journal.close() is None


def test_each_set_is_told_of_by_itself() -> None:
    """What a set brought is not counted again after the next."""
    journal = SetJournal()
    view = view_of("reach", cue=None)
    told = []
    for clean in (3, 5):
        for tick in range(300):
            journal.see(view._replace(tick=1000 * clean + tick, clean=clean))
        path = journal.close()
        assert path is not None
        told.append(path.well)
    assert [each.split()[0] for each in told] == ["3", "2"]


def test_the_page_after_the_last_set_goes_on_by_any_key_and_by_itself() -> None:
    path = tour.SCREENS["set-path"]()
    assert isinstance(path, SetPathScreen)
    laid_out(path)
    assert list(path.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_q, mod=0))) == [Go(Place.NEXT)]
    surface = pygame.Surface((1280, 720))
    for _ in range(31):
        path.draw_still(surface)
        path.draw_live(surface, 0.1)
    assert path.over


@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_of_play_alone_and_no_more_than_is_shown(kind: str) -> None:
    marks = Marks(2.0)
    view = view_of(kind, exercise=shown_of(kind) if kind not in ("trace", "tandem") else view_of(kind).exercise)
    for tick in range(600):
        marks.see(view._replace(tick=tick))
        marks.see(view._replace(tick=tick, phase=Phase.PAUSED))
    assert len(marks.kept) == 20
    assert isinstance(marks.kept[0], Mark)
