"""Keys: what every section of a level file has in common: frozen, and no key that is not known."""

from __future__ import annotations

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

    def muscles(self) -> tuple[str, ...]:
        """The muscles that electrodes have to be worn over, without their side; none for most kinds."""
        return ()

    def told(self) -> tuple[str, ...]:
        """What else is said of such a level in plain words, sentences without their full stop; nothing for most."""
        return ()
