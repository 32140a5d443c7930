"""The checkup's probes on this computer, and on folders that stand for others."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from game.app.doctor import looking
from game.app.doctor.seen import Bluetooth, Kept
from game.people.kits import keep_kit
from input_devices import Kit, KitSensor, UsbIdentity, in_words
from tests.house.tree import moveagain, run


def test_a_home_that_is_not_there_yet_is_neither_made_nor_missed(tmp_path: Path) -> None:
    seen = looking.room(tmp_path / "a" / "b")
    assert seen.trouble is None
    assert seen.free_mb > 0
    assert not list(tmp_path.iterdir())


def test_a_home_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine", encoding="utf-8")
    assert looking.room(tmp_path / "home").trouble
    assert (tmp_path / "home").read_text(encoding="utf-8") == "mine"


def test_what_waits_in_a_home_is_counted(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "spoilt.moveagain").write_bytes(b"no session")
    (tmp_path / "kits").mkdir()
    (tmp_path / "kits" / "kit.yaml").touch()
    assert looking.kept(tmp_path) == Kept(unreadable=1, kits=("kit",))


@pytest.mark.skipif(sys.platform == "win32", reason="ports have no paths there")
def test_a_sensor_of_a_kit_that_is_not_plugged_in_is_named_by_where_it_is_worn(tmp_path: Path) -> None:
    """By what its USB chip says, or by its port's path; what comes by air cannot be unplugged."""
    (tmp_path / "port").touch()
    sensors = (
        KitSensor("right_forearm", f"serial:{tmp_path}/port"),
        KitSensor("left_forearm", f"serial:{tmp_path}/gone?protocol=auto"),
        KitSensor("sternum", f"serial:{tmp_path}/other", UsbIdentity(1, 2, "none has this", None)),
        KitSensor("pelvis", "ble:AA:BB:CC:DD:EE:FF"),
    )
    keep_kit(tmp_path, Kit("kit", sensors))
    assert looking.unplugged(tmp_path, ("kit", "none")) == ("left forearm", in_words("sternum"))


@pytest.mark.skipif(looking.system() != "linux", reason="Linux lists adapters as folders")
@pytest.mark.parametrize(("soft", "off"), [("0", False), ("1", True)])
def test_adapters_and_their_switch_are_read_as_linux_lists_them(tmp_path: Path, soft: str, off: bool) -> None:
    (tmp_path / "bluetooth" / "hci0").mkdir(parents=True)
    (tmp_path / "bluetooth" / "hci0:11").mkdir()
    for kind, blocked in (("bluetooth", soft), ("wlan", "1")):
        switch = tmp_path / "rfkill" / kind
        switch.mkdir(parents=True)
        for name, value in (("type", kind), ("soft", blocked), ("hard", "0")):
            (switch / name).write_text(f"{value}\n", encoding="utf-8")
    assert looking.bluetooth(tmp_path) == Bluetooth(("hci0",), off, looking.bluetooth().library)


def test_the_command_tells_programs_what_it_tells_people(tmp_path: Path) -> None:
    """Here windows are drawn into nowhere: nobody can play, the exit code says so, and nothing is left in the home."""
    home = tmp_path / "home"
    said = moveagain("doctor", "--json", "--home", str(home))
    found = json.loads(said.stdout)
    checks = {check["name"]: check for check in found["checks"]}
    assert said.returncode == 1, said.stderr
    assert found["can_play"] is False
    assert checks["Screen"]["state"] == "missing"
    assert checks["Packages"]["state"] == checks["Fonts"]["state"] == checks["Your files"]["state"] == "good"
    assert 0 < found["frames"]["median_ms"] <= found["frames"]["late_ms"]
    assert not home.exists()


WITHOUT = """
import sys
for name in ("pygame", "serial", "numpy", "yaml", "pydantic", "platformdirs", "rich", "scipy", "vqf", "imufusion"):
    sys.modules[name] = None
from game.__main__ import main
sys.exit(main())
"""


def test_where_every_package_is_missing_it_still_says_so() -> None:
    """What is looked for may be what the looking needs: no traceback, and everything else is told all the same."""
    said = run([sys.executable, "-c", WITHOUT, "doctor", "--json"], environment={"MOVEAGAIN_HOME": ""})
    checks = {check["name"]: check for check in json.loads(said.stdout)["checks"]}
    assert said.returncode == 1
    assert "numpy is not here, or cannot be loaded" in checks["Packages"]["found"]
    assert "vqf" in checks["Motion filter"]["mend"]
    for name in ("Packages", "pygame", "Motion filter", "Screen", "Drawing", "Sound", "Your files"):
        assert checks[name]["state"] == "missing", name
    assert checks["Clock"]["state"] == "good"


def test_the_newest_session_is_told_with_its_own_offset() -> None:
    rows = [{"started": "2026-03-01T12:00:00+02:00"}, {"started": "2026-03-01T11:00:00+00:00"}]
    assert looking._newest(rows) == datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert looking._newest([]) is None
