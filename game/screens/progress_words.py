"""The words of progress: what was done and how it went, as rule and reason allow; and the same for a therapist."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from game.coaching.followed import NO_ERROR, SESSIONS_MIN, Change, Finding, Followed
from game.coaching.report import Day, PainTrend, ProgressReport
from game.measures.change import MEANED
from game.screens import words
from game.screens.language import decimal, ngettext, pgettext, translated, whole
from game.screens.language import gettext as _
from game.screens.measuring_words import UNITS, amount


def finding(found: Finding) -> str:
    """What can be said of a change, in exactly these words."""
    return {
        Finding.EARLY: _("Too early to tell"),
        Finding.SAME: _("About the same, within your usual ups and downs"),
        Finding.HIGHER: _("Higher than before, by more than your usual ups and downs"),
        Finding.LOWER: _("A little lower than before; your therapist can see this"),
    }[found]


def finding_for_therapist(series: Followed) -> str:
    """The same with its numbers: “no detectable change (Δ 4°, MDC95 8°, SEM 5° assumed, 3 against 3)”."""
    change = series.change
    if not math.isfinite(change.mdc):
        return _("too early to tell ({why})").format(why=why_early(series))
    said = {
        Finding.EARLY: _("a change was seen once only"),
        Finding.SAME: _("no detectable change"),
        Finding.HIGHER: _("detectable change in the direction practised for"),
        Finding.LOWER: _("detectable change against the direction practised for"),
    }[change.finding]
    whose = _("assumed") if series.own_df is None else _("own, {df} df").format(df=decimal(series.own_df, 1))
    return _("{found} (Δ {delta}, MDC95 {mdc}, SEM {sem} {whose}, {k} against {k})").format(
        found=said,
        delta=short(change.delta, series.unit),
        mdc=short(change.mdc, series.unit),
        sem=short(series.sem, series.unit),
        whose=whose,
        k=MEANED,
    )


def short(value: float, unit: str) -> str:
    """A number with its unit and no more digits than it has: 4°, 7.6°, 0.35 °/s."""
    most = 1 if unit in ("deg", "%", "deg2", "1") else 2
    digits = next((each for each in range(most) if round(value, each) == round(value, most)), most)
    said = decimal(round(value, digits) + 0.0, digits).replace("-", "−")
    return translated(UNITS.get(unit, "{n} {unit}")).format(n=said, unit=unit)


def why_early(series: Followed) -> str:
    """What is missing, where it is too early to tell; empty where something is said."""
    if series.change.finding is not Finding.EARLY:
        return ""
    if len(series.points) < SESSIONS_MIN:
        return _("{n} of the {all} sessions that it takes").format(n=len(series.points), all=SESSIONS_MIN)
    if series.change.reason == NO_ERROR:
        return _("How much it varies from day to day is not known yet")
    return _("A change was seen once; the next session has to show it too")


def quality(name: str) -> str:
    """What is asked about, so that higher is always what is practised for."""
    return {
        "range": _("Range"),
        "path": _("Keeping to the path"),
        "together": _("Keeping together"),
        "steadiness": _("Steadiness"),
        "lean": _("How far you can lean"),
        "position": _("Finding a place again"),
        "band": _("Keeping in the band"),
        "task": _("How much of the task is done"),
        "stands_five": _("Quickness of five stands"),
        "stands_30s": _("Stands in half a minute"),
        "up_and_go": _("Quickness of up and go"),
    }[name]


def counted(series: Followed) -> str:
    """What the numbers of a series are, in a few words; of what is better when it is less, that it is."""
    return {
        "range": _("degrees, from start to farthest"),
        "path": _("distance from the path in degrees; less is nearer"),
        "together": _("how much the two vary, in degrees; less is more together"),
        "steadiness": _("speed of swaying; less is steadier"),
        "lean": _("area of the leans all round"),
        "position": _("how far the place was missed, in degrees; less is nearer"),
        "band": _("share of the time in the band"),
        "task": _("share of the parts that were done"),
        "stands_five": _("seconds; less is quicker"),
        "stands_30s": _("full stands"),
        "up_and_go": _("seconds; less is quicker"),
    }[series.telling.quality]


def sentence(said: str) -> str:
    """It as a sentence of its own; its nouns keep their capitals."""
    return f"{said[:1].upper()}{said[1:]}."


def name(series: Followed) -> str:
    """A series by its name: “Range: raising the arm to the side, right”."""
    from game.motion.movements import MOVEMENTS

    alike = series.alike
    doing = translated(MOVEMENTS[alike.movement].doing)
    parts = [doing, *([words.side(alike.side)] if alike.side else []), *_effort(alike.effort, alike.load_kg)]
    return _("{quality}: {what}").format(quality=quality(series.telling.quality), what=", ".join(parts))


def _effort(effort: str, load_kg: float | None) -> list[str]:
    """Whose strength it was; one's own needs no word."""
    if effort == "active":
        return []
    said = {
        "assisted": _("with help"),
        "passive": _("moved by someone else"),
        "loaded": _("with a load"),
    }.get(effort, effort)
    return [said if load_kg is None else _("with {kg} kg").format(kg=short(load_kg, ""))]


def way(series: Followed) -> str:
    """How a series was measured, for a therapist."""
    alike = series.alike
    sensors = ", ".join(f"{words.site(site)} ({protocol})" for site, protocol in alike.sensors)
    level = alike.level or _("shown before play, whatever the level")
    postures = {
        "lying": _("lying"),
        "seated": _("seated"),
        "standing": _("standing"),
        "stepping": _("stepping"),
    }
    posture = postures.get(alike.posture, alike.posture)
    return _("{level}, {posture}; sensors: {sensors}").format(level=level, posture=posture, sensors=sensors)


def number(value: float, series: Followed) -> str:
    """One number of a series with its unit and, where it is known, ± the error of one measurement."""
    return amount(value, series.unit, series.sem)


# -- what was done -----------------------------------------------------------------------------------------------------


def minutes(value: float) -> str:
    """Some minutes; any practice at all is one at least."""
    some = max(1, round(value))
    return ngettext("{n} minute", "{n} minutes", some).format(n=whole(some))


def lights(count: int) -> str:
    """Some lights."""
    return ngettext("{n} light", "{n} lights", count).format(n=whole(count))


def day_done(day: Day) -> str:
    """What was done on a day; a day without practice is no lack."""
    if not day.sessions:
        return _("Nothing yet. The valley is there whenever you are.")
    movements = ngettext("{n} movement", "{n} movements", day.movements).format(n=whole(day.movements))
    clean = _("{n} of them as asked").format(n=day.clean)
    return _("{minutes}, {movements}, {clean}; {lights}.").format(
        minutes=minutes(day.minutes), movements=movements, clean=clean, lights=lights(day.light)
    )


def week_done(week: Sequence[Day]) -> str:
    """What was done in a week."""
    practised = [day for day in week if day.sessions]
    if not practised:
        return _("Nothing yet.")
    days = ngettext("{n} day", "{n} days", len(practised)).format(n=len(practised))
    return _("{days}, {minutes}.").format(days=days, minutes=minutes(sum(day.minutes for day in practised)))


def valley(report: ProgressReport) -> str:
    """How much light there is in all, and since when."""
    if not report.days:
        return _("The first light is still to come.")
    since = _("{lights} since {day}.").format(lights=lights(report.light), day=day_in_words(report.days[0].day))
    new = sum(day.light for day in report.week)
    if not new or new == report.light:
        return _("{since} What was lit stays lit.").format(since=since)
    return _("{since} {n} of them this week. What was lit stays lit.").format(since=since, n=whole(new))


def nothing_yet(person: str) -> str:
    """The one sentence where nothing is kept, with what to do."""
    return _(
        "Nothing is kept of {person} yet: play once with a worn sensor as {person}, and this page begins to fill."
    ).format(person=person)


def nobody_yet() -> str:
    """The same where nobody is known."""
    return _(
        "Nothing is kept yet: play once with a worn sensor and a name (moveagain play LEVEL --person NAME), "
        "and this page begins to fill."
    )


def pain(trend: PainTrend) -> str:
    """Whether pain before play has changed, where that can be said."""
    return {
        Finding.EARLY: _("Too early to tell"),
        Finding.SAME: _("About the same, within your usual ups and downs"),
        Finding.HIGHER: _("Lower than on the first days, by 2 points or more"),
        Finding.LOWER: _("A little higher than before; your therapist can see this"),
    }[trend.finding]


def compared() -> str:
    """How the comparison is made, for whoever wants to know."""
    return _("The first session is for getting to know it. The {k} after it are compared with the newest {k}.").format(
        k=MEANED
    )


def band_words(change: Change) -> str:
    """How the picture is read; empty where there is no band yet."""
    if not math.isfinite(change.mdc):
        return ""
    return _(
        "The band is where you began, with the error of measuring. While the mark of the newest three touches it, "
        "nothing has changed that can be told."
    )


def newest_three() -> str:
    """The mark in the picture."""
    return _("newest {k}").format(k=MEANED)


# -- days --------------------------------------------------------------------------------------------------------------


def weekday(day: date) -> str:
    """Its name."""
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )[day.weekday()]


def weekday_short(day: date) -> str:
    """Its name in two or three letters."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def day_short(day: date) -> str:
    """A date where there is little room, so that nobody takes the day for the month: 3 Mar 2031."""
    month = (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), pgettext("month", "May"), _("Jun"), _("Jul")),
        *(_("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )[day.month - 1]
    return pgettext("short", "{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def day_in_words(day: date) -> str:
    """A date as it is said: 3 March 2031."""
    month = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July")),
        *(_("August"), _("September"), _("October"), _("November"), _("December")),
    )[day.month - 1]
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)
