"""Every screen in every language, with the largest text in the smallest window: nothing cut, covered or untold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from game.coaching.today import FREE_DAY
from game.screens import tour
from game.screens.language import LANGUAGES, PSEUDO, speak, speaking, translated
from game.screens.screen import MOST_TEXT_SCALE, Look
from game.screens.views import VIEWS
from game.screens.widgets import Paper
from game.screens.words import PRODUCT
from game.sessions.telling import MEASURES
from tests.game.screens.seeing import BareWorld, laid_out
from tests.house.tree import modules

pytestmark = pytest.mark.usefixtures("display")
SIZE = (1280, 720)
TOLD_ELSEWHERE = re.compile(
    r"\bEsc\b|\bP\d\d\b"
    r"|\b[A-Z]\b|\bF\d+\b"  # a key as it lies on the keyboard
    rf"|{'|'.join(re.escape(each.name) for each in LANGUAGES.values())}"  # each is named in itself
    r"|\bmove\b|\ba\b|them all"  # a verb and a word inside sentences of pairing, which a translation says otherwise
    r"|`[^`]*`|\b(?:tty\w+|[0-9A-F]{2}(?::[0-9A-F]{2})+(?:/\d)?)|….+"  # what is to be typed; ports and addresses
)
"""What is the same in every language."""


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No world is painted, and English is spoken afterwards."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))
    yield
    speak("en")


HANDED_IN = frozenset((*MEASURES.values(), "Another level", "How far you can lean", FREE_DAY))
"""What the app has looked up, or a level says, before a screen is made of it; the tour hands it in as it is."""


@cache
def examples() -> list[str]:
    """What the tour itself puts on its screens, in place of what comes from levels, people and sensors; long first.

    What a catalogue has words for is no example: it is to come through the catalogue on the tour's pages too.
    """
    found = set()
    for path, tree in modules("game").items():
        if path.startswith("game/screens/tour"):
            found |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value != ""}
    with speaking(PSEUDO):
        said = {text for text in found if isinstance(text, str) and (translated(text) == text or text in HANDED_IN)}
    words = said | {text.replace("_", " ") for text in said}
    words |= {text[0].upper() + text[1:] for text in words} | {text.rstrip(".") for text in words}
    return sorted((text for text in words if re.search("[A-Za-z]{2}", text)), key=len, reverse=True)


def without_examples(words: str) -> str:
    """What is left of a text without what the tour made up and what is the same in every language."""
    for text in (PRODUCT, *examples()):
        words = words.replace(text, "")
    return TOLD_ELSEWHERE.sub("", words)


def paper_of(name: str, code: str) -> Paper:
    """A screen of the tour, laid out in a language."""
    with speaking(code):
        return laid_out(tour.SCREENS[name](), SIZE, Look(text_scale=MOST_TEXT_SCALE, language=code))


def left_plain(texts: Iterable[str]) -> list[str]:
    """Texts with a letter that stayed as it was."""
    return [words for words in texts if re.search("[A-Za-z]", without_examples(words))]


@pytest.mark.parametrize("name", sorted(tour.SCREENS))
def test_everything_that_is_read_can_be_translated(name: str) -> None:
    """In the pseudo-language a letter that stayed as it was did not come through the catalogue."""
    texts = [box.words for box in paper_of(name, PSEUDO).boxes if box.kind == "text"]
    assert left_plain(texts) == []


@pytest.mark.parametrize("name", sorted(tour.SCREENS))
def test_a_text_that_nobody_translated_is_seen(name: str) -> None:
    """On every page each text that may be translated is found where it stays English, and so is a new one beside it;
    no example of the tour hides it."""
    texts = {box.words for box in paper_of(name, "en").boxes if box.kind == "text"}
    with speaking(PSEUDO):
        sentences = [text for text in texts if translated(text) != text and len(text.split()) > 3]
        sentences = [text for text in sentences if text not in HANDED_IN]
    assert left_plain(sentences) == sentences
    assert left_plain(["A sentence that nobody can translate."])
