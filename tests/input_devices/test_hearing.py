"""Listening for format and speed: nothing is recognised in what a wrong speed makes of it, and no time is wasted."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from itertools import count

import pytest

from input_devices.hearing import ENOUGH_S, LISTEN_S, TEXT_S, Hearing
from input_devices.protocols.listening import Listener
from input_devices.protocols.moveagain_board import encode_trouble
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS, USUAL_BAUDS
from input_devices.serial_line import listened_for
from tests.conformance.kinds import PRINTED
from tests.conformance.kinds import spoken as still
from tests.input_devices.wrong_speed import BITS, heard_at

STEP_S = 1 / 60
PACKET_BYTES = 44
WRONG = list({a / b: (a, b) for a in USUAL_BAUDS for b in USUAL_BAUDS if a != b}.values())
"""Each relation of two speeds once."""
WORDS = {
    "yaw, pitch, roll": b"ypr\t%.2f\t-3.20\t81.07\r\n",
    "quaternion": b"quat\t0.71\t0.00\t%.2f\t0.71\r\n",
    "plotter": b"ax:%.2f,ay:-0.98,az:9.70,gx:0.01,gy:0.00,gz:-0.02\r\n",
    "razor": b"#YPR=%.2f,-1.24,97.31\r\n",
}


def spoken(name: str) -> Callable[[int], bytes]:
    """What a sensor sends as its k-th sample."""
    if name in WORDS:
        return lambda k: WORDS[name] % (k % 9 / 100)
    encode = PROTOCOLS[name].encode
    assert encode is not None

    def sample(k: int) -> bytes:
        turn = (math.cos(k / 40), math.sin(k / 40), 0.0, 0.0)
        return encode(Reading((math.sin(k / 9), 0.2, -1.3), (0.3, math.cos(k / 7), 9.7), turn, device_s=k / 100))

    return sample


@pytest.mark.parametrize("name", [*PROTOCOLS, *WORDS])
def test_nothing_is_recognised_at_a_wrong_speed(name: str) -> None:
    """What the line's bits read as at any other speed is in no format, and is not taken for words."""
    sample = spoken(name)
    sent = [(k / 100, sample(k)) for k in range(14)]
    assert Listener(listened_for()).feed(b"".join(chunk for _, chunk in sent[2:]), 0.0) is not None
    for sent_baud, heard_baud in WRONG:
        for zeros in (False, True):
            noise = heard_at(sent, sent_baud, heard_baud, zeros=zeros)
            assert Listener(listened_for()).feed(noise, 0.0) is None, (sent_baud, heard_baud)


def test_nothing_is_recognised_in_noise() -> None:
    """Random bytes, and random bytes of text, are in no format."""
    lot = random.Random(3)
    for _ in range(20):
        assert Listener(listened_for()).feed(lot.randbytes(20_000), 0.0) is None
        words = bytes(lot.choice(b"0123456789.,-: axyzgq\n") for _ in range(20_000))
        assert Listener(listened_for()).feed(words, 0.0) is None


def looked_for(at: Callable[[int, float], bytes], most_s: float = 20.0) -> tuple[str | None, int, float]:
    """Format, speed and time when a device is recognised; `at` gives what comes at a speed in the next step."""
    hearing = Hearing(listened_for(), USUAL_BAUDS)
    hearing.begin(0.0)
    for k in count():
        now_s = k * STEP_S
        if now_s > most_s:
            return None, hearing.baud, now_s
        chunk = at(hearing.baud, now_s)
        if chunk and hearing.feed(chunk, now_s) and hearing.format is not None:
            return hearing.format.name, hearing.baud, now_s
        if hearing.other_baud(now_s) is not None:
            hearing.begin(now_s)
    raise AssertionError


def sending(
    sample: Callable[[int], bytes], rate_hz: float, baud: int, noise_share: float
) -> Callable[[int, float], bytes]:
    """A device that can be heard at one speed; at another one there is noise, so much for each of its bytes."""
    lot, numbers = random.Random(5), count()
    due = next(numbers)

    def at(heard_baud: int, now_s: float) -> bytes:
        nonlocal due
        chunk = b""
        while due / rate_hz <= now_s:
            chunk += sample(due)
            due = next(numbers)
        return chunk if heard_baud == baud else lot.randbytes(math.ceil(noise_share * len(chunk)))

    return at


@pytest.mark.parametrize(
    ("baud", "rate_hz"),
    [
        (baud, rate_hz)
        for baud in USUAL_BAUDS
        for rate_hz in (10.0, 20.0, 50.0, 100.0, 200.0)
        if rate_hz * BITS * PACKET_BYTES < 0.9 * baud
    ],
)
def test_format_and_speed_are_found_in_time(baud: int, rate_hz: float) -> None:
    """Within three seconds at the two usual speeds and six at any, however slowly it sends and however little a wrong
    speed makes of it."""
    sample = spoken("witmotion")
    for share in (0.02, 1.0):
        name, found_baud, took_s = looked_for(sending(sample, rate_hz, baud, share))
        assert (name, found_baud) == ("witmotion", baud)
        assert took_s <= (2.5 if baud in (9600, 115200) else 5.8)


def garbled(sample: Callable[[int], bytes], rate_hz: float, baud: int, zeros: bool) -> Callable[[int, float], bytes]:
    """A device that can be heard at one speed; at another one there is what the line's bits read as."""
    numbers = count()
    due = next(numbers)

    def at(heard_baud: int, now_s: float) -> bytes:
        nonlocal due
        sent = []
        while due / rate_hz <= now_s:
            sent.append((due / rate_hz, sample(due)))
            due = next(numbers)
        if heard_baud == baud or not sent:
            return b"".join(chunk for _, chunk in sent)
        return heard_at(sent, baud, heard_baud, zeros=zeros)

    return at


@pytest.mark.parametrize("name", [row.name for row in listened_for()])
def test_every_format_is_found_in_time_at_its_slowest(name: str) -> None:
    """Lying still, ten samples a second, at the usual speed that is tried second and at the one that is tried last."""
    sample = PRINTED[name] if name in PRINTED else still(name)
    for baud, limit_s in ((9600, 2.5), (19200, 5.8)):
        for zeros in (False, True):
            found, found_baud, took_s = looked_for(garbled(sample, 10.0, baud, zeros))
            assert (found, found_baud) == (name, baud)
            assert took_s <= limit_s


def test_a_greeting_in_words_is_waited_for() -> None:
    """A board that says for two seconds what it is doing, with pauses, is recognised when it begins."""

    def at(_baud: int, now_s: float) -> bytes:
        if now_s < 2.5:
            return b"Initializing I2C devices...\r\nTesting device connections...\r\n" if now_s < STEP_S else b""
        return b"quat\t0.71\t0.00\t0.00\t0.71\r\n"

    name, baud, took_s = looked_for(at)
    assert (name, baud) == ("dmp6", USUAL_BAUDS[0])
    assert took_s < 2.8


def test_words_in_no_known_format_are_said_to_be_so_soon() -> None:
    """Readable at one speed means that it is the right speed: no need to try all others before it is said."""
    hearing = Hearing(listened_for(), USUAL_BAUDS)
    hearing.begin(0.0)
    now_s = 0.0
    while not hearing.searched:
        now_s += STEP_S
        hearing.feed(b"temperature 21.5\r\n", now_s)
        if hearing.other_baud(now_s) is not None:
            hearing.begin(now_s)
    assert now_s == pytest.approx(TEXT_S, abs=0.1)


def test_a_burst_at_the_start_is_no_verdict() -> None:
    """Boards print noise when they start, at a speed of their own; what follows at this speed is still waited for."""

    def at(_baud: int, now_s: float) -> bytes:
        if now_s < STEP_S:
            return random.Random(1).randbytes(300)
        return spoken("json")(round(now_s * 60)) if now_s > 0.7 else b""

    name, baud, took_s = looked_for(at)
    assert (name, baud) == ("json", USUAL_BAUDS[0])
    assert took_s < 1.0


def test_eight_speeds_fit_into_six_seconds() -> None:
    """The last speed is reached in time even where hardly anything is heard at the others."""
    waits_s = [LISTEN_S[min(turn, len(LISTEN_S) - 1)] for turn in range(len(USUAL_BAUDS) - 1)]
    assert sum(waits_s) < 5.5 and min(LISTEN_S) >= ENOUGH_S


def test_a_device_that_says_what_is_wrong_is_not_searched_for_anew() -> None:
    """Frames without a sample, for as long as the sensor is off its board: the word stands, the speed stays."""
    hearing = Hearing(listened_for(), USUAL_BAUDS)
    hearing.begin(0.0)
    for tick in range(round(20.0 / STEP_S)):
        now_s = tick * STEP_S
        if tick % 6 == 0:
            hearing.feed(encode_trouble(1), now_s)
        assert hearing.other_baud(now_s) is None
        assert now_s < 0.5 or (hearing.trouble is not None and not hearing.searched)
    for tick in range(round(5.0 / STEP_S)):
        now_s = 20.0 + tick * STEP_S
        hearing.feed(b"quat\t0.71\t0.00\t0.00\t0.71\r\n", now_s)
        if hearing.other_baud(now_s) is not None:
            break
    else:
        pytest.fail("another language was not noticed")
