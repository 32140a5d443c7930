"""One cue at a time: each can be read, and between two different ones nothing is said for a moment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.exercises.exercise import TICK_S
from game.level.kinds import PLAYED_WITH
from game.round.cueing import AT_ONCE, PAUSE_S, Cueing
from game.screens.cues import cues

WANTED = st.lists(
    st.tuples(st.sampled_from([None, "higher", "slower", "sit_tall", "hold", "let_go"]), st.integers(1, 150)),
    min_size=1,
    max_size=20,
)
READ_TICKS, PAUSE_TICKS = 59, round(PAUSE_S / TICK_S) - 1
"""A tick less than a second, and than the pause: sums of sixtieths are rounded."""


def shown(wanted: list[tuple[str | None, int]]) -> list[tuple[str | None, int]]:
    """What was shown and for how many ticks, where each of these was wanted for so long."""
    cueing, seen = Cueing(), [(None, 0)]
    runs: list[tuple[str | None, int]] = list(seen)
    tick = 0
    for cue, ticks in wanted:
        for _ in range(ticks):
            said = cueing.step(tick, cue)
            assert len(said) == (runs[-1][0] != cueing.cue and cueing.cue is not None)
            last, count = runs[-1]
            runs = [*runs[:-1], (last, count + 1)] if last == cueing.cue else [*runs, (cueing.cue, 1)]
            tick += 1
    return runs


@given(WANTED)
def test_a_cue_can_be_read_and_a_pause_comes_before_another(wanted: list[tuple[str | None, int]]) -> None:
    """Whatever is wanted in whatever order; only a cue that ends something takes another's place at once."""
    runs = shown(wanted)
    for place in range(1, len(runs) - 1):
        cue, ticks = runs[place]
        after = runs[place + 1][0]
        if cue is not None:
            assert ticks >= READ_TICKS
            assert after is None or after in AT_ONCE
        elif after not in AT_ONCE and after != runs[place - 1][0]:
            assert ticks >= PAUSE_TICKS


def test_two_cues_have_half_a_second_between_them() -> None:
    """The first is read, nothing is said, then the second; the very first waits for nothing."""
    runs = shown([("higher", 10), ("slower", 200)])
    assert [cue for cue, _ in runs] == [None, "higher", None, "slower"]
    assert runs[0][1] == 0 and abs(runs[1][1] - 60) <= 1 and abs(runs[2][1] - 30) <= 1


def test_what_ends_something_is_not_kept_back() -> None:
    """Nor is a cue taken away later because none is wanted."""
    runs = shown([("higher", 70), ("hold", 70), (None, 5), ("let_go", 5)])
    assert [cue for cue, _ in runs] == [None, "higher", "hold", None, "let_go"]
    assert runs[1][1] == 70 and runs[3][1] == 5


def test_cues_that_end_something_are_cues() -> None:
    """Each is one that some kind says."""
    assert {cue for kind in sorted(PLAYED_WITH) for cue in cues(kind)} >= AT_ONCE
