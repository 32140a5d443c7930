"""Packing: what came in at each tick, samples and commands, as bytes; nothing is lost of a sample as stored."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from game.round import Command, Do
from input_devices import PLACES, Quaternion, Sample, Vector


class Tick(NamedTuple):
    """What came in at one tick."""

    samples: tuple[Sample, ...]
    commands: tuple[Command, ...]


_COUNTS = struct.Struct("<HH")
"""How many samples and how many commands follow."""
_COMMAND = struct.Struct("<BdH")
"""Bytes of the command's name, its value, bytes of its question; name and question follow."""
_PLACES = {site: place for place, site in enumerate(PLACES)}
_RATE, _ACCELERATION, _ORIENTATION, _EMG = 1, 2, 4, 8
_NUMBERS = ((_RATE, 3), (_ACCELERATION, 3), (_ORIENTATION, 4), (_EMG, 1))
_LAYOUTS = tuple(struct.Struct(f"<BBq{sum(count for flag, count in _NUMBERS if flags & flag)}f") for flags in range(16))
"""By what a sample has: place of its site, flags, time in µs, then its numbers in single precision."""
_US_PER_S = 1e6


def pack_tick(samples: Sequence[Sample], commands: Sequence[Command]) -> bytes:
    """One tick as bytes. The samples must be as `stored` made them, so that what is read back is exactly them."""
    parts = [_COUNTS.pack(len(samples), len(commands))]
    for sample in samples:
        rate, acceleration, orientation = sample.rate_rad_s, sample.acceleration_m_s2, sample.orientation
        emg = sample.emg_mv
        flags = (
            (_RATE if rate is not None else 0)
            | (_ACCELERATION if acceleration is not None else 0)
            | (_ORIENTATION if orientation is not None else 0)
            | (_EMG if emg is not None else 0)
        )
        numbers = (*(rate or ()), *(acceleration or ()), *(orientation or ()), *(() if emg is None else (emg,)))
        parts.append(_LAYOUTS[flags].pack(_PLACES[sample.site], flags, round(sample.t_s * _US_PER_S), *numbers))
    for command in commands:
        do, question = command.do.value.encode(), command.question.encode()
        parts += (_COMMAND.pack(len(do), command.value, len(question)), do, question)
    return b"".join(parts)


def unpack_ticks(packed: bytes) -> Iterator[Tick]:
    """The ticks of a second. Raises ValueError, IndexError or struct.error where the bytes are no ticks."""
    at = 0
    while at < len(packed):
        samples, commands = _COUNTS.unpack_from(packed, at)
        at += _COUNTS.size
        seen: list[Sample] = []
        for _ in range(samples):
            flags = packed[at + 1]
            layout = _LAYOUTS[flags]
            seen.append(_sample(flags, layout.unpack_from(packed, at)))
            at += layout.size
        said: list[Command] = []
        for _ in range(commands):
            do_bytes, value, question_bytes = _COMMAND.unpack_from(packed, at)
            middle = at + _COMMAND.size + do_bytes
            do, at = packed[at + _COMMAND.size : middle].decode(), middle + question_bytes
            said.append(Command(Do(do), value, packed[middle:at].decode()))
        yield Tick(tuple(seen), tuple(said))
    if at != len(packed):
        raise ValueError("the last tick is cut short")


def _sample(flags: int, row: tuple[Any, ...]) -> Sample:
    place, _, t_us, *numbers = row
    rate: Vector | None = None
    acceleration: Vector | None = None
    orientation: Quaternion | None = None
    if flags & _RATE:
        x, y, z, *numbers = numbers
        rate = (x, y, z)
    if flags & _ACCELERATION:
        x, y, z, *numbers = numbers
        acceleration = (x, y, z)
    if flags & _ORIENTATION:
        w, x, y, z, *numbers = numbers
        orientation = (w, x, y, z)
    emg_mv = numbers[0] if flags & _EMG else None
    return Sample(PLACES[place], t_us / _US_PER_S, rate, acceleration, orientation, emg_mv)
