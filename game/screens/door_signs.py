"""Door signs: a small drawing before a door's words that says what the door does, for whom words are hard."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import pygame

from game.coaching.safeguards import SKIN_SORE
from game.round.commands import Command, Do
from game.screens.language import gettext as _
from game.screens.language import spoken
from game.screens.lettering import Role
from game.screens.pen import Path, Pen, Point
from game.screens.screen import Go, Intent, Place, Quit, Say, Set
from game.screens.theme import Colour
from game.screens.widgets import Box, Door, Paper

_UNITS, _LINE = 100.0, 9.0
"""Every sign is drawn in a square of so many units, its middle at (0, 0), up is up, with lines so wide."""
_LARGE_PX, _LEAST_PX, _GAP_PX = 84, 44, 18
"""On the sheet: how large a sign is at most with words of usual size, how large at least to be known, and what is left
beside it."""
SKIN_AFTER = f"{SKIN_SORE}_after"
"""The question after play, of which neither answer is a yes or a no."""
_ALONG = frozenset(("on", "back", "play"))
"""What points along the way that is read; it turns where that is read from the right."""


def put_sign(paper: Paper, door: Door, inside: pygame.Rect, role: Role, ink: Colour) -> pygame.Rect:
    """Draw the sign of a door where its words begin, and give the room that is left for them: all of it where the door
    has no sign, or where its words would have to be written smaller beside one."""
    name = sign_of(door)
    side = min(inside.height, sign_px(paper))
    left = inside.copy()
    left.width -= side + paper.px(_GAP_PX)
    if name is None or side < paper.px(_LEAST_PX) or not _as_large(paper, door, role, inside, left):
        return inside
    place = pygame.Rect(0, 0, side, side)
    place.midleft = inside.midleft
    if paper.from_right:
        place.midright = inside.midright
    else:
        left.right = inside.right
    turned = spoken().right_to_left and name in _ALONG
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2), mirror=turned, up=True)
    _SIGNS[name](pen, ink)
    pen.sprite().draw(paper.picture, *place.center)
    paper.boxes.append(Box("drawing", place))
    return left


def sign_px(paper: Paper) -> int:
    """How large a sign is where there is room, px of the window."""
    return round(paper.px(_LARGE_PX) * (0.5 + 0.5 * paper.look.text_scale))


def needed_px(paper: Paper, door: Door) -> int:
    """How much wider a door is for its sign, px of the window."""
    return sign_px(paper) + paper.px(_GAP_PX) if sign_of(door) is not None else 0


def _as_large(paper: Paper, door: Door, role: Role, area: pygame.Rect, less: pygame.Rect) -> bool:
    """Whether the words of a door are written as large on `less` as on all of an area, and fit there."""
    for words, how in ((door.words, role), (door.about, Role.LINE)):
        (letters, found), (other, most) = (paper.fitting(words, how, room, True) for room in (less, area))
        lines = letters.wrap(words, found, less.width, True)
        wide = max((letters.font(found, True).size(line)[0] for line in lines), default=0)
        tall = len(lines) * letters.line_px(found)
        if letters.size_px(found) < other.size_px(most) or wide > less.width or tall > less.height:
            return False
    return True


def sign_of(door: Door) -> str | None:
    """Which sign says what a door does; None where it is one of many alike, or has a picture of another kind."""
    if door.key_words == _("Esc"):
        return "play" if door.wants and _sign(door.wants[0]) == "play" else "back"
    plain = not door.about  # what says more beneath is no plain answer
    if door.key_words in ("Y", "N") and door.wants and plain and not _of_skin(door):
        return "yes" if door.key_words == "Y" else "no"
    names = [name for name in map(_sign, door.wants) if name is not None]
    return next((name for name in names if name != "play"), next(iter(names), None))  # most doors go on beside


def _of_skin(door: Door) -> bool:
    return any(isinstance(wants, Say) and wants.command.question == SKIN_AFTER for wants in door.wants)


def _sign(wants: Intent) -> str | None:
    match wants:
        case Go(to=place):
            return _OF_PLACES.get(place)
        case Say(command=Command(question=question, value=value)) if question == SKIN_AFTER:
            return "sharp" if value else "yes"
        case Say(command=command):
            return _OF_COMMANDS.get(command.do)
        case Quit():
            return "leave"
        case Set(value=bool(value)):
            return "yes" if value else "no"
    return None


_OF_PLACES: Mapping[Place, str] = {
    Place.TITLE: "home",
    Place.ABOUT: "about",
    Place.CHOOSE: "play",
    Place.TRYOUT: "keyboard",
    Place.PAIR: "sensor",
    Place.NEXT: "on",
    Place.BACK: "back",
    Place.ANEW: "again",
    Place.SETTINGS: "settings",
    Place.KEYS: "keyboard",
    Place.SEAT: "two",
    Place.SHOW: "figure",
    Place.PROGRESS: "progress",
    Place.REMINDERS: "bell",
    Place.REMIND: "yes",
    Place.ENOUGH: "end",
}
_OF_COMMANDS: Mapping[Do, str] = {
    Do.RESUME: "play",
    Do.PAUSE: "pause",
    Do.REZERO: "again",
    Do.FINISH: "end",
    Do.STOP: "pause",
    Do.EASIER: "down",
    Do.HARDER: "up",
    Do.SHARP: "sharp",
    Do.MORE_FEEDBACK: "eye",
    Do.SKIP_WARM_UP: "on",
}


def _lines(pen: Pen, ink: Colour, *paths: Path, wide: float = _LINE) -> None:
    for path in paths:
        for one, other in pairwise(path):
            pen.limb(one, other, wide, wide, ink)


def _round(pen: Pen, ink: Colour, radius: float, since_deg: float = 0.0, until_deg: float = 360.0) -> Sequence[Point]:
    """A part of a circle, counted from the right and upwards; its points."""
    turns = [math.radians(since_deg + (until_deg - since_deg) * step / 24) for step in range(25)]
    points = [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
    _lines(pen, ink, points)
    return points


def _on(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((-34, 0), (32, 0)), ((8, 26), (34, 0), (8, -26)))


def _back(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((34, 0), (-32, 0)), ((-8, 26), (-34, 0), (-8, -26)))


def _up(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((0, -34), (0, 32)), ((-26, 8), (0, 34), (26, 8)))


def _down(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((0, 34), (0, -32)), ((-26, -8), (0, -34), (26, -8)))


def _play(pen: Pen, ink: Colour) -> None:
    pen.shape(((-22, 34), (36, 0), (-22, -34)), ink)


def _pause(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((-15, 28), (-15, -28)), ((15, 28), (15, -28)), wide=15)


def _yes(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((-32, 0), (-8, -26), (34, 26)), wide=11)


def _no(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((-26, 26), (26, -26)), ((26, 26), (-26, -26)), wide=11)


def _again(pen: Pen, ink: Colour) -> None:
    """Round, and once more from the beginning."""
    end = _round(pen, ink, 29, 50, 350)[0]
    pen.shape(((end[0] - 20, end[1] + 4), (end[0] + 14, end[1] + 18), (end[0] + 10, end[1] - 20)), ink)


def _home(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((-38, 2), (0, 36), (38, 2)), ((-26, 6), (-26, -34), (26, -34), (26, 6)), ((0, -32), (0, -10)))


def _leave(pen: Pen, ink: Colour) -> None:
    """A door that stands open, and the way out."""
    _lines(pen, ink, ((2, 22), (2, 36), (-34, 36), (-34, -36), (2, -36), (2, -22)), ((-14, 0), (34, 0)))
    _lines(pen, ink, ((20, 16), (36, 0), (20, -16)))


def _end(pen: Pen, ink: Colour) -> None:
    """A flag at the end of the way."""
    _lines(pen, ink, ((-24, 38), (-24, -38)))
    pen.shape(((-22, 38), (34, 20), (-22, 2)), ink)


def _about(pen: Pen, ink: Colour) -> None:
    _round(pen, ink, 36)
    pen.disc((0, 17), 6.5, ink)
    _lines(pen, ink, ((0, 1), (0, -20)), wide=11)


def _keyboard(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, ((-42, 24), (42, 24), (42, -24), (-42, -24), (-42, 24)), wide=7)
    for x in (-24, 0, 24):
        pen.disc((x, 8), 5.5, ink)
    _lines(pen, ink, ((-22, -10), (22, -10)), wide=8)


def _sensor(pen: Pen, ink: Colour) -> None:
    """A small box on its strap, and what it sends."""
    _lines(pen, ink, ((-42, -22), (42, -22)), wide=10)
    pen.shape(((-18, -6), (18, -6), (18, -38), (-18, -38)), ink)
    _round(pen, ink, 18, 40, 140)
    _round(pen, ink, 38, 45, 135)


def _settings(pen: Pen, ink: Colour) -> None:
    """Three slides."""
    for y, x in ((24, 14), (0, -16), (-24, 6)):
        _lines(pen, ink, ((-36, y), (36, y)), wide=7)
        pen.disc((x, y), 11, ink)


def _progress(pen: Pen, ink: Colour) -> None:
    _lines(pen, ink, *(((x, -32), (x, y)) for x, y in ((-28, -8), (0, 10), (28, 32))), wide=15)


def _two(pen: Pen, ink: Colour) -> None:
    """Somebody beside somebody."""
    for x in (-20, 20):
        pen.disc((x, 20), 14, ink)
        pen.shape(((x - 17, -34), (x + 17, -34), (x + 13, 2), (x - 13, 2)), ink)


def _figure(pen: Pen, ink: Colour) -> None:
    """Somebody who raises an arm."""
    pen.disc((0, 30), 11, ink)
    _lines(pen, ink, ((0, 14), (0, -12)), ((-14, -40), (0, -12), (14, -40)), ((-24, -8), (0, 12), (32, 22)), wide=8)


def _eye(pen: Pen, ink: Colour) -> None:
    lid = [(x, 26 * (1 - (x / 40) ** 2)) for x in range(-40, 41, 8)]
    _lines(pen, ink, lid, [(x, -y) for x, y in lid], wide=7)
    pen.disc((0, 0), 13, ink)


def _bell(pen: Pen, ink: Colour) -> None:
    pen.soft(((-10, 30), (10, 30), (22, 8), (24, -10), (34, -22), (-34, -22), (-24, -10), (-22, 8)), ink)
    pen.disc((0, -31), 8, ink)
    pen.disc((0, 34), 6, ink)


def _sharp(pen: Pen, ink: Colour) -> None:
    """A flash, as of pain."""
    pen.shape(((10, 42), (-26, -4), (-4, -4), (-12, -42), (26, 8), (4, 8)), ink)


_SIGNS: Mapping[str, Callable[[Pen, Colour], None]] = {
    "on": _on,
    "back": _back,
    "up": _up,
    "down": _down,
    "play": _play,
    "pause": _pause,
    "yes": _yes,
    "no": _no,
    "again": _again,
    "home": _home,
    "leave": _leave,
    "end": _end,
    "about": _about,
    "keyboard": _keyboard,
    "sensor": _sensor,
    "settings": _settings,
    "progress": _progress,
    "two": _two,
    "eye": _eye,
    "figure": _figure,
    "bell": _bell,
    "sharp": _sharp,
}
