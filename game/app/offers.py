"""Offers: the levels as a person is shown them, and the sensor that would be worn for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from secrets import randbelow
from typing import TYPE_CHECKING

from game.app.clock import today
from game.app.kitted import fitting, usual_kit
from game.app.programmes import levels_prescribed
from game.app.request import KIT, SIDES, PlayRequest, load_level
from game.coaching.refusal import refusal_of
from game.content import shipped_levels
from game.level.kinds import KINDS, TESTS
from game.motion.companion import with_companions
from game.motion.movements import MOVEMENTS
from game.people.kits import read_kit
from game.screens.language import gettext as _
from game.screens.language import of_level, translated
from game.screens.message import MessageScreen
from game.sessions.home import home
from input_devices import Kit, KitError, in_words, likeliest, ports_there

if TYPE_CHECKING:
    from game.coaching.prescription import Prescription
    from game.level import Level
    from game.screens.choose import LevelCard


_SEEDS = 1 << 31
"""Each play draws another one: what comes by lot, such as a path, is not the same every day."""


@dataclass(frozen=True, slots=True)
class WornInput:
    """What is played with where a sensor is worn: a kit, or one sensor on a port; or why nothing can be."""

    kit: Kit | None = None
    message: MessageScreen | None = None

    def of(self, level: str, side: str) -> tuple[str | None, tuple[str, ...]]:
        """The input of a request for that level, and what is worn for it."""
        return (f"{KIT}:{self.kit.name}", ()) if self.kit is not None else (None, worn_for(level, side))


def worn_input(home_dir: str | None) -> WornInput:
    """The usual kit, or else a sensor that hangs on a port."""
    name = usual_kit(home_dir)
    if name is not None:
        try:
            return WornInput(read_kit(home(home_dir), name))
        except KitError as error:
            happened = _("What is known of your sensors cannot be read.")
            return WornInput(message=MessageScreen(happened, f"{str(error).splitlines()[0]}"))
    if sensor_there() is None:
        happened = _("No sensor was found at this computer.")
        to_do = _("Plug one in and choose Play again. Or try a level without a sensor.")
        return WornInput(message=MessageScreen(happened, to_do))
    return WornInput()


def request_of(home_dir: str | None, level: str, side: str, person: str | None, *, live: bool) -> PlayRequest:
    """That level on that side, with what is worn, or by the keyboard."""
    fed, wear = worn_input(home_dir).of(level, side) if live else ("keyboard", ())
    return PlayRequest(level, fed, wear, side, person, seed=randbelow(_SEEDS))


def cards(
    prescription: Prescription | None = None, *, tryout: bool, kit: Kit | None = None, seated: bool = False
) -> list[LevelCard]:
    """Every shipped level, those that may start now first and games before tests; in a try-out all may start, with a
    kit those that it fits. `seated`: what is done on one's feet comes after all else that may start."""
    from game.screens.choose import LevelCard

    last: set[str] = set()
    found, named = [], () if tryout else levels_prescribed(prescription, today().date())
    for name in shipped_levels():
        level = load_level(name)
        if seated and level.stands:
            last.add(level.id)
        why_not = None if tryout else _refuse(level, prescription, named)
        alone = len(_fewest(level)) == 1 and not level.exercise.muscles()  # electrodes are worn by a kit only
        if kit is None and not tryout and not alone:
            why_not = why_not or needs(level)
        sides = tuple(reversed(SIDES)) if level.row.sided else ("right",)
        if kit is not None:
            fits = tuple(side for side in sides if fitting(kit, level, side))
            why_not = why_not or (None if fits else needs(level))
            sides = fits or sides
        found.append(
            LevelCard(
                level.id,
                of_level(level.title, level.title_in),
                of_level(level.about, level.about_in),
                level.kind,
                sides,
                level.dose.minutes,
                why_not is None,
                translated(why_not or ""),
            )
        )
    return _in_turn(found, last)


def _in_turn(cards: list[LevelCard], last: Collection[str]) -> list[LevelCard]:
    """Those that may start first, games before tests, easy steps before hard ones; and of those that are alike in that,
    one of each kind, then another of each, in the order of the movement table. Of those that may start, the `last` ones
    come last."""
    rows, kinds = list(MOVEMENTS), list(KINDS)

    def alike(card: LevelCard) -> tuple[bool, bool, bool, int]:
        return not card.playable, card.id in last, card.kind in TESTS, int(card.id.rpartition("_")[2])

    def place(card: LevelCard) -> tuple[bool, bool, bool, int, int, int]:
        return *alike(card), kinds.index(card.kind), rows.index(card.id.rpartition(f"_{card.kind}_")[0])

    before: Counter[tuple[object, ...]] = Counter()
    turns = []
    for card in sorted(cards, key=place):
        of_its_kind = (*alike(card), card.kind)
        turns.append((*alike(card), before[of_its_kind], kinds.index(card.kind), card.id, card))
        before[of_its_kind] += 1
    return [turn[-1] for turn in sorted(turns, key=lambda turn: turn[:-1])]


def _refuse(level: Level, prescription: Prescription | None, of_the_programme: Collection[str]) -> str | None:
    """Why a level does not start today, with a prescription or without one; None where it may."""
    electrodes = bool(level.exercise.muscles())
    return refusal_of(level, prescription, today().date(), electrodes=electrodes, of_the_programme=of_the_programme)


def _fewest(level: Level) -> tuple[str, ...]:
    """The places of the fewest sensors that a level can be played with on the right."""
    if muscles := level.muscles("right"):
        return muscles
    return with_companions(level.row.sites(level.row.simplest, "right"), level.companions, "right")


def needs(level: Level) -> str:
    """What has to be paired for a level."""
    sites = _fewest(level)
    both = any(companion.other_side for companion in level.companions)
    places = [translated(in_words(site) if both else in_words(site).removeprefix("right ")) for site in sites]
    if level.exercise.muscles():
        return _("Pair electrodes for your {places} first.").format(places=_(" and ").join(places))
    if len(places) == 1:
        return _("Pair a sensor for your {place} first.").format(place=places[0])
    return _("Pair sensors for your {place} and your {other} first.").format(
        place=", ".join(places[:-1]), other=places[-1]
    )


def sensor_there() -> str | None:
    """The address of the USB port on which a sensor is most likely; None where there is none. Built-in and Bluetooth
    ports are never guessed: nobody knows what hangs on them."""
    found = likeliest([port for port in ports_there() if port.vid is not None])
    return f"serial:{found[0].device}?protocol=auto" if found else None


def worn_for(level: str, side: str) -> tuple[str, ...]:
    """What would be worn for this level, as `--wear` says it; nothing where there is no sensor."""
    address, row = sensor_there(), load_level(level).row
    return () if address is None else (f"{row.sites(row.simplest, side)[0]}={address}",)
