"""Line profiles: what may be written, and that every mistake is named with its line, all at once."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.errors import ProtocolError
from input_devices.protocols.profile_text import read_profile
from tests.input_devices.protocols.vectors import FOLDER

PROFILES = (FOLDER / "line_profiles.yaml").read_text(encoding="utf-8")


def problems(text: str, name: str | None = None) -> list[str]:
    with pytest.raises(ProtocolError) as caught:
        read_profile(text, "board.yaml", name)
    return str(caught.value).splitlines()


def board(*lines: str) -> str:
    return "\n".join(("profiles:", "  mine:", *(f"    {line}" for line in lines)))


def test_every_problem_at_once_with_its_line() -> None:
    """A file with many mistakes gives one sentence for each, in order, as file:line:column."""
    found = problems(
        board(
            "format: csv",
            "colums: [ax]",
            "columns: [ax, ay, gx, gy, gz, axx]",
            "units: {acc: furlong, gyr: dps, emg: {adc_bits: 99}}",
            "axes: {x: +y, y: +x, z: +z}",
            "checksum: crc",
            "port: {baud: fast}",
            "signs: {yaw: 2}",
        )
    )
    said = " ".join(found)
    assert [line.split(":")[1] for line in found] == sorted((line.split(":")[1] for line in found), key=int)
    assert "board.yaml:4:5: unknown key colums; did you mean columns?" in found
    assert "board.yaml:6:27: unknown key gyr; did you mean gyro?" in found
    assert "board.yaml:6:18: unknown unit of acc furlong; it is one of m/s2, g, mg, g/256" in found
    for part in (
        "az is missing",
        "no rotation",
        "unknown checksum crc",
        "from 300 to 4000000",
        "unknown sign 2",
        "axx",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "empty"),
        ("profiles: {}", "no profile"),
        ("- a", "keys and values"),
        ("profile: {a: {}}", "did you mean profiles?"),
        (board("format: xml"), "unknown format xml; it is one of csv, json, keyvalue, regex"),
        (board("format: regex"), "a regex profile needs match"),
        (board("format: regex", "match: quat"), "a list of patterns"),
        (board("format: regex", "match: [{emits: quat}]"), "a pattern is missing"),
        (board("format: regex", "match: [{pattern: '(?P<emg>.*'}]"), "no regular expression"),
        (board("format: regex", "match: [{pattern: '(?P<emgg>.*)'}]"), "did you mean emg?"),
        (board("format: regex", "match: [{pattern: '(?P<ax>.*)'}]"), "go together"),
        (board("format: regex", "match: [{pattern: '(?P<emg>.*)', emits: quat}]"), "quat is missing qw, qx, qy, qz"),
        (board("format: regex", "match: [{pattern: '.*', emits: ignore}]"), "with a pattern that says something"),
        (board("format: regex", "match: [{pattern: '.*'}]"), "nothing here can be played with"),
        (board("format: keyvalue", "columns: [ax]"), "unknown key columns"),
        (board("format: keyvalue", "fold: [yaw]"), "unknown entry yaw"),
        (board("format: keyvalue", "start: {until: ready}"), "start needs send"),
        (board("format: keyvalue", "start: {send: r, repeat_s: 0}"), "from 0.1 to 60"),
        (board("format: csv", "columns: [tl, tr, bl]"), "br is missing"),
        (board("format: csv", "columns: [tl, tr, bl, br]", "loads: {tare: [1, 2, 3]}"), "four numbers: tl, tr, bl, br"),
        (board("format: csv", "columns: [tl, tr, bl, br]", "loads: {counts_per_kg: 0}"), "cannot be 0"),
        (board("format: csv", "columns: [tl, tr, bl, br]", "units: {load: stone}"), "kg, g, N, lb"),
        (
            board("format: regex", "match: [{pattern: '(?P<emg>.*)'}]", "parts: [acc, gyro]"),
            "no pattern emits acc, gyro",
        ),
        (board("units: {acc: g}"), "has no format"),
        (board("format: csv"), "needs columns"),
        (board("format: csv", "columns: [mx, my, mz]"), "nothing here can be played with"),
        (board("format: csv", "columns: [emg, emg]"), "twice"),
        (board("format: csv", "format: csv", "columns: [emg]"), "twice"),
        (board("format: json", "fields: {qw: q.0}"), "go together"),
        (board("format: csv", "columns: emg"), "a list of words"),
        (board("format: csv", "columns: [emg]", "axes: {x: +x, y: +x, z: +z}"), "no rotation"),
        (board("format: csv", "columns: [emg]", "units: {emg: {}}"), "adc_bits"),
        (board("format: csv", "columns: [emg]", "rename: {a: emgg}"), "did you mean emg?"),
        (board("format: csv", "columns: [emg]", "port: 9600"), "keys and values"),
        ("profiles: [unclosed", "not YAML"),
        ("profiles: \x00", "not YAML"),
        ("[" * 600, "nested too deeply"),
    ],
)
def test_each_mistake_has_a_sentence(text: str, part: str) -> None:
    """What is wrong is said with the file and the line, never by a traceback."""
    found = problems(text)
    assert any(part in line for line in found)
    assert all(line.startswith("board.yaml:") for line in found)


def test_a_profile_is_chosen_by_name() -> None:
    """A file may hold several: the wrong name and no name both list what there is; problems of others do not matter."""
    assert "choose one with name=: openlog, plain_csv" in problems(PROFILES)[0]
    assert "did you mean openlog?" in problems(PROFILES, "openlogg")[0]
    text = PROFILES + "\n  later:\n    format: regex\n"
    assert read_profile(text, "board.yaml", "openlog").header_auto


def test_what_a_profile_says_about_its_port() -> None:
    """Speed, boot and rate come with the profile; without a word the usual ones hold."""
    checked = read_profile(PROFILES, "board.yaml", "checked")
    assert (checked.baud, checked.dtr_reset, checked.boot_wait_s, checked.expect_hz) == (115200, True, 2.0, 100)
    emg = read_profile(PROFILES, "board.yaml", "emg")
    assert (emg.baud, emg.dtr_reset, emg.boot_wait_s, emg.expect_hz) == (None, True, 0.0, 50)


def test_units_and_signs_become_one_factor() -> None:
    """Degrees are the rule for angles, and a sign turns the factor round."""
    found = read_profile(board("format: csv", "columns: [yaw, pitch, roll]", "signs: {yaw: -1}"), "board.yaml")
    assert found.factors["yaw"] == pytest.approx(-math.radians(1))
    assert found.factors["roll"] == pytest.approx(math.radians(1))


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda junk: junk.decode("latin-1")))
def test_any_text_is_a_profile_or_a_list_of_problems(text: str) -> None:
    """No text at all ends in anything but a profile or a ProtocolError."""
    for whole in (text, board("format: csv", f"columns: {text}"), board(text)):
        try:
            read_profile(whole, "board.yaml")
        except ProtocolError as error:
            assert str(error).startswith("board.yaml:")
