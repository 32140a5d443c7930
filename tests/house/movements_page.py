"""The page of the movements that can be trained, made of the table; run with `-m`, it renews docs/movements.md."""

from __future__ import annotations

from game.motion.apart import cannot_tell
from game.motion.movement import Formula, Movement, Norm, Way
from game.motion.movements import MOVEMENTS
from game.motion.yaw import DRIFT_DEG_MIN, DUE_S, YAW_VALID_S
from input_devices import in_words
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "movements.md"
OPENING = """# Movements

What can be trained and measured: with which sensors, how the angle is got, which way it counts, and what it cannot see.
`python -m tests.house.movements_page` makes this page of the table in `game/motion/`. Of every row a test has a
simulated body with kinematics of its own make the movement, and looks at size and sign.

Angles are degrees from the neutral pose. **Safe limits** are what no target may pass, whoever asks; speed is that
of a clean movement where nothing else is prescribed. **Usual** is for a therapist's eyes and never a verdict: *seen*
means that the cited page was read, *quoted* that another page quotes it, *recalled* that it is to be looked up before
it is shown. The **error** of one measurement (standard error, degrees) is assumed until a person's own is known: a
choice, and no evidence.

## How a sensor is worn

A sensor has an arrow (its Y axis) and a face (its Z axis). Elevation and lean_away do not mind how it is strapped on;
every angle with a direction does.

| worn on | arrow | face |
| --- | --- | --- |
| head, breastbone | up | forward |
| back of the belt | up | backward |
| upper arm, forearm, hand | towards the hand | outward (the back of forearm and hand, with the thumb in front) |
| thigh, lower leg | towards the foot | outward |
| foot | towards the toes | up |

Worn back to front, tilt, lean_forward and lean_right have the wrong sign. For tilt and lean_forward the first movement
shows it, and play says so; for lean_right nothing does: right and left change places.

## How an angle is got

| name | is | heading |
| --- | --- | --- |
"""
_DRIFTS = f"drifts, up to {DRIFT_DEG_MIN:g}° a minute; set again after {DUE_S:g} s"
FORMULAS: dict[Formula, tuple[str, str]] = {
    Formula.ELEVATION: ("angle between the limb now and in the neutral pose, against gravity; never negative", "none"),
    Formula.TILT: ("turn about the joint's level axis, against gravity, signed", "none"),
    Formula.ROLL: ("turn about the limb's long axis, against gravity, signed", "none"),
    Formula.INCLINATION: (
        "how far the limb's long axis points above where it did, against gravity, signed",
        "none",
    ),
    Formula.LEAN_FORWARD: ("lean against gravity, forward positive", "none"),
    Formula.LEAN_RIGHT: ("lean against gravity, to the person's right positive", "none"),
    Formula.LEAN_AWAY: ("lean against gravity in any direction; never negative", "none"),
    Formula.TURN: (
        "turn about upright since zero was set, signed",
        f"drifts, up to {DRIFT_DEG_MIN:g}° a minute; set again after {YAW_VALID_S:g} s",
    ),
    Formula.HINGE: ("turn of one limb against the next about the joint's one axis, signed", "kept by the joint itself"),
    Formula.RELATIVE: ("turn of one segment against another about the movement's axis, signed", _DRIFTS),
    Formula.TWIST: ("turn of a limb about the long axis of the one before it, signed", _DRIFTS),
}
STATUS = {"source": "seen", "secondary": "quoted", "memory": "recalled"}


def page() -> str:
    """The page as the table is now."""
    formulas = "".join(f"| {formula.value} | {what} | {heading} |\n" for formula, (what, heading) in FORMULAS.items())
    return OPENING + formulas + "".join(f"\n{_section(row)}" for row in MOVEMENTS.values())


def _section(row: Movement) -> str:
    low, high = row.safe_deg
    lines = [
        f"## {row.name}",
        "",
        f"{_said(row.words)}. {_said(row.neutral)}",
        "",
        f"- Region: {in_words(row.region)}.",
        f"- Angle: {row.angle}. Positive: {row.positive}.",
        f"- Safe limits: {low:g}° to {high:g}°, at most {row.speed_deg_s_max:g}°/s. Usual: {_norm(row.norm)}.",
        f"- Done {' or '.join(row.postures)}.",
        "",
        "| sensors | angle | error | cannot see |",
        "| --- | --- | --- | --- |",
        *(_way(row, way) for way in row.ways),
    ]
    alike = [f"{said}." for way in row.ways if (said := cannot_tell(row, way))]
    return "\n".join([*lines, *([""] if alike else []), *alike]) + "\n"


def _said(words: str) -> str:
    """Words to a person, of either side."""
    return words.replace("{side} ", "")


def _norm(norm: Norm | None) -> str:
    if norm is None:
        return "not known"
    return f"{norm.value_deg:g}° ({norm.source}; {STATUS[norm.status]})"


def _way(row: Movement, way: Way) -> str:
    sites = " + ".join(in_words(site).removeprefix("right ") for site in row.sites(way, "right"))
    return f"| {sites} | {way.formula.value} | {way.sem_deg:g}° | {way.cannot_see} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
