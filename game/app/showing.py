"""Showing: what a screen needs of sources and summaries, as plain values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from game.app.hosting import Hosting
from game.exercises.events import Verdict
from game.exercises.views import ActivateView, Ask, InstrumentedView, ReachView, SteadyView, TaskView
from game.exercises.watch import HELPED
from game.level import Level
from game.level.kinds import TESTS
from game.round.view import Phase, RoundView
from game.screens.face import InputState
from game.screens.language import gettext as _
from game.screens.results import INSIDE, Dot, Results, ResultsScreen
from game.screens.screen import Screen


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


def told(summary: Mapping[str, Any], hosting: Hosting, *, alone: bool) -> Screen:
    """The screen that tells what came of a Round: a test has one of its own."""
    level = hosting.prepared.level
    if level.kind not in TESTS:
        return ResultsScreen(results(summary, level, alone=alone))
    from game.app.measured import measured
    from game.screens.measured import MeasuredScreen

    earlier = hosting.prepared.header.setup.earlier
    return MeasuredScreen(measured(summary, level, earlier, alone=alone))


def results(summary: Mapping[str, Any], level: Level, *, alone: bool) -> Results:
    """What came of a session, for the screen that tells it; `alone` where the game was asked for this level only."""
    counts, context, trials = summary["repetitions"], summary["context"], summary["trials"]
    furthest = summary["measures"].get("peak", {"value": None, "reason": None})
    peak = furthest["value"]
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
        next_words="" if alone or summary["ended"] == "stopped_unwell" else _("Another level"),
        leave_words=_("Close the game") if alone else "",
    )


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
    **dict.fromkeys(sorted(INSIDE), lambda trial: trial["inside_share"]),
    "activate": _as_asked,
    "task": lambda trial: trial["phases_done_count"] / trial["phases_count"],
}
"""What the dot of a trial stands for, in kinds without angles: a share of 0–1."""
_VERDICTS: dict[str, Verdict] = {HELPED: "compensated", "too fast": "other"}


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def progress(view: RoundView) -> float:
    """How much of a hold or a ring is done, 0–1, for the ears."""
    exercise = view.exercise
    if isinstance(exercise, ReachView):
        return exercise.hold if exercise.hold_s > 0.0 else 0.0
    if isinstance(exercise, SteadyView) and not exercise.resting and exercise.bout_s > 0.0:
        return 1.0 - exercise.left_s / exercise.bout_s
    if isinstance(exercise, ActivateView):
        return exercise.held if 0.0 < exercise.held < 1.0 else exercise.cooled
    if isinstance(exercise, TaskView):
        return exercise.held
    if isinstance(exercise, InstrumentedView) and not exercise.blank:
        return exercise.progress
    return 0.0


def asked(view: RoundView) -> Ask | None:
    """What a test asks for now, for the ears; None while none is played."""
    exercise = view.exercise
    return exercise.ask if view.phase is Phase.PLAY and isinstance(exercise, InstrumentedView) else None
