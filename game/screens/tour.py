"""Tour: every screen as a picture, without a window; the same pictures every time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from game.coaching.safeguards import SAFE_PLACE
from game.exercises.envelope import Envelope
from game.exercises.events import Verdict
from game.exercises.views import Lit, ReachView, SteadyView
from game.motion.doubt import Doubt, Fault
from game.motion.motion import EmgFault, MuscleSignal
from game.round.view import BendView, Phase, RoundView
from game.scoring.functional import ARMS_USED
from game.screens import tour_of_coordination
from game.screens.backdrop import BACKDROP
from game.screens.choose import ChooseScreen, LevelCard
from game.screens.face import InputState
from game.screens.language import ENGLISH, LANGUAGES, speaking
from game.screens.message import MessageScreen, refusal
from game.screens.play import PlayScreen
from game.screens.questions import AFTER, BEFORE, IMPLANTED, MORNING, QuestionsScreen
from game.screens.results import Dot, Results, ResultsScreen
from game.screens.screen import MOST_TEXT_SCALE, Screen
from game.screens.stage import Stage
from game.screens.theme import THEMES
from game.screens.title import AboutScreen, TitleScreen
from game.screens.tour_of_balance import states as balance
from game.screens.tour_of_pairing import PAIRING
from game.screens.tour_of_progress import PROGRESS
from game.screens.tour_of_tests import RESULTS, states
from game.screens.tour_of_way import WAY
from game.screens.tour_of_well import wells
from game.screens.tour_of_worlds import worlds
from input_devices import SITES

SIZES: tuple[tuple[int, int], ...] = ((1280, 720), (1920, 1080), (2560, 1440))
_SETTLE_S = 1.2
"""How long each screen is let settle before its picture is taken: its own time, nobody waits."""
_STEP_S = 0.1


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take."""

    screen: str
    size: tuple[int, int]
    theme: str
    text_scale: float
    language: str = ENGLISH

    @property
    def name(self) -> str:
        """The picture's file name."""
        said = "" if self.language == ENGLISH else f"-{self.language}"
        return f"{self.screen}-{self.theme}-{self.size[0]}x{self.size[1]}-{round(100 * self.text_scale)}{said}.png"


def tour(
    folder: Path,
    sizes: Sequence[tuple[int, int]] = SIZES,
    themes: Sequence[str] = tuple(THEMES),
    language: str | None = None,
) -> list[Path]:
    """Draw every screen into `folder`, which is made where it is missing; the pictures, in order.

    Every size and look at text scale 1, and the first size at the largest text too, in the language that is asked for;
    in none, in English, and in each other language at the first size with the largest text. Raises OSError where the
    folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    wanted = list(shots(sizes, themes, language or ENGLISH))
    if language is None:
        others = [code for code in LANGUAGES if code != ENGLISH]
        wanted += [Shot(name, sizes[0], themes[0], MOST_TEXT_SCALE, code) for code in others for name in SCREENS]
    for shot in wanted:
        path = folder / shot.name
        take(shot).picture(path)
        taken.append(path)
    return taken


def shots(sizes: Sequence[tuple[int, int]], themes: Sequence[str], language: str = ENGLISH) -> Iterator[Shot]:
    """Every picture of a tour in one language."""
    for place, size in enumerate(sizes):
        for theme in themes:
            for text_scale in (1.0, MOST_TEXT_SCALE) if place == 0 else (1.0,):
                for screen in SCREENS:
                    yield Shot(screen, size, theme, text_scale, language)


def take(shot: Shot, screen: Screen | None = None) -> Stage:
    """The stage with that screen on it, settled."""
    stage = Stage(shot.size, window=False, theme_name=shot.theme, text_scale=shot.text_scale, language=shot.language)
    BACKDROP.paint(shot.size, shot.theme)
    with speaking(shot.language):
        stage.show(SCREENS[shot.screen]() if screen is None else screen)
        for _step in range(round(_SETTLE_S / _STEP_S)):
            stage.draw_still()
            stage.draw_live(_STEP_S)
    return stage


_VERDICTS: tuple[Verdict, ...] = ("clean", "clean", "compensated", "clean", "partial", "clean", "clean")
_PEAKS_DEG = (44.0, 58.0, 69.0, 88.0, 38.0, 57.0, 74.0, 90.0, 46.0, 52.0, 75.0, 91.0)
_TARGETS_DEG = (40.0, 55.0, 70.0, 85.0)
_REACH = ReachView(
    targets_deg=_TARGETS_DEG,
    target_deg=70.0,
    tolerance_deg=8.0,
    hold=0.6,
    reached=False,
    ceiling_deg=92.0,
    lit=tuple(Lit(_TARGETS_DEG[place % 4], verdict) for place, verdict in enumerate(_VERDICTS[:6])),
)
_BACK = _REACH._replace(reached=True, hold=1.0)
_STEADY = SteadyView(
    ring=Envelope(6.0, 6.0, 6.0, 6.0),
    inside=True,
    bout_s=20.0,
    left_s=12.0,
    resting=False,
    lit=(Lit(0.0, "clean"), Lit(1.0, "clean"), Lit(2.0, "partial")),
)
_LANTERNS = RoundView(
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
    exercise=_REACH,
    repetitions_done=6,
    repetitions_asked=12,
    clean=4,
    light=10,
    rest_left_s=18.0,
    rest_soon=True,
    silent_site=None,
    ended=None,
)
_FERRY = _LANTERNS._replace(
    level="trunk_sway_steady_1",
    kind="steady",
    movement="trunk_sway",
    sites=("sternum",),
    angle_deg=2.4,
    lean_forward_deg=1.6,
    lean_right_deg=-1.8,
    cue="centre",
    exercise=_STEADY,
    repetitions_done=3,
    repetitions_asked=6,
    rest_soon=False,
)
_ARM_LYING = _LANTERNS._replace(movement="shoulder_flexion", side="left", sites=("left_upper_arm",), posture="lying")
_HEARD = (InputState("right_forearm", "live", 100.0), InputState("sternum", "live", 50.0))
_WRONG = (
    InputState("right_forearm", "opening", math.nan),
    InputState(
        "sternum",
        "lost",
        math.nan,
        "The sensor on ttyACM0 cannot be opened: this user may not use serial ports. Run sudo usermod -aG dialout "
        "$USER and log in again.",
    ),
)
_ELECTRODES = ("right_forearm", "right_biceps")
_WORKING = {"right_biceps": MuscleSignal(0.18, 0.6)}
_OFF = {
    "right_biceps": MuscleSignal(
        1.4,
        math.nan,
        "an electrode on the right biceps seems to be off; press all of them on, the one over bone too, or take fresh "
        "ones",
        EmgFault.OFF,
    )
}
_HEARD_MUSCLE = (InputState("right_forearm", "opening", math.nan), InputState("right_biceps", "live", 1000.0))
_BOTH = ("right", "left")
_CARDS = (
    LevelCard("a", "Lanterns to the side", "Raise a straight arm, and let it down again.", "reach", _BOTH, 6),
    LevelCard("b", "The ferry at anchor", "Sit tall and keep the light inside a wide ring.", "steady", ("right",), 5),
    LevelCard("c", "Lanterns at the table, held", "Bend the elbow, stay a moment, straighten it.", "reach", _BOTH, 6),
    LevelCard("d", "Lanterns in front", "Raise a straight arm, and let it down again.", "reach", _BOTH, 6),
    LevelCard("e", "The ferry on the way", "", "steady", ("right",), 5, False, "Needs a sensor on the breastbone."),
)
_REACHED = Results(
    kind="reach",
    movement="shoulder_abduction",
    side="right",
    truth="sensor",
    ended="finished",
    attempted=12,
    clean=9,
    asked=12,
    lit=9,
    dots=tuple(Dot(peak, _VERDICTS[place % 7]) for place, peak in enumerate(_PEAKS_DEG)),
    targets_deg=_TARGETS_DEG,
    furthest_deg=91.0,
    sem_deg=5.0,
    pain_before=2,
    pain_after=2,
    next_words="Rest, then the ferry",
)
_KEPT_STILL = Results(
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


def _round(view: RoundView, inputs: Sequence[InputState] = _HEARD) -> Callable[[], Screen]:
    def screen() -> Screen:
        play = PlayScreen()
        play.see(view, inputs)
        return play

    return screen


def _ask(question: str) -> Callable[[], Screen]:
    return lambda: QuestionsScreen((question,))


def _phase(phase: Phase) -> Callable[[], Screen]:
    return _round(_LANTERNS._replace(phase=phase, silent_site="right_forearm" if phase is Phase.SILENT else None))


def _bend(
    movement: str, sites: tuple[str, ...], refused: str | None = None, side: str = "right"
) -> Callable[[], Screen]:
    bend = BendView(0.1 if refused else 0.5, refused)
    return _round(_LANTERNS._replace(phase=Phase.BEND, movement=movement, sites=sites, side=side, bend=bend))


def _doubted(fault: Fault, other: str | None = None) -> Callable[[], Screen]:
    return _round(_LANTERNS._replace(phase=Phase.DOUBTED, doubt=Doubt(fault, "right_forearm", other)))


def _choose_further() -> Screen:
    screen = ChooseScreen(_CARDS)
    screen.turn()
    return screen


def _choose_side() -> Screen:
    screen = ChooseScreen(_CARDS)
    screen.ask_side(_CARDS[0])
    return screen


_ASKED = (*BEFORE, MORNING, IMPLANTED, SAFE_PLACE, *AFTER, ARMS_USED)
SCREENS: Mapping[str, Callable[[], Screen]] = {
    "title": TitleScreen,
    "about": AboutScreen,
    "first-run": lambda: AboutScreen(first_run=True),
    "choose": lambda: ChooseScreen(_CARDS),
    "choose-more": _choose_further,
    "choose-side": _choose_side,
    **{f"ask-{name.replace('_', '-')}": _ask(name) for name in _ASKED},
    "ask-within-reach": lambda: QuestionsScreen(("alone", SAFE_PLACE)),
    "refusal": refusal,
    "message": lambda: MessageScreen(
        "No sensor was found at this computer.", "Plug one in and choose Play again. Or try a level without a sensor."
    ),
    **PAIRING,
    **WAY,
    **PROGRESS,
    "wear": _round(_LANTERNS._replace(phase=Phase.WAITING)),
    "wear-unsure": _round(
        _LANTERNS._replace(phase=Phase.WAITING, movement="elbow_flexion", sites=("right_forearm",)),
        (InputState("right_forearm", "opening", math.nan),),
    ),
    "wear-joint": _round(
        _LANTERNS._replace(
            phase=Phase.WAITING,
            movement="knee_flexion",
            side="left",
            sites=("left_shank", "left_thigh"),
            posture="lying",
        ),
        (InputState("left_shank", "live", 100.0), InputState("left_thigh", "opening", math.nan)),
    ),
    "wear-many": _round(
        _LANTERNS._replace(phase=Phase.WAITING, sites=SITES), [InputState(site, "live", 100.0) for site in SITES]
    ),
    "wear-wrong": _round(_LANTERNS._replace(phase=Phase.WAITING), _WRONG),
    "wear-muscle": _round(_LANTERNS._replace(phase=Phase.WAITING, sites=_ELECTRODES, muscles=_WORKING), _HEARD_MUSCLE),
    "wear-muscle-off": _round(_LANTERNS._replace(phase=Phase.WAITING, sites=_ELECTRODES, muscles=_OFF), _HEARD_MUSCLE),
    "still": _phase(Phase.NEUTRAL),
    "still-refused": _round(_LANTERNS._replace(phase=Phase.NEUTRAL, refused="the sensor moved", still=0.1)),
    "still-slipped": _round(
        _LANTERNS._replace(phase=Phase.NEUTRAL, still=0.0, doubt=Doubt(Fault.SLIPPED, "right_forearm"))
    ),
    "still-lying": _round(_ARM_LYING._replace(phase=Phase.NEUTRAL)),
    "bend": _bend("elbow_flexion", ("right_forearm", "right_upper_arm")),
    "bend-refused": _bend(
        "elbow_flexion",
        ("right_forearm", "right_upper_arm"),
        "that was too slow to tell the joint's axis: bend a little faster",
    ),
    "bend-knee": _bend("knee_extension", ("left_shank", "left_thigh"), side="left"),
    "range": _round(_LANTERNS._replace(phase=Phase.RANGE, cue="show_range", exercise=None, rest_soon=False)),
    "lanterns": _round(_LANTERNS),
    "lanterns-left": _round(_LANTERNS._replace(side="left", sites=("left_forearm",), cue="come_back", exercise=_BACK)),
    "lanterns-front": _round(_LANTERNS._replace(movement="shoulder_flexion", sites=("right_upper_arm",), cue="hold")),
    "lanterns-elbow": _round(_LANTERNS._replace(movement="elbow_flexion", sites=("right_forearm",), cue="sit_tall")),
    "lanterns-muscle-off": _round(_LANTERNS._replace(sites=_ELECTRODES, muscles=_OFF)),
    "ferry": _round(_FERRY),
    "ferry-outside": _round(
        _FERRY._replace(lean_right_deg=8.0, cue="back_inside", exercise=_STEADY._replace(inside=False))
    ),
    **{name: _round(view) for name, view in balance(_LANTERNS, _FERRY).items()},
    **{name: _round(view) for name, view in states(_LANTERNS).items()},
    **{name: _round(view) for name, view in worlds(_LANTERNS).items()},
    **{name: _round(view) for name, view in wells(_LANTERNS).items()},
    **{name: _round(view) for name, view in tour_of_coordination.states(_LANTERNS).items()},
    "rest": _phase(Phase.REST),
    "paused": _phase(Phase.PAUSED),
    "silent": _phase(Phase.SILENT),
    "silent-frozen": _round(
        _LANTERNS._replace(
            phase=Phase.SILENT,
            silent_site="right_forearm",
            doubt=Doubt(Fault.FROZEN, "right_forearm"),
        )
    ),
    "doubted-swapped": _doubted(Fault.SWAPPED, "sternum"),
    "doubted-slipped": _doubted(Fault.SLIPPED),
    "doubted-upside-down": _doubted(Fault.UPSIDE_DOWN),
    "doubted-twins": _doubted(Fault.DUPLICATED, "sternum"),
    "lanterns-swapped": _round(
        _LANTERNS._replace(doubt=Doubt(Fault.SWAPPED, "right_upper_arm", "left_upper_arm", holds=False))
    ),
    "lanterns-lying": _round(
        _LANTERNS._replace(movement="knee_flexion", sites=("right_shank", "right_thigh"), posture="lying")
    ),
    "lanterns-standing": _round(
        _LANTERNS._replace(movement="hip_abduction", side="left", sites=("left_thigh",), posture="standing")
    ),
    "lanterns-wrist": _round(_LANTERNS._replace(movement="wrist_extension", sites=("right_hand", "right_forearm"))),
    "lanterns-rezero": _round(
        _LANTERNS._replace(movement="neck_rotation", sites=("head",), rezero_due=True, cue=None, rest_soon=False)
    ),
    "paused-rezero": _round(_LANTERNS._replace(phase=Phase.PAUSED, rezero_due=True)),
    "ferry-rezero": _round(_FERRY._replace(rezero_due=True)),
    "lanterns-away": _round(_LANTERNS._replace(doubt=Doubt(Fault.AWAY, "right_forearm", holds=False))),
    "stop": _phase(Phase.STOP),
    "pain": _phase(Phase.PAIN),
    "fall": _phase(Phase.FALL),
    "offer-end": _phase(Phase.OFFER),
    "rest-effort": _round(_LANTERNS._replace(phase=Phase.REST, asks="effort")),
    "rest-pain": _round(_LANTERNS._replace(phase=Phase.REST, asks="pain")),
    **RESULTS,
    "results": lambda: ResultsScreen(_REACHED),
    "results-ferry": lambda: ResultsScreen(_KEPT_STILL),
    "results-forge": lambda: ResultsScreen(replace(_KEPT_STILL, kind="activate", movement="knee_extension")),
    "results-cottage": lambda: ResultsScreen(replace(_KEPT_STILL, kind="task", movement="forearm_lift")),
    "results-stopped": lambda: ResultsScreen(
        replace(
            _REACHED,
            ended="stopped_pain",
            furthest_deg=math.nan,
            furthest_reason="too few movements",
            dots=_REACHED.dots[:2],
            attempted=2,
            clean=1,
            lit=2,
            pain_after=5,
            next_words="",
        )
    ),
}
"""Every screen there is, by the name of its picture."""
