"""`moveagain simulate`: whole Rounds are played, and what comes of it depends on the seed alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.app.errors import RefusedError, RequestError
from game.app.request import load_level, simulated_sites
from game.app.simulating import people_of, sitting_of
from game.cli import run
from game.population.crowd import simulate
from game.population.drawn import draw_profiles
from game.population.profile import Profile
from game.population.wearer import Sitting, play_sessions
from tests.game.build import REACH

LEVEL = "shoulder_abduction_reach_1"
PEOPLE = draw_profiles(3, 7)


def sitting(sessions: int = 1, trials: int = 3) -> Sitting:
    """A short one."""
    text = REACH.replace("repetitions: 6", "repetitions: 2")
    return Sitting(text, "right", ("right_upper_arm", "sternum"), sessions=sessions, trials=trials, end_trials=0)


def test_what_comes_of_it_is_the_seeds_alone() -> None:
    """Alone or on two cores, few or many: the same rows; and others of another seed."""
    alone = simulate(sitting(), PEOPLE, 5, processes=1)
    assert simulate(sitting(), PEOPLE, 5, processes=2) == alone
    assert simulate(sitting(), PEOPLE[:1], 5) == alone[:1]
    assert simulate(sitting(), PEOPLE[:1], 6) != alone[:1]


def test_each_plays_every_session_and_the_last_as_long_as_asked() -> None:
    """The row adds up, and is strict JSON without a number that is none."""
    row = play_sessions(sitting(sessions=3, trials=5), Profile(), 2)
    assert [played["trials"] for played in row["sessions"]][:2] == [2, 2]
    assert row["trials"] == len(row["successes"]) == len(row["difficulty"]) == 5
    assert row["success_last_30"] is None
    assert row["targets_beyond_wall"] == 0
    assert row["profile"]["range_deg"] == 150.0
    json.dumps(row, allow_nan=False)


@pytest.mark.parametrize("level", [LEVEL, "knee_flexion_reach_1"])
def test_a_trunk_that_never_helps_needs_no_sensor_to_say_so(level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes of it is the same to the last trial, drop-outs and all."""
    _, asked = sitting_of(level, "right", None)
    person = replace(draw_profiles(1, 77)[0], compensation=0.0, dropouts_per_min=3.0)
    minutes = replace(asked, sessions=1, minutes=0.7)
    without = play_sessions(minutes, person, 1)
    monkeypatch.setattr("game.population.wearer._wears", lambda sitting, *_: sitting.worn)
    assert "sternum" in asked.worn and play_sessions(minutes, person, 1) == without
    assert without["trials"] > 3


def test_whose_ability_lies_between_the_ends_is_told_from_whose_does_not() -> None:
    """Somebody usual is up to the easiest and not to the hardest; others are up to neither, or to both."""
    held = replace(sitting(), trials=1, end_trials=10)
    assert play_sessions(held, Profile(noise_deg=5.0, lapse=0.0), 1)["inside_wall"] is True
    assert play_sessions(held, Profile(lapse=1.0), 1)["inside_wall"] is False
    unmoved = replace(held, level=held.level + "adapts: []\n")
    assert play_sessions(unmoved, Profile(noise_deg=0.3, lapse=0.0), 1)["inside_wall"] is False, "both are the same"
    assert play_sessions(sitting(), Profile(), 1)["inside_wall"] is None


def test_who_is_hurt_says_so_and_plays_on_more_easily() -> None:
    """The host hears what the simulated person says: it gets easier, and play goes on."""
    usual = play_sessions(sitting(trials=8), Profile(noise_deg=1.0, lapse=0.0), 1)
    hurt = play_sessions(sitting(trials=8), Profile(noise_deg=1.0, lapse=0.0, pain_at_deg=26.0), 1)
    assert hurt["ended"] == usual["ended"]
    assert min(hurt["difficulty"]) < 0 <= min(usual["difficulty"])


def test_a_test_and_a_level_that_is_not_prescribed_are_refused(tmp_path: Path) -> None:
    """In a sentence."""
    with pytest.raises(RequestError, match="is a test"):
        sitting_of("elbow_flexion_range_test_1", "right", None)
    file = tmp_path / "prescription.yaml"
    file.write_text(
        "format: 1\nid: a\nversion: 1\nlevels: [x_reach_1]\nvalid_from: 2000-01-01\nvalid_until: 2090-01-01\n"
    )
    with pytest.raises(RefusedError, match="does not hold"):
        sitting_of(LEVEL, "right", file)
    with pytest.raises(RequestError, match="--wearers is left out"):
        people_of(3, 0, file)


PRESCRIBED = "format: 2\nid: a\nversion: 1\nvalid_from: 2000-01-01\nvalid_until: 2090-01-01\n"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("levels: [knee_extension_reach_1]\nmovements: {knee_extension: {ceiling_deg: 8}}\n", "asks for 20° to 44°"),
        ("levels: [knee_extension_reach_1]\nefforts: [passive]\n", "has passive only"),
        (
            "levels: [knee_extension_reach_1]\nphases: [{first_day: 2000-01-01, last_day: 2089-01-01, levels: [a]}]\n",
            "hold",
        ),
    ],
    ids=["outside-the-wall", "another-effort", "another-phase"],
)
def test_what_a_prescription_refuses_is_refused_for_any_reason(said: str, why: str, tmp_path: Path) -> None:
    """As with a sensor, and before anybody plays."""
    file = tmp_path / "p.yaml"
    file.write_text(PRESCRIBED + said)
    with pytest.raises(RefusedError, match=why):
        sitting_of("knee_extension_reach_1", "right", file)


def test_a_programme_that_is_prescribed_allows_its_levels(tmp_path: Path) -> None:
    """From the week on in which they are due; others it does not."""
    file = tmp_path / "p.yaml"
    file.write_text(PRESCRIBED + "programme: knee\n")
    assert sitting_of("knee_extension_reach_1", "right", file)[0].id == "knee_extension_reach_1"
    with pytest.raises(RefusedError, match="does not hold"):
        sitting_of("elbow_flexion_reach_1", "right", file)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever plays, plays one short session."""
    level = load_level(LEVEL)
    made = Sitting(level.text, "left", simulated_sites(level, "left"), sessions=1, trials=2, end_trials=0)
    monkeypatch.setattr("game.app.simulating.sitting_of", lambda *_: (level, made))
    monkeypatch.setattr("game.population.wearer.TRIALS", 2)


@pytest.mark.usefixtures("short")
def test_the_command_prints_json_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """One object with the wearers in it."""
    assert run(["simulate", LEVEL, "--wearers", "1", "--json"]) == 0
    printed = capsys.readouterr()
    found: dict[str, Any] = json.loads(printed.out, parse_constant=lambda word: pytest.fail(word))
    assert set(found) == {"wearers"}
    assert {"profile", "success_last_30", "settled_after", "targets_beyond_wall"} <= set(found["wearers"][0])
    assert printed.err == ""


@pytest.mark.usefixtures("short")
def test_the_command_prints_a_table_and_draws_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The picture has the ink of a drawing in it; where it cannot be kept that is said."""
    picture = tmp_path / "crowd.png"
    assert run(["simulate", LEVEL, "--wearers", "1", "--picture", str(picture)]) == 0
    assert "1 simulated wearer, session 1 of 1" in capsys.readouterr().out
    drawn = pygame.image.load(picture)
    assert min(drawn.get_size()) >= 1000
    colours = {tuple(drawn.get_at((x, y))) for x in range(0, drawn.get_width(), 7) for y in range(0, 1200, 7)}
    assert len(colours) > 20
    assert run(["simulate", LEVEL, "--wearers", "1", "--picture", str(tmp_path / "no" / "a.png")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_sessions_last_as_long_as_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    """And of whose ability lies inside nothing is said, as nobody was held at an end."""
    assert run(["simulate", LEVEL, "--wearers", "1", "--sessions", "2", "--minutes", "0.2", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["wearers"]
    assert [session["minutes"] for session in row["sessions"]] == [0.2, 0.2] and row["inside_wall"] is None
    assert run(["simulate", LEVEL, "--wearers", "1", "--sessions", "1", "--minutes", "0.1"]) == 0
    assert "Up to the easiest" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        ["--wearers", "0"],
        ["--wearers", "x"],
        ["--seed", "-1"],
        ["--picture", "a.gif"],
        ["--sessions", "0"],
        ["--minutes", "nan"],
        ["--minutes", "91"],
    ],
)
def test_a_wrong_call_is_said(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 2."""
    try:
        code: object = run(["simulate", LEVEL, *wrong])
    except SystemExit as stopped:
        code = stopped.code
    assert code == 2
    assert capsys.readouterr().err
