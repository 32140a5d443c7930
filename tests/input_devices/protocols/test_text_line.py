"""Text lines: lines of real sketches, units, axes, orientation, counters, checksums, and all that is no sample."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.line_profile import PLAIN_CSV, PLAIN_JSON, LineProfile
from input_devices.protocols.line_reading import SENSORS_MAX
from input_devices.protocols.profile_text import read_profile
from input_devices.protocols.reading import Reading
from input_devices.protocols.text_line import LINE_MAX_BYTES, LineDecoder, encode_csv, encode_json
from input_devices.protocols.turns import multiply
from tests.input_devices.protocols.vectors import FOLDER, vectors

G = 9.80665
PROFILES = (FOLDER / "line_profiles.yaml").read_text(encoding="utf-8")
CASES = {case["sketch"]: case for case in vectors("arduino_text")["cases"]}
JUNK = vectors("arduino_text")["must_not_crash"]
SAMPLE = b"1,2,9.8,0.1,0.2,0.3\r\n"


def profile(name: str) -> LineProfile:
    return read_profile(PROFILES, "line_profiles.yaml", name)


def decode(board: LineProfile, *lines: str | bytes) -> list[Reading]:
    """What the lines say when a line before them has been cut, as after opening."""
    data = b"".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return LineDecoder(board).feed(b"cut\n" + data)


def xor(body: str) -> str:
    value = 0
    for byte in body.encode():
        value ^= byte
    return f"${body}*{value:02X}\r\n"


def test_openlog_rows_follow_their_header() -> None:
    """Names, thousandths of g, degrees a second and the comma at the end are read as the board means them."""
    header, row = CASES["OpenLog Artemis header"], CASES["OpenLog Artemis row"]
    (reading,) = decode(profile("openlog"), header["line"], row["line"])
    assert reading.acceleration_m_s2 == pytest.approx([mg * G / 1000 for mg in row["expect"]["acc_mg"]])
    assert reading.rate_rad_s == pytest.approx([math.radians(dps) for dps in row["expect"]["gyro_dps"]])


def test_another_header_changes_the_columns() -> None:
    """A board that is switched to its fused output says so with a header; the w that it leaves out is found."""
    lines = CASES["OpenLog Artemis DMP"]["line"], "10/12/2019,14:03:22.15,0.1,0.2,0.3,50,\r\n"
    (reading,) = decode(profile("openlog"), CASES["OpenLog Artemis header"]["line"], *lines)
    assert reading.orientation == pytest.approx((math.sqrt(1 - 0.14), 0.1, 0.2, 0.3))
    assert reading.acceleration_m_s2 is None


def test_a_published_line_in_standard_units() -> None:
    """Nine numbers: acceleration and rate as they are, the magnetic field read over."""
    case = CASES["rpimv (real log)"]
    (reading,) = decode(profile("plain_csv"), case["line"])
    assert reading.acceleration_m_s2 == pytest.approx(case["expect"]["acc_mps2"])
    assert reading.rate_rad_s == pytest.approx(case["expect"]["gyro_rads"])


@pytest.mark.parametrize("sketch", ["MyoWare analogRead", "Arduino <value> framing"])
def test_muscle_sensors_count_in_steps_of_their_converter(sketch: str) -> None:
    """Ten bits of five volts, with or without brackets around."""
    case = CASES[sketch]
    (reading,) = decode(profile("emg"), case["line"])
    assert reading.emg_mv == pytest.approx(case["expect"]["values"][0] * 5000 / 1024)


def test_json_by_dot_paths() -> None:
    """Values are found by keys and places; time and the sensor's name come along."""
    (reading,) = decode(profile("jsonl"), '{"t": 1500, "id": 7, "q": [1, 0, 0, 0], "emg": [0.25, 9], "more": {}}\n')
    assert reading == Reading(None, None, (1, 0, 0, 0), 0.25, 1.5, "7")


def test_plain_json_uses_the_names_here() -> None:
    """A flat object with the names that the table knows needs no profile; other keys are read over."""
    (reading,) = decode(
        PLAIN_JSON, '{"t_us": 20000, "ax": 0, "ay": 1, "az": 9.8, "gx": 1, "gy": 2, "gz": 3, "k": "v"}\n'
    )
    assert reading == Reading((1, 2, 3), (0, 1, 9.8), None, None, 0.02)


def test_plain_csv_with_and_without_a_header() -> None:
    """Six numbers are acceleration and rate; a header line gives the columns other meanings."""
    assert decode(PLAIN_CSV, SAMPLE) == [Reading((0.1, 0.2, 0.3), (1, 2, 9.8))]
    named = decode(PLAIN_CSV, "t_ms,gx,gy,gz,mx\n", "10,1,2,3,55\n")
    assert named == [Reading((1, 2, 3), device_s=0.01)]


@pytest.mark.parametrize("text", JUNK)
@pytest.mark.parametrize("name", ["openlog", "plain_csv", "emg", "jsonl", "checked", "two"])
def test_junk_is_dropped_and_counted(name: str, text: str) -> None:
    """Banners, errors, nan, inf, ovf and endless lines give no reading and are counted, byte by byte."""
    decoder = LineDecoder(profile(name))
    data = b"\n" + text.encode() + b"\n"
    assert decoder.feed(data) == []
    assert decoder.skipped_bytes + decoder.waiting_bytes >= len(data.strip())


def test_banners_are_no_damage_but_broken_samples_are() -> None:
    """Words a board prints are passed over; lines that were meant as samples count as bad and as missed."""
    decoder = LineDecoder(PLAIN_CSV)
    decoder.feed(b"cut\n" + SAMPLE)
    assert decoder.feed(b"FIFO overflow!\r\n\r\nCalibrating ...\n" + SAMPLE) == [Reading((0.1, 0.2, 0.3), (1, 2, 9.8))]
    assert decoder.bad_frames == 0
    for broken in (
        b"1,2\n",
        b"nan,0,0,0,0,0\n",
        b"1,2,3,4,5,6,7\n",
        b"1,2,3,4,5,\xff\n",
        b"1,,3,4,5,6\n",
        b"9" * 600 + b"\n",
    ):
        bad_before = decoder.bad_frames
        (reading,) = decoder.feed(broken + SAMPLE)
        assert decoder.bad_frames == bad_before + 1
        assert reading.missed == 1


def test_the_first_line_may_be_cut_and_is_not_believed() -> None:
    """After opening, `-12.5` may arrive as `2.5`: the first line without a checksum is dropped."""
    assert LineDecoder(PLAIN_CSV).feed(b"2,3,4,5,6,7\n" + SAMPLE) == [Reading((0.1, 0.2, 0.3), (1, 2, 9.8))]
    body = "Q,0,0,1,0,0,0,0,0,9.8,0,0,0"
    assert len(LineDecoder(profile("checked")).feed(xor(body).encode())) == 1


def test_every_split_reads_the_same() -> None:
    """Where a stream of lines is cut into chunks makes no difference."""
    data = b"boot\n" + b"".join(b"%d,2,9.8,0.1,0.2,0.3\r\n" % k for k in range(6)) + b"tail"
    whole = LineDecoder(PLAIN_CSV).feed(data)
    assert len(whole) == 6
    for cut in range(len(data) + 1):
        decoder = LineDecoder(PLAIN_CSV)
        assert decoder.feed(data[:cut]) + decoder.feed(data[cut:]) == whole
    decoder = LineDecoder(PLAIN_CSV)
    assert [reading for byte in data for reading in decoder.feed(bytes((byte,)))] == whole


def test_checksums_refuse_any_changed_character() -> None:
    """With a checksum, one character changed anywhere is a bad line, never another sample."""
    good = xor("Q,1,1000,1,0,0,0,0.1,0.2,9.8,0,0,0")
    body = good.rstrip().encode()
    for at in range(len(body)):
        changed = body[:at] + bytes((body[at] ^ 1,)) + body[at + 1 :]
        readings = decode(profile("checked"), good, changed + b"\r\n")
        assert len(readings) == 1 or body[at : at + 1] == b"$"
    summed = LineProfile("sum", "csv", ("emg",), checksum="sum8")
    assert decode(summed, b"512*98\n", b"512*99\n") == [Reading(emg_mv=512.0)]


def test_counters_tell_what_is_missing() -> None:
    """Numbers that skip say how many samples are missing; they begin again at a power of two or after a restart."""
    numbered = LineProfile("n", "csv", ("seq", "ax", "ay", "az"))
    lines = [f"{seq},0,0,9.8\n" for seq in (250, 251, 254, 255, 0, 3, 4, 0, 1)]
    assert [reading.missed for reading in decode(numbered, *lines)] == [0, 0, 2, 0, 0, 2, 0, 0, 0]
    wide = [f"{seq},0,0,9.8\n" for seq in (65534, 65535, 1, 2**32 - 1, 0)]
    assert [reading.missed for reading in decode(numbered, *wide)] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(("name", "tick_s"), [("t_us", 1e-6), ("t_ms", 1e-3)])
def test_the_clock_goes_on_past_32_bits(name: str, tick_s: float) -> None:
    """Time rises evenly over the end of the board's counter, and starts anew where the board does."""
    timed = LineProfile("t", "csv", (name, "ax", "ay", "az"))
    ticks = [2**32 - 20, 2**32 - 10, 0, 10]
    times = [reading.device_s for reading in decode(timed, *(f"{tick},0,0,9.8\n" for tick in ticks))]
    assert times == pytest.approx([(2**32 - 20 + 10 * k) * tick_s for k in range(4)])
    restarted = [reading.device_s for reading in decode(timed, "5000,0,0,9.8\n", "3,0,0,9.8\n")]
    assert restarted == pytest.approx([5000 * tick_s, 3 * tick_s])


def test_axes_turn_vectors_and_orientation_together() -> None:
    """After the axes are renamed, gravity still points up as the orientation has it."""
    (reading,) = decode(profile("upside_down"), "30,20,10,1.7,-3.2,9.1\n")
    assert reading.acceleration_m_s2 == pytest.approx((-1.7, -3.2, -9.1))
    plain = LineProfile("p", "csv", profile("upside_down").columns, factors=profile("upside_down").factors)
    (before,) = decode(plain, "30,20,10,1.7,-3.2,9.1\n")
    assert in_earth(reading) == pytest.approx(in_earth(before))


def test_a_quaternion_the_other_way_round() -> None:
    """Earth to sensor, x y z w, and gravity downward come out as sensor to earth with gravity up."""
    half = math.radians(30) / 2
    tilted = f"{math.sin(half)},0,0,{math.cos(half)},0,{-math.sin(2 * half)},{-math.cos(2 * half)}\n"
    (reading,) = decode(profile("earth_first"), tilted)
    assert reading.orientation == pytest.approx((math.cos(half), -math.sin(half), 0, 0))
    assert reading.acceleration_m_s2 == pytest.approx((0, math.sin(2 * half) * G, math.cos(2 * half) * G))


def in_earth(reading: Reading) -> tuple[float, ...]:
    assert reading.orientation is not None and reading.acceleration_m_s2 is not None
    w, x, y, z = reading.orientation
    return multiply(multiply(reading.orientation, (0.0, *reading.acceleration_m_s2)), (w, -x, -y, -z))[1:]


def test_a_quaternion_that_is_no_turn_is_damage() -> None:
    """Rounded to two decimals it is made a turn again; far from norm 1 it is dropped."""
    turn = LineProfile("q", "csv", ("qw", "qx", "qy", "qz"))
    (reading,) = decode(turn, "0.70,0.00,0.71,0.00\n", "0.2,0,0,0\n", "0,0,0,0\n")
    assert reading.orientation is not None
    assert math.hypot(*reading.orientation) == pytest.approx(1)


def test_several_sensors_count_for_themselves() -> None:
    """Two sensors on one line are told apart, each with its own numbers; endless new names are refused."""
    lines = ("a,1,0,0,9\n", "b,7,0,0,9\n", "a,2,0,0,9\n", "b,9,0,0,9\n")
    readings = decode(profile("two"), *lines)
    assert [(reading.sensor, reading.missed) for reading in readings] == [("a", 0), ("b", 0), ("a", 0), ("b", 1)]
    crowd = decode(profile("two"), *(f"s{k},1,0,0,9\n" for k in range(3 * SENSORS_MAX)))
    assert len(crowd) == SENSORS_MAX


number = st.floats(-1e5, 1e5)


@given(st.tuples(number, number, number), st.tuples(number, number, number))
def test_encoded_samples_decode_to_themselves(
    rate: tuple[float, float, float], acceleration: tuple[float, float, float]
) -> None:
    """Both plain formats carry a sample there and back, to six digits."""
    sent = Reading(rate, acceleration)
    for board, encode in ((PLAIN_CSV, encode_csv), (PLAIN_JSON, encode_json)):
        (reading,) = decode(board, encode(sent))
        assert reading.rate_rad_s == pytest.approx(rate, rel=1e-5)
        assert reading.acceleration_m_s2 == pytest.approx(acceleration, rel=1e-5)


keys = st.sampled_from(["ax", "ay", "az", "emg", "seq", "t_us", "sensor"])
leaves = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
anything = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=10)


@given(anything)
def test_any_json_is_a_reading_or_a_counted_fault(said: object) -> None:
    """Whatever object a line holds, it is a reading or it is counted."""
    decoder = LineDecoder(PLAIN_JSON)
    line = json.dumps(said).encode() + b"\n"
    assert len(decoder.feed(line)) == decoder.good_frames
    assert decoder.good_frames or decoder.skipped_bytes == len(line)


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    """Noise without a line end is thrown away as it comes, and the line after it is read."""
    decoder = LineDecoder(PLAIN_CSV)
    for _ in range(1000):
        decoder.feed(b"1" * 700)
        assert decoder.waiting_bytes <= LINE_MAX_BYTES
    assert decoder.feed(b"1\n" + SAMPLE) == [Reading((0.1, 0.2, 0.3), (1, 2, 9.8))]
