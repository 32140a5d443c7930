"""Electrodes: what has to hold before a muscle's sensor is opened, and what is watched while it is used."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial

from input_devices import computer_power
from input_devices.computer_power import Power, mains_refused
from input_devices.errand import Errand
from input_devices.errors import ElectrodesError, InputError
from input_devices.kit import ISOLATIONS
from input_devices.sample import in_words

ASK_EVERY_S = 0.5
OLD_AFTER_S = 1.5
"""An answer older than this is none: a charger that is plugged in stops the use of electrodes within two seconds."""


def watch_electrodes(
    isolations: Mapping[str, str | None],
    implanted_electronics: bool | None,
    ask_power: Callable[[], Power] | None = None,
) -> PowerWatch | None:
    """What has to be watched while electrodes on these muscles are used, by muscle what keeps the mains away; None
    where nothing has.

    To be called before any of their lines is opened: raises ElectrodesError where one may not be used. `ask_power` says
    what the computer runs on; it is asked only where its battery is what keeps the mains away.
    """
    ask = ask_power or computer_power.power_now
    for muscle, isolation in isolations.items():
        why = electrodes_refused(isolation, implanted_electronics)
        if why is None and isolation == "battery":
            why = mains_refused(ask())
        if why is not None:
            raise ElectrodesError(f"electrodes on the {in_words(muscle)} are not used: {why}")
    return PowerWatch(ask) if "battery" in isolations.values() else None


def electrodes_refused(isolation: str | None, implanted_electronics: bool | None) -> str | None:
    """Why electrodes may not be used on a person, with what to do, as the end of a sentence; None where they may.

    Mains voltage must not find a way to the person, and the weak currents of the heart's or a pump's electronics must
    not be disturbed or mistaken for a muscle's.
    """
    if implanted_electronics:
        return "they are not for a person with implanted electronics, such as a pacemaker or a pump"
    if implanted_electronics is None:
        return (
            "it has to be known first that the person has no implanted electronics; answer that where it is asked, or "
            "with `moveagain inputs pair`"
        )
    if isolation not in ISOLATIONS:
        return (
            "it has to be known first what keeps mains voltage away from the person; say that with isolation= in the "
            "address, or with `moveagain inputs pair`: battery (the computer runs on its battery too), radio, or "
            "isolator"
        )
    return None


class PowerWatch:
    """Whether the computer still runs on its battery, asked again and again without blocking whoever polls.

    Begins with what was found at the opening; where no fresh answer is there, electrodes are not used.
    """

    def __init__(self, ask_power: Callable[[], Power]) -> None:
        self._ask_power = ask_power
        self._power = Power.BATTERY
        self._known_s = self._asked_s = math.nan
        self._errand: Errand[Power] | None = None

    def refusal(self, now_s: float) -> str | None:
        """Why electrodes are not used at this moment, with what to do; None where they are."""
        if math.isnan(self._known_s):
            self._known_s, self._asked_s = now_s, now_s - ASK_EVERY_S
        if self._errand is not None and self._errand.finish():
            self._errand = None
        if self._errand is None and abs(now_s - self._asked_s) >= ASK_EVERY_S:
            self._asked_s = now_s
            self._errand = Errand(self._ask_power, partial(self._learn, now_s))
        return mains_refused(self._power if abs(now_s - self._known_s) <= OLD_AFTER_S else Power.UNKNOWN)

    def close(self) -> None:
        """Ask no more."""
        if self._errand is not None:
            self._errand.abandon(0.0)
            self._errand = None

    def _learn(self, asked_s: float, power: Power | InputError) -> None:
        """An answer is as old as its question."""
        if isinstance(power, Power):
            self._power, self._known_s = power, asked_s
