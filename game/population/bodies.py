"""Bodies: the simulated body set up for a movement, moved by keys or by a simulated player."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from game.level import Level
from game.level.kinds import TESTS
from game.motion.companion import Companion, moved_deg, starts_deg
from game.motion.movement import Movement
from game.population.able import TICK_S
from game.population.activate_player import ActivatePlayer
from game.population.match_player import MatchPlayer
from game.population.player import Player, SimulatedPlayer, leans_of
from game.population.profile import Profile
from game.population.steady_player import SteadyPlayer
from game.population.tandem_player import TandemPlayer
from game.population.task_player import TaskPlayer
from game.population.tempo_player import TempoPlayer
from game.population.tested import TestedPlayer
from game.population.trace_player import TracePlayer
from input_devices import Body, BodyParams, KeyboardSource, Pull, SimulatedSource, Tremor

_USUAL = BodyParams()
_TREMOR_HZ = 5.0
_ASIDE_DEG = 25.0
"""So far the keys lean a body backward and to a side."""
_TURNED_DEG = 180.0
"""So far they turn it, where it walks to a line and back."""


def keyboard_source(
    row: Movement,
    side: str,
    sites: tuple[str, ...],
    posture: str,
    seed: int,
    kind: str = "",
    companions: Sequence[Companion] = (),
) -> KeyboardSource:
    """A body that the four actions up, down, left and right move; in a walk left and right turn it, and where something
    is watched beside the movement they move the first of that."""
    lowest_deg, highest_deg = row.safe_deg
    start_deg = starts_deg(row, companions, side)
    body = Body(BodyParams(), posture, sites, seed=seed, start_deg=start_deg)
    if companions:
        return _moved_beside(body, row, side, companions[0], start_deg)
    leans = leans_of(row)
    if leans is None:
        pulls = {"up": Pull(row.name, highest_deg), "down": Pull(row.name, lowest_deg)}
        return KeyboardSource(body, pulls, movements={row.name: lambda deg: row.joints_deg(deg, side)})
    forward, right = leans
    aside_deg = min(_ASIDE_DEG, highest_deg)
    if kind == "up_and_go_test":
        right, aside_deg = "trunk_rotation", _TURNED_DEG
    pulls = {
        "up": Pull(forward, highest_deg),
        "down": Pull(forward, -min(_ASIDE_DEG, highest_deg)),
        "right": Pull(right, aside_deg),
        "left": Pull(right, -aside_deg),
    }
    return KeyboardSource(body, pulls)


def _moved_beside(
    body: Body, row: Movement, side: str, beside: Companion, start_deg: Mapping[str, float]
) -> KeyboardSource:
    """Up and down move the movement, right and left what is watched beside it."""
    other, other_side = beside.row, beside.side(side)
    pulls = {
        "up": Pull("movement", row.safe_deg[1]),
        "down": Pull("movement", row.safe_deg[0]),
        "right": Pull("beside", other.safe_deg[1]),
        "left": Pull("beside", other.safe_deg[0]),
    }
    movements = {
        "movement": lambda deg: moved_deg(row, side, deg, start_deg),
        "beside": lambda deg: moved_deg(other, other_side, deg, start_deg),
    }
    return KeyboardSource(body, pulls, movements=movements)


def simulated_source(
    row: Movement,
    side: str,
    sites: tuple[str, ...],
    posture: str,
    profile: Profile,
    seed: int,
    companions: Sequence[Companion] = (),
    usual: BodyParams = _USUAL,
) -> SimulatedSource:
    """A body with the sensors of a simulated person; their player moves it. `usual` says what the profile does not."""
    bias = np.random.default_rng((seed, 1)).normal(0.0, profile.gyro_bias_deg_s, 3).tolist()
    tremors = {}
    if profile.tremor_deg > 0.0:
        shaken = [*row.joints_deg(0.0, side), *(j for c in companions for j in c.row.joints_deg(0.0, c.side(side)))]
        tremors = {joint: Tremor(profile.tremor_deg, _TREMOR_HZ) for joint in shaken}
    params = replace(
        usual,
        gyro_noise_deg_s=profile.gyro_noise_deg_s,
        acceleration_noise_m_s2=profile.acc_noise_m_s2,
        gyro_bias_deg_s=(bias[0], bias[1], bias[2]),
        tremors=tremors,
        dropouts_per_min=profile.dropouts_per_min,
    )
    start_deg = starts_deg(row, companions, side)
    return SimulatedSource(Body(params, posture, sites, seed=seed, start_deg=start_deg))


PLAYERS: dict[str, type[Player]] = {
    "reach": SimulatedPlayer,
    "tempo": TempoPlayer,
    "activate": ActivatePlayer,
    "task": TaskPlayer,
    "trace": TracePlayer,
    "tandem": TandemPlayer,
    "steady": SteadyPlayer,
    "match": MatchPlayer,
    **dict.fromkeys(sorted(TESTS), TestedPlayer),
}
"""Who plays each kind."""


def player_of(level: Level, profile: Profile, seed: int, step_s: float = TICK_S) -> Player:
    """Who moves that body in play of that level, once every `step_s`."""
    return PLAYERS[level.kind](profile, level, seed, step_s)
