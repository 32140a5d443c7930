"""`moveagain levels`: what each command prints and how it exits; 300 spoilt files end in words."""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.app.errors import RequestError
from game.cli.levels import register
from game.content import shipped_levels
from tests.game.level.files import LEVELS, ROOT, SOUND

SHIPPED = shipped_levels()
STEM = "shoulder_flexion_reach_2"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers(required=True))
    args = parser.parse_args(["levels", *words])
    code: int = args.run(args)
    return code


def test_list_names_every_shipped_level(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a level, its id first."""
    assert run("list") == 0
    said = capsys.readouterr()
    assert [line.split()[0] for line in said.out.splitlines()] == list(SHIPPED)
    assert not said.err


def test_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """An array of what a program needs to choose."""
    assert run("list", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == list(SHIPPED)
    for row in rows:
        assert row.keys() == {
            *("id", "title", "goal", "region", "movement", "kind", "step", "posture", "presence", "review", "path")
        }
        assert row["id"] == f"{row['movement']}_{row['kind']}_{row['step']}"


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (["--region", "ankle"], lambda row: row["region"] == "ankle"),
        (["--kind", "steady"], lambda row: row["kind"] == "steady"),
        (["--goal", "tests", "--region", "trunk"], lambda row: (row["goal"], row["region"]) == ("tests", "trunk")),
    ],
)
def test_list_can_be_asked_for_a_region_a_kind_or_a_goal(
    options: list[str], holds: Callable[[dict[str, str]], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    """All that there are of it, and nothing else."""
    assert run("list", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert run("list", "--json", *options) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == [row for row in rows if holds(row)] != []


def test_list_of_what_there_is_not_names_what_there_is() -> None:
    """One sentence, with the nearest."""
    with pytest.raises(RequestError, match=r"there is no region “shulder”. Did you mean shoulder"):
        run("list", "--region", "shulder")


def test_list_tells_of_a_broken_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sound ones are listed, the problems go to the error output."""
    (tmp_path / "range").mkdir()
    (tmp_path / "range" / f"{STEM}.yaml").write_text(SOUND)
    (tmp_path / "range" / "x_reach_1.yaml").write_text("format: 1")
    monkeypatch.setattr("game.content.levels_folder", lambda: tmp_path)
    assert run("list", "--json") == 2
    said = capsys.readouterr()
    assert [row["id"] for row in json.loads(said.out)] == [STEM]
    assert "x_reach_1.yaml:2:1: dose is missing" in said.err


def test_check_takes_files_and_folders(capsys: pytest.CaptureFixture[str]) -> None:
    """Sound files are counted."""
    assert run("check", str(LEVELS)) == 0
    assert capsys.readouterr().out == f"{len(SHIPPED) + 1} levels are fine.\n"
    assert run("check", str(SHIPPED["trunk_sway_steady_1"])) == 0
    assert capsys.readouterr().out == "1 level is fine.\n"


def test_check_prints_every_problem_of_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All files are read, whatever the first one says."""
    (tmp_path / f"{STEM}.yaml").write_text(SOUND)
    (tmp_path / "one.yaml").write_text("format: 2")
    (tmp_path / "two.yml").write_text(SOUND.replace("hold_s", "hold").replace("title", "titel"))
    assert run("check", str(tmp_path)) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{tmp_path}/one.yaml:1:9: this level is written for a newer Moveagain (format 2)")
    assert [line.split(": ")[0].removeprefix(f"{tmp_path}/") for line in lines[1:4]] == [
        "two.yml:2:5",
        "two.yml:3:1",
        "two.yml:12:3",
    ]
    assert lines[4:] == ["1 level is fine, 2 not."]


def test_check_says_where_a_step_is_not_harder_than_the_one_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one folder; at the line of its id."""
    (tmp_path / f"{STEM}.yaml").write_text(SOUND)
    easier = SOUND.replace("_reach_2", "_reach_3").replace("hold_s: 2", "hold_s: 1")
    (tmp_path / "shoulder_flexion_reach_3.yaml").write_text(easier)
    assert run("check", str(tmp_path)) == 2
    problem, last = capsys.readouterr().out.splitlines()
    assert problem.endswith("_3.yaml:2:1: step 3 is not harder than step 2: it asks for less of hold.")
    assert last == "1 level is fine, 1 not."


@pytest.mark.parametrize("path", ["nowhere.yaml", "nowhere", "/dev/null", "\udcff.yaml"])
def test_a_file_that_is_not_there_is_one_sentence(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 for check and show alike."""
    assert run("check", path) == 2
    said = capsys.readouterr()
    assert said.out == "0 levels are fine, 1 not.\n"
    assert said.err.count("\n") == 1 and "give the path of a level's YAML file" in said.err
    assert run("show", path) == 2


def test_a_folder_without_levels_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing checked is not fine."""
    assert run("check", str(tmp_path)) == 2
    assert "is not a file" in capsys.readouterr().err


def test_show_tells_a_level_by_id_and_by_path(capsys: pytest.CaptureFixture[str]) -> None:
    """Plain words, the same either way."""
    assert run("show", "elbow_flexion_reach_2") == 0
    by_id = capsys.readouterr().out
    assert by_id.startswith("Lanterns at the table, held (elbow_flexion_reach_2)\n")
    assert run("show", str(SHIPPED["elbow_flexion_reach_2"])) == 0
    assert capsys.readouterr().out == by_id


def test_show_says_what_the_sensors_cannot_tell_and_which_second_one_can(capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing of it where they can tell all."""
    assert run("show", "elbow_flexion_reach_2") == 0
    said = capsys.readouterr().out
    assert "Sensors: forearm, or forearm with upper arm\n" in said
    assert "By the sensor on the forearm alone, this cannot tell bending the elbow from" in said
    assert "; a second sensor on the upper arm can.\n" in said
    assert run("show", "knee_flexion_reach_1") == 0
    assert "cannot tell" not in capsys.readouterr().out


def test_show_of_an_unknown_level_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, one sentence."""
    assert run("show", "elbow_flexion_reach_9") == 2
    assert "Did you mean “elbow_flexion_reach_" in capsys.readouterr().err


def test_schema_prints_the_published_one(capsys: pytest.CaptureFixture[str]) -> None:
    """To the letter, so that the file is renewed by redirecting."""
    assert run("schema") == 0
    assert capsys.readouterr().out == (LEVELS / "level.schema.json").read_text(encoding="utf-8")


def test_importing_the_commands_imports_nothing_slow() -> None:
    """The help of every command has to come at once."""
    code = "import sys, argparse; before = set(sys.modules); import game.cli.levels; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(done.stdout.split()) & {"pydantic", "yaml", "numpy", "json", "pathlib", "game.level", "game.content"}


# What can happen to a file: each takes its lines and a generator, and gives the spoilt text.


def _line(lines: list[str], chance: random.Random) -> int:
    return chance.choice([n for n, line in enumerate(lines) if ":" in line and not line.startswith("#")])


def delete_line(lines: list[str], chance: random.Random) -> str:
    del lines[_line(lines, chance)]
    return "".join(lines)


def double_line(lines: list[str], chance: random.Random) -> str:
    at = _line(lines, chance)
    return "".join([*lines[: at + 1], *lines[at:]])


def rename_key(lines: list[str], chance: random.Random) -> str:
    at = _line(lines, chance)
    letter = re.search(r"[a-z]", lines[at])
    assert letter
    lines[at] = lines[at][: letter.start()] + chance.choice("xyzq") + lines[at][letter.start() :]
    return "".join(lines)


def change_type(lines: list[str], chance: random.Random) -> str:
    at = _line(lines, chance)
    other = [
        "[]",
        "{}",
        "{a: 1}",
        "true",
        "no",
        "1:30",
        "010",
        "~",
        "-1",
        "1e9",
        "2 s",
        "'5'",
        "!!int 3",
        "&a 1",
        "*a",
        "x: y",
    ]
    lines[at] = f"{lines[at].partition(':')[0]}: {chance.choice(other)}\n"
    return "".join(lines)


def truncate(lines: list[str], chance: random.Random) -> str:
    text = "".join(lines)
    return text[: chance.randrange(len(text))]


def indent(lines: list[str], chance: random.Random) -> str:
    at = _line(lines, chance)
    lines[at] = chance.choice([lines[at].lstrip(), " " + lines[at], "    " + lines[at], "\t" + lines[at]])
    return "".join(lines)


def swap_lines(lines: list[str], chance: random.Random) -> str:
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def add_noise(lines: list[str], chance: random.Random) -> bytes:
    text = bytearray("".join(lines).encode())
    for _ in range(chance.randint(1, 6)):
        text[chance.randrange(len(text))] = chance.randrange(256)
    return bytes(text)


def drop_mark(lines: list[str], chance: random.Random) -> str:
    text = "".join(lines)
    at = chance.choice([n for n, letter in enumerate(text) if letter in ':[],"_' and n > text.index("format")])
    return text[:at] + text[at + 1 :]


def raise_number(lines: list[str], chance: random.Random) -> str:
    text = "".join(lines)
    number = chance.choice(list(re.finditer(r"\d+", text)))
    return text[: number.start()] + str(int(number[0]) * 100 + 7) + text[number.end() :]


SPOILERS: tuple[Callable[[list[str], random.Random], str | bytes], ...] = (
    delete_line,
    double_line,
    rename_key,
    change_type,
    truncate,
    indent,
    swap_lines,
    add_noise,
    drop_mark,
    raise_number,
)


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
def test_spoilt_files_end_in_words(
    spoil: Callable[[list[str], random.Random], str | bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of 30 spoilt files each is still a level (exit 0) or is refused (exit 2) with file and line in every message."""
    chance = random.Random(spoil.__name__)
    refused = 0
    for _ in range(30):
        path = chance.choice(list(SHIPPED.values()))
        spoilt = spoil(path.read_text(encoding="utf-8").splitlines(keepends=True), chance)
        file = tmp_path / path.name
        file.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())
        code = run("check", str(file))
        *problems, last = capsys.readouterr().out.splitlines()
        assert (code, bool(problems), last) in ((0, False, "1 level is fine."), (2, True, "0 levels are fine, 1 not."))
        for line in problems:
            assert re.match(rf"{re.escape(str(file))}:[1-9]\d*:[1-9]\d*: \S.*[.?]$", line), line
        refused += code == 2
    assert refused >= (6 if spoil is swap_lines else 18)
