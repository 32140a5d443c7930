"""What the tasks of `task` come to: how long each phase takes, and the whole, as medians."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from game.exercises.events import TrialEnded
from game.exercises.tasks import PHASES
from game.measures import Value


def phases_done(trials: Sequence[TrialEnded]) -> dict[str, Value]:
    """`phase_<name>` in seconds, the hold included, over every task in which that phase was done; `whole_task` over
    those that were done whole; and `phases_done`, the share of the phases asked for that were done, in percent."""
    told = [trial for trial in trials if not trial.spoilt]
    found = {}
    for name in PHASES:
        seconds = [trial.values[f"{name}_s"] for trial in told if f"{name}_s" in trial.values]
        if seconds:
            found[f"phase_{name}"] = Value(median(seconds), "s")
    whole = [
        sum(value for name, value in trial.values.items() if name.endswith("_s")) for trial in told if trial.success
    ]
    asked = sum(trial.values.get("phases_count", 0.0) for trial in told)
    done = sum(trial.values.get("phases_done_count", 0.0) for trial in told)
    return {
        "whole_task": Value(median(whole), "s") if whole else Value.missing("s", "the whole task was never done"),
        "phases_done": Value(100.0 * done / asked, "%") if asked else Value.missing("%", "no task was tried"),
        **found,
    }
