"""How streams are asked for: what is written is what the library's own sender reads, and any answer is safe to read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.lsl_discovery import StreamFacts, answer, document, question, read_answer

MARK = 77
FACTS = StreamFacts(
    "imu", "IMU", "s1", "u-1", 6, "float32", 100.0, 16573, 16572, "1.1", "2289.9", "default", "somewhere"
)
printed = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc"]), max_size=40)


def test_a_question_is_three_lines() -> None:
    """As liblsl's senders read it (udp_server.cpp): kind, condition, port and mark."""
    assert question(MARK, 4242) == b"LSL:shortinfo\r\nsession_id='default'\r\n4242 77\r\n"


@given(printed.filter(bool), printed, printed)
def test_an_answer_is_read_as_it_was_meant(name: str, kind: str, source_id: str) -> None:
    """Whatever characters a name has."""
    facts = replace(FACTS, name=name, type=kind, source_id=source_id)
    assert read_answer(answer(facts, MARK), MARK) == facts


def test_an_answer_of_the_library_is_read() -> None:
    """A real one: empty elements, spaces between, and a description that is not looked at."""
    text = (
        '77\r\n<?xml version="1.0"?>\n<info>\n\t<name>imu</name>\n\t<type>IMU</type>\n\t'
        "<channel_count>6</channel_count>\n\t<channel_format>float32</channel_format>\n\t<source_id>s1</source_id>\n\t"
        "<nominal_srate>100.0000000000000</nominal_srate>\n\t<version>1.100000000000000</version>\n\t"
        "<created_at>2289.9</created_at>\n\t<uid>u-1</uid>\n\t<session_id>default</session_id>\n\t"
        "<hostname>somewhere</hostname>\n\t<v4address />\n\t<v4data_port>16573</v4data_port>\n\t"
        "<v4service_port>16572</v4service_port>\n\t<v6address />\n\t<v6data_port>0</v6data_port>\n\t"
        "<v6service_port>0</v6service_port>\n\t<desc><name>another</name></desc>\n</info>\n"
    )
    assert read_answer(text.encode(), MARK) == FACTS
    assert read_answer(text.encode(), MARK + 1) is None


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"uid": ""},
        {"channels": 0},
        {"format": "undefined"},
        {"rate_hz": float("nan")},
        {"rate_hz": -1.0},
        {"data_port": 0},
        {"data_port": 70000},
        {"version": "2.0"},
    ],
)
def test_an_answer_that_makes_no_sense_is_none(change: dict[str, object]) -> None:
    assert read_answer(answer(replace(FACTS, **change), MARK), MARK) is None  # type: ignore[arg-type]


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_an_answer_or_none(tail: bytes, marked: bool) -> None:
    """Nothing raises, and what is read can be printed on one line."""
    found = read_answer((b"77\r\n" if marked else b"") + tail, MARK)
    assert found is None or found.name


@given(st.lists(st.sampled_from(["<name>", "</name>", "<uid>", "&", "<", "\x1b[2J", "x", "\n"]), max_size=12))
def test_what_a_stranger_writes_stays_on_its_line(parts: list[str]) -> None:
    """A name can neither move the cursor nor carry an address into what the library reads."""
    found = read_answer(answer(replace(FACTS, name="".join(parts) or "x"), MARK), MARK)
    if found is not None:
        assert found.name.isprintable()
        assert document(found, "192.168.1.33").count("<v4address>") == 1
