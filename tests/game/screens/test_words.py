"""Words: everything the rules can give has words; they are short, plain, and never claim or judge."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import game.screens
from game.motion.movements import MOVEMENTS
from game.screens import words
from input_devices import SITES, TRUTHS, SourceState

FORBIDDEN = re.compile(
    r"cure|heal|treat|restor|guarant|diagnos|proven|medical-grade|prevent|risk-free|normal|fall risk|failed|failure"
    r"|good arm|bad arm|non-compliant|worse|stronger",
    re.IGNORECASE,
)
APPROVED = (words.approved_disclaimer(), words.approved_not_an_alarm(), words.approved_do_not_exercise())


def said_by(path: Path) -> list[str]:
    """Every string of a module that a person may read: all but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    spoken = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in silent)
    return [node.value for node in spoken if isinstance(node.value, str)]


@pytest.mark.parametrize("path", sorted(Path(game.screens.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_no_forbidden_word_is_said(path: Path) -> None:
    """Product text says practise, train, measure; only the approved sentences may name what this is not."""
    for said in said_by(path):
        if said not in APPROVED:
            assert not FORBIDDEN.search(said), said


def test_the_approved_sentences_are_word_for_word() -> None:
    """Nobody rewrites them in passing."""
    assert words.approved_not_an_alarm() == "Nobody watches while you play. This is not an alarm."
    assert words.approved_do_not_exercise() == (
        "Do not exercise now. Call your therapist or doctor. Face drooping, sudden weakness, strange speech or chest "
        "pain: call the emergency number now."
    )
    assert words.approved_disclaimer() == (
        "Moveagain is open-source exercise software. No authority has assessed it as a medical device; whoever puts "
        "it into use must check what local law requires. It does not diagnose, does not decide treatment, and is not "
        "an alarm: nobody watches while you play. Use it for movements a qualified therapist has chosen for you. Its "
        "angles and times are training measures with their error shown and do not replace an examination."
    )


@pytest.mark.parametrize("kind", ["reach", "steady"])
@pytest.mark.parametrize("key", words.CUES)
def test_every_cue_has_at_most_eight_words(key: str, kind: str) -> None:
    """In every world a cue is one short prompt."""
    assert 1 <= len(words.cue(key, kind).split()) <= 8


@pytest.mark.parametrize("name", SITES)
def test_every_site_has_words(name: str) -> None:
    """Where a sensor is worn is said in words, with its side, and how it goes on too."""
    said, worn = words.site(name), words.wear(name)
    assert "_" not in said + worn
    for side in ("left", "right"):
        assert (side in said) is name.startswith(side)
        assert (side in worn) is name.startswith(side)


@pytest.mark.parametrize("name", words.ENDINGS)
def test_every_ending_has_words(name: str) -> None:
    """However a session ends, it is said."""
    assert words.ended(name).endswith(".")


def test_feeling_unwell_ends_with_the_approved_sentence() -> None:
    """The one ending that is an emergency is said in the approved words."""
    assert words.ended("stopped_unwell") == words.approved_do_not_exercise()


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_every_movement_has_words(movement: str) -> None:
    """Instruction, neutral pose and what was done, for both sides, with nothing left unfilled."""
    for side in ("left", "right"):
        said = [words.instruction(movement, side), words.neutral_pose(movement, side), words.did(movement, side, 3, 2)]
        assert not any("{" in each for each in said)
        assert len(said[0].split()) <= 9


def test_every_state_and_truth_has_words() -> None:
    """How a sensor is doing, and whether a session is kept."""
    for state in SourceState:
        assert words.input_state(state.value, float("nan"))
    assert words.input_state("live", 49.8) == "heard, 50 times a second"
    assert [truth for truth in TRUTHS if words.not_kept(truth) is None] == ["sensor"]


def test_numbers_are_words_as_people_say_them() -> None:
    """Spelt up to twelve, in figures above, one and many told apart; what cannot be had is a dash."""
    assert words.lit_headline(9, "reach") == "Nine more lanterns burn on the hill"
    assert words.lit_headline(1, "reach") == "One more lantern burns on the hill"
    assert words.lit_headline(13, "steady") == "13 more lights came safely over"
    assert words.did("shoulder_abduction", "right", 24, 19) == "You raised your right arm 24 times, 19 of them clean."
    assert words.did("elbow_flexion", "left", 1, 1) == "You bent your left elbow 1 time, 1 of them clean."
    assert words.degrees(float("nan")) == "–"
    assert words.seconds(0.2) == "1 second more"
