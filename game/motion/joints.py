"""Joints of recordings: one call from what two sensors said to the angle of the hinge between them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from game.motion.batch import Readings, orientations, ups
from game.motion.bending import ALIKE_COS, FIRST_SHARE
from game.motion.calibration import AxisFrom
from game.motion.felt import EVEN_HZ, Felt, evenly
from game.motion.hinge_axes import fit_axes
from game.motion.hinge_sign import SignEvidence, sign_evidence
from game.motion.orientation import Rows
from game.motion.pair import hinge_zero
from game.motion.pair_rows import TurnedRows, headings_rad, hinge_angles_deg, match
from input_devices import Vector

_ZERO_S = 0.3
_STAYS_DEG = 2.0
"""A limb that never turns farther about the axis changes no angle, whichever way round its axis is: a choice, below
what is claimed of any angle."""


@dataclass(frozen=True, slots=True)
class HingeAngle:
    """The angle of one joint through a recording, and how it was got."""

    t_s: Rows
    """The times of the distal sensor."""
    angle_deg: Rows
    """Since the neutral span; nan where it cannot be had."""
    proximal_axis: Vector
    distal_axis: Vector
    """The joint's axis in each sensor's own axes: a positive angle turns the distal limb about it by the right hand."""
    got: AxisFrom
    residual: float = math.nan
    """What a fit of the axes left unexplained, as a share of the turning."""
    sign: SignEvidence | None = None
    """What physics says of the two axes as they are paired; None where that was not asked."""
    reason: str | None = None
    """Why there is no angle, in plain words."""


def hinge_angle(
    distal: Readings,
    proximal: Readings,
    *,
    neutral_s: tuple[float, float] | None = None,
    axes: tuple[Vector, Vector] | None = None,
    near: tuple[Vector, Vector] | None = None,
    first: int = 1,
) -> HingeAngle:
    """The angle (deg) of the hinge between two sensors, without a compass. Each sensor's readings are in its own axes,
    +9.81 m/s² upward at rest; the two need not be read at the same moments, nor evenly.

    `neutral_s`: from when to when (s) the joint was held still at zero; without one the recording begins at zero.
    `axes`: the joint's axis in the axes of the proximal and the distal sensor, from a calibration; then nothing is
    estimated but the heading, and the angle is what a tracker with that calibration shows. Without, the axes are fitted
    to the movement itself, whatever that is. `near`: where the axes are by how the sensors are worn, which then decides
    all signs, and stands in for a fit that is refused. Without, physics decides how the two axes are paired, or the
    angle is nan with the reason; and `first` says which way the first movement goes: 1 positive, -1 negative.
    """
    turned = _turned(proximal), _turned(distal)
    if min(len(sensor.t_s) for sensor in turned) < 2:
        return _none(distal.t_s, "a sensor said too little")
    found = _axes(turned, (proximal, distal), neutral_s, axes, near)
    if found.reason is not None:
        return replace(found, t_s=turned[1].t_s, angle_deg=np.full(len(turned[1].t_s), math.nan))
    found = _measured(found, turned, neutral_s)
    if axes is None and near is None and found.reason is None:
        found = _first_way(found, neutral_s, first)
    return found


def _turned(said: Readings) -> TurnedRows:
    q = orientations(said)
    known = np.isfinite(q[:, 0])
    return TurnedRows(said.t_s[known], q[known], said.rate_rad_s[known])


def _none(t_s: Rows, reason: str) -> HingeAngle:
    nowhere = (math.nan, math.nan, math.nan)
    return HingeAngle(t_s, np.full(len(t_s), math.nan), nowhere, nowhere, AxisFrom.FIT, reason=reason)


def _axes(
    turned: tuple[TurnedRows, TurnedRows],
    said: tuple[Readings, Readings],
    neutral_s: tuple[float, float] | None,
    axes: tuple[Vector, Vector] | None,
    near: tuple[Vector, Vector] | None,
) -> HingeAngle:
    """The axes with their signs, in a result that has no angle yet."""
    nothing: Rows = np.empty(0)
    proximal_said, distal_said = said
    if axes is not None:
        return HingeAngle(nothing, nothing, axes[0], axes[1], AxisFrom.GIVEN)
    one, two = evenly(turned, said, (_bias(proximal_said, neutral_s), _bias(distal_said, neutral_s)))
    if len(one.up) < EVEN_HZ:
        return _none(nothing, "the two sensors were hardly heard at the same time")
    fit = fit_axes(one.rate_rad_s, two.rate_rad_s, one.up, two.up, 1.0 / EVEN_HZ)
    if near is not None:
        pair = [_turned_to(fitted, by) for fitted, by in zip((fit.proximal, fit.distal), near, strict=True)]
        if fit.refused is not None or any(found is None for found in pair):
            return HingeAngle(nothing, nothing, near[0], near[1], AxisFrom.MOUNT, fit.residual)
        one_axis, two_axis = (_vector(found) for found in pair if found is not None)
        return HingeAngle(nothing, nothing, one_axis, two_axis, AxisFrom.FIT, fit.residual)
    sign = sign_evidence(one, two, (fit.proximal, fit.distal), len(one.up) / EVEN_HZ)
    distal = fit.distal if sign.log_odds >= 0.0 else -fit.distal
    if sign.log_odds < 0.0:
        sign = sign_evidence(one, two, (fit.proximal, distal), len(one.up) / EVEN_HZ)
    reason = fit.refused
    if reason is None and not sign.decided and _moves(one, fit.proximal) and _moves(two, distal):
        reason = "which way round the two axes belong together cannot be told: bend first, or say how they are worn"
    proximal_axis, distal_axis = _vector(fit.proximal), _vector(distal)
    return HingeAngle(nothing, nothing, proximal_axis, distal_axis, AxisFrom.FIT, fit.residual, sign, reason)


def _measured(
    found: HingeAngle, turned: tuple[TurnedRows, TurnedRows], neutral_s: tuple[float, float] | None
) -> HingeAngle:
    proximal, distal = turned
    above = [_neutral_up(sensor, neutral_s) for sensor in turned]
    zero = hinge_zero(found.proximal_axis, found.distal_axis, above[0], above[1])
    none = np.full(len(distal.t_s), math.nan)
    if zero is None:
        return replace(found, t_s=distal.t_s, angle_deg=none, reason="the joint's axis stands upright at zero")
    matched = match(proximal, distal)
    heading_rad = headings_rad(matched, found.proximal_axis, found.distal_axis, distal)
    angle_deg = hinge_angles_deg(matched, heading_rad, found.distal_axis, distal, zero)
    return replace(found, t_s=distal.t_s, angle_deg=angle_deg)


def _first_way(found: HingeAngle, neutral_s: tuple[float, float] | None, first: int) -> HingeAngle:
    """The whole turned round where the first movement went the other way than was said."""
    angle = np.where(np.isnan(found.angle_deg), 0.0, found.angle_deg)
    if neutral_s is not None:
        angle = np.where(found.t_s >= neutral_s[1], angle, 0.0)
    moved = np.abs(angle) >= FIRST_SHARE * np.abs(angle).max(initial=0.0)
    if not moved.any() or angle[np.argmax(moved)] * first >= 0.0:
        return found
    a, b = found.proximal_axis, found.distal_axis
    return replace(
        found,
        angle_deg=-found.angle_deg,
        proximal_axis=(-a[0], -a[1], -a[2]),
        distal_axis=(-b[0], -b[1], -b[2]),
    )


def _neutral_up(sensor: TurnedRows, neutral_s: tuple[float, float] | None) -> Vector:
    begin, end = (sensor.t_s[0], sensor.t_s[0] + _ZERO_S) if neutral_s is None else neutral_s
    within = (sensor.t_s >= begin) & (sensor.t_s <= end)
    return _vector(ups(sensor.q[within] if within.any() else sensor.q[:1]).mean(axis=0))


def _bias(said: Readings, neutral_s: tuple[float, float] | None) -> Rows:
    """What a gyroscope says where the joint is held still; nothing where nobody says when that is."""
    still = np.zeros(len(said.t_s), dtype=bool)
    if neutral_s is not None:
        still = (said.t_s >= neutral_s[0]) & (said.t_s <= neutral_s[1])
    return np.asarray(said.rate_rad_s[still].mean(axis=0)) if still.any() else np.zeros(3)


def _moves(sensor: Felt, axis: Rows) -> bool:
    """The limb turns about the axis, against gravity, so far that the axis's sign matters."""
    across = sensor.up - (sensor.up @ axis)[:, None] * axis
    start = across[0] / max(float(np.linalg.norm(across[0])), 1e-9)
    turned = np.arctan2(across @ np.cross(axis, start), across @ start)
    return bool(np.degrees(np.abs(turned)).max() > _STAYS_DEG)


def _turned_to(axis: Rows, by: Vector) -> Rows | None:
    """The axis with the sign that it has by how the sensor is worn; None where the two are too far apart."""
    along = float(axis @ np.array(by))
    return None if abs(along) < ALIKE_COS else axis * math.copysign(1.0, along)


def _vector(row: Rows) -> Vector:
    x, y, z = (row / np.linalg.norm(row)).tolist()
    return (x, y, z)
