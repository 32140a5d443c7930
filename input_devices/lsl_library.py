"""The Lab Streaming Layer's library, loaded when it is first used and kept to one network; alone in importing pylsl.

liblsl reads its settings once, before anything else. They let it call and answer on one network only. Its data ports it
opens on every network all the same, whatever it is told; on Linux the kernel is asked to let nothing through to them
that was not sent to the chosen one.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.util
import os
import socket
import struct
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from input_devices.errors import UnavailableError
from input_devices.network import is_own

INSTALL = "Lab Streaming Layer is not installed here; run: python -m pip install 'moveagain[research]'"
_GROUPS = "{224.0.0.183, 239.255.172.215}"
"""Where streams are asked for: two of liblsl's own groups. Its call to everybody takes the usual way out, whatever
network is chosen, so it is left out."""
_OPEN_FILES = Path("/proc/self/fd")
_ANY = "0.0.0.0"
_ATTACH_FILTER, _MULTICAST_ALL = 26, 49
"""SO_ATTACH_FILTER and IP_MULTICAST_ALL (Linux, asm-generic/socket.h and in.h)."""
_TO_FIRST_HEADER = 0xFFF00000
"""SKF_NET_OFF (linux/filter.h): a filter counts from the network's own header, not from the payload."""

_once = threading.Lock()
_chosen: list[str] = []
"""The network that liblsl was told of; it cannot be told again."""


def is_installed() -> bool:
    """Whether the library's Python package is there; loads nothing."""
    return importlib.util.find_spec("pylsl") is not None


def library(interface: str) -> Any:
    """pylsl, set to one network. May take a while when it is first loaded; raises UnavailableError."""
    if not is_installed():
        raise UnavailableError(INSTALL)
    if not is_own(interface):
        raise UnavailableError(f"this computer is not in a network as {interface} now; switch it on, or choose another")
    with _once:
        try:
            import pylsl
        except (RuntimeError, OSError) as error:
            raise UnavailableError(
                "liblsl cannot be loaded on this computer; install it (Debian: liblsl2), then try again"
            ) from error
        if not _chosen:
            try:
                pylsl.set_config_content(settings(interface))
            except NotImplementedError as error:
                raise UnavailableError(
                    "liblsl on this computer is older than 1.17.7 and cannot be kept to one network; install a newer "
                    "one, or leave the setting PYLSL_LIB away so that the one that came with pylsl is used"
                ) from error
            _chosen.append(interface)
        if _chosen[0] != interface:
            raise UnavailableError(
                f"Lab Streaming Layer is in use on {_chosen[0]} already, and keeps to one network until the program "
                f"ends; choose {_chosen[0]}, or start the game again"
            )
        return pylsl


def settings(interface: str) -> str:
    """What liblsl is told: nothing of it leaves the network, or asks another one."""
    own = interface.startswith("127.")
    lines = [
        "[log]",
        "level = -3",
        "[ports]",
        "IPv6 = disable",
        "[multicast]",
        f"ResolveScope = {'machine' if own else 'link'}",  # how far a question travels: no router passes it on
        f"AddressesOverride = {{{interface}}}" if own else f"AddressesOverride = {_GROUPS}",
        f"Interfaces = {{{interface}}}",
        *([f"ListenAddress = {interface}"] if own else []),
        "[lab]",
        f"KnownPeers = {{{interface}}}",  # several programs of this computer share the first port; one of them hears
    ]
    return "\n".join(lines) + "\n"


def open_sockets() -> dict[str, int]:
    """The sockets that this process has open: the kernel's name of each, and its number here. Empty where the system
    does not tell."""
    found: dict[str, int] = {}
    for entry in _OPEN_FILES.iterdir() if sys.platform == "linux" and _OPEN_FILES.is_dir() else ():
        with suppress(OSError):
            name = str(entry.readlink())
            if name.startswith("socket:"):
                found[name] = int(entry.name)
    return found


def close_to_others(before: dict[str, int], interface: str) -> bool:
    """Let the ports that were opened to every network since `before` take only what is sent to `interface`, or to a
    group that they have joined. False where this system cannot: then they must not stay open.

    Whoever came in through another network in between is turned out.
    """
    kept = [_keep_to(number, interface) for name, number in open_sockets().items() if name not in before]
    if None in kept or True not in kept:
        return False
    for name, number in open_sockets().items():
        if name not in before:
            _turn_out(number, interface)
    return True


def _keep_to(number: int, interface: str) -> bool | None:
    """Whether this is a port for callers, which is closed to others now; None where it could not be closed."""
    try:
        with socket.socket(fileno=os.dup(number)) as one:
            if one.family != socket.AF_INET:
                return None if one.family == socket.AF_INET6 else False
            if one.getsockname()[0] == _ANY:
                _filter(one, interface)
                return one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    except OSError as error:
        return False if error.errno == errno.EBADF else None  # it was a question's, and is answered by now
    return False


def _filter(one: socket.socket, interface: str) -> None:
    """In the kernel: of what arrives, where its IP header says it goes (RFC 791, byte 16)."""
    ours = struct.unpack("!I", socket.inet_aton(interface))[0]
    steps = (
        (0x20, 0, 0, _TO_FIRST_HEADER + 16),  # load the destination
        (0x15, 3, 0, ours),  # ours: take it
        (0x54, 0, 0, 0xF0000000),  # keep its first four bits
        (0x15, 1, 0, 0xE0000000),  # a group: take it
        (0x06, 0, 0, 0),  # drop it
        (0x06, 0, 0, 0xFFFFFFFF),  # take all of it
    )
    if one.type == socket.SOCK_DGRAM:
        one.setsockopt(socket.IPPROTO_IP, _MULTICAST_ALL, 0)
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(program)
    one.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, struct.pack("HP", len(steps), ctypes.addressof(kept)))


def _turn_out(number: int, interface: str) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as one:
        if one.family == socket.AF_INET and one.type == socket.SOCK_STREAM:
            one.getpeername()  # raises for a port that waits for callers
            if one.getsockname()[0] != interface:
                one.shutdown(socket.SHUT_RDWR)
