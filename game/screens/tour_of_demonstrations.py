"""Demonstrations on the tour: each way to be, both sides, the right way and the wrong one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.screens.demonstration import DemonstrationScreen
from game.screens.screen import Screen
from game.screens.shown import Demonstration

_ELBOW = Demonstration("elbow_flexion", "right", "seated", 70.0, 3.0, 1.0, 3.0, sites=("right_forearm", "sternum"))
_SHOWN: Mapping[str, tuple[Demonstration, float]] = {
    "demonstration": (_ELBOW, 2.4),
    "demonstration-wrong": (_ELBOW, 7.6),
    "demonstration-left": (Demonstration("shoulder_abduction", "left", "seated", 80.0, sites=("left_upper_arm",)), 1.4),
    "demonstration-lying": (Demonstration("knee_flexion", "right", "lying", 70.0), 1.4),
    "demonstration-standing": (Demonstration("hip_abduction", "left", "standing", 25.0), 1.4),
    "demonstration-rising": (Demonstration("sit_to_stand", "right", "standing", 85.0, 3.0, 0.5, 3.0), 0.8),
    "demonstration-both": (Demonstration("shoulder_flexion", "right", "seated", 70.0, together="in_turn"), 0.4),
    "demonstration-still": (Demonstration("trunk_sway", "right", "seated", 0.0, 3.0, 0.0, 3.0), 0.4),
    "demonstration-head": (Demonstration("neck_rotation", "right", "seated", 45.0), 1.2),
    "demonstration-foot": (Demonstration("ankle_dorsiflexion", "right", "seated", 15.0), 1.2),
}


def _screen(asked: Demonstration, at_s: float) -> Callable[[], Screen]:
    return lambda: DemonstrationScreen(asked, at_s=at_s)


DEMONSTRATIONS: Mapping[str, Callable[[], Screen]] = {name: _screen(*shown) for name, shown in _SHOWN.items()}
"""Each by the name of its picture."""
