"""Lanterns on a hillside: the view of `reach`. Height on the screen is the angle; what was lit stays lit."""

from __future__ import annotations

import math
from itertools import pairwise

import pygame

from game.exercises.views import Lit, ReachView
from game.round.view import Phase, RoundView
from game.screens import scenery
from game.screens.figure import Figure, stance_of
from game.screens.hill_lights import HillLights
from game.screens.lantern import Lantern, Shape
from game.screens.pen import Glow, Pen, Point, Ring, Sprite
from game.screens.rigs import Seen, rig_for
from game.screens.theme import Theme, mix
from game.screens.tree import Hanging, Tree, crook, needs_crook
from game.screens.views.world import World

_GROUND: Point = (0.335, 968.0)
_GROUND_LYING = 0.362
"""Where the person is: share of the width, height in design units; lying down takes more room to the left."""
_CM = {"seated": 3.5, "standing": 2.62, "lying": 2.3, "above": 2.9}
"""Design units a centimetre of the body."""
_MARKER_OFF = {"seated": 206.0, "standing": 206.0, "lying": 278.0, "above": 232.0}
_LANTERN_TALL = (34.0, 60.0)
"""Least and greatest height of a lantern, in design units; between them as the gaps allow."""
_SAME_TARGET_DEG = 6.0
_LIGHT_TAU_S, _RING_TAU_S = 0.45, 0.16


class Lanterns(World):
    """The hillside, the person, the lanterns on their arc and the lights that were earned."""

    def __init__(
        self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool = False
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        self._valley: pygame.Surface | None = None
        seen = rig_for(movement).seen
        self._stance = "above" if seen is Seen.ABOVE else stance_of(movement, posture)
        across = _GROUND_LYING if self._stance == "lying" else _GROUND[0]
        self._ground = (across * size[0], _GROUND[1] * size[1] / 1080)
        cm = _CM[self._stance] * self._unit
        self._figure = Figure(theme, cm, movement, posture, mirror=self._mirror)
        self._upright = Figure(theme, cm, movement, posture)
        self._targets: tuple[float, ...] = ()
        self._lights: list[float] = []
        self._hill = HillLights(size, theme, self._unit, mirror=self._mirror)
        self._ring_deg = math.nan
        self._fit(())
        self._flame = self._paint_flame()
        self._flame_glow = Glow(round((84 if theme.additive else 46) * self._unit), theme.glow, additive=theme.additive)

    # -- where everything is, before mirroring -------------------------------------------------------------------------

    def _on_arc(self, angle_deg: float) -> Point:
        x, y = self._upright.light(angle_deg)
        return self._ground[0] + x, self._ground[1] + y

    def _fit(self, targets: tuple[float, ...]) -> None:
        """Make lanterns and ring as large as the gaps between the targets allow."""
        self._targets = targets
        arc = [self._upright.arc_deg(angle) for angle in targets]
        gaps = [b - a for a, b in pairwise(arc)]
        room = math.radians(min(gaps, default=30.0)) * self._upright.reach_px
        least, most = (edge * self._unit for edge in _LANTERN_TALL)
        self._tall = max(least, min(most, 0.72 * room))
        self._lanterns = {shape: Lantern(self._theme, self._tall, shape) for shape in Shape}
        self._ring = Ring(0.98 * self._tall, max(5.0, 0.155 * self._tall), self._theme.hold)
        self._choice_ring = Ring(0.72 * self._tall, max(4.0, 0.12 * self._tall), self._theme.hold)
        self._home_ring = Ring(15 * self._unit, 6 * self._unit, self._theme.hold)
        self._lights = [math.nan] * len(targets)
        hook = self._lanterns[Shape.ROUND].hook_px
        heights = {
            angle: self._ground[1] - self._on_arc(angle)[1] + hook
            for angle, on_arc in zip(targets, arc, strict=True)
            if needs_crook(on_arc)
        }
        self._crooks = {a: crook(self._theme, self._unit, tall, mirror=self._mirror) for a, tall in heights.items()}

    # -- what does not move --------------------------------------------------------------------------------------------

    def _paint(self) -> pygame.Surface:
        if self._valley is None:
            self._valley = scenery.valley(self._size, self._theme)
        picture = self._valley.copy()
        if self._targets:
            hook = self._lanterns[Shape.ROUND].hook_px
            places = [(angle, self._on_arc(angle)) for angle in self._targets]
            hangings = [Hanging(self._upright.arc_deg(angle), (x, y - hook)) for angle, (x, y) in places]
            pivot = self._upright.pivot()
            centre = (self._ground[0] + pivot[0], self._ground[1] + pivot[1])
            Tree(self._theme, self._unit, centre, self._upright.reach_px, self._ground[1], hangings).draw(picture)
            self._paint_arc(picture)
        return pygame.transform.flip(picture, True, False) if self._mirror else picture

    def _paint_arc(self, picture: pygame.Surface) -> None:
        """The faint path of the light, from where it rests to the furthest target."""
        pen = Pen(self._size, 1.0, (0.0, 0.0), fine=2)
        steps = 96
        low, top = min(0.0, *self._targets), max(0.0, *self._targets)
        line = [self._on_arc(low + (top - low) * step / steps) for step in range(steps + 1)]
        pen.stroke(line, (2.6 * self._unit, 2.6 * self._unit), self._theme.ink_soft, 64)
        pen.sprite().draw(picture, 0, 0)

    def _paint_flame(self) -> Sprite:
        u = self._unit
        pen = Pen((round(40 * u), round(40 * u)), u, (20 * u, 20 * u))
        pen.disc((0, 0), 19, self._theme.hold[2])
        pen.disc((0, 0), 16.5, mix(self._theme.keyline, self._theme.glow, 0.15))
        pen.disc((0, 0), 12, self._theme.flame)
        pen.disc((0, 0), 6.5, mix(self._theme.flame, (255, 255, 255), 0.75))
        return pen.sprite()

    # -- what does ----------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        reach = view.exercise if isinstance(view.exercise, ReachView) else None
        touched: list[pygame.Rect] = []
        # How far the person goes without pain is still being shown: no target may invite them beyond it.
        targets = () if reach is None or view.phase is Phase.RANGE else reach.targets_deg
        if reach is not None and targets != self._targets:
            self._fit(targets)
            self._kept = self._paint()
            self._hill.unsettle()
            surface.blit(self._kept, (0, 0))
            touched.append(surface.get_rect())
        self._figure.wear(view.sites)
        if reach is not None:
            touched += self._hill.draw(surface, self._kept, reach.lit, view.repetitions_asked, self._glowing(dt_s))
        ground = self._seen(self._ground)
        lean = (view.lean_forward_deg, view.lean_right_deg)
        touched += self._draw_marker(surface, view)
        touched += self._figure.draw(surface, ground, view.angle_deg, *lean)
        if reach is not None:
            touched += self._draw_lanterns(surface, reach, dt_s)
        if not math.isnan(view.angle_deg):
            x, y = self._figure.light(view.angle_deg, *lean)
            place = (ground[0] + x, ground[1] + y)
            strength = 0.62 * self._breath(0.0)
            touched.append(self._flame_glow.at(strength).draw(surface, *place))
            touched.append(self._flame.draw(surface, *place))
        return touched

    def _draw_marker(self, surface: pygame.Surface, view: RoundView) -> list[pygame.Rect]:
        off = _MARKER_OFF[self._stance] * self._unit
        return self._draw_trunk(surface, view, self._seen((self._ground[0] - off, self._ground[1] + 4 * self._unit)))

    def _draw_lanterns(self, surface: pygame.Surface, reach: ReachView, dt_s: float) -> list[pygame.Rect]:
        touched: list[pygame.Rect] = []
        asked = not math.isnan(reach.target_deg)
        for index, angle in enumerate(self._targets):
            best = _best(reach.lit, angle)
            chosen = asked and abs(angle - reach.target_deg) < 0.5 and (not reach.choices_deg or reach.hold > 0.0)
            goal = 1.0 if best else self._lit_while_asked(reach) if chosen else 0.0
            self._lights[index] = self._eased(self._lights[index], goal, dt_s, _LIGHT_TAU_S)
            shape = Shape.TALL if best is not None and best.verdict != "clean" else Shape.ROUND
            place = self._seen(self._on_arc(angle))
            if angle in self._crooks:
                x, y = place
                touched.append(self._crooks[angle].draw(surface, x, y - self._lanterns[shape].hook_px))
            breath = self._breath(0.37 * index)
            touched.append(self._lanterns[shape].draw(surface, *place, self._lights[index], breath))
        for angle in reach.choices_deg or ((reach.target_deg,) if asked else ()):
            if any(abs(angle - target) < 0.5 for target in self._targets):
                continue
            lit = self._lit_while_asked(reach) if abs(angle - reach.target_deg) < 0.5 else 0.0
            touched.append(self._lanterns[Shape.ROUND].draw(surface, *self._seen(self._on_arc(angle)), lit))
        if reach.reached:
            touched.append(self._home_ring.at(0.0).draw(surface, *self._seen(self._on_arc(0.0))))
        touched += [
            self._choice_ring.at(0.0).draw(surface, *self._seen(self._on_arc(angle)))
            for angle in reach.choices_deg
            if angle != reach.target_deg
        ]
        if asked:
            glided = self._eased(self._ring_deg, reach.target_deg, dt_s, _RING_TAU_S)
            self._ring_deg = reach.target_deg if self._calm or reach.choices_deg else glided
            place = self._seen(self._on_arc(self._ring_deg))
            touched.append(self._ring.at(1.0 if reach.reached else reach.hold).draw(surface, *place))
        return touched

    @staticmethod
    def _lit_while_asked(reach: ReachView) -> float:
        """A lantern that is asked for glows a little, more as it is held; where time is set it dims as that runs."""
        timed = 0.0 if math.isnan(reach.time_left) else 0.4 * reach.time_left
        return 0.22 + max(0.5 * reach.hold, timed)


def _best(lit: tuple[Lit, ...], angle_deg: float) -> Lit | None:
    """The best light earned at that target so far."""
    here = [each for each in lit if abs(each.place - angle_deg) < _SAME_TARGET_DEG]
    return min(here, key=lambda each: each.verdict != "clean", default=None)
