"""Sound: tones, music, a tone that follows the body, and the voice; silent without a device, and at one key."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from game.exercises.events import (
    AxisRefused,
    AxisTaken,
    BeatGiven,
    Event,
    ImpactFelt,
    NeutralRefused,
    NeutralTaken,
    PaceBeat,
    Paused,
    PhaseDone,
    RangeShown,
    RepCompleted,
    RestEnded,
    RestStarted,
    Resumed,
    Rezeroed,
    RoundEnded,
    SensorDoubted,
    SensorTrusted,
    SignalBack,
    SignalLost,
    TargetReached,
    TrialEnded,
    ZeroDue,
)
from game.exercises.views import Ask
from game.screens import guide
from game.screens.captions import Captions, meaning, of_ask, of_event
from game.screens.guide import Guide, Want
from game.screens.mixing import CHANNELS, GUIDE, MUSIC, TONES, VOICE, Duck, Volumes
from game.screens.music import Music
from game.screens.tones import RATE_HZ, Tone, wave
from game.screens.voice import CUT_MS, Speech, Voice

if TYPE_CHECKING:
    import pygame

_HOLD_STEPS = 4
"""A hold is heard in quarters, each a step up, so that it can be followed with the eyes closed."""

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
        case NeutralTaken() | RangeShown() | AxisTaken():
            return Tone.READY
        case NeutralRefused() | AxisRefused():
            return Tone.AGAIN
        case SignalLost() | SensorDoubted() | ImpactFelt():
            return Tone.LOST
        case SignalBack() | SensorTrusted():
            return Tone.BACK
        case PaceBeat():
            return _PACED[event.phase]
        case RestStarted():
            return Tone.REST
        case RestEnded() | Resumed() | Rezeroed():
            return Tone.ON
        case ZeroDue():
            return Tone.WAIT
        case Paused(cause="person" | "stop" | "tired"):
            return Tone.WAIT  # the other causes have sounded themselves
        case PhaseDone():
            return Tone.HOLD_3
        case RoundEnded():
            return Tone.FINISH
    return None


class Sounds:
    """Plays everything. Made at once and silent until `warm` has opened the device, which takes a moment; `step` once
    a frame, and `close` at the end."""

    def __init__(self, *, mute: bool = False, speech: Speech | None = None, volumes: Volumes | None = None) -> None:
        self.mute = mute
        self.silent_because: str | None = None
        """Why nothing can be heard at all; None while nothing speaks against it."""
        self.volumes = volumes or Volumes()
        self.angles = False
        """Whether the angle of a limb is heard too, for somebody who does not see the screen."""
        self.captions = Captions()
        self.voice = Voice(speech, self.captions.say)
        self.music = Music()
        self._guide = Guide()
        self._duck = Duck()
        self._warming = False
        self._gain = 1.0
        """What is left of the tones that sound, as the mixer was told it."""
        self._tones: dict[Tone, pygame.mixer.Sound] = {}
        self._channels: tuple[pygame.mixer.Channel, ...] = ()
        self._step = 0
        self._asked: Ask | None = None
        self._sways = False

    def warm(self, *, wait: bool = False) -> None:
        """Open the audio device and make the tones, beside whatever else goes on."""
        self._warming = True
        worker = Thread(target=self._make, name="tones", daemon=True)
        worker.start()
        if wait:
            worker.join()

    def _make(self) -> None:
        try:
            self._open()
        finally:
            self._warming = False
        if self._channels:
            self.music.make()

    def _open(self) -> None:
        import pygame

        if not _may_be_heard():
            self.silent_because = "there is no sound card and no sound server here"
            return
        try:
            pygame.mixer.init(RATE_HZ, -16, 1, 512, allowedchanges=0)
            pygame.mixer.set_num_channels(CHANNELS)
            for tone in Tone:
                self._tones[tone] = pygame.mixer.Sound(buffer=wave(tone).tobytes())
            self._channels = tuple(map(pygame.mixer.Channel, range(CHANNELS)))
        except pygame.error as problem:
            self.silent_because = str(problem)

    def play(self, tone: Tone, caption: str = "") -> bool:
        """Sound a tone; False where it cannot be heard. What it means is written all the same."""
        self.captions.hear(caption or meaning(tone))
        sound = self._tones.get(tone)
        if self.mute or sound is None or not self._channels:
            return False
        free = [place for place in TONES if not self._channels[place].get_busy()]
        channel = self._channels[free[0] if free else TONES[0]]
        sound.set_volume(self.volumes.effects)
        channel.play(sound)
        channel.set_volume(self._gain)
        return True

    def step(self, dt_s: float) -> None:
        """Let time pass for all that glides: once a frame."""
        self.captions.step(dt_s)
        self._duck.step(dt_s, speaking=self.voice.speaking and self._heard)
        channels = self._channels if self._heard else ()
        self.voice.volume = self.volumes.voice
        begin = not self._warming and (self._duck.down or not channels)
        self.voice.step(dt_s, channels[VOICE] if channels else None, begin=begin)
        if not channels:
            return
        if self._duck.tones != self._gain:
            self._gain = self._duck.tones
            for place in TONES:
                channels[place].set_volume(self._gain)
        music = tuple(channels[place] for place in MUSIC)
        self.music.step(dt_s, self.volumes.music * self._duck.music, music)

    @property
    def _heard(self) -> bool:
        return bool(self._channels) and not self.mute

    def hear(self, event: Event) -> None:
        """Sound what happened, where it has a sound."""
        tone = tone_for(event)
        if tone is not None:
            self.play(tone, of_event(event, tone))

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
        if ask is not None and ask is not self._asked and tone is not None and tone is not before:
            self.play(tone, of_ask(ask, tone))
        self._asked = ask

    def sway(self, far: float) -> None:
        """Sound how far out a body is, 0 in the middle and 1 at the edge of its ring, for as long as it is so."""
        want = guide.of_sway(far, sounding=self._sways)
        self._sways = want.level > 0
        self._follow(want)

    def angle(self, share: float) -> None:
        """Sound how much of the way to the target a limb has come; nan is quiet."""
        self._follow(guide.of_angle(share))

    def _follow(self, want: Want) -> None:
        level = want.level * self.volumes.effects * self._duck.tones
        self._guide.follow(
            Want(want.pitch_hz, level if self._heard else 0.0), self._channels[GUIDE] if self._heard else None
        )

    @property
    def sways(self) -> bool:
        """Whether a body that is guided by sound hears that it has left the middle."""
        return self._sways

    def silence(self, *, on: bool) -> None:
        """Silent from now on, or heard again. At once, and too softly to click: what is sounding dies away in CUT_MS,
        and the tone that follows the body glides to nothing in its next block."""
        before, self.mute = self.mute, on
        if not on or before:
            return
        self.voice.hush()
        self._guide.follow(guide.QUIET, None)
        self.music.stop()
        for place, channel in enumerate(self._channels):
            if place != GUIDE:  # a block that waits there would sound after the one that was faded out
                channel.fadeout(CUT_MS)

    def close(self) -> None:
        """Nothing sounds any more, and nobody works on it."""
        self.voice.close()
        self._guide.close()
        self._channels = ()


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
