"""A session's summary in plain words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from game.exercises.envelope import DIRECTIONS_DEG

_FED_BY = {
    "sensor": "a worn sensor",
    "keyboard": "the keyboard",
    "simulated": "a simulated body",
    "replay": "a recording",
}
_ENDINGS = {
    "finished": "Finished",
    "stopped_pain": "Stopped because of pain",
    "stopped_unwell": "Stopped because of feeling unwell",
    "stopped_fatigue": "Stopped because of tiredness",
    "stopped_dose": "Stopped, enough for now",
    "stopped_fall": "Stopped after a fall",
    "stopped_by_person": "Stopped by the person",
    "signal_lost": "Ended because the sensor was not heard any more",
    "interrupted": "Cut short",
}
_VERDICTS = {"clean": "clean", "partial": "too short", "compensated": "helped by the trunk", "other": "not counted"}
MEASURES = {
    "range_of_motion": "Range of motion",
    "peak": "Farthest angle",
    "start": "Starting angle",
    "sparc": "Smoothness on the way there (SPARC, nearer 0 is smoother)",
    "sparc_down": "Smoothness on the way back (SPARC, nearer 0 is smoother)",
    "tempo_up": "Time there",
    "tempo_hold": "Time held",
    "tempo_down": "Time back",
    "peak_speed": "Top speed",
    "clean_share": "Done as asked, of what was tried",
    "retention_success": "Kept since the last session: reached without feedback",
    "limb_symmetry": "Share of the side that went first (limb symmetry index)",
    "limb_symmetry_robinson": "Difference of the sides (Robinson)",
    "limb_symmetry_symmetry_angle": "Symmetry angle, 0 is equal",
    "joint_position_error": "Error of position, mean size",
    "joint_position_error_ce": "Error of position, mean with its sign",
    "joint_position_error_ve": "Error of position, spread",
    "joint_position_error_ve_n1": "Error of position, spread by n − 1",
    "joint_position_error_e": "Error of position, root mean square",
    "joint_position_error_ace": "Error of position, size of the mean",
    "sway": "Sway, root mean square",
    "sway_rms": "Sway, root mean square",
    "sway_rms_ap": "Sway, root mean square, forward and back",
    "sway_rms_ml": "Sway, root mean square, sideways",
    "sway_mdist": "Sway, mean distance from the middle",
    "sway_path": "Sway, the whole path",
    "sway_mvelo": "Sway, mean speed",
    "sway_mvelo_ap": "Sway, mean speed, forward and back",
    "sway_mvelo_ml": "Sway, mean speed, sideways",
    "sway_mfreq": "Sway, mean frequency",
    "sway_range_ap": "Sway, from end to end, forward and back",
    "sway_range_ml": "Sway, from end to end, sideways",
    "sway_area_ellipse_pred": "Sway, area of the 95 % prediction ellipse",
    "sway_area_ce95_prieto": "Sway, area after Prieto (95 % confidence ellipse)",
    "sway_area_ellipse_chi2": "Sway, area by chi-squared",
    "sway_area_sw": "Sway, area swept a second",
    "sway_axis_major": "Sway, longer half-axis of the ellipse",
    "sway_axis_minor": "Sway, shorter half-axis of the ellipse",
    "sway_jerk_mancini": "Sway, jerk (Mancini)",
    "romberg": "Sway with closed eyes over that with open ones (Romberg)",
    "romberg_stabilisation_ratio_ln": "Its logarithm",
    "five_times_sit_to_stand": "From the first motion to the fifth stand",
    "five_times_sit_to_stand_time_to_5th_sit_s": "From the first motion to seated again",
    "five_times_sit_to_stand_n_stands": "Full stands",
    "five_times_sit_to_stand_onset_s": "Seated before it",
    "five_times_sit_to_stand_end_rule": "The end is",
    "chair_stands_30s": "Full stands in half a minute",
    "chair_stands_30s_onset_s": "Seated before it",
    "timed_up_and_go": "From the first motion to seated again",
    "timed_up_and_go_onset_s": "Seated before it",
    "timed_up_and_go_seated_s": "Seated again at",
    "timed_up_and_go_n_turns": "Turns",
    "timed_up_and_go_turn_start": "Turns begin at",
    "timed_up_and_go_turn_end": "Turns end at",
    "timed_up_and_go_turn_angle_deg": "Turns go, to the left positive",
    "timed_up_and_go_turn_peak_dps": "Top speed of the turns",
    "limits_of_stability": "Area of the leans all round",
    "limits_of_stability_directional_control_pct": "Straightness of the leans",
    "limits_of_stability_path_efficiency": "Straight line over the whole way of the leans",
    **{
        f"limits_of_stability_lean_{turn:03.0f}": f"Lean held, {turn:.0f}° clockwise from forward"
        for turn in DIRECTIONS_DEG
    },
}
_HEADLINES = (
    "limb_symmetry",
    "joint_position_error",
    "sway",
    "romberg",
    "five_times_sit_to_stand",
    "chair_stands_30s",
    "timed_up_and_go",
    "limits_of_stability",
)
"""Measures that stand in a summary twice: under the test's name, and among its other numbers under their own."""
_ANGLES = ("range_of_motion", "peak", "start")
"""Measures that have the error of the movement's angle."""
_UNITS = {
    "1": "",
    "": "",
    "deg": "°",
    "deg/s": " °/s",
    "%RVC": " % of the comfortable strong effort",
    "%MVC": " % of the strongest effort",
}
_OF_A_MUSCLE = {"mean": "mean activity", "peak": "strongest half second", "rest": "quietest half second"}
_COLUMNS = ("when", "level", "side", "fed by", "ended", "clean of all")


def tell(summary: Mapping[str, Any], sem_deg: float | None = None, cannot_tell: str | None = None) -> str:
    """One session. `sem_deg` is the standard error of one measurement of its movement and `cannot_tell` what its
    sensors take for it (a sentence without its full stop), where that is known."""
    return "\n".join(_lines(summary, sem_deg, cannot_tell))


def _shown(shown: Mapping[str, float]) -> Iterator[str]:
    """How far the person went before play, and what of it was asked of two limbs."""
    if not shown:
        return
    if "other_range_deg" not in shown:
        yield f"Range shown before play: {shown['range_deg']:.0f}°."
        return
    yield (
        f"Range shown before play: {shown['range_deg']:.0f}°, and {shown['other_range_deg']:.0f}° of the other limb; "
        f"asked for {shown['amplitude_deg']:.0f}° and {shown['other_amplitude_deg']:.0f}°."
    )


def _lines(summary: Mapping[str, Any], sem_deg: float | None, cannot_tell: str | None) -> Iterator[str]:
    counts, context = summary["repetitions"], summary["context"]
    fed_by = _FED_BY[summary["truth"]]
    yield f"{summary['level']}, {summary['side']} side, {_when(summary)}, fed by {fed_by}"
    yield f"{_ENDINGS[summary['ended']]} after {_duration(summary['duration_s'])}."
    parts = ", ".join(f"{counts[verdict]} {words}" for verdict, words in _VERDICTS.items() if counts[verdict])
    attempted = counts["attempted"]
    yield f"{attempted} movement{'' if attempted == 1 else 's'}{': ' + parts if parts else ''}."
    pains = [f"{when} play {context[f'pain_{when}']:g}" for when in ("before", "after")
             if context[f"pain_{when}"] is not None]  # fmt: skip
    if pains:
        yield f"Pain, 0 to 10: {', '.join(pains)}."
    yield from _shown(context.get("range_shown") or {})
    yield from (f"{note[:1].upper()}{note[1:].rstrip('.')}." for note in context["notes"])
    flags = context.get("flags") or []
    if flags:
        yield f"For the therapist: {'; '.join(flags)}."
    if cannot_tell is not None:
        yield f"{cannot_tell}."
    measures = dict(once(summary["measures"]))
    names = [measure_in_words(name) for name in measures]
    width = max(map(len, names), default=0)
    for words, (name, row) in zip(names, measures.items(), strict=True):
        yield f"  {words:{width}}  {_value(row, sem_deg if name in _ANGLES else None)}"
    for row in summary["inputs"]:
        rate = "rate unknown" if row["rate_hz"] is None else f"{row['rate_hz']:.0f} Hz"
        lost = "losses unknown" if row["lost"] is None else f"{row['lost']} lost"
        yield f"  {row['site']} at {row['address']} ({row['protocol']}): {row['samples']} samples, {rate}, {lost}"
    if summary.get("broadcast") is not None:
        yield f"What was seen was sent to the network {summary['broadcast']} while it was played."
    if summary["file"] is not None:
        yield f"Kept in {summary['file']}"


def once(measures: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Without the second place of what stands in a summary twice."""
    for name, row in measures.items():
        heads = (head for head in _HEADLINES if head in measures and name.startswith(f"{head}_"))
        if not any(row == measures[head] for head in heads):
            yield name, row


def measure_in_words(name: str) -> str:
    """A measure in words; a muscle's is called `emg_right_biceps_peak`."""
    if name.startswith("emg_"):
        muscle, _, what = name.removeprefix("emg_").rpartition("_")
        return f"{muscle.replace('_', ' ').capitalize()}, {_OF_A_MUSCLE[what]}"
    return MEASURES.get(name, name.replace("_", " ").capitalize())


def table(summaries: Sequence[Mapping[str, Any]]) -> str:
    """Sessions one a line, as given."""
    rows = [_COLUMNS]
    for row in summaries:
        counts = row["repetitions"]
        clean = f"{counts['clean']} of {counts['attempted']}"
        rows.append((_when(row), row["level"], row["side"], row["truth"], row["ended"].replace("_", " "), clean))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _value(row: Mapping[str, Any], error: float | None) -> str:
    if row["value"] is None:
        return f"could not be measured: {row['reason']}"
    if isinstance(row["value"], str):
        return str(row["value"]).replace("_", " ")
    unit = _UNITS.get(row["unit"], f" {row['unit']}")
    if isinstance(row["value"], Sequence):
        return ", ".join(f"{value:.1f}" for value in row["value"]) + unit
    if not row["unit"]:
        return f"{row['value']:.0f}"
    return f"{row['value']:.1f}{'' if error is None else f' ± {error:.1f}'}{unit}"


def _when(summary: Mapping[str, Any]) -> str:
    return f"{datetime.fromisoformat(summary['started']):%Y-%m-%d %H:%M}"


def _duration(duration_s: float) -> str:
    minutes, seconds = divmod(round(duration_s), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
