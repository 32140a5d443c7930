"""Joints: the angle between two sensors on neighbouring segments, against an optical laboratory or a stated angle."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.motion.batch import Readings, orientations
from game.motion.bending import FIRST_SHARE
from game.motion.joints import HingeAngle, hinge_angle
from game.motion.turns import back_rows, multiply_rows, twist_rows_rad
from tests.accuracy.kinds import Chain, Rows, Sensor
from tests.accuracy.peers import hinge_deg
from tests.accuracy.recordings import numbers, whole
from tests.accuracy.section import Cell, Section, Table, mean, rms, worst

SETTLED_S = 5.0
"""Errors are counted from then on: the heading between two sensors is learned in the first seconds."""
ZERO_S = 0.3
HEADS = ("error, °", "offset removed", "qmt: error, °", "offset removed")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring sensors, and the angle between them where that is the truth (at the distal sensor's times)."""

    name: str
    proximal: Sensor
    distal: Sensor
    angle_deg: Rows | None


def pairs(chains: Sequence[Chain]) -> Iterator[Pair]:
    """Every two neighbours of every chain, without the readings that are no numbers."""
    for chain in chains:
        sensors = [_sound(sensor) for sensor in chain.sensors]
        angle = chain.angle_deg
        if angle is not None:
            angle = angle[numbers(chain.sensors[1].readings)]
        for at in range(len(sensors) - 1):
            name = chain.name if len(sensors) == 2 else f"{chain.name}, joint {at + 1}"
            yield Pair(name, sensors[at], sensors[at + 1], angle)


def section(chains: Sequence[Chain]) -> Section:
    """A row a joint."""
    rows: list[tuple[Cell, ...]] = []
    errors: list[tuple[float, ...]] = []
    for pair in pairs(chains):
        first = 1 if pair.angle_deg is None else first_way(pair.angle_deg)
        found = hinge_angle(pair.distal.readings, pair.proximal.readings, first=first)
        truth = _truth_deg(pair, found)
        ours = errors_deg(found.t_s, found.angle_deg, np.interp(found.t_s, pair.distal.readings.t_s, truth))
        errors.append((*ours, *qmt_errors_deg(pair.proximal.readings, pair.distal.readings, truth)))
        rows.append((pair.name, *errors[-1], found.reason or ""))
    return Section(
        "The angle of a hinge between two sensors",
        "Root mean square error of the joint's angle, without magnetometer, from the fifth second on; with and without "
        "what is the same all the time (where zero lies). The axes are learned from the movement, and no sign is "
        "corrected by hand: physics decides which way round the two axes belong together. qmt: its axes after Olsson "
        "2020 with the sign as it comes, its heading correction, and VQF. Both are told which way the first movement "
        "goes, as a person who bends first shows it.",
        Table(("joint", *HEADS, "why not"), (*rows, *summed(errors))),
        (
            "Zero is the posture in which the recording begins.",
            "Do not claim a range of motion tighter than about 5°.",
        ),
    )


def summed(errors: Sequence[tuple[float, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Mean and worst of every column, as the last rows of a table."""
    columns = list(zip(*errors, strict=True)) or [()] * len(HEADS)
    return tuple((f"**{word}**", *(of(c) for c in columns), "") for word, of in (("mean", mean), ("worst", worst)))


def errors_deg(t_s: Rows, angle_deg: Rows, truth_deg: Rows) -> tuple[float, float]:
    """Root mean square from the fifth second on, as it is and with the mean taken off."""
    off = (angle_deg - truth_deg + 180.0) % 360.0 - 180.0
    off = off[(t_s >= t_s[0] + SETTLED_S) & np.isfinite(off)]
    return rms(off), rms(off - off.mean()) if off.size else math.nan


def qmt_errors_deg(proximal: Readings, distal: Readings, truth_deg: Rows) -> tuple[float, float]:
    """As `errors_deg`, of what qmt gives, told which way the first movement goes; nan without qmt. The truth stands at
    the distal sensor's times."""
    found = _qmt_deg(proximal, distal)
    if found is None:
        return math.nan, math.nan
    at_s, angle = found
    truth = np.interp(at_s, distal.t_s, truth_deg)
    return errors_deg(at_s, angle * first_way(angle) * first_way(truth), truth)


def first_way(angle_deg: Rows) -> int:
    """Which way an angle first goes, half-way at least: what a person who bends first is told."""
    known = angle_deg[np.isfinite(angle_deg)]
    since = known - known[:1]
    if not since.any():
        return 1
    moved = np.abs(since) >= FIRST_SHARE * np.abs(since).max()
    return 1 if since[np.argmax(moved)] >= 0.0 else -1


def _qmt_deg(proximal: Readings, distal: Readings) -> tuple[Rows, Rows] | None:
    """Even times, and the angle at them since the first."""
    begin, end = max(proximal.t_s[0], distal.t_s[0]), min(proximal.t_s[-1], distal.t_s[-1])
    at_s = np.arange(begin, end, float(np.median(np.diff(distal.t_s))))
    even = [
        Readings(at_s, *(_at(at_s, one.t_s, rows) for rows in (one.rate_rad_s, one.acceleration_m_s2)))
        for one in (proximal, distal)
    ]
    p, d = even
    turned = orientations(p), orientations(d)
    angle = hinge_deg(at_s, turned, (p.rate_rad_s, d.rate_rad_s), (p.acceleration_m_s2, d.acceleration_m_s2))
    return None if angle is None else (at_s, angle - float(np.median(angle[: max(1, int(ZERO_S / np.diff(at_s)[0]))])))


def _at(at_s: Rows, t_s: Rows, rows: Rows) -> Rows:
    return np.stack([np.interp(at_s, t_s, column) for column in rows.T], axis=1)


def _sound(sensor: Sensor) -> Sensor:
    optical = sensor.optical
    return Sensor(whole(sensor.readings), None if optical is None else optical[numbers(sensor.readings)])


def _truth_deg(pair: Pair, found: HingeAngle) -> Rows:
    """The true angle at the distal sensor's times, zero where ours is; nan where nobody saw."""
    zero = pair.distal.readings.t_s <= pair.distal.readings.t_s[0] + ZERO_S
    if pair.angle_deg is not None:
        return np.asarray(pair.angle_deg - _median(pair.angle_deg[zero]))
    p, d = pair.proximal.optical, pair.distal.optical
    assert p is not None and d is not None
    between = multiply_rows(back_rows(p[_nearest(pair)]), d)
    seen = np.isfinite(between).all(axis=1)
    since = multiply_rows(between, back_rows(between[np.flatnonzero(seen)[:1]]))
    since *= np.where(since[:, :1] < 0.0, -1.0, 1.0)
    axis = np.linalg.eigh(since[seen][:, 1:].T @ since[seen][:, 1:])[1][:, -1]
    axis = axis * math.copysign(1.0, float(axis @ np.array(found.proximal_axis)))
    angle = np.degrees(twist_rows_rad(since, axis))
    return np.asarray(angle - _median(angle[zero]))


def _median(angle_deg: Rows) -> float:
    known = angle_deg[np.isfinite(angle_deg)]
    return float(np.median(known)) if known.size else math.nan


def _nearest(pair: Pair) -> NDArray[np.intp]:
    t_s, wanted = pair.proximal.readings.t_s, pair.distal.readings.t_s
    after = np.clip(np.searchsorted(t_s, wanted), 1, t_s.size - 1)
    return np.asarray(after - (wanted - t_s[after - 1] < t_s[after] - wanted))
