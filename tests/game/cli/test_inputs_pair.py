"""`moveagain inputs pair`: a kit set up from a script, with sensors on real pseudo-terminals and on a real socket."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from game.cli import run
from game.people.kits import keep_kit, read_kit
from input_devices import Kit, KitSensor
from input_devices.protocols.reading import Reading
from input_devices.protocols.text_line import encode_csv
from input_devices.protocols.witmotion_packets import encode
from tests.house.tree import ROOT
from tests.input_devices.pseudo_sensor import PseudoSensor

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals")
RATE_HZ = 50.0
LIMIT_S = 30.0


class Handled:
    """A sensor in somebody's hand: still, or turned to and fro."""

    def __init__(self, path: Path, *, csv: bool = False, up: tuple[float, float, float] = (0.0, 0.0, 1.0)) -> None:
        self.moved = False
        self.up = up
        self._csv = csv
        self.sensor = PseudoSensor(path, self._sample, RATE_HZ)

    def _sample(self, number: int) -> bytes:
        speed = 3.0 * math.sin(number / RATE_HZ * 2 * math.pi) if self.moved else 0.01
        x, y, z = self.up
        acceleration = (9.81 * x, 9.81 * y, 9.81 * z)
        if self._csv:
            return encode_csv(Reading((speed, 0.0, 0.0), acceleration))
        return encode((speed, 0.0, 0.0), acceleration)


@contextmanager
def sending(*handled: Handled) -> Iterator[None]:
    """They send in real time until the end."""
    over = threading.Event()

    def send() -> None:
        last_s = time.monotonic()
        while not over.wait(0.01):
            now_s = time.monotonic()
            for one in handled:
                one.sensor.run(now_s - last_s)
            last_s = now_s

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for one in handled:
            one.sensor.unplug()


class Person:
    """Somebody who does what `moveagain inputs pair` says, line by line."""

    def __init__(self, *arguments: str) -> None:
        self.said: list[str] = []
        self._command = subprocess.Popen(
            [sys.executable, "-m", "game", "inputs", "pair", *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def hears(self, words: str) -> None:
        """Read on until these words come."""
        assert self._command.stdout is not None
        for line in self._command.stdout:
            self.said.append(line.rstrip("\n"))
            if words in line:
                return
        raise AssertionError(f"never said: {words}: {self.said} {self._command.communicate()[1]}")

    def ends(self) -> tuple[int, str]:
        """The exit code, and what stood on standard error."""
        out, err = self._command.communicate(timeout=LIMIT_S)
        self.said += out.splitlines()
        return self._command.returncode, err


def test_two_sensors_are_paired_by_moving_them(tmp_path: Path, home: Path) -> None:
    """Two wire formats, found by listening; each sentence says what to do; the kit knows which way up each is worn."""
    arm = Handled(tmp_path / "arm", up=(0.0, -1.0, 0.0))
    chest = Handled(tmp_path / "chest", csv=True, up=(0.6, 0.0, 0.8))
    ports = [part for one in (arm, chest) for part in ("--port", str(one.sensor.path))]
    with sending(arm, chest):
        person = Person("right_forearm", "sternum", "--kit", "mine", "--strap-on", "0.2", *ports)
        person.hears("Move the sensor you will wear on your right forearm")
        person.hears("Heard: ")
        person.hears("Heard: ")
        arm.moved = True
        person.hears("That is arm, for your right forearm.")
        arm.moved = False
        person.hears("Move the sensor you will wear on your breastbone")
        chest.moved = True
        person.hears("That is chest, for your breastbone.")
        chest.moved = False
        person.hears("Hold still")
        code, err = person.ends()
    assert (code, err) == (0, "")
    assert person.said[-1].endswith("moveagain play LEVEL --input kit:mine")
    kit = read_kit(home, "mine")
    assert [(sensor.site, sensor.address) for sensor in kit.sensors] == [
        ("sternum", f"serial:{tmp_path}/chest?protocol=csv"),
        ("right_forearm", f"serial:{tmp_path}/arm?protocol=witmotion"),
    ]
    for sensor, up in zip(kit.sensors, ((0.6, 0.0, 0.8), (0.0, -1.0, 0.0)), strict=True):
        assert sensor.up is not None and math.dist(sensor.up, up) < 0.01


def test_a_step_that_takes_too_long_ends_with_what_to_do(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, one sentence on standard error, and the kit stays as it was."""
    keep_kit(home, Kit("kit", (KitSensor("sternum", "serial:/dev/ttyUSB0"),)))
    before = (home / "kits" / "kit.yaml").read_text(encoding="utf-8")
    assert run(["inputs", "pair", "right_forearm", "--port", str(tmp_path / "none"), "--time-limit", "0.3"]) == 1
    said = capsys.readouterr()
    assert "Nothing came of it" in said.err and len(said.err.splitlines()) == 1
    assert said.out.startswith("Move the sensor you will wear on your right forearm")
    assert (home / "kits" / "kit.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "say where"),
        (["right_foream"], 2, "Did you mean right_forearm?"),
        (["sternum", "sternum"], 2, "twice"),
        (["sternum", "--kit", "../x"], 2, "small letters"),
        (["sternum", "--address", "slimvr:127.0.0.1"], 2, "did you mean slimevr?"),
        (["right_biceps"], 2, "implanted electronics"),
        (["right_biceps", "--implanted-electronics", "no"], 2, "battery"),
        (["right_biceps", "--implanted-electronics", "yes", "--isolation", "battery"], 1, "pacemaker"),
    ],
)
def test_what_cannot_be_paired_is_said_before_anything_is_moved(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    """One sentence; a wrong call is 2, electrodes that this person may not use are 1."""
    assert run(["inputs", "pair", *arguments]) == code
    said = capsys.readouterr()
    assert words in said.err and len(said.err.splitlines()) == 1
    assert said.out == ""


def test_a_kit_that_is_wrong_is_not_written_over(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its problems are told; only `--anew` forgets it."""
    path = home / "kits" / "kit.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("format: 1\nsensor: []\n", encoding="utf-8")
    assert run(["inputs", "pair", "sternum", "--time-limit", "0"]) == 2
    assert "did you mean sensors?" in capsys.readouterr().err
    with ExitStack() as patched:
        patched.callback(path.unlink)
        assert run(["inputs", "pair", "sternum", "--anew", "--time-limit", "0", "--port", "/dev/ttyNONE"]) == 1
        assert path.read_text(encoding="utf-8") == "format: 1\nsensor: []\n"


def test_kits_are_told_and_what_is_wrong_in_them_all_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A kit that is right is told although another is wrong."""
    assert run(["inputs", "kit"]) == 0
    assert "moveagain inputs pair" in capsys.readouterr().out
    keep_kit(home, Kit("arm", (KitSensor("right_forearm", "serial:/dev/ttyUSB0"),)))
    for name in ("kit", "leg"):
        (home / "kits" / f"{name}.yaml").write_text("format: 1\nsensor: []\n", encoding="utf-8")
    assert run(["inputs", "kit"]) == 2
    said = capsys.readouterr()
    assert "right forearm: serial:/dev/ttyUSB0" in said.out
    assert all(f"{name}.yaml:2:1: unknown key sensor" in said.err for name in ("kit", "leg"))
    assert run(["inputs", "kit", "--json"]) == 2
    arm = {
        "kit": "arm",
        "file": str(home / "kits" / "arm.yaml"),
        "implanted_electronics": None,
        "sensors": [{"site": "right_forearm", "address": "serial:/dev/ttyUSB0", "isolation": None}],
    }
    assert json.loads(capsys.readouterr().out) == [arm]
    assert run(["inputs", "kit", "arm"]) == 0
