"""Line profiles from YAML text: checked in full, every problem at once with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from input_devices.checked_yaml import Check
from input_devices.errors import ProtocolError
from input_devices.protocols.line_profile import (
    ACCELERATION,
    ANGLES,
    CHECKSUMS,
    EMG,
    FORMATS,
    GROUPS,
    LOADS,
    NAMES,
    RATE,
    SAME_AXES,
    START_REPEAT_S,
    START_TIMEOUT_S,
    SUPPLY_MV,
    TURN,
    UNITS,
    LinePattern,
    LineProfile,
    Rows,
    Start,
    factors,
)
from input_devices.suggestion import did_you_mean

_PORT = ("baud", "dtr_reset", "boot_wait_s")
_ALL = (
    *("port", "format", "checksum", "strip", "units", "quaternion", "axes"),
    *("signs", "rename", "derive", "fold", "multi", "expect_hz", "start", "loads"),
)
_KEYS = {
    "csv": (*_ALL, "columns", "header", "columns_known"),
    "json": (*_ALL, "fields"),
    "keyvalue": _ALL,
    "regex": (*_ALL, "match", "parts"),
}
_EMITS: Mapping[str, tuple[str, ...]] = {
    "quat": TURN,
    "euler": ANGLES,
    "acc": ACCELERATION,
    "gyro": RATE,
    "mag": ("mx", "my", "mz"),
    "emg": EMG[:1],
    "load": LOADS,
    "calibration": (),
    "ignore": (),
}
"""What a line that fits a pattern says → names that must then be in it; with none of them it is read over."""
_UNIT_VECTORS = {
    sign + axis: tuple((-1 if sign == "-" else 1) * (axis == other) for other in "xyz")
    for sign in ("", "+", "-")
    for axis in "xyz"
}
_HZ_MAX = 10_000.0
_COUNTS_MAX = 2.0**32


def read_profile(text: str, source: str, name: str | None = None) -> LineProfile:
    """The profile called `name` in a YAML file's text; without a name, the only one there is.

    Raises ProtocolError with all problems, a line each as `source:line:column: what`.
    """
    check = _Check(source, ProtocolError)
    root, profiles = _profiles(check, text)
    chosen = name if name is not None else next(iter(profiles))
    if name is None and len(profiles) > 1:
        check.say(root, f"there are several profiles, choose one with name=: {', '.join(profiles)}")
    elif chosen not in profiles:
        hint = did_you_mean(chosen, profiles)
        check.say(root, f"there is no profile {chosen}, only {', '.join(profiles)}{hint}")
    if check.problems:
        check.give_up()
    profile = _profile(check, chosen, profiles[chosen])
    if check.problems or profile is None:
        check.give_up()
    return profile


def profile_names(text: str, source: str) -> tuple[str, ...]:
    """The names of all profiles in a YAML file's text; raises ProtocolError where there are none."""
    return tuple(_profiles(_Check(source, ProtocolError), text)[1])


def _profiles(check: _Check, text: str) -> tuple[yaml.Node, dict[str, yaml.Node]]:
    """The file's top and its profiles, at least one; raises ProtocolError."""
    root = check.root(text, "it needs `profiles:` with a profile below it")
    top = check.mapping(root, ("profiles",))
    profiles = check.mapping(top["profiles"]) if "profiles" in top else {}
    if not profiles and not check.problems:
        check.say(root, "there is no profile; write `profiles:` and a profile below it")
    if check.problems:
        check.give_up()
    return root, profiles


def _profile(check: _Check, name: str, node: yaml.Node) -> LineProfile | None:
    part = check.mapping(node)
    if "format" not in part:
        check.say(node, f"profile {name} has no format; it is one of {', '.join(FORMATS)}")
        return None
    format_ = check.choice(part["format"], FORMATS, "format")
    if format_ is None:
        return None
    check.keys(part, _KEYS[format_])
    port = check.mapping(part["port"], _PORT) if "port" in part else {}
    turn = check.mapping(part["quaternion"], ("order", "maps")) if "quaternion" in part else {}
    multi = check.mapping(part["multi"], ("id_field",)) if "multi" in part else {}
    order = check.choice(turn["order"], ("wxyz", "xyzw"), "order") if "order" in turn else "wxyz"
    maps = check.choice(turn["maps"], ("sensor_to_earth", "earth_to_sensor"), "maps") if "maps" in turn else ""
    rename = check.renames(part["rename"]) if "rename" in part else {}
    parts = check.texts(part["parts"], tuple(_EMITS)) if "parts" in part else ()
    gains, offsets = check.loads(part["loads"]) if "loads" in part else ({}, {})
    known = frozenset(check.texts(part["columns_known"])) if "columns_known" in part else frozenset()
    units, emg_range_mv = check.units(part["units"]) if "units" in part else ({}, None)
    profile = LineProfile(
        name,
        format_,
        columns=check.texts(part["columns"]) if "columns" in part else (),
        header_auto="header" in part and check.choice(part["header"], ("auto",), "header") == "auto",
        columns_known=known,
        rename=rename,
        fields=check.fields(part["fields"]) if "fields" in part else {},
        patterns=_patterns(check, part["match"], rename, parts) if "match" in part else (),
        factors=factors(units, (check.signs(part["signs"]) if "signs" in part else {}) | gains),
        emg_range_mv=emg_range_mv,
        parts=len(parts),
        offsets=offsets,
        start=check.start(part["start"]) if "start" in part else None,
        axes=check.axes(part["axes"]) if "axes" in part else SAME_AXES,
        xyzw=order == "xyzw",
        earth_to_sensor=maps == "earth_to_sensor",
        derive_qw="derive" in part and bool(check.texts(part["derive"], ("qw",))),
        fold_pitch="fold" in part and bool(check.texts(part["fold"], ("pitch",))),
        checksum=(check.choice(part["checksum"], CHECKSUMS, "checksum") if "checksum" in part else None) or "none",
        strip=(check.text(part["strip"]) if "strip" in part else None) or "",
        id_field=check.text(multi["id_field"]) if "id_field" in multi else None,
        baud=int(check.number(port["baud"], 300, 4_000_000, whole=True)) if "baud" in port else None,
        dtr_reset=check.truth(port["dtr_reset"]) if "dtr_reset" in port else True,
        boot_wait_s=check.number(port["boot_wait_s"], 0, 60) if "boot_wait_s" in port else 0.0,
        expect_hz=check.number(part["expect_hz"], 1, _HZ_MAX) if "expect_hz" in part else 50.0,
    )
    if format_ == "csv":
        _check_columns(check, part.get("columns", node), profile)
    elif format_ == "json" and profile.fields:
        _check_names(check, part["fields"], tuple(profile.fields), profile.derive_qw)
    elif format_ == "regex":
        if all(pattern.read_over for pattern in profile.patterns):
            check.say(part.get("match", node), "a regex profile needs match, with a pattern that says something")
        missing = [name for k, name in enumerate(parts) if k not in [row.part for row in profile.patterns]]
        if missing:
            check.say(part["parts"], f"no pattern emits {', '.join(missing)}")
    return profile


def _patterns(
    check: _Check, node: yaml.Node, rename: Mapping[str, str], parts: Sequence[str]
) -> tuple[LinePattern, ...]:
    found = [_pattern(check, item, rename, parts) for item in check.items(node, "patterns")]
    return tuple(pattern for pattern in found if pattern is not None)


def _pattern(check: _Check, node: yaml.Node, rename: Mapping[str, str], parts: Sequence[str]) -> LinePattern | None:
    part = check.mapping(node, ("pattern", "emits", "rename"))
    text = check.text(part["pattern"]) if "pattern" in part else None
    emits = check.choice(part["emits"], _EMITS, "entry") if "emits" in part else None
    own = check.renames(part["rename"]) if "rename" in part else {}
    if text is None:
        check.say(node, "a pattern is missing; write pattern: '^(?P<ax>[^,]+),…$'")
        return None
    try:
        expression = re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        check.say(part["pattern"], f"this is no regular expression: {error}")
        return None
    if emits is not None and not _EMITS[emits]:
        return LinePattern(expression, {}, read_over=True)
    names = {group: own.get(group, rename.get(group, group)) for group in expression.groupindex}
    for group, name in names.items():
        if name not in NAMES:
            check.say(part["pattern"], f"no name is called {group}{did_you_mean(group, NAMES)}")
    missing = [name for name in _EMITS[emits] if name not in names.values()] if emits is not None else []
    if missing:
        check.say(part["pattern"], f"{emits} is missing {', '.join(missing)}; write (?P<{missing[0]}>…) for each")
    if emits != "mag":
        _check_names(check, part["pattern"], tuple(names.values()), derive_qw=False)
    return LinePattern(expression, names, part=parts.index(emits) if emits in parts else None)


def _check_columns(check: _Check, where: yaml.Node, profile: LineProfile) -> None:
    names = [profile.canonical(column) for column in profile.columns]
    for column, name in zip(profile.columns, names, strict=True):
        if name not in NAMES and name not in profile.columns_known:
            near = did_you_mean(name, NAMES | profile.columns_known)
            check.say(where, f"no column is called {column}; one that is not to be read goes into columns_known{near}")
    if names:
        _check_names(check, where, names, profile.derive_qw)
    elif not profile.header_auto:
        check.say(where, "a csv profile needs columns, or header: auto")


def _check_names(check: _Check, where: yaml.Node, names: Sequence[str], derive_qw: bool) -> None:
    """What a line holds: each name once, whole groups, and something to play with among them."""
    for name in sorted({name for name in names if names.count(name) > 1 and name in NAMES}):
        check.say(where, f"{name} is there twice")
    for group in GROUPS:
        missing = [name for name in group if name not in names]
        derived = group is TURN and derive_qw and missing == ["qw"]
        if missing and len(missing) < len(group) and not derived:
            check.say(where, f"{', '.join(group)} go together, {', '.join(missing)} is missing")
    if not any(group[-1] in names for group in GROUPS) and not set(EMG) & set(names):
        check.say(where, "nothing here can be played with: name acceleration, rate, orientation, emg or loads")


class _Check(Check):
    """Reads what only line profiles have."""

    def renames(self, node: yaml.Node) -> dict[str, str]:
        found = {}
        for theirs, value in self.mapping(node).items():
            ours = self.choice(value, sorted(NAMES), "name")
            if ours is not None:
                found[theirs] = ours
        return found

    def fields(self, node: yaml.Node) -> dict[str, tuple[str, ...]]:
        part = self.mapping(node, tuple(sorted(NAMES)))
        paths = {name: self.text(value) for name, value in part.items()}
        return {name: tuple(path.split(".")) for name, path in paths.items() if path is not None}

    def units(self, node: yaml.Node) -> tuple[dict[str, float], tuple[float, float] | None]:
        """Factors, and the ends of the converter's range where it is one that counts."""
        found: dict[str, float] = {}
        ends_mv = None
        for kind, value in self.mapping(node, tuple(UNITS)).items():
            if kind == "emg" and isinstance(value, yaml.MappingNode):
                adc = self.mapping(value, ("adc_bits", "reference_mv"))
                if "adc_bits" not in adc:
                    self.say(value, "here must be a unit, or adc_bits")
                    continue
                bits = self.number(adc["adc_bits"], 1, 32, whole=True)
                full_mv = self.number(adc["reference_mv"], 1, 100_000) if "reference_mv" in adc else SUPPLY_MV
                found[kind] = full_mv / 2.0**bits
                ends_mv = (0.0, full_mv - found[kind])
            elif kind in UNITS:
                unit = self.choice(value, UNITS[kind], f"unit of {kind}")
                if unit is not None:
                    found[kind] = UNITS[kind][unit]
        return found, ends_mv

    def loads(self, node: yaml.Node) -> tuple[dict[str, float], dict[str, float]]:
        """Factors to kilograms and the weight of the empty board, both in what the board prints."""
        part = self.mapping(node, ("counts_per_kg", "tare"))
        counts = self.four(part["counts_per_kg"]) if "counts_per_kg" in part else (1.0,) * 4
        if 0 in counts:
            self.say(node, "counts_per_kg cannot be 0; weigh something known and divide what is printed by it")
            counts = (1.0,) * 4
        tare = self.four(part["tare"]) if "tare" in part else (0.0,) * 4
        gains = {name: 1 / count for name, count in zip(LOADS, counts, strict=True)}
        return gains, dict(zip(LOADS, tare, strict=True))

    def four(self, node: yaml.Node) -> tuple[float, ...]:
        """One number for each load cell, or one for all."""
        if isinstance(node, yaml.ScalarNode):
            return (self.number(node, -_COUNTS_MAX, _COUNTS_MAX),) * 4
        items = self.items(node, "four numbers")
        if len(items) != 4:
            self.say(node, f"here must be four numbers: {', '.join(LOADS)}")
            return (1.0,) * 4
        return tuple(self.number(item, -_COUNTS_MAX, _COUNTS_MAX) for item in items)

    def start(self, node: yaml.Node) -> Start | None:
        part = self.mapping(node, ("send", "until", "timeout_s", "repeat_s"))
        send = self.text(part["send"]) if "send" in part else None
        if send is None or not send.isascii():
            self.say(node, "start needs send, the characters that the board waits for")
            return None
        return Start(
            send.encode(),
            self.text(part["until"]) if "until" in part else None,
            self.number(part["timeout_s"], 0.1, 600) if "timeout_s" in part else START_TIMEOUT_S,
            self.number(part["repeat_s"], 0.1, 60) if "repeat_s" in part else START_REPEAT_S,
        )

    def signs(self, node: yaml.Node) -> dict[str, float]:
        found = {}
        for name, value in self.mapping(node, tuple(sorted(NAMES))).items():
            sign = self.choice(value, ("1", "-1", "+1"), "sign")
            if sign is not None:
                found[name] = float(sign)
        return found

    def axes(self, node: yaml.Node) -> Rows:
        part = self.mapping(node, ("x", "y", "z"))
        words = [self.choice(part[axis], _UNIT_VECTORS, "axis") if axis in part else None for axis in "xyz"]
        if len(part) != 3 or None in words:
            self.say(node, "axes needs x, y and z, each as one of +x -x +y -y +z -z")
            return SAME_AXES
        a, b, c = ((int(v[0]), int(v[1]), int(v[2])) for v in (_UNIT_VECTORS[word] for word in words if word))
        volume = (
            a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])
        )
        if volume != 1:
            self.say(node, "these axes are no rotation: each of x, y, z once, and an even number of mirrored ones")
            return SAME_AXES
        return (a, b, c)
