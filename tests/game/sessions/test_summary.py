"""The summary: exactly the keys that are promised, in strict JSON, and the same play has the same digest."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from game.round import Round
from game.sessions.reader import read_session
from game.sessions.summary import summary
from game.sessions.telling import table, tell
from input_devices import InputReport
from tests.game.sessions.played import header, play

KEYS = {
    *("format", "session", "sitting", "file", "level", "side", "person", "truth", "started", "duration_s", "ended"),
    *("prescription", "posture", "presence", "effort", "context", "repetitions", "score", "light", "trials"),
    *("measures", "difficulty", "coach", "inputs", "digest"),
}


def test_its_keys(tmp_path: Path) -> None:
    """Every key that a reader may count on, and no other."""
    found = read_session(play(tmp_path, 12.0)).summary
    assert found is not None
    assert found.keys() == KEYS
    counts = found["repetitions"]
    assert list(counts) and counts["attempted"] == sum(counts.values()) - counts["attempted"] == 2
    assert found["effort"] == {"kind": "active", "load_kg": None}
    assert found["context"].keys() == {"pain_before", "pain_after", "notes", "active_s", "flags", "first_clean_s"}
    assert found["prescription"] is None


def test_strict_json_whatever_is_unknown() -> None:
    """A rate that is not known yet is null, and so is the file of a Round that is not kept."""
    head = header()
    head = replace(head, setup=replace(head.setup, prescription={"id": "a", "version": 1, "signed_by": None, "x": 2}))
    round_ = Round(header().setup)
    report = InputReport("right_forearm", "simulated", "simulated", math.nan)
    found = summary(head, round_.outcome(), [report], None, round_.digest())
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["inputs"][0]["rate_hz"] is None and found["file"] is None
    assert found["prescription"] == {"id": "a", "version": 1, "signed_by": None}


def test_the_same_play_has_the_same_digest(tmp_path: Path) -> None:
    """Whoever played it, when, where it is kept, and however it was committed; other play has another."""
    first = read_session(play(tmp_path / "a", 12.0)).summary
    other = header(2, person=None, started="2032-01-01T00:00:00+00:00", truth="replay")
    second = read_session(play(tmp_path / "b", 12.0, other, live=True)).summary
    third = read_session(play(tmp_path / "c", 13.0)).summary
    assert first is not None and second is not None and third is not None
    assert first["digest"] == second["digest"] != third["digest"]


def test_it_is_told_in_plain_words(tmp_path: Path) -> None:
    """An angle with its error where that is known, and a measure that could not be had with its reason."""
    found = read_session(play(tmp_path, 12.0)).summary
    assert found is not None
    found["measures"] = {
        "peak": {"value": 90.04, "unit": "deg", "valid": True, "reason": None},
        "sparc": {"value": None, "unit": "1", "valid": False, "reason": "no repetition could be measured"},
    }
    words = tell(found, 5.0)
    assert "Farthest angle" in words and "90.0 ± 5.0°" in words
    assert "could not be measured: no repetition could be measured" in words
    assert "2 movements: 1 clean, 1 " in words
    assert "±" not in tell(found)
    assert "\nThis cannot tell the one from the other.\n" in tell(
        found, None, "This cannot tell the one from the other"
    )


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ({"range_deg": 50.2}, "Range shown before play: 50°."),
        (
            {"range_deg": 50.2, "other_range_deg": 19.8, "amplitude_deg": 40.2, "other_amplitude_deg": 15.8},
            "Range shown before play: 50°, and 20° of the other limb; asked for 40° and 16°.",
        ),
    ],
)
def test_the_range_that_was_shown_is_told(tmp_path: Path, shown: dict[str, float], said: str) -> None:
    """And of two limbs what was asked of each; nothing where none was shown."""
    found = read_session(play(tmp_path, 12.0)).summary
    assert found is not None and "Range shown" not in tell(found)
    assert said in tell({**found, "context": {**found["context"], "range_shown": shown}}).splitlines()


def test_a_table_of_sessions(tmp_path: Path) -> None:
    """One line a session under its headings."""
    found = read_session(play(tmp_path, 12.0)).summary
    assert found is not None
    heading, line = table([found]).splitlines()
    assert heading.split()[:2] == ["when", "level"]
    assert " ".join(line.split()) == "2031-03-04 10:11 shoulder_abduction_reach_1 right sensor interrupted 1 of 2"
