"""Stage: the window, or a picture of the same size without one; it shows one screen and says what the person wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pygame

from game.screens.aim import Aim, AimParams
from game.screens.banner import banner
from game.screens.controls import Controls
from game.screens.display import USUAL_SIZE, WrongPygameError, open_display, open_surface, switch_fullscreen
from game.screens.keys import HELD, Key, meaning, typed
from game.screens.language import ENGLISH, OFFERED, speak
from game.screens.melting import Melt
from game.screens.pads import Pads
from game.screens.reader import PRESS, Reader
from game.screens.screen import FADE_S, LEAST_TEXT_SCALE, MOST_TEXT_SCALE, Intent, Look, Press, Quit, Screen, Set
from game.screens.settled import BRIGHTNESS, hands_of, hear_as, look_of, set_by_key, settled_as
from game.screens.spoken import Speaks
from game.screens.words import PRODUCT

if TYPE_CHECKING:
    from game.people.settings import PersonSettings
    from game.screens.captions import Strip
    from game.screens.sound import Sounds
    from game.screens.voice import Speech


class Stage:
    """Set up once. Each frame, in this order: `intents`, `draw_still`, whatever needs samples, `draw_live`, `present`.

        stage = Stage(window=True, fullscreen=False, theme_name="dusk", text_scale=1.0, calm=False, mute=False)
        stage.show(TitleScreen())
        for intent in stage.intents(): ...
        stage.draw_still(); stage.draw_live(dt_s); stage.present()

    Without a window it draws the same into memory. Raises WrongPygameError, and NoDisplayError where a window is asked
    for and there is no screen.
    """

    def __init__(
        self,
        size: tuple[int, int] | None = None,
        *,
        window: bool = True,
        fullscreen: bool = False,
        theme_name: str = "dusk",
        text_scale: float = 1.0,
        calm: bool = False,
        language: str = ENGLISH,
        mute: bool = False,
        speech: Speech | None = None,
        captions: bool = False,
    ) -> None:
        if not getattr(pygame, "IS_CE", False):
            raise WrongPygameError(
                "Another package has replaced pygame-ce by the old pygame, which this game cannot use. Run: "
                "python -m pip uninstall -y pygame && python -m pip install --force-reinstall pygame-ce"
            )
        scale = min(MOST_TEXT_SCALE, max(LEAST_TEXT_SCALE, text_scale))
        self.look = Look(theme_name, scale, language, calm)
        self._settings = replace(settled_as(self.look), captions=captions)
        speak(language)
        self._window = window
        self._mute = mute
        """Silent because the call said so, whatever is set; until somebody presses the key."""
        self._speech = speech
        self._prepared: tuple[str, ...] = ()
        self._sounds: Sounds | None = None
        self._warmed = False
        self._screen: Screen | None = None
        self._speaks: Speaks | None = None
        self._held: set[str] = set()
        self._melt = Melt()
        self._controls = Controls()
        self._came: list[pygame.event.Event] = []
        """Presses that came by themselves, with the time."""
        self._aim: Aim | None = None
        self._reader = Reader(PRODUCT)
        self._aimed_at: object = None
        self._pads = Pads(self._controls)
        self._whole = True
        self._announced = ""
        self._banner: pygame.Surface | None = None
        self._captions = captions
        self._strip: Strip | None = None
        self._strip_put = False
        self._fullscreen = fullscreen
        self._window_size = USUAL_SIZE
        open_display(window)
        if window:
            pygame.display.set_caption(PRODUCT)
        self._frame = open_surface(size, window=window, fullscreen=fullscreen)
        self._room = self._frame
        """What a screen draws on: all of the frame, or what a banner leaves of it."""

    @property
    def size(self) -> tuple[int, int]:
        """What is drawn on, px."""
        return self._frame.get_size()

    @property
    def sounds(self) -> Sounds:
        """What can be heard; silent until the first frame has been shown."""
        if self._sounds is None:
            from game.screens.sound import Sounds  # here: nothing of it is needed for the first frame

            self._sounds = Sounds(speech=self._speech)
            self._sounds.voice.prepare(self._prepared)
            hear_as(self._sounds, self._settings, mute=self._mute)
        return self._sounds

    def speak_with(self, speech: Speech | None, prepare: tuple[str, ...] = ()) -> None:
        """Another voice says everything from now on; these sentences are made ready when there is nothing else to
        do."""
        self._speech, self._prepared = speech, prepare
        if self._sounds is not None:
            self._sounds.voice.use(speech)
            self._sounds.voice.prepare(prepare)

    def show(self, screen: Screen) -> None:
        """Show this screen from the next frame on; what was there melts away."""
        if self._screen is not None:
            self._melt.begin(self._frame, 0.0 if self.look.calm else FADE_S)
        self._screen = screen
        self._speaks = screen if isinstance(screen, Speaks) else None
        if self._sounds is not None:
            self._sounds.voice.turn()
        self._held.clear()
        self._came.clear()
        self._controls.screen_shown()
        self._lay_out()

    @property
    def settings(self) -> PersonSettings:
        """What is set now: of the person who plays, or of nobody."""
        looks = settled_as(self.look)
        return replace(self._settings, theme=looks.theme, text_percent=looks.text_percent)

    def settle(self, settings: PersonSettings, language: str | None = None) -> None:
        """Everything as this person has set it: how it looks, how it sounds and how they press; in another `language`
        where one is said."""
        self._settings, self._captions = settings, settings.captions
        if self._sounds is not None:
            hear_as(self._sounds, settings, mute=self._mute)
        if (hands := hands_of(settings)) != self._controls.hands or hands.keys != self._controls.hands.keys:
            self._controls.become(hands)
        see = getattr(self._screen, "see_settings", None)
        if see is not None:
            see(settings)
        self.look = look_of(settings, language or self.look.language)
        speak(self.look.language, short=self.look.short_words)
        self._lay_out()

    @property
    def announced(self) -> str:
        """What the banner says; empty where there is none."""
        return self._announced

    def announce(self, words: str) -> None:
        """Keep a banner with these words along the foot of whatever is shown, until others come or none."""
        if words != self._announced:
            self._announced = words
            self._lay_out()

    @property
    def captions(self) -> bool:
        """Whether there are captions along the foot."""
        return self._captions

    def intents(self) -> list[Intent]:
        """What the person wants since the last call, from keys, mouse and window."""
        wanted: list[Intent] = []
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                wanted.append(Quit())
            elif event.type == pygame.WINDOWSIZECHANGED:
                self._frame = pygame.display.get_surface() or self._frame
                self._lay_out()
            elif event.type == pygame.WINDOWFOCUSLOST:
                self._held.clear()
                self._controls.let_go()
                self._reader.look(at=False)
            elif event.type == pygame.WINDOWFOCUSGAINED:
                self._reader.look(at=True)
            elif event.type == pygame.WINDOWEXPOSED:
                self._whole = True
            elif event.type in (pygame.JOYDEVICEADDED, pygame.JOYDEVICEREMOVED):
                self._pads.changed(event)
            else:
                keyed = event.type in (pygame.KEYDOWN, pygame.KEYUP)
                raw = keyed and self._listens and self._settings.play_by != "one_switch"
                for press in (event,) if raw else self._controls.hear(event):
                    self._hold(press)
                    wanted += self._ask(press)
        for asked, door in self._reader.asked():
            self._read(asked, door)
        for press in self._came:
            wanted += self._ask(press)
        self._came.clear()
        return wanted

    def _read(self, asked: str, door: int) -> None:
        """What a screen reader's person asks of a door."""
        page: Any = getattr(self._screen, "page", None)
        if page is not None and door < len(page.doors):
            page.aimed(door, 0.0)
            if asked == PRESS:
                self._came.append(typed(Key.ACCEPT))

    def aim(self, angle_deg: float, dt_s: float, far_deg: float) -> None:
        """Where the worn sensor points, for whoever chooses with it: the movement's angle or a lean, 0 at rest, and how
        far it goes without effort, deg. Called once a tick; it moves the focus, and holding still presses."""
        page: Any = getattr(self._screen, "page", None)
        if self._settings.play_by != "sensor" or page is None:
            return
        dwell_s, scan_s = self._settings.dwell_s, self._settings.scan_s
        if self._aim is None or self._aim.params != AimParams(0.0, far_deg, dwell_s, scan_s):
            self._aim = Aim(AimParams(0.0, far_deg, dwell_s, scan_s))
        if (shown := (page, [door.words for door in page.doors])) != self._aimed_at:
            self._aimed_at = shown
            self._aim.screen_shown()
        found = self._aim.step(angle_deg, dt_s, len(page.doors))
        page.aimed(found.place, found.share)
        if found.chosen:
            self._came.append(typed(Key.ACCEPT))

    def held(self) -> frozenset[str]:
        """Which of up, down, left and right are held down now, and which of a guest's two."""
        return frozenset(self._held)

    def draw_still(self) -> None:
        """Draw what needs no sample."""
        if self._screen is not None:
            self._screen.draw_still(self._room)

    def draw_live(self, dt_s: float) -> None:
        """Draw what does, and let time pass for what glides."""
        self._came += self._controls.pass_time(dt_s)
        if self._screen is not None:
            self._screen.draw_live(self._room, dt_s)
        if self._melt.draw(self._frame, dt_s):
            self._whole = self._whole or not self._melt
            self._put_banner()
            if self._screen is not None:
                self._screen.spoil()
        if self._sounds is not None:
            if self._speaks is not None:
                self._sounds.voice.follow(self._speaks.aloud)
            self._sounds.step(dt_s)
        if self._strip is not None:
            now = "" if self._sounds is None else self._sounds.captions.now
            self._strip_put = self._strip.draw(self._frame, now, whole=self._whole or bool(self._melt))

    def present(self) -> None:
        """Put the frame before the person's eyes."""
        if not self._window:
            return
        dirty = None if self._screen is None or self._whole or self._melt else self._screen.dirty
        if dirty is None:
            pygame.display.flip()
        elif dirty or self._strip_put:
            pygame.display.update([*dirty, self._strip.rect] if self._strip and self._strip_put else list(dirty))
        self._whole = False
        self._pads.open()
        self._reader.open()
        shown = getattr(self._screen, "paper", None), getattr(self._screen, "page", None)
        self._reader.show(*shown, self._announced)
        if not self._warmed:  # whoever is known from the start has set how all this sounds before
            self._warmed = True
            self.sounds.warm()

    @property
    def frame(self) -> pygame.Surface:
        """What is before the person's eyes now."""
        return self._frame

    def picture(self, path: Path) -> None:
        """Keep the frame as a picture; the file's ending says which format."""
        pygame.image.save(self._frame, path)

    def close(self) -> None:
        """Give the screen and the loudspeaker back; may be called twice. Fonts that are open stay for another stage."""
        self._reader.close()
        if self._sounds is not None:
            self._sounds.close()
        pygame.mixer.quit()
        pygame.display.quit()

    def _switch_fullscreen(self) -> None:
        """To the whole screen, or back to a window as large as it was."""
        self._fullscreen = not self._fullscreen
        if self._fullscreen:
            self._window_size = self.size
        switch_fullscreen(None if self._fullscreen else self._window_size)
        self._frame = pygame.display.get_surface() or self._frame
        self._lay_out()

    def _lay_out(self) -> None:
        self._room, self._banner = self._frame, None
        self._strip = None
        wide, tall = self.size
        if self._captions:
            from game.screens.captions import Strip

            self._strip = Strip(self.size, self.look)
            tall -= self._strip.tall_px
        if self._announced:
            self._banner = banner(self._announced, self.size, self.look)
            tall -= self._banner.get_height()
        if tall < self.size[1]:
            self._room = self._frame.subsurface((0, 0, wide, tall))
            self._put_banner()
        if self._screen is not None:
            self._screen.lay_out(self._room.get_size(), self.look)
        self._whole = True

    def _put_banner(self) -> None:
        if self._banner is not None:
            self._frame.blit(self._banner, (0, self._room.get_height()))

    def _hold(self, event: pygame.event.Event) -> None:
        if event.type == pygame.KEYDOWN and event.key in HELD:
            self._held.add(HELD[event.key])
        elif event.type == pygame.KEYUP and event.key in HELD:
            self._held.discard(HELD[event.key])
        elif event.type == pygame.MOUSEBUTTONDOWN:
            self._held.add(_way(event.pos, self.size))
        elif event.type == pygame.MOUSEBUTTONUP:
            self._held.clear()

    def _ask(self, event: pygame.event.Event) -> list[Intent]:
        key = None if self._is_own(event) else meaning(event)
        if key is Key.AGAIN:
            self.sounds.voice.again()
            return []
        wanted = self._done_everywhere(key)
        if wanted is None and self._screen is not None and self._controls.takes(event):
            wanted = []
            for each in self._screen.handle(event):
                wanted += self._pressed(each.key) if isinstance(each, Press) else [each]
        self._set([each for each in wanted or () if isinstance(each, Set)])
        return wanted or []

    def _done_everywhere(self, key: Key | None) -> list[Intent] | None:
        """What a key sets or does on every screen; None where it is the screen's."""
        if key is Key.FULLSCREEN:
            if self._window:
                self._switch_fullscreen()
            return []
        changed = set_by_key(key, self.settings, mute=self._mute)
        return None if changed is None else [changed]

    def _pressed(self, key: Key) -> list[Intent]:
        """What a door asks for that stands for a key. Said again is what is shown once it has been chosen."""
        if key is Key.AGAIN:
            self.sounds.voice.turn()
            return []
        wanted = self._done_everywhere(key)
        if wanted is None and self._screen is not None:
            wanted = list(self._screen.handle(typed(key)))
        return wanted or []

    def _is_own(self, event: pygame.event.Event) -> bool:
        """Whether it is a door's own key on the page that is shown, which goes before what the key means elsewhere; or
        the page hears every key as it is."""
        page: Any = getattr(self._screen, "page", None)
        doors = () if page is None else page.doors
        own = event.type == pygame.KEYDOWN and event.key in [door.key for door in doors]
        return own or self._listens

    @property
    def _listens(self) -> bool:
        """Whether what is shown waits for a key, whatever it means elsewhere."""
        return bool(getattr(self._screen, "listens", False))

    def _set(self, changes: Sequence[Set]) -> None:
        """What was just set is seen and heard at once."""
        values = {each.key: each.value for each in changes}
        if values:
            self._mute = self._mute and "sound" not in values
            if values.keys() & BRIGHTNESS:
                self._melt.begin(self._frame, 0.0 if self.look.calm else FADE_S)
            said = values.get("language")
            self.settle(replace(self.settings, **values), said if said in OFFERED else None)


def _way(place: tuple[int, int], size: tuple[int, int]) -> str:
    """Which way a mouse button that is held down there moves the body that the keyboard plays: away from the middle."""
    across, down = place[0] / size[0] - 0.5, place[1] / size[1] - 0.5
    if abs(across) > abs(down):
        return "right" if across > 0 else "left"
    return "down" if down > 0 else "up"
