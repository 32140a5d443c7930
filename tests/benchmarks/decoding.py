"""How fast every format is decoded on one core, at the size of live chunks and in one piece, and beside others."""

from __future__ import annotations

import struct
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from math import radians
from pathlib import Path
from types import ModuleType
from typing import Any

from input_devices.protocols.turns import from_angles
from tests.benchmarks.figure import Figure
from tests.benchmarks.streams import STREAMS, frames

SAMPLES = 6000
ROUNDS = 5
NEEDED = 20 * 8 * 200
"""Samples a second: twenty times what eight sensors at 200 Hz send."""
LIVE_SAMPLES = 3
"""What one such sensor sends from one poll to the next."""
BARE = "a bare loop that checks nothing"
_G = 9.80665
_FILE_MAX_S = 10.0

Peer = Callable[[bytes], int]
"""Decodes a whole stream to the values of a Reading: rad/s, m/s², quaternions. How many packets it read."""


def figures() -> Iterator[Figure]:
    """Time for the needed samples, which must fit into a second; and how long others take for the same bytes."""
    for name, (make, _) in STREAMS.items():
        sent = frames(name, SAMPLES)
        whole = b"".join(sent)
        live = [b"".join(sent[at : at + LIVE_SAMPLES]) for at in range(0, SAMPLES, LIVE_SAMPLES)]
        peers = {who: peer for who, (streams, peer) in _peers().items() if name in streams}
        times: dict[str, float] = {}
        for _ in range(ROUNDS):  # all in turn, so that a busy computer is unfair to none
            for what, chunks in (("live", live), ("whole", [whole])):
                times[what] = min(times.get(what, 1e9), _time(_decode, make().feed, chunks))
            for who, peer in peers.items():
                times[who] = min(times.get(who, 1e9), _time(peer, whole))
        for what in ("live", "whole"):
            rate = SAMPLES / times[what]
            yield Figure(f"{name}, {what}: {rate:.0f} samples a second; the needed", NEEDED / rate, "s", 1.0)
        for who in peers:
            limit = None if who == BARE else 1.0
            yield Figure(f"{name}: time against {who}", times["whole"] / times[who], "times", limit)
    yield from _compiled()
    for who in ("witmotion", "adafruit_bno08x_rvc", "ximu3"):
        if not _is_there(who):
            yield Figure(f"{who} is not installed, and was not run beside", 0, "")
    yield Figure("brainflow reads from a board only, not from bytes, and was not run beside", 0, "")


def _compiled() -> Iterator[Figure]:
    """The manufacturer's compiled library, which reads a file in a thread of its own: beside, without a limit."""
    if not _is_there("ximu3"):
        return
    ximu3 = import_module("ximu3")
    sent = frames("ximu3", SAMPLES)
    found: list[object] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messages.ximu3"
        path.write_bytes(b"".join(sent))
        connection = ximu3.Connection(ximu3.FileConnectionConfig(str(path)))
        connection.add_inertial_callback(found.append)
        connection.add_quaternion_callback(found.append)
        start_s, until_s = time.perf_counter(), time.perf_counter() + _FILE_MAX_S
        connection.open()
        while len(found) < 2 * SAMPLES and time.perf_counter() < until_s:
            time.sleep(0.001)
        took_s = time.perf_counter() - start_s
        connection.close()
    yield Figure(
        f"ximu3, its own library on a file, {len(found) / 2:.0f} samples: the needed", NEEDED * took_s / SAMPLES, "s"
    )


def _is_there(package: str) -> bool:
    if "busio" not in sys.modules:  # a circuit board's module, of which the package for the BNO08x names the type only
        sys.modules["busio"] = ModuleType("busio")
        sys.modules["busio"].UART = _Wire  # type: ignore[attr-defined]
    try:
        import_module(package)
    except (ImportError, NameError):
        return False
    return True


def _decode(feed: Callable[[bytes], Sequence[object]], chunks: Sequence[bytes]) -> None:
    given = sum(len(feed(chunk)) for chunk in chunks)
    assert given >= SAMPLES - 3, given


def _time(work: Callable[..., object], *what: object) -> float:
    start_s = time.process_time()
    work(*what)
    return time.process_time() - start_s


def _peers() -> Mapping[str, tuple[Sequence[str], Peer]]:
    """Who is there → the streams it reads, and how."""
    standard = [name for name in STREAMS if name.startswith("witmotion") and "0x61" not in name]
    found: dict[str, tuple[Sequence[str], Peer]] = {
        "pywitmotion's way": (standard, _splitting),
        BARE: (standard, _bare),
    }
    if _is_there("witmotion"):
        found["witmotion"] = (standard, _witmotion())
    if _is_there("adafruit_bno08x_rvc"):
        found["adafruit_bno08x_rvc"] = (["bno08x_rvc"], _adafruit())
    return found


def _splitting(data: bytes) -> int:
    """pywitmotion's way: what stands between two bytes 0x55 is a message, and is asked for each content in turn."""
    numpy = import_module("numpy")
    scales = ((b"Q", 16 * _G / 32768), (b"R", radians(2000) / 32768), (b"S", radians(180) / 32768), (b"Y", 1 / 32768))
    read = []
    for message in data.split(b"U"):
        for kind, scale in scales:
            if len(message) >= 9 and struct.unpack("c", message[:1])[0] == kind:
                values = numpy.array(struct.unpack("<hhhh", message[1:9])) * scale
                read.append(from_angles(*values[:3]) if kind == b"S" else values)
    return len(read)


def _bare(data: bytes) -> int:
    """The least that can be done: no checksum, no sample, no orientation from angles."""
    scales = {0x51: 16 * _G / 32768, 0x52: radians(2000) / 32768, 0x53: radians(180) / 32768, 0x59: 1 / 32768}
    unpack = struct.Struct("<xhhhh").unpack_from
    read = []
    for message in data.split(b"U"):
        if len(message) == 10 and (scale := scales.get(message[0])) is not None:
            a, b, c, d = unpack(message)
            read.append((a * scale, b * scale, c * scale, d * scale))
    return len(read)


def _witmotion() -> Peer:
    """The package's own messages, behind the framing of its reading thread."""
    protocol = import_module("witmotion.protocol")
    there: list[Any] = [kind for kind in vars(protocol).values() if isinstance(getattr(kind, "code", None), int)]
    kinds = {kind.code: kind for kind in there if hasattr(kind, "parse")}

    def read(data: bytes) -> int:
        at = found = 0
        while at + 11 <= len(data):
            kind = kinds.get(data[at + 1]) if data[at] == 0x55 else None
            if kind is None:
                at += 1
                continue
            body = data[at + 2 : at + 10]
            if kind.compute_checksum(body) == data[at + 10]:
                if kind.code != 0x50:  # its calendar has a month and a day more, and ends with an exception
                    said = kind.parse(body)
                    if kind.code == 0x53:
                        from_angles(radians(said.roll), radians(said.pitch), radians(said.yaw))
                    elif kind.code == 0x52:
                        tuple(radians(part) for part in said.w)
                found += 1
            at += 11
        return found

    return read


class _Wire:
    """A serial port for the package: hands out bytes that are there already."""

    def __init__(self, data: bytes) -> None:
        self._data, self.at = data, 0

    def reset_input_buffer(self) -> None:
        """Nothing is stale."""

    def read(self, count: int) -> bytes:
        self.at += count
        return self._data[self.at - count : self.at]


def _adafruit() -> Peer:
    """The package as it is used: report after report from a port."""
    kind = import_module("adafruit_bno08x_rvc").BNO08x_RVC

    def read(data: bytes) -> int:
        wire = _Wire(data)
        sensor = kind(wire)
        reports = []
        for _ in range(len(data) // 19):
            yaw, pitch, roll, x, y, z = sensor.heading
            reports.append((from_angles(radians(roll), radians(pitch), radians(yaw)), (x, y, z)))
        return len(reports)

    return read
