"""What has to hold between the keys of `tandem`: a rule is said where it does not hold, and only there."""

from __future__ import annotations

import pytest

from tests.game.level.files import problems_of

STROKES = """\
format: 1
id: elbow_flexion_tandem_1
title: The boat
about: Bend both elbows.
serves: A basket.
goal: coordination
suits: Somebody who sits.
excludes: []
movement: elbow_flexion
exercise:
  kind: tandem
  amplitude_deg: 50
dose: {repetitions: 8, minutes: 6, source: A choice.}
"""
FAR = "amplitude_deg: 50"


@pytest.mark.parametrize(
    "more", ["", "\n  amplitude_percent: 80", "\n  amplitude_percent: 20\n  other_amplitude_percent: 100"]
)
def test_sound_ones_have_no_problems(more: str) -> None:
    assert problems_of(STROKES.replace(FAR, FAR + more), "") == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("other_amplitude_percent: 80", "needs amplitude_percent beside it"),
        ("amplitude_percent: 19", "20"),
        ("amplitude_percent: 101", "100"),
        ("amplitude_percent: 80\n  other_amplitude_percent: 110", "100"),
    ],
)
def test_a_share_is_of_both_limbs_and_of_what_they_can(more: str, said: str) -> None:
    """From a fifth to all of their own range."""
    (problem,) = problems_of(STROKES.replace(FAR, f"{FAR}\n  {more}"), "")
    assert said in str(problem)
