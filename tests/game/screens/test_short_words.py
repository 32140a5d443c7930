"""Short words: short sentences and pictures where a person wants them, and nothing less of what safety asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pygame
import pytest

from game.round.commands import Command, Do
from game.screens import tour
from game.screens.door_signs import put_sign, sign_of
from game.screens.language import LANGUAGES, PSEUDO, gettext, ngettext, safety, speak, speaking, translated
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.safety_sentences import APPROVED, SENTENCES
from game.screens.screen import Go, Look, Place, Say, Screen
from game.screens.spoken import Aloud
from game.screens.views import VIEWS
from game.screens.widgets import Door, Paper
from tests.game.screens.seeing import BareWorld, laid_out, pixels
from tests.house import catalogues

pytestmark = pytest.mark.usefixtures("display")
SIZE = (1280, 720)
ASKED = ("anything-new", "skin-sore", "alone", "implanted-electronics", "safe-place", "within-reach", "arms-used")
SHORT = [Look(text_scale=scale, seen_side=side, short_words=True) for scale in (1.0, 2.0) for side in ("both", "right")]


MOST_WORDS = {"en": 6, "de": 6, "es": 8}
"""So many a sentence, in everyday words: a choice. Spanish needs more for the same."""
_ENDS = re.compile(r"(?<=[.!?:…])\s+|\n| · | {3}")
"""A sentence ends at its sign, and so does what stands in a row with other things."""
_COMMAND = re.compile(r"`[^`]*`|sudo .*")
"""What is to be typed is one thing, however long."""
FOR_THERAPISTS = {name for name in tour.SCREENS if name.endswith("-therapist")}
OF_LEVELS = {"How far the arm goes to the side"}
"""The tour's levels have titles of their own; a therapist writes them."""


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No world is painted, and English in its usual words is spoken afterwards."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))
    yield
    speak("en")


def longest(text: str) -> int:
    """The words of the longest sentence in a text."""
    sentences = _ENDS.split(_COMMAND.sub("this", text))
    return max(sum(bool(re.search(r"\w", word)) for word in sentence.split()) for sentence in sentences)


def read_and_heard(screen: Screen, look: Look) -> set[str]:
    """Every text of a screen, and all that it says aloud."""
    paper = laid_out(screen, SIZE, look)
    aloud = getattr(screen, "aloud", Aloud())
    return {box.words for box in paper.boxes if box.kind == "text"} | {*aloud.words, *aloud.doors}


@pytest.mark.parametrize("code", MOST_WORDS)
def test_every_sentence_is_short(code: str) -> None:
    """On every page a person sees, and in all that is said there, but for what was approved word by word."""
    with speaking(code, short=True):
        approved = {part for each in APPROVED for part in (translated(each), *translated(each).split("\n"))}
        long: dict[str, str] = {}
        for name in sorted(set(tour.SCREENS) - FOR_THERAPISTS):
            texts = read_and_heard(tour.SCREENS[name](), Look(language=code, short_words=True)) - approved - OF_LEVELS
            long |= {text: name for text in texts if longest(text) > MOST_WORDS[code]}
    assert not long


def test_a_long_sentence_is_found() -> None:
    assert longest("Sit tall. Breathe.") == 2
    assert longest("In usual words many pages have sentences that are longer than that.") > max(MOST_WORDS.values())
    assert longest(gettext("If you cannot get there, the pose you can reach will do.")) > max(MOST_WORDS.values())


def test_every_short_form_stands_for_something_that_is_said() -> None:
    """None is left over from a sentence that has changed since, and none is longer than what it stands for may be."""
    forms = catalogues.short_words()
    assert set(forms) <= catalogues.texts()
    long = [said for forms_ in forms.values() for said in forms_ if longest(re.sub(r"\{\w+\}", "", said)) > 6]
    assert not long


def test_values_keep_their_places() -> None:
    """A short form may leave one out, and invents none."""
    for (_context, one, many), said in catalogues.short_words().items():
        there = set(re.findall(r"\{(\w*)", f"{one}{many}"))
        assert set(re.findall(r"\{(\w*)", "".join(said))) <= there, one


def test_short_words_are_looked_up_in_every_language() -> None:
    """By the long ones: plainly, by number, and within what the rules say; and never in a language of another."""
    long = "It hurt twice today, which is enough. Rest now, and tell your therapist."
    within = "The sensors on the right forearm and the breastbone are one and the same."
    many, neither = ("{n} more lantern burns on the hill", "{n} more lanterns burn on the hill"), "Settings"
    for code in LANGUAGES:
        with speaking(code):
            usual = translated(long), translated(within), ngettext(*many, 2), gettext(neither)
        with speaking(code, short=True):
            short = translated(long), translated(within), ngettext(*many, 2), gettext(neither)
        assert all(len(one) < len(other) for one, other in zip(short[:3], usual[:3], strict=True))
        assert short[3] == usual[3]
        assert code in ("en", PSEUDO) or "Rest" not in short[0]


def test_a_draft_says_safety_in_short_english_too() -> None:
    """Beneath it stands the short English, not the long."""
    asked = "Is the skin under the straps sore?"
    assert asked in SENTENCES
    with speaking("es", short=True):
        assert gettext(asked).partition("\n")[2] == "Sore skin under the straps?"
        assert safety("Ask your therapist or doctor before you use a sensor.").count("Do not use a sensor yet.") == 1


def drawn(paper: Paper) -> int:
    return sum(box.kind == "drawing" for box in paper.boxes)


@pytest.mark.parametrize("look", SHORT, ids=lambda look: f"{look.text_scale}-{look.seen_side}")
@pytest.mark.parametrize("name", ASKED)
def test_yes_and_no_are_one_word_and_a_sign(name: str, look: Look) -> None:
    """The answers shrink and are the same answers; the question and all that it means stay, in short sentences."""
    long, short = tour.SCREENS[f"ask-{name}"](), tour.SCREENS[f"ask-{name}"]()
    before = laid_out(long, SIZE, Look(text_scale=look.text_scale))
    with speaking("en", short=True):
        after = laid_out(short, SIZE, look)
    assert isinstance(long, Page) and isinstance(short, Page)
    assert [(door.key, door.wants) for door in short.doors] == [(door.key, door.wants) for door in long.doors]
    assert {door.words for door in short.doors} == {"Yes", "No"}
    answers = {door.words for door in long.doors}
    with speaking("en", short=True):
        asked = {gettext(box.words) for box in before.boxes if box.kind == "text" and box.words not in answers}
    assert asked <= {box.words for box in after.boxes}
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


def test_every_place_has_a_sign_and_arrows_point_along_the_way_that_is_read() -> None:
    """A door to anywhere can have its sign; from the right, on and back change places, and nothing of the body does."""
    places = {sign_of(Door("", (Go(place),))) for place in Place}
    assert None not in places
    for name in ("on", "back", "home"):
        place = {"on": Place.NEXT, "back": Place.BACK, "home": Place.TITLE}[name]
        seen = []
        for code in ("en", PSEUDO):
            with speaking(code):
                paper = Paper(SIZE, Look(language=code))
                paper.picture.fill((0, 0, 0))
                inside = pygame.Rect(0, 0, 400, 60)
                left = put_sign(paper, Door("", (Go(place),)), inside, Role.LINE, (255, 255, 255))
                assert left.width < inside.width
                drawn_in = paper.boxes[-1].rect
                assert not left.colliderect(drawn_in)
                seen.append(pixels(paper.picture.subsurface(drawn_in)))
        assert (seen[0] != seen[1]).any() == (name != "home")


def test_what_a_door_does_beside_going_on_is_its_sign() -> None:
    """A pause, or easier, and on; and a line with more beneath it is no answer of yes or no."""
    on = Say(Command(Do.RESUME))
    paused, easier = Door("", (on, Say(Command(Do.PAUSE)))), Door("", (Say(Command(Do.EASIER)), on))
    line = Door("", (Say(Command(Do.ANSWER, 1.0, "anything_new")),), "No fall.", key_words="N")
    assert [sign_of(door) for door in (paused, easier, line, Door("", (on,)))] == ["pause", "down", None, "play"]
