"""What BrainFlow's tables of an OpenBCI board say: a row a quantity, a column a sample, in µV and g."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from input_devices.protocols.counting import SampleCount
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading, new_reading

MOTION = "motion"
"""What the board's own accelerometer is called in sensor=; electrodes are ch1, ch2 …"""


@dataclass(frozen=True, slots=True)
class BoardRows:
    """Which row holds what, as the library says it."""

    number: int
    muscles: tuple[int, ...]
    acceleration: tuple[int, int, int]
    rate: tuple[int, int, int] | None = None


def channel_names(count: int) -> tuple[str, ...]:
    """ch1, ch2 … as an address writes them."""
    return tuple(f"ch{place}" for place in range(1, count + 1))


class OpenBciDecoder:
    """Readings of the electrodes and of the accelerometer that somebody wears, each under its own name.

    `counts` says whether the board numbers its samples 0–255. The accelerometer is slower than the electrodes, and the
    library repeats its latest values in between: they are told once. At rest they point up.
    """

    def __init__(self, rows: BoardRows, wanted: Sequence[str], *, counts: bool) -> None:
        names = channel_names(len(rows.muscles))
        self._muscles = [(name, row) for name, row in zip(names, rows.muscles, strict=True) if name in wanted]
        self._moves = MOTION in wanted
        self._rows = rows
        self._count = SampleCount((1 << 8,)) if counts else None
        self._acceleration: tuple[float, float, float] | None = None

    def take(self, samples: Sequence[Sequence[float]]) -> list[Reading]:
        """What these samples say, oldest first, each a list of every row."""
        readings: list[Reading] = []
        for sample in samples:
            missed = self._count.skipped(int(sample[self._rows.number])) if self._count is not None else 0
            for name, row in self._muscles:
                readings.append(new_reading(emg_mv=sample[row] / 1000, sensor=name, missed=missed))
            if self._moves:
                self._move(sample, readings)
        return readings

    def _move(self, sample: Sequence[float], readings: list[Reading]) -> None:
        ax, ay, az = (sample[row] for row in self._rows.acceleration)
        if (ax, ay, az) in (self._acceleration, (0.0, 0.0, 0.0)):
            return
        self._acceleration = (ax, ay, az)
        felt = (ax * STANDARD_GRAVITY_M_S2, ay * STANDARD_GRAVITY_M_S2, az * STANDARD_GRAVITY_M_S2)
        readings.append(new_reading(acceleration_m_s2=felt, sensor=MOTION))
