"""Text lines, read as a line profile says: CSV, JSON, names with values, or patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from input_devices.protocols.line_profile import (
    ACCELERATION,
    NAMES,
    RATE,
    TURN,
    USED,
    LinePattern,
    LineProfile,
)
from input_devices.protocols.line_reading import Counters, ReadingPlan, UnreadableError
from input_devices.protocols.reading import Reading

LINE_MAX_BYTES = 512
"""No sketch prints longer lines; without a limit, noise that holds no line end would fill the memory."""
_STARTS_DATA = frozenset("0123456789+-.")
_BROKEN_NUMBERS = ("nan", "inf", "ovf")
_NAMED = re.compile(r"\s*([^\s:=,;]+)\s*[:=]\s*([^\s:=,;]*)\s*[,;]?")
"""One name with its value, as the Arduino IDE's plotter takes it: `ax:0.12,` or `ax=0.12`."""
_HEAD = 3
"""As many characters at the beginning of a line show what it was meant to be."""
_PLANS_MAX = 32
"""More ways of writing a sample than any board has."""
_SHAPES_MAX, _SHAPE_NAMES_MAX = 16, 24
"""A pattern for names and values takes 0.5 kB a name, and Python keeps it: so many, and none for longer lines."""

Said = tuple[tuple[str, ...], list[float], str | None]
"""What a line says: names, their numbers, and which sensor it is from."""


class LineDecoder:
    """Lines to Readings. What is no reading is skipped and counted: as a bad frame where it was meant to be data."""

    def __init__(self, profile: LineProfile) -> None:
        self.good_frames = 0
        self.bad_frames = 0
        self.skipped_bytes = 0
        self.trouble: str | None = None
        self._profile = profile
        self._plain = profile.checksum == "none" and not profile.strip
        self._said = {"csv": self._csv, "json": self._json, "keyvalue": self._named, "regex": self._matched}[
            profile.format
        ]
        self._rest = b""
        self._overlong = False
        self._cut = True
        self._columns = _Columns(profile, profile.columns)
        self._groups = [_Groups(pattern) for pattern in profile.patterns]
        self._parts = _Parts(profile.parts)
        self._head: str | None = None
        self._named_before: tuple[re.Pattern[str], tuple[str, ...], int | None] | None = None
        """How lines of names and values look, once two in a row have had the same names."""
        self._written_before: tuple[str, ...] = ()
        self._shapes_left = _SHAPES_MAX
        self._missed = 0
        self._plans: dict[tuple[str, ...], ReadingPlan] = {}
        self._counters = Counters()

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
            text = line.decode().strip() if self._plain else self._checked(line)
            # The first line after opening may have lost its beginning: "-12.5" reads as "2.5".
            said = self._said(text, cut and self._profile.checksum == "none")
            reading = None if said is None else self._reading(*said)
        except (UnreadableError, UnicodeDecodeError) as reason:
            self.skipped_bytes += len(line) + 1
            if not isinstance(reason, UnreadableError) or reason.damaged:
                torn = self._parts.interrupt()
                if self.good_frames:
                    self.bad_frames += 1
                    self._missed += not torn
            return None
        self.good_frames += 1
        return reading

    def _checked(self, line: bytes) -> str:
        """The line as text, without its checksum and without the characters round it."""
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
        text = line.decode().strip()
        return text.strip(self._profile.strip) if self._profile.strip else text

    def _csv(self, text: str, cut: bool) -> Said:
        words = text.split(",")
        numeric = text[:1] in _STARTS_DATA
        if self._profile.header_auto and not numeric and self._is_header([word.strip() for word in words]):
            raise UnreadableError(damaged=False)
        if cut:
            raise UnreadableError(damaged=False)
        meant = numeric or words[0].strip().lower() in _BROKEN_NUMBERS
        columns = self._columns
        if len(words) == columns.count + 1 and not words[-1].strip():
            words.pop()
        if len(words) != columns.count:
            raise UnreadableError(damaged=meant)
        try:
            numbers = [float(words[k]) for k in columns.used]
        except ValueError:
            started = any(_is_number(words[k]) for k in columns.used)
            raise UnreadableError(damaged=meant or started) from None
        if "_" in text and any("_" in words[k] for k in columns.used):  # Python reads 1_5 as 15
            raise UnreadableError(damaged=meant)
        return columns.names, numbers, None if columns.sensor is None else words[columns.sensor].strip()

    def _is_header(self, words: Sequence[str]) -> bool:
        if len(words) > 1 and not words[-1]:
            words = words[:-1]
        known = NAMES | self._profile.columns_known | self._profile.rename.keys()
        if not all(word in known or word == self._profile.id_field for word in words):
            return False
        self._columns = _Columns(self._profile, words)
        return True

    def _json(self, text: str, _cut: bool) -> Said:
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            raise UnreadableError(damaged=text.startswith("{")) from None
        if not isinstance(said, dict):
            raise UnreadableError(damaged=False)
        profile = self._profile
        found: dict[str, object]
        if profile.fields:
            found = {name: _at(said, path) for name, path in profile.fields.items()}
        elif profile.rename or profile.id_field is not None or not USED.issuperset(said):
            found = {profile.canonical(key): value for key, value in said.items()}
        else:
            found = said
        sensor = found.pop("sensor", None)
        if not USED.issuperset(found):
            found = {name: value for name, value in found.items() if name in USED}
        for value in found.values():
            if type(value) is not float and type(value) is not int:
                raise UnreadableError(damaged=True)
        try:
            numbers = [float(value) for value in found.values()]  # type: ignore[arg-type]
        except OverflowError:
            raise UnreadableError(damaged=True) from None
        return tuple(found), numbers, None if sensor is None else str(sensor)

    def _named(self, text: str, _cut: bool) -> Said:
        """Names with values, each pair of its own; other names are read over."""
        if self._named_before is not None:
            shape, names, place = self._named_before
            same = shape.fullmatch(text)
            if same is not None:
                words = list(same.groups())
                sensor = None if place is None else words.pop(place)
                return names, _numbers(words), sensor
        pairs: dict[str, tuple[str, str]] = {}
        at = 0
        while at < len(text):
            found = _NAMED.match(text, at)
            if found is None:
                raise UnreadableError(damaged=any(name in USED for name in pairs))
            pairs[self._profile.canonical(found[1])] = (found[1], found[2])
            at = found.end()
        used = tuple(name for name in pairs if name in USED)
        place = used.index("sensor") if "sensor" in used else None
        names = tuple(name for name in used if name != "sensor")
        written = tuple(pairs)
        again = written == self._written_before and len(written) <= _SHAPE_NAMES_MAX
        if names and again and self._shapes_left:  # not for every line of noise
            self._shapes_left -= 1
            shape = re.compile("".join(_pair(written, name in USED) for name, (written, _) in pairs.items()))
            self._named_before = shape, names, place
        self._written_before = written
        sensor = pairs["sensor"][1] if place is not None else None
        return names, _numbers([pairs[name][1] for name in names]), sensor

    def _matched(self, text: str, cut: bool) -> Said | None:
        for groups in self._groups:
            found = groups.search(text)
            if found is None:
                continue
            pattern = groups.pattern
            if pattern.read_over or cut:
                raise UnreadableError(damaged=False)
            self._head = text[:_HEAD]
            names, words = groups.names, found.group(*groups.places)[2:]
            if None in words:
                there = [(name, word) for name, word in zip(names, words, strict=True) if word is not None]
                names, words = tuple(name for name, _ in there), tuple(word for _, word in there)
            sensor = next((found[place] for place in groups.sensors if found[place] is not None), None)
            if pattern.part is None:
                return names, _numbers(words), sensor
            return self._part(pattern.part, names, _numbers(words), sensor)
        raise UnreadableError(damaged=self._head is not None and text.startswith(self._head))

    def _part(self, part: int, names: tuple[str, ...], numbers: list[float], sensor: str | None) -> Said | None:
        """The whole sample, where this line is its last part."""
        self._missed += self._parts.add(part, names, numbers)
        whole = self._parts.whole()
        return None if whole is None else (*whole, sensor)

    def _reading(self, names: tuple[str, ...], numbers: list[float], sensor: str | None) -> Reading:
        plan = self._plans.get(names)
        if plan is None:
            if len(self._plans) >= _PLANS_MAX:
                self._plans.clear()
            plan = self._plans[names] = ReadingPlan(self._profile, names)
        reading = plan.reading(numbers, sensor, self._counters, self._missed)
        self._missed = 0
        return reading


class _Columns:
    """What stands in each place of a CSV row."""

    def __init__(self, profile: LineProfile, written: Sequence[str]) -> None:
        names = [profile.canonical(column) for column in written]
        self.count = len(names)
        self.sensor = names.index("sensor") if "sensor" in names else None
        self.used = [k for k, name in enumerate(names) if name in USED and name != "sensor"]
        self.names = tuple(names[k] for k in self.used)


class _Groups:
    """Which groups of a pattern are read."""

    def __init__(self, pattern: LinePattern) -> None:
        self.pattern = pattern
        self.search = pattern.expression.search
        place = pattern.expression.groupindex
        used = [(name, place[group]) for group, name in pattern.names.items() if name in USED and name != "sensor"]
        self.names = tuple(name for name, _ in used)
        self.places = (0, 0, *(place for _, place in used))  # with the whole line twice: several in any case
        self.sensors = tuple(place[group] for group, name in pattern.names.items() if name == "sensor")


class _Parts:
    """A sample that takes several lines, printed in one order: halves of two samples are never joined."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._last = -1
        self._seen = 0
        self._names: tuple[str, ...] = ()
        self._numbers: list[float] = []
        self._torn = False
        """What is lost of the sample under way has been counted."""

    def add(self, part: int, names: tuple[str, ...], numbers: list[float]) -> int:
        """One more line; 1 where a sample turns out to lack one, else 0."""
        missed = 0
        if part <= self._last or part == 0:
            missed = int(0 < self._seen < self._count and not self._torn)
            self._seen, self._names, self._numbers, self._torn = 0, (), [], False
        self._last = part
        self._seen += 1
        self._names += names
        self._numbers = self._numbers + numbers
        return missed

    def whole(self) -> tuple[tuple[str, ...], list[float]] | None:
        """The sample, where all of it is there."""
        return (self._names, self._numbers) if self._seen == self._count and self._count else None

    def interrupt(self) -> bool:
        """A line could not be read: the sample under way is lost. Whether that has been counted before."""
        before, self._torn = self._torn, self._count > 0
        self._seen, self._names, self._numbers = 0, (), []
        return before


def _pair(written: str, used: bool) -> str:
    """A pattern for a name with any value; one that is used is a group."""
    value = r"[^\s:=,;]*"
    return rf"\s*{re.escape(written)}\s*[:=]\s*" + (f"({value})" if used else value) + r"(?:\s*[,;]|\s+|$)"


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _numbers(words: Sequence[str]) -> list[float]:
    """Words that stand where numbers should, as numbers."""
    try:
        numbers = list(map(float, words))
    except ValueError:
        raise UnreadableError(damaged=True) from None
    if "_" in "".join(words):  # Python reads 1_5 as 15
        raise UnreadableError(damaged=True)
    return numbers


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
