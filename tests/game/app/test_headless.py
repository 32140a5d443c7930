"""A level without a window: played to the end, kept, and the same again."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from game.app.answers import DEFAULTS, read_answers
from game.app.errors import RefusedError, RequestError
from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.wiring import host
from game.cli import run
from game.content import ContentError
from game.level import LevelProblems
from game.population.profile import ProfileError
from game.sessions.errors import NotASessionError
from game.sessions.reader import read_session
from input_devices import AddressError

LEVEL = "shoulder_abduction_reach_1"
KEYS = """
    format session sitting file level side person truth started duration_s ended prescription posture presence effort
    context repetitions score light trials measures difficulty coach inputs digest
"""


def played(home: Path, request: PlayRequest, **answers: float) -> Mapping[str, Any]:
    """The summary of a run as fast as it computes."""
    return run_headless(host(request, str(home)), {**DEFAULTS, **answers}, as_fast_as_it_computes=True)


def test_a_simulated_person_finishes_and_the_session_is_kept(home: Path) -> None:
    """The summary has every key, its counts add up, and it stands in the file."""
    summary = played(home, PlayRequest(LEVEL, "simulated", side="left"))
    assert set(summary) == set(KEYS.split())
    assert (summary["ended"], summary["truth"], summary["side"]) == ("finished", "simulated", "left")
    counts = summary["repetitions"]
    assert counts["attempted"] == counts["clean"] + counts["partial"] + counts["compensated"] + counts["other"] >= 12
    assert read_session(Path(summary["file"])).summary == summary
    json.dumps(summary, allow_nan=False)


@pytest.mark.parametrize("level", [LEVEL, "elbow_flexion_reach_2", "trunk_sway_steady_1"])
@pytest.mark.parametrize("profile", ["able", "shaky", "loose_cable"])
def test_equal_seeds_play_equally(level: str, profile: str, home: Path) -> None:
    """Two runs of one seed have one digest; another seed has another."""
    first, again, other = (
        played(home, PlayRequest(level, f"simulated:{profile}", seed=seed, repetitions=2))["digest"]
        for seed in (3, 3, 4)
    )
    assert first == again != other


def test_a_replay_gives_the_digest_and_another_level_another(home: Path) -> None:
    """What was recorded is stepped again with the header's values."""
    summary = played(home, PlayRequest(LEVEL, "simulated:shaky", seed=5, repetitions=4), pain_before=2.0)
    again = played(home, PlayRequest(LEVEL, f"replay:{summary['file']}"))
    other = played(home, PlayRequest("shoulder_abduction_reach_2", f"replay:{summary['file']}"))
    assert (again["digest"], again["truth"]) == (summary["digest"], "replay")
    assert again["context"]["pain_before"] == 2.0
    assert other["digest"] != summary["digest"]


def test_real_time_is_only_slower(home: Path) -> None:
    """A run by the clock, short here, has the digest of a run at full speed."""
    request = PlayRequest(LEVEL, "simulated", repetitions=1)
    by_the_clock = run_headless(host(request, str(home)), DEFAULTS, as_fast_as_it_computes=False)
    assert by_the_clock["digest"] == played(home, request)["digest"]


def test_a_measure_that_cannot_be_had_says_why(home: Path) -> None:
    """None and a reason, never 0."""
    summary = played(home, PlayRequest("trunk_sway_steady_1", "simulated", minutes=0.1))
    for measure in summary["measures"].values():
        assert measure["valid"] is (measure["value"] is not None) is (measure["reason"] is None)
        assert measure["value"] is None or math.isfinite(measure["value"])


@pytest.mark.parametrize(
    ("request_", "error", "words"),
    [
        (PlayRequest("shoulder_abdction_reach_1"), ContentError, "Did you mean “shoulder_abduction_reach_1”"),
        (PlayRequest(LEVEL, "simulate"), RequestError, "Did you mean simulated"),
        (PlayRequest(LEVEL, "simulated:shakey"), ProfileError, "Did you mean shaky"),
        (PlayRequest(LEVEL, wear=("right_forarm=serial:/dev/null",)), RequestError, "Did you mean right_forearm"),
        (PlayRequest(LEVEL, wear=("right_forearm",)), RequestError, "needs an address"),
        (PlayRequest(LEVEL, wear=("left_forearm=serial:/dev/null",)), RequestError, "right_upper_arm or right_forearm"),
        (PlayRequest(LEVEL, wear=("right_forearm=serail:/dev/null",)), AddressError, "did you mean serial"),
        (
            PlayRequest(LEVEL, "simulated", wear=("right_forearm=serial:/dev/null",)),
            RequestError,
            "--input is left out",
        ),
        (PlayRequest(LEVEL, "replay"), RequestError, "needs a file"),
        (PlayRequest(LEVEL, "replay:/nowhere.moveagain"), NotASessionError, "/nowhere.moveagain"),
        (PlayRequest("trunk_sway_steady_1", wear=("sternum=serial:/dev/null",)), RefusedError, "prescription"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_a_sentence(
    request_: PlayRequest, error: type[Exception], words: str, home: Path
) -> None:
    """What happened and what to do; nothing is kept."""
    with pytest.raises(error, match=words.replace("(", r"\(")):
        host(request_, str(home))
    assert not list(home.rglob("*.moveagain"))


def test_a_standing_level_starts_as_a_tryout_only(home: Path) -> None:
    """With a sensor it needs a prescription that clears the person."""
    host(PlayRequest("standing_sway_sway_test_1", "simulated"), str(home)).close()
    with pytest.raises(RefusedError, match="Without a prescription"):
        host(PlayRequest("standing_sway_sway_test_1", wear=("pelvis=serial:/dev/null",)), str(home))


def test_a_broken_level_names_file_and_line(tmp_path: Path, home: Path) -> None:
    """The level's own problems come through."""
    level = tmp_path / "broken.yaml"
    level.write_text("format: 1\nid: [\n", encoding="utf-8")
    with pytest.raises(LevelProblems, match=r"broken\.yaml:\d+:\d+: "):
        host(PlayRequest(str(level)), str(home))


def test_answers_come_from_a_file(tmp_path: Path) -> None:
    """Numbers and yes/no; what is not asked, or not an answer, is said."""
    file = tmp_path / "answers.yaml"
    file.write_text("pain_before: 3\nanything_new: true\n", encoding="utf-8")
    assert read_answers(file) == {**DEFAULTS, "pain_before": 3.0, "anything_new": 1.0}
    for text, words in (
        ("pain_befor: 3", "pain_before"),
        ("pain_before: much", "0 to 10"),
        ("- 3", "one a line"),
        ("a: [", "one a line"),
        ("*a", "one a line"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(RequestError, match=words) as said:
            read_answers(file)
        assert "\n" not in str(said.value)


def test_the_command_prints_json_and_nothing_else(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`play … --json` in one process: exit 0 and one object."""
    code = run(["--home", str(home), "play", LEVEL, "--headless", "--input", "simulated", "--speed", "max", "--json"])
    assert (code, json.loads(capsys.readouterr().out)["ended"]) == (0, "finished")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["play", LEVEL, "--headless"], 2),
        (["play", LEVEL, "--headless", "--input", "keyboard"], 2),
        (["play", LEVEL, "--speed", "max"], 2),
        (["play", LEVEL, "--headless", "--speed", "max", "--wear", "right_forearm=serial:/dev/null"], 2),
        (["play", "nothing", "--headless", "--input", "simulated"], 2),
        (["play", "trunk_sway_steady_1", "--headless", "--wear", "sternum=serial:/dev/null"], 1),
        (["play", LEVEL, "--headless", "--input", "simulated", "--answers", "/nowhere"], 2),
    ],
)
def test_a_wrong_call_is_one_sentence(words: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output, one line beside it, and the exit code says whose fault it is."""
    assert run(words) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--seed", "-5", "0 or more"),
        ("--seed", "x", "0 or more"),
        ("--repetitions", "x", "1 to 1000"),
        ("--minutes", "x", "at most 120"),
    ],
)
def test_a_number_that_cannot_be_is_refused_in_words(
    option: str, value: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, what the option takes, and no name of ours."""
    with pytest.raises(SystemExit) as ended:
        run(["play", LEVEL, "--headless", "--input", "simulated", option, value])
    printed = capsys.readouterr().err
    assert ended.value.code == 2
    assert words in printed.splitlines()[-1]
    assert "invalid _" not in printed
