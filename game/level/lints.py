"""Lints: what has to hold between the keys of a level, one function a rule. They look only at what is sound so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.exercises.envelope import DIRECTIONS_DEG
from game.level.expected import one_of
from game.level.kinds import KINDS, TESTS, can_play, never_alone
from game.level.sound import TARGETS, Finding, Sound
from game.level.tree import Path


def id_says_what_it_is(sound: Sound) -> Iterator[Finding]:
    """The id is `<movement>_<kind>_<step>`, and the file is named after it."""
    identity, movement = sound.at("id"), sound.movement
    if not isinstance(identity, str):
        return
    if movement and sound.kind:
        start = f"{movement.name}_{sound.kind}_"
        if not identity.startswith(start) or not sound.step or identity != f"{start}{sound.step}":
            what = f"id is “{identity}”; it has to be movement, kind and step, from 1 to 99"
            yield Finding(("id",), what, f"{start}{sound.step or 1}")
            return
    if sound.stem and sound.stem != identity:
        yield Finding(("id",), f"id is “{identity}”, but the file is named “{sound.stem}”; they have to be the same")


def first_step_has_no_hold(sound: Sound) -> Iterator[Finding]:
    """Step 1 of reach asks for no hold: getting there is enough."""
    if sound.kind == "reach" and sound.step == 1 and sound.number("exercise", "hold_s"):
        yield Finding(("exercise", "hold_s"), "step 1 asks for no hold; leave hold_s out, or make this step 2")


def kind_fits_movement(sound: Sound) -> Iterator[Finding]:
    """A kind is played with movements whose angle it can use."""
    row = sound.movement
    if row and sound.kind and not can_play(sound.kind, row):
        fitting = [kind for kind in KINDS if can_play(kind, row)]
        what = f"{sound.kind} cannot be played with {row.name}, which is for {one_of(fitting)}"
        yield Finding(("exercise", "kind"), what)


def posture_fits_movement(sound: Sound) -> Iterator[Finding]:
    """A movement is made in one of its postures: what is done standing does not start as if it were done seated."""
    row, posture = sound.movement, sound.at("posture")
    if sound.kind == "up_and_go_test" and posture == "stepping":
        return  # a walk, that begins in the movement's posture
    if row and isinstance(posture, str) and posture not in row.postures:
        what = f"{row.name} is done {' or '.join(row.postures)}, not {posture}"
        at = ("posture",) if "posture" in sound.values else ("movement",)
        yield Finding(at, what)


def angles_are_safe(sound: Sound) -> Iterator[Finding]:
    """No target and no envelope lies outside the movement's safe limits."""
    if not (row := sound.movement):
        return
    low, high = row.safe_deg
    angles: list[tuple[Path, float | None]] = [((*TARGETS, n), t) for n, t in enumerate(sound.targets_deg)]
    if sound.kind == "steady":
        angles = [(("exercise", key), sound.number("exercise", key)) for key in ("forward_deg", "back_deg", "side_deg")]
    for path, angle in angles:
        if angle is not None and not low <= angle <= high:
            what = f"{angle:g}° is outside the safe limits of {row.name}, {low:g} to {high:g} degrees"
            yield Finding(path, what)


def targets_rise_apart(sound: Sound) -> Iterator[Finding]:
    """Targets rise, far enough apart to be told from each other and from the neutral pose."""
    key = "window_deg" if sound.kind == "match" else "tolerance_deg"
    row, tolerance = sound.movement, sound.number("exercise", key)
    if row is None or tolerance is None:
        return
    apart = max(row.simplest.sem_deg, tolerance)
    targets = sound.targets_deg
    for place, target in enumerate(targets):
        if abs(target) < apart:
            what = f"{target:g}° is less than {apart:g}° from the neutral pose: it would be reached by doing nothing"
            yield Finding((*TARGETS, place), what)
        if place and target <= targets[place - 1]:
            yield Finding((*TARGETS, place), f"{target:g} stands after {targets[place - 1]:g}; targets rise")
        elif place and target - targets[place - 1] < apart:
            what = f"{target:g} is only {target - targets[place - 1]:g}° above the target before"
            yield Finding((*TARGETS, place), f"{what}; less than {apart:g}° apart one cannot be told from the other")


def there_is_something_to_choose(sound: Sound) -> Iterator[Finding]:
    """Whoever is to choose has two targets at least."""
    if sound.kind == "reach" and sound.at("exercise", "order") == "person" and len(sound.targets_deg) == 1:
        yield Finding(("exercise", "order"), "of one target there is nothing to choose", "rising")


def speed_within_ceiling(sound: Sound) -> Iterator[Finding]:
    """A level may lower the movement's speed ceiling, never raise it."""
    speed, row = sound.number("guards", "speed_deg_s_max"), sound.movement
    if row and speed is not None and speed > row.speed_deg_s_max:
        what = f"{speed:g} degrees a second is above the ceiling of {row.name}, {row.speed_deg_s_max:g}"
        yield Finding(("guards", "speed_deg_s_max"), what)


def dose_fits_its_minutes(sound: Sound) -> Iterator[Finding]:
    """The repetitions asked for can be done in the minutes given without passing the speed ceiling."""
    repetitions, minutes = sound.number("dose", "repetitions"), sound.number("dose", "minutes")
    between, row = sound.number("exercise", "rest_between_s"), sound.movement
    if repetitions is None or minutes is None or between is None or row is None:
        return
    if sound.kind == "steady":
        each_s = sound.number("exercise", "bout_s" if sound.at("exercise", "aim") == "stay" else "hold_s")
    elif sound.kind == "trace":
        each_s = sound.number("exercise", "bout_s")
    else:
        speed = sound.number("guards", "speed_deg_s_max") or row.speed_deg_s_max
        hold, targets = sound.number("exercise", "hold_s"), sound.targets_deg
        farthest = max(map(abs, targets), default=0.0)
        delay = sound.number("exercise", "delay_s") if sound.kind == "match" else 0.0
        ways = 4 if sound.kind == "match" else 2  # there and back to learn, and again to find
        each_s = None if hold is None or delay is None or not targets else hold + delay + ways * farthest / speed
        if sound.kind == "tempo" and each_s is not None:
            each_s = sum(sound.number("exercise", key) or 0.0 for key in ("up_s", "hold_s", "down_s"))
    if each_s is not None and repetitions * (each_s + between) > minutes * 60:
        needed = repetitions * (each_s + between) / 60
        what = f"{repetitions:g} repetitions take at least {needed:.1f} minutes, and the dose gives {minutes:g}"
        yield Finding(("dose", "minutes"), what)


def each_parameter_once(sound: Sound) -> Iterator[Finding]:
    """`adapts` is an order, so each parameter stands in it once."""
    order = sound.at("adapts")
    if isinstance(order, tuple) and len(set(order)) < len(order):
        yield Finding(("adapts",), "adapts names a parameter twice")


def a_test_does_not_adapt(sound: Sound) -> Iterator[Finding]:
    """A test asks the same of everybody every time: it has its own dose, and nothing in it adapts."""
    if sound.kind not in TESTS:
        return
    if "adapts" not in sound.values:
        at = ("dose",) if "dose" in sound.values else ("exercise",)
        yield Finding(at, "a test does not adapt; say so", "adapts: []")
    elif sound.at("adapts"):
        yield Finding(("adapts",), "a test does not adapt", "[]")
    repetitions, key = sound.number("dose", "repetitions"), _TRIALS.get(sound.kind)
    asked = _FIXED_TRIALS.get(sound.kind, 1) if key is None else sound.number("exercise", key)
    if repetitions is not None and asked is not None and repetitions != asked:
        what = f"{sound.kind} asks for {asked:g}, and the dose says {repetitions:g}; a test has its own dose"
        yield Finding(("dose", "repetitions"), what, f"{asked:g}")


_TRIALS = {"range_test": "movements", "position_test": "answers"}
_FIXED_TRIALS = {"limits_test": len(DIRECTIONS_DEG)}
_MIDDLE = (0.25, 0.75)
"""Positions in the middle half of the range are felt by the joint, not by its end (a choice for “mid-range”)."""


def positions_are_in_the_middle(sound: Sound) -> Iterator[Finding]:
    """A position that is to be felt does not lie near an end of the range."""
    row = sound.movement
    if row is None or sound.kind not in ("match", "position_test"):
        return
    lowest, highest = max(0.0, row.safe_deg[0]), row.safe_deg[1]
    low, high = (lowest + share * (highest - lowest) for share in _MIDDLE)
    for place, target in enumerate(sound.targets_deg):
        if not low <= target <= high:
            what = f"{target:g}° is not in the middle of the range of {row.name}, {low:g} to {high:g} degrees"
            yield Finding((*TARGETS, place), what)


def someone_is_there(sound: Sound) -> Iterator[Finding]:
    """What needs someone within reach says so."""
    needed = never_alone(sound.kind, sound.at("posture"), lambda key: sound.at("exercise", key))
    if needed and sound.at("presence") == "alone":
        path: Path = ("presence",) if "presence" in sound.values else ("exercise", "kind")
        yield Finding(path, "this needs someone within reach", "presence: someone_within_reach")


LINTS: tuple[Callable[[Sound], Iterator[Finding]], ...] = (
    id_says_what_it_is,
    first_step_has_no_hold,
    kind_fits_movement,
    posture_fits_movement,
    angles_are_safe,
    targets_rise_apart,
    there_is_something_to_choose,
    speed_within_ceiling,
    dose_fits_its_minutes,
    each_parameter_once,
    a_test_does_not_adapt,
    positions_are_in_the_middle,
    someone_is_there,
)
