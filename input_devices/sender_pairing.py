"""Pairing: which senders on a network are listened to, and what is said of the others.

Nothing on a network proves who sends it. A sender is known by the name that it gives itself (its hardware address, or
where it gives none its number in the network) and by the place that it first sent from. Another one under the same
name, or under any other, is ignored and named.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from input_devices.udp_socket import Sender

NEW_PORT_AFTER_S = 2.0
"""A sender that has been silent for so long may come back from another port: it was started anew …"""
NEW_PLACE_AFTER_S = 10.0
"""… and after so long from another number in the network, which a router may give it at any time."""
NAMED_S = 60.0
"""How long a sender that is not listened to is named after it was last heard."""
_PAIRED_MAX = 32
_STRANGERS_MAX = 16


@dataclass(slots=True)
class Paired:
    """One sender that is listened to."""

    name: str
    """As an address writes it in sensor=, without which of its sensors."""
    at: Sender
    heard_s: float = -math.inf


@dataclass(frozen=True, slots=True)
class _Stranger:
    name: str
    at: Sender
    claimed: Paired | None
    """Under whose name it sends."""
    heard_s: float


class Pairing:
    """Listens to those whose names are `wanted`; without any, to the first that sends, or with `everyone` to all."""

    def __init__(self, wanted: Sequence[str], *, everyone: bool = False) -> None:
        self._wanted = {name.upper() for name in wanted}
        self._everyone = everyone
        self._paired: dict[str, Paired] = {}
        self._strangers: dict[Sender, _Stranger] = {}

    @property
    def paired(self) -> Sequence[Paired]:
        """Everybody who is listened to."""
        return tuple(self._paired.values())

    def greet(self, mac: str, at: Sender, now_s: float) -> Paired | None:
        """Who has said its name; None where it is not listened to."""
        name = self._name(mac, at)
        if name is None:
            self._ignore(mac or at[0], at, None, now_s)
            return None
        return self._admit(name, at, now_s)

    def known(self, at: Sender, now_s: float) -> Paired | None:
        """Who sends without a greeting; one that has greeted somebody before us is known by its number alone."""
        one = next((one for one in self._paired.values() if one.at == at), None)
        if one is not None:
            one.heard_s = now_s
            return one
        name = self._name("", at)
        if name is None:
            self._ignore(at[0], at, None, now_s)
            return None
        return self._admit(name, at, now_s)

    def live(self, now_s: float, within_s: float) -> bool:
        """Whether anybody who is listened to has sent lately."""
        return any(now_s - one.heard_s <= within_s for one in self._paired.values())

    def remark(self, now_s: float) -> str | None:
        """Who sends and is not listened to, as a whole sentence; whoever uses another's name comes first."""
        there = [one for one in self._strangers.values() if now_s - one.heard_s <= NAMED_S]
        if not there:
            return None
        return _named(max(there, key=lambda one: (one.claimed is not None, one.heard_s)))

    def instead(self, now_s: float, within_s: float) -> str | None:
        """Who sends while nobody who is listened to does, as the end of a sentence about the sensor."""
        there = [one for one in self._strangers.values() if now_s - one.heard_s <= within_s and one.claimed is None]
        if not there or self.live(now_s, within_s):
            return None
        one = max(there, key=lambda one: one.heard_s)
        return (
            f"is not heard; {_who(one)} sends instead and is not listened to. "
            f"If that is what you wear, write sensor={one.name} in the address"
        )

    def _name(self, mac: str, at: Sender) -> str | None:
        """What a sender is called here, where it is listened to."""
        if self._wanted:
            return next((name for name in (mac, at[0]) if name in self._wanted), None)
        before = next((one.name for one in self._paired.values() if one.at == at), None)
        known = next((name for name in (before, mac, at[0]) if name in self._paired), None)
        return mac or at[0] if known is None and (self._everyone or not self._paired) else known

    def _admit(self, name: str, at: Sender, now_s: float) -> Paired | None:
        one = self._paired.get(name)
        if one is None:
            if len(self._paired) >= _PAIRED_MAX:
                return None
            one = self._paired[name] = Paired(name, at)
        elif one.at != at:
            silent_s = now_s - one.heard_s
            if silent_s < (NEW_PORT_AFTER_S if one.at[0] == at[0] else NEW_PLACE_AFTER_S):
                self._ignore(name, at, one, now_s)
                return None
            one.at = at
        self._strangers.pop(at, None)
        one.heard_s = now_s
        return one

    def _ignore(self, name: str, at: Sender, claimed: Paired | None, now_s: float) -> None:
        before = self._strangers.get(at)
        if before is None and len(self._strangers) >= _STRANGERS_MAX:
            del self._strangers[min(self._strangers, key=lambda each: self._strangers[each].heard_s)]
        if before is not None and before.name != at[0] and name == at[0]:
            name = before.name  # it has said its name once
        self._strangers[at] = _Stranger(name, at, claimed, now_s)


def _who(one: _Stranger) -> str:
    return one.at[0] if one.name == one.at[0] else f"{one.name} at {one.at[0]}"


def _named(one: _Stranger) -> str:
    if one.claimed is None:
        return f"{_who(one)} sends to this computer as well and is not listened to; to wear it, write sensor={one.name}"
    there, here = (f"{at[0]}, port {at[1]}," for at in (one.at, one.claimed.at))
    if one.at[0] != one.claimed.at[0]:
        there, here = f"{one.at[0]},", one.claimed.at[0]
    return (
        f"a second sender, {there} says that it is {one.name} at {here.rstrip(',')}; it is not listened to. "
        "Switch it off if it is yours"
    )
