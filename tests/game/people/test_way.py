"""The way: killed at any moment, the next start finds the old step or the new one; what is stale or damaged is gone."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.people.errors import PeopleError
from game.people.way import FILE, KeptWay, end_way, keep_way, way_in

ZONE = timezone(timedelta(hours=2))
NOON = datetime(2031, 3, 4, 12, 0, tzinfo=ZONE)
BEGUN = KeptWay(NOON, "checks", "P01", "a sitting")
PLAYING = replace(BEGUN, step="exercise", done=("warm_up:a_1:right",), playing="main:b_2:left", seed=7)
_words = st.text(min_size=1, max_size=30)


class _Killed(BaseException):
    """The process is gone here."""


@settings(max_examples=30)  # each writes files and waits for the disk
@given(
    st.builds(
        KeptWay,
        started=st.datetimes(datetime(2031, 3, 4), datetime(2031, 3, 4, 12)).map(lambda at: at.replace(tzinfo=ZONE)),
        step=st.from_regex(r"[a-z][a-z_]{0,39}", fullmatch=True),
        person=st.one_of(st.none(), _words),
        sitting=_words,
        done=st.lists(_words, max_size=5).map(tuple),
        playing=st.one_of(st.none(), _words),
        seed=st.integers(0, 1 << 31),
    )
)
def test_what_is_kept_is_found_again(tmp_path_factory: pytest.TempPathFactory, way: KeptWay) -> None:
    home = tmp_path_factory.mktemp("home")
    keep_way(home, way)
    assert way_in(home, NOON) == way == way_in(home, NOON)


def test_there_is_none_before_the_first_step_and_after_the_end(home: Path) -> None:
    assert way_in(home, NOON) is None
    keep_way(home, BEGUN)
    end_way(home)
    end_way(home)
    assert way_in(home, NOON) is None and list(home.iterdir()) == []


def _killed_at(call: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is killed at its so-manieth call to the system while the file is written: before it, or (at half a
    call) just after it."""
    made = 0

    def mortal(real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **named: Any) -> Any:
            nonlocal made
            made += 1
            if made == call:
                raise _Killed
            found = real(*args, **named)
            made += 1
            if made == call:
                raise _Killed
            return found

        return wrapped

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", mortal(tempfile.NamedTemporaryFile))
    monkeypatch.setattr(os, "fsync", mortal(os.fsync))
    monkeypatch.setattr(Path, "replace", mortal(Path.replace))


@pytest.mark.parametrize("call", range(1, 7))
def test_killed_at_any_write_it_is_the_old_step_or_the_new_one(
    home: Path, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making the new file, writing it out, putting it in place: before each and after each."""
    keep_way(home, BEGUN)
    with monkeypatch.context() as patch:
        _killed_at(call, patch)
        with pytest.raises(_Killed):
            keep_way(home, PLAYING)
    assert way_in(home, NOON) == (PLAYING if call == 6 else BEGUN)
    keep_way(home, PLAYING)
    assert way_in(home, NOON) == PLAYING
    end_way(home)
    assert list(home.iterdir()) == []  # nor is anything left of one that was never finished


@settings(max_examples=30)  # each writes files and waits for the disk
@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 400))
def test_a_damaged_one_is_forgotten(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, gone: int) -> None:
    """Noise instead of it or in it: a way as it could have been kept, or none and no file; never an error."""
    home = tmp_path_factory.mktemp("home")
    keep_way(home, PLAYING)
    whole = (home / FILE).read_bytes()
    for text in (noise, whole[:at] + noise + whole[at + gone :]):
        (home / FILE).write_bytes(text)
        found = way_in(home, NOON)
        assert (found is None) == (not (home / FILE).exists())
        if found is not None:
            keep_way(home, found)
            assert way_in(home, NOON) == found


@pytest.mark.parametrize("later", [timedelta(hours=12), timedelta(days=1), timedelta(days=-1), timedelta(hours=-3)])
def test_one_of_another_day_is_forgotten(home: Path, later: timedelta) -> None:
    """Today only; nor one that was begun with a clock that was wrong."""
    keep_way(home, PLAYING)
    assert way_in(home, NOON + later) is None
    assert not (home / FILE).exists()


def test_the_day_is_the_persons_own(home: Path) -> None:
    """Begun at noon here, seen where it is the next day already: still the same moment, and another day."""
    keep_way(home, replace(BEGUN, started=NOON.astimezone(UTC)))
    assert way_in(home, NOON + timedelta(hours=11)) is not None
    assert way_in(home, (NOON + timedelta(hours=11)).astimezone(timezone(timedelta(hours=5)))) is None


def test_one_of_another_version_is_forgotten(home: Path) -> None:
    keep_way(home, PLAYING)
    row = json.loads((home / FILE).read_text("utf-8"))
    (home / FILE).write_text(json.dumps({**row, "format": 2}), "utf-8")
    assert way_in(home, NOON) is None


def test_a_full_disk_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and the step before stays."""
    keep_way(home, BEGUN)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(PeopleError, match="make room"):
            keep_way(home, PLAYING)
    assert way_in(home, NOON) == BEGUN
