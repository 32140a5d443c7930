"""Muscle names: the muscles that a level can name, without their side."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from input_devices import MUSCLES

MUSCLE_NAMES: tuple[str, ...] = tuple(dict.fromkeys(place.partition("_")[2] for place in MUSCLES))
"""Muscles without their side: the played side is set in front."""


def _known_muscle(name: str) -> str:
    if name not in MUSCLE_NAMES:
        raise ValueError("not a muscle")
    return name


MuscleName = Annotated[
    str, AfterValidator(_known_muscle), Field(json_schema_extra={"enum": list(MUSCLE_NAMES)}, max_length=40)
]
