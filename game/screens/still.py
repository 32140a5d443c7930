"""Still: hold the neutral pose; a ring fills with the stillness that is already there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pygame

from game.screens import words
from game.screens.face import Face
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.pen import Ring
from game.screens.wear import draw_wearer
from game.screens.widgets import Paper, split_top


class StillFace(Face):
    """Shown while the neutral pose is asked for; goes on by itself."""

    def says(self) -> Hashable:
        """The pose does not change; why it was not taken may."""
        return self.view.refused

    def compose(self, paper: Paper) -> None:
        """The pose in words on the left; the figure within the ring on the right."""
        inside = paper.page()
        stop = paper.chip(_("SPACE"), _("stop"))
        wide = min(inside.height, round(inside.width * 0.5))
        self._place = pygame.Rect(inside.right - wide, inside.centery - wide // 2, wide, wide)
        text = pygame.Rect(inside.left, inside.top, self._place.left - inside.left - paper.px(40), 0)
        text.height = stop.top - paper.px(16) - inside.top
        head, text = split_top(text, round(text.height * 0.34), paper.px(16))
        paper.words(_("Hold still for a moment"), Role.TITLE, head)
        pose, why = split_top(text, round(text.height * (0.55 if self.view.refused else 1.0)), paper.px(16))
        paper.words(words.neutral_pose(self.view.movement, self.view.side), Role.CUE, pose, strong=False)
        if self.view.refused:
            paper.words(words.refused(self.view.refused), Role.CUE, why, colour=paper.theme.warm)
        theme = paper.theme
        self._ring = Ring(wide // 2 - paper.px(16), paper.px(20), (theme.ring, theme.progress, theme.keyline))
        draw_wearer(paper, self._place.inflate(-round(wide * 0.3), -round(wide * 0.22)), self.view, self.view.sites)

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """The ring."""
        del dt_s
        return (self._ring.at(self.view.still).draw(surface, *self._place.center),)
