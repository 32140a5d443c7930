"""Ten million bytes for every decoder: noise, and frames that were changed at random. No exception, memory flat."""

from __future__ import annotations

import gc
import random
import tracemalloc
from collections.abc import Callable, Iterator

from input_devices.protocols.reading import Decoder
from input_devices.protocols.table import PROTOCOLS
from input_devices.shipped_profiles import shipped_format, shipped_names
from tests.benchmarks.figure import Figure
from tests.benchmarks.streams import STREAMS, frames

BYTES = 10_000_000
WAITING_MAX_BYTES = 512
GROWN_MAX_KB = 100
_CHUNK_BYTES = 65_536
_SETTLED = 0.2
"""After this share of the bytes, memory must not grow any more, but for caches of a fixed size that are not full."""
DECODERS: dict[str, Callable[[], Decoder]] = {
    **{name: row.decoder for name, row in PROTOCOLS.items()},
    **{name: shipped_format(name).decoder for name in shipped_names()},
}


def noise(chance: random.Random) -> bytes:
    """Bytes that mean nothing."""
    return chance.randbytes(_CHUNK_BYTES)


def changed(own: list[list[bytes]], streams: list[list[bytes]], chance: random.Random) -> bytes:
    """Frames of its own format, now and then of another; one byte in a hundred is changed, lost, doubled, or noise."""
    sent = chance.choice(own)
    chunk = bytearray()
    while len(chunk) < _CHUNK_BYTES // 8:
        at = chance.randrange(len(sent))
        chunk += b"".join(sent[at : at + 8]) + (chance.choice(chance.choice(streams)) if chance.random() < 0.1 else b"")
    for _ in range(len(chunk) // 100):
        at = chance.randrange(len(chunk) - 1)
        way = chance.randrange(4)
        if way == 0:
            chunk[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            del chunk[at]
        elif way == 2:
            chunk.insert(at, chunk[at])
        else:
            chunk[at] = chance.randrange(256)
    return bytes(chunk)


def fuzz(make: Callable[[], Decoder], name: str, count: int) -> tuple[float, float, int]:
    """How much memory grew after the first fifth, what the decoder held at most, and how many readings it gave."""
    chance = random.Random(name)
    streams = [frames(stream, 80) for stream in STREAMS]
    own = [frames(stream, 80) for stream, (maker, _) in STREAMS.items() if maker is make] or streams
    decoder = make()
    fed = waiting = readings = 0
    settled_bytes = 0
    tracemalloc.start()
    try:
        while fed < count:
            chunk = noise(chance) if chance.random() < 0.5 else changed(own, streams, chance)
            fed += len(chunk)
            at = 0
            while at < len(chunk):
                step = chance.choice((1, 7, 33, 512, 4096))
                readings += len(decoder.feed(chunk[at : at + step]))
                waiting = max(waiting, decoder.waiting_bytes)
                at += step
            del chunk
            if not settled_bytes and fed >= _SETTLED * count:
                settled_bytes = _held_bytes()
        grown = _held_bytes() - settled_bytes
    finally:
        tracemalloc.stop()
    return grown / 1e3, waiting, readings


def _held_bytes() -> int:
    """What is in use. Python keeps freed tuples, up to 2000 of each length; a collection lets go of them."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def figures() -> Iterator[Figure]:
    """Every row of the table, and every profile that is shipped."""
    for name, make in DECODERS.items():
        grown_kb, waiting, readings = fuzz(make, name, BYTES)
        yield Figure(f"{name}: memory grown over {BYTES} bytes ({readings} readings)", grown_kb, "kB", GROWN_MAX_KB)
        yield Figure(f"{name}: waiting at most", waiting, "bytes", WAITING_MAX_BYTES)
