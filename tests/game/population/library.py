"""The whole library played: by somebody who can, and by somebody who makes another movement."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.app.answers import DEFAULTS
from game.app.headless import run_headless
from game.app.request import PlayRequest, simulated_sites
from game.app.wiring import host
from game.exercises.events import TrialEnded
from game.level import Level
from game.level.kinds import TESTS
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS
from game.population.electrodes import worn_by
from game.population.player import Stroke
from game.population.profile import Profile
from game.population.wearer import SENSORS
from game.round import Phase, Round, RoundSetup, RoundView
from game.sessions.engine import engine
from game.sessions.reader import read_session
from game.sessions.verify import integrity, reproduction
from input_devices import SimulatedSource, stored
from input_devices.skeleton import Skeleton

ABLE = Profile(lapse=0.0, noise_deg=1.0)
"""Somebody who can do everything that any level asks for."""
ANOTHER_S = 20.0
"""So long another movement is made at least: five there and back or more."""
BY_BOUTS = ("steady", "trace")
"""Kinds that judge a bout as a whole, so that nothing is known of another movement before…"""
_BOUTS, _BOUTS_S = 2, 90.0
"""…so many bouts are over, the second of which begins when the first has been told; or that time is."""
_PAUSE_S = 0.7
_MOVED = (Phase.PLAY, Phase.RANGE)
_USUAL_DEG = 60.0


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a level played by somebody who can."""

    summary: Mapping[str, Any]
    done: int
    asked: int
    proofs: tuple[str, ...]
    """Why the session does not verify; nothing where it does."""


def play_ably(level: Level, side: str, home: Path, repetitions: int | None) -> Finished:
    """Played to its end, kept, and proved. A test has its own dose."""
    dose = None if level.kind in TESTS else repetitions
    hosting = host(PlayRequest(level.id, "simulated", side=side, repetitions=dose, seed=1), str(home))
    summary = run_headless(hosting, DEFAULTS, as_fast_as_it_computes=True)
    view = hosting.round.view()
    session = read_session(Path(summary["file"]))
    proofs = (integrity(session.stored), reproduction(session, engine()))
    wrong = tuple("; ".join(proof.words) for proof in proofs if not proof.holds)
    return Finished(summary, view.repetitions_done, view.repetitions_asked, wrong)


def others(level: Level, side: str) -> Iterator[Movement]:
    """The movements that can be made from the same pose and about as far, that move the sensor which measures, that it
    tells from the level's own, and that do not hold it: to slide a heel is to bend the hip too."""
    row, worn = level.row, simulated_sites(level, side)
    way = row.way(worn, side)
    if way is None:
        return
    seen = Skeleton(worn[:1], level.starts, 1.7, {}).joints
    asked_deg = min(level.exercise.asked().targets_deg, default=0.0)
    alike = {row.name, *way.cannot_tell_from, *(companion.movement for companion in level.companions)}
    for name, other in sorted(MOVEMENTS.items()):
        same_pose = level.starts in other.postures and other.start(side) == row.start(side)
        far = other.safe_deg[1] >= asked_deg
        if (
            name not in alike
            and same_pose
            and far
            and seen & other.joints_deg(1.0, side).keys()
            and not _holds(other, row)
        ):
            yield other


def share_out(levels: Iterable[tuple[Level, str]]) -> dict[str, tuple[Movement, ...]]:
    """Which other movements are made in which level, by its id, each played on that side: all that can be told where
    bouts are judged; else those that no earlier level of the kind has taken, and one at least, so that over the library
    each kind meets every movement that its sensors tell from one of its own."""
    met: set[tuple[str, str]] = set()
    shared: dict[str, tuple[Movement, ...]] = {}
    for level, side in levels:
        told = tuple(others(level, side))
        new = tuple(other for other in told if (level.kind, other.name) not in met)
        met |= {(level.kind, other.name) for other in told}
        usual = told[level.step % len(told) :][:1] if told else ()
        shared[level.id] = told if level.kind in BY_BOUTS else new or usual
    return shared


def _holds(other: Movement, row: Movement) -> bool:
    """Whether whoever makes the one makes the other with it."""
    moved = dict(other.joints)
    return all(moved.get(joint, 0.0) * share > 0.0 for joint, share in row.joints)


class _Another:
    """Takes the neutral pose, bends where that is asked for, and makes another movement in play, over and over, and so
    where the range is to be shown before it."""

    def __init__(self, level: Level, other: Movement, side: str) -> None:
        self._level, self._other, self._side = level, other, side
        self._stroke: Stroke | None = None
        self._at_deg = 0.0
        self._wait_s = _PAUSE_S

    def joints_deg(self, view: RoundView) -> dict[str, float]:
        """Where the joints should be at the next tick."""
        moves = self._level.row if view.phase is Phase.BEND else self._other
        goes = view.phase in (Phase.BEND, *_MOVED) and self._at_deg < 1.0
        goal_deg = _far_deg(self._level, moves) if goes else 0.0
        self._wait_s -= 1.0 / 60.0
        if self._stroke is None and goal_deg != self._at_deg and self._wait_s <= 0.0:
            self._stroke = Stroke(self._at_deg, goal_deg, 0.5 * moves.speed_deg_s_max)
        if self._stroke is not None:
            self._at_deg = self._stroke.step()
            if self._stroke.done:
                self._stroke, self._wait_s = None, _PAUSE_S
        return moves.joints_deg(self._at_deg, self._side)


def _far_deg(level: Level, moves: Movement) -> float:
    """As far as the level's highest target, where that is safe."""
    asked_deg = max(map(abs, level.exercise.asked().targets_deg), default=_USUAL_DEG)
    return min(asked_deg, 0.95 * moves.safe_deg[1])


def play_another(level: Level, side: str, other: Movement) -> Round:
    """The level with a dose of one, while another movement is made for as long as its kind needs to tell."""
    worn = simulated_sites(level, side)
    source, _ = worn_by(level, side, worn, ABLE, 1, SENSORS)
    assert isinstance(source, SimulatedSource)
    round_ = Round(RoundSetup(level.text, side, worn, "tryout", 1, repetitions=1))
    mover = _Another(level, other, side)
    bouts, most_s = (_BOUTS, _BOUTS_S) if level.kind in BY_BOUTS else (math.inf, ANOTHER_S)
    played = ended = 0
    while not round_.over and played < most_s * 60.0 and ended < bouts:
        view = round_.view()
        played += view.phase in _MOVED
        source.body.move(mover.joints_deg(view))
        events = round_.tick([stored(sample) for sample in source.poll(0.0)], ())
        ended += sum(isinstance(event, TrialEnded) for event in events)
        assert round_.ticks < 60 * (most_s + 70), f"{level.id}: play does not begin"
    return round_
