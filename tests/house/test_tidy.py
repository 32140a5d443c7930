"""The house is tidy: short modules and functions, names that say something, pure rooms that are pure."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.house import rules
from tests.house.tree import modules, texts

EVERYWHERE = ("game", "input_devices", "tests")
HOSTS = {"www.apache.org", "www.w3.org", "json-schema.org", "keepachangelog.com", "doi.org", "localhost", "127.0.0.1"}
"""Hosts that a file of the project may name."""
LOCKS = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "pylock.toml", "package-lock.json"}


def none(offences: Iterator[str]) -> None:
    found = list(offences)
    assert not found, "\n".join(["", *found])


def test_every_module_opens_with_a_sentence() -> None:
    none(f"{path}: {what}" for path, tree in modules(*EVERYWHERE).items() for what in rules.opening(tree))


def test_modules_and_functions_are_short() -> None:
    none(
        f"{path}:{what}"
        for path, tree in modules(*EVERYWHERE).items()
        for what in rules.lengths(tree, texts()[path].count("\n"))
    )


def test_names_say_something() -> None:
    none(f"{path}:{what}" for path, tree in modules(*EVERYWHERE).items() for what in rules.names(tree, path))


def test_pure_rooms_import_no_clock_no_chance_no_disk_no_window_no_thread() -> None:
    pure = {path: tree for path, tree in modules().items() if path.startswith(rules.PURE_ROOMS)}
    assert {room for room in rules.PURE_ROOMS if any(path.startswith(room) for path in pure)} == set(rules.PURE_ROOMS)
    none(f"{path}:{what}" for path, tree in pure.items() for what in rules.impurities(tree))


def test_slow_packages_are_imported_where_they_are_used() -> None:
    none(f"{path}:{what}" for path, tree in modules().items() for what in rules.slow_imports(tree))


def test_imports_say_their_whole_address() -> None:
    none(f"{path}:{what}" for path, tree in modules(*EVERYWHERE).items() for what in rules.relative_imports(tree))


def test_the_front_door_of_the_devices_is_light() -> None:
    """Importing input_devices imports only its nouns: sample, source and errors."""
    tree = modules()["input_devices/__init__.py"]
    nouns = {"input_devices.sample", "input_devices.source", "input_devices.errors"}
    at_once = {
        node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module != "__future__"
    } | {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    light = {"__future__", "importlib", "input_devices", "typing"}
    assert {name for name in at_once if name and name.startswith("input_devices")} <= nouns
    assert {top for _, top, now in rules.imports(tree) if now} <= light


def test_the_first_screen_waits_for_no_level_no_arrays_and_no_records() -> None:
    """What the window and its first screen import, in a program of its own."""
    heavy = {"django", "numpy", "pydantic", "scipy", "vqf", "yaml"}
    asked = "import sys, game.app.flow, game.app.window; print({name.partition('.')[0] for name in sys.modules})"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert heavy & ast.literal_eval(said) == set()


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.~>/-])/(?:root|work|opt|Users|home/(?!\.\.\.|<|pi/))[\w/.-]*")
    none(f"{path}: {found.group()}" for path, text in texts().items() for found in place.finditer(text))


def test_no_file_names_a_host_that_the_project_does_not_need() -> None:
    """No package registry, no tracker and no private server: only the few hosts listed here."""
    address = re.compile(r"\b(?:https?|ftp|ssh|git|wss?)://(?:[^\s/@\"']*@)?([\w.-]+)")
    none(
        f"{path}: {found.group()}"
        for path, text in texts().items()
        for found in address.finditer(text)
        if found.group(1) not in HOSTS
    )


def test_no_lock_file() -> None:
    """A lock file pins hosts; versions belong in pyproject.toml."""
    assert not [path for path in texts() if path.rsplit("/", 1)[-1] in LOCKS]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (rules.opening, "x = 1"),
        (rules.opening, '"""No end"""\nx = 1'),
        (rules.impurities, "def f():\n    from time import monotonic"),
        (rules.impurities, "import os.path"),
        (rules.impurities, "import numpy as np\nrng = np.random.default_rng()"),
        (rules.impurities, "import numpy as np\nx = np.random.normal(1.0)"),
        (rules.slow_imports, "from scipy import signal"),
        (rules.slow_imports, "class A:\n    import django"),
        (rules.relative_imports, "from . import x"),
    ],
)
def test_a_planted_offence_is_seen(rule: object, code: str) -> None:
    assert callable(rule)
    assert list(rule(ast.parse(code)))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (rules.opening, ""),
        (rules.impurities, "import math\nimport numpy as np\nrng = np.random.default_rng(seed)"),
        (rules.slow_imports, "def f():\n    from scipy import signal"),
    ],
)
def test_what_is_allowed_is_let_be(rule: object, code: str) -> None:
    assert callable(rule)
    assert not list(rule(ast.parse(code)))


def test_a_planted_name_or_length_is_seen() -> None:
    named = "class SensorManager:\n    def read_data(self): ..."
    assert len(list(rules.names(ast.parse(named), "game/utils.py"))) == 3
    assert not list(rules.names(ast.parse("def database(): ..."), "game/metadata.py"))
    long = "def f():\n" + "    x = 1\n" * rules.FUNCTION_LINES_MAX
    assert len(list(rules.lengths(ast.parse(long), rules.MODULE_LINES_MAX + 1))) == 2
