"""The words of instrumented tests: what is asked for, plain and calm, and nothing that says how it went."""

from __future__ import annotations

import math

from game.exercises.exercise import Ask, InstrumentedView
from game.round.view import RoundView
from game.screens import words
from game.screens.language import gettext as _
from game.screens.language import ngettext

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
            "up_and_go_test": _("Walk to the line, turn, come back and sit down"),
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
