"""Rule of the electrodes: none is opened before it is known what keeps the mains away, and that is watched in use."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from input_devices import (
    MUSCLES,
    AddressError,
    ElectrodesError,
    EmgForm,
    Source,
    SourceState,
    emg_form_of,
    open_address,
    open_worn,
)
from input_devices.computer_power import Power
from input_devices.electrodes import OLD_AFTER_S, PowerWatch, electrodes_refused
from input_devices.kit import ISOLATIONS
from tests.input_devices.pseudo_sensor import Bench, PseudoSensor

BICEPS = "right_biceps"


class Socket:
    """The charger of the computer, in or out."""

    def __init__(self, power: Power = Power.BATTERY) -> None:
        self.power = power
        self.asked = 0

    def __call__(self) -> Power:
        self.asked += 1
        return self.power


def opened(
    sensor: PseudoSensor, socket: Socket, isolation: str = "battery", more: Mapping[str, str] | None = None
) -> dict[str, Source]:
    """Electrodes on the biceps by that sensor."""
    address = f"serial:{sensor.path}?profile=myoware&baud=115200&isolation={isolation}"
    return open_worn({BICEPS: address, **(more or {})}, implanted_electronics=False, ask_power=socket)


@pytest.fixture
def sensor(tmp_path: Path) -> PseudoSensor:
    """A board that prints a number a line, 500 times a second."""
    return PseudoSensor(tmp_path / "ttyEMG", lambda k: b"%d\r\n" % (500 + k % 7), rate_hz=500.0)


@pytest.mark.parametrize(("isolation", "implanted"), [*product((None, *ISOLATIONS, "tape"), (None, True, False))])
def test_only_isolation_and_no_implant_together_allow_electrodes(isolation: str | None, implanted: bool | None) -> None:
    """And what is not known counts as a no; every no says why."""
    why = electrodes_refused(isolation, implanted)
    assert (why is None) == (isolation in ISOLATIONS and implanted is False)
    assert why is None or len(why) > 40


@pytest.mark.parametrize("site", MUSCLES)
def test_no_electrode_is_opened_by_its_address_alone(site: str) -> None:
    """Whatever the address says: that the person has no implanted electronics has to be known."""
    for isolation in ISOLATIONS:
        with pytest.raises(ElectrodesError, match="implanted electronics"):
            open_address(f"serial:/dev/ttyX?profile=myoware&isolation={isolation}", site)


@pytest.mark.parametrize(
    ("isolation", "implanted", "power", "words"),
    [
        ("", False, Power.BATTERY, "what keeps mains voltage away"),
        ("&isolation=isolator", None, Power.BATTERY, "no implanted electronics"),
        ("&isolation=isolator", True, Power.BATTERY, "pacemaker"),
        ("&isolation=battery", False, Power.MAINS, "plugged into the mains"),
        ("&isolation=battery", False, Power.NO_BATTERY, "has no battery"),
        ("&isolation=battery", False, Power.UNKNOWN, "cannot be told"),
    ],
)
def test_it_is_refused_before_the_port_is_touched(
    isolation: str, implanted: bool | None, power: Power, words: str, sensor: PseudoSensor
) -> None:
    """In one sentence; also where a motion sensor is worn beside it, which is not opened either."""
    address = f"serial:{sensor.path}?profile=myoware{isolation}"
    with pytest.raises(ElectrodesError, match=words) as caught:
        open_worn(
            {"right_forearm": "serial:/dev/ttyX", BICEPS: address},
            implanted_electronics=implanted,
            ask_power=Socket(power),
        )
    assert "\n" not in str(caught.value) and "right biceps" in str(caught.value)
    sensor.unplug()


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("isolation=batery", "did you mean battery"),
        ("emg=envelop", "did you mean envelope"),
        ("notch=55", "50, 60"),
    ],
)
def test_what_an_address_says_of_electrodes_is_checked(option: str, words: str) -> None:
    with pytest.raises(AddressError, match=words):
        open_address(f"serial:/dev/ttyX?{option}", "sternum")


def test_the_form_of_a_signal_stands_in_its_address() -> None:
    """With the ends of the converter, where a profile knows them."""
    assert emg_form_of("serial:/dev/ttyX") == EmgForm()
    assert emg_form_of("serial:/dev/ttyX?emg=raw&notch=50") == EmgForm("raw", 50.0)
    assert emg_form_of("slimevr:127.0.0.1?emg=envelope") == EmgForm("envelope")
    assert emg_form_of("lsl:arm?interface=127.0.0.1&notch=60") == EmgForm(None, 60.0), "its rate tells"
    assert emg_form_of("brainflow:cyton?port=/dev/ttyX&sensor=ch1&notch=50") == EmgForm("raw", 50.0, (-187.5, 187.5))
    ganglion = emg_form_of("brainflow:ganglion").range_mv
    assert ganglion == pytest.approx((-15.686, 15.686), abs=1e-3)
    assert emg_form_of("brainflow:shimmer3?port=/dev/ttyX") == EmgForm("raw"), "its gain is set in it"
    assert emg_form_of("brainflow:cyton?port=/dev/ttyX&emg=envelope").kind == "envelope"
    ends = emg_form_of("serial:/dev/ttyX?profile=myoware").range_mv
    assert ends == pytest.approx((0.0, 5000.0 * 1023 / 1024))
    assert emg_form_of("serial:/dev/ttyX?profile=myoware_esp32").range_mv == pytest.approx((0.0, 3300.0 * 4095 / 4096))


@pytest.mark.parametrize("isolation", ["radio", "isolator"])
def test_what_needs_no_battery_does_not_ask_for_it(isolation: str, sensor: PseudoSensor) -> None:
    """The computer may charge; the person's word stands in the report."""
    socket = Socket(Power.MAINS)
    source = opened(sensor, socket, isolation)[BICEPS]
    bench = Bench(source, sensors=[sensor])
    bench.until(lambda: len(bench.samples) > 500)
    (report,) = source.reports()
    assert (report.isolation, report.state, socket.asked) == (isolation, SourceState.LIVE, 0)
    assert report.rate_hz == pytest.approx(500.0, rel=0.02)
    source.close()
    sensor.unplug()


def test_a_charger_that_is_plugged_in_stops_electrodes_within_two_seconds(sensor: PseudoSensor) -> None:
    """It is said what to do; when it is out again, samples come again, without being counted as lost."""
    socket = Socket()
    source = opened(sensor, socket)[BICEPS]
    bench = Bench(source, sensors=[sensor])
    bench.until(lambda: len(bench.samples) > 500)
    socket.power, plugged_s = Power.MAINS, bench.now_s
    bench.run(5.0)
    assert max(sample.t_s for sample in bench.samples) < plugged_s + 2.0
    (stopped,) = source.reports()
    assert stopped.state is SourceState.QUIET and "charger" in (stopped.notice or "")
    count, socket.power, out_s = len(bench.samples), Power.BATTERY, bench.now_s
    bench.run(2.0)
    (again,) = source.reports()
    assert (again.state, again.notice, again.lost) == (SourceState.LIVE, None, 0)
    assert bench.samples[count].t_s < out_s + 2.0
    source.close()
    sensor.unplug()


def test_a_motion_sensor_beside_the_electrodes_goes_on(sensor: PseudoSensor, tmp_path: Path) -> None:
    """A charger stops the use of what hangs on the skin, nothing else, also on the same line."""
    line = b'{"ax": 0, "ay": 0, "az": 9.8, "gx": 0, "gy": 0, "gz": 0, "emg": 1.5}\n'
    board = PseudoSensor(tmp_path / "ttyBOTH", lambda _k: line, rate_hz=100.0)
    socket = Socket()
    address = f"serial:{board.path}?protocol=json&baud=115200"
    worn = open_worn(
        {"right_forearm": address, BICEPS: f"{address}&isolation=battery"},
        implanted_electronics=False,
        ask_power=socket,
    )
    (source,) = set(worn.values())
    bench = Bench(source, sensors=[board])
    bench.until(lambda: len(bench.samples) > 200)
    socket.power = Power.MAINS
    bench.run(2.0)
    seen = len(bench.samples)
    bench.run(1.0)
    assert {sample.site for sample in bench.samples[seen:]} == {"right_forearm"}
    assert [report.state for report in source.reports()] == [SourceState.LIVE, SourceState.QUIET]
    source.close()
    board.unplug()
    sensor.unplug()


def test_a_watch_that_gets_no_answer_says_no() -> None:
    """A battery that does not answer is not trusted any longer than its last answer is young."""
    from threading import Event

    held = Event()

    def slow() -> Power:
        held.wait(5.0)
        return Power.BATTERY

    watch = PowerWatch(slow)
    assert watch.refusal(10.0) is None
    assert watch.refusal(10.0 + OLD_AFTER_S) is None
    assert "cannot be told" in (watch.refusal(10.1 + OLD_AFTER_S) or "")
    held.set()
    watch.close()
