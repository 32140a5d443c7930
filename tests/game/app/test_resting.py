"""Resting: keeping still asks for a pause where a movement is asked for, and nobody asks for one by chance."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from game.app.hosting import Hosting
from game.app.request import PlayRequest
from game.app.resting import AWAY_DEG, AWAY_S, BEGIN_S, STILL_S, Resting
from game.app.wiring import host
from game.exercises.views import ReachView
from game.motion.tilt import Tilt
from game.round.view import Phase, RoundView
from game.screens.tour import WORLDS
from input_devices import SITES, Sample

RATE_HZ = 60.0
LANTERNS = WORLDS["lanterns"]


class Body:
    """Sensors whose limbs are where they are said to be, deg, and tremble."""

    def __init__(self, view: RoundView, count: int = 1, between_s: float = 0.0) -> None:
        self.view, self.resting = view, Resting(between_s)
        self.tilts = [Tilt() for _ in range(count)]
        self.now_s = 0.0

    def after(self, seconds: float, at: Callable[[float], float], *others: Callable[[float], float]) -> list[float]:
        """When a pause was asked for meanwhile, s from now; the angle of the movement is the first limb's."""
        asked, begun_s = [], self.now_s
        for _ in range(round(seconds * RATE_HZ)):
            self.now_s += 1.0 / RATE_HZ
            for tilt, where in zip(self.tilts, (at, *others), strict=True):
                deg = where(self.now_s)
                turned, rate = math.radians(deg), math.radians((deg - where(self.now_s - 1.0 / RATE_HZ)) * RATE_HZ)
                up = (0.0, -9.81 * math.cos(turned), 9.81 * math.sin(turned))
                tilt.feed(Sample("right_forearm", self.now_s, (rate, 0.0, 0.0), up))
            view = self.view._replace(angle_deg=at(self.now_s)) if math.isfinite(self.view.angle_deg) else self.view
            if self.resting.step(view, self.tilts, self.tilts[0].angle_deg):
                asked.append(self.now_s - begun_s)
        return asked


def trembling(at_deg: float, tremor_deg: float, hz: float) -> Callable[[float], float]:
    return lambda now_s: at_deg + tremor_deg * math.sin(2.0 * math.pi * hz * now_s)


def leaning(body: Body) -> Callable[[float], float]:
    begun_s = body.now_s
    return lambda now_s: (AWAY_DEG + 5.0) * min(1.0, now_s - begun_s)


@pytest.mark.parametrize(("tremor_deg", "hz"), [(0.0, 5.0), (3.0, 6.0), (8.0, 4.0)])
@pytest.mark.parametrize("phase", [Phase.PLAY, Phase.RANGE, Phase.BEND])
def test_keeping_still_asks_for_a_pause_once(tremor_deg: float, hz: float, phase: Phase) -> None:
    """After the stated time beyond what is to be held, at the start or anywhere, also with a limb that trembles."""
    assert isinstance(LANTERNS.exercise, ReachView)
    shown = LANTERNS.exercise._replace(hold_s=2.0)
    body = Body(LANTERNS._replace(phase=phase, exercise=shown, angle_deg=0.0), 1, 3.0)
    waited_s = STILL_S + (5.0 if phase is Phase.PLAY else 0.0)
    (asked_s,) = body.after(waited_s + 4.0, trembling(0.0, tremor_deg, hz))
    assert waited_s <= asked_s <= waited_s + 2.0


def test_a_movement_or_another_limb_that_moves_asks_for_none() -> None:
    """However slow and small: nine degrees there and back within eight seconds are a movement."""

    def slow(now_s: float) -> float:
        return 4.5 - 4.5 * math.cos(2.0 * math.pi * now_s / 8.0)

    assert not Body(LANTERNS).after(60.0, slow)
    assert not Body(LANTERNS, 2).after(60.0, trembling(0.0, 0.0, 5.0), slow)


def test_a_turn_about_upright_is_a_movement_though_nothing_tilts() -> None:
    """The movement's own angle says so, while it may be seen."""
    body = Body(LANTERNS)
    turning = [body.resting.step(LANTERNS._replace(angle_deg=n / 20.0 % 40.0), body.tilts, 0.0) for n in range(3600)]
    for tilt in body.tilts:
        tilt.feed(Sample("head", 0.0, (0.0, 0.0, 0.0), (0.0, 0.0, 9.81)))
    assert not any(turning)


def test_where_keeping_still_is_asked_for_leaning_away_and_staying_there_is_the_sign() -> None:
    """Minutes of standing still, and any sway, are what is asked for; a lean that is left again is too short."""
    body = Body(WORLDS["ferry"])
    assert not body.after(120.0, trembling(0.0, 1.0, 0.3))
    assert not body.after(AWAY_S - 1.0, leaning(body))
    assert not body.after(5.0, lambda _s: 0.0)
    assert body.after(AWAY_S + 3.0, leaning(body))


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.NEUTRAL])
def test_what_keeps_play_from_beginning_is_asked_about(phase: Phase) -> None:
    """Whoever is never still enough is not kept there; one moment after another, not at once again."""
    body = Body(LANTERNS._replace(phase=phase))
    first_s, second_s = body.after(2.0 * BEGIN_S + 1.0, trembling(0.0, 15.0, 1.0))
    assert (first_s, second_s) == pytest.approx((BEGIN_S, 2.0 * BEGIN_S), abs=0.1)


@pytest.mark.parametrize("phase", [Phase.REST, Phase.PAUSED, Phase.STOP, Phase.SILENT])
def test_a_page_is_left_to_whoever_aims(phase: Phase) -> None:
    """Where doors can be chosen nothing comes of keeping still; nor while no sensor is heard."""
    assert not Body(LANTERNS._replace(phase=phase)).after(40.0, lambda _s: 0.0)
    assert not Resting().step(LANTERNS, (), math.nan)


KINDS = (
    "shoulder_abduction_reach_1",
    "knee_extension_tempo_1",
    "trunk_sway_steady_1",
    "elbow_flexion_match_1",
    "shoulder_flexion_trace_1",
    "elbow_flexion_tandem_1",
    "forearm_lift_task_1",
    "sit_to_stand_task_1",
)


@pytest.mark.parametrize("level", KINDS)
def test_nobody_who_plays_asks_for_a_pause_by_chance(level: str, home: Path) -> None:
    """A simulated person plays three quarters of a minute of a level of each kind, as is asked for."""
    hosting: Hosting = host(
        PlayRequest(level, side="right", input="simulated", seed=5), str(home), "a-sitting", frozenset
    )
    resting = Resting(getattr(hosting.round.level.exercise, "rest_between_s", 0.0))
    tilts: dict[str, Tilt] = {}
    played = 0
    while not hosting.over and hosting.round.ticks < 2700:
        hosting.tick(hosting.round.ticks / 60.0, ())
        for sample in hosting.samples:
            if sample.site in SITES:
                tilts.setdefault(sample.site, Tilt()).feed(sample)
        view = hosting.round.view()
        played += view.phase is Phase.PLAY
        first = next(iter(tilts.values()), None)
        away_deg = math.nan if first is None else first.angle_deg
        assert not resting.step(view, list(tilts.values()), away_deg), (
            f"{view.phase} {hosting.round.ticks / 60.0:.1f} s"
        )
    assert played > 600
    hosting.close()
