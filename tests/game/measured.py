"""Measured: an instrumented test made by a simulated person, with what their body really did."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content import find_level
from game.exercises.events import Event, StretchTaken
from game.level import read_level
from game.motion.angles import Reference, elevation_deg, lean_forward_deg, lean_right_deg, reference
from game.population.bodies import player_of
from game.population.profile import Profile
from game.round import Command, Phase, Round, RoundSetup, RoundView
from input_devices import Body, BodyParams, Sample, SimulatedSource, Tremor, Vector, stored
from input_devices.skeleton import back, rotated

TICK_S = 1.0 / 60.0
STILL = Profile(noise_deg=3.0, lapse=0.0, gyro_bias_deg_s=0.0)
"""Somebody able, with a good sensor."""
UP: Vector = (0.0, 0.0, 1.0)


class Measured:
    """Plays a level to its end, or for so long at most; keeps every event and, tick by tick, what was true."""

    def __init__(
        self,
        level: str,
        profile: Profile = STILL,
        *,
        seed: int = 0,
        side: str = "right",
        trunk: bool = False,
        seconds: float = 240.0,
        hears: Callable[[Round, Sequence[Sample]], Sequence[Sample]] = lambda _round, samples: samples,
        says: Callable[[RoundView], Sequence[Command]] = lambda _view: (),
        **more: Any,
    ) -> None:
        text = level if "\n" in level else read_level(*find_level(level)).text
        known = read_level(text, "")
        self.site = known.row.sites(known.row.simplest, side)[0]
        worn = (self.site, "sternum") if trunk else (self.site,)
        self.round = Round(RoundSetup(**{"level": text, "side": side, "worn": worn, "mode": "tryout", **more}))
        self.events: list[Event] = []
        self.views: list[RoundView] = []
        self._ups: list[tuple[float, Vector]] = []
        params = BodyParams(
            rate_hz=60.0,
            gyro_noise_deg_s=profile.gyro_noise_deg_s,
            acceleration_noise_m_s2=profile.acc_noise_m_s2,
            tremors={joint: Tremor(profile.tremor_deg, 5.0) for joint in known.row.joints_deg(0.0, side)},
            dropouts_per_min=profile.dropouts_per_min,
        )
        start_deg = known.row.start(side)
        body = SimulatedSource(Body(params, known.starts, worn, seed=seed, start_deg=start_deg))
        player = player_of(known, profile, seed)
        while not self.round.over and self.round.ticks < seconds / TICK_S:
            view = self.round.view()
            self.views.append(view)
            body.body.move(player.joints_deg(view, side))
            heard = list(body.poll(0.0))
            up = rotated(back(body.body.orientations()[self.site]), UP)
            self._ups.append((self.round.ticks * TICK_S, up))
            self.events += self.round.tick([stored(each) for each in hears(self.round, heard)], says(view))
        played = (up for (_t, up), view in zip(self._ups, self.views, strict=True) if view.phase is Phase.PLAY)
        self._neutral = next(played, UP)

    @property
    def measures(self) -> dict[str, dict[str, Any]]:
        """The summary's measures."""
        return {name: dict(row) for name, row in self.round.outcome().measures.items()}

    def value(self, name: str) -> float:
        """One of them, which has to be valid."""
        row = self.measures[name]
        assert row["valid"], f"{name}: {row['reason']}"
        return float(row["value"])

    def reason(self, name: str) -> str:
        """Why one of them cannot be had."""
        row = self.measures[name]
        assert not row["valid"] and row["value"] is None, f"{name} is {row['value']}"
        return str(row["reason"])

    def stretches(self, part: str) -> list[StretchTaken]:
        """What was measured under that name."""
        return [event for event in self.events if isinstance(event, StretchTaken) and event.part == part]

    def true(self, start_s: float = 0.0, end_s: float = math.inf) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Times (s), and beside them the limb's elevation and the lean forward and to the right, shape (n, 3), deg."""
        neutral = reference(self.site, self._neutral)
        assert isinstance(neutral, Reference)
        rows = [
            (t_s, elevation_deg(up, neutral), lean_forward_deg(up, neutral), lean_right_deg(up, neutral))
            for t_s, up in self._ups
            if start_s <= t_s <= end_s
        ]
        table = np.array(rows)
        return table[:, 0], table[:, 1:]
