"""Samples and the names of the places where they are from."""

from __future__ import annotations

import pytest

from input_devices import PLACES, in_words


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_plain_words_of_its_own(place: str) -> None:
    """Said with its side, without a code's underscores, and never as another place."""
    said = in_words(place)
    assert said and "_" not in said and said == said.lower()
    assert [other for other in PLACES if in_words(other) == said] == [place]
    for side in ("left", "right"):
        assert said.startswith(f"{side} ") is place.startswith(f"{side}_")


def test_what_only_books_say_is_said_otherwise() -> None:
    assert [in_words(place) for place in ("sternum", "pelvis", "right_shank", "left_upper_arm")] == [
        "breastbone",
        "back of the belt",
        "right lower leg",
        "left upper arm",
    ]
