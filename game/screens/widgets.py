"""Widgets: words, panels and doors on a sheet of paper; large, few, and each with a place of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import pygame

from game.screens.keys import Key
from game.screens.language import gettext as _
from game.screens.language import spoken
from game.screens.lettering import Lettering, Role
from game.screens.palettes import theme_named
from game.screens.rounding import rounded as rounded
from game.screens.screen import Intent, Look
from game.screens.splitting import columns as columns
from game.screens.splitting import parts as parts
from game.screens.splitting import rows as rows
from game.screens.splitting import split_bottom as split_bottom
from game.screens.splitting import split_top as split_top
from game.screens.theme import Colour

SHEET = (1920, 1080)
"""Everything is placed as on a sheet of this size, px; a window shows the sheet larger or smaller."""
TARGET_PX = 96
"""Nothing that can be chosen is lower than this on the sheet (game accessibility guidelines)."""
LEAST_TEXT_PX = 26
"""Nothing is written smaller than this on the sheet, times the text scale (Xbox accessibility guideline 101)."""
_MARGIN_PX = 80
_PAGE_ALPHA = 222
_PAGE_INSET_PX = (96, 78)
_CHIP_EDGE_PX = 44
_ANCHOR_PX = 20
_FIT_STEP = 0.05
_DOOR_END_PX, _LAMP_PX = 28, 44
"""Room at each end of a door, and for the lamp that stands before its words while it has the focus."""
DOOR_ENDS_PX = 2 * _DOOR_END_PX + _LAMP_PX
"""How much wider a door is than what stands in it, px on the sheet."""

Align = Literal["left", "centre", "right"]
"""Left is where reading begins: in a language that is written from right to left,
or where the right side is the one that is seen, it is the right."""
_SIDE: dict[Align, str] = {"left": "left", "centre": "centerx", "right": "right"}
_SIDE_TURNED: dict[Align, str] = {"left": "right", "centre": "centerx", "right": "left"}


@dataclass(frozen=True, slots=True)
class Box:
    """Where something was put, for whoever checks that nothing is cut off, covered or too small."""

    kind: Literal["text", "door", "panel", "drawing"]
    rect: pygame.Rect
    words: str = ""
    size_px: int = 0
    fits: bool = True
    colour: Colour | None = None
    """Of the words, or of the panel or door itself; what a drawing is made of is its own."""
    alpha: int = 255
    """How much of what lies behind a panel or door it covers, 0–255."""


@dataclass(eq=False, slots=True)
class Door:
    """Something that can be chosen: by focus and Enter, by its own key, or with the mouse."""

    words: str
    wants: tuple[Intent, ...] = ()
    about: str = ""
    key: int | None = None
    """Chooses this door at once, wherever the focus is."""
    key_words: str = ""
    """That key as it is printed on the keyboard, shown on the door."""
    main: bool = False
    """The one thing to do next."""
    means: Key | None = None
    """The sign of a key: it does whatever that key does on this page."""
    shut: bool = False
    """Can be looked at but not chosen; `about` says why."""
    rect: pygame.Rect = field(default_factory=lambda: pygame.Rect(0, 0, 0, 0))
    words_rect: pygame.Rect = field(default_factory=lambda: pygame.Rect(0, 0, 0, 0))


Before: TypeAlias = "Callable[[Paper, Door, pygame.Rect, Role, Colour], pygame.Rect]"
"""Draws something before a door's words, and gives the room that is left for them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A small sign at the foot that can be clicked: a key, what it is for, and where it stands."""

    means: Key
    words: str
    rect: pygame.Rect


class Paper:
    """One window's worth of still picture, being laid out; all rectangles in px of the window."""

    def __init__(self, size: tuple[int, int], look: Look, *, clear: bool = False, foot: bool = False) -> None:
        """`clear` paper lets what is under it be seen; other paper has a ground of its own. `foot`: every page leaves
        room below it for a sign."""
        self._foot = foot
        self.size = size
        self.look = look
        self.theme = theme_named(look.colours)
        self.unit = min(size[0] / SHEET[0], size[1] / SHEET[1])
        self.picture = pygame.Surface(size, pygame.SRCALPHA if clear else 0, 32)
        self.boxes: list[Box] = []
        self.signs: list[Sign] = []
        self.letters = Lettering(size, self.theme, look.text_scale)
        wide, tall = (round(length * self.unit) for length in SHEET)
        self.sheet = pygame.Rect((size[0] - wide) // 2, (size[1] - tall) // 2, wide, tall)
        self.inside = self.sheet.inflate(-2 * self.px(_MARGIN_PX), -2 * self.px(_MARGIN_PX * 0.75))

    def another(self) -> Paper:
        """One more like it, to see whether something has room there."""
        return Paper(self.size, self.look, foot=self._foot)

    def px(self, on_sheet: float) -> int:
        """A length on the sheet, in px of the window."""
        return max(1, round(on_sheet * self.unit))

    def at(self, across: float, down: float) -> tuple[int, int]:
        """A place on the sheet, given as shares of its width and height, in px of the window."""
        return self.sheet.left + round(across * self.sheet.width), self.sheet.top + round(down * self.sheet.height)

    def share(self, left: float, top: float, wide: float, tall: float) -> pygame.Rect:
        """A part of the window, given as shares of its width and height, px."""
        width, height = self.size
        return pygame.Rect(round(left * width), round(top * height), round(wide * width), round(tall * height))

    @property
    def from_right(self) -> bool:
        """Whether everything begins at the right, as it is read there, or because that is the side that is seen."""
        seen = self.look.seen_side
        return seen == "right" or (seen == "both" and spoken().right_to_left)

    def anchor(self) -> pygame.Rect:
        """A line along the edge of the side that is seen, from which everything begins; where it is."""
        line = pygame.Rect(self.sheet.left, self.sheet.top, self.px(_ANCHOR_PX), self.sheet.height)
        if self.from_right:
            line.right = self.sheet.right
        self.picture.fill((*self.theme.warm, 255), line)
        edge = line.inflate(-line.width * 3 // 4, 0)
        self.picture.fill((*self.theme.on_warm, 255), edge)
        return line

    def turned(self, rect: pygame.Rect) -> pygame.Rect:
        """A place on the sheet where everything begins at the left; on the other side of it where it begins at the
        right."""
        if not self.from_right:
            return rect
        return pygame.Rect(self.sheet.left + self.sheet.right - rect.right, rect.top, *rect.size)

    def begun(self, area: pygame.Rect, wide_px: int) -> pygame.Rect:
        """No more of an area than so wide, on the side where everything begins."""
        part = pygame.Rect(area.left, area.top, min(area.width, wide_px), area.height)
        if self.from_right:
            part.right = area.right
        return part

    def line_px(self, role: Role) -> int:
        """The height of one line, px of the window."""
        return self.letters.line_px(role)

    def door_px(self, role: Role = Role.CUE) -> int:
        """How tall a door with one line of words is, px of the window."""
        return max(self.px(TARGET_PX), self.line_px(role) + self.px(36))

    def page(self) -> pygame.Rect:
        """A panel over the whole sheet; the room on it, px of the window."""
        self.panel(self.sheet.inflate(-self.px(72), -self.px(72)), alpha=max(_PAGE_ALPHA, self.theme.panel_alpha))
        return self.above_foot(self.sheet.inflate(-2 * self.px(_PAGE_INSET_PX[0]), -2 * self.px(_PAGE_INSET_PX[1])))

    def above_foot(self, area: pygame.Rect) -> pygame.Rect:
        """What is left of an area where a sign is to stand below it."""
        if not self._foot:
            return area
        low = self.sheet.bottom - self._chip_px() - self.px(16)
        return pygame.Rect(area.left, area.top, area.width, min(area.bottom, low) - area.top)

    def page_width(self) -> int:
        """How wide the room on a page is, px of the window."""
        return self.sheet.width - 2 * self.px(_PAGE_INSET_PX[0])

    def chip(self, key: str, words: str, *, means: Key = Key.STOP, right: bool = False) -> pygame.Rect:
        """A small sign at the foot: a key, and what it is for; a click on it does the same. On the left stands the key
        that stops."""
        words = words.replace("\n", " · ")  # a sign is one line, in a draft with the English behind
        pad, gap = self._chip_pad_px(), self.px(18)
        cap, said = self.cap_size(key), self.letters.font(Role.SMALL).size(words)[0]
        chip = pygame.Rect(0, 0, cap[0] + gap + said + self.px(44), cap[1] + pad)
        chip.topleft = (self.sheet.left + self.px(_CHIP_EDGE_PX), self.sheet.bottom - self._chip_px())
        if right is not self.from_right:
            chip.right = self.sheet.right - self.px(_CHIP_EDGE_PX)
        above = (sign.rect.top for sign in self.signs if sign.rect.colliderect(chip))
        chip.bottom = min(above, default=chip.bottom + gap) - gap
        self.panel(chip)
        around = chip.inflate(0, max(0, self.px(TARGET_PX) - chip.height))  # clicked is more than what is seen
        self.signs.append(Sign(means, words, around.clamp(pygame.Rect((0, 0), self.size))))
        inside = chip.inflate(-self.px(44), -pad)
        beside = pygame.Rect(inside.left + cap[0] + gap, inside.top, said + self.px(4), cap[1])
        at = pygame.Rect(inside.left, inside.top, *cap)
        if self.from_right:
            beside.left, at.right = inside.left, inside.right
        self._cap(key, at, self.theme.ink)
        self.words(words, Role.SMALL, beside, middle=True)
        return chip

    def _chip_pad_px(self) -> int:
        return self.px(32 - 22 * (self.look.text_scale - 1))

    def _chip_px(self) -> int:
        """How far above the sheet's edge a sign begins. The larger it is, the nearer it stands to the edge: it must not
        reach the feet of the person in the picture."""
        tall = self.line_px(Role.SMALL) + self.px(8) + self._chip_pad_px()
        return tall + self.px(44 - 36 * (self.look.text_scale - 1))

    def above_stop(self, area: pygame.Rect, words: str) -> pygame.Rect:
        """What is left of a page above the sign of the key that stops, which is put at its foot."""
        stop = self.chip(_("SPACE"), words)
        return pygame.Rect(area.left, area.top, area.width, min(area.bottom, stop.top - self.px(16)) - area.top)

    def sign_at(self, event: pygame.event.Event) -> Sign | None:
        """The sign that was clicked."""
        if event.type != pygame.MOUSEBUTTONDOWN or event.button != 1:
            return None
        return next((sign for sign in self.signs if sign.rect.collidepoint(event.pos)), None)

    def cap_size(self, key: str) -> tuple[int, int]:
        """How large a key is as it is drawn, px of the window."""
        tall = self.line_px(Role.SMALL) + self.px(8)
        return max(tall, self.letters.font(Role.SMALL, True).size(key)[0] + self.px(28)), tall

    def _cap(self, key: str, cap: pygame.Rect, ink: Colour) -> None:
        """A key as it lies on the keyboard."""
        self.picture.blit(rounded(cap.size, self.px(12), (*ink, 0), edge_px=self.px(3), edge=ink), cap)
        face = self.letters.line(key, Role.SMALL, ink, strong=True)
        place = face.get_rect(center=cap.center)
        self.picture.blit(face, place)
        self.boxes.append(Box("text", place, key, self.letters.size_px(Role.SMALL), colour=ink))

    def panel(self, rect: pygame.Rect, colour: Colour | None = None, alpha: int | None = None) -> None:
        """A quiet ground for words on scenery."""
        tint = self.theme.panel if colour is None else colour
        see = self.theme.panel_alpha if alpha is None else alpha
        self.picture.blit(rounded(rect.size, self.px(24), (*tint, see)), rect)
        self.boxes.append(Box("panel", rect, colour=tint, alpha=see))

    def words(
        self,
        words: str,
        role: Role,
        area: pygame.Rect,
        *,
        align: Align = "left",
        middle: bool = False,
        colour: Colour | None = None,
        strong: bool | None = None,
        shadow: bool = False,
    ) -> pygame.Rect:
        """Write within `area`, from its top or about its middle; the rectangle that the words take.

        Words that would not fit are written smaller, but never below LEAST_TEXT_PX times the text scale.
        """
        strong = role in (Role.TITLE, Role.NUMBER, Role.GREAT, Role.CUE) if strong is None else strong
        letters, role = self.fitting(words, role, area, strong)
        lines = letters.wrap(words, role, area.width, strong)
        pictures = [letters.line(line, role, colour, shadow=shadow, strong=strong) for line in lines]
        widths = [letters.font(role, strong).size(line)[0] for line in lines]
        line_px = letters.line_px(role)
        block = pygame.Rect(area.left, area.top, max(widths, default=0), line_px * len(lines))
        side = (_SIDE_TURNED if self.from_right else _SIDE)[align]
        setattr(block, side, getattr(area, side))
        if middle:
            block.centery = area.centery
        for row, (picture, wide) in enumerate(zip(pictures, widths, strict=True)):
            line = pygame.Rect(block.left, block.top + row * line_px, wide, line_px)
            setattr(line, side, getattr(block, side))
            self.picture.blit(picture, picture.get_rect(center=line.center))
        fits, ink = area.inflate(2, 2).contains(block), self.theme.ink if colour is None else colour
        self.boxes.append(Box("text", block, words, letters.size_px(role), fits, ink))
        return block

    def least_height(self, words: str, width: int, *, strong: bool = False) -> int:
        """How much height words take that are written as small as they may be, px of the window."""
        letters, role = self.smallest()
        return len(letters.wrap(words, role, width, strong)) * letters.line_px(role) if words else 0

    def smallest(self) -> tuple[Lettering, Role]:
        """The lettering of words that are as small as they may be."""
        sizes = _sizes(self.size, self.look, Role.LINE)
        least_px = LEAST_TEXT_PX * self.look.text_scale * self.unit
        return next((pair for pair in reversed(sizes) if pair[0].size_px(pair[1]) >= least_px), sizes[0])

    def fitting(self, words: str, role: Role, area: pygame.Rect, strong: bool | None) -> tuple[Lettering, Role]:
        """The largest lettering, no larger than asked, whose lines fit the area; the smallest allowed if none does."""
        least_px = LEAST_TEXT_PX * self.look.text_scale * self.unit
        tried = (self.letters, role)
        for letters, smaller in _sizes(self.size, self.look, role):
            if letters.size_px(smaller) < least_px:
                break
            tried = letters, smaller
            lines, font = letters.wrap(words, smaller, area.width, strong), letters.font(smaller, strong)
            low_enough = len(lines) * letters.line_px(smaller) <= area.height
            if low_enough and all(font.size(line)[0] <= area.width for line in lines):
                break
        return tried

    def door(
        self,
        door: Door,
        rect: pygame.Rect,
        *,
        align: Align = "left",
        role: Role = Role.CUE,
        words_in: pygame.Rect | None = None,
        sign: Before | None = None,
    ) -> None:
        """Put a door: its words, its key and what it is about; they keep to `words_in` where that is given, else to
        what a `sign` drawn before them leaves."""
        door.rect = rect
        fill, ink = self._door_colours(door)
        edge = fill if door.main else self.theme.ink_soft
        face = (*fill, 255 if door.main else max(_PAGE_ALPHA, self.theme.panel_alpha))
        self.picture.blit(rounded(rect.size, self.px(24), face, edge_px=self.px(2), edge=edge), rect)
        self.boxes.append(Box("door", rect, door.words, colour=fill, alpha=face[3]))
        narrow = rect.width < self.px(200)
        across, down = (6, 6) if narrow else (_DOOR_END_PX, 10)
        inside = (rect if words_in is None else words_in).inflate(-2 * self.px(across), -2 * self.px(down))
        if align == "left":
            inside.width -= self.px(_LAMP_PX)
            inside.left += 0 if self.from_right else self.px(_LAMP_PX)
        if door.key_words:
            cap = pygame.Rect(0, 0, *self.cap_size(door.key_words))
            cap.midright = inside.midright
            inside.width -= cap.width + self.px(20)
            if self.from_right:
                cap.midleft = inside.midleft
                inside.left += cap.width + self.px(20)
            self._cap(door.key_words, cap, ink)
        if sign is not None and words_in is None:
            inside = sign(self, door, inside, role, ink)
        says, _line, english = door.words.partition("\n")  # in a draft
        about = "\n".join(filter(None, (english, door.about)))
        if not about:
            door.words_rect = self.words(door.words, role, inside, align=align, middle=True, colour=ink, strong=True)
            return
        one_line = min(inside.height - self.line_px(Role.LINE), self.line_px(role))
        above = split_top(inside, max(round(inside.height * 0.45), one_line))[0]
        door.words_rect = named = self.words(says, role, above, align=align, colour=ink, strong=True)
        below = pygame.Rect(inside.left, named.bottom, inside.width, inside.bottom - named.bottom)
        self.words(about, Role.LINE, below, align=align, colour=ink)

    def _door_colours(self, door: Door) -> tuple[Colour, Colour]:
        if door.main:
            return self.theme.warm, self.theme.on_warm
        return self.theme.panel, self.theme.ink_soft if door.shut else self.theme.ink


@functools.lru_cache(maxsize=64)
def _sizes(size: tuple[int, int], look: Look, role: Role) -> list[tuple[Lettering, Role]]:
    """Every lettering for words of that role or a smaller one, from the size asked for downwards."""
    scales = [look.text_scale]
    while scales[-1] - _FIT_STEP >= 1.0:
        scales.append(round(scales[-1] - _FIT_STEP, 2))
    letterings = [_lettering(size, look.colours, scale) for scale in scales]
    all_sizes = [(letters, each) for letters in letterings for each in (Role.TITLE, Role.CUE, Role.LINE, Role.SMALL)]
    largest_px = letterings[0].size_px(role)
    fitting = [pair for pair in all_sizes if pair[0].size_px(pair[1]) < largest_px]
    return [(letterings[0], role), *sorted(fitting, key=lambda pair: -pair[0].size_px(pair[1]))]


@functools.lru_cache(maxsize=16)
def _lettering(size: tuple[int, int], theme: str, text_scale: float) -> Lettering:
    return Lettering(size, theme_named(theme), text_scale)
