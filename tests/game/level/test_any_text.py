"""Any bytes give a Level or problems with a place in the file, nothing else, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.level import LevelProblems, read_level
from game.level.tree import read_tree
from tests.game.level.files import NAME, SOUND

MARKS = (
    "- |? |: |[|]|{|}|&a |*a |!x |<<: |---\n|...\n|%YAML 1.1\n|>-\n|'|\"|\\U|#|\n|,|  |\t|é|\u2028|\ufeff|1:30|off|~"
)
PIECES = st.sampled_from([*SOUND.splitlines(keepends=True), "|\n", *MARKS.split("|")])


def placed(raw: str | bytes) -> None:
    """The raw file is a level, or every problem of it stands in a line of the file or just after its last."""
    try:
        read_level(raw, NAME)
    except LevelProblems as wrong:
        assert wrong.problems
        text = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
        for problem in wrong.problems:
            assert 1 <= problem.line <= len(text.splitlines()) + 1
            assert problem.column >= 1
            assert str(problem).isprintable()


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    """Files of any other kind."""
    placed(raw)


@given(st.text(max_size=200))
@example("\ud800")
@example('a: "\\ud800"')
@example('"\\ud800": 1')
@example("%YAML 1." + "1" * 5000 + "\n---\na: 1")
@example("format: " + "9" * 5000)
@example("a: !!binary ====")
@example("? {a: b}\n: c")
@example("exercise: {kind: [reach]}")
@example("exercise: {hold: 1}")
@example("{}")
def test_any_text(text: str) -> None:
    """Texts of any other kind."""
    placed(text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_heap_of_yaml(text: str) -> None:
    """What looks like a level in pieces."""
    placed(text)


@given(st.integers(0, len(SOUND)), st.integers(0, 40), PIECES)
def test_a_sound_file_with_a_piece_exchanged(at: int, length: int, piece: str) -> None:
    """What a slip of an editor makes."""
    placed(SOUND[:at] + piece + SOUND[at + length :])


@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000,
        "{" * 60_000,
        "[\n" * 30_000,
        "- " * 30_000,
        "? " * 30_000,
        "a: " * 20_000,
        "&a " * 20_000,
        "'" * 60_000,
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(500)),
        "".join(f"k{n}: {n}\n" for n in range(4_000)),
    ],
    ids=["lists", "sections", "lines", "dashes", "questions", "colons", "anchors", "quotes", "laughs", "keys"],
)
def test_a_hostile_file_is_refused_soon(text: str) -> None:
    """Depth and size are limited, and nothing is expanded; the bound is generous, for a slow machine."""
    began = time.process_time()
    placed(text)
    assert time.process_time() - began < 5


def test_only_json_s_constants_are_more_than_words() -> None:
    """`yes`, dates, clocks and octal numbers stay as they were written."""
    words = [
        "off",
        "no",
        "yes",
        "On",
        "True",
        "NULL",
        "1:30",
        "010",
        "0o7",
        "0x1f",
        "1_000",
        ".inf",
        "2026-03-01",
        "=",
        "+",
        ".",
    ]
    tree = read_tree("".join(f"- {word}\n" for word in words), "x")
    assert tree.value == tuple(words)
    read = read_tree("[true, false, null, ~, 1, -2, 1.5, 1e3, .5, 0, '1']", "x").value
    assert read == (True, False, None, None, 1, -2, 1.5, 1000.0, 0.5, 0, "1")
