"""Retrace: the movement that a Round measured, from what a session kept, all at once; only its opening is streamed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.motion.angles import ANGLES_DEG, Reference, reference, tilt_speed_deg_s
from game.motion.batch import Readings, angles_deg, orientations, unfelt, ups
from game.motion.motion import Motion, TracePoint
from game.motion.mounts import TRUNK_SITES
from game.motion.movement import Formula, side_of, way_worn
from game.motion.orientation import Numbers
from game.motion.repeats import Frozen, said
from game.round import Command, Do, Round, RoundSetup
from game.sessions.packing import Tick
from game.sessions.reader import Recorded

_NOTHING: Numbers = np.empty(0)
_ENDING = frozenset({Do.FINISH, Do.UNWELL, Do.PAIN, Do.SHARP, Do.ANSWER})
_BY_COMMAND = frozenset({"stopped_by_person", "stopped_unwell", "stopped_pain"})


@dataclass(frozen=True, slots=True)
class Retraced:
    """The trace of the movement: every sample of the sensor that measures it, from the neutral pose on."""

    t_s: Numbers = field(default_factory=lambda: _NOTHING)
    angle_deg: Numbers = field(default_factory=lambda: _NOTHING)
    speed_deg_s: Numbers = field(default_factory=lambda: _NOTHING)
    reason: str | None = None
    """Why it cannot be had so, in plain words; `rerun` plays the whole Round again, whatever it is."""


class Watched(Round):
    """A Round that lets see what it measures."""

    @property
    def motion(self) -> Motion | None:
        """What the body did at the latest tick at which it was measured."""
        return self._motion

    @property
    def neutrals(self) -> dict[str, Reference]:
        """What angles count from now, by site."""
        return self._tracker.neutrals


class _Heard:
    """What the sensor that measures said, with the tick at which each sample was known."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._frozen = Frozen()
        self._rows: list[tuple[float, ...]] = []
        self._ticks: list[int] = []
        self.odd: str | None = None

    def tick(self, tick: int, came: Tick) -> None:
        """What came at one tick."""
        for sample in came.samples:
            if sample.site != self.site:
                continue
            rate, felt = sample.rate_rad_s, sample.acceleration_m_s2
            if rate is None or felt is None:
                self.odd = "the sensor says its own orientation"
                return
            if self._frozen.feed(sample.t_s, said(sample)) or self._frozen.stuck:
                self.odd = "the sensor said the same over and over"
            self._rows.append((sample.t_s, *rate, *felt))
            self._ticks.append(tick)

    def readings(self) -> tuple[Readings, NDArray[np.intp]]:
        """All of it, but for readings that are no numbers, which nothing is known of."""
        rows = np.fromiter(chain.from_iterable(self._rows), np.float64, 7 * len(self._rows)).reshape(-1, 7)
        whole = np.isfinite(rows).all(axis=1)
        rows = rows[whole]
        return Readings(rows[:, 0], rows[:, 1:4], rows[:, 4:]), np.array(self._ticks, dtype=np.intp)[whole]


def retrace(recorded: Recorded) -> Retraced:
    """The trace of a session. Raises DamagedError where its ticks cannot be read."""
    return retraced(recorded.header.setup, recorded.ticks(), recorded.events)


def retraced(setup: RoundSetup, ticks: Iterable[Tick], events: Sequence[Mapping[str, Any]]) -> Retraced:
    """The same as the traces of the Round's Motions, to the last digit, for a movement measured against gravity."""
    round_ = Watched(setup)
    way = way_worn(round_.level.row, setup.worn)
    taken = _ticks_of("NeutralTaken", events)
    if way.formula not in ANGLES_DEG:
        return Retraced(reason="the movement is not measured against gravity alone")
    if len(taken) != 1:
        return Retraced(reason="the neutral pose was not taken" if not taken else "the neutral pose was taken again")
    opening: list[TracePoint] = []
    heard = _Heard(round_.level.row.sites(way, side_of(setup.worn[0]))[0])
    last = _last(events)
    for tick, came in enumerate(ticks):
        if tick <= taken[0]:
            round_.tick(*came)
            opening += round_.motion.trace if round_.motion is not None else ()
        if tick == last.tick and last.by_command(came.commands):
            break
        heard.tick(tick, came)
        if heard.odd is not None:
            return Retraced(reason=heard.odd)
        if tick == last.tick:
            break
    zero = round_.neutrals.get(heard.site)
    if zero is None:
        return Retraced(reason="another version of Moveagain takes no neutral pose there")
    trunk = next((site for site in setup.worn if site in TRUNK_SITES), None)
    rest = _at_once(heard, zero, taken[0], _ticks_of("Rezeroed", events), way.formula, must_face=heard.site == trunk)
    begun = np.array([(point.t_s, point.angle_deg, point.speed_deg_s) for point in opening]).reshape(-1, 3)
    return Retraced(*np.vstack([begun, rest]).T)


def _ticks_of(name: str, events: Sequence[Mapping[str, Any]]) -> list[int]:
    return [int(event["tick"]) for event in events if event["event"] == name]


@dataclass(frozen=True, slots=True)
class _Last:
    """The tick after which nothing is measured, and how the Round ended there."""

    tick: float
    ended: str

    def by_command(self, commands: Sequence[Command]) -> bool:
        """A command ended it, before anything was measured at that tick."""
        return self.ended in _BY_COMMAND and any(command.do in _ENDING for command in commands)


def _last(events: Sequence[Mapping[str, Any]]) -> _Last:
    for event in events:
        if event["event"] == "RoundEnded":
            return _Last(float(event["tick"]), str(event["ended"]))
    return _Last(math.inf, "")


def _at_once(
    heard: _Heard, zero: Reference, taken: int, rezeroed: Sequence[int], formula: Formula, *, must_face: bool
) -> Numbers:
    """Time, angle and speed of each sample after the tick at which the neutral pose was taken."""
    readings, ticks = heard.readings()
    up = ups(orientations(readings, unfelt(readings)))
    traced = np.full((ticks.size, 3), np.nan)
    traced[:, 0] = readings.t_s
    begins = [taken + 1, *(tick for tick in rezeroed if tick > taken)]
    places = [*np.searchsorted(ticks, begins).tolist(), ticks.size]
    for start, end in pairwise(places):
        if start != places[0]:
            x, y, z = up[start - 1].tolist()
            anew = reference(heard.site, (x, y, z), must_face=must_face)
            zero = anew if isinstance(anew, Reference) else zero
        traced[start:end, 1] = angles_deg(formula, up[start:end], zero)
    rows = zip(up.tolist(), readings.rate_rad_s.tolist(), strict=True)
    traced[:, 2] = [tilt_speed_deg_s((x, y, z), (p, q, r)) for (x, y, z), (p, q, r) in rows]
    return traced[places[0] :]
