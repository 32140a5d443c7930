"""Words on the screen: few, large, in one humanist face, sized by what they are for."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
import pygame

from game.screens.language import as_seen
from game.screens.theme import Colour, Theme

_DESIGN_HEIGHT_PX = 1080
_SMALLEST_PX = 26.0
"""At 1080p; nothing is written smaller (Xbox accessibility guideline 101, read from across a room)."""


class Role(StrEnum):
    """What words are for; it decides size and weight."""

    TITLE = "title"
    NUMBER = "number"
    GREAT = "great"
    """The one number that a page is about, where it has room."""
    CUE = "cue"
    LINE = "line"
    SMALL = "small"


_SIZE_PX: dict[Role, float] = {
    Role.TITLE: 76,
    Role.NUMBER: 84,
    Role.GREAT: 144,
    Role.CUE: 58,
    Role.LINE: 38,
    Role.SMALL: 30,
}
"""At 1080p and text scale 1."""
_STRONG = frozenset((Role.TITLE, Role.NUMBER, Role.GREAT, Role.CUE))
_LINE_SPACING = 1.18


@cache
def _face(bold: bool) -> bytes:
    """The face's file, read once: a font that is made from a path keeps the file open for as long as it lives."""
    return Path(font_source_sans_pro.SourceSansProSemibold if bold else font_source_sans_pro.SourceSansPro).read_bytes()


class Lettering:
    """Writes for one window size, look and text scale (1.0–2.0); what was written once is kept."""

    _KEPT_MAX = 256

    def __init__(self, size: tuple[int, int], theme: Theme, text_scale: float = 1.0) -> None:
        pygame.font.init()
        self._theme = theme
        self._unit = min(size[1] / _DESIGN_HEIGHT_PX, size[0] / 1920) * min(2.0, max(1.0, text_scale))
        self._fonts: dict[tuple[Role, bool], pygame.font.Font] = {}
        self._kept: dict[tuple[str, Role, Colour, bool, bool], pygame.Surface] = {}

    def size_px(self, role: Role) -> int:
        """Height of the face for that role, px in this window."""
        return max(1, round(max(_SMALLEST_PX, _SIZE_PX[role]) * self._unit))

    def line_px(self, role: Role) -> int:
        """From one line to the next, px."""
        return round(self.size_px(role) * _LINE_SPACING)

    def font(self, role: Role, strong: bool | None = None) -> pygame.font.Font:
        """The face for that role; `strong` overrides its weight."""
        bold = role in _STRONG if strong is None else strong
        if (role, bold) not in self._fonts:
            self._fonts[role, bold] = pygame.font.Font(BytesIO(_face(bold)), self.size_px(role))
        return self._fonts[role, bold]

    def line(
        self,
        words: str,
        role: Role = Role.LINE,
        colour: Colour | None = None,
        *,
        shadow: bool = False,
        strong: bool | None = None,
    ) -> pygame.Surface:
        """One line as a picture (straight alpha). `shadow` lifts it off scenery where the look needs that."""
        bold = role in _STRONG if strong is None else strong
        tint = self._theme.ink if colour is None else colour
        words = as_seen(words)
        key = (words, role, tint, shadow, bold)
        if key not in self._kept:
            if len(self._kept) >= self._KEPT_MAX:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self._write(words, self.font(role, bold), tint, shadow)
        return self._kept[key]

    def _write(self, words: str, font: pygame.font.Font, colour: Colour, shadow: bool) -> pygame.Surface:
        face = font.render(words, True, colour)
        if not shadow or self._theme.shadow is None:
            return face
        soft = max(2, font.get_height() // 14)
        picture = pygame.Surface((face.get_width() + 4 * soft, face.get_height() + 4 * soft), pygame.SRCALPHA, 32)
        picture.fill((*self._theme.shadow, 0))
        dark = font.render(words, True, self._theme.shadow)
        picture.blit(dark, (2 * soft, 2 * soft + soft // 2))
        picture = pygame.transform.box_blur(picture, soft)
        picture.blit(dark, (2 * soft, 2 * soft + max(1, soft // 2)))
        picture.blit(face, (2 * soft, 2 * soft))
        return picture

    def wrap(self, words: str, role: Role, width_px: float, strong: bool | None = None) -> list[str]:
        """The words in lines no wider than `width_px` (a single longer word stands alone), and anew where they
        begin a new line."""
        font = self.font(role, strong)
        lines: list[str] = []
        for paragraph in words.split("\n"):
            begun = False
            for word in paragraph.split():
                longer = f"{lines[-1]} {word}" if begun else word
                if begun and font.size(longer)[0] <= width_px:
                    lines[-1] = longer
                else:
                    lines.append(word)
                begun = True
        return lines

    def draw(
        self,
        surface: pygame.Surface,
        words: str,
        role: Role,
        place: tuple[float, float],
        *,
        anchor: str = "topleft",
        colour: Colour | None = None,
        shadow: bool = False,
        width_px: float | None = None,
        strong: bool | None = None,
    ) -> pygame.Rect:
        """Write, wrapped to `width_px` where given; `anchor` names the point of the block that stands at `place`."""
        lines = [words] if width_px is None else self.wrap(words, role, width_px, strong)
        pictures = [self.line(each, role, colour, shadow=shadow, strong=strong) for each in lines]
        block = pygame.Rect(0, 0, max((p.get_width() for p in pictures), default=0), self.line_px(role) * len(lines))
        setattr(block, anchor, (round(place[0]), round(place[1])))
        for row, picture in enumerate(pictures):
            at = picture.get_rect(top=block.top + row * self.line_px(role))
            if "left" in anchor:
                at.left = block.left
            elif "right" in anchor:
                at.right = block.right
            else:
                at.centerx = block.centerx
            surface.blit(picture, at)
        return block
