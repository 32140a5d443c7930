"""What sensors of every wire format would send of one and the same movement: sample by sample, as long as is asked."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from input_devices.protocols import bno08x_rvc, moveagain_board, mpu_teapot, witmotion_packets, ximu3, xsens
from input_devices.protocols.reading import Decoder, Reading
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.turns import from_angles
from input_devices.sample import Quaternion, Vector
from input_devices.shipped_profiles import shipped_format

RATE_HZ = 100.0
Moved = tuple[Vector, Vector, Quaternion]
"""Rate in rad/s, acceleration in m/s², orientation."""


def moved(k: int, chance: random.Random) -> Moved:
    """An arm that swings about all three axes, with a sensor's noise."""
    t = k / RATE_HZ
    swing = math.sin(0.7 * t) ** 3

    def noisy(value: float, noise: float) -> float:
        return value + chance.gauss(0.0, noise)

    rate = (noisy(4.0 * swing, 0.01), noisy(2.0 * math.cos(1.3 * t), 0.01), noisy(0.3 * math.sin(5.1 * t), 0.01))
    acceleration = (
        noisy(9.0 * math.sin(0.9 * t), 0.05),
        noisy(3.0 * swing, 0.05),
        noisy(9.5 * math.cos(0.9 * t), 0.05),
    )
    return rate, acceleration, from_angles(1.2 * swing, 0.9 * math.sin(1.1 * t), 3.0 * math.sin(0.31 * t))


Frame = Callable[[int, Moved], bytes]


def _standard(*contents: int) -> Frame:
    return lambda k, said: witmotion_packets.encode(*said, device_s=k / RATE_HZ, contents=contents)


def _text(pattern: str, pick: Callable[[Moved], tuple[float, ...]]) -> Frame:
    return lambda _, said: (pattern % pick(said)).encode() + b"\r\n"


def _json(k: int, said: Moved) -> bytes:
    rate, acceleration, _ = said
    names = zip(("ax", "ay", "az", "gx", "gy", "gz"), (*acceleration, *rate), strict=True)
    return json.dumps({"t_ms": 10 * k, **{name: round(value, 3) for name, value in names}}).encode() + b"\r\n"


STREAMS: Mapping[str, tuple[Callable[[], Decoder], Frame]] = MappingProxyType(
    {
        "witmotion, three packets": (PROTOCOLS["witmotion"].decoder, _standard(0x51, 0x52, 0x53)),
        "witmotion, five packets": (PROTOCOLS["witmotion"].decoder, _standard(0x50, 0x51, 0x52, 0x53, 0x59)),
        "witmotion, with magnetometer": (PROTOCOLS["witmotion"].decoder, _standard(0x51, 0x52, 0x53, 0x54)),
        "witmotion, packet 0x61": (
            PROTOCOLS["witmotion"].decoder,
            lambda _, said: witmotion_packets.encode_combined(*said),
        ),
        "witmotion, packet 0x61 with time": (
            PROTOCOLS["witmotion"].decoder,
            lambda k, said: witmotion_packets.encode_combined(*said, device_s=k / RATE_HZ),
        ),
        "xsens": (
            PROTOCOLS["xsens"].decoder,
            lambda k, said: xsens.encode(Reading(*said, device_s=k / RATE_HZ), k),
        ),
        "bno08x_rvc": (
            PROTOCOLS["bno08x_rvc"].decoder,
            lambda k, said: bno08x_rvc.encode(said[2], said[1], k),
        ),
        "mpu_teapot": (PROTOCOLS["mpu_teapot"].decoder, lambda k, said: mpu_teapot.encode(said[2], k)),
        "moveagain": (
            PROTOCOLS["moveagain"].decoder,
            lambda k, said: moveagain_board.encode(Reading(said[0], said[1], device_s=k / RATE_HZ), k),
        ),
        "ximu3": (PROTOCOLS["ximu3"].decoder, lambda k, said: ximu3.encode(Reading(*said, device_s=k / RATE_HZ))),
        "csv": (PROTOCOLS["csv"].decoder, _text("%.3f,%.3f,%.3f,%.4f,%.4f,%.4f", lambda said: (*said[1], *said[0]))),
        "json": (PROTOCOLS["json"].decoder, _json),
        "dmp6": (shipped_format("dmp6").decoder, _text("quat\t%.2f\t%.2f\t%.2f\t%.2f", lambda said: said[2])),
        "adafruit": (
            shipped_format("adafruit").decoder,
            _text("Quaternion: %.4f, %.4f, %.4f, %.4f", lambda said: said[2]),
        ),
        "razor": (
            shipped_format("razor").decoder,
            _text("#YPRAG=%.2f,%.2f,%.2f,%.2f,%.2f,%.2f,%.4f,%.4f,%.4f", lambda said: (*said[1], *said[1], *said[0])),
        ),
        "plotter": (
            shipped_format("plotter").decoder,
            _text("ax:%.2f,ay:%.2f,az:%.2f,gx:%.2f,gy:%.2f,gz:%.2f", lambda said: (*said[1], *said[0])),
        ),
    }
)
"""Name → the decoder, and the bytes of a sample by its number."""


def frames(name: str, count: int, seed: int = 1) -> list[bytes]:
    """That many samples of a stream, each with its own bytes."""
    chance = random.Random(f"{name} {seed}")
    frame = STREAMS[name][1]
    return [frame(k, moved(k, chance)) for k in range(count)]
