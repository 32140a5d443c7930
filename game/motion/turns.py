"""Quaternions by the row, (n, 4), w,x,y,z: the same arithmetic as `rotation`, for recordings."""

from __future__ import annotations

import numpy as np

from game.motion.orientation import Rows
from game.motion.rotation import back, multiply, rotated


def multiply_rows(a: Rows, b: Rows) -> Rows:
    """The turns `b` followed by the turns `a`."""
    return np.asarray(np.stack(multiply(_four(a), _four(b)), axis=-1))


def back_rows(q: Rows) -> Rows:
    """The turns that undo them."""
    return np.stack(back(_four(q)), axis=-1)


def rotated_rows(q: Rows, v: Rows) -> Rows:
    """The vectors turned."""
    x, y, z = np.moveaxis(np.asarray(v, dtype=float), -1, 0)
    return np.stack(np.broadcast_arrays(*rotated(_four(q), (x, y, z))), axis=-1)


def _four(q: Rows) -> tuple[Rows, Rows, Rows, Rows]:
    w, x, y, z = np.moveaxis(np.asarray(q, dtype=float), -1, 0)
    return w, x, y, z


def turn_of_rows(rate_rad_s: Rows, dt_s: Rows) -> Rows:
    """The turns that steady rates make in those times."""
    speed = np.linalg.norm(rate_rad_s, axis=-1)
    half = 0.5 * speed * dt_s
    share = np.where(speed > 0.0, np.sin(half) / np.where(speed > 0.0, speed, 1.0), 0.0)
    return np.concatenate((np.cos(half)[..., None], share[..., None] * rate_rad_s), axis=-1)


def slerp_rows(a: Rows, b: Rows, share: Rows) -> Rows:
    """The orientations at those shares of the even turns from `a` to `b`, the short way round."""
    between = multiply_rows(back_rows(a), b)
    between = np.where(between[..., :1] < 0.0, -between, between)
    sine = np.linalg.norm(between[..., 1:], axis=-1)
    half = np.arctan2(sine, between[..., 0]) * share
    part = np.where(sine > 0.0, np.sin(half) / np.where(sine > 0.0, sine, 1.0), 0.0)
    return multiply_rows(a, np.concatenate((np.cos(half)[..., None], part[..., None] * between[..., 1:]), axis=-1))


def about_up_rows(angle_rad: Rows) -> Rows:
    """Turns about the earth's z axis."""
    none = np.zeros_like(angle_rad)
    return np.stack((np.cos(angle_rad / 2.0), none, none, np.sin(angle_rad / 2.0)), axis=-1)


def wrapped_rows_rad(angle_rad: Rows) -> Rows:
    """The same angles within −π…π."""
    return np.asarray(angle_rad - 2.0 * np.pi * np.round(np.asarray(angle_rad) / (2.0 * np.pi)))


def twist_rows_rad(q: Rows, axis: Rows) -> Rows:
    """The part of turns about a unit axis by swing–twist, −π…π; nan where the swing is a half turn."""
    q = np.asarray(q, dtype=float)
    along = q[..., 1:] @ np.asarray(axis, dtype=float)
    told = np.hypot(q[..., 0], along) >= 1e-9
    return np.where(told, wrapped_rows_rad(2.0 * np.arctan2(along, q[..., 0])), np.nan)
