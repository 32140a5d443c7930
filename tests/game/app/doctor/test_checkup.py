"""The checkup's judgement: what was seen decides what is said, exactly, on every system."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.app.doctor import Check, Seen, State, can_play, judge
from game.app.doctor.computer import WRITTEN
from game.app.doctor.program import PACKAGES
from game.app.doctor.seen import Bluetooth, Frames, Home, Kept, Loudspeaker, Port, Screen
from tests.house.tree import texts

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
SOUND = Seen(
    system="linux",
    python=(3, 13, 1),
    bundled=False,
    packages=dict(PACKAGES),
    pygame_is_ce=True,
    fusion="vqf 2.1.1",
    fonts=None,
    screen=Screen(True, "x11", (1920, 1080)),
    frames=Frames(3.0, 6.0, 180, (1920, 1080)),
    loudspeaker=Loudspeaker(True, "pipewire"),
    voice="espeak-ng",
    ports=(Port("ttyUSB0: a cable", None),),
    lacks_group=None,
    bluetooth=Bluetooth(("hci0",), False, True),
    home=Home("home", None, 50_000.0),
    kept=Kept(newest=NOW - timedelta(days=1), kits=("kit",)),
    now=NOW,
)
"""A computer on which nothing is missing."""
BARRED = Port("ttyUSB0: a cable", "this user may not use serial ports; ask whoever looks after this computer")

GOOD, BETTER, MISSING = State.GOOD, State.BETTER, State.MISSING
CASES: list[tuple[str, State, dict[str, Any], str]] = [
    ("Python", MISSING, {"python": (3, 10, 9)}, "3.10.9 is too old; 3.11"),
    ("Python", GOOD, {"python": (3, 10, 9), "bundled": True}, "comes with the app"),
    ("Packages", MISSING, {"packages": {**PACKAGES, "numpy": None}}, "numpy is not here"),
    ("Packages", MISSING, {"packages": {**PACKAGES, "numpy": "1.25.9"}}, "numpy 1.25.9 is older than 1.26"),
    ("Packages", GOOD, {"packages": {**PACKAGES, "numpy": "10.0rc1"}}, "numpy 10.0rc1"),
    ("pygame", MISSING, {"pygame_is_ce": False}, "old pygame"),
    ("pygame", MISSING, {"pygame_is_ce": None}, "cannot be loaded"),
    ("Fonts", MISSING, {"fonts": "no file"}, "no file"),
    ("Motion filter", MISSING, {"fusion": None}, "Neither"),
    ("Motion filter", BETTER, {"fusion": "imufusion 1.3"}, "imufusion 1.3 is used"),
    ("Screen", MISSING, {"screen": Screen(False, trouble="nothing is there")}, "No window opens: nothing is there"),
    ("Screen", MISSING, {"screen": Screen(True, "dummy", (640, 480))}, "SDL_VIDEODRIVER"),
    ("Drawing", MISSING, {"frames": None}, "Not measured"),
    ("Drawing", BETTER, {"frames": Frames(5.1, 6.0, 180, (1920, 1080))}, "5.1 ms"),
    ("Drawing", BETTER, {"frames": Frames(3.0, 12.1, 180, (1920, 1080))}, "12.1 ms"),
    ("Drawing", GOOD, {"frames": Frames(5.0, 12.0, 180, (1920, 1080))}, "Measured just now"),
    ("Sound", MISSING, {"loudspeaker": Loudspeaker(False, trouble="no card")}, "no card"),
    ("Sound", BETTER, {"loudspeaker": Loudspeaker(True, "dummy")}, "SDL_AUDIODRIVER"),
    ("Voice", MISSING, {"voice": None}, "no voice"),
    ("Your files", MISSING, {"home": Home("h", "Permission denied", 0.0)}, "Permission denied"),
    ("Your files", MISSING, {"home": Home("h", None, 19.0)}, "Only 19 MB"),
    ("Your files", BETTER, {"home": Home("h", None, 499.0)}, "Only 499 MB"),
    ("Clock", BETTER, {"now": WRITTEN - timedelta(days=1)}, "before this program was written"),
    ("Clock", BETTER, {"kept": Kept(newest=NOW + timedelta(days=2))}, "began on 2026-11-28"),
    ("Clock", GOOD, {"kept": Kept(newest=NOW + timedelta(hours=23))}, "2026-11-26 10:00"),
    ("Clock", GOOD, {"kept": Kept()}, "2026-11-26 10:00"),
    ("Sessions", BETTER, {"kept": Kept(cut_short=1)}, "1 session was cut short"),
    ("Sessions", BETTER, {"kept": Kept(cut_short=2)}, "2 sessions were cut short"),
    ("Sessions", BETTER, {"kept": Kept(unreadable=1)}, "1 file cannot be read"),
    ("Ports", MISSING, {"ports": (BARRED,), "lacks_group": "dialout"}, "may not use serial ports"),
    ("Ports", BETTER, {"ports": (), "lacks_group": "dialout"}, "group dialout"),
    ("Ports", BETTER, {"ports": ()}, "no serial port now"),
    ("Ports", GOOD, {"lacks_group": "dialout"}, "ttyUSB0"),
    ("Bluetooth", MISSING, {"bluetooth": Bluetooth((), False, True)}, "no Bluetooth adapter"),
    ("Bluetooth", BETTER, {"bluetooth": Bluetooth(("hci0",), True, True)}, "switched off"),
    ("Bluetooth", BETTER, {"bluetooth": Bluetooth(("hci0",), False, False)}, "bleak"),
    ("Bluetooth", GOOD, {"bluetooth": Bluetooth(None, False, True)}, "moveagain inputs --bluetooth"),
    ("Kit", BETTER, {"kept": Kept(kits=("kit",), unplugged=("left forearm",))}, "Not plugged in now: left forearm"),
    ("Kit", BETTER, {"kept": Kept()}, "No kit"),
]
NEEDED = {"Python", "Packages", "pygame", "Fonts", "Motion filter", "Screen", "Your files"}
"""What nobody can play without, not even with the keyboard."""


def named(checks: tuple[Check, ...], name: str) -> Check:
    (check,) = (check for check in checks if check.name == name)
    return check


def test_a_computer_on_which_nothing_is_missing_is_good_throughout() -> None:
    assert {check.state for check in judge(SOUND)} == {GOOD}
    assert can_play(judge(SOUND))


@pytest.mark.parametrize("system", ["linux", "windows", "macos"])
@pytest.mark.parametrize(("name", "state", "seen", "said"), CASES)
def test_one_thing_that_is_otherwise_is_said(
    name: str, state: State, seen: dict[str, Any], said: str, system: Any
) -> None:
    """It changes that check, says so, and keeps from playing only where nobody can play without it."""
    checks = judge(replace(SOUND, system=system, **seen))
    check = named(checks, name)
    assert check.state is state
    assert said in check.found
    assert can_play(checks) is not (state is MISSING and name in NEEDED)


@given(st.lists(st.sampled_from(CASES)), st.sampled_from(["linux", "windows", "macos"]), st.booleans())
def test_whatever_is_seen_each_check_says_what_is_so_and_what_to_do(
    cases: list[Any], system: Any, bundled: bool
) -> None:
    """One sentence at least of each, and nothing to do only where all is well; never a command for another system."""
    seen = replace(SOUND, system=system, bundled=bundled)
    for _name, _state, otherwise, _said in cases:
        seen = replace(seen, **otherwise)
    checks = judge(seen)
    assert len({check.name for check in checks}) == len(checks)
    for check in checks:
        assert check.found.endswith(".") and ".." not in check.found
        assert (check.mend == "") is (check.state is GOOD)
        assert check.mend == "" or check.mend.endswith(".")
        assert (
            system == "linux" or seen.lacks_group or not {"sudo", "rfkill"} & set(check.mend.replace("`", " ").split())
        )
        assert not (seen.bundled and "Run `python -m pip" in check.mend and check.name != "Voice")


def test_a_port_that_may_not_be_opened_is_said_with_its_own_remedy() -> None:
    check = named(judge(replace(SOUND, ports=(BARRED,))), "Ports")
    assert check.found == "ttyUSB0: a cable cannot be opened: this user may not use serial ports."
    assert check.mend == "Ask whoever looks after this computer."


def test_a_screen_for_which_linux_lacks_the_libraries_is_mended_by_installing_them() -> None:
    for libraries in (True, False):
        seen = replace(SOUND, screen=Screen(False, trouble="x11 not available", libraries=libraries))
        assert ("libx11-6" in named(judge(seen), "Screen").mend) is not libraries


def test_the_packages_looked_for_are_those_that_the_project_asks_for() -> None:
    wanted = tomllib.loads(texts()["pyproject.toml"])["project"]["dependencies"]
    plain = dict(each.split(",")[0].split(">=") for each in wanted if ";" not in each)
    assert dict(PACKAGES) == plain
