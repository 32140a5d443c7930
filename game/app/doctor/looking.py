"""Looking: the real probes of a checkup; each says what is so and judges nothing."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from game.app.clock import now_s, today
from game.app.doctor import program
from game.app.doctor.seen import Bluetooth, Frames, Home, Kept, Loudspeaker, Port, Screen, Seen, System

FRAMES = 180
"""Three seconds of play: enough for a 99th percentile, too short to wait for. A choice."""
_MB = 1e6


def look(home_dir: str | None = None) -> Seen:
    """Look at everything: a few seconds, and a window that opens for a moment."""
    from game.sessions.home import home, sessions_folder

    folder = home(home_dir)
    screen, loudspeaker, frames, fonts, is_ce = _pygame()
    return Seen(
        system=system(),
        python=sys.version_info[:3],
        bundled=bool(getattr(sys, "frozen", False)),
        packages={name: _version(name) for name in program.PACKAGES},
        pygame_is_ce=is_ce,
        fusion=fusion(),
        fonts=fonts,
        screen=screen,
        frames=frames,
        loudspeaker=loudspeaker,
        voice=voice(),
        ports=ports(),
        lacks_group=_lacks_group(),
        bluetooth=bluetooth(),
        home=room(folder),
        kept=kept(folder, sessions_folder(folder)),
        now=today(),
    )


def system() -> System:
    """Which of three kinds of system this is; every other Unix is taken for Linux."""
    return "windows" if sys.platform == "win32" else "macos" if sys.platform == "darwin" else "linux"


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _pygame() -> tuple[Screen, Loudspeaker, Frames | None, str | None, bool | None]:
    """What only pygame can tell; where it or what it needs is not there, that is the trouble of each."""
    try:
        from game.screens import trial

        is_ce = trial.is_ce()
    except ImportError as error:
        trouble = f"{error.name or error} cannot be loaded"
        return Screen(False, trouble=trouble), Loudspeaker(False, trouble=trouble), None, trouble, _old_or_gone()
    if not is_ce:
        trouble = "this pygame is not pygame-ce"
        return Screen(False, trouble=trouble), Loudspeaker(False, trouble=trouble), None, trouble, False
    window, sound = trial.try_window(), trial.try_sound()
    fonts = trial.try_words()
    return (
        Screen(window.worked, window.driver, window.size, window.trouble),
        Loudspeaker(sound.worked, sound.driver, sound.trouble),
        None if fonts is not None else _frames(trial.frames_s(FRAMES, now_s), trial.SIZE),
        fonts,
        True,
    )


def _old_or_gone() -> bool | None:
    """Whether the pygame that is there is pygame-ce, where our screens cannot be loaded; None where there is none."""
    if find_spec("pygame") is None:
        return None
    return _version("pygame-ce") is not None and _version("pygame") is None


def _frames(took_s: Sequence[float], size: tuple[int, int]) -> Frames:
    ordered = sorted(1000 * each for each in took_s)
    return Frames(ordered[len(ordered) // 2], ordered[(99 * len(ordered)) // 100], len(ordered), size)


def fusion() -> str | None:
    """The filter that a sensor's samples would go through."""
    try:
        from game.motion.orientation import VqfFusion, make_fusion

        name = "vqf" if isinstance(make_fusion(0.01), VqfFusion) else "imufusion"
    except ImportError:
        return None
    return f"{name} {_version(name) or ''}".strip()


def voice() -> str | None:
    """What would speak."""
    if sys.platform == "win32":
        return "the voice of Windows"
    if sys.platform == "darwin":
        return "the voice of macOS" if shutil.which("say") else None
    return next((name for name in ("espeak-ng", "espeak") if shutil.which(name)), None)


def ports() -> tuple[Port, ...]:
    """Every serial port, and whether it may be opened; none is opened."""
    try:
        from input_devices import barred, describe, likeliest, ports_there

        return tuple(Port(describe(port), barred(port.device)) for port in likeliest(ports_there()))
    except ImportError:
        return ()


def _lacks_group() -> str | None:
    try:
        from input_devices import group_lacking

        return group_lacking()
    except ImportError:
        return None


def bluetooth(devices: Path = Path("/sys/class")) -> Bluetooth:
    """Adapters and switches as Linux lists them; other systems tell only who may use Bluetooth."""
    library = find_spec("bleak") is not None
    if not sys.platform.startswith("linux"):
        return Bluetooth(None, False, library)
    adapters = tuple(sorted(path.name for path in devices.glob("bluetooth/hci*") if ":" not in path.name))
    off = False
    for switch in devices.glob("rfkill/*"):
        with suppress(OSError):
            if (switch / "type").read_text().strip() == "bluetooth":
                off = off or any((switch / kind).read_text().strip() == "1" for kind in ("soft", "hard"))
    return Bluetooth(adapters, off, library)


def room(folder: Path) -> Home:
    """Whether the home can be written and how much room its disk has. A home that is not there is not made."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        free_mb = shutil.disk_usage(there).free / _MB
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"moveagain")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Home(str(folder), error.strerror or str(error), 0.0)
    return Home(str(folder), None, free_mb)


def kept(home: Path, sessions: Path) -> Kept:
    """What the home holds; nothing where packages are missing that read it."""
    try:
        from game.people.kits import kit_names
        from game.sessions.index import read_index
    except ImportError:
        return Kept()
    index = read_index(sessions)
    return Kept(len(index.cut_short), len(index.unreadable), _newest(index.summaries), tuple(kit_names(home)))


def _newest(summaries: Sequence[Mapping[str, Any]]) -> datetime | None:
    """When the latest of them began, taken for this computer's own time where it does not say whose."""
    began = [datetime.fromisoformat(row["started"]) for row in summaries]
    return max((each if each.tzinfo else each.astimezone() for each in began), default=None)
