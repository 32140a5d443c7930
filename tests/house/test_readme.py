"""What the pages say can be pasted, and it works; what the commands can do stands in the pages."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from game.app.answers import DEFAULTS, read_answers
from input_devices.kit_text import read_kit_text
from input_devices.protocols.profile_text import read_profile
from tests.house.tree import ROOT, modules, moveagain, run, texts

PAGES = sorted(path for path in texts() if path.endswith(".md") and not path.startswith("tests/"))
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
SETS_UP = "python3 -m venv "
NEEDS_MORE = (SETS_UP, "/dev/tty", "moveagain tour", ".venv/bin/python", ".venv/bin/lint")
"""What a block has that is not pasted here: it sets up, needs a sensor, takes minutes, or is a check of its own."""
NO_SCREEN = {"SDL_VIDEODRIVER": "x11", "DISPLAY": "", "WAYLAND_DISPLAY": ""}


def blocks(page: str) -> list[str]:
    """The blocks of a page that are meant to be pasted into a shell."""
    return BLOCK.findall(texts()[page])


def set_up_lines() -> list[str]:
    return [line for block in blocks("README.md") for line in block.splitlines() if line.startswith(SETS_UP)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder in which a pasted line finds what it finds in a checkout that is set up."""
    command = tmp_path / ".venv" / "bin" / "moveagain"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m game "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    for content in ("levels", "programmes"):
        (tmp_path / content).symlink_to(ROOT / content)
    return tmp_path


def test_there_is_one_line_that_starts_and_one_that_tests() -> None:
    start, tests = set_up_lines()
    assert start.endswith("&& .venv/bin/moveagain")
    assert ".venv/bin/python -m pytest" in tests


@pytest.mark.parametrize("line", set_up_lines())
def test_a_set_up_line_is_sound(line: str) -> None:
    """The shell reads it, and every script and extra that it names is one that gets installed."""
    assert run(["bash", "-n", "-c", line]).returncode == 0
    project = tomllib.loads(texts()["pyproject.toml"])["project"]
    assert set(re.findall(r"\.venv/bin/(\S+)", line)) <= {"pip", "python", *project["scripts"]}
    assert set(re.findall(r"\.\[(\w+)\]", line)) <= set(project["optional-dependencies"])


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=f"{page}-{number}")
        for page in PAGES
        for number, block in enumerate(blocks(page), start=1)
        if not any(word in block for word in NEEDS_MORE)
    ],
)
def test_what_can_be_pasted_works(block: str, desk: Path) -> None:
    said = run(["bash", "-euo", "pipefail", "-c", block], cwd=desk)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_readme_plays_a_level_without_a_screen_and_keeps_the_session(desk: Path, home: Path) -> None:
    line = next(block for block in blocks("README.md") if "--headless" in block)
    said = run(["bash", "-c", line], cwd=desk)
    assert said.returncode == 0, said.stderr
    assert said.stdout.strip()
    assert len(list((home / "sessions").glob("*.moveagain"))) == 1


def test_where_there_is_no_screen_it_says_what_to_do_instead() -> None:
    """One sentence that names the README's own command, and no traceback."""
    command = re.findall(r"moveagain play .*--headless.*", "".join(blocks("README.md")))[0]
    said = moveagain(environment=NO_SCREEN)
    assert said.returncode == 1
    assert command in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", texts()[page])
    assert not [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()]


def test_every_kind_of_device_error_is_documented() -> None:
    kinds = [node.name for node in modules()["input_devices/errors.py"].body if isinstance(node, ast.ClassDef)]
    assert not [kind for kind in kinds if f"`{kind}`" not in texts()["input_devices/README.md"]]


def test_the_line_profile_and_the_kit_that_are_shown_can_be_read() -> None:
    kit, profile = re.findall(r"^```yaml\n(.*?)^```", texts()["input_devices/README.md"], re.MULTILINE | re.DOTALL)
    assert read_profile(profile, "README").name == "my_board"
    assert len(read_kit_text(kit, "README", "kit").sensors) == 3


@cache
def commands() -> dict[str, set[str]]:
    """Every command that can be called, with its options, as its own help tells them."""
    return dict(_commands())


def _commands(*words: str) -> Iterator[tuple[str, set[str]]]:
    said = moveagain(*words, "--help")
    assert said.returncode == 0, said.stderr
    usage = said.stdout.split("\n\n")[0]
    below = re.findall(r"^    ([a-z][a-z-]*)", said.stdout, re.MULTILINE) if usage.endswith(" ...") else []
    if not below or not words or usage.endswith(" [COMMAND] ..."):
        options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", said.stdout))
        yield " ".join(("moveagain", *words)), options - {"--help"}
    for word in below:
        yield from _commands(*words, word)


def documented() -> dict[str, set[str]]:
    """Every command that docs/commands.md has a section for, with the options of its table."""
    sections = re.split(
        r"^## `(moveagain[a-z ]*?)(?: \[?[A-Z]+…?\]?)*`$", texts()["docs/commands.md"], flags=re.MULTILINE
    )
    return {
        command: set(re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE))
        for command, text in zip(sections[1::2], sections[2::2], strict=True)
    }


def test_every_command_and_option_is_documented_and_every_documented_one_exists() -> None:
    everywhere = commands()["moveagain"]
    known = {name: options - everywhere if name != "moveagain" else options for name, options in commands().items()}
    assert documented() == known


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_only_commands_and_options_that_exist(page: str) -> None:
    for line in "".join(blocks(page)).splitlines():
        if not line.startswith(".venv/bin/moveagain "):
            continue
        words = line.removeprefix(".venv/bin/").split()
        command = max((name for name in commands() if words[: len(name.split())] == name.split()), key=len)
        assert command != "moveagain", line
        options = {word for word in words if word.startswith("--")}
        assert options <= commands()[command] | commands()["moveagain"], line


def test_the_answers_that_the_page_shows_are_those_taken_without_a_file(tmp_path: Path) -> None:
    """Copied as it stands, the example changes nothing."""
    shown = re.findall(r"^```yaml\n(pain_before.*?)^```", texts()["docs/commands.md"], re.MULTILINE | re.DOTALL)
    (tmp_path / "answers.yaml").write_text(shown[0], encoding="utf-8")
    assert read_answers(tmp_path / "answers.yaml") == DEFAULTS
