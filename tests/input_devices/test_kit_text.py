"""Kits as text: what is written is read again as it was, and everything wrong in a file is told at once."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices import (
    ISOLATIONS,
    MUSCLES,
    PLACES,
    SITES,
    Kit,
    KitError,
    KitSensor,
    UsbIdentity,
    Vector,
    full_address,
    open_worn,
)
from input_devices.kit_text import check_kit_name, read_kit_text, write_kit_text
from input_devices.registry import SCHEMES

SOURCE = "kit.yaml"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
USB = st.builds(
    UsbIdentity, st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.none() | WORDS, st.none() | st.just("1-2.3:1.0")
)


def _up(tilt_rad: float, turn_rad: float) -> Vector:
    """A direction of length 1."""
    across = math.sin(tilt_rad)
    return (across * math.cos(turn_rad), across * math.sin(turn_rad), math.cos(tilt_rad))


UPS = st.builds(_up, st.floats(0.0, math.pi), st.floats(-math.pi, math.pi))
OPTIONS = st.sampled_from(["", "?protocol=witmotion", "?protocol=csv&baud=115200&sensor=a%20b"])


@st.composite
def kits(draw: st.DrawFn) -> Kit:
    """Any kit: places and ports each once."""
    places = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=4))
    sensors = tuple(
        KitSensor(
            site,
            f"serial:/dev/tty USB{number}#{draw(OPTIONS)}",
            draw(st.none() | USB),
            draw(st.none() | UPS),
            draw(st.none() | st.sampled_from(ISOLATIONS)),
        )
        for number, site in enumerate(places)
    )
    return Kit("mine", sensors, draw(st.none() | st.booleans()))


@given(kits())
def test_what_is_written_is_read_again(kit: Kit) -> None:
    """Every field, whatever is in it; directions to four places."""
    again = read_kit_text(write_kit_text(kit), SOURCE, "mine")
    assert (again.name, again.implanted_electronics) == (kit.name, kit.implanted_electronics)
    for read, written in zip(again.sensors, kit.sensors, strict=True):
        assert (read.site, read.address, read.usb, read.isolation) == (
            written.site,
            written.address,
            written.usb,
            written.isolation,
        )
        assert (read.up is None) == (written.up is None)
        if read.up is not None and written.up is not None:
            assert math.dist(read.up, written.up) < 2e-4
            assert math.hypot(*read.up) == pytest.approx(1.0)


def test_every_kind_of_address_stands_in_a_kit() -> None:
    """One sensor of each kind: written, read again as it was, and opened as it stands."""
    for library in ("pylsl", "bleak", "brainflow", "ximu3"):
        pytest.importorskip(library)
    addresses = {
        "right_forearm": "serial:/dev/ttyUSB0?protocol=witmotion",
        "sternum": "slimevr:127.0.0.1?sensor=DE:AD:BE:EF:00:01/0",
        "pelvis": "ble:D4:5E:11:22:33:44",
        "left_thigh": "ximu3:192.168.1.7",
        "right_biceps": "brainflow:cyton?port=/dev/ttyUSB1&sensor=ch1&notch=50",
        "left_biceps": "lsl:the%20arm?interface=127.0.0.1&source=a1&emg=raw",
    }
    assert {address.partition(":")[0] for address in addresses.values()} == {*SCHEMES}
    kit = Kit(
        "mine",
        tuple(
            KitSensor(site, address, isolation="radio" if site in MUSCLES else None)
            for site, address in addresses.items()
        ),
        implanted_electronics=False,
    )
    again = read_kit_text(write_kit_text(kit), SOURCE, "mine")
    assert again == kit
    worn = {sensor.site: full_address(sensor.address, sensor.isolation) for sensor in again.sensors}
    for source in open_worn(worn, kit=again).values():
        source.close()


def test_the_file_explains_every_key_it_has() -> None:
    """Somebody who opens it in an editor needs no other page."""
    sensor = KitSensor("right_biceps", "serial:/dev/ttyUSB0", UsbIdentity(1, 2, "A", "1-1"), (0.0, 0.0, 1.0), "battery")
    text = write_kit_text(Kit("kit", (sensor,), implanted_electronics=False))
    comments = "\n".join(line for line in text.splitlines() if line.lstrip().startswith("#"))
    for words in ("inputs pair", "pacemaker", "site ", "address ", "usb ", "serial number", "up ", "isolation "):
        assert words in comments, words


def test_every_problem_at_once_with_its_place() -> None:
    """One sentence for each, in the order of the file, as file:line:column, with what was probably meant."""
    text = "\n".join(
        [
            "format: 1",
            "implanted_electronic: no",
            "sensors:",
            "  - site: right_foream",
            "    address: serial:/dev/ttyUSB0?protocol=witmoton",
            "  - site: sternum",
            "    adress: serial:/dev/ttyUSB1",
            "    up: [0, 0, 3]",
            "  - {site: pelvis, address: 'serial:/dev/ttyUSB2', usb: {vid: 0x1a86, pid: twelve}, isolation: batery}",
            "  - {site: pelvis, address: 'serial:/dev/ttyUSB2'}",
        ]
    )
    with pytest.raises(KitError) as caught:
        read_kit_text(text, SOURCE, "kit")
    said = str(caught.value).splitlines()
    places = [tuple(int(part) for part in line.split(":")[1:3]) for line in said]
    assert places == sorted(places)
    for expected in (
        "kit.yaml:2:1: unknown key implanted_electronic; did you mean implanted_electronics?",
        "kit.yaml:4:11: nothing is worn at right_foream; did you mean right_forearm?",
        "kit.yaml:6:5: a sensor needs address",
        "kit.yaml:7:5: unknown key adress; did you mean address?",
    ):
        assert expected in said
    for line, words in ((5, "did you mean witmotion?"), (8, "here must be a number"), (9, "twelve"), (9, "batery")):
        assert any(each.startswith(f"kit.yaml:{line}:") and words in each for each in said), words
    assert sum("is there twice" in each for each in said) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("format: 2\nsensors: []\n", "newer Moveagain"),
        ("sensors: []\n", "format is missing"),
        ("format: 1\n", "sensors is missing"),
        ("format: 1\nsensors: {a: 1}\n", "a list of sensors"),
        ("format: 1\nsensors: [", "this is not YAML"),
        ("- 1\n", "keys and values"),
        ("[" * 3000, "nested too deeply"),
    ],
)
def test_what_is_no_kit_is_explained(text: str, words: str) -> None:
    """One sentence, with the file's name and a place in it."""
    with pytest.raises(KitError, match=words) as caught:
        read_kit_text(text, SOURCE, "kit")
    assert str(caught.value).startswith("kit.yaml:")


@given(st.text(max_size=200))
def test_any_text_is_a_kit_or_an_explanation(text: str) -> None:
    """Nothing else comes of it."""
    for whole in (text, f"format: 1\nsensors:\n  - {text}", f"format: 1\nsensors:\n  - site: head\n    usb: {text}"):
        try:
            read_kit_text(whole, SOURCE, "kit")
        except KitError as error:
            assert str(error).startswith("kit.yaml:")


@pytest.mark.parametrize("name", ["", "../kit", "Kit", "a b", "a" * 41, "kit.yaml", ".kit", "-"])
def test_a_name_that_is_no_file_name_is_refused(name: str) -> None:
    """A kit's name never leads out of the folder of kits."""
    with pytest.raises(KitError, match="small letters"):
        check_kit_name(name)
    assert check_kit_name("left_arm-2") == "left_arm-2"


def test_electrodes_and_a_site_may_share_a_sensor_but_two_sites_may_not() -> None:
    """A board with both is worn at a limb and over a muscle."""
    text = "format: 1\nsensors:\n" + "".join(
        f"  - {{site: {site}, address: 'serial:/dev/ttyUSB0'}}\n" for site in (SITES[0], MUSCLES[0])
    )
    assert len(read_kit_text(text, SOURCE, "kit").sensors) == 2
    with pytest.raises(KitError, match="worn at one place"):
        read_kit_text(text + f"  - {{site: {SITES[1]}, address: 'serial:/dev/ttyUSB0'}}\n", SOURCE, "kit")
