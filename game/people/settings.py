"""PersonSettings: how one person wants the game: picture, words, sizes, colours, sounds, what they play by.

Most keys are the person's own, changed in the window at any time. Six are the therapist's, because play depends on
them: `seen_side`, `pain_scale`, `seated`, `trace`, `world_speed` and `short_words`; a screen shows those and says whose
they are. None of them moves a limit: how far, how fast and how much stands in the prescription.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from game.coaching.weekdays import WEEKDAYS, Weekday

FORMAT = 1
"""The version of the settings' format that this program reads."""
NAME_LETTERS_MAX = 40
_KEYS_MAX = 60
_WORD_LETTERS_MAX = 30

Picture = Literal["boat", "lantern", "kite", "bell", "tree", "cat", "fish", "bird"]
"""What a screen draws for a person, known again without reading."""
Language = Literal["auto", "en", "de", "es"]
Theme = Literal["dusk", "day"]
Palette = Literal["usual", "colour_blind"]
SeenSide = Literal["both", "left", "right"]
PlayBy = Literal["keys", "one_switch", "sensor", "gamepad"]
PainScale = Literal["numbers", "faces", "vertical"]
Trace = Literal["level", "shown", "hidden"]
PICTURES: tuple[Picture, ...] = get_args(Picture)


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """One person's; the defaults are for somebody of whom nothing is known."""

    name: str = ""
    """What the person is called, shown with the picture; empty says to show the picture alone."""
    picture: Picture = "boat"
    language: Language = "auto"
    """auto is the computer's own."""
    theme: Theme = "dusk"
    high_contrast: bool = False
    palette: Palette = "usual"
    text_percent: int = 100
    calm: bool = False
    """Reduced motion."""
    background: bool = True
    """Whether the scenery is shown; without it, targets stand on a plain ground."""
    world_speed: float = 1.0
    """The speed of all that moves by itself, where nothing therapeutic depends on it."""
    seen_side: SeenSide = "both"
    """The side that is seen or attended to: pages are anchored there, and nothing needed lies only on the other."""
    sound: bool = True
    """Whether anything is heard at all."""
    volume_music: float = 0.5
    volume_effects: float = 0.8
    volume_voice: float = 1.0
    voice: bool = True
    """Whether the system's voice speaks."""
    captions: bool = False
    """Whether what is said, and what sounds mean, is written along the foot too. What is said stands on the screen
    anyway; the strip takes a tenth of its height."""
    angle_tone: bool = False
    """Whether a tone follows the angle, for play without looking."""
    play_by: PlayBy = "keys"
    scan_s: float = 1.5
    """One switch: how long the focus stays on a door."""
    dwell_s: float = 1.0
    """Sensor: how long it is held still to choose."""
    aim_deg: int = 40
    """Sensor: how far a limb is tilted to point at the last door; the trunk and the head go a quarter of it."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """What is meant → the name of the key pressed for it; the others keep theirs."""
    pain_scale: PainScale = "numbers"
    short_words: bool = False
    """Pictures and fewer words."""
    seated: bool = False
    """Whether the seated version of a level is offered first."""
    trace: Trace = "level"
    """The biofeedback trace: as the level says, always, or never."""
    reminder_days: tuple[Weekday, ...] = ()
    """None: nobody is reminded."""
    reminder_time: str = "10:00"
    """Hours and minutes of the computer's own clock."""

    @property
    def scale_upright(self) -> bool:
        """Whether a pain scale stands upright: asked for, or because one side is not seen, as half of a scale that lies
        would not be."""
        return self.pain_scale == "vertical" or self.seen_side != "both"


@dataclass(frozen=True, slots=True)
class Words:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number inside limits; what lies outside becomes the limit."""

    least: float
    most: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """Something with a reading of its own."""

    takes: str


Takes: TypeAlias = Words | Number | Plain
YES_OR_NO = Words(("true", "false"))
_LOUD = Number(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Setting:
    """What one key takes, and what it is for in words."""

    takes: Takes
    about: str
    therapist: bool = False
    """Whether it is the therapist's."""


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "name": Setting(Plain(f"a name of at most {NAME_LETTERS_MAX} letters"), "what the person is called"),
        "picture": Setting(Words(PICTURES), "the picture that stands for the person"),
        "language": Setting(Words(get_args(Language)), "the language of all words; auto is the computer's"),
        "theme": Setting(Words(get_args(Theme)), "the valley at dusk, or by day"),
        "high_contrast": Setting(YES_OR_NO, "strong contrast between things and their ground"),
        "palette": Setting(Words(get_args(Palette)), "colours that are told apart with colour blindness too"),
        "text_percent": Setting(Number(100, 200, whole=True), "the size of the text"),
        "calm": Setting(YES_OR_NO, "reduced motion"),
        "background": Setting(YES_OR_NO, "whether the scenery is shown"),
        "world_speed": Setting(Number(0.5, 1.0), "how fast the world moves by itself", therapist=True),
        "seen_side": Setting(Words(get_args(SeenSide)), "the side that is seen or attended to", therapist=True),
        "sound": Setting(YES_OR_NO, "whether anything is heard at all"),
        "volume_music": Setting(_LOUD, "how loud music is"),
        "volume_effects": Setting(_LOUD, "how loud the sounds of play are"),
        "volume_voice": Setting(_LOUD, "how loud the voice is"),
        "voice": Setting(YES_OR_NO, "whether what is written is spoken"),
        "captions": Setting(YES_OR_NO, "whether what is spoken is written"),
        "angle_tone": Setting(YES_OR_NO, "whether a tone follows the angle"),
        "play_by": Setting(Words(get_args(PlayBy)), "what pages are moved through with"),
        "scan_s": Setting(Number(0.5, 5.0), "one switch: seconds that the focus stays on a door"),
        "dwell_s": Setting(Number(0.5, 3.0), "sensor: seconds of holding still that choose"),
        "aim_deg": Setting(Number(10, 60, whole=True), "sensor: degrees of tilt that point at the last door"),
        "keys": Setting(Plain("pairs such as stop=s,accept=f"), "other keys for what is meant"),
        "pain_scale": Setting(Words(get_args(PainScale)), "how pain is asked for, always the same", therapist=True),
        "short_words": Setting(YES_OR_NO, "pictures and fewer words", therapist=True),
        "seated": Setting(YES_OR_NO, "whether the seated version is offered first", therapist=True),
        "trace": Setting(Words(get_args(Trace)), "the line of the movement: as the level says, or not", therapist=True),
        "reminder_days": Setting(Plain("weekdays such as monday,thursday, or none"), "when to be reminded"),
        "reminder_time": Setting(Plain("a time such as 10:00"), "at what time of those days"),
    }
)
"""Every key, in the order in which it is shown; the screens and the command read it."""
assert tuple(SETTINGS) == tuple(each.name for each in fields(PersonSettings))

_DEFAULTS = PersonSettings()
_TRUE, _FALSE = ("true", "yes", "on", "shown"), ("false", "no", "off", "hidden")


def settings_of(row: Mapping[Any, Any]) -> tuple[PersonSettings, tuple[str, ...]]:
    """The settings in a row as a file or a command gives them, every value a word, a list or a section, and what was
    wrong with it, in words. Whatever the row holds, the settings are sound: what cannot be read keeps its default."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for key, said in row.items():
        if key == "format":
            continue
        if key not in SETTINGS:
            wrong.append(f"there is no setting {_shown(key)}")
            continue
        value, fits = _read(key, said)
        if not fits:
            wrong.append(f"{key} takes {words_for(key)}, not {_shown(said)}")
        if value is not None:
            values[key] = value
    return PersonSettings(**values), tuple(wrong)


def row_of(settings: PersonSettings) -> dict[str, Any]:
    """What `settings_of` reads: plain values, and only what is not the default."""
    row: dict[str, Any] = {"format": FORMAT}
    for key in SETTINGS:
        value = getattr(settings, key)
        if value != getattr(_DEFAULTS, key):
            row[key] = _plain(value)
    return row


def all_of(settings: PersonSettings) -> dict[str, Any]:
    """Every key with its plain value, for whoever wants to see them all."""
    return {key: _plain(getattr(settings, key)) for key in SETTINGS}


def words_for(key: str) -> str:
    """What the key takes, in words."""
    takes = SETTINGS[key].takes
    if takes == YES_OR_NO:
        return "yes or no"
    if isinstance(takes, Words):
        return f"{', '.join(takes.words[:-1])} or {takes.words[-1]}"
    if isinstance(takes, Number):
        return f"a number from {takes.least:g} to {takes.most:g}"
    return takes.takes


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _shown(said: object) -> str:
    """A few letters of it, printable, in quotes."""
    word = "".join(letter for letter in str(said) if letter.isprintable())
    return f"“{word if len(word) <= _WORD_LETTERS_MAX else word[:_WORD_LETTERS_MAX] + '…'}”"


def _read(key: str, said: object) -> tuple[Any, bool]:
    """The value, None where there is none to be had; and whether it was what the key takes."""
    takes = SETTINGS[key].takes
    if isinstance(takes, Number):
        return _number(takes, said)
    if key == "keys":
        return _keys(said)
    if key == "reminder_days":
        return _days(said)
    if isinstance(said, (Mapping, list, tuple)) or said is None:
        return None, False
    word = str(said).strip()
    if key == "name":
        return _name(word)
    if key == "reminder_time":
        return _time(word)
    if takes == YES_OR_NO:
        word = word.lower()
        return (word in _TRUE, True) if word in _TRUE + _FALSE else (None, False)
    assert isinstance(takes, Words)
    return (word, True) if word in takes.words else (None, False)


def _number(takes: Number, said: object) -> tuple[float | int | None, bool]:
    try:
        number = float(said) if isinstance(said, (str, int, float)) and not isinstance(said, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        return None, False
    held = min(takes.most, max(takes.least, number))
    return (round(held) if takes.whole else held), held == number


def _name(word: str) -> tuple[str, bool]:
    """Printable letters with single spaces, and not too many of them."""
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in word).split())
    return clean[:NAME_LETTERS_MAX].rstrip(), clean == word and len(clean) <= NAME_LETTERS_MAX


def _time(word: str) -> tuple[str | None, bool]:
    hours, _, minutes = word.partition(":")
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit() and len(minutes) == 2):
        return None, False
    if len(hours) > 2 or int(hours) > 23 or int(minutes) > 59:
        return None, False
    return f"{int(hours):02}:{minutes}", True


def _days(said: object) -> tuple[tuple[str, ...] | None, bool]:
    """Weekdays from a list or from words with commas between them, in the order of the week."""
    words = said.split(",") if isinstance(said, str) else said
    if not isinstance(words, Sequence):
        return None, False
    named = {str(word).strip().lower() for word in words} - {"", "none"}
    return tuple(day for day in WEEKDAYS if day in named), named <= set(WEEKDAYS)


def _keys(said: object) -> tuple[Mapping[str, str] | None, bool]:
    """What is meant → a key's name, from a section or from pairs with commas between them. A key that was given away
    already keeps its first meaning, as one press never means two things."""
    if isinstance(said, str):
        pairs = [(meaning, key) for meaning, _, key in (pair.partition("=") for pair in said.split(",") if pair)]
    elif isinstance(said, Mapping):
        pairs = list(said.items())
    else:
        return None, False
    kept: dict[str, str] = {}
    for meaning, key in ((str(one).strip().lower(), str(other).strip().lower()) for one, other in pairs):
        usable = _is_key_word(meaning) and _is_key_word(key) and key not in kept.values() and len(kept) < _KEYS_MAX
        if usable and meaning not in kept:
            kept[meaning] = key
    return MappingProxyType(kept), len(kept) == len(pairs)


def _is_key_word(word: str) -> bool:
    return 0 < len(word) <= _WORD_LETTERS_MAX and word.isprintable() and not set(word) & set(",=")
