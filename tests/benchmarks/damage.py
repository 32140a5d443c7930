"""What damage on the line does: a byte corrupted, lost or inserted in every hundred, in streams of every format."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from input_devices.protocols.reading import Reading
from tests.benchmarks.figure import Figure
from tests.benchmarks.streams import STREAMS, frames

SAMPLES = 3000
DAMAGES = 100_000
"""Of each of three kinds, for each format."""
EVERY_BYTES = 100
SELDOM_BYTES = 1009
"""So far apart that what one damage costs can be told from what the next one does."""
WAYS = ("corrupted", "lost", "inserted")
CHECKED = tuple(
    name for name in STREAMS if name.startswith(("witmotion", "xsens", "bno", "moveagain")) and "0x61" not in name
)
"""The formats with a checksum: of these not one damaged sample may be believed."""
UNCHECKED = tuple(name for name in STREAMS if "0x61" in name or name == "mpu_teapot")


@dataclass(slots=True)
class Tally:
    """What became of a damaged stream."""

    damages: int = 0
    wrong: int = 0
    """Samples that were given and never sent."""
    unhurt_lost: int = 0
    """Samples without damage, and not next to any, that were not given."""
    unhurt: int = 0
    behind_max: int = 0
    """Most samples in a row that were lost behind one that was hit."""


def damaged(stream: list[bytes], way: str, every: int, chance: random.Random) -> tuple[bytes, set[int], int]:
    """The stream with damage, which samples it hit, and how many places."""
    clean = b"".join(stream)
    bounds, at = [], 0
    for frame in stream:
        bounds.append(at)
        at += len(frame)
    places = range(chance.randrange(every), len(clean), every)
    parts, last, hit, number = [], 0, set(), 0
    for place in places:
        while number + 1 < len(bounds) and bounds[number + 1] <= place:
            number += 1
        hit.add(number)
        parts.append(clean[last:place])
        if way == "corrupted":
            parts.append(bytes((clean[place] ^ chance.randrange(1, 256),)))
        elif way == "inserted":
            parts.append(bytes((chance.randrange(256), clean[place])))
        last = place + 1
    parts.append(clean[last:])
    return b"".join(parts), hit, len(places)


def tally(
    name: str, way: str, damages: int, *, every: int = EVERY_BYTES, samples: int = SAMPLES, step: int = 4096
) -> Tally:
    """Damage a stream again and again, until there are as many damages, and count what is believed of it."""
    decoder = STREAMS[name][0]
    chance = random.Random(f"{name} {way}")
    found = Tally()
    stream = frames(name, samples)
    # Text may lose its first line, and the standard packets may need two samples to learn what a sample is.
    sent = [_said(reading) for reading in decoder().feed(b"".join(stream) + stream[0] + stream[0])][:samples]
    first = samples - len(sent)
    where: dict[Reading, list[int]] = {}
    for k, reading in enumerate(sent, first):
        where.setdefault(reading, []).append(k)
    while found.damages < damages:
        data, hit, count = damaged(stream, way, every, chance)
        found.damages += count
        reader = decoder()
        given: set[int] = set()
        for at in range(0, len(data), step):
            for reading in reader.feed(data[at : at + step]):
                numbers = where.get(_said(reading))
                if numbers is None:
                    found.wrong += 1
                else:
                    given.update(numbers)
        behind = 0
        for k in range(first + 4, samples - 4):
            behind = 0 if k in given or k in hit else behind + bool(behind or k - 1 in hit)
            found.behind_max = max(found.behind_max, behind)
            if not hit & {k - 2, k - 1, k, k + 1}:
                found.unhurt += 1
                found.unhurt_lost += k not in given
    return found


def _said(reading: Reading) -> Reading:
    return replace(reading, missed=0)


def figures() -> Iterator[Figure]:
    """Wrong samples for each format and kind of damage, and how soon reading goes on."""
    for name in (*CHECKED, *UNCHECKED):
        for way in WAYS:
            found = tally(name, way, DAMAGES)
            limit = 0 if name in CHECKED else None
            yield Figure(f"{name}: wrong of {found.damages} {way}", found.wrong, "samples", limit)
            alone = tally(name, way, DAMAGES // 10, every=SELDOM_BYTES)
            yield Figure(f"{name}: most in a row behind one {way}", alone.behind_max, "samples", 2)
            yield Figure(f"{name}: of {alone.unhurt} without damage lost", alone.unhurt_lost, "samples", 0)
