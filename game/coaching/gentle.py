"""Gentle mode: what a live sensor may do without a valid prescription. It is the only mode there is then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.coaching.history import History
from game.exercises.ranges import LEAST_DEG

if TYPE_CHECKING:
    from game.level import Level


@dataclass(frozen=True, slots=True)
class GentleRules:
    """The bounds of gentle mode: choices, and fixed, as there is no therapist here who could change them."""

    kinds: tuple[str, ...] = ("reach", "trace", "match", "tandem")
    arm_only: tuple[str, ...] = ("tandem",)
    """Kinds that are gentle for the arms and not for the legs."""
    postures: tuple[str, ...] = ("lying", "seated")
    range_share: float = 0.8
    """Targets lie at most at this share of the pain-free range just shown."""
    minutes: float = 10.0
    """A session lasts no longer…"""
    sessions_a_day: int = 2
    """…and a person has no more than this many a day."""


GENTLE = GentleRules()
ELECTRODES_REFUSED = (
    "Without a prescription no muscle activity is used in play. Leave the muscle out, ask your therapist for a "
    "prescription, or look at the muscle and calibrate it with `moveagain inputs emg`."
)


_ARM = ("shoulder_", "elbow_", "forearm_", "wrist_")
_LOADED = "loaded"
_LEAST_MINUTES = 0.5
"""Less than this is not worth putting a sensor on: a choice."""


def refuse_gentle(level: Level, history: History | None, *, electrodes: bool = False) -> str | None:
    """Why this level does not start in gentle mode, in words; None when it may. Nobody's session has no history."""
    if electrodes:
        return ELECTRODES_REFUSED
    if not _is_gentle(level):
        return (
            "Without a prescription, only gentle exercises lying or seated are played with a sensor. "
            "Choose a reach level, try this one with the keyboard, or ask your therapist for a prescription."
        )
    if history is None:
        return None
    if not history.nobodys and history.sessions_today >= GENTLE.sessions_a_day:
        return (
            f"That was {GENTLE.sessions_a_day} sessions today, which is enough without a prescription. "
            "Go on tomorrow, or try a level with the keyboard."
        )
    if gentle_minutes(history) < _LEAST_MINUTES:
        return (
            f"That was {GENTLE.minutes:g} minutes, which is enough for one session without a prescription. "
            "Go on later, or try a level with the keyboard."
        )
    return None


def _is_gentle(level: Level) -> bool:
    """A gentle kind, lying or seated, eyes open, without a load; with the arms where only they are gentle."""
    exercise = level.exercise
    return (
        level.kind in GENTLE.kinds
        and level.posture in GENTLE.postures
        and not level.stands
        and (level.kind not in GENTLE.arm_only or all(movement.startswith(_ARM) for movement in _moved(level)))
        and not level.eyes_closed
        and getattr(exercise, "effort", None) != _LOADED
        and not getattr(exercise, "load_kg", 0.0)
        # Of a second way to move no range is shown; the other limb shows its own, and goes no further than the first.
        and getattr(exercise, "second_movement", None) is None
        and getattr(exercise, "other_deg", 0.0) <= getattr(exercise, "amplitude_deg", 0.0)
        # Nobody else's hands move a limb, and none goes to a place of which no range was shown.
        and getattr(exercise, "set_by", "active") == "active"
    )


def _moved(level: Level) -> tuple[str, ...]:
    """The movement, and that of the other limb where it is another one."""
    return level.movement, getattr(level.exercise, "other_movement", None) or level.movement


def gentle_minutes(history: History | None) -> float:
    """How long may be played now, min: what this sitting has left."""
    played = 0.0 if history is None else sum(each.active_min for each in history.of_this_sitting)
    return max(0.0, GENTLE.minutes - played)


def gentle_targets(targets_deg: tuple[float, ...], range_deg: float) -> tuple[float, ...]:
    """The targets, none beyond the allowed share of the range just shown; all are lowered alike, lowest first, and one
    that then could not be told from rest is left out."""
    wall_deg = GENTLE.range_share * range_deg
    highest_deg = max(targets_deg)
    if highest_deg <= wall_deg:
        return targets_deg
    lowered = tuple(target * (wall_deg / highest_deg) for target in targets_deg if target < highest_deg)
    return (*(target for target in lowered if target >= LEAST_DEG), wall_deg)
