"""The page of accuracy: every kind of recording is known by its arrays; what is odd gets a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.accuracy.__main__ import main
from tests.accuracy.kinds import Chain, Exercise, OneSensor, Rising, Rows, Standing, Unread
from tests.accuracy.orientation import errors, headings_deg, inclination_deg, streamed
from tests.accuracy.page import CLAIMS, FILE, SOURCES, page
from tests.accuracy.recordings import recordings as all_in
from tests.accuracy.section import Section, Table

RATE_HZ, SECONDS = 50.0, 12.0
T_S = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
SWING = np.radians(40.0) * np.where(T_S < 1.0, 0.0, np.sin(2.0 * np.pi * (T_S - 1.0) / 2.5))
STILL: Rows = np.zeros(T_S.size)


def about_x(angle: Rows) -> dict[str, Rows]:
    """An exact sensor that turns about its x axis, and the cameras that see it."""
    return {
        "gyr": np.stack([np.gradient(angle, 1.0 / RATE_HZ), STILL, STILL], axis=1),
        "acc": 9.81 * np.stack([STILL, np.sin(angle), np.cos(angle)], axis=1),
        "opt_quat": np.stack([np.cos(angle / 2.0), np.sin(angle / 2.0), STILL, STILL], axis=1),
    }


def named(arrays: dict[str, Rows], name: Callable[[str], str]) -> dict[str, Rows]:
    return {name(key): rows for key, rows in arrays.items()}


def keep(path: Path, **arrays: Rows | NDArray[np.bool_]) -> None:
    np.savez(path, allow_pickle=False, **arrays)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of every kind, under names that say nothing, and files that are odd."""
    place = tmp_path_factory.mktemp("recordings")
    one, two, three = about_x(SWING), about_x(2.0 * SWING), about_x(1.5 * SWING)
    rate = np.array(RATE_HZ)
    six = np.hstack([one["acc"] / 9.81, one["gyr"]])
    keep(place / "a.npz", rate=rate, movement=T_S > 1.0, **one)
    upper, lower = named(one, lambda key: f"{key}1"), named(two, lambda key: f"{key}2")
    gone = (T_S > 5.0) & (T_S < 5.15)
    lower["gyr2"][gone] = math.nan
    keep(place / "b.npz", t=T_S, **upper, **lower)
    del upper["opt_quat1"], lower["opt_quat2"]
    keep(place / "c.npz", t1=T_S, t2=T_S + 0.003, angle_deg=np.degrees(SWING), **upper, **lower)
    chain = named(one, lambda key: f"hip_{key}") | named(two, lambda key: f"knee_{key}")
    keep(place / "d.npz", rate=rate, **chain, **named(three, lambda key: f"shank_{key}"))
    keep(place / "e.npz", rate=rate, gyr=one["gyr"], acc=one["acc"], reps=np.zeros((4, 4)))
    keep(place / "f.npz", x=six, y=six)
    keep(place / "g.npz", rate=np.array(100.0), cop_cm=np.random.default_rng(1).normal(size=(3000, 2)))
    keep(place / "h.npz", accel=six[:, :3], time=1e9 + T_S)
    keep(place / "i.npz", **{"STS Start": 1e9 + np.array([2.0]), "STS End": 1e9 + np.array([4.0])})
    keep(place / "j.npz", emg=STILL)
    (place / "k.npz").write_bytes((place / "a.npz").read_bytes()[:999])
    (place / "l.npz").write_bytes(b"no array at all")
    keep(place / "m.npz", rate=rate, gyr=one["gyr"][:9], acc=one["acc"])
    keep(place / "n.npz", gyr=one["gyr"], acc=one["acc"], opt_quat=one["opt_quat"])
    (place / "read me.txt").write_text("not a recording")
    return place


def test_every_kind_is_known_by_its_arrays(folder: Path) -> None:
    """And each array of a file that holds several is a recording; a reference is none."""
    kinds = {OneSensor: "a", Chain: "bcd", Exercise: "eff", Standing: "g", Rising: "h", Unread: "jklmn"}
    found = list(all_in(folder))
    for kind, names in kinds.items():
        assert sorted(one.name[0] for one in found if isinstance(one, kind)) == list(names)
    assert [len(one.sensors) for one in found if isinstance(one, Chain)] == [2, 2, 3]
    assert [(one.count, one.nominal) for one in found if isinstance(one, Exercise)] == [(4, False), *[(20, True)] * 2]


def test_what_is_odd_gets_a_sentence_and_the_rest_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0, no traceback, a row for every recording, and an exact hinge measured exactly, over a gap as well."""
    assert main([str(folder), "--real"]) == 0
    printed = capsys.readouterr().out
    for name in "jklmn":
        assert len([line for line in printed.splitlines() if line.startswith(f"{name} ")]) == 1
    assert "Traceback" not in printed
    rows = {line.split("|")[1].strip(): line.split("|")[2:] for line in printed.splitlines() if line.startswith("| ")}
    assert {"a", "b", "c", "d, joint 1", "d, joint 2", "e", "f x", "f y", "g", "h"} <= rows.keys()
    assert float(rows["a"][1]) < 1.0
    for joint in ("b", "c", "d, joint 1"):
        assert float(rows[joint][0]) < 1.0, joint


ONE = about_x(SWING) | {"t": T_S}
TWO = {f"{key}{which}": ONE[key] for key in ("gyr", "acc") for which in (1, 2)} | {"t": T_S}
ODD: dict[str, dict[str, Any]] = {
    "times that fall": ONE | {"t": -T_S},
    "times that are none": ONE | {"t": T_S * math.nan},
    "cameras that saw nothing": ONE | {"opt_quat": ONE["opt_quat"] * math.nan},
    "fewer orientations": ONE | {"opt_quat": ONE["opt_quat"][:99]},
    "fewer moments of movement": ONE | {"movement": T_S[:9]},
    "rates that are none": ONE | {"gyr": ONE["gyr"] * math.nan},
    "rates of no plain numbers": ONE | {"gyr": ONE["gyr"] * 1j},
    "a moment": {key: rows[:9] for key, rows in ONE.items()},
    "no rate": {"gyr": ONE["gyr"], "acc": ONE["acc"], "rate": np.array(0.0), "reps": np.zeros((2, 4))},
    "two sensors without truth": TWO,
    "fewer angles": TWO | {"angle_deg": T_S[:9]},
    "angles that are none": TWO | {"angle_deg": T_S * math.nan},
    "two sensors at two times": TWO | {"t1": T_S, "t2": T_S + 99.0, "angle_deg": T_S},
    "six columns of nothing": {"x": np.full((600, 6), math.nan)},
    "nobody who sways": {"cop_cm": np.zeros((600, 2)), "rate": np.array(50.0)},
    "no rise": {"accel": ONE["acc"], "time": T_S, "start": np.zeros(0), "end": np.zeros(0)},
}


@pytest.mark.parametrize("what", ODD)
def test_arrays_that_say_nothing_are_not_measured(what: str, tmp_path: Path) -> None:
    """With a reason, in one sentence."""
    keep(tmp_path / "a.npz", **ODD[what])
    (found,) = all_in(tmp_path)
    assert isinstance(found, Unread) and found.reason and "\n" not in found.reason


def test_a_folder_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no such folder"]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_the_page_has_every_part(folder: Path) -> None:
    """The page that is kept: made by this code, with claims, limits, every kind of recording, and the licences."""
    kept = FILE.read_text(encoding="utf-8")
    plain = " ".join(kept.split())
    assert all(" ".join(sentence.split()) in plain for sentence in (*CLAIMS, *SOURCES))
    titles = [line for line in kept.splitlines() if line.startswith("## ")]
    assert titles == [
        "## Where up is, and how far headings drift",
        "## Repetitions",
        "## Standing up from a chair",
        "## Sway of people who stand",
        "## Simulated joints",
        "## The recordings",
    ]
    bare = Section("T", "m", Table(("a",), ((math.nan,),)), ("l",))
    assert page([bare]).splitlines()[0] == kept.splitlines()[0]
    assert str(folder) not in kept


@pytest.mark.recordings
def test_on_real_recordings_up_and_heading_are_as_true_as_is_claimed(recordings: Path) -> None:
    """Streamed: up within 1° in the mean and 2.5° at worst, drift within 4° in the mean (BROAD, Laidig et al. 2021,
    CC BY 4.0; tsfast, Apache-2.0)."""
    found = [errors(one, streamed) for one in all_in(recordings) if isinstance(one, OneSensor)]
    up_deg, drift_deg = np.array(found).T
    assert up_deg.size >= 6
    assert up_deg.mean() <= 1.0 and up_deg.max() <= 2.5
    assert drift_deg.mean() <= 4.0


def test_errors_against_cameras_are_what_they_are() -> None:
    """A tilt is a tilt and a turn about up a drift, whatever the sensor's own pose."""
    pose = np.array([[0.5, 0.1, -0.7, 0.5]]) / np.linalg.norm([0.5, 0.1, -0.7, 0.5])
    half = math.radians(5.0)

    def turned(w: float, x: float, z: float) -> Rows:
        a, b, c, d = pose[0]
        return np.array([[w * a - x * b - z * d, w * b + x * a - z * c, w * c - x * d + z * b, w * d + x * c + z * a]])

    assert inclination_deg(turned(math.cos(half), math.sin(half), 0.0), pose)[0] == pytest.approx(10.0)
    assert inclination_deg(turned(math.cos(half), 0.0, math.sin(half)), pose)[0] == pytest.approx(0.0, abs=1e-6)
    assert headings_deg(turned(math.cos(half), 0.0, math.sin(half)), pose)[0] == pytest.approx(10.0)
