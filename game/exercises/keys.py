"""Keys: what every section of a level file has in common: frozen, and no key that is not known."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Keys(BaseModel):
    """A section of a level file. Unknown keys are problems; numbers are numbers, never words with a unit in them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
