"""What is known of each device that people can wear: what it speaks, what it costs, how it is worn, what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Price = Literal["none", "under 30", "30 to 60", "60 to 500", "over 500"]
"""A class, US dollars for one sensor, from memory: enough to choose by, to be looked up before buying."""

_BOARD = "no case and no strap of its own: in a small box on an elastic band"
_BAND = "on the strap that it is sold with, or an elastic band"
_CABLE = "on a cable, so tie it to the limb and leave it slack at the joints"
_NO_SUM = "no checksum: a damaged number may pass for a movement"
_SLOW = "sends 10 a second as it is delivered; `moveagain inputs setup` sets 100"


@dataclass(frozen=True, slots=True)
class Device:
    """One kind of device, as a person who wants to buy or build it would ask about it."""

    name: str
    speaks: tuple[str, ...]
    """Names of wire formats, `profile=NAME` for line profiles that are shipped, `SCHEME:` for kinds of address."""
    connection: str
    price: Price
    worn: str
    """How it gets onto the body."""
    lacks: tuple[str, ...]
    """What a good sensor has and this one has not."""
    tried: bool = False
    """Somebody has played with a real one; otherwise it is known from its makers' documents, code and captures."""


DEVICES: tuple[Device, ...] = (
    Device(
        "WitMotion WT901C, HWT901, HWT905, WT61, WT901SD, with a USB cable",
        ("witmotion",),
        "USB cable",
        "30 to 60",
        _CABLE,
        (_SLOW, "no counter: losses are told by the steady rate"),
    ),
    Device(
        "WitMotion BWT901CL",
        ("witmotion",),
        "Bluetooth as a serial port, or USB cable",
        "30 to 60",
        _BAND,
        (_SLOW, "no counter: losses are told by the steady rate", "a radio that hands over in batches"),
    ),
    Device(
        "WitMotion WT901BLECL, WT9011DCL, BWT901BLE5.0, over USB",
        ("witmotion",),
        "USB cable",
        "30 to 60",
        _BAND,
        (_NO_SUM, _SLOW),
    ),
    Device(
        "Xsens MTi 1-, 10-, 100- and 600-series",
        ("xsens",),
        "USB cable",
        "over 500",
        _CABLE,
        ("what it sends is set in its maker's program: rate of turn and acceleration, or orientation",),
    ),
    Device(
        "BNO080, BNO085, BNO086 breakout with a USB serial cable, in UART-RVC mode",
        ("bno08x_rvc",),
        "USB serial cable, 115200",
        "under 30",
        _BOARD,
        ("no gyroscope: an orientation and an acceleration, so smoothness is not measured",),
    ),
    Device(
        "MPU6050 on an Arduino with i2cdevlib's MPU6050_DMP6, OUTPUT_TEAPOT",
        ("mpu_teapot",),
        "USB cable",
        "under 30",
        _BOARD,
        (_NO_SUM, "no gyroscope and no acceleration: an orientation alone, so smoothness is not measured"),
    ),
    Device(
        "MPU6050 on an Arduino with i2cdevlib's MPU6050_DMP6, as text",
        ("profile=dmp6", "profile=dmp6_euler"),
        "USB cable",
        "under 30",
        _BOARD,
        (_NO_SUM, "an orientation alone", "two decimals: up to 0.9° off"),
    ),
    Device(
        "SlimeVR trackers",
        ("slimevr:",),
        "Wi-Fi, this computer's own network",
        "under 30",
        "on the strap that it is sold with",
        ("an orientation alone", "nothing proves who sends, so it is switched on by its address"),
    ),
    Device(
        "a phone with the owoTrack app",
        ("slimevr:",),
        "Wi-Fi, this computer's own network",
        "none",
        "in a sports strap for phones",
        ("needs a phone, which is heavy on a weak arm", "no acceleration", "nothing proves who sends"),
    ),
    Device(
        "any board that prints six numbers a line, or names them",
        ("csv", "json", "profile=plain_csv", "profile=plotter"),
        "USB cable, or whatever looks like a serial port",
        "under 30",
        _BOARD,
        (_NO_SUM, "as many decimals as its sketch prints"),
    ),
    Device(
        "Adafruit BNO055, or Adafruit_AHRS with its sensors",
        ("profile=adafruit",),
        "USB cable",
        "30 to 60",
        _BOARD,
        (_NO_SUM, "no gyroscope", "its sketches print 10 lines a second until their delay is shortened"),
    ),
    Device(
        "Razor AHRS 9DoF, and its ROS firmware",
        ("profile=razor", "profile=razor_sensors"),
        "USB cable, 57600",
        "30 to 60",
        _BOARD,
        (_NO_SUM, "50 a second", "its newer sketch sends angles alone"),
    ),
    Device(
        "SparkFun OpenLog Artemis",
        ("profile=openlog",),
        "USB cable",
        "30 to 60",
        _BOARD,
        (_NO_SUM, "is not found by listening", "10 a second until its menu says otherwise"),
    ),
    Device(
        "the board anyone can build: an MPU6050 on an Arduino Uno, Nano or Pro Mini, with our own sketch",
        ("moveagain",),
        "USB cable",
        "under 30",
        _BOARD,
        ("no magnetometer, which is not used here", "has to be soldered and flashed"),
    ),
    Device(
        "WitMotion WT901BLE, WT901BLECL, WT9011DCL, BWT901BLE5.0, over Bluetooth Low Energy",
        ("ble:",),
        "Bluetooth Low Energy",
        "30 to 60",
        _BAND,
        (
            _NO_SUM,
            "sends 10 a second as it is delivered; `rate=50` in its address",
            "a radio that hands over in batches",
        ),
    ),
    Device(
        "x-io x-IMU3, over USB, its serial pins or Bluetooth as a serial port",
        ("ximu3",),
        "USB cable, or Bluetooth as a serial port",
        "60 to 500",
        _BAND,
        (_NO_SUM, "sends 50 a second as it is delivered"),
    ),
    Device(
        "x-io x-IMU3, over Wi-Fi",
        ("ximu3:",),
        "Wi-Fi",
        "60 to 500",
        _BAND,
        (_NO_SUM, "sends 50 a second as it is delivered", "nothing proves who sends"),
    ),
    Device(
        "OpenBCI Cyton or Ganglion",
        ("brainflow:",),
        "its USB dongle",
        "over 500",
        "a box on a belt, with gel electrodes over the muscles",
        (_NO_SUM, "no gyroscope: too little for a joint angle", "is not found by listening"),
    ),
    Device(
        "Shimmer3 with LogAndStream",
        ("brainflow:",),
        "Bluetooth as a serial port",
        "60 to 500",
        _BAND,
        (_NO_SUM, "no clock through BrainFlow: losses are guessed from the rate", "is not found by listening"),
    ),
    Device(
        "any sensor whose own program sends a Lab Streaming Layer stream of motion or muscle activity",
        ("lsl:",),
        "another program, on this computer or in its network",
        "none",
        "as that sensor is worn",
        ("needs that other program", "nothing proves who sends, so it is switched on by its address"),
    ),
    Device(
        "a balance board on four load cells with HX711",
        ("profile=load_cells",),
        "USB cable",
        "30 to 60",
        "stood on, not worn",
        (_NO_SUM, "no motion", "is not found by listening", "10 or 80 a second"),
    ),
    Device(
        "MyoWare muscle sensor on an Arduino or ESP32",
        ("profile=myoware", "profile=myoware_esp32"),
        "USB cable",
        "60 to 500",
        "snapped onto three gel electrodes over the muscle",
        (_NO_SUM, "no motion", "is not found by listening", "nothing that keeps the mains away: only with a battery"),
    ),
)
"""Everything that is supported, at least one device for each wire format, shipped profile and kind of address."""
