"""Keys: what every section of a level file has in common: frozen, and no key that is not known."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from game.motion.companion import Companion

__all__ = ["Companion", "Keys", "KindKeys"]


class Keys(BaseModel):
    """A section of a level file. Unknown keys are problems; numbers are numbers, never words with a unit in them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class KindKeys(Keys):
    """The keys of one kind of exercise."""

    def companions(self, movement: str) -> tuple[Companion, ...]:  # noqa: ARG002
        """What is watched beside the level's `movement`; nothing for most kinds."""
        return ()

    @property
    def own_shares(self) -> tuple[float, ...]:
        """Of the range that each limb shows before play, the share that is asked of it, the movement's own limb first;
        nothing where angles are asked for as they are."""
        return ()

    def demands(self) -> Mapping[str, float]:
        """What a step of a ladder may ask more of, by key: greater is harder. Nothing where the kind has no steps."""
        return {}

    def takes_s(self, speed_deg_s: float) -> float:  # noqa: ARG002
        """About how long one repetition takes somebody whose movements have that peak speed; nan where nobody can say
        beforehand."""
        return math.nan

    def muscles(self) -> tuple[str, ...]:
        """The muscles that electrodes have to be worn over, without their side; none for most kinds."""
        return ()

    def phases_told(self) -> tuple[str, ...]:
        """What else is said of such a level in plain words, sentences without their full stop; nothing for most."""
        return ()
