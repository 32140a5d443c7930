"""Joints in the home: kept for one person alone, each joint once, and told in a sentence where damaged."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from game.motion.calibration import AxisFrom, Calibration, SiteAxis
from game.people.errors import PeopleError
from game.people.joints import FILE, joints_of, keep_joint, key_of

SHANK = SiteAxis("right_shank", (0.0, -1.0, 0.0), (0.0, 0.0, 1.0), AxisFrom.BEND, 0.97)
THIGH = SiteAxis("right_thigh", (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), AxisFrom.FIT, residual=0.08)
KNEE = Calibration("knee_extension", "right", "seated", (SHANK, THIGH), math.nan)


def same(one: Calibration, other: Calibration) -> bool:
    """As a file has them: nan is nan."""
    return one.as_row() == other.as_row()


def test_what_is_kept_is_found_again_and_by_nobody_else(home: Path) -> None:
    """Joint by joint and side by side; the newer one takes the place of the older."""
    assert joints_of(home, "P01") == {}
    left = replace(KNEE, side="left")
    keep_joint(home, "P01", KNEE)
    keep_joint(home, "P01", left)
    newer = replace(KNEE, posture="lying", pose_offset_deg=12.0)
    path = keep_joint(home, "P01", newer)
    found = joints_of(home, "P01")
    assert found.keys() == {key_of("knee_extension", "right"), key_of("knee_extension", "left")}
    assert same(found["right knee_extension"], newer) and same(found["left knee_extension"], left)
    assert joints_of(home, "P02") == {}
    assert [file.name for file in path.parent.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": 1, "joints": {"right knee_extension": {}}}',
        '{"format": 1, "joints": 3}',
        '{"format": "a"}',
        '{"format": 1, "joints": {"a": {"format": 1, "movement": "", "side": "", "posture": "", "pose_offset_deg": 0, '
        '"sites": [{"site": "right_shank", "up": [0, 0, 0], "axis": [1, 0, 0], "got": "bend", "explained": null, '
        '"residual": null}]}}}',
    ],
)
def test_a_damaged_file_is_told_and_the_next_bend_replaces_it(home: Path, text: str) -> None:
    path = keep_joint(home, "P01", KNEE)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PeopleError, match="cannot be read"):
        joints_of(home, "P01")
    keep_joint(home, "P01", KNEE)
    assert same(joints_of(home, "P01")["right knee_extension"], KNEE)


def test_what_a_newer_moveagain_wrote_is_left_alone(home: Path) -> None:
    path = keep_joint(home, "P01", KNEE)
    path.write_text('{"format": 2, "joints": {}}', encoding="utf-8")
    with pytest.raises(PeopleError, match="newer"):
        keep_joint(home, "P01", KNEE)
    assert '"format": 2' in path.read_text(encoding="utf-8")
