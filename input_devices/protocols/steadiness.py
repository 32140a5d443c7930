"""Whether a packet follows on another, for formats without a checksum, where often nothing else shows damage.

A damaged byte moves one word of one packet far away. A movement of a body moves several, or the packets after it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub

Words = Sequence[int]
_ROUND = 1 << 16


def jumps(before: Words, now: Words, far: int) -> int:
    """How many words, of 16 bits each, lie more than `far` from where they were; angles go round."""
    steps = tuple(map(sub, now, before))
    if max(steps) <= far and min(steps) >= -far:
        return 0
    return sum(far < step % _ROUND < _ROUND - far for step in steps)
