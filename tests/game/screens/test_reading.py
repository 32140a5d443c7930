"""Reading: what is written and what can be chosen stands in a tree, with the focus; a reader can choose it too."""

from __future__ import annotations

import pygame
import pytest

from game.screens import tour
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.reader import FOCUS, PRESS
from game.screens.reading import ROOT, door_of, tree_of
from game.screens.screen import Go, Place
from game.screens.stage import Stage
from game.screens.title import TitleScreen
from game.screens.views import VIEWS
from tests.game.screens.seeing import BareWorld, laid_out


@pytest.mark.usefixtures("display")
def test_every_screen_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its words are in its tree, every door is a button by its name, and the focus is one of them."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))
    for name, make in tour.SCREENS.items():
        screen = make()
        paper = laid_out(screen, (640, 360))
        assert isinstance(screen, Page | PlayScreen)
        page, tree = screen.page, tree_of(paper, screen.page)
        said = " ".join(item.name for item in tree.items)
        assert all(box.words in said for box in paper.boxes if box.kind == "text"), name
        assert len({item.id for item in tree.items}) == len(tree.items), name
        buttons = [item for item in tree.items if item.role == "button"]
        doors = [] if page is None else page.doors
        assert [door_of(item.id) for item in buttons] == list(range(len(doors))), name
        for item, door in zip(buttons, doors, strict=True):
            assert item.name.startswith(door.words) and item.name.strip(), name
        assert tree.focus == (buttons[page.focus].id if page is not None and doors else ROOT), name


def test_a_reader_moves_the_focus_and_presses() -> None:
    """What is asked from outside is what a key would do."""
    stage = Stage((640, 360), window=False, calm=True)
    title = TitleScreen()
    stage.show(title)
    pygame.event.clear()
    stage._reader._asked.append((FOCUS, 2))
    assert not stage.intents() and title.focus == 2
    stage._reader._asked.extend([(PRESS, 3), (PRESS, 99)])
    assert stage.intents() == [Go(Place.ABOUT)]
    stage.close()
