"""RoundView: what anyone outside may see of a Round at this tick; screens draw it and simulated players look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from game.exercises.views import ExerciseView
from game.motion.doubt import Doubt
from game.motion.motion import NAN, Motion, MuscleSignal


class Phase(StrEnum):
    """What the Round is doing now."""

    WAITING = "waiting"
    """No worn sensor has answered yet, or not all of them."""
    NEUTRAL = "neutral"
    """The person is asked to hold still in the neutral pose."""
    BEND = "bend"
    """The person is asked to bend the joint slowly and back, so that its axis becomes known."""
    RANGE = "range"
    """The person is asked to show how far they go without pain; targets follow from it."""
    PLAY = "play"
    REST = "rest"
    PAUSED = "paused"
    SILENT = "silent"
    """A worn sensor is not heard; play goes on by itself when it is."""
    DOUBTED = "doubted"
    """A sensor seems to be worn otherwise than was said; play goes on, from the neutral pose, when the person says."""
    STOP = "stop"
    """The stop screen, with its two doors."""
    PAIN = "pain"
    """The person said that it hurts and is asked how much."""
    FALL = "fall"
    """Something felt like a fall and the person is asked whether it was one."""
    OFFER = "offer"
    """The person is tired, and the end is offered."""
    ENDED = "ended"


HELD = (Phase.PAUSED, Phase.STOP, Phase.PAIN, Phase.FALL, Phase.OFFER)
"""Phases that only a person leaves."""
WAITS = (*HELD, Phase.SILENT, Phase.DOUBTED)
"""Phases in which play waits, and goes on where it was."""


class Seen(NamedTuple):
    """What of the body may be seen."""

    angle_deg: float = NAN
    speed_deg_s: float = NAN
    lean_forward_deg: float = NAN
    lean_right_deg: float = NAN
    lean_deg: float = NAN
    """In any direction."""


def seen(motion: Motion | None, exercise: ExerciseView) -> Seen:
    """Nothing where nothing is known yet, nor while nothing that is shown may depend on the body."""
    if motion is None or exercise.blank:
        return Seen()
    angle, forward, right = motion.angle, motion.lean_forward, motion.lean_right
    return Seen(angle.value_deg, angle.speed_deg_s, forward.value_deg, right.value_deg, motion.lean_deg)


def others_seen(motion: Motion | None, exercise: ExerciseView) -> dict[str, float]:
    """The angles of the companions, by their keys; nothing where `seen` gives nothing."""
    if motion is None or exercise.blank or not motion.others:
        return {}
    return {key: signal.value_deg for key, signal in motion.others.items()}


@dataclass(frozen=True, slots=True)
class BendView:
    """How far the bending that tells a joint's axis has come."""

    share: float
    """How much of it is done, 0–1."""
    refused: str | None
    """Why the last bending was refused, in words; None when it was not."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class RoundView(NamedTuple):
    """A snapshot; every angle in degrees, a number that cannot be had is nan."""

    tick: int
    phase: Phase
    level: str
    kind: str
    movement: str
    side: str
    posture: str
    sites: tuple[str, ...]
    angle_deg: float
    """The movement's angle, smoothed for control."""
    speed_deg_s: float
    lean_forward_deg: float
    lean_right_deg: float
    """Where the trunk is, from the neutral pose; nan when no trunk sensor is worn."""
    compensating: bool
    still: float
    """How much of the stillness for the neutral pose is done, 0–1."""
    refused: str | None
    """Why the neutral pose was last refused, in words; None when it was not."""
    cue: str | None
    """The one cue to show now, by its key."""
    exercise: ExerciseView | None
    repetitions_done: int
    repetitions_asked: int
    clean: int
    light: int
    rest_left_s: float
    rest_soon: bool
    silent_site: str | None
    ended: str | None
    muscles: Mapping[str, MuscleSignal] = _NOTHING
    """How active each muscle is over which electrodes are worn, by its place; or why that cannot be had."""
    doubt: Doubt | None = None
    """What seems wrong with how a sensor is worn: play waits for it, or it is only said for a moment."""
    bend: BendView | None = None
    """How the bending is going that is asked for in `BEND`; None otherwise."""
    asks: str | None = None
    """What is asked in this rest, `pain` or `effort`; None where nothing is."""
    others_deg: Mapping[str, float] = _NOTHING
    """The angles of the level's companions by their keys, as `angle_deg` is the movement's."""
    warm_up: tuple[int, int] | None = None
    """How many movements of the warm-up are done, of how many; None where none of them is asked for now, or
    after the pause that is on."""
    rezero_due: bool = False
    """The angle drifts, and zero has not been set for so long that it should be set again."""
