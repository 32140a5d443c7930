"""Shown: a movement as it is asked for, and the drawn person who does it, in any pose on the way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pygame

from game.screens.mannequin import From, Mannequin, Stance
from game.screens.rigs import Joint, Seen, rig_for
from game.screens.skeleton import WARM
from game.screens.theme import Theme

_RISE_LEANS_DEG, _SQUAT_LEANS = 34.0, 0.42
"""How far the trunk leans at most on the way up from a seat, and for each degree of a squat."""
Together = Literal["one", "both", "in_turn"]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One movement as it is asked for."""

    movement: str
    side: str
    posture: str
    peak_deg: float
    """How far it goes; 0 where nothing is to move."""
    up_s: float = 2.0
    hold_s: float = 0.6
    down_s: float = 2.0
    together: Together = "one"
    """One limb alone, both at the same time, or one after the other."""
    sites: tuple[str, ...] = ()
    """Where sensors are worn."""


def person_doing(asked: Demonstration, theme: Theme) -> Mannequin:
    """The person who does it, warm where they move."""
    joint = rig_for(asked.movement).joint
    both = asked.together != "one" or joint is Joint.LEGS
    sides = ("left", "right") if both else (asked.side,)
    warm = [part if part in ("head", "trunk") else f"{side}_{part}" for side in sides for part in sorted(WARM[joint])]
    return Mannequin(theme, stance_shown(asked.movement, asked.posture), asked.side, warm, sites=asked.sites)


def posed(asked: Demonstration, share: float, beside_deg: Mapping[str, float] | None = None) -> dict[str, float]:
    """The simulated body's joints, degrees, with that share of the movement done, 0-1, and what they do beside it."""
    from game.motion.movements import MOVEMENTS  # here, so that no page waits for the motion room before it needs it

    movement = MOVEMENTS[asked.movement]
    joints = movement.joints_deg(share * asked.peak_deg, asked.side)
    joints = {**movement.start(asked.side), **joints}
    if asked.together != "one":
        other = "left" if asked.side == "right" else "right"
        theirs = 1.0 - share if asked.together == "in_turn" else share
        joints |= {**movement.start(other), **movement.joints_deg(theirs * asked.peak_deg, other)}
    if "lowering" in joints:  # nobody rises from a seat, or sinks, without leaning forward
        low_deg = joints["lowering"]
        rises = _RISE_LEANS_DEG * math.sin(math.radians(2.0 * low_deg))
        joints["trunk_forward"] = rises if movement.start_deg else _SQUAT_LEANS * low_deg
    for joint, deg in (beside_deg or {}).items():
        joints[joint] = joints.get(joint, 0.0) + deg
    return joints


def stance_shown(movement: str, posture: str) -> Stance:
    """How the person is drawn for a movement at a posture."""
    rig = rig_for(movement)
    if rig.joint is Joint.LEGS:
        return Stance.RISING
    if posture == "lying":
        return Stance.LYING
    on_feet = posture in ("standing", "stepping") or rig.standing or movement in ("standing_sway", "weight_shift")
    return Stance.STANDING if on_feet and not rig.seated else Stance.SEATED


def draw_at_its_end(surface: pygame.Surface, area: pygame.Rect, asked: Demonstration, theme: Theme) -> None:
    """One still picture: the person where the movement is furthest, from where that is seen best."""
    person, pose = person_doing(asked, theme), posed(asked, 1.0)
    eye = From.SIDE if rig_for(asked.movement).seen is Seen.SIDE else From.FRONT
    person.draw(surface, area, eye, person.frame((pose,))[eye], pose)
