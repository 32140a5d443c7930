"""The instrumented tests on the tour: what each of them shows while it asks for one thing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from game.exercises.views import Ask, InstrumentedView
from game.round.view import RoundView
from game.screens.measured import MeasuredScreen
from game.screens.measured_values import Measure, Measured, Usual

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


def states(play: RoundView) -> dict[str, RoundView]:
    """Every state of a test that is shown, as a Round at play."""
    found = {}
    for name, (kind, ask, progress, count, asked, more) in _SHOWN.items():
        movement, sites, posture = _TESTS[kind]
        test = InstrumentedView(ask, progress, count, asked, **more)
        nothing = float("nan") if test.blank else 62.0
        found[f"measure-{name}"] = play._replace(
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


_RANGE = Measured(
    kind="range_test",
    title="How far the arm goes to the side",
    movement="shoulder_abduction",
    side="right",
    truth="sensor",
    ended="finished",
    measures=(
        Measure("range_of_motion", "Range of motion", 118.4, "deg", error=5.0),
        Measure("peak", "Furthest", 121.0, "deg", error=5.0),
        Measure("start", "Start", 2.6, "deg", error=5.0),
        Measure("limb_symmetry", "Share of the side that went first (limb symmetry index)", 84.6, "%"),
        Measure("sparc", "Smoothness (SPARC)", math.nan, "1", "the movement was interrupted"),
    ),
    other=Measure("range_of_motion", "Range of motion", 140.0, "deg", error=5.0),
    here_words="right",
    other_words="left",
    usual=Usual(180.0, "deg", "AAOS, as printed in AccessPhysiotherapy table A.1", "adults of any age"),
    pain_before=2,
    pain_after=3,
    next_words="Another level",
)
_SWAY = replace(
    _RANGE,
    kind="sway_test",
    title="Standing still, eyes closed",
    movement="standing_sway",
    sided=False,
    measures=(
        Measure("sway", "Sway, root mean square", 0.62, "deg"),
        *(
            Measure(f"sway_{name}", f"Sway, {name}", 0.41, "deg")
            for name in ("rms", "mdist", "range_ap", "range_ml", "rms_ap", "rms_ml")
        ),
        *(Measure(f"sway_{name}", f"Sway, {name}", 0.9, "deg/s") for name in ("mvelo", "mvelo_ap", "mvelo_ml")),
        *(
            Measure(f"sway_{name}", f"Sway, {name}", 2.2, "deg²")
            for name in ("area_ellipse_pred", "area_ce95_prieto", "area_ellipse_chi2")
        ),
        Measure("sway_mfreq", "Sway, mean frequency", 0.31, "Hz"),
        Measure("romberg", "Sway with closed eyes over that with open ones (Romberg)", 1.6, "1"),
    ),
    here=Measure("sway_mvelo", "Sway, mean speed", 0.9, "deg/s"),
    other=Measure("sway_mvelo", "Sway, mean speed", 0.6, "deg/s"),
    here_words="eyes closed",
    other_words="eyes open",
    usual=None,
    usual_reason="it depends on age, which is not known",
    pain_before=0,
    pain_after=0,
)
_LEANS = (6.1, 5.2, 4.4, 3.1, 2.6, 3.3, 4.9, 5.6)
_LIMITS = replace(
    _SWAY,
    kind="limits_test",
    title="How far you can lean",
    measures=(
        Measure("limits_of_stability", "Area of the leans all round", 54.2, "deg2"),
        *(
            Measure(f"limits_of_stability_lean_{45 * k:03d}", f"Lean held, {45 * k}° clockwise", lean, "deg")
            for k, lean in enumerate(_LEANS)
        ),
    ),
    other=None,
)
_STANDS = replace(
    _SWAY,
    kind="five_stands_test",
    title="Five times up from a chair",
    measures=(
        Measure("five_times_sit_to_stand", "From the first motion to the fifth stand", 12.4, "s"),
        Measure("five_times_sit_to_stand_end_rule", "The end is", "fifth stand"),
    ),
    other=None,
    here_words="",
)
_NO_NUMBER = replace(
    _STANDS,
    ended="stopped_by_person",
    truth="keyboard",
    measures=(
        Measure("five_times_sit_to_stand", "To the fifth stand", math.nan, "s", "the arms helped"),
        Measure("five_times_sit_to_stand_end_rule", "The end is", math.nan, "", "the arms helped"),
    ),
)


def _for_therapist(measured: Measured, first: int = 0) -> Callable[[], MeasuredScreen]:
    def screen() -> MeasuredScreen:
        made = MeasuredScreen(measured)
        made.turn(first)
        return made

    return screen


RESULTS: Mapping[str, Callable[[], MeasuredScreen]] = {
    "measured-range": lambda: MeasuredScreen(_RANGE),
    "measured-range-therapist": _for_therapist(_RANGE),
    "measured-sway": lambda: MeasuredScreen(_SWAY),
    "measured-sway-therapist": _for_therapist(_SWAY),
    "measured-limits": lambda: MeasuredScreen(_LIMITS),
    "measured-limits-therapist": _for_therapist(_LIMITS),
    "measured-stands": lambda: MeasuredScreen(_STANDS),
    "measured-none": lambda: MeasuredScreen(_NO_NUMBER),
    "measured-none-therapist": _for_therapist(_NO_NUMBER),
}
"""What came of tests."""
