"""Checked YAML: a file's values read one by one, and every problem noted with its line, to be told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

import yaml

from input_devices.errors import InputError
from input_devices.suggestion import did_you_mean

_TRUTHS = {"true": True, "false": False, "yes": True, "no": False}


class Check:
    """Reads nodes of a YAML file and notes every problem; what is wrong gets a harmless value meanwhile."""

    def __init__(self, source: str, error: type[InputError]) -> None:
        """`source` is the file's name as a person knows it; `error` what is raised in the end."""
        self.source = source
        self.problems: list[tuple[int, int, str]] = []
        """Line, column, and the whole sentence."""
        self._error = error
        self._key_of: dict[int, yaml.Node] = {}
        """The key of each value, by the value's id; a key that nobody knows is shown where it stands."""

    def root(self, text: str, needs: str) -> yaml.Node:
        """The top of the file. Raises at once where the text is no YAML, or empty: then it says what the file needs."""
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{mark.line + 1}:{mark.column + 1}" if mark is not None else "1:1"
            what = getattr(error, "problem", None) or str(error).splitlines()[0]
            raise self._error(f"{self.source}:{where}: this is not YAML: {what}") from error
        except RecursionError as error:
            raise self._error(f"{self.source}:1:1: this is nested too deeply") from error
        if root is None:
            raise self._error(f"{self.source}:1:1: the file is empty; {needs}")
        return root

    def say(self, node: yaml.Node, problem: str) -> None:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.problems.append((line, column, f"{self.source}:{line}:{column}: {problem}"))

    def give_up(self) -> NoReturn:
        """Raise all problems, a line each as `source:line:column: what`, in the order of the file."""
        raise self._error("\n".join(problem for _, _, problem in sorted(self.problems)))

    def mapping(self, node: yaml.Node, allowed: tuple[str, ...] | None = None) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.say(node, "here must be keys and values")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.say(key, "a key must be a plain word")
            elif key.value in found:
                self.say(key, f"{key.value} is there twice")
            else:
                found[key.value] = value
                self._key_of[id(value)] = key
        if allowed is not None:
            self.keys(found, allowed)
        return found

    def keys(self, part: Mapping[str, yaml.Node], allowed: Iterable[str]) -> None:
        names = tuple(allowed)
        for key, value in part.items():
            if key not in names:
                self.say(self._key_of.get(id(value), value), f"unknown key {key}{did_you_mean(key, names)}")

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """The items of a list of `what`."""
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.say(node, f"here must be a list of {what}")
        return []

    def text(self, node: yaml.Node) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.value:
            return str(node.value)
        self.say(node, "here must be a word")
        return None

    def texts(self, node: yaml.Node, allowed: tuple[str, ...] = ()) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.say(node, "here must be a list of words")
            return ()
        words = [self.choice(item, allowed, "entry") if allowed else self.text(item) for item in node.value]
        return tuple(word for word in words if word is not None)

    def choice(self, node: yaml.Node, allowed: Iterable[str], what: str) -> str | None:
        word, names = self.text(node), tuple(allowed)
        if word is None or word in names:
            return word
        self.say(node, f"unknown {what} {word}; it is one of {', '.join(names)}{did_you_mean(word, names)}")
        return None

    def number(self, node: yaml.Node, low: float, high: float, whole: bool = False) -> float:
        try:
            number = float(node.value) if isinstance(node, yaml.ScalarNode) else None
        except ValueError:
            number = None
        if number is None or not low <= number <= high or (whole and number != int(number)):
            self.say(node, f"here must be a {'whole ' if whole else ''}number from {low:g} to {high:.9g}")
            return low
        return number

    def truth(self, node: yaml.Node) -> bool:
        word = self.choice(node, _TRUTHS, "answer")
        return _TRUTHS[word] if word is not None else True
