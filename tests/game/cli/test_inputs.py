"""`moveagain inputs`: words for people, one JSON array for programs, and never the trace of a muscle."""

from __future__ import annotations

import json
import math

import pytest

from game.app.inputs import Found
from game.cli import run
from game.cli.inputs import as_row, spark, tell, traces
from input_devices import PortFacts, PortFinding
from tests.input_devices.fake_bluetooth import FakeAir, FakeBleSensor

PORT = PortFacts("/dev/ttyUSB0", "", 0x1A86, 0x7523, "A1")


def test_a_sensor_in_words_and_as_a_row() -> None:
    """Rate, losses, battery and where it was worn last stand in both; what is not known is null."""
    finding = PortFinding(PORT, "witmotion", 115200, None, "motion", 99.6, 500, 2, 1, 0.5)
    said = "\n".join(tell(Found(finding, "right_forearm")))
    for words in ("ttyUSB0", "witmotion at 115200 baud", "100 a second", "lost 2, damaged 1", "50 %", "right forearm"):
        assert words in said
    row = as_row(Found(finding, None))
    assert (row["port"], row["serial_number"], row["battery"], row["last_worn"]) == ("/dev/ttyUSB0", "A1", 0.5, None)
    assert row["drift_ppm"] is None
    json.dumps(row, allow_nan=False)


def test_no_line_is_wider_than_a_terminal() -> None:
    """Eighty columns are enough, also for a sentence."""
    notice = "it sends something that cannot be read; choose its format with protocol=, or describe its lines in a file"
    finding = PortFinding(PORT, "unknown", None, None, "nothing", notice=notice)
    turned = PortFinding(PORT, "csv", 9600, None, "motion", 50.0, 9, rates_rad_s=((1.0, 2.0, 3.0),) * 200)
    for found in (Found(finding, None), Found(turned, "sternum")):
        assert all(len(line) <= 80 for line in (*tell(found), *traces(found)))


def test_muscle_activity_is_not_drawn() -> None:
    """Electrodes are used only where something keeps the person apart from the mains; here nobody has said so."""
    finding = PortFinding(PORT, "myoware", 115200, None, "muscle activity", 1000.0, 900)
    assert traces(Found(finding, None)) == ["  muscle activity is not shown here"]


@pytest.mark.parametrize(("value", "block"), [(-9.0, "▁"), (-1.0, "▁"), (0.0, "▅"), (1.0, "█"), (math.inf, "█")])
def test_a_trace_shows_the_whole_range(value: float, block: str) -> None:
    """From the lowest block to the highest, whatever comes."""
    assert spark([min(value, 1e9)], 1.0).strip() == block


def test_a_computer_without_a_port(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said in one sentence, as an empty array in JSON, and nothing is wrong."""
    monkeypatch.setattr("game.app.inputs.ports_there", list)
    assert run(["inputs"]) == 0
    assert "Plug a sensor in" in capsys.readouterr().out
    assert run(["inputs", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_a_port_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """It is a row with what to do, not an error."""
    assert run(["inputs", "--json", "--port", "/dev/ttyNONE"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["protocol"] == "unknown" and "no port" in row["notice"]
    assert run(["inputs", "--json", "--watch"]) == 2


def test_bluetooth_sensors_nearby_are_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to write to wear each; as JSON for programs; and a sentence where there is none."""
    monkeypatch.setattr("game.app.inputs.SCAN_S", 0.05)
    sensor = FakeBleSensor("D4:5E:11:22:33:44", "WT901BLE67", signal_dbm=-47)
    air = FakeAir(sensor).install(monkeypatch.setattr)
    assert run(["inputs", "--bluetooth"]) == 0
    assert capsys.readouterr().out == "WT901BLE67, -47 dBm: wear it as ble:D4:5E:11:22:33:44\n"
    assert run(["inputs", "--bluetooth", "--json"]) == 0
    row = {"address": "ble:D4:5E:11:22:33:44", "name": "WT901BLE67", "signal_dbm": -47}
    assert json.loads(capsys.readouterr().out) == [row]
    air.sensors.clear()
    assert run(["inputs", "--bluetooth"]) == 0
    assert "No WitMotion sensor says its name nearby" in capsys.readouterr().out
    air.switched_on = False
    assert run(["inputs", "--bluetooth"]) == 1
    assert "switch it on" in capsys.readouterr().err
    assert run(["inputs", "--bluetooth", "--watch"]) == 2
