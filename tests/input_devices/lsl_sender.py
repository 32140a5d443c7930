"""A Lab Streaming Layer sender, on loopback, with the real library; and waiting for what takes its own time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from input_devices.lsl_library import library

LOOPBACK = "127.0.0.1"
IMU = ("acc_x", "acc_y", "acc_z", "gyro_x", "gyro_y", "gyro_z")
IMU_UNITS = ("g", "g", "g", "deg/s", "deg/s", "deg/s")
_PATIENCE_S = 15.0


def pylsl() -> Any:
    """The library on loopback; the test is left out where it is not installed."""
    pytest.importorskip("pylsl", reason="pylsl is not installed: pip install 'moveagain[research]'")
    return library(LOOPBACK)


class LslSender:
    """One outlet. `source_id` is what it calls itself."""

    def __init__(
        self,
        name: str,
        source_id: str = "source-1",
        labels: Sequence[str] = IMU,
        units: Sequence[str] = IMU_UNITS,
        *,
        kind: str = "IMU",
        rate_hz: float = 100.0,
        form: str = "float32",
    ) -> None:
        lsl = pylsl()
        info = lsl.StreamInfo(name, kind, len(labels), rate_hz, form, source_id)
        if any(labels):
            info.set_channel_labels(list(labels))
        if any(units):
            info.set_channel_units(list(units))
        self._outlet = lsl.StreamOutlet(info)

    def send(self, values: Sequence[float], t_s: float = 0.0) -> None:
        """One sample; the time on the sender's own clock, 0 for now."""
        self._outlet.push_sample(list(values), t_s)

    @property
    def is_heard(self) -> bool:
        return bool(self._outlet.have_consumers())

    def close(self) -> None:
        self._outlet = None


def until(holds: Callable[[], object], each: Callable[[], object] = lambda: None) -> bool:
    """Whether it comes to hold before patience ends; does `each` in between."""
    end_s = time.perf_counter() + _PATIENCE_S
    pause = threading.Event()
    while not holds():
        if time.perf_counter() > end_s:
            return False
        each()
        pause.wait(0.005)
    return True
