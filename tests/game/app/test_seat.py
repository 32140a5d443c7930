"""The second seat: a guest comes and goes; not a byte of the person's session differs, and none of theirs is kept."""

from __future__ import annotations

import math
import shutil
import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Step
from hypothesis import strategies as st

from game.app.guest_sensor import GuestSensor, guest_sensor, open_guest
from game.app.kitted import usual_kit
from game.app.playing import Playing
from game.app.request import PlayRequest
from game.app.seat import Seat
from game.people.kits import GUEST_KIT, keep_kit
from game.round.guest import GuestView, Trouble
from game.round.view import Phase, RoundView
from game.screens.screen import Place
from game.screens.sound import Sounds
from game.screens.tour import WORLDS
from input_devices import InputError, InputReport, Kit, KitSensor, Sample, SourceState, Truth, UnavailableError

KEYBOARD = PlayRequest("shoulder_abduction_reach_1", side="right", input="keyboard", seed=7)
LANTERNS = WORLDS["lanterns"]
BLANK = LANTERNS._replace(exercise=LANTERNS.exercise._replace(blank=True))  # type: ignore[union-attr]


class Turning:
    """A guest's sensor that says how it is turned, at sixty samples a second, until it is pulled out."""

    truth: Truth = "sensor"
    stepped = False
    sites = ("right_hand",)
    state = SourceState.LIVE
    notice = None

    def __init__(self) -> None:
        self.deg, self.plugged, self.closed = 0.0, True, False

    def poll(self, now_s: float) -> Sequence[Sample]:
        half = math.radians(self.deg) / 2
        turn = (math.cos(half), 0.0, math.sin(half), 0.0)
        return [Sample("right_hand", now_s, None, None, turn)] if self.plugged else []

    def reports(self) -> Sequence[InputReport]:
        return ()

    def close(self) -> None:
        self.closed = True


class Company:
    """A seat, the keys that are held, a sensor that may be found, and the ticks that pass."""

    def __init__(self, sensor: Turning | None = None, *, lent: bool = False) -> None:
        self.keys: frozenset[str] = frozenset()
        self.sensor = sensor
        found = None if sensor is None else GuestSensor(Kit(GUEST_KIT), "right_hand", "serial:/dev/guest", lent)
        self.seat = Seat(lambda: self.keys, lambda _used: found, self._open)
        self._now_s = 0.0

    def _open(self, _sensor: GuestSensor) -> Turning:
        assert self.sensor is not None
        return self.sensor

    def sit_down(self) -> None:
        self.seat.take(()).join()

    def after(self, seconds: float, view: RoundView = LANTERNS) -> GuestView:
        for _ in range(round(60 * seconds)):
            self._now_s += 1 / 60
            seen = self.seat.tick(self._now_s, view)
        assert seen is not None
        return seen


def test_two_keys_move_the_light() -> None:
    """It rises while one is held and sinks while the other is; let go, it stays, and nobody needs two at once."""
    company = Company()
    company.sit_down()
    company.keys = frozenset({"guest_up", "up"})
    assert company.after(2.0).share == 1.0
    company.keys = frozenset()
    assert company.after(1.0).share == 1.0
    company.keys = frozenset({"guest_down"})
    assert company.after(2.0).share == 0.0


def test_a_sensor_moves_it_too_and_the_keys_all_the_same() -> None:
    """Held still first, then to the furthest that was shown."""
    company = Company(Turning())
    company.sit_down()
    assert company.after(0.3).trouble is Trouble.HOLD_STILL
    assert company.after(1.0).trouble is None
    assert company.sensor is not None
    company.sensor.deg = 50.0
    assert company.after(0.1).share == pytest.approx(1.0)
    company.sensor.deg = 25.0
    assert company.after(0.1).share == pytest.approx(0.5, abs=0.01)
    company.keys = frozenset({"guest_up"})
    assert company.after(0.3).share == pytest.approx(0.25, abs=0.05)


def test_a_sensor_that_is_pulled_out_rests_and_says_so() -> None:
    """Their light rests, one sentence says so, and it goes on by itself."""
    company = Company(Turning())
    company.sit_down()
    company.after(1.0)
    assert company.sensor is not None
    company.sensor.deg, company.sensor.plugged = 40.0, False
    seen = company.after(2.0)
    assert (seen.rests, seen.trouble) == (True, Trouble.QUIET)
    company.sensor.plugged = True
    seen = company.after(0.2)
    assert (seen.rests, seen.trouble, seen.share) == (False, None, pytest.approx(1.0))


def test_a_lent_sensor_says_nothing_while_nothing_may_be_told() -> None:
    """The person who plays may wear it: then it moves no light until the answer is given. A guest's own may."""
    for lent, share in ((True, 0.0), (False, 1.0)):
        company = Company(Turning(), lent=lent)
        company.sit_down()
        company.after(1.0)
        assert company.sensor is not None
        company.sensor.deg = 50.0
        assert company.after(0.1, BLANK).share == pytest.approx(share)
        assert company.after(0.1).share == pytest.approx(1.0)


def test_who_leaves_leaves_nothing_open() -> None:
    """The sensor is let go, also one that is found only when they have left."""
    company = Company(Turning())
    company.sit_down()
    company.seat.leave()
    assert company.sensor is not None and company.sensor.closed
    assert company.seat.tick(9.0, LANTERNS) is None
    late = Company(Turning())
    found = late.seat._find
    late.seat._find = lambda used: (late.seat.leave(), found(used))[1]  # type: ignore[func-returns-value]
    late.sit_down()
    assert late.sensor is not None and late.sensor.closed
    assert not late.seat.taken


def test_a_sensor_that_cannot_be_opened_leaves_the_keys() -> None:
    """Whatever is wrong with it."""

    def refused(_used: Collection[str]) -> GuestSensor | None:
        raise UnavailableError("it is in use")

    assert issubclass(UnavailableError, InputError)
    company = Company()
    company.seat._find = refused
    company.sit_down()
    company.keys = frozenset({"guest_up"})
    assert company.after(2.0).share == 1.0


# Which sensor a guest gets


def kit(name: str, **sensors: str) -> Kit:
    return Kit(name, tuple(KitSensor(site, address) for site, address in sensors.items()))


def test_a_guest_gets_what_is_left(home: Path) -> None:
    """Their own kit's first; else one of the usual kit whose line is not open; never electrodes, else none."""
    own, other = "serial:/dev/ttyA?protocol=auto", "serial:/dev/ttyB?protocol=auto"
    assert guest_sensor(home, None, ()) is None
    keep_kit(home, kit("kit", right_forearm=own, right_hand=other))
    found = guest_sensor(home, "kit", (own,))
    assert found is not None and (found.site, found.lent) == ("right_hand", True)
    assert guest_sensor(home, "kit", (own, "serial:/dev/ttyB?protocol=witmotion")) is None
    keep_kit(home, kit(GUEST_KIT, sternum="serial:/dev/ttyC?protocol=auto"))
    found = guest_sensor(home, "kit", (own,))
    assert found is not None and (found.site, found.lent) == ("sternum", False)


def test_a_guests_kit_is_nobody_elses(home: Path) -> None:
    """It is not what is played with, and the only other one still is."""
    keep_kit(home, kit(GUEST_KIT, right_hand="serial:/dev/ttyC?protocol=auto"))
    assert usual_kit(str(home)) is None
    keep_kit(home, kit("arm", right_forearm="serial:/dev/ttyA?protocol=auto"))
    assert usual_kit(str(home)) == "arm"


def test_a_guests_sensor_is_opened_as_any_other(home: Path) -> None:
    """It is a source like those that play, and is closed like them."""
    keep_kit(home, kit(GUEST_KIT, right_hand="serial:/dev/no-such-port?protocol=auto"))
    found = guest_sensor(home, None, ())
    assert found is not None
    source = open_guest(found)
    assert source.poll(0.0) == []
    source.close()


# Nothing of the person's differs


@pytest.fixture(scope="module")
def _same_day() -> Iterator[None]:
    """One moment, and ids one after the other, so that two sessions can be compared byte by byte."""
    patch = pytest.MonkeyPatch()
    for module in ("request", "wiring", "prescribed"):
        patch.setattr(f"game.app.{module}.today", lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    patch.setattr("uuid.uuid4", lambda: uuid.UUID(int=1))
    yield
    patch.undo()


def played(home: Path, keys: Sequence[tuple[bool, int]], comes: int | None) -> dict[str, bytes]:
    """Every file in a new home after a Round played by keys: held or not, for so many ticks each. A guest sits down at
    tick `comes`, presses their own keys all along, and leaves and comes back each second; None: nobody comes."""
    shutil.rmtree(home, ignore_errors=True)
    keep_kit(home, kit(GUEST_KIT, right_hand="serial:/dev/no-such-port?protocol=auto"))
    tick, ways = 0, {True: {"up"}, False: set[str]()}
    held = frozenset[str]()
    playing = Playing(str(home), None, lambda: held)
    playing.begin(KEYBOARD, "a-sitting", (), None)
    sounds = Sounds(mute=True)
    for raised, ticks in [(False, 200), *keys]:
        for _ in range(ticks):
            guest = {"guest_up" if tick % 90 < 45 else "guest_down"} if comes is not None else set()
            held = frozenset(ways[raised] | guest)
            if comes is not None and tick >= comes and (tick - comes) % 60 == 0:
                assert playing.seats(Place.SEAT)
            playing.tick(tick / 60, sounds)
            tick += 1
    assert playing.hosting is not None
    assert playing.hosting.round.view().phase is Phase.PLAY
    playing.leave()
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


@pytest.mark.usefixtures("_same_day")
@settings(max_examples=4, phases=[Step.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.tuples(st.booleans(), st.integers(20, 150)), min_size=1, max_size=4), comes=st.integers(0, 250))
def test_not_a_byte_differs(tmp_path_factory: pytest.TempPathFactory, keys: list[tuple[bool, int]], comes: int) -> None:
    """Whatever is played and whenever a guest comes: every file in the home is the same as without one, byte by byte,
    and so nothing of the guest is in any."""
    home = tmp_path_factory.mktemp("played") / "home"  # the same one, since a summary names its file
    alone = played(home, keys, None)
    both = played(home, keys, comes)
    assert [name for name in both if both[name] != alone[name]] == []
    assert list(both) == list(alone)
    assert any(name.endswith(".moveagain") for name in alone)
