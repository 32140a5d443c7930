"""Lints of load and tempo: what a level says of sets, pace and load has to fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.level.sound import Finding, Sound
from game.measures.minimum_jerk import PEAK


def sets_make_the_dose(sound: Sound) -> Iterator[Finding]:
    """The dose of tempo is what its sets hold."""
    if sound.kind != "tempo":
        return
    sets, each, asked = (
        sound.number(*path) for path in (("exercise", "sets"), ("exercise", "set_repetitions"), ("dose", "repetitions"))
    )
    if sets and each and asked and sets * each != asked:
        what = f"{sets:g} sets of {each:g} are {sets * each:g} repetitions, and the dose says {asked:g}"
        yield Finding(("dose", "repetitions"), what, f"{sets * each:g}")


def pace_is_no_swing(sound: Sound) -> Iterator[Finding]:
    """The smoothest movement at that pace stays below the speed ceiling."""
    row = sound.movement
    if sound.kind != "tempo" or row is None or not sound.targets_deg:
        return
    speed = sound.number("guards", "speed_deg_s_max") or row.speed_deg_s_max
    least_s = PEAK * max(map(abs, sound.targets_deg)) / speed
    for key in ("up_s", "down_s"):
        lasts_s = sound.number("exercise", key)
        if lasts_s is not None and lasts_s < least_s:
            exercise = sound.values["exercise"]
            at = ("exercise", key) if isinstance(exercise, dict) and key in exercise else ("exercise", "targets_deg")
            what = f"{max(sound.targets_deg):g}° in {lasts_s:g} seconds pass {speed:g} degrees a second"
            yield Finding(at, f"{what}; take {least_s:.1f} at least, or go less far")


def a_load_is_loaded(sound: Sound) -> Iterator[Finding]:
    """A load and the word for it go together."""
    load_kg, effort = sound.number("exercise", "load_kg"), sound.at("exercise", "effort")
    if load_kg and effort in ("active", "assisted", "passive"):
        yield Finding(("exercise", "load_kg"), f"a load of {load_kg:g} kg with effort {effort}; say effort: loaded")
    elif effort == "loaded" and not load_kg and sound.kind == "tempo":
        yield Finding(("exercise", "effort"), "loaded, and no load_kg; say how much, or effort: active")


TEMPO_LINTS: tuple[Callable[[Sound], Iterator[Finding]], ...] = (sets_make_the_dose, pace_is_no_swing, a_load_is_loaded)
