"""Ranges: how far a person went in their newest test of a movement, among the sessions that are kept."""

from __future__ import annotations

from game.app.errors import RequestError
from game.sessions.home import home, sessions_folder
from game.sessions.index import read_index


def range_of(home_dir: str | None, person: str, movement: str, side: str) -> float:
    """The angle in degrees that they came to, with a real sensor, on that side. Raises RequestError where no such test
    is kept."""
    level = f"{movement}_range_test_"
    tests = [
        row
        for row in read_index(sessions_folder(home(home_dir))).summaries
        if (row["person"], row["truth"], row["side"]) == (person, "sensor", side)
        and row["level"].startswith(level)
        and row["measures"].get("peak", {}).get("valid")
    ]
    if not tests:
        raise RequestError(
            f"no range test of {movement} on the {side} side by {person} is kept. Play {level}1 with a sensor first, "
            "or say --range"
        )
    newest = max(tests, key=lambda row: str(row["started"]))
    return float(newest["measures"]["peak"]["value"])
