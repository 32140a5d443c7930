"""Orientation: one sensor against an optical laboratory: how far up is off, and how far the heading drifts."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from game.motion.orientation import Orientation
from game.motion.rotation import up_in_sensor
from input_devices import Sample
from tests.accuracy.kinds import OneSensor, Rows
from tests.accuracy.peers import ORIENTATIONS, Orienting
from tests.accuracy.section import Cell, Section, Table, mean, rms, worst

MOTION_S = 60.0
STEADY_S = 0.5
"""A heading is the median over so long, at the first and at the last of the motion looked at."""
OURS = "Moveagain"


def section(recordings: Sequence[OneSensor]) -> Section:
    """A row a recording, a pair of columns a filter."""
    filters: dict[str, Orienting] = {OURS: streamed, **ORIENTATIONS}
    found_by = {name: [errors(one, orienting) for one in recordings] for name, orienting in filters.items()}
    rows: list[tuple[Cell, ...]] = []
    for at, one in enumerate(recordings):
        numbers = [number for found in found_by.values() for number in found[at]]
        rows.append((one.name, float(one.movement.sum() / _rate_hz(one)), *numbers))
    for word, sum_up in (("mean", mean), ("worst", worst)):
        summed = [sum_up([pair[k] for pair in found]) for found in found_by.values() for k in (0, 1)]
        rows.append((f"**{word}**", math.nan, *summed))
    heads = [head for name in filters for head in (f"{name}: up, °", "drift, °")]
    return Section(
        "Where up is, and how far headings drift",
        "The orientation of one sensor, sample by sample as in play, against optical motion capture. *Up*: root mean "
        "square of the angle between up by the filter and by the cameras, over the samples in motion. *Drift*: how far "
        f"the heading has turned away from the cameras' in the first {MOTION_S:g} s of motion. Gyroscope and "
        "accelerometer only.",
        Table(("recording", "motion, s", *heads), tuple(rows)),
        (
            "Nothing is tuned: the filter is VQF (Laidig and Seel 2023) with its authors' own defaults.",
            "A recording shorter than a minute of motion shows the drift of what there is.",
            "The filter needs about 95 samples a second; at 48 its error doubles.",
        ),
    )


def streamed(rate_hz: float, gyr: Rows, acc: Rows) -> Rows:
    """By the code that plays, sample by sample; rows (w, x, y, z)."""
    orientation, turned = Orientation(), np.full((len(gyr), 4), np.nan)
    rows = zip(gyr.tolist(), acc.tolist(), strict=True)
    for at, ((p, q, r), (x, y, z)) in enumerate(rows):
        orientation.feed(Sample("right_forearm", at / rate_hz, (p, q, r), (x, y, z)))
        turned[at] = orientation.turned or (math.nan,) * 4
    return turned


def inclination_deg(turned: Rows, truth: Rows) -> Rows:
    """The angle between where both say that up is."""
    ours, true = (np.stack(up_in_sensor((q[:, 0], q[:, 1], q[:, 2], q[:, 3])), axis=1) for q in (turned, truth))
    across = np.linalg.norm(np.cross(ours, true), axis=1)
    return np.asarray(np.degrees(np.arctan2(across, (ours * true).sum(axis=1))))


def headings_deg(turned: Rows, truth: Rows) -> Rows:
    """The turn about up between the two earths."""
    aw, ax, ay, az = turned.T
    bw, bx, by, bz = (truth * [1.0, -1.0, -1.0, -1.0]).T
    up, whole = aw * bz + ax * by - ay * bx + az * bw, aw * bw - ax * bx - ay * by - az * bz
    return np.asarray(np.degrees(2.0 * np.arctan2(up, whole)))


def errors(one: OneSensor, orienting: Orienting) -> tuple[float, float]:
    """How far up is off, and how far the heading drifts, deg."""
    readings, truth = one.sensor.readings, one.sensor.optical
    assert truth is not None
    rate_hz = _rate_hz(one)
    turned = orienting(rate_hz, readings.rate_rad_s, readings.acceleration_m_s2)
    up_deg = rms(inclination_deg(turned, truth)[one.movement])
    heading = headings_deg(turned, truth)[one.movement]
    heading = heading[np.isfinite(heading)][: round(MOTION_S * rate_hz)]
    if heading.size < 2:
        return up_deg, math.nan
    heading, steady = np.degrees(np.unwrap(np.radians(heading))), max(1, round(STEADY_S * rate_hz))
    return up_deg, abs(float(np.median(heading[-steady:]) - np.median(heading[:steady])))


def _rate_hz(one: OneSensor) -> float:
    t_s = one.sensor.readings.t_s
    return (t_s.size - 1) / float(t_s[-1] - t_s[0])
