"""Asking: what is asked for in a world now, in words: the cue, and the instruction under it."""

from __future__ import annotations

from game.exercises.views import (
    ActivateView,
    InstrumentedView,
    MatchView,
    SteadyView,
    TandemView,
    TaskView,
    keeps_still,
)
from game.round.view import Phase, RoundView
from game.screens import measuring_words, words, world_words
from game.screens.cues import cue as in_words


def asks_stillness(view: RoundView) -> bool:
    """Whether keeping still is what is asked for, so that it cannot be a sign for something else."""
    return view.phase is Phase.PLAY and view.exercise is not None and keeps_still(view.exercise)


def said_of(view: RoundView) -> tuple[str, str]:
    """The cue and the instruction under it: a doubt says both; a test asks in words of its own."""
    if view.doubt is not None:
        return words.doubt(view.doubt)
    if isinstance(view.exercise, InstrumentedView) and view.phase is Phase.PLAY:
        return measuring_words.ask(view.exercise), measuring_words.how(view, view.exercise)
    cue = view.cue or (None if view.warm_up is None else "warm_up")
    return (in_words(cue, view.kind) if cue else ""), _instruction(view)


def _instruction(view: RoundView) -> str:
    """What is to be done; while a muscle's signal is wrong, what to do about that."""
    for place, muscle in view.muscles.items():
        if muscle.fault is not None:
            return words.muscle_trouble(place, muscle.fault)
    if isinstance(view.exercise, TaskView):
        return world_words.of_task(view.exercise)
    if isinstance(view.exercise, ActivateView):
        return world_words.of_muscle(view.exercise, view.side)
    if isinstance(view.exercise, SteadyView) and not view.exercise.resting:
        return words.how_steady(view.exercise, view.posture)
    if isinstance(view.exercise, MatchView):
        return words.how_match(view.exercise) or words.instruction(view.movement, view.side)
    if isinstance(view.exercise, TandemView):
        return words.together(view.exercise.opposed)
    return words.instruction(view.movement, view.side)
