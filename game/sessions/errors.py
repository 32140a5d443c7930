"""The ways keeping and reading a session goes wrong, each with a sentence for the person."""

from __future__ import annotations


class SessionError(Exception):
    """Something about a session file went wrong; the text says what happened and what to do."""


class KeepingError(SessionError):
    """The session cannot be written: the disk is full, or this user may not write there."""


class InUseError(SessionError):
    """The session is being played by a living process."""


class NotASessionError(SessionError):
    """There is no such file, this user may not read it, or it is something else than a session."""


class NewerError(NotASessionError):
    """The file was written by a newer Moveagain."""


class DamagedError(SessionError):
    """It is a session file, but a part of it cannot be read."""
