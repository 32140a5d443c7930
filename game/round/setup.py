"""RoundSetup: the plain values that a Round is built from; they stand in the session file's header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, cast

from game.coaching.safeguards import Standing
from game.motion.calibration import kept_joint
from game.motion.emg_calibration import muscles_from_row
from input_devices import Vector

if TYPE_CHECKING:
    from game.coaching.allowed import Allowed
    from game.level import Level

SETUP_FORMAT = 1

Mode = Literal["tryout", "gentle", "prescribed"]
"""A try-out (keyboard or simulated: free); gentle (a live sensor without a prescription); or inside a prescription."""


@dataclass(frozen=True, slots=True)
class RoundSetup:
    """Everything a Round depends on besides samples and commands. Two Rounds of equal setups do the same."""

    level: str
    """The level's YAML text, whole."""
    side: str
    worn: tuple[str, ...]
    """Where sensors are worn, sites and muscles; the first is the site that the movement is measured with."""
    mode: Mode
    seed: int = 0
    repetitions: int | None = None
    """Another dose than the level's; None leaves the level's."""
    minutes: float | None = None
    silence_end_s: float | None = None
    """End the Round when a sensor is not heard for so long; None where somebody can plug it in again."""
    mounts: Mapping[str, Vector] = field(default_factory=dict)
    """Where up was, in the sensor's own axes (unit vector), when a kit was set up in the seated neutral pose, by site;
    a worn site that no kit knows is left out."""
    prescription: Mapping[str, Any] | None = None
    """The prescription that is played, as it writes itself."""
    allowed: Mapping[str, Any] = field(default_factory=dict)
    """What today allows of this level, as Allowed writes itself; empty where nothing was worked out."""
    earlier: Sequence[Mapping[str, Any]] = ()
    """Instrumented tests of this sitting that this one may be compared with, oldest first, as `sessions.earlier` finds
    them."""
    calibration: Mapping[str, Any] | None = None
    """Of the worn muscles, as `muscles_as_row` writes it; and under `joint`, where two sensors are worn at one that was
    learned before, that Calibration's row."""
    warm_up: int = 0
    """So many easy movements come before the first trial, and count toward nothing."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    coach: Mapping[str, Any] = field(default_factory=dict)
    engine: Mapping[str, str] = field(default_factory=dict)
    """What computes: version of Moveagain, fusion, numpy, platform. Another engine may differ in the last digits."""
    format: int = SETUP_FORMAT

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file."""
        mounts = {site: list(up) for site, up in self.mounts.items()}
        row = {**asdict(self), "worn": list(self.worn), "mounts": mounts, "earlier": list(self.earlier)}
        for key in ("earlier", "allowed", "warm_up"):
            if not row[key]:
                del row[key]  # so that older readers and hashes know it
        return row


def clearance(setup: RoundSetup) -> Standing | None:
    """What the person is cleared for on their feet; None in a try-out, which is free."""
    if setup.mode == "tryout":
        return None
    said = setup.allowed.get("standing") or (setup.prescription or {}).get("standing", "no")
    return cast("Standing", said)


def allowed_in(setup: RoundSetup, level: Level) -> Allowed:
    """What the Round may do. Where nothing was worked out, the movement's safe limits hold."""
    from game.coaching.allowed import allowed_from_row, free_of, gentle_of  # the first screen waits for no level

    if setup.allowed:
        return allowed_from_row(setup.allowed)
    return gentle_of(level) if setup.mode == "gentle" else free_of(level)


def setup_from_row(row: Mapping[str, Any]) -> RoundSetup:
    """The setup that `as_row` wrote; where it was written before mounts were kept, there are none.

    Raises ValueError for a newer format, and KeyError, TypeError or ValueError for what is missing or wrong.
    """
    if row["format"] > SETUP_FORMAT:
        raise ValueError(f"format {row['format']} is newer than this Moveagain reads ({SETUP_FORMAT})")
    later = ("mounts", "earlier", "allowed", "warm_up")
    values = {key.name: row[key.name] for key in fields(RoundSetup) if key.name not in later}
    muscles_from_row(row["calibration"])  # what is no calibration is told here
    kept_joint(row["calibration"])
    mounts = {site: (x, y, z) for site, (x, y, z) in row.get("mounts", {}).items()}
    earlier = tuple(dict(test) for test in row.get("earlier", ()))
    return RoundSetup(
        **{
            **values,
            "worn": tuple(row["worn"]),
            "mounts": mounts,
            "earlier": earlier,
            "allowed": row.get("allowed", {}),
            "warm_up": int(row.get("warm_up", 0)),
        }
    )
