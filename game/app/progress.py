"""Progress: one person's report from the sessions in the home, and as plain values for a program."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.app.clock import today
from game.app.errors import RequestError
from game.coaching.followed import Followed
from game.coaching.report import Day, ProgressReport, progress_report
from game.measures.change import MEANED
from game.people.roster import people_in
from game.people.settings_file import settings_in
from game.scoring.light import lanterns
from game.screens import progress_words as words
from game.sessions.home import home, sessions_folder
from game.sessions.index import read_index
from game.sessions.report import people_of, report_of


def report_for(home_dir: str | None, person: str | None) -> ProgressReport:
    """The report of this person, by id or by name, or of the only one who plays here; an empty one where nobody does.

    Raises RequestError where several people are meant by that, or play here and none is named.
    """
    where, now = home(home_dir), today()
    index = read_index(sessions_folder(where))
    practised = people_of(index)
    called = {each: settings_in(where, each)[0].name for each in practised or [one.id for one in people_in(where)[0]]}
    one = _meant(called, person)
    report = report_of(index, one, now) if one in practised else progress_report(one, now, ())
    return replace(report, called=called.get(one) or settings_in(where, one)[0].name)


def language_of(home_dir: str | None, person: str) -> str:
    """The language that this person has set; `auto` where they have not."""
    return settings_in(home(home_dir), person)[0].language


def _meant(called: Mapping[str, str], person: str | None) -> str:
    """Whose id it is; what nobody is called is taken for an id of which nothing is kept."""
    if person in called or (person is None and not called):
        return person or ""
    meant = [each for each, name in called.items() if person is None or name.casefold() == person.casefold()]
    if len(meant) > 1:
        shown = ", ".join(f"{each} ({called[each]})" if called[each] else each for each in meant)
        raise RequestError(f"Several people play here: say --person, one of {shown}")
    return meant[0] if meant else person or ""


def as_row(report: ProgressReport, *, therapist: bool = False) -> dict[str, Any]:
    """Plain values; null where nothing is known. `followed` holds every series, for a therapist."""
    row: dict[str, Any] = {
        "format": 1,
        "person": report.person or None,
        "name": report.called or None,
        "now": report.now.isoformat(),
        "first_day": report.days[0].day.isoformat() if report.days else None,
        "days_practised": len(report.days),
        "minutes": report.minutes,
        "light": report.light,
        "lanterns": lanterns(report.light),
        "today": _day(report.today),
        "week": [_day(day) for day in report.week],
        "days": [_day(day) for day in report.days],
        "goals": [_series(goal) for goal in report.goals],
        "pain": {
            "finding": report.pain.finding.value,
            "words": words.pain(report.pain),
            "first": _known(report.pain.first),
            "newest": _known(report.pain.newest),
        },
        "cut_short": report.cut_short,
    }
    if therapist:
        row["followed"] = [{**_series(each), "therapist": words.finding_for_therapist(each)} for each in report.series]
    return row


def _day(day: Day) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "sessions": day.sessions,
        "minutes": day.minutes,
        "movements": day.movements,
        "clean": day.clean,
        "light": day.light,
        "pain_before": _known(day.pain_before),
        "pain_after": _known(day.pain_after),
        "pain_morning": _known(day.pain_morning),
    }


def _series(series: Followed) -> dict[str, Any]:
    alike, change = series.alike, series.change
    low, high = series.band
    return {
        "name": words.name(series),
        "goal": series.telling.goal,
        "measure": alike.measure,
        "higher_better": series.telling.higher_better,
        "unit": series.unit,
        "movement": alike.movement,
        "side": alike.side or None,
        "effort": {"kind": alike.effort, "load_kg": alike.load_kg},
        "posture": alike.posture,
        "level": alike.level or None,
        "sensors": [{"site": site, "protocol": protocol} for site, protocol in alike.sensors],
        "finding": change.finding.value,
        "words": words.finding(change.finding),
        "reason": change.reason or None,
        "baseline": _known(change.baseline),
        "newest": _known(change.newest),
        "delta": _known(change.delta),
        "mdc95": _known(change.mdc),
        "sem": _known(series.sem),
        "sem_own_df": series.own_df,
        "sessions_compared": MEANED,
        "band": [_known(low), _known(high)],
        "points": [{"at": point.at.isoformat(), "value": point.value} for point in series.points],
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
