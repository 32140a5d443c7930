"""What can be wrong with what was asked for, each with a sentence."""

from __future__ import annotations


class RequestError(Exception):
    """The call, or a file that it names, is wrong; the text says what and how it is right."""


class RefusedError(Exception):
    """It may not start now; the text says why and what to do instead."""
