"""Abreast: what stands side by side, each as wide as its words need: doors along a foot, words beside a picture."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens.lettering import Lettering, Role
from game.screens.widgets import DOOR_ENDS_PX, Door, Paper, columns, split_bottom


def foot_of(
    paper: Paper, area: pygame.Rect, doors: Sequence[Door], gap: int, above: int, *, least: int = 2
) -> tuple[pygame.Rect, list[pygame.Rect]]:
    """What is left `above` px over a foot of doors, and a place for each: all alike where that is enough (as for
    `least` doors, where there are fewer), else each as its words need; on two lines where one is not enough."""
    count = max(least, len(doors))
    asked, fewest = (paper.letters, Role.LINE), paper.smallest()
    for letters, role, signed in ((*asked, True), (*asked, False), (*fewest, False)):
        needs = [_need_px(paper, door, letters, role) + (_sign_px(paper, door) if signed else 0) for door in doors]
        tall = paper.door_px(Role.LINE)
        room = area.width - gap * (count - 1)
        if max(needs) <= room // count:
            rest, foot = split_bottom(area, tall, above)
            return rest, columns(foot, count, gap)[: len(doors)]
        if count == len(doors) and sum(needs) <= room:
            rest, foot = split_bottom(area, tall, above)
            return rest, _in_a_row(paper, foot, needs, gap)
    letters, role = fewest
    rest, foot = split_bottom(area, max(tall, 2 * letters.line_px(role) + paper.px(36)), above)
    needs = [_need_px(paper, door, letters, role, lines=2) for door in doors]
    if count == len(doors) and max(needs) > room // count >= sum(needs) // count:
        return rest, _in_a_row(paper, foot, needs, gap)
    return rest, columns(foot, count, gap)[: len(doors)]


def beside(paper: Paper, area: pygame.Rect, share: float, gap: int) -> tuple[pygame.Rect, pygame.Rect]:
    """An area in two side by side: so much of its width for what is read first, and what is left for the other."""
    first, other = area.copy(), area.copy()
    first.width = round(area.width * share)
    other.left, other.width = first.right + gap, area.right - first.right - gap
    if paper.from_right:
        first.right, other.left = area.right, area.left
    return first, other


def _sign_px(paper: Paper, door: Door) -> int:
    """How much wider a door is for the sign before its words, where words are short."""
    if not paper.look.short_words:
        return 0
    from game.screens.door_signs import needed_px  # here: the first screen waits for no pen

    return needed_px(paper, door)


def _need_px(paper: Paper, door: Door, letters: Lettering, role: Role, *, lines: int = 1) -> int:
    """How wide a door is whose words stand on one line in that lettering, or on two."""
    font, said = letters.font(role, True), door.words.split()
    halves = [(" ".join(said[:place]), " ".join(said[place:])) for place in range(len(said) if lines > 1 else 1)]
    words_px = min(max(font.size(half)[0] for half in both) for both in halves)
    cap_px = paper.cap_size(door.key_words)[0] + paper.px(20) if door.key_words else 0
    return words_px + cap_px + paper.px(DOOR_ENDS_PX) + paper.px(8)


def _in_a_row(paper: Paper, foot: pygame.Rect, needs: Sequence[int], gap: int) -> list[pygame.Rect]:
    """As wide as needed, and what is left over shared evenly; the one that is read first first."""
    spare = (foot.width - gap * (len(needs) - 1) - sum(needs)) // len(needs)
    places, left = [], foot.left
    for need in needs:
        place = pygame.Rect(left, foot.top, need + spare, foot.height)
        left = place.right + gap
        if paper.from_right:
            place.right = foot.left + foot.right - place.left
        places.append(place)
    return places
