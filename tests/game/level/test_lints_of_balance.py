"""What has to hold between the keys of `steady` and `match`: a rule is said where it does not hold, and only there."""

from __future__ import annotations

import pytest

from tests.game.level.files import problems_of

STEADY = """\
format: 1
id: standing_sway_steady_3
title: The ferry
about: Lean and come back.
serves: A cupboard.
goal: balance
suits: Somebody who stands.
excludes: []
movement: standing_sway
posture: standing
presence: someone_within_reach
exercise:
  kind: steady
  aim: lean
  forward_deg: 6
  side_deg: 5
  tolerance_deg: 2
  base: feet_apart
dose: {repetitions: 6, minutes: 4, source: A choice.}
"""
MATCH = """\
format: 1
id: elbow_flexion_match_1
title: Bells
about: Find a place again.
serves: A cup.
goal: position_sense
suits: Somebody who sits.
excludes: []
movement: elbow_flexion
exercise:
  kind: match
  targets_deg: [50, 80]
  memory_every: 0
dose: {repetitions: 8, minutes: 6, source: A choice.}
"""


@pytest.mark.parametrize("text", [STEADY, MATCH], ids=["steady", "match"])
def test_sound_ones_have_no_problems(text: str) -> None:
    assert problems_of(text, "") == []


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (STEADY, "base: feet_apart", "base: feet_up", "feet_up is no base for somebody who is standing"),
        (STEADY, "aim: lean", "aim: stay", "tolerance_deg is not read where the aim is stay"),
        (STEADY, "aim: lean", "aim: lean\n  bout_s: 20", "bout_s is not read where the aim is lean"),
        (STEADY, "tolerance_deg: 2", "tolerance_deg: 4", "more than half of the"),
        (STEADY, "aim: lean", "aim: lean\n  eyes: closed\n  sound: none", "it has to be heard when it is over"),
        (STEADY.replace("lean", "limits"), "presence: someone_within_reach", "presence: alone", "someone within reach"),
        (STEADY, "presence: someone_within_reach", "presence: clinic", ""),
        (STEADY, "side_deg: 5", "side_deg: 9", "9° is outside the safe limits"),
        (STEADY, "side_deg: 5", "side_deg: 5\n  back_deg: 9", "9° is outside the safe limits"),
        (MATCH, "memory_every: 0", "memory_every: 0\n  set_by: other_limb", ""),
        (MATCH, "memory_every: 0", "memory_every: 3\n  set_by: other_limb", "nothing is found from memory"),
        (MATCH, "[50, 80]", "[20, 80]", "20° is not in the middle of the range"),
        (MATCH, "[50, 80]", "[50, 55]", "only 5° above the target before"),
        (MATCH, "minutes: 6", "minutes: 0.5", "8 repetitions take at least"),
    ],
)
def test_a_rule_that_does_not_hold_is_said(text: str, old: str, new: str, said: str) -> None:
    """Each alone, in a few words; an empty expectation is a change that is fine."""
    assert text.count(old) == 1
    problems = problems_of(text.replace(old, new), "")
    assert not problems if not said else any(said in problem for problem in problems), problems


@pytest.mark.parametrize("presence", ["alone", "someone_within_reach", "clinic"])
@pytest.mark.parametrize("posture", ["seated", "standing"])
def test_closed_eyes_on_ones_feet_need_somebody_and_seated_ones_do_not(posture: str, presence: str) -> None:
    movement = "standing_sway" if posture == "standing" else "trunk_sway"
    text = STEADY.replace("standing_sway", movement).replace("posture: standing", f"posture: {posture}")
    text = text.replace("presence: someone_within_reach", f"presence: {presence}")
    text = text.replace("aim: lean", "aim: stay\n  eyes: closed").replace("  tolerance_deg: 2\n", "")
    text = text.replace("  base: feet_apart\n", "")
    assert bool(problems_of(text, "")) is (posture == "standing" and presence == "alone")
