"""The voice: one thing at a time, a newer for an older, a stop sentence to its end, and never a frame that waits."""

from __future__ import annotations

import io
import wave as wave_file
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Event

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.screens.spoken import Aloud, sentences
from game.screens.tones import RATE_HZ, VOICE_PEAK
from game.screens.voice import Voice, samples

FRAME_S = 1 / 60


def wav(length_s: float, *, level: float = 0.3, rate_hz: int = RATE_HZ, channels: int = 1) -> bytes:
    """A hum of 200 Hz as a file."""
    hum = level * np.sin(2 * np.pi * 200 * np.arange(round(length_s * rate_hz)) / rate_hz)
    kept = io.BytesIO()
    with wave_file.open(kept, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.repeat(hum * 32_767, channels).astype("<i2").tobytes())
    return kept.getvalue()


@dataclass
class Hums:
    """A voice that hums half a second, whatever it is to say; while `held`, it takes its time."""

    asked: list[str] = field(default_factory=list)
    go_on: Event = field(default_factory=Event)

    def wav(self, words: str) -> bytes | None:
        self.asked.append(words)
        assert self.go_on.wait(10)
        return None if words == "Dumb." else wav(0.5)


@dataclass
class Loudspeaker:
    """A channel of the mixer whose time is counted, not waited for."""

    left_s: float = 0.0
    cuts: int = 0
    volume: float = 1.0

    def play(self, sound: pygame.mixer.Sound) -> None:
        self.left_s = sound.get_length()

    def set_volume(self, value: float) -> None:
        self.volume = value

    def fadeout(self, _ms: int) -> None:
        self.cuts += self.left_s > 0
        self.left_s = 0.0

    def get_busy(self) -> bool:
        return self.left_s > 0


class Scene:
    """A voice, a loudspeaker, and what was heard to its end or cut."""

    def __init__(self, *, heard: bool = True) -> None:
        self.hums = Hums()
        self.hums.go_on.set()
        self.told: list[str] = []
        self.voice = Voice(self.hums if heard else None, self.told.append)
        self.channel = Loudspeaker()

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / FRAME_S)):
            self.voice._renders.wait()
            self.channel.left_s = max(0.0, self.channel.left_s - FRAME_S)
            self.voice.step(FRAME_S, self.channel)  # type: ignore[arg-type]

    @property
    def said(self) -> list[str]:
        return [each for each in self.told if each]


@pytest.fixture
def scene() -> Iterator[Scene]:
    pygame.mixer.init(RATE_HZ, -16, 1, 512, allowedchanges=0)
    made = Scene()
    yield made
    made.hums.go_on.set()
    made.voice.close()
    pygame.mixer.quit()


def test_everything_new_is_said_sentence_by_sentence(scene: Scene) -> None:
    """In order, each once, and then nothing more."""
    scene.voice.follow(Aloud(("Keep still. Breathe.", "Slowly up")))
    scene.wait(3)
    assert scene.told == ["Keep still.", "Breathe.", "Slowly up", ""]
    assert not scene.voice.speaking


def test_only_what_has_changed_is_said_and_a_count_has_not(scene: Scene) -> None:
    """A line that stays is not said again, nor one that differs by its number only."""
    scene.voice.follow(Aloud(("Rest.", "12 seconds more")))
    scene.wait(3)
    scene.voice.follow(Aloud(("Rest.", "11 seconds more")))
    scene.voice.follow(Aloud(("Rest.", "Go on")))
    scene.wait(3)
    assert scene.said == ["Rest.", "12 seconds more", "Go on"]


def test_two_cues_in_turn_let_the_voice_rest(scene: Scene) -> None:
    """What was said a moment ago is not said again by itself; after a while it is; what is about stopping always is."""
    for cue in ("Keep inside.", "Just breathe.") * 4:
        scene.voice.follow(Aloud((cue,)))
        scene.wait(1.1)
    assert scene.said == ["Keep inside.", "Just breathe.", "Keep inside.", "Just breathe."]
    for _ in range(2):
        scene.voice.follow(Aloud(("Is it a fall?",), stop=True))
        scene.wait(1)
        scene.voice.follow(Aloud(("Keep inside.",)))
    assert scene.said[4:] == ["Is it a fall?"] * 2


def test_what_still_stands_on_the_screen_is_not_cut_short(scene: Scene) -> None:
    """A cue that comes in the middle of an instruction waits for its sentence, goes before the rest, and the rest is
    said if it still stands there."""
    scene.voice.follow(Aloud(("Keep it in mind.", "Unseen. Keep still.")))
    scene.wait(0.1)
    scene.voice.follow(Aloud(("Keep it in mind.", "Find it.", "Unseen. Keep still.")))
    scene.wait(3)
    assert scene.said == ["Keep it in mind.", "Find it.", "Unseen.", "Keep still."]
    assert scene.channel.cuts == 0
    scene.voice.follow(Aloud(("Slowly up.",)))
    scene.wait(0.1)
    scene.voice.follow(Aloud(("Slowly down.",)))
    scene.wait(1)
    assert scene.said[-2:] == ["Slowly up.", "Slowly down."]
    assert scene.channel.cuts == 1


def test_another_screen_says_all_of_it_also_what_the_last_one_said(scene: Scene) -> None:
    """Whoever comes to a page hears it."""
    for _ in range(2):
        scene.voice.turn()
        scene.voice.follow(Aloud(("Press 0 to 9.",)))
        scene.wait(2)
    assert scene.said == ["Press 0 to 9."] * 2


def test_a_door_is_said_when_it_gets_the_focus(scene: Scene) -> None:
    """Not as the page comes, which says its own words; and on the key that says all again, every one."""
    scene.voice.follow(Aloud(("Which?",), doors=("Left", "Right")))
    scene.wait(2)
    scene.voice.follow(Aloud(("Which?",), doors=("Left", "Right"), focus=1))
    scene.wait(2)
    assert scene.said == ["Which?", "Right"]
    scene.voice.again()
    scene.wait(4)
    assert scene.said[2:] == ["Which?", "Left", "Right"]


def test_a_newer_thing_takes_the_place_of_an_older_one(scene: Scene) -> None:
    """What is being said is cut short, what has not begun is not said at all."""
    scene.voice.say(("One.", "Two."))
    scene.wait(0.1)
    scene.voice.say(("Three.",))
    scene.voice.say(("Four.",))
    scene.wait(2)
    assert scene.said == ["One.", "Four."]
    assert scene.channel.cuts == 1


def test_a_stop_sentence_is_never_cut_and_waits_for_no_prompt(scene: Scene) -> None:
    """It takes the place of a prompt at once; nothing takes its own, and what came meanwhile comes after it."""
    scene.voice.say(("Slowly up.",))
    scene.wait(0.1)
    scene.voice.say(("You stopped. What is it?",), stop=True)
    scene.wait(0.1)
    scene.voice.say(("Slowly down.",))
    scene.voice.say(("How much does it hurt?",), stop=True)
    scene.wait(4)
    assert scene.said == ["Slowly up.", "You stopped.", "What is it?", "How much does it hurt?"]
    assert scene.channel.cuts == 1
    scene.voice.say(("Now end.",), stop=True)
    scene.wait(0.1)
    scene.voice.say(("Slowly up.",))
    scene.wait(3)
    assert scene.said[-2:] == ["Now end.", "Slowly up."]


ASKS = st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.floats(0.0, 1.2)), max_size=8)


@given(ASKS)
def test_whatever_comes_every_stop_sentence_is_said_whole_and_in_order(asks: list[tuple[int, bool, float]]) -> None:
    """Prompts may be lost between; and at the end the newest prompt has been said where nothing came after it."""
    scene = Scene(heard=False)
    stops: list[str] = []
    for number, stop, then_s in asks:
        words = f"{'Stop' if stop else 'Prompt'} {number}."
        waiting = scene.voice.stops
        scene.voice.say((words,), stop=stop)
        if stop and (words,) not in waiting:
            stops.append(words)
        scene.wait(then_s)
    scene.wait(30)
    assert [each for each in scene.said if each.startswith("Stop")] == stops
    assert not scene.voice.speaking
    if asks and not asks[-1][1]:
        assert scene.said[-1] == f"Prompt {asks[-1][0]}."


def test_one_key_mutes_the_voice_at_once_and_lets_it_speak_again(scene: Scene) -> None:
    """What is being said stops, what comes meanwhile is not said later."""
    scene.voice.say(("One.", "Two."))
    scene.wait(0.2)
    scene.voice.silence(on=True)
    scene.wait(FRAME_S)
    assert scene.channel.cuts == 1 and not scene.voice.speaking
    scene.voice.say(("Three.",))
    scene.wait(2)
    scene.voice.silence(on=False)
    scene.voice.say(("Four.",))
    scene.wait(2)
    assert scene.said == ["One.", "Four."]


def test_a_sentence_that_is_being_said_follows_how_loud_it_is_to_be(scene: Scene) -> None:
    """Whoever sets the voice hears it at once, and the next sentence begins so."""
    scene.voice.volume = 0.4
    scene.voice.say(("One.", "Two."))
    scene.wait(0.2)
    assert scene.channel.volume == 0.4
    scene.voice.volume = 0.8
    scene.wait(FRAME_S)
    assert scene.channel.volume == 0.8 and scene.said == ["One."]
    scene.wait(1.0)
    assert scene.channel.volume == 0.8 and scene.said == ["One.", "Two."]


def test_a_door_whose_words_have_changed_is_said_again(scene: Scene) -> None:
    """What it is set to now: nothing else on the page has changed. Another page's doors are not said by themselves."""
    before = Aloud(("What you hear",), doors=("Voice. on", "Music. 30 %"), focus=1)
    scene.voice.follow(before)
    scene.wait(1.0)
    scene.voice.follow(replace(before, doors=("Voice. on", "Music. 50 %")))
    scene.wait(1.0)
    scene.voice.follow(replace(before, doors=("Lights. on", "Path. off")))
    scene.wait(1.0)
    assert scene.said == ["What you hear", "Music.", "50 %"]


def test_a_frame_never_waits_for_the_voice(scene: Scene) -> None:
    """While a sentence is being made frames go by, and it is said when it is there."""
    scene.hums.go_on.clear()
    scene.voice.say(("Slow one.",))
    for _ in range(30):
        scene.voice.step(FRAME_S, scene.channel)  # type: ignore[arg-type]
    assert not scene.said and scene.voice.speaking
    scene.hums.go_on.set()
    scene.wait(1)
    assert scene.said == ["Slow one."]


def test_nothing_is_said_before_there_is_room_for_it(scene: Scene) -> None:
    """Music and tones become soft first."""
    scene.voice.say(("One.",))
    for _ in range(30):
        scene.voice._renders.wait()
        scene.voice.step(FRAME_S, scene.channel, begin=False)  # type: ignore[arg-type]
    assert not scene.said
    scene.wait(0.1)
    assert scene.said == ["One."]


def test_without_a_voice_each_sentence_is_shown_long_enough_to_be_read() -> None:
    """Silent, in order, and longer for a longer one."""
    scene = Scene(heard=False)
    scene.voice.say(("Short. " + 10 * "longer " + "one.",))
    scene.wait(1.0)
    assert scene.said == ["Short."]
    scene.wait(1.0)
    assert len(scene.said) == 2
    scene.wait(4.0)
    assert scene.voice.speaking
    scene.wait(2.0)
    assert not scene.voice.speaking


def test_a_sentence_that_cannot_be_had_is_shown_and_the_next_is_said(scene: Scene) -> None:
    """One that fails costs nothing but its sound."""
    scene.voice.say(("Dumb. Said.",))
    scene.wait(4)
    assert scene.said == ["Dumb.", "Said."]


def test_what_was_made_once_is_not_made_again(scene: Scene) -> None:
    """Also what was prepared while nothing else was to do."""
    scene.voice.prepare(("Do not exercise now.",))
    scene.voice.say(("Up.",))
    scene.wait(1)
    scene.voice.say(("Do not exercise now.",), stop=True)
    scene.voice.say(("Up.",))
    scene.wait(3)
    assert sorted(scene.hums.asked) == ["Do not exercise now.", "Up."]


@given(
    st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000]),
    st.sampled_from([1, 2]),
    st.floats(0.001, 0.999),
    st.floats(0.05, 0.5),
)
def test_speech_is_as_loud_as_any_other_and_never_clipped(
    rate_hz: int, channels: int, level: float, length_s: float
) -> None:
    """Whatever the program that spoke: the same pitch and loudness, from zero to zero."""
    sound = samples(wav(length_s, level=level, rate_hz=rate_hz, channels=channels)) / 32_767
    assert abs(sound[0]) < 0.001 and abs(sound[-1]) < 0.01
    assert np.max(np.abs(sound)) <= VOICE_PEAK
    middle = sound[len(sound) // 4 : -len(sound) // 4]
    assert np.sqrt(np.mean(np.square(middle))) == pytest.approx(0.11, rel=0.2)
    strength = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 16))
    assert np.fft.rfftfreq(1 << 16, 1 / RATE_HZ)[np.argmax(strength)] == pytest.approx(200, abs=5)


def test_silence_around_speech_is_cut_off() -> None:
    """A sentence begins when it is asked for."""
    hum = wav(0.5)
    late = bytearray(wav(1.5, level=0.0))
    late[44 + RATE_HZ : 44 + RATE_HZ + len(hum) - 44] = hum[44:]
    assert len(samples(bytes(late))) == pytest.approx(0.5 * RATE_HZ, abs=0.03 * RATE_HZ)
    assert not samples(wav(0.3, level=0.0)).any()


def test_a_sentence_ends_where_one_ends() -> None:
    """At a full stop, a question or an exclamation; not within a number."""
    assert sentences(("You stopped. What is it?", " ", "Load 2.5 kg")) == ("You stopped.", "What is it?", "Load 2.5 kg")
