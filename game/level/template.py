"""Template: a complete level of one kind and movement, sound as it stands, with every key explained, to be edited."""

from __future__ import annotations

from typing import Any, get_args

from game.exercises.tasks import TASKS
from game.level.expected import in_words, node_at, unit_of
from game.level.kinds import KINDS, NEVER_ALONE, ON_FEET, STANDS_UP, TESTS
from game.level.schema import FORMAT, Exclusion, Level, Presence
from game.motion.movement import Formula, Movement

_WIDTH = 34
"""Characters before a comment."""
_SHARES = (0.3, 0.5)
"""Where the two targets of a template lie in the movement's safe range; a position to be felt lies in its middle."""
_MIDDLE_SHARES = (0.3, 0.7)
_ONE_SHARE = 0.75
"""Where the one target lies of a movement too small for two."""
_SECTOR_SEM = 2.5
"""A path goes at least so many errors of measurement far."""
_TURNED_S = 15.0
"""A path of a movement whose zero is known for 20 s only is over before."""
_TOLERANCE_SHARE = 0.8
"""Of the way between the two targets: a finer tolerance tells them apart."""


def template(kind: str, row: Movement, example: Level) -> str:
    """The text of a level of that kind for that movement. What a key has no default for comes from the movement, else
    from `example`, a level of the same kind."""
    posture = "stepping" if kind == "up_and_go_test" else row.postures[0]
    on_feet = posture in ON_FEET or kind in STANDS_UP
    presence = "someone_within_reach" if kind in NEVER_ALONE or on_feet else "alone"
    dose = example.dose
    lines = [
        "# yaml-language-server: $schema=../level.schema.json",
        "# Change what you like, save it as the id with .yaml behind it, and let `moveagain levels check` read it.",
        "# What stands behind a # is left out: take the # and the space behind it away to say something else.",
        f"format: {FORMAT}",
        _line("id", f"{row.name}_{kind}_1", "movement, kind and step; also the file's name. Step 1 is the easiest"),
        _line("title", "A new level", "the name on the screen, 40 characters at most"),
        _line("about", f"{row.words.format(side='right').replace('right ', '')}.", "one plain sentence"),
        _line("serves", "A goal of the day.", "the daily goal it serves, in the words a person would use"),
        _line("goal", example.goal, in_words(node_at(("goal",), kind))),
        _line("movement", row.name, "a row of the movement table"),
        _line("suits", "Somebody who does this without pain.", "who it is for, as a therapist would say it"),
        _line("excludes", f"[{', '.join(_excludes(kind, presence=presence, on_feet=on_feet))}]", "who it is not for"),
        f"#   of: {', '.join(get_args(Exclusion))}",
        _line("posture", posture, " or ".join(row.postures)),
        _line("presence", presence, " or ".join(get_args(Presence))),
        "exercise:",
        f"  kind: {kind}",
        *_keys(kind, row, example),
        "dose:",
        _line("  repetitions", str(_repetitions(kind, example)), "whichever of these two is done first ends the level"),
        _line("  minutes", f"{dose.minutes:g}", "minutes of play"),
        _line("  rest_s", f"{dose.rest_s:g}", "seconds of each rest"),
        _line("  rest_every_s", f"{dose.rest_every_s:g}", "seconds of play after which a rest is taken"),
        _line("  source", "My own choice.", "a study, or whose choice it is"),
        "# guards:",
        _line("#   speed_deg_s_max", f"{row.speed_deg_s_max:g}", "degrees a second; faster is not clean"),
        _line("#   trunk_lean_deg_max", "15", "degrees of lean from which the trunk is helping"),
        _line("adapts", f"[{', '.join(() if kind in TESTS else example.adapts)}]", "what may get easier or harder"),
        _line("review", "none", "or a section: name, profession and date of who has read it"),
    ]
    return "\n".join(lines) + "\n"


def _line(key: str, value: str, why: str) -> str:
    return f"{f'{key}: {value}':{_WIDTH}}  # {why}"


def _excludes(kind: str, *, presence: str, on_feet: bool) -> list[str]:
    found = ["recent_surgery", "fracture_not_healed"]
    if on_feet:
        found += ["weight_bearing_limited", "dizziness", *(["recent_falls"] if presence == "alone" else [])]
    if kind == "activate":
        found += ["implanted_electronics", "adhesive_allergy"]
    return found


def _keys(kind: str, row: Movement, example: Level) -> list[str]:
    """The keys of the kind: with a value where one has to be said, else as a comment with what holds without it."""
    found = []
    given = dict(example.exercise)
    for key, field in KINDS[kind].model_fields.items():
        if key == "kind":
            continue
        suggested = _suggested(kind, key, row)
        why = " ".join((field.description or "").split())
        unit = unit_of(key)
        why = f"{unit}. {why}" if unit and unit not in why.lower() else why
        if suggested is not None or field.is_required():
            found.append(_line(f"  {key}", _yaml(given[key] if suggested is None else suggested), why))
        else:
            default = field.get_default(call_default_factory=True)
            found.append(_line(f"  # {key}", "" if default is None else _yaml(default), why))
    return found


def _repetitions(kind: str, example: Level) -> int:
    """Those of the example; where there are sets, as many as the sets that hold when nothing is said."""
    fields = KINDS[kind].model_fields
    if "set_repetitions" not in fields:
        return example.dose.repetitions
    return int(fields["sets"].default * fields["set_repetitions"].default)


def _suggested(kind: str, key: str, row: Movement) -> Any:
    """What the movement says of a key; None where it says nothing."""
    high_deg = row.safe_deg[1]
    low_deg = max(0.0, row.safe_deg[0])
    shares = _MIDDLE_SHARES if kind == "position_test" else _SHARES
    targets = tuple(float(round(low_deg + share * (high_deg - low_deg))) for share in shares)
    apart_deg = targets[1] - targets[0]
    if apart_deg < max(row.simplest.sem_deg, 2.0 / _TOLERANCE_SHARE):
        targets = (float(round(low_deg + _ONE_SHARE * (high_deg - low_deg))),)
        apart_deg = targets[0]
    if key == "targets_deg":
        return targets
    if key == "task":
        return next((task.name for task in TASKS.values() if task.movement == row.name), None)
    if key == "bout_s" and any(way.formula is Formula.TURN for way in row.ways):
        return _TURNED_S
    if key == "to_deg":
        return float(round(max(_SECTOR_SEM * row.simplest.sem_deg, targets[-1])))
    if key in ("tolerance_deg", "window_deg") and "targets_deg" in KINDS[kind].model_fields:
        return float(min(8, max(2, int(_TOLERANCE_SHARE * min(apart_deg, *targets, 100.0)))))
    return None


def _yaml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, int | float) else str(value)
