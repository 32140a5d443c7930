"""Face: a page that shows one phase of a Round and is laid out again only when what it says has changed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from game.round.commands import Command, Do
from game.round.view import RoundView
from game.screens.page import Page
from game.screens.screen import Go, Intent, Place, Say

STOP: tuple[Intent, ...] = (Say(Command(Do.STOP)),)
RESUME: tuple[Intent, ...] = (Say(Command(Do.RESUME)),)
STOP_BEHIND: tuple[Intent, ...] = (Go(Place.NEXT), *STOP)
"""From a page that a Round waits behind: back to it, and stop."""


@dataclass(frozen=True, slots=True)
class InputState:
    """How one worn sensor is doing, in plain values."""

    site: str
    state: str
    """opening, live, quiet, lost or ended."""
    rate_hz: float
    """Measured, nan until it is known."""
    notice: str | None = None
    """One sentence while something is wrong: what happened and what to do."""


class Face(Page):
    """One phase of a Round. Space and Escape ask to stop, unless a phase says otherwise."""

    back: tuple[Intent, ...] = STOP
    stop: tuple[Intent, ...] = STOP

    def __init__(self, view: RoundView) -> None:
        super().__init__()
        self.view = view
        self.inputs: Sequence[InputState] = ()
        self._said: Hashable = None

    def says(self) -> Hashable:
        """Everything that the still part of this face depends on."""
        return None

    def see(self, view: RoundView, inputs: Sequence[InputState]) -> None:
        """Take in the Round as it is now."""
        self.view, self.inputs = view, inputs
        said = self.says()
        if said != self._said:
            self._said = said
            self.compose_again()
