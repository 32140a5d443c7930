"""The pseudo-language: English in longer, accented letters from right to left; it shows what a translation would break.

It is for testing: every text that went through the catalogue is marked [so], what did not stays plain.
"""

from __future__ import annotations

import re

from game.screens.catalogue import Catalogue, entries

_VOWELS = dict(zip("aeiouAEIOU", ("áá", "éé", "íí", "óó", "úú", "ÁÁ", "ÉÉ", "ÍÍ", "ÓÓ", "ÚÚ"), strict=True))
"""Each twice: a third longer, as German is of English."""
_CONSONANTS = dict(
    zip("bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ", "ḅçďḟğĥĵķľṃñṗǫřšťṿŵẋýžḄÇĎḞĞĤĴĶĽṂÑṖǪŘŠŤṾŴẊÝŽ", strict=True)
)
_LETTERS = str.maketrans({**_VOWELS, **_CONSONANTS})
_VALUE = re.compile(r"(\{[^}]*\})")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.,:/_+\-]*[A-Za-z0-9])?")
"""Numbers, and words that nobody translated, are read from left to right in every language."""
_TURNED = str.maketrans("()[]{}<>“”«»", ")(][}{><”“»«")


def pseudo(text: str) -> str:
    """A text in the pseudo-language; its {values} stay what they are."""
    return "[" + "".join(part if _VALUE.match(part) else part.translate(_LETTERS) for part in _VALUE.split(text)) + "]"


def as_seen(line: str) -> str:
    """A line of a language that is written from right to left, its signs in the order in which they stand from the
    left."""
    parts: list[str] = []
    end = 0
    for found in _LEFT_TO_RIGHT.finditer(line):
        parts += [line[end : found.start()].translate(_TURNED)[::-1], found.group()]
        end = found.end()
    return "".join(reversed([*parts, line[end:].translate(_TURNED)[::-1]]))


def read_pseudo(template: str) -> Catalogue:
    """The catalogue of everything in the template that may be translated."""
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for entry in entries(template):
        if entry.many:
            plurals[entry.key] = (pseudo(entry.text), pseudo(entry.many))
        elif entry.text:
            texts[entry.key] = pseudo(entry.text)
    return Catalogue(texts, plurals)
