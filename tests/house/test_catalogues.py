"""The catalogues are whole: what can be said can be translated, and is, in every language, with the same values."""

from __future__ import annotations

import re

import pytest

from game.screens.catalogue import RULES, SHORT, Entry, entries, read
from game.screens.language import ENGLISH, LANGUAGES, PSEUDO
from game.screens.pseudo import read_pseudo
from tests.house import catalogues

Key = tuple[str, str, str]


def known(name: str) -> dict[Key, Entry]:
    """The texts of a file by context, text and plural."""
    po = (catalogues.FOLDER / name).read_text(encoding="utf-8")
    return {(entry.context, entry.text, entry.many): entry for entry in entries(po) if entry.text}


def values(text: str) -> set[str]:
    """The names of the values that stand in a text."""
    return set(re.findall(r"\{(\w*)", text))


def test_everything_looked_up_is_written_out() -> None:
    """`_(name)` would be found by nobody who translates."""
    assert catalogues.not_written_out() == []


def test_the_template_is_current() -> None:
    """`python -m tests.house.catalogues` renews it and every language."""
    assert set(known("moveagain.pot")) == set(catalogues.texts())


def test_every_language_but_english_and_the_pseudo_one_has_a_catalogue() -> None:
    assert set(LANGUAGES) - {ENGLISH, PSEUDO} == set(catalogues.LANGUAGES)
    assert {path.stem for path in catalogues.FOLDER.glob("*.po")} == set(catalogues.LANGUAGES)


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_nothing_is_missing_or_unsure(code: str) -> None:
    said = known(f"{code}.po")
    assert set(said) == set(catalogues.texts())
    assert not [key for key, entry in said.items() if entry.fuzzy or not entry.said or not all(entry.said)]


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_the_same_values_stand_in_a_text(code: str) -> None:
    """None is invented. A whole sentence of the rules or a short form may leave one out, and so may the singular."""
    wrong = []
    for (context, one, many), entry in known(f"{code}.po").items():
        there = values(one) | values(many)
        for form in entry.said:
            invented = values(form) - there
            lost = there - values(form) if context not in (RULES, SHORT) and form is entry.said[-1] else set()
            wrong += [(one, form)] if invented or lost else []
    assert not wrong


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_edges_are_kept(code: str) -> None:
    """A text that is put between others keeps its spaces, and a sentence its full stop."""
    said = {key: entry.said[-1] for key, entry in known(f"{code}.po").items() if not key[2]}
    edge = re.compile(r"^(\s*).*?([.?…]?)(\s*)$", re.DOTALL)
    wrong = []
    for (_context, one, _many), form in said.items():
        here, there = edge.match(one), edge.match(form)
        assert here is not None and there is not None
        wrong += [(one, form)] if here.groups() != there.groups() else []
    assert not wrong


def test_the_reader_reads_what_the_writer_wrote() -> None:
    """Quotation marks, long lines, plurals and contexts come through; the catalogue has all of them."""
    for code in catalogues.LANGUAGES:
        catalogue = read((catalogues.FOLDER / f"{code}.po").read_text(encoding="utf-8"))
        assert len(catalogue.texts) == len(catalogues.texts())
        assert [catalogue.form(number) for number in (0, 1, 2)] == [1, 0, 1]


def test_the_pseudo_language_marks_all_and_keeps_values() -> None:
    catalogue = read_pseudo(catalogues.TEMPLATE.read_text(encoding="utf-8"))
    for key, said in catalogue.texts.items():
        text = key.rpartition("\x04")[2]
        assert said.startswith("[") and said.endswith("]")
        assert values(said) == values(text)
        assert not re.search("[A-Za-z]", re.sub(r"\{[^}]*\}", "", said)), "a letter that nobody changed"
