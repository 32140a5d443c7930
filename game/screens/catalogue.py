"""Catalogue: the texts of one language, read from a gettext `.po` file, quickly enough for the first screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from gettext import c2py

BETWEEN = "\x04"
"""Stands between a text's context and the text, as gettext has it."""
RULES = "rules"
"""The context of what the rooms without a window say: whole sentences, some with values in them."""
SHORT = "short words"
"""The context of the short form of a sentence, which has to be as short in another language."""
_PLURAL_OF_GERMAN = "n != 1"
_TWO_FORMS = c2py(_PLURAL_OF_GERMAN)
_ESCAPED = {"n": "\n", "t": "\t"}
_VALUE = re.compile(r"\{.+?\}")
_WORD = re.compile(r"[^\W\d]{2,}")
_DEPTH = 3
"""A sentence may hold a reason, and that a place; nothing is said deeper."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text as a `.po` file has it."""

    text: str
    many: str = ""
    """The plural, where there is one."""
    context: str = ""
    said: tuple[str, ...] = ()
    """In the other language: one, or one for each form of the plural; empty strings where it is missing."""
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """What it is looked up by."""
        return f"{self.context}{BETWEEN}{self.text}" if self.context else self.text


def entries(po: str) -> Iterator[Entry]:
    """Every text of a `.po` file, its header (the text "") too; what is marked as obsolete is left out."""
    for block in po.split("\n\n"):
        parts: dict[str, list[str]] = {}
        here: list[str] = []
        fuzzy = False
        for line in block.splitlines():
            if line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
                continue
            word, _space, quoted = line.partition(" ")
            if line.startswith('"'):
                here.append(_unquoted(line))
            elif word:
                here = parts.setdefault(word, [])
                here.append(_unquoted(quoted))
        if "msgid" not in parts:
            continue
        whole = {word: "".join(pieces) for word, pieces in parts.items()}
        said = tuple(text for word, text in sorted(whole.items()) if word.startswith("msgstr"))
        yield Entry(whole["msgid"], whole.get("msgid_plural", ""), whole.get("msgctxt", ""), said, fuzzy)


def _unquoted(quoted: str) -> str:
    inner = quoted.strip()[1:-1]
    if "\\" not in inner:
        return inner
    return re.sub(r"\\(.)", lambda found: _ESCAPED.get(found.group(1), found.group(1)), inner)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is said in another language, by the English text."""

    texts: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the English singular."""
    form: Callable[[int], int] = _TWO_FORMS
    """Which form of the plural a number takes."""
    patterns: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    """Sentences of the rules with values in them, and what is said instead; made when the first one is asked for."""

    def sentence(self, text: str, depth: int = _DEPTH) -> str:
        """What the rules say in English, said in this language; as it is where it is not known."""
        key = f"{RULES}{BETWEEN}{text}"
        if key in self.texts:
            return self.texts[key]
        if text in self.texts:
            return self.texts[text]
        if depth == 0:
            return text
        if not self.patterns:
            self.patterns.extend(self._patterns())
        for pattern, said in self.patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                return said.format(
                    **{name: self.sentence(value, depth - 1) for name, value in found.groupdict().items()}
                )
        return text

    def _patterns(self) -> Iterator[tuple[re.Pattern[str], str]]:
        """The longest first: it says most of what it is."""
        of_rules = ((key.partition(BETWEEN)[2], said) for key, said in self.texts.items() if key.startswith(RULES))
        for text, said in sorted(of_rules, key=lambda pair: -len(_VALUE.sub("", pair[0]))):
            if "{" in text and len(_WORD.findall(_VALUE.sub("", text))) > 1:  # a unit would match everything
                yield re.compile(_as_pattern(text), re.DOTALL), said


def _as_pattern(text: str) -> str:
    """A sentence with {values} as a pattern that finds them; a value that stands twice is the same twice."""
    seen: set[str] = set()
    parts = []
    for place, part in enumerate(re.split(r"\{(\w+)(?::[^}]*)?\}", text)):
        if place % 2 == 0:
            parts.append(re.escape(part))
        else:
            parts.append(f"(?P={part})" if part in seen else f"(?P<{part}>.*?)")
            seen.add(part)
    return "".join(parts)


def read(po: str) -> Catalogue:
    """The catalogue in a `.po` file; what is missing or marked as fuzzy stays English."""
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    form = _PLURAL_OF_GERMAN
    for entry in entries(po):
        if not entry.text:
            found = re.search(r"plural=([^;\n]+)", entry.said[0])
            form = found.group(1) if found else form
        elif entry.fuzzy or not all(entry.said):
            continue
        elif entry.many:
            plurals[entry.key] = entry.said
            texts[entry.key] = entry.said[0]  # the singular may also be looked up alone
        else:
            texts[entry.key] = entry.said[0]
    return Catalogue(texts, plurals, c2py(form))


def shortened(found: Catalogue, short: Catalogue) -> Catalogue:
    """A catalogue in which what has a short form is said by it. `short` has those in English, by the long ones; what
    `found` does not say of them stays English."""
    texts = {key: found.texts.get(f"{SHORT}{BETWEEN}{said}", said) for key, said in short.texts.items()}
    plurals = {one: found.plurals.get(f"{SHORT}{BETWEEN}{said[0]}", said) for one, said in short.plurals.items()}
    return Catalogue({**found.texts, **texts}, {**found.plurals, **plurals}, found.form)
