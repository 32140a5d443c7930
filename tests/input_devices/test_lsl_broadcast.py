"""What is broadcast: read back as it was sent, taken by nobody outside the chosen network, and over when it is over."""

from __future__ import annotations

import math
import os
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from input_devices import AddressError, Broadcast, Channel, SentStream, UnavailableError, broadcast_interface
from input_devices.lsl_library import open_sockets, settings
from input_devices.lsl_streams import Inlet, StreamFinder
from input_devices.network import own_numbers
from input_devices.protocols.lsl_discovery import OWN_PORTS, PORT, question
from tests.input_devices.lsl_sender import LOOPBACK, pylsl, until

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can keep the ports to one network")
NAME = f"sent-{os.getpid()}"
STREAMS = (
    SentStream(NAME, "MoCap", [Channel("angle", "Angle", "deg"), Channel("b")], 60.0),
    SentStream(f"{NAME}-words", "Markers", [Channel("event")], is_text=True),
)


@pytest.fixture
def broadcast() -> Iterator[Broadcast]:
    pylsl()
    with closing(Broadcast(LOOPBACK, "session-1", STREAMS, {"truth": "simulated"})) as made:
        yield made


def ports(kind: str) -> set[int]:
    """Every port of this process that waits for `tcp` or `udp`, whatever network it is on."""
    mine = {name.strip("socket:[]") for name in open_sockets()}
    rows = [line.split() for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]]
    waiting = {"tcp": "0A", "udp": "07"}[kind]
    return {int(row[1].split(":")[1], 16) for row in rows if row[3] == waiting and row[9] in mine}


@linux
def test_it_is_read_as_it_was_sent(broadcast: Broadcast) -> None:
    """Values, times, text, and what the channels are."""
    with closing(StreamFinder(LOOPBACK)) as finder:
        found = {}

        def look() -> bool:
            found.update({each.facts.name: each for each in finder.look(time.perf_counter())})
            return {stream.name for stream in STREAMS} <= found.keys()

        assert until(look)
    numbers, words = (Inlet(LOOPBACK, found[stream.name]) for stream in STREAMS)
    with closing(numbers), closing(words):
        assert numbers.channels == STREAMS[0].channels
        assert (found[NAME].facts.type, found[NAME].facts.source_id) == ("MoCap", f"session-1-{NAME}")
        got: list[tuple[Sequence[Any], float]] = []
        broadcast.send(NAME, (1.5, math.nan), 12.25)
        broadcast.say(f"{NAME}-words", "étage", 12.5)
        assert until(lambda: len(got) == 2, lambda: got.extend([*numbers.pull(), *words.pull()]))
        (values, first_s), (said, said_s) = sorted(got, key=lambda each: each[1])
        assert (values[0], first_s, said, said_s) == (1.5, 12.25, ["étage"], 12.5)
        assert math.isnan(values[1])


@linux
@pytest.mark.parametrize("host", [LOOPBACK, "127.0.0.2", own_numbers()[0]])
def test_only_what_is_sent_to_the_chosen_network_is_answered(broadcast: Broadcast, host: str) -> None:
    """The library opens its ports to every network, whatever it is told; the kernel lets nothing through to them that
    was sent to another number of this computer: no connection, no answer."""
    ours = host == broadcast.interface
    tcp, udp = ports("tcp"), ports("udp")
    assert len(tcp) == len(STREAMS) and udp & set(OWN_PORTS)
    for port in tcp:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as caller:
            caller.settimeout(5.0 if ours else 0.2)
            assert (caller.connect_ex((host, port)) == 0) is ours
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.bind(("0.0.0.0", 0))
        asker.settimeout(5.0 if ours else 0.2)
        for port in udp & {PORT, *OWN_PORTS}:
            asker.sendto(question(5, asker.getsockname()[1]), (host, port))
        if ours:
            assert asker.recv(10).startswith(b"5")
        else:
            with pytest.raises(TimeoutError):
                asker.recv(10)


@linux
def test_nothing_is_open_on_the_newer_protocol(broadcast: Broadcast) -> None:
    """IPv6 is switched off: there nothing would be kept to one network."""
    assert broadcast.interface == LOOPBACK
    mine = {name.strip("socket:[]") for name in open_sockets()}
    for kind in ("tcp6", "udp6"):
        rows = [line.split() for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]]
        assert not [row for row in rows if row[9] in mine]


@linux
def test_when_it_is_over_every_port_is_closed(broadcast: Broadcast) -> None:
    """And what is sent after that goes nowhere."""
    assert ports("tcp")
    broadcast.close()
    assert until(lambda: not ports("tcp"))
    broadcast.send(NAME, (1.0, 2.0), 1.0)
    broadcast.close()


@linux
def test_where_the_ports_cannot_be_closed_to_others_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and nothing stays open."""
    pylsl()
    monkeypatch.setattr("input_devices.lsl_broadcast.close_to_others", lambda *_: False)
    with pytest.raises(UnavailableError, match="nothing is broadcast"):
        Broadcast(LOOPBACK, "session-1", STREAMS)
    assert until(lambda: not ports("tcp"))


def test_a_system_that_cannot_close_them_is_told_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("input_devices.lsl_broadcast.sys.platform", "darwin")
    monkeypatch.setattr("input_devices.lsl_broadcast.library", lambda _: pytest.fail("it was opened"))
    with pytest.raises(UnavailableError, match="this system cannot close them"):
        Broadcast(LOOPBACK, "session-1", STREAMS)


@pytest.mark.parametrize("interface", ["127.0.0.1", "192.168.1.20"])
def test_the_library_is_told_of_one_network_only(interface: str) -> None:
    """Whatever it asks and answers; and no router passes it on."""
    told = settings(interface)
    assert f"Interfaces = {{{interface}}}" in told and "IPv6 = disable" in told
    assert "255.255.255.255" not in told
    assert ("ResolveScope = machine" in told) is interface.startswith("127.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("192.168.1.20", "write for example lsl:"),
        ("lsl:", "write for example lsl:"),
        ("osc:192.168.1.20", "write for example lsl:"),
        ("lsl:0.0.0.0", "every network"),
        ("lsl:wlan0", "names no network of this computer"),
    ],
)
def test_a_network_is_chosen_by_its_number(text: str, words: str) -> None:
    """Never all of them."""
    with pytest.raises(AddressError, match=words):
        broadcast_interface(text)
