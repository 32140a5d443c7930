"""What a Shimmer3 is asked over its port before it streams: what it sends, how it is calibrated, how full it is."""

from __future__ import annotations

import threading

from input_devices.errors import UnavailableError
from input_devices.protocols.shimmer3 import (
    ACKNOWLEDGED,
    BATTERY,
    CALIBRATIONS,
    INQUIRE,
    STOP,
    Shimmer3Setup,
    answer_length,
    ask_registers,
    read_battery,
    read_calibrations,
    read_gains,
    read_inquiry,
)
from input_devices.serial_port import SerialPort, device_name

BAUD = 115200
ANSWER_S = 2.0
_LOOK_EVERY_S = 0.01
_ALONE_S = 0.2
"""After it was told to stop, what was on its way has come by then."""


def ask(device: str) -> Shimmer3Setup:
    """Ask the sensor on a port; blocks for a second or two. Raises UnavailableError, or PortAbsentError."""
    port = SerialPort(device, BAUD)
    try:
        port.write(STOP)  # one that still streams to a program that broke off answers nothing else
        _wait(_ALONE_S)
        port.read()
        inquiry = read_inquiry(_answer(port, INQUIRE))
        calibrations = read_calibrations(_answer(port, CALIBRATIONS))
        gains: tuple[int, ...] = ()
        if any(inquiry.muscle_bits):
            gains = (*read_gains(_answer(port, ask_registers(0))), *read_gains(_answer(port, ask_registers(1))))
        battery = read_battery(_answer(port, BATTERY))
    finally:
        port.close()
    acceleration = calibrations[inquiry.accelerometer] if inquiry.accelerometer is not None else None
    rate = calibrations["gyroscope"]
    if inquiry.moves and (acceleration is None or rate is None):
        raise UnavailableError("no calibration is stored in it; calibrate it with the manufacturer's program")
    return Shimmer3Setup(inquiry, acceleration, rate, gains, battery)


def _answer(port: SerialPort, question: bytes) -> bytes:
    """The answer to a question, from its acknowledgement on."""
    port.write(question)
    answer = b""
    for _ in range(round(ANSWER_S / _LOOK_EVERY_S)):
        answer += port.read()
        answer = answer[max(0, answer.find(ACKNOWLEDGED)) :] if answer[:1] != bytes((ACKNOWLEDGED,)) else answer
        length = answer_length(question, answer)
        if length is not None and len(answer) >= length:
            return answer
        _wait(_LOOK_EVERY_S)
    raise UnavailableError(
        f"nothing that answers as a Shimmer3 does is on {device_name(port.device)}; switch it on and check the port"
    )


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)
