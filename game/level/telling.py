"""A level in plain words, for people who do not read YAML."""

from __future__ import annotations

import re

from game.exercises.keys import Keys
from game.level.expected import stem_of, unit_of
from game.level.schema import Level
from game.motion.apart import cannot_tell
from game.motion.companion import Companion
from input_devices import in_words


def tell(level: Level) -> str:
    """What a level asks for, several lines of text; every key of the exercise is told, whatever its kind."""
    asks = [_told(key, value) for key, value in level.exercise if key != "kind" and value not in (None, ())]
    dose, guards = level.dose, level.guards
    reviewed = "nobody yet" if level.review == "none" else _by(level)
    lines = (
        f"{level.title} ({level.id})",
        level.about,
        "",
        f"For: {level.serves}",
        f"Movement: {_moves(level)}",
        f"Neutral pose: {level.row.neutral.format(side='left or right')}",
        f"Sensors: {_worn(level)}",
        *(f"Watched beside it: {_beside(companion)}" for companion in level.companions),
        *(f"{said}." for said in (*_cannot_tell(level), *level.exercise.told())),
        f"Posture: {_spoken(level.posture)}; presence: {_spoken(level.presence)}",
        f"Play: {'; '.join((_spoken(level.kind), *asks))}",
        f"Dose: {dose.repetitions} repetitions or {_measured(dose.minutes, 'minutes')}, whichever is first; "
        f"a rest of {_measured(dose.rest_s, 'seconds')} every {_measured(dose.rest_every_s, 'seconds')}",
        f"Dose from: {dose.source}",
        f"Guards: at most {_measured(level.speed_deg_s_max, 'degrees a second')}; trunk lean at most "
        f"{_measured(guards.trunk_lean_deg_max, 'degrees')}; with the trunk's help: {guards.compensation}",
        f"Adapts inside a session: {', '.join(level.adapts) or 'nothing'}",
        f"Reviewed by: {reviewed}",
    )
    return "\n".join(lines)


def _moves(level: Level) -> str:
    """What the person is asked to do; a muscle is tensed, or let go, without any movement."""
    if level.exercise.muscles():
        return "none; the muscle works, and the joint stays where it is"
    return level.row.words.format(side="left or right")


def _worn(level: Level) -> str:
    """Where the sensors are worn, for each way to measure the movement; or the electrodes that it is played with."""
    row = level.row
    if muscles := level.muscles("right"):
        places = " and ".join(in_words(place).removeprefix("right ") for place in muscles)
        return f"electrodes on the {places}; a motion sensor is not needed, and watches the joint where one is worn"
    ways = ([in_words(site).removeprefix("right ") for site in row.sites(way, "right")] for way in row.ways)
    return ", or ".join(" with ".join(way) for way in ways)


def _beside(companion: Companion) -> str:
    """Another movement and where the one sensor is worn that tells it."""
    plain = "right " if not companion.other_side else ""
    side = "the other side's " if companion.other_side and companion.row.sided else ""
    sites = [in_words(site).removeprefix(plain or "left ") for site in companion.sites("right")]
    return f"{companion.row.doing}, by a sensor on {side or 'the '}{', or '.join(sites)}"


def _cannot_tell(level: Level) -> list[str]:
    """What each way cannot tell and what would; nothing where a muscle is what is watched, or a task's phases are."""
    if level.exercise.muscles() or level.exercise.told():
        return []
    return [said for way in level.row.ways if (said := cannot_tell(level.row, way))]


def _by(level: Level) -> str:
    review = level.review
    return "" if isinstance(review, str) else f"{review.name}, {review.profession}, {review.date}"


def _spoken(word: str) -> str:
    return word.replace("_", " ")


def _told(key: str, value: object) -> str:
    unit = unit_of(key)
    values = value if isinstance(value, tuple) else (value,)
    if isinstance(values[0], Keys):
        sections = (" ".join(_told(name, one) for name, one in keys if one is not None) for keys in values)
        return f"{_spoken(key)}: {', '.join(sections)}"
    *first, last = [_number(one) if unit else _plain(one) for one in values]
    return f"{_spoken(stem_of(key))} {', '.join((*first, _measured(last, unit) if unit else last))}"


def _plain(value: object) -> str:
    """A word, a number without a unit, or whether it is so."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _number(value) if isinstance(value, float) else _spoken(str(value))


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _measured(value: object, unit: str) -> str:
    """A number with its unit, in the singular for one."""
    number = _number(value)
    one_unit = re.sub(r"s\b", "", unit, count=1)
    return f"1 {one_unit}" if number == "1" else f"{number} {unit}"
