"""Results: what came of a Round, in words first, then one picture with its error band, then what comes next."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pygame

from game.exercises.events import Verdict
from game.screens import words, world_words
from game.screens.abreast import beside, foot_of
from game.screens.language import gettext as _
from game.screens.language import translated
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Place
from game.screens.widgets import Box, Door, Paper, columns, rounded, rows, split_bottom, split_top

_WORLDS = ("activate", "task")
"""Kinds whose results are told in words of their own."""
INSIDE = ("steady", "trace")
"""Kinds in which one is inside for a share of the time."""
_OF_SHARES = (*INSIDE, *_WORLDS)
_PICTURE_SHARES = (0.62, 0.5)
"""How much of the width the picture takes, beside the numbers."""
_NUMBER_SHARE = 0.58
"""How much of its place a number takes; what it means has the rest."""
"""Kinds whose dots are shares of a whole, and no angles."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One repetition, or one ring of keeping still: how far (deg) or how much of it inside (0–1), and how clean."""

    value: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Results:
    """What a Round came to, in plain values. A number that cannot be had is nan (None for pain), with its reason."""

    kind: str
    movement: str
    side: str
    truth: str
    ended: str
    attempted: int
    clean: int
    asked: int
    """How many targets or rings were asked for."""
    lit: int
    dots: tuple[Dot, ...]
    targets_deg: tuple[float, ...] = ()
    furthest_deg: float = math.nan
    furthest_reason: str = ""
    """Why there is no furthest, in words."""
    sem_deg: float = math.nan
    """Standard error of one measurement."""
    pain_before: int | None = None
    pain_after: int | None = None
    next_words: str = ""
    """What comes next, in words for the door that leads there; empty where nothing does today."""
    leave_words: str = ""
    """What the door that leaves is called, where it does not lead to the start."""


class ResultsScreen(Page):
    """Wants Go(NEXT) where something comes next, or Go(TITLE)."""

    back = (Go(Place.TITLE),)

    def __init__(self, results: Results) -> None:
        super().__init__()
        self._results = results

    def compose(self, paper: Paper) -> None:
        """Words, picture and numbers, doors."""
        done = self._results
        doors = [Door(done.leave_words or _("To the start"), (Go(Place.TITLE),), key_words=_("Esc"))]
        if done.next_words:
            # After pain the end comes first, and has the focus.
            place = len(doors) if done.ended == "stopped_pain" else 0
            doors.insert(place, Door(done.next_words, (Go(Place.NEXT),)))
        doors[0].main = True
        area, foot = foot_of(paper, paper.page(), doors, paper.px(48), paper.px(28))
        title_px = round(paper.line_px(Role.TITLE) * (1.25 - 0.25 * paper.look.text_scale))
        head, area = split_top(area, title_px, paper.px(2))
        headline = world_words.headline if done.kind in _WORLDS else words.lit_headline
        paper.words(headline(done.lit, done.kind), Role.TITLE, head)
        did, area = split_top(area, round(paper.line_px(Role.LINE) * (1.6 - 0.3 * paper.look.text_scale)), paper.px(4))
        paper.words(self._did(), Role.CUE, did, strong=False)
        ending, area = split_top(area, self._note_px(paper), paper.px(20))
        paper.words(self._note(), Role.SMALL, ending, colour=paper.theme.ink_soft)
        told, gap = self._numbers(), paper.px(16)
        for share in _PICTURE_SHARES:
            picture, right = beside(paper, area, share, paper.px(48))
            cells = rows(right, len(told), gap)
            roomy = all(_has_room(paper, cell, means) for cell, (_number, means) in zip(cells, told, strict=True))
            if roomy and _legend_fits(paper, picture, done):
                draw_dots(paper, picture, done)
                break
        else:  # words come first: in a language that needs many they take the picture's place
            cells = columns(area, len(told), paper.px(48))
        for cell, (number, means) in zip(cells, told, strict=True):
            self._number(paper, cell, number, means)
        for door, rect in zip(doors, foot, strict=True):
            self.put(door, rect, role=Role.LINE)

    def _did(self) -> str:
        done = self._results
        if done.kind in _WORLDS:
            return world_words.did(done.kind, done.attempted, done.clean)
        if done.kind == "steady":
            return words.held_inside(done.lit, done.asked)
        if done.kind == "trace":
            return words.followed(done.clean, done.asked)
        return words.did(done.movement, done.side, done.attempted, done.clean)

    def _note(self) -> str:
        ended, kept = words.ended(self._results.ended), words.not_kept(self._results.truth)
        return f"{ended} {kept}" if kept else ended

    def _note_px(self, paper: Paper) -> int:
        lines = paper.letters.wrap(self._note(), Role.SMALL, paper.page_width())
        return min(2 if paper.look.text_scale > 1.5 else 3, len(lines)) * paper.line_px(Role.SMALL)

    def _numbers(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The number of this kind and the pain, each with what it means."""
        done = self._results
        if done.kind in _WORLDS:
            number, means = str(done.lit), world_words.number(done.kind)
        elif done.kind in INSIDE:
            number, means = str(done.lit), _("rings filled") if done.kind == "steady" else _("paths flown")
        elif math.isfinite(done.furthest_deg):
            helped = any(dot.verdict == "compensated" for dot in done.dots)
            means = words.off_by() if done.kind == "match" else words.furthest(done.sem_deg, helped=helped)
            number = words.degrees(done.furthest_deg)
        else:
            number, means = "–", translated(done.furthest_reason) or _("could not be measured")
        before, after = (_("–") if each is None else str(each) for each in (done.pain_before, done.pain_after))
        asked = done.pain_before is not None or done.pain_after is not None
        pain = _("pain {before} → {after}").format(before=before, after=after) if asked else _("pain –")
        return (number, means), (pain, _("before and after") if asked else _("not asked before or after"))

    @staticmethod
    def _number(paper: Paper, area: pygame.Rect, number: str, means: str) -> None:
        upper, lower = split_top(area, round(area.height * _NUMBER_SHARE))
        written = paper.words(number, Role.NUMBER, upper)
        lower.top, lower.height = written.bottom, area.bottom - written.bottom
        paper.words(means, Role.LINE, lower)


def _has_room(paper: Paper, area: pygame.Rect, means: str) -> bool:
    """Whether what a number means fits below it."""
    number_px = min(paper.line_px(Role.NUMBER), round(area.height * _NUMBER_SHARE))
    return number_px + paper.least_height(means, area.width) <= area.height


def _inside(paper: Paper, area: pygame.Rect) -> pygame.Rect:
    return area.inflate(-paper.px(48), -paper.px(24))


def _legend(done: Results) -> str:
    """What the dots of the picture say."""
    if done.kind in _OF_SHARES:
        return world_words.dots(done.kind) if done.kind in _WORLDS else words.dots_inside(done.kind)
    return words.dots_reach(words.error_band(done.sem_deg) if math.isfinite(done.sem_deg) else "")


def _legend_fits(paper: Paper, area: pygame.Rect, done: Results) -> bool:
    inside = _inside(paper, area)
    return paper.least_height(_legend(done), inside.width) <= inside.height // 2


def draw_dots(paper: Paper, area: pygame.Rect, done: Results) -> None:
    """Each repetition's furthest point as a dot; the targets as lines; the error of one measurement as a band."""
    theme = paper.theme
    shares = done.kind in _OF_SHARES
    paper.picture.blit(rounded(area.size, paper.px(20), (*theme.ink, 18)), area)
    paper.boxes.append(Box("drawing", area))
    inside, says = _inside(paper, area), _legend(done)
    tall = len(paper.letters.wrap(says, Role.SMALL, inside.width)) * paper.line_px(Role.SMALL)
    plot, legend = split_bottom(inside, min(tall, inside.height // 2), paper.px(10))
    paper.words(says, Role.SMALL, legend)
    values = [dot.value for dot in done.dots if math.isfinite(dot.value)]
    lowest, highest = (0.0, 1.0) if shares else _scale((*values, *done.targets_deg))
    room = plot.copy()
    if not shares:
        room.width -= round(paper.px(150) * (0.5 + 0.5 * paper.look.text_scale))

    def y_of(value: float) -> int:
        return round(
            plot.bottom - paper.px(16) - min(1.0, (value - lowest) / (highest - lowest)) * (plot.height - paper.px(32))
        )

    if math.isfinite(done.furthest_deg) and math.isfinite(done.sem_deg):
        top, low = y_of(done.furthest_deg + done.sem_deg), y_of(done.furthest_deg - done.sem_deg)
        band = pygame.Rect(room.left, top, room.width, max(2, low - top))
        paper.picture.blit(rounded(band.size, paper.px(8), (*theme.cool, 80)), band)
    for target_deg in sorted({min(done.targets_deg), max(done.targets_deg)} if done.targets_deg else ()):
        _target(paper, room, plot, y_of(target_deg), target_deg)
    for place, dot in enumerate(done.dots):
        if math.isfinite(dot.value):
            x = round(room.left + (place + 0.5) / len(done.dots) * room.width)
            _dot(paper, (x, y_of(dot.value)), clean=dot.verdict == "clean")


def _scale(values_deg: tuple[float, ...]) -> tuple[float, float]:
    """The least and the greatest angle of the picture, so that the dots fill it."""
    if not values_deg:
        return 0.0, 90.0
    return max(0.0, min(values_deg) - 15.0), max(values_deg) + 10.0


def _target(paper: Paper, room: pygame.Rect, plot: pygame.Rect, y: int, target_deg: float) -> None:
    """A dashed line, named at its end."""
    dash = paper.px(14)
    for x in range(room.left, room.right, 2 * dash):
        pygame.draw.line(paper.picture, paper.theme.ink, (x, y), (min(room.right, x + dash), y), max(1, paper.px(3)))
    tall = paper.line_px(Role.SMALL)
    name = pygame.Rect(room.right + paper.px(12), y - tall // 2, plot.right - room.right - paper.px(12), tall)
    paper.words(words.degrees(target_deg), Role.SMALL, name.clamp(plot), middle=True)


def _dot(paper: Paper, place: tuple[int, int], *, clean: bool) -> None:
    """A full disc for a clean one, a diamond for any other: shape, not colour only."""
    theme, radius = paper.theme, paper.px(13)
    if clean:
        box = pygame.Rect(0, 0, 2 * radius, 2 * radius)
        box.center = place
        paper.picture.blit(rounded(box.size, radius, (*theme.warm, 255), edge_px=paper.px(3), edge=theme.ink), box)
        return
    x, y = place
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    pygame.draw.polygon(paper.picture, theme.panel, corners)
    pygame.draw.polygon(paper.picture, theme.ink, corners, max(2, paper.px(4)))
