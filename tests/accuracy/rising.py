"""Rising: sit to stand by one accelerometer on the lower back, against a reference's starts and ends."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from game.measures import sit_to_stands
from tests.accuracy.kinds import Rising, Rows
from tests.accuracy.section import Cell, Section, Table, mean, worst

WITHIN_S = 0.2


def section(recordings: Sequence[Rising]) -> Section:
    """A row a recording."""
    rows: list[tuple[Cell, ...]] = []
    for one in recordings:
        rate_hz = 1.0 / float(np.median(np.diff(one.t_s)))
        found = sit_to_stands(one.acceleration_m_s2, rate_hz)
        starts, ends = (np.atleast_1d(np.asarray(found[name].value, dtype=np.float64)) for name in ("start_s", "end_s"))
        off = [_off_s(one.t_s[0] + times, true) for times, true in ((starts, one.starts_s), (ends, one.ends_s))]
        within = sum(a <= WITHIN_S and b <= WITHIN_S for a, b in zip(*off, strict=True))
        seen = 0 if found["n_transitions"].reason else round(float(found["n_transitions"].value))
        numbers = [sum_up(part) for part in off for sum_up in (mean, worst)]
        rows.append((one.name, one.starts_s.size, seen, within, *numbers))
    heads = ("start off, s", "worst", "end off, s", "worst")
    return Section(
        "Standing up from a chair",
        "When each rise begins and ends, from one accelerometer on the lower back, against the recording's reference "
        f"(scikit-digital-health's own result). *Within*: start and end both within {WITHIN_S:g} s.",
        Table(("recording", "rises", "seen", "within", *heads), tuple(rows)),
        ("The reference is another program, not a camera; half a second of stillness before each rise is needed.",),
    )


def _off_s(found_s: Rows, true_s: Rows) -> list[float]:
    """How far the nearest of what was found is from each true time."""
    known = found_s[np.isfinite(found_s)]
    return [float(np.abs(known - true).min()) if known.size else math.nan for true in true_s]
