"""A sensor on a real pseudo-terminal: samples, unplugging, silence, refusal, listening, and nothing left open."""

from __future__ import annotations

import errno
import math
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import serial

from input_devices import Source, SourceState, UnavailableError, open_address
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.text_line import encode_csv
from input_devices.protocols.witmotion_packets import encode, encode_combined
from tests.input_devices.pseudo_sensor import Bench, PseudoSensor
from tests.leaving import open_ports

SITE = "right_forearm"
WHO = "the sensor on the right forearm (ttyWORN)"
UP = (0.0, 0.0, 9.81)
PROFILE = """profiles:
  mine:
    format: csv
    columns: [seq, t_ms, gx, gy, gz, ax, ay, az]
    units: {gyro: dps, acc: g}
    expect_hz: 100
"""


def packets(k: int) -> bytes:
    return encode((k * 0.001, 0.0, 0.0), UP)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ttyWORN"


@pytest.fixture
def sensor(path: Path) -> Iterator[PseudoSensor]:
    made = PseudoSensor(path, packets)
    yield made
    made.unplug()


@pytest.fixture
def source(sensor: PseudoSensor) -> Iterator[Source]:
    made = open_address(f"serial:{sensor.path}?protocol=witmotion&baud=115200", SITE)
    yield made
    made.close()


@pytest.fixture
def bench(source: Source, sensor: PseudoSensor) -> Bench:
    return Bench(source, sensors=(sensor,))


def live(source: Source) -> bool:
    return source.state is SourceState.LIVE


def test_samples_arrive_evenly_and_in_full(source: Source, bench: Bench) -> None:
    """What the sensor sends comes out as samples of its site, a period apart, with the values sent."""
    assert (source.truth, source.stepped, source.sites, source.state) == ("sensor", False, (SITE,), SourceState.OPENING)
    bench.until(lambda: live(source))
    bench.run(3.0)
    assert source.notice is None
    samples = bench.samples
    assert {sample.site for sample in samples} == {SITE}
    assert all(sample.acceleration_m_s2 == pytest.approx(UP, abs=0.005) for sample in samples)
    rates = [sample.rate_rad_s[0] for sample in samples if sample.rate_rad_s]
    assert [round(b - a, 2) for a, b in pairwise(rates)] == pytest.approx([0.001] * (len(rates) - 1), abs=0.01)
    steps = [b.t_s - a.t_s for a, b in pairwise(samples)]
    assert min(steps) > 0.007 and max(steps) < 0.013
    (report,) = source.reports()
    assert (report.site, report.protocol, report.lost, report.bad_frames) == (SITE, "witmotion", 0, 0)
    assert report.samples == len(samples) >= 280
    assert report.rate_hz == pytest.approx(100, rel=0.01)


def test_unplugged_and_plugged_in_again(source: Source, bench: Bench, sensor: PseudoSensor) -> None:
    """A sensor that vanishes is said to be gone within a poll or two; it comes back by itself at the same address."""
    bench.until(lambda: len(bench.samples) > 50)
    sensor.unplug()
    bench.until(lambda: source.state is SourceState.LOST)
    assert source.notice == f"{WHO} is gone; plug it in again at the same place, and play goes on by itself"
    bench.run(2.0)
    assert source.state is SourceState.LOST
    assert source.notice == f"{WHO} is gone; plug it in again at the same place, and play goes on by itself"
    before = len(bench.samples)
    sensor.plug_in()
    bench.until(lambda: live(source) and len(bench.samples) > before + 50)
    assert source.notice is None
    assert all(b.t_s > a.t_s for a, b in pairwise(bench.samples))
    assert max(b.t_s - a.t_s for a, b in pairwise(bench.samples)) > 1.5


def test_silence_is_noticed_and_forgiven(source: Source, bench: Bench, sensor: PseudoSensor) -> None:
    """Within one second of the last byte the source is quiet and says what to look at; the next byte brings it back."""
    bench.until(lambda: live(source))
    bench.run(1.0)
    sensor.on = False
    bench.step()
    bench.run(1.0)
    assert source.state is SourceState.QUIET
    assert source.notice == f"{WHO} has gone quiet; check that it is switched on and charged"
    sensor.on = True
    bench.until(lambda: live(source))
    assert source.notice is None


def test_a_sensor_that_never_speaks(source: Source, bench: Bench, sensor: PseudoSensor) -> None:
    """An open port without a byte is quiet, not opening for ever."""
    sensor.on = False
    bench.until(lambda: source.state is SourceState.QUIET)
    assert source.notice == f"nothing has come from {WHO} yet; check that it is switched on and charged"


def test_a_stall_of_the_game_loses_nothing(source: Source, bench: Bench, sensor: PseudoSensor) -> None:
    """What came while nobody polled is read afterwards, with the times at which it was sent."""
    bench.until(lambda: live(source))
    bench.run(2.0)
    bench.now_s += 1.0
    sensor.run(1.0)
    bench.run(2.0)
    (report,) = source.reports()
    assert (report.lost, report.bad_frames) == (0, 0)
    steps = [b.t_s - a.t_s for a, b in pairwise(bench.samples)]
    assert min(steps) > 0.007 and max(steps) < 0.013
    assert live(source)


def test_stale_bytes_are_dropped_at_opening(path: Path) -> None:
    """What waited in the port from before it was opened is not taken for now."""
    sensor = PseudoSensor(path, packets)
    for k in range(20):
        sensor.write(packets(k + 1000))
    source = open_address(f"serial:{path}?protocol=witmotion&baud=115200", SITE)
    bench = Bench(source)
    bench.until(lambda: source.state is not SourceState.OPENING)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: len(bench.samples) > 30)
    assert all(sample.rate_rad_s is not None and sample.rate_rad_s[0] < 0.9 for sample in bench.samples)
    source.close()
    sensor.unplug()


def test_no_such_port_lists_those_there_are(tmp_path: Path) -> None:
    """A wrong address is lost with the ports there are; the source goes on looking."""
    source = open_address(f"serial:{tmp_path}/ttyNONE?protocol=witmotion", SITE)
    bench = Bench(source)
    bench.until(lambda: source.state is SourceState.LOST)
    assert source.notice is not None
    assert source.notice.startswith("the sensor on the right forearm (ttyNONE) cannot be opened: there is no port")
    assert "there are:" in source.notice
    source.close()


def test_a_port_in_use_is_refused_until_it_is_free(path: Path, sensor: PseudoSensor) -> None:
    """Two readers would each get half: the second waits and says why, and goes on when the port is free."""
    other = serial.Serial(str(path), exclusive=True)
    source = open_address(f"serial:{path}?protocol=witmotion&baud=115200", SITE)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.state is SourceState.LOST)
    assert source.notice is not None and "another program is using the port" in source.notice
    other.close()
    bench.until(lambda: live(source))
    with pytest.raises(serial.SerialException):
        serial.Serial(str(path), exclusive=True)
    source.close()


def test_permission_refused_names_the_command(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words for a user who may not use ports. The refusal itself is played: the tests may run as root."""

    def refuse(self: serial.Serial) -> None:
        raise serial.SerialException(errno.EACCES, f"could not open port {self.port}: Permission denied")

    monkeypatch.setattr(serial.Serial, "open", refuse)
    monkeypatch.setattr("sys.platform", "linux")
    source = open_address(f"serial:{path}?protocol=witmotion", SITE)
    bench = Bench(source)
    bench.until(lambda: source.state is SourceState.LOST)
    assert source.notice is not None
    assert source.notice.startswith(
        f"{WHO} cannot be opened: this user may not use serial ports; run `sudo usermod -aG "
    )
    assert source.notice.endswith(" $USER`, then log out and log in again")
    source.close()


@pytest.mark.parametrize("error", [serial.SerialException("x"), OSError(5, "x"), "termios"])
def test_every_way_of_vanishing_is_a_state(
    source: Source, bench: Bench, error: Exception | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three kinds of exception mean unplugged; none gets out of a poll."""
    if error == "termios":
        error = pytest.importorskip("termios").error(5, "x")
    bench.until(lambda: live(source))

    def vanish(*_: object) -> bytes:
        raise error  # type: ignore[misc]

    with monkeypatch.context() as patched:
        patched.setattr(serial.Serial, "read", vanish)
        bench.until(lambda: source.state is SourceState.LOST)
    bench.until(lambda: live(source))


SPOKEN = {
    "witmotion": packets,
    "witmotion 20 bytes": lambda _: encode_combined((0.1, 0.0, 0.0), UP),
    "witmotion 28 bytes": lambda k: encode_combined((0.1, 0.0, 0.0), UP, device_s=k * 0.01),
    "csv": lambda _: encode_csv(Reading((0.1, 0.0, 0.0), UP)),
    "json": lambda k: PROTOCOLS["json"].encode(Reading((0.1, 0.0, 0.0), UP, device_s=k * 0.01)),  # type: ignore[misc]
}


@pytest.mark.parametrize("spoken", sorted(SPOKEN))
def test_auto_finds_each_format_by_listening(path: Path, spoken: str) -> None:
    """Without a word about the format, listening finds it within seconds, and nothing is written to the device."""
    sensor = PseudoSensor(path, SPOKEN[spoken])
    source = open_address(f"serial:{path}?protocol=auto", SITE)
    bench = Bench(source, sensors=(sensor,))
    start_s = bench.now_s
    bench.until(lambda: live(source) and len(bench.samples) > 100)
    assert bench.now_s - start_s < 4.0
    assert source.reports()[0].protocol == spoken.split()[0]
    assert bench.samples[0].rate_rad_s == pytest.approx((0.1 if spoken != "witmotion" else 0.0, 0, 0), abs=0.05)
    assert bench.samples[0].acceleration_m_s2 == pytest.approx(UP, abs=0.005)
    assert sensor.heard() == b""
    source.close()
    sensor.unplug()


def test_listening_goes_through_the_speeds_and_says_so(path: Path) -> None:
    """What is in no known format is heard at every speed, then named as unreadable; a known format is still found."""
    sensor = PseudoSensor(path, lambda k: b"\x00\x17hello" if k < 1200 else packets(k))
    source = open_address(f"serial:{path}", SITE)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.state is SourceState.QUIET)
    assert source.notice is not None and "cannot be read" in source.notice and "profile=" in source.notice
    assert bench.now_s - 100 < 8
    said = source.notice
    for _ in range(6):  # the speeds are still gone through, and the sentence stays
        bench.run(0.4)
        assert source.notice == said
    bench.until(lambda: live(source))
    source.close()
    sensor.unplug()


def test_another_language_after_a_while_is_learned(path: Path) -> None:
    """A board that is given another sketch while the port is open is listened to anew."""
    sensor = PseudoSensor(path, lambda k: packets(k) if k < 300 else encode_csv(Reading((0.1, 0.0, 0.0), UP)))
    source = open_address(f"serial:{path}?protocol=auto", SITE)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.reports()[0].protocol == "witmotion")
    bench.until(lambda: source.reports()[0].protocol == "csv" and live(source))
    source.close()
    sensor.unplug()


def test_a_profile_from_a_file(path: Path, tmp_path: Path) -> None:
    """Lines are read as the file says; numbers that are missing are counted as lost."""
    file = tmp_path / "my board.yaml"
    file.write_text(PROFILE, encoding="utf-8")
    sensor = PseudoSensor(path, lambda k: b"" if k % 50 == 7 else b"%d,%d,90,0,0,0,0,1\r\n" % (k, k * 10))
    source = open_address(f"serial:{path}?profile={str(file).replace(' ', '%20')}&baud=115200", SITE)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: len(bench.samples) > 200)
    assert bench.samples[0].rate_rad_s == pytest.approx((math.pi / 2, 0, 0))
    assert bench.samples[0].acceleration_m_s2 == pytest.approx((0, 0, 9.80665))
    (report,) = source.reports()
    assert report.protocol == "mine"
    assert report.lost in (4, 5)
    source.close()
    sensor.unplug()


def test_one_of_several_sensors_on_a_line(path: Path) -> None:
    """Where a line carries several sensors, the address chooses one; without a choice the first that is heard stays."""
    sensor = PseudoSensor(
        path, lambda k: b'{"sensor":"%s","ax":%d,"ay":0,"az":9}\n' % (b"ab"[k % 2 : k % 2 + 1], k % 2)
    )
    for chosen, value in (("&sensor=b", 1.0), ("&sensor=a", 0.0)):
        source = open_address(f"serial:{path}?protocol=json&baud=9600{chosen}", SITE)
        bench = Bench(source, sensors=(sensor,))
        bench.until(lambda bench=bench: len(bench.samples) > 20)  # type: ignore[misc]
        assert {sample.acceleration_m_s2 for sample in bench.samples} == {(value, 0.0, 9.0)}
        source.close()
    source = open_address(f"serial:{path}?protocol=json&sensor=c", SITE)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.state is SourceState.QUIET)
    assert source.notice == f"{WHO} says nothing of sensor c; write sensor=a, sensor=b in its address"
    source.close()
    sensor.unplug()


def test_a_slow_sensor_is_told_of(path: Path) -> None:
    """Ten samples a second, as some sensors are delivered, play but are named with what to set."""
    sensor = PseudoSensor(path, packets, rate_hz=10)
    source = open_address(f"serial:{path}?protocol=witmotion&baud=9600", SITE)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.notice is not None and live(source))
    command = f"moveagain inputs setup {path} --rate 100 --baud 115200"
    assert source.notice == f"{WHO} sends only 10 samples a second; run `{command}`"
    source.close()
    sensor.unplug()


def test_damage_on_the_line_is_counted(path: Path) -> None:
    """Corrupted packets cost their samples, which are counted as bad and as lost; the rest comes through in time."""

    def spoilt(k: int) -> bytes:
        packet = bytearray(packets(k))
        if k % 40 == 30:
            packet[14] ^= 0x10
        return bytes(packet)

    sensor = PseudoSensor(path, spoilt)
    source = open_address(f"serial:{path}?protocol=witmotion&baud=115200", SITE)
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: len(bench.samples) > 400)
    (report,) = source.reports()
    assert report.bad_frames == report.lost == pytest.approx(10, abs=1)
    source.close()
    sensor.unplug()


def test_a_flood_does_not_hold_up_a_poll(source: Source, bench: Bench, sensor: PseudoSensor) -> None:
    """However much is waiting, one poll returns soon and what is read is bounded."""
    bench.until(lambda: live(source))
    for k in range(3000):
        sensor.write(packets(k))
    started_s = time.monotonic()
    bench.step()
    assert time.monotonic() - started_s < 0.5
    assert source.state in (SourceState.LIVE, SourceState.QUIET)


def test_closing_twice_ends_it(source: Source, bench: Bench) -> None:
    """After closing, at any moment and twice, nothing comes and nothing is open."""
    bench.until(lambda: live(source))
    source.close()
    source.close()
    assert source.state is SourceState.ENDED
    assert source.notice is None
    assert source.poll(bench.now_s + 1) == ()
    assert not [port for port in open_ports() if "/dev/pts/" in port]


def test_two_hundred_openings_leave_nothing(path: Path, sensor: PseudoSensor) -> None:
    """Opening and closing again, right away or while samples come, leaves no port and no thread."""
    before = open_ports()
    for k in range(200):
        source = open_address(f"serial:{path}?protocol=witmotion&baud=115200", SITE)
        bench = Bench(source, sensors=(sensor,))
        if k % 20 == 0:
            bench.until(lambda bench=bench: bool(bench.samples))  # type: ignore[misc]
        elif k % 2:
            bench.step()
        source.close()
    assert open_ports() == before


def test_every_refusal_is_an_unavailable_error() -> None:
    """Opening a port that cannot be one is refused in words, whatever the system throws."""
    from input_devices.serial_port import SerialPort

    for device in ("/dev/null", "/", "/dev/nope", "what://is.this", "socket://localhost:1"):
        with pytest.raises(UnavailableError):
            SerialPort(device, 115200)
