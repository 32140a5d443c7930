"""Bluetooth Low Energy sensors: bleak itself above a fake adapter; found, read, lost, found again, and let go of."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from input_devices import AddressError, InputReport, Source, SourceState, UnavailableError, open_address, sensors_nearby
from input_devices.ble_line import NOTIFY, WRITE, BleSession
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_packets import encode_combined
from input_devices.protocols.witmotion_setup import ASK_BATTERY
from tests.input_devices.fake_bluetooth import FakeAir, FakeBleClient, FakeBleSensor
from tests.input_devices.protocols.vectors import vectors
from tests.input_devices.pseudo_sensor import Bench

SITE = "right_forearm"
ADDRESS = "D4:5E:11:22:33:44"
PACKETS = [bytes.fromhex(case["bytes20_hex"]) for case in vectors("witmotion_ble61")["cases"]]
FULL = bytes.fromhex("5571 6400 8f01") + bytes(14)


class BleBench(Bench):
    """Steps a source while sensors in the air send a packet at every step, or at every so many."""

    def __init__(self, source: Source, *sensors: FakeBleSensor, every: int = 1) -> None:
        super().__init__(source)
        self._in_air, self._every, self._steps = sensors, every, 0

    def step(self) -> None:
        for sensor in self._in_air:
            if sensor.on and self._steps % self._every == 0:
                sensor.send(PACKETS[self._steps // self._every % len(PACKETS)])
        self._steps += 1
        super().step()


def wear(address: str = f"ble:{ADDRESS}") -> Source:
    return open_address(address, SITE)


@pytest.fixture
def sensor() -> FakeBleSensor:
    return FakeBleSensor(ADDRESS, "WT901BLE67")


@pytest.fixture
def air(monkeypatch: pytest.MonkeyPatch, sensor: FakeBleSensor) -> FakeAir:
    return FakeAir(sensor, FakeBleSensor("00:00:00:00:00:01", "a lamp")).install(monkeypatch.setattr)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    yield
    assert [thread.name for thread in threading.enumerate() if "Bluetooth" in thread.name] == []


@pytest.mark.usefixtures("air")
@pytest.mark.parametrize("address", [f"ble:{ADDRESS}", f"ble:{ADDRESS.lower()}", "ble:WT901BLE67", "ble:wt901ble67"])
def test_a_sensor_is_found_by_its_address_or_name_and_read(address: str, sensor: FakeBleSensor) -> None:
    """Every published packet arrives as it is decoded elsewhere."""
    source = wear(address)
    bench = BleBench(source, sensor)
    bench.until(lambda: len(bench.samples) >= 120)
    expected = {reading.rate_rad_s for reading in WitmotionDecoder().feed(b"".join(PACKETS * 3))}
    assert {sample.rate_rad_s for sample in bench.samples} == expected
    assert source.state == SourceState.LIVE and source.truth == "sensor"
    source.close()


def report(source: Source) -> InputReport:
    (found,) = source.reports()
    return found


@pytest.mark.usefixtures("air")
def test_its_battery_is_asked_for_and_nothing_else_is_written(sensor: FakeBleSensor) -> None:
    """The question changes nothing in the sensor; its answer is told."""
    sensor.answers[ASK_BATTERY] = FULL
    source = wear()
    bench = BleBench(source, sensor)
    bench.until(lambda: not math.isnan(report(source).battery))
    assert report(source).battery == 1.0
    assert set(sensor.written) == {bytes.fromhex("ffaa276400")}
    source.close()


@pytest.mark.usefixtures("air")
def test_a_rate_is_set_where_the_address_asks_for_it_and_never_saved(sensor: FakeBleSensor) -> None:
    """Unlock, rate; no command that keeps it."""
    source = wear(f"ble:{ADDRESS}?rate=50")
    bench = BleBench(source, sensor)
    bench.until(lambda: source.state == SourceState.LIVE)
    assert sensor.written[:2] == [bytes.fromhex("ffaa6988b5"), bytes.fromhex("ffaa030800")]
    assert not [command for command in sensor.written if command.startswith(bytes.fromhex("ffaa00"))]
    source.close()


@pytest.mark.usefixtures("air")
def test_a_sensor_as_it_leaves_the_factory_is_said_to_be_slow(sensor: FakeBleSensor) -> None:
    """Ten samples a second are too few; what to write is told."""
    source = wear()
    bench = BleBench(source, sensor, every=6)
    bench.until(lambda: source.notice is not None)
    assert source.notice is not None and source.notice.endswith("10 samples a second; write rate=50 in its address")
    source.close()


@pytest.mark.parametrize(
    ("volts", "share"),
    [(3.3, 0.0), (3.4, 0.0), (3.45, 0.025), (3.7, 0.15), (3.87, 0.6), (3.99, 1.0), (4.2, 1.0), (8.0, 0.7), (8.9, 1.0)],
)
def test_volts_are_told_as_the_share_that_is_left(volts: float, share: float) -> None:
    """By the manufacturer's tables, straight between their rows, for one cell and for two."""
    reply = bytes.fromhex("55716400") + round(volts * 100).to_bytes(2, "little") + bytes(14)
    readings = WitmotionDecoder().feed(encode_combined() * 4 + reply + encode_combined() * 4)
    told = [reading.battery for reading in readings if reading.battery is not None]
    assert told == [pytest.approx(share, abs=1e-3)]


def test_answers_to_other_questions_tell_no_battery() -> None:
    """A magnetic field, or a quaternion, that somebody asked for."""
    replies = [bytes.fromhex(reply["bytes20_hex"]) for reply in vectors("witmotion_ble61")["register_replies"]]
    readings = WitmotionDecoder().feed(encode_combined() * 4 + b"".join(replies) + encode_combined() * 4)
    assert len(readings) >= 7 and all(reading.battery is None for reading in readings)


@pytest.mark.usefixtures("air")
def test_a_sensor_that_goes_away_is_lost_and_comes_back_by_itself(sensor: FakeBleSensor) -> None:
    """Switched off, it is said so; switched on, it goes on without a word from anybody."""
    source = wear()
    bench = BleBench(source, sensor)
    for _ in range(3):
        bench.until(lambda: source.state == SourceState.LIVE)
        count = len(bench.samples)
        sensor.vanish()
        bench.until(lambda: source.state == SourceState.LOST)
        assert source.notice == (
            f"the sensor on the right forearm ({ADDRESS}) is gone; "
            "switch it on, bring it near, and play goes on by itself"
        )
        sensor.on = True
        bench.until(lambda count=count: len(bench.samples) > count + 10)  # type: ignore[misc]
    source.close()


@pytest.mark.usefixtures("air")
def test_one_that_falls_silent_is_quiet_and_then_connected_anew(sensor: FakeBleSensor) -> None:
    """Some systems never say that a sensor has gone."""
    source = wear()
    bench = BleBench(source, sensor)
    bench.until(lambda: source.state == SourceState.LIVE)
    first = sensor.client
    silent = BleBench(source)
    silent.now_s = bench.now_s
    silent.run(1.0)
    assert source.state == SourceState.QUIET
    silent.until(lambda: sensor.client not in (None, first))
    bench.now_s = silent.now_s
    bench.until(lambda: source.state == SourceState.LIVE)
    source.close()


def test_no_adapter_is_one_sentence(air: FakeAir) -> None:
    """What is wrong, and what to do; once it is switched on, play begins by itself."""
    air.switched_on = False
    source = wear()
    bench = BleBench(source, air.sensors[ADDRESS])
    bench.until(lambda: source.state == SourceState.LOST)
    assert source.notice == (
        f"the sensor on the right forearm ({ADDRESS}) cannot be opened: this computer has no Bluetooth, "
        "or it is off or not allowed; switch it on in the system's settings"
    )
    air.switched_on = True
    bench.until(lambda: source.state == SourceState.LIVE)
    source.close()


def test_this_machine_without_any_fake_gives_sentences() -> None:
    """Whatever the system's own backend says, where there is no adapter, comes out as one sentence."""
    try:
        sensors_nearby(0.05)
    except UnavailableError as error:
        assert "Bluetooth" in str(error) and "\n" not in str(error)


@pytest.mark.usefixtures("air")
def test_something_else_under_that_name_is_refused(sensor: FakeBleSensor) -> None:
    """A device without WitMotion's characteristics."""
    sensor.characteristics = False
    source = wear()
    bench = BleBench(source, sensor)
    bench.until(lambda: source.state == SourceState.LOST)
    assert source.notice is not None and "is no WitMotion sensor of the kind that sends over Bluetooth" in source.notice
    source.close()
    assert sensor.client is None


def test_closing_while_it_is_being_looked_for_ends_at_once(air: FakeAir) -> None:
    """Nothing waits for a sensor that is not wanted any more."""
    air.sensors.clear()
    source = wear()
    source.poll(0.0)
    bench = Bench(source)
    bench.until(lambda: any("Bluetooth" in thread.name for thread in threading.enumerate()))
    source.close()
    assert source.state == SourceState.ENDED


@pytest.mark.usefixtures("air")
def test_closing_in_the_very_moment_it_connects_is_not_lost(
    sensor: FakeBleSensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cancellation that comes with the connection is swallowed by asyncio; the session ends all the same."""
    unwanted, connect = threading.Event(), FakeBleClient.connect

    async def connects(client: FakeBleClient, pair: bool, **kwargs: Any) -> None:
        cancelled, soon = threading.Event(), client.loop.call_soon_threadsafe

        def noted(callback: Any, *args: Any) -> Any:
            handle = soon(callback, *args)
            cancelled.set()
            return handle

        monkeypatch.setattr(client.loop, "call_soon_threadsafe", noted)
        unwanted.set()
        assert cancelled.wait(10.0)
        await connect(client, pair, **kwargs)

    monkeypatch.setattr(FakeBleClient, "connect", connects)
    with pytest.raises(UnavailableError):
        BleSession(ADDRESS, None, unwanted)
    assert sensor.client is None


@pytest.mark.usefixtures("air")
def test_closing_lets_the_sensor_go(sensor: FakeBleSensor) -> None:
    """Another program can have it at once, and it can be worn again."""
    for _ in range(20):
        source = wear()
        BleBench(source, sensor).until(lambda source=source: source.state == SourceState.LIVE)  # type: ignore[misc]
        source.close()
        assert sensor.client is None


def test_two_sensors_are_worn_beside_each_other(air: FakeAir, sensor: FakeBleSensor) -> None:
    """Each on its own connection."""
    other = FakeBleSensor("D4:5E:55:66:77:88", "WT901BLE67")
    air.sensors[other.address] = other
    sources = [wear(), open_address(f"ble:{other.address}", "left_forearm")]
    bench = BleBench(sources[0], sensor, other)
    second = Bench(sources[1])

    def both() -> bool:
        second.step()
        return bool(bench.samples and second.samples)

    bench.until(both)
    for source in sources:
        source.close()


@pytest.mark.usefixtures("air")
def test_sensors_nearby_are_listed_by_name_the_nearest_first(air: FakeAir) -> None:
    """A lamp is none of them; nobody is connected to."""
    near = FakeBleSensor("D4:5E:00:00:00:01", "WTSDCL", signal_dbm=-40)
    air.sensors[near.address] = near
    assert [(one.address, one.name) for one in sensors_nearby(0.05)] == [
        (f"ble:{near.address}", "WTSDCL"),
        (f"ble:{ADDRESS}", "WT901BLE67"),
    ]
    assert near.client is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ble:", "names no port"),
        (f"ble:{ADDRESS}?rate=60", "rate=60 is none of its rates"),
        (f"ble:{ADDRESS}?sensor=2", "alone on its line"),
        (f"ble:{ADDRESS}?baud=9600", "unknown option baud"),
    ],
)
def test_an_address_that_cannot_be_is_refused(address: str, words: str) -> None:
    """Before anything is opened."""
    with pytest.raises(AddressError, match=words):
        wear(address)


def test_a_missing_library_is_one_sentence_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said when the address is read."""
    monkeypatch.setattr("input_devices.library_line.find_spec", lambda _: None)
    with pytest.raises(UnavailableError, match=r"needs bleak.*pip install 'moveagain\[bluetooth\]'"):
        wear()


def test_the_numbers_of_the_characteristics_are_the_manufacturers() -> None:
    """They differ in one digit from those that Bluetooth itself would give."""
    assert NOTIFY.endswith("805f9a34fb") and WRITE.endswith("805f9a34fb")
