"""Sound: a few calm, low tones made by the program itself; silent where there is no audio device, and at one key."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from game.exercises.events import (
    BeatGiven,
    Event,
    NeutralTaken,
    PaceBeat,
    RangeShown,
    RepCompleted,
    RestEnded,
    RestStarted,
    RoundEnded,
    SensorDoubted,
    SensorTrusted,
    SignalBack,
    SignalLost,
    TargetReached,
    TrialEnded,
)
from game.exercises.views import Ask

if TYPE_CHECKING:
    import numpy as np
    import pygame
    from numpy.typing import NDArray

RATE_HZ = 22_050
_HOLD_STEPS = 4
"""A hold is heard in quarters, each a step up, so that it can be followed with the eyes closed."""


class Tone(StrEnum):
    """Everything that can be heard."""

    BEAT = "beat"
    REACHED = "reached"
    CLEAN = "clean"
    HOLD_1 = "hold_1"
    HOLD_2 = "hold_2"
    HOLD_3 = "hold_3"
    READY = "ready"
    LOST = "lost"
    BACK = "back"
    REST = "rest"
    ON = "on"
    FINISH = "finish"
    GO = "go"
    """Start now: the one tone that begins at once and loud."""
    OVER = "over"
    """What was asked for is over: open the eyes, sit down."""


@dataclass(frozen=True, slots=True)
class Note:
    """One struck bar (`body` 0) or one breath of a pad (`body` 1), and how long after the tone's begin."""

    pitch_hz: float
    at_s: float = 0.0
    length_s: float = 0.7
    body: float = 0.0
    level: float = 0.5


# A pentatonic scale about C3: low enough for old ears, and no two of them clash.
_C3, _D3, _E3, _G3, _A3, _C4, _D4, _E4, _G4 = 130.8, 146.8, 164.8, 196.0, 220.0, 261.6, 293.7, 329.6, 392.0

SCORES: Mapping[Tone, tuple[Note, ...]] = {
    Tone.BEAT: (Note(_E3, 0.0, 0.35, level=0.4),),
    Tone.REACHED: (Note(_G3), Note(_C4, 0.09, 0.9)),
    Tone.CLEAN: (Note(_C4), Note(_E4, 0.09), Note(_G4, 0.18, 1.1, level=0.45)),
    Tone.HOLD_1: (Note(_C3, 0.0, 0.5, level=0.28),),
    Tone.HOLD_2: (Note(_E3, 0.0, 0.5, level=0.28),),
    Tone.HOLD_3: (Note(_G3, 0.0, 0.5, level=0.28),),
    Tone.READY: (Note(_C3, 0.0, 1.4, 1.0, 0.3), Note(_G3, 0.1, 1.3, 1.0, 0.25), Note(_C4, 0.2)),
    Tone.LOST: (Note(_A3, 0.0, 0.9, level=0.4), Note(_D3, 0.22, 1.2, level=0.4)),
    Tone.BACK: (Note(_D3, 0.0, 0.8, level=0.4), Note(_A3, 0.16, 1.0, level=0.4)),
    Tone.REST: (Note(_C3, 0.0, 3.0, 1.0, 0.35), Note(_E3, 0.4, 2.8, 1.0, 0.25), Note(_G3, 0.8, 2.6, 1.0, 0.25)),
    Tone.ON: (Note(_E3), Note(_A3, 0.14, 0.9)),
    Tone.FINISH: (
        *(Note(_C3, 0.0, 3.2, 1.0, 0.3), Note(_G3, 0.0, 3.2, 1.0, 0.22)),
        *(Note(_C4, 0.1), Note(_D4, 0.26), Note(_E4, 0.42), Note(_G4, 0.62, 1.6)),
    ),
    Tone.GO: (Note(_G3, 0.0, 0.9, level=0.6), Note(_C4, 0.0, 1.1, level=0.6), Note(_G4, 0.0, 1.2, level=0.5)),
    Tone.OVER: (Note(_G4, 0.0, 0.8), Note(_E4, 0.16, 0.8), Note(_C4, 0.32, 1.4), Note(_C3, 0.32, 1.8, 1.0, 0.3)),
}

_ASKED: Mapping[Ask, Tone] = {
    Ask.PRACTISE: Tone.ON,
    Ask.GO: Tone.GO,
    Ask.GO_FAR: Tone.ON,
    Ask.LEARN: Tone.ON,
    Ask.FIND_AGAIN: Tone.GO,
    Ask.CLOSE_EYES: Tone.REST,
    Ask.STAND_STILL: Tone.READY,
    Ask.LEAN: Tone.ON,
    Ask.AND_BACK: Tone.BACK,
    Ask.STOP: Tone.OVER,
    Ask.OPEN_EYES: Tone.OVER,
    Ask.DONE: Tone.OVER,
}
"""What a test asks for can be followed with the eyes closed; what only says that something is held has no tone."""


_PACED = {"up": Tone.HOLD_3, "hold": Tone.HOLD_2, "down": Tone.HOLD_1}
"""A second of the pace: high on the way up, low on the way down."""


def tone_for(event: Event) -> Tone | None:
    """What an event sounds like; None for those that are silent. A sound never comes alone: the screen shows it too."""
    match event:
        case BeatGiven(heard=True):
            return Tone.BEAT
        case TargetReached():
            return Tone.REACHED
        case RepCompleted(verdict="clean"):
            return Tone.CLEAN
        case TrialEnded(success=True) if math.isnan(event.target_deg):
            return Tone.CLEAN  # a kind without degrees has no repetitions to sound
        case NeutralTaken() | RangeShown():
            return Tone.READY
        case SignalLost() | SensorDoubted():
            return Tone.LOST
        case SignalBack() | SensorTrusted():
            return Tone.BACK
        case PaceBeat():
            return _PACED[event.phase]
        case RestStarted():
            return Tone.REST
        case RestEnded():
            return Tone.ON
        case RoundEnded():
            return Tone.FINISH
    return None


def wave(tone: Tone) -> NDArray[np.int16]:
    """The tone as samples at RATE_HZ, mono. Begins and ends at zero, so that nothing clicks."""
    import numpy as np

    notes = SCORES[tone]
    length_s = max(note.at_s + note.length_s for note in notes)
    sound = np.zeros(round(length_s * RATE_HZ) + 1)
    for note in notes:
        first = round(note.at_s * RATE_HZ)
        voiced = _voice(note)
        sound[first : first + len(voiced)] += voiced
    loudest = float(np.max(np.abs(sound)))
    return np.asarray(sound / max(1.0, loudest / 0.8) * 32_000, dtype=np.int16)


def _voice(note: Note) -> NDArray[np.float64]:
    """One note: a bar has a fourth-harmonic shimmer that is gone at once, a pad swells and fades."""
    import numpy as np

    t_s = np.arange(round(note.length_s * RATE_HZ)) / RATE_HZ
    turn = 2 * np.pi * note.pitch_hz * t_s
    bar = np.exp(-4.5 * t_s / note.length_s) * np.sin(turn) + 0.25 * np.exp(-22 * t_s) * np.sin(3.93 * turn)
    pad = np.sin(np.pi * t_s / note.length_s) ** 2 * (np.sin(turn) + 0.3 * np.sin(2 * turn) + 0.12 * np.sin(3 * turn))
    edge = np.minimum(1.0, np.minimum(t_s / 0.006, (note.length_s - t_s) / 0.06))
    return np.asarray(note.level * edge * ((1 - note.body) * bar + note.body * pad))


class Sounds:
    """Plays the tones. Made at once and silent until `warm` has opened the device, which takes a moment."""

    def __init__(self, *, mute: bool = False) -> None:
        self.mute = mute
        self.silent_because: str | None = None
        """Why nothing can be heard at all; None while nothing speaks against it."""
        self._tones: dict[Tone, pygame.mixer.Sound] = {}
        self._step = 0
        self._asked: Ask | None = None

    def warm(self, *, wait: bool = False) -> None:
        """Open the audio device and make the tones, beside whatever else goes on."""
        worker = Thread(target=self._make, name="tones", daemon=True)
        worker.start()
        if wait:
            worker.join()

    def _make(self) -> None:
        import pygame

        if not _may_be_heard():
            self.silent_because = "there is no sound card and no sound server here"
            return
        try:
            pygame.mixer.init(RATE_HZ, -16, 1, 512, allowedchanges=0)
        except pygame.error as problem:
            self.silent_because = str(problem)
            return
        for tone in Tone:
            self._tones[tone] = pygame.mixer.Sound(buffer=wave(tone).tobytes())

    def play(self, tone: Tone) -> bool:
        """Sound a tone; False where it cannot be heard."""
        sound = self._tones.get(tone)
        if self.mute or sound is None:
            return False
        sound.play()
        return True

    def hear(self, event: Event) -> None:
        """Sound what happened, where it has a sound."""
        tone = tone_for(event)
        if tone is not None:
            self.play(tone)

    def follow(self, share: float) -> None:
        """Sound how much of a hold is done, 0–1: a soft step up at each quarter, none on the way back."""
        step = min(_HOLD_STEPS - 1, int(share * _HOLD_STEPS)) if share < 1 else 0
        if step > self._step:
            self.play((Tone.HOLD_1, Tone.HOLD_2, Tone.HOLD_3)[step - 1])
        self._step = step

    def ask(self, ask: Ask | None) -> None:
        """Sound what a test asks for, once, when it begins to ask for it; None while none is played.

        It depends on nothing else, so that it says nothing of how the body does.
        """
        before, tone = _ASKED.get(self._asked or Ask.GET_READY), _ASKED.get(ask or Ask.GET_READY)
        if ask is not self._asked and tone is not None and tone is not before:
            self.play(tone)
        self._asked = ask

    def silence(self) -> None:
        """Sound off or on, at once: what is sounding stops too."""
        import pygame

        self.mute = not self.mute
        if self.mute and pygame.mixer.get_init():
            pygame.mixer.stop()


def _may_be_heard() -> bool:
    """Whether it is worth asking for a device: on Linux a library far below writes pages of errors where there is
    none, before anybody could catch them."""
    if sys.platform != "linux" or os.environ.get("SDL_AUDIODRIVER"):
        return True
    here = Path(os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}"))
    servers = (here / "pulse" / "native", here / "pipewire-0")
    return bool(os.environ.get("PULSE_SERVER")) or any(Path("/dev/snd").glob("pcm*p")) or any(map(_there, servers))


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
