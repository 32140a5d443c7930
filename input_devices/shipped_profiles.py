"""The line profiles that come with the program: what usual sketches print, each by its name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from input_devices.errors import ProtocolError
from input_devices.protocols.profile_text import profile_names, read_profile
from input_devices.protocols.table import WireFormat, line_format
from input_devices.suggestion import did_you_mean

_FILE = "line_profiles.yaml"
_RECOGNISABLE = ("dmp6", "dmp6_euler", "adafruit", "razor", "razor_sensors", "plotter")
"""Profiles whose lines look like no other board's. Bare numbers may be anything: their profile must be asked for."""


@cache
def _text() -> str:
    return files("input_devices").joinpath(_FILE).read_text(encoding="utf-8")


@cache
def shipped_names() -> tuple[str, ...]:
    """The names of all profiles that are shipped."""
    return profile_names(_text(), _FILE)


@cache
def shipped_format(name: str) -> WireFormat:
    """The wire format of a shipped profile; raises ProtocolError where there is none of that name."""
    if name not in shipped_names():
        hint = did_you_mean(name, shipped_names())
        raise ProtocolError(
            f"no line profile called {name} is shipped, only {', '.join(shipped_names())}{hint}; "
            f"a file of your own is named with its ending, such as {name}.yaml"
        )
    return line_format(read_profile(_text(), _FILE, name))


def recognisable_formats() -> tuple[WireFormat, ...]:
    """The wire formats of the shipped profiles that can be told by listening."""
    return tuple(shipped_format(name) for name in _RECOGNISABLE)
