"""Addresses: what may be written, and what is said about every mistake before anything is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices import AddressError, InputError, ProtocolError, open_address
from input_devices.registry import SCHEMES


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/dev/ttyUSB0", "begins with none of serial:"),
        ("seriel:/dev/ttyUSB0", "did you mean serial?"),
        ("serial:", "names no port"),
        ("serial:?protocol=auto", "names no port"),
        ("serial:/dev/ttyX?protocol=witmotoin", "did you mean witmotion?"),
        ("serial:/dev/ttyX?protocol=morse", "there are auto, witmotion, "),
        ("serial:/dev/ttyX?protokol=auto", "did you mean protocol?"),
        ("serial:/dev/ttyX?baud", "not of the form option=value"),
        ("serial:/dev/ttyX?baud=fast", "write for example baud=115200"),
        ("serial:/dev/ttyX?baud=-9600", "no speed"),
        ("serial:/dev/ttyX?baud=12", "no speed"),
        ("serial:/dev/ttyX?baud=9600&baud=9600", "gives baud twice"),
        ("serial:/dev/ttyX?name=mine", "add profile=FILE"),
        ("serial:/dev/ttyX?profile=a.yaml&protocol=csv", "leave protocol out"),
    ],
)
def test_a_wrong_address_is_explained(address: str, words: str) -> None:
    """One sentence says what is wrong, with what was probably meant."""
    with pytest.raises(AddressError) as caught:
        open_address(address, "sternum")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_site_is_explained() -> None:
    """Places on the body have fixed names."""
    with pytest.raises(AddressError, match=r"did you mean right_forearm\?"):
        open_address("serial:/dev/ttyX", "right_foream")


def test_a_wrong_profile_is_explained(tmp_path: Path) -> None:
    """A file that is not there, is no text, or has mistakes is named with what is wrong."""
    with pytest.raises(ProtocolError, match="cannot be read: No such file"):
        open_address(f"serial:/dev/ttyX?profile={tmp_path}/none.yaml", "sternum")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProtocolError, match="is not text"):
        open_address(f"serial:/dev/ttyX?profile={binary}", "sternum")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("profiles: {a: {format: csv, columns: [axe]}}", encoding="utf-8")
    with pytest.raises(ProtocolError, match=r"wrong.yaml:1:\d+: .*axe"):
        open_address(f"serial:/dev/ttyX?profile={wrong}&name=a", "sternum")


@given(st.text(max_size=60), st.sampled_from(["", *(f"{scheme}:/x?" for scheme in SCHEMES)]))
def test_any_address_is_a_source_or_an_explanation(text: str, start: str) -> None:
    """Whatever is written, there is a source that can be closed, or a typed error."""
    try:
        source = open_address(start + text, "head")
    except InputError as error:
        assert str(error)
    else:
        source.close()
