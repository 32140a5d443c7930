"""The product claims nothing in any other language either: stems that are never said, but in approved sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from game.coaching.safety import ABOUT
from game.screens.catalogue import Entry, entries
from tests.house.catalogues import FOLDER, LANGUAGES
from tests.house.tree import texts

NEVER: dict[str, str] = {
    "de": r"heilt|heilen|heilung|heilsam|geheilt|kurier|behandel|behandl|wiederherstell|wieder her\b|garant|diagnos"
    r"|bewiesen|erwiesen|nachweislich|medizin|verhinder|vorbeug|beugt( \w+)* vor\b|verhüt|risikofrei|ohne risiko|normal"
    r"|sturzrisiko|sturzgefahr|versagt|gescheitert|fehlgeschlagen|misslung|therapietreu|unkooperativ"
    r"|\b(gute|schlechte|gesunde|kranke)[rnms]? (arm|hand|bein|seite|knie|fuß)",
    "es": r"\bcura|curar|curaci|\bsana|sanar|trata|restaur|restable|garant|diagn[oó]st|demostrad|\bprobado|médic"
    r"|sanitari|preven|previen|sin riesgo|normal|riesgo de ca|fracas|fall[óao]\b|fallid|incumpl"
    r"|(brazo|mano|pierna|lado|rodilla|pie) (buen|mal|san|enferm)[oa]",
}
NEVER_TO_A_PATIENT: dict[str, str] = {"de": r"schlechter|schlimmer|verschlecht", "es": r"\bpeor|empeor"}
APPROVED: dict[str, tuple[str, ...]] = {
    "de": (
        "Keine Behörde hat sie als Medizinprodukt geprüft;",
        "Sie stellt keine Diagnosen, entscheidet über keine Behandlung und ist kein Alarm:",
    ),
    "es": (
        "Ninguna autoridad lo ha evaluado como producto sanitario;",
        "No diagnostica, no decide ningún tratamiento y no es una alarma:",
        "Llame a su terapeuta o a su médico.",
        "Pregunte a su terapeuta o a su médico antes de usar un sensor.",
    ),
}
"""Sentences that may be said exactly so: what this product is not, and whom to call."""


def said(code: str) -> Iterator[tuple[str, str]]:
    """Everything that is said in a language: where, and the words."""
    for entry in _entries(code):
        yield from ((entry.text, form) for form in entry.said)
    for path, text in texts().items():
        if path.startswith(("levels/", "programmes/")) and path.endswith(".yaml"):
            yield from ((path, line) for line in re.findall(rf"^  {code}: (.+)$", text, re.MULTILINE))


def _entries(code: str) -> list[Entry]:
    return [entry for entry in entries((FOLDER / f"{code}.po").read_text(encoding="utf-8")) if entry.text]


def offending(text: str, code: str) -> list[str]:
    """The forbidden words of a text, once its approved sentences are taken out."""
    for sentence in APPROVED[code]:
        text = text.replace(sentence, "")
    return re.findall(f"{NEVER[code]}|{NEVER_TO_A_PATIENT[code]}", text, re.IGNORECASE)


def test_every_language_has_its_words() -> None:
    assert set(NEVER) == set(NEVER_TO_A_PATIENT) == set(APPROVED) == set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_forbidden_word_is_said(code: str) -> None:
    assert not [(where, words) for where, words in said(code) if offending(words, code)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_approved_sentences_are_said_once(code: str) -> None:
    """Those of what the product is stand in its one translation; an allowance that nothing uses is a hole."""
    whole = [form for entry in _entries(code) for form in entry.said]
    for sentence in APPROVED[code]:
        assert len([form for form in whole if sentence in form]) == 1
    (about,) = (entry.said[0] for entry in _entries(code) if entry.text == ABOUT)
    assert APPROVED[code][0] in about


@pytest.mark.parametrize(
    ("code", "claim"),
    [
        ("de", "Das heilt Ihre Schulter."),
        ("de", "Beugt Stürzen vor"),
        ("de", "ein normaler Wert"),
        ("de", "Die gute Hand hilft."),
        ("de", "Es ist schlechter als gestern."),
        ("es", "Esto cura el dolor."),
        ("es", "el tratamiento de hoy"),
        ("es", "Previene caídas"),
        ("es", "el brazo malo"),
        ("es", "un poco peor"),
    ],
)
def test_a_planted_claim_is_seen(code: str, claim: str) -> None:
    assert offending(claim, code)
