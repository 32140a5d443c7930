"""Made-up wearers: exact samples of limbs that move as a test says, and a Round that they play."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from game.coaching.prescription import Prescription
from game.exercises.events import Event
from game.round import Command, Do, Phase, Round, RoundSetup
from input_devices import MUSCLES, Quaternion, Sample, Vector, stored
from input_devices.skeleton import back, rotated
from tests.game.motion.muscles import muscle

G_M_S2 = 9.81
TICK_S = 1.0 / 60.0
HANGING: Vector = (0.0, -1.0, 0.0)
"""Where up is for a sensor on a hanging limb, its arrow towards the hand."""
UPRIGHT: Vector = (0.0, 1.0, 0.0)
"""Where up is for a sensor on an upright trunk."""
SIDEWAYS: Vector = (1.0, 0.0, 0.0)
AS_IT_IS: Quaternion = (1.0, 0.0, 0.0, 0.0)
FOREARM, TRUNK = "right_forearm", "sternum"

REACH = """\
format: 1
id: shoulder_abduction_reach_2
title: Lanterns
about: Raise the arm and let it down.
serves: A cup on a shelf.
goal: range
movement: shoulder_abduction
suits: A test.
excludes: [recent_surgery, recent_falls]
exercise: {kind: reach, targets_deg: [30, 50, 70], tolerance_deg: 8}
dose: {repetitions: 6, minutes: 5, source: A choice.}
"""
HOLD = REACH.replace("tolerance_deg: 8", "tolerance_deg: 8, hold_s: 1")
STEADY = """\
format: 1
id: trunk_sway_steady_1
title: The ferry
about: Sit tall.
serves: Sitting at the table.
goal: balance
movement: trunk_sway
suits: A test.
excludes: [recent_surgery, recent_falls]
exercise: {kind: steady, forward_deg: 8, side_deg: 6, bout_s: 3, rest_between_s: 1}
dose: {repetitions: 3, minutes: 5, source: A choice.}
"""

E = TypeVar("E", bound=Event)


def turned(axis: Vector, angle_deg: float) -> Quaternion:
    """The turn about a unit axis."""
    half = math.radians(angle_deg) / 2.0
    return (math.cos(half), *(math.sin(half) * part for part in axis))  # type: ignore[return-value]


def eased(start: float, end: float, steps: int) -> list[float]:
    """The smoothest way from one value to another, without the first."""
    shares = [step / steps for step in range(1, steps + 1)]
    return [start + (end - start) * x**3 * (10.0 + x * (6.0 * x - 15.0)) for x in shares]


def reading(
    site: str,
    t_s: float,
    angle_deg: float,
    speed_deg_s: float,
    *,
    up: Vector = HANGING,
    axis: Vector = SIDEWAYS,
    mounting: Quaternion = AS_IT_IS,
    bias_deg_s: Vector = (0.0, 0.0, 0.0),
) -> Sample:
    """What a sensor reads that has been turned about `axis` by `angle_deg` since up was `up`, at that speed.

    `mounting` turns the sensor's strap on its limb; the bias is in the sensor's axes.
    """
    now = rotated(back(mounting), rotated(back(turned(axis, angle_deg)), up))
    rate = rotated(back(mounting), axis)
    x, y, z = (math.radians(speed_deg_s * part + bias) for part, bias in zip(rate, bias_deg_s, strict=True))
    return stored(Sample(site, t_s, (x, y, z), (G_M_S2 * now[0], G_M_S2 * now[1], G_M_S2 * now[2])))


def readings(site: str, angles_deg: Sequence[float], rate_hz: float, start_s: float = 0.0, **worn: Any) -> list[Sample]:
    """The samples of a sensor whose limb goes through these angles, one a sample; the speed is that from the last."""
    before = [angles_deg[0], *angles_deg]
    return [
        reading(site, start_s + step / rate_hz, angle, (angle - last) * rate_hz, **worn)
        for step, (angle, last) in enumerate(zip(angles_deg, before, strict=False))
    ]


def prescription(*levels: str, **more: Any) -> Prescription:
    """One that allows these levels and, but for what is said, nothing on one's feet and no electrodes."""
    known = {"format": 1, "id": "a", "version": 1, "valid_from": "2020-01-01", "valid_until": "2099-12-31"}
    return Prescription.model_validate({**known, "levels": levels, **more})


def setup(level: str = REACH, worn: Sequence[str] = (FOREARM,), **more: Any) -> RoundSetup:
    """A try-out with the right forearm, but for what is said."""
    return RoundSetup(**{"level": level, "side": "right", "worn": tuple(worn), "mode": "tryout", **more})


class Wearer:
    """Somebody who plays a Round: one sample a tick of each sensor that is not silent; every event is kept."""

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self.events: list[Event] = []
        self.silent: set[str] = set()
        self.angle_deg = self.lean_deg = 0.0
        self.muscles = {place: muscle(place=place) for place in round_.setup.worn if place in MUSCLES}
        """Simulated ones, at rest and without trouble unless a test says otherwise."""

    def phase(self) -> Phase:
        """What the Round is doing."""
        return self.round.view().phase

    def of(self, kind: type[E]) -> list[E]:
        """The events of one kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def say(self, *commands: Command | Do) -> list[Event]:
        """One tick in which something is said."""
        said = [Command(one) if isinstance(one, Do) else one for one in commands]
        return self._tick(self.angle_deg, self.lean_deg, said)

    def wait(self, seconds: float) -> list[Event]:
        """Stay where one is."""
        return self._through([self.angle_deg] * round(seconds * 60), self.lean_deg)

    def move(self, angle_deg: float, seconds: float = 1.0, lean_deg: float | None = None) -> list[Event]:
        """Go there smoothly; the trunk with it, where its lean is said."""
        lean_deg = self.lean_deg if lean_deg is None else lean_deg
        return self._through(eased(self.angle_deg, angle_deg, round(seconds * 60)), lean_deg)

    def lift(self, angle_deg: float, seconds: float = 1.0, hold_s: float = 0.3, lean_deg: float = 0.0) -> list[Event]:
        """Raise the limb, stay, let it down and rest for a moment: one movement."""
        events = self.move(angle_deg, seconds, lean_deg)
        events += self.wait(hold_s)
        return events + self.move(0.0, seconds, 0.0) + self.wait(0.8)

    def fall(self) -> list[Event]:
        """Fall as a body falls: weightless for a moment, a blow, and then still, until it is asked about."""
        strengths = [0.2] * 18 + [4.0, 3.0, 1.6] + [1.0] * 75
        events: list[Event] = []
        for strength in strengths:
            t_s = self.round.ticks * TICK_S
            still = [
                reading(site, t_s, self.angle_deg, 0.0, up=UPRIGHT if site == TRUNK else HANGING) for site in self.worn
            ]
            felt = [
                stored(one._replace(acceleration_m_s2=(strength * x, strength * y, strength * z)))
                for one in still
                for x, y, z in [one.acceleration_m_s2 or (0.0, 0.0, 0.0)]
            ]
            events += self.round.tick(felt, ())
        self.events += events
        return events

    @property
    def worn(self) -> list[str]:
        """The sites of the motion sensors."""
        return [site for site in self.round.setup.worn if site not in MUSCLES]

    def _through(self, angles_deg: Iterable[float], lean_deg: float) -> list[Event]:
        angles = list(angles_deg)
        leans = eased(self.lean_deg, lean_deg, len(angles)) if angles else []
        return [event for angle, lean in zip(angles, leans, strict=True) for event in self._tick(angle, lean, ())]

    def _tick(self, angle_deg: float, lean_deg: float, commands: Sequence[Command]) -> list[Event]:
        t_s = self.round.ticks * TICK_S
        angles = {TRUNK: (lean_deg, self.lean_deg, UPRIGHT)}
        samples = []
        for site in self.round.setup.worn:
            now, before, up = angles.get(site, (angle_deg, self.angle_deg, HANGING))
            if site in MUSCLES:
                samples += self._muscle_samples(site, t_s)
            elif site not in self.silent:
                samples.append(reading(site, t_s, now, (now - before) * 60.0, up=up))
        self.angle_deg, self.lean_deg = angle_deg, lean_deg
        events = list(self.round.tick(samples, commands))
        self.events += events
        return events

    def _muscle_samples(self, place: str, t_s: float) -> list[Sample]:
        """What has come since the last tick; while it is silent, nothing."""
        source, found = self.muscles[place], []
        while source.emitted < t_s * source.params.rate_hz:
            found.append(stored(source.sample()))
        return [] if place in self.silent else found


def wearer(level: str = REACH, worn: Sequence[str] = (FOREARM,), **more: Any) -> Wearer:
    """Somebody who is about to play."""
    return Wearer(Round(setup(level, worn, **more)))


def playing(level: str = REACH, worn: Sequence[str] = (FOREARM,), **more: Any) -> Wearer:
    """Somebody whose neutral pose has just been taken."""
    person = wearer(level, worn, **more)
    while person.phase() in (Phase.WAITING, Phase.NEUTRAL):
        assert person.round.ticks < 300, "the neutral pose should have been taken"
        person.wait(0.1)
    person.wait(0.2)
    return person
