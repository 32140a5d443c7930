"""The ways the world of devices goes wrong, each with a sentence for the person."""

from __future__ import annotations


class InputError(Exception):
    """Something about an input device went wrong; the text says what happened and what to do."""


class AddressError(InputError):
    """An address (`serial:/dev/ttyUSB0?protocol=auto`) cannot be read. Raised before anything is opened."""


class UnavailableError(InputError):
    """The device is not there, is in use by another program, or this user may not open it. Raised by opening."""


class ProtocolError(InputError):
    """What was heard is in no known format, or a line profile is wrong. Raised by opening and by reading a profile."""


class KitError(InputError):
    """There is no such kit, or its file is wrong; a file's problems come all at once, a line each."""


class ElectrodesError(InputError):
    """Electrodes may not be used: nothing is known to keep the mains away from the person, or the person has implanted
    electronics. Raised before a muscle's line is opened."""
