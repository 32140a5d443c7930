"""Effort: what a therapist says of whose strength moves the limb, and against what; no sensor can tell."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.exercises.keys import KindKeys

Effort = Literal["active", "assisted", "passive", "loaded"]
Plane = Literal["as_the_movement", "gravity_reduced", "scaption", "sagittal", "frontal", "horizontal"]


class EffortKeys(KindKeys):
    """Keys of a kind in which a limb is moved. They only record: series of one effort are never mixed with another."""

    plane: Plane = Field(
        default="as_the_movement",
        description="The plane one moves in, and gravity_reduced where a slope, a sling or a table bears the limb;"
        " a sensor against gravity sees only what goes up and down.",
    )
    effort: Effort = Field(
        default="active",
        description="Whose strength it is: one's own, with help, a helper's alone, or one's own against a load;"
        " no sensor can tell them apart.",
    )
    load_kg: Annotated[float, Field(ge=0, le=60)] = Field(
        default=0.0, description="The load that is moved, in kilograms; more than none needs effort: loaded."
    )
