"""Lints of balance and position sense: what has to hold between the keys of `steady` and of `match`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.exercises.bell import OTHER_LIMB
from game.exercises.envelope import DIRECTIONS, Envelope
from game.exercises.lean import NEAR_SHARE
from game.exercises.steady import SEATED_BASES, STANDING_BASES
from game.level.expected import one_of
from game.level.kinds import ON_FEET
from game.level.sound import Finding, Sound
from game.level.tree import Path

_OF_AIM = {
    "bout_s": ("stay",),
    "directions": ("lean",),
    "legs": ("lean", "limits"),
    "order": ("lean", "limits"),
    "tolerance_deg": ("lean", "limits"),
    "hold_s": ("lean", "limits"),
    "go_s": ("lean", "limits"),
}
"""Keys of `steady` that only some of its aims read."""


def support_fits_posture(sound: Sound) -> Iterator[Finding]:
    """Feet stand on something one stands on, or hang where one sits."""
    base, posture = sound.at("exercise", "base"), sound.at("posture")
    if sound.kind != "steady" or not isinstance(base, str) or not isinstance(posture, str):
        return
    bases = STANDING_BASES if posture in ON_FEET else SEATED_BASES
    if base not in bases:
        what = f"{base} is no base for somebody who is {posture}, which takes {one_of(list(bases))}"
        yield Finding(("exercise", "base"), what, bases[0])


def keys_fit_the_aim(sound: Sound) -> Iterator[Finding]:
    """A key that this aim does not read would be believed to do something."""
    aim, exercise = sound.at("exercise", "aim"), sound.values.get("exercise")
    if sound.kind != "steady" or not isinstance(aim, str) or not isinstance(exercise, dict):
        return
    for key, aims in _OF_AIM.items():
        if key in exercise and aim not in aims:
            yield Finding(("exercise", key), f"{key} is not read where the aim is {aim}, only for {one_of(list(aims))}")


def legs_lean_where_one_stands(sound: Sound) -> Iterator[Finding]:
    """Only who stands leans with the legs."""
    watched = sound.at("exercise", "legs") == "watched"
    if sound.kind == "steady" and watched and sound.at("posture") not in (None, *ON_FEET):
        yield Finding(("exercise", "legs"), "the legs are watched only where one stands", "unwatched")


def closed_eyes_hear_the_end(sound: Sound) -> Iterator[Finding]:
    """Whoever keeps the eyes closed is told by ear when to open them."""
    if sound.at("exercise", "eyes") == "closed" and sound.at("exercise", "sound") == "none":
        path: Path = ("exercise", "sound")
        yield Finding(path, "with the eyes closed it has to be heard when it is over", "begin_and_end")


def places_lie_apart_from_the_middle(sound: Sound) -> Iterator[Finding]:
    """A place that reaches half-way to the middle would be reached by doing next to nothing."""
    aim, directions = sound.at("exercise", "aim"), sound.at("exercise", "directions")
    near, forward, side = (sound.number("exercise", key) for key in ("tolerance_deg", "forward_deg", "side_deg"))
    back = forward if sound.at("exercise", "back_deg") is None else sound.number("exercise", "back_deg")
    if sound.kind != "steady" or aim == "stay" or near is None or forward is None or side is None or back is None:
        return
    ring = Envelope(forward, side, back, side)
    named = directions if aim == "lean" and isinstance(directions, tuple) else tuple(DIRECTIONS)
    for name in named:
        far = ring.towards(DIRECTIONS[name]) if isinstance(name, str) and name in DIRECTIONS else near / NEAR_SHARE
        if near > NEAR_SHARE * far:
            what = f"{near:g}° is more than half of the {far:.1f}° to the place {name}: it would be reached half-way"
            yield Finding(("exercise", "tolerance_deg"), what)
            return


def another_limb_can_join(sound: Sound) -> Iterator[Finding]:
    """Only a limb that the body has two of can lie where the other one is to go, and nothing is kept in mind then."""
    if sound.kind != "match" or sound.at("exercise", "set_by") != OTHER_LIMB:
        return
    row = sound.movement
    if row is not None and not row.sided:
        yield Finding(("exercise", "set_by"), f"{row.name} has no other side", "active")
    exercise = sound.values.get("exercise")
    if isinstance(exercise, dict) and exercise.get("memory_every"):
        what = "the other limb lies at the place, so that nothing is found from memory"
        yield Finding(("exercise", "memory_every"), what, "0")


LINTS_OF_BALANCE: tuple[Callable[[Sound], Iterator[Finding]], ...] = (
    support_fits_posture,
    keys_fit_the_aim,
    legs_lean_where_one_stands,
    closed_eyes_hear_the_end,
    places_lie_apart_from_the_middle,
    another_limb_can_join,
)
