"""Still and bend: the two things asked before play; a ring fills with what is done, and play goes on by itself."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import pygame

from game.screens import words
from game.screens.face import Face
from game.screens.figure import stance_of
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.pen import Ring
from game.screens.wearer import Drawn, draw_wearer, place_wearer
from game.screens.widgets import Paper, split_bottom, split_top

BEND_S = 6.0
"""The joint is shown going there and back in so long: slowly, as it is asked for."""


class RingFace(Face):
    """A page with words on the left, and on the right the figure within a ring that fills."""

    def says(self) -> Hashable:
        """What is asked for does not change; why it was not taken may."""
        return self._why()

    def compose(self, paper: Paper) -> None:
        """The words on the left, the ring on the right."""
        inside = paper.page()
        stop = paper.chip(_("SPACE"), _("stop"))
        wide = min(inside.height, round(inside.width * 0.5))
        self._place = pygame.Rect(inside.right - wide, inside.centery - wide // 2, wide, wide)
        text = pygame.Rect(inside.left, inside.top, self._place.left - inside.left - paper.px(40), 0)
        text.height = stop.top - paper.px(16) - inside.top
        head, text = split_top(text, round(text.height * 0.3), paper.px(12))
        title = paper.words(self._title(), Role.TITLE, head)
        text = pygame.Rect(
            text.left, title.bottom + paper.px(28), text.width, text.bottom - title.bottom - paper.px(28)
        )
        why = self._why()
        rest, foot = split_bottom(text, round(text.height * (0.5 if why else 0.34)), paper.px(16))
        paper.words(self._asked(), Role.CUE, rest, strong=False)
        if why:
            paper.words(why, Role.CUE, foot, colour=paper.theme.warm)
        else:
            paper.words(self._also(), Role.LINE, foot, colour=paper.theme.ink_soft)
        theme = paper.theme
        self._ring = Ring(wide // 2 - paper.px(16), paper.px(20), (theme.ring, theme.progress, theme.keyline))
        self._figure(paper, self._place.inflate(-round(wide * 0.36), -round(wide * 0.26)))

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """The ring."""
        del dt_s
        return (self._ring.at(self._share()).draw(surface, *self._place.center),)

    def _title(self) -> str:
        raise NotImplementedError

    def _asked(self) -> str:
        raise NotImplementedError

    def _also(self) -> str:
        raise NotImplementedError

    def _why(self) -> str:
        """Why it was not taken, or is asked for again; empty where nothing is wrong."""
        raise NotImplementedError

    def _share(self) -> float:
        raise NotImplementedError

    def _figure(self, paper: Paper, area: pygame.Rect) -> None:
        raise NotImplementedError


class StillFace(RingFace):
    """Shown while the neutral pose is asked for."""

    def _title(self) -> str:
        return _("Hold still for a moment")

    def _asked(self) -> str:
        view = self.view
        return words.neutral_pose(view.movement, view.side, stance_of(view.movement, view.posture))

    def _also(self) -> str:
        return _("If you cannot get there, the pose you can reach will do.")

    def _why(self) -> str:
        if self.view.refused:
            return words.refused(self.view.refused)
        return words.doubt(self.view.doubt)[0] if self.view.doubt is not None else ""

    def _share(self) -> float:
        return self.view.still

    def _figure(self, paper: Paper, area: pygame.Rect) -> None:
        draw_wearer(paper, area, self.view, self.view.sites)


class BendFace(RingFace):
    """Shown while the joint is to be bent once or twice, so that the sensors learn which way it turns.

    The figure shows how, at the pace that is asked for; where motion is to be reduced it shows the bent joint.
    """

    _wearer: Drawn
    _age_s = 0.0

    def _title(self) -> str:
        return _("Bend first")

    def _asked(self) -> str:
        return words.bend(self.view.movement, self.view.side)

    def _also(self) -> str:
        return _("So the sensors learn which way this joint turns.")

    def _why(self) -> str:
        bend = self.view.bend
        return words.refused(bend.refused) if bend is not None and bend.refused else ""

    def _share(self) -> float:
        return 0.0 if self.view.bend is None else self.view.bend.share

    def _figure(self, paper: Paper, area: pygame.Rect) -> None:
        self._wearer = place_wearer(paper, area, self.view, self.view.sites)

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """The ring, and the figure bending the joint and straightening it."""
        assert self.paper is not None
        self._age_s = (self._age_s + dt_s) % BEND_S
        share = 0.5 - 0.5 * math.cos(2 * math.pi * self._age_s / BEND_S)
        figure, calm = self._wearer.figure, self.paper.look.calm
        shown_deg = figure.rig.shown_deg * (1.0 if calm else share)
        ring = super().draw_moving(surface, dt_s)
        return [*ring, *figure.draw(surface, self._wearer.ground, shown_deg)]
