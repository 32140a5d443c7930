"""Every screen in every language, with the largest text in the smallest window: nothing cut, covered or untold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from game.screens import tour
from game.screens.language import LANGUAGES, PSEUDO, speak, speaking
from game.screens.screen import MOST_TEXT_SCALE, Look
from game.screens.views import VIEWS
from game.screens.widgets import Paper
from tests.game.screens.seeing import BareWorld, laid_out
from tests.house.tree import modules

pytestmark = pytest.mark.usefixtures("display")
SIZE = (1280, 720)
TOLD_ELSEWHERE = re.compile(
    r"Moveagain|\bEsc\b|\bP\d\d\b"
    r"|\b[A-Z]\b|\bF\d+\b"  # a key as it lies on the keyboard
    rf"|{'|'.join(re.escape(each.name) for each in LANGUAGES.values())}"  # each is named in itself
    r"|\bmove\b|them all"  # a verb and a word inside sentences of pairing, which a translation says otherwise
)
"""What is the same in every language."""


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No world is painted, and English is spoken afterwards."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))
    yield
    speak("en")


@cache
def examples() -> list[str]:
    """What the tour itself puts on its screens, in place of what comes from levels, people and sensors; long first."""
    found = set()
    for path, tree in modules("game").items():
        if path.startswith("game/screens/tour"):
            found |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value != ""}
    said = {text for text in found if isinstance(text, str)}
    words = said | {text.replace("_", " ") for text in said}
    words |= {text[0].upper() + text[1:] for text in words} | {text.rstrip(".") for text in words}
    return sorted((text for text in words if re.search("[A-Za-z]{2}", text)), key=len, reverse=True)


def without_examples(words: str) -> str:
    """What is left of a text without what the tour made up and what is the same in every language."""
    words = TOLD_ELSEWHERE.sub("", words)
    for text in examples():
        words = words.replace(text, "")
    return words


def paper_of(name: str, code: str) -> Paper:
    """A screen of the tour, laid out in a language."""
    with speaking(code):
        return laid_out(tour.SCREENS[name](), SIZE, Look(text_scale=MOST_TEXT_SCALE, language=code))


MADE_UP = {"go-on", "pair-nothing", "pair-many", "progress-none", "wear-wrong"}
"""Pages of the tour whose sentences it makes itself, in English, in parts that cannot be told from the page's own."""


CITED = {name for name in tour.SCREENS if name.endswith("-therapist")}
"""Who was measured, and what depends on what, is cited to therapists as the sources have it."""


@pytest.mark.parametrize("name", sorted(set(tour.SCREENS) - MADE_UP - CITED))
def test_everything_that_is_read_can_be_translated(name: str) -> None:
    """In the pseudo-language a letter that stayed as it was did not come through the catalogue."""
    texts = [box.words for box in paper_of(name, PSEUDO).boxes if box.kind == "text"]
    assert [words for words in texts if re.search("[A-Za-z]", without_examples(words))] == []


def test_a_text_that_nobody_can_translate_is_seen() -> None:
    assert re.search("[A-Za-z]", without_examples("[Ťĥéé ľííğĥť] Plain words"))
