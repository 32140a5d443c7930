"""BodyTracker: Samples in, Motion out; one orientation a sensor, the neutral pose, smoothing for control."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from game.motion.angles import (
    ANGLES_DEG,
    Reference,
    leans_deg,
    reference,
    tilt_speed_deg_s,
    turn_speed_deg_s,
    worn_axis,
)
from game.motion.calibration import Calibration
from game.motion.companion import Companion
from game.motion.companions import Watching
from game.motion.emg_calibration import MuscleSetup
from game.motion.joint import COMPARED, Bend, Joint
from game.motion.motion import NAN, UNKNOWN, Motion, Signal, TracePoint
from game.motion.mounts import TRUNK_SITES
from game.motion.movement import Formula, Movement, side_of, way_worn
from game.motion.muscle import Muscles
from game.motion.neutral import Stillness, StillnessParams
from game.motion.one_euro import OneEuro, OneEuroParams
from game.motion.orientation import Orientation
from game.motion.spin import Spin
from game.motion.wearing import WearingWatch
from game.motion.yaw import YAW_VALID_S, Yaw, drifted_sem_deg
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
        self.spin = Spin()
        self.stillness = Stillness(params.stillness)
        self.neutral: Reference | None = None
        self.heard_tick: int | None = None
        self.angle, self.forward, self.right = (OneEuro(params.smoothing) for _ in range(3))

    def smooth(self) -> tuple[OneEuro, OneEuro, OneEuro]:
        """The filters of all of its angles."""
        return (self.angle, self.forward, self.right)


def _signal(smooth: OneEuro, sem_deg: float) -> Signal:
    """The last smoothed value of one of the angles."""
    value = smooth.value
    return UNKNOWN if value != value else Signal(value, smooth.speed, sem_deg)


class _Signals(NamedTuple):
    """Every angle for control."""

    angle: Signal = UNKNOWN
    forward: Signal = UNKNOWN
    right: Signal = UNKNOWN
    others: Mapping[str, Signal] = MappingProxyType({})


class BodyTracker:
    """Turns the samples of the worn sensors into Motion, by the way that the worn sites allow. `worn[0]` is the one
    that moves; a trunk site among the worn also gives the trunk's lean, a muscle its activity. `calibration`, of this
    joint, is used for as long as its straps sit; `posture` is what a new one is said to be made in. `wearing` is told
    all that a sensor says; one that it finds frozen counts as silent. `companions` are watched beside the movement,
    each by one of the worn, for the played `side` (the first site's unless said). Pure: the same samples at the same
    ticks give the same Motion."""

    def __init__(
        self,
        movement: Movement,
        worn: Sequence[str],
        params: TrackerParams | None = None,
        muscles: Mapping[str, MuscleSetup] | None = None,
        wearing: WearingWatch | None = None,
        calibration: Calibration | None = None,
        posture: str = "seated",
        companions: Sequence[Companion] = (),
        side: str | None = None,
    ) -> None:
        self._params = params or TrackerParams()
        self._movement = movement
        segments = [site for site in worn if site not in MUSCLES]
        self.way = way_worn(movement, worn) if segments or not worn else None
        """How the movement is measured; None where electrodes alone are worn, and nothing says how anything moves."""
        self._way_sem_deg = NAN if self.way is None else self.way.sem_deg
        self._worn = {site: _Worn(site, self._params) for site in segments}
        self._watching = Watching(companions, tuple(self._worn), side or side_of(worn[0]), self._params.smoothing)
        self._muscles = Muscles(worn, muscles or {})
        self._electrodes = len(segments) < len(worn)
        self._silent_ticks = round(self._params.silent_after_s / self._params.tick_s)
        self._heard_until = -math.inf
        """Nothing that is worn has been silent for too long before this tick is over."""
        first = "" if self.way is None else movement.sites(self.way, side_of(worn[0]))[0]
        self._first = self._worn.get(first) or _Worn(first, self._params)
        self._trunk = next((self._worn[site] for site in worn if site in TRUNK_SITES), None)
        self._wearing = wearing
        self._frozen: Collection[str] = () if wearing is None else wearing.frozen
        formula = None if self.way is None else self.way.formula
        self._angle_deg = None if formula is None else ANGLES_DEG.get(formula)
        """By gravity alone, where that can be."""
        self._joint = None
        if self.way is not None and formula in COMPARED:
            self._joint = Joint(movement, self.way, worn[0], calibration, posture)
        self._yaw = Yaw(leftward=movement.axis[1] > 0.0) if formula is Formula.TURN else None
        self.neutral = not segments
        """The neutral pose is taken."""
        self._asked_tick: int | None = None
        self._zeroed = False
        """Angles have counted from elsewhere since the last tick."""
        self._signals = _Signals()
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
    def neutrals(self) -> dict[str, Reference]:
        """What angles count from, by site; without the sensors of which none has been taken."""
        return {site: worn.neutral for site, worn in self._worn.items() if worn.neutral is not None}

    @property
    def still(self) -> float:
        """How much of the stillness for the neutral pose is done, 0–1, by the sensor that lags."""
        if self.neutral:
            return 1.0
        return min((worn.stillness.share for worn in self._worn.values()), default=1.0)

    @property
    def needs_bend(self) -> bool:
        """The way turns about an axis, and none is known but that of the convention of wearing: with the neutral pose
        taken, one bend and back, the positive way first, tells it. Any movement is listened to until then."""
        return self._joint is not None and self._joint.needs_bend

    @property
    def bend(self) -> Bend:
        """How far that movement is, and why the last one was refused."""
        return Bend(1.0) if self._joint is None else self._joint.bend

    @property
    def calibration(self) -> Calibration | None:
        """What is known of the joint's axes and straps, to be kept for another day; None where nothing is."""
        return None if self._joint is None else self._joint.calibration

    @property
    def rezero_due(self) -> str | None:
        """Why zero should be set anew before the next set, in plain words; None while it may stand."""
        if self._joint is not None:
            return self._joint.rezero_due
        stale = self._yaw is not None and self._first.neutral is not None and not self._yaw.age_s <= YAW_VALID_S
        if stale or self._watching.drifted:
            return "a turn can be told only for a few seconds after zero: face forward and set it anew"
        return None

    def trust_mounting(self) -> None:
        """Ask for no bend: the sensors are worn exactly by the convention, or the person cannot make it."""
        if self._joint is not None:
            self._joint.trust_mounting()

    def rezero(self) -> bool:
        """Take the present posture as neutral at once; False when a sensor has not been heard yet."""
        latest = {site: worn.orientation.up for site, worn in self._worn.items()}
        if any(up is None for up in latest.values()):
            return False
        return self._take({site: up for site, up in latest.items() if up is not None}, posed=False)

    def seek(self) -> None:
        """Ask for the neutral pose anew; angles count from the old one until then."""
        self.neutral, self._asked_tick, self.refused = not self._worn, None, None
        for worn in self._worn.values():
            worn.stillness.reset()
        if self._wearing is not None:
            self._wearing.released()

    def update(self, tick: int, samples: Sequence[Sample]) -> Motion:
        """Take in the samples of one tick. Where none came, no angle has changed, and only time has passed."""
        changed, self._zeroed = self._zeroed or bool(samples), False
        trace = self._hear(tick, samples) if changed else ()
        silent = self._silent(tick) if self._frozen or tick > self._heard_until else None
        if not self.neutral and silent is None and self.heard:
            self._judge_neutral(tick)
        if changed or self._zeroed:
            self._signals = self._smoothed()
        angle, forward, right, others = self._signals
        return Motion(
            tick,
            angle,
            forward,
            right,
            trace,
            silent,
            self._muscles.signals(tick, self._silent_ticks) if self._electrodes else {},
            others,
            self._watching.traces() if self._watching.at else {},
        )

    def _hear(self, tick: int, samples: Sequence[Sample]) -> tuple[TracePoint, ...]:
        """Take in what came; the movement, sample by sample."""
        trace: list[TracePoint] = []
        wearing, joint = self._wearing, self._joint
        for sample in samples:
            worn = self._worn.get(sample.site)
            if worn is None:
                self._muscles.feed(tick, sample)
                continue
            if wearing is not None and wearing.hear(sample):
                continue
            worn.heard_tick = tick
            heard = worn.orientation.feed(sample)
            for known, up in heard:
                if wearing is not None and wearing.feed(known, up):
                    self._lose(worn)
                if not self.neutral:
                    worn.stillness.feed(known, up)
                point = self._measure(worn, known, up)
                if point is not None:
                    trace.append(point)
            if joint is not None and heard and worn.orientation.turned is not None:
                joint.feed(sample, worn.orientation.turned)
        if joint is not None:
            trace += self._compare(joint)
            for fault in joint.faults():
                if wearing is not None:
                    wearing.flipped(fault, joint.distal, joint.proximal)
        return tuple(trace)

    def _smoothed(self) -> _Signals:
        """Every angle as it is now."""
        sem_deg, trunk = self._way_sem_deg, self._trunk
        return _Signals(
            _signal(self._first.angle, self._sem_deg()),
            UNKNOWN if trunk is None else _signal(trunk.forward, sem_deg),
            UNKNOWN if trunk is None else _signal(trunk.right, sem_deg),
            self._watching.signals(),
        )

    def _lose(self, worn: _Worn) -> None:
        """The orientation of that sensor begins anew from gravity at its next sample."""
        worn.orientation.restart()
        if self._joint is not None:
            self._joint.lose(worn.site)
        if self._yaw is not None and worn is self._first:
            self._yaw.lose()
        for watched in self._watching.at.get(worn.site, ()):
            watched.lose()

    def _sem_deg(self) -> float:
        sem_deg = self._way_sem_deg
        if self._yaw is not None:
            return drifted_sem_deg(sem_deg, self._yaw.age_s)
        return sem_deg if self._joint is None else self._joint.sem_deg(sem_deg)

    def _compare(self, joint: Joint) -> list[TracePoint]:
        """What the two sensors at the joint say since the last tick."""
        trace, smooth = [], self._first.angle
        for point in joint.points():
            if self._first.neutral is None:
                continue
            angle = point.angle_deg
            if math.isnan(angle):
                smooth.reset()
            else:
                smooth.feed(point.t_s, angle)
            trace.append(TracePoint(point.t_s, angle, point.speed_deg_s))
        return trace

    def _measure(self, worn: _Worn, sample: Sample, up: Vector) -> TracePoint | None:
        """What the sample says of the angles; the movement's own where it is its sensor's, and one is enough."""
        t_s, rate, yaw = sample.t_s, sample.rate_rad_s, math.nan
        if self._yaw is not None and worn is self._first and worn.orientation.turned is not None:
            yaw = self._yaw.feed(t_s, worn.orientation.turned)
        watching = self._watching.at.get(worn.site)
        spin = None
        if watching is not None:
            spin = worn.spin.feed(sample, up)
            for watched in watching:
                watched.feed(sample, up, worn.orientation.turned, spin)
        if worn.neutral is None:
            return None
        forward = right = NAN
        if worn is self._trunk:
            forward, right = leans_deg(up, worn.neutral)
            worn.forward.feed(t_s, forward)
            worn.right.feed(t_s, right)
        if worn is not self._first or self._joint is not None:
            return None
        turn = turn_speed_deg_s(up, rate)
        if self._angle_deg is None:
            angle, speed = yaw, abs(turn)
        else:
            angle, speed = self._angle_deg(up, worn.neutral), tilt_speed_deg_s(up, rate)
        if not math.isnan(angle):
            worn.angle.feed(t_s, angle)
        elif self._yaw is not None:
            worn.angle.reset()
        if watching is None:
            spin = worn.spin.feed(sample, up)
        return TracePoint(t_s, angle, speed, forward, right, turn, spin)

    def _judge_neutral(self, tick: int) -> None:
        if self._asked_tick is None:
            self._asked_tick = tick
        if self.still >= 1.0:
            self._take({site: worn.stillness.up for site, worn in self._worn.items()}, posed=True)
            if not self.neutral:
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
        first, formula = self._first.site, None if self.way is None else self.way.formula
        leans = formula in (Formula.LEAN_FORWARD, Formula.LEAN_RIGHT) or self._first is self._trunk
        about = worn_axis(first, self._movement.axis) if formula is Formula.TILT else None
        references = {
            site: reference(site, up, must_face=leans and site == first, about=about if site == first else None)
            for site, up in ups.items()
        }
        wrong = [found for found in references.values() if isinstance(found, str)]
        beside = self._watching.neutrals(ups)
        if isinstance(beside, str):
            wrong.append(beside)
        if formula is Formula.ROLL and abs(ups[first][1]) > 0.7:
            wrong.append("hold your forearm level, with the sensor's arrow along it")
        if not wrong and self._joint is not None:
            bias = {site: worn.stillness.rate_rad_s for site, worn in self._worn.items()} if posed else {}
            missing = self._joint.take(ups, bias, posed=posed)
            wrong += [missing] if missing is not None else []
        if wrong:
            self.refused = wrong[0]
            return False
        if self._yaw is not None:
            self._yaw.set_zero()
        for watched, neutral in () if isinstance(beside, str) else beside:
            watched.take(neutral)
        taken = {site: found for site, found in references.items() if isinstance(found, Reference)}
        if self._wearing is not None:
            self._wearing.taken(taken, posed=posed)
        for site, found in taken.items():
            self._worn[site].neutral = found
            for smooth in self._worn[site].smooth():
                smooth.reset()
        self.neutral, self.refused, self._zeroed = True, None, True
        return True

    def _silent(self, tick: int) -> str | None:
        until = math.inf
        for worn in self._worn.values():
            heard_until = tick if worn.heard_tick is None else worn.heard_tick + self._silent_ticks
            if tick > heard_until or worn.site in self._frozen:
                return worn.site
            until = min(until, heard_until)
        if not self._electrodes:
            self._heard_until = until
        return self._muscles.silent(tick, self._silent_ticks)
