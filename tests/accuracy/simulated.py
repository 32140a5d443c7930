"""Simulated joints: bodies by their own mechanics, worn with cheap sensors whose packets get lost, as joints are."""

from __future__ import annotations

import numpy as np

from game.motion.joints import hinge_angle
from tests.accuracy.joints import HEADS, errors_deg, first_way, qmt_errors_deg, summed
from tests.accuracy.section import Cell, Section, Table
from tests.game.motion.bodies import EXERCISES, Jointed, knee, pendulum, swing

PENDULUMS = 3
STILL_S = (1.0, 3.0)
"""Both are held still for three seconds first."""


def section() -> Section:
    """A row a joint: both joints of some pendulums, and a knee in flesh through each exercise."""
    rng = np.random.default_rng(2024)
    swung = swing(PENDULUMS, rng)
    bodies = {
        f"pendulum {which + 1}, joint {joint + 1}": pendulum(swung, which, joint, rng)
        for which in range(PENDULUMS)
        for joint in (0, 1)
    }
    rows: list[tuple[Cell, ...]] = []
    rows += _table(bodies)
    rows += _table({f"knee: {name}": knee(moves, rng) for name, moves in EXERCISES.items()})
    return Section(
        "Simulated joints",
        "The same code on **simulated** bodies, because no recording of two sensors with optical truth can be shipped: "
        "three-link pendulums by their Lagrangian, and a knee that is not quite a hinge in flesh that gives by 5–8°, "
        "its sensors strapped on anyhow, with a cheap chip's noise and bias, one packet in a hundred lost and bursts "
        "of up to a quarter of a second. Axes are learned from the movement; no sign is corrected by hand.",
        Table(("joint", *HEADS, "why not"), tuple(rows)),
        ("It is a simulation: it shows that the code does what it should, not what a real knee's flesh does.",),
    )


def _table(bodies: dict[str, Jointed]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    errors: list[tuple[float, ...]] = []
    for name, body in bodies.items():
        way = first_way(body.angle_deg)
        found = hinge_angle(body.distal, body.proximal, neutral_s=STILL_S, first=way)
        ours = errors_deg(found.t_s, found.angle_deg, body.truth_deg(found.t_s) - body.angle_deg[0])
        truth = body.truth_deg(body.distal.t_s) - body.angle_deg[0]
        theirs = qmt_errors_deg(body.proximal, body.distal, truth)
        errors.append((*ours, *theirs))
        rows.append((name, *errors[-1], found.reason or ""))
    return [*rows, *summed(errors)]
