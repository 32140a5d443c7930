"""OpenBCI's boards and Shimmer3 sensors as Lines, opened and read by the library BrainFlow."""

from __future__ import annotations

import math
import threading
import warnings
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from input_devices.address import Address
from input_devices.errors import AddressError, UnavailableError
from input_devices.kit import UsbIdentity
from input_devices.library_line import AbsentError, LibraryLine, Session, need
from input_devices.ports import identity_of, place_of, ports_there
from input_devices.protocols.board_rows import MOTION, BoardRows, OpenBciDecoder, channel_names
from input_devices.protocols.reading import Reading
from input_devices.protocols.shimmer3 import Shimmer3Decoder
from input_devices.serial_port import PortAbsentError, SerialPort, device_name
from input_devices.shimmer3_questions import BAUD, ask
from input_devices.suggestion import did_you_mean

OPTIONS = ("port", "mac")
_FETCH_EVERY_S, _SILENT_MAX = 0.005, 200
"""A board sends tens to hundreds of samples a second: a second of asking in vain, and it is gone."""
_LOOK_EVERY = 20
_BUFFER_SAMPLES = 15_000
_OPEN_S = 5
_GONE = "is gone; plug it in and switch it on, and play goes on by itself"
_NO_PORT, _NOT_READY, _BROKEN, _NO_DATA = 2, 7, 17, 18
"""BrainFlow's exit codes: the port does not open; the board answers nothing, or not as it should; nothing streams."""


@dataclass(frozen=True, slots=True)
class Board:
    """One kind of board that may be worn. BrainFlow's synthetic and playback boards are none: no person moves them."""

    name: str
    board_id: str
    """As BrainFlow calls it."""
    without_port: str | None
    """The same where no port is named: over the computer's own Bluetooth; None where a port is needed."""
    sensors: tuple[str, ...]
    expected_hz: float
    counts: bool
    """It numbers its samples 0–255."""
    emg_range_mv: tuple[float, float] | None
    """The ends of the converter behind its electrodes; None where that is set in the board."""


def _ends(reference_mv: float, gain: float) -> tuple[float, float]:
    """Of a converter behind an amplifier; opening a board sets the gain that its maker counts with."""
    return (-reference_mv / gain, reference_mv / gain)


BOARDS: Mapping[str, Board] = MappingProxyType(
    {
        "cyton": Board(
            "OpenBCI Cyton",
            "CYTON_BOARD",
            None,
            (*channel_names(8), MOTION),
            250.0,
            True,
            _ends(4500.0, 24.0),
        ),
        "ganglion": Board(
            "OpenBCI Ganglion",
            "GANGLION_BOARD",
            "GANGLION_NATIVE_BOARD",
            (*channel_names(4), MOTION),
            200.0,
            False,
            _ends(1200.0, 1.5 * 51.0),
        ),
        "shimmer3": Board("Shimmer3", "SHIMMER3_BOARD", None, (*channel_names(4), MOTION), 50.0, False, None),
    }
)
_SESSIONS = count(1)
_ACCELEROMETER_HZ = 20.0
"""What the accelerometer of an OpenBCI board gives at least."""


class RowDecoder(Protocol):
    def take(self, samples: Sequence[Sequence[float]]) -> list[Reading]: ...


class BoardSession:
    """One board, streaming. Raises UnavailableError where it does not begin.

    The library does one thing at a time for all boards, and opening another one takes it seconds: a thread asks it for
    samples, so that nobody else waits. It does not tell that a board is gone: its port is, or it was asked in vain for
    so long.
    """

    bad_frames = 0
    complaint: str | None = None

    def __init__(self, shim: Any, decoder: RowDecoder, device: str | None) -> None:
        """`shim` is prepared; streaming begins here."""
        self._shim, self._decoder = shim, decoder
        port = Path(device) if device is not None else None
        self._port = port if port is not None and port.exists() else None
        """Where the system shows ports as files."""
        self._samples: deque[list[float]] = deque(maxlen=_BUFFER_SAMPLES)
        self._silent = 0
        self._unwanted = threading.Event()
        shim.start_stream(_BUFFER_SAMPLES)
        self._thread = threading.Thread(target=self._fetch, name="BrainFlow board", daemon=True)
        self._thread.start()

    def take(self) -> Sequence[Reading]:
        samples = [self._samples.popleft() for _ in range(len(self._samples))]
        if not samples and self._silent >= _SILENT_MAX:
            raise UnavailableError("is gone")
        return self._decoder.take(samples)

    def close(self) -> None:
        from brainflow.exit_codes import BrainFlowError

        self._unwanted.set()
        self._thread.join()
        with suppress(BrainFlowError):  # the board is gone: there is nobody to be told that it may stop
            self._shim.stop_stream()
        with suppress(BrainFlowError):
            self._shim.release_session()

    def _fetch(self) -> None:
        from brainflow.exit_codes import BrainFlowError

        while not self._unwanted.wait(_FETCH_EVERY_S):
            try:
                columns = self._shim.get_board_data().T.tolist()
            except BrainFlowError:
                self._silent = _SILENT_MAX
                return
            self._samples.extend(columns)
            self._silent = 0 if columns else self._silent + 1
            if self._silent and self._silent % _LOOK_EVERY == 0 and self._port is not None and not self._port.exists():
                self._silent = _SILENT_MAX
                return


class BoardOpener:
    """Opens one board again and again; finds its port again under another name."""

    def __init__(
        self, board: Board, port: str | None, mac: str, wanted: Sequence[str], *, everyone: bool = False
    ) -> None:
        """Of its sensors those `wanted` are heard, without any the first, or with `everyone` all that it has."""
        self._board, self._port, self._mac, self._wanted, self._everyone = board, port, mac, wanted, everyone
        self._usb: UsbIdentity | None = None

    def __call__(self, unwanted: threading.Event) -> Session:
        device = None
        if self._port is not None:
            there = ports_there()
            device = place_of(self._usb, self._port, there)
            if device is None:
                raise AbsentError(f"the {self._board.name} is not plugged in; plug it in")
            self._usb = self._usb or identity_of(device, there)
        return self._opened(device, unwanted)

    def _opened(self, device: str | None, unwanted: threading.Event) -> Session:
        from brainflow.board_shim import BoardIds, BoardShim, BrainFlowInputParams
        from brainflow.exit_codes import BrainFlowError

        # How BrainFlow finds its own library; nobody who reads that here can do anything about it.
        warnings.filterwarnings("ignore", "pkg_resources is deprecated")
        BoardShim.disable_board_logger()
        name = self._board.board_id if device is not None else self._board.without_port
        assert name is not None
        board_id = BoardIds[name].value
        rows = _rows(BoardShim.get_board_descr(board_id))
        decoder = self._decoder(rows, device)
        params = BrainFlowInputParams()
        params.serial_port, params.mac_address, params.timeout = device or "", self._mac, _OPEN_S
        # The library tells sessions apart by these values alone, and an old one that Python throws away late would end
        # a new one with the same; no board here reads this value.
        params.ip_port_anc = next(_SESSIONS)
        shim = BoardShim(board_id, params)
        try:
            shim.prepare_session()
            return _streaming(shim, decoder, device, unwanted)
        except BrainFlowError as error:
            raise _refusal(self._board, error.exit_code, str(error), device) from error

    def _decoder(self, rows: BoardRows, device: str | None) -> RowDecoder:
        """What reads the board's table. A Shimmer3 is asked first what it sends and how it is calibrated."""
        if self._board.board_id != "SHIMMER3_BOARD":
            return OpenBciDecoder(rows, self._heard(self._board.sensors), counts=self._board.counts)
        assert device is not None
        try:
            setup = ask(device)
        except PortAbsentError as error:
            raise AbsentError(str(error)) from error
        lacking = [sensor for sensor in self._wanted if sensor not in setup.sensors]
        if lacking or not setup.sensors:
            there = ", ".join(setup.sensors) or "nothing that can be worn"
            raise UnavailableError(
                f"it is set to send {there}, not {', '.join(lacking) or 'movement'}; "
                "set it in the manufacturer's program"
            )
        return Shimmer3Decoder(rows, setup, self._heard(setup.sensors))

    def _heard(self, there: Sequence[str]) -> Sequence[str]:
        return there if self._everyone else self._wanted or there[:1]


def _streaming(shim: Any, decoder: RowDecoder, device: str | None, unwanted: threading.Event) -> BoardSession:
    """A prepared board, streaming; where it does not begin, it is let go."""
    try:
        if unwanted.is_set():
            raise UnavailableError("nobody waits for it any more")
        return BoardSession(shim, decoder, device)
    except Exception:
        shim.release_session()
        raise


def _rows(described: Mapping[str, Any]) -> BoardRows:
    """Where everything is in a board's table, by the library's own description."""
    muscles = described.get("emg_channels") or described["ecg_channels"]
    ax, ay, az = described["accel_channels"]
    gyro = described.get("gyro_channels")
    rate = (gyro[0], gyro[1], gyro[2]) if gyro else None
    return BoardRows(described["package_num_channel"], tuple(muscles), (ax, ay, az), rate)


def _refusal(board: Board, code: int, said: str, device: str | None) -> UnavailableError:
    """Why the library could not open a board, and what to do."""
    if device is None:
        return AbsentError(
            f"no {board.name} is heard over this computer's Bluetooth; switch both on, "
            "or plug its dongle in and write port= in the address"
        )
    if code == _NO_PORT:
        try:
            SerialPort(device, BAUD).close()
        except PortAbsentError as error:
            return AbsentError(str(error))
        except UnavailableError as error:
            return error
        return UnavailableError(f"{device_name(device)} did not open; unplug it and plug it in again")
    if code in (_NOT_READY, _BROKEN, _NO_DATA):
        return UnavailableError(
            f"the {board.name} does not answer on {device_name(device)}; switch it on, charge it, and check the port"
        )
    return UnavailableError(f"BrainFlow says: {said}; switch the {board.name} off and on")


def emg_range_mv(address: Address) -> tuple[float, float] | None:
    """The ends of the converter of the board that an address names; None where they are not known."""
    board = BOARDS.get(address.place)
    return None if board is None else board.emg_range_mv


def line_at(address: Address) -> LibraryLine:
    """The line of `brainflow:BOARD`. Raises AddressError, and UnavailableError where BrainFlow is missing."""
    address.allow(OPTIONS)
    text, options = address.text, address.options
    board = BOARDS.get(address.place)
    if board is None:
        there = ", ".join(BOARDS)
        raise AddressError(
            f"the address {text!r} names no board; there are {there}{did_you_mean(address.place, tuple(BOARDS))}"
        )
    port = options.get("port")
    if port is None and board.without_port is None:
        raise AddressError(f"the address {text!r} names no port; write brainflow:{address.place}?port=/dev/ttyUSB0")
    if port is not None and "mac" in options:
        raise AddressError(f"the address {text!r} gives both port and mac; a dongle finds the board by itself")
    wanted = address.sensors or ((address.sensor,) if address.sensor is not None else ())
    for sensor in wanted:
        if sensor not in board.sensors:
            raise AddressError(
                f"the address {text!r}: there is no sensor {sensor}; there are {', '.join(board.sensors)}"
                f"{did_you_mean(sensor, board.sensors)}"
            )
    need("brainflow", "emg", f"the {board.name}")
    slow = MOTION in wanted and board.expected_hz > _ACCELEROMETER_HZ and address.place != "shimmer3"
    return LibraryLine(
        f"{board.name}, {device_name(port)}" if port is not None else board.name,
        address.place,
        BoardOpener(board, port, options.get("mac", ""), wanted, everyone=address.everyone),
        _GONE,
        expected_hz=_ACCELEROMETER_HZ if slow else board.expected_hz,
        silent_after_s=math.inf,
    )
