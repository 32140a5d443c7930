"""Intended: a simulated wearer who knows what they mean to do, and what their body then really did."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from game.app.request import simulated_sites
from game.content import find_level
from game.exercises.events import Event, RepCompleted, TrialEnded, Verdict
from game.exercises.paces import QUICK_SHARE_MAX, TELL_S
from game.exercises.views import ReachView, TempoView
from game.level import Level, read_level
from game.measures.minimum_jerk import PEAK, way_share
from game.round import Phase, Round
from input_devices import Body, BodyParams, SimulatedSource, Tremor, stored
from tests.game.build import TICK_S, setup

Means = Literal["clean", "partial", "compensated", "fast", "other", "off_tempo", "dropped"]
OTHERS = {"shoulder": "shoulder_rotation", "elbow": "forearm_rotation"}
"""By the joint that is asked for, another movement that its sensor can tell: it turns the limb about its own length.
The body has none of the lower leg."""
_LEAST_DEG = 12.0
"""Less is a fidget that no count takes for a movement."""
_REST_S = 1.6


@dataclass(frozen=True, slots=True)
class Wearing:
    """How a wearer trembles and how badly their sensors are heard."""

    tremor_deg: float = 0.0
    tremor_hz: float = 5.0
    dropouts_per_min: float = 0.0
    noise: float = 1.0
    """Of the sensors, of what is usual."""


@dataclass(slots=True)
class Attempt:
    """One movement: what was meant, what was asked, and the truth about what the body did."""

    means: Means
    target_deg: float
    tolerance_deg: float
    start_s: float
    end_s: float = math.nan
    peak_deg: float = 0.0
    speed_deg_s: float = 0.0
    leaning_s: float = 0.0
    """How long the trunk was beyond its limit at a stretch, at most."""
    lean_s: float = 0.0
    off_tempo: bool = False
    dropped: bool = False
    lost: int = 0
    """Samples that were not heard."""
    events: list[Event] = field(default_factory=list)

    @property
    def told(self) -> list[RepCompleted]:
        """What the Round said of it."""
        return [event for event in self.events if isinstance(event, RepCompleted)]

    @property
    def spoilt(self) -> bool:
        """The Round said that a sensor got into it."""
        return any(isinstance(event, TrialEnded) and event.spoilt for event in self.events)

    def truth(self, level: Level) -> Verdict:
        """What it was, by what the body did: as a therapist would call it."""
        if self.means == "other":
            return "other"
        if self.peak_deg < self.target_deg - self.tolerance_deg:
            return "partial"
        if self.speed_deg_s > level.speed_deg_s_max or self.dropped:
            return "other"
        if self.leaning_s > 0.25:
            return "compensated"
        return "partial" if self.off_tempo else "clean"


class Wearer:
    """Plays a level movement by movement, each as it is meant."""

    def __init__(self, level: str, side: str, wearing: Wearing, seed: int, mode: str = "tryout") -> None:
        self.level = read_level(*find_level(level)) if "\n" not in level else read_level(level, "")
        row, self.side = self.level.row, side
        sites = simulated_sites(self.level, side)
        self.round = Round(
            setup(self.level.text, sites, side=side, seed=seed, mode=mode, repetitions=400, minutes=20.0)
        )
        self.random = np.random.default_rng(seed)
        self._joints = row.joints_deg(1.0, side), row.joints_deg(0.0, side)
        bias = self.random.normal(0.0, 0.5, 3).tolist()
        tremor = Tremor(wearing.tremor_deg, wearing.tremor_hz)
        shaken = row.joints_deg(0.0, side) if wearing.tremor_deg > 0.0 else ()
        params = BodyParams(
            gyro_noise_deg_s=0.3 * wearing.noise,
            acceleration_noise_m_s2=0.03 * wearing.noise,
            gyro_bias_deg_s=(bias[0], bias[1], bias[2]),
            tremors=dict.fromkeys(shaken, tremor),
            dropouts_per_min=wearing.dropouts_per_min,
        )
        start = row.start(side)
        self._source = SimulatedSource(Body(params, self.level.starts, sites, seed=seed, start_deg=start))
        self._lead = next(iter(self._joints[0]))
        other = OTHERS.get(row.joints[0][0].partition("_")[0])
        self._aside = None if other is None else f"{side}_{other}"
        self._before_deg = math.nan
        self._stayed_s = 0.0
        self._attempt: Attempt | None = None
        self.events: list[Event] = []

    # What the body does

    def _tick(self, angle_deg: float, lean_deg: float = 0.0, aside_deg: float = 0.0) -> None:
        joints = dict(self.level.row.joints_deg(angle_deg, self.side))
        joints["trunk_right"] = -lean_deg if self.side == "right" else lean_deg
        if self._aside is not None:
            joints[self._aside] = aside_deg
        self._source.body.move(joints)
        samples = [stored(sample) for sample in self._source.poll(0.0)]
        events = list(self.round.tick(samples, ()))
        self.events += events
        self._note(events)

    def _note(self, events: list[Event]) -> None:
        """The truth, from the body's own joints."""
        now = self._source.body.joints_deg()
        one, zero = self._joints
        angle_deg = (now[self._lead] - zero[self._lead]) / (one[self._lead] - zero[self._lead])
        attempt = self._attempt
        if attempt is not None:
            attempt.events += events
            attempt.peak_deg = max(attempt.peak_deg, angle_deg)
            # A body moves when its sensors are read, which may be less often than once a tick.
            self._stayed_s += TICK_S
            if angle_deg != self._before_deg:
                moved_deg_s = abs(angle_deg - self._before_deg) / self._stayed_s
                attempt.speed_deg_s, self._stayed_s = max(attempt.speed_deg_s, moved_deg_s), 0.0
            leans = abs(now["trunk_right"]) > self.level.guards.trunk_lean_deg_max
            attempt.lean_s = attempt.lean_s + TICK_S if leans else 0.0
            attempt.leaning_s = max(attempt.leaning_s, attempt.lean_s)
            attempt.lost = sum(lost for _, lost in self._source.body.counts().values()) - self._lost_before
        self._before_deg = angle_deg

    def settle(self) -> None:
        """Hold still until play begins."""
        for _ in range(600):
            if self.round.view().phase is Phase.PLAY:
                return
            self._tick(0.0)
        raise AssertionError("play should have begun")

    def do(self, angle_deg: float, lean_deg: float = 0.0, aside_deg: float = 0.0) -> None:
        """One tick, wherever the body is to be: the movement's angle, the trunk, and the other movement's angle."""
        self._tick(angle_deg, lean_deg, aside_deg)

    def rest(self, seconds: float) -> None:
        """Keep still."""
        for _ in range(round(seconds / TICK_S)):
            self._tick(0.0)

    def asked(self) -> ReachView | TempoView | None:
        """What is asked for now, once it is; None where it never is."""
        for _ in range(60 * 90):
            view = self.round.view()
            if self.round.over:
                return None
            exercise = view.exercise
            assert isinstance(exercise, ReachView | TempoView)
            if view.phase is Phase.PLAY and not math.isnan(exercise.target_deg):
                return exercise
            self._tick(0.0)
        return None

    # What is meant

    @property
    def can(self) -> frozenset[Means]:
        """What can be meant in this level with these sensors."""
        every: set[Means] = {"clean", "partial", "compensated", "fast"}
        every |= {"other"} if self._aside is not None else set()
        return frozenset(every | ({"off_tempo", "dropped"} if self.level.kind == "tempo" else set()))

    def attempt(self, means: Means) -> Attempt | None:
        """One movement, as it is meant; None where nothing is asked any more."""
        asked = self.asked()
        if asked is None:
            return None
        draw, random = self.random.uniform, self.random
        ceiling = self.level.speed_deg_s_max
        edge_deg = asked.target_deg - asked.tolerance_deg
        aim_deg = asked.target_deg + float(random.normal(0.0, 1.5))
        if means == "partial":
            aim_deg = max(_LEAST_DEG, draw(0.4, 0.95) * edge_deg)
        speed = draw(0.3, 0.85) * ceiling
        if means == "fast":
            speed = draw(1.15, 1.8) * ceiling
        limit = self.level.guards.trunk_lean_deg_max
        lean_deg = draw(1.2, 1.8) * limit if means == "compensated" else draw(0.0, 0.15) * limit
        if means == "compensated":
            speed *= 0.6  # the trunk's own speed adds to the limb's
        there_s = back_s = max(0.7 if means != "fast" else 0.3, PEAK * aim_deg / speed)
        hold_s = asked.hold_s + draw(0.5, 1.2)
        off = dropped = False
        if isinstance(asked, TempoView):
            there_s, hold_s, back_s, off = self._paces(means, asked, aim_deg, ceiling)
            dropped = means == "dropped"
        self._begin(means, asked)
        assert self._attempt is not None
        self._attempt.off_tempo, self._attempt.dropped = off, dropped
        path = _path(aim_deg, there_s, hold_s, back_s)
        length = round((there_s + hold_s + back_s) / TICK_S)
        for step, angle_deg in enumerate(path):
            share = math.sin(math.pi * min(1.0, step / max(1, length)))
            if means == "other":
                self._tick(0.0, aside_deg=60.0 * angle_deg / aim_deg)
            else:
                self._tick(angle_deg, lean_deg * min(1.0, 2.0 * share))
        self.rest(_REST_S)
        done, self._attempt = self._attempt, None
        done.end_s = self.round.ticks * TICK_S
        return done

    def _begin(self, means: Means, asked: ReachView | TempoView) -> None:
        self._lost_before = sum(lost for _, lost in self._source.body.counts().values())
        now_s, self._stayed_s = self.round.ticks * TICK_S, 0.0
        self._attempt = Attempt(means, asked.target_deg, asked.tolerance_deg, now_s)

    def _paces(
        self, means: Means, asked: TempoView, aim_deg: float, ceiling: float
    ) -> tuple[float, float, float, bool]:
        """Seconds there, held and back, and whether that is off the tempo that is asked for."""
        draw = self.random.uniform
        up_s, hold_s, down_s = (lasts_s * draw(0.88, 1.12) for lasts_s in (asked.up_s, asked.hold_s, asked.down_s))
        if means == "off_tempo":
            which, factor = int(self.random.integers(4)), draw(1.5, 2.2)
            up_s = up_s * factor if which == 0 else up_s
            down_s = down_s * (factor if which == 1 else draw(0.5, 0.62) if which == 2 else 1.0)
            hold_s = hold_s + 0.8 + 0.5 * asked.hold_s if which == 3 else hold_s
        elif means == "dropped":
            down_s = max(0.25, draw(0.1, 0.3) * asked.down_s)
        elif means == "fast":
            up_s = PEAK * aim_deg / (draw(1.15, 1.8) * ceiling)
        there_s, back_s = (down_s, up_s) if asked.lowers_there else (up_s, down_s)
        usual, slow = asked.pace_tolerance, asked.slow_tolerance
        quick = min(usual, QUICK_SHARE_MAX)
        ways = (
            (up_s, asked.up_s, quick, slow),
            (down_s, asked.down_s, quick, slow),
            (hold_s, asked.hold_s, usual, usual),
        )
        off = any(
            lasts_s - meant_s > max(more * meant_s, TELL_S) or meant_s - lasts_s > max(less * meant_s, TELL_S)
            for lasts_s, meant_s, less, more in ways
        )
        return there_s, hold_s, back_s, off


def _path(way_deg: float, there_s: float, hold_s: float, back_s: float) -> Iterator[float]:
    """The smoothest way there, a hold, and the smoothest way back, tick by tick."""
    for step in range(1, round(there_s / TICK_S) + 1):
        yield way_deg * way_share(step * TICK_S / there_s)
    for _ in range(round(hold_s / TICK_S)):
        yield way_deg
    for step in range(1, round(back_s / TICK_S) + 1):
        yield way_deg * (1.0 - way_share(step * TICK_S / back_s))


def verdict_of(attempt: Attempt, level: Level) -> tuple[str, bool]:
    """What the Round said of a movement in one word, and whether that was right.

    Right is the one verdict that the truth has; or, where samples were lost in it, that it was spoilt by that.
    """
    told = attempt.told
    said = "nothing" if not told else "several" if len(told) > 1 else told[0].verdict
    truth = attempt.truth(level)
    if attempt.lost and (attempt.spoilt or said == "nothing"):
        return "spoilt", True
    if attempt.spoilt:
        return "spoilt", False
    return said, said == truth
