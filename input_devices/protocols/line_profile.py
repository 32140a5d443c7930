"""How the text lines of one board are to be read: which columns or fields there are, in which units and axes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2
from input_devices.protocols.turns import from_matrix
from input_devices.sample import Quaternion

ACCELERATION = ("ax", "ay", "az")
RATE = ("gx", "gy", "gz")
ANGLES = ("roll", "pitch", "yaw")
TURN = ("qw", "qx", "qy", "qz")
ORDERED_TURN = ("q0", "q1", "q2", "q3")
"""A quaternion whose numbers have no names of their own; `quaternion.order` tells which is which."""
CLOCKS = {"t_us": 1e-6, "t_ms": 1e-3}
"""Names of the device's clock → seconds; both count in 32 bits and begin again."""
EMG = ("emg", "emg0")
LOADS = ("tl", "tr", "bl", "br")
"""What rests on four load cells under a board: front (top) left and right, back (bottom) left and right."""
OTHER_NAMES: Mapping[str, str] = {f"cop_{name}": name for name in LOADS}
USED = frozenset((*ACCELERATION, *RATE, *ANGLES, *TURN, *ORDERED_TURN, *CLOCKS, *EMG, *LOADS, "seq", "sensor"))
UNUSED = frozenset(("mx", "my", "mz", "emg1", "emg2", "emg3", "battery_pct", "button"))
"""Names that a line may hold and that no game reads yet."""
NAMES = USED | UNUSED | OTHER_NAMES.keys()
GROUPS = (ACCELERATION, RATE, ANGLES, TURN, ORDERED_TURN, LOADS)
"""Names that are only there together."""

UNITS: Mapping[str, Mapping[str, float]] = {
    "acc": {
        "m/s2": 1.0,
        "g": STANDARD_GRAVITY_M_S2,
        "mg": STANDARD_GRAVITY_M_S2 / 1000,
        "g/256": STANDARD_GRAVITY_M_S2 / 256,
    },
    "gyro": {
        "rad/s": 1.0,
        "dps": math.radians(1.0),
        "mdps": math.radians(0.001),
        "dps/14.375": math.radians(1 / 14.375),
    },
    "angle": {"deg": math.radians(1.0), "rad": 1.0},
    "emg": {"mV": 1.0, "uV": 0.001, "V": 1000.0},
    "mag": {"uT": 1.0, "mG": 0.1},
    "load": {"kg": 1.0, "g": 0.001, "N": 1 / STANDARD_GRAVITY_M_S2, "lb": 0.45359237},
}
"""What is measured → unit → factor to the unit of Reading (angles: radians)."""
SUPPLY_MV = 5000.0
"""Full scale of an analogue input where the profile names none: a classic Arduino's supply."""
SCALED_BY: Mapping[str, tuple[str, ...]] = {
    "acc": ACCELERATION,
    "gyro": RATE,
    "angle": ANGLES,
    "emg": EMG,
    "load": LOADS,
}

START_TIMEOUT_S, START_REPEAT_S = 15.0, 1.0
FORMATS = ("csv", "json", "keyvalue", "regex")
CHECKSUMS = ("none", "nmea_xor", "sum8")
Rows = tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]
SAME_AXES: Rows = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


@dataclass(frozen=True, slots=True)
class LinePattern:
    """One way in which a line may look."""

    expression: re.Pattern[str]
    names: Mapping[str, str]
    """The expression's groups → the names here."""
    read_over: bool = False
    """The line is known and says nothing that is read."""
    part: int | None = None
    """Which part of a sample this line is, where a sample takes several."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a board waits for before it begins."""

    send: bytes
    until: str | None = None
    """Words after which it needs no more of it; a sample that is read is enough in any case."""
    timeout_s: float = START_TIMEOUT_S
    repeat_s: float = START_REPEAT_S


@dataclass(frozen=True, slots=True)
class LineProfile:
    """One board's lines. Without further ado: metres per second squared, radians per second, degrees for angles."""

    name: str
    format: str
    columns: tuple[str, ...] = ()
    """CSV: what stands in each place; a name that is not in NAMES is read over."""
    header_auto: bool = False
    """CSV: a line made of known names only says what the places hold from then on."""
    columns_known: frozenset[str] = frozenset()
    """CSV: further names that may stand in a header."""
    rename: Mapping[str, str] = field(default_factory=dict)
    """The board's name → the name here."""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """JSON: the name here → the way to its value; empty where the board uses the names here."""
    patterns: tuple[LinePattern, ...] = ()
    """Regex: how lines may look, the first that fits is taken."""
    factors: Mapping[str, float] = field(default_factory=dict)
    """Name → what its number is multiplied by: unit and sign."""
    emg_range_mv: tuple[float, float] | None = None
    """The lowest and the highest voltage that the board's converter can give, where it is known."""
    axes: Rows = SAME_AXES
    """Body from sensor; a proper rotation."""
    xyzw: bool = False
    """Whether q0…q3 are x, y, z, w."""
    earth_to_sensor: bool = False
    derive_qw: bool = False
    """The board prints no w; it is the root that makes the norm 1."""
    fold_pitch: bool = False
    """The board counts pitch on past 90° where it is upside down, though its roll says so already."""
    parts: int = 0
    """Regex: how many lines make a sample, in the order in which they are printed; 0 where each line is one."""
    offsets: Mapping[str, float] = field(default_factory=dict)
    """Name → what is taken away from its number first: the weight of the empty board."""
    start: Start | None = None
    """Sent only where a person has chosen this profile for the port."""
    checksum: str = "none"
    strip: str = ""
    id_field: str | None = None
    """The name under which a line says which sensor it is from, as the board writes it."""
    baud: int | None = None
    dtr_reset: bool = True
    boot_wait_s: float = 0.0
    expect_hz: float = 50.0

    @property
    def sensor_from_body(self) -> Quaternion:
        """The turn that leads from body axes back to the sensor's own."""
        rows = self.axes
        return from_matrix(tuple(zip(*rows, strict=True)))

    def canonical(self, written: str) -> str:
        """The name here for the board's name."""
        if self.id_field is not None and written == self.id_field:
            return "sensor"
        name = self.rename.get(written, written)
        return OTHER_NAMES.get(name, name)


def factors(units: Mapping[str, float], signs: Mapping[str, float]) -> dict[str, float]:
    """Name → factor, from factors per kind of measure and signs per name; angles are degrees unless told."""
    found = dict.fromkeys(ANGLES, UNITS["angle"]["deg"])
    for kind, factor in units.items():
        found.update(dict.fromkeys(SCALED_BY.get(kind, ()), factor))
    for name, sign in signs.items():
        found[name] = found.get(name, 1.0) * sign
    return found


PLAIN_CSV = LineProfile("csv", "csv", (*ACCELERATION, *RATE), header_auto=True, factors=factors({}, {}))
"""Six numbers, or whatever a header line of names says."""
PLAIN_JSON = LineProfile("json", "json", factors=factors({}, {}))
"""One flat object a line, with the names here."""
