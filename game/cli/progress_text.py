"""A person's progress as text of at most 80 columns: words first, then this week, then each goal in numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from textwrap import wrap

from game.coaching.followed import Followed, Point
from game.coaching.report import Day, ProgressReport
from game.screens import progress_words as words
from game.screens.language import gettext as _
from game.screens.language import ngettext

WIDTH = 80
NEWEST = 10
"""So many numbers of a goal are drawn: a choice."""
_NOTHING = "-"


def told(report: ProgressReport, *, week: bool = False, therapist: bool = False) -> str:
    """The whole report, or only today and this week."""
    lines = list(_words(report))
    if not week:
        lines += ["", *_goals_in_words(report)]
    lines += ["", *_week(report.week)]
    if not week:
        lines += [line for goal in report.goals for line in ("", *chart(goal))]
        lines += ["", *_pain(report)]
    if therapist:
        lines += ["", *_for_therapist(report.series)]
    if report.cut_short:
        said = _("Sessions that were cut short and are not counted: {n}. Run: moveagain sessions recover")
        lines += ["", *wrap(said.format(n=report.cut_short), WIDTH)]
    return "\n".join(line.rstrip() for line in lines)


def _words(report: ProgressReport) -> Iterator[str]:
    yield _("{person}, {weekday} {day}").format(
        person=report.shown, weekday=words.weekday(report.now.date()), day=words.day_in_words(report.now.date())
    )
    yield ""
    for heading, said in (
        (_("Today"), words.day_done(report.today)),
        (_("This week"), words.week_done(report.week)),
        (_("The valley"), words.valley(report)),
    ):
        yield from wrap(f"{heading}: {said}", WIDTH)


def _goals_in_words(report: ProgressReport) -> Iterator[str]:
    for goal in report.goals:
        yield from wrap(words.name(goal), WIDTH)
        why = words.why_early(goal)
        yield from _wrapped(f"{words.finding(goal.change.finding)}.")
        if why:
            yield from _wrapped(f"{why}.")
    if report.pain_days:
        yield _("Pain before play")
        yield from _wrapped(f"{words.pain(report.pain)}.")


def _wrapped(said: str) -> list[str]:
    """A sentence below what it is about."""
    return wrap(said, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _week(week: Sequence[Day]) -> Iterator[str]:
    """A line a weekday; a day on which nothing was done says nothing."""
    yield _("This week")
    head = (_("day"), _("minutes"), _("movements"), _("as asked"), _("lights"), _("pain"))
    rows = [head, *(_day(day) for day in week)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    gap = "  " if sum(widths) + 2 * len(widths) <= WIDTH else " "
    for row in rows:
        first, *others = (
            cell.ljust(wide) if place in (0, len(head) - 1) else cell.rjust(wide)
            for place, (cell, wide) in enumerate(zip(row, widths, strict=True))
        )
        yield "  " + gap.join((first, *others))
    if any(pains(day) for day in week):
        yield from _wrapped(_("Pain from 0 to 10: before play, after play, on the next morning."))


def _day(day: Day) -> tuple[str, ...]:
    name = words.weekday(day.day)
    if not day.sessions:
        return (name, "", "", "", "", "")
    counts = (max(1, round(day.minutes)), day.movements, day.clean, day.light)
    return (name, *map(str, counts), pains(day))


def pains(day: Day) -> str:
    """Pain before, after and on the next morning; empty where nobody was asked."""
    said = (day.pain_before, day.pain_after, day.pain_morning)
    if all(map(math.isnan, said)):
        return ""
    return "  ".join(_NOTHING if math.isnan(each) else f"{each:g}" for each in said)


def chart(series: Followed) -> Iterator[str]:
    """The newest numbers of a series, one a line, each with its error and its place on one scale; then the newest three
    together, with as much about them as the band has about where one began."""
    shown = series.points[-NEWEST:]
    yield from wrap(words.name(series), WIDTH)
    yield from _wrapped(f"{words.counted(series)}.")
    if len(shown) < len(series.points):
        said = _("The newest {n} of {all}.").format(n=len(shown), all=len(series.points))
        yield f"  {said}"
    rows = [(words.day_short(each.at.date()), words.number(each.value, series), "o", each.value, 0.0) for each in shown]
    half = series.change.mdc / 2.0
    if math.isfinite(half):
        newest = series.change.newest
        rows.append((words.newest_three(), words.short(newest, series.unit), "x", newest, half))
    names, numbers = max(len(row[0]) for row in rows), max(len(row[1]) for row in rows)
    heads = [f"  {name:>{names}}  {number:>{numbers}}  " for name, number, *_rest in rows]
    scale = _Scale(series, shown, WIDTH - len(heads[0]))
    for head, (_name, _number, mark, value, half) in zip(heads, rows, strict=True):
        yield head + scale.line(mark, value, half)
    if said := words.band_words(series.change):
        low, high = (words.short(edge, series.unit) for edge in series.band)
        edges = _("{low} to {high}").format(low=low, high=high)
        yield from _wrapped(f"[ ] {_('the band')}: {edges}. {said}")


class _Scale:
    """Where numbers of a series lie in so many cells, and where its band is."""

    def __init__(self, series: Followed, shown: Sequence[Point], cells: int) -> None:
        self._band = [edge for edge in series.band if math.isfinite(edge)]
        half = series.change.mdc / 2.0
        newest = [series.change.newest - half, series.change.newest + half] if self._band else []
        ends = [*self._band, *newest, *(each.value for each in shown)]
        self._low, self._span, self._cells = min(ends), max(ends) - min(ends) or 1.0, cells

    def _at(self, value: float) -> int:
        return round((value - self._low) / self._span * (self._cells - 1))

    def line(self, mark: str, value: float, half: float) -> str:
        """One line: the band, and over it the number, with so much about it."""
        line = [" "] * self._cells
        if self._band:
            left, right = map(self._at, self._band)
            line[left : right + 1] = ["[", *("." * (right - left - 1)), "]"]
        if half:
            left, right = self._at(value - half), self._at(value + half)
            line[left : right + 1] = ["<", *("=" * (right - left - 1)), ">"]
        line[self._at(value)] = mark
        return "".join(line)


def _pain(report: ProgressReport) -> Iterator[str]:
    """Pain on the newest days, in numbers."""
    days = report.pain_days[-NEWEST:]
    if not days:
        return
    yield from wrap(_("Pain from 0 to 10: before play, after play, on the next morning."), WIDTH)
    names = [words.day_short(day.day) for day in days]
    wide = max(map(len, names))
    for name, day in zip(names, days, strict=True):
        bar = "" if math.isnan(day.pain_before) else "#" * round(day.pain_before)
        yield f"  {name:>{wide}}  {pains(day):10}  {bar}"


def _for_therapist(series: Sequence[Followed]) -> Iterator[str]:
    yield _("For the therapist: every series, measured alike each time")
    for each in series:
        yield from wrap(words.name(each), WIDTH)
        said = _("{measure}: {found}").format(measure=each.alike.measure, found=words.finding_for_therapist(each))
        count = len(each.points)
        sittings = ngettext("{n} sitting", "{n} sittings", count).format(n=count)
        for line in (said, words.way(each), sittings):
            yield from _wrapped(line)
    yield from wrap(words.compared(), WIDTH)
