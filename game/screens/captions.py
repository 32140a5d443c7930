"""Captions: what is said, and what a sound means, written along the foot; the strip takes room and covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.screens.language import gettext as _
from game.screens.lettering import Lettering, Role
from game.screens.palettes import theme_named
from game.screens.tones import Tone

if TYPE_CHECKING:
    from game.screens.screen import Look

SHOWN_S = 3.0
"""How long the meaning of a sound stays; a choice."""
_LINES = 2
_PAD_SHARE, _INSET_SHARE = 0.3, 0.03
"""Room above and below as a share of a line, and at both ends as a share of the width."""
_TALL_MAX_SHARE = 0.16
"""The strip is never taller than this share of the window: its words are written smaller instead."""
_STEP = 0.1


def meaning(tone: Tone) -> str:
    """What a tone means, as a caption; empty where it means nothing by itself."""
    return {
        Tone.BEAT: _("drum: the beat"),
        Tone.REACHED: _("bell: reached"),
        Tone.CLEAN: _("bell: clean"),
        Tone.HOLD_1: _("soft tone: hold on"),
        Tone.HOLD_2: _("soft tone: half of it"),
        Tone.HOLD_3: _("soft tone: nearly"),
        Tone.READY: _("chord: ready"),
        Tone.LOST: _("low tone: a sensor needs you"),
        Tone.BACK: _("rising tone: the sensor is back"),
        Tone.REST: _("long chord: rest"),
        Tone.ON: _("rising tone: go on"),
        Tone.FINISH: _("long melody: finished"),
        Tone.GO: _("loud bell: go"),
        Tone.OVER: _("falling bell: it is over"),
        Tone.AGAIN: _("low tone: once more"),
        Tone.WAIT: _("soft chord: play waits"),
    }[tone]


class Captions:
    """What is written now. `hear` a tone, `say` a sentence, `step` once a frame."""

    def __init__(self) -> None:
        self._said = ""
        self._meant = ""
        self._left_s = 0.0

    @property
    def now(self) -> str:
        """What is said goes before what a sound means; that stands in brackets."""
        return self._said or (f"[{self._meant}]" if self._meant else "")

    def hear(self, meant: str) -> None:
        """A sound that means this."""
        if meant:
            self._meant, self._left_s = meant, SHOWN_S

    def say(self, words: str) -> None:
        """A sentence that is being said; an empty one when no more is."""
        self._said = words

    def step(self, dt_s: float) -> None:
        """Time passes."""
        self._left_s -= dt_s
        if self._left_s <= 0:
            self._meant = ""


def strip_px(size: tuple[int, int], look: Look) -> int:
    """How tall the strip is in a window of that size, whatever is written on it: nothing above it ever moves."""
    letters = _lettering(size, look)
    return letters.line_px(Role.SMALL) * _LINES + 2 * round(_PAD_SHARE * letters.line_px(Role.SMALL))


def strip(words: str, size: tuple[int, int], look: Look) -> pygame.Surface:
    """The strip with these words, as wide as the window; they are written smaller where they do not fit."""
    theme = theme_named(look.colours)
    tall, room = strip_px(size, look), size[0] - 2 * round(_INSET_SHARE * size[0])
    picture = pygame.Surface((size[0], tall), 0, 32)
    picture.fill(theme.panel)
    pygame.draw.line(picture, theme.ink_soft, (0, 0), (size[0], 0), max(1, tall // 40))
    if not words:
        return picture
    letters = _lettering(size, look)
    role = Role.SMALL
    scale = look.text_scale
    lines = letters.wrap(words, role, room, True)
    while len(lines) > _LINES and scale - _STEP >= 1.0:
        scale -= _STEP
        letters = Lettering(size, theme, scale)
        lines = letters.wrap(words, role, room, True)
    line_px = letters.line_px(role)
    top = (tall - line_px * len(lines)) // 2
    for row, line in enumerate(lines):
        written = letters.line(line, role, theme.ink, strong=True)
        picture.blit(written, written.get_rect(center=(size[0] // 2, top + row * line_px + line_px // 2)))
    return picture


def _lettering(size: tuple[int, int], look: Look) -> Lettering:
    """As large as the look asks for, as far as two lines fit the strip."""
    scale = look.text_scale
    while True:
        letters = Lettering(size, theme_named(look.colours), scale)
        tall = letters.line_px(Role.SMALL) * (_LINES + 2 * _PAD_SHARE)
        if tall <= _TALL_MAX_SHARE * size[1] or scale - _STEP < 1.0:
            return letters
        scale -= _STEP


class Strip:
    """Along the foot of one window, drawn again only when its words have changed."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self._size, self._look = size, look
        self.tall_px = strip_px(size, look)
        self._words: str | None = None
        self._picture: pygame.Surface | None = None
        self.rect = pygame.Rect(0, size[1] - self.tall_px, size[0], self.tall_px)

    def draw(self, frame: pygame.Surface, words: str, *, whole: bool) -> bool:
        """Put it there where it has changed, or where the `whole` frame was drawn over; whether it was put."""
        changed = words != self._words or self._picture is None
        if changed or self._picture is None:
            self._words, self._picture = words, strip(words, self._size, self._look)
        if changed or whole:
            frame.blit(self._picture, self.rect)
        return changed or whole
