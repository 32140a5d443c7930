"""Telling apart: the movements that the worn sensors take for the one that is asked for, and what would tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.motion.movement import Movement, Way
from game.motion.movements import MOVEMENTS
from input_devices import in_words

_NEXT = {1: "second", 2: "third"}


@dataclass(frozen=True, slots=True)
class Apart:
    """What a way of measuring takes for its movement, and what else would have to be worn for more to be told."""

    alike: tuple[str, ...]
    """Movements that the sensors of this way cannot tell from its own; none where it can tell all."""
    further: str | None = None
    """The segment where one more sensor would be worn that tells most of them; None where none would tell any."""
    told: tuple[str, ...] = ()
    """Those of `alike` that can be told then."""


def told_apart_by(movement: Movement, way: Way) -> Apart:
    """What that way of measuring the movement cannot tell, and the one more sensor that would tell most of it."""
    best = Apart(way.cannot_tell_from)
    for further in dict.fromkeys(place for other in movement.ways for place in other.worn if place not in way.worn):
        better = movement.way(movement.sites_at((*way.worn, further), "right"), "right") or way
        told = tuple(name for name in way.cannot_tell_from if name not in better.cannot_tell_from)
        if len(told) > len(best.told):
            best = Apart(way.cannot_tell_from, further, told)
    return best


def cannot_tell(movement: Movement, way: Way, side: str | None = None) -> str | None:
    """What that way cannot tell and what would, one plain sentence without its full stop; None where it can tell all.
    Without a side no side is named."""
    apart = told_apart_by(movement, way)
    if not apart.alike:
        return None

    def places(*segments: str) -> str:
        words = [in_words(site) for site in movement.sites_at(segments, side or "right")]
        return _listed([word.removeprefix("right ") for word in words] if side is None else words, " and ")

    alone = len(way.worn) == 1
    said = (
        f"{'By the sensor' if alone else 'By the sensors'} on the {places(*way.worn)}{' alone' if alone else ''}, "
        f"this cannot tell {movement.doing} from {_deeds(apart.alike)}"
    )
    if apart.further is None:
        return said
    can = f"{said}; a {_NEXT[len(way.worn)]} sensor on the {places(apart.further)} can"
    return can if apart.told == apart.alike else f"{can} tell it from {_deeds(apart.told)}"


def _deeds(names: Sequence[str]) -> str:
    return _listed([MOVEMENTS[name].doing for name in names], " or ")


def _listed(words: Sequence[str], last: str) -> str:
    """Words in a row, with commas and the last one joined by its own word."""
    return last.join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
