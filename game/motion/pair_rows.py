"""Pair by the row: what `Pair` gives sample by sample, for a recording, in the same numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.motion.heading import Heading
from game.motion.orientation import GAP_S, Numbers, Rows
from game.motion.pair import CARRY_S
from game.motion.turns import (
    about_up_rows,
    back_rows,
    multiply_rows,
    rotated_rows,
    slerp_rows,
    turn_of_rows,
    twist_rows_rad,
)
from input_devices import Quaternion, Vector


@dataclass(frozen=True, slots=True)
class TurnedRows:
    """One sensor of a recording, where its orientation is known."""

    t_s: Numbers
    q: Rows
    """(n, 4), sensor → its earth, heading arbitrary."""
    rate_rad_s: Rows


@dataclass(frozen=True, slots=True)
class Matched:
    """The proximal sensor carried to every sample of the distal one."""

    q: Rows
    known: npt.NDArray[np.bool_]
    """False where nobody knows how it was turned then."""
    lost_s: Rows
    """When one of the two began anew after a longer gap."""


def match(proximal: TurnedRows, distal: TurnedRows) -> Matched:
    """Carry the proximal sensor to the distal one's times: by its gyroscope for a sample or so, evenly through a gap
    of up to 0.25 s, and not at all through a longer one."""
    last = np.searchsorted(proximal.t_s, distal.t_s, side="right") - 1
    after = np.minimum(last + 1, len(proximal.t_s) - 1)
    heard = last >= 0
    last = np.maximum(last, 0)
    dt_s = distal.t_s - proximal.t_s[last]
    gap_s = proximal.t_s[after] - proximal.t_s[last]
    carried = dt_s <= CARRY_S
    bridged = ~carried & (after > last) & (gap_s <= GAP_S)
    before = np.maximum(last - 1, 0)
    since_s = proximal.t_s[last] - proximal.t_s[before]
    steady = (since_s <= 0.0) | (since_s > GAP_S)
    ahead = np.where(steady, 0.0, 0.5 * dt_s / np.where(steady, 1.0, since_s))
    rate = proximal.rate_rad_s[last]
    rate = rate + ahead[:, None] * (rate - proximal.rate_rad_s[before])
    on = multiply_rows(proximal.q[last], turn_of_rows(rate, dt_s))
    share = np.where(bridged, dt_s / np.where(gap_s > 0.0, gap_s, 1.0), 0.0)
    through = slerp_rows(proximal.q[last], proximal.q[after], share)
    lost = [sensor.t_s[1:][np.diff(sensor.t_s) > GAP_S] for sensor in (proximal, distal)]
    return Matched(np.where(carried[:, None], on, through), heard & (carried | bridged), np.sort(np.concatenate(lost)))


def headings_rad(
    matched: Matched, proximal_axis: Vector, distal_axis: Vector, distal: TurnedRows, heading: Heading | None = None
) -> Rows:
    """The heading offset in force at each sample of the distal sensor, nan before there is one; by `Heading` itself, at
    the few moments that it asks for."""
    heading = Heading() if heading is None else heading
    found = np.full(len(distal.t_s), math.nan)
    a = rotated_rows(matched.q, np.array(proximal_axis))
    b = rotated_rows(distal.q, np.array(distal_axis))
    lost = [*np.searchsorted(distal.t_s, matched.lost_s).tolist(), len(found)]
    index = 0
    while index < len(found):
        while lost[0] <= index and lost[0] < len(found):
            heading.restart()
            lost.pop(0)
        if matched.known[index]:
            heading.feed(float(distal.t_s[index]), a[index].tolist(), b[index].tolist())
            later = int(np.searchsorted(distal.t_s, heading.due_s))
        else:
            later = index + 1
        later = max(index + 1, min(later, lost[0]))
        found[index:later] = heading.rad
        index = later
    return np.where(matched.known, found, math.nan)


def hinge_angles_deg(
    matched: Matched, heading_rad: Numbers, distal_axis: Vector, distal: TurnedRows, zero: Quaternion
) -> Rows:
    """The angle at every sample of the distal sensor; `zero`: the turn from its axes to the proximal one's at zero."""
    between = multiply_rows(back_rows(matched.q), multiply_rows(about_up_rows(heading_rad), distal.q))
    unzero = np.array((zero[0], -zero[1], -zero[2], -zero[3]))
    return np.degrees(twist_rows_rad(multiply_rows(unzero, between), np.array(distal_axis)))
