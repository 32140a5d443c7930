"""A household for tests: six weeks of one person with both arms, missing days, drop-outs, pain and every finding."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from game.app.request import load_level
from game.motion.companion import with_companions
from game.sessions.header import WornInput
from tests.game.sessions.played import header
from tests.game.sessions.practised import FRIDAY, measure, practise


@dataclass(frozen=True, slots=True)
class Played:
    """One level on one side, week after week: what it measured is drawn about a line from first to last."""

    level: str
    side: str
    measure: str
    unit: str
    first: float
    last: float
    spread: float
    every: int = 1
    """Played on each so many-th of the days."""
    counts: Mapping[str, int] = field(default_factory=lambda: {"attempted": 24, "clean": 19, "partial": 3})


PLAYED = (
    Played("shoulder_abduction_reach_1", "right", "range_of_motion", "deg", 62.0, 96.0, 2.5),
    Played("shoulder_abduction_reach_1", "left", "range_of_motion", "deg", 104.0, 106.0, 2.5, 2),
    Played("elbow_flexion_reach_2", "right", "range_of_motion", "deg", 118.0, 97.0, 2.0, 2),
    Played("trunk_sway_steady_1", "right", "sway_mvelo", "deg/s", 0.9, 0.55, 0.04),
    Played("shoulder_flexion_trace_1", "right", "path_error", "deg", 7.5, 7.2, 0.5, 6),
)
"""More than its error, about the same, lower, steadier by the person's own error, and too early to tell."""


def household(folder: Path, *, weeks: int = 6, until: datetime = FRIDAY, person: str = "P01") -> int:
    """Keep every session of these weeks, five days a week with some left out, the last today; how many there are."""
    chance, number, day_of_play = random.Random(5), 0, 0
    days = [until.date() - timedelta(days=back) for back in range(7 * weeks, -1, -1)]
    for place, day in enumerate(days):
        today = place == len(days) - 1
        if (day.weekday() >= 5 or chance.random() < 0.18) and not today:
            continue
        share, day_of_play = place / (len(days) - 1), day_of_play + 1
        for order, played in enumerate(PLAYED):
            if day_of_play % played.every:
                continue
            number += 1
            started = datetime.combine(day, until.timetz()) - timedelta(hours=2, minutes=-14 * order)
            _one(folder, number, started, played, share, chance, person, f"{day}", place)
    return number


def _one(
    folder: Path,
    number: int,
    started: datetime,
    played: Played,
    share: float,
    chance: random.Random,
    person: str,
    sitting: str,
    place: int,
) -> None:
    level, side = load_level(played.level), played.side
    sites = with_companions(level.row.sites(level.row.simplest, side), level.companions, side)
    setup = replace(header().setup, level=level.text, side=side, worn=sites)
    value = chance.gauss(played.first + (played.last - played.first) * share, played.spread)
    hurt = number % 41 == 0
    before = max(0.0, round(4.0 - 3.0 * share + chance.gauss(0.0, 0.6)))
    lost: dict[str, Any] = {"ended": "stopped_pain"} if hurt else {"ended": "signal_lost"} if number % 23 == 0 else {}
    counts = {"compensated": 2, "other": 1, **played.counts}
    if lost:
        counts = {name: count // 4 for name, count in counts.items()}
    practise(
        folder,
        number,
        started,
        None if played.measure != "range_of_motion" else value,
        pains=(before, before + 3 if hurt else max(0.0, before - 1), before if place else None),
        seconds=0.05,
        measures={} if played.measure == "range_of_motion" else {played.measure: measure(value, played.unit)},
        light=0 if lost else 3 * counts["clean"] + counts["partial"] + 10,
        sitting=sitting,
        level=level.id,
        posture=level.posture,
        person=person,
        setup=setup,
        inputs=tuple(WornInput(site, "serial:/dev/ttyUSB0", "witmotion") for site in sites),
        written={
            "repetitions": counts,
            "side": side,
            "active_s": 80.0 if lost else 60.0 * chance.uniform(3.5, 6.5),
            **lost,
        },
    )


def year(folder: Path, *, until: datetime = FRIDAY) -> int:
    """A year of daily sessions, two a day: what reading has to bear."""
    for number in range(730):
        started = until - timedelta(days=number // 2, hours=2 + 5 * (number % 2))
        practise(folder, number + 1, started, 90.0 + 10.0 * math.sin(number / 40.0), seconds=0.02)
    return 730
