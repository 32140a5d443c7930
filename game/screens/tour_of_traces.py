"""The trace on the tour, beside each world and hidden, and the path that is shown after a set."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from game.exercises.views import ActivateView, ReachView, SteadyView, TandemView, TaskView, TempoView, TraceView
from game.round.view import Phase, RoundView
from game.screens.play import PlayScreen
from game.screens.screen import Screen
from game.screens.set_path import SetPath, SetPathScreen
from game.screens.tracing import EVERY_TICKS, Mark

_TICKS = 480
_EVERY_S = 4.0


def traces(views: Mapping[str, RoundView]) -> Mapping[str, Callable[[], Screen]]:
    """The trace beside these worlds, by the name of the picture; `views` are their states by theirs."""
    return {
        **{f"trace-{name}": _traced(view) for name, view in views.items()},
        "trace-rest": _rested(next(iter(views.values()))),
        "set-path": lambda: SetPathScreen(SetPath(_marks(), "", "5 were just as asked")),
    }


def helped(views: Mapping[str, RoundView]) -> Mapping[str, RoundView]:
    """These worlds while the trunk helps, by the name of the picture."""
    return {
        f"{name}-helped": view._replace(
            sites=tuple(dict.fromkeys((*view.sites, "sternum"))),
            lean_forward_deg=16.0,
            lean_right_deg=-14.0,
            compensating=True,
            cue="sit_tall",
        )
        for name, view in views.items()
    }


def _traced(view: RoundView) -> Callable[[], Screen]:
    def screen() -> Screen:
        play = PlayScreen("shown")
        _play(play, view)
        return play

    return screen


def _rested(view: RoundView) -> Callable[[], Screen]:
    def screen() -> Screen:
        play = PlayScreen()
        _play(play, view)
        play.see(view._replace(phase=Phase.REST, clean=view.clean + 3))
        return play

    return screen


def _play(play: PlayScreen, view: RoundView) -> None:
    """Eight seconds of play that ends as `view` is."""
    for tick in range(_TICKS + 1):
        back_s = (tick - _TICKS) / 60.0
        sway = 0.5 - 0.5 * math.cos(math.tau * (back_s / _EVERY_S + 0.5))
        play.see(moved(view, sway)._replace(tick=tick))
    play.see(view._replace(tick=_TICKS + EVERY_TICKS))


def moved(view: RoundView, sway: float) -> RoundView:
    """That state with the movement so far on its way, 0–1."""
    shown = view.exercise
    if isinstance(shown, SteadyView):
        return view._replace(lean_right_deg=6.0 * sway * math.sin(9.0 * sway), lean_forward_deg=2.0 * sway)
    angle = view.angle_deg * (0.1 + 0.9 * sway)
    if isinstance(shown, TempoView):
        shown = shown._replace(ghost_deg=shown.target_deg * sway)
    elif isinstance(shown, ReachView) and sway < 0.4:
        shown = shown._replace(reached=True)
    elif isinstance(shown, TandemView):
        shown = shown._replace(lead_deg=shown.target_deg * sway, other_deg=shown.other_target_deg * (0.1 + 0.8 * sway))
    elif isinstance(shown, TaskView):
        shown = shown._replace(progress=sway)
    elif isinstance(shown, TraceView):
        shown = shown._replace(own_deg=shown.own_deg * (0.5 + 0.5 * sway))
    elif isinstance(shown, ActivateView):
        shown = shown._replace(activity=shown.activity * (0.5 + 0.6 * sway))
    return view._replace(angle_deg=angle, exercise=shown)


def _marks() -> tuple[Mark, ...]:
    found = []
    for step in range(360):
        asked = 0.42 - 0.38 * math.cos(math.tau * step / 90)
        own = 0.42 - 0.36 * math.cos(math.tau * (step - 5) / 90) + 0.02 * math.sin(step / 3.0)
        found.append(Mark(own, asked - 0.07, asked + 0.07))
    return tuple(found)
