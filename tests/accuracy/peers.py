"""Peers: other packages' answers to the same recordings, each in its own default or documented settings."""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from game.motion.orientation import ImuFusion
from tests.accuracy.kinds import Rows

Orienting = Callable[[float, Rows, Rows], Rows]
"""Rate (Hz), angular rates (rad/s) and accelerations (m/s²) in; orientations sensor → earth, z up, (n, 4), out."""
PACKAGES = ("ahrs", "imufusion", "qmt", "vqf")


def versions() -> list[str]:
    """Which of the packages are installed, with their versions; the others are said to be missing."""
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} (not installed)")
    return found


def _madgwick(rate_hz: float, gyr: Rows, acc: Rows) -> Rows:
    from ahrs.filters import Madgwick

    return np.asarray(Madgwick(gyr=gyr, acc=acc, frequency=rate_hz).Q)


def _mahony(rate_hz: float, gyr: Rows, acc: Rows) -> Rows:
    from ahrs.filters import Mahony

    return np.asarray(Mahony(gyr=gyr, acc=acc, frequency=rate_hz).Q)


def _imufusion(rate_hz: float, gyr: Rows, acc: Rows) -> Rows:
    return ImuFusion(1.0 / rate_hz).steps(gyr, acc)


def _qmt_madgwick(rate_hz: float, gyr: Rows, acc: Rows) -> Rows:
    import qmt

    return np.asarray(qmt.oriEstMadgwick(gyr, acc, params={"Ts": 1.0 / rate_hz}))


def _or_nothing(orienting: Orienting) -> Orienting:
    """A peer that is not installed, or does not run beside this NumPy, gives nothing, without a word."""

    def tried(rate_hz: float, gyr: Rows, acc: Rows) -> Rows:
        with _hushed():
            try:
                return orienting(rate_hz, gyr, acc)
            except Exception:  # noqa: BLE001 - whatever other people's code raises, ours is measured all the same
                return np.full((len(gyr), 4), math.nan)

    return tried


ORIENTATIONS: dict[str, Orienting] = {
    "Madgwick (ahrs)": _or_nothing(_madgwick),
    "Mahony (ahrs)": _or_nothing(_mahony),
    "x-io (imufusion)": _or_nothing(_imufusion),
    "Madgwick (qmt)": _or_nothing(_qmt_madgwick),
}


def hinge_deg(t_s: Rows, turned: tuple[Rows, Rows], gyr: tuple[Rows, Rows], acc: tuple[Rows, Rows]) -> Rows | None:
    """The angle of a hinge as qmt gives it: axes after Olsson 2020 with the sign as it comes, heading correction for
    one axis, twist about it since the first sample; proximal first, all at the same even moments. None without qmt."""
    with _hushed():
        try:
            return _hinge_deg(t_s, turned, gyr, acc)
        except Exception:  # noqa: BLE001 - as above
            return None


def _hinge_deg(t_s: Rows, turned: tuple[Rows, Rows], gyr: tuple[Rows, Rows], acc: tuple[Rows, Rows]) -> Rows:
    import qmt

    found: Any = qmt.jointAxisEstHingeOlsson(acc[0], acc[1], gyr[0], gyr[1])
    axes = [np.asarray(axis, dtype=np.float64).ravel() for axis in found[:2]]
    lined = [qmt.qmult(q, _onto_x(axis)) for q, axis in zip(turned, axes, strict=True)]
    rates = [qmt.rotate(qmt.qinv(_onto_x(axis)), rate) for rate, axis in zip(gyr, axes, strict=True)]
    settings = {"constraint": "1d_corr"}  # to a thousandth of a degree what its default gives, in a quarter of the time
    corrected = qmt.headingCorrection(*rates, *lined, t_s, np.array([1.0, 0.0, 0.0]), {}, settings)[0]
    between = qmt.qmult(qmt.qinv(lined[0]), corrected)
    angle = np.unwrap(2.0 * np.arctan2(between[:, 1], between[:, 0]))
    return np.asarray(np.degrees(angle))


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """What peers print and warn of is not ours to say."""
    nowhere = io.StringIO()
    with contextlib.redirect_stderr(nowhere), contextlib.redirect_stdout(nowhere), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _onto_x(axis: Rows) -> Rows:
    """The turn that carries x onto the axis."""
    w, rest = 1.0 + axis[0], np.cross([1.0, 0.0, 0.0], axis)
    turn = np.array([w, *rest]) if w > 1e-9 else np.array([0.0, 0.0, 1.0, 0.0])
    return np.asarray(turn / np.linalg.norm(turn))
