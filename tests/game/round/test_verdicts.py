"""The verdict on a movement is what the wearer's body is known to have done; many wearers are a benchmark's work."""

from __future__ import annotations

import pytest

from game.exercises.events import TrialEnded
from tests.game.intended import Means, Wearer, Wearing, verdict_of

SHAKY = Wearing(tremor_deg=3.0, tremor_hz=5.5)
MEANS: tuple[Means, ...] = ("clean", "partial", "fast", "other", "compensated", "off_tempo", "dropped", "clean")


@pytest.mark.parametrize(("level", "side"), [("elbow_flexion_reach_2", "left"), ("knee_extension_tempo_1", "right")])
def test_each_verdict_is_what_was_done_under_a_tremor_of_three_degrees(level: str, side: str) -> None:
    person = Wearer(level, side, SHAKY, seed=3)
    person.settle()
    for meant in (one for one in MEANS if one in person.can):
        made = person.attempt(meant)
        assert made is not None
        said, right = verdict_of(made, person.level)
        assert right, f"meant {meant}, was {made.truth(person.level)}, told as {said}"


def test_what_a_dropout_got_into_is_told_as_spoilt_or_as_it_was() -> None:
    """And a spoilt trial says nothing of the person."""
    person = Wearer("elbow_flexion_reach_2", "right", Wearing(dropouts_per_min=20.0), seed=4)
    person.settle()
    made = [one for _ in range(8) if (one := person.attempt("clean")) is not None]
    assert all(verdict_of(one, person.level)[1] for one in made)
    assert any(one.spoilt for one in made)
    ended = [event for event in person.events if isinstance(event, TrialEnded) and event.spoilt]
    assert not any(event.success or event.clean for event in ended)
