"""Every screen at every size, look and language: nothing cut, covered, too small to read or to hit, or too faint."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Literal

import pygame
import pytest

from game.screens import tour
from game.screens.captions import strip_px
from game.screens.language import LANGUAGES, PSEUDO, speaking
from game.screens.palettes import theme_named
from game.screens.play import PlayScreen
from game.screens.screen import MOST_TEXT_SCALE, Look
from game.screens.theme import DAY, DUSK, Colour, Theme, contrast, mix
from game.screens.views import VIEWS
from game.screens.widgets import LEAST_TEXT_PX, TARGET_PX, Box, Paper
from tests.game.screens.seeing import BareWorld, laid_out

pytestmark = pytest.mark.usefixtures("display")
LEAST_CONTRAST = 4.5
SMALL, USUAL, LARGE = tour.SIZES
TWICE = Look(text_scale=MOST_TEXT_SCALE)


def above_captions(look: Look) -> tuple[int, int]:
    """What captions leave of the smallest window."""
    return SMALL[0], SMALL[1] - strip_px(SMALL, look)


_ONE_SWITCH: tuple[tuple[str, Literal["both", "left", "right"]], ...] = (
    ("en", "both"),
    ("es", "right"),
    ("de", "left"),
)
MORE: tuple[tour.Row, ...] = (
    *(tour.Row((above_captions(TWICE),), TWICE, code) for code in LANGUAGES),
    tour.Row((USUAL, LARGE), TWICE),
    *(tour.Row((SMALL,), Look(text_scale=1.5), code) for code in ("de", "es")),
    *(tour.Row((SMALL,), Look(), code) for code in ("de", "es", PSEUDO)),
    *(tour.Row((USUAL,), Look(theme, palette="colour_blind")) for theme in ("dusk", "day")),
    *(tour.Row((SMALL,), Look("day", scale, seen_side="right", hands_free=True)) for scale in (1.0, 2.0)),
    tour.Row((SMALL,), Look("day", 2.0, seen_side="left", high_contrast=True)),
    tour.Row((SMALL,), Look("day", 2.0, pain_scale="vertical", short_words=True)),
    tour.Row((SMALL,), Look("dusk", 2.0, short_words=True), "de"),
    tour.Row((SMALL,), Look("day", 1.25, short_words=True), "es"),
    tour.Row((SMALL,), Look("day", 2.0, seen_side="right", short_words=True), PSEUDO),
    *(
        tour.Row(
            (SMALL,), Look("dusk", 2.0, pain_scale="faces", hands_free=True, seen_side=side, high_contrast=True), code
        )
        for code, side in _ONE_SWITCH
    ),
)
"""Beside what the tour shows: captions along the foot, and what a person may have set."""
VALLEY = (
    "sky",
    "sun",
    "cloud",
    "mist",
    "ridges",
    "water",
    "hill",
    "ground",
    "pine",
    "path",
    "wall",
    "roof",
    "stone",
    "window",
)
"""What the valley behind a page is painted with, by the names of a theme's colours."""
WORLD = tuple(
    each.name for each in fields(Theme) if isinstance(getattr(DUSK, each.name), tuple) and getattr(DAY, each.name)
)
"""What may be behind a sign over a world: anything."""
MATRIX = [(size, row.look, row.language) for row in (*tour.TABLE, *MORE) for size in row.sizes]
Where = tuple[tuple[int, int], Look, str]


def named(where: Where) -> str:
    size, look, code = where
    chosen = [str(getattr(look, each.name)) for each in fields(look) if getattr(look, each.name) != each.default]
    return "-".join((code, f"{size[0]}x{size[1]}", *chosen))


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No world is painted: only the words over it are looked at."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))


def papers(where: Where) -> Iterator[tuple[str, Paper]]:
    """Every screen there is, laid out so."""
    size, look, code = where
    with speaking(code, short=look.short_words):
        for name, make in tour.SCREENS.items():
            yield name, laid_out(make(), size, replace(look, language=code))


def cut(paper: Paper) -> list[str]:
    """What is beyond the window or its place, written too small, or half on a panel."""
    window = pygame.Rect(0, 0, *paper.size)
    least = LEAST_TEXT_PX * paper.look.text_scale * paper.unit - 0.5
    texts, panels = of_kind(paper, "text"), of_kind(paper, "panel")
    found = [f"beyond the window: {box.words}" for box in paper.boxes if not window.contains(box.rect)]
    found += [f"does not fit: {box.words}" for box in texts if not box.fits]
    found += [f"too small: {box.words}" for box in texts if box.size_px < least]
    uppermost = ((text, [panel for panel in panels if touches(text, panel)][-1:]) for text in texts)
    return found + [
        f"half on a panel: {text.words}" for text, on in uppermost if on and not on[0].rect.contains(text.rect)
    ]


def covered(paper: Paper) -> list[str]:
    """What lies over something else and should not."""
    texts, doors = of_kind(paper, "text"), of_kind(paper, "door")
    over = [pair for same in (texts, doors) for pair in itertools.combinations(same, 2) if touches(*pair)]
    over += [
        (text, door) for text in texts for door in doors if touches(text, door) and not door.rect.contains(text.rect)
    ]
    clicked = [*doors, *(Box("door", sign.rect, sign.words) for sign in paper.signs)]
    over += [pair for pair in itertools.combinations(clicked, 2) if touches(*pair) and pair not in over]
    return [f"over each other: {one.words} | {other.words}" for one, other in over]


def small(paper: Paper) -> list[str]:
    """What can be chosen and is less than 96 px wide or tall on the sheet of 1920 × 1080 that every window shows: less
    than a 20th of its width or an 11th of its height. A window of 1280 × 720 shows the same sheet on the same screen,
    so that a finger or a pointer has the same room; its own px are larger and two thirds as many."""
    least = TARGET_PX * paper.unit - 0.5
    targets = [(box.words, box.rect) for box in of_kind(paper, "door")]
    targets += [(sign.words, sign.rect) for sign in paper.signs]
    return [f"too small to hit: {words} {rect.size}" for words, rect in targets if min(rect.size) < least]


def faint(paper: Paper) -> list[str]:
    """Words on a panel or a door that do not stand out from it, whatever of the valley shines through."""
    found = []
    behind = WORLD if paper.picture.get_flags() & pygame.SRCALPHA else VALLEY
    for text in of_kind(paper, "text"):
        grounds = grounds_of(paper, text)
        if grounds and text.words:
            assert text.colour is not None
            least = contrast_on(paper.look.colours, behind, text.colour, grounds)
            if least < LEAST_CONTRAST:
                found.append(f"too faint: {text.words} {least:.2f}")
    return found


def of_kind(paper: Paper, kind: str) -> list[Box]:
    return [box for box in paper.boxes if box.kind == kind]


def touches(one: Box, other: Box) -> bool:
    return bool(one.rect.colliderect(other.rect))


def grounds_of(paper: Paper, text: Box) -> tuple[tuple[Colour, int], ...]:
    """The panels and doors that these words are written on, the lowest first, with how much each covers, 0–255; none
    for words over a world or the valley itself."""
    under = (box for box in paper.boxes if box.kind in ("panel", "door") and box.rect.contains(text.rect))
    return tuple((box.colour, box.alpha) for box in under if box.colour is not None)


@cache
def contrast_on(look: str, behind: tuple[str, ...], ink: Colour, grounds: tuple[tuple[Colour, int], ...]) -> float:
    """The least that words of this ink can have on grounds that let something shine through of what may be behind."""
    values = (getattr(theme_named(look), name) for name in behind)
    seen = set(itertools.chain.from_iterable(value if isinstance(value[0], tuple) else (value,) for value in values))
    for colour, alpha in grounds:
        seen = {mix(each, colour, alpha / 255) for each in seen}
    return min(contrast(ink, each) for each in seen)


@pytest.mark.parametrize("where", MATRIX, ids=named)
def test_nothing_is_cut_covered_small_or_faint(where: Where) -> None:
    """In the whole of the tour's table, and with captions, with safe colours, and for whoever sees one side."""
    found = {}
    for name, paper in papers(where):
        wrong: Sequence[str] = [*cut(paper), *covered(paper), *small(paper), *faint(paper)]
        if wrong:
            found[name] = wrong
    assert not found, "\n".join(f"{name}: {'; '.join(wrong)}" for name, wrong in found.items())


def test_words_beyond_every_panel_are_those_over_a_world_and_the_title() -> None:
    """All others are judged by what they are written on; these from their pixels."""
    beyond = {}
    for name, paper in papers((SMALL, Look(), "en")):
        screen = tour.SCREENS[name]()
        if not isinstance(screen, PlayScreen) or screen.page is not None:
            beyond[name] = [text.words for text in of_kind(paper, "text") if not grounds_of(paper, text)]
    assert {name: words for name, words in beyond.items() if words} == {
        "title": ["Moveagain", "Move a little. Light the valley."]
    }


def test_what_is_wrong_with_a_layout_is_found() -> None:
    """Words that are cut, over others, half on a panel or faint, and a door that is too small."""
    paper = Paper((1920, 1080), Look())
    paper.panel(pygame.Rect(100, 100, 400, 200))
    assert not [*cut(paper), *covered(paper), *small(paper), *faint(paper)]
    paper.boxes.append(
        Box("text", pygame.Rect(120, 120, 100, 40), "faint", 38, colour=mix(paper.theme.panel, (255, 255, 255), 0.2))
    )
    paper.boxes.append(Box("text", pygame.Rect(450, 120, 100, 40), "half", 38, colour=paper.theme.ink))
    paper.boxes.append(Box("text", pygame.Rect(120, 130, 100, 40), "over", 20, False, colour=paper.theme.ink))
    paper.boxes.append(Box("door", pygame.Rect(1860, 500, 95, 200), "door", colour=paper.theme.panel))
    kinds = {said.partition(":")[0] for said in (*cut(paper), *covered(paper), *small(paper), *faint(paper))}
    assert kinds == {
        *("beyond the window", "does not fit", "too small", "half on a panel"),
        *("over each other", "too small to hit", "too faint"),
    }
