"""Aiming: a person who points with a worn sensor and sees only the doors of what is shown, and which has the focus."""

from __future__ import annotations

import math
from typing import Protocol

from input_devices.protocols.witmotion_packets import encode

PACE_DEG_S = 30.0
_LOOK_S = 1.8
"""So long somebody rests and looks whether the focus goes round by itself: longer than it stays on a door."""
_SETTLED_S, _UP_DEG = 0.5, 12.0
"""What is seen lags behind a limb that has just come to rest; and so far up it is plain that it was lifted."""
_PATIENCE_S = 3.0
"""Whoever holds still for so long and has chosen nothing lets the limb down, and lifts it a little farther then."""
_LIFT_DEG, _FARTHER_DEG = 10.0, 4.0


class AimingLimb:
    """Lies at 0°, or is lifted; trembles if it does. What it says is a WitMotion sensor's, whichever way up it sits."""

    def __init__(self, tremor_deg: float = 0.0, most_deg: float = 90.0, hz: float = 5.0) -> None:
        """`most_deg`: it goes no farther, wherever it wants to."""
        self.tremor_deg, self.most_deg, self.hz = tremor_deg, most_deg, hz
        self.angle_deg = 0.0
        self.goal_deg = 0.0
        self._now_s, self._shown_deg = 0.0, 0.0

    def move(self, dt_s: float) -> bytes:
        """Some time passes; what the sensor says then."""
        self._now_s += dt_s
        most = PACE_DEG_S * dt_s
        self.angle_deg += max(-most, min(most, min(self.most_deg, self.goal_deg) - self.angle_deg))
        shaken = self.tremor_deg * math.sin(2.0 * math.pi * self.hz * self._now_s)
        before, self._shown_deg = self._shown_deg, self.angle_deg + shaken
        turned = math.radians(self._shown_deg)
        up = (0.0, -9.81 * math.cos(turned), 9.81 * math.sin(turned))
        return encode((math.radians(self._shown_deg - before) / dt_s, 0.0, 0.0), up)


class Limb(Protocol):
    """Something that is where it is and goes where it is told, deg."""

    goal_deg: float

    @property
    def angle_deg(self) -> float: ...


class Aimer:
    """Asked many times a second where the limb is to go, for the door that is meant."""

    def __init__(self, limb: Limb) -> None:
        self._limb = limb
        self._page: object = None
        self._looked_s = self._held_s = 0.0
        self._first: int | None = None
        self._lift_deg = _LIFT_DEG
        self._round = False
        """The focus goes round by itself: lifting chooses."""

    def step(self, dt_s: float, page: object, goal: int, focus: int) -> None:
        """`page` is whatever tells one page from another, `focus` the door that has it."""
        if page != self._page:
            self._lift_deg = _LIFT_DEG
        if page != self._page or self._held_s > _PATIENCE_S:
            self._lift_deg += _FARTHER_DEG if page == self._page else 0.0
            self._page, self._looked_s, self._held_s = page, 0.0, 0.0
            self._first, self._round = None, False
        limb = self._limb
        self._held_s = (
            self._held_s + dt_s if abs(limb.angle_deg - limb.goal_deg) < 0.5 and limb.angle_deg > 5.0 else 0.0
        )
        if self._looked_s < _LOOK_S:
            limb.goal_deg = 0.0
            if limb.angle_deg < 3.0:
                self._looked_s += dt_s
                if self._looked_s > _SETTLED_S:
                    self._round = self._first is not None and focus != self._first
                    self._first, self._looked_s = focus, _LOOK_S if self._round else self._looked_s
        elif self._round:
            limb.goal_deg = 25.0 if focus == goal else 0.0
            if focus != goal and limb.angle_deg >= _UP_DEG:  # too late, or it does not go round: look again
                self._looked_s, self._first, self._round = 0.0, None, False
        elif limb.angle_deg < self._lift_deg or focus < goal:
            limb.goal_deg = 45.0
        elif focus > goal:
            limb.goal_deg = 0.0
        else:
            limb.goal_deg = limb.angle_deg
