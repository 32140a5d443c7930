"""x-IMU3 over Wi-Fi: the manufacturer's library and a fake sensor on a real socket; read, lost, found again, let go."""

from __future__ import annotations

import math
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from input_devices import AddressError, Source, SourceState, UnavailableError, open_address
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2
from input_devices.protocols.ximu3 import binary_message
from tests.input_devices.fake_ximu3 import FakeXimu3
from tests.input_devices.pseudo_sensor import Bench

SITE = "left_shank"


@pytest.fixture
def sensor() -> Iterator[FakeXimu3]:
    made = FakeXimu3()
    yield made
    made.switch_off()


def bench_of(source: Source, sensor: FakeXimu3) -> Bench:
    return Bench(source, sensors=[sensor])  # type: ignore[list-item]


def test_samples_arrive_whole_and_nothing_is_written(sensor: FakeXimu3) -> None:
    """Rate, acceleration and orientation of a sample are one; the battery is told; the sensor hears no word."""
    source = open_address(sensor.address, SITE)
    bench = bench_of(source, sensor)
    bench.until(lambda: source.state == SourceState.LIVE)
    sensor.send(binary_message("B", 5, (42.0, 3.9, 0.0)))
    count = len(bench.samples)
    bench.until(lambda: len(bench.samples) > count + 60)
    late = bench.samples[count + 5 :]
    assert all(sample.orientation == (1.0, 0.0, 0.0, 0.0) for sample in late)
    assert late[0].rate_rad_s == pytest.approx([math.radians(rate) for rate in (1, -2, 3)])
    assert late[0].acceleration_m_s2 == pytest.approx((0, 0, STANDARD_GRAVITY_M_S2))
    (report,) = source.reports()
    assert (report.protocol, report.lost, report.bad_frames) == ("ximu3", 0, 0)
    assert report.battery == pytest.approx(0.42)
    assert sensor.heard == b""
    sensor.send(b"no message\n")
    bench.until(lambda: source.reports()[0].bad_frames == 1)
    source.close()
    assert source.state == SourceState.ENDED


def test_a_sensor_that_is_switched_off_is_lost_and_comes_back(sensor: FakeXimu3) -> None:
    """The library never tells; silence does. What happened and what to do is one sentence."""
    source = open_address(sensor.address, SITE)
    bench = bench_of(source, sensor)
    for _ in range(2):
        bench.until(lambda: source.state == SourceState.LIVE)
        sensor.switch_off()
        bench.until(lambda: source.state == SourceState.QUIET)
        bench.until(lambda: source.state == SourceState.LOST)
        assert source.notice == (
            f"the sensor on the left lower leg (127.0.0.1:{sensor.port}) is gone; switch it on, "
            "see that it is in the same network, and play goes on by itself"
        )
        sensor.switch_on()
    bench.until(lambda: source.state == SourceState.LIVE)
    source.close()


def test_what_the_sensor_says_is_wrong_with_itself_is_passed_on(sensor: FakeXimu3) -> None:
    """Until it sends samples again, also where the last ones before it are taken at the same time."""
    source = open_address(sensor.address, SITE)
    bench = bench_of(source, sensor)
    bench.until(lambda: source.state == SourceState.LIVE)

    def is_told() -> bool:
        source.poll(bench.now_s)
        return source.notice is not None and source.notice.endswith("says: Battery empty.")

    sensor.run(0.02)
    sensor.send(b"F,2000000,Battery empty.\n")
    Bench().until(is_told)
    bench.until(lambda: source.notice is None)
    source.close()


def test_nobody_there_is_one_sentence() -> None:
    """A number at which nothing answers."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    source = open_address(f"ximu3:127.0.0.1:{port}", SITE)
    bench = Bench(source)
    bench.until(lambda: source.state == SourceState.LOST)
    assert source.notice == (
        f"the sensor on the left lower leg (127.0.0.1:{port}) cannot be opened: no x-IMU3 answers at 127.0.0.1, "
        f"port {port}; switch it on, and see that it is in the same network"
    )
    source.close()


def test_closing_lets_the_sensor_go(sensor: FakeXimu3) -> None:
    """It can be worn again at once, as often as one likes; no thread of the library stays behind."""
    before = native_threads()
    for _ in range(20):
        source = open_address(sensor.address, SITE)
        bench = bench_of(source, sensor)
        bench.until(lambda source=source: source.state == SourceState.LIVE)  # type: ignore[misc]
        source.close()
        Bench().until(lambda: not sensor.connected)
    Bench().until(lambda: native_threads() <= before)


def native_threads() -> int:
    """How many threads there are, those among them that Python knows nothing of; 0 where the system does not tell."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ximu3:/dev/ttyACM0", "serial:PORT for one on a cable"),
        ("ximu3:somewhere", "names no sensor in the network"),
        ("ximu3:192.168.1.30:port", "is no port"),
        ("ximu3:192.168.1.30?sensor=1", "alone on its line"),
        ("ximu3:192.168.1.30?udp=1", "unknown option udp"),
    ],
)
def test_an_address_that_cannot_be_is_refused(address: str, words: str) -> None:
    """Before anything is opened."""
    with pytest.raises(AddressError, match=words):
        open_address(address, SITE)


def test_a_missing_library_is_one_sentence_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said when the address is read."""
    monkeypatch.setattr("input_devices.library_line.find_spec", lambda _: None)
    with pytest.raises(UnavailableError, match=r"x-IMU3 over Wi-Fi needs ximu3.*pip install 'moveagain\[ximu3\]'"):
        open_address("ximu3:192.168.1.30", SITE)
