"""Words: everything the rules can give has words; they are short and plain."""

from __future__ import annotations

import pytest

from game.motion.motion import EmgFault
from game.motion.movements import MOVEMENTS
from game.screens import words
from game.screens.cues import cue, cues
from game.screens.figure import stance_of
from game.screens.views import VIEWS
from input_devices import PLACES, TRUTHS, SourceState


@pytest.mark.parametrize("kind", sorted(VIEWS))
def test_every_cue_has_at_most_eight_words(kind: str) -> None:
    """In every world a cue is one short prompt."""
    for key in cues(kind):
        assert 1 <= len(cue(key, kind).split()) <= 8


@pytest.mark.parametrize("name", PLACES)
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
        said = [
            words.instruction(movement, side),
            words.neutral_pose(movement, side, "seated"),
            words.did(movement, side, 3, 2),
        ]
        assert not any("{" in each for each in said)
        assert len(said[0].split()) <= 9


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_the_neutral_pose_is_told_for_the_posture_it_is_taken_in(movement: str) -> None:
    """Nobody who stands or lies is asked to sit, and nobody who sits to stand."""
    wrong = {"seated": ("Stand ", "Lie "), "standing": ("Sit ", "Lie "), "lying": ("Sit ", "Stand ", "stand ")}
    for posture in MOVEMENTS[movement].postures:
        stance = stance_of(movement, posture)
        said = words.neutral_pose(movement, "left", stance)
        assert not any(word in said for word in wrong[stance]), (posture, said)


@pytest.mark.parametrize("fault", EmgFault)
def test_every_fault_of_a_muscle_has_a_few_words_for_play(fault: EmgFault) -> None:
    """Which muscle it is, and what to do; the whole sentence is told where there is room."""
    said = words.muscle_trouble("left_tibialis_anterior", fault)
    assert said.startswith("Left tibialis anterior: ") and len(said.split()) <= 9
    assert words.muscle_fault("an electrode is off") == "An electrode is off."


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
