"""Lints of `activate` and `task`: what has to hold between their keys, one function a rule."""

from __future__ import annotations

from collections.abc import Iterator

from game.exercises.activate import ABOVE_QUIET
from game.exercises.tasks import TASKS
from game.level.sound import Finding, Sound

_BAND_PERCENT_MIN = 10.0
"""A narrower band is lost in what a muscle wanders by itself: a choice."""


def a_band_is_above_rest(sound: Sound) -> Iterator[Finding]:
    """A band is wide enough to stay in, and above what counts as relaxed."""
    if sound.kind != "activate" or sound.at("exercise", "mode") == "relax":
        return
    low, high = sound.number("exercise", "low_percent"), sound.number("exercise", "high_percent")
    quiet = sound.number("exercise", "relax_percent")
    if low is None or high is None or quiet is None:
        return
    if high - low < _BAND_PERCENT_MIN:
        what = f"the band goes from {low:g} to {high:g} percent; it has to be {_BAND_PERCENT_MIN:g} wide at least"
        yield Finding(_where(sound, "high_percent", "low_percent"), what)
    if low < quiet + 100.0 * ABOVE_QUIET:
        what = (
            f"the band begins at {low:g} percent, and {quiet:g} still counts as relaxed; "
            f"{100.0 * ABOVE_QUIET:g} lie between them at least"
        )
        yield Finding(_where(sound, "low_percent", "relax_percent"), what)


def a_muscle_rests_as_long_as_it_works(sound: Sound) -> Iterator[Finding]:
    """The relaxation is at least as long as the contraction, and longer than letting go may take."""
    if sound.kind != "activate":
        return
    rest, within = sound.number("exercise", "relax_s"), sound.number("exercise", "relax_within_s")
    work = None if sound.at("exercise", "mode") == "relax" else sound.number("exercise", "contract_s")
    if rest is not None and work is not None and rest < work:
        what = f"{rest:g} s of rest after {work:g} s of work; the muscle rests at least as long as it works"
        yield Finding(_where(sound, "relax_s", "contract_s"), what, f"{work:g}")
    if rest is not None and within is not None and within >= rest:
        what = f"letting go may take {within:g} s, and the rest is over after {rest:g}"
        yield Finding(_where(sound, "relax_within_s", "relax_s"), what)


def two_muscles_where_one_stays_quiet(sound: Sound) -> Iterator[Finding]:
    """To isolate a muscle takes the other one, and that is another."""
    if sound.kind != "activate":
        return
    muscle, other = sound.at("exercise", "muscle"), sound.at("exercise", "antagonist")
    if other is not None and other == muscle:
        yield Finding(("exercise", "antagonist"), f"the antagonist of the {other} cannot be itself")
    if other is None and sound.at("exercise", "mode") == "isolate" and not sound.is_broken("exercise", "antagonist"):
        yield Finding(("exercise", "mode"), "isolate needs an antagonist that is to stay quiet: name it")


def a_joint_is_kept_where_it_is_safe(sound: Sound) -> Iterator[Finding]:
    """The position in which a muscle is tensed lies inside the movement's safe limits."""
    row, position = sound.movement, sound.number("exercise", "position_deg")
    if sound.kind == "activate" and row and position is not None and not row.safe_deg[0] <= position <= row.safe_deg[1]:
        low, high = row.safe_deg
        what = f"{position:g}° is outside the safe limits of {row.name}, {low:g} to {high:g} degrees"
        yield Finding(("exercise", "position_deg"), what)


def contractions_fit_their_minutes(sound: Sound) -> Iterator[Finding]:
    """The contractions asked for, and their relaxations, fit into the minutes."""
    repetitions, minutes = sound.number("dose", "repetitions"), sound.number("dose", "minutes")
    rest, work = sound.number("exercise", "relax_s"), sound.number("exercise", "contract_s")
    if sound.kind != "activate" or repetitions is None or minutes is None or rest is None or work is None:
        return
    each_s = rest if sound.at("exercise", "mode") == "relax" else rest + work
    needed = repetitions * each_s / 60.0
    if needed > minutes:
        what = f"{repetitions:g} repetitions take at least {needed:.1f} minutes, and the dose gives {minutes:g}"
        yield Finding(("dose", "minutes"), what)


def a_task_has_its_own_movement(sound: Sound) -> Iterator[Finding]:
    """A task is told by one movement, and its phases are its own."""
    name = sound.at("exercise", "task")
    if sound.kind != "task" or not isinstance(name, str) or name not in TASKS:
        return
    task, row = TASKS[name], sound.movement
    if row and row.name != task.movement:
        what = f"{name} is played with {task.movement}, not with {row.name}"
        yield Finding(("exercise", "task"), what)
    own, phases = [phase.name for phase in task.phases], sound.at("exercise", "phases")
    for place, keys in enumerate(phases if isinstance(phases, tuple) else ()):
        phase = keys.get("phase") if isinstance(keys, dict) else None
        if isinstance(phase, str) and phase not in own:
            yield Finding(("exercise", "phases", place, "phase"), f"{name} has no phase {phase}: {', '.join(own)}")
        needed = isinstance(keys, dict) and keys.get("required") is False
        if needed and any(each.essential for each in task.phases if each.name == phase):
            what = f"without {phase}, {name} could not be told from another movement"
            yield Finding(("exercise", "phases", place, "required"), what)


def _where(sound: Sound, *keys: str) -> tuple[str, str]:
    """The first of these keys that the file has; else the kind."""
    exercise = sound.values.get("exercise")
    written = exercise if isinstance(exercise, dict) else {}
    return ("exercise", next((key for key in keys if key in written), "kind"))


WORLD_LINTS = (
    a_band_is_above_rest,
    a_muscle_rests_as_long_as_it_works,
    two_muscles_where_one_stays_quiet,
    a_joint_is_kept_where_it_is_safe,
    contractions_fit_their_minutes,
    a_task_has_its_own_movement,
)
