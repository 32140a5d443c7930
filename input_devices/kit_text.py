"""Kits as YAML text: written with what each key means, and read with every problem at once, with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import cast

import yaml

from input_devices.checked_yaml import Check
from input_devices.errors import InputError, KitError
from input_devices.kit import ISOLATIONS, KIT_FORMAT, Isolation, Kit, KitSensor, UsbIdentity
from input_devices.registry import line_of, read
from input_devices.sample import MUSCLES, PLACES, Vector, in_words
from input_devices.suggestion import did_you_mean

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_PLAIN = re.compile(r"[A-Za-z/][\w./?=&@%+-]*(?::[\w./?=&@%+-]+)*", re.ASCII)
_LENGTH_OFF_MAX = 0.05
_HEAD = """\
# The sensors that are worn together. `moveagain inputs pair` writes this file, and you may change it;
# `moveagain inputs kit` says what is wrong in it.
format: {format}
"""
_IMPLANT = """
# Whether the person has electronics inside the body, such as a pacemaker or a pump: true or false.
# Electrodes are used only where this is false.
implanted_electronics: {implanted}
"""
_SENSORS = """
# For each sensor:
#   site      where it is worn: right_forearm, left_thigh, sternum… or a muscle, such as right_biceps
#   address   how it is spoken to, as `moveagain inputs` tells it
#   usb       what it is known by wherever it is plugged in; without a serial number, by its socket
#   up        which way was up, in the sensor's own axes, when it was worn in the start position
#   isolation for electrodes: what keeps mains voltage away from the person: battery (the computer runs on its
#             battery too), radio (a wireless sensor) or isolator (one in the cable)
sensors:
"""


def check_kit_name(name: str) -> str:
    """The name itself, where a kit may be called so. Raises KitError."""
    if not _NAME.fullmatch(name):
        raise KitError(f"a kit cannot be called “{name}”: use small letters, digits, - and _, at most 40")
    return name


def write_kit_text(kit: Kit) -> str:
    """The text of a kit's file."""
    text = _HEAD.format(format=KIT_FORMAT)
    if kit.implanted_electronics is not None:
        text += _IMPLANT.format(implanted=str(kit.implanted_electronics).lower())
    if not kit.sensors:
        return text + "\nsensors: []\n"
    return text + _SENSORS + "".join(_written(sensor) for sensor in kit.sensors)


def _written(sensor: KitSensor) -> str:
    lines = [f"  # the {in_words(sensor.site)}", f"  - site: {sensor.site}", f"    address: {_scalar(sensor.address)}"]
    usb = sensor.usb
    if usb is not None:
        parts = [f"vid: 0x{usb.vid:04x}", f"pid: 0x{usb.pid:04x}"]
        if usb.serial_number is not None:
            parts.append(f"serial_number: {_quoted(usb.serial_number)}")
        if usb.location is not None:
            parts.append(f"socket: {_quoted(usb.location)}")
        lines.append(f"    usb: {{{', '.join(parts)}}}")
    if sensor.up is not None:
        lines.append(f"    up: [{', '.join(f'{part + 0.0:.4f}' for part in sensor.up)}]")
    if sensor.isolation is not None:
        lines.append(f"    isolation: {sensor.isolation}")
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    written: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=math.inf)
    return written.strip()


def read_kit_text(text: str, source: str, name: str) -> Kit:
    """The kit in a file's text; it is called `name`. Raises KitError with all problems, a line each as
    `source:line:column: what`."""
    check = Check(source, KitError)
    root = check.root(text, "it begins with `format: 1`; `moveagain inputs pair` writes one")
    top = check.mapping(root, ("format", "implanted_electronics", "sensors"))
    if "format" not in top:
        check.say(root, f"format is missing; write `format: {KIT_FORMAT}`")
    elif not _is_format(top["format"]):
        check.say(top["format"], f"format must be {KIT_FORMAT}; a higher one is of a newer Moveagain")
        check.give_up()
    implanted = check.truth(top["implanted_electronics"]) if "implanted_electronics" in top else None
    nodes = check.items(top["sensors"], "sensors") if "sensors" in top else []
    if "sensors" not in top:
        check.say(root, "sensors is missing; write `sensors:` and one below it, or run `moveagain inputs pair`")
    sensors = [_sensor(check, node) for node in nodes]
    _check_each_once(check, nodes, sensors)
    if check.problems:
        check.give_up()
    return Kit(name, tuple(sensors), implanted)


def _is_format(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == str(KIT_FORMAT)


def _sensor(check: Check, node: yaml.Node) -> KitSensor:
    part = check.mapping(node, ("site", "address", "usb", "up", "isolation"))
    if isinstance(node, yaml.MappingNode):
        for key in ("site", "address"):
            if key not in part:
                check.say(node, f"a sensor needs {key}")
    isolation = check.choice(part["isolation"], ISOLATIONS, "isolation") if "isolation" in part else None
    return KitSensor(
        _site(check, part["site"]) if "site" in part else "",
        _address(check, part["address"]) if "address" in part else "",
        _usb(check, part["usb"]) if "usb" in part else None,
        _up(check, part["up"]) if "up" in part else None,
        cast("Isolation | None", isolation),
    )


def _site(check: Check, node: yaml.Node) -> str:
    site = check.text(node)
    if site is not None and site not in PLACES:
        near = did_you_mean(site, PLACES) or f"; places are {', '.join(PLACES)}"
        check.say(node, f"nothing is worn at {site}{near}")
    return site or ""


def _address(check: Check, node: yaml.Node) -> str:
    text = check.text(node)
    if text is None:
        return ""
    try:
        line_of(read(text)).close()
    except InputError as error:
        for problem in str(error).splitlines():
            check.say(node, problem)
    return text


def _usb(check: Check, node: yaml.Node) -> UsbIdentity | None:
    part = check.mapping(node, ("vid", "pid", "serial_number", "socket"))
    numbers = [_sixteen_bits(check, part[name]) for name in ("vid", "pid") if name in part]
    if len(numbers) < 2:
        check.say(node, "usb needs vid and pid; or leave it out, and the port is found by its address")
        return None
    words = [check.text(part[name]) if name in part else None for name in ("serial_number", "socket")]
    return UsbIdentity(numbers[0], numbers[1], words[0], words[1])


def _sixteen_bits(check: Check, node: yaml.Node) -> int:
    word = check.text(node) or "0"
    try:
        number = int(word, 0)
    except ValueError:
        number = -1
    if not 0 <= number <= 0xFFFF:
        check.say(node, f"{word} is no USB number; write it as 0x1a86")
    return number


def _up(check: Check, node: yaml.Node) -> Vector | None:
    parts = check.items(node, "three numbers")
    if len(parts) != 3:
        if isinstance(node, yaml.SequenceNode):
            check.say(node, "up needs three numbers, such as [0.0, 0.0, 1.0]")
        return None
    x, y, z = (check.number(part, -1.1, 1.1) for part in parts)
    length = math.sqrt(x * x + y * y + z * z)
    if abs(length - 1.0) > _LENGTH_OFF_MAX:
        check.say(node, "up is a direction of length 1; run `moveagain inputs pair` to take it anew, or leave it out")
        return None
    return (x / length, y / length, z / length)


def _check_each_once(check: Check, nodes: Sequence[yaml.Node], sensors: Sequence[KitSensor]) -> None:
    """One place takes one sensor, and one sensor is worn at one place; electrodes may share a sensor with a site."""
    sites: set[str] = set()
    devices: set[tuple[str, bool]] = set()
    for node, sensor in zip(nodes, sensors, strict=True):
        if sensor.site and sensor.site in sites:
            check.say(node, f"{sensor.site} is there twice: one place takes one sensor")
        device = (sensor.address, sensor.site in MUSCLES)
        if sensor.address and device in devices:
            check.say(node, f"{sensor.address} is there twice: one sensor is worn at one place")
        sites.add(sensor.site)
        devices.add(device)
