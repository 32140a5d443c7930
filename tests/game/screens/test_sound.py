"""Sound: calm and low, never the only sign, and silent without a fuss where there is nothing to hear it with."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.exercises.events import (
    CueGiven,
    Event,
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
    Verdict,
)
from game.screens.sound import Sounds, tone_for
from game.screens.tones import RATE_HZ, Tone, wave


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """No device stays open."""
    yield
    pygame.mixer.quit()


def repetition(verdict: Verdict) -> Event:
    return RepCompleted(9, 0.0, 1.0, 2.0, 0.0, 60.0, 50.0, verdict, "")


def trial(target_deg: float, *, success: bool) -> Event:
    return TrialEnded(9, 0, 0.0, 2.0, target_deg, 60.0, 1.0, success, True, False, "")


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_is_calm(tone: Tone) -> None:
    """No click at either end, no clipping, and its loudest pitch is below 450 Hz."""
    heard = wave(tone)
    assert abs(int(heard[0])) < 400
    assert abs(int(heard[-1])) < 400
    assert 2_000 < int(np.max(np.abs(heard.astype(int)))) <= 26_000
    strength = np.abs(np.fft.rfft(heard))
    assert np.fft.rfftfreq(len(heard), 1 / RATE_HZ)[int(np.argmax(strength))] < 450


def test_a_tone_is_the_same_every_time() -> None:
    """Nothing about it is drawn by lot."""
    assert np.array_equal(wave(Tone.FINISH), wave(Tone.FINISH))


def test_events_sound_as_the_table_says() -> None:
    """What was reached, clean, lost, found, rested or finished is heard; a cue is not, nor what was not clean."""
    table = {
        Tone.REACHED: TargetReached(1, 0),
        Tone.CLEAN: repetition("clean"),
        Tone.LOST: SignalLost(1, "head"),
        Tone.BACK: SignalBack(1, "head", 2.0),
        Tone.REST: RestStarted(1, 30.0),
        Tone.ON: RestEnded(1),
        Tone.FINISH: RoundEnded(1, "finished"),
    }
    assert {tone_for(event): event for event in table.values()} == table
    assert tone_for(SensorDoubted(1, "head", "slipped")) is Tone.LOST
    assert tone_for(SensorTrusted(1, "head", "slipped", "person")) is Tone.BACK
    assert tone_for(repetition("compensated")) is None
    assert tone_for(CueGiven(1, "higher")) is None


def test_a_repetition_is_not_heard_twice() -> None:
    """A trial with degrees ends with its repetition, which is heard; one without has only itself."""
    assert tone_for(trial(60.0, success=True)) is None
    assert tone_for(trial(math.nan, success=True)) is Tone.CLEAN
    assert tone_for(trial(math.nan, success=False)) is None


def test_no_device_means_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an audio device everything goes on, and why it is silent can be asked."""

    def refuse(*_how: object, **_more: object) -> None:
        raise pygame.error("no audio device")

    monkeypatch.setattr(pygame.mixer, "init", refuse)
    sounds = Sounds()
    sounds.warm(wait=True)
    assert sounds.silent_because == "no audio device"
    assert not sounds.play(Tone.CLEAN)
    sounds.hear(RestEnded(1))
    sounds.silence()
    assert sounds.mute


def test_one_key_mutes_and_sounds_again() -> None:
    """Muted at once, and back as it was."""
    sounds = Sounds()
    assert not sounds.play(Tone.REST), "not before it is warm"
    sounds.warm(wait=True)
    assert sounds.silent_because is None
    assert sounds.play(Tone.REST)
    sounds.silence()
    assert not pygame.mixer.get_busy()
    assert not sounds.play(Tone.REST)
    sounds.silence()
    assert sounds.play(Tone.REST)


def test_a_hold_is_heard_in_steps_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each quarter once, none on the way back, none again when it is full."""
    sounds = Sounds()
    played: list[Tone] = []

    def note(tone: Tone) -> bool:
        played.append(tone)
        return True

    monkeypatch.setattr(sounds, "play", note)
    for share in (0.0, 0.1, 0.3, 0.3, 0.55, 0.2, 0.3, 0.6, 0.8, 1.0, 1.0):
        sounds.follow(share)
    assert played == [Tone.HOLD_1, Tone.HOLD_2, Tone.HOLD_1, Tone.HOLD_2, Tone.HOLD_3]


def test_a_body_that_is_guided_by_sound_hears_how_far_out_it_is() -> None:
    """Quiet in the middle, a tone on the way out that falls and grows, and no fluttering at its begin."""
    sounds = Sounds()
    heard = []
    for far in (0.0, 0.45, 0.55, 0.45, 0.39, 0.6, 1.05, 1.5, 0.2, math.nan):
        sounds.sway(far)
        heard.append(sounds.sways)
    assert heard == [False, False, True, True, False, True, True, True, False, False]
