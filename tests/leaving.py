"""What a process has open: terminals, sockets and threads, so that a test can tell what was left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

OPEN_FILES = Path("/proc/self/fd")
CLOSING_S = 10.0
"""How long a worker may take to let go after the test that used it, on a machine that has more to do."""
NETWORKS = tuple(Path("/proc/self/net") / name for name in ("tcp", "tcp6", "udp", "udp6"))
_KINDS = ("/dev/pts/", "/dev/ptmx", "/dev/tty", "socket:")


def open_ports() -> set[str]:
    """The terminals and network sockets this process has open, each as `number path`; empty where the system cannot
    tell. Sockets within the computer are not counted: a window opens some for as long as the process lives."""
    if not OPEN_FILES.is_dir():
        return set()
    ports = set()
    for entry in OPEN_FILES.iterdir():
        try:
            target = str(entry.readlink())
        except OSError:
            continue
        if target.startswith(_KINDS):
            ports.add(f"{entry.name} {target}")
    if any(" socket:" in port for port in ports):
        lines = [line for table in NETWORKS if table.exists() for line in table.read_text("utf-8").splitlines()[1:]]
        networked = {f"socket:[{line.split()[9]}]" for line in lines}
        ports = {port for port in ports if " socket:" not in port or port.split()[1] in networked}
    return ports


def threads() -> set[str]:
    """The threads that run, each as `name number`."""
    return {f"{thread.name} {thread.ident}" for thread in threading.enumerate()}


@contextmanager
def everything_open() -> Iterator[Callable[[], set[str]]]:
    """Gives what tells, after the block, what has been opened in it and not closed within a moment."""
    before = open_ports() | threads()

    def left() -> set[str]:
        deadline_s = time.monotonic() + CLOSING_S
        while (there := (open_ports() | threads()) - before) and time.monotonic() < deadline_s:
            time.sleep(0.01)
        return there

    yield left
