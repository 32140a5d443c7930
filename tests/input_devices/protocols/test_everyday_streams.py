"""What sensors and boards send on an ordinary day: more than samples, now and then less, and never a wrong reading."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from input_devices.protocols.reading import Decoder, Reading
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_packets import encode, encode_combined
from input_devices.protocols.ximu3 import binary_message, text_message
from input_devices.shipped_profiles import shipped_format

STEPS = (1, 19, 33, 4096)


def fed(decoder: Decoder, data: bytes, step: int) -> list[Reading]:
    return [reading for at in range(0, len(data), step) for reading in decoder.feed(data[at : at + step])]


def rate(k: int) -> tuple[float, float, float]:
    return (k / 100, 0.1, -0.2)


def counted(readings: Sequence[Reading]) -> list[int]:
    """Which samples they are, by their rate about x."""
    return [round(reading.rate_rad_s[0] * 100) for reading in readings if reading.rate_rad_s is not None]


@pytest.mark.parametrize("step", STEPS)
def test_witmotion_with_everything_switched_on(step: int) -> None:
    """Ports, pressure, position and speed between; a content that changes under way; opened in the middle."""
    chance = random.Random(3)
    extras = (0x54, 0x55, 0x56, 0x57, 0x58, 0x5A)
    first = [encode(rate(k), device_s=k / 50, contents=(0x50, 0x51, 0x52, 0x53, *extras)) for k in range(40)]
    second = [encode(rate(k), contents=(0x51, 0x52, 0x59, *chance.sample(extras, k % 3))) for k in range(40, 90)]
    third = [encode(rate(k), contents=(0x52,)) for k in range(90, 130)]
    data = b"".join(first + second + third)[17:]
    decoder = WitmotionDecoder()
    found = counted(fed(decoder, data, step))
    assert found == sorted(set(found))
    assert set(found) >= set(range(1, 40)) | set(range(43, 90)) | set(range(93, 130))


@pytest.mark.parametrize("step", STEPS)
def test_a_witmotion_that_tells_angles_only(step: int) -> None:
    """One packet a sample, and a payload full of header bytes."""
    data = b"".join(encode(orientation=(0.8, 0.6 * (-1) ** k, 0.0, 0.0), contents=(0x53,)) for k in range(60))
    readings = fed(WitmotionDecoder(), data[5:], step)
    assert len(readings) == 59 and all(r.rate_rad_s is None and r.orientation is not None for r in readings)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("long", [False, True])
def test_a_combined_witmotion_at_rest(long: bool, step: int) -> None:
    """Every packet like the one before, then a blow: nothing is lost, wherever the stream is opened."""
    rest = [encode_combined(device_s=k / 50 if long else None) for k in range(60)]
    blow = [encode_combined(rate(100), (60.0, -40.0, 90.0), device_s=60 / 50 if long else None)]
    after = [encode_combined(device_s=k / 50 if long else None) for k in range(61, 80)]
    data = b"".join(rest + blow + after)
    for cut in (0, 1, 11):
        readings = fed(WitmotionDecoder(), data[cut:], step)
        assert len(readings) == 80 - (cut > 0)
        assert sum(reading.rate_rad_s != (0.0, 0.0, 0.0) for reading in readings) == 1


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("message", [binary_message, text_message])
def test_an_ximu3_that_talks(message: Callable[[str, int, Sequence[float]], bytes], step: int) -> None:
    """Notes, errors, temperature and an answer between the samples cost none of them."""
    parts = [b"g,1\n"]
    for k in range(60):
        parts.append(message("I", 20_000 * k, (float(k), 1.0, 2.0, 0.0, 0.0, 1.0)))
        if k % 7 == 0:
            parts.append(message("T", 20_000 * k + 5, (21.5,)))
            parts.append(b"N,%d,This is a notification, with commas\n" % (20_000 * k + 6))
            parts.append(b'{"ping":{"interface":"USB","name":"x-IMU3","sn":"01234567"}}\r\n')
        if k % 13 == 0:
            parts.append(b"F,%d,Buffer overrun\r\n" % (20_000 * k + 7))
    decoder = PROTOCOLS["ximu3"].decoder()
    readings = fed(decoder, b"".join(parts), step)
    assert len(readings) == 60 and decoder.bad_frames == 0 and not any(reading.missed for reading in readings)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r\n\r\n"])
def test_a_dmp_sketch_from_its_banner_on(end: bytes, step: int) -> None:
    """Banner, blank lines and overflows between; numbers with decimal commas are no numbers."""
    lines = [
        b"Initializing I2C devices...",
        b"Testing device connections...",
        b"",
        b"DMP ready! Waiting for first interrupt...",
    ]
    for k in range(40):
        lines.append(b"quat\t%.2f\t%.2f\t0.00\t0.00" % ((0.8, 0.6) if k % 2 else (0.6, 0.8)))
        if k % 9 == 4:
            lines += [b"FIFO overflow!", b"", b"quat\t0,80\t0,60\t0,00\t0,00"]
    decoder = shipped_format("dmp6").decoder()
    readings = fed(decoder, end.join(lines) + end, step)
    assert [round(r.orientation[0], 2) for r in readings if r.orientation] == [0.8 if k % 2 else 0.6 for k in range(40)]
