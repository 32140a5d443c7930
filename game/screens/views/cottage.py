"""The cottage: the view of `task`. Its phases hang as pictures in a row; the one of now is lit, those done stay lit."""

from __future__ import annotations

import math

import pygame

from game.exercises.views import Lit, TaskView
from game.round.view import RoundView
from game.screens.lantern import Lantern, Shape
from game.screens.pen import Sprite
from game.screens.pictograms import pictogram
from game.screens.room import WINDOW, room
from game.screens.theme import Theme, mix
from game.screens.views.world import World

_CARD_WIDE, _CARD_TALL, _CARD_GAP, _CARD_Y = 244.0, 330.0, 26.0, 700.0
_WIDEST = 1290.0
_SIGN = (-745.0, 925.0)
"""Where the sign that shows the trunk stands on the floor, the same way."""
_LIGHTS = (6, 30)
_LIGHT_TALL = (30.0, 54.0)
_LIGHT_TAU_S = 0.45


class Cottage(World):
    """The room, its window on the valley, the row of pictures, and the lanterns on the beam."""

    def __init__(
        self,
        size: tuple[int, int],
        theme: Theme,
        side: str,
        movement: str,
        posture: str,
        calm: bool = False,
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        self._slots = _LIGHTS[0]
        self._lights: list[float] = []
        self._lanterns: dict[tuple[Shape, float], Lantern] = {}
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self._pictures: list[Sprite] = []
        self._lamps: list[float] = []

    # -- where everything is -------------------------------------------------------------------------------------------

    def _rect(self, x: float, y: float, wide: float, tall: float) -> pygame.Rect:
        """Design units from the middle and the top."""
        u, down = self._unit, self._size[1] / 1080
        return pygame.Rect(
            round(self._size[0] / 2 + x * u), round(y * down), max(1, round(wide * u)), max(1, round(tall * down))
        )

    def _card(self, place: int) -> pygame.Rect:
        """The place of one picture in the row; a row of many is drawn smaller."""
        count = max(1, len(self._shown[1]))
        small = min(1.0, _WIDEST / (count * _CARD_WIDE + (count - 1) * _CARD_GAP))
        wide, gap = _CARD_WIDE * small, _CARD_GAP * small
        left = -0.5 * (count * wide + (count - 1) * gap) + place * (wide + gap)
        return self._rect(left, _CARD_Y - _CARD_TALL / 2, wide, _CARD_TALL)

    # -- what does not move --------------------------------------------------------------------------------------------

    def _paint(self) -> pygame.Surface:
        return room(self._size, self._theme, self._rect, mirror=self._mirror)

    def _lay(self, task: TaskView) -> None:
        """Draw the pictures anew, where the row has changed."""
        if (task.task, task.phases) == self._shown:
            return
        self._shown = (task.task, task.phases)
        unit = min(self._card(0).width / 230.0, self._card(0).height / 290.0)
        self._pictures = [pictogram(self._theme, unit, task.task, phase) for phase in task.phases]
        self._lamps = [math.nan] * len(task.phases)

    # -- what does -----------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        task = view.exercise if isinstance(view.exercise, TaskView) else None
        if task is None:
            return []
        self._lay(task)
        self._slots = max(self._slots, min(_LIGHTS[1], view.repetitions_asked))
        touched = [self._draw_card(surface, task, place, dt_s) for place in range(len(task.phases))]
        touched += self._draw_earned(surface, task.lit, dt_s)
        foot = self._rect(*_SIGN, 1.0, 1.0).topleft
        return touched + self._draw_trunk(surface, view, foot)

    def _draw_card(self, surface: pygame.Surface, task: TaskView, place: int, dt_s: float) -> pygame.Rect:
        """One picture: done with a light in its corner, now with a frame and what is done of it, to come plain."""
        t, u = self._theme, self._unit
        card = self._card(place)
        now = task.asked and place == task.done and not task.blank
        done = not task.blank and place < task.done
        touched = card.inflate(round(24 * u), round(24 * u))
        radius = round(26 * u)
        pygame.draw.rect(surface, t.panel if now or done else mix(t.panel, t.wood[1], 0.25), card, border_radius=radius)
        if now:
            around = card.inflate(round(14 * u), round(14 * u))
            pygame.draw.rect(surface, t.ink, around, border_radius=radius + round(7 * u))
            pygame.draw.rect(surface, t.panel, card, border_radius=radius)
        edge = t.warm if now else t.lit_edge if done else t.ink_soft
        pygame.draw.rect(surface, edge, card, max(3, round((11 if now else 5) * u)), border_radius=radius)
        self._pictures[place].draw(surface, card.centerx, card.centery - round(20 * u))
        bar = pygame.Rect(
            card.left + round(30 * u), card.bottom - round(44 * u), card.width - round(60 * u), round(18 * u)
        )
        if now:
            pygame.draw.rect(surface, t.ring, bar, border_radius=bar.height // 2)
        share = 1.0 if done else 0.0
        if now:
            share = task.held if task.held > 0.0 else task.progress
        if share > 0.02:
            full = bar.copy()
            full.width = max(bar.height, round(bar.width * share))
            pygame.draw.rect(surface, t.progress, full, border_radius=bar.height // 2)
        self._lamps[place] = self._eased(self._lamps[place], 1.0 if done else 0.0, dt_s, _LIGHT_TAU_S)
        lamp = self._lantern(Shape.ROUND, 44.0)
        if self._lamps[place] > 0.02:
            at = (card.right - round(34 * u), card.top + round(44 * u))
            touched = touched.union(lamp.draw(surface, *at, self._lamps[place]))
        return touched

    def _draw_earned(self, surface: pygame.Surface, lit: tuple[Lit, ...], dt_s: float) -> list[pygame.Rect]:
        """A lantern in the window for every task that was done, and a dark one for those to come."""
        left, top, wide, tall = WINDOW
        gap = (wide - 60.0) / self._slots
        size = min(_LIGHT_TALL[1], max(_LIGHT_TALL[0], 0.7 * gap))
        self._lights += [math.nan] * (self._slots - len(self._lights))
        touched = []
        for index in range(self._slots):
            earned = lit[index] if index < len(lit) else None
            self._lights[index] = self._eased(self._lights[index], 1.0 if earned else 0.0, dt_s, _LIGHT_TAU_S)
            shape = Shape.TALL if earned is not None and earned.verdict != "clean" else Shape.ROUND
            place = self._rect(left + 30.0 + (index + 0.5) * gap, top + tall - 44.0, 1.0, 1.0)
            lantern = self._lantern(shape, size)
            touched.append(lantern.draw(surface, *place.topleft, self._lights[index], self._breath(0.23 * index)))
        return touched

    def _lantern(self, shape: Shape, tall: float) -> Lantern:
        if (shape, tall) not in self._lanterns:
            self._lanterns[shape, tall] = Lantern(self._theme, tall * self._unit, shape)
        return self._lanterns[shape, tall]
