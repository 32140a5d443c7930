"""Gentle mode: what a live sensor may do without a valid prescription. It is the only mode there is then."""

from __future__ import annotations

from dataclasses import dataclass

from game.coaching.history import History


@dataclass(frozen=True, slots=True)
class GentleRules:
    """The bounds of gentle mode."""

    kinds: tuple[str, ...] = ("reach", "trace", "match")
    postures: tuple[str, ...] = ("lying", "seated")
    range_share: float = 0.8
    """Targets lie at most at this share of the pain-free range just shown."""
    minutes: float = 10.0
    """A session lasts no longer…"""
    sessions_a_day: int = 2
    """…and a person has no more than this many a day."""


GENTLE = GentleRules()
_TARGET_DEG_MIN = 6.0
"""A target that is lowered below this cannot be told from rest and is left out."""


ELECTRODES_REFUSED = (
    "Without a prescription no muscle activity is used in play. Leave the muscle out, ask your therapist for a "
    "prescription, or look at the muscle and calibrate it with `moveagain inputs emg`."
)


def refuse_gentle(kind: str, posture: str, history: History | None, *, electrodes: bool = False) -> str | None:
    """Why this level does not start in gentle mode, in words; None when it may. Nobody's session has no history."""
    if electrodes:
        return ELECTRODES_REFUSED
    if kind not in GENTLE.kinds or posture not in GENTLE.postures:
        return (
            "Without a prescription, only gentle exercises lying or seated are played with a sensor. "
            "Choose a reach level, try this one with the keyboard, or ask your therapist for a prescription."
        )
    if history is not None and history.sessions_today >= GENTLE.sessions_a_day:
        return (
            f"That was {GENTLE.sessions_a_day} sessions today, which is enough without a prescription. "
            "Go on tomorrow, or try a level with the keyboard."
        )
    return None


def gentle_targets(targets_deg: tuple[float, ...], range_deg: float) -> tuple[float, ...]:
    """The targets, none beyond the allowed share of the range just shown; all are lowered alike, lowest first."""
    wall_deg = GENTLE.range_share * range_deg
    highest_deg = max(targets_deg)
    if highest_deg <= wall_deg:
        return targets_deg
    lowered = tuple(target * (wall_deg / highest_deg) for target in targets_deg if target < highest_deg)
    return (*(target for target in lowered if target >= _TARGET_DEG_MIN), wall_deg)
