"""Language: where the words of a person's language are looked up; the English ones stand in the code."""

from __future__ import annotations

from gettext import NullTranslations

_CATALOGUE = NullTranslations()
"""Opened once: Python's own `gettext.gettext` looks for a file at every call, which a frame has no time for."""


def gettext(text: str) -> str:
    """The text in the person's language, or as it is."""
    return _CATALOGUE.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """One of two texts, by the number."""
    return _CATALOGUE.ngettext(one, many, number)
