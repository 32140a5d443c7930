"""A guest on the tour: beside whoever plays in each of the eight worlds, and what is said of their sensor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.round.guest import GuestView, Trouble, asked
from game.round.view import Phase, RoundView
from game.screens.play import PlayScreen
from game.screens.screen import Screen

_SHARE, _LIT = 0.72, 5
QUIET = GuestView(rests=True, by_sensor=True, trouble=Trouble.QUIET)


def guests(views: Mapping[str, RoundView]) -> Mapping[str, Callable[[], Screen]]:
    """These worlds with a guest, by the name of the picture; in every other one both are together."""
    beside = {f"guest-{name}": (view, _beside(view, place)) for place, (name, view) in enumerate(views.items())}
    first = next(iter(views.values()))
    steady = next(view for view in views.values() if view.kind == "steady")
    more = {
        "guest-left": (first._replace(side="left", sites=("left_forearm",)), _beside(first, 0)),
        "guest-quiet": (steady, QUIET),
        "guest-paused": (first._replace(phase=Phase.PAUSED), _beside(first, 0)),
    }
    return {name: _with(view, guest) for name, (view, guest) in {**beside, **more}.items()}


def _beside(view: RoundView, place: int) -> GuestView:
    goal = asked(view).share
    together = place % 2 == 0 and goal == goal
    return GuestView(goal if together else _SHARE, goal, 1.0 if together else 0.0, _LIT)


def _with(view: RoundView, guest: GuestView) -> Callable[[], Screen]:
    def screen() -> Screen:
        play = PlayScreen()
        play.see(view)
        play.see_guest(guest)
        return play

    return screen
