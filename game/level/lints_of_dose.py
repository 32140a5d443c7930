"""Lints of how much and for whom: no level asks for more than is safe to ask, nor is open to whom it would harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from game.level.kinds import ON_FEET, STANDS_UP, TESTS
from game.level.sound import Finding, Sound
from game.level.tree import Path
from game.motion.movement import ARM

if TYPE_CHECKING:
    from game.level.schema import Level

SETS_OF_TEN = 3 * 10
"""Repetitions in a level of rising from a chair, of contracting a muscle, or open to a joint after surgery: three sets
of ten, a customary dose of early strengthening (a choice on its careful side, not evidence)."""
TEMPO = 3 * 12
"""Repetitions of slow strengthening: three sets of the 8–12 that ACSM 2009 advises healthy people who begin…"""
TEMPO_REST_S = 60.0
"""…with a minute of rest, the least of the one to two that summaries of it give for light loads."""
HIGH_REPETITION = 100
"""More than these in a level is practice by high repetition: three times what was counted in a usual session of an arm
(32: Lang et al. 2009), a choice. It is for `reach` and `tandem` of an arm after stroke (Birkenmeier et al. 2010)."""
_HIGH_REPETITION_KINDS = ("reach", "tandem")
_MOVES_A_JOINT = ("reach", "tempo", "tandem", "match", "task")
"""Kinds that count movements of a joint; a path, a ring or a contraction is counted otherwise."""


def _repetitions(sound: Sound) -> float:
    return sound.number("dose", "repetitions") or 0.0


def _too_many(sound: Sound, most: int, whom: str) -> Iterator[Finding]:
    if _repetitions(sound) > most:
        what = f"{_repetitions(sound):g} repetitions are more than the {most} {whom}"
        yield Finding(("dose", "repetitions"), what, f"{most}")


def rising_is_dosed(sound: Sound) -> Iterator[Finding]:
    """Rising from a chair: three sets of ten at most."""
    row = sound.movement
    if row and row.name == "sit_to_stand" and sound.kind not in TESTS:
        yield from _too_many(sound, SETS_OF_TEN, "that are safe to ask of rising from a chair")


def tempo_is_dosed(sound: Sound) -> Iterator[Finding]:
    """Slow strengthening: three sets of twelve at most, with a minute of rest."""
    if sound.kind != "tempo":
        return
    yield from _too_many(sound, TEMPO, "that are safe to ask of tempo")
    rest_s = sound.number("dose", "rest_s")
    if rest_s is not None and rest_s < TEMPO_REST_S:
        at: Path = ("dose", "rest_s") if "rest_s" in _section(sound, "dose") else ("dose",)
        yield Finding(at, f"tempo rests for {TEMPO_REST_S:g} seconds at least, not {rest_s:g}", f"{TEMPO_REST_S:g}")


def findings_of_dose(level: Level, repetitions: int) -> list[Finding]:
    """What the rules of dose find in a level of which so many repetitions are asked for in place of its own."""
    values = level.model_dump()
    values["dose"]["repetitions"] = repetitions
    sound = Sound(values, frozenset(), "")
    return [finding for lint in DOSE_LINTS for finding in lint(sound)]


def _section(sound: Sound, name: str) -> dict[str, object]:
    section = sound.values.get(name)
    return dict(section) if isinstance(section, dict) else {}


def activation_is_dosed(sound: Sound) -> Iterator[Finding]:
    """Contracting a muscle: three sets of ten at most, each relaxed for as long as it lasts."""
    if sound.kind != "activate":
        return
    yield from _too_many(sound, SETS_OF_TEN, "that are safe to ask of activate")
    contract_s, relax_s = sound.number("exercise", "contract_s"), sound.number("exercise", "relax_s")
    if contract_s is not None and relax_s is not None and relax_s < contract_s:
        key = "relax_s" if "relax_s" in _section(sound, "exercise") else "contract_s"
        yield Finding(("exercise", key), f"the muscle relaxes for {relax_s:g} seconds, less than it contracts for")


def surgery_is_dosed(sound: Sound) -> Iterator[Finding]:
    """What is open to somebody after surgery stays at three sets of ten."""
    excludes = sound.at("excludes")
    if isinstance(excludes, tuple) and "recent_surgery" not in excludes and sound.kind in _MOVES_A_JOINT:
        yield from _too_many(sound, SETS_OF_TEN, "of a joint after surgery; exclude recent_surgery, or ask for fewer")


def high_repetition_is_for_the_arm(sound: Sound) -> Iterator[Finding]:
    """Hundreds of repetitions are for reach and tandem of an arm."""
    row = sound.movement
    if row is None or not sound.kind or sound.kind in TESTS:
        return
    if sound.kind not in _HIGH_REPETITION_KINDS or row.region not in ARM:
        yield from _too_many(sound, HIGH_REPETITION, "that are asked of anything but reach and tandem of the arm")


def on_ones_feet_nobody_falls_alone(sound: Sound) -> Iterator[Finding]:
    """Alone on one's feet is not for somebody who has fallen lately."""
    on_feet = sound.at("posture") in ON_FEET or sound.kind in STANDS_UP
    excludes = sound.at("excludes")
    if on_feet and sound.at("presence") == "alone" and isinstance(excludes, tuple) and "recent_falls" not in excludes:
        yield Finding(("excludes",), "alone on one's feet excludes who has fallen lately: add recent_falls")


_ELECTRODES_EXCLUDE = ("implanted_electronics", "adhesive_allergy")


def electrodes_exclude(sound: Sound) -> Iterator[Finding]:
    """Electrodes are not for somebody with implanted electronics, nor on skin that their glue hurts."""
    excludes = sound.at("excludes")
    if sound.kind == "activate" and isinstance(excludes, tuple):
        for missing in (word for word in _ELECTRODES_EXCLUDE if word not in excludes):
            yield Finding(("excludes",), f"electrodes are worn: add {missing}")


def each_exclusion_once(sound: Sound) -> Iterator[Finding]:
    """`excludes` names each word once."""
    excludes = sound.at("excludes")
    if isinstance(excludes, tuple) and len(set(map(str, excludes))) < len(excludes):
        yield Finding(("excludes",), "excludes names a word twice")


DOSE_LINTS: tuple[Callable[[Sound], Iterator[Finding]], ...] = (
    rising_is_dosed,
    tempo_is_dosed,
    activation_is_dosed,
    surgery_is_dosed,
    high_repetition_is_for_the_arm,
    on_ones_feet_nobody_falls_alone,
    electrodes_exclude,
    each_exclusion_once,
)
