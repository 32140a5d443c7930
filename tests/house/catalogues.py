"""The catalogues of words: what may be translated, gathered from the code; run with `-m`, it renews the files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from game.motion.movements import MOVEMENTS
from game.screens.catalogue import RULES, SHORT, entries
from game.screens.language import SHORT_WORDS
from game.screens.measuring_words import UNITS
from game.screens.poses import posed
from game.sessions.telling import MEASURES
from input_devices import PLACES, in_words
from tests.house.tree import ROOT, modules

FOLDER = ROOT / "assets" / "translations"
TEMPLATE = FOLDER / "moveagain.pot"
LANGUAGES = ("de", "es")
_CALLED = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2}
"""The functions of game/screens/language.py, and how many texts each takes, written out."""
OF_THE_RULES: tuple[str, ...] = (
    *(f"game/motion/{name}.py" for name in ("angles", "bending", "doubt", "joint", "muscle", "neutral", "tracker")),
    *(f"game/motion/{name}.py" for name in ("companions", "hinge_axes", "joints")),
    *(f"game/coaching/{name}.py" for name in ("caps", "gentle", "refusal", "review", "safeguards", "safety", "wall")),
    *(f"game/coaching/{name}.py" for name in ("planned", "prescription", "readiness", "today")),
    "game/coaching/record.py",
    *(f"game/exercises/{name}.py" for name in ("activate", "activity")),
    *(f"game/scoring/{name}.py" for name in ("activations", "following", "functional", "instrumented", "keeper")),
    *(f"game/scoring/{name}.py" for name in ("lifted", "match", "phases", "quality", "sheet", "steady", "together")),
    *(f"game/measures/{name}.py" for name in ("activity", "balance", "chair", "norms", "position_error", "rising")),
    *(f"game/measures/{name}.py" for name in ("range_of_motion", "repetitions", "soundness", "sway", "up_and_go")),
    *(f"game/measures/{name}.py" for name in ("phases", "uniform")),
    *(f"game/round/{name}.py" for name in ("course", "silence")),
    *(f"game/app/{name}.py" for name in ("muscles", "kitted", "worn")),
    *(f"game/app/doctor/{name}.py" for name in ("check", "computer", "kept", "program")),
    *(f"input_devices/{name}.py" for name in ("connection", "electrodes", "kit_pairing", "serial_port")),
)
"""The modules whose sentences reach the window, although they know nothing of windows and of languages."""
_WITHIN = (
    "the sensor on {name} {why}",
    "{id} also watches {doing}: wear one more sensor on the {at}; worn is {join}",
    "This level cannot start now.",
    "This session cannot be kept any more.",
    "This session could not be kept whole.",
    "There is no screen here to open a window on.",
    "there is no sound card and no sound server here",
    "no USB device; a built-in or Bluetooth port",
    "age",
    "sex",
    *(
        "Screen",
        "Drawing",
        "Sound",
        "Voice",
        "Ports",
        "Clock",
        "Sessions",
        "Kit",
        "Packages",
        "Fonts",
        "good",
        "missing",
    ),
)
"""Single sentences of modules that say much else to whoever types commands, and single words."""
_NOT_SAID = frozenset({"ValueError", "KeyError", "TypeError", "AttributeError", "NotImplementedError"})
"""What is raised with these is a programmer's error."""


@cache
def texts() -> frozenset[tuple[str, str, str]]:
    """Everything that may be translated: context, text, plural."""
    found = {(RULES, said, "") for said in (*_closed_sets(), *_of_the_rules())}
    for _where, function, said in _looked_up():
        match function, said:
            case "ngettext", [str(one), str(many)]:
                found.add(("", one, many))
            case "pgettext", [str(context), str(one)]:
                found.add((context, one, ""))
            case "_" | "gettext", [str(one)]:
                found.add(("", one, ""))
    found |= {(SHORT, said[0], said[1] if len(said) > 1 else "") for said in short_words().values()}
    plural = {one for _context, one, many in found if many}
    return frozenset(each for each in found if each[2] or each[0] or each[1] not in plural)


@cache
def short_words() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The short forms, by what they stand for: context, text, plural."""
    po = (FOLDER / SHORT_WORDS).read_text(encoding="utf-8")
    return {(entry.context, entry.text, entry.many): entry.said for entry in entries(po) if entry.text}


def _looked_up() -> Iterator[tuple[str, str, list[object]]]:
    """Every call that looks something up: where, by which function, and its texts; None where one is not written
    out."""
    for path, tree in modules("game").items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLED:
                said = node.args[: _CALLED[node.func.id]]
                if path != "game/screens/language.py":
                    where = f"{path}:{node.lineno}: {ast.unparse(node)}"
                    yield where, node.func.id, [each.value if isinstance(each, ast.Constant) else None for each in said]


def not_written_out() -> list[str]:
    """Where something is looked up that is not written out there, so that nobody could find it."""
    return [where for where, _function, said in _looked_up() if not all(isinstance(each, str) for each in said)]


def _closed_sets() -> Iterator[str]:
    """The words of tables: movements, places, units."""
    for row in MOVEMENTS.values():
        yield row.words
        yield row.doing
        yield from {posed(row.neutral, stance) for stance in row.postures}
    yield from (in_words(place) for place in PLACES)
    yield from {in_words(place).partition(" ")[2] for place in PLACES if place.startswith("right_")}
    yield from UNITS.values()
    yield from MEASURES.values()


def _of_the_rules() -> Iterator[str]:
    for path in OF_THE_RULES:
        for said in sentences(modules()[path]):
            yield re.sub(r"\{(\w+):[^}]*\}", r"{\1}", said)  # how a value is written is settled when it is looked up
    yield from _WITHIN


def sentences(tree: ast.Module) -> Iterator[str]:
    """What a module says to people: its strings of two words and more, values as {names}; not what documents or is
    for a schema, and no programmer's error."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        elif isinstance(node, ast.keyword) and node.arg in ("description", "pattern"):
            silent |= {id(each) for each in ast.walk(node.value)}
        elif isinstance(node, ast.Raise) and node.exc is not None and _raised(node.exc) in _NOT_SAID:
            silent |= {id(each) for each in ast.walk(node.exc)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in silent:
            silent |= {id(each) for each in ast.walk(node)}
            if _is_said(said := with_names(node)):
                yield said
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in silent)
    yield from (node.value for node in constants if isinstance(node.value, str) and _is_said(node.value))


def _is_said(text: str) -> bool:
    plain = re.sub(r"\{\w*\}", "", text)
    return (
        " " in plain.strip()
        and not text.startswith("python -m ")
        and len(re.findall(r"[A-Za-z]{2,}", plain)) > 1
        and "[*]" not in plain
    )


def _raised(raised: ast.expr) -> str:
    return ast.unparse(raised.func if isinstance(raised, ast.Call) else raised)


def with_names(joined: ast.JoinedStr) -> str:
    """A formatted string as a text with {names}: each value has the name of what it is, and one of its own."""
    named: dict[str, str] = {}
    parts = []
    for part in joined.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
            continue
        assert isinstance(part, ast.FormattedValue)
        what = ast.unparse(part.value)
        if what not in named:
            name, number = _name(part.value), 2
            while name in named.values():
                name, number = f"{_name(part.value)}_{number}", number + 1
            named[what] = name
        parts.append(f"{{{named[what]}}}")
    return "".join(parts)


def _name(value: ast.expr) -> str:
    match value:
        case ast.Name(id=name):
            return name.strip("_").lower()
        case ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(func=func):
            return _name(func)
        case ast.Subscript(value=inner):
            return _name(inner)
        case _:
            return "value"


def _filled(catalogue: Catalog) -> Catalog:
    for context, one, many in sorted(texts()):
        catalogue.add((one, many) if many else one, context=context or None)
    return catalogue


def renew() -> None:
    """Write the template anew, and into each language what is new; what is no longer said is dropped."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(_as_bytes(_filled(Catalog()), None))
    for code in LANGUAGES:
        path = FOLDER / f"{code}.po"
        old = read_po(BytesIO(path.read_bytes())) if path.exists() else Catalog()
        new = _filled(Catalog())
        for message in new:
            known = old.get(message.id, message.context) if message.id else None
            if known is not None:
                message.string, message.flags = known.string, set(known.flags)
        path.write_bytes(_as_bytes(new, code))


def _as_bytes(catalogue: Catalog, code: str | None) -> bytes:
    """Without the day and the address of whoever wrote it: the same texts give the same file. The plurals are two in
    every language there is by now; one with more is a line here."""
    file = BytesIO()
    write_po(file, catalogue, width=100, omit_header=True, sort_output=True)
    head = ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=UTF-8\\n"']
    if code is not None:
        head += [f'"Language: {code}\\n"', f'"Plural-Forms: {catalogue.plural_forms}\\n"']
    return "\n".join(head).encode() + b"\n\n" + file.getvalue()


if __name__ == "__main__":
    renew()
