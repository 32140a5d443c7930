"""Lifted: what the repetitions of `tempo` add up to, as they were entered and timed; never how strong anybody is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from game.exercises.events import TrialEnded
from game.measures import Value, velocity_loss

_NONE = "no repetition was made"


def lifted(trials: Sequence[TrialEnded]) -> Mapping[str, Value]:
    """Load times clean repetitions, how far each phase was off its tempo, and how much slower the way up became."""
    made = [trial for trial in trials if not trial.spoilt]
    clean_kg = sum(trial.values.get("load_kg", 0.0) for trial in made if trial.clean)
    found = {"load_clean": Value(clean_kg, "kg") if made else Value.missing("kg", _NONE)}
    for phase in ("up", "hold", "down"):
        errors_s = _known(made, f"{phase}_error_s")
        found[f"{phase}_error"] = Value(median(errors_s), "s") if errors_s else Value.missing("s", _NONE)
    speeds_deg_s = [trial.values["up_deg_s"] for trial in made if trial.success and "up_deg_s" in trial.values]
    return {**found, "speed_loss": velocity_loss(speeds_deg_s)["loss_last3_vs_best_pct"]}


def _known(trials: Sequence[TrialEnded], name: str) -> list[float]:
    """That value of every trial that has it."""
    return [value for trial in trials if (value := trial.values.get(name, float("nan"))) == value]
