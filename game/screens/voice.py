"""Voice: what the screen says, said aloud; one thing at a time, a newer for an older, a stop sentence to its end."""

from __future__ import annotations

import io
import math
import wave as wave_file
from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock, Thread
from typing import TYPE_CHECKING, Protocol

from game.screens.spoken import NOTHING, Aloud, alike, sentences
from game.screens.tones import RATE_HZ, VOICE_PEAK

if TYPE_CHECKING:
    import numpy as np
    import pygame
    from numpy.typing import NDArray

CUT_MS = 60
"""How fast a sentence gives way to a newer one, and all that sounds to silence: too fast to be heard as going on, too
slow to click."""
_KEPT_MAX = 64
"""So many sentences stay in memory; the others are read from their files again."""
_LOUD = 0.11
"""How loud speech is made, root mean square of its loud parts; full scale is 1. A choice, 13 dB below a tone's peak."""
_AGAIN_S = 6.0
"""What was said so short a time ago is not said again by itself, though the screen says it again: two cues that come
and go in turn would never let the voice rest. A choice."""
_READ_S, _READ_LETTER_S = 1.2, 0.06
"""How long a sentence is shown that nobody hears: a moment, and so much for each letter. A choice: 16 letters a second
is slower than subtitles on television are."""


class Speech(Protocol):
    """Whatever turns a sentence into sound."""

    def wav(self, words: str) -> bytes | None:
        """A whole WAV file; None where it cannot be had. It may take its time: it is asked beside the frames."""
        ...


def samples(wav: bytes) -> NDArray[np.int16]:
    """A WAV file of 16-bit samples, as they are played: mono at RATE_HZ, without the silence before and after it, as
    loud as any other, never beyond VOICE_PEAK, and from zero to zero."""
    import numpy as np

    with wave_file.open(io.BytesIO(wav)) as file:
        rate_hz, channels = file.getframerate(), file.getnchannels()
        if file.getsampwidth() != 2:
            raise wave_file.Error("not 16 bits a sample")
        # Written into a pipe, a file may say that it is longer than it is.
        raw = file.readframes(min(file.getnframes(), len(wav)))
    sound = np.frombuffer(raw, dtype="<i2").reshape(-1, channels).mean(axis=1) / 32_768
    if rate_hz != RATE_HZ:
        there_s = np.arange(math.floor(len(sound) * RATE_HZ / rate_hz)) / RATE_HZ
        sound = np.interp(there_s, np.arange(len(sound)) / rate_hz, sound)
    heard = np.flatnonzero(np.abs(sound) > 0.02 * np.max(np.abs(sound), initial=0.0))
    if not heard.size:
        return np.zeros(1, dtype=np.int16)
    edge = round(0.01 * RATE_HZ)
    sound = sound[max(0, heard[0] - edge) : heard[-1] + edge]
    loud = math.sqrt(float(np.mean(np.square(sound[np.abs(sound) > 0.1 * np.max(np.abs(sound))]))))
    sound = sound * min(_LOUD / loud, VOICE_PEAK / float(np.max(np.abs(sound))))
    edge = min(edge, len(sound) // 2)
    sound[:edge] *= np.linspace(0, 1, edge)
    sound[len(sound) - edge :] *= np.linspace(1, 0, edge)
    return np.asarray(sound * 32_767, dtype=np.int16)


class Renders:
    """Sentences on their way to sound, on a worker that lives for as long as there is something to do."""

    def __init__(self, speech: Speech | None) -> None:
        self._speech = speech
        self._wanted: deque[str] = deque()
        self._made: dict[str, bytes | None] = {}
        self._lock = Lock()
        self._worker: Thread | None = None

    def want(self, words: Sequence[str], *, soon: bool = True) -> None:
        """These next, before what was wanted earlier; or, not `soon`, when there is nothing else to do."""
        if self._speech is None:
            return
        with self._lock:
            fresh = [each for each in words if each not in self._made]
            if soon:
                self._wanted.extendleft(reversed(fresh))
            else:
                self._wanted.extend(fresh)
            if fresh and self._worker is None:
                self._worker = Thread(target=self._work, name="voice", daemon=True)
                self._worker.start()

    def ready(self, words: str) -> bool:
        """Whether it has been made, or cannot be; made again where too much else has been made since."""
        if self._speech is None or words in self._made:
            return True
        if self._worker is None:
            self.want((words,))
        return False

    def sound(self, words: str) -> pygame.mixer.Sound | None:
        """The sentence as it is heard; None where it cannot be. Made now: earlier there may have been no device."""
        import pygame

        made = self._made.get(words)
        try:
            return None if made is None else pygame.mixer.Sound(buffer=made)
        except pygame.error:
            return None

    def wait(self) -> None:
        """Until everything that was wanted is there; no frame may."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def drop(self) -> None:
        """Forget what was wanted."""
        with self._lock:
            self._wanted.clear()

    def close(self) -> None:
        """Forget what was wanted and wait for what is being made."""
        self.drop()
        self.wait()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._worker = None
                    return
                words = self._wanted.popleft()
            if words in self._made:
                continue
            made = self._make(words)
            with self._lock:
                while len(self._made) >= _KEPT_MAX:
                    self._made.pop(next(iter(self._made)))
                self._made[words] = made

    def _make(self, words: str) -> bytes | None:
        assert self._speech is not None
        try:
            wav = self._speech.wav(words)
            return None if wav is None else samples(wav).tobytes()
        except (wave_file.Error, EOFError, ValueError):
            return None  # a broken file: the words stand on the screen


class Voice:
    """Says what screens say. `follow` what is shown and `step` once a frame; neither ever waits.

    A newer thing takes the place of an older one, which is cut short. What is about stopping is said to its end, in the
    order it came, before anything else.
    """

    def __init__(self, speech: Speech | None = None, tell: Callable[[str], None] = lambda _words: None) -> None:
        """`tell` is handed each sentence as it begins, and an empty one when there is nothing more."""
        self.mute = False
        self.volume = 1.0
        """0–1 of what it may be at most; what is being said follows it too."""
        self._volume = 1.0
        """What the channel was told."""
        self._tell = tell
        self._renders = Renders(speech)
        self._shown: Aloud = NOTHING
        self._known: frozenset[str] = frozenset()
        self._there: frozenset[str] = frozenset()
        """The sentences that stand on the screen now."""
        self._clock_s = 0.0
        self._last_s: dict[str, float] = {}
        """When each of them was said last."""
        self._saying = ""
        self._now: tuple[str, ...] = ()
        self._stop_now: tuple[str, ...] = ()
        """The whole of the line that is being said, where it is about stopping."""
        self._stops: deque[tuple[str, ...]] = deque()
        self._next: tuple[str, ...] = ()
        self._left_s = 0.0
        self._told = False
        self._cut = False
        """What is being said is to give way."""

    def use(self, speech: Speech | None) -> None:
        """Another voice from now on."""
        self._renders.drop()
        self._renders = Renders(speech)

    def prepare(self, words: Sequence[str]) -> None:
        """Make these when there is nothing else to do, so that they are there at once when they are needed."""
        self._renders.want(sentences(words), soon=False)

    def follow(self, aloud: Aloud) -> None:
        """Say what is new in what the screen says, and then what of it was still to be said; and a door that has got
        the focus, or has it and says something else now. A sentence that still stands on the screen is not cut short by
        another."""
        before, self._shown = self._shown, aloud
        if aloud is before:
            return
        fresh = sentences([each for each in aloud.words if alike(each) not in self._known])
        self._known = frozenset(map(alike, aloud.words))
        self._there = frozenset(sentences(aloud.words))
        if not aloud.stop:
            fresh = tuple(each for each in fresh if self._clock_s - self._last_s.get(each, -_AGAIN_S) >= _AGAIN_S)
        if fresh:
            unsaid = [] if aloud.stop else [each for each in (*self._now, *self._next) if each in self._there]
            self.say((*fresh, *(each for each in unsaid if each not in fresh)), stop=aloud.stop)
        elif _focus_said(before, aloud):
            self.say((aloud.doors[aloud.focus],))

    def turn(self) -> None:
        """Another screen is shown: it says everything, also what the last one said."""
        self._shown, self._known, self._there = NOTHING, frozenset(), frozenset()
        self._last_s.clear()

    def again(self) -> None:
        """Say once more all that stands on the screen, and what can be chosen."""
        self.say((*self._shown.words, *self._shown.doors), stop=self._shown.stop)

    def say(self, words: Sequence[str], *, stop: bool = False) -> None:
        """Say this instead of what is being said; after it, where that is about stopping."""
        line = sentences(words)
        if self.mute or not line:
            return
        if not stop:
            self._next = line
        elif line not in self.stops:
            self._next = ()
            self._stops.append(line)
        self._renders.want(line)

    def silence(self, *, on: bool) -> None:
        """The voice off, or on again, at once."""
        before, self.mute = self.mute, on
        if on and not before:
            self.hush()

    def hush(self) -> None:
        """Say nothing more of this."""
        self._now, self._stop_now, self._next, self._left_s = (), (), (), 0.0
        self._cut = True
        self._stops.clear()
        self._end()

    @property
    def stops(self) -> list[tuple[str, ...]]:
        """What about stopping is being said and waits to be."""
        return [each for each in (self._stop_now, *self._stops) if each]

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or is about to be."""
        return bool(self._now or self._left_s > 0 or self._next or self._stops)

    def step(self, dt_s: float, channel: pygame.mixer.Channel | None, *, begin: bool = True) -> None:
        """Go on with it; `channel` is where it is heard, None where nothing is. It does not `begin` before everything
        else has become soft."""
        self._clock_s += dt_s
        self._left_s = max(0.0, self._left_s - dt_s)
        if (self._next or self._stops) and not self._stop_now and (self._now or self._left_s > 0):
            self._now = ()
            if self._stops or self._saying not in self._there:
                self._left_s, self._cut = 0.0, True
        if self._cut and channel is not None:
            channel.fadeout(CUT_MS)
        self._cut = False
        if self._left_s > 0 or (channel is not None and channel.get_busy()):
            if channel is not None and self.volume != self._volume:
                self._become_loud(channel)
            return
        if not self._now:
            self._stop_now = self._stops.popleft() if self._stops else ()
            self._now, self._next = (self._stop_now, self._next) if self._stop_now else (self._next, ())
        if not self._now:
            self._end()
        elif begin and self._renders.ready(self._now[0]):
            self._begin(self._now[0], channel)
            self._now = self._now[1:]

    def _begin(self, sentence: str, channel: pygame.mixer.Channel | None) -> None:
        sound = self._renders.sound(sentence)
        if channel is not None and sound is not None:
            channel.play(sound)
            self._become_loud(channel)
            self._left_s = sound.get_length()
        else:
            self._left_s = _READ_S + _READ_LETTER_S * len(sentence)
        self._saying, self._last_s[sentence] = sentence, self._clock_s
        self._tell(sentence)
        self._told = True

    def _become_loud(self, channel: pygame.mixer.Channel) -> None:
        self._volume = self.volume
        channel.set_volume(self.volume)

    def _end(self) -> None:
        if self._told:
            self._told = False
            self._tell("")

    def close(self) -> None:
        """Nothing is made any more."""
        self._renders.close()


def _focus_said(before: Aloud, now: Aloud) -> bool:
    """Whether the door with the focus is to be said: it has got it, or what stands on it alone has changed."""
    if now.focus >= len(now.doors) or len(now.doors) != len(before.doors):
        return False
    changed = [place for place, (one, other) in enumerate(zip(before.doors, now.doors, strict=True)) if one != other]
    return changed == [now.focus] or (now.focus != before.focus and not changed)
