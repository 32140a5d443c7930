"""The house rules for Python code, each as a function from a parsed module to its offences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
EMPTY_NAMES = {"manager", "helper", "helpers", "utils", "util", "handler", "data", "info", "common", "base"}
"""Words that say nothing about what a thing is."""
PURE_ROOMS = (
    "game/motion/",
    "game/measures/",
    "game/exercises/",
    "game/level/",
    "game/scoring/",
    "game/coaching/",
    "game/round/",
    "game/loop.py",
    "input_devices/protocols/",
    "input_devices/sample.py",
)
"""Rooms without a window, a port, a clock, chance, a disk or a thread. A seed or a clock is an argument."""
IMPURE = {
    "pygame",
    "serial",
    "time",
    "random",
    "secrets",
    "os",
    "pathlib",
    "shutil",
    "tempfile",
    "sqlite3",
    "socket",
    "subprocess",
    "threading",
    "_thread",
    "multiprocessing",
    "concurrent",
    "asyncio",
    "django",
}
SLOW = {"scipy", "django"}
"""Imported inside the functions that use them, never on the way to the first frame."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def opening(tree: ast.Module) -> Iterator[str]:
    """A module with anything in it opens with one plain sentence of what it is."""
    said = ast.get_docstring(tree)
    first = (said or "").split("\n")[0]
    if tree.body and not (first and first.endswith((".", ":", "?"))):
        yield "does not open with a sentence"


def lengths(tree: ast.Module, lines: int) -> Iterator[str]:
    """A module fits in a few screens and a function in one."""
    if lines > MODULE_LINES_MAX:
        yield f"{lines} lines, {MODULE_LINES_MAX} are allowed"
    for node in ast.walk(tree):
        if isinstance(node, Function):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > FUNCTION_LINES_MAX:
                yield f"{node.lineno}: {node.name} has {size} lines, {FUNCTION_LINES_MAX} are allowed"


def names(tree: ast.Module, path: str) -> Iterator[str]:
    """Modules, classes and functions have names that say what they are."""
    named = [(0, part) for part in path.removesuffix(".py").split("/")]
    named += [(node.lineno, node.name) for node in ast.walk(tree) if isinstance(node, Function | ast.ClassDef)]
    for line, name in named:
        for word in EMPTY_NAMES & set(_words(name)):
            yield f"{line}: {name!r} says only {word!r}"


def _words(name: str) -> list[str]:
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower().split("_")


def imports(tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Each import statement's line, the top of what it imports, and whether it runs when the module is imported."""
    later = {
        id(node)
        for parent in ast.walk(tree)
        if isinstance(parent, Function) or _only_for_types(parent)
        for node in ast.walk(parent)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name.split(".")[0], id(node) not in later
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0], id(node) not in later


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def impurities(tree: ast.Module) -> Iterator[str]:
    """A pure module's own statements import nothing that has a clock, chance, a disk or a window in it."""
    for line, top, _ in imports(tree):
        if top in IMPURE:
            yield f"{line}: a pure room imports {top}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _unseeded(node):
            yield f"{node.lineno}: chance without a seed: {ast.unparse(node)}"


def _unseeded(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    if not re.match(r"(np|numpy)\.random\.", called):
        return False
    seeded = called.endswith((".default_rng", ".SeedSequence", ".PCG64")) and (call.args or call.keywords)
    return not seeded


def slow_imports(tree: ast.Module) -> Iterator[str]:
    """What takes seconds to import is imported where it is used."""
    for line, top, at_once in imports(tree):
        if top in SLOW and at_once:
            yield f"{line}: {top} is imported with the module"


def relative_imports(tree: ast.Module) -> Iterator[str]:
    """Every import says its whole address."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{node.lineno}: a relative import"


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string in the code that reads as words for a person: those with a space in them that document nothing."""
    documents = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            said = node.value.strip()
            if " " in said:
                yield node.lineno, said
