"""`moveagain inputs network`: everybody who sends to one network, in words and as JSON, with the address to wear it."""

from __future__ import annotations

import json
import math
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from game.app.network_inputs import FoundSender
from game.cli import run
from game.cli.inputs_network import as_row, tell
from input_devices import SenderFinding, open_address
from tests.input_devices.fake_tracker import NAME, FakeTracker, turned_about_x
from tests.input_devices.lsl_sender import LslSender, pylsl

STREAM = f"listed-{os.getpid()}"


@pytest.fixture
def port() -> Iterator[int]:
    """Of a tracker that turns; a stream is sent beside it."""
    pylsl()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    over = threading.Event()

    def send() -> None:
        with closing(FakeTracker(number)) as tracker, closing(LslSender(STREAM)) as sender:
            sent = 0
            while not over.wait(0.01):
                tracker.step(time.perf_counter(), turned_about_x(time.perf_counter()))
                sender.send((0.0, 0.0, 1.0, 0.0, 0.0, 0.0), 1e5 + sent / 90)
                sent += 1

    sending = threading.Thread(target=send)
    sending.start()
    yield number
    over.set()
    sending.join()


def test_everybody_is_listed(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Trackers and streams with what is known of them; each address can be opened as it stands."""
    assert run(["inputs", "network", f"127.0.0.1:{port}", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    tracker, stream = rows[f"{NAME}/0"], rows[STREAM]
    assert (tracker["protocol"], tracker["host"], tracker["about"]) == ("slimevr", "127.0.0.1", "0.5.0")
    assert (stream["protocol"], stream["host"], stream["about"], stream["notice"]) == ("lsl", "127.0.0.1", "IMU", None)
    for row in (tracker, stream):
        assert row["rate_hz"] > 50 and row["samples"] > 50 and row["battery"] is None
        open_address(row["address"], "sternum").close()


def test_nobody_is_a_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What to do, that a network proves nothing, and what to install for streams; an empty array in JSON."""
    for module in ("sender_survey", "stream_survey"):
        monkeypatch.setattr(f"input_devices.{module}.VAIN_S", 0.1)
    monkeypatch.setattr("input_devices.stream_survey.is_installed", lambda: False)
    assert run(["inputs", "network", "127.0.0.1"]) == 0
    said = capsys.readouterr().out
    assert "Nobody sends to the network 127.0.0.1" in said and "Nothing on a network proves who sends it" in said
    assert "moveagain[research]" in said.replace("\n", " ")
    assert run(["inputs", "network", "127.0.0.1", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_what_is_no_network_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inputs", "network", "wlan0"]) == 2
    assert "names no network of this computer" in capsys.readouterr().err


def test_a_sender_in_words_and_as_a_row() -> None:
    """Eighty columns, except for the address, which is to be copied whole; what is not known is null."""
    address = "slimevr:192.168.1.20?sensor=DE:AD:BE:EF:00:01/0"
    notice = "it sends something that cannot be read; choose its format, or describe what it sends in a file"
    finding = SenderFinding(address, f"{NAME}/0", "192.168.1.33", "0.5.0", "slimevr", 99.7, 500, 2, 1, 0.5, notice)
    lines = tell(FoundSender(finding, "right_forearm"))
    assert all(len(line) <= 80 for line in lines[:-1])
    assert lines[-1].endswith(finding.address)
    said = "\n".join(lines)
    for words in ("100 a second", "lost 2, damaged 1", "battery 50 %", "last worn on the right forearm"):
        assert words in said
    row = as_row(FoundSender(SenderFinding("a", "n", "h", "", "lsl"), None))
    assert (row["rate_hz"], row["battery"], row["last_worn"]) == (None, None, None)
    assert not any(isinstance(value, float) and math.isnan(value) for value in row.values())
