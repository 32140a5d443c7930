"""Setting up a sensor that has been recognised: told what to send, then listened to, to see that it does."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from input_devices.address import Address
from input_devices.clock import SampleClock
from input_devices.protocols.table import PROTOCOLS
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_setup import (
    PAUSE_S,
    USUAL_CONTENT,
    RefusedSetupError,
    WitmotionSetup,
    commands,
    refuse,
    sample_bytes,
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
    refused: str | None = None
    """Why nothing was, or could be, changed; None when the sensor does what it was told."""


class SensorSetup:
    """Listens first: commands go only to a sensor that speaks as a WitMotion does. Polled, never blocking.

    `address` is a serial one. Raises AddressError or ProtocolError where it cannot be read, and RefusedSetupError for
    a wish that no sensor knows.
    """

    def __init__(self, address: Address, wish: WitmotionSetup) -> None:
        self._wish = wish
        self.outcome: SetupOutcome | None = None
        """None until it is over."""
        self._place = address.place
        self._line: SerialLine = line_at(address)
        self._clock = SampleClock()
        self._since_s: float | None = None
        self._first_s = math.inf
        self._before_hz = math.nan
        self._left: list[bytes] = commands(wish)
        self._told = False
        self._next_s = -math.inf

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
            self._clock.stamp(readings, arrived_s)
        try:
            self._verify(now_s) if self._told else self._step(now_s)
        except RefusedSetupError as refusal:
            self._end(math.nan, str(refusal))

    def close(self) -> None:
        """Let go of the port."""
        self._line.close()

    def _step(self, now_s: float) -> None:
        line, since_s = self._line, self._since_s or now_s
        if math.isnan(self._before_hz):
            if now_s - self._first_s >= MEASURE_S and self._clock.rate_hz > 0:
                self._before_hz = self._clock.rate_hz
                self._prepare()
            elif now_s - since_s > RECOGNISE_S:
                self._end(math.nan, self._unheard())
            return
        if now_s < self._next_s:
            return
        if self._left:
            if line.write(self._left[0]):
                del self._left[0]
                self._next_s = now_s + PAUSE_S
            return
        self._told, self._first_s, self._since_s = True, math.inf, now_s
        self._clock = SampleClock()
        if self._wish.baud is not None and self._wish.baud != line.baud:
            line.close()
            self._line = SerialLine(self._place, (PROTOCOLS["witmotion"],), (self._wish.baud,))

    def _prepare(self) -> None:
        """The sensor is known now: refuse what its line cannot carry, before anything is written."""
        line, wish = self._line, self._wish
        if line.protocol != "witmotion" or not isinstance(line.decoder, WitmotionDecoder):
            raise RefusedSetupError(f"it speaks {line.protocol}; only WitMotion sensors are set up from here")
        content: tuple[str, ...] | None = None
        if not line.decoder.is_combined:
            content = wish.content or USUAL_CONTENT
            wish = replace(wish, content=content)
        elif wish.content is not None:
            raise RefusedSetupError("what this sensor sends cannot be chosen; leave out --content")
        wanted_hz = wish.rate_hz if wish.rate_hz is not None else self._before_hz / 1.1
        why = refuse(wanted_hz, wish.baud or line.baud, sample_bytes(content))
        if why is not None:
            raise RefusedSetupError(why)
        self._wish, self._left = wish, commands(wish)

    def _verify(self, now_s: float) -> None:
        rate_hz = self._clock.rate_hz
        if now_s - self._first_s >= MEASURE_S and rate_hz > 0:
            wanted_hz = self._wish.rate_hz
            kept = wanted_hz is None or abs(rate_hz / wanted_hz - 1) < 0.1
            self._end(rate_hz, None if kept else f"it was told {wanted_hz:g} samples a second and sends {rate_hz:.0f}")
        elif now_s - (self._since_s or now_s) > VERIFY_S:
            self._end(math.nan, "it has gone quiet; switch it off and on, which brings back what was saved in it")

    def _unheard(self) -> str:
        line = self._line
        if line.trouble is not None:
            return f"it {line.trouble}"
        return "no WitMotion sensor is heard there; check that it is switched on, and the port"

    def _end(self, after_hz: float, refused: str | None) -> None:
        self.outcome = SetupOutcome(self._before_hz, after_hz, self._line.baud, refused)
