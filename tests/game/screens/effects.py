"""Effects: all that may light up, melt, glide or change at once, as frames of the real stage at sixty a second."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pygame

from game.exercises.events import Verdict
from game.exercises.views import Lit, ReachView, TaskView
from game.round.guest import GuestView
from game.round.view import Phase, RoundView
from game.screens import palettes, tour
from game.screens.play import PlayScreen
from game.screens.screen import Screen
from game.screens.stage import Stage
from game.screens.tour_of_traces import moved
from tests.game.screens.shaky import LEVELS, trembles

FRAME_S = 1.0 / 60.0
_STROKE_S = 1.6
"""There and back: quicker than anybody is asked for."""
_EARNED_EVERY_S = 0.4
_PRESSED_EVERY = 6
"""A key pressed ten times a second: as fast as a hand that shakes, or a playing child, presses it."""
_CHOSEN_EVERY = 5
Frames = Iterator[pygame.Surface]
Effect = Callable[[Stage, float], Frames]


def drawn(stage: Stage) -> pygame.Surface:
    """One more frame."""
    stage.draw_still()
    stage.draw_live(FRAME_S)
    stage.present()
    return stage.frame


def press(stage: Stage, key: int) -> None:
    """A key pressed and let go, and what the screen makes of it."""
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0))
    pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=0))
    stage.intents()


def played(name: str, stage: Stage, seconds: float) -> Frames:
    """A world in which everything happens fast: a movement after the other, each a light, the trunk helping and not,
    the words changing."""
    screen = PlayScreen("shown")
    view = seen_of(name)
    screen.see(view)
    stage.show(screen)
    for step in range(round(60 * seconds)):
        screen.see(lively(view, step))
        yield drawn(stage)


def seen_of(name: str) -> RoundView:
    """The Round that a picture of the tour shows."""
    screen = tour.SCREENS[name]()
    assert isinstance(screen, PlayScreen) and screen._view is not None
    return screen._view


def lively(view: RoundView, step: int) -> RoundView:
    """That Round so many ticks later."""
    t_s = step / 60.0
    sway = 0.5 - 0.5 * math.cos(math.tau * t_s / _STROKE_S)
    earned = int(t_s / _EARNED_EVERY_S)
    shown: Any = view.exercise
    places = shown.targets_deg if isinstance(shown, ReachView) else (0.0, 1.0, 2.0)
    verdicts: tuple[Verdict, ...] = ("clean", "partial", "compensated")
    if hasattr(shown, "lit"):
        lit = tuple(Lit(places[at % len(places)], verdicts[at % 3]) for at in range(earned))
        shown = shown._replace(lit=lit)
    if isinstance(shown, ReachView):
        target = places[earned % len(places)]
        shown = shown._replace(target_deg=target, hold=t_s / _EARNED_EVERY_S % 1.0, reached=False)
    if isinstance(shown, TaskView):
        shown = shown._replace(done=earned % len(shown.phases), held=t_s / _EARNED_EVERY_S % 1.0)
    if hasattr(shown, "inside"):
        shown = shown._replace(inside=bool(earned % 2))
    cue = ("sit_tall", None, "well_done", "hold")[earned % 4]
    changed = view._replace(
        tick=step, exercise=shown, cue=cue, repetitions_done=earned, clean=earned, rest_soon=bool(earned % 2),
        compensating=bool(earned % 2), lean_forward_deg=16.0 * sway, lean_right_deg=-14.0 * sway,
    )  # fmt: skip
    return moved(changed, sway)


def trembling(name: str, stage: Stage, seconds: float, every: int = 5, wide: float = 1.0) -> Frames:
    """A body that trembles just where something begins to count: in and out, helped and not. The other way after
    `every` ticks, `wide` times as far as usual."""
    screen = PlayScreen("shown")
    view = seen_of(name)
    screen.see(view)
    stage.show(screen)
    for step in range(round(60 * seconds)):
        screen.see(shaken(view, step, every, wide))
        yield drawn(stage)


def shaken(view: RoundView, step: int, every: int = 5, wide: float = 1.0) -> RoundView:
    """That Round so many ticks later, everything that may be in or out the other way every so many of them; the
    movement itself by as much as smoothing leaves of a tremor (a choice), or by more."""
    inside = step // every % 2 == 0
    off = wide if inside else -wide
    exercise: Any = view.exercise
    values: dict[str, float] = {
        "inside": inside,
        "held": 0.3 * inside,
        "hold": 0.3 * inside,
        "error_deg": 12.0 * inside,
        "progress": 0.5 + 0.1 * off,
    }
    fields = getattr(exercise, "_fields", ())
    changed = {name: value for name, value in values.items() if name in fields}
    for name, size in (("own_deg", 3.0), ("activity", 0.03), ("lead_deg", 3.0), ("other_deg", 3.0), ("ghost_deg", 3.0)):
        if name in fields:
            changed[name] = getattr(exercise, name) + size * off
    if changed:
        exercise = exercise._replace(**changed)
    return view._replace(
        tick=step, exercise=exercise, compensating=not inside,
        angle_deg=view.angle_deg + 0.7 * off, lean_forward_deg=5.0 + 0.6 * off, lean_right_deg=-5.0 + 0.6 * off,
        cue="hold" if inside else "higher",
    )  # fmt: skip


def chosen(stage: Stage, seconds: float) -> Frames:
    """A hand that passes over the lanterns of which it may take one, from one to the next twelve times a second."""
    screen = PlayScreen("shown")
    view = seen_of("lanterns-choice")
    exercise: Any = view.exercise
    screen.see(view)
    stage.show(screen)
    for step in range(round(60 * seconds)):
        near = exercise.choices_deg[step // _CHOSEN_EVERY % len(exercise.choices_deg)]
        taken = exercise._replace(target_deg=near, hold=0.3 * (step // _CHOSEN_EVERY % 2))
        screen.see(view._replace(tick=step, angle_deg=near, exercise=taken))
        yield drawn(stage)


def accompanied(name: str, every: int, stage: Stage, seconds: float) -> Frames:
    """A guest whose star trembles and goes fast, asked now here and now there, while the person plays fast too."""
    screen = PlayScreen("shown")
    view = seen_of(name)
    screen.see(view)
    stage.show(screen)
    for step in range(round(60 * seconds)):
        screen.see(lively(view, step))
        sway = 0.5 - 0.45 * math.cos(math.tau * step / (60.0 * _STROKE_S))
        share = min(1.0, max(0.0, sway + (0.15 if step // every % 2 else -0.15)))
        together = 0.5 + 0.5 * math.sin(math.tau * step / 60.0)
        screen.see_guest(GuestView(share, float(step // 24 % 2), together, step // 24, rests=step // every % 2 == 0))
        yield drawn(stage)


def warmed_up(stage: Stage, seconds: float) -> Frames:
    """The warm-up over and begun again, and one movement of it after the other."""
    screen = PlayScreen("shown")
    view = seen_of("lanterns-warm-up")
    screen.see(view)
    stage.show(screen)
    for step in range(round(60 * seconds)):
        at = step // 12 % 4
        screen.see(lively(view, step)._replace(warm_up=None if at == 3 else (at, 3)))
        yield drawn(stage)


def shown(names: Sequence[str], every_s: float, stage: Stage, seconds: float) -> Frames:
    """Screens of the tour, one melting into the next so often."""
    screens: list[Screen] = [tour.SCREENS[name]() for name in names]
    every = max(1, round(60 * every_s))
    for step in range(round(60 * seconds)):
        if step % every == 0:
            stage.show(screens[step // every % len(screens)])
        yield drawn(stage)


def pressed(name: str, key: int, stage: Stage, seconds: float) -> Frames:
    """A key pressed as fast as may be, on a screen of the tour."""
    stage.show(tour.SCREENS[name]())
    for step in range(round(60 * seconds)):
        if step % _PRESSED_EVERY == 0:
            press(stage, key)
        yield drawn(stage)


def calm(effect: Effect, stage: Stage, seconds: float) -> Frames:
    """The same with reduced motion, where one change is there at once."""
    stage.settle(replace(stage.settings, calm=True))
    yield from effect(stage, seconds)


def paused(stage: Stage, seconds: float) -> Frames:
    """A Round that is paused and goes on as fast as a key may be pressed."""
    screen = PlayScreen("shown")
    view = seen_of("lanterns")
    screen.see(view)
    stage.show(screen)
    for step in range(round(60 * seconds)):
        phase = (Phase.PLAY, Phase.PAUSED)[step // _PRESSED_EVERY % 2]
        screen.see(lively(view, step)._replace(phase=phase))
        yield drawn(stage)


def rested(stage: Stage, seconds: float) -> Frames:
    """A set, its path, the rest, and the next set, again and again."""
    screen = PlayScreen("shown")
    view = seen_of("well")
    screen.see(view)
    stage.show(screen)
    for step in range(round(60 * seconds)):
        phase = (Phase.PLAY, Phase.REST)[step // 40 % 2]
        screen.see(lively(view, step)._replace(phase=phase, rest_left_s=20.0))
        yield drawn(stage)


def captioned(stage: Stage, seconds: float) -> Frames:
    """Captions switched on and off, and others every third of a second."""
    stage.show(tour.SCREENS["lanterns"]())
    for step in range(round(60 * seconds)):
        if step % 20 == 0:
            stage.settle(replace(stage.settings, captions=step // 60 % 2 == 0))
            stage.announce(("", "Listening.")[step // 20 % 2])
        yield drawn(stage)


def scanned(name: str, stage: Stage, seconds: float) -> Frames:
    """One switch: the focus passes over the doors as quickly as it can be set to."""
    stage.settle(replace(stage.settings, play_by="one_switch", scan_s=0.5))
    yield from shown((name,), 100.0, stage, seconds)


def aimed(stage: Stage, seconds: float) -> Frames:
    """The worn sensor swings over the doors."""
    stage.settle(replace(stage.settings, play_by="sensor"))
    stage.show(tour.SCREENS["plan"]())
    for step in range(round(60 * seconds)):
        stage.aim(30.0 * (1.0 - math.cos(math.tau * step / 40)), FRAME_S, 60.0)
        yield drawn(stage)


WORLDS = (
    *("lanterns", "well", "kite", "boat", "boat-opposed", "boat-legs", "ferry", "ferry-lean"),
    *("bells-feel", "bells-learn", "forge", "forge-too-much", "cottage", "cottage-unaided"),
)
TESTS = (
    "measure-range-far",
    "measure-sway-open",
    "measure-stands-five",
    "measure-limits-lean",
    "measure-position-find",
)
PLACES = ("lanterns", "well", "kite", "boat", "ferry", "bells-feel", "forge", "cottage")
"""The eight worlds, in which a guest may join in."""
_WAY = ("title", "who", "check", "plan", "demonstration", "wear", "lanterns", "stop", "grew", "skin", "results", "away")
EFFECTS: Mapping[str, Effect] = {
    **{f"world {name}": partial(played, name) for name in WORLDS},
    **{f"test {name}": partial(played, name) for name in TESTS},
    **{f"trembling, {name}": partial(trembling, name) for name in WORLDS},
    **{
        f"trembling, {name}, {wide:g} times as far, the other way after {every} ticks": partial(
            trembling, name, every=every, wide=wide
        )
        for name in WORLDS
        for every, wide in ((4, 1.0), (6, 1.0), (7, 1.0), (5, 2.5), (8, 1.5))
    },
    **{f"test {name}, trembling": partial(trembling, name) for name in TESTS},
    **{f"a shaky hand plays {level}": partial(trembles, level) for level in LEVELS},
    **{f"two seats, {name}": partial(accompanied, name, 5) for name in PLACES},
    "one page after the other": partial(shown, _WAY, 0.35),
    "two pages to and fro": partial(shown, ("plan", "lanterns"), 0.1),
    "demonstration": partial(shown, ("demonstration",), 100.0),
    "demonstration, the wrong way": partial(shown, ("demonstration-wrong",), 100.0),
    "the path of a set": partial(shown, ("set-path",), 100.0),
    "rest": partial(shown, ("rest",), 100.0),
    "what grew": partial(shown, ("grew",), 100.0),
    "what was done": partial(shown, ("results",), 100.0),
    "the guide holding still": partial(shown, ("still",), 100.0),
    "the guide bending": partial(shown, ("bend",), 100.0),
    "the title": partial(shown, ("title",), 100.0),
    "progress": partial(shown, ("progress", "progress-valley"), 0.6),
    "the theme switched": partial(pressed, "lanterns", pygame.K_t),
    "the theme switched on a page": partial(pressed, "plan", pygame.K_t),
    "the theme switched, reduced motion": partial(calm, partial(pressed, "lanterns", pygame.K_t)),
    "two pages to and fro, reduced motion": partial(calm, partial(shown, ("plan", "lanterns"), 0.1)),
    "the trace shown and hidden": partial(pressed, "trace-lanterns", pygame.K_b),
    "larger words": partial(pressed, "lanterns", pygame.K_PLUS),
    "the focus moved": partial(pressed, "plan", pygame.K_TAB),
    "paused and gone on": paused,
    "set, path, rest": rested,
    "captions and banner": captioned,
    "one switch": partial(scanned, "plan"),
    "one switch, paused": partial(scanned, "paused"),
    "one switch, playing": partial(scanned, "lanterns"),
    "a lantern chosen": chosen,
    "a lantern chosen, reduced motion": partial(calm, chosen),
    "warm-up": warmed_up,
    "results to and fro": partial(shown, ("results", "results-stopped"), 0.1),
    "results of all kinds": partial(shown, ("results", "results-ferry", "results-forge", "results-cottage"), 0.2),
    "the sensor aims": aimed,
}


def frames_of(name: str, size: tuple[int, int], look: str, seconds: float) -> Frames:
    """The frames of one effect in that look (its name in palettes.py), on a stage of its own."""
    theme: Any
    theme, *done = look.split("-")
    stage = Stage(size, window=False, theme_name=theme, mute=True)
    stage.settle(
        replace(
            stage.settings,
            theme=theme,
            high_contrast=palettes.CONTRAST in done,
            palette="colour_blind" if palettes.SAFE in done else "usual",
            background=palettes.PLAIN not in done,
        )
    )
    pygame.event.clear()
    try:
        yield from EFFECTS[name](stage, seconds)
    finally:
        stage.close()
