"""Whether a packet follows on another, where a format's own test lets damage pass or there is none.

A damaged byte moves one word of one packet far away. A movement of a body moves several, or the packets after it too.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from operator import sub

Words = Sequence[int]
_ROUND = 1 << 16
_STILL = 8
"""Words that differ by no more from one packet to the next are the noise of a sensor at rest."""
_NEAR = 8192
"""Words that differ by less may belong to packets that follow on each other: 45°, or a quarter of full scale."""
_WORDS = {count: struct.Struct(f"<{count}h") for count in (4, 8)}


def jumps(before: Words, now: Words, far: int) -> int:
    """How many words, of 16 bits each, lie more than `far` from where they were; angles go round."""
    steps = tuple(map(sub, now, before))
    if max(steps) <= far and min(steps) >= -far:
        return 0
    return sum(far < step % _ROUND < _ROUND - far for step in steps)


def gained(before: Words, told: bytes) -> bool:
    """Whether words, low byte first, with the byte behind them, look as if they had gained a byte on the way.

    A byte too many pushes the bytes behind it on, and the end of the last word into the place behind it. Without it,
    the words lie nearer to those of the packet before.
    """
    end = 2 * len(before)
    step = (told[end] << 8 | told[end - 1]) - before[-1]
    if _NEAR < step % _ROUND < _ROUND - _NEAR:
        return False  # the last word, pushed back to its place, would be far away
    words = _WORDS[len(before)]
    as_it_is = _apart(before, words.unpack_from(told))
    if as_it_is <= _STILL:
        return False
    return any(_apart(before, words.unpack_from(told[:k] + told[k + 1 :])) < as_it_is for k in range(end - 1))


def _apart(before: Words, now: Words) -> int:
    return sum([min((b - a) % _ROUND, (a - b) % _ROUND) for a, b in zip(before, now, strict=True)])
