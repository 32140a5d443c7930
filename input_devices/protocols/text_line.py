"""Text lines, read as a line profile says: CSV, JSON, names with values, or patterns."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from input_devices.protocols.counting import SampleCount, TickCount
from input_devices.protocols.line_profile import (
    ACCELERATION,
    ANGLES,
    CLOCKS,
    EMG,
    GROUPS,
    NAMES,
    ORDERED_TURN,
    RATE,
    SAME_AXES,
    TURN,
    USED,
    LineProfile,
)
from input_devices.protocols.reading import Reading
from input_devices.protocols.turns import from_angles, multiply, unit
from input_devices.sample import Quaternion, Vector

LINE_MAX_BYTES = 512
"""No sketch prints longer lines; without a limit, noise that holds no line end would fill the memory."""
SENSORS_MAX = 64
"""Different sensors on one line; more are noise in the name."""
_LARGEST = 1e6
"""Beyond this no acceleration, rate or voltage is one."""
_COUNT_MAX = 2.0**53
_STARTS_DATA = frozenset("0123456789+-.")
_BROKEN_NUMBERS = ("nan", "inf", "ovf")
_NAMED = re.compile(r"\s*([^\s:=,;]+)\s*[:=]\s*([^\s:=,;]*)\s*[,;]?")
"""One name with its value, as the Arduino IDE's plotter takes it: `ax:0.12,` or `ax=0.12`."""
_HEAD = 3
"""As many characters at the beginning of a line show what it was meant to be."""


class UnreadableError(Exception):
    """The line says nothing that can be used; `damaged` where it was meant to."""

    def __init__(self, damaged: bool) -> None:
        super().__init__()
        self.damaged = damaged


class LineDecoder:
    """Lines to Readings. What is no reading is skipped and counted: as a bad frame where it was meant to be data."""

    def __init__(self, profile: LineProfile) -> None:
        self.good_frames = 0
        self.bad_frames = 0
        self.skipped_bytes = 0
        self.trouble: str | None = None
        self._profile = profile
        self._rest = b""
        self._overlong = False
        self._cut = True
        self._names = tuple(profile.canonical(column) for column in profile.columns)
        self._head: str | None = None
        self._missed = 0
        self._counters: dict[str | None, tuple[SampleCount, TickCount]] = {}

    @property
    def waiting_bytes(self) -> int:
        return len(self._rest)

    def feed(self, chunk: bytes) -> list[Reading]:
        *lines, rest = (self._rest + chunk).split(b"\n")
        readings = []
        for line in lines:
            reading = self._line(line)
            if reading is not None:
                readings.append(reading)
        if len(rest) > LINE_MAX_BYTES:
            self.skipped_bytes += len(rest)
            self._overlong = True
            rest = b""
        self._rest = rest
        return readings

    def _line(self, line: bytes) -> Reading | None:
        overlong, self._overlong = self._overlong or len(line) > LINE_MAX_BYTES, False
        cut, self._cut = self._cut, False
        try:
            if overlong:
                raise UnreadableError(damaged=True)
            text = self._checked(line)
            numbers, sensor = self._said(text, cut and self._profile.checksum == "none")
            reading = self._reading(numbers, sensor)
        except UnreadableError as reason:
            self.skipped_bytes += len(line) + 1
            if reason.damaged and self.good_frames:
                self.bad_frames += 1
                self._missed += 1
            return None
        self.good_frames += 1
        return reading

    def _checked(self, line: bytes) -> str:
        """The line as text, without its checksum."""
        line = line.strip()
        if self._profile.checksum != "none":
            line, star, told = line.rpartition(b"*")
            body = line.removeprefix(b"$")
            if self._profile.checksum == "nmea_xor":
                sum_ = 0
                for byte in body:
                    sum_ ^= byte
            else:
                sum_ = sum(body) & 0xFF
            if not star or told.strip().upper() != b"%02X" % sum_:
                raise UnreadableError(damaged=bool(star))
            line = body
        try:
            text = line.decode()
        except UnicodeDecodeError:
            raise UnreadableError(damaged=True) from None
        return text.strip().strip(self._profile.strip) if self._profile.strip else text.strip()

    def _said(self, text: str, cut: bool) -> tuple[dict[str, float], str | None]:
        """The numbers of a line by their names here, and which sensor it is from."""
        if self._profile.format == "csv":
            return self._csv(text, cut)
        if self._profile.format == "json":
            return self._json(text)
        if self._profile.format == "keyvalue":
            return self._named(text)
        return self._matched(text, cut)

    def _csv(self, text: str, cut: bool) -> tuple[dict[str, float], str | None]:
        words = [word.strip() for word in text.split(",")]
        if self._is_header(words):
            raise UnreadableError(damaged=False)
        if cut:
            # The first line after opening may have lost its beginning: "-12.5" reads as "2.5".
            raise UnreadableError(damaged=False)
        meant = words[0][:1] in _STARTS_DATA or words[0].lower() in _BROKEN_NUMBERS
        if len(words) == len(self._names) + 1 and not words[-1]:
            words.pop()
        if len(words) != len(self._names):
            raise UnreadableError(damaged=meant)
        return _numbers(zip(self._names, words, strict=True), meant)

    def _is_header(self, words: Sequence[str]) -> bool:
        if not self._profile.header_auto:
            return False
        if len(words) > 1 and not words[-1]:
            words = words[:-1]
        known = NAMES | self._profile.columns_known | self._profile.rename.keys()
        if not all(word in known or word == self._profile.id_field for word in words):
            return False
        self._names = tuple(self._profile.canonical(word) for word in words)
        return True

    def _json(self, text: str) -> tuple[dict[str, float], str | None]:
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            raise UnreadableError(damaged=text.startswith("{")) from None
        if not isinstance(said, dict):
            raise UnreadableError(damaged=False)
        profile = self._profile
        if profile.fields:
            found = {name: _at(said, path) for name, path in profile.fields.items()}
        else:
            found = {profile.canonical(key): value for key, value in said.items()}
        sensor = found.pop("sensor", None)
        numbers: dict[str, float] = {}
        for name, value in found.items():
            if name in USED:
                if isinstance(value, bool) or not isinstance(value, int | float):
                    raise UnreadableError(damaged=True)
                try:
                    numbers[name] = float(value)
                except OverflowError:
                    raise UnreadableError(damaged=True) from None
        return numbers, None if sensor is None else str(sensor)

    def _named(self, text: str) -> tuple[dict[str, float], str | None]:
        """Names with values, each pair of its own; other names are read over."""
        words: dict[str, str] = {}
        at = 0
        while at < len(text):
            found = _NAMED.match(text, at)
            if found is None:
                raise UnreadableError(damaged=any(name in USED for name in words))
            words[self._profile.canonical(found[1])] = found[2]
            at = found.end()
        return _numbers(words.items(), meant=True)

    def _matched(self, text: str, cut: bool) -> tuple[dict[str, float], str | None]:
        for pattern in self._profile.patterns:
            found = pattern.expression.search(text)
            if found is None:
                continue
            if pattern.read_over or cut:
                raise UnreadableError(damaged=False)
            self._head = text[:_HEAD]
            words = found.groupdict()
            said = ((name, words[group]) for group, name in pattern.names.items() if words[group] is not None)
            return _numbers(said, meant=True)
        raise UnreadableError(damaged=self._head is not None and text.startswith(self._head))

    def _reading(self, numbers: Mapping[str, float], sensor: str | None) -> Reading:
        factors = self._profile.factors
        scaled = {name: number * factors.get(name, 1.0) for name, number in numbers.items()}
        for name, number in scaled.items():
            counts = name in CLOCKS or name == "seq"
            if not (0 <= number <= _COUNT_MAX if counts else abs(number) <= _LARGEST):
                raise UnreadableError(damaged=True)
        for group in GROUPS:
            there = sum(name in scaled for name in group)
            if there not in (0, len(group)) and not (group is TURN and self._profile.derive_qw and "qw" not in scaled):
                raise UnreadableError(damaged=True)
        rate = _vector(scaled, RATE)
        acceleration = _vector(scaled, ACCELERATION)
        if self._profile.axes != SAME_AXES:
            rate, acceleration = self._on_body(rate), self._on_body(acceleration)
        orientation = self._orientation(scaled)
        emg_mv = next((scaled[name] for name in EMG if name in scaled), None)
        if rate is None and acceleration is None and orientation is None and emg_mv is None:
            raise UnreadableError(damaged=False)
        counters = self._counters.get(sensor)
        if counters is None:
            if len(self._counters) >= SENSORS_MAX:
                raise UnreadableError(damaged=True)
            counters = self._counters.setdefault(sensor, (SampleCount(), TickCount()))
        count, ticks = counters
        missed, self._missed = self._missed, 0
        if "seq" in numbers:
            missed = count.skipped(int(numbers["seq"]))
        device_s = next(
            (ticks.unwrapped(scaled[name]) * tick_s for name, tick_s in CLOCKS.items() if name in scaled), None
        )
        return Reading(rate, acceleration, orientation, emg_mv, device_s, sensor, missed)

    def _on_body(self, vector: Vector | None) -> Vector | None:
        if vector is None:
            return None
        x, y, z = (row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] for row in self._profile.axes)
        return (x, y, z)

    def _orientation(self, numbers: Mapping[str, float]) -> Quaternion | None:
        profile = self._profile
        if "q0" in numbers:
            a, b, c, d = (numbers[name] for name in ORDERED_TURN)
            said: Quaternion = (d, a, b, c) if profile.xyzw else (a, b, c, d)
        elif "qx" in numbers:
            x, y, z = numbers["qx"], numbers["qy"], numbers["qz"]
            said = (numbers["qw"] if "qw" in numbers else math.sqrt(max(0.0, 1 - x * x - y * y - z * z)), x, y, z)
        elif "yaw" in numbers:
            roll, pitch, yaw = (numbers[name] for name in ANGLES)
            if profile.fold_pitch and abs(pitch) > math.pi / 2:
                pitch = math.copysign(math.pi, pitch) - pitch
            said = from_angles(roll, pitch, yaw)
        else:
            return None
        turn = unit(said)
        if turn is None:
            raise UnreadableError(damaged=True)
        if profile.earth_to_sensor:
            turn = (turn[0], -turn[1], -turn[2], -turn[3])
        return turn if profile.axes == SAME_AXES else multiply(turn, profile.sensor_from_body)


def _numbers(words: Iterable[tuple[str, str]], meant: bool) -> tuple[dict[str, float], str | None]:
    """Names with their words as names with their numbers; `meant` says whether the line was meant as a sample."""
    numbers: dict[str, float] = {}
    sensor = None
    for name, word in words:
        if name == "sensor":
            sensor = word
        elif name in USED:
            try:
                numbers[name] = float(word)
            except ValueError:
                raise UnreadableError(damaged=meant or bool(numbers)) from None
    return numbers, sensor


def _vector(numbers: Mapping[str, float], names: Sequence[str]) -> Vector | None:
    if names[0] not in numbers:
        return None
    x, y, z = (numbers[name] for name in names)
    return (x, y, z)


def _at(said: object, path: Sequence[str]) -> object:
    """The value at the end of a way of keys and places; raises UnreadableError where there is none."""
    for step in path:
        if isinstance(said, dict) and step in said:
            said = said[step]
        elif isinstance(said, list) and step.isascii() and step.isdigit() and int(step) < len(said):
            said = said[int(step)]
        else:
            raise UnreadableError(damaged=True)
    return said


def encode_csv(reading: Reading) -> bytes:
    """The six numbers of the plain CSV profile."""
    numbers = (*(reading.acceleration_m_s2 or (0.0,) * 3), *(reading.rate_rad_s or (0.0,) * 3))
    return ",".join(f"{number:.6g}" for number in numbers).encode() + b"\r\n"


def encode_json(reading: Reading) -> bytes:
    """One object with the names of the plain JSON profile."""
    groups = (
        (ACCELERATION, reading.acceleration_m_s2),
        (RATE, reading.rate_rad_s),
        (TURN, reading.orientation),
    )
    said: dict[str, float | str] = {
        name: float(f"{number:.6g}")
        for names, numbers in groups
        if numbers
        for name, number in zip(names, numbers, strict=True)
    }
    if reading.emg_mv is not None:
        said["emg"] = reading.emg_mv
    if reading.device_s is not None:
        said["t_us"] = round(reading.device_s * 1e6) % (1 << 32)
    if reading.sensor is not None:
        said["sensor"] = reading.sensor
    return json.dumps(said, separators=(",", ":")).encode() + b"\r\n"
