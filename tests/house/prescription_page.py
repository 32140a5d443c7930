"""The tables of keys in docs/prescription.md: `python -m tests.house.prescription_page` renews them."""

from __future__ import annotations

import re
from collections.abc import Collection

from game.coaching.filed import schema_of, words_of
from game.coaching.prescription import Allowance, MovementAllowance, Prescription, PrescriptionPhase
from game.coaching.record import PatientRecord
from game.exercises.keys import Keys
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "prescription.md"
_MARKED = re.compile(r"<!-- keys of (\w+) -->\n.*?<!-- end -->\n", re.DOTALL)
_FILE: Collection[str] = set(Prescription.model_fields) - set(Allowance.model_fields)
_OF: dict[str, tuple[type[Keys], Collection[str]]] = {
    "the_file": (Prescription, _FILE),
    "everything": (Prescription, set(Allowance.model_fields)),
    "a_movement": (MovementAllowance, set(MovementAllowance.model_fields) - set(Allowance.model_fields)),
    "a_phase": (PrescriptionPhase, set(PrescriptionPhase.model_fields) - set(Allowance.model_fields)),
    "a_record": (PatientRecord, set(PatientRecord.model_fields)),
}


def table(name: str) -> str:
    """The keys of one section: what each takes, and why."""
    model, keys = _OF[name]
    properties = schema_of(model)["properties"]
    rows = [
        f"| `{key}` | {words_of(model, (key,))} | {node['description']} |"
        for key, node in properties.items()
        if key in keys
    ]
    return "\n".join(["| key | takes | |", "| --- | --- | --- |", *rows]) + "\n"


def renewed(page: str) -> str:
    """The page with its tables as the keys are now."""
    return _MARKED.sub(lambda found: f"<!-- keys of {found[1]} -->\n\n{table(found[1])}\n<!-- end -->\n", page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
