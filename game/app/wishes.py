"""Wishes: what it means for the way that a page asks for a place, at the step where it asks."""

from __future__ import annotations

from collections.abc import Mapping

from game.app.way import Did, Step
from game.screens.screen import Place

_AT: Mapping[tuple[Place, Step], Did] = {
    (Place.NEXT, Step.ABOUT): Did.READ,
    (Place.NEXT, Step.SAFETY): Did.READY,
    (Place.NEXT, Step.REFUSED): Did.READ,
    (Place.NEXT, Step.CONFIRM): Did.CONFIRMED,
    (Place.NEXT, Step.HOW): Did.ANSWERED,
    (Place.NEXT, Step.GO_ON): Did.WENT_ON,
    (Place.NEXT, Step.PAIR): Did.BACK,
    (Place.TITLE, Step.TOLD): Did.ENOUGH,
    (Place.BACK, Step.TOLD): Did.ENOUGH,
    (Place.BACK, Step.HOW): Did.ANSWERED,
    (Place.BACK, Step.AWAY): Did.SEEN,
}
_ANYWHERE: Mapping[Place, Did] = {
    Place.NEXT: Did.SEEN,
    Place.ANEW: Did.BEGAN_ANEW,
    Place.ENOUGH: Did.ENOUGH,
    Place.TRYOUT: Did.WANTED_TRYOUT,
    Place.PAIR: Did.WANTED_PAIRING,
}


def meant(to: Place, step: Step) -> Did:
    """What has happened by that wish; everything that means nothing else goes one step back."""
    return _AT.get((to, step)) or _ANYWHERE.get(to, Did.BACK)
