"""The shipped line profiles: lines of the sketches they are for, which way gravity points, and being recognised."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices import AddressError, ProtocolError, open_address
from input_devices.protocols.listening import Listener
from input_devices.protocols.profile_text import read_profile
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.text_line import LineDecoder
from input_devices.protocols.turns import from_angles
from input_devices.sample import Quaternion
from input_devices.shipped_profiles import recognisable_formats, shipped_format, shipped_names
from tests.input_devices.protocols.vectors import vectors

G = 9.80665
CASES = vectors("arduino_text")["cases"]
JUNK = vectors("arduino_text")["must_not_crash"]
PACKETS = vectors("mpu_teapot")["cases"]
"""The same attitudes as the lines of MPU6050_DMP6, one after the other, to more digits."""


def lines(sketch: str) -> list[str]:
    return [case["line"] for case in CASES if case["sketch"].startswith(sketch)]


def decode(name: str, *said: str) -> list[Reading]:
    """What the lines say when a line before them has been cut, as after opening."""
    return shipped_format(name).decoder().feed(b"cut\n" + "".join(said).encode())


def up(q: Quaternion | None) -> tuple[float, float, float]:
    """Where up is in the sensor's axes."""
    assert q is not None
    w, x, y, z = q
    return (2 * (x * z - w * y), 2 * (w * x + y * z), w * w - x * x - y * y + z * z)


def apart_deg(a: Quaternion | None, b: Quaternion | None) -> float:
    """The angle of the turn between two orientations."""
    assert a is not None and b is not None
    cosine = abs(sum(p * q for p, q in zip(a, b, strict=True))) / math.hypot(*a) / math.hypot(*b)
    return math.degrees(2 * math.acos(min(1.0, cosine)))


def test_every_profile_can_be_used() -> None:
    """Each is read without a complaint."""
    assert [shipped_format(name).name for name in shipped_names()] == list(shipped_names())


def test_the_quaternions_of_the_dmp_sketch() -> None:
    """Sixty lines of two decimals agree with the packets of the same attitudes to what two decimals can hold."""
    readings = decode("dmp6", *lines("MPU6050_DMP6 quat"))
    assert len(readings) == len(PACKETS)
    for reading, packet in zip(readings, PACKETS, strict=True):
        assert apart_deg(reading.orientation, packet["expect"]["quat_wxyz"]) < 1.0


def test_the_angles_of_the_dmp_sketch_have_its_gravity() -> None:
    """Yaw, pitch and roll put up where the packets of the same attitudes do, also where the board is upside down."""
    readings = decode("dmp6", *lines("MPU6050_DMP6 ypr"))
    assert len(readings) == len(PACKETS)
    for reading, packet in zip(readings, PACKETS, strict=True):
        assert up(reading.orientation) == pytest.approx(up(packet["expect"]["quat_wxyz"]), abs=1e-3)


def test_the_euler_angles_of_the_dmp_sketch() -> None:
    """They turn earth into the sensor; the other way round they agree with the packets."""
    readings = decode("dmp6_euler", *lines("MPU6050_DMP6 euler"))
    assert len(readings) == len(PACKETS)
    for reading, packet in zip(readings, PACKETS, strict=True):
        assert apart_deg(reading.orientation, packet["expect"]["quat_wxyz"]) < 0.1


@pytest.mark.parametrize("case", [case for case in CASES if case["expect"]["kind"] == "quat_wxyz"])
def test_adafruit_quaternions(case: dict[str, dict[str, list[float]]]) -> None:
    """With and without commas, and with the time in front over Bluetooth."""
    (reading,) = decode("adafruit", str(case["line"]))
    assert apart_deg(reading.orientation, tuple(case["expect"]["values"])) < 0.01  # type: ignore[arg-type]
    assert reading.device_s == (12.345 if "t_ms" in case["expect"] else None)


@pytest.mark.parametrize("sketch", ["bunny", "rawdata", "sensorapi", "read_all_data"])
def test_bno055_angles(sketch: str) -> None:
    """Heading, the turn about y and the turn about x, all growing clockwise."""
    (reading,) = decode("adafruit", *lines(f"Adafruit_BNO055 {sketch}"))
    heading, about_y, about_x = (359.9375, -0.0625, -2.1875)
    expected = from_angles(-math.radians(about_x), -math.radians(about_y), -math.radians(heading))
    assert apart_deg(reading.orientation, expected) < 0.01


@pytest.mark.parametrize(
    ("said", "gravity"),
    [
        ("Orient:\tx= 0.00 |\ty= 4.37 |\tz= 1.25\r\n", (0.74, -0.22, 9.77)),
        ("Orient:\tx= 0.94 |\ty= -1.00 |\tz= 6.12\r\n", (-0.16, -0.90, 9.74)),
    ],
)
def test_published_bno055_logs_have_gravity_where_it_was_measured(
    said: str, gravity: tuple[float, float, float]
) -> None:
    """In two published logs of read_all_data, up by the angles is up by the accelerometer, to one degree."""
    (reading,) = decode("adafruit", said)
    cosine = sum(a * b for a, b in zip(up(reading.orientation), gravity, strict=True)) / math.hypot(*gravity)
    assert math.degrees(math.acos(cosine)) < 1.0


def test_razor_angles_lose_their_sign_with_the_axes() -> None:
    """z down becomes z up: yaw and pitch turn the other way round, roll does not."""
    said = lines("Razor 9DOF")
    readings = decode("razor", *said)
    expected = [list(map(float, line.removeprefix("#YPR=").split(","))) for line in said if line.startswith("#YPR=")]
    assert len(readings) == len(expected) == 5
    for reading, angles_deg in zip(readings, expected, strict=True):
        yaw, pitch, roll = map(math.radians, angles_deg)
        assert apart_deg(reading.orientation, from_angles(roll, -pitch, -yaw)) < 1e-4


def test_razor_lines_with_everything() -> None:
    """256 for one g, rates in rad/s, both turned to z up."""
    (reading,) = decode("razor", *lines("Razor ROS fork"))
    assert reading.acceleration_m_s2 == pytest.approx([part * G / 256 for part in (-0.1, 0.1, 1.0)])
    assert reading.rate_rad_s == pytest.approx((0.01, -0.01, -0.01))


angle = st.floats(-80, 80)


@given(angle, angle, angle)
def test_razor_gravity_is_up(yaw: float, pitch: float, roll: float) -> None:
    """The firmware's own formulas for pitch and roll from acceleration: what it measures at rest comes out upward."""
    p, r = math.radians(pitch), math.radians(roll)
    x, y, z = -256 * math.sin(p), 256 * math.cos(p) * math.sin(r), 256 * math.cos(p) * math.cos(r)
    (reading,) = decode("razor", f"#YPRAG={yaw},{pitch},{roll},{x:.6f},{y:.6f},{z:.6f},0,0,0\r\n")
    assert reading.acceleration_m_s2 == pytest.approx([G * part for part in up(reading.orientation)], abs=1e-5)


def test_razor_sensors_take_several_lines() -> None:
    """Calibrated or raw: a line for acceleration, one for the magnetic field, one for the rate make one sample."""
    (acceleration,) = lines("Razor 9DOF #osct")
    rest = "#M-C=1.00,2.00,3.00\r\n", "#G-C=14.375,28.75,-14.375\r\n"
    raw = "#A-R=0,0,256\r\n", "#G-R=0,0,0\r\n"
    first, second = decode("razor_sensors", acceleration, *rest, *raw)
    assert first.acceleration_m_s2 == pytest.approx([part * G / 256 for part in (2.0, 3.0, 294.0)])
    assert first.rate_rad_s == pytest.approx([math.radians(part) for part in (1.0, -2.0, 1.0)])
    assert second.acceleration_m_s2 == pytest.approx((0, 0, G)) and second.rate_rad_s == pytest.approx((0, 0, 0))


@given(st.integers(2, 8), st.sampled_from(["lost", "damaged"]))
def test_halves_of_two_samples_are_never_joined(hit: int, how: str) -> None:
    """A line that is lost or damaged costs the sample it belongs to, counted once."""
    said = [f"#{kind}-C={k},{k},{k}\r\n" for k in range(8) for kind in "AG"]
    if how == "lost":
        del said[hit]
    else:
        said[hit] = said[hit][:4] + "?" + said[hit][5:]
    readings = decode("razor_sensors", *said)
    assert [reading.missed for reading in readings if reading.missed] == [1]
    assert len(readings) == 7
    for reading in readings:
        assert reading.acceleration_m_s2 is not None and reading.rate_rad_s is not None
        counted = reading.acceleration_m_s2[1] / G * 256, math.degrees(reading.rate_rad_s[0]) * 14.375
        assert counted[0] == pytest.approx(counted[1])


def test_load_cells() -> None:
    """Kilograms as they are printed; and counts with their gain and the empty board's, under either name."""
    (reading,) = decode("load_cells", "12.5,13.25,11.0,10.75\r\n")
    assert reading.loads_kg == (12.5, 13.25, 11.0, 10.75)
    text = (
        "profiles: {mine: {format: csv, columns: [t_ms, cop_tl, cop_tr, cop_bl, cop_br], "
        "loads: {counts_per_kg: [100, 200, -100, 50], tare: [1000, -500, 0, 25]}}}"
    )
    decoder = LineDecoder(read_profile(text, "board.yaml"))
    (reading,) = decoder.feed(b"cut\n20,2000,1500,-300,75\n")
    assert reading.loads_kg == pytest.approx((10.0, 10.0, 3.0, 1.0))
    assert reading.device_s == 0.02


def test_openlog_rows() -> None:
    """A header, then rows with a comma at the end; fused rows have their w put back."""
    (row,) = (case["expect"] for case in CASES if case["sketch"] == "OpenLog Artemis row")
    fused = "10/12/2019,14:03:22.15,0.1,0.2,0.3,50,\r\n"
    readings = decode("openlog", *lines("OpenLog Artemis"), fused)
    assert readings[0].acceleration_m_s2 == pytest.approx([mg * G / 1000 for mg in row["acc_mg"]])
    assert readings[0].rate_rad_s == pytest.approx([math.radians(dps) for dps in row["gyro_dps"]])
    assert readings[1].orientation == pytest.approx((math.sqrt(1 - 0.14), 0.1, 0.2, 0.3))


@pytest.mark.parametrize(("name", "step_mv"), [("myoware", 5000 / 1024), ("myoware_esp32", 3300 / 4096)])
def test_muscle_sensors(name: str, step_mv: float) -> None:
    """Steps of the board's converter as millivolts, in each of the ways that sketches print them."""
    said = [*lines("MyoWare analogRead"), *lines("Arduino <value>"), "20000,100\r\n", "Raw EMG Signal: 7\r\n"]
    readings = decode(name, *said)
    assert [reading.emg_mv for reading in readings] == pytest.approx([n * step_mv for n in (512, 734, 100, 7)])
    assert [reading.device_s for reading in readings] == [None, None, 0.02, None]


def test_names_and_values() -> None:
    """As the Arduino IDE's plotter takes them, with any of its separators; other names are read over."""
    assert decode("plotter", *lines("Arduino Serial Plotter")) == [Reading(None, (0.12, -0.98, 0.05))]
    said = "gx: 1\tgy: 2\tgz: 3\r\n", "t_ms=20 temp=31.5 ax=0;ay=1;az=9.5\r\n"
    assert decode("plotter", *said) == [Reading((1, 2, 3)), Reading(None, (0, 1, 9.5), device_s=0.02)]


def test_nine_numbers() -> None:
    """A published line: acceleration and rate as they are, the magnetic field read over."""
    (case,) = (case for case in CASES if case["sketch"].startswith("rpimv"))
    (reading,) = decode("plain_csv", case["line"])
    assert reading.acceleration_m_s2 == pytest.approx(case["expect"]["acc_mps2"])
    assert reading.rate_rad_s == pytest.approx(case["expect"]["gyro_rads"])


@pytest.mark.parametrize("name", shipped_names())
def test_junk_is_no_reading(name: str) -> None:
    """Banners, errors, nan, inf, ovf and endless lines give nothing and are counted, byte by byte."""
    for text in JUNK:
        decoder = shipped_format(name).decoder()
        data = b"\n" + text.encode() + b"\n"
        assert decoder.feed(data) == []
        assert decoder.skipped_bytes + decoder.waiting_bytes >= len(data.strip())


def test_a_line_that_was_meant_as_a_sample_counts_as_missed() -> None:
    """It begins like the samples do and cannot be read, or a number in it is none; a banner is no damage."""
    decoder = shipped_format("dmp6").decoder()
    good = b"quat\t1.00\t0.00\t0.00\t0.00\r\n"
    decoder.feed(b"cut\n" + good)
    for broken in (b"quat\t1.00\t0.00\t0.00\r\n", b"quat\tnan\t0.00\t0.00\t0.00\r\n", b"quat\t1.00\t0.00\t\xff\t0\r\n"):
        assert [reading.missed for reading in decoder.feed(broken + good)] == [1]
    assert [reading.missed for reading in decoder.feed(b"FIFO overflow!\r\n" + good)] == [0]
    assert decoder.bad_frames == 3
    named = shipped_format("plotter").decoder()
    named.feed(b"emg:1\n")
    assert [reading.missed for reading in named.feed(b"Offset: none\nemg:?\nemg:2\nax:1 oops\nemg:3\n")] == [1, 1]


@pytest.mark.parametrize(
    ("sketch", "name"),
    [
        ("MPU6050_DMP6 quat", "dmp6"),
        ("MPU6050_DMP6 ypr", "dmp6"),
        ("MPU6050_DMP6 euler", "dmp6_euler"),
        ("Adafruit_BNO055 bunny", "adafruit"),
        ("Adafruit_BNO055 read_all_data", "adafruit"),
        ("Adafruit_AHRS calibrated_orientation", "adafruit"),
        ("Razor 9DOF #ot", "razor"),
        ("Razor 9DOF #osct", "razor_sensors"),
        ("Arduino Serial Plotter", "plotter"),
        ("MyoWare", None),
        ("OpenLog Artemis row", None),
    ],
)
def test_what_can_be_told_by_listening_is(sketch: str, name: str | None) -> None:
    """A few lines name the profile, also behind a banner; bare numbers, which may be anything, name none."""
    listener = Listener((*PROTOCOLS.values(), *recognisable_formats()))
    found = listener.feed(b"\r\nready v1.2\r\n" + "".join(lines(sketch)).encode() * 5, 0.0)
    assert (found.format.name if found is not None else None) == name


def test_an_address_names_a_shipped_profile() -> None:
    """A plain word is a shipped profile; a wrong one is answered with those there are."""
    open_address("serial:/dev/no-such-port?profile=razor", "sternum").close()
    with pytest.raises(ProtocolError, match=r"did you mean dmp6\?"):
        open_address("serial:/dev/no-such-port?profile=dmp", "sternum")
    with pytest.raises(ProtocolError, match="leave name out"):
        open_address("serial:/dev/no-such-port?profile=dmp6&name=dmp6", "sternum")
    with pytest.raises(AddressError, match="leave protocol out"):
        open_address("serial:/dev/no-such-port?profile=dmp6&protocol=csv", "sternum")


PROFILE_OF = {
    "MPU6050_DMP6 euler": "dmp6_euler",
    "MPU6050_DMP6": "dmp6",
    "Razor 9DOF #osct": "razor_sensors",
    "Razor": "razor",
    "Adafruit": "adafruit",
    "OpenLog": "openlog",
    "rpimv": "plain_csv",
    "MyoWare": "myoware",
    "Arduino <value>": "myoware",
    "Arduino Serial Plotter": "plotter",
}
"""How the name of a sketch begins → the profile for it, the longer beginnings first."""
READ_OVER = {"header": 2, "acc": 1, "calibration": 2, "orientation": 3}
"""Lines of names; one part of a sample that takes several; how far a chip is calibrated; angles of sketches that print
a quaternion as well. So many of each are no sample of their own."""


@pytest.mark.parametrize("cut", [1, 1000])
def test_every_published_line_is_read(cut: int) -> None:
    """All 205 lines, whole and byte by byte: each is a sample by the profile for its sketch, or known and read over."""
    assert len(CASES) == 205
    over: dict[str, int] = {}
    for case in CASES:
        profile = next(name for sketch, name in PROFILE_OF.items() if case["sketch"].startswith(sketch))
        decoder = shipped_format(profile).decoder()
        header = lines("OpenLog Artemis header")[0] if profile == "openlog" else "cut\n"
        data = (header + case["line"].strip() + "\n").encode()
        readings = [reading for at in range(0, len(data), cut) for reading in decoder.feed(data[at : at + cut])]
        assert decoder.bad_frames == 0
        if not readings:
            kind = case["expect"]["kind"]
            over[kind] = over.get(kind, 0) + 1
    assert over == READ_OVER
