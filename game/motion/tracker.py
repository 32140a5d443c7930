"""BodyTracker: Samples in, Motion out; one orientation a sensor, the neutral pose, smoothing for control."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from game.motion.angles import (
    ANGLES_DEG,
    Reference,
    lean_forward_deg,
    lean_right_deg,
    reference,
    tilt_speed_deg_s,
    turn_speed_deg_s,
    worn_axis,
)
from game.motion.emg_calibration import MuscleSetup
from game.motion.motion import NAN, UNKNOWN, Motion, Signal, TracePoint
from game.motion.mounts import TRUNK_SITES
from game.motion.movement import Formula, Movement, way_worn
from game.motion.muscle import Muscles
from game.motion.neutral import Stillness, StillnessParams
from game.motion.one_euro import OneEuro, OneEuroParams
from game.motion.orientation import Orientation
from game.motion.wearing import WearingWatch
from input_devices import MUSCLES, Sample, Vector


@dataclass(frozen=True, slots=True)
class TrackerParams:
    """What the tracker is tuned by."""

    stillness: StillnessParams = field(default_factory=StillnessParams)
    smoothing: OneEuroParams = field(default_factory=OneEuroParams)
    refuse_after_s: float = 8.0
    """How long the neutral pose is waited for before the person is told why it is not accepted."""
    silent_after_s: float = 0.75
    """A sensor not heard for so long stops play; with the time to notice, within one second."""
    tick_s: float = 1.0 / 60.0


class _Worn:
    """One worn sensor: its orientation, stillness, reference and the control filters over its angles."""

    def __init__(self, site: str, params: TrackerParams) -> None:
        self.site = site
        self.orientation = Orientation()
        self.stillness = Stillness(params.stillness)
        self.neutral: Reference | None = None
        self.heard_tick: int | None = None
        self.smooth = {name: OneEuro(params.smoothing) for name in ("angle", "forward", "right")}

    def signal(self, name: str, sem_deg: float) -> Signal:
        """The last smoothed value of one of the angles."""
        smooth = self.smooth[name]
        value = smooth.value
        return UNKNOWN if math.isnan(value) else Signal(value, smooth.speed, sem_deg)


class BodyTracker:
    """Turns the samples of the worn sensors into Motion. `worn[0]` measures the movement; a trunk site among the
    worn also gives the trunk's lean, a muscle its activity. `wearing` is told all that a sensor says; one that it finds
    frozen counts as silent. Pure: the same samples at the same ticks give the same Motion."""

    def __init__(
        self,
        movement: Movement,
        worn: Sequence[str],
        params: TrackerParams | None = None,
        muscles: Mapping[str, MuscleSetup] | None = None,
        wearing: WearingWatch | None = None,
    ) -> None:
        self._params = params or TrackerParams()
        self._movement = movement
        self.way = way_worn(movement, worn)
        self._worn = {site: _Worn(site, self._params) for site in worn if site not in MUSCLES}
        self._muscles = Muscles(worn, muscles or {})
        self._silent_ticks = round(self._params.silent_after_s / self._params.tick_s)
        self._first = self._worn[worn[0]]
        self._trunk = next((self._worn[site] for site in worn if site in TRUNK_SITES), None)
        self._wearing = wearing
        self._seeking = True
        self._asked_tick: int | None = None
        self.refused: str | None = None

    @property
    def heard(self) -> bool:
        """Every worn sensor has been heard at least once."""
        return self.unheard is None and self._muscles.heard

    @property
    def unheard(self) -> str | None:
        """A motion sensor that has never been heard; None where each has been."""
        return next((worn.site for worn in self._worn.values() if worn.heard_tick is None), None)

    @property
    def neutral(self) -> bool:
        """The neutral pose is taken."""
        return not self._seeking

    @property
    def still(self) -> float:
        """How much of the stillness for the neutral pose is done, 0–1, by the sensor that lags."""
        return min(worn.stillness.share for worn in self._worn.values())

    def rezero(self) -> bool:
        """Take the present posture as neutral at once; False when a sensor has not been heard yet."""
        latest = {site: worn.orientation.up for site, worn in self._worn.items()}
        if any(up is None for up in latest.values()):
            return False
        return self._take({site: up for site, up in latest.items() if up is not None}, posed=False)

    def seek(self) -> None:
        """Ask for the neutral pose anew; angles count from the old one until then."""
        self._seeking, self._asked_tick, self.refused = True, None, None
        for worn in self._worn.values():
            worn.stillness.reset()
        if self._wearing is not None:
            self._wearing.released()

    def update(self, tick: int, samples: Sequence[Sample]) -> Motion:
        """Take in the samples of one tick."""
        trace: list[TracePoint] = []
        for sample in samples:
            worn = self._worn.get(sample.site)
            if worn is None:
                self._muscles.feed(tick, sample)
                continue
            if self._wearing is not None and self._wearing.hear(sample):
                continue
            worn.heard_tick = tick
            for known, up in worn.orientation.feed(sample):
                if self._wearing is not None and self._wearing.feed(known, up):
                    worn.orientation.restart()
                if self._seeking:
                    worn.stillness.feed(known, up)
                point = self._measure(worn, known, up)
                if worn is self._first and point is not None:
                    trace.append(point)
        silent = self._silent(tick)
        if self._seeking and self.heard and silent is None:
            self._judge_neutral(tick)
        sem_deg = self.way.sem_deg
        trunk = self._trunk
        return Motion(
            tick,
            self._first.signal("angle", sem_deg),
            trunk.signal("forward", sem_deg) if trunk else UNKNOWN,
            trunk.signal("right", sem_deg) if trunk else UNKNOWN,
            tuple(trace),
            silent,
            self._muscles.signals(tick, self._silent_ticks),
        )

    def _measure(self, worn: _Worn, sample: Sample, up: Vector) -> TracePoint | None:
        if worn.neutral is None:
            return None
        forward = right = angle = NAN
        if worn is self._trunk:
            forward, right = lean_forward_deg(up, worn.neutral), lean_right_deg(up, worn.neutral)
            worn.smooth["forward"].feed(sample.t_s, forward)
            worn.smooth["right"].feed(sample.t_s, right)
        if worn is not self._first:
            return None
        angle = ANGLES_DEG[self.way.formula](up, worn.neutral)
        if not math.isnan(angle):
            worn.smooth["angle"].feed(sample.t_s, angle)
        rate = sample.rate_rad_s
        return TracePoint(sample.t_s, angle, tilt_speed_deg_s(up, rate), forward, right, turn_speed_deg_s(up, rate))

    def _judge_neutral(self, tick: int) -> None:
        if self._asked_tick is None:
            self._asked_tick = tick
        if self.still >= 1.0:
            self._take({site: worn.stillness.up for site, worn in self._worn.items()}, posed=True)
            if self._seeking:
                self._wait_anew(tick)
        elif (tick - self._asked_tick) * self._params.tick_s > self._params.refuse_after_s:
            lagging = min(self._worn.values(), key=lambda worn: worn.stillness.share)
            self.refused = lagging.stillness.reason or "not still for long enough"
            self._asked_tick = tick

    def _wait_anew(self, tick: int) -> None:
        self._asked_tick = tick
        for worn in self._worn.values():
            worn.stillness.reset()

    def _take(self, ups: dict[str, Vector], *, posed: bool) -> bool:
        first, formula = self._first.site, self.way.formula
        leans = formula in (Formula.LEAN_FORWARD, Formula.LEAN_RIGHT) or self._first is self._trunk
        about = worn_axis(first, self._movement.axis) if formula is Formula.TILT else None
        references = {
            site: reference(site, up, must_face=leans and site == first, about=about if site == first else None)
            for site, up in ups.items()
        }
        wrong = [found for found in references.values() if isinstance(found, str)]
        if formula is Formula.ROLL and abs(ups[first][1]) > 0.7:
            wrong.append("hold your forearm level, with the sensor's arrow along it")
        if wrong:
            self.refused = wrong[0]
            return False
        taken = {site: found for site, found in references.items() if isinstance(found, Reference)}
        if self._wearing is not None:
            self._wearing.taken(taken, posed=posed)
        for site, found in taken.items():
            self._worn[site].neutral = found
            for smooth in self._worn[site].smooth.values():
                smooth.reset()
        self._seeking, self.refused = False, None
        return True

    def _silent(self, tick: int) -> str | None:
        for worn in self._worn.values():
            if worn.heard_tick is not None and tick - worn.heard_tick > self._silent_ticks:
                return worn.site
            if self._wearing is not None and worn.site in self._wearing.frozen:
                return worn.site
        return self._muscles.silent(tick, self._silent_ticks)
