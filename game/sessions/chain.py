"""The hash chain of a session file: each link seals one part of it and all parts before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

START = b""
"""What stands before the first link."""


def link(before: bytes, parts: Iterable[bytes]) -> bytes:
    """SHA-256 over the link before and these parts, each after its own length so that no byte can change sides."""
    sha = hashlib.sha256(before)
    for part in parts:
        sha.update(len(part).to_bytes(8, "little"))
        sha.update(part)
    return sha.digest()


def header_link(text: str) -> bytes:
    """The first link."""
    return link(START, (b"header", text.encode()))


def second_link(before: bytes, second: int, ticks: int, played: bytes, events: Iterable[str]) -> bytes:
    """The link of one second: its place, how many ticks it has, what came in and what happened."""
    return link(before, (b"second", b"%d" % second, b"%d" % ticks, played, *(text.encode() for text in events)))


def score_link(before: bytes, text: str, engine: str) -> bytes:
    """The last link: the summary and what computed it."""
    return link(before, (b"score", text.encode(), engine.encode()))
