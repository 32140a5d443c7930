"""Offers: the levels as a person is shown them, and the sensor that would be worn for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.app.request import SIDES, load_level
from game.coaching.gentle import refuse_gentle
from game.content import shipped_levels
from game.motion.movements import sites_for
from input_devices import likeliest, ports_there

if TYPE_CHECKING:
    from game.screens.choose import LevelCard


def cards(*, tryout: bool) -> list[LevelCard]:
    """Every shipped level, those that may start now first; in a try-out all may."""
    from game.screens.choose import LevelCard

    found = []
    for name in shipped_levels():
        level = load_level(name)
        why_not = None if tryout else refuse_gentle(level.kind, level.posture, None)
        sides = tuple(reversed(SIDES)) if level.row.sided else ("right",)
        found.append(
            LevelCard(
                level.id,
                level.title,
                level.about,
                level.kind,
                sides,
                level.dose.minutes,
                why_not is None,
                why_not or "",
            )
        )
    return sorted(found, key=lambda card: (not card.playable, int(card.id.rpartition("_")[2]), card.id))


def sensor_there() -> str | None:
    """The address of the USB port on which a sensor is most likely; None where there is none. Built-in and Bluetooth
    ports are never guessed: nobody knows what hangs on them."""
    found = likeliest([port for port in ports_there() if port.vid is not None])
    return f"serial:{found[0].device}?protocol=auto" if found else None


def worn_for(level: str, side: str) -> tuple[str, ...]:
    """What would be worn for this level, as `--wear` says it; nothing where there is no sensor."""
    address = sensor_there()
    return () if address is None else (f"{sites_for(load_level(level).row, side)[0]}={address}",)
