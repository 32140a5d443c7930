"""What devices count themselves, in few bits: their samples and their time."""

from __future__ import annotations

_SKIPPED_MAX = 10_000
_WRAP_AHEAD_MAX = 64
_TICKS = 1 << 32


class SampleCount:
    """The numbers a device gives its samples; they begin again at a power of two, or when the device does."""

    __slots__ = ("_last", "_most", "_wraps")

    def __init__(self, wraps: tuple[int, ...] = (1 << 8, 1 << 16, 1 << 32)) -> None:
        self._wraps = wraps
        # A step over more than a quarter of the numbers there are may as well be a new start.
        self._most = min(_SKIPPED_MAX, wraps[-1] // 4)
        self._last: int | None = None

    def skipped(self, number: int) -> int:
        """How many numbers lie between the last one and this one; 0 where the device has started anew."""
        last, self._last = self._last, number
        if last is None:
            return 0
        step = number - last
        if step == 1:
            return 0
        if step <= 0:
            step = next((step + wrap for wrap in self._wraps if 0 < step + wrap <= _WRAP_AHEAD_MAX and last < wrap), 1)
        return step - 1 if step <= self._most else 0


class TickCount:
    """The ticks of a device's clock, which count in 32 bits."""

    __slots__ = ("_before", "_last")

    def __init__(self) -> None:
        self._last = 0.0
        self._before = 0.0

    def unwrapped(self, tick: float) -> float:
        """Ticks since the device started, past the end of 32 bits."""
        if self._last < _TICKS and self._last - tick > _TICKS / 2:
            self._before += _TICKS
        self._last = tick
        return self._before + tick
