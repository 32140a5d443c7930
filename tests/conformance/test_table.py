"""The table of sources is whole, and a real device is checked by its address with words that say what to do."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.text_line import encode_csv
from input_devices.registry import SCHEMES
from input_devices.shipped_profiles import shipped_names
from tests.benchmarks.feeding import Feeder
from tests.conformance.far_end import Cable
from tests.conformance.kinds import KINDS, PRINTED
from tests.conformance.test_sources import gather
from tests.house.tree import run


def test_every_kind_of_address_and_every_format_is_checked() -> None:
    """A new kind of address, wire format or shipped profile needs its line in the table."""
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    assert set(SCHEMES) <= {kind.scheme for kind in KINDS}
    assert set(PROTOCOLS) <= set(names)
    assert set(shipped_names()) == set(PRINTED)


def test_a_device_is_checked_by_its_address() -> None:
    """`pytest --device ADDRESS` runs the checks on that device and no other test."""
    frame = encode_csv(Reading((0.1, 0.0, 0.0), (0.0, 0.0, 9.81)))
    with closing(Feeder([frame] * 3000, 100.0)) as cable:
        cable.start()
        address = f"left_shank=serial:{cable.path}?protocol=csv&baud=115200"
        words = ("tests/conformance", "-p", "no:xdist", "-k", "sound or table", "--device", address)
        said = run([sys.executable, "-m", "pytest", *words])
    assert said.returncode == 0, said.stdout
    assert "1 passed" in said.stdout


def test_what_is_wrong_with_a_device_is_said(tmp_path: Path) -> None:
    """A check fails with the sentence that a person would read in the game."""
    with closing(Cable(tmp_path, lambda _: b"", "protocol=csv&baud=115200")) as silent:
        with pytest.raises(AssertionError, match=r"nothing has come from the sensor .* check that it is switched on"):
            gather(source := silent.open(), silent)
        source.close()
