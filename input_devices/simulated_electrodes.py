"""Simulated electrodes: a Source of muscles that work as hard as they are asked to, or as held keys ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from input_devices.sample import Sample, Truth
from input_devices.simulated import TICK_S
from input_devices.simulated_emg import SimulatedMuscle
from input_devices.source import InputReport, SourceState

_RISE_A_S, _FALL_A_S = 0.35, 0.5
"""How fast a muscle that a key pulls works harder, and lets go when nobody holds it, in shares of an effort a second:
slow enough to stop inside a band (a choice)."""


class SimulatedElectrodes:
    """A Source that lets its muscles live one tick of 1/60 s at every poll."""

    def __init__(self, muscles: Sequence[SimulatedMuscle], truth: Truth = "simulated") -> None:
        self.muscles = {muscle.place: muscle for muscle in muscles}
        self._truth: Truth = truth
        self._state = SourceState.LIVE
        self._elapsed_s = 0.0

    @property
    def truth(self) -> Truth:
        return self._truth

    @property
    def stepped(self) -> bool:
        return True

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(self.muscles)

    @property
    def state(self) -> SourceState:
        return self._state

    @property
    def notice(self) -> str | None:
        return None

    def work(self, activation: Mapping[str, float]) -> None:
        """Ask for so much of each muscle, 0–1; the others stay as they were asked for."""
        for place, share in activation.items():
            self.muscles[place].activation = min(1.0, max(0.0, share))

    def poll(self, now_s: float) -> Sequence[Sample]:  # noqa: ARG002 (a muscle lives by the tick)
        if self._state is not SourceState.LIVE:
            return ()
        self._elapsed_s += TICK_S
        heard = []
        for muscle in self.muscles.values():
            due = int(self._elapsed_s * muscle.params.rate_hz + 1e-6)
            heard += [muscle.sample() for _ in range(due - muscle.emitted)]
        return heard

    def reports(self) -> Sequence[InputReport]:
        return [
            InputReport(place, self._truth, "simulated", muscle.params.rate_hz, muscle.emitted, 0)
            for place, muscle in self.muscles.items()
        ]

    def close(self) -> None:
        self._state = SourceState.ENDED


class KeyboardElectrodes(SimulatedElectrodes):
    """Electrodes whose muscles work while an action is held: `up` the first, `right` the second.

    `down` held with `up` (or `left` with `right`) keeps a muscle as hard at work as it is, as two pulls that hold each
    other do; without either it lets go.
    """

    def __init__(self, muscles: Sequence[SimulatedMuscle]) -> None:
        super().__init__(muscles, "keyboard")
        self._actions: frozenset[str] = frozenset()

    def hold(self, actions: frozenset[str]) -> None:
        """From now on these actions are held, and no others."""
        self._actions = actions

    def poll(self, now_s: float) -> Sequence[Sample]:
        for (place, muscle), (more, less) in zip(
            self.muscles.items(), (("up", "down"), ("right", "left")), strict=False
        ):
            if not {more, less} <= self._actions:
                change = _RISE_A_S if more in self._actions else -_FALL_A_S
                self.work({place: muscle.activation + change * TICK_S})
        return super().poll(now_s)
