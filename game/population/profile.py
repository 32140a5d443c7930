"""Profile: what a simulated person can do and how their sensor behaves; every number a default that may be changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.level.problem import Problem


class ProfileError(Exception):
    """A profile is not known, or its file is wrong; the text says what."""


def _key(default: float, low: float, high: float) -> float:
    """A number of a profile, and what it may be."""
    value: float = field(default=default, metadata={"within": (low, high)})
    return value


@dataclass(frozen=True, slots=True)
class Profile:
    """One simulated person."""

    range_deg: float = _key(150.0, 1.0, 360.0)
    """How far they can go."""
    speed_deg_s: float = _key(60.0, 1.0, 1000.0)
    """Their peak speed on the way to a target; where a movement's own ceiling is lower than usual, as much lower; in
    reach never above three quarters of the level's ceiling."""
    strength: float = _key(1.0, 0.05, 1.0)
    """1 holds a limb up without effort; at 0.5 it sinks by 2° a second while it is held, and goes up at three quarters
    of their speed."""
    reaction_s: float = _key(0.4, 0.0, 10.0)
    tremor_deg: float = _key(0.0, 0.0, 30.0)
    """Amplitude of a 5 Hz tremor of the moving joint."""
    spasticity: float = _key(0.0, 0.0, 1.0)
    """A muscle that catches when it is stretched fast: at 1 from 20° a second on, at 0.5 from 85. Whoever wants to go
    faster than that is held to it, and does not get as far: by a fifth at 1."""
    noise_deg: float = _key(2.0, 0.0, 90.0)
    """Standard deviation of where they stop about where they aim; in steady, of how they sway."""
    lapse: float = _key(0.02, 0.0, 1.0)
    """How likely an attempt stops half-way, as of somebody who is distracted."""
    neglect: float = _key(0.0, 0.0, 1.0)
    """How often they notice late what is asked for on the side that they overlook, where half of it is."""
    fatigue_per_rep: float = _key(0.0, 0.0, 0.5)
    """Share of range and speed lost with every repetition; rests give most of it back."""
    learning_per_rep: float = _key(0.0, 0.0, 0.5)
    """Share of the aiming error lost with every repetition."""
    compensation: float = _key(0.0, 0.0, 3.0)
    """How much the trunk helps: 1 leans 30° for an arm at 90°."""
    dropouts_per_min: float = _key(0.0, 0.0, 600.0)
    """Of each sensor: holes of 0.3 s."""
    pain_at_deg: float = _key(1000.0, 0.0, 1000.0)
    """An angle beyond which it hurts; they stop there and say so."""
    gyro_noise_deg_s: float = _key(0.3, 0.0, 50.0)
    gyro_bias_deg_s: float = _key(0.5, 0.0, 50.0)
    acc_noise_m_s2: float = _key(0.03, 0.0, 10.0)


PROFILES: dict[str, Profile] = {
    "able": Profile(),
    "shaky": Profile(tremor_deg=2.5, noise_deg=5.0, speed_deg_s=45.0, reaction_s=0.7),
    "tired": Profile(range_deg=90.0, fatigue_per_rep=0.02, speed_deg_s=40.0, lapse=0.1),
    "leaning": Profile(range_deg=80.0, compensation=0.8),
    "loose_cable": Profile(dropouts_per_min=6.0),
}
"""Simulated people by name."""
USUAL = "able"
PEOPLE_MAX = 10_000
"""So many are played at once: hours of computing."""


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
    from game.level import LevelProblems  # the first screen waits for no level
    from game.level.tree import SIZE_MAX, decode, read_tree

    try:
        text = decode(_start_of(path, SIZE_MAX), str(path))
        if all(not line or line.startswith("#") for line in map(str.strip, text.splitlines())):
            return profile_from_row(None, str(path))
        tree = read_tree(text, str(path))
    except LevelProblems as wrong:
        raise _mistaken(wrong.problems[0]) from wrong
    if tree.problems:
        raise _mistaken(min(tree.problems))
    return profile_from_row(tree.value, str(path))


def _mistaken(problem: Problem) -> ProfileError:
    """The first mistake of a profile's text, in a sentence."""
    return ProfileError(f"the profile {problem}")


def _start_of(path: Path, most: int) -> bytes:
    """A file's bytes; of a longer file one more than `most`. Raises ProfileError."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise ProfileError(f"{path} cannot be read ({error.strerror}); check the file's name") from error


def read_profiles(path: Path) -> tuple[Profile, ...]:
    """The simulated people of a file: a JSON list, each a mapping of keys to numbers. Raises ProfileError."""
    raw = _start_of(path, _SIZE_MAX)
    if len(raw) > _SIZE_MAX:
        raise ProfileError(
            f"{path} is larger than {_SIZE_MAX >> 20} MB; at most {PEOPLE_MAX} people are played at once"
        )
    try:
        values = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path} is no text of UTF-8; write a list such as {_AS}") from error
    except json.JSONDecodeError as error:
        said = f"{error.msg}, in line {error.lineno}"
        raise ProfileError(f"the profiles {path} are not JSON ({said}); write a list such as {_AS}") from error
    except RecursionError as error:
        raise ProfileError(f"the profiles {path} are not JSON of people; write a list such as {_AS}") from error
    except ValueError as error:  # Python reads no number of more digits than a few thousand
        raise ProfileError(f"{path} holds a number of thousands of digits; write a list such as {_AS}") from error
    if not isinstance(values, list) or not values:
        raise ProfileError(f"{path} should hold a list of at least one person, such as {_AS}")
    if len(values) > PEOPLE_MAX:
        raise ProfileError(f"{path} holds {len(values)} people; at most {PEOPLE_MAX} are played at once")
    return tuple(profile_from_row(row, f"{path}, person {place}") for place, row in enumerate(values, 1))


_AS = '[{"range_deg": 90}]'
_SIZE_MAX = 8 << 20
"""Bytes: twice what the most people need with every key written out."""


def profile_from_row(values: object, name: str) -> Profile:
    """The profile that a mapping of keys to numbers says; a missing key takes the default. Raises ProfileError."""
    if not isinstance(values, Mapping):
        raise ProfileError(f"{name} should hold keys and numbers, such as: range_deg: 90")
    within = {each.name: each.metadata["within"] for each in fields(Profile)}
    for key, value in values.items():
        if key not in within:
            near = get_close_matches(str(key), within, 1)
            meant = f"Did you mean {near[0]}?" if near else f"Keys are {', '.join(within)}."
            raise ProfileError(f"{name}: unknown key {str(key)[:40]}. {meant}")
        low, high = within[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ProfileError(f"{name}: {key} takes a number from {low:g} to {high:g}, not {value!r:.40}")
    return Profile(**{str(key): float(value) for key, value in values.items()})
