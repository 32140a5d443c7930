"""Pairing in the window: the same steps as in a terminal, from the title to a level that is played with the kit."""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pygame
import pytest
from serial.tools.list_ports_common import ListPortInfo

from game.app.pairing import lines_of
from game.coaching.readiness import ASKED
from game.people.kits import find_kit, keep_kit
from game.round import Phase
from game.screens.demonstration import DemonstrationScreen
from game.screens.message import MessageScreen
from game.screens.pairing import PairScreen
from game.screens.places import PlacesScreen
from game.screens.plan import PlanScreen
from game.screens.play import PlayScreen
from game.screens.screen import Quit
from game.screens.title import AboutScreen, TitleScreen
from input_devices import Kit, KitSensor, computer_power
from input_devices.protocols.witmotion_packets import encode
from tests.game.app.test_flow import Person
from tests.input_devices.pseudo_sensor import PseudoSensor

pytestmark = [
    pytest.mark.usefixtures("reviewed"),
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals"),
]
RATE_HZ = 60.0
DEADLINE_S = 20.0


class Wearer(Person):
    """Somebody at the keyboard with sensors in hand."""

    def __init__(self, home: Path, sensors: Sequence[PseudoSensor]) -> None:
        self.sensors = sensors
        self.moved: PseudoSensor | None = None
        super().__init__(home)

    def packet(self, sensor: PseudoSensor, number: int) -> bytes:
        speed = 3.0 * math.sin(number / RATE_HZ * 2 * math.pi) if self.moved is sensor else 0.01
        return encode((speed, 0.0, 0.0), (0.0, -9.81, 0.0))

    def wait(self, seconds: float) -> None:
        """Frames pass, sensors send, and ports are given the real moment they need to open."""
        for _ in range(max(1, round(seconds * 10))):
            for sensor in self.sensors:
                sensor.run(0.1)
            super().wait(0.1)
            threading.Event().wait(0.002)

    def step(self) -> None:
        """The one key that goes on; the hand is not waited for."""
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, unicode="", mod=0))
        super().wait(1 / 60)

    def until_real(self, done: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + DEADLINE_S
        while not done():
            assert time.monotonic() < deadline_s, "it did not happen"
            self.wait(0.1)

    @property
    def reads(self) -> str:
        """Every word on the page."""
        assert self.sees.paper is not None  # type: ignore[attr-defined]
        return " | ".join(box.words for box in self.sees.paper.boxes)  # type: ignore[attr-defined]

    def choose(self, words: str) -> None:
        """Move the focus with the one key that goes on, and choose."""
        doors = self.sees.doors  # type: ignore[attr-defined]
        for _ in range(len(doors)):
            if doors[self.sees.focus].words == words:  # type: ignore[attr-defined]
                self.press(pygame.K_RETURN)
                return
            self.step()
        raise AssertionError(f"there is no door {words}: {[door.words for door in doors]}")

    def close(self) -> None:
        for sensor in self.sensors:
            sensor.unplug()
        self.flow.take(Quit())
        self.stage.close()


@pytest.fixture
def wearer(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wearer]:
    """Somebody with two sensors on ports of the computer."""
    found: list[Wearer] = []
    sensors: list[PseudoSensor] = []

    def sending(at: int) -> Callable[[int], bytes]:
        return lambda number: found[0].packet(sensors[at], number)

    sensors += [PseudoSensor(tmp_path / f"ttyUSB{at}", sending(at), RATE_HZ) for at in range(2)]
    ports = [ListPortInfo(str(sensor.path)) for sensor in sensors]
    for number, port in enumerate(ports):
        port.vid, port.pid, port.serial_number, port.location = 0x1A86, 0x7523, f"A{number}", f"1-{number}"
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: list(ports))
    found.append(Wearer(home, sensors))
    yield found[0]
    found[0].close()


def test_from_the_title_to_a_level_played_with_the_kit(wearer: Wearer, home: Path) -> None:
    """Places, the sensor that is moved, the start position; the kit is kept, and Play is played with it."""
    wearer.press(pygame.K_p)
    assert isinstance(wearer.sees, PlacesScreen)
    wearer.choose("Go on")
    assert isinstance(wearer.sees, PlacesScreen), "nothing is chosen yet"
    wearer.choose("Right forearm")
    wearer.choose("Go on")
    wearer.until_real(lambda: isinstance(wearer.sees, PairScreen) and "ttyUSB1" in wearer.reads)
    assert "Move the sensor you will wear on your right forearm" in wearer.reads
    wearer.moved = wearer.sensors[1]
    wearer.until_real(lambda: "Strap it on" in wearer.reads)
    wearer.moved = None
    wearer.wait(3.0)
    wearer.choose("I am ready")
    wearer.until_real(lambda: isinstance(wearer.sees, MessageScreen))
    assert "Your sensors are known." in wearer.reads
    kit = find_kit(home)
    assert kit is not None
    (sensor,) = kit.sensors
    assert (sensor.site, sensor.usb and sensor.usb.serial_number, sensor.up) == (
        "right_forearm",
        "A1",
        (0.0, -1.0, 0.0),
    )
    wearer.press(pygame.K_RETURN)
    assert isinstance(wearer.sees, TitleScreen)
    wearer.press(pygame.K_RETURN)
    assert isinstance(wearer.sees, AboutScreen)
    wearer.press(pygame.K_RETURN)
    for _question in ASKED:
        wearer.press(pygame.K_n)
    for key in (pygame.K_0, pygame.K_n):
        wearer.press(key)
    assert isinstance(wearer.sees, PlanScreen)
    wearer.press(pygame.K_RETURN)
    assert isinstance(wearer.sees, DemonstrationScreen)
    wearer.press(pygame.K_RETURN)
    assert isinstance(wearer.sees, PlayScreen), "the kit fits on the right only, so no side is asked for"
    hosting = wearer.flow.hosting
    assert hosting is not None
    assert hosting.prepared.header.truth == "sensor"
    assert hosting.prepared.header.setup.mounts == {"right_forearm": (0.0, -1.0, 0.0)}
    wearer.until_real(lambda: wearer.phase is not Phase.WAITING)


def test_leaving_in_the_middle_keeps_nothing_and_lets_go_of_the_ports(wearer: Wearer, home: Path) -> None:
    """What the kit held stays."""
    kit = Kit("kit", (KitSensor("sternum", "serial:/dev/ttyACM0"),))
    keep_kit(home, kit)
    wearer.press(pygame.K_p)
    wearer.choose("Go on")
    assert isinstance(wearer.sees, PairScreen), "the places of the kit are chosen already"
    wearer.until_real(lambda: "ttyUSB0" in wearer.reads)
    wearer.press(pygame.K_ESCAPE)
    assert isinstance(wearer.sees, TitleScreen)
    assert find_kit(home) == kit


def test_a_muscle_is_asked_about_before_anything_is_heard(wearer: Wearer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has implanted electronics uses no electrodes, nor who hangs on the mains; nobody else is asked."""
    monkeypatch.setattr(computer_power, "power_now", lambda: computer_power.Power.MAINS)

    def biceps() -> None:
        wearer.press(pygame.K_p)
        while "Right biceps" not in wearer.reads:
            wearer.choose("More places")
        wearer.choose("Right biceps")
        wearer.choose("Go on")

    biceps()
    assert "electronics inside your body" in wearer.reads
    wearer.press(pygame.K_ESCAPE)
    assert "Right biceps" in wearer.reads
    wearer.choose("Go on")
    wearer.press(pygame.K_y)
    assert isinstance(wearer.sees, MessageScreen)
    assert "pacemaker" in wearer.reads
    wearer.press(pygame.K_RETURN)
    biceps()
    wearer.press(pygame.K_n)
    wearer.press(pygame.K_1)
    assert isinstance(wearer.sees, MessageScreen)
    assert "Electrodes on the right biceps are not used: this computer is plugged into the mains" in wearer.reads
    wearer.press(pygame.K_RETURN)
    biceps()
    wearer.press(pygame.K_n)
    wearer.press(pygame.K_2)
    assert isinstance(wearer.sees, PairScreen)
    assert "tense your right biceps" in wearer.reads


def test_a_kit_that_is_wrong_is_said_and_may_be_paired_anew(wearer: Wearer, home: Path) -> None:
    """In Play and in pairing, with its file and line."""
    path = home / "kits" / "kit.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("format: 1\nsensor: []\n", encoding="utf-8")
    wearer.press(pygame.K_RETURN)
    assert isinstance(wearer.sees, MessageScreen)
    assert "kit.yaml:1:1:" in wearer.reads
    wearer.press(pygame.K_RETURN)
    wearer.press(pygame.K_p)
    assert isinstance(wearer.sees, MessageScreen)
    wearer.press(pygame.K_RETURN)
    assert isinstance(wearer.sees, PlacesScreen)


def test_what_listening_to_ports_does_not_find_is_listened_to_where_the_kit_had_it() -> None:
    """Networks, and ports whose format a person named; each once."""
    kit = Kit(
        "kit",
        (
            KitSensor("head", "slimevr:127.0.0.1?sensor=DE:AD:BE:EF:00:01/0"),
            KitSensor("sternum", "slimevr:127.0.0.1?sensor=DE:AD:BE:EF:00:02/0"),
            KitSensor("pelvis", "serial:/dev/ttyUSB0?protocol=witmotion"),
            KitSensor("right_biceps", "serial:/dev/ttyACM0?profile=myoware&isolation=battery"),
        ),
    )
    assert lines_of(kit) == ("slimevr:127.0.0.1", "serial:/dev/ttyACM0?profile=myoware")
