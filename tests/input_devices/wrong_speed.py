"""What a serial port makes of bytes that were sent at another speed: the line itself, bit by bit."""

from __future__ import annotations

from collections.abc import Sequence

BITS = 10
"""A start bit, eight data bits, the lowest first, and a stop bit."""


def heard_at(sent: Sequence[tuple[float, bytes]], sent_baud: int, heard_baud: int, *, zeros: bool) -> bytes:
    """The bytes that a receiver reads. `sent` are chunks with the time at which each begins, s, in order.

    A byte whose stop bit is missing is read as it is, or, as Linux does by default, as a zero.
    """
    starts: list[float] = []
    values: list[int] = []
    free_s = 0.0
    for begin_s, chunk in sent:
        free_s = max(free_s, begin_s)
        for value in chunk:
            starts.append(free_s)
            values.append(value)
            free_s += BITS / sent_baud
    line = _Line(starts, values, sent_baud)
    found = bytearray()
    now_s = 0.0
    while True:
        edge_s = line.next_low(now_s)
        if edge_s is None:
            return bytes(found)
        value = sum(line.at(edge_s + (1.5 + bit) / heard_baud) << bit for bit in range(8))
        stop_s = edge_s + 9.5 / heard_baud
        stopped = line.at(stop_s)
        found.append(value if stopped or not zeros else 0)
        now_s = stop_s if stopped else line.next_high(stop_s)


class _Line:
    """The level of the line at any time: high while nothing is sent."""

    def __init__(self, starts: Sequence[float], values: Sequence[int], baud: int) -> None:
        self._starts, self._bit_s = starts, 1.0 / baud
        self._levels = [[0, *(value >> bit & 1 for bit in range(8)), 1] for value in values]
        self._k = 0

    def at(self, t_s: float) -> int:
        self._seek(t_s)
        bit = int((t_s - self._starts[self._k]) / self._bit_s + 1e-9) if t_s >= self._starts[self._k] else BITS
        return self._levels[self._k][bit] if bit < BITS else 1

    def next_low(self, t_s: float) -> float | None:
        """When a start bit can be seen next: the first low bit at or after this time, high before it or not."""
        self._seek(t_s)
        for k in range(self._k, len(self._starts)):
            for bit, level in enumerate(self._levels[k]):
                begin_s = self._starts[k] + bit * self._bit_s
                if level == 0 and begin_s >= t_s - 1e-12 and (bit == 0 or self._levels[k][bit - 1] == 1):
                    return begin_s
        return None

    def next_high(self, t_s: float) -> float:
        self._seek(t_s)
        t = t_s
        while not self.at(t):
            t += self._bit_s / 4
        return t

    def _seek(self, t_s: float) -> None:
        while self._k + 1 < len(self._starts) and self._starts[self._k + 1] <= t_s + 1e-12:
            self._k += 1
