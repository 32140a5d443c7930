"""Demonstration: a drawn person shows a movement from the front and from the side, then the commonest wrong way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.screens import words
from game.screens.abreast import beside
from game.screens.face import STOP_BEHIND
from game.screens.keys import Key, meaning
from game.screens.language import gettext as _
from game.screens.language import pgettext
from game.screens.lettering import Role
from game.screens.mannequin import From, Stance
from game.screens.page import Page
from game.screens.rigs import Joint, rig_for
from game.screens.screen import Go, Intent, Place
from game.screens.shown import Demonstration, person_doing, posed, stance_shown
from game.screens.theme import Colour
from game.screens.widgets import Box, Door, Paper, columns, rounded, split_bottom, split_top

MOST_S = 10.0
"""A demonstration takes no longer."""
_WRONG_S, _BEFORE_S = 2.6, 0.4
"""How long the wrong way is shown, and how long the person is seen before they move."""
_WRONG_UP_S, _RUSHED_S = 0.9, 0.32
_LEAN_DEG = 20.0
_BAR_PX = 18
_BESIDE = 0.36
"""This share of the width is for words, where they stand beside the pictures."""


@dataclass(frozen=True, slots=True)
class Paces:
    """One repetition as it is shown, s."""

    up_s: float
    hold_s: float
    down_s: float

    @property
    def whole_s(self) -> float:
        """From its beginning to its end."""
        return self.up_s + self.hold_s + self.down_s

    def share(self, t_s: float) -> float:
        """How far the movement has gone, 0–1: it sets off and arrives gently."""
        if t_s < self.up_s:
            return _gently(t_s / self.up_s)
        t_s -= self.up_s + self.hold_s
        return 1.0 if t_s < 0.0 else 1.0 - _gently(t_s / self.down_s)


def paces(asked: Demonstration) -> Paces:
    """The repetition as it is asked for, where there is time for that: the hold is shortened first, and only then is
    the rest shown faster."""
    room_s = MOST_S - _WRONG_S - _BEFORE_S
    up_s, down_s = max(0.3, asked.up_s), max(0.3, asked.down_s)
    faster = min(1.0, room_s / (up_s + down_s))
    up_s, down_s = up_s * faster, down_s * faster
    return Paces(up_s, max(0.0, min(asked.hold_s, room_s - up_s - down_s)), down_s)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """The commonest wrong way: what joints do beside, in degrees where the movement is at its end; or its haste."""

    word: str
    joints_deg: Mapping[str, float]
    share: float = 1.0
    """How much of the movement itself is done."""
    rushed: bool = False


def wrong_way(movement: str, side: str) -> _Wrong:
    """What people do instead, most often."""
    away = -1.0 if side == "right" else 1.0
    lean, back = _("Leaning"), {"trunk_forward": -_LEAN_DEG}
    if movement in ("shoulder_abduction", "shoulder_scaption", "hip_abduction"):
        return _Wrong(lean, {"trunk_right": away * _LEAN_DEG})
    if movement in ("trunk_sway", "standing_sway", "weight_shift"):
        return _Wrong(_("Bending"), {"trunk_forward": 1.4 * _LEAN_DEG}, 0.3)
    match rig_for(movement).joint:
        case Joint.SHOULDER | Joint.HIP | Joint.KNEE:
            return _Wrong(lean, back)
        case Joint.ELBOW if movement in ("elbow_flexion", "forearm_lift"):
            return _Wrong(_("Swinging"), {**back, f"{side}_shoulder_flexion": 26.0})
        case Joint.ELBOW if movement != "forearm_rotation":
            return _Wrong(_("Turning"), {"trunk_rotation": -away * 28.0}, 0.4)
        case Joint.NECK:
            return _Wrong(lean, {"trunk_forward" if movement == "neck_flexion" else "trunk_right": _LEAN_DEG}, 0.5)
        case Joint.TRUNK:
            return _Wrong(_("Slumping"), {"neck_flexion": 38.0, "trunk_forward": 0.5 * _LEAN_DEG}, 0.4)
    return _Wrong(_("Rushing"), {}, rushed=True)


class DemonstrationScreen(Page):
    """Wants Go(NEXT): by any key. It is `over` by itself in no more than MOST_S; whoever shows it goes on then.

    With reduced motion the person is shown at both ends of the movement, and nothing glides.
    """

    back = (Go(Place.NEXT),)

    def __init__(self, asked: Demonstration, *, playing: bool = False, at_s: float = 0.0) -> None:
        """`playing` where a Round waits behind it, which can be stopped from here; `at_s`: so much of it is over."""
        super().__init__()
        self.stop = STOP_BEHIND if playing else ()
        self._asked = asked
        self._paces = paces(asked)
        self._wrong = wrong_way(asked.movement, asked.side)
        self._age_s = at_s
        self._people: tuple[tuple[From, pygame.Rect], ...] = ()

    @property
    def over(self) -> bool:
        """Everything has been shown."""
        return self._age_s >= self._right_s + _WRONG_S

    @property
    def _right_s(self) -> float:
        return _BEFORE_S + self._paces.whole_s

    @property
    def _shows_wrong(self) -> bool:
        return self._age_s >= self._right_s

    def compose(self, paper: Paper) -> None:
        """What is asked for, the two pictures, whether this is how, and the way on."""
        asked = self._asked
        page, (bar, foot) = self._foot(paper, paper.page())
        page = self._tell(paper, page)
        pictures, names = split_bottom(page, paper.line_px(Role.SMALL), paper.px(4))
        sides = columns(pictures, 2, paper.px(30))
        lying = stance_shown(asked.movement, asked.posture) is Stance.LYING
        called = (_("From above") if lying else _("From the front"), _("From the side"))
        for area, name, said in zip(sides, columns(names, 2, paper.px(30)), called, strict=True):
            paper.words(said, Role.SMALL, name, align="centre", strong=False)
            paper.boxes.append(Box("drawing", area))
        self._people = tuple(zip((From.FRONT, From.SIDE), sides, strict=True))
        self._person = person_doing(asked, paper.theme)
        ends = (posed(asked, 0.0), posed(asked, 1.0), posed(asked, self._wrong.share, self._wrong.joints_deg))
        self._bounds = self._person.frame(ends)
        self.put(Door(_("Any key: go on"), (Go(Place.NEXT),), main=True), foot, role=Role.LINE)
        self._lay_pace(paper, bar)

    def _tell(self, paper: Paper, page: pygame.Rect) -> pygame.Rect:
        """What is asked for and whether this is how, beside the pictures, so that these are large; where the words find
        no room there, above them. What is left for the pictures."""
        asked, line = words.instruction(self._asked.movement, self._asked.side), paper.line_px(Role.CUE)
        told, pictures = beside(paper, page, _BESIDE, paper.px(40))
        head, verdict = split_top(told, round(0.62 * told.height), paper.px(16))
        if all(_holds(paper, area, said) for area, said in ((head, asked), (verdict, self._verdict()))):
            paper.words(asked, Role.TITLE, head)
            self._say(paper, verdict)
            return pictures
        head, page = split_top(page, line, paper.px(10))
        paper.words(asked, Role.CUE, head, align="centre")
        verdict, page = split_top(page, line, paper.px(6))
        self._say(paper, verdict, centred=True)
        return page

    def _verdict(self) -> str:
        return _("Not this way: {word}").format(word=self._wrong.word) if self._shows_wrong else _("This way")

    def _say(self, paper: Paper, area: pygame.Rect, *, centred: bool = False) -> None:
        """Like this, with a tick; or the wrong way in one word, with a cross."""
        wrong, said = self._shows_wrong, self._verdict()
        role = Role.CUE if centred else Role.TITLE
        wide = paper.letters.font(role, True).size(said)[0]
        high = min(area.height, paper.line_px(Role.CUE))
        mark = pygame.Rect(0, 0, high, high)
        if centred:
            mark.left = max(area.left, area.centerx - (wide + mark.width + paper.px(20)) // 2)
        else:
            mark.left = area.right - high if paper.from_right else area.left
        mark.centery = area.centery
        far = high + paper.px(20)
        room = pygame.Rect(mark.left + far, area.top, area.right - mark.left - far, area.height)
        if paper.from_right and not centred:
            room = pygame.Rect(area.left, area.top, area.width - far, area.height)
        colour = paper.theme.warm if wrong else paper.theme.cool
        paper.words(said, role, room, colour=colour, middle=True)
        _sign(paper, mark.inflate(-round(0.3 * mark.width), -round(0.3 * mark.height)), colour, wrong=wrong)

    def _foot(self, paper: Paper, area: pygame.Rect) -> tuple[pygame.Rect, tuple[pygame.Rect, pygame.Rect]]:
        """What is left of the page above its foot, and there the room for the pace and for the way on."""
        wide = round(paper.px(640) * (0.5 + 0.5 * paper.look.text_scale))
        share = 1.0 - (wide + paper.px(48)) / area.width
        told_px = paper.least_height(self._pace_words(), round(share * area.width)) + paper.px(_BAR_PX + 8)
        page, foot = split_bottom(area, max(paper.door_px(Role.LINE), told_px), paper.px(18))
        return page, beside(paper, foot, share, paper.px(48))

    def _pace_words(self) -> str:
        asked = self._asked
        if asked.peak_deg == 0.0:
            return ""
        named = ((_("there"), asked.up_s), (_("hold"), asked.hold_s), (pgettext("pace", "back"), asked.down_s))
        return "   ".join(_("{what} {n} s").format(what=what, n=_seconds(long)) for what, long in named if long > 0.0)

    def _lay_pace(self, paper: Paper, area: pygame.Rect) -> None:
        """Seconds there, held and back, each as wide as it is long."""
        if not self._pace_words():
            self._bars: list[pygame.Rect] = []
            return
        said, shown = self._pace_words(), self._paces
        gap, high = paper.px(8), paper.px(_BAR_PX)
        text_px = max(paper.line_px(Role.SMALL), paper.least_height(said, area.width))
        text, low = split_top(area, text_px)
        paper.words(said, Role.SMALL, text)
        low = pygame.Rect(low.left, min(low.top + paper.px(8), area.bottom - high), low.width, high)
        self._bars, left = [], float(low.left)
        for long in (shown.up_s, shown.hold_s, shown.down_s):
            wide = low.width * long / shown.whole_s
            bar = pygame.Rect(round(left), low.top, max(0, round(wide) - gap), high)
            left += wide
            self._bars.append(bar)
            if bar.width > 0:
                paper.picture.blit(rounded(bar.size, high // 2, (*paper.theme.ring, 120)), bar)

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """Both pictures of the person as they are now, and how much of the repetition is done."""
        before, self._age_s = self._shows_wrong, self._age_s + dt_s
        if self._shows_wrong is not before:
            self.compose_again()
            self.draw_still(surface)
        assert self.paper is not None
        pose = self._pose()
        for eye, area in self._people:
            self._person.draw(surface, area, eye, self._bounds[eye], pose)
        touched = [area for _eye, area in self._people]
        done_s = 0.0 if self._shows_wrong else self._age_s - _BEFORE_S
        spans = (self._paces.up_s, self._paces.hold_s, self._paces.down_s)
        for bar, long in zip(self._bars, spans, strict=False):
            share = min(1.0, max(0.0, done_s / long)) if long > 0.0 else 0.0
            done_s -= long
            if bar.width > bar.height and share > 0.0:
                full = (max(bar.height, round(bar.width * share)), bar.height)
                touched.append(surface.blit(rounded(full, bar.height // 2, (*self.paper.theme.progress, 255)), bar))
        return touched

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Any key goes on; the one that stops does."""
        if self.stop and meaning(event) is Key.STOP:
            return self.stop
        if event.type == pygame.KEYDOWN:
            return (Go(Place.NEXT),)
        return super().handle(event)

    # -- the person ----------------------------------------------------------------------------------------------------

    def _pose(self) -> dict[str, float]:
        """The simulated body's joints as they are now."""
        if not self._shows_wrong:
            return posed(self._asked, self._share(self._paces, self._age_s - _BEFORE_S))
        wrong, t_s = self._wrong, self._age_s - self._right_s
        up_s = _RUSHED_S if wrong.rushed else _WRONG_UP_S
        quick = Paces(up_s, 0.1 if wrong.rushed else _WRONG_S - 2.0 * up_s, up_s)
        share = self._share(quick, t_s % quick.whole_s if wrong.rushed else t_s)
        return posed(self._asked, share * wrong.share, {joint: share * deg for joint, deg in wrong.joints_deg.items()})

    def _share(self, pace: Paces, t_s: float) -> float:
        if self.paper is not None and self.paper.look.calm:
            return 1.0 if 0.5 * pace.up_s < t_s < pace.whole_s - 0.5 * pace.down_s else 0.0
        return pace.share(min(max(0.0, t_s), pace.whole_s))


def _holds(paper: Paper, area: pygame.Rect, said: str) -> bool:
    """Whether words as small as they may be find room there, a sign as high as a line beside them."""
    letters, role = paper.smallest()
    wide = area.width - 2 * paper.line_px(Role.CUE)
    longest = max(letters.font(role, True).size(word)[0] for word in said.split())
    return longest <= wide and paper.least_height(said, wide, strong=True) <= area.height


def _gently(share: float) -> float:
    """The smoothest way from 0 to 1 (minimum jerk)."""
    share = min(1.0, max(0.0, share))
    return share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


def _seconds(long_s: float) -> str:
    return f"{long_s:.1f}".rstrip("0").rstrip(".")


def _sign(paper: Paper, area: pygame.Rect, colour: Colour, *, wrong: bool) -> None:
    """A tick or a cross."""
    thick = max(3, round(0.16 * area.width))
    left, right, top, bottom = area.left, area.right, area.top, area.bottom
    if wrong:
        lines = [((left, top), (right, bottom)), ((left, bottom), (right, top))]
    else:
        foot = (left + round(0.36 * area.width), bottom)
        lines = [((left, area.centery), foot), (foot, (right, top))]
    for start, end in lines:
        pygame.draw.line(paper.picture, colour, start, end, thick)
        for place in (start, end):
            pygame.draw.circle(paper.picture, colour, place, thick // 2)
