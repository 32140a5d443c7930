"""Progress on the tour: its leaves, for weeks in which something grew, and for somebody who has not begun."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

from game.coaching.followed import TELLING, Alike, Followed, followed
from game.coaching.history import Past
from game.coaching.report import Done, ProgressReport, progress_report
from game.screens.progress import ProgressScreen

_NOW = datetime(2031, 3, 14, 12, 0, tzinfo=timezone(timedelta(hours=1)))
_RANGE_DEG = (70.0, 80.0, 81.0, 79.0, 84.0, 88.0, 93.0, 95.0, 96.0, 97.0)
_SWAY_DEG_S = (0.9, 0.7, 0.8, 0.7, 0.8)
_MINUTES = (6.0, 9.0, 12.0, 8.0, 11.0)


def _series(kind: str, movement: str, side: str, values: tuple[float, ...], unit: str, sem: float) -> Followed:
    """A number every other day."""
    telling = TELLING[kind]
    days = [_NOW - timedelta(days=2 * (len(values) - 1 - place), hours=2) for place in range(len(values))]
    numbers = [(day, str(day), value) for day, value in zip(days, values, strict=True)]
    return followed(Alike(telling.measure, movement, side), telling, numbers, kind=kind, unit=unit, sem=sem)


def _done(place: int) -> Done:
    started = _NOW - timedelta(days=2 * (len(_RANGE_DEG) - 1 - place), hours=2)
    past = Past(
        "a",
        str(place),
        started,
        started + timedelta(minutes=12),
        active_min=_MINUTES[place % len(_MINUTES)],
        repetitions=24,
        clean=19,
        pain_before=float(4 - place // 4),
        pain_after=float(3 - place // 5),
        pain_morning=math.nan if place == 0 else 2.0,
    )
    return Done(past, 92)


def _report() -> ProgressReport:
    series = (
        _series("reach", "shoulder_abduction", "right", _RANGE_DEG, "deg", 5.0),
        _series("steady", "trunk_sway", "", _SWAY_DEG_S, "deg/s", math.nan),
    )
    return progress_report("P01", _NOW, [_done(place) for place in range(len(_RANGE_DEG))], series)


def _leaf(place: int) -> Callable[[], ProgressScreen]:
    def screen() -> ProgressScreen:
        made = ProgressScreen(_report())
        made.turn(place)
        return made

    return screen


PROGRESS: Mapping[str, Callable[[], ProgressScreen]] = {
    "progress": _leaf(0),
    "progress-week": _leaf(1),
    "progress-valley": _leaf(2),
    "progress-range": _leaf(3),
    "progress-early": _leaf(4),
    "progress-pain": _leaf(5),
    "progress-none": lambda: ProgressScreen(progress_report("P02", _NOW, ())),
}
"""Every leaf."""
