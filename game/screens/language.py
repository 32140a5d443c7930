"""Language: which one a person reads, and where its words are looked up; the English ones stand in the code."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.screens.catalogue import Catalogue

ENGLISH, PSEUDO = "en", "qps"
VARIABLE = "MOVEAGAIN_LANG"
"""The variable of the environment that names a language, where no setting does."""
SHORT_WORDS = "short/en.po"
"""For each long sentence a short one in everyday English; other languages translate that one too."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language that the game can be read in."""

    code: str
    """As ISO 639-1 has it; `qps` is nobody's."""
    name: str
    """In the language itself."""
    right_to_left: bool = False
    draft: bool = False
    """Nobody who speaks it has checked it: what keeps a person safe stands in English too."""
    comma: str = "."
    """What stands before the part of a number that is less than one."""
    thousand: str = ","
    """What stands between thousands."""


LANGUAGES: Mapping[str, Language] = {
    "en": Language("en", "English"),
    "de": Language("de", "Deutsch", comma=",", thousand="."),
    "es": Language("es", "Español (borrador)", draft=True, comma=",", thousand="\u00a0"),
    PSEUDO: Language(PSEUDO, "Pseudo (for testing)", right_to_left=True),
}
"""The pseudo-language is offered to nobody: it is spoken where it is asked for by its code."""
OFFERED: tuple[str, ...] = tuple(code for code in LANGUAGES if code != PSEUDO)


@dataclass(frozen=True, slots=True)
class _Spoken:
    language: Language
    catalogue: Catalogue | None
    """None for English, which stands in the code."""
    short: bool = False
    """In short sentences, wherever there is one for a long one."""


_catalogues: dict[tuple[str, bool], Catalogue | None] = {(ENGLISH, False): None}
_spoken = _Spoken(LANGUAGES[ENGLISH], None)
"""Replaced whole by `speak`, so that a thread that looks something up sees one language or the other."""


def speak(code: str, *, short: bool = False) -> None:
    """Say everything that is looked up from now on in this language, one of LANGUAGES, and in `short` words where those
    are wanted. What is shown is laid out anew by whoever asked for it. Raises OSError where a catalogue cannot be
    read."""
    global _spoken
    _spoken = _Spoken(LANGUAGES[code], _catalogue(code, short=short), short)


@contextmanager
def speaking(code: str, *, short: bool = False) -> Iterator[None]:
    """Speak a language for a while, then again the one that was spoken before."""
    before = _spoken
    speak(code, short=short)
    try:
        yield
    finally:
        speak(before.language.code, short=before.short)


def _catalogue(code: str, *, short: bool) -> Catalogue | None:
    """Read once."""
    if (code, short) not in _catalogues:
        _catalogues[code, short] = _read(code, short=short)
    return _catalogues[code, short]


def _read(code: str, *, short: bool) -> Catalogue:
    from game.content import assets_folder  # here: English needs neither this nor what reads it
    from game.screens.catalogue import Catalogue, read, shortened

    folder = assets_folder() / "translations"
    if code == PSEUDO:
        from game.screens.pseudo import read_pseudo

        found = read_pseudo((folder / "moveagain.pot").read_text(encoding="utf-8"))
    else:
        found = Catalogue() if code == ENGLISH else read((folder / f"{code}.po").read_text(encoding="utf-8"))
    if short:
        found = shortened(found, read((folder / SHORT_WORDS).read_text(encoding="utf-8")))
    return _in_english_too(found, short=short) if LANGUAGES[code].draft else found


def _in_english_too(found: Catalogue, *, short: bool) -> Catalogue:
    """A draft in which what keeps a person safe stands in English beneath."""
    from game.screens.catalogue import BETWEEN
    from game.screens.safety_sentences import SENTENCES

    english = _catalogue(ENGLISH, short=short)
    texts = {
        key: f"{said}\n{text if english is None else english.texts.get(text, text)}"
        if (text := key.rpartition(BETWEEN)[2]) in SENTENCES
        else said
        for key, said in found.texts.items()
    }
    return replace(found, texts=texts)


def spoken() -> Language:
    """The language that everything is said in now."""
    return _spoken.language


def wanted(setting: str | None, environment: Mapping[str, str]) -> str:
    """The language to begin with: a setting (`auto`, "" and None are none), else MOVEAGAIN_LANG, else the first of
    the system's languages that the game is offered in, else English."""
    for asked in (setting, environment.get(VARIABLE)):
        code = (asked or "").replace("-", "_").partition("_")[0].lower()
        if code in LANGUAGES:
            return code
    return next((code for code in _of_the_system() if code in OFFERED), ENGLISH)


def _of_the_system() -> list[str]:
    """What the system says its person reads, the dearest first."""
    import pygame

    return [str(each["language"]) for each in pygame.system.get_pref_locales()]


def gettext(text: str) -> str:
    """The text in the person's language, or as it is."""
    catalogue = _spoken.catalogue
    return text if catalogue is None else catalogue.texts.get(text, text)


def pgettext(context: str, text: str) -> str:
    """The same of a text that means something else elsewhere; `context` says what it means here."""
    catalogue = _spoken.catalogue
    return text if catalogue is None else catalogue.texts.get(f"{context}\x04{text}", text)


def ngettext(one: str, many: str, number: int) -> str:
    """One of two texts, by the number; in another language one of as many as that has."""
    catalogue = _spoken.catalogue
    forms = None if catalogue is None else catalogue.plurals.get(one)
    if catalogue is None or forms is None:
        return one if number == 1 else many
    return forms[catalogue.form(number)]


def translated(text: str) -> str:
    """What the rules say: they speak English, and what they say is looked up here, with the values in it."""
    catalogue = _spoken.catalogue
    if catalogue is None or not text:
        return text
    said = catalogue.sentence(text)
    if said != text:
        return said
    bare = (text[0].lower() + text[1:]).removesuffix(".")  # a reason may have become a sentence on its way here
    said = catalogue.sentence(bare)
    return text if said == bare else f"{said[0].upper()}{said[1:]}{text[len(bare) :]}"


def safety(text: str) -> str:
    """What must have been read, whatever it is; in a language that is a draft it stands in English beneath."""
    here = translated(text)
    if not _spoken.language.draft or here == text or "\n" in here:
        return here
    english = _catalogue(ENGLISH, short=_spoken.short)
    return f"{here}\n{text if english is None else english.sentence(text)}"


def heard(text: str) -> str:
    """What of a text is said aloud: the English that stands beneath a draft is read, not said in a voice that speaks
    something else."""
    return text.partition("\n")[0] if _spoken.language.draft else text


def of_level(text: str, elsewhere: object) -> str:
    """A title or another line of a level; `elsewhere` has it by the codes of other languages, as attributes."""
    if _spoken.language.code == PSEUDO:
        from game.screens.pseudo import pseudo

        return pseudo(text)
    return getattr(elsewhere, _spoken.language.code, None) or text


def decimal(value: float, digits: int) -> str:
    """A number with so many digits after the point or comma; a dash where there is none."""
    return f"{value:.{digits}f}".replace(".", _spoken.language.comma) if math.isfinite(value) else "–"


def whole(value: int) -> str:
    """A whole number; of five digits or more its thousands stand apart."""
    return f"{value:,}".replace(",", _spoken.language.thousand) if abs(value) >= 10_000 else str(value)


def as_seen(line: str) -> str:
    """A line's signs in the order in which they stand from the left."""
    if not _spoken.language.right_to_left:
        return line
    from game.screens.pseudo import as_seen as turned

    return turned(line)
