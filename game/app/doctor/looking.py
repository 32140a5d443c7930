"""Looking: the real probes of a checkup; each says what is so and judges nothing."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from importlib import import_module
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
_NOT_CE = "pygame-ce cannot be loaded"
_NO_HOME = Home("Your folder", "platformdirs cannot be loaded, which knows where it is", 0.0)


def look(home_dir: str | None = None) -> Seen:
    """Look at everything: a few seconds, and a window that opens for a moment."""
    folder = _home(home_dir)
    ce = is_ce()
    words = fonts() if ce else _NOT_CE
    return Seen(
        system=system(),
        python=sys.version_info[:3],
        bundled=bool(getattr(sys, "frozen", False)),
        packages={name: _loads(name) for name in program.PACKAGES},
        pygame_is_ce=ce,
        fusion=fusion(),
        fonts=words,
        screen=screen() if ce else Screen(False, trouble=_NOT_CE),
        frames=frames() if ce and words is None else None,
        loudspeaker=loudspeaker() if ce else Loudspeaker(False, trouble=_NOT_CE),
        voice=voice(),
        ports=ports(),
        lacks_group=_lacks_group(),
        bluetooth=bluetooth(),
        home=_NO_HOME if folder is None else room(folder),
        kept=Kept() if folder is None else kept(folder),
        now=today(),
    )


def _home(home_dir: str | None) -> Path | None:
    """The person's folder; None where what knows the system's place for it is missing."""
    try:
        from game.sessions.home import home

        return home(home_dir)
    except ImportError:
        return None


def system() -> System:
    """Which of three kinds of system this is; every other Unix is taken for Linux."""
    return "windows" if sys.platform == "win32" else "macos" if sys.platform == "darwin" else "linux"


_MODULES = {
    "pygame-ce": "pygame",
    "pyserial": "serial",
    "pyyaml": "yaml",
    "font-source-sans-pro": "font_source_sans_pro",
}
"""What a distribution is imported as, where that is another name."""


def _loads(distribution: str) -> str | None:
    """The version, where it is there and can be loaded: a package may be here and a library beneath it not."""
    try:
        import_module(_MODULES.get(distribution, distribution))
    except ImportError:
        return None
    return _version(distribution)


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def is_ce() -> bool | None:
    """Whether the pygame that is here is pygame-ce; None where none can be loaded."""
    try:
        return bool(getattr(import_module("pygame"), "IS_CE", False))
    except ImportError:
        return None


def screen() -> Screen:
    """Open a window for a moment."""
    try:
        from game.screens.trial import try_window

        tried = try_window()
    except ImportError as error:
        return Screen(False, trouble=_gone(error))
    return Screen(tried.worked, tried.driver, tried.size, tried.trouble, system() != "linux" or _has_x11())


def _has_x11() -> bool:
    """Whether the library is here by which SDL opens windows under X11; SDL says the same of it as of no screen."""
    try:
        ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    return True


def loudspeaker() -> Loudspeaker:
    """Open the audio device; nothing is sounded."""
    try:
        from game.screens.trial import try_sound

        tried = try_sound()
    except ImportError as error:
        return Loudspeaker(False, trouble=_gone(error))
    return Loudspeaker(tried.worked, tried.driver, tried.trouble)


def fonts() -> str | None:
    """Why words cannot be set; None where they can."""
    try:
        from game.screens.trial import try_words

        return try_words()
    except ImportError as error:
        return _gone(error)


def frames() -> Frames | None:
    """What a frame costs here; None where none can be drawn."""
    try:
        from game.screens.trial import SIZE, frames_s

        ordered = sorted(1000 * each for each in frames_s(FRAMES, now_s))
    except ImportError:
        return None
    return Frames(ordered[len(ordered) // 2], ordered[(99 * len(ordered)) // 100], len(ordered), SIZE)


def _gone(error: ImportError) -> str:
    return f"{(error.name or str(error)).partition('.')[0]} cannot be loaded"


def fusion() -> str | None:
    """The filter that a sensor's samples would go through."""
    try:
        from game.motion.orientation import VqfFusion, make_fusion

        name = "vqf" if isinstance(make_fusion(0.01), VqfFusion) else "imufusion"
    except ImportError:
        return None
    return f"{name} {_version(name) or ''}".strip()


def voice() -> str | None:
    """The program that would speak; None where none can."""
    from game.app.speech import programs

    program = next(programs(), None)
    return None if program is None else program.name


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


def kept(home: Path) -> Kept:
    """What the home holds; nothing where packages are missing that read it."""
    try:
        from game.people.kits import kit_names
        from game.sessions.home import sessions_folder
        from game.sessions.index import read_index
    except ImportError:
        return Kept()
    index = read_index(sessions_folder(home))
    kits = tuple(kit_names(home))
    return Kept(len(index.cut_short), len(index.unreadable), _newest(index.summaries), kits, unplugged(home, kits))


def unplugged(home: Path, kits: Sequence[str]) -> tuple[str, ...]:
    """Where the sensors are worn whose cable is in no port now; a kit that cannot be read is said elsewhere."""
    from game.people.kits import read_kit
    from input_devices import KitError, KitSensor, in_words, ports_there

    there = [(port.vid, port.pid, port.serial_number) for port in ports_there()]

    def away(sensor: KitSensor) -> bool:
        scheme, _colon, rest = sensor.address.partition(":")
        if scheme != "serial":
            return False
        if (usb := sensor.usb) is not None:
            return (usb.vid, usb.pid, usb.serial_number) not in there
        path = rest.partition("?")[0]
        return path.startswith("/") and not Path(path).exists()

    found: list[str] = []
    for name in kits:
        with suppress(KitError):
            found += [in_words(sensor.site) for sensor in read_kit(home, name).sensors if away(sensor)]
    return tuple(dict.fromkeys(found))


def _newest(summaries: Sequence[Mapping[str, Any]]) -> datetime | None:
    """When the latest of them began, taken for this computer's own time where it does not say whose."""
    began = [datetime.fromisoformat(row["started"]) for row in summaries]
    return max((each if each.tzinfo else each.astimezone() for each in began), default=None)
