"""Repetitions: how many movements play counts of those that were made, beside plain peak finding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.round import Command, Do, Round, RoundSetup
from input_devices import Sample, stored
from tests.accuracy.kinds import Exercise, Rows
from tests.accuracy.recordings import G_M_S2, whole
from tests.accuracy.section import Cell, Section, Table

SITE, STILL_S, WITHIN = "right_forearm", 4.0, 1
LEVEL = """\
format: 1
id: shoulder_abduction_reach_2
title: Any movement
about: Every movement counts, whatever is asked for.
serves: Counting.
goal: range
movement: shoulder_abduction
suits: Anybody.
excludes: [recent_surgery]
exercise: {kind: reach, targets_deg: [30, 50, 70], tolerance_deg: 8}
dose: {repetitions: 200, minutes: 20, source: A choice.}
"""


def section(recordings: Sequence[Exercise]) -> Section:
    """A row a recording."""
    rows: list[tuple[Cell, ...]] = []
    counted, asked_for = [one for one in recordings if not one.nominal], [one for one in recordings if one.nominal]
    for word, those in (("counted", counted), ("asked for", asked_for)):
        counts = [(played(one), peaks(one)) for one in those]
        rows += [(one.name, f"{one.count} {word}", *count) for one, count in zip(those, counts, strict=True)]
        if those:
            rows.append((f"**within ±{WITHIN} of those {word}**", len(those), *_shares(those, counts)))
    return Section(
        "Repetitions",
        "Movements counted by a whole round of play, sample by sample as they come (`repetitions.attempted`), against "
        "how many were made. Each recording begins in the movement, so its first reading is held still for "
        f"{STILL_S:g} s before. Peaks: a recording's acceleration smoothed to 1 Hz, its first principal component, "
        "peaks more prominent than its standard deviation; that looks at the whole recording at once.",
        Table(("recording", "made", "Moveagain", "peaks"), tuple(rows)),
        (
            "Where a number was only asked for, nobody counted: a person may have made one more or less.",
            "The level asks for a raised arm, whatever was done: what counts is every movement of the body.",
        ),
    )


def _shares(those: Sequence[Exercise], counts: Sequence[tuple[int, int]]) -> tuple[Cell, ...]:
    right = [
        sum(abs(count[at] - one.count) <= WITHIN for one, count in zip(those, counts, strict=True)) for at in (0, 1)
    ]
    return tuple(f"{100.0 * part / len(those):.0f} %" for part in right)


def played(one: Exercise) -> int:
    """What play counts, from the end of the neutral pose to the last sample."""
    setup = RoundSetup(LEVEL, "right", (SITE,), mode="tryout", silence_end_s=10.0)
    round_, waiting = Round(setup), _samples(one)
    waiting.reverse()
    while not round_.over:
        due = []
        while waiting and waiting[-1].t_s <= round_.ticks / 60.0:
            due.append(waiting.pop())
        round_.tick(due, [Command(Do.ANSWER, 0.0, "pain_before")] if round_.ticks == 0 else [])
    return round_.outcome().repetitions["attempted"]


def peaks(one: Exercise) -> int:
    """What plain peak finding counts."""
    from scipy.signal import butter, find_peaks, sosfiltfilt

    readings = whole(one.readings)
    rate_hz = (readings.t_s.size - 1) / float(np.ptp(readings.t_s))
    smooth = sosfiltfilt(butter(2, 1.0, fs=rate_hz, output="sos"), readings.acceleration_m_s2, axis=0)
    smooth -= smooth.mean(axis=0)
    way: Rows = smooth @ np.linalg.svd(smooth, full_matrices=False)[2][0]
    found, _ = find_peaks(way, prominence=float(way.std()), distance=max(1, round(rate_hz)))
    return len(found)


def _samples(one: Exercise) -> list[Sample]:
    """As they come: after the stillness, in single precision as they are stored."""
    readings = whole(one.readings)
    steps = np.diff(readings.t_s)
    still_s = np.arange(-STILL_S, -0.5 * steps[0], float(np.median(steps)))
    t_s = np.concatenate([still_s, readings.t_s - readings.t_s[0]]) + STILL_S
    first = readings.acceleration_m_s2[0] * G_M_S2 / max(1e-9, float(np.linalg.norm(readings.acceleration_m_s2[0])))
    rates = np.vstack([np.zeros((still_s.size, 3)), readings.rate_rad_s])
    felt = np.vstack([np.repeat(first[None], still_s.size, axis=0), readings.acceleration_m_s2])
    rows = zip(t_s.tolist(), rates.tolist(), felt.tolist(), strict=True)
    return [stored(Sample(SITE, at, (p, q, r), (x, y, z))) for at, (p, q, r), (x, y, z) in rows]
