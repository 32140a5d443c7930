"""Trackers and phones in the network: found, answered, kept alive, known by their sender, and heard again."""

from __future__ import annotations

import math
import random
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from input_devices import AddressError, Source, SourceState, open_address, open_worn
from input_devices.protocols.slimevr import encode_handshake, encode_phone, encode_rotation
from input_devices.sender_survey import SenderSurvey
from input_devices.slimevr_line import SlimeLine
from tests.input_devices.arrivals import jitter, simulate
from tests.input_devices.fake_tracker import EVERYBODY, MAC, NAME, FakeTracker, turned_about_x

RATE_HZ = 100
OTHER = bytes.fromhex("0102030405ff")
OTHER_NAME = "01:02:03:04:05:FF"


@pytest.fixture
def port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def tracker(port: int) -> Iterator[FakeTracker]:
    with closing(FakeTracker(port)) as made:
        yield made


@pytest.fixture
def source(port: int) -> Iterator[Source]:
    with closing(open_address(f"slimevr:127.0.0.1:{port}", "right_forearm")) as made:
        made.poll(99.0)
        yield made


def is_live(source: Source) -> bool:
    return source.state is SourceState.LIVE


class Bench:
    """A clock of its own; trackers turn steadily about x, and say at every moment how far."""

    def __init__(self, *sources: Source) -> None:
        self.now_s = 100.0
        self.turns: list[float] = []
        self._sources = sources

    def run(self, trackers: Sequence[FakeTracker], lasting_s: float, speed_rad_s: float = 0.1) -> None:
        for k in range(round(lasting_s * RATE_HZ)):
            self.now_s += 1 / RATE_HZ
            for tracker in trackers:
                tracker.step(self.now_s, turned_about_x((self.now_s - 100.0) * speed_rad_s))
            for source in self._sources if k % 2 else ():
                for sample in source.poll(self.now_s):
                    assert sample.orientation is not None and sample.acceleration_m_s2 is None
                    self.turns.append(2 * math.asin(sample.orientation[1]))


@pytest.mark.parametrize("call", ["127.0.0.1", EVERYBODY])
def test_a_tracker_is_answered_heard_and_kept_alive(source: Source, port: int, call: str) -> None:
    """Whether it was told this computer's number or calls out to everybody: it is answered, every turn arrives once
    and in order, and a heartbeat goes out each second."""
    if call == EVERYBODY and sys.platform != "linux":
        pytest.skip("how a network's calls to everybody arrive is another matter on each system")
    bench = Bench(source)
    with closing(FakeTracker(port, call=call)) as tracker:
        bench.run([tracker], 6.0)
        assert tracker.bundles and tracker.described == {0} and 5 <= tracker.beats <= 6
        assert is_live(source) and source.notice is None
        assert bench.turns == sorted(bench.turns)
        (report,) = source.reports()
        assert (report.protocol, report.bad_frames, report.lost) == ("slimevr", 0, 0)
        assert report.samples == pytest.approx(tracker.rotations, abs=2)
        assert report.rate_hz == pytest.approx(RATE_HZ, rel=0.02)


def test_without_heartbeats_a_tracker_stops_and_finds_us_again(source: Source, tracker: FakeTracker) -> None:
    """Nobody polls for four seconds, as when a window stalls: the tracker looks around again, and play goes on."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    for _ in range(4 * RATE_HZ):
        bench.now_s += 1 / RATE_HZ
        tracker.step(bench.now_s)
    assert tracker.server is None
    bench.run([tracker], 2.0)
    assert tracker.server is not None and is_live(source)


def test_a_tracker_that_lies_still_is_not_taken_for_silent(source: Source, tracker: FakeTracker) -> None:
    """The firmware does not repeat a rotation; holding still must not pause play."""
    bench = Bench(source)
    bench.run([tracker], 5.0, speed_rad_s=0.0)
    assert tracker.rotations == 1
    assert is_live(source)
    assert source.reports()[0].rate_hz == pytest.approx(RATE_HZ, rel=0.02)


def test_lost_datagrams_are_counted(source: Source, tracker: FakeTracker) -> None:
    """Of a hundred datagrams five never arrive."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    chance = random.Random(3)
    lost: list[int] = []

    def lossy(number: int) -> bool:
        if number and chance.random() < 0.05:
            lost.append(number)
        return bool(lost) and lost[-1] == number

    tracker.lossy = lossy
    bench.run([tracker], 8.0)
    assert len(lost) > 20
    assert source.reports()[0].lost == pytest.approx(len(lost), abs=3)


def test_several_trackers_share_the_port(port: int) -> None:
    """Two trackers, one of them with two sensors, worn at three places: each gets its own."""
    address = f"slimevr:127.0.0.1:{port}?sensor="
    worn = open_worn(
        {
            "right_forearm": address + NAME.lower(),
            "right_upper_arm": f"{address}{NAME}/1",
            "sternum": f"{address}{OTHER_NAME}/0",
        }
    )
    (source,) = set(worn.values())
    bench = Bench(source)
    with closing(source), closing(FakeTracker(port, sensors=2)) as one, closing(FakeTracker(port, OTHER)) as two:
        source.poll(bench.now_s)
        bench.run([one, two], 3.0)
        assert is_live(source) and source.notice is None
        for report in source.reports():
            assert report.rate_hz == pytest.approx(RATE_HZ, rel=0.02)
        bench.run([one], 1.0)
        silent = next(report for report in source.reports() if report.site == "sternum")
        assert silent.state is SourceState.QUIET and silent.notice is not None and "has gone quiet" in silent.notice


def test_a_second_sender_under_the_same_name_is_named_and_ignored(
    source: Source, tracker: FakeTracker, port: int
) -> None:
    """Somebody else who claims the tracker's address is neither answered nor heard, and the person reads who it is."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    with closing(FakeTracker(port, host="127.0.0.2")) as other:
        for k in range(20):
            other.send(encode_handshake(0, MAC))
            other.send(encode_rotation(k, 0, (0.0, 0.0, 0.0, 1.0)))
        bench.turns.clear()
        bench.run([tracker, other], 1.5)
        assert other.server is None
    assert bench.turns and bench.turns == sorted(bench.turns)
    assert is_live(source)
    assert source.notice is not None and "a second sender, 127.0.0.2, says that it is" in source.notice
    assert "not listened to" in source.notice and NAME in source.notice


def test_a_second_sender_from_the_same_computer_is_ignored_as_well(
    source: Source, tracker: FakeTracker, port: int
) -> None:
    """The same name from another port, while the first one sends."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    with closing(FakeTracker(port)) as other:
        bench.run([tracker, other], 3.0)
        assert other.server is None and is_live(source)
        assert source.notice is not None and f"port {other.at[1]}, says that it is {NAME}" in source.notice


def test_another_tracker_is_named_and_not_listened_to(source: Source, tracker: FakeTracker, port: int) -> None:
    """Where the address names no tracker, the first one that sends is kept."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    with closing(FakeTracker(port, OTHER)) as other:
        bench.run([tracker, other], 1.0)
        assert other.server is None
        assert source.notice is not None and f"{OTHER_NAME} at 127.0.0.1 sends" in source.notice
        assert f"write sensor={OTHER_NAME}" in source.notice
        before = source.reports()[0].samples
        bench.run([other], 3.0)
        assert source.reports()[0].samples == before
        assert source.state is SourceState.QUIET


def test_only_the_tracker_that_an_address_names_is_listened_to(port: int) -> None:
    """Another one is not answered, and the person reads which one is there instead."""
    bench_source = open_address(f"slimevr:127.0.0.1:{port}?sensor={NAME}", "sternum")
    bench = Bench(bench_source)
    with closing(bench_source), closing(FakeTracker(port, OTHER)) as other:
        bench.run([other], 3.0)
        assert other.server is None
        assert bench_source.state is SourceState.QUIET
        notice = bench_source.notice
        assert notice is not None and "is not heard" in notice and f"write sensor={OTHER_NAME}" in notice


def test_a_phone_is_known_by_its_number_in_the_network(port: int) -> None:
    """It may have no hardware address, and may have greeted a program before this one."""
    source = open_address(f"slimevr:127.0.0.1:{port}?sensor=127.0.0.2", "sternum")
    source.poll(100.0)
    with closing(source), closing(FakeTracker(port, bytes(6), host="127.0.0.2")) as phone:
        turn = turned_about_x(0.3)
        for k in range(200):
            phone.send(encode_phone(k, turn))
            source.poll(100.0 + k / 100)
        assert is_live(source)
        assert source.reports()[0].rate_hz == pytest.approx(100, rel=0.02)


@pytest.mark.parametrize(
    ("host", "silent_s", "heard"),
    [
        ("127.0.0.1", 1.0, False),
        ("127.0.0.1", 2.5, True),
        ("127.0.0.3", 4.0, False),
        ("127.0.0.3", 10.5, True),
    ],
)
def test_a_tracker_that_was_away_is_heard_from_another_place(
    port: int, host: str, silent_s: float, heard: bool
) -> None:
    """After two seconds from another port, after ten from another number in the network; before that it may be
    anybody."""
    source = open_address(f"slimevr:127.0.0.1:{port}?sensor={NAME}", "sternum")
    bench = Bench(source)
    source.poll(bench.now_s)
    with closing(source):
        with closing(FakeTracker(port)) as tracker:
            bench.run([tracker], 1.0)
        bench.run([], silent_s)
        assert source.state is SourceState.QUIET
        with closing(FakeTracker(port, host=host)) as again:
            bench.run([again], 0.5)
            assert (again.server is not None) is heard
            assert is_live(source) is heard


def test_late_and_doubled_datagrams_are_dropped(source: Source, tracker: FakeTracker) -> None:
    """Wi-Fi may deliver twice or out of order: each turn counts once."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    before = source.reports()[0].samples
    for number in (tracker.number - 1, tracker.number - 2, tracker.number - 1):
        tracker.send(encode_rotation(number, 0, (1.0, 0.0, 0.0, 0.0)))
    bench.run([], 0.1)
    assert source.reports()[0].samples == before
    assert source.reports()[0].bad_frames == 3


def test_nonsense_is_counted_and_nothing_else(source: Source, tracker: FakeTracker) -> None:
    """Whatever anybody sends: no reading, no answer, no end."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    before = source.reports()[0].samples
    chance = random.Random(5)
    for _ in range(300):
        tracker.send(chance.randbytes(chance.randrange(60)))
    bench.run([], 0.1)
    assert source.reports()[0].samples == before
    bench.run([tracker], 0.5)
    assert is_live(source)


def test_a_port_in_use_is_said_and_waited_for(source: Source, port: int, tracker: FakeTracker) -> None:
    """Two programs cannot both listen; the second says so and goes on by itself."""
    with closing(open_address(f"slimevr:127.0.0.1:{port}", "sternum")) as second:
        second.poll(100.0)
        assert second.state is SourceState.LOST
        assert second.notice is not None and f"port {port} of 127.0.0.1 is in use by another program" in second.notice
        source.close()
        bench = Bench(second)
        bench.run([tracker], 2.0)
        assert is_live(second)


def test_a_network_that_goes_away_is_a_state(
    source: Source, tracker: FakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wi-Fi is switched off in play: lost with words; when it is back, the tracker is heard again."""
    bench = Bench(source)
    bench.run([tracker], 1.0)
    with monkeypatch.context() as away:
        away.setattr("input_devices.slimevr_line.is_own", lambda _: False)
        bench.run([], 1.1)
    assert source.state is SourceState.LOST
    assert source.notice is not None and "not in the network as 127.0.0.1 any more" in source.notice
    bench.run([tracker], 3.0)
    assert is_live(source) and source.notice is None


def test_a_network_that_this_computer_is_not_in_is_said() -> None:
    """Waited for, with the numbers that it has."""
    with closing(open_address("slimevr:203.0.113.7", "sternum")) as source:
        source.poll(100.0)
        assert source.state is SourceState.LOST
        assert source.notice is not None and "not in a network as 203.0.113.7 now" in source.notice
        assert "127.0.0.1" in source.notice


@pytest.mark.parametrize("longest_s", [0.01, 0.04])
def test_times_are_even_however_wifi_delays(longest_s: float) -> None:
    """Datagrams carry no time. Arrivals that scatter over 10 to 40 ms still give steps within a seventh of the
    period, and nothing counts as lost."""
    run = simulate(1 / RATE_HZ, 20.0, delay=jitter(longest_s))
    assert run.clock.lost == 0
    assert all(0.86 <= step <= 1.14 for step in run.steps(1 / RATE_HZ))
    errors_s = run.errors_s(after_s=3.0)
    assert max(errors_s) - min(errors_s) < 0.5 * longest_s + 0.003
    assert run.rate_error(RATE_HZ, after_s=4.0) < 0.005


def test_everybody_is_listed_with_the_address_to_write(port: int) -> None:
    """Whoever calls is answered while the list is made; what it tells can be written into an address as it is."""
    survey = SenderSurvey(f"127.0.0.1:{port}")
    with closing(survey), closing(FakeTracker(port, sensors=2)) as one, closing(FakeTracker(port, OTHER)) as two:
        now_s = 100.0
        while not survey.settled(now_s):
            now_s += 1 / RATE_HZ
            for tracker in (one, two):
                tracker.step(now_s, turned_about_x(now_s))
            survey.poll(now_s)
        assert 2.5 <= now_s - 100.0 <= 4.0
        found = survey.findings()
    assert [each.name for each in found] == [f"{OTHER_NAME}/0", f"{NAME}/0", f"{NAME}/1"]
    assert {each.address for each in found} == {f"slimevr:127.0.0.1:{port}?sensor={each.name}" for each in found}
    for each in found:
        assert (each.host, each.about, each.lost) == ("127.0.0.1", "0.5.0", 0)
        assert each.rate_hz == pytest.approx(RATE_HZ, rel=0.02)
        open_address(each.address, "sternum").close()


def test_a_list_of_nobody_ends(port: int) -> None:
    """After the time in which every tracker would have called; at once where the network cannot be listened to."""
    with closing(SenderSurvey(f"127.0.0.1:{port}")) as survey:
        survey.poll(100.0)
        assert not survey.settled(105.0) and survey.settled(106.0)
        assert survey.findings() == [] and survey.notice is None
        with closing(SenderSurvey(f"127.0.0.1:{port}")) as second:
            second.poll(100.0)
            assert second.settled(100.0)
            assert second.notice is not None and "in use by another program" in second.notice


def test_everybody_can_be_heard(port: int) -> None:
    """A line that is to hear everyone answers everyone, and knows who they are."""
    line = SlimeLine("127.0.0.1", port, everyone=True)
    with closing(line), closing(FakeTracker(port)) as one, closing(FakeTracker(port, OTHER)) as two:
        for k in range(300):
            for tracker in (one, two):
                tracker.step(100.0 + k / 100, turned_about_x(k / 100))
            line.hear(100.0 + k / 100)
        assert {(paired.name, firmware) for paired, firmware in line.senders} == {
            (NAME, "0.5.0"),
            (OTHER_NAME, "0.5.0"),
        }
        assert line.remark is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("slimevr:0.0.0.0", "every network"),
        ("slimevr:255.255.255.255", "names a group"),
        ("slimevr:phone", "names no network of this computer"),
        ("slimevr:127.0.0.1:x", "is no port"),
        ("slimevr:127.0.0.1:", "is no port"),
        ("slimevr:127.0.0.1:70000", "is no port"),
        ("slimevr:127.0.0.1?baud=9600", "unknown option baud"),
        ("slimevr:127.0.0.1?sensor=left", "names no tracker"),
        ("slimevr:127.0.0.1?sensor=DE:AD:BE:EF:00:01/x", "names no tracker"),
    ],
)
def test_a_wrong_address_is_explained(address: str, words: str) -> None:
    """Listening to a network is always to one that somebody has chosen."""
    with pytest.raises(AddressError, match=words):
        open_address(address, "sternum")
