"""Showing: what a screen needs of sources and summaries, as plain values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from game.app.hosting import Hosting
from game.exercises.events import Event, PhaseDone, RepCompleted, TargetReached, TrialEnded, Verdict
from game.exercises.views import (
    ActivateView,
    Ask,
    InstrumentedView,
    MatchView,
    ReachView,
    SteadyView,
    TaskView,
    TempoView,
)
from game.exercises.watch import HELPED
from game.level import Level
from game.level.kinds import TESTS
from game.round.view import Phase, RoundView
from game.screens.face import InputState
from game.screens.language import gettext as _
from game.screens.results import INSIDE, Dot, Results, ResultsScreen
from game.screens.screen import Screen
from game.screens.sound import Sounds


def inputs_of(hosting: Hosting) -> tuple[InputState, ...]:
    """How every worn sensor is doing."""
    return tuple(
        InputState(report.site, report.state.value, report.rate_hz, report.notice and sentence(report.notice))
        for source in hosting.sources
        for report in source.reports()
    )


def sentence(notice: str) -> str:
    """What a source says of itself, or why it is not opened, as it stands on a page of its own."""
    return f"{notice[0].upper()}{notice[1:].rstrip('.')}."


def told(summary: Mapping[str, Any], hosting: Hosting, *, alone: bool, worn: bool = False) -> Screen:
    """The screen that tells what came of a Round: a test has one of its own. `worn`: a sensor is to be put away."""
    level = hosting.prepared.level
    if level.kind not in TESTS:
        return ResultsScreen(results(summary, level, alone=alone, worn=worn))
    from game.app.measured import measured
    from game.screens.measured import MeasuredScreen

    earlier = hosting.prepared.header.setup.earlier
    return MeasuredScreen(measured(summary, level, earlier, alone=alone))


def results(summary: Mapping[str, Any], level: Level, *, alone: bool, worn: bool = False) -> Results:
    """What came of a session, for the screen that tells it; `alone` where the game was asked for this level only,
    `worn` where a sensor is to be put away after the last."""
    counts, context, trials = summary["repetitions"], summary["context"], summary["trials"]
    headline = "joint_position_error" if level.kind == "match" else "peak"
    furthest = summary["measures"].get(headline, {"value": None, "reason": None})
    peak = furthest["value"]
    further = _("On along the path") if worn else _("Another level")
    leave = _("Take the sensor off") if worn else _("Close the game") if alone else ""
    return Results(
        kind=level.kind,
        movement=level.movement,
        side=summary["side"],
        truth=summary["truth"],
        ended=summary["ended"],
        attempted=counts["attempted"],
        clean=counts["clean"],
        asked=len(trials) if level.kind in INSIDE else counts["attempted"] - counts["other"],
        lit=counts["attempted"] - counts["other"],
        dots=tuple(_dot(trial, _SHOWN.get(level.kind, _peak_deg)) for trial in trials),
        targets_deg=tuple(sorted({trial["target_deg"] for trial in trials if trial.get("target_deg") is not None})),
        furthest_deg=math.nan if peak is None else peak,
        furthest_reason=furthest["reason"] or "",
        sem_deg=level.sem_deg(summary),
        pain_before=_whole(context["pain_before"]),
        pain_after=_whole(context["pain_after"]),
        next_words="" if alone or summary["ended"] in _NO_MORE else further,
        leave_words=leave,
    )


_NO_MORE = ("stopped_unwell", "stopped_fall")
"""After these nothing else is offered today."""


def _dot(trial: Mapping[str, Any], shown: Callable[[Mapping[str, Any]], float | None]) -> Dot:
    verdict: Verdict = "clean" if trial["clean"] else _VERDICTS.get(trial["reason"], "partial")
    value = shown(trial)
    return Dot(math.nan if value is None else value, verdict)


def _peak_deg(trial: Mapping[str, Any]) -> float | None:
    found: float | None = trial["peak_deg"]
    return found


def _as_asked(trial: Mapping[str, Any]) -> float:
    """Of a contraction and its relaxation, which are half each; of a relaxation alone, how quiet it was."""
    halves = [trial[name] for name in ("in_band_percent", "quiet_percent") if trial.get(name) is not None]
    return sum(halves) / len(halves) / 100.0 if halves else math.nan


_SHOWN: Mapping[str, Callable[[Mapping[str, Any]], float | None]] = {
    **dict.fromkeys(INSIDE, lambda trial: trial["inside_share"]),
    "activate": _as_asked,
    "task": lambda trial: trial["phases_done_count"] / trial["phases_count"],
}
"""What the dot of a trial stands for, in kinds without angles: a share of 0–1."""
_VERDICTS: dict[str, Verdict] = {HELPED: "compensated", "too fast": "other"}


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def progress(view: RoundView) -> float:
    """How much of a hold is done, 0–1, for the ears; of keeping one's balance, a level says itself what is heard."""
    exercise = view.exercise
    if exercise is None or exercise.blank:
        return 0.0
    if isinstance(exercise, ReachView):
        return exercise.hold if exercise.hold_s > 0.0 else 0.0
    if isinstance(exercise, ActivateView):
        return exercise.held if 0.0 < exercise.held < 1.0 else exercise.cooled
    if isinstance(exercise, TaskView):
        return exercise.held
    if isinstance(exercise, InstrumentedView | MatchView):
        return exercise.progress
    return 0.0


def asked(view: RoundView) -> Ask | None:
    """What is asked for now in words of its own, for the ears; None where nothing is, or the level wants no sound."""
    exercise = view.exercise
    if view.phase is not Phase.PLAY or (isinstance(exercise, SteadyView) and exercise.sound == "none"):
        return None
    return exercise.ask if isinstance(exercise, InstrumentedView | SteadyView | MatchView) else None


def heard(view: RoundView) -> float:
    """How far out a body is that is guided by sound: 0 in the middle, 1 at the edge of the ring; nan where none is."""
    exercise = view.exercise
    return exercise.heard if view.phase is Phase.PLAY and isinstance(exercise, SteadyView) else math.nan


def way_share(view: RoundView) -> float:
    """How much of the way to its target a limb has come, for the ears: 1 there; nan where there is no target, or
    nothing may tell of the body."""
    exercise = view.exercise
    if view.phase is not Phase.PLAY or not isinstance(exercise, ReachView | TempoView | MatchView) or exercise.blank:
        return math.nan
    return view.angle_deg / exercise.target_deg if exercise.target_deg else math.nan


def sound(sounds: Sounds, view: RoundView, events: Sequence[Event]) -> None:
    """Let all of one tick be heard: what happened, how far a hold is, what is asked, and where the body is."""
    for event in events:
        if tells(view, event):
            sounds.hear(event)
    sounds.follow(progress(view))
    sounds.ask(asked(view))
    if sounds.angles and not isinstance(view.exercise, SteadyView):
        sounds.angle(way_share(view))
    else:
        sounds.sway(heard(view))
    sounds.music.rests = view.kind in TESTS or isinstance(view.exercise, MatchView) or math.isfinite(heard(view))
    if view.exercise is not None and view.repetitions_asked and not view.exercise.blank:
        sounds.music.light = min(1.0, view.repetitions_done / view.repetitions_asked)


def tells(view: RoundView, event: Event) -> bool:
    """Whether an event may be heard: nothing of the body while nothing may tell of it, not one that says how an answer
    was, where the level does not tell that, and nothing of a trial where it wants no sound."""
    exercise = view.exercise
    silent = exercise is not None and exercise.blank
    silent = silent or (isinstance(exercise, MatchView) and not exercise.told)
    silent = silent or (isinstance(exercise, SteadyView) and exercise.sound == "none")
    return not (silent and isinstance(event, PhaseDone | RepCompleted | TargetReached | TrialEnded))
