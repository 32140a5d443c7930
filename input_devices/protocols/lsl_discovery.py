"""How the Lab Streaming Layer asks which streams are in a network, and what they answer: datagrams to facts and back.

A question is three lines: its kind, a condition, and where to answer with which mark. An answer is that mark and an XML
document (liblsl, udp_server.cpp, stream_info_impl.cpp). Where an answer came from stands in no document, only on the
datagram; whoever listens has to look there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, unescape

PORT = 16571
"""Where every sender listens for questions …"""
OWN_PORTS = range(16572, 16604)
"""… and where each answers by itself: several programs of one computer share the first, and one of them hears."""
GROUPS = ("224.0.0.1", "224.0.0.183", "239.255.172.215")
FORMATS: Mapping[str, bool] = {
    **dict.fromkeys(("float32", "double64", "int8", "int16", "int32", "int64"), True),
    "string": False,
}
"""What a stream's values can be → whether they are numbers."""
_SESSION = "default"
_TEXT_MAX = 256
_FIELD = re.compile(r"<(\w+)>([^<]*)</\1>")
_UNPRINTED = {**dict.fromkeys(range(0x20), " "), 0x7F: " "}
_ENTITIES = {"&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What a stream says of itself when it is asked for."""

    name: str
    type: str
    source_id: str
    """What its sender calls itself, the same after a restart; may be empty."""
    uid: str
    """Another one each time that it is started."""
    channels: int
    format: str
    """One of FORMATS."""
    rate_hz: float
    """As announced; 0 where it keeps no pace."""
    data_port: int
    service_port: int
    version: str
    created_at: str
    session: str
    hostname: str


def question(mark: int, port: int) -> bytes:
    """Ask for every stream; whoever hears it answers to `port`."""
    return f"LSL:shortinfo\r\nsession_id='{_SESSION}'\r\n{port} {mark}\r\n".encode("ascii")


def read_answer(datagram: bytes, mark: int) -> StreamFacts | None:
    """What a stream answered; None where it is no answer to our question. Never raises."""
    head, _, document = datagram.partition(b"\n")
    if head.strip() != b"%d" % mark:
        return None
    text = document.decode("utf-8", "replace").partition("<desc")[0]
    said = {name: _plain(value) for name, value in _FIELD.findall(text)}
    try:
        facts = StreamFacts(
            said["name"],
            said.get("type", ""),
            said.get("source_id", ""),
            said["uid"],
            int(said["channel_count"]),
            said["channel_format"],
            float(said["nominal_srate"]),
            int(said["v4data_port"]),
            int(said["v4service_port"]),
            str(float(said["version"])),
            str(float(said["created_at"])),
            said.get("session_id", ""),
            said.get("hostname", ""),
        )
    except (KeyError, ValueError):
        return None
    return facts if _makes_sense(facts) else None


def document(facts: StreamFacts, host: str) -> str:
    """The stream as its library reads it, at the host that its answer came from and nowhere else."""
    fields = {
        "name": facts.name,
        "type": facts.type,
        "channel_count": facts.channels,
        "channel_format": facts.format,
        "source_id": facts.source_id,
        "nominal_srate": facts.rate_hz,
        "version": facts.version,
        "created_at": facts.created_at,
        "uid": facts.uid,
        "session_id": facts.session,
        "hostname": facts.hostname,
        "v4address": host,
        "v4data_port": facts.data_port,
        "v4service_port": facts.service_port,
        "v6address": "",
        "v6data_port": 0,
        "v6service_port": 0,
    }
    lines = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in fields.items())
    return f'<?xml version="1.0"?><info>{lines}<desc/></info>'


def answer(facts: StreamFacts, mark: int) -> bytes:
    """How a sender answers; for tests."""
    return f"{mark}\r\n{document(facts, '')}".encode()


def _plain(value: str) -> str:
    """Whatever a stranger writes, short and on one line of a terminal."""
    return unescape(value, _ENTITIES).translate(_UNPRINTED)[:_TEXT_MAX]


def _makes_sense(facts: StreamFacts) -> bool:
    return (
        bool(facts.name and facts.uid)
        and facts.format in FORMATS
        and facts.channels > 0
        and math.isfinite(facts.rate_hz)
        and facts.rate_hz >= 0.0
        and 0 < facts.data_port < 65536
        and 0 <= facts.service_port < 65536
        and 1.0 <= float(facts.version) < 2.0
        and math.isfinite(float(facts.created_at))
    )
