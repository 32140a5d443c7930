"""The report of one person's progress, from the sessions that are kept: theirs alone, and from real sensors only."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from game.coaching.followed import RANGE_SHOWN, SHOWN_BEFORE, TELLING, Alike, Followed, Telling, followed
from game.coaching.history import CLOCK_WRONG
from game.coaching.report import Done, ProgressReport, progress_report
from game.level import Level, LevelProblems, read_level
from game.level.kinds import TESTS
from game.sessions.errors import SessionError
from game.sessions.index import SessionIndex, past_of
from game.sessions.reader import read_header

_REPETITIONS_MIN = 3
"""A range in play is the mean of the best three; of fewer movements it would be lower by chance alone."""


class _Number(NamedTuple):
    """One number of a session, with all that decides which others it may be compared with."""

    alike: Alike
    telling: Telling
    kind: str
    unit: str
    sem: float
    at: datetime
    sitting: str
    value: float


def is_real(summary: Mapping[str, Any]) -> bool:
    """Whether a session tells of somebody's progress: a known person's, and from worn sensors."""
    return summary.get("truth") == "sensor" and summary.get("person") is not None


def people_of(index: SessionIndex) -> tuple[str, ...]:
    """Everybody who has a session from worn sensors, by id."""
    return tuple(sorted({str(row["person"]) for row in index.summaries if is_real(row)}))


def light_of_all(index: SessionIndex, person: str | None) -> int:
    """All the light that this person ever earned with worn sensors; none is nobody's."""
    rows = (row for row in index.summaries if is_real(row) and row["person"] == person)
    return sum(int(row.get("light", 0)) for row in rows)


def report_of(index: SessionIndex, person: str, now: datetime) -> ProgressReport:
    """What is kept of this person. Never raises for what is in the files; what cannot be read is left out, and so is
    what is dated further ahead of `now` than a wrong clock explains."""
    rows = [row for row in index.summaries if is_real(row) and row["person"] == person]
    rows = [row for row in rows if datetime.fromisoformat(row["started"]) <= now + CLOCK_WRONG]
    done = [Done(past_of(row), int(row.get("light", 0))) for row in rows]
    cut_short = sum(_is_of(path, person) for path in index.cut_short)
    return progress_report(person, now, done, _series(rows, now), cut_short)


def _is_of(path: Path, person: str) -> bool:
    """Whether a session that was cut short is this person's."""
    try:
        header = read_header(path)
    except SessionError:
        return False
    return header.person == person and header.truth == "sensor"


def _series(rows: list[Mapping[str, Any]], now: datetime) -> tuple[Followed, ...]:
    """Every measure that is followed, measured alike each time."""
    together: dict[Alike, list[_Number]] = {}
    levels: dict[str, Level | None] = {}
    for row in rows:
        for number in _numbers(row, levels, now):
            together.setdefault(number.alike, []).append(number)
    return tuple(
        followed(
            alike,
            numbers[-1].telling,
            [(each.at, each.sitting, each.value) for each in numbers],
            kind=numbers[-1].kind,
            unit=numbers[-1].unit,
            sem=numbers[-1].sem,
            test=numbers[-1].kind in TESTS,
        )
        for alike, numbers in together.items()
    )


def _numbers(row: Mapping[str, Any], levels: dict[str, Level | None], now: datetime) -> Iterator[_Number]:
    """What is followed of one session; nothing where its level cannot be read any more."""
    level = _level(row, levels)
    if level is None:
        return
    at = datetime.fromisoformat(row["started"]).astimezone(now.tzinfo)
    effort, sensors = row.get("effort") or {}, _sensors(row, level)
    same: dict[str, Any] = {
        "movement": level.movement,
        "side": row["side"] if level.row.sided else "",
        "effort": effort.get("kind", "active"),
        "load_kg": effort.get("load_kg"),
        "posture": row["posture"],
        "sensors": sensors,
    }
    telling, sem_deg = TELLING[level.kind], level.sem_deg(row)
    shown_deg = ((row.get("context") or {}).get("range_shown") or {}).get("range_deg")
    if shown_deg is not None:
        alike = Alike(RANGE_SHOWN, **same)
        yield _Number(alike, SHOWN_BEFORE, level.kind, "deg", sem_deg, at, row["sitting"], float(shown_deg))
    value = _value(row, level, telling)
    if not math.isnan(value):
        alike = Alike(telling.measure, **same, level=level.id, rules=level.exercise.model_dump_json())
        sem = sem_deg if telling.quality == "range" else math.nan
        unit = row["measures"][telling.measure]["unit"]
        yield _Number(alike, telling, level.kind, unit, sem, at, row["sitting"], value)


def _value(row: Mapping[str, Any], level: Level, telling: Telling) -> float:
    """The session's number of what its kind is told by; nan where it has none that can be compared."""
    measure = row["measures"].get(telling.measure) or {}
    if not measure.get("valid") or not isinstance(measure["value"], int | float):
        return math.nan
    counts = row["repetitions"]
    few = counts["clean"] + counts["partial"] < _REPETITIONS_MIN
    if few and telling.quality == "range" and level.kind not in TESTS:
        return math.nan
    return float(measure["value"])


def _level(row: Mapping[str, Any], levels: dict[str, Level | None]) -> Level | None:
    """The level as it was played; each text is read once."""
    try:
        text = read_header(Path(row["file"])).setup.level
    except (SessionError, TypeError):
        return None
    if text not in levels:
        try:
            levels[text] = read_level(text, "")
        except LevelProblems:
            levels[text] = None
    return levels[text]


def _sensors(row: Mapping[str, Any], level: Level) -> tuple[tuple[str, str], ...]:
    """Where the sensors that measure were worn, and how each spoke; what only watches beside them may come and go."""
    worn = {each["site"]: each["protocol"] for each in row["inputs"]}
    way = level.row.way(list(worn), row["side"])
    sites = worn if way is None else level.row.sites(way, row["side"])
    return tuple(sorted((site, worn[site]) for site in sites if site in worn))
