"""The sketch for an MPU6050, compiled as it is flashed and run in simavr: what it measures, and what it never says."""

from __future__ import annotations

import math
import subprocess
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.wiring import host
from input_devices import Body, BodyParams, Sample, SourceState, open_address
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2
from input_devices.sample import Vector
from tests.input_devices.protocols.vectors import vectors
from tests.input_devices.simulated_board import (
    STEP_S,
    Run,
    SimulatedBoard,
    build_board,
    build_frame_writer,
    build_sketch,
    feels,
    felt,
    is_missing,
)
from tests.reviewed import READY, reviewed_level

pytestmark = pytest.mark.skipif(is_missing() is not None, reason=is_missing() or "")

RATE_STEP_RAD_S = math.radians(2000) / 32768
ACCELERATION_STEP_M_S2 = 8 * STANDARD_GRAVITY_M_S2 / 32768
AWAY = "finds no MPU6050 on its I²C bus; check the four wires"
SETTLED_S = 0.25
"""So long the board needs at most from power, or from its sensor's return, to the first sample."""
BYTES_A_SAMPLE = 45
"""About so many bytes are read in 10 ms: one for each time the sensor is asked, and 32 for a sample."""
LEVEL = "shoulder_abduction_reach_1"
STILL_S, MOVEMENT_S, MOVEMENTS, HEIGHT_DEG = 3.0, 2.0, 3, 60.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firmware")


@pytest.fixture(scope="module")
def sketch(folder: Path) -> Path:
    return build_sketch(folder)


@pytest.fixture(scope="module")
def program(folder: Path) -> Path:
    return build_board(folder)


@pytest.fixture
def board(program: Path, sketch: Path) -> SimulatedBoard:
    return SimulatedBoard(program, sketch)


def ramp(lasting_s: float) -> list[str]:
    """Every sample another one, and told from every other: the rate about x counts the sensor's own steps."""
    steps = range(100, 100 + round(lasting_s / STEP_S))
    return [
        feels((0.0, 0.0, STANDARD_GRAVITY_M_S2), (k * RATE_STEP_RAD_S, -k * RATE_STEP_RAD_S, RATE_STEP_RAD_S))
        for k in steps
    ]


def amid(script: Sequence[str], words: Mapping[int, str]) -> list[str]:
    """The script with something going wrong, or mended, before the lines of these numbers."""
    return [one for k, line in enumerate(script) for one in ([words[k]] if k in words else []) + [line]]


def raising(site: str, still_s: float, movements: int) -> list[Sample]:
    """What a sensor feels on a person who waits, and then raises an arm a few times."""
    body = Body(BodyParams(rate_hz=1 / STEP_S), "seated", [site])
    samples: list[Sample] = []
    while len(samples) * STEP_S < still_s + movements * MOVEMENT_S:
        into_s = max(0.0, len(samples) * STEP_S - still_s)
        raised = 0.5 - 0.5 * math.cos(2.0 * math.pi * into_s / MOVEMENT_S)
        body.move({"right_shoulder_abduction": HEIGHT_DEG * raised})
        samples += body.advance(STEP_S)
    return samples


def step_of(rate_rad_s: Vector | None) -> int:
    """Which line of a ramp a reading is; -1 where it is none."""
    assert rate_rad_s is not None
    x, y, z = (round(part / RATE_STEP_RAD_S) for part in rate_rad_s)
    return x if (y, z) == (-x, 1) else -1


def test_the_vectors_are_what_the_sketch_writes(folder: Path) -> None:
    """The sketch's own code, compiled for this computer, writes the kept examples again, byte for byte."""
    file = vectors("moveagain")
    lines, expected = [], []
    for case in (*file["cases"], *file["wraps"], *file["troubles"]):
        lines.append(_line(case["raw"]))
        expected.append(case["bytes_hex"])
    written = subprocess.run(
        [build_frame_writer(folder)], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    assert written.stdout.split() == expected


def _line(raw: dict[str, Any]) -> str:
    if "code" in raw:
        return f"trouble {raw['board']} {raw['code']} {raw['who']}"
    words = (*raw["acceleration"], *raw["rate"])
    numbers = (raw["board"], raw["number"], raw["time_us"], *words, raw["temperature"], raw["ranges"])
    return "sample " + " ".join(map(str, numbers))


def test_what_the_sensor_feels_is_what_is_read(board: SimulatedBoard) -> None:
    """A moving body's rates and accelerations come through registers, bus and line to half a step, none missing."""
    samples = raising("right_forearm", SETTLED_S, 1)
    found = board.run([*felt(samples), *ramp(0.05)])
    assert (found.decoder.bad_frames, found.decoder.skipped_bytes, found.troubles) == (0, 0, [])
    assert sum(reading.missed for reading in found.readings) == 0
    last = next(i for i, reading in enumerate(found.readings) if step_of(reading.rate_rad_s) >= 0)
    read = found.readings[:last]
    assert len(read) >= len(samples) - SETTLED_S / STEP_S
    for reading, sample in zip(read, samples[-last:], strict=True):
        assert reading.rate_rad_s == pytest.approx(sample.rate_rad_s, abs=0.51 * RATE_STEP_RAD_S)
        assert reading.acceleration_m_s2 == pytest.approx(sample.acceleration_m_s2, abs=0.51 * ACCELERATION_STEP_M_S2)


def test_a_hundred_times_a_second_by_the_sensors_own_clock(board: SimulatedBoard) -> None:
    """The times sent are 10 ms apart, to the half millisecond that asking over the bus takes."""
    found = board.run(ramp(2.0))
    times = [reading.device_s for reading in found.readings if reading.device_s is not None]
    assert len(times) == len(found.readings) >= (2.0 - SETTLED_S) / STEP_S
    steps = [b - a for a, b in pairwise(times)]
    assert min(steps) > STEP_S - 0.0006 and max(steps) < STEP_S + 0.0006
    assert (times[-1] - times[0]) / len(steps) == pytest.approx(STEP_S, rel=1e-4)
    shown = [step_of(reading.rate_rad_s) for reading in found.readings]
    assert [b - a for a, b in pairwise(shown)] == [1] * (len(shown) - 1)


def test_what_is_faster_than_the_range_is_cut_off_at_it(board: SimulatedBoard) -> None:
    """±2000 °/s and ±8 g, as the frames say; never a wrap to the other side."""
    over = feels((90.0, -90.0, 0.0), (40.0, -40.0, 0.0))
    reading = board.run([over] * 30).readings[-1]
    assert reading.rate_rad_s == pytest.approx((math.radians(2000), -math.radians(2000), 0.0), rel=1e-4)
    eight = 8 * STANDARD_GRAVITY_M_S2
    assert reading.acceleration_m_s2 == pytest.approx((eight, -eight, 0.0), rel=1e-4)


@pytest.mark.parametrize(("who", "address"), [(0x70, 0x68), (0x72, 0x69), (0x98, 0x69)])
def test_sensors_that_are_read_like_it_are_read(program: Path, sketch: Path, who: int, address: int) -> None:
    """Under other names, and with AD0 low or high."""
    found = SimulatedBoard(program, sketch, who, address).run(ramp(0.5))
    assert found.troubles == [] and len(found.readings) >= (0.5 - SETTLED_S) / STEP_S


def test_another_sensor_is_named_and_not_read(program: Path, sketch: Path) -> None:
    found = SimulatedBoard(program, sketch, 0xEA).run(ramp(0.5))
    assert found.readings == []
    ((_, said),) = found.troubles
    assert said is not None and "no MPU6050 (it calls itself 0xEA)" in said


def test_a_sensor_that_is_away_is_said_to_be_and_comes_back(board: SimulatedBoard) -> None:
    """Within 0.2 s of its last sample the board says so, ten times a second; once it is back it is read."""
    found = board.run(amid(ramp(3.2), {50: "unplug", 200: "plug"}))
    (gone_at, gone), (back_at, back) = found.troubles
    assert gone is not None and gone.startswith(AWAY)
    assert (back, back_at) == (None, gone_at + 1)
    before, after = found.readings[gone_at - 1], found.readings[gone_at]
    assert before.device_s is not None and after.device_s is not None
    away_s = after.device_s - before.device_s
    assert 1.4 < away_s < 1.6 + 2 * SETTLED_S
    assert after.missed == round(away_s / STEP_S) - 1
    troubles = found.decoder.good_frames - len(found.readings)
    assert 13 <= troubles <= 17
    assert found.decoder.skipped_bytes == 0


def in_time(found: Run) -> list[int]:
    """Which lines of a ramp were read; each must be one of them, read when it was felt, within a poll of the bus."""
    shown = [step_of(reading.rate_rad_s) for reading in found.readings]
    upward = (0.0, 0.0, STANDARD_GRAVITY_M_S2)
    assert all(reading.acceleration_m_s2 == pytest.approx(upward) for reading in found.readings)
    assert all(b > a for a, b in pairwise(shown)) and shown[0] >= 100
    late = [(reading.device_s or 0.0) - k * STEP_S for reading, k in zip(found.readings, shown, strict=True)]
    assert max(late) - min(late) < STEP_S
    return shown


def test_a_wire_that_lets_go_within_a_reading_makes_no_sample(board: SimulatedBoard) -> None:
    """From anywhere in a reading on all bytes come as ones: none of that is sent, and the sensor is found again."""
    cuts = range(BYTES_A_SAMPLE, BYTES_A_SAMPLE + 30, 4)
    words = {50 * at: f"unplug_after {byte}" for at, byte in enumerate(cuts, start=1)}
    words |= {at + 15: "plug" for at in words}
    shown = in_time(board.run(amid(ramp(4.5), words)))
    gaps = [b - a for a, b in pairwise(shown) if b - a > 15]
    assert len(gaps) == len(cuts) and max(gaps) < 45


def test_a_wrong_byte_makes_no_sample(board: SimulatedBoard) -> None:
    """One byte comes as ones, anywhere in a reading: it costs a sample, which is counted, and is not sent."""
    bytes_in = range(1, 2 * BYTES_A_SAMPLE)
    found = board.run(amid(ramp(3.0), {30 + 3 * at: f"bounce {byte}" for at, byte in enumerate(bytes_in)}))
    assert found.troubles == []
    shown = in_time(found)
    lost = sum(reading.missed for reading in found.readings)
    assert lost == shown[-1] - shown[0] + 1 - len(shown)
    assert 30 <= lost <= len(bytes_in)


def test_a_sensor_that_starts_anew_is_set_up_anew(board: SimulatedBoard) -> None:
    """After a dip of its voltage, at any moment, its registers are nought and its ranges others: none of it is sent."""
    cuts = range(1, BYTES_A_SAMPLE, 4)
    words = {50 + 40 * at: f"sleep_after {byte}" for at, byte in enumerate(cuts)}
    found = board.run(amid(ramp(5.2), words))
    shown = in_time(found)
    gaps = [b - a for a, b in pairwise(shown) if b - a > 15]
    assert len(gaps) == len(cuts) and max(gaps) < 30
    assert found.troubles == []


def test_a_sensor_that_measures_nothing_new_is_named(board: SimulatedBoard) -> None:
    found = board.run(amid(ramp(1.5), {50: "freeze"}))
    ((_, said),) = found.troubles
    assert said is not None and said.startswith("gets no samples from its MPU6050")


def test_a_bus_that_a_sensor_holds_is_clocked_free(board: SimulatedBoard) -> None:
    """A sensor that was cut off within a byte holds SDA low until that byte has been clocked out of it."""
    found = board.run(amid(ramp(1.5), {50: "hold 7"}))
    shown = [step_of(reading.rate_rad_s) for reading in found.readings]
    assert min(shown) >= 100 and shown[-1] > 230
    assert max(b - a for a, b in pairwise(shown)) < 28
    assert found.decoder.trouble is None


def test_a_bus_on_which_nothing_ends_never_hangs_the_board(board: SimulatedBoard) -> None:
    """Every waiting has an end: the board says what is wrong meanwhile, and reads again once the bus works."""
    found = board.run(amid(ramp(2.0), {50: "stall", 120: "flow"}))
    (gone_at, gone), (_, back) = found.troubles
    assert gone is not None and gone.startswith(AWAY) and back is None
    shown = in_time(found)
    assert 70 < shown[gone_at] - shown[gone_at - 1] < 70 + 30 + SETTLED_S / STEP_S
    assert shown[-1] >= 100 + 200 - 3


def test_a_bus_that_is_held_for_good_is_said_to_be(board: SimulatedBoard) -> None:
    said = board.run(amid(ramp(1.0), {50: "hold 100000"})).decoder.trouble
    assert said is not None and said.startswith("cannot use its I²C bus: a wire is held low")


def test_boards_with_a_number_are_told_apart_by_it(program: Path, folder: Path) -> None:
    found = SimulatedBoard(program, build_sketch(folder, board_number=2)).run(ramp(0.4))
    assert {reading.sensor for reading in found.readings} == {"2"}


def test_the_person_is_told_and_play_goes_on(board: SimulatedBoard) -> None:
    """On a port, found by listening: the wearer's sentence while the sensor is off the bus, and samples again after."""
    script = amid(ramp(3.5), {120: "unplug", 240: "plug"})
    said: list[tuple[SourceState, str | None]] = []
    with board.plugged_in(script) as port:
        source = open_address(f"serial:{port}", "right_forearm")
        while not said or said[-1][0] is not SourceState.LOST:
            source.poll(time.monotonic())
            if not said or said[-1] != (source.state, source.notice):
                said.append((source.state, source.notice))
            time.sleep(1 / 120)
        source.close()
    sentence = f"the sensor on the right forearm ({port.rpartition('/')[2]}) {AWAY}"
    told = [k for k, (_, notice) in enumerate(said) if notice is not None and notice.startswith(sentence)]
    assert told, said
    assert {said[k][0] for k in told} == {SourceState.QUIET}
    assert (SourceState.LIVE, None) in said[: told[0]]
    assert (SourceState.LIVE, None) in said[told[-1] :]


def test_the_game_is_played_from_the_board(board: SimulatedBoard, home: Path) -> None:
    """An arm raised three times, from the sensor's registers to the summary: counted, in full, and by a sensor."""
    with board.plugged_in(felt(raising("right_upper_arm", STILL_S, MOVEMENTS))) as port:
        request = PlayRequest(
            reviewed_level(LEVEL, home), wear=(f"right_upper_arm=serial:{port}",), repetitions=60, silence_end_s=2.5
        )
        summary = run_headless(host(request, str(home)), READY, as_fast_as_it_computes=False)
    assert (summary["truth"], summary["ended"]) == ("sensor", "signal_lost")
    assert summary["repetitions"]["attempted"] == MOVEMENTS
    assert summary["measures"]["range_of_motion"]["value"] == pytest.approx(HEIGHT_DEG, abs=5.0)
    (heard,) = summary["inputs"]
    assert (heard["protocol"], heard["lost"], heard["bad_frames"]) == ("moveagain", 0, 0)
    # The simulated board is paced by a machine that does other things as well; its own clock is checked above.
    assert heard["rate_hz"] == pytest.approx(1 / STEP_S, rel=0.1)
