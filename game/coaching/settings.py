"""CoachSettings: what a therapist may set of how a person is coached, each with its default; kept in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from game.exercises.exercise import Side

Order = Literal["by_session", "blocked", "serial", "random", "person"]
"""In which order the level's places come: by session begins blocked, goes on serial and ends random; by person they
are chosen from those that are left of a round, where the kind lets them be, and come by session elsewhere."""
Bias = Literal["none", "left", "right"]


@dataclass(frozen=True, slots=True)
class CoachSettings:
    """Shares are 0–1. The numbers are defaults and choices, not evidence, but where a source is named."""

    aim: float = 0.75
    """The share of trials that are to succeed."""
    first_aim: float = 0.85
    """In the first session of a level."""
    band: tuple[float, float] = (0.60, 0.85)
    """Success that leaves it brings bigger steps."""
    range_rise_deg: float = 5.0
    """How much farther than ever before the targets of one session may lie."""
    feedback_last: float = 0.5
    """The share of trials with feedback, once it has faded. More was kept where feedback grew rarer
    (Winstein and Schmidt 1990); how rare is a choice."""
    feedback_sessions: int = 4
    """The session in which it has faded; in the first all trials have it."""
    feedback_more: int = 10
    """So many trials have feedback when the person asks for more."""
    unaided_every: int = 5
    """Every so many sessions one opens…"""
    unaided_trials: int = 5
    """…with so many trials without feedback, as hard as the session before ended."""
    order: Order = "by_session"
    blocked_sessions: int = 2
    """So many sessions are blocked…"""
    serial_sessions: int = 2
    """…then so many are serial, and those that follow random."""
    bias: Bias = "none"
    """The side that is asked for more often, as for neglect; where places have sides."""
    bias_share: float = 0.75
    """How often it is asked for."""
    world_waits: bool = False
    """No time limit holds: the world waits for the person."""

    @property
    def side(self) -> Side | None:
        """The side that is asked for more often; None where there is none."""
        return None if self.bias == "none" else self.bias

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file."""
        return {**asdict(self), "band": list(self.band)}


SET_BY_THERAPIST = (
    *("aim", "first_aim", "order", "bias", "bias_share", "world_waits"),
    *("feedback_last", "feedback_sessions", "unaided_every", "unaided_trials"),
)
"""What a prescription may say, by the same names."""
_WORDS: Mapping[str, tuple[str, ...]] = {"order": get_args(Order), "bias": get_args(Bias)}
_SHARES = ("aim", "first_aim", "feedback_last", "bias_share")
_RANGE_RISE_DEG_MAX = 5.0
"""Nobody may let it rise faster."""
_AIM_MAX = 0.95
"""At an aim of 1 a miss would have to move infinitely far."""


def coach_settings(row: Mapping[str, Any]) -> CoachSettings:
    """The settings in a row as `as_row` writes it; what it does not name has its default.

    Raises ValueError in words for what is no setting.
    """
    known = {each.name for each in fields(CoachSettings)}
    for name, value in row.items():
        if name not in known:
            raise ValueError(f"the coach has no setting {name!r}")
        if name in _WORDS and value not in _WORDS[name]:
            raise ValueError(f"{name} is one of {', '.join(_WORDS[name])}, not {value!r}")
        if name in _SHARES and not 0.0 <= value <= 1.0:
            raise ValueError(f"{name} is a share from 0 to 1, not {value!r}")
    found = CoachSettings(**{**row, **({"band": tuple(row["band"])} if "band" in row else {})})
    if not (0.5 <= found.aim <= _AIM_MAX and 0.5 <= found.first_aim <= _AIM_MAX):
        raise ValueError(f"an aim lies from 0.5 to {_AIM_MAX}")
    if not 0.0 <= found.band[0] <= found.band[1] <= 1.0:
        raise ValueError("a band is two shares, the lower one first")
    if not 0.0 <= found.range_rise_deg <= _RANGE_RISE_DEG_MAX:
        raise ValueError(f"range rises by at most {_RANGE_RISE_DEG_MAX:g}° a session")
    if min(found.feedback_sessions, found.unaided_every) < 1 or min(found.unaided_trials, found.feedback_more) < 0:
        raise ValueError("a number of sessions is at least 1, a number of trials at least 0")
    return found
