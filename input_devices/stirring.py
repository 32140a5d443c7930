"""Stirring: how much one sensor moves, or its muscle works, from moment to moment; and which way up it lies."""

from __future__ import annotations

import math
import statistics
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from input_devices.protocols.reading import Reading
from input_devices.sample import Quaternion, Vector

BLOCK_S = 0.1
"""What comes in such a stretch is one value: less would split a slow sensor's samples, more would blur a movement."""
WINDOW_S = 1.0
"""A limb that swings turns back twice a second and is still for a moment then; over a whole second it moves."""
MOVES_RAD_S = 0.35
"""Turning at 20° a second is no tremor of a hand that holds the sensor, and no table that is bumped …"""
MOVES_RAD_S_MAX = 1.0
"""… and at 60° a second it moves, however noisy it is by itself."""
TENSE_MV_MIN = 0.005
"""A muscle that works hard gives more than this at the skin (0.01–5 mV; Merletti and Parker, 2004)."""
TIMES_OWN_NOISE = 4.0
STEADY_RAD = math.radians(6.0)
"""Someone who holds still, tremor included, stays this near to the mean direction."""
_KEPT_S = 4.0
_SILENT_S = 4.0


@dataclass(frozen=True, slots=True)
class _Block:
    at_s: float
    speed_rad_s: float
    """How fast it turned; nan where nothing tells."""
    emg_mean_mv: float
    emg_spread_mv: float
    """Of its muscle's voltage, mean and standard deviation; nan without electrodes."""
    turn: Quaternion | None
    up: Vector | None
    """Which way up was, in its own axes."""
    silent: bool
    """It told how it was turned and nothing else."""


class Stirring:
    """Follows the Readings of one sensor. Times are those of arrival, s, on any clock."""

    def __init__(self) -> None:
        self._heard_s = -math.inf
        self._blocks: deque[_Block] = deque(maxlen=round(_KEPT_S / BLOCK_S))
        self._held: list[Reading] = []
        self._block = -1
        self._quiet_rad_s = self._quiet_mv = math.inf

    def take(self, readings: Sequence[Reading], now_s: float) -> None:
        """To be called at every poll, also with nothing."""
        block = math.floor(now_s / BLOCK_S)
        if block != self._block:
            if self._held:
                self._close(self._block * BLOCK_S)
            else:
                self._stand_still(now_s)
            self._block, self._held = block, []
        if readings:
            self._heard_s = now_s
        self._held += readings

    def movement(self, now_s: float) -> float:
        """How much it moves, 1 where that is plainly a movement; beyond its own noise. Both halves of the last second
        count: a bump is over in one of them."""
        blocks = self._latest(now_s, WINDOW_S)
        halves = _halves(blocks, now_s - WINDOW_S / 2)
        level = min(_level([block.speed_rad_s for block in half]) for half in halves)
        return level / min(MOVES_RAD_S_MAX, max(MOVES_RAD_S, TIMES_OWN_NOISE * self._quiet_rad_s))

    def tension(self, now_s: float) -> float:
        """How much its muscle works, 1 where that is plainly more than at rest."""
        halves = _halves(self._latest(now_s, WINDOW_S), now_s - WINDOW_S / 2)
        level = min(self._work_mv(half) for half in halves)
        return level / max(TENSE_MV_MIN, TIMES_OWN_NOISE * self._quiet_mv)

    def up(self, now_s: float, lasting_s: float) -> Vector | None:
        """Which way up was, in the sensor's own axes and of length 1, where it was held still for so long."""
        ups = [block.up for block in self._latest(now_s, lasting_s) if block.up is not None]
        if len(ups) < 0.6 * lasting_s / BLOCK_S:
            return None
        mean = _unit((sum(up[0] for up in ups), sum(up[1] for up in ups), sum(up[2] for up in ups)))
        if mean is None or any(_between_rad(up, mean) > STEADY_RAD for up in ups):
            return None
        return mean

    def heard(self, now_s: float) -> bool:
        """Whether anything has come in the last second, or in a while from one that tells only when it turns."""
        return bool(self._held) or bool(self._latest(now_s, WINDOW_S))

    def _latest(self, now_s: float, lasting_s: float) -> list[_Block]:
        return [block for block in self._blocks if block.at_s >= now_s - lasting_s - BLOCK_S]

    def _work_mv(self, blocks: Sequence[_Block]) -> float:
        """How far the voltage strays from its usual mean: a raw signal round about it, an envelope away from it."""
        means = [block.emg_mean_mv for block in self._blocks if not math.isnan(block.emg_mean_mv)]
        if not means:
            return 0.0
        usual_mv = statistics.median(means)
        return _level([math.hypot(block.emg_spread_mv, block.emg_mean_mv - usual_mv) for block in blocks])

    def _stand_still(self, now_s: float) -> None:
        """Nothing came for a stretch. A sensor that tells nothing but how it is turned may tell it only when that
        changes (SlimeVR's do): for a while its silence is stillness."""
        before = self._blocks[-1] if self._blocks else None
        if before is not None and before.turn is not None and before.silent and now_s - self._heard_s < _SILENT_S:
            self._blocks.append(replace(before, at_s=self._block * BLOCK_S, speed_rad_s=0.0))

    def _close(self, at_s: float) -> None:
        """One stretch is over."""
        held = self._held
        turns = [reading.orientation for reading in held if reading.orientation is not None]
        turn = turns[-1] if turns else None
        up = _up(held, turn)
        before = self._blocks[-1] if self._blocks else None
        speed_rad_s = _speed_rad_s(held, turn, up, at_s, before)
        silent = all(one.rate_rad_s is None and one.acceleration_m_s2 is None for one in held)
        self._blocks.append(_Block(at_s, speed_rad_s, *_voltage_mv(held), turn, up, silent))
        window = self._latest(at_s, WINDOW_S / 2)
        if len(window) >= WINDOW_S / 2 / BLOCK_S:
            self._quiet_rad_s = min(self._quiet_rad_s, _level([block.speed_rad_s for block in window]))
            self._quiet_mv = min(self._quiet_mv, self._work_mv(window))


def _halves(blocks: Sequence[_Block], middle_s: float) -> tuple[list[_Block], list[_Block]]:
    return [block for block in blocks if block.at_s < middle_s], [block for block in blocks if block.at_s >= middle_s]


def _level(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return math.sqrt(sum(value * value for value in known) / len(known)) if known else 0.0


def _speed_rad_s(
    held: Sequence[Reading], turn: Quaternion | None, up: Vector | None, at_s: float, before: _Block | None
) -> float:
    """From the gyroscope; without one, from how far it turned since the stretch before, or gravity went round it."""
    rates = [reading.rate_rad_s for reading in held if reading.rate_rad_s is not None]
    if rates:
        return math.sqrt(sum(x * x + y * y + z * z for x, y, z in rates) / len(rates))
    if before is None:
        return math.nan
    if turn is not None and before.turn is not None:
        along = abs(sum(a * b for a, b in zip(turn, before.turn, strict=True)))
        return 2.0 * math.acos(min(1.0, along)) / (at_s - before.at_s)
    if up is not None and before.up is not None:
        return _between_rad(up, before.up) / (at_s - before.at_s)
    return math.nan


def _voltage_mv(held: Sequence[Reading]) -> tuple[float, float]:
    """Mean and standard deviation."""
    values = [reading.emg_mv for reading in held if reading.emg_mv is not None]
    return (statistics.fmean(values), statistics.pstdev(values)) if values else (math.nan, math.nan)


def _up(held: Sequence[Reading], turn: Quaternion | None) -> Vector | None:
    """At rest an accelerometer reads upward; an orientation tells it where there is none."""
    accelerations = [reading.acceleration_m_s2 for reading in held if reading.acceleration_m_s2 is not None]
    if accelerations:
        return _unit([statistics.fmean(one[axis] for one in accelerations) for axis in (0, 1, 2)])
    if turn is None:
        return None
    w, x, y, z = turn
    return _unit((2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)))


def _unit(vector: Sequence[float]) -> Vector | None:
    x, y, z = vector
    length = math.sqrt(x * x + y * y + z * z)
    return (x / length, y / length, z / length) if length > 1e-3 else None


def _between_rad(a: Vector, b: Vector) -> float:
    return math.acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])))
