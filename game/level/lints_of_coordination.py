"""Lints of `trace` and `tandem`: nothing asked for is unsafe, too fast, or not to be seen by the sensors."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from game.exercises.keys import Companion
from game.level.sound import Finding, Sound
from game.motion.movement import Formula, Movement
from game.motion.movements import MOVEMENTS
from game.motion.yaw import YAW_VALID_S

_WAVES_MIN = 2.0
"""A path goes to its far end and back so often at least: in less nobody can be told to follow it (a choice)."""


def second_way_can_be_watched(sound: Sound) -> Iterator[Finding]:
    """What is watched beside the movement is another one, and one sensor tells it."""
    key = {"trace": "second_movement", "tandem": "other_movement"}.get(sound.kind)
    name, row = sound.at("exercise", key) if key else None, sound.movement
    if key is None or not isinstance(name, str) or name not in MOVEMENTS or row is None:
        return
    at = ("exercise", key)
    if sound.kind == "trace" and name == row.name:
        yield Finding(at, f"{name} is the movement itself; a second way to move is another one")
    if sound.kind == "tandem" and name == row.name and sound.at("exercise", "other_limb") == "same_side":
        yield Finding(at, f"{name} on the same side is the same limb; another limb is on the other side")
    if not Companion("", name).sites("right"):
        yield Finding(at, f"{name} needs two sensors, and beside a movement there is one")
    other, posture = MOVEMENTS[name], sound.at("posture")
    if isinstance(posture, str) and posture not in other.postures:
        yield Finding(at, f"{name} is done {' or '.join(other.postures)}, not {posture}")


def sectors_are_safe(sound: Sound) -> Iterator[Finding]:
    """A path lies inside what is safe, and its sector is one."""
    if sound.kind != "trace" or sound.movement is None:
        return
    yield from _sector(sound, sound.movement, "from_deg", "to_deg")
    second = sound.at("exercise", "second_movement")
    if isinstance(second, str) and second in MOVEMENTS:
        yield from _sector(sound, MOVEMENTS[second], "second_from_deg", "second_to_deg")


def _sector(sound: Sound, row: Movement, near: str, far: str) -> Iterator[Finding]:
    low, high = row.safe_deg
    ends = [(key, sound.number("exercise", key)) for key in (near, far)]
    for key, angle in ends:
        if angle is not None and not low <= angle <= high:
            what = f"{angle:g}° is outside the safe limits of {row.name}, {low:g} to {high:g} degrees"
            yield Finding(_at(sound, key), what)
    (_, near_deg), (_, far_deg) = ends
    apart_deg = 2.0 * row.simplest.sem_deg
    if near_deg is not None and far_deg is not None and far_deg - near_deg < apart_deg:
        what = f"the sector is {far_deg - near_deg:g}° wide; below {apart_deg:g}° nobody can tell its ends apart"
        yield Finding(_at(sound, far), what)


def _at(sound: Sound, key: str) -> tuple[str, ...]:
    exercise = sound.values.get("exercise")
    return ("exercise", key) if isinstance(exercise, dict) and key in exercise else ("exercise",)


def path_is_slow_enough(sound: Sound) -> Iterator[Finding]:
    """A path is slower than the movement may be, and long enough to be followed."""
    row, speed = sound.movement, sound.number("exercise", "path_speed_deg_s")
    if sound.kind != "trace" or row is None or speed is None:
        return
    most = sound.number("guards", "speed_deg_s_max") or row.speed_deg_s_max
    if speed >= most:
        what = f"a path of {speed:g} degrees a second leaves nobody time to catch up below {most:g}"
        yield Finding(_at(sound, "path_speed_deg_s"), what)
    near, far, bout_s = (sound.number("exercise", key) for key in ("from_deg", "to_deg", "bout_s"))
    if near is not None and far is not None and bout_s is not None and far > near:
        waves = bout_s * speed / (math.pi * (far - near))
        if waves < _WAVES_MIN:
            least = math.ceil(_WAVES_MIN * math.pi * (far - near) / speed)
            what = f"in {bout_s:g} seconds the path hardly goes there and back {waves:.1f} times"
            yield Finding(_at(sound, "bout_s"), what, f"{least}")


def turns_are_short(sound: Sound) -> Iterator[Finding]:
    """A turn about upright is known only for a short time after zero: no bout lasts longer."""
    if sound.kind != "trace" or sound.movement is None:
        return
    turns = [row for row in (sound.movement, _row(sound, "second_movement")) if row is not None and _turns(row)]
    bout_s, preview_s = sound.number("exercise", "bout_s"), sound.number("exercise", "preview_s")
    if turns and bout_s is not None and preview_s is not None and bout_s + preview_s >= YAW_VALID_S:
        what = f"{turns[0].name} is known for {YAW_VALID_S:g} seconds after zero; the path lasts longer"
        yield Finding(_at(sound, "bout_s"), what, f"{YAW_VALID_S - preview_s - 2.0:g}")


def amplitudes_are_safe(sound: Sound) -> Iterator[Finding]:
    """Neither limb goes beyond what is safe, and the other one does not only turn."""
    row = sound.movement
    if sound.kind != "tandem" or row is None:
        return
    named = sound.at("exercise", "other_movement")
    other = MOVEMENTS.get(named, row) if isinstance(named, str) else row
    for key, each in (("amplitude_deg", row), ("other_amplitude_deg", other)):
        far = sound.number("exercise", key)
        if far is not None and far > each.safe_deg[1]:
            what = f"{far:g}° is outside the safe limits of {each.name}, {each.safe_deg[0]:g} to {each.safe_deg[1]:g}"
            yield Finding(_at(sound, key), f"{what} degrees")
        if each is not row and _turns(each):
            what = f"{each.name} is known only for a short time after zero; strokes go on"
            yield Finding(("exercise", "other_movement"), what)


def shares_are_of_both_limbs(sound: Sound) -> Iterator[Finding]:
    """The other limb's own range is only known where the first one's is asked for too."""
    if sound.kind != "tandem" or sound.at("exercise", "other_amplitude_percent") is None:
        return
    if sound.at("exercise", "amplitude_percent") is None:
        what = "the other limb's share needs amplitude_percent beside it: both show their range, or neither"
        yield Finding(("exercise", "other_amplitude_percent"), what)


def beat_can_be_kept(sound: Sound) -> Iterator[Finding]:
    """The beat lies in its range, and asks for no more speed than the movement may have."""
    if sound.kind != "tandem" or sound.at("exercise", "beat") in (None, "none") or sound.movement is None:
        return
    limits, per_min = sound.at("exercise", "beat_range_per_min"), sound.number("exercise", "beat_per_min")
    far = sound.number("exercise", "amplitude_deg")
    if not isinstance(limits, tuple | list) or len(limits) != 2 or per_min is None or far is None:
        return
    low, high = (float(limit) for limit in limits if isinstance(limit, int | float))
    if not low <= per_min <= high:
        what = f"{per_min:g} beats a minute lie outside their range, {low:g} to {high:g}"
        yield Finding(_at(sound, "beat_per_min"), what)
    speed = math.pi * far * per_min / 60.0
    most = sound.number("guards", "speed_deg_s_max") or sound.movement.speed_deg_s_max
    if speed >= most:
        what = f"{per_min:g} strokes a minute of {far:g}° reach {speed:.0f} degrees a second, and {most:g} is the most"
        yield Finding(_at(sound, "beat_per_min"), what)


def strokes_fit_their_minutes(sound: Sound) -> Iterator[Finding]:
    """The strokes asked for can be made in the minutes given without passing the speed ceiling."""
    repetitions, minutes = sound.number("dose", "repetitions"), sound.number("dose", "minutes")
    far, row = sound.number("exercise", "amplitude_deg"), sound.movement
    if sound.kind != "tandem" or repetitions is None or minutes is None or far is None or row is None:
        return
    each_s = math.pi * far / (sound.number("guards", "speed_deg_s_max") or row.speed_deg_s_max)
    if repetitions * each_s > minutes * 60.0:
        what = f"{repetitions:g} strokes take at least {repetitions * each_s / 60.0:.1f} minutes, and the dose gives"
        yield Finding(("dose", "minutes"), f"{what} {minutes:g}")


def _row(sound: Sound, key: str) -> Movement | None:
    name = sound.at("exercise", key)
    return MOVEMENTS.get(name) if isinstance(name, str) else None


def _turns(row: Movement) -> bool:
    return row.simplest.formula is Formula.TURN


COORDINATION_LINTS: tuple[Callable[[Sound], Iterator[Finding]], ...] = (
    second_way_can_be_watched,
    sectors_are_safe,
    path_is_slow_enough,
    turns_are_short,
    amplitudes_are_safe,
    shares_are_of_both_limbs,
    beat_can_be_kept,
    strokes_fit_their_minutes,
)
