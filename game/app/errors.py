"""What can be wrong with what was asked for, each with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from input_devices import PLACES


class RequestError(Exception):
    """The call, or a file that it names, is wrong; the text says what and how it is right."""


class RefusedError(Exception):
    """It may not start now; the text says why and what to do instead."""


def unknown(said: str, word: str, known: Sequence[str], there: str) -> RequestError:
    """`word` is none of those that are `known`: `said` tells that, then comes the one that may be meant, else what is
    `there`."""
    near = get_close_matches(word, known, 1)
    return RequestError(f"{said}. {f'Did you mean {near[0]}?' if near else there}")


def unknown_place(site: str) -> RequestError:
    """Nothing is worn there."""
    return unknown(f"nothing is worn at “{site}”", site, PLACES, f"Places are {', '.join(PLACES)}.")
