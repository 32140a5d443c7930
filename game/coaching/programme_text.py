"""read_programme: a file's text to a Programme, or every problem of it at once; what has to hold between its keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from game.coaching.blanks import BLANKS
from game.coaching.filed import read_keys, schema_of
from game.coaching.programme import FORMAT, Item, Part, Programme, due_in
from game.coaching.weekdays import WEEKDAYS
from game.level import Level, LevelProblems
from game.level.lints_of_dose import findings_of_dose
from game.level.sound import Finding
from game.level.tree import Path

APPROVAL = "therapist must approve"
"""What `approval` has to say."""
_FLOAT_SLACK = 1e-6


def read_programme(raw: str | bytes, name: str, levels: Mapping[str, Level]) -> Programme:
    """The programme in a file's text; `name` is the file as problems name it, `levels` those there are, by id.

    Raises LevelProblems with everything that is wrong, each with line and column.
    """
    found, tree = read_keys(Programme, raw, name, what="a programme", newest=FORMAT)
    if found is not None:
        for finding in _findings(found, name, levels):
            place = next(tree.places[path] for path in _upwards(finding.path) if path in tree.places)
            tree.add(place.value, finding.what, finding.suggestion)
    if tree.problems or found is None:
        raise LevelProblems(tree.problems)
    return found


def programme_schema() -> dict[str, Any]:
    """The JSON Schema of a programme, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema_of(Programme)}


def _upwards(path: Path) -> Iterator[Path]:
    """The path and all that it lies in: a key that is left out is spoken of at its section."""
    for depth in range(len(path), -1, -1):
        yield path[:depth]


def _findings(found: Programme, name: str, levels: Mapping[str, Level]) -> Iterator[Finding]:
    yield from _its_own_keys(found, name)
    known = True
    for part, place, item in found.items():
        for finding in _of_item(found, (part, place), item, levels):
            known = False
            yield finding
    if known:
        yield from _excludes_what_its_levels_do(found, levels)
        yield from _each_dose_is_allowed(found, levels)
        yield from _each_day_stays_inside(found, levels)


def _its_own_keys(found: Programme, name: str) -> Iterator[Finding]:
    """The name, the approval, and the days."""
    file = name.replace("\\", "/").rpartition("/")[2]
    stem = file.rpartition(".")[0] if file.endswith((".yaml", ".yml")) else ""
    if stem and stem != found.id:
        yield Finding(("id",), f"id is “{found.id}”, but the file is named “{stem}”; they have to be the same")
    if APPROVAL not in found.approval:
        yield Finding(("approval",), f"approval has to say that a {APPROVAL} it")
    yield from _in_order(("days",), found.days)
    if len(found.days) > BLANKS.days_a_week:
        yield Finding(("days",), f"{len(found.days)} days a week are more than {BLANKS.days_a_week}; leave one free")
    if found.sessions_a_day > 1 and found.hours_apart < BLANKS.hours_apart:
        what = f"two sessions a day lie at least {BLANKS.hours_apart:g} hours apart"
        yield Finding(("hours_apart",), what, f"{BLANKS.hours_apart:g}")
    if found.first_week_share > BLANKS.first_week_share:
        what = f"the first week asks for {BLANKS.first_week_share:g} of the dose at most"
        yield Finding(("first_week_share",), what, f"{BLANKS.first_week_share:g}")


def _in_order(path: Path, days: tuple[str, ...]) -> Iterator[Finding]:
    if list(days) != sorted(set(days), key=lambda day: WEEKDAYS.index(day)):
        yield Finding(path, "each weekday stands once, in the order of the week")


def _of_item(found: Programme, path: tuple[Part, int], item: Item, levels: Mapping[str, Level]) -> Iterator[Finding]:
    """Its levels are there, its steps rise, and its days are the programme's."""
    if len(item.steps) != found.weeks:
        yield Finding((*path, "steps"), f"{len(item.steps)} steps for {found.weeks} weeks; one a week, 0 for none")
    climbed = [step for step in item.steps if step > 0]
    if climbed != sorted(climbed):
        yield Finding((*path, "steps"), "a step comes down again; steps stay or rise")
    if not climbed:
        yield Finding((*path, "steps"), "no week has a step: leave the item out")
    missing = [step for step in dict.fromkeys(climbed) if f"{item.ladder}_{step}" not in levels]
    if missing:
        there = [id_ for id_ in levels if id_.startswith(f"{item.ladder}_")]
        at = "steps" if there else "ladder"
        yield Finding((*path, at), f"there is no level {item.ladder}_{missing[0]}")
    if item.days is not None:
        yield from _in_order((*path, "days"), item.days)
        if strange := [day for day in item.days if day not in found.days]:
            yield Finding((*path, "days"), f"{strange[0]} is no day of the programme")


def _excludes_what_its_levels_do(found: Programme, levels: Mapping[str, Level]) -> Iterator[Finding]:
    """Nobody is offered a programme with a level that is not for them."""
    needed = {word: id_ for id_ in found.level_ids() for word in levels[id_].excludes}
    for word, id_ in sorted(needed.items()):
        if word not in found.excludes:
            yield Finding(("excludes",), f"{id_} excludes {word}, so the programme does: add it")


def _each_dose_is_allowed(found: Programme, levels: Mapping[str, Level]) -> Iterator[Finding]:
    """What is asked of a level on one day passes the lints that the level's own dose has to pass."""
    asked: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], Path] = {}
    for part, place, item in found.items():
        for side in ("affected", "other") if item.sides == "both" else (item.sides,):
            for step in sorted(set(item.steps) - {0}):
                key = (f"{item.ladder}_{step}", side)
                asked[key] += found.sessions_a_day * item.repetitions
                last[key] = (part, place, "repetitions")
    said: set[Path] = set()
    for (id_, side), repetitions in asked.items():
        for finding in findings_of_dose(levels[id_], repetitions):
            path = last[(id_, side)]
            if path not in said:
                said.add(path)
                yield Finding(path, f"on one day, {id_}: {finding.what}")


def _each_day_stays_inside(found: Programme, levels: Mapping[str, Level]) -> Iterator[Finding]:
    """No day of no week asks for more than the programme's own dose says."""
    days = [due_in(found, levels, week, day) for week in range(1, found.weeks + 1) for day in found.days]
    for key, most, unit in (
        ("repetitions_a_day", max(day.repetitions for day in days), "repetitions"),
        ("minutes_a_day", max(day.play_min for day in days), "minutes of play"),
    ):
        stated = getattr(found.dose, key)
        if most > stated + _FLOAT_SLACK:
            fullest = max(days, key=lambda day: day.repetitions if key == "repetitions_a_day" else day.play_min)
            what = f"{fullest.weekday} of week {fullest.week} asks for {most:.4g} {unit}, and the dose says {stated:g}"
            yield Finding(("dose", key), what)
    for day in days:
        if not day.dues:
            yield Finding(("days",), f"nothing is due on {day.weekday} of week {day.week}")
            return
