"""Simulated people who play a level with their sensors worn wrongly: swapped, turned, slipping, frozen, one for two."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from game.app.request import simulated_sites
from game.content import find_level
from game.exercises.events import Event, SensorDoubted
from game.level import read_level
from game.population.bodies import player_of, simulated_source
from game.population.profile import PROFILES, Profile
from game.round import Command, Phase, Round, RoundSetup
from input_devices import Quaternion, Sample, Vector, stored
from input_devices.skeleton import back, rotated
from tests.game.build import TICK_S, E, turned
from tests.game.build import setup as build_setup

Fault: TypeAlias = Callable[[Sequence[Sample]], list[Sample]]
"""What becomes of the samples of one tick."""


def swapped(site: str, other: str) -> Fault:
    """Two sensors have changed places."""
    names = {site: other, other: site}
    return lambda samples: [sample._replace(site=names.get(sample.site, sample.site)) for sample in samples]


def slipping(site: str, at_s: float, over_s: float, axis: Vector, angle_deg: float) -> Fault:
    """A sensor turns on its limb about an axis of its own, smoothly; from one sample to the next where `over_s` is 0,
    and then its gyroscope sees nothing of it."""

    def slipped(sample: Sample) -> Sample:
        assert sample.rate_rad_s is not None and sample.acceleration_m_s2 is not None
        x = min(1.0, max(0.0, (sample.t_s - at_s) / over_s)) if over_s else float(sample.t_s >= at_s)
        share, speed = x * x * (3.0 - 2.0 * x), (6.0 * x * (1.0 - x) / over_s if over_s else 0.0)
        mount = back(turned(axis, share * angle_deg))
        a, b, c = rotated(mount, sample.rate_rad_s)
        turning = math.radians(angle_deg) * speed
        rate = (a + turning * axis[0], b + turning * axis[1], c + turning * axis[2])
        return sample._replace(rate_rad_s=rate, acceleration_m_s2=rotated(mount, sample.acceleration_m_s2))

    return lambda samples: [slipped(sample) if sample.site == site else sample for sample in samples]


def mounted(site: str, mount: Quaternion) -> Fault:
    """A sensor is strapped on otherwise than is said."""
    undo = back(mount)

    def turned_round(sample: Sample) -> Sample:
        assert sample.rate_rad_s is not None and sample.acceleration_m_s2 is not None
        rate, acceleration = rotated(undo, sample.rate_rad_s), rotated(undo, sample.acceleration_m_s2)
        return sample._replace(rate_rad_s=rate, acceleration_m_s2=acceleration)

    return lambda samples: [turned_round(sample) if sample.site == site else sample for sample in samples]


def freezing(site: str, at_s: float, until_s: float = math.inf) -> Fault:
    """A sensor says from then on what it said last."""
    last: dict[str, Sample] = {}

    def freeze(sample: Sample) -> Sample:
        if sample.site != site:
            return sample
        if not (at_s <= sample.t_s < until_s and last):
            last[site] = sample
            return sample
        return last[site]._replace(t_s=sample.t_s)

    return lambda samples: [freeze(sample) for sample in samples]


def doubled(site: str, other: str, late_ticks: int = 0, until_s: float = math.inf) -> Fault:
    """One sensor, worn at `site`, is heard at `other` too, a little later and in a clock of its own."""
    waiting: list[list[Sample]] = [[] for _ in range(late_ticks)]

    def double(samples: Sequence[Sample]) -> list[Sample]:
        late_s = late_ticks * TICK_S
        waiting.append([one._replace(site=other, t_s=one.t_s + late_s) for one in samples if one.site == site])
        copies = waiting.pop(0)
        own = [one for one in samples if one.site == other]
        if own and own[-1].t_s >= until_s:
            return list(samples)
        return [one for one in samples if one.site != other] + copies

    return double


@dataclass
class Play:
    """What came of it."""

    round: Round = field(repr=False)
    events: list[Event] = field(default_factory=list, repr=False)
    phases: list[Phase] = field(default_factory=list, repr=False)

    def doubts(self) -> list[tuple[float, str, str]]:
        """When (s), of what and at which site."""
        return [(one.tick * TICK_S, one.fault, one.site) for one in self.events if isinstance(one, SensorDoubted)]

    def faults(self) -> set[str]:
        """What was doubted at all."""
        return {fault for _, fault, _ in self.doubts()}

    def of(self, kind: type[E]) -> list[E]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


def play(
    level: str,
    fault: Fault | None = None,
    *,
    side: str = "right",
    worn: Sequence[str] = (),
    profile: Profile | None = None,
    seed: int = 0,
    seconds: float = 60.0,
    until_doubted: bool = False,
    words: dict[float, Command] | None = None,
    **more: Any,
) -> Play:
    """A level, by its id or as YAML, played by a simulated person for so long at most."""
    text = level if "\n" in level else read_level(*find_level(level)).text
    row = read_level(text, "")
    sites = tuple(worn) or simulated_sites(row, side)
    setup = RoundSetup(text, side, sites, "tryout", seed=seed, **more)
    found = Play(Round(setup))
    person = player_of(row, profile or PROFILES["able"], seed)
    source = simulated_source(row.row, side, sites, row.starts, profile or PROFILES["able"], seed, row.companions)
    said = sorted((words or {}).items(), reverse=True)
    for _ in range(round(seconds / TICK_S)):
        view = found.round.view()
        if found.round.over or (until_doubted and found.doubts()):
            break
        found.phases.append(view.phase)
        source.body.move(person.joints_deg(view, side))
        samples: Sequence[Sample] = source.poll(0.0)
        samples = fault(samples) if fault is not None else samples
        due = [said.pop()[1] for _ in said[:] if said and said[-1][0] <= view.tick * TICK_S]
        found.events += found.round.tick([stored(sample) for sample in samples], due)
    return found


def wearers() -> Iterator[tuple[str, Profile]]:
    """Whom nothing must be doubted of: those that ship, and some for whom much comes together."""
    yield from PROFILES.items()
    noisy = Profile(gyro_noise_deg_s=1.0, gyro_bias_deg_s=1.5, acc_noise_m_s2=0.15)
    yield "noisy", noisy
    yield "noiseless", Profile(gyro_noise_deg_s=0.0, gyro_bias_deg_s=0.0, acc_noise_m_s2=0.0)
    yield "noiseless, off zero", Profile(gyro_noise_deg_s=0.0, acc_noise_m_s2=0.0)
    yield "slow", Profile(speed_deg_s=12.0, range_deg=60.0, lapse=0.1)
    yield "fast", Profile(speed_deg_s=150.0, reaction_s=0.1)
    yield "weak", Profile(range_deg=25.0, speed_deg_s=20.0, lapse=0.3, compensation=1.2, fatigue_per_rep=0.03)
    yield "spastic", replace(noisy, tremor_deg=4.0, noise_deg=10.0, lapse=0.3, speed_deg_s=35.0, compensation=0.8)
    yield "cut off", replace(noisy, dropouts_per_min=20.0, tremor_deg=2.0)


def playing_recorded(samples: Sequence[Sample], worn: Sequence[str]) -> Play:
    """A level played by what was recorded, until that ends."""
    found = Play(Round(build_setup(worn=worn, repetitions=60)))
    waiting = list(reversed(samples))
    while waiting:
        due = []
        while waiting and waiting[-1].t_s <= found.round.ticks * TICK_S:
            due.append(waiting.pop())
        found.events += found.round.tick(due, ())
    return found
