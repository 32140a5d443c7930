"""In a draft, what keeps a person safe stands in English too, on whichever page it stands; found by its list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.screens import tour
from game.screens.catalogue import entries
from game.screens.check import CheckScreen
from game.screens.language import LANGUAGES, speak, speaking
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.safety_sentences import SENTENCES
from game.screens.screen import MOST_TEXT_SCALE, Look
from game.screens.spoken import of_page
from game.screens.title import AboutScreen
from game.screens.views import VIEWS
from tests.game.screens.seeing import BareWorld, laid_out
from tests.house.catalogues import FOLDER

pytestmark = pytest.mark.usefixtures("display")
DRAFTS = [code for code, language in LANGUAGES.items() if language.draft]
drafts = pytest.mark.parametrize("code", DRAFTS)
ASKS = ("stop", "pain", "fall", "refusal", "skin", "rest-pain")
"""Pages on which all that is asked is about safety, beside the questions asked before play."""
BESIDE = {
    "Play waits. Take your time to answer.",
    "Press 0 to 9, or X for 10.",
    "0  no pain",
    "10  worst pain",
    "Take the sensor off",
    "Take the sensors off",
}
"""What stands on those pages too and asks nothing."""


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No world is painted, and English is spoken afterwards."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))
    yield
    speak("en")


def written(name: str, code: str, look: Look) -> list[str]:
    """Everything that stands on a screen, and on the page upon which it goes on where it has one."""
    with speaking(code):
        screen = tour.SCREENS[name]()
        boxes = list(laid_out(screen, (1280, 720), look).boxes)
        if isinstance(screen, AboutScreen | CheckScreen):
            screen.turn(1)
            assert screen.paper is not None
            boxes += screen.paper.boxes
            screen.turn(0)
            boxes += screen.paper.boxes
    return [box.words for box in boxes]


def asked(name: str) -> set[str]:
    """What a screen says that does not stand on a door or at its foot, in English."""
    screen = tour.SCREENS[name]()
    paper = laid_out(screen)
    page = screen.page if isinstance(screen, Page | PlayScreen) else None
    return set(of_page(paper, [] if page is None else page.doors, 0).words)


@drafts
def test_every_sentence_of_the_list_is_in_the_catalogue(code: str) -> None:
    """One that was said otherwise in the code would silently stand in one language only."""
    said = {entry.text: entry.said for entry in entries((FOLDER / f"{code}.po").read_text(encoding="utf-8"))}
    assert {text for text in SENTENCES if not said.get(text, ("",))[0]} == set()


@drafts
@pytest.mark.parametrize("text_scale", [1.0, MOST_TEXT_SCALE])
def test_it_stands_in_english_on_every_page_that_says_it(code: str, text_scale: float) -> None:
    """Whatever the page; in large text it may go on upon the next one."""
    missing = {}
    look = Look(text_scale=text_scale)
    for name in tour.SCREENS:
        should = SENTENCES.intersection(written(name, "en", look))
        if should:
            here = written(name, code, look)
            lines = {line for words in here for line in words.replace(" · ", "\n").split("\n")}
            if should - lines:
                missing[name] = should - lines
    assert not missing


def test_all_that_is_asked_before_play_and_at_a_stop_is_on_the_list() -> None:
    """A question that is added there has to be added to the list."""
    names = [name for name in tour.SCREENS if name in ASKS or name.startswith(("ask-anything", "ask-skin", "ask-safe"))]
    names += ["ask-pain-before", "ask-pain-morning", "ask-alone", "ask-within-reach", "ask-implanted-electronics"]
    assert {name: left for name in names if (left := asked(name) - SENTENCES - BESIDE)} == {}


@drafts
def test_the_english_beneath_is_not_said_in_a_foreign_voice(code: str) -> None:
    """What is said aloud is the draft alone; the English is there to be read."""
    for name in ("stop", "pain", "refusal", "about", "ask-anything-new"):
        with speaking(code):
            screen = tour.SCREENS[name]()
            laid_out(screen)
            assert isinstance(screen, Page | PlayScreen)
            aloud = screen.aloud
        assert not SENTENCES.intersection((*aloud.words, *aloud.doors)), name
        assert not any("\n" in words for words in (*aloud.words, *aloud.doors)), name
