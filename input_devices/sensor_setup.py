"""Setting up a sensor that has been recognised: told what to send, then listened to, to see that it does."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from input_devices.address import Address
from input_devices.clock import SampleClock
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_setup import (
    ASK_BATTERY,
    PAUSE_S,
    RefusedSetupError,
    WitmotionSetup,
    at_baud,
    commands,
    refuse,
    sample_bytes,
    saving,
)
from input_devices.serial_line import SerialLine, line_at

RECOGNISE_S = 8.0
MEASURE_S = 1.5
VERIFY_S = 5.0


@dataclass(frozen=True, slots=True)
class SetupOutcome:
    """What came of it."""

    before_hz: float
    after_hz: float
    baud: int
    """The speed at which the sensor was heard last."""
    refused: str | None = None
    """Why nothing was, or could be, changed; None when the sensor does what it was told."""
    battery: float | None = None
    """How full its battery is, 0–1, where it can be asked."""


class SensorSetup:
    """Listens first: commands go only to a sensor that speaks as a WitMotion does. Polled, never blocking.

    `address` is a serial one. Raises AddressError or ProtocolError where it cannot be read, and RefusedSetupError for
    a wish that no sensor knows.
    """

    def __init__(self, address: Address, wish: WitmotionSetup) -> None:
        self.outcome: SetupOutcome | None = None
        """None until it is over."""
        commands(wish)
        self._wish = wish
        self._place = address.place
        self._line: SerialLine = line_at(address)
        self._baud = 0
        """At which the sensor was heard before anything was changed."""
        self._before_hz = math.nan
        self._battery: float | None = None
        self._left: list[bytes] = []
        self._question: list[bytes] = []
        self._next_s = -math.inf
        self._then: Callable[[float], None] = self._recognised
        """What follows when all has been told and a rate has been measured."""
        self._vain: Callable[[float], None] = self._unheard
        """What follows when nothing is heard."""
        self._patience_s = RECOGNISE_S
        self._clock = SampleClock()
        self._since_s: float | None = None
        self._first_s = math.inf

    def poll(self, now_s: float) -> None:
        """One step; the result is in `outcome`."""
        if self.outcome is not None:
            return
        if self._since_s is None:
            self._since_s = now_s
        heard = self._line.hear(now_s)
        for arrived_s, readings in heard.batches if heard is not None else ():
            if readings:
                self._first_s = min(self._first_s, now_s)
            for reading in readings:
                self._battery = reading.battery if reading.battery is not None else self._battery
            self._clock.stamp(readings, arrived_s)
        try:
            self._step(now_s)
        except RefusedSetupError as refusal:
            self._end(math.nan, str(refusal))

    def close(self) -> None:
        """Let go of the port."""
        self._line.close()

    def _step(self, now_s: float) -> None:
        if self._left:
            if now_s >= self._next_s and self._line.write(self._left[0]):
                del self._left[0]
                self._next_s = now_s + PAUSE_S
                # What is measured begins when all has been said.
                self._clock, self._first_s, self._since_s = SampleClock(), math.inf, now_s
        elif now_s >= self._next_s and now_s - self._first_s >= MEASURE_S and self._clock.rate_hz > 0:
            self._then(now_s)
        elif now_s - (self._since_s or now_s) > self._patience_s:
            self._vain(now_s)

    def _listen(
        self, now_s: float, baud: int | None, then: Callable[[float], None], vain: Callable[[float], None]
    ) -> None:
        """Listen anew, at another speed where one is given."""
        if baud is not None:
            self._line.close()
            self._line = SerialLine(self._place, (PROTOCOLS["witmotion"],), (baud,))
        self._clock, self._first_s, self._since_s = SampleClock(), math.inf, now_s
        self._then, self._vain, self._patience_s = then, vain, VERIFY_S

    def _recognised(self, now_s: float) -> None:
        """The sensor is known now: refuse what its line cannot carry, before anything is written."""
        line, wish = self._line, self._wish
        self._before_hz, self._baud = self._clock.rate_hz, line.baud
        decoder = line.decoder
        if line.protocol != "witmotion" or not isinstance(decoder, WitmotionDecoder):
            raise RefusedSetupError(f"it speaks {line.protocol}; only WitMotion sensors are set up from here")
        if decoder.is_combined and wish.content is not None:
            raise RefusedSetupError("what this sensor sends cannot be chosen; leave out --content")
        wanted_hz = wish.rate_hz if wish.rate_hz is not None else self._before_hz / 1.1
        bytes_a_sample = sample_bytes(wish.content) if wish.content is not None else decoder.sample_bytes
        why = refuse(wanted_hz, wish.baud or line.baud, bytes_a_sample)
        if why is not None:
            raise RefusedSetupError(why)
        other_baud = wish.baud is not None and wish.baud != line.baud
        if not other_baud:
            wish = replace(wish, baud=None)
        self._left = commands(wish) or (saving() if wish.save else [])
        self._question = [ASK_BATTERY] if decoder.is_combined else []
        if other_baud:
            self._then = self._vain = self._go_over
            self._patience_s = PAUSE_S
        else:
            self._left += self._question
            self._listen(now_s, None, self._verify, self._quiet)

    def _go_over(self, now_s: float) -> None:
        """All has been told, the other speed at last: go on there."""
        self._listen(now_s, self._wish.baud, self._save, self._call_back)

    def _save(self, now_s: float) -> None:
        """It is heard at the other speed; only there it hears that it is to keep it."""
        self._left = (saving() if self._wish.save else []) + self._question
        self._listen(now_s, None, self._verify, self._quiet)

    def _call_back(self, _now_s: float) -> None:
        """Nothing is heard at the other speed: should it be there all the same, it is told to come back."""
        self._left = at_baud(self._baud)
        self._then = self._vain = self._go_back
        self._patience_s = PAUSE_S

    def _go_back(self, now_s: float) -> None:
        self._listen(now_s, self._baud, self._came_back, self._quiet)

    def _came_back(self, _now_s: float) -> None:
        self._end(
            self._clock.rate_hz,
            f"it cannot be heard at {self._wish.baud} baud and is at {self._baud} again; choose another speed",
        )

    def _verify(self, _now_s: float) -> None:
        rate_hz, wanted_hz = self._clock.rate_hz, self._wish.rate_hz
        kept = wanted_hz is None or abs(rate_hz / wanted_hz - 1) < 0.1
        self._end(rate_hz, None if kept else f"it was told {wanted_hz:g} samples a second and sends {rate_hz:.0f}")

    def _quiet(self, _now_s: float) -> None:
        self._end(math.nan, "it has gone quiet; switch it off and on, which brings back what was saved in it")

    def _unheard(self, _now_s: float) -> None:
        trouble = self._line.trouble
        nothing = "no WitMotion sensor is heard there; check that it is switched on, and the port"
        self._end(math.nan, f"it {trouble}" if trouble is not None else nothing)

    def _end(self, after_hz: float, refused: str | None) -> None:
        self.outcome = SetupOutcome(self._before_hz, after_hz, self._line.baud, refused, self._battery)
