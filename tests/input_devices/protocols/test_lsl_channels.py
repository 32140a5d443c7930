"""Which channels of a stream make a sensor: as their makers label them, in the units they say, and nothing guessed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.lsl_channels import Channel, ChannelMap, ChannelsError
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading

G, DEG = STANDARD_GRAVITY_M_S2, math.radians(1.0)


def channels(labels: str, *units: str) -> list[Channel]:
    """Labels apart by spaces; the units in turn, the last for all that follow."""
    said = list(units) or [""]
    return [Channel(name, "", said[min(place, len(said) - 1)]) for place, name in enumerate(labels.split())]


def read(made: Sequence[Channel], values: Sequence[float], stream_type: str = "", **units: str) -> Reading:
    (reading,) = ChannelMap(made, units, stream_type).readings(values, 1.5)
    return reading


SIX = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
UNITS = ("g", "g", "g", "deg/s")


@pytest.mark.parametrize(
    "labels",
    [
        "acc_x acc_y acc_z gyro_x gyro_y gyro_z",
        "AccX AccY AccZ GyrX GyrY GyrZ",
        "ACC_X ACC_Y ACC_Z GYRO_X GYRO_Y GYRO_Z",
        "AccelerometerX AccelerometerY AccelerometerZ GyroscopeX GyroscopeY GyroscopeZ",
        "Acceleration.x Acceleration.y Acceleration.z AngularVelocity.x AngularVelocity.y AngularVelocity.z",
        "ax ay az gx gy gz",
        "imu1_acc_x imu1_acc_y imu1_acc_z imu1_gyr_x imu1_gyr_y imu1_gyr_z",
    ],
)
def test_usual_labels_are_understood(labels: str) -> None:
    """Of published senders; units are said for each channel."""
    reading = read(channels(labels, *UNITS), SIX)
    assert reading.acceleration_m_s2 == pytest.approx((G, 2 * G, 3 * G))
    assert reading.rate_rad_s == pytest.approx((4 * DEG, 5 * DEG, 6 * DEG))
    assert (reading.device_s, reading.sensor, reading.orientation) == (1.5, None, None)


def test_types_tell_where_labels_do_not() -> None:
    """XDF's meta-data of motion: the type of a channel says what it is, and along which axis."""
    kinds = ("OrientationX", "OrientationY", "OrientationZ", "OrientationW", "PositionX")
    made = [Channel(f"marker {place}", kind) for place, kind in enumerate(kinds)]
    assert read(made, (0.0, 0.0, 0.0, 1.0, 7.0)).orientation == (1.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("m/s^2", 1.0), ("m/s²", 1.0), ("g", G), ("mg", G / 1000), ("meters/second^2", 1.0)],
)
def test_units_of_acceleration(unit: str, scale: float) -> None:
    """However they are written; ours is m/s²."""
    reading = read(channels("ax ay az gx gy gz", unit, unit, unit, "rad/s"), SIX)
    assert reading.acceleration_m_s2 == pytest.approx((scale, 2 * scale, 3 * scale))


@pytest.mark.parametrize(("unit", "scale"), [("rad/s", 1.0), ("deg/s", DEG), ("°/s", DEG), ("dps", DEG)])
def test_units_of_turning(unit: str, scale: float) -> None:
    """Ours is rad/s."""
    reading = read(channels("ax ay az gx gy gz", "g", "g", "g", unit), SIX)
    assert reading.rate_rad_s == pytest.approx((4 * scale, 5 * scale, 6 * scale))


@pytest.mark.parametrize(("unit", "scale"), [("microvolts", 1e-3), ("µV", 1e-3), ("uV", 1e-3), ("mV", 1.0), ("V", 1e3)])
def test_units_of_muscle_activity(unit: str, scale: float) -> None:
    """Ours is mV."""
    assert read(channels("EMG1", unit), (2.0,)).emg_mv == pytest.approx(2 * scale)


def test_several_electrodes_are_told_apart() -> None:
    """By their labels, also where only the stream says that they are electrodes."""
    made = [Channel("biceps", "EMG", "mV"), Channel("triceps", "EMG", "mV")]
    found = ChannelMap(made, {}).readings((1.0, 2.0), 0.0)
    assert {reading.sensor: reading.emg_mv for reading in found} == {"biceps": 1.0, "triceps": 2.0}
    found = ChannelMap([Channel(""), Channel("")], {"emg": "mV"}, "EMG").readings((1.0, 2.0), 0.0)
    assert {reading.sensor for reading in found} == {"channel 1", "channel 2"}


def test_a_unit_that_is_not_said_is_not_guessed() -> None:
    """Nor one that nobody knows; the address can say it."""
    made = channels("ax ay az gx gy gz")
    with pytest.raises(ChannelsError, match="acc= and one of them in the address"):
        ChannelMap(made, {})
    assert read(made, SIX, acc="g", gyro="deg/s").acceleration_m_s2 == pytest.approx((G, 2 * G, 3 * G))
    with pytest.raises(ChannelsError, match="'furlongs', which is no unit known here"):
        ChannelMap(channels("ax ay az gx gy gz", "furlongs"), {"acc": "g"})


@pytest.mark.parametrize(
    "labels",
    ["", "x y z", "acc_x acc_y acc_z", "ax ay az gx gy", "lin_acc_x lin_acc_y lin_acc_z gyro_x gyro_y gyro_z"],
)
def test_what_makes_no_sensor_is_said(labels: str) -> None:
    """Half a sensor is none, and an acceleration without gravity is no accelerometer's."""
    with pytest.raises(ChannelsError, match="needs channels labelled"):
        ChannelMap(channels(labels, "g"), {"gyro": "deg/s"})


def test_two_channels_for_one_thing_are_refused() -> None:
    """Which of them is meant nobody knows."""
    with pytest.raises(ChannelsError, match="two channels for acc_x"):
        ChannelMap(channels("acc_x acc_x acc_y acc_z gyro_x gyro_y gyro_z", "g"), {"gyro": "deg/s"})


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=12))
def test_any_values_are_readings_or_counted(values: list[float]) -> None:
    """Nothing raises, and no reading holds what is not a number."""
    made = ChannelMap(channels("ax ay az gx gy gz qw qx qy qz", "g", "g", "g", "deg/s"), {})
    found = made.readings(values, 0.0)
    assert len(found) + made.unreadable == 1
    for reading in found:
        for part in (reading.rate_rad_s, reading.acceleration_m_s2, reading.orientation):
            assert part is None or all(map(math.isfinite, part))


@given(st.lists(st.builds(Channel, st.text(max_size=12), st.text(max_size=8), st.text(max_size=6)), max_size=8))
def test_any_description_is_a_map_or_a_sentence(made: list[Channel]) -> None:
    """Labels come from strangers."""
    try:
        ChannelMap(made, {})
    except ChannelsError as error:
        assert str(error)
