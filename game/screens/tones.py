"""Tones: everything that can be heard but music and voice, note by note; low, soft, and made by the program itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 22_050
TONE_PEAK, GUIDE_PEAK, MUSIC_PEAK, VOICE_PEAK = 0.2, 0.1, 0.06, 0.5
"""How large each may be, full scale being 1: four tones, a guide and the music together stay below it, and so do they
with the voice, under which tones and guide are halved. Nothing is ever clipped, whatever sounds at once."""
_LEVEL = 0.3
"""From the levels of the notes to full scale: a single bar of level 0.5 peaks near 0.15."""


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
    AGAIN = "again"
    """Something was not taken and is asked for once more; no verdict on anybody."""
    WAIT = "wait"
    """Play waits, and will go on."""


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
    Tone.READY: (Note(_C3, 0.0, 1.4, 1.0, 0.24), Note(_G3, 0.1, 1.3, 1.0, 0.18), Note(_C4, 0.2)),
    Tone.LOST: (Note(_A3, 0.0, 0.9, level=0.4), Note(_D3, 0.22, 1.2, level=0.4)),
    Tone.BACK: (Note(_D3, 0.0, 0.8, level=0.4), Note(_A3, 0.16, 1.0, level=0.4)),
    Tone.REST: (Note(_C3, 0.0, 3.0, 1.0, 0.25), Note(_E3, 0.4, 2.8, 1.0, 0.16), Note(_G3, 0.8, 2.6, 1.0, 0.16)),
    Tone.ON: (Note(_E3), Note(_A3, 0.14, 0.9)),
    Tone.FINISH: (
        *(Note(_C3, 0.0, 3.2, 1.0, 0.2), Note(_G3, 0.0, 3.2, 1.0, 0.14)),
        *(Note(_C4, 0.1), Note(_D4, 0.26), Note(_E4, 0.42), Note(_G4, 0.62, 1.6)),
    ),
    Tone.GO: (Note(_G3, 0.0, 2.4, level=0.6), Note(_C4, 0.0, 2.4, level=0.6)),
    Tone.AGAIN: (Note(_E3, 0.0, 0.7, level=0.4), Note(_E3, 0.25, 0.9, level=0.4)),
    Tone.WAIT: (Note(_D3, 0.0, 1.8, 1.0, 0.26), Note(_A3, 0.2, 1.6, 1.0, 0.18)),
    Tone.OVER: (Note(_G4, 0.0, 0.8), Note(_E4, 0.16, 0.8), Note(_C4, 0.32, 1.4), Note(_C3, 0.32, 1.8, 1.0, 0.15)),
}


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
    sound *= _LEVEL
    loudest = float(np.max(np.abs(sound)))
    return np.asarray(sound * min(1.0, TONE_PEAK / loudest) * 32_767, dtype=np.int16)


def _voice(note: Note) -> NDArray[np.float64]:
    """One note: a bar has an octave on it and a fourth-harmonic shimmer that is gone at once, a pad swells and fades.

    A small loudspeaker does not carry 130 Hz: by the partials up to 1 kHz the pitch is heard all the same.
    """
    import numpy as np

    t_s = np.arange(round(note.length_s * RATE_HZ)) / RATE_HZ
    turn = 2 * np.pi * note.pitch_hz * t_s
    bar = np.exp(-4.5 * t_s / note.length_s) * (np.sin(turn) + 0.35 * np.sin(2 * turn))
    bar += 0.2 * np.exp(-22 * t_s) * np.sin(3.93 * turn)
    pad = np.sin(np.pi * t_s / note.length_s) ** 2 * (np.sin(turn) + 0.3 * np.sin(2 * turn) + 0.12 * np.sin(3 * turn))
    edge = np.minimum(1.0, np.minimum(t_s / 0.006, (note.length_s - t_s) / 0.06))
    return np.asarray(note.level * edge * ((1 - note.body) * bar + note.body * pad))
