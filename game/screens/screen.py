"""Screen: one thing the stage shows, laid out for a size and a look; and the closed set of what a person can want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from game.screens.palettes import name_of

if TYPE_CHECKING:
    import pygame

    from game.round.commands import Command
    from game.screens.keys import Key
    from input_devices import Isolation

LEAST_TEXT_SCALE, MOST_TEXT_SCALE = 1.0, 2.0
FADE_S = 0.3
"""How long one picture melts into the next; nothing ever changes faster than the eye is used to."""


class Place(StrEnum):
    """Where a person can ask to go; what stands there is the app's to decide."""

    TITLE = "title"
    ABOUT = "about"
    CHOOSE = "choose"
    TRYOUT = "tryout"
    """Choose a level and play it from the keyboard."""
    PAIR = "pair"
    """Say which sensor is worn where."""
    NEXT = "next"
    """On from here: the answers are given, the sentence is read, the results are seen."""
    BACK = "back"
    ANEW = "anew"
    """Not where it was cut short, but from the beginning."""
    SETTINGS = "settings"
    """How a person wants and needs the game."""
    KEYS = "keys"
    """Which key means what."""
    SEAT = "seat"
    """A seat beside whoever plays: somebody joins in, or leaves again."""
    SHOW = "show"
    """How the movement is done, drawn."""
    PROGRESS = "progress"
    """What was practised, and how it went."""
    REMINDERS = "reminders"
    """On which days and when to be reminded."""
    REMIND = "remind"
    """What was chosen there is to be set up."""
    ENOUGH = "enough"
    """Enough for today: towards the sensor put away."""


@dataclass(frozen=True, slots=True)
class Go:
    """Show another place."""

    to: Place


@dataclass(frozen=True, slots=True)
class ChooseLevel:
    """Play this level on this side of the body."""

    level: str
    side: str


@dataclass(frozen=True, slots=True)
class Person:
    """This is who plays, by their id in the list of people."""

    id: str


@dataclass(frozen=True, slots=True)
class PairAt:
    """Pair a sensor for each of these places; the answers are asked for only where a muscle is among them."""

    sites: tuple[str, ...]
    isolation: Isolation | None = None
    implanted_electronics: bool | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the Round something, or answer a question before or after it."""

    command: Command


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave the game. During play what was done is kept."""


@dataclass(frozen=True, slots=True)
class Set:
    """One of the person's settings is to be this from now on, by a door or by its key. The stage has done it already;
    the app keeps it."""

    key: str
    value: Any = field(hash=False)


@dataclass(frozen=True, slots=True)
class Press:
    """What a key does on every screen is wanted by a door; the stage does it, and the app never hears of it."""

    key: Key


Intent: TypeAlias = Go | ChooseLevel | Person | PairAt | Say | Quit | Set | Press


@dataclass(frozen=True, slots=True)
class Look:
    """How everything is to look, whatever is shown: the person's settings."""

    theme: str = "dusk"
    text_scale: float = 1.0
    language: str = "en"
    """One of those in language.py; which way it is read decides where everything begins."""
    calm: bool = False
    """Reduced motion: nothing drifts, breathes or glides that does not have to."""
    pain_scale: str = "numbers"
    """How pain is asked for, always the same: numbers, faces or vertical."""
    high_contrast: bool = False
    palette: Literal["usual", "colour_blind"] = "usual"
    background: bool = True
    """Whether the scenery is shown; without it everything stands on a plain ground."""
    seen_side: Literal["both", "left", "right"] = "both"
    """The side that is seen or attended to: pages are anchored there, and nothing needed lies only on the other."""
    short_words: bool = False
    """Pictures and fewer words."""
    world_speed: float = 1.0
    """How fast all moves that moves by itself, 0.5–1."""
    hands_free: bool = False
    """Pressed by one switch or by the sensor: what a sign at the foot says can be chosen like a door."""

    by_sensor: bool = False
    """Pressed by the sensor alone: then it is said how play is paused by it."""

    @property
    def colours(self) -> str:
        """The name under which everything of this look is painted."""
        return name_of(self.theme, high_contrast=self.high_contrast, palette=self.palette, background=self.background)


class Screen(Protocol):
    """What the stage shows. It knows no files, no clock and no Round: values come in, intents go out.

    Called in this order: `lay_out` once and again whenever size or look change; then every frame `draw_still` (what
    needs no sample) and `draw_live` (what does). A screen takes keys at any time in between.
    """

    def lay_out(self, size: tuple[int, int], look: Look) -> None:
        """Find a place for everything at this size, px."""
        ...

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """What the person wants by this key press or click."""
        ...

    def draw_still(self, surface: pygame.Surface) -> None: ...
    def draw_live(self, surface: pygame.Surface, dt_s: float) -> None: ...
    def spoil(self) -> None:
        """Something was drawn over everything; the next frame is drawn whole."""
        ...

    @property
    def dirty(self) -> Sequence[pygame.Rect] | None:
        """What changed in the last two draws; None means everything, an empty sequence nothing."""
        ...
