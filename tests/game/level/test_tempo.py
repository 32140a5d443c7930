"""What a level says of load, sets and pace fits together, or is told with what would."""

from __future__ import annotations

import pytest

from tests.game.level.files import SOUND, problems_of

TEMPO = (
    SOUND.replace(
        "kind: reach\n  targets_deg: [30, 50, 70]\n  hold_s: 2", "kind: tempo\n  targets_deg: [60]\n  hold_s: 1"
    )
    .replace("_reach_", "_tempo_")
    .replace("minutes: 4\n", "minutes: 4\n  rest_s: 60\n")
)


def told(old: str, new: str) -> list[str]:
    """What is wrong where one piece of a sound level is changed."""
    assert TEMPO.count(old) == 1
    return [what.partition(": ")[2] for what in problems_of(TEMPO.replace(old, new), "shoulder_flexion_tempo_2.yaml")]


def test_the_level_is_sound() -> None:
    assert problems_of(TEMPO, "shoulder_flexion_tempo_2.yaml") == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "hold_s: 1",
            "hold_s: 1\n  sets: 3",
            "3 sets of 10 are 30 repetitions, and the dose says 10. Did you mean “30”?",
        ),
        ("hold_s: 1", "up_s: 1", "60° in 1 seconds pass 90 degrees a second; take 1.2 at least, or go less far."),
        ("hold_s: 1", "load_kg: 2", "a load of 2 kg with effort active; say effort: loaded."),
        ("hold_s: 1", "effort: loaded", "loaded, and no load_kg; say how much, or effort: active."),
        ("minutes: 4", "minutes: 1", "10 repetitions take at least 1.1 minutes, and the dose gives 1."),
    ],
)
def test_what_does_not_fit_together_is_told(old: str, new: str, what: str) -> None:
    assert told(old, new) == [what]
