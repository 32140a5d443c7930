"""What every test may rely on: no window, no sound, an empty home, no port left open, and the same draws each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from input_devices import InputError
from tests.leaving import everything_open

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")

RECORDINGS = Path(os.environ.get("MOVEAGAIN_RECORDINGS", Path(__file__).parents[2] / "shared" / "recordings"))
DEVICE_CHECKS = "tests/conformance/test_sources.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Real hardware is checked on request only."""
    parser.addoption(
        "--device",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="check this real device, and nothing else: serial:/dev/ttyUSB0, or worn somewhere: left_shank=ADDRESS",
    )


def pytest_configure(config: pytest.Config) -> None:
    """An address that cannot be read is said at once, in its own words."""
    from tests.conformance.far_end import Hardware

    for named in config.getoption("device"):
        try:
            Hardware(named).check()
        except InputError as error:
            raise pytest.UsageError(str(error)) from error


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --device, only the checks of that device; skip what needs the real recordings where they are not."""
    if config.getoption("device"):
        others = [item for item in items if not item.nodeid.startswith(DEVICE_CHECKS)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item.nodeid.startswith(DEVICE_CHECKS)]
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
    """Fail a test that leaves a serial port, a pseudo-terminal, a socket or a thread behind."""
    with everything_open() as left:
        yield
    assert not left(), f"left open: {', '.join(sorted(left()))}"
