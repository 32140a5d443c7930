"""The channels of a Lab Streaming Layer stream: which of them make a Reading, told by their labels, types and units.

A stream says of each channel a label, and where its maker took care a type and a unit (XDF, meta-data of streams). What
comes before the kind in a label tells sensors apart that share a stream: `left_acc_x`, `right_acc_x`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading
from input_devices.protocols.turns import unit as unit_turn
from input_devices.sample import Quaternion, Vector

_ACC, _GYRO, _TURN, _EMG = "acc", "gyro", "quat", "emg"
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "acc": _ACC,
        "accel": _ACC,
        "acceleration": _ACC,
        "accelerometer": _ACC,
        "gyr": _GYRO,
        "gyro": _GYRO,
        "gyroscope": _GYRO,
        "angularvelocity": _GYRO,
        "rate": _GYRO,
        "quat": _TURN,
        "quaternion": _TURN,
        "orientation": _TURN,
        "emg": _EMG,
    }
)
"""Words in a label, or in a channel's type, and what they are about."""
_SHORT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **{f"a{axis}": (_ACC, axis) for axis in "xyz"},
        **{f"g{axis}": (_GYRO, axis) for axis in "xyz"},
        **{f"q{axis}": (_TURN, axis) for axis in "wxyz"},
        **{f"q{place}": (_TURN, axis) for place, axis in enumerate("wxyz")},
    }
)
_UNITS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        _ACC: {
            **dict.fromkeys(("m/s2", "m/s^2", "ms-2", "m/s/s", "meters/second^2", "metre/second^2"), 1.0),
            "g": STANDARD_GRAVITY_M_S2,
            "mg": STANDARD_GRAVITY_M_S2 / 1000,
        },
        _GYRO: {
            **dict.fromkeys(("rad/s", "rads/s", "radians/second", "rad/sec"), 1.0),
            **dict.fromkeys(("deg/s", "dps", "degrees/second", "deg/sec"), math.radians(1.0)),
            "mdps": math.radians(0.001),
        },
        _EMG: {
            **dict.fromkeys(("uv", "microvolt", "microvolts"), 0.001),
            **dict.fromkeys(("mv", "millivolt", "millivolts"), 1.0),
            **dict.fromkeys(("v", "volt", "volts"), 1000.0),
        },
    }
)
"""Each unit → how much of ours it is: m/s², rad/s, mV."""
UNITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {_ACC: ("m/s2", "g", "mg"), _GYRO: ("rad/s", "deg/s", "mdps"), _EMG: ("uV", "mV", "V")}
)
"""What may be written where a stream does not say its unit."""
_AXES: Mapping[str, str] = MappingProxyType({_ACC: "xyz", _GYRO: "xyz", _TURN: "wxyz"})
_NEEDED = (
    "needs channels labelled acc_x acc_y acc_z and gyro_x gyro_y gyro_z, or quat_w quat_x quat_y quat_z, "
    "or emg for muscle activity"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SAME = str.maketrans({"²": "2", "µ": "u", "μ": "u", "°": "deg", " ": ""})
_WITHOUT_GRAVITY = frozenset(("linear", "lin", "user", "free"))
"""What such an acceleration is called: it is no reading of an accelerometer."""
_NORM_SLACK = 0.05


class ChannelsError(Exception):
    """The channels of a stream make no Reading; the text is the end of a sentence about the stream."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a stream says of one of its channels; empty where it says nothing."""

    label: str
    type: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """The channels of one sensor: for each kind, where its parts are and how much of our unit they are."""

    sensor: str | None
    places: Mapping[str, tuple[int, ...]]
    scales: Mapping[str, float]

    def vector(self, kind: str, values: Sequence[float]) -> Vector | None:
        places = self.places.get(kind)
        if places is None:
            return None
        scale = self.scales[kind]
        x, y, z = (values[place] * scale for place in places)
        return (x, y, z) if math.isfinite(x + y + z) else None

    def orientation(self, values: Sequence[float]) -> Quaternion | None:
        places = self.places.get(_TURN)
        if places is None:
            return None
        w, x, y, z = (values[place] for place in places)
        return unit_turn((w, x, y, z), _NORM_SLACK)

    def emg_mv(self, values: Sequence[float]) -> float | None:
        places = self.places.get(_EMG)
        value = math.nan if places is None else values[places[0]] * self.scales[_EMG]
        return value if math.isfinite(value) else None


class ChannelMap:
    """Readings from the numbers of a stream. Raises ChannelsError where they make none.

    `units` are those of kinds (`acc`, `gyro`, `emg`) whose channels do not say theirs. `stream_type` is what the stream
    says of all its channels. An orientation is taken to turn sensor into earth with z up.
    """

    def __init__(self, channels: Sequence[Channel], units: Mapping[str, str], stream_type: str = "") -> None:
        self._width = len(channels)
        self.unreadable = 0
        """Samples of which nothing could be read: not numbers, or too few."""
        found: dict[str, dict[tuple[str, str], int]] = {}
        emg: dict[str, int] = {}
        for place, channel in enumerate(channels):
            meant = _meant(channel, stream_type)
            if meant is None:
                continue
            prefix, kind, axis = meant
            if kind == _EMG:
                emg[channel.label or f"channel {place + 1}"] = place
            elif (kind, axis) in found.setdefault(prefix, {}):
                raise ChannelsError(f"has two channels for {kind}_{axis}; {_NEEDED}, each once")
            else:
                found[prefix][kind, axis] = place
        self._groups = _groups(found, emg, channels, units)
        if not self._groups:
            labels = ", ".join(channel.label or "?" for channel in channels[:12]) or "none"
            raise ChannelsError(f"{_NEEDED}; its channels are {labels}")

    @property
    def sensors(self) -> tuple[str, ...]:
        """The names of the sensors, where several share the stream."""
        return tuple(group.sensor for group in self._groups if group.sensor is not None)

    def readings(self, values: Sequence[float], device_s: float) -> list[Reading]:
        """One sample of the stream, for each of its sensors."""
        if len(values) != self._width:
            self.unreadable += 1
            return []
        found = []
        for group in self._groups:
            rate, acceleration = group.vector(_GYRO, values), group.vector(_ACC, values)
            orientation, emg_mv = group.orientation(values), group.emg_mv(values)
            if rate is None and acceleration is None and orientation is None and emg_mv is None:
                self.unreadable += 1
                continue
            found.append(Reading(rate, acceleration, orientation, emg_mv, device_s, group.sensor))
        return found


def _groups(
    found: Mapping[str, Mapping[tuple[str, str], int]],
    emg: Mapping[str, int],
    channels: Sequence[Channel],
    units: Mapping[str, str],
) -> list[_Group]:
    moving: dict[str, dict[str, tuple[int, ...]]] = {}
    for prefix, parts in found.items():
        whole = {
            kind: tuple(parts[kind, axis] for axis in axes)
            for kind, axes in _AXES.items()
            if all((kind, axis) in parts for axis in axes)
        }
        if _TURN in whole or (_ACC in whole and _GYRO in whole):
            moving[prefix] = whole
    # One sensor with one electrode is one sensor; several electrodes are told apart by their labels.
    alone = len(moving) + len(emg) <= 1 or (len(moving) == 1 and len(emg) == 1)
    if alone:
        places = {**next(iter(moving.values()), {}), **({_EMG: tuple(emg.values())} if emg else {})}
        named: dict[str | None, dict[str, tuple[int, ...]]] = {None: places} if places else {}
    else:
        named = {prefix or "motion": whole for prefix, whole in moving.items()}
        named.update({label: {_EMG: (place,)} for label, place in emg.items()})
    return [
        _Group(sensor, whole, {kind: _scale(kind, at, channels, units) for kind, at in whole.items() if kind in _UNITS})
        for sensor, whole in named.items()
    ]


def _meant(channel: Channel, stream_type: str) -> tuple[str, str, str] | None:
    """Which sensor, kind and axis a channel is about; None for one that is not used."""
    words = _words(channel.label)
    if _WITHOUT_GRAVITY & {*words, *_words(channel.type)}:
        return None
    joined = [*words]
    for at in range(len(words) - 1):  # angular velocity, ang vel
        if words[at] in ("angular", "ang") and words[at + 1].startswith("vel"):
            joined[at : at + 2] = ["angularvelocity", ""]
    for at, word in enumerate(joined):
        rest = [each for each in joined[at + 1 :] if each]
        if word in _KINDS:
            return _placed("_".join(words[:at]), _KINDS[word], rest)
        short = _SHORT.get(word) or (_SHORT.get(word + rest[0]) if word in ("a", "g", "q") and rest else None)
        if short is not None:
            return ("_".join(words[:at]), *short)
    typed = _words(channel.type) or _words(stream_type)
    kind = next((_KINDS[word] for word in typed if word in _KINDS), None)
    if kind is None:
        return None
    axes = [word for word in (*words, *typed) if word in ("w", "x", "y", "z")]
    return _placed("", kind, axes)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _placed(prefix: str, kind: str, rest: Sequence[str]) -> tuple[str, str, str] | None:
    if kind == _EMG:
        return (prefix, kind, "")
    axis = next((word for word in rest if word in tuple(_AXES[kind])), None)
    return None if axis is None else (prefix, kind, axis)


def _scale(kind: str, places: Sequence[int], channels: Sequence[Channel], units: Mapping[str, str]) -> float:
    said = {channels[place].unit for place in places}
    unit = said.pop() if len(said) == 1 else ""
    scale = _UNITS[kind].get((unit or units.get(kind, "")).translate(_SAME).lower())
    if scale is not None:
        return scale
    label, known = channels[places[0]].label, ", ".join(UNITS[kind])
    what = f"in {unit!r}, which is no unit known here" if unit else "without a unit"
    raise ChannelsError(f"sends {label} {what}; there are {known}. Write {kind}= and one of them in the address")
