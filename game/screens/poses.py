"""Poses: how a movement's neutral pose is told to somebody who sits, stands or lies; in English, as the rows are."""

from __future__ import annotations

_LIE_OR_STAND = "Lie on your back, or stand and hold on to something firm"
_POSED: dict[str, tuple[tuple[str, str], ...]] = {
    "standing": (("Sit tall", "Stand tall"), (_LIE_OR_STAND, "Stand and hold on to something firm")),
    "lying": (("Sit tall", "Lie on your back"), (_LIE_OR_STAND, "Lie on your back")),
}
"""How a row's neutral pose begins, and how it does for another stance."""


def posed(neutral: str, stance: str) -> str:
    """A row's neutral pose, in English, for somebody who is seated, standing or lying."""
    for start, instead in _POSED.get(stance, ()):
        if neutral.startswith(start):
            return instead + neutral.removeprefix(start)
    return neutral
