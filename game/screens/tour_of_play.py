"""What the tour's screens are shown with: a Round in the middle of things, sensors, cards and results."""

from __future__ import annotations

import math

from game.exercises.envelope import Envelope
from game.exercises.events import Verdict
from game.exercises.views import Lit, ReachView, SteadyView
from game.motion.motion import EmgFault, MuscleSignal
from game.round.view import Phase, RoundView
from game.screens.choose import LevelCard
from game.screens.face import InputState
from game.screens.results import Dot, Results

VERDICTS: tuple[Verdict, ...] = ("clean", "clean", "compensated", "clean", "partial", "clean", "clean")
PEAKS_DEG = (44.0, 58.0, 69.0, 88.0, 38.0, 57.0, 74.0, 90.0, 46.0, 52.0, 75.0, 91.0)
TARGETS_DEG = (40.0, 55.0, 70.0, 85.0)
REACH = ReachView(
    targets_deg=TARGETS_DEG,
    target_deg=70.0,
    tolerance_deg=8.0,
    hold=0.6,
    reached=False,
    ceiling_deg=92.0,
    lit=tuple(Lit(TARGETS_DEG[place % 4], verdict) for place, verdict in enumerate(VERDICTS[:6])),
)
BACK = REACH._replace(reached=True, hold=1.0)
CHOICE = REACH._replace(choices_deg=(40.0, 70.0, 85.0), lit=REACH.lit[1:2])
STEADY = SteadyView(
    ring=Envelope(6.0, 6.0, 6.0, 6.0),
    inside=True,
    bout_s=20.0,
    left_s=12.0,
    resting=False,
    lit=(Lit(0.0, "clean"), Lit(1.0, "clean"), Lit(2.0, "partial")),
)
LANTERNS = RoundView(
    tick=600,
    phase=Phase.PLAY,
    level="shoulder_abduction_reach_2",
    kind="reach",
    movement="shoulder_abduction",
    side="right",
    posture="seated",
    sites=("right_forearm", "sternum"),
    angle_deg=66.0,
    speed_deg_s=12.0,
    lean_forward_deg=1.0,
    lean_right_deg=2.0,
    compensating=False,
    still=0.6,
    refused=None,
    cue="higher",
    exercise=REACH,
    repetitions_done=6,
    repetitions_asked=12,
    clean=4,
    light=10,
    rest_left_s=18.0,
    rest_soon=True,
    silent_site=None,
    ended=None,
)
FERRY = LANTERNS._replace(
    level="trunk_sway_steady_1",
    kind="steady",
    movement="trunk_sway",
    sites=("sternum",),
    angle_deg=2.4,
    lean_forward_deg=1.6,
    lean_right_deg=-1.8,
    cue="centre",
    exercise=STEADY,
    repetitions_done=3,
    repetitions_asked=6,
    rest_soon=False,
)
ARM_LYING = LANTERNS._replace(movement="shoulder_flexion", side="left", sites=("left_upper_arm",), posture="lying")
HEARD = (InputState("right_forearm", "live", 100.0), InputState("sternum", "live", 50.0))
WRONG = (
    InputState("right_forearm", "opening", math.nan),
    InputState(
        "sternum",
        "lost",
        math.nan,
        "the sensor on ttyACM0 cannot be opened: this user may not use serial ports; "
        "run `sudo usermod -aG dialout $USER`, then log out and log in again",
    ),
)
ELECTRODES = ("right_forearm", "right_biceps")
WORKING = {"right_biceps": MuscleSignal(0.18, 0.6)}
OFF = {
    "right_biceps": MuscleSignal(
        1.4,
        math.nan,
        "an electrode on the right biceps seems to be off; press all of them on, the one over bone too, or take fresh "
        "ones",
        EmgFault.OFF,
    )
}
HEARD_MUSCLE = (InputState("right_forearm", "opening", math.nan), InputState("right_biceps", "live", 1000.0))
BOTH = ("right", "left")
CARDS = (
    LevelCard("a", "Lanterns to the side", "Raise a straight arm, and let it down again.", "reach", BOTH, 6),
    LevelCard("b", "The ferry at anchor", "Sit tall and keep the light inside a wide ring.", "steady", ("right",), 5),
    LevelCard("c", "Lanterns at the table, held", "Bend the elbow, stay a moment, straighten it.", "reach", BOTH, 6),
    LevelCard("d", "Lanterns in front", "Raise a straight arm, and let it down again.", "reach", BOTH, 6),
    LevelCard("e", "The ferry on the way", "", "steady", ("right",), 5, False, "Needs a sensor on the breastbone."),
)
REACHED = Results(
    kind="reach",
    movement="shoulder_abduction",
    side="right",
    truth="sensor",
    ended="finished",
    attempted=12,
    clean=9,
    asked=12,
    lit=9,
    dots=tuple(Dot(peak, VERDICTS[place % 7]) for place, peak in enumerate(PEAKS_DEG)),
    targets_deg=TARGETS_DEG,
    furthest_deg=91.0,
    sem_deg=5.0,
    pain_before=2,
    pain_after=2,
    next_words="Rest, then the ferry",
)
KEPT_STILL = Results(
    kind="steady",
    movement="trunk_sway",
    side="right",
    truth="keyboard",
    ended="stopped_by_person",
    attempted=4,
    clean=3,
    asked=6,
    lit=4,
    dots=(Dot(0.93, "clean"), Dot(0.71, "partial"), Dot(0.96, "clean"), Dot(0.98, "clean")),
    next_words="Another level",
)
