"""Choices: what a person can set for themselves, each with its few words and its picture; and what follows which."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.people.settings import SETTINGS, PersonSettings
from game.screens.language import gettext as _
from game.screens.pen import Pen, Sprite
from game.screens.theme import Theme, mix

Draw = Callable[[Pen, Theme, Any], None]
_UNITS = 100.0
"""Every picture is drawn in a square of so many units, its middle at (0, 0), y down."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to set: what it may be, in the order in which one follows the other."""

    key: str
    values: tuple[Any, ...]
    draw: Draw


def follows(choice: Choice, settings: PersonSettings) -> Any:
    """The value after the present one; after the last the first again."""
    now = getattr(settings, choice.key)
    if now not in choice.values:  # between two of them: on to the next larger
        return next((value for value in choice.values if value > now), choice.values[0])
    return choice.values[(choice.values.index(now) + 1) % len(choice.values)]


def named(key: str) -> str:
    """What is set, in a word or two."""
    return {
        "text_percent": _("Text"),
        "theme": _("Light"),
        "high_contrast": _("Contrast"),
        "palette": _("Colours"),
        "background": _("Valley"),
        "calm": _("Movement"),
        "play_by": _("You press with"),
        "scan_s": _("Focus moves"),
        "dwell_s": _("Hold still"),
        "aim_deg": _("To point"),
        "captions": _("Captions"),
        "voice": _("Voice"),
        "sound": _("All sound"),
        "angle_tone": _("Guide tone"),
        "volume_effects": _("Sounds"),
        "volume_music": _("Music"),
        "volume_voice": _("Voice, how loud"),
        "seen_side": _("The side you see"),
        "pain_scale": _("Pain scale"),
        "short_words": _("Short words"),
        "seated": _("Seated first"),
        "trace": _("Line of the movement"),
        "world_speed": _("Speed of the world"),
    }[key]


def said(key: str, value: Any) -> str:
    """What it is set to, in a word or two."""
    words = {
        ("theme", "dusk"): _("dusk"),
        ("theme", "day"): _("day"),
        ("high_contrast", True): _("strong"),
        ("high_contrast", False): _("soft"),
        ("palette", "usual"): _("usual"),
        ("palette", "colour_blind"): _("blue and orange"),
        ("background", True): _("shown"),
        ("background", False): _("plain"),
        ("calm", True): _("little"),
        ("calm", False): _("usual"),
        ("play_by", "keys"): _("keys or mouse"),
        ("play_by", "gamepad"): _("a game pad"),
        ("play_by", "one_switch"): _("one switch"),
        ("play_by", "sensor"): _("the sensor"),
        ("seen_side", "both"): _("both sides"),
        ("seen_side", "left"): _("left"),
        ("seen_side", "right"): _("right"),
        ("pain_scale", "numbers"): _("numbers"),
        ("pain_scale", "faces"): _("faces"),
        ("pain_scale", "vertical"): _("upright"),
        ("dwell_s", 0.5): _("short"),
        ("dwell_s", 1.0): _("usual"),
        ("dwell_s", 2.0): _("long"),
        ("aim_deg", 15): _("small movements"),
        ("aim_deg", 40): _("usual"),
        ("aim_deg", 60): _("large movements"),
        ("trace", "level"): _("as the level says"),
        ("trace", "shown"): _("shown"),
        ("trace", "hidden"): _("hidden"),
    }
    if (key, value) in words:
        return words[key, value]
    if key == "text_percent":
        return f"{value} %"
    if key == "world_speed":
        return f"{round(100 * value)} %"
    if key.startswith("volume"):
        return f"{round(100 * value)} %" if value else _("off")
    if key == "aim_deg":
        return f"{value}°"
    if key in ("scan_s", "dwell_s"):
        return _("{seconds} s").format(seconds=f"{value:g}")
    return _("on") if value else _("off")


def picture(theme: Theme, side: int, choice: Choice, value: Any) -> Sprite:
    """What it is set to, as a picture in a square of so many px."""
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2))
    choice.draw(pen, theme, value)
    return pen.sprite()


def globe(theme: Theme, side: int) -> Sprite:
    """A globe in a square of so many px: where languages are chosen, known without reading."""
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2))
    for wide in (44.0, 20.0):
        turns = [step * math.tau / 40 for step in range(41)]
        pen.stroke([(wide * math.cos(turn), 44.0 * math.sin(turn)) for turn in turns], (6, 6), theme.ink)
    pen.limb((-44, 0), (44, 0), 6, 6, theme.ink)
    return pen.sprite()


def _text(pen: Pen, t: Theme, percent: int) -> None:
    """A letter, as large as it will be."""
    tall = 18.0 + 24.0 * (percent - 100) / 100
    for side in (-1, 1):
        pen.limb((0, -tall), (side * 0.62 * tall, tall), 0.24 * tall, 0.24 * tall, t.ink)
    pen.limb((-0.36 * tall, 0.3 * tall), (0.36 * tall, 0.3 * tall), 0.2 * tall, 0.2 * tall, t.ink)


def _sun(pen: Pen, t: Theme, theme: str) -> None:
    """A sun, or a moon."""
    pen.disc((0, 0), 24, t.warm)
    if theme == "dusk":
        pen.disc((13, -8), 21, t.panel)
        return
    for step in range(8):
        x, y = math.cos(step * math.pi / 4), math.sin(step * math.pi / 4)
        pen.limb((31 * x, 31 * y), (42 * x, 42 * y), 6, 6, t.warm)


def _contrast(pen: Pen, t: Theme, strong: bool) -> None:
    """Two halves, far apart or near."""
    far, near = (t.ink, t.panel) if strong else (mix(t.ink, t.panel, 0.35), mix(t.ink, t.panel, 0.7))
    pen.disc((0, 0), 38, t.ink)
    pen.disc((0, 0), 34, near)
    half = [(34 * math.cos(a * math.pi / 24), 34 * math.sin(a * math.pi / 24)) for a in range(-12, 13)]
    pen.shape(half, far)


def _colours(pen: Pen, t: Theme, _palette: str) -> None:
    """The lights as they will look."""
    pen.disc((-24, 8), 20, t.lit)
    pen.shape(((24, -14), (46, 10), (24, 34), (2, 10)), t.soft)
    pen.shape(((0, -40), (16, -12), (-16, -12)), t.cool)


def _valley(pen: Pen, t: Theme, shown: bool) -> None:
    """Hills, or an even line."""
    if shown:
        pen.shape(((-46, 34), (-18, -24), (6, 12), (20, -6), (46, 34)), mix(t.ink, t.panel, 0.3))
        pen.disc((28, -28), 10, t.warm)
    else:
        pen.limb((-44, 30), (44, 30), 6, 6, t.ink)


def _movement(pen: Pen, t: Theme, calm: bool) -> None:
    """A wave, or a still line."""
    high = 0.0 if calm else 20.0
    points = [(x, high * math.sin(x / 13)) for x in range(-44, 45, 4)]
    pen.stroke(points, (7, 7), t.ink)


def _press(pen: Pen, t: Theme, by: str) -> None:
    """A key, a pad, one switch, or the strap with its sensor."""
    if by == "keys":
        for x, y in ((-24, 14), (0, 14), (24, 14), (0, -10)):
            pen.shape(((x - 10, y - 10), (x + 10, y - 10), (x + 10, y + 10), (x - 10, y + 10)), t.ink)
    elif by == "gamepad":
        pen.limb((-26, 6), (26, 6), 40, 40, t.ink)
        pen.limb((-26, -4), (-26, 16), 6, 6, t.panel)
        pen.limb((-36, 6), (-16, 6), 6, 6, t.panel)
        pen.disc((22, 12), 6, t.warm)
        pen.disc((34, 0), 6, t.warm)
    elif by == "one_switch":
        pen.limb((-34, 30), (34, 30), 14, 14, t.ink)
        pen.limb((-16, 12), (16, 12), 26, 26, t.warm)
    else:
        pen.limb((-40, 8), (40, 8), 26, 20, t.limb)
        pen.limb((-6, 8), (8, 8), 34, 34, t.ink)
        pen.disc((1, 8), 9, t.sensor)


def _clock(pen: Pen, t: Theme, seconds: float) -> None:
    """How much of a round it is."""
    pen.disc((0, 0), 38, t.ink)
    pen.disc((0, 0), 31, t.panel)
    turn = min(1.0, seconds / 5.0) * 2 * math.pi
    pie = [(27 * math.sin(turn * k / 24), -27 * math.cos(turn * k / 24)) for k in range(25)]
    pen.shape([(0.0, 0.0), *pie], t.warm)


def _tilt(pen: Pen, t: Theme, far_deg: float) -> None:
    """A limb, and how far it is lifted."""
    turn = -math.radians(far_deg)
    arc = [(-38 + 62 * math.cos(turn * k / 12), 26 + 62 * math.sin(turn * k / 12)) for k in range(13)]
    pen.limb((-38, 26), (42, 26), 12, 12, mix(t.ink, t.panel, 0.4))
    pen.stroke(arc, (7, 7), t.warm)
    pen.limb((-38, 26), (-38 + 76 * math.cos(turn), 26 + 76 * math.sin(turn)), 12, 12, t.ink)


def _caption(pen: Pen, t: Theme, on: bool) -> None:
    pen.limb((-26, -4), (26, -4), 44, 44, t.ink)
    pen.shape(((-24, 10), (-6, 14), (-26, 38)), t.ink)
    for y in (-12, 2) if on else ():
        pen.limb((-24, y), (24, y), 6, 6, t.panel)
    if not on:
        _crossed(pen, t)


def _loud(pen: Pen, t: Theme, value: float) -> None:
    """A loudspeaker, and as many waves as it is loud."""
    pen.shape(((-42, -12), (-26, -12), (-6, -30), (-6, 30), (-26, 12), (-42, 12)), t.ink)
    for ring in range(round(3 * float(value))):
        far = 14.0 + 12 * ring
        arc = [(-4 + far * math.cos(a / 10), far * math.sin(a / 10)) for a in range(-9, 10)]
        pen.stroke(arc, (5, 5), t.warm)
    if not value:
        _crossed(pen, t)


def _tone(pen: Pen, t: Theme, on: bool) -> None:
    """A limb at an angle, and what it sounds like."""
    pen.limb((-34, 34), (36, 34), 9, 9, t.ink)
    pen.limb((-34, 34), (-24, -36), 9, 9, t.ink)
    for ring in range(3):
        far = 28.0 + 15 * ring
        arc = [(-34 + far * math.cos(a / 10), 34 - far * math.sin(a / 10)) for a in range(3, 13)]
        pen.stroke(arc, (5, 5), t.warm if on else t.panel)
    if not on:
        _crossed(pen, t)


def _crossed(pen: Pen, t: Theme) -> None:
    pen.limb((-38, 36), (38, -36), 11, 11, t.panel)
    pen.limb((-38, 36), (38, -36), 6, 6, t.warm)


_YES_NO = (True, False)
_LOUD = (0.0, 0.3, 0.5, 0.8, 1.0)
TEXT = Choice("text_percent", (100, 125, 150, 175, 200), _text)
THEME = Choice("theme", ("dusk", "day"), _sun)
CONTRAST = Choice("high_contrast", _YES_NO, _contrast)
PRESS = Choice("play_by", ("keys", "gamepad", "one_switch", "sensor"), _press)
CHOICES: Mapping[str, Choice] = {
    each.key: each
    for each in (
        *(TEXT, THEME, CONTRAST),
        Choice("palette", ("usual", "colour_blind"), _colours),
        Choice("background", _YES_NO, _valley),
        Choice("calm", _YES_NO, _movement),
        PRESS,
        Choice("scan_s", (0.5, 1.0, 1.5, 2.0, 3.0, 5.0), _clock),
        Choice("dwell_s", (0.5, 1.0, 2.0), _clock),
        Choice("aim_deg", (15, 40, 60), _tilt),
        Choice("captions", _YES_NO, _caption),
        Choice("voice", _YES_NO, _loud),
        Choice("volume_voice", _LOUD, _loud),
        Choice("sound", _YES_NO, _loud),
        Choice("angle_tone", _YES_NO, _tone),
        Choice("volume_effects", _LOUD, _loud),
        Choice("volume_music", _LOUD, _loud),
    )
}
PAGES: tuple[tuple[str, ...], ...] = (
    ("text_percent", "theme", "high_contrast", "palette", "background", "calm"),
    ("play_by", "scan_s", "dwell_s", "aim_deg"),
    ("captions", "voice", "volume_voice"),
    ("sound", "volume_effects", "volume_music", "angle_tone"),
)
"""What is shown together: for the eyes, for the hands, what is said, what is heard."""
THEIRS: tuple[str, ...] = tuple(key for key, each in SETTINGS.items() if each.therapist)
"""What the therapist sets, because play depends on it: shown on a page of its own, and changed by no door."""
