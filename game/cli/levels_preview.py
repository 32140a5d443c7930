"""`moveagain levels preview`: what a level will be for one person, in words and in a picture of text."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.coaching.preview import Adapting, Preview

_WIDTH = 60
"""Characters that the drawn scale is wide."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `preview`."""
    parser = commands.add_parser("preview", help="what a level will be for one person")
    parser.add_argument("level", metavar="LEVEL", help="the id of a level, or the path of a YAML file")
    parser.add_argument("--side", choices=("left", "right"), default="right", help="the side that is played")
    parser.add_argument("--range", type=float, metavar="DEG", help="how far this person goes, in degrees")
    parser.add_argument("--person", metavar="NAME", help="take their range from their newest range test")
    parser.add_argument("--prescription", metavar="FILE", help="what a therapist allows")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run_preview)


def run_preview(args: argparse.Namespace) -> int:
    """Show where the targets lie, how long it takes, whether it may start, and what adapts."""
    import json
    from pathlib import Path

    from game.app.clock import today
    from game.app.errors import RequestError
    from game.app.prescribed import prescription_of
    from game.app.programmes import levels_prescribed
    from game.app.ranges import range_of
    from game.app.request import load_level
    from game.cli.play import tell_unknown
    from game.coaching.preview import preview

    level = load_level(args.level)
    if args.range is not None and not 0.0 < args.range <= 360.0:
        raise RequestError(f"--range takes degrees, more than 0 and at most 360, not {args.range:g}")
    range_deg = math.nan if args.range is None else args.range
    if args.person is not None and args.range is None:
        range_deg = range_of(args.home, args.person, level.movement, args.side)
    prescription = prescription_of(None if args.prescription is None else Path(args.prescription))
    tell_unknown(prescription, (level.id,))
    day = today().date()
    seen = preview(level, args.side, range_deg, prescription, day, levels_prescribed(prescription, day))
    print(json.dumps(as_row(seen), indent=2, allow_nan=False) if args.json else told(seen))
    return 0


def as_row(seen: Preview) -> dict[str, Any]:
    """Plain values for a program; null where nothing is known."""
    expected = seen.expected
    return {
        "level": seen.level.id,
        "side": seen.side,
        "range_deg": _known(seen.range_deg),
        "floor_deg": seen.wall.floor_deg,
        "ceiling_deg": seen.wall.ceiling_deg,
        "speed_deg_s_max": min(seen.wall.speed_deg_s_max, seen.level.speed_deg_s_max),
        "targets": [{"asked_deg": each.asked_deg, "lies_deg": _known(each.lies_deg)} for each in seen.targets],
        "own_percent": [100.0 * share for share in seen.level.exercise.own_shares],
        "share": seen.share,
        "repetitions": expected.repetitions,
        "repetition_s": _known(expected.each_s),
        "play_min": expected.play_min,
        "rests": expected.rests,
        "minutes": expected.minutes,
        "allowed": seen.refusal is None,
        "why_not": seen.refusal,
        "adapts": [
            {
                "parameter": each.parameter,
                "easiest": each.easiest,
                "as_the_level_says": each.as_the_level_says,
                "hardest": each.hardest,
                "unit": each.unit or "times",
            }
            for each in seen.adapts
        ],
        "cannot_tell": list(seen.cannot_tell),
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def told(seen: Preview) -> str:
    """Several lines of text."""
    level, expected = seen.level, seen.expected
    side = f", {seen.side}" if level.row.sided else ""
    each = "" if math.isnan(expected.each_s) else f", {expected.each_s:.1f} seconds each at a comfortable pace"
    at_most = "at most " if math.isnan(expected.each_s) else ""
    lines = [
        f"{level.title} ({level.id}{side})",
        f"For whom: {level.suits}",
        *(scale(seen) if seen.targets else ()),
        *_targets(seen),
        f"Expected: {expected.repetitions} repetitions{each}; {at_most}{expected.play_min:.1f} minutes of play and "
        f"{expected.rests} {'rest' if expected.rests == 1 else 'rests'}, {expected.minutes:.1f} minutes in all",
        *(
            [f"In the first week of the prescription that is {100 * seen.share:.0f} % of the dose."]
            if seen.share < 1.0
            else ()
        ),
        f"May start with a sensor: {'yes' if seen.refusal is None else f'no. {seen.refusal}'}",
        f"Adapts: {'; '.join(map(_adapting, seen.adapts)) or 'nothing'}",
        *(f"{said}." for said in seen.cannot_tell),
    ]
    return "\n".join(lines)


def _targets(seen: Preview) -> list[str]:
    """Each target in words."""
    found = []
    for each in seen.targets:
        lies = f"Target {each.asked_deg:g}°: "
        if math.isnan(each.lies_deg):
            found.append(f"{lies}left out, outside what is allowed")
            continue
        share = "" if math.isnan(seen.range_deg) else f", {100 * each.lies_deg / seen.range_deg:.0f} % of this range"
        beyond = ", beyond it" if each.lies_deg > seen.range_deg else ""
        at = "at most at" if seen.level.exercise.own_shares and math.isnan(seen.range_deg) else "at"
        found.append(f"{lies}lies {at} {each.lies_deg:.0f}°{share}{beyond}")
    return [*found, *_own(seen.level.exercise.own_shares)]


def _own(shares: tuple[float, ...]) -> list[str]:
    """What is asked of each limb's own range, where that is so."""
    if not shares:
        return []
    own, other = (f"{100 * share:.0f} %" for share in shares)
    asked = (
        f"{own} of its own range" if own == other else f"its own share, {own} on the played side and {other} beside it"
    )
    return [f"Before play both limbs show how far they go; each is asked for {asked}, and no more than its degrees"]


def _adapting(each: Adapting) -> str:
    unit = {"deg": "°", "s": " s"}.get(each.unit, " times")
    if each.easiest == each.hardest:
        return each.parameter
    numbers = (each.easiest, each.as_the_level_says, each.hardest)
    easiest, said, hardest = (f"{number:.1f}{unit}" for number in numbers)
    return f"{each.parameter} from {easiest} (easiest) over {said} to {hardest} (hardest)"


def scale(seen: Preview) -> list[str]:
    """The movement's safe range as a line: where the targets lie, how far this person goes, where the wall is."""
    low_deg, high_deg = seen.level.row.safe_deg
    low_deg = min(low_deg, 0.0)

    def at(angle_deg: float) -> int:
        share = (angle_deg - low_deg) / (high_deg - low_deg)
        return round(share * (_WIDTH - 1)) if 0.0 <= share <= 1.0 else -1

    reach_deg = high_deg if math.isnan(seen.range_deg) else seen.range_deg
    angles = [low_deg + (high_deg - low_deg) * cell / (_WIDTH - 1) for cell in range(_WIDTH)]
    line = ["─" if seen.wall.floor_deg <= angle <= min(reach_deg, seen.wall.ceiling_deg) else "·" for angle in angles]
    for mark, places in (
        ("│", (0.0,)),
        ("┃", (seen.wall.floor_deg, seen.wall.ceiling_deg)),
        ("●", tuple(each.lies_deg for each in seen.targets if not math.isnan(each.lies_deg))),
    ):
        for place in places:
            if at(place) >= 0:
                line[at(place)] = mark
    ends = f"{low_deg:g}°".ljust(_WIDTH - len(f"{high_deg:g}°")) + f"{high_deg:g}°"
    return ["".join(line), ends, "● target   │ neutral pose   ┃ wall   ─ can be reached   · outside"]
