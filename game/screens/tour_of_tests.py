"""The instrumented tests on the tour: what each of them shows while it asks for one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.exercises.exercise import Ask, InstrumentedView
from game.round.view import RoundView

_TESTS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "range_test": ("shoulder_abduction", ("right_upper_arm",), "seated"),
    "position_test": ("elbow_flexion", ("right_forearm",), "seated"),
    "sway_test": ("standing_sway", ("pelvis",), "standing"),
    "five_stands_test": ("sit_to_stand", ("right_thigh",), "standing"),
    "chair_stand_test": ("sit_to_stand", ("right_thigh",), "standing"),
    "up_and_go_test": ("trunk_flexion", ("sternum",), "seated"),
    "limits_test": ("standing_sway", ("pelvis",), "standing"),
}
"""What each kind is about: the movement, where the sensors are worn, and the posture."""
_SHOWN: Mapping[str, tuple[str, Ask, float, int, int, Mapping[str, Any]]] = {
    "range-ready": ("range_test", Ask.GET_READY, 0.4, 0, 3, {}),
    "range-far": ("range_test", Ask.GO_FAR, 0.0, 1, 3, {}),
    "position-learn": ("position_test", Ask.LEARN, 0.0, 1, 6, {"target_deg": 70.0, "ceiling_deg": 110.0}),
    "position-feel": ("position_test", Ask.FEEL, 0.6, 1, 6, {"target_deg": 66.0, "ceiling_deg": 110.0}),
    "position-find": ("position_test", Ask.FIND_AGAIN, 0.0, 1, 6, {"ceiling_deg": 110.0, "blank": True}),
    "sway-ready": ("sway_test", Ask.GET_READY, 0.7, 0, 1, {}),
    "sway-open": ("sway_test", Ask.STAND_STILL, 0.5, 0, 1, {"left_s": 15.0, "blank": True}),
    "sway-closed": ("sway_test", Ask.CLOSE_EYES, 0.0, 0, 1, {"blank": True}),
    "sway-over": ("sway_test", Ask.OPEN_EYES, 0.0, 1, 1, {}),
    "stands-ready": ("five_stands_test", Ask.GET_READY, 0.5, 0, 5, {}),
    "stands-practice": ("five_stands_test", Ask.PRACTISE, 0.0, 0, 1, {"practice": True}),
    "stands-five": ("five_stands_test", Ask.GO, 0.0, 3, 5, {"passed_s": 7.3}),
    "stands-chair": ("chair_stand_test", Ask.GO, 0.0, 12, 0, {"left_s": 8.4}),
    "stands-stop": ("chair_stand_test", Ask.STOP, 0.0, 14, 0, {"left_s": 0.0}),
    "up-and-go": ("up_and_go_test", Ask.GO, 0.0, 0, 1, {"passed_s": 9.4}),
    "limits-lean": ("limits_test", Ask.LEAN, 0.0, 3, 8, {"direction_deg": 135.0}),
    "limits-stay": ("limits_test", Ask.STAY, 0.6, 0, 8, {"direction_deg": 0.0}),
    "test-done": ("chair_stand_test", Ask.DONE, 0.0, 14, 0, {}),
}


def tests(play: RoundView) -> dict[str, RoundView]:
    """Every state of a test that is shown, as a Round at play."""
    found = {}
    for name, (kind, ask, progress, count, asked, more) in _SHOWN.items():
        movement, sites, posture = _TESTS[kind]
        test = InstrumentedView(ask, progress, count, asked, **more)
        nothing = float("nan") if test.blank else 62.0
        found[f"measure-{name}"] = replace(
            play,
            kind=kind,
            movement=movement,
            sites=sites,
            posture=posture,
            angle_deg=nothing,
            lean_forward_deg=float("nan"),
            lean_right_deg=float("nan"),
            cue=ask.value,
            exercise=test,
            rest_soon=False,
        )
    return found
