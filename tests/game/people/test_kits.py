"""Kits in the home: kept whole or not at all, found by name, and what is missing or wrong is said with what to do."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.people.errors import PeopleError
from game.people.kits import DEFAULT_KIT, find_kit, keep_kit, kit_names, kit_path, read_kit
from input_devices import PLACES, Kit, KitError, KitSensor

ONE = Kit("kit", (KitSensor("right_forearm", "serial:/dev/ttyUSB0?protocol=witmotion"),))
OTHER = Kit("kit", (KitSensor("sternum", "serial:/dev/ttyUSB1"),))
_KEEPS_FOR_EVER = """
import sys
from pathlib import Path
from game.people.kits import keep_kit
from input_devices import PLACES, Kit, KitSensor
print("ready", flush=True)
while True:
    for count in (1, len(PLACES)):
        sensors = tuple(KitSensor(site, f"serial:/dev/ttyUSB{site}") for site in PLACES[:count])
        keep_kit(Path(sys.argv[1]), Kit("kit", sensors))
"""


def test_a_kit_is_kept_and_found(home: Path) -> None:
    """By its name, in a folder of its own, in the place of the one that had its name."""
    assert (find_kit(home), kit_names(home)) == (None, [])
    assert keep_kit(home, ONE) == home / "kits" / "kit.yaml"
    keep_kit(home, Kit("arm", OTHER.sensors))
    assert find_kit(home) == ONE
    assert kit_names(home) == [DEFAULT_KIT, "arm"]
    keep_kit(home, OTHER)
    assert read_kit(home, "kit") == OTHER


def test_a_kit_that_is_not_there_is_a_sentence(home: Path) -> None:
    """With the name that was probably meant, or how to set one up."""
    with pytest.raises(KitError, match=r"None is set up yet.*inputs pair`"):
        read_kit(home)
    keep_kit(home, Kit("left_arm"))
    with pytest.raises(KitError, match=r"Did you mean left_arm\?.*inputs pair --kit left_am"):
        read_kit(home, "left_am")


def test_a_file_that_is_wrong_is_told_with_its_name(home: Path) -> None:
    """Every problem at once; also what is no text at all."""
    keep_kit(home, ONE)
    path = kit_path(home, "kit")
    path.write_text("format: 1\nsensor: []\n", encoding="utf-8")
    with pytest.raises(KitError) as caught:
        find_kit(home)
    assert str(caught.value).startswith(f"{path}:1:1: sensors is missing")
    assert "did you mean sensors?" in str(caught.value)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KitError, match="not text in UTF-8"):
        find_kit(home)


def test_a_full_disk_leaves_the_old_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to do; nothing half-written is left over."""
    keep_kit(home, ONE)

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PeopleError, match=r"No space left.*make room"):
        keep_kit(home, OTHER)
    assert find_kit(home) == ONE
    assert [path.name for path in (home / "kits").iterdir()] == ["kit.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_kill_at_any_moment_leaves_a_whole_file(home: Path) -> None:
    """A program that does nothing but write kits is killed again and again."""
    for wait_s in (0.0, 0.003, 0.011):
        writer = subprocess.Popen([sys.executable, "-c", _KEEPS_FOR_EVER, str(home)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        with writer.stdout:
            writer.stdout.readline()
            try:
                writer.wait(0.03 + wait_s)
            except subprocess.TimeoutExpired:
                writer.send_signal(signal.SIGKILL)
            assert writer.wait() == -signal.SIGKILL
        kit = find_kit(home)
        assert kit is None or len(kit.sensors) in (1, len(PLACES))
    assert kit_names(home) == ["kit"]
