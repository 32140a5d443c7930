"""The words of instrumented tests: what is asked for, plain and calm, and nothing that says how it went."""

from __future__ import annotations

import math

from game.exercises.views import Ask, InstrumentedView
from game.round.view import RoundView
from game.screens import words
from game.screens.language import decimal, ngettext, translated
from game.screens.language import gettext as _
from game.screens.measured_values import Usual

RISES: tuple[str, ...] = ("five_stands_test", "chair_stand_test")
"""Tests of standing up from a chair."""


def ask(test: InstrumentedView) -> str:
    """What is asked for now, in a few words."""
    if test.ask is Ask.LEAN:
        return _("Lean {where}").format(where=direction(test.direction_deg))
    return {
        Ask.GET_READY: _("Get ready"),
        Ask.PRACTISE: _("Once for practice"),
        Ask.GO: _("Go"),
        Ask.STOP: _("Stop"),
        Ask.GO_FAR: _("As far as you can without pain"),
        Ask.AND_BACK: _("And slowly back"),
        Ask.LEARN: _("Move to the mark"),
        Ask.FEEL: _("Feel where it is"),
        Ask.FIND_AGAIN: _("Find that place again"),
        Ask.CLOSE_EYES: _("Close your eyes"),
        Ask.STAND_STILL: _("Keep still"),
        Ask.OPEN_EYES: _("Open your eyes"),
        Ask.STAY: _("Stay there"),
        Ask.REMEMBER: _("Keep the place in mind"),
        Ask.DONE: _("That is all. Rest now."),
    }[test.ask]


def how(view: RoundView, test: InstrumentedView) -> str:
    """How it is done, in one line; empty where nothing more is to be said."""
    if test.ask is Ask.GET_READY:
        return ready(view)
    if test.ask is Ask.GO:
        return {
            "five_stands_test": _("Stand up and sit down, five times, arms crossed"),
            "chair_stand_test": _("Stand up and sit down, again and again"),
            "up_and_go_test": _("Walk to the line, turn, come back, sit down"),
        }.get(view.kind, words.instruction(view.movement, view.side))
    return {
        Ask.PRACTISE: _("Stand up fully, then sit down again"),
        Ask.STOP: _("Time is up. Sit down."),
        Ask.GO_FAR: words.instruction(view.movement, view.side),
        Ask.LEARN: words.instruction(view.movement, view.side),
        Ask.FEEL: _("Hold it there."),
        Ask.FIND_AGAIN: _("Without looking. Keep still when you are there."),
        Ask.CLOSE_EYES: _("The sound says when to open them."),
        Ask.STAND_STILL: _("Rest your eyes on the light, until the sound."),
        Ask.OPEN_EYES: _("It is over."),
        Ask.LEAN: _("As far as you can, without a step."),
    }.get(test.ask, "")


def ready(view: RoundView) -> str:
    """The starting pose of a test, in a few words."""
    if view.kind in RISES:
        return _("Sit tall, arms crossed on your chest. Keep still.")
    if view.kind == "up_and_go_test":
        return _("Sit back in the chair. Keep still.")
    if view.kind in ("sway_test", "limits_test"):
        if view.posture in ("standing", "stepping"):
            return _("Stand tall, arms by your side. Keep still.")
        return _("Sit tall, hands in your lap. Keep still.")
    return _("In your starting pose. Keep still.")


def direction(direction_deg: float) -> str:
    """Where to lean: 0 forward, clockwise."""
    if not math.isfinite(direction_deg):
        return _("as far as you can")
    eight = (
        *(_("forward"), _("forward and to the right"), _("to the right"), _("back and to the right")),
        *(_("back"), _("back and to the left"), _("to the left"), _("forward and to the left")),
    )
    return eight[round(direction_deg / 45.0) % 8]


def practice() -> str:
    """Under a count that is not measured."""
    return _("practice")


def seconds() -> str:
    """Under a number of seconds."""
    return _("seconds")


def left(left_s: float) -> str:
    """Under a count, the time that is left."""
    return _("{n} s left").format(n=max(0, math.ceil(left_s)))


def of(asked: int) -> str:
    """Under a count, how many are asked for."""
    return ngettext("of {n}", "of {n}", asked).format(n=asked)


# -- what came of it ---------------------------------------------------------------------------------------------------

UNITS: dict[str, str] = {
    "deg": "{n}°",
    "s": "{n} s",
    "1": "{n}",
    "": "{n}",
    "%": "{n} %",
    "deg2": "{n} deg²",
    "deg/s": "{n} °/s",
}
UNKNOWN = "{n} {unit}"
_SMALL = 0.05
"""An error below this is nothing with one digit after the point."""


def amount(value: float, unit: str, error: float = math.nan, *, fine: bool = False) -> str:
    """A number with its unit and, where it is known, its error; `fine` with one more digit."""
    least = error if math.isfinite(error) else value / 10.0
    digits = 0 if abs(least) >= 1.0 and unit != "s" else 1
    if 0.0 < error < _SMALL:
        digits = 2  # “0.7 ± 0.0” would say that there is no error
    if unit in ("", "1") and value == round(value):
        digits = 0
    elif fine:
        digits = 1 if unit in ("deg", "%", "deg2") else digits + 1
    said = decimal(value, digits)
    if math.isfinite(error):
        said = _("{n} ± {error}").format(n=said, error=decimal(error, digits))
    return translated(UNITS.get(unit, UNKNOWN)).format(n=said, unit=unit)


def what(kind: str) -> str:
    """What the one number of a test is."""
    return {
        "range_test": _("How far the joint moved, the best three of all."),
        "position_test": _("How far off the places were that you found again, on average."),
        "sway_test": _("How far you swayed while you kept still, on average."),
        "five_stands_test": _("From the start to the fifth time up."),
        "chair_stand_test": _("How often you stood up in half a minute."),
        "up_and_go_test": _("Up, to the line and back, and seated again."),
        "limits_test": _("How large the field is that you could lean over, in square degrees."),
    }[kind]


def how_exact(error: float, unit: str) -> str:
    """How exact the number is, in plain words, and that it is one of several."""
    one = _("One measurement: your therapist looks at several.")
    if not math.isfinite(error):
        return _("How exact it is, nobody has measured yet. {one}").format(one=one)
    near = translated(UNITS.get(unit, UNKNOWN)).format(n=decimal(error, 0 if error >= 1.0 else 1), unit=unit)
    return _("Two times in three the true number is within {near}. {one}").format(near=near, one=one)


def invalid(reason: str) -> str:
    """Why there is no number."""
    return _("{reason}. It can be done again another time.").format(reason=words.begun(translated(reason)).rstrip("."))


def missing(reason: str) -> str:
    """Why a measure is missing, for a therapist."""
    return _("could not be had: {reason}").format(reason=translated(reason) or _("no reason is known"))


def note(ended: str, truth: str) -> str:
    """How it ended, and whether it is kept."""
    how_ended, kept = words.ended(ended), words.not_kept(truth)
    return f"{how_ended} {kept}" if kept else how_ended


def pain(before: int | None, after: int | None) -> str:
    """Pain before and after, in one line."""
    if before is None and after is None:
        return _("Pain: not asked")
    first, last = (_("–") if each is None else str(each) for each in (before, after))
    return _("Pain {before} → {after}").format(before=first, after=last)


def rings(top_deg: float) -> str:
    """What the outer ring of the picture of leans is."""
    return _("Forward is up. Outer ring: {top}").format(top=amount(top_deg, "deg"))


def context(title: str, which: str, usual: Usual | None, reason: str = "") -> str:
    """What was measured, and what is usual beside it: where that comes from and of whom; or why it is not shown."""
    where = _("{title}, {side} side.").format(title=title, side=words.side(which)) if which else f"{title}."
    if usual is None:
        return (
            _("{where} What is usual is not shown: {reason}.").format(where=where, reason=translated(reason))
            if reason
            else where
        )
    return _("{where} As context, not as a verdict: {value} in {population} ({source}).").format(
        where=where, value=amount(usual.value, usual.unit), population=translated(usual.population), source=usual.source
    )
