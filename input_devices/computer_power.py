"""What this computer runs on now, its battery or the mains, for whoever wears electrodes that hang on it by a cable."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
"""Where Linux tells of chargers and batteries (Documentation/ABI/testing/sysfs-class-power)."""


class Power(StrEnum):
    """What the computer runs on."""

    BATTERY = "battery"
    """Surely: a battery gives current, and nothing that charges is plugged in."""
    MAINS = "mains"
    NO_BATTERY = "no battery"
    UNKNOWN = "unknown"


_ELSEWHERE = "use a wireless sensor (isolation=radio), or an isolator in the sensor's cable (isolation=isolator)"
_REFUSED = {
    Power.MAINS: (
        "this computer is plugged into the mains; pull out its charger, and every cable to a screen, a printer or a "
        "network"
    ),
    Power.NO_BATTERY: f"this computer has no battery to run on; {_ELSEWHERE}",
    Power.UNKNOWN: f"whether this computer runs on its battery cannot be told; {_ELSEWHERE}",
}


def mains_refused(power: Power) -> str | None:
    """Why electrodes that are kept apart from the mains by batteries may not be used now, with what to do; None where
    they may. What cannot be told is refused."""
    return _REFUSED.get(power)


def power_now(supplies: Path | None = None) -> Power:
    """What this computer runs on at this moment. May block for a while: some batteries answer slowly."""
    if sys.platform == "linux":
        return _by_linux(supplies or SUPPLIES)
    return _by_psutil()


def _by_linux(supplies: Path) -> Power:
    """Every charger has to be out, and a battery of the computer itself has to be discharging: firmware that says less
    than that, or says both, is not believed."""
    try:
        rows = [_Supply(folder) for folder in sorted(supplies.iterdir())]
    except OSError:
        return Power.UNKNOWN
    if any(row.feeds for row in rows):
        return Power.MAINS
    batteries = [row.word("status") for row in rows if row.is_own_battery]
    if not batteries:
        return Power.NO_BATTERY
    if "charging" in batteries:
        return Power.MAINS
    return Power.BATTERY if "discharging" in batteries else Power.UNKNOWN


class _Supply:
    """One charger or battery as Linux tells it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kind = self.word("type")

    def word(self, name: str) -> str:
        """What stands in one of its files, in small letters; nothing where it cannot be read."""
        try:
            return (self._folder / name).read_text(encoding="ascii", errors="replace").strip().lower()
        except OSError:
            return ""

    @property
    def feeds(self) -> bool:
        """It is a charger that is plugged in. A mains adapter that does not say so counts as plugged in."""
        if self._kind == "battery":
            return False
        online = self.word("online")
        return online != "0" if self._kind == "mains" else online not in ("", "0")

    @property
    def is_own_battery(self) -> bool:
        """A battery that is there and runs the computer, not a mouse."""
        return self._kind == "battery" and self.word("scope") != "device" and self.word("present") != "0"


def _by_psutil() -> Power:
    """Windows and macOS, through the psutil library; where it is not installed, nothing can be told."""
    try:
        import psutil
    except ImportError:
        return Power.UNKNOWN
    try:
        battery = psutil.sensors_battery()
    except (OSError, RuntimeError, AttributeError):
        return Power.UNKNOWN
    if battery is None:
        return Power.NO_BATTERY
    if battery.power_plugged is None:
        return Power.UNKNOWN
    return Power.MAINS if battery.power_plugged else Power.BATTERY
