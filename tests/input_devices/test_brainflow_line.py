"""OpenBCI and Shimmer3 through BrainFlow itself, over a pseudo-terminal: examples, units, losses, unplugging."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from input_devices import AddressError, SourceState, UnavailableError
from input_devices.address import Address, read_address
from input_devices.brainflow_line import BOARDS, line_at
from input_devices.device_source import DeviceSource
from input_devices.line import Line
from input_devices.protocols.board_rows import BoardRows, OpenBciDecoder
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading
from input_devices.protocols.shimmer3 import Inquiry, Shimmer3Decoder, Shimmer3Setup, read_calibrations
from input_devices.worn_sensor import Wearing
from tests.input_devices.library_far_ends import cyton_packet
from tests.input_devices.protocols.vectors import vectors
from tests.input_devices.pseudo_board import PseudoCyton, PseudoShimmer, calibration
from tests.input_devices.pseudo_sensor import Bench, PseudoSensor

CYTON = vectors("openbci_cyton")["cases"]
SHIMMER = vectors("shimmer3")["cases"]
CHANNELS = tuple(f"ch{place}" for place in range(1, 9))
INERTIAL = (0, 1, 2, 3, 10, 11, 12, 7, 8, 9)


def address(board: str, path: Path, *sensors: str) -> Address:
    return replace(read_address(f"brainflow:{board}?port={path}", ("brainflow",)), sensors=sensors)


class Ears:
    """A line that is polled as a source polls it, with everything it has said."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.readings: list[Reading] = []

    def poll(self, now_s: float) -> Sequence[Any]:
        heard = self.line.hear(now_s)
        self.readings += [reading for _, batch in heard.batches for reading in batch] if heard else []
        return ()


NUMBERS = [*range(240, 256), *range(10), *range(13, 60)]
ENDS = (0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6)


def replay(packets: Sequence[bytes]) -> Callable[[int], bytes]:
    """Each of them once, then nothing."""
    return lambda k: packets[k] if k < len(packets) else b""


def shimmer_cases(channel: str) -> list[dict[str, Any]]:
    return [case for case in SHIMMER if channel in case["channels"]]


@dataclass(frozen=True, slots=True)
class Run:
    """One board with what it sends, the line that hears it, and how much that is to be."""

    board: PseudoSensor
    line: Line
    count: int


def runs(folder: Path) -> dict[str, Run]:
    numbered = [cyton_packet(number, ENDS[k % len(ENDS)]) for k, number in enumerate(NUMBERS)]
    examples = [bytes.fromhex(case["bytes_hex"]) for case in CYTON]
    cyton = PseudoCyton(folder / "ttyUSB7", replay([*examples, *numbered]))
    both = [bytes.fromhex(case["bytes_hex"]) for case in shimmer_cases("GYRO_MPU9150_X")]
    muscles = [bytes.fromhex(case["bytes_hex"])[4:] for case in shimmer_cases(_muscle(24))]
    shimmer = PseudoShimmer(
        folder / "rfcomm0",
        (*INERTIAL, 0x1D, 0x1E, 0x1F),
        replay([movement + muscle for movement, muscle in zip(both, muscles, strict=True)]),
        rate_hz=51.2,
    )
    return {
        "cyton": Run(cyton, line_at(address("cyton", cyton.path, *CHANNELS, "motion")), 8 * len(examples + numbered)),
        "shimmer": Run(shimmer, line_at(address("shimmer3", shimmer.path, "motion", "ch1", "ch2")), 3 * len(both)),
    }


def _muscle(bits: int, channel: int = 1) -> str:
    return f"EXG_ADS1292R_1_CH{channel}_{bits}BIT"


@dataclass(frozen=True, slots=True)
class Told:
    readings: dict[str, list[Reading]]
    asked: list[bytes]
    """What was written to the Shimmer3."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What BrainFlow makes of every example, two boards beside each other: each takes seconds to open and to close."""
    all_runs = runs(tmp_path_factory.mktemp("ports"))
    ears = {name: Ears(run.line) for name, run in all_runs.items()}
    bench = Bench(*ears.values(), sensors=[run.board for run in all_runs.values()])  # type: ignore[arg-type]
    try:
        bench.until(lambda: all(len(ears[name].readings) >= run.count for name, run in all_runs.items()))
        bench.run(0.1)
    finally:
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda run: run.line.close(), all_runs.values()))
        for run in all_runs.values():
            run.board.unplug()
    shimmer = all_runs["shimmer"].board
    assert isinstance(shimmer, PseudoShimmer)
    return Told({name: each.readings for name, each in ears.items()}, shimmer.asked)


def test_every_cyton_example_reads_through_the_library(told: Told) -> None:
    """All channels in millivolts, the accelerometer in m/s², each of its values once, and no sample missing."""
    readings = told.readings["cyton"]
    for place, name in enumerate(CHANNELS):
        own = [reading for reading in readings if reading.sensor == name]
        assert [reading.emg_mv for reading in own[: len(CYTON)]] == pytest.approx(
            [case["expect"]["uV_gain24"][place] / 1000 for case in CYTON], abs=1e-9
        )
        assert all(reading.missed == 0 and reading.acceleration_m_s2 is None for reading in own[: len(CYTON)])
    felt = [[part * STANDARD_GRAVITY_M_S2 for part in case["expect"]["accel_g"]] for case in CYTON]
    fresh = [now for before, now in pairwise([[0.0] * 3, *felt]) if now != before]
    moved = [reading.acceleration_m_s2 for reading in readings if reading.sensor == "motion"]
    assert len(moved) == len(fresh) > 20
    assert all(a == pytest.approx(b, abs=1e-9) for a, b in zip(moved, fresh, strict=True))


def test_samples_that_a_cyton_numbered_and_never_sent_are_counted(told: Told) -> None:
    """Its numbers begin anew after 255, which is no loss; packets with other things behind them are samples too."""
    readings = [reading for reading in told.readings["cyton"] if reading.sensor == "ch3"][len(CYTON) :]
    assert len(readings) == len(NUMBERS)
    assert [reading.missed for reading in readings if reading.missed] == [3]
    assert readings[0].emg_mv == pytest.approx(1000 * 4.5 / 24 / (2**23 - 1) * 1000)


def test_shimmer_examples_read_through_the_library_in_units(told: Told) -> None:
    """Counts become m/s² and rad/s by the calibration that the sensor itself holds, along the axes of its case."""
    cases = shimmer_cases("GYRO_MPU9150_X")
    readings = [reading for reading in told.readings["shimmer"] if reading.sensor == "motion"]
    assert len(readings) == len(cases) > 4
    for reading, case in zip(readings, cases, strict=True):
        # The low-noise accelerometer's counts come from a converter of 12 bits and are never below zero.
        ax, ay, az = ((case["expect"][f"ACCEL_LN_{axis}"] % 65536 - 2047) / 83 for axis in "XYZ")
        gx, gy, gz = (math.radians(case["expect"][f"GYRO_MPU9150_{axis}"] / 65.5) for axis in "XYZ")
        assert reading.acceleration_m_s2 == pytest.approx((-ay, -ax, -az), rel=1e-9)
        assert reading.rate_rad_s == pytest.approx((-gy, -gx, -gz), rel=1e-9)
    assert readings[0].battery == 1.0


def test_nothing_in_a_shimmer_is_changed(told: Told) -> None:
    """One that still streams is stopped first; its rate, its channels and its gains stay."""
    assert told.asked[0] == b"\x20"
    assert not {command[0] for command in told.asked} & {0x05, 0x08, 0x61}


def muscle_mv(bits: int, channel: int) -> list[float]:
    """The examples' counts in millivolts: the reference is 2.42 V, and the registers say that the gain is 12."""
    cases = shimmer_cases(_muscle(bits, channel))
    return [case["expect"][_muscle(bits, channel)] * 2420 / 12 / (2 ** (bits - 1) - 1) for case in cases]


def test_shimmer_muscle_examples_read_through_the_library(told: Told) -> None:
    """Counts become millivolts by the reference and by the gain that the sensor's own registers say."""
    for channel in (1, 2):
        found = [reading.emg_mv for reading in told.readings["shimmer"] if reading.sensor == f"ch{channel}"]
        assert found == pytest.approx(muscle_mv(24, channel))


def test_counts_of_sixteen_bits_are_as_many_millivolts() -> None:
    """Where the sensor is set to send fewer bits, each is worth more; from the library's table of counts."""
    setup = Shimmer3Setup(Inquiry(512.0, (0x1D, 0x23, 0x24)), None, None, (12,) * 4)
    assert setup.sensors == ("ch1", "ch2")
    cases = shimmer_cases(_muscle(16))
    samples = [[case["expect"][_muscle(16, channel)] for channel in (1, 2, 1, 2)] for case in cases]
    readings = Shimmer3Decoder(BoardRows(0, (0, 1, 2, 3), (0, 1, 2)), setup, ("ch2",)).take(samples)
    assert [reading.emg_mv for reading in readings] == pytest.approx(muscle_mv(16, 2))


def test_a_board_comes_and_goes_and_comes_back(tmp_path: Path) -> None:
    """Live, quiet and lost with what to do, live again; closed, nothing of it is left open."""
    board = PseudoCyton(tmp_path / "ttyUSB7", cyton_packet)
    wearings = [Wearing("left_biceps", str(board.path), "ch1"), Wearing("left_triceps", str(board.path), "ch2")]
    source = DeviceSource(line_at(address("cyton", board.path, "ch1", "ch2")), wearings)
    bench = Bench(source, sensors=[board])
    try:
        bench.until(lambda: source.state == SourceState.LIVE)
        assert {sample.site for sample in bench.samples} <= {"left_biceps", "left_triceps"}
        assert all(sample.emg_mv is not None for sample in bench.samples)
        board.unplug()
        bench.until(lambda: source.state == SourceState.LOST)
        assert source.notice == (
            "the sensor on the left biceps (OpenBCI Cyton, ttyUSB7) is gone; plug it in and switch it on, "
            "and play goes on by itself"
        )
        board.plug_in()
        count = len(bench.samples)
        bench.until(lambda: source.state == SourceState.LIVE and len(bench.samples) > count + 100)
    finally:
        source.close()
    board.run(0.0)
    assert not board.streams, "it was told to stop"
    board.unplug()


def test_a_dongle_whose_board_is_off_is_one_sentence(tmp_path: Path) -> None:
    """What does not answer, where, and what to do."""
    board = PseudoCyton(tmp_path / "ttyUSB7", cyton_packet)
    board.board_on = False
    line = line_at(address("cyton", board.path))
    bench = Bench(Ears(line), sensors=[board])  # type: ignore[arg-type]
    bench.until(lambda: line.trouble is not None)
    line.close()
    board.unplug()
    assert line.trouble == (
        "cannot be opened: the OpenBCI Cyton does not answer on ttyUSB7; switch it on, charge it, and check the port"
    )


@pytest.mark.parametrize("board", ["cyton", "shimmer3"])
def test_a_port_that_is_not_there_is_one_sentence(board: str, tmp_path: Path) -> None:
    """As for any other sensor on a port."""
    line = line_at(address(board, tmp_path / "ttyUSB9"))
    bench = Bench(Ears(line))  # type: ignore[arg-type]
    bench.until(lambda: line.trouble is not None)
    line.close()
    assert line.trouble is not None and line.trouble.startswith(
        f"cannot be opened: there is no port {tmp_path}/ttyUSB9"
    )


def test_a_shimmer_that_sends_something_else_says_what(tmp_path: Path) -> None:
    """An electrode channel that is not switched on."""
    board = PseudoShimmer(tmp_path / "rfcomm0", INERTIAL, lambda _: b"", rate_hz=51.2)
    line = line_at(address("shimmer3", board.path, "ch1"))
    bench = Bench(Ears(line), sensors=[board])  # type: ignore[arg-type]
    bench.until(lambda: line.trouble is not None)
    line.close()
    board.unplug()
    assert line.trouble == ("cannot be opened: it is set to send motion, not ch1; set it in the manufacturer's program")


def test_a_shimmer_without_a_calibration_is_refused(tmp_path: Path) -> None:
    """Its counts mean nothing; nothing is guessed."""
    board = PseudoShimmer(tmp_path / "rfcomm0", INERTIAL, lambda _: b"", rate_hz=51.2)
    board.answers[b"\x2c"] = b"\x2d" + b"\xff" * 84
    line = line_at(address("shimmer3", board.path))
    bench = Bench(Ears(line), sensors=[board])  # type: ignore[arg-type]
    bench.until(lambda: line.trouble is not None)
    line.close()
    board.unplug()
    assert line.trouble is not None and "no calibration is stored in it" in line.trouble


@pytest.mark.parametrize("name", ["synthetic", "playback_file", "streaming", "SYNTHETIC_BOARD", "-1"])
def test_boards_that_nobody_wears_are_not_offered(name: str) -> None:
    """What a library makes up is no sensor's data."""
    assert name not in BOARDS
    with pytest.raises(AddressError, match="names no board; there are cyton, ganglion, shimmer3"):
        line_at(read_address(f"brainflow:{name}?port=x", ("brainflow",)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("brainflow:cyton", "names no port"),
        ("brainflow:shimmer3", "names no port"),
        ("brainflow:cyton?port=x&sensor=ch9", "there is no sensor ch9"),
        ("brainflow:ganglion?sensor=ch5", "there is no sensor ch5"),
        ("brainflow:ganglion?port=x&mac=y", "both port and mac"),
        ("brainflow:cyton?serial=x", "unknown option serial"),
        ("brainflow:citon?port=x", "did you mean cyton"),
    ],
)
def test_an_address_that_cannot_be_is_refused(text: str, words: str) -> None:
    """Before anything is opened."""
    with pytest.raises(AddressError, match=words):
        line_at(read_address(text, ("brainflow",)))


def test_a_missing_library_is_one_sentence_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said when the address is read."""
    monkeypatch.setattr("input_devices.library_line.find_spec", lambda _: None)
    with pytest.raises(UnavailableError, match=r"OpenBCI Cyton needs brainflow.*pip install 'moveagain\[emg\]'"):
        line_at(read_address("brainflow:cyton?port=x", ("brainflow",)))


def test_a_ganglion_is_asked_for_over_bluetooth_or_by_its_dongle(tmp_path: Path) -> None:
    """Without either here: a sentence for each, and no thread that waits."""
    for text in ("brainflow:ganglion", f"brainflow:ganglion?port={tmp_path}/ttyACM9"):
        line = line_at(read_address(text, ("brainflow",)))
        bench = Bench(Ears(line))  # type: ignore[arg-type]
        bench.until(lambda line=line: line.trouble is not None)  # type: ignore[misc]
        line.close()
        assert line.trouble is not None and line.trouble.startswith("cannot be opened: ")


def test_a_ganglions_table_reads_as_a_cytons_without_its_numbers() -> None:
    """Two of its samples share a number, so what is missing is told by the steady rate alone."""
    rows = BoardRows(0, (1, 2, 3, 4), (5, 6, 7))
    decoder = OpenBciDecoder(rows, ("ch4", "motion"), counts=False)
    samples = [[number, 1.0, 2.0, 3.0, 500.0, 0.0, 0.0, 1.0] for number in (7.0, 7.0, 9.0)]
    readings = decoder.take(samples)
    assert [(reading.sensor, reading.emg_mv, reading.missed) for reading in readings if reading.emg_mv is not None] == [
        ("ch4", 0.5, 0)
    ] * 3
    assert [reading.acceleration_m_s2 for reading in readings if reading.sensor == "motion"] == [
        (0.0, 0.0, STANDARD_GRAVITY_M_S2)
    ]


def test_a_calibration_undoes_offset_sensitivity_and_alignment() -> None:
    """A sensor that is mounted askew: what was put in comes out."""
    turned = (0, -98, 17, -99, 0, 5, -17, 5, -98)
    stored = calibration((100, -50, 7), (800, 810, 790), turned)
    found = read_calibrations(b"\xff\x2d" + stored * 4)["low-noise accelerometer"]
    assert found is not None
    felt = (1.0, -2.0, 9.5)
    counts = [
        offset + sensitivity * sum(turned[3 * axis + k] / 100 * felt[k] for k in range(3))
        for axis, (offset, sensitivity) in enumerate(zip((100, -50, 7), (800, 810, 790), strict=True))
    ]
    assert found.apply(counts) == pytest.approx(felt)
