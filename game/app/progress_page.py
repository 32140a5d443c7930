"""A person's progress as one HTML page for their family: self-contained, without script, to read and to print."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from game.app import progress_svg as svg
from game.app.errors import RefusedError, RequestError
from game.coaching.followed import Followed, Point
from game.coaching.report import Day, ProgressReport
from game.people.errors import PeopleError
from game.people.file import write_whole
from game.screens import progress_words as words
from game.screens.language import gettext as _
from game.screens.language import spoken, whole
from game.screens.words import approved_disclaimer, approved_not_an_alarm

MARK = "<!-- moveagain progress page -->"
"""The page's second line; a file that has it may be written over."""
_FIRST, _NEWEST = 4, 20
"""Numbers of a goal that are shown: those that are compared first, and the newest. A choice: a page stays short."""
_PAIN_DAYS = 10
_MANY_ROWS = 12
"""A table of more stands in columns where there is room: a choice."""
_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:44rem;background:#fff;color:#1a1a1a;
font:1.125rem/1.5 "Source Sans 3","Source Sans Pro",system-ui,sans-serif;overflow-wrap:break-word}
h1{font-size:1.9rem;line-height:1.2;margin:.2em 0}h2{font-size:1.4rem;line-height:1.25;margin:2rem 0 .5rem}
h3{font-size:1.15rem;margin:1.2rem 0 .3rem}p{margin:.4rem 0}
.said{font-size:1.25rem;font-weight:600}.soft{color:#4d4d4d}
figure{margin:1rem 0}svg{display:block;width:100%;max-width:30rem;height:auto}
svg text{font:13px "Source Sans 3","Source Sans Pro",system-ui,sans-serif;fill:#1a1a1a}
svg.mark{display:inline-block;width:1em;height:1em;vertical-align:-.1em}
.scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px}
table{border-collapse:collapse;font-size:1rem;font-variant-numeric:tabular-nums;min-width:min(100%,24rem)}
caption{text-align:start;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #767676;padding:.25rem .5rem;text-align:end;vertical-align:top}
th:first-child,td:first-child{text-align:start;padding-inline-start:0}tbody th{font-weight:400}
@media (min-width:42rem){.many{columns:2;column-gap:3rem}.many table{min-width:100%}}
@media (max-width:26rem){table{font-size:.9rem}th,td{padding:.25rem .3rem}th{hyphens:auto}}
footer p{white-space:pre-line}footer{margin-top:2.5rem;border-top:2px solid #1a1a1a;padding-top:.8rem;font-size:1rem}
@media print{@page{size:A4;margin:14mm}body{max-width:none;padding:0;font-size:10pt;line-height:1.35}
h1{font-size:18pt}h2{font-size:13pt}.said{font-size:11pt}p{margin:.25rem 0}
section{break-inside:avoid}section.long{break-inside:auto}
figure,tr,p,h2,:not(.many)>table{break-inside:avoid}h2,h3,caption,.said,.soft,figure{break-after:avoid}
h2{margin:1rem 0 .2rem}figure{margin:.3rem 0}svg{max-width:7.5cm}table{font-size:9pt;line-height:1.25}
th,td{padding:.1rem .4rem}.many{columns:3;column-gap:.7cm}.many th{white-space:nowrap}
footer{margin-top:1rem;padding-top:.3rem;font-size:9pt;break-inside:avoid}
svg rect,svg path,svg circle{print-color-adjust:exact;-webkit-print-color-adjust:exact}.scroll{overflow:visible}}
"""


def write_page(path: Path, report: ProgressReport, *, therapist: bool = False, force: bool = False) -> None:
    """Write the page whole or not at all. A file that is there and is no such page is left alone unless `force`.

    Raises RequestError where it is left alone, RefusedError where it cannot be written.
    """
    if path.is_dir():
        raise RequestError(f"{path} is a folder; name a file, such as {path / 'progress.html'}")
    if path.exists() and not force and not _is_ours(path):
        raise RequestError(f"{path} is there already and is no progress page; name another file, or say --force")
    if not path.absolute().parent.is_dir():
        raise RequestError(f"There is no folder {path.absolute().parent}; make it first, or name another one")
    try:
        write_whole(path, page(report, therapist=therapist))
    except PeopleError as error:
        why = getattr(error.__cause__, "strerror", None) or error
        raise RefusedError(f"{path} cannot be written: {why}. Name a file where this user may write.") from error


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return MARK.encode() in file.read(200)
    except OSError:
        return False


def page(report: ProgressReport, *, therapist: bool = False) -> str:
    """The page's text."""
    title = _("What {person} practised").format(person=report.shown or _("nobody"))
    today = report.now.date()
    day = f"{words.weekday(today)} {words.day_in_words(today)}"
    body = list(_sections(report)) if report.days else [_section(_("In short"), [_said(_nothing(report))])]
    if therapist and report.series:
        body.append(_for_therapist(report.series))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            MARK,
            f'<html lang="{spoken().code}" dir="{"rtl" if spoken().right_to_left else "ltr"}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
            f"<body><header><h1>{escape(title)}</h1>{_p(day, 'soft')}</header>",
            "<main>",
            *body,
            "</main>",
            f"<footer>{_p(approved_disclaimer())}{_p(approved_not_an_alarm())}</footer>",
            "</body></html>",
            "",
        )
    )


def _nothing(report: ProgressReport) -> str:
    return words.nothing_yet(report.shown) if report.person else words.nobody_yet()


def _sections(report: ProgressReport) -> Iterator[str]:
    yield _in_short(report)
    yield _week(report.week)
    yield _valley(report)
    for goal in report.goals:
        yield _goal(goal)
    if report.pain_days:
        yield _pain(report)


def _in_short(report: ProgressReport) -> str:
    """Everything in words, first."""
    lines = [
        f"<p><b>{escape(heading)}:</b> {escape(said)}</p>"
        for heading, said in (
            (_("Today"), words.day_done(report.today)),
            (_("This week"), words.week_done(report.week)),
            (_("The valley"), words.valley(report)),
            *((words.name(goal), f"{words.finding(goal.change.finding)}.") for goal in report.goals),
        )
    ]
    return _section(_("In short"), lines)


def _week(week: Sequence[Day]) -> str:
    rows = [
        [words.weekday(day.day), *map(str, (max(1, round(day.minutes)), day.movements, day.clean, day.light))]
        if day.sessions
        else [words.weekday(day.day), *[""] * 4]
        for day in week
    ]
    heads = (_("Day"), _("Minutes"), _("Movements"), _("As asked"), _("Lights"))
    picture = svg.week_picture(week, _("Minutes on each day of this week; the table below has the same numbers."))
    return _section(
        _("This week"),
        [_said(words.week_done(week)), _figure(picture), _table(_("This week, day by day"), heads, rows)],
    )


def _valley(report: ProgressReport) -> str:
    picture = svg.valley_picture(report.light, _("A hillside on which a lantern burns for what was practised."))
    rows = [[words.day_in_words(monday), whole(light)] for monday, light in report.weeks[-_NEWEST:]]
    table = _table(_("The light there was at the end of each week"), (_("Week that began on"), _("Lights")), rows)
    return _section(_("The valley"), [_said(words.valley(report)), _figure(picture), table])


def _goal(goal: Followed) -> str:
    shown = shown_of(goal)
    found = f"{words.finding(goal.change.finding)}."
    why = words.why_early(goal)
    lines = [_said(found), *([_p(f"{why}.")] if why else []), _p(words.sentence(words.counted(goal)), "soft")]
    lines.append(_figure(svg.series_picture(goal, shown, _("The same numbers as in the table below, over time."))))
    if said := words.band_words(goal.change):
        lines.append(_p(said))
        lines.append(_p(words.compared(), "soft"))
    rows = [[words.day_short(point.at.date()), words.number(point.value, goal)] for point in shown]
    if math.isfinite(goal.change.mdc):
        rows.append([words.newest_three(), words.short(goal.change.newest, goal.unit)])
        low, high = (words.short(edge, goal.unit) for edge in goal.band)
        rows.append([_("the band"), _("{low} to {high}").format(low=low, high=high)])
    left_out = len(goal.points) - len(shown)
    caption = _("Session by session")
    if left_out:
        caption = _("Session by session; {n} in between are left out").format(n=left_out)
    lines.append(_table(caption, (_("Day"), _("Number")), rows, words.name(goal)))
    return _section(words.name(goal), lines)


def shown_of(goal: Followed) -> tuple[Point, ...]:
    """The points that a page shows."""
    if len(goal.points) <= _FIRST + _NEWEST:
        return goal.points
    return (*goal.points[:_FIRST], *goal.points[-_NEWEST:])


def _pain(report: ProgressReport) -> str:
    days = report.pain_days[-_PAIN_DAYS:]
    names = (_("Before play"), _("After play"), _("Next morning"))
    keys = ", ".join(f"{svg.mark_picture(mark)} {escape(name)}" for mark, name in zip(svg.MARKS, names, strict=True))
    rows = [
        [words.day_in_words(day.day), *("" if math.isnan(each) else f"{each:g}" for each in _pains(day))]
        for day in days
    ]
    about = _("Pain on each day, from 0 to 10; the table below has the same numbers.")
    return _section(
        _("Pain, from 0 to 10"),
        [
            _said(_("Before play: {found}.").format(found=words.pain(report.pain))),
            _figure(svg.pain_picture(days, about), f"<figcaption>{keys}</figcaption>"),
            _table(_("Pain on the newest days"), (_("Day"), *names), rows),
        ],
    )


def _pains(day: Day) -> tuple[float, float, float]:
    return day.pain_before, day.pain_after, day.pain_morning


def _for_therapist(series: Sequence[Followed]) -> str:
    lines = [_p(words.compared())]
    for each in series:
        lines.append(f"<h3>{escape(words.name(each))}</h3>")
        lines.append(_p(f"{each.alike.measure}: {words.finding_for_therapist(each)}"))
        lines.append(_p(words.way(each), "soft"))
    return _section(_("For the therapist"), lines, "long")


# -- pieces of HTML ----------------------------------------------------------------------------------------------------


def _section(heading: str, lines: Iterable[str], kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return f"<section{mark}><h2>{escape(heading)}</h2>{''.join(lines)}</section>"


def _p(said: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(said)}</p>' if kind else f"<p>{escape(said)}</p>"


def _said(said: str) -> str:
    return _p(said, "said")


def _figure(picture: str, below: str = "") -> str:
    return f"<figure>{picture}{below}</figure>"


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], about: str = "") -> str:
    """A table with headings for its rows and columns; where it is wider than the window, it alone scrolls. `about` is
    what it is of, where others have the same caption."""
    label = f"{about}: {caption}" if about else caption
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(each)}</td>" for each in others)}</tr>'
        for first, *others in rows
    )
    kind = "scroll many" if len(rows) > _MANY_ROWS else "scroll"
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{escape(label)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
