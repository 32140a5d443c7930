"""Banner: one sentence along the foot of every screen, for as long as it is true; it takes room and covers nothing."""

from __future__ import annotations

import pygame

from game.screens.lettering import Lettering, Role
from game.screens.palettes import theme_named
from game.screens.screen import Look

_PAD_SHARE = 0.35
"""Room above and below the words, as a share of a line."""
_INSET_SHARE = 0.03
"""Room at both ends, as a share of the width."""
_MARK_SHARE = 0.5
"""The dot that stands before the words, as a share of a line."""
_TALL_MAX_SHARE = 0.2
"""The banner is never taller than this share of the window: the words are written smaller instead."""
_STEP = 0.1


def banner(words: str, size: tuple[int, int], look: Look) -> pygame.Surface:
    """The strip to be put along the foot of a window of that size, as wide as the window."""
    theme = theme_named(look.colours)
    wide, most = size[0], round(_TALL_MAX_SHARE * size[1])
    inset = round(_INSET_SHARE * wide)
    scale = look.text_scale
    while True:
        letters = Lettering(size, theme, scale)
        line_px = letters.line_px(Role.SMALL)
        before = 2 * round(_MARK_SHARE * line_px)
        lines = letters.wrap(words, Role.SMALL, wide - 2 * inset - before, True)
        tall = line_px * len(lines) + 2 * round(_PAD_SHARE * line_px)
        if tall <= most or scale - _STEP < 1.0:
            break
        scale -= _STEP
    strip = pygame.Surface((wide, tall), 0, 32)
    strip.fill(theme.ink)
    top = (tall - line_px * len(lines)) // 2
    radius = round(_MARK_SHARE * line_px / 2)
    pygame.draw.circle(strip, theme.panel, (inset + radius, top + line_px // 2), radius)
    for row, line in enumerate(lines):
        picture = letters.line(line, Role.SMALL, theme.panel, strong=True)
        strip.blit(picture, picture.get_rect(midleft=(inset + before, top + row * line_px + line_px // 2)))
    return strip
