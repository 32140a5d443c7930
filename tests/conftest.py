"""What every test may rely on: no window, no sound, an empty home, no port left open, and the same draws each time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")

RECORDINGS = Path(os.environ.get("MOVEAGAIN_RECORDINGS", Path(__file__).parents[2] / "shared" / "recordings"))
OPEN_FILES = Path("/proc/self/fd")
CLOSING_S = 2.0
"""How long a worker may take to let go of a port after the test that used it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the real recordings where they are not."""
    if RECORDINGS.is_dir():
        return
    skip = pytest.mark.skip(reason="set MOVEAGAIN_RECORDINGS to the folder of recordings")
    for item in items:
        if item.get_closest_marker("recordings"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of real recordings, for tests marked `recordings`."""
    return RECORDINGS


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, so that no test sees or touches the person's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("MOVEAGAIN_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def every_port_is_closed() -> Iterator[None]:
    """Fail a test that leaves a serial port or pseudo-terminal open."""
    before = open_ports()
    yield
    deadline_s = time.monotonic() + CLOSING_S
    while open_ports() - before and time.monotonic() < deadline_s:
        time.sleep(0.01)
    assert not open_ports() - before, "a port was left open"


def open_ports() -> set[str]:
    """The terminals that this process has open, each as `number path`; empty where the system cannot tell."""
    if not OPEN_FILES.is_dir():
        return set()
    ports = set()
    for entry in OPEN_FILES.iterdir():
        try:
            target = str(entry.readlink())
        except OSError:
            continue
        if target.startswith(("/dev/pts/", "/dev/ptmx", "/dev/tty")):
            ports.add(f"{entry.name} {target}")
    return ports
