"""How a WitMotion sensor is told what to send: commands as bytes, and what a line's speed can carry.

Source: WitMotion's standard protocol, register table of REG.h (WITMOTION/WitStandardProtocol_JY901).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

UNLOCK = bytes.fromhex("ffaa6988b5")
"""Before any other; the sensor listens for ten seconds then."""
SAVE = bytes.fromhex("ffaa000000")
ASK_BATTERY = bytes.fromhex("ffaa276400")
"""The question for the battery's voltage, for the 0x61 family; nothing is changed by it."""
PAUSE_S = 0.12
"""Between two commands; the sensor drops what comes sooner than 0.1 s."""
RATES_HZ = {0.2: 1, 0.5: 2, 1.0: 3, 2.0: 4, 5.0: 5, 10.0: 6, 20.0: 7, 50.0: 8, 100.0: 9, 200.0: 11}
BAUDS = {4800: 1, 9600: 2, 19200: 3, 38400: 4, 57600: 5, 115200: 6, 230400: 7, 460800: 8, 921600: 9}
CONTENTS = {"time": 0, "acc": 1, "gyro": 2, "angle": 3, "mag": 4, "quat": 9}
"""What a sample may hold, each a packet of eleven bytes, and its bit in the register."""
COMBINED_BYTES = 28
"""A sample of the 0x61 family at its longest; what is in it cannot be chosen."""

_RATE, _CONTENT, _BAUD, _AXES = 0x03, 0x02, 0x04, 0x24
_PACKET_BYTES = 11
_BITS_A_BYTE = 10
_LOAD_MAX = 0.95


class RefusedSetupError(Exception):
    """What was asked for cannot be; the text says why and what can."""


@dataclass(frozen=True, slots=True)
class WitmotionSetup:
    """What the sensor is to do from now on; None leaves as it is."""

    rate_hz: float | None = None
    content: tuple[str, ...] | None = None
    """Names of CONTENTS; only for the standard family."""
    six_axis: bool | None = None
    """Without the magnetometer, which iron in a house leads astray."""
    baud: int | None = None
    save: bool = False
    """Keep it when it is switched off."""


def commands(setup: WitmotionSetup) -> list[bytes]:
    """The commands, in order, each to be followed by a pause. Raises RefusedSetupError for what no sensor knows."""
    told: list[bytes] = []
    if setup.content is not None:
        bits = sum(1 << _known(CONTENTS, name, "content") for name in set(setup.content))
        told.append(_write(_CONTENT, bits))
    if setup.rate_hz is not None:
        told.append(_write(_RATE, _known(RATES_HZ, setup.rate_hz, "rate")))
    if setup.six_axis is not None:
        told.append(_write(_AXES, int(setup.six_axis)))
    if setup.baud is not None:  # last: what follows would have to be said at the new speed
        told.append(_write(_BAUD, _known(BAUDS, setup.baud, "baud")))
    if not told:
        return []
    # Behind a change of speed, saving has to be said at the new one: see `saving`.
    return [UNLOCK, *told, *([SAVE] if setup.save and setup.baud is None else [])]


def saving() -> list[bytes]:
    """The commands that keep what the sensor does now."""
    return [UNLOCK, SAVE]


def at_baud(baud: int) -> list[bytes]:
    """The commands for another speed of the line."""
    return [UNLOCK, _write(_BAUD, _known(BAUDS, baud, "baud"))]


def sample_bytes(content: Sequence[str] | None) -> int:
    """How many bytes a sample takes; None stands for the 0x61 family."""
    return COMBINED_BYTES if content is None else _PACKET_BYTES * len(set(content))


def rate_max_hz(baud: int, bytes_a_sample: int) -> float:
    """The highest of the sensor's rates that a line of this speed carries; 0 where it carries none."""
    room_hz = _LOAD_MAX * baud / _BITS_A_BYTE / bytes_a_sample
    return max((rate for rate in RATES_HZ if rate <= room_hz), default=0.0)


def refuse(rate_hz: float, baud: int, bytes_a_sample: int) -> str | None:
    """Why a line of this speed cannot carry the rate, with what can; None where it can."""
    highest = rate_max_hz(baud, bytes_a_sample)
    if rate_hz <= highest:
        return None
    enough = next((speed for speed in sorted(BAUDS) if rate_max_hz(speed, bytes_a_sample) >= rate_hz), None)
    instead = f"; at {enough} baud it can" if enough is not None else ""
    return f"{baud} baud cannot carry {rate_hz:g} samples a second, at most {highest:g}{instead}"


def _write(register: int, value: int) -> bytes:
    return bytes((0xFF, 0xAA, register)) + value.to_bytes(2, "little")


def _known(table: dict[float, int] | dict[int, int] | dict[str, int], key: float | str, what: str) -> int:
    for name, code in table.items():
        if name == key:
            return code
    there = ", ".join(f"{name:g}" if isinstance(name, float) else str(name) for name in table)
    raise RefusedSetupError(f"there is no {what} {key}; there are {there}")
