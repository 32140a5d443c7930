"""What the tests of the screens see with: pictures as arrays, luminance and contrast."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pygame

from game.exercises.envelope import Envelope
from game.exercises.views import (
    ActivateView,
    Ask,
    ExerciseView,
    Forge,
    Lit,
    MatchView,
    ReachView,
    SteadyView,
    TaskView,
    TempoPhase,
    TempoView,
)
from game.round.view import Phase, RoundView
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.screen import Look, Screen
from game.screens.theme import Colour, contrast, luminance
from game.screens.views import VIEWS, View
from game.screens.widgets import Paper

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]
_KINDS = {SteadyView: "steady", MatchView: "match"}
TARGETS_DEG = (30.0, 50.0, 70.0, 90.0, 110.0, 130.0, 150.0)
_STEPS = np.arange(256) / 255
_LINEAR = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4)


def reach_view(
    *,
    target_deg: float = 90.0,
    hold: float = 0.6,
    lit: int = 0,
    reached: bool = False,
    targets_deg: tuple[float, ...] = TARGETS_DEG,
) -> ReachView:
    """A `reach` in the middle of things; every third light was not clean."""
    lights = [Lit(targets_deg[i % len(targets_deg)], "compensated" if i % 3 == 2 else "clean") for i in range(lit)]
    return ReachView(targets_deg, target_deg, 8.0, hold, reached, max(targets_deg) + 10.0, tuple(lights))


def steady_view(*, inside: bool = True, left_s: float = 4.0, lit: int = 0) -> SteadyView:
    """A `steady` in the middle of a bout of ten seconds."""
    lights = tuple(Lit(float(i), "clean" if i % 3 else "other") for i in range(lit))
    return SteadyView(Envelope(6.0, 6.0, 6.0, 6.0), inside, 10.0, left_s, False, lights)


def activate_view(*, step: int = 0, lit: int = 0, activity: float = 0.45) -> ActivateView:
    """An `activate` in the middle of a contraction of twelve steps."""
    lights = tuple(Lit(float(i), "clean" if i % 3 else "partial") for i in range(lit))
    nan, inside = math.nan, 0.3 <= activity <= 0.6
    return ActivateView(
        Forge.HOLD, 0.3, 0.6, 0.15, activity, nan, inside, (step % 12) / 12, 0.0, lights, 3.0, 5.0, "biceps", ""
    )


def task_view(*, step: int = 0, lit: int = 0) -> TaskView:
    """A `task` in its second phase, which is held for twelve steps."""
    lights = tuple(Lit(float(i), "clean" if i % 3 else "partial") for i in range(lit))
    phases, share = ("lift", "tip", "upright", "lower"), (step % 12) / 12
    return TaskView("drink", phases, (), (0.0, 1.0, 0.0, 0.5), 1, share, share, True, 0, lights)


def tempo_view(*, step: int = 0, lit: int = 0, phase: TempoPhase = "down") -> TempoView:
    """A `tempo` on its way down, the pace a little ahead."""
    lights = tuple(Lit(60.0, "partial" if i % 3 == 2 else "clean") for i in range(lit))
    ghost_deg = max(0.0, 55.0 - step)
    return TempoView(
        (60.0,), 60.0, 8.0, phase, ghost_deg, 1.0, 2.0, 1.0, 3.0, 0.25, 0.5, False, 1, 2, lit % 6, 6, 69.0, lights
    )  # fmt: skip


def match_view(*, step: int = 0, lit: int = 0) -> MatchView:
    """A `match` whose place is being felt."""
    lights = tuple(Lit(float(i % 3), "clean" if i % 3 else "partial") for i in range(lit))
    return MatchView(Ask.FEEL, 1, 3, (step % 12) / 12, 60.0, 8.0, 3.0, 120.0, lights, False, False)


def shown_of(kind: str, *, step: int = 0, lit: int = 0) -> ExerciseView:
    """What is shown of a kind in the middle of things, a few steps on."""
    match kind:
        case "reach":
            return reach_view(target_deg=TARGETS_DEG[lit % 6], hold=(step % 12) / 12, lit=lit)
        case "activate":
            return activate_view(step=step, lit=lit)
        case "task":
            return task_view(step=step, lit=lit)
        case "tempo":
            return tempo_view(step=step, lit=lit)
        case "match":
            return match_view(step=step, lit=lit)
    return steady_view(lit=lit, inside=bool(lit % 2), left_s=10 - step / 2)


def round_view(
    exercise: ExerciseView | None,
    *,
    movement: str = "shoulder_abduction",
    side: str = "right",
    angle_deg: float = 0.0,
    lean: tuple[float, float] = (math.nan, math.nan),
    compensating: bool = False,
) -> RoundView:
    """A Round at play, seen from outside; `lean` is forward and to the right."""
    kind = next((kind for shown, kind in _KINDS.items() if isinstance(exercise, shown)), "reach")
    return RoundView(
        tick=0, phase=Phase.PLAY, level="x", kind=kind, movement=movement, side=side, posture="seated",
        sites=(f"{side}_forearm", "sternum"), angle_deg=angle_deg, speed_deg_s=0.0, lean_forward_deg=lean[0],
        lean_right_deg=lean[1], compensating=compensating, still=1.0, refused=None, cue=None, exercise=exercise,
        repetitions_done=0, repetitions_asked=12, clean=0, light=0, rest_left_s=0.0, rest_soon=False,
        silent_site=None, ended=None,
    )  # fmt: skip


_KINDS = {SteadyView: "steady", TempoView: "tempo", ActivateView: "activate", TaskView: "task"}


def make_view(kind: str, size: tuple[int, int], theme: object, **how: object) -> View:
    """The view of a kind, seated."""
    side, movement = str(how.get("side", "right")), str(how.get("movement", "shoulder_abduction"))
    return VIEWS[kind](size, theme, side, movement, "seated", bool(how.get("calm", False)))  # type: ignore[arg-type]


def frame(view: View, seen: RoundView, size: tuple[int, int], frames: int = 1) -> tuple[Pixels, Pixels]:
    """The picture after so many frames, and the same without what moves: rows × columns × RGB."""
    surface = pygame.Surface(size, 0, 32)
    for _ in range(frames):
        view.draw_still(surface)
        view.draw_live(surface, seen, 1 / 60)
    full = pixels(surface)
    view.draw_still(surface)
    return full, pixels(surface)


def laid_out(screen: Screen, size: tuple[int, int] = (1280, 720), look: Look | None = None) -> Paper:
    """The paper of a screen that has been drawn once."""
    screen.lay_out(size, look or Look())
    surface = pygame.Surface(size)
    screen.draw_still(surface)
    screen.draw_live(surface, 0.1)
    assert isinstance(screen, Page | PlayScreen)
    assert screen.paper is not None
    return screen.paper


def pixels(surface: pygame.Surface) -> Pixels:
    """Rows × columns × RGB, 0–255."""
    return pygame.surfarray.array3d(surface).swapaxes(0, 1)


def at(picture: Pixels, x: float, y: float, reach: int = 1) -> Colour:
    """The median colour in a small square about a place."""
    row, column = round(y), round(x)
    patch = picture[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1].reshape(-1, 3)
    red, green, blue = np.median(patch, axis=0)
    return int(red), int(green), int(blue)


def contrast_at(front: Pixels, behind: Pixels, place: tuple[float, float]) -> float:
    """Contrast between what is drawn at a place and what is behind it there."""
    return contrast(at(front, *place), at(behind, *place))


def relative_luminance(picture: Pixels) -> Floats:
    """WCAG relative luminance of every pixel, 0–1."""
    light: Floats = _LINEAR[picture] @ np.array((0.2126, 0.7152, 0.0722))
    return light


def stands_out(full: Pixels, still: Pixels, place: tuple[float, float], reach_px: float) -> float:
    """All the way round something: in each eighth of a turn the best contrast between what is drawn there and what lies
    behind it where it ends; the least of the eight."""
    found = []
    fars = np.linspace(0.0, reach_px, max(6, round(2 * reach_px)))
    tall, wide = full.shape[:2]
    for eighth in range(8):
        middle = math.tau * eighth / 8
        ground = at(still, place[0] + reach_px * math.sin(middle), place[1] - reach_px * math.cos(middle))
        turns = np.linspace(middle - math.pi / 8, middle + math.pi / 8, 9)[:, None]
        rows = np.clip(np.rint(place[1] - fars * np.cos(turns)).astype(int), 0, tall - 1)
        columns = np.clip(np.rint(place[0] + fars * np.sin(turns)).astype(int), 0, wide - 1)
        light = relative_luminance(full[rows, columns])
        there = luminance(ground)
        found.append(float(((np.maximum(light, there) + 0.05) / (np.minimum(light, there) + 0.05)).max()))
    return min(found)
