"""Doubt: what can be wrong with how sensors are worn, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from input_devices import in_words


class Fault(StrEnum):
    """What can be wrong with how sensors are worn."""

    SWAPPED = "swapped"
    UPSIDE_DOWN = "upside_down"
    SLIPPED = "slipped"
    """Gravity turned and the gyroscope did not: no limb does that."""
    AWAY = "away"
    """It rests elsewhere than in the starting pose: the person does, or it has slipped. One sensor cannot tell."""
    FROZEN = "frozen"
    DUPLICATED = "duplicated"
    """One sensor is heard as two."""
    FLIPPED = "flipped"
    """Two sensors at one joint do not agree which way it bends."""
    CONTRARY = "contrary"
    """The first movement went the way that the joint hardly goes."""


SAID: dict[Fault, tuple[str, str]] = {
    Fault.SWAPPED: (
        "The sensors on the {site} and the {other} look swapped.",
        "Let the two change places, then go on. If they are right, just go on.",
    ),
    Fault.UPSIDE_DOWN: (
        "The sensor on the {site} is upside down or back to front.",
        "Turn it round, then go on. If it is right as it is, just go on.",
    ),
    Fault.SLIPPED: (
        "The sensor on the {site} has slipped.",
        "Set it straight, then go on: the starting pose is taken again.",
    ),
    Fault.AWAY: (
        "The {site} is not back in the starting pose.",
        "Come back to it. If you are in it, the sensor has slipped: set it straight and press Z.",
    ),
    Fault.FROZEN: (
        "The sensor on the {site} is frozen.",
        "It sends the same over and over: switch it off and on. Play goes on by itself.",
    ),
    Fault.DUPLICATED: (
        "The sensors on the {site} and the {other} are one and the same.",
        "One sensor is set up for both places: give each its own. Play goes on by itself.",
    ),
    Fault.FLIPPED: (
        "The sensors on the {site} and the {other} do not agree which way the joint bends.",
        "Turn each so that its arrow and its face are as shown, then go on: one bend is asked for.",
    ),
    Fault.CONTRARY: (
        "The {site} went the other way first.",
        "If it did not, turn its sensor so that arrow and face are as shown.",
    ),
}
"""What happened and what to do, in English; `{site}` and `{other}` are places in words, to follow “the”."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that seems wrong with how a sensor is worn."""

    fault: Fault
    site: str
    other: str | None = None
    """The second sensor, of two that look swapped or are one."""
    holds: bool = True
    """Play waits for it; else it is only said."""

    @property
    def sentence(self) -> str:
        """What happened and what to do, in one sentence, as a summary's notes have them."""
        said = " ".join(SAID[self.fault]).format(site=in_words(self.site), other=in_words(self.other or ""))
        return "; ".join(part[0].lower() + part[1:] for part in said[:-1].split(". "))
