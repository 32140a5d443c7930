"""Lab Streaming Layer streams: found on one network, read as they say, kept to one sender, and heard again."""

from __future__ import annotations

import math
import os
import socket
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from input_devices import AddressError, Sample, Source, SourceState, UnavailableError, open_address, open_worn
from input_devices.lsl_library import library
from input_devices.lsl_streams import Stream, StreamFinder
from input_devices.network import own_numbers
from input_devices.protocols.lsl_discovery import OWN_PORTS, answer
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2
from tests.input_devices.lsl_sender import IMU, LOOPBACK, LslSender, pylsl, until

HERE = f"?interface={LOOPBACK}"
AT_REST = (0.0, 0.0, 1.0, 90.0, 0.0, 0.0)


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream on this computer answers at once, so nobody is waited for as long as in play."""
    pylsl()
    monkeypatch.setattr("input_devices.lsl_line.SEARCH_S", 0.3)


class Wearer:
    """Polls a source by the real clock, and keeps its samples."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.samples: list[Sample] = []
        self.slowest_s = 0.0

    def poll(self) -> None:
        began_s = time.perf_counter()
        self.samples += self.source.poll(began_s)
        self.slowest_s = max(self.slowest_s, time.perf_counter() - began_s)

    def hears(self, sender: LslSender, values: tuple[float, ...] = AT_REST) -> bool:
        """Whether something of what is sent from now on arrives."""
        before = len(self.samples)

        def each() -> None:
            sender.send(values)
            self.poll()

        return until(lambda: len(self.samples) > before + 10, each)


def wear(name: str, more: str = "", site: str = "right_forearm") -> Wearer:
    return Wearer(open_address(f"lsl:{name}{HERE}{more}", site))


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """Of a stream that no other test's is called."""
    return f"{request.node.name[:40]}-{os.getpid()}"


def test_a_stream_is_found_and_read_in_its_units(name: str) -> None:
    """g and °/s become m/s² and rad/s; polling never waits for the network."""
    wearer = wear(name)
    with closing(wearer.source), closing(LslSender(name)) as sender:
        assert wearer.hears(sender)
        last = wearer.samples[-1]
        assert last.acceleration_m_s2 == pytest.approx((0.0, 0.0, STANDARD_GRAVITY_M_S2))
        assert last.rate_rad_s == pytest.approx((math.pi / 2, 0.0, 0.0))
        assert wearer.source.state is SourceState.LIVE and wearer.source.notice is None
        (report,) = wearer.source.reports()
        assert (report.protocol, report.bad_frames) == ("lsl", 0)


def test_the_senders_clock_is_mapped_to_ours(name: str) -> None:
    """Whatever its clock began at: times lie about now, and rise in its own steps, however unevenly they came."""
    wearer = wear(name)
    with closing(wearer.source), closing(LslSender(name)) as sender:
        assert wearer.hears(sender)
        wearer.samples.clear()
        began_s = time.perf_counter()
        sent = 0

        def each() -> None:
            nonlocal sent
            while sent / 200 < time.perf_counter() - began_s:
                sender.send(AT_REST, 5e6 + sent / 200)
                sent += 1
            wearer.poll()

        assert until(lambda: len(wearer.samples) > 150, each)
        times_s = [sample.t_s for sample in wearer.samples][-100:]
        assert abs(times_s[-1] - time.perf_counter()) < 0.5
        steps_s = [after - before for before, after in pairwise(times_s)]
        assert min(steps_s) > 0.0 and statistics.median(steps_s) == pytest.approx(1 / 200, rel=0.05)


def test_several_sensors_in_a_stream_are_worn_at_several_places(name: str) -> None:
    """What stands before the kind in a label tells them apart."""
    labels = [f"{side}_{label}" for side in ("left", "right") for label in IMU]
    address = f"lsl:{name}{HERE}&acc=g&gyro=deg/s&sensor="
    worn = open_worn({"left_forearm": address + "left", "right_forearm": address + "right"})
    (source,) = set(worn.values())
    wearer = Wearer(source)
    with closing(source), closing(LslSender(name, labels=labels, units=[])) as sender:
        assert wearer.hears(sender, (*AT_REST, *(2 * value for value in AT_REST)))
        got = {sample.site: sample.acceleration_m_s2 for sample in wearer.samples}
        assert got["left_forearm"] == pytest.approx((0.0, 0.0, STANDARD_GRAVITY_M_S2))
        assert got["right_forearm"] == pytest.approx((0.0, 0.0, 2 * STANDARD_GRAVITY_M_S2))


def test_a_stream_without_labels_is_read_as_the_address_says(name: str) -> None:
    """Many senders describe nothing; a turn that comes alone is enough to play with."""
    wearer = wear(name, "&channels=-,qw,qx,qy,qz")
    with closing(wearer.source), closing(LslSender(name, labels=[""] * 5, units=[])) as sender:
        assert wearer.hears(sender, (7.0, 1.0, 0.0, 0.0, 0.0))
        assert wearer.samples[-1].orientation == (1.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("more", "sender", "words"),
    [
        ("", {"labels": ("a", "b"), "units": ()}, "needs channels labelled"),
        ("", {"units": ()}, "without a unit"),
        ("", {"form": "string"}, "it sends text"),
        ("&channels=ax,ay", {}, "has 6 channels"),
        ("&source=another", {}, "there is source=source-1 at 127.0.0.1 instead"),
    ],
)
def test_a_stream_that_cannot_be_used_is_explained(
    name: str, more: str, sender: dict[str, tuple[str, ...]], words: str
) -> None:
    """What is wrong with it and what to do; nothing is guessed."""
    wearer = wear(name, more)
    with closing(wearer.source), closing(LslSender(name, **sender)):  # type: ignore[arg-type]
        assert until(lambda: wearer.source.notice is not None, wearer.poll)
        assert wearer.source.notice is not None and words in wearer.source.notice
        assert wearer.samples == []


def test_a_stream_that_is_not_there_is_waited_for(name: str) -> None:
    """The person reads which streams are; when it comes, it is heard."""
    other = LslSender(f"{name}-other")
    wearer = wear(name)
    with closing(wearer.source), closing(other):
        assert until(lambda: wearer.source.notice is not None, wearer.poll)
        assert wearer.source.notice is not None and "is not in the network 127.0.0.1" in wearer.source.notice
        with closing(LslSender(name)) as sender:
            assert wearer.hears(sender)
            assert wearer.source.state is SourceState.LIVE


def test_a_second_stream_of_the_same_name_is_named_and_ignored(name: str) -> None:
    """The first one is kept, and stays kept when it goes: the second one never takes its place."""
    first = LslSender(name)
    wearer = wear(name)
    with closing(wearer.source), closing(first):
        assert wearer.hears(first)
        with closing(LslSender(name, "source-2")) as second:

            def each() -> None:
                first.send(AT_REST)
                second.send((9.0,) * 6)
                wearer.poll()

            assert until(lambda: wearer.source.notice is not None, each)
            assert wearer.source.notice is not None
            assert "a second stream" in wearer.source.notice and "source=source-2" in wearer.source.notice
            assert wearer.source.state is SourceState.LIVE
            assert not second.is_heard
            first.close()
            assert until(lambda: wearer.source.state is SourceState.LOST, each_of(second, wearer))
            assert until(lambda: "another one" in (wearer.source.notice or ""), each_of(second, wearer))
            assert all(
                sample.acceleration_m_s2 != pytest.approx((9.0 * STANDARD_GRAVITY_M_S2,) * 3)
                for sample in wearer.samples
            )
            with closing(LslSender(name)) as again:
                assert wearer.hears(again)


def each_of(sender: LslSender, wearer: Wearer) -> Callable[[], None]:
    def each() -> None:
        sender.send((9.0,) * 6)
        wearer.poll()

    return each


@pytest.mark.parametrize(("host", "listed"), [("127.0.0.3", True), (own_numbers()[0], own_numbers()[0] == LOOPBACK)])
def test_who_repeats_what_another_says_is_not_taken_for_it(name: str, host: str, listed: bool) -> None:
    """A stranger in the same network is named; an answer out of another network is no answer at all."""
    with closing(StreamFinder(LOOPBACK)) as finder, closing(LslSender(name)):
        assert until(lambda: any(each.facts.name == name for each in look(finder)), lambda: None)
        facts = next(each.facts for each in look(finder) if each.facts.name == name)
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth,
        ):
            ear.settimeout(5.0)
            assert any(not bound(ear, port) for port in reversed(OWN_PORTS))
            mouth.bind((host, 0))
            finder.look(time.perf_counter() + 1.0)
            asked, asker = ear.recvfrom(1000)
            mouth.sendto(answer(facts, int(asked.split()[-1])), asker)
            hosts = {each.host for each in finder.look(time.perf_counter() + 1.0) if each.facts.name == name}
            assert (host in hosts) is listed
            assert LOOPBACK in hosts


def bound(ear: socket.socket, port: int) -> OSError | None:
    """Why that port cannot be had; None once it is."""
    try:
        ear.bind((LOOPBACK, port))
    except OSError as error:
        return error
    return None


def look(finder: StreamFinder) -> Sequence[Stream]:
    return finder.look(time.perf_counter())


def test_a_stream_that_is_started_anew_is_heard_again(name: str) -> None:
    """Lost within a second; heard again within two of its coming back."""
    first = LslSender(name)
    wearer = wear(name)
    with closing(wearer.source):
        assert wearer.hears(first)
        first.close()
        gone_s = time.perf_counter()
        assert until(lambda: wearer.source.state is not SourceState.LIVE, wearer.poll)
        assert time.perf_counter() - gone_s < 1.0
        with closing(LslSender(name)) as again:
            assert wearer.hears(again)


def test_nothing_is_left_open(name: str) -> None:
    """Neither a thread nor a file, however often."""

    def left() -> tuple[int, int]:
        return threading.active_count(), sum(len(list(Path("/proc/self", each).iterdir())) for each in ("fd", "task"))

    with closing(LslSender(name)) as sender:
        for k in range(3):
            wearer = wear(name)
            with closing(wearer.source):
                assert wearer.hears(sender)
            if k == 0:
                assert until(lambda: not sender.is_heard)
                before = left()
        assert until(lambda: left() <= before), (left(), before)


def test_another_network_is_refused_once_one_is_in_use() -> None:
    """The library cannot be told twice; nobody is left to wonder why nothing comes."""
    with pytest.raises(UnavailableError, match=r"in use on 127\.0\.0\.1 already"):
        library("127.0.0.2")


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence, before anything is opened."""
    monkeypatch.setattr("input_devices.lsl_line.is_installed", lambda: False)
    with pytest.raises(UnavailableError, match="pip install 'moveagain\\[research\\]'"):
        open_address(f"lsl:x{HERE}", "sternum")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("lsl:imu", "does not say on which network"),
        ("lsl:imu?interface=0.0.0.0", "every network"),
        ("lsl:imu?interface=wlan0", "names no network of this computer"),
        (f"lsl:imu{HERE}&acc=furlongs", "is no unit"),
        (f"lsl:imu{HERE}&baud=9600", "unknown option baud"),
    ],
)
def test_a_wrong_address_is_explained(address: str, words: str) -> None:
    with pytest.raises(AddressError, match=words):
        open_address(address, "sternum")
