"""What holds for every row of the table: any bytes, bounded memory, no clock, recognition by listening."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.listening import Listener, identify
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.witmotion_packets import encode, encode_combined
from input_devices.shipped_profiles import shipped_format, shipped_names
from tests.input_devices.protocols.vectors import vectors

WAITING_MAX_BYTES = 512
SAMPLE = Reading((0.1, -0.2, 0.3), (0.5, 1.5, 9.5))
ROWS = sorted(PROTOCOLS)
FORMATS = {**PROTOCOLS, **{name: shipped_format(name) for name in shipped_names()}}
"""The table, and the line profiles that are shipped."""
WRITTEN = [row.encode(SAMPLE) for row in PROTOCOLS.values() if row.encode is not None]
LINES = [case["line"].encode() for case in vectors("arduino_text")["cases"][::7]]
pieces = st.one_of(
    st.binary(max_size=80),
    st.sampled_from(LINES),
    st.sampled_from([*WRITTEN, *(frame[:-1] for frame in WRITTEN), *(frame[1:] for frame in WRITTEN)]),
    st.sampled_from(
        [
            b"\x55",
            b"\x55\x61",
            b"\x55\x51",
            b"$",
            b"$\x02",
            b"\r\n",
            b"\n",
            b"{",
            b'{"ax":',
            b"1,2,3,4,5,6\n",
            b"1e999,nan,",
            b"ax,ay,az\n",
        ]
    ),
    st.builds(encode, contents=st.lists(st.integers(0x50, 0x5F), min_size=1, max_size=4)),
    st.just(encode_combined()),
    st.just(encode_combined(device_s=1.0)),
)


def spoken(name: str, samples: int = 8) -> bytes:
    row = PROTOCOLS[name]
    assert row.encode is not None
    return b"".join(row.encode(SAMPLE) for _ in range(samples))


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(chunks=st.lists(pieces, max_size=12))
def test_any_bytes_are_readings_or_counted_faults(name: str, chunks: list[bytes]) -> None:
    """Readings hold finite numbers only; every byte is understood, counted as skipped, or among the few that wait."""
    decoder = FORMATS[name].decoder()
    fed = 0
    for chunk in chunks:
        fed += len(chunk)
        for reading in decoder.feed(chunk):
            groups = (reading.rate_rad_s, reading.acceleration_m_s2, reading.orientation)
            assert any(group is not None for group in (*groups, reading.emg_mv))
            assert all(math.isfinite(part) and abs(part) <= 1e6 for group in groups if group for part in group)
            assert reading.missed >= 0
        assert decoder.waiting_bytes <= WAITING_MAX_BYTES
        assert decoder.skipped_bytes <= fed
        assert decoder.good_frames or decoder.skipped_bytes + decoder.waiting_bytes == fed


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(chunks=st.lists(pieces, max_size=12), cut=st.integers(1, 60))
def test_chunks_make_no_difference(name: str, chunks: list[bytes], cut: int) -> None:
    """The same bytes give the same readings however they are cut."""
    data = b"".join(chunks)
    whole, parts = FORMATS[name].decoder(), FORMATS[name].decoder()
    expected = whole.feed(data)
    found = [reading for i in range(0, len(data), cut) for reading in parts.feed(data[i : i + cut])]
    if b"\x55\x61" not in data:
        assert found == expected
    assert parts.waiting_bytes <= WAITING_MAX_BYTES


@pytest.mark.parametrize("name", ROWS)
def test_each_format_is_recognised_and_no_other(name: str) -> None:
    """Listening names the format after a few samples, also from the middle of one and behind a banner."""
    assert identify(spoken(name)) == name
    assert identify(spoken(name)[7:]) == name
    assert identify(b"\r\nbooting ... v1.2\r\n" + spoken(name)) == name


def test_the_packet_without_a_checksum_is_recognised() -> None:
    """The 0x61 packet in both lengths is WitMotion as well."""
    assert identify(encode_combined() * 6) == "witmotion"
    assert identify(encode_combined(device_s=5.0)[9:] + encode_combined(device_s=5.0) * 6) == "witmotion"


@given(st.binary(max_size=300))
def test_noise_is_in_no_format(noise: bytes) -> None:
    """Random bytes, such as a wrong speed gives, name nothing."""
    assert identify(noise) is None


def test_nothing_said_before_recognition_is_lost() -> None:
    """The readings of the time of listening are handed over with the times their bytes arrived."""
    data = spoken("witmotion", 6)
    listener = Listener(tuple(PROTOCOLS.values()))
    found = None
    chunks = [data[i : i + 22] for i in range(0, len(data), 22)]
    times = iter(range(100))
    while found is None:
        found = listener.feed(chunks.pop(0), float(next(times)))
    readings = [reading for _, batch in found.heard for reading in batch]
    readings += [reading for chunk in chunks for reading in found.decoder.feed(chunk)]
    assert len(readings) == 6
    assert [arrived_s for arrived_s, _ in found.heard] == sorted(arrived_s for arrived_s, _ in found.heard)
