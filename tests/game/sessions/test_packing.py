"""What comes in at a tick survives the file exactly, and any bytes are ticks or refused."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from game.round import Command, Do
from game.sessions.packing import Tick, pack_tick, unpack_ticks
from input_devices import SITES, Sample, stored

T = TypeVar("T")
numbers = st.floats(width=32, allow_nan=False)


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


samples = st.builds(
    Sample,
    st.sampled_from(SITES),
    st.floats(-1e6, 1e9),
    maybe(st.tuples(numbers, numbers, numbers)),
    maybe(st.tuples(numbers, numbers, numbers)),
    maybe(st.tuples(numbers, numbers, numbers, numbers)),
    maybe(numbers),
).map(stored)
commands = st.builds(Command, st.sampled_from(Do), st.floats(allow_nan=False), st.text(max_size=20))
some_ticks = st.lists(st.tuples(st.lists(samples, max_size=4), st.lists(commands, max_size=2)), max_size=5)


@given(some_ticks)
def test_ticks_come_back_exactly(ticks: list[tuple[list[Sample], list[Command]]]) -> None:
    """Every sample and command of every tick, what is absent included; even the sign of a zero."""
    packed = b"".join(pack_tick(*tick) for tick in ticks)
    back = list(unpack_ticks(packed))
    assert repr(back) == repr([Tick(tuple(seen), tuple(said)) for seen, said in ticks])


@given(st.binary(max_size=300))
def test_any_bytes_are_ticks_or_refused(packed: bytes) -> None:
    """Bytes that are no ticks raise one of the errors that the reader turns into a sentence."""
    try:
        ticks = list(unpack_ticks(packed))
    except (ValueError, IndexError, struct.error):
        return
    assert all(isinstance(tick, Tick) for tick in ticks)


@given(some_ticks.filter(bool), st.data())
def test_a_cut_is_noticed(ticks: list[tuple[list[Sample], list[Command]]], data: st.DataObject) -> None:
    """Ticks cut short anywhere inside the last one are refused, never read as fewer samples."""
    last = pack_tick(*ticks[-1])
    whole = b"".join(pack_tick(*tick) for tick in ticks)
    cut = data.draw(st.integers(1, len(last) - 1))
    refused: Callable[[], object] = lambda: list(unpack_ticks(whole[:-cut]))  # noqa: E731
    try:
        refused()
    except (ValueError, IndexError, struct.error):
        return
    raise AssertionError("a cut went unnoticed")
