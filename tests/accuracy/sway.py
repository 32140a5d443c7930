"""Sway: measures of people who stand on a force plate, against their authors' own way to them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from game.measures import sway
from tests.accuracy.kinds import Rows, Standing
from tests.accuracy.section import Cell, Section, Table, worst


def section(recordings: Sequence[Standing]) -> Section:
    """A row a trial: our number, and how far it is from the authors'."""
    rows: list[tuple[Cell, ...]] = []
    off: list[list[float]] = [[], []]
    for one in recordings:
        measured = sway(one.cop_cm[:, 0], one.cop_cm[:, 1], one.rate_hz, unit="cm")
        theirs = authors(one.cop_cm, one.rate_hz)
        cells: list[Cell] = [one.name]
        for at, name in enumerate(("mvelo", "area_ellipse_pred")):
            value = float(measured[name].value)
            off[at].append(100.0 * abs(value / theirs[at] - 1.0))
            cells += [value, theirs[at], f"{off[at][-1]:.4f}"]
        rows.append(tuple(cells))
    rows.append(("**worst**", math.nan, math.nan, f"{worst(off[0]):.4f}", math.nan, math.nan, f"{worst(off[1]):.4f}"))
    return Section(
        "Sway of people who stand",
        "Path a second and the area of the 95 % prediction ellipse of the centre of pressure, against the way that the "
        "recordings' authors publish for both (singular values of the sample covariance, and Fisher's F from SciPy).",
        Table(("trial", "cm/s", "theirs", "off, %", "cm²", "theirs", "off, %"), tuple(rows)),
        (
            "This shows that the formulas are the same. A sensor on the trunk sees angles or accelerations, not the "
            "centre of pressure: its numbers must not be compared with these, nor with norms of force plates.",
        ),
    )


def authors(cop_cm: Rows, rate_hz: float) -> tuple[float, float]:
    """Path a second (cm/s) and area (cm²), as Santos and Duarte 2016 compute them."""
    from scipy.stats import f

    count = len(cop_cm)
    path = float(np.linalg.norm(np.diff(cop_cm, axis=0), axis=1).sum())
    singular = np.linalg.svd(np.cov(cop_cm, rowvar=False), compute_uv=False)
    reach = f.ppf(0.95, 2, count - 2) * (count - 1) * 2 * (count + 1) / count / (count - 2)
    return path / (count / rate_hz), float(math.pi * reach * math.sqrt(float(singular.prod())))
