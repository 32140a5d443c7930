"""The keyboard's body: actions that are held move joints, and the body wears the sensors."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from input_devices.sample import Sample
from input_devices.simulated import TICK_S, Body, SimulatedSource


@dataclass(frozen=True, slots=True)
class Pull:
    """What holding one action does: it moves a joint to a limit and no further."""

    joint: str
    """A joint of the body, or a movement of several that the source has been told of."""
    limit_deg: float
    """Where the joint goes while the action is held; two actions that pull apart hold it where it is."""


@dataclass(frozen=True, slots=True)
class KeyboardParams:
    """How the joints answer."""

    speed_deg_s: float = 45.0
    back_deg_s: float = 30.0
    """How fast a joint that nobody holds goes back to zero, as by gravity or a spring; 0 lets it stay."""
    ease_s: float = 0.08
    """How long it takes to come up to speed, and to come to rest without overshoot."""


@dataclass(slots=True)
class _Held:
    """Where a joint is and how fast it goes."""

    angle_deg: float = 0.0
    speed_deg_s: float = 0.0


class KeyboardSource(SimulatedSource):
    """A Source whose body is moved by the actions that are held. It is told which; it reads no keyboard.

    `pulls` says what each action does; actions that it does not name do nothing here. `movements` says of what they
    pull, where that is not one joint, where the body's joints are when it is pulled so far (deg).
    """

    def __init__(
        self,
        body: Body,
        pulls: Mapping[str, Pull],
        params: KeyboardParams | None = None,
        movements: Mapping[str, Callable[[float], Mapping[str, float]]] | None = None,
    ) -> None:
        super().__init__(body, "keyboard")
        self._movements = movements or {}
        self._pulls = dict(pulls)
        self._params = params or KeyboardParams()
        self._joints = {pull.joint: _Held() for pull in self._pulls.values()}
        self._actions: frozenset[str] = frozenset()

    def hold(self, actions: frozenset[str]) -> None:
        """From now on these actions are held, and no others."""
        self._actions = actions

    def poll(self, now_s: float) -> Sequence[Sample]:
        for name, held in self._joints.items():
            self._step(held, [p.limit_deg for a, p in self._pulls.items() if p.joint == name and a in self._actions])
            move = self._movements.get(name)
            self.body.move({name: held.angle_deg} if move is None else move(held.angle_deg))
        return super().poll(now_s)

    def _step(self, held: _Held, limits_deg: list[float]) -> None:
        """One tick towards the limits that pull, or back to zero where none does."""
        params = self._params
        speed_max = params.speed_deg_s if limits_deg else params.back_deg_s
        # This gain makes easing and slowing down before the limit together critically damped.
        gain = 1.0 / (4.0 * params.ease_s)
        wanted = sum(max(-speed_max, min(speed_max, gain * (limit - held.angle_deg))) for limit in limits_deg or [0.0])
        held.speed_deg_s += (wanted - held.speed_deg_s) * (1.0 - math.exp(-TICK_S / params.ease_s))
        held.angle_deg += held.speed_deg_s * TICK_S
