"""The product claims nothing that it cannot show: words that are never said, and sentences that always are."""

from __future__ import annotations

import re

import pytest

from tests.house import rules
from tests.house.tree import modules, texts

WHAT_IT_IS = (
    "Moveagain is open-source exercise software. No authority has assessed it as a medical device; whoever puts it"
    " into use must check what local law requires. It does not diagnose, does not decide treatment, and is not an"
    " alarm: nobody watches while you play. Use it for movements a qualified therapist has chosen for you. Its angles"
    " and times are training measures with their error shown and do not replace an examination."
)
NO_ALARM = "Nobody watches while you play. This is not an alarm."
UNWELL = (
    "Do not exercise now. Call your therapist or doctor. Face drooping, sudden weakness, strange speech or chest pain:"
    " call the emergency number now."
)
ASK_FIRST = "Ask your therapist or doctor before you use a sensor."
APPROVED = (WHAT_IT_IS, NO_ALARM, UNWELL, ASK_FIRST)
"""Sentences that may be said exactly so, whatever words are in them."""

NEVER = re.compile(
    r"\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|treat(s|ed|ing|ment|ments)?|restor(e|es|ed|ing|ation|ative)|guarante\w*"
    r"|diagnos\w*|proven|medical[- ]grade|prevent(s|ed|ing|ion)?|risk[- ]free|(ab)?normal(ly|ity)?|fall[- ]risk|failed"
    r"|(good|bad) arm|non[- ]?compliant)\b",
    re.IGNORECASE,
)
NEVER_TO_A_PATIENT = re.compile(r"\bworse\b", re.IGNORECASE)
FOR_PEOPLE = (".md", ".yaml", ".yml", ".toml")
"""What is said in other languages has a test of its own."""


def product() -> dict[str, str]:
    """Everything that a person using the product may read, each piece by where it stands, on one line."""
    pieces = {
        path: text
        for path, text in texts().items()
        if path.endswith(FOR_PEOPLE) and not path.startswith(("tests/", ".ci/"))
    }
    for path, tree in modules().items():
        pieces |= {f"{path}:{line}": said for line, said in rules.sentences(tree)}
    return {where: " ".join(re.sub(r"^>\s?", "", text, flags=re.MULTILINE).split()) for where, text in pieces.items()}


def offending(text: str, never: re.Pattern[str] = NEVER) -> list[str]:
    """The forbidden words of a text, once its approved sentences are taken out."""
    for sentence in APPROVED:
        text = text.replace(sentence, "")
    return [found.group() for found in never.finditer(text)]


def test_no_forbidden_word_is_said() -> None:
    said = {where: offending(text) for where, text in product().items()}
    assert not {where: words for where, words in said.items() if words}


def test_the_window_never_says_worse() -> None:
    said = {where: offending(text, NEVER_TO_A_PATIENT) for where, text in product().items()}
    assert not [where for where, words in said.items() if words and where.startswith("game/screens/")]


def test_the_readme_says_what_it_is() -> None:
    assert WHAT_IT_IS in product()["README.md"]


@pytest.mark.parametrize("sentence", APPROVED)
def test_the_program_has_each_approved_sentence_in_one_place(sentence: str) -> None:
    assert len([where for where, text in product().items() if where.startswith("game/") and sentence in text]) == 1


@pytest.mark.parametrize(
    "claim",
    [
        "It cures pain.",
        "Heals shoulders",
        "proven to help",
        "your bad arm",
        "a normal range",
        "You failed.",
        "treatment",
    ],
)
def test_a_planted_claim_is_seen(claim: str) -> None:
    assert offending(claim)


@pytest.mark.parametrize(
    "plain", ["Your health and your arm.", "Kept secure.", "Normalise the vector.", *APPROVED, "It fails to open."]
)
def test_plain_words_are_let_be(plain: str) -> None:
    assert not offending(plain)
