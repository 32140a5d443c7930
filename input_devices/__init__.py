"""How bytes become Samples. Never imports game or pygame; this front door loads only nouns, the rest when named."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from input_devices.errors import (
    AddressError,
    ElectrodesError,
    InputError,
    KitError,
    ProtocolError,
    UnavailableError,
)
from input_devices.sample import (
    MUSCLES,
    PLACES,
    SITES,
    TRUTHS,
    Quaternion,
    Sample,
    Truth,
    Vector,
    float32,
    in_words,
    stored,
)
from input_devices.source import InputReport, Source, SourceState

if TYPE_CHECKING:
    from input_devices.ble_line import SensorNearby, sensors_nearby
    from input_devices.emg_form import EmgForm, EmgKind, emg_form_from_row
    from input_devices.heard_sensors import HeardSensors
    from input_devices.keyboard import KeyboardSource, Pull
    from input_devices.kit import ISOLATIONS, Isolation, Kit, KitSensor, UsbIdentity
    from input_devices.kit_pairing import KitPairing, PairingView, SensorView
    from input_devices.kit_text import check_kit_name, read_kit_text, write_kit_text
    from input_devices.lsl_broadcast import Broadcast, SentStream, broadcast_interface
    from input_devices.network import UNPROVEN
    from input_devices.ports import PortFacts, barred, describe, group_lacking, likeliest, ports_there
    from input_devices.protocols.lsl_channels import Channel
    from input_devices.protocols.witmotion_setup import RefusedSetupError, WitmotionSetup
    from input_devices.registry import emg_form_of, full_address, open_address, open_worn, serial_address
    from input_devices.replay import ReplaySource
    from input_devices.sender_survey import SenderFinding, SenderSurvey
    from input_devices.sensor_identity import sensor_key
    from input_devices.sensor_setup import SensorSetup, SetupOutcome
    from input_devices.simulated import Body, BodyParams, SimulatedSource, Tremor
    from input_devices.simulated_electrodes import KeyboardElectrodes, SimulatedElectrodes
    from input_devices.simulated_emg import MuscleParams, SimulatedMuscle
    from input_devices.skeleton import Skeleton, rotated
    from input_devices.stream_survey import StreamSurvey
    from input_devices.survey import PortFinding, Survey

_LAZY = {
    "EmgForm": "emg_form",
    "EmgKind": "emg_form",
    "emg_form_from_row": "emg_form",
    "emg_form_of": "registry",
    "Body": "simulated",
    "Broadcast": "lsl_broadcast",
    "Channel": "protocols.lsl_channels",
    "SentStream": "lsl_broadcast",
    "broadcast_interface": "lsl_broadcast",
    "BodyParams": "simulated",
    "HeardSensors": "heard_sensors",
    "ISOLATIONS": "kit",
    "KitPairing": "kit_pairing",
    "PairingView": "kit_pairing",
    "SensorView": "kit_pairing",
    "Isolation": "kit",
    "Kit": "kit",
    "KitSensor": "kit",
    "UsbIdentity": "kit",
    "check_kit_name": "kit_text",
    "read_kit_text": "kit_text",
    "write_kit_text": "kit_text",
    "sensor_key": "sensor_identity",
    "KeyboardSource": "keyboard",
    "Pull": "keyboard",
    "ReplaySource": "replay",
    "SenderFinding": "sender_survey",
    "SenderSurvey": "sender_survey",
    "UNPROVEN": "network",
    "SimulatedSource": "simulated",
    "Skeleton": "skeleton",
    "rotated": "skeleton",
    "KeyboardElectrodes": "simulated_electrodes",
    "SimulatedElectrodes": "simulated_electrodes",
    "MuscleParams": "simulated_emg",
    "SimulatedMuscle": "simulated_emg",
    "Tremor": "simulated",
    "PortFacts": "ports",
    "barred": "ports",
    "group_lacking": "ports",
    "RefusedSetupError": "protocols.witmotion_setup",
    "SensorNearby": "ble_line",
    "SensorSetup": "sensor_setup",
    "SetupOutcome": "sensor_setup",
    "WitmotionSetup": "protocols.witmotion_setup",
    "sensors_nearby": "ble_line",
    "serial_address": "registry",
    "PortFinding": "survey",
    "StreamSurvey": "stream_survey",
    "Survey": "survey",
    "describe": "ports",
    "likeliest": "ports",
    "full_address": "registry",
    "open_address": "registry",
    "open_worn": "registry",
    "ports_there": "ports",
}

__all__ = [
    "ISOLATIONS",
    "MUSCLES",
    "PLACES",
    "SITES",
    "TRUTHS",
    "UNPROVEN",
    "AddressError",
    "Body",
    "BodyParams",
    "Broadcast",
    "Channel",
    "ElectrodesError",
    "EmgForm",
    "EmgKind",
    "HeardSensors",
    "InputError",
    "InputReport",
    "Isolation",
    "KeyboardElectrodes",
    "KeyboardSource",
    "Kit",
    "KitError",
    "KitPairing",
    "KitSensor",
    "MuscleParams",
    "PairingView",
    "PortFacts",
    "PortFinding",
    "ProtocolError",
    "Pull",
    "Quaternion",
    "RefusedSetupError",
    "ReplaySource",
    "Sample",
    "SenderFinding",
    "SenderSurvey",
    "SensorNearby",
    "SensorSetup",
    "SensorView",
    "SentStream",
    "SetupOutcome",
    "SimulatedElectrodes",
    "SimulatedMuscle",
    "SimulatedSource",
    "Skeleton",
    "Source",
    "SourceState",
    "StreamSurvey",
    "Survey",
    "Tremor",
    "Truth",
    "UnavailableError",
    "UsbIdentity",
    "Vector",
    "WitmotionSetup",
    "barred",
    "broadcast_interface",
    "check_kit_name",
    "describe",
    "emg_form_from_row",
    "emg_form_of",
    "float32",
    "full_address",
    "group_lacking",
    "in_words",
    "likeliest",
    "open_address",
    "open_worn",
    "ports_there",
    "read_kit_text",
    "rotated",
    "sensor_key",
    "sensors_nearby",
    "serial_address",
    "stored",
    "write_kit_text",
]


def __getattr__(name: str) -> object:
    """Load what is behind a name when it is first used: a session without a port never loads pyserial."""
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"input_devices.{module}"), name)
