"""The summary of a session: one JSON object, printed by the commands and kept at the end of the file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from game.scoring.outcome import Outcome, number
from game.sessions.header import FORMAT, SessionHeader
from input_devices import InputReport

_OF_A_PRESCRIPTION = ("id", "version", "signed_by")


OF_THE_CLOCK = "first_clean_s"
"""In the context of a real session, seconds from launch to the first clean repetition of that launch; None where there
was none yet, or nobody knows. It is the clock's, which no Round has, so that a re-run says nothing of it."""


def summary(
    header: SessionHeader,
    outcome: Outcome,
    reports: Sequence[InputReport],
    file: Path | None,
    digest: str,
    first_clean_s: float = math.nan,
) -> dict[str, Any]:
    """What stands in the file and what is printed; `file` is None for a Round that is not kept.

    Strict JSON: a number that cannot be had is None.
    """
    prescription = header.setup.prescription
    passed = {key: header.setup.allowed[key] for key in ("beyond_safe_limits",) if key in header.setup.allowed}
    score = outcome.as_row()
    timed = {OF_THE_CLOCK: number(first_clean_s)} if header.truth == "sensor" else {}
    broadcast = {} if header.broadcast is None else {"broadcast": header.broadcast}
    return {
        "format": FORMAT,
        "session": header.session,
        "sitting": header.sitting,
        "file": None if file is None else str(file),
        "level": header.level,
        "side": header.setup.side,
        "person": header.person,
        "truth": header.truth,
        "started": header.started,
        "duration_s": score["duration_s"],
        "ended": score["ended"],
        "prescription": prescription and {**{key: prescription.get(key) for key in _OF_A_PRESCRIPTION}, **passed},
        "posture": header.posture,
        "presence": header.presence,
        "effort": {"kind": header.effort, "load_kg": header.load_kg},
        "context": {**score["context"], **timed},
        "repetitions": score["repetitions"],
        "score": score["score"],
        "light": score["light"],
        "trials": score["trials"],
        "measures": score["measures"],
        "difficulty": score["difficulty"],
        "coach": score["coach"],
        "inputs": [_input_row(report) for report in reports],
        **broadcast,
        "digest": digest,
    }


_MOMENTARY = ("state", "notice")
"""How a sensor was doing when the session ended says nothing about the session."""


def _input_row(report: InputReport) -> dict[str, Any]:
    row = {key: value for key, value in asdict(report).items() if key not in _MOMENTARY}
    return {key: number(value) if isinstance(value, float) else value for key, value in row.items()}
