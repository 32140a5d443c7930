"""What stands at the far end of a source while it is checked: a sensor on a pseudo-terminal, a tracker, or nobody."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from input_devices import MUSCLES, SITES, Body, BodyParams, KeyboardSource, ReplaySource, SimulatedSource, Source
from input_devices.device_source import DeviceSource
from input_devices.keyboard import Pull
from input_devices.registry import line_of, open_address, read
from input_devices.worn_sensor import Wearing
from tests.input_devices.fake_tracker import FakeTracker, turned_about_x
from tests.input_devices.lsl_sender import LOOPBACK, LslSender
from tests.input_devices.pseudo_sensor import POLL_S, PseudoSensor

RATE_HZ = 100.0
SITE, MUSCLE = "right_forearm", "right_biceps"


class FarEnd(Protocol):
    """Whoever sends, and the source that hears it."""

    now_s: float
    """The time of the poll that is due."""

    def open(self) -> Source:
        """A new source for what stands here; it may be opened again once the one before is closed."""
        ...

    def pass_time(self) -> None:
        """Let one tick pass; whoever sends sends what is due in it, unless told to be `quiet`."""
        ...

    quiet: bool

    def close(self) -> None:
        """Go away."""
        ...


class _Clock:
    """Time that runs as fast as it may; only errands on other threads take real time."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.quiet = False

    def pass_time(self) -> None:
        self.now_s += POLL_S
        time.sleep(0.0005)


class Cable(_Clock):
    """A sensor on a pseudo-terminal, with the address that names it."""

    def __init__(
        self, folder: Path, sample: Callable[[int], bytes], options: str, rate_hz: float = RATE_HZ, site: str = SITE
    ) -> None:
        super().__init__()
        self._sensor = PseudoSensor(folder / "ttyFAR", sample, rate_hz)
        self._address = f"serial:{self._sensor.path}?{options}"
        self._site = site

    def open(self) -> Source:
        return opened(self._address, self._site)

    def pass_time(self) -> None:
        super().pass_time()
        self._sensor.on = not self.quiet
        self._sensor.run(POLL_S)

    def close(self) -> None:
        self._sensor.unplug()


class Air(_Clock):
    """A SlimeVR tracker on this computer's own network."""

    def __init__(self) -> None:
        super().__init__()
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        self._tracker = FakeTracker(port)
        self._address = f"slimevr:127.0.0.1:{port}"

    def open(self) -> Source:
        return opened(self._address, SITE)

    def pass_time(self) -> None:
        super().pass_time()
        if not self.quiet:
            self._tracker.step(self.now_s, turned_about_x(self.now_s % 1.0))

    def close(self) -> None:
        self._tracker.close()


class Stream:
    """A Lab Streaming Layer stream on this computer, in real time: its library has threads and clocks of its own."""

    def __init__(self) -> None:
        self.now_s = time.monotonic()
        self.quiet = False
        name = f"far end {id(self)}"
        self._sender = LslSender(name, name)
        self._address = f"lsl:{quote(name)}?interface={LOOPBACK}"

    def open(self) -> Source:
        return opened(self._address, SITE)

    def pass_time(self) -> None:
        time.sleep(max(0.0, self.now_s + POLL_S - time.monotonic()))
        self.now_s = time.monotonic()
        if not self.quiet:
            for _ in range(2):
                self._sender.send((0.0, 0.1, 1.0, 1.0, 0.0, 0.0))

    def close(self) -> None:
        self._sender.close()


class Nobody(_Clock):
    """A source that needs no device."""

    def __init__(self, made: Callable[[], Source]) -> None:
        super().__init__()
        self._made = made

    def open(self) -> Source:
        return self._made()

    def close(self) -> None:
        pass


class Hardware:
    """A real device, in real time, as `--device ADDRESS` or `--device PLACE=ADDRESS` names it."""

    def __init__(self, named: str) -> None:
        place, equals, rest = named.partition("=")
        self._site, self._address = (place, rest) if equals and place in (*SITES, *MUSCLES) else (SITE, named)
        self.now_s = time.monotonic()
        self.quiet = False

    def check(self) -> None:
        """Raises InputError where the address cannot be read."""
        line_of(read(self._address)).close()

    def open(self) -> Source:
        return opened(self._address, self._site)

    def pass_time(self) -> None:
        time.sleep(max(0.0, self.now_s + POLL_S - time.monotonic()))
        self.now_s = time.monotonic()

    def close(self) -> None:
        pass


def opened(address: str, site: str) -> Source:
    """The source for an address; electrodes too, since nobody wears them here."""
    if site in MUSCLES:
        found = read(address)
        return DeviceSource(line_of(found), [Wearing(site, address, found.sensor)])
    return open_address(address, site)


def body() -> Body:
    """A body that wears two sensors."""
    return Body(BodyParams(), "seated", (SITE, "sternum"))


def simulated() -> Source:
    """A body that nobody moves."""
    return SimulatedSource(body())


def keyboard() -> Source:
    """A body that raises an arm as long as a key is held."""
    source = KeyboardSource(body(), {"up": Pull("right_shoulder_abduction", 60.0)})
    source.hold(frozenset({"up"}))
    return source


def replay() -> Source:
    """Ten seconds that were recorded."""
    recorded = body()
    ticks = [recorded.advance(POLL_S) for _ in range(600)]
    return ReplaySource(ticks, [(site, "serial:gone", "witmotion") for site in recorded.sites])
