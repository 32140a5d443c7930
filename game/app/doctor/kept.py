"""What is the person's own: whether it can be kept, what waits to be recovered, and the kit."""

from __future__ import annotations

from game.app.doctor.check import Check, State
from game.app.doctor.seen import Seen

ROOM_LEAST_MB, ROOM_GOOD_MB = 20.0, 500.0
"""Below the first nothing can be relied on to be kept, above the second a year of play can. Choices."""


def home(seen: Seen) -> Check:
    """Whether sessions can be kept."""
    there, name = seen.home, "Your files"
    if there.trouble is not None:
        mend = "Check who may write there, or choose another folder with --home."
        return Check(name, State.MISSING, f"{there.folder} cannot be written: {there.trouble}.", mend, needed=True)
    room = f"{there.free_mb:,.0f} MB are free" if there.free_mb < 10_000 else f"{there.free_mb / 1000:,.0f} GB are free"
    if there.free_mb < ROOM_LEAST_MB:
        mend = "Make room on that disk, or choose a folder on another with --home."
        return Check(name, State.MISSING, f"Only {room} for {there.folder}.", mend, needed=True)
    if there.free_mb < ROOM_GOOD_MB:
        mend = "Make room on that disk before it is full."
        return Check(name, State.BETTER, f"Only {room} for {there.folder}.", mend, needed=True)
    return Check(name, State.GOOD, f"{there.folder} can be written, and {room}.", needed=True)


def sessions(seen: Seen) -> Check:
    """Whether every session has its score."""
    kept, name = seen.kept, "Sessions"
    if kept.unreadable:
        files = "1 file" if kept.unreadable == 1 else f"{kept.unreadable} files"
        mend = "Run `moveagain sessions list`, which says of each what is wrong with it."
        return Check(name, State.BETTER, f"{files} cannot be read.", mend)
    if kept.cut_short:
        cut = "1 session was" if kept.cut_short == 1 else f"{kept.cut_short} sessions were"
        return Check(name, State.BETTER, f"{cut} cut short and has no score.", "Run `moveagain sessions recover`.")
    return Check(name, State.GOOD, "None waits to be recovered.")


def kit(seen: Seen) -> Check:
    """Whether a sensor is known by where it is worn."""
    kits = seen.kept.kits
    if kits:
        found = f"Set up: {', '.join(kits)}."
        if not seen.kept.unplugged:
            return Check("Kit", State.GOOD, found)
        mend = "Plug it in before play; a cable may be broken: try another one, and another socket."
        away = f"{found} Not plugged in now: {', '.join(seen.kept.unplugged)}."
        return Check("Kit", State.BETTER, away, mend)
    return Check(
        "Kit",
        State.BETTER,
        "No kit is set up: a sensor is not known by where it is worn.",
        "For play with a sensor press P on the title screen, or run `moveagain inputs pair`.",
    )
