"""Profile: what a simulated person can do and how their sensor behaves; every number a default that may be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path


class ProfileError(Exception):
    """A profile is not known, or its file is wrong; the text says what."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One simulated person."""

    range_deg: float = 150.0
    """How far they can go."""
    speed_deg_s: float = 60.0
    """Their peak speed on the way to a target; where a movement's own ceiling is lower than usual, as much lower."""
    reaction_s: float = 0.4
    tremor_deg: float = 0.0
    """Amplitude of a 5 Hz tremor of the moving joint."""
    noise_deg: float = 2.0
    """Standard deviation of where they stop about where they aim; in steady, of how they sway."""
    lapse: float = 0.02
    """How likely an attempt stops half-way."""
    fatigue_per_rep: float = 0.0
    """Share of range and speed lost with every repetition."""
    learning_per_rep: float = 0.0
    """Share of the aiming error lost with every repetition."""
    compensation: float = 0.0
    """How much the trunk helps: 1 leans 30° for an arm at 90°."""
    dropouts_per_min: float = 0.0
    pain_at_deg: float = 1000.0
    """An angle beyond which it hurts; they say so."""
    gyro_noise_deg_s: float = 0.3
    gyro_bias_deg_s: float = 0.5
    acc_noise_m_s2: float = 0.03


PROFILES: dict[str, Profile] = {
    "able": Profile(),
    "shaky": Profile(tremor_deg=2.5, noise_deg=5.0, speed_deg_s=45.0, reaction_s=0.7),
    "tired": Profile(range_deg=90.0, fatigue_per_rep=0.02, speed_deg_s=40.0, lapse=0.1),
    "leaning": Profile(range_deg=80.0, compensation=0.8),
    "loose_cable": Profile(dropouts_per_min=6.0),
}
"""Simulated people by name."""
USUAL = "able"


def find_profile(name_or_path: str) -> Profile:
    """The profile of that name, or of a YAML or JSON file of its keys; empty means the usual one.

    Raises ProfileError.
    """
    if found := PROFILES.get(name_or_path or USUAL):
        return found
    path = Path(name_or_path)
    if path.suffix not in (".yaml", ".yml", ".json"):
        near = get_close_matches(name_or_path, PROFILES, 1)
        meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(PROFILES)}, and files of your own."
        raise ProfileError(f"there is no simulated person “{name_or_path}”. {meant}")
    import yaml

    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProfileError(f"the profile {path} cannot be read: {error}") from error
    return profile_from_row(values, str(path))


def profile_from_row(values: object, name: str) -> Profile:
    """The profile that a mapping of keys to numbers says; a missing key takes the default. Raises ProfileError."""
    if not isinstance(values, Mapping):
        raise ProfileError(f"{name} should hold keys and numbers, such as: range_deg: 90")
    known = [field.name for field in fields(Profile)]
    for key, value in values.items():
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            meant = f"Did you mean {near[0]}?" if near else f"Keys are {', '.join(known)}."
            raise ProfileError(f"{name}: unknown key {key}. {meant}")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ProfileError(f"{name}: {key} takes a number")
    return Profile(**{str(key): float(value) for key, value in values.items()})
