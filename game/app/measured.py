"""Measured: what came of an instrumented test, as plain values for the screen that tells it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from game.level import Level
from game.measures.norms import norm_for
from game.screens import words
from game.screens.language import gettext as _
from game.screens.language import of_level, translated
from game.screens.measured_values import Measure, Measured, Usual
from game.sessions.telling import measure_in_words, once

_NORM_OF = {
    "five_stands_test": "five_times_sit_to_stand",
    "up_and_go_test": "timed_up_and_go",
    "position_test": "joint_position_error_AE",
}
"""What norms call a test, where they know it."""
_OF_THE_JOINT = frozenset({"range_of_motion", "peak", "start"})
"""Angles of the joint itself, whose error is that of one measurement by its sensors."""


def measured(
    summary: Mapping[str, Any], level: Level, earlier: Sequence[Mapping[str, Any]] = (), *, alone: bool
) -> Measured:
    """What came of a test. `earlier`: tests of the same sitting, oldest first, as the setup of a Round holds them;
    `alone` where the game was asked for this level only."""
    context, sem_deg = summary["context"], level.sem_deg(summary)
    measures = tuple(_measures(summary["measures"], sem_deg))
    usual, reason = _usual(level)
    compared = _compared(summary, level, earlier, measures, sem_deg)
    return Measured(
        kind=level.kind,
        title=of_level(level.title, level.title_in),
        movement=level.movement,
        side=summary["side"],
        sided=level.row.sided,
        truth=summary["truth"],
        ended=summary["ended"],
        measures=measures,
        **({} if compared is None else compared),
        usual=usual,
        usual_reason=reason,
        pain_before=_whole(context["pain_before"]),
        pain_after=_whole(context["pain_after"]),
        next_words="" if alone or summary["ended"] == "stopped_unwell" else _("Another level"),
        leave_words=_("Close the game") if alone else "",
    )


def _measures(rows: Mapping[str, Mapping[str, Any]], sem_deg: float) -> Iterator[Measure]:
    """Every measure that is a number or a word; rows of numbers are for files."""
    for name, row in once(rows):
        value = row["value"]
        if isinstance(value, Sequence) and not isinstance(value, str):
            continue
        error = sem_deg if name in _OF_THE_JOINT else math.nan
        known: float | str = math.nan if value is None else value.replace("_", " ") if isinstance(value, str) else value
        yield Measure(name, translated(measure_in_words(name)), known, row["unit"], row["reason"] or "", error)


def _compared(
    summary: Mapping[str, Any],
    level: Level,
    earlier: Sequence[Mapping[str, Any]],
    measures: Sequence[Measure],
    sem_deg: float,
) -> dict[str, Any] | None:
    """The joint's range beside that of the other side, or sway beside that with the eyes the other way, where both were
    measured in this sitting; None where they were not."""
    alike: dict[str, Any] = {"kind": level.kind, "movement": level.movement, "posture": level.posture}
    if level.kind == "range_test" and level.row.sided:
        name, key, here = "range_of_motion", "side", summary["side"]
        there = "left" if here == "right" else "right"
        said = {side: words.side(side) for side in (here, there)}
    elif level.kind == "sway_test":
        name, key, here = "sway_mvelo", "eyes", getattr(level.exercise, "eyes", "open")
        there = "open" if here == "closed" else "closed"
        alike["screen_distance_cm"] = float(getattr(level.exercise, "screen_distance_cm", math.nan))
        said = {"open": _("speed, eyes open"), "closed": _("speed, eyes closed")}
    else:
        return None
    own = next((each for each in measures if each.name == name and math.isfinite(each.number)), None)
    found = next((row for row in reversed(earlier) if _is(row, {**alike, key: there}, name)), None)
    if own is None or found is None:
        return None
    (other,) = _measures({name: found["measures"][name]}, sem_deg)
    return {"here": own, "other": other, "here_words": said[here], "other_words": said[there]}


def _is(row: Mapping[str, Any], wanted: Mapping[str, Any], name: str) -> bool:
    """Whether an earlier test is the one that is wanted, and has that number."""
    known = row["measures"].get(name)
    return known is not None and known["value"] is not None and all(row.get(key) == wanted[key] for key in wanted)


def _usual(level: Level) -> tuple[Usual | None, str]:
    """What is usual, where it fits in everything that is known of the test; or why it is not shown. Who the person is
    is not known here, so that nothing fits which depends on age or sex."""
    of = level.movement if level.kind == "range_test" else _NORM_OF.get(level.kind, level.kind)
    found = norm_for(of, posture=level.starts)
    if found.norm is None:
        return None, found.reason or ""
    return Usual(found.norm.value, found.norm.unit, found.norm.source, found.norm.population), ""


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
