"""Pairing: which sensor is worn where, step by step: the figure shows where, a ring there fills with what is done."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens import words
from game.screens.keys import Key
from game.screens.language import gettext as _
from game.screens.language import translated
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.pen import Ring
from game.screens.screen import Go, Place
from game.screens.wear import draw_state
from game.screens.wearer import draw_figure
from game.screens.widgets import Box, Door, Paper, rounded, split_bottom, split_top
from input_devices import PairingView, SensorView

_ARM, _CHEST, _BELT, _LEG = "shoulder_abduction", "trunk_flexion", "trunk_sway", "knee_extension"
_SHOWN: dict[str, tuple[str, tuple[float, float]]] = {
    "head": (_CHEST, (1.0, 77.0)),
    "sternum": (_CHEST, (9.0, 38.0)),
    "pelvis": (_BELT, (0.0, 4.2)),
    "upper_arm": (_ARM, (18.8, 32.2)),
    "forearm": (_ARM, (22.8, 1.8)),
    "hand": (_ARM, (23.8, -7.9)),
    "thigh": (_LEG, (24.0, -0.5)),
    "shank": (_LEG, (45.7, -26.7)),
    "foot": (_LEG, (50.0, -46.0)),
    "trapezius": (_ARM, (9.0, 55.0)),
    "deltoid": (_ARM, (18.2, 45.0)),
    "biceps": (_ARM, (18.8, 32.0)),
    "triceps": (_ARM, (18.8, 32.0)),
    "wrist_flexors": (_ARM, (21.2, 14.0)),
    "wrist_extensors": (_ARM, (21.2, 14.0)),
    "quadriceps": (_LEG, (24.0, 4.0)),
    "hamstrings": (_LEG, (22.0, -6.0)),
    "tibialis_anterior": (_LEG, (47.5, -20.0)),
    "calf": (_LEG, (41.5, -18.0)),
}
"""Part → the movement whose picture shows it, and where in it, cm from the hip, as the figure's shapes are."""
_RING_CM, _RING_WIDE_PX = 11.0, 14
_SENSORS_MAX = 4
_BAR_PX = 26
_NAME_SHARE = 0.44
_LITTLE = 0.03
"""Less than this is no movement worth a mark."""


class PairScreen(Page):
    """Wants Go(NEXT) when everything is strapped on, or Go(BACK). What it shows comes by `see`."""

    def __init__(self, view: PairingView, sites: Sequence[str]) -> None:
        """`sites` are all places that are being paired."""
        super().__init__()
        self._view = view
        self._sites = tuple(sites)
        self._bars: list[tuple[str, pygame.Rect]] = []
        self._ring: tuple[Ring, tuple[int, int]] | None = None

    def see(self, view: PairingView) -> None:
        """Take in how far it is; laid out again only when the words have changed."""
        before, self._view = self._view, view
        if _said(before) != _said(view):
            self.compose_again()

    def compose(self, paper: Paper) -> None:
        """What to do and how the sensors are doing on the left; on the right the person, and where the sensor goes."""
        view, inside = self._view, paper.page()
        leave = paper.chip(_("ESC"), _("leave"), means=Key.BACK)
        text = pygame.Rect(inside.left, inside.top, round(inside.width * 0.62), leave.top - paper.px(12) - inside.top)
        picture = pygame.Rect(text.right + paper.px(24), inside.top, 0, inside.height)
        picture.width = inside.right - picture.left
        self._draw_person(paper, picture)
        if view.step == "strap_on":
            text, foot = split_bottom(text, paper.door_px(), paper.px(16))
            self.put(Door(_("I am ready"), (Go(Place.NEXT),), main=True), foot)
        share = 0.62 if view.step == "strap_on" else 0.4
        asked, text = split_top(text, round(text.height * share), paper.px(12))
        written = paper.words(translated(view.asked), Role.CUE, asked)
        text.top, text.height = written.bottom + paper.px(24), text.bottom - written.bottom - paper.px(24)
        self._bars = []
        if view.refused:
            why, _rest = split_top(text, round(text.height * (0.6 if view.sensors else 1.0)))
            said = paper.words(translated(view.refused), Role.CUE, why, colour=paper.theme.warm, strong=False)
            text.top, text.height = said.bottom + paper.px(24), text.bottom - said.bottom - paper.px(24)
        self._sensors(paper, text)

    def _sensors(self, paper: Paper, area: pygame.Rect) -> None:
        """One row a sensor: those that are chosen have a tick and their place, the others a bar of how they move."""
        if not self._view.sensors:
            if not self._view.refused:
                paper.words(_("Listening for sensors …"), Role.LINE, split_top(area, paper.line_px(Role.LINE))[0])
            return
        line_px = paper.line_px(Role.LINE)
        room = max(1, min(_SENSORS_MAX, area.height // (line_px + paper.px(8))))
        step_px = min(area.height // room, line_px + paper.px(34))
        for number, sensor in enumerate(_first(self._view.sensors, room)):
            self._sensor(paper, sensor, pygame.Rect(area.left, area.top + number * step_px, area.width, line_px))

    def _sensor(self, paper: Paper, sensor: SensorView, row: pygame.Rect) -> None:
        mark = pygame.Rect(row.left + paper.px(4), 0, round(row.height * 0.6), round(row.height * 0.6))
        mark.centery = row.centery
        draw_state(paper, mark, "live" if sensor.site else "opening")
        name = pygame.Rect(mark.right + paper.px(18), row.top, round(row.width * _NAME_SHARE), row.height)
        paper.words(_short(paper, translated(sensor.words), name.width), Role.LINE, name, middle=True)
        left = name.right + paper.px(18)
        rest = pygame.Rect(left, row.top, row.right - left, row.height)
        if sensor.site:
            paper.words(words.site(sensor.site), Role.LINE, rest, middle=True)
            return
        bar = pygame.Rect(rest.left, 0, rest.width, paper.px(_BAR_PX))
        bar.centery = rest.centery
        paper.picture.blit(
            rounded(bar.size, bar.height // 2, (*paper.theme.ink, 0), edge_px=2, edge=paper.theme.ink), bar
        )
        paper.boxes.append(Box("drawing", bar))
        self._bars.append((sensor.key, bar))

    def _draw_person(self, paper: Paper, area: pygame.Rect) -> None:
        """The person, with the ring where the sensor goes; while everything is strapped on, all of them are worn."""
        site = self._view.site
        which, _sep, part = (site or self._sites[0]).partition("_")
        if which not in ("left", "right"):
            which, part = "right", site or self._sites[0]
        movement, (x_cm, y_cm) = _SHOWN[part]
        worn = (site,) if site is not None else self._sites
        still = self._view.step == "hold_still"
        around = pygame.Rect(0, 0, min(area.size), min(area.size))
        around.center = area.center
        inside = around.inflate(-round(0.3 * around.width), -round(0.22 * around.width)) if still else area
        place = draw_figure(paper, inside, movement, "seated", which, worn)
        theme = paper.theme
        colours = (theme.ring, theme.progress, theme.keyline)
        wide = paper.px(_RING_WIDE_PX)
        if site is not None:
            self._ring = Ring(_RING_CM * place.cm_px, wide, colours), place.at(x_cm, y_cm)
        elif still:
            self._ring = Ring(around.width // 2 - wide, wide, colours), around.center
        else:
            self._ring = None

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """The ring and the bars."""
        del dt_s
        assert self.paper is not None
        moved = []
        if self._ring is not None:
            ring, centre = self._ring
            moved.append(ring.at(self._view.progress).draw(surface, *centre))
        movement = {sensor.key: sensor.movement for sensor in self._view.sensors}
        for key, bar in self._bars:
            much = movement.get(key, 0.0)
            if much < _LITTLE:
                continue
            full = self.paper.begun(bar, max(bar.height, round(bar.width * much)))
            surface.blit(rounded(full.size, bar.height // 2, (*self.paper.theme.cool, 255)), full)
            moved.append(bar)
        return moved


def _said(view: PairingView) -> object:
    """Everything that the still part depends on."""
    return view.step, view.site, view.asked, view.refused, [(one.key, one.words, one.site) for one in view.sensors]


def _short(paper: Paper, words_: str, wide_px: int) -> str:
    """A name in one line: of a long one its end, which tells it from its like."""
    font, kept = paper.letters.font(Role.LINE), words_
    while len(kept) > 1 and font.size(kept if kept == words_ else f"…{kept}")[0] > wide_px:
        kept = kept[1:]
    return kept if kept == words_ else f"…{kept}"


def _first(sensors: Sequence[SensorView], room: int) -> list[SensorView]:
    """Those that are shown where there is no room for all: the others first, one of them has to move."""
    return sorted(sensors, key=lambda sensor: sensor.site is not None)[:room]
