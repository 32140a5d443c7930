"""`moveagain levels preview` and `levels template`: what they print, and what they say of a wrong call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.app.errors import RequestError
from game.app.ranges import range_of
from game.cli import run
from game.level import read_level

LEVEL = "shoulder_flexion_reach_2"


def test_preview_in_words_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The same numbers; a picture of where the targets lie; why it does not start, and what the sensors cannot tell."""
    call = ["levels", "preview", LEVEL, "--range", "80", "--side", "left"]
    assert run(call) == 0
    said = capsys.readouterr().out
    assert run([*call, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert max(each["lies_deg"] for each in row["targets"]) == pytest.approx(64.0)
    assert "Target 90°: lies at 64°, 80 % of this range" in said
    assert (row["allowed"], "May start with a sensor: no." in said) == (False, True)
    assert f"Expected: {row['repetitions']} repetitions, {row['repetition_s']:.1f} seconds each" in said
    assert row["cannot_tell"] and all(f"{each}." in said for each in row["cannot_tell"])
    drawn = next(line for line in said.splitlines() if "●" in line)
    assert (len(drawn), drawn.count("●")) == (60, 3)
    assert drawn.rstrip("┃").endswith("·"), "beyond this range"


@pytest.mark.parametrize(("range_deg", "lies_deg"), [(40, 28.0), (64, 44.8), (90, 45.0)])
def test_a_share_of_ones_own_range_is_told(range_deg: int, lies_deg: float, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it lies in this range, never beyond the level's degrees; and that both limbs show theirs."""
    call = ["levels", "preview", "wrist_extension_tandem_1"]
    assert run([*call, "--range", str(range_deg), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["own_percent"] == [70.0, 70.0]
    assert [each["lies_deg"] for each in row["targets"]] == [pytest.approx(lies_deg)]
    assert run(call) == 0
    said = capsys.readouterr().out
    assert "Target 45°: lies at most at 45°" in said and "each is asked for 70 % of its own range" in said


def test_preview_inside_a_prescription(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The wall is drawn, and what is prescribed may start."""
    path = tmp_path / "p.yaml"
    path.write_text(
        f"format: 2\nid: a\nversion: 1\nlevels: [{LEVEL}]\nvalid_from: 2020-01-01\nvalid_until: 2099-12-31\n"
        "movements: {shoulder_flexion: {ceiling_deg: 75}}\n",
        encoding="utf-8",
    )
    assert run(["levels", "preview", LEVEL, "--prescription", str(path), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["allowed"], row["why_not"], row["ceiling_deg"]) == (True, None, 75.0)
    assert max(each["lies_deg"] or 0.0 for each in row["targets"]) <= 75.0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["preview", "nothing"], "there is no level"),
        (["preview", LEVEL, "--range", "-3"], "--range takes degrees"),
        (["preview", LEVEL, "--person", "nobody"], "no range test of shoulder_flexion on the right side by nobody"),
        (["preview", LEVEL, "--prescription", "nowhere.yaml"], "cannot be read"),
        (["template", "reech", "shoulder_flexion"], "Did you mean reach?"),
        (["template", "reach", "shoulder_flex"], "Did you mean shoulder_flexion?"),
        (["template", "steady", "shoulder_flexion"], "steady cannot be played with shoulder_flexion"),
        (["template", "position_test", "weight_shift"], "weight_shift leaves too little room for position_test"),
    ],
)
def test_a_wrong_call_is_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, with what to do."""
    assert run(["levels", *words]) == 2
    errors = capsys.readouterr().err
    assert said in errors and errors.count("\n") == 1


def test_a_range_comes_from_the_persons_newest_test_with_a_sensor(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of that movement and side; a try-out's and another person's are none of theirs."""

    def row(person: str, truth: str, side: str, day: int, peak: float | None) -> dict[str, object]:
        measures = {} if peak is None else {"peak": {"value": peak, "valid": True}}
        started = f"2026-03-0{day}T10:00:00+00:00"
        level = "elbow_flexion_range_test_1"
        keys = ("person", "truth", "side", "started", "level", "measures")
        return dict(zip(keys, (person, truth, side, started, level, measures), strict=True))

    class Index:
        summaries = (
            row("a", "sensor", "right", 2, 120.0),
            row("a", "sensor", "right", 1, 90.0),
            row("a", "sensor", "right", 3, None),
            row("a", "simulated", "right", 4, 150.0),
            row("a", "sensor", "left", 5, 60.0),
            row("b", "sensor", "right", 6, 30.0),
        )

    monkeypatch.setattr("game.app.ranges.read_index", lambda _folder: Index)
    assert range_of(str(home), "a", "elbow_flexion", "right") == 120.0
    with pytest.raises(RequestError, match="or say --range"):
        range_of(str(home), "a", "knee_extension", "right")


def test_a_template_is_a_level_that_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Printed, saved and checked without a change."""
    assert run(["levels", "template", "reach", "knee_extension"]) == 0
    path = tmp_path / "knee_extension_reach_1.yaml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert read_level(path.read_bytes(), str(path)).movement == "knee_extension"
    assert run(["levels", "check", str(path)]) == 0
    assert run(["levels", "preview", str(path)]) == 0
