"""The way keeping a person's files goes wrong, with a sentence for the person."""

from __future__ import annotations


class PeopleError(Exception):
    """A file in the home cannot be written or read; the text says what happened and what to do."""
