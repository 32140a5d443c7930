"""Tour: every screen as a picture, without a window; the same pictures every time."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pygame

from game.coaching.safeguards import SAFE_PLACE
from game.motion.doubt import Doubt, Fault
from game.round.view import BendView, Phase, RoundView
from game.scoring.functional import ARMS_USED
from game.screens import tour_of_coordination
from game.screens.backdrop import BACKDROP
from game.screens.choose import ChooseScreen
from game.screens.face import InputState
from game.screens.language import ENGLISH, LANGUAGES, speaking
from game.screens.message import MessageScreen, refusal
from game.screens.paused import PausedFace
from game.screens.play import PlayScreen
from game.screens.questions import AFTER, BEFORE, IMPLANTED, MORNING, QuestionsScreen
from game.screens.results import ResultsScreen
from game.screens.screen import MOST_TEXT_SCALE, Look, Screen
from game.screens.stage import Stage
from game.screens.title import AboutScreen, TitleScreen
from game.screens.tour_of_balance import states as balance
from game.screens.tour_of_demonstrations import DEMONSTRATIONS
from game.screens.tour_of_guests import guests
from game.screens.tour_of_pairing import PAIRING
from game.screens.tour_of_play import (
    ARM_LYING,
    BACK,
    CARDS,
    CHOICE,
    ELECTRODES,
    FERRY,
    HEARD,
    HEARD_MUSCLE,
    KEPT_STILL,
    LANTERNS,
    OFF,
    REACHED,
    STEADY,
    WORKING,
    WRONG,
)
from game.screens.tour_of_progress import PROGRESS
from game.screens.tour_of_settings import SETTINGS
from game.screens.tour_of_tests import RESULTS, states
from game.screens.tour_of_traces import helped, traces
from game.screens.tour_of_way import WAY
from game.screens.tour_of_well import wells
from game.screens.tour_of_worlds import worlds
from input_devices import SITES

SIZES: tuple[tuple[int, int], ...] = ((1280, 720), (1920, 1080), (2560, 1440))
_SETTLE_S = 1.2
"""How long each screen is let settle before its picture is taken: its own time, nobody waits."""
_STEP_S = 0.4


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the tour's table: every screen at these sizes, so looked at, in this language."""

    sizes: tuple[tuple[int, int], ...]
    look: Look
    language: str = ENGLISH


_AT_1080 = (SIZES[1],)
TABLE: tuple[Row, ...] = (
    Row(SIZES, Look()),
    Row(_AT_1080, Look("day")),
    Row(_AT_1080, Look("dusk", high_contrast=True)),
    Row(_AT_1080, Look("day", high_contrast=True)),
    *(Row((SIZES[0],), Look(text_scale=MOST_TEXT_SCALE), code) for code in LANGUAGES),
)
"""What the tour shows: English at three sizes, the looks at 1080p, each language at the largest text."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take."""

    screen: str
    size: tuple[int, int]
    look: Look
    language: str = ENGLISH

    @property
    def name(self) -> str:
        """The picture's file name."""
        said = "" if self.language == ENGLISH else f"-{self.language}"
        percent = round(100 * self.look.text_scale)
        return f"{self.screen}-{self.look.colours}-{self.size[0]}x{self.size[1]}-{percent}{said}.png"


def tour(folder: Path, language: str | None = None, table: Sequence[Row] | None = None) -> list[Path]:
    """Draw every screen into `folder`, which is made where it is missing; the pictures, in order. With a `language`,
    everything in that language alone. Raises OSError where the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = list(shots(TABLE if table is None else table, language))
    if len(wanted) <= _TOGETHER:
        return [_draw((folder, shot)) for shot in wanted]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        parts = workers.map(_draw, ((folder, shot) for shot in wanted), chunksize=_TOGETHER)
        return list(parts)


_TOGETHER = 24
"""So many pictures of one look are drawn one after the other: what lies behind them is painted once."""


def _draw(what: tuple[Path, Shot]) -> Path:
    folder, shot = what
    path = folder / shot.name
    path.write_bytes(png(take(shot)))
    return path


def png(stage: Stage) -> bytes:
    """What is on the stage as a PNG that is written quickly: each row as its difference from the one above, lightly
    compressed. The usual writer takes five times as long, which for a whole tour is minutes."""
    frame = pygame.surfarray.array3d(stage.frame).swapaxes(0, 1)
    tall, wide = frame.shape[:2]
    rows = np.empty((tall, 1 + 3 * wide), np.uint8)
    rows[:, 0] = _UP
    flat = frame.reshape(tall, 3 * wide)
    rows[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=rows[1:, 1:])
    head = struct.pack(">IIBBBBB", wide, tall, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(what)) + name + what + struct.pack(">I", zlib.crc32(name + what)) for name, what in chunks
    )


_UP = 2
"""Of the ways in which a PNG writes a row, the difference from the row above (ISO/IEC 15948)."""


def shots(table: Sequence[Row] = TABLE, language: str | None = None) -> Iterator[Shot]:
    """Every picture of a tour: each once, however many rows ask for it."""
    rows = [row if language is None else replace(row, language=language) for row in table]
    found = (Shot(screen, size, row.look, row.language) for row in rows for size in row.sizes for screen in SCREENS)
    yield from dict.fromkeys(found)


def take(shot: Shot, screen: Screen | None = None) -> Stage:
    """The stage with that screen on it, settled."""
    stage = Stage(shot.size, window=False, language=shot.language)
    stage.look = replace(shot.look, language=shot.language)
    BACKDROP.paint(shot.size, shot.look.colours)
    with speaking(shot.language, short=shot.look.short_words):
        stage.show(SCREENS[shot.screen]() if screen is None else screen)
        for _step in range(round(_SETTLE_S / _STEP_S)):
            stage.draw_still()
            stage.draw_live(_STEP_S)
    return stage


def _round(view: RoundView, inputs: Sequence[InputState] = HEARD) -> Callable[[], Screen]:
    def screen() -> Screen:
        play = PlayScreen()
        play.see(view, inputs)
        return play

    return screen


def _ask(question: str) -> Callable[[], Screen]:
    return lambda: QuestionsScreen((question,))


def _phase(phase: Phase) -> Callable[[], Screen]:
    return _round(LANTERNS._replace(phase=phase, silent_site="right_forearm" if phase is Phase.SILENT else None))


def _paused(leaf: int) -> Callable[[], Screen]:
    """One leaf of the pause; where the warm-up is on, so that all doors of it are seen."""

    def screen() -> Screen:
        play = PlayScreen()
        play.see(LANTERNS._replace(phase=Phase.PAUSED, warm_up=(1, 3)))
        assert isinstance(play.page, PausedFace)
        play.page.leaf = leaf
        return play

    return screen


def _bend(
    movement: str, sites: tuple[str, ...], refused: str | None = None, side: str = "right"
) -> Callable[[], Screen]:
    bend = BendView(0.1 if refused else 0.5, refused)
    return _round(LANTERNS._replace(phase=Phase.BEND, movement=movement, sites=sites, side=side, bend=bend))


def _doubted(fault: Fault, other: str | None = None) -> Callable[[], Screen]:
    return _round(LANTERNS._replace(phase=Phase.DOUBTED, doubt=Doubt(fault, "right_forearm", other)))


def _choose_further() -> Screen:
    screen = ChooseScreen(CARDS)
    screen.turn()
    return screen


def _turned(about: AboutScreen) -> Screen:
    about.turn(1)
    return about


def _choose_side() -> Screen:
    screen = ChooseScreen(CARDS)
    screen.ask_side(CARDS[0])
    return screen


WORLDS = {
    "lanterns": LANTERNS,
    "well": wells(LANTERNS)["well"],
    "kite": tour_of_coordination.states(LANTERNS)["kite"],
    "boat": tour_of_coordination.states(LANTERNS)["boat"],
    "ferry": FERRY,
    "bells": balance(LANTERNS, FERRY)["bells-feel"],
    "forge": worlds(LANTERNS)["forge"],
    "cottage": worlds(LANTERNS)["cottage"],
    "unaided": wells(LANTERNS)["well-unaided"],
}
"""One state of each world, in the middle of things."""
_ASKED = (*BEFORE, MORNING, IMPLANTED, SAFE_PLACE, *AFTER, ARMS_USED)
SCREENS: Mapping[str, Callable[[], Screen]] = {
    "title": TitleScreen,
    "about": AboutScreen,
    "about-on": lambda: _turned(AboutScreen()),
    "first-run": lambda: AboutScreen(first_run=True),
    "choose": lambda: ChooseScreen(CARDS),
    "choose-more": _choose_further,
    "choose-side": _choose_side,
    **{f"ask-{name.replace('_', '-')}": _ask(name) for name in _ASKED},
    "ask-within-reach": lambda: QuestionsScreen(("alone", SAFE_PLACE)),
    "refusal": refusal,
    "message": lambda: MessageScreen(
        "No sensor was found at this computer.", "Plug one in and choose Play again. Or try a level without a sensor."
    ),
    **PAIRING,
    **DEMONSTRATIONS,
    **WAY,
    **PROGRESS,
    "wear": _round(LANTERNS._replace(phase=Phase.WAITING)),
    "wear-unsure": _round(
        LANTERNS._replace(phase=Phase.WAITING, movement="elbow_flexion", sites=("right_forearm",)),
        (InputState("right_forearm", "opening", math.nan),),
    ),
    "wear-joint": _round(
        LANTERNS._replace(
            phase=Phase.WAITING,
            movement="knee_flexion",
            side="left",
            sites=("left_shank", "left_thigh"),
            posture="lying",
        ),
        (InputState("left_shank", "live", 100.0), InputState("left_thigh", "opening", math.nan)),
    ),
    "wear-many": _round(
        LANTERNS._replace(phase=Phase.WAITING, sites=SITES), [InputState(site, "live", 100.0) for site in SITES]
    ),
    "wear-wrong": _round(LANTERNS._replace(phase=Phase.WAITING), WRONG),
    "wear-muscle": _round(LANTERNS._replace(phase=Phase.WAITING, sites=ELECTRODES, muscles=WORKING), HEARD_MUSCLE),
    "wear-muscle-off": _round(LANTERNS._replace(phase=Phase.WAITING, sites=ELECTRODES, muscles=OFF), HEARD_MUSCLE),
    "still": _phase(Phase.NEUTRAL),
    "still-refused": _round(LANTERNS._replace(phase=Phase.NEUTRAL, refused="the sensor moved", still=0.1)),
    "still-slipped": _round(
        LANTERNS._replace(phase=Phase.NEUTRAL, still=0.0, doubt=Doubt(Fault.SLIPPED, "right_forearm"))
    ),
    "still-lying": _round(ARM_LYING._replace(phase=Phase.NEUTRAL)),
    "bend": _bend("elbow_flexion", ("right_forearm", "right_upper_arm")),
    "bend-refused": _bend(
        "elbow_flexion",
        ("right_forearm", "right_upper_arm"),
        "that was too slow to tell the joint's axis: bend a little faster",
    ),
    "bend-knee": _bend("knee_extension", ("left_shank", "left_thigh"), side="left"),
    "range": _round(LANTERNS._replace(phase=Phase.RANGE, cue="show_range", exercise=None, rest_soon=False)),
    "lanterns": _round(LANTERNS),
    "lanterns-left": _round(LANTERNS._replace(side="left", sites=("left_forearm",), cue="come_back", exercise=BACK)),
    "lanterns-front": _round(LANTERNS._replace(movement="shoulder_flexion", sites=("right_upper_arm",), cue="hold")),
    "lanterns-elbow": _round(LANTERNS._replace(movement="elbow_flexion", sites=("right_forearm",), cue="sit_tall")),
    "lanterns-choice": _round(LANTERNS._replace(cue="choose", exercise=CHOICE)),
    "lanterns-muscle-off": _round(LANTERNS._replace(sites=ELECTRODES, muscles=OFF)),
    "ferry": _round(FERRY),
    "ferry-outside": _round(
        FERRY._replace(lean_right_deg=8.0, cue="back_inside", exercise=STEADY._replace(inside=False))
    ),
    **{name: _round(view) for name, view in balance(LANTERNS, FERRY).items()},
    **{name: _round(view) for name, view in states(LANTERNS).items()},
    **{name: _round(view) for name, view in worlds(LANTERNS).items()},
    **{name: _round(view) for name, view in wells(LANTERNS).items()},
    **{name: _round(view) for name, view in tour_of_coordination.states(LANTERNS).items()},
    "rest": _phase(Phase.REST),
    "paused": _phase(Phase.PAUSED),
    "paused-still": _paused(0),
    "paused-more": _paused(2),
    "silent": _phase(Phase.SILENT),
    "silent-frozen": _round(
        LANTERNS._replace(
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
        LANTERNS._replace(doubt=Doubt(Fault.SWAPPED, "right_upper_arm", "left_upper_arm", holds=False))
    ),
    "lanterns-lying": _round(
        LANTERNS._replace(movement="knee_flexion", sites=("right_shank", "right_thigh"), posture="lying")
    ),
    "lanterns-standing": _round(
        LANTERNS._replace(movement="hip_abduction", side="left", sites=("left_thigh",), posture="standing")
    ),
    "lanterns-wrist": _round(LANTERNS._replace(movement="wrist_extension", sites=("right_hand", "right_forearm"))),
    "lanterns-rezero": _round(
        LANTERNS._replace(movement="neck_rotation", sites=("head",), rezero_due=True, cue=None, rest_soon=False)
    ),
    "lanterns-warm-up": _round(LANTERNS._replace(warm_up=(1, 3), cue=None, rest_soon=False)),
    "well-warm-up": _round(WORLDS["well"]._replace(warm_up=(0, 3), cue="warm_up")),
    "paused-rezero": _round(LANTERNS._replace(phase=Phase.PAUSED, rezero_due=True)),
    "ferry-rezero": _round(FERRY._replace(rezero_due=True)),
    "lanterns-away": _round(LANTERNS._replace(doubt=Doubt(Fault.AWAY, "right_forearm", holds=False))),
    "stop": _phase(Phase.STOP),
    "pain": _phase(Phase.PAIN),
    "fall": _phase(Phase.FALL),
    "offer-end": _phase(Phase.OFFER),
    "rest-effort": _round(LANTERNS._replace(phase=Phase.REST, asks="effort")),
    "rest-pain": _round(LANTERNS._replace(phase=Phase.REST, asks="pain")),
    **SETTINGS,
    **traces(WORLDS),
    **guests(WORLDS),
    **{name: _round(view) for name, view in helped(WORLDS).items() if name not in ("ferry-helped", "unaided-helped")},
    **RESULTS,
    "results": lambda: ResultsScreen(REACHED),
    "results-ferry": lambda: ResultsScreen(KEPT_STILL),
    "results-forge": lambda: ResultsScreen(replace(KEPT_STILL, kind="activate", movement="knee_extension")),
    "results-cottage": lambda: ResultsScreen(replace(KEPT_STILL, kind="task", movement="forearm_lift")),
    "results-stopped": lambda: ResultsScreen(
        replace(
            REACHED,
            ended="stopped_pain",
            furthest_deg=math.nan,
            furthest_reason="too few movements",
            dots=REACHED.dots[:2],
            attempted=2,
            clean=1,
            lit=2,
            pain_after=5,
            next_words="",
        )
    ),
}
"""Every screen there is, by the name of its picture."""
