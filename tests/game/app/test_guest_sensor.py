"""A guest's own sensor on a second real port: it joins, is unplugged and comes back, and nothing of it is kept."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.app.playing import Playing
from game.app.request import PlayRequest
from game.people.kits import GUEST_KIT, keep_kit
from game.round.commands import Command, Do
from game.round.guest import GuestView, Trouble
from game.round.view import Phase
from game.screens.screen import Place
from game.screens.sound import Sounds
from game.sessions.reader import read_session
from input_devices import Kit, KitSensor
from tests.aiming import AimingLimb
from tests.input_devices.pseudo_sensor import PseudoSensor
from tests.reviewed import READY

pytestmark = [
    pytest.mark.usefixtures("reviewed"),
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals"),
]
OWN, THEIRS = "right_forearm", "left_hand"
RATE_HZ = 60.0
DEADLINE_S = 60.0


class Two:
    """Somebody who plays and somebody beside them, each with one sensor on a port of its own."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.limbs = {site: AimingLimb() for site in (OWN, THEIRS)}
        self.ports = {OWN: folder / "ttyOwn", THEIRS: folder / "ttyTheirs"}
        self.sensors = {site: self._sensor(site) for site in self.ports}
        keep_kit(home, Kit(GUEST_KIT, (KitSensor(THEIRS, f"serial:{self.ports[THEIRS]}?protocol=witmotion"),)))
        self.before = files(home)
        self.playing, self.sounds, self.now_s = Playing(str(home), None, frozenset), Sounds(mute=True), 0.0
        wear = (f"{OWN}=serial:{self.ports[OWN]}?protocol=witmotion",)
        answers = [Command(Do.ANSWER, value, question) for question, value in READY.items()]
        self.playing.begin(PlayRequest("shoulder_abduction_reach_1", wear=wear), "a-sitting", answers, None)

    def _sensor(self, site: str) -> PseudoSensor:
        limb = self.limbs[site]
        return PseudoSensor(self.ports[site], lambda _number: limb.move(1.0 / RATE_HZ), RATE_HZ)

    @property
    def guest(self) -> GuestView | None:
        """What is seen of whoever plays along."""
        assert self.playing.screen is not None
        return self.playing.screen._guest

    def has(self, trouble: Trouble | None) -> bool:
        """They play with a sensor, and that is the matter with it."""
        return self.guest is not None and self.guest.by_sensor and self.guest.trouble is trouble

    def until(self, done: Callable[[], bool]) -> None:
        """Sixtieths of a second, for as long as it takes; the ports are given the real moment that they need."""
        deadline_s = time.monotonic() + DEADLINE_S
        while not done():
            assert time.monotonic() < deadline_s, "it did not happen"
            self.now_s += 1.0 / RATE_HZ
            for sensor in self.sensors.values():
                sensor.run(1.0 / RATE_HZ)
            self.playing.tick(self.now_s, self.sounds)
            threading.Event().wait(0.0004)

    def phase(self) -> Phase:
        assert self.playing.hosting is not None
        return self.playing.hosting.round.view().phase

    def close(self) -> None:
        self.playing.leave()
        for sensor in self.sensors.values():
            sensor.unplug()


def files(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.fixture
def two(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Two]:
    monkeypatch.setattr("game.app.playing.warm", lambda: None)
    found = Two(home, tmp_path)
    yield found
    found.close()


def test_a_guest_plays_by_a_sensor_of_their_own_and_leaves_no_trace(two: Two, home: Path) -> None:
    """Their star rises as they lift their hand. Pulled out it rests, and play goes on; plugged in it is there again.
    In the files of the session there is the sensor of whoever plays, and nothing else."""
    two.until(lambda: two.phase() is Phase.RANGE)
    assert two.playing.seats(Place.SEAT)
    two.until(lambda: two.has(None))
    two.limbs[THEIRS].goal_deg = 45.0
    two.until(lambda: two.guest is not None and two.guest.share > 0.9)
    two.sensors[THEIRS].unplug()
    two.until(lambda: two.has(Trouble.QUIET))
    assert two.guest is not None and two.guest.rests
    assert two.phase() is Phase.RANGE, "whoever plays is not held up"
    two.sensors[THEIRS].plug_in()
    two.until(lambda: two.has(None))
    two.limbs[THEIRS].goal_deg = 0.0
    two.until(lambda: two.guest is not None and two.guest.share < 0.2)
    two.playing.leave()
    kept = {path: said for path, said in files(home).items() if two.before.get(path) != said}
    (session,) = [path for path in kept if path.suffix == ".moveagain"]
    sites = {sample.site for tick in read_session(session).ticks() for sample in tick.samples}
    assert sites == {OWN}
    for said in kept.values():
        assert THEIRS.encode() not in said and b"ttyTheirs" not in said
