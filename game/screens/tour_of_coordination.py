"""Pictures of the kite and the boat: what is shown of paths and of strokes, in each of their states."""

from __future__ import annotations

import math

from game.exercises.views import Lit, TandemView, TraceView
from game.round.view import RoundView

_STEPS = 26
_PATH = tuple(38.0 + 20.0 * math.sin(0.14 * step - 0.4) for step in range(_STEPS))
_ASIDE = tuple(10.0 * math.cos(0.14 * step - 0.4) for step in range(_STEPS))
_LIT = (Lit(0.0, "clean"), Lit(1.0, "partial"), Lit(2.0, "clean"))
_TRACE = TraceView(
    ahead_deg=_PATH,
    ahead_second_deg=(),
    step_s=0.1,
    corridor_deg=7.0,
    second_corridor_deg=math.nan,
    scale_deg=(10.0, 65.0),
    second_scale_deg=None,
    own_deg=_PATH[0] + 2.0,
    own_second_deg=math.nan,
    inside=True,
    lead_s=0.0,
    waits=False,
    bout_s=30.0,
    left_s=18.0,
    gain=1.0,
    lit=_LIT,
)
_ROUND = _TRACE._replace(
    ahead_deg=tuple(deg - 30.0 for deg in _PATH),
    ahead_second_deg=_ASIDE,
    scale_deg=(-15.0, 30.0),
    second_scale_deg=(-12.0, 12.0),
    second_corridor_deg=5.0,
    own_deg=-4.0,
    own_second_deg=2.0,
    inside=False,
)
_TANDEM = TandemView(
    target_deg=60.0,
    other_target_deg=45.0,
    lead_deg=56.0,
    other_deg=40.0,
    opposed=False,
    main_leads=True,
    phase_tolerance_deg=60.0,
    beat_share=math.nan,
    beat_per_min=math.nan,
    heard=False,
    last="clean",
    lit=tuple(Lit(float(n), "clean" if n % 4 else "partial") for n in range(17)),
)


def states(play: RoundView) -> dict[str, RoundView]:
    """Every state that is shown, as a Round at play."""
    kite = play._replace(
        kind="trace",
        movement="shoulder_flexion",
        sites=("right_upper_arm", "sternum"),
        angle_deg=_TRACE.own_deg,
        cue=None,
        exercise=_TRACE,
        rest_soon=False,
    )
    boat = kite._replace(
        kind="tandem",
        movement="elbow_flexion",
        sites=("right_forearm", "left_forearm"),
        exercise=_TANDEM,
        repetitions_done=17,
        repetitions_asked=40,
        cue="well_done",
    )
    beat = _TANDEM._replace(beat_share=0.7, beat_per_min=20.0, heard=True)
    return {
        "kite": kite,
        "kite-start": kite._replace(
            cue="to_the_kite", exercise=_TRACE._replace(lead_s=1.2, own_deg=14.0, inside=False)
        ),
        "kite-outside": kite._replace(cue="lower", exercise=_TRACE._replace(own_deg=58.0, inside=False)),
        "kite-left": kite._replace(side="left", movement="elbow_flexion", sites=("left_forearm",)),
        "kite-round": kite._replace(
            movement="trunk_flexion", sites=("sternum",), cue="left_a_little", exercise=_ROUND, angle_deg=-4.0
        ),
        "kite-unaided": kite._replace(
            angle_deg=math.nan,
            lean_forward_deg=math.nan,
            lean_right_deg=math.nan,
            exercise=_TRACE._replace(own_deg=math.nan, inside=False, blank=True),
        ),
        "kite-between": kite._replace(cue="rest", exercise=_TRACE._replace(ahead_deg=(), inside=False)),
        "boat": boat,
        "boat-opposed": boat._replace(
            cue="other_sooner", exercise=_TANDEM._replace(opposed=True, lead_deg=8.0, other_deg=44.0)
        ),
        "boat-beat": boat._replace(cue="later", exercise=beat._replace(lead_deg=30.0, other_deg=20.0)),
        "boat-legs": boat._replace(
            movement="knee_extension", exercise=_TANDEM._replace(opposed=True, lead_deg=42.0, other_deg=6.0)
        ),
        "boat-left": boat._replace(side="left", cue="both", exercise=_TANDEM._replace(other_deg=2.0)),
    }
