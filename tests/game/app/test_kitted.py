"""A level played with a kit: found by what its sensors are known by, worn where they fit, and remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from game.app.errors import RequestError
from game.app.headless import run_headless
from game.app.inputs import LastSites, chosen_ports, watch
from game.app.kitted import fitting, open_request, with_input
from game.app.request import PlayRequest, load_level
from game.app.wiring import host
from game.cli import run
from game.cli.inputs import as_row
from game.people.kits import keep_kit
from game.people.last_worn import read_last_worn
from game.sessions.index import read_index
from input_devices import Kit, KitSensor, PortFacts, PortFinding, Source, UsbIdentity
from tests.benchmarks.feeding import Feeder
from tests.game.app.test_live import LEVEL, RATE_HZ, frames
from tests.reviewed import READY

pytestmark = [
    pytest.mark.usefixtures("reviewed"),
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals"),
]
UP = (0.0, -1.0, 0.0)
CABLE = UsbIdentity(0x1A86, 0x7523, "A1", "1-2")


@pytest.fixture
def feeder() -> Iterator[Feeder]:
    """A sensor on a pseudo-terminal."""
    with closing(Feeder(frames()[:150], RATE_HZ)) as found:
        yield found


def plug_in(monkeypatch: pytest.MonkeyPatch, *ports: tuple[str, UsbIdentity]) -> None:
    """The computer lists these ports, each with what its USB device tells."""
    found = []
    for path, usb in ports:
        port = ListPortInfo(path)
        port.vid, port.pid, port.serial_number, port.location = usb.vid, usb.pid, usb.serial_number, usb.location
        found.append(port)
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: list(found))


def paired(*sensors: KitSensor) -> Kit:
    return Kit("kit", (KitSensor("right_forearm", "serial:/dev/ttyUSB0?protocol=witmotion", CABLE, UP), *sensors))


def test_a_kit_is_played_wherever_its_sensor_is_plugged_in(
    feeder: Feeder, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was paired on a port that is another's now: the sensor is known by its serial number; which way up it was
    goes into the Round, the session is a sensor's, and where it was worn is remembered."""
    plug_in(monkeypatch, (feeder.path, CABLE))
    keep_kit(home, paired())
    hosting = host(PlayRequest(LEVEL, "kit", silence_end_s=0.8), str(home))
    assert hosting.prepared.header.setup.mounts == {"right_forearm": UP}
    feeder.start()
    summary = run_headless(hosting, READY, as_fast_as_it_computes=False)
    feeder.join()
    assert (summary["truth"], summary["ended"]) == ("sensor", "signal_lost")
    assert summary["inputs"][0]["samples"] > 100
    (kept,) = read_index(home / "sessions").summaries
    assert kept["session"] == summary["session"]
    finding = PortFinding(PortFacts(feeder.path, "", 0x1A86, 0x7523, "A1", "1-2"), "witmotion", 9600, None, "motion")
    assert LastSites(str(home)).of_port(finding, alone=True) == "right_forearm"


def test_what_was_worn_by_its_address_is_remembered_too(feeder: Feeder, home: Path) -> None:
    """A port that is no USB device is known by its path."""
    wear = (f"left_shank=serial:{feeder.path}?protocol=witmotion", f"right_forearm=serial:{feeder.path}?sensor=b")
    host(PlayRequest(LEVEL, wear=wear), str(home)).close()
    known = {key: last.site for key, last in read_last_worn(home).items()}
    assert known == {f"serial:{feeder.path}": "left_shank", f"serial:{feeder.path}/b": "right_forearm"}
    assert next(iter(read_last_worn(home).values())).day == date.today()
    port = PortFacts(feeder.path, "")
    sites = [
        LastSites(str(home)).of_port(PortFinding(port, "csv", 9600, name, "motion"), alone=alone)
        for name, alone in (("b", False), ("a", False), ("a", True), (None, True))
    ]
    assert sites == ["right_forearm", None, "left_shank", "left_shank"]


def test_only_what_a_level_takes_is_worn() -> None:
    """The sensor that measures the movement on that side, and those on the trunk; never another limb's."""
    kit = paired(
        KitSensor("left_thigh", "serial:/dev/ttyUSB1"),
        KitSensor("sternum", "serial:/dev/ttyUSB2"),
        KitSensor("right_upper_arm", "serial:/dev/ttyUSB3"),
    )
    level = load_level(LEVEL)
    assert fitting(kit, level, "right") == ("right_upper_arm", "sternum")
    assert fitting(kit, level, "left") == ()
    assert fitting(kit, load_level("trunk_sway_steady_1"), "right") == ("sternum",)


def test_a_kits_muscles_are_worn_in_prescribed_play_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And beside the sensor that measures the movement, never instead of it; else no electrode is opened."""
    opened: list[dict[str, str]] = []

    def remember(addresses: dict[str, str], **_how: object) -> dict[str, Source]:
        opened.append(dict(addresses))
        return {}

    monkeypatch.setattr("game.app.worn.open_devices", remember)
    biceps = KitSensor("right_biceps", "serial:/dev/ttyUSB1?profile=myoware", isolation="radio")
    keep_kit(home, Kit("kit", (*paired().sensors, biceps), implanted_electronics=False))
    for prescribed in (False, True):
        open_request(PlayRequest(LEVEL, "kit"), str(home), prescribed=prescribed)
    forearm = {"right_forearm": "serial:/dev/ttyUSB0?protocol=witmotion"}
    assert opened == [forearm, {**forearm, "right_biceps": f"{biceps.address}&isolation=radio"}]
    with pytest.raises(RequestError, match="left upper arm"):
        open_request(PlayRequest(LEVEL, "kit", side="left"), str(home), prescribed=True)


def test_a_kit_that_is_set_up_is_played_with_when_nothing_is_said(home: Path) -> None:
    """The default one, or the only one; with several others none is guessed, and without one it is the keyboard."""
    asked = PlayRequest(LEVEL)
    assert with_input(asked, str(home)).input == "keyboard"
    keep_kit(home, Kit("arm"))
    assert with_input(asked, str(home)).input == "kit:arm"
    keep_kit(home, Kit("leg"))
    assert with_input(asked, str(home)).input == "keyboard"
    keep_kit(home, Kit("kit"))
    assert with_input(asked, str(home)).input == "kit:kit"
    assert with_input(PlayRequest(LEVEL, "simulated"), str(home)).input == "simulated"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--side", "left"], ("left upper arm", "right forearm", "inputs pair left_upper_arm", "--input keyboard")),
        (["--input", "kit:arm"], ("there is no kit called arm", "There is kit.", "inputs pair --kit arm")),
        (["--input", "kits"], ("Did you mean kit?",)),
        (["--speed", "max"], ("its own time",)),
        (["--wear", "sternum=serial:/dev/ttyNONE", "--input", "kit"], ("--input is left out",)),
    ],
)
def test_a_kit_that_cannot_be_played_is_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: tuple[str, ...]
) -> None:
    """What is missing, and what to do; the call is wrong."""
    keep_kit(home, paired())
    assert run(["play", LEVEL, "--headless", "--json", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1
    assert all(word in said.err for word in words), said.err


def test_without_a_kit_a_bare_run_says_how_to_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody presses keys where there is no window."""
    assert run(["play", LEVEL, "--headless"]) == 2
    assert "moveagain inputs pair" in capsys.readouterr().err


def test_the_kit_reaches_the_opening(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what keeps mains voltage away, in the address, and with the kit itself, which knows of implants."""
    seen: list[object] = []

    def refuse(addresses: dict[str, str], *, kit: Kit, implanted_electronics: bool | None) -> None:
        seen.extend((dict(addresses), kit.implanted_electronics, implanted_electronics))
        raise KeyboardInterrupt

    monkeypatch.setattr("game.app.worn.open_devices", refuse)
    sensor = KitSensor("right_forearm", "serial:/dev/ttyUSB0?protocol=csv", isolation="battery")
    keep_kit(home, Kit("kit", (sensor,), implanted_electronics=False))
    assert run(["play", LEVEL, "--headless", "--input", "kit"]) == 1
    assert seen == [{"right_forearm": "serial:/dev/ttyUSB0?protocol=csv&isolation=battery"}, False, None]


def test_the_list_of_inputs_names_the_site(feeder: Feeder, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`moveagain inputs` tells where a sensor was worn last, also after it was plugged in elsewhere."""
    plug_in(monkeypatch, ("/dev/ttyUSB0", CABLE))
    host(PlayRequest(LEVEL, wear=("right_forearm=serial:/dev/ttyUSB0",)), str(home)).close()
    plug_in(monkeypatch, (feeder.path, CABLE))
    (found,) = next(watch(chosen_ports([feeder.path]), str(home), 0.05))
    assert as_row(found)["last_worn"] == "right_forearm"
