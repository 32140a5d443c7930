"""The page of supported devices is whole and current."""

from __future__ import annotations

from input_devices.devices import DEVICES
from tests.house.devices_page import known, page
from tests.house.tree import texts


def test_everything_that_can_be_heard_has_its_facts() -> None:
    """A new wire format, shipped profile or kind of address needs a device in `input_devices/devices.py`."""
    spoken = {name for device in DEVICES for name in device.speaks}
    assert not known() - spoken
    assert not spoken - known()


def test_the_facts_of_a_device_are_whole() -> None:
    """Each says how it is worn and what it lacks, once, without a sign that a table would break at."""
    names = [device.name for device in DEVICES]
    assert len(names) == len(set(names))
    for device in DEVICES:
        assert device.speaks and device.lacks
        assert all(word and "|" not in word for word in (device.name, device.connection, device.worn, *device.lacks))


def test_the_page_is_current() -> None:
    """`python -m tests.house.devices_page` renews it."""
    assert texts()["docs/devices.md"] == page()
