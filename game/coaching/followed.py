"""Followed: one measure of one person from session to session, always measured alike; and whether it has changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from statistics import fmean

from game.measures.change import (
    AT_CEILING,
    BELOW_MCID,
    FAMILIAR,
    IMPROVED,
    MEANED,
    NO_CHANGE,
    change_over_sessions,
    error_counted,
)
from game.measures.reliability import session_spread

SESSIONS_MIN = FAMILIAR + 2 * MEANED
"""Fewer sessions tell nothing: the first is learning what to do, then come three and three."""
NO_ERROR = "the error of one measurement is not known yet"
"""Nobody has published it, and the person's own is known from eleven sessions on."""
RANGE_SHOWN = "range_shown"
"""How far the person went before play: not one of a session's measures, and the same whatever the level."""


class Finding(StrEnum):
    """What can be said of a change. Higher is always the way that is practised for: of what is better when it is less,
    such as sway, it is the steadiness that is higher."""

    EARLY = "early"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Telling:
    """Which of a kind's measures tells of its goal."""

    measure: str
    quality: str
    """What is asked about: range, steadiness; a key of the words that are said of it."""
    goal: str
    higher_better: bool = True


_RANGE = ("range_of_motion", "range")
TELLING: Mapping[str, Telling] = {
    "range_test": Telling(*_RANGE, "range"),
    "reach": Telling(*_RANGE, "range"),
    "tempo": Telling(*_RANGE, "strength"),
    "trace": Telling("path_error", "path", "coordination", higher_better=False),
    "tandem": Telling("phase_sd", "together", "coordination", higher_better=False),
    "steady": Telling("sway_mvelo", "steadiness", "balance", higher_better=False),
    "sway_test": Telling("sway_mvelo", "steadiness", "balance", higher_better=False),
    "limits_test": Telling("limits_of_stability", "lean", "balance"),
    "match": Telling("joint_position_error", "position", "position_sense", higher_better=False),
    "position_test": Telling("joint_position_error", "position", "position_sense", higher_better=False),
    "activate": Telling("in_band", "band", "activation"),
    "task": Telling("phases_done", "task", "daily_life"),
    "five_stands_test": Telling("five_times_sit_to_stand", "stands_five", "daily_life", higher_better=False),
    "chair_stand_test": Telling("chair_stands_30s", "stands_30s", "daily_life"),
    "up_and_go_test": Telling("timed_up_and_go", "up_and_go", "daily_life", higher_better=False),
}
"""One measure a kind, chosen before anybody has played, so that nobody looks for the one that changed most."""
SHOWN_BEFORE = Telling(RANGE_SHOWN, "range", "range")


@dataclass(frozen=True, slots=True)
class Alike:
    """Everything that has to be the same before two numbers may be compared; another one begins a new baseline."""

    measure: str
    movement: str
    side: str
    effort: str = "active"
    load_kg: float | None = None
    posture: str = "seated"
    level: str = ""
    """The level's id; empty where the number does not depend on it."""
    rules: str = ""
    """What the level says of its exercise, as text: another target is another way to measure."""
    sensors: tuple[tuple[str, str], ...] = ()
    """Where each sensor that measures was worn, and in which format it spoke."""


@dataclass(frozen=True, slots=True)
class Point:
    """One sitting's number: the mean, where it was measured more than once."""

    at: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Change:
    """The newest three sittings against the three after the first, in the measure's own unit and direction."""

    finding: Finding = Finding.EARLY
    delta: float = math.nan
    mdc: float = math.nan
    """The smallest change that is more than chance, with 95 %: MDC95."""
    reason: str = ""
    """Why it is too early to tell."""
    baseline: float = math.nan
    newest: float = math.nan


@dataclass(frozen=True, slots=True)
class Followed:
    """One series. Build it with `followed`."""

    alike: Alike
    telling: Telling
    kind: str
    test: bool
    """An instrumented test; else play, or what was shown before play."""
    unit: str
    points: tuple[Point, ...]
    """Oldest first."""
    sem: float = math.nan
    """Standard error of one measurement; nan where nobody knows it yet."""
    own_df: float | None = None
    """Degrees of freedom where the error is the person's own; None where it is assumed."""
    change: Change = field(default_factory=Change)

    @property
    def band(self) -> tuple[float, float]:
        """The baseline ± half the smallest change: while the newest three, with the same half about them, touch it, no
        change can be told. nan where there is none yet."""
        half = self.change.mdc / 2.0
        return self.change.baseline - half, self.change.baseline + half


def followed(
    alike: Alike, telling: Telling, numbers: Iterable[tuple[datetime, str, float]], *,
    kind: str, unit: str, sem: float, test: bool = False,
) -> Followed:  # fmt: skip
    """A series of numbers, each with when it was measured and in which sitting; `sem` is what is assumed of one
    measurement's error (nan: nothing), used until the person's own is known and greater."""
    points = _by_sitting(numbers)
    values = [point.value for point in points]
    own = session_spread(values[FAMILIAR:], unit=unit)
    own_sd, own_df = (own["sd"].value, own["df"].value) if own["sd"].valid else (math.nan, 0.0)
    error, df = error_counted(sem, own_sd, own_df)
    change = _change(values, math.isfinite(error), telling, sem, (own_sd, own_df))
    return Followed(alike, telling, kind, test, unit, points, error, df, change)


def _by_sitting(numbers: Iterable[tuple[datetime, str, float]]) -> tuple[Point, ...]:
    """Numbers of one sitting and day are no proof of one another: they make one."""
    groups: dict[tuple[object, str], list[tuple[datetime, float]]] = {}
    for at, sitting, value in sorted(numbers, key=lambda each: each[0]):
        if math.isfinite(value):
            groups.setdefault((at.date(), sitting), []).append((at, value))
    return tuple(Point(group[0][0], fmean(value for _, value in group)) for group in groups.values())


def _change(
    values: Sequence[float], error_known: bool, telling: Telling, sem: float, own: tuple[float, float]
) -> Change:
    if len(values) < SESSIONS_MIN:
        return Change(reason=f"{len(values)} of {SESSIONS_MIN} sessions")
    baseline, newest = fmean(values[FAMILIAR : FAMILIAR + MEANED]), fmean(values[-MEANED:])
    if not error_known:
        return Change(delta=newest - baseline, reason=NO_ERROR, baseline=baseline, newest=newest)
    found = change_over_sessions(values, sem, higher_better=telling.higher_better, own_sd=own[0], own_df=own[1])
    label, delta, mdc = found["label"], float(found["delta"].value), float(found["mdc"].value)
    finding = _FINDINGS.get(str(label.value), Finding.LOWER) if label.valid else Finding.EARLY
    return Change(finding, delta, mdc, label.reason or "", baseline, newest)


_FINDINGS = {
    NO_CHANGE: Finding.SAME,
    AT_CEILING: Finding.SAME,
    IMPROVED: Finding.HIGHER,
    BELOW_MCID: Finding.HIGHER,
}


def primary(series: Sequence[Followed], now: datetime) -> tuple[Followed, ...]:
    """One series for each goal, movement and side, in the order in which they were begun. Which one never depends on
    how it went: what was measured lately comes before what was not, what can be told of before what cannot, a test
    before what was shown before play and that before play itself, one's own strength before other efforts, more
    sittings before fewer."""
    by_goal: dict[tuple[str, str, str], list[Followed]] = {}
    for each in sorted(series, key=lambda one: one.points[0].at):
        by_goal.setdefault((each.telling.goal, each.alike.movement, each.alike.side), []).append(each)
    return tuple(max(rivals, key=lambda one: _rank(one, now)) for rivals in by_goal.values())


_LATELY_DAYS = 28
"""As long as a prescription holds without a review: a choice."""


def _rank(one: Followed, now: datetime) -> tuple[float, ...]:
    lately = (now - one.points[-1].at).days < _LATELY_DAYS
    enough = len(one.points) >= SESSIONS_MIN
    kind = 2 if one.test else 1 if one.alike.measure == RANGE_SHOWN else 0
    return lately, enough, kind, one.alike.effort == "active", len(one.points), one.points[-1].at.timestamp()
