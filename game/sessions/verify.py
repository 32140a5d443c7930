"""The two proofs of a session: that its file is as it was written, and that its score follows from what came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from game.scoring.outcome import canonical
from game.sessions.chain import header_link, score_link, second_link
from game.sessions.errors import SessionError
from game.sessions.reader import Recorded, Stored
from game.sessions.rerun import rerun
from game.sessions.summary import OF_THE_CLOCK


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether it holds, and why, in plain sentences."""

    holds: bool
    words: tuple[str, ...]


def integrity(stored: Stored) -> Proof:
    """Whether every part is as it was written. On any version and machine; it is not a signature."""
    wrong = tuple(changes(stored))
    if stored.score is None:
        wrong += ("it has no summary, because play was cut short; `moveagain sessions recover` makes one",)
    if wrong:
        return Proof(False, wrong)
    seconds, events = len(stored.seconds), len(stored.events)
    return Proof(True, (f"header, {seconds} seconds, {events} events and summary are as they were written",))


def changes(stored: Stored) -> Iterator[str]:
    """What is not as it was written, part by part; nothing where the chain holds."""
    if header_link(stored.header) != stored.header_chain:
        yield "the header was changed"
    events = {second: list(rows) for second, rows in groupby(stored.events, key=lambda event: event.second)}
    if [event.place for event in stored.events] != list(range(len(stored.events))):
        yield "events are missing or were added"
    before = stored.header_chain
    for expected, row in enumerate(stored.seconds):
        texts = [event.text for event in events.pop(row.second, ())]
        if row.second != expected:
            yield f"second {expected} is missing or another stands in its place"
        elif second_link(before, row.second, row.ticks, row.played, texts) != row.chain:
            yield f"second {row.second} was changed: what came in, what happened, or its seal"
        before = row.chain
    if events:
        yield f"events stand at second {min(events)}, which is not there"
    score = stored.score
    if score is not None and score_link(before, score.text, score.engine) != score.chain:
        yield "the summary was changed, or seconds before it are missing"


def reproduction(recorded: Recorded, engine: Mapping[str, str]) -> Proof:
    """Whether the same Round over the same ticks does the same: byte for byte where the engine is the same.

    Another engine may differ in the last digits; then the differences are told with their sizes, and it holds.
    """
    summary = recorded.summary
    if summary is None:
        return Proof(False, ("there is no score to compare with",))
    try:
        again = rerun(recorded, str(summary.get("ended")))
        events = recorded.events
    except SessionError as error:
        return Proof(False, (str(error),))
    then = recorded.header.setup.engine
    words = [] if then == engine else [f"another engine plays it again: {_other(then, engine)}"]
    same_events = [event.text for event in recorded.stored.events] == [canonical(row) for row in again.events]
    if same_events:
        words.append(f"played again, the same {len(events)} events happen")
    else:
        words.append(
            f"{len(events)} events happened, {len(again.events)} happen when it is played again: "
            + differences(events, again.events)
        )
    score = {**again.outcome.as_row(), "digest": again.digest}
    kept = {name: summary.get(name) for name in score}
    if isinstance(kept["context"], Mapping):
        kept["context"] = {key: value for key, value in kept["context"].items() if key != OF_THE_CLOCK}
    same_score = canonical(kept) == canonical(score)
    words.append(f"the score is the same, digest {again.digest}" if same_score else differences(kept, score))
    holds = (same_events or then != engine) and (same_score or recorded.score_engine != engine)
    return Proof(holds, tuple(words))


def differences(then: object, now: object) -> str:
    """How two nested values differ: how many numbers, by how much at most and where, and what else."""
    was, has = dict(_leaves(then)), dict(_leaves(now))
    changed = [name for name in {**was, **has} if name not in was or name not in has or was[name] != has[name]]
    sizes = {
        name: abs(was[name] - has[name])
        for name in changed
        if isinstance(was.get(name), float) and isinstance(has.get(name), float)
    }
    words = []
    if sizes:
        largest = max(sizes, key=lambda name: sizes[name])
        words.append(f"{len(sizes)} numbers differ, by {sizes[largest]:.3g} at most ({largest})")
    others = [name for name in changed if name not in sizes]
    if others:
        words.append(f"{len(others)} other values differ (first {others[0]})")
    return " and ".join(words) or "nothing differs"


def _leaves(value: object, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{name} {key}".strip())
    elif isinstance(value, (list, tuple)):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{name} {place}".strip())
    else:
        yield name, float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _other(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    names = [name for name in {**then, **now} if then.get(name) != now.get(name)]
    return ", ".join(f"{name} was {then.get(name)} and is {now.get(name)}" for name in names)
