"""Offers: what is done on one's feet comes after all that can be done sitting, for whoever stays seated."""

from __future__ import annotations

import pytest

from game.app.offers import cards
from game.app.request import load_level


@pytest.mark.usefixtures("reviewed")
@pytest.mark.parametrize("tryout", [True, False])
def test_who_stays_seated_is_offered_what_can_be_done_sitting_first(tryout: bool) -> None:
    """Of those that may start; nothing is lost, and for everybody else the order is as it was."""
    usual, seated = cards(tryout=tryout), cards(tryout=tryout, seated=True)
    assert sorted(card.id for card in usual) == sorted(card.id for card in seated)
    stands = [load_level(card.id).stands for card in seated if card.playable]
    assert stands == sorted(stands)
    if tryout:
        assert any(stands) and [load_level(card.id).stands for card in usual] != stands
