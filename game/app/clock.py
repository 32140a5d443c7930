"""The one clock. Everything below is handed the time."""

from __future__ import annotations

import time
from datetime import datetime


def now_s() -> float:
    """Seconds that only rise; their zero means nothing."""
    return time.perf_counter()


def today() -> datetime:
    """Date and time here, with the offset."""
    return datetime.now().astimezone()


def wait(seconds: float) -> None:
    """Let others work."""
    if seconds > 0.0:
        time.sleep(seconds)
