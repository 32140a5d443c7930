"""Balance and position sense on the tour: what the ferry and the bells show in each of their states."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from game.exercises.envelope import Envelope
from game.exercises.views import Ask, Lit, MatchView, SteadyView
from game.round.view import RoundView

_RING = Envelope(8.0, 6.0, 5.0, 6.0)
_LEAN = SteadyView(
    ring=_RING,
    inside=False,
    bout_s=4.0,
    left_s=4.0,
    resting=False,
    lit=(Lit(0.0, "clean"), Lit(1.0, "partial")),
    ask=Ask.LEAN,
    direction_deg=45.0,
    distance_deg=_RING.towards(45.0),
    near_deg=2.5,
)
_STAND: Mapping[str, Any] = {
    "movement": "standing_sway",
    "sites": ("pelvis",),
    "posture": "standing",
    "rest_soon": False,
}
_MATCH = MatchView(
    ask=Ask.LEARN,
    bell=1,
    bells=3,
    progress=0.0,
    target_deg=70.0,
    window_deg=8.0,
    hold_s=3.0,
    ceiling_deg=120.0,
    lit=(Lit(0.0, "clean"), Lit(2.0, "partial"), Lit(0.0, "clean")),
    blank=False,
    closed=False,
)
_FIND = _MATCH._replace(ask=Ask.FIND_AGAIN, target_deg=math.nan, blank=True)
_TOLD = _MATCH._replace(ask=Ask.DONE, target_deg=math.nan, lit=(*_MATCH.lit, Lit(1.0, "partial")), off_deg=11.0)
_BELLS: Mapping[str, tuple[MatchView, str, float, Mapping[str, Any]]] = {
    "bells-learn": (_MATCH, "learn", 42.0, {}),
    "bells-feel": (_MATCH._replace(ask=Ask.FEEL, progress=0.6), "feel", 68.0, {}),
    "bells-find": (_FIND, "find_again", math.nan, {}),
    "bells-find-closed": (_FIND._replace(closed=True), "find_again", math.nan, {"side": "left"}),
    "bells-memory": (
        _FIND._replace(ask=Ask.REMEMBER, blank=False, from_memory=True, bell=2),
        "from_memory",
        2.0,
        {},
    ),
    "bells-told": (_TOLD, "a_little_less", 60.0, {}),
    "bells-shoulder": (
        _MATCH._replace(target_deg=60.0),
        "learn",
        34.0,
        {"movement": "shoulder_abduction", "sites": ("right_upper_arm",)},
    ),
    "bells-knee": (
        _MATCH._replace(target_deg=40.0),
        "learn",
        12.0,
        {"movement": "knee_extension", "sites": ("right_shank",)},
    ),
    "bells-neck": (
        _MATCH._replace(target_deg=20.0),
        "learn",
        8.0,
        {"movement": "neck_lateral", "sites": ("head", "sternum")},
    ),
}


def states(play: RoundView, ferry: RoundView) -> dict[str, RoundView]:
    """Every state, as a Round at play."""
    held = _LEAN._replace(ask=Ask.STAY, inside=True, left_s=1.6)
    back = _LEAN._replace(ask=Ask.AND_BACK)
    nan = math.nan
    blind: Mapping[str, Any] = {"lean_forward_deg": nan, "lean_right_deg": nan, "angle_deg": nan}
    closed = SteadyView(_RING, True, 20.0, 8.0, False, _LEAN.lit, True, Ask.STAND_STILL)
    found = {
        "ferry-lean": ferry._replace(cue="lean_forward_right", exercise=_LEAN, **_STAND),
        "ferry-lean-held": ferry._replace(
            cue="hold", exercise=held, lean_forward_deg=4.6, lean_right_deg=3.9, **_STAND
        ),
        "ferry-lean-back": ferry._replace(cue="centre", exercise=back, **_STAND),
        "ferry-closed": ferry._replace(cue="stand_still", exercise=closed, **{**_STAND, **blind}),
    }
    for name, (match, cue, angle_deg, more) in _BELLS.items():
        shown: dict[str, Any] = {"movement": "elbow_flexion", "sites": ("right_forearm",), "rest_soon": False, **more}
        found[name] = play._replace(
            kind="match", cue=cue, exercise=match, angle_deg=angle_deg, lean_right_deg=0.0, **shown
        )
    return found
