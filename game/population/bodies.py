"""Bodies: the simulated body set up for a movement, moved by keys or by a simulated player."""

from __future__ import annotations

import numpy as np

from game.motion.movement import Formula, Movement
from game.population.player import SimulatedPlayer
from game.population.profile import Profile
from input_devices import Body, BodyParams, KeyboardSource, Pull, SimulatedSource, Tremor

_TREMOR_HZ = 5.0


def joint_of(row: Movement, side: str) -> str:
    """The body's joint that makes the movement."""
    return f"{side}_{row.joint}" if row.sided else row.joint


def start_deg(row: Movement, side: str) -> dict[str, float]:
    """Where joints are in the movement's neutral pose, where that is not zero."""
    return {f"{side}_elbow_flexion": 90.0} if row.simplest.formula is Formula.ROLL else {}


def keyboard_source(row: Movement, side: str, sites: tuple[str, ...], posture: str, seed: int) -> KeyboardSource:
    """A body that the four actions up, down, left and right move."""
    lowest_deg, highest_deg = row.safe_deg
    if row.sided:
        joint = joint_of(row, side)
        pulls = {"up": Pull(joint, highest_deg), "down": Pull(joint, lowest_deg)}
    else:
        pulls = {
            "up": Pull("trunk_forward", highest_deg),
            "down": Pull("trunk_forward", -min(25.0, highest_deg)),
            "right": Pull("trunk_right", min(25.0, highest_deg)),
            "left": Pull("trunk_right", -min(25.0, highest_deg)),
        }
    return KeyboardSource(Body(BodyParams(), posture, sites, seed=seed, start_deg=start_deg(row, side)), pulls)


def simulated_source(
    row: Movement, side: str, sites: tuple[str, ...], posture: str, profile: Profile, seed: int
) -> SimulatedSource:
    """A body with the sensors of a simulated person; their player moves it."""
    bias = np.random.default_rng((seed, 1)).normal(0.0, profile.gyro_bias_deg_s, 3).tolist()
    tremors = {}
    if profile.tremor_deg > 0.0:
        tremors[joint_of(row, side)] = Tremor(profile.tremor_deg, _TREMOR_HZ)
    params = BodyParams(
        gyro_noise_deg_s=profile.gyro_noise_deg_s,
        acceleration_noise_m_s2=profile.acc_noise_m_s2,
        gyro_bias_deg_s=(bias[0], bias[1], bias[2]),
        tremors=tremors,
        dropouts_per_min=profile.dropouts_per_min,
    )
    return SimulatedSource(Body(params, posture, sites, seed=seed, start_deg=start_deg(row, side)))


def player_of(row: Movement, profile: Profile, seed: int) -> SimulatedPlayer:
    """Who moves that body."""
    return SimulatedPlayer(profile, row, seed)
