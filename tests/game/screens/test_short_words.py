"""Short words: pictures and fewer words where a person wants them, and not a word less of what safety asks."""

from __future__ import annotations

import pytest

from game.screens import tour
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.screen import Look
from game.screens.widgets import Paper
from tests.game.screens.seeing import laid_out

pytestmark = pytest.mark.usefixtures("display")
SIZE = (1280, 720)
ASKED = ("anything-new", "skin-sore", "alone", "implanted-electronics", "safe-place", "within-reach", "arms-used")
SHORT = [Look(text_scale=scale, seen_side=side, short_words=True) for scale in (1.0, 2.0) for side in ("both", "right")]


def drawn(paper: Paper) -> int:
    return sum(box.kind == "drawing" for box in paper.boxes)


@pytest.mark.parametrize("look", SHORT, ids=lambda look: f"{look.text_scale}-{look.seen_side}")
@pytest.mark.parametrize("name", ASKED)
def test_yes_and_no_are_one_word_and_a_sign(name: str, look: Look) -> None:
    """The answers shrink and are the same answers; the question and all that it means stay."""
    long, short = tour.SCREENS[f"ask-{name}"](), tour.SCREENS[f"ask-{name}"]()
    before, after = laid_out(long, SIZE, Look(text_scale=look.text_scale)), laid_out(short, SIZE, look)
    assert isinstance(long, Page) and isinstance(short, Page)
    assert [(door.key, door.wants) for door in short.doors] == [(door.key, door.wants) for door in long.doors]
    assert {door.words for door in short.doors} == {"Yes", "No"}
    answers = {door.words for door in long.doors}
    assert {box.words for box in before.boxes if box.kind == "text"} - answers <= {box.words for box in after.boxes}
    assert all(box.fits for box in after.boxes)


def test_pictures_come_where_there_is_room() -> None:
    """Each answer has a sign, and each of the two large doors of the stop its picture."""
    look = Look(short_words=True)
    for name, count in (("ask-skin-sore", 2), ("stop", 2)):
        screen = tour.SCREENS[name]()
        assert isinstance(screen, Page | PlayScreen)
        paper = laid_out(screen, SIZE, look)
        assert drawn(paper) >= count
        assert all(box.fits for box in paper.boxes)
