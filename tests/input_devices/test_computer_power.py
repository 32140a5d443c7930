"""What the computer runs on: said to be its battery only where that is sure."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from input_devices.computer_power import Power, mains_refused, power_now

BATTERY = {"type": "Battery", "present": "1", "status": "Discharging"}
CHARGER_OUT, CHARGER_IN = {"type": "Mains", "online": "0"}, {"type": "Mains", "online": "1"}
USB_OUT, USB_IN = {"type": "USB", "online": "0"}, {"type": "USB", "online": "1"}
MOUSE = {"type": "Battery", "scope": "Device", "status": "Discharging"}


def supplies(folder: Path, *rows: dict[str, str]) -> Path:
    """Chargers and batteries as Linux tells of them."""
    for number, row in enumerate(rows):
        (folder / f"supply{number}").mkdir()
        for name, word in row.items():
            (folder / f"supply{number}" / name).write_text(f"{word}\n", encoding="ascii")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells")
@pytest.mark.parametrize(
    ("rows", "power"),
    [
        ([BATTERY, CHARGER_OUT], Power.BATTERY),
        ([BATTERY, CHARGER_OUT, USB_OUT], Power.BATTERY),
        ([BATTERY], Power.BATTERY),
        ([BATTERY, {**BATTERY, "status": "Unknown"}, CHARGER_OUT], Power.BATTERY),
        ([BATTERY, CHARGER_IN], Power.MAINS),
        ([BATTERY, CHARGER_OUT, USB_IN], Power.MAINS),
        ([BATTERY, CHARGER_OUT, {"type": "USB", "online": "2"}], Power.MAINS),
        ([BATTERY, {"type": "Mains"}], Power.MAINS),
        ([BATTERY, {**BATTERY, "status": "Charging"}], Power.MAINS),
        ([{**BATTERY, "status": "Full"}, CHARGER_OUT], Power.UNKNOWN),
        ([{**BATTERY, "status": "Not charging"}], Power.UNKNOWN),
        ([{"type": "Battery"}, CHARGER_OUT], Power.UNKNOWN),
        ([{**BATTERY, "present": "0"}, CHARGER_OUT], Power.NO_BATTERY),
        ([CHARGER_OUT], Power.NO_BATTERY),
        ([MOUSE, CHARGER_IN], Power.MAINS),
        ([MOUSE], Power.NO_BATTERY),
        ([], Power.NO_BATTERY),
    ],
)
def test_a_battery_is_believed_only_where_nothing_speaks_against_it(
    rows: list[dict[str, str]], power: Power, tmp_path: Path
) -> None:
    assert power_now(supplies(tmp_path, *rows)) is power


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells")
def test_where_the_system_says_nothing_nothing_is_known(tmp_path: Path) -> None:
    assert power_now(tmp_path / "nothing") is Power.UNKNOWN


@pytest.mark.parametrize(
    ("battery", "power"),
    [
        (SimpleNamespace(power_plugged=False), Power.BATTERY),
        (SimpleNamespace(power_plugged=True), Power.MAINS),
        (SimpleNamespace(power_plugged=None), Power.UNKNOWN),
        (None, Power.NO_BATTERY),
    ],
)
def test_elsewhere_psutil_is_asked(battery: object, power: Power, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS; a library that is missing, or fails, tells nothing."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "psutil", SimpleNamespace(sensors_battery=lambda: battery))
    assert power_now() is power
    monkeypatch.setitem(sys.modules, "psutil", SimpleNamespace())
    assert power_now() is Power.UNKNOWN
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert power_now() is Power.UNKNOWN


def test_psutil_is_called_by_a_name_that_it_has() -> None:
    """The real library, where it is installed."""
    psutil = pytest.importorskip("psutil")
    if hasattr(psutil, "sensors_battery"):
        battery = psutil.sensors_battery()
        assert battery is None or hasattr(battery, "power_plugged")


def test_every_doubt_is_refused_with_what_to_do() -> None:
    """Only a battery that is sure is not."""
    assert mains_refused(Power.BATTERY) is None
    assert "charger" in (mains_refused(Power.MAINS) or "")
    for power in (Power.NO_BATTERY, Power.UNKNOWN):
        assert "radio" in (mains_refused(power) or "") and "isolator" in (mains_refused(power) or "")
