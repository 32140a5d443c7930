"""Why something became harder or easier, and what of it, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from game.exercises.exercise import Parameter

_HARDER: Mapping[Parameter, str] = {
    "tolerance": "there is less room",
    "hold": "the hold is longer",
    "tempo": "the pace is harder",
    "variability": "it varies more",
    "range": "it goes farther",
}
_EASIER: Mapping[Parameter, str] = {
    "tolerance": "there is more room",
    "hold": "the hold is shorter",
    "tempo": "the pace is easier",
    "variability": "it varies less",
    "range": "it goes less far",
}


def in_words(why: str, steps: int, moved: tuple[Parameter, ...]) -> str:
    """Such as “easier: two misses in a row, so the hold is shorter”."""
    said = _HARDER if steps > 0 else _EASIER
    told = " and ".join(said[name] for name in moved)
    word = "harder" if steps > 0 else "easier"
    return f"{word}: {why}, so {told}" if told else f"{word}: {why}"
