"""Controls: every device says the same presses; whatever is remapped Space stops; a hand that shakes chooses once."""

from __future__ import annotations

import itertools
import string
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.screens import tour
from game.screens.controls import DEAF_S, HELD_STOPS_S, Controls, Hands
from game.screens.keys import MEANINGS, NAMES, PRINTED, Key, meaning, remapped, typed
from game.screens.language import LANGUAGES, PSEUDO, speaking
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.screen import MOST_TEXT_SCALE, Look
from game.screens.views import VIEWS
from game.screens.widgets import TARGET_PX
from tests.game.screens.seeing import BareWorld, laid_out

Event = pygame.event.Event
ASKED = st.dictionaries(
    st.sampled_from([*Key, "no such meaning"]), st.sampled_from([*NAMES, "no such key", "", "Space", " RETURN "])
)
pytestmark = pytest.mark.usefixtures("display")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No world is painted: only what can be pressed is looked at."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))


def key(code: int, *, down: bool = True) -> Event:
    return Event(pygame.KEYDOWN if down else pygame.KEYUP, key=code, mod=0, unicode="")


def meant(controls: Controls, events: Iterable[Event]) -> list[Key | None]:
    """What the screens hear."""
    return [meaning(press) for event in events for press in controls.hear(event)]


@given(ASKED)
def test_no_remapping_loses_stop_or_any_other_meaning(asked: dict[str, str]) -> None:
    """Space stops, what is printed on doors does what it says, and every meaning that has a key keeps one."""
    controls = Controls(Hands(keys=asked))
    assert meant(controls, [key(pygame.K_SPACE)]) == [Key.STOP]
    for code in PRINTED:
        assert controls.hear(key(code))[0].key == code
    pressed = set(NAMES.values())
    assert set(meant(controls, map(key, pressed))) >= set(MEANINGS.values())
    given_ = remapped(asked)
    assert len(set(given_)) == len(given_), "no key means two things"


def test_what_stands_on_doors_is_never_given_another_meaning() -> None:
    """The own key of every door of every screen is among those that are kept."""
    for name, make in tour.SCREENS.items():
        page = page_of(make())
        assert page is None or {door.key for door in page.doors if door.key is not None} <= PRINTED, name


@pytest.mark.parametrize("by", ["keys", "one_switch", "sensor", "gamepad"])
def test_a_key_may_be_another(by: str) -> None:
    """Pressed and let go it is the one it stands for; the old key stays where nothing else took it."""
    controls = Controls(Hands(by, keys={"accept": "o", "up": "u", "next": "return"}))  # type: ignore[arg-type]
    assert meant(controls, [key(pygame.K_u), key(pygame.K_UP)]) == [Key.UP, Key.UP]
    assert controls.hear(key(pygame.K_u, down=False))[0].key == pygame.K_UP
    assert meant(controls, [key(pygame.K_o)]) == [Key.ACCEPT]
    assert meant(controls, [key(pygame.K_RETURN)]) == [Key.NEXT]


@given(
    st.lists(st.tuples(st.floats(0.0, 0.4), st.sampled_from([pygame.K_RETURN, pygame.K_3, pygame.K_n])), max_size=30)
)
def test_presses_within_the_cool_down_press_once(presses: list[tuple[float, int]]) -> None:
    """Between two that are heard at least the cool-down passes; what stops is heard always."""
    controls, now_s, heard_s = Controls(), 0.0, []
    for after_s, code in presses:
        now_s += after_s
        controls.pass_time(after_s)
        if controls.takes(key(code)):
            heard_s.append(now_s)
        assert controls.takes(key(pygame.K_SPACE))
    assert all(later - sooner >= DEAF_S - 1e-9 for sooner, later in itertools.pairwise(heard_s))
    assert bool(heard_s) == bool(presses)


def pad(kind: int, **what: Any) -> Event:
    return Event(kind, instance_id=4, **what)


def test_a_stick_moves_one_step_a_push() -> None:
    """Trembling about where a push begins is one push; back in the middle it is let go."""
    controls = Controls()
    trembling = (0.2, 0.7, 0.5, 0.7, 0.45, 0.8, 0.1, -0.9, 0.0)
    heard = [press for x in trembling for press in controls.hear(pad(pygame.JOYAXISMOTION, axis=0, value=x))]
    assert [(press.type == pygame.KEYDOWN, press.key) for press in heard] == [
        (True, pygame.K_RIGHT),
        (False, pygame.K_RIGHT),
        (True, pygame.K_LEFT),
        (False, pygame.K_LEFT),
    ]
    assert not controls.hear(pad(pygame.JOYAXISMOTION, axis=5, value=1.0)), "a trigger is no stick"


def test_a_pad_is_heard_once() -> None:
    """One that the system knows says everything twice; one of its buttons stops."""
    controls = Controls()
    controls.mapped.add(4)
    twice = (pad(pygame.JOYBUTTONDOWN, button=3), pad(pygame.CONTROLLERBUTTONDOWN, button=pygame.CONTROLLER_BUTTON_Y))
    assert meant(controls, twice) == [Key.STOP]
    assert meant(Controls(), twice[:1]) == [Key.STOP]


# Every single device, on every screen

Press = Callable[[Page, int], list[Event]]


def page_of(screen: object, look: Look | None = None) -> Page | None:
    assert isinstance(screen, Page | PlayScreen)
    screen.lay_out((640, 360), look or Look())
    return screen.page


def by_keys(_page: Page, _door: int) -> list[Event]:
    return [key(pygame.K_TAB)]


def by_pad(_page: Page, _door: int) -> list[Event]:
    return [pad(pygame.JOYBUTTONDOWN, button=5)]


def by_mouse(page: Page, door: int) -> list[Event]:
    return [Event(pygame.MOUSEMOTION, pos=page.doors[door].rect.center, rel=(0, 0), buttons=(0, 0, 0))]


ACCEPTS: dict[Press, Event] = {
    by_keys: key(pygame.K_RETURN),
    by_pad: pad(pygame.JOYBUTTONDOWN, button=0),
}


@pytest.mark.parametrize("name", tour.SCREENS)
@pytest.mark.parametrize("device", [by_keys, by_pad, by_mouse])
def test_any_single_device_reaches_and_presses_every_door(name: str, device: Press) -> None:
    """Moving on again and again comes to each door, and pressing chooses that one and no other."""
    page = page_of(tour.SCREENS[name]())
    if device is by_keys and getattr(page, "listens", False):
        return  # the next key is what is asked for; Escape leaves, and so does the one door for all that is no key
    for door in range(len(page.doors) if page is not None else 0):
        page = page_of(tour.SCREENS[name]())
        assert page is not None
        pressed: list[int] = []
        page.chosen = lambda it, page=page, pressed=pressed: pressed.append(page.doors.index(it)) or ()  # type: ignore
        controls = Controls()
        for _step in page.doors:
            if page.focus != door:
                for event in device(page, door):
                    for press in controls.hear(event):
                        page.handle(press)
        assert page.focus == door
        spot = page.doors[door].rect.center
        accept = ACCEPTS.get(device, Event(pygame.MOUSEBUTTONDOWN, pos=spot, button=1))
        wanted = [intent for press in controls.hear(accept) for intent in page.handle(press)]
        assert pressed == [door] or wanted == list(page.doors[door].wants)


@pytest.mark.parametrize("name", tour.SCREENS)
def test_one_switch_comes_round_to_every_door_and_to_stop(name: str) -> None:
    """Each has the focus within one round, without a press, and pressing then chooses it. Where something can be
    stopped, stop is in the round; while the body plays a press is stop, or held down it is."""
    screen = tour.SCREENS[name]()
    page = page_of(screen, Look(hands_free=True))
    controls = Controls(Hands("one_switch", scan_s=1.0))
    if page is None:
        assert isinstance(screen, PlayScreen) and screen._view is not None
        presses = list(controls.hear(key(pygame.K_RETURN)))
        if screen._view.kind == "match":
            presses = list(controls.pass_time(HELD_STOPS_S))
        assert [list(screen.handle(press)) for press in presses] == [list(screen.handle(typed(Key.STOP)))]
        return
    seen = set()
    for _second in range(len(page.doors)):
        seen.add(page.focus)
        for press in controls.pass_time(1.0):
            page.handle(press)
    assert seen == set(range(len(page.doors)))
    if page.stop:
        assert any(door.wants == page.stop for door in page.doors), "stop is in the round"


def outcome(page: Page, wanted: Sequence[object]) -> tuple[list[object], list[str], list[str]]:
    """What has come of a press: what is wanted, and what stands on the page now."""
    assert page.paper is not None
    return list(wanted), [door.words for door in page.doors], [box.words for box in page.paper.boxes]


@pytest.mark.parametrize("name", tour.SCREENS)
def test_one_switch_comes_back_from_everywhere(name: str) -> None:
    """Where Escape leads somewhere, some door does the same: nobody with one switch, or with the sensor alone, is kept
    on a page."""
    look = Look(hands_free=True)
    page = page_of(tour.SCREENS[name](), look)
    if page is None or not page.back:
        return
    count, goal = len(page.doors), outcome(page, page.handle(typed(Key.BACK)))
    found = []
    for door in range(count):
        page = page_of(tour.SCREENS[name](), look)
        assert page is not None
        page.focus = door
        found.append(outcome(page, page.handle(typed(Key.ACCEPT))))
    assert goal in found or (not found and list(page.handle(typed(Key.ACCEPT))) == goal[0])


@pytest.mark.parametrize("name", tour.SCREENS)
def test_every_page_has_a_way_on_by_the_sensor(name: str) -> None:
    """A door that can be aimed at, or it goes on by itself; in a world the body is heard."""
    screen = tour.SCREENS[name]()
    page = page_of(screen, Look(hands_free=True, by_sensor=True))
    if page is not None and all(door.shut for door in page.doors):
        assert hasattr(screen, "over") or hasattr(page, "over")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_back_of_one_switch_has_room_of_its_own(language: str) -> None:
    """It covers nothing, and everything else on those pages still fits, in every language that somebody reads, at the
    largest text; in the draft, where all is said in English too, at the largest but one."""
    seen, largest = 0, 1.75 if language == "es" else MOST_TEXT_SCALE
    with speaking(language):
        for name, make in tour.SCREENS.items():
            screen = make()
            if not isinstance(screen, Page):
                continue
            screen.lay_out((1280, 720), Look(text_scale=largest, hands_free=True))
            if not screen.doors or screen.doors[-1].means is not Key.BACK or screen.paper is None:
                continue
            sign, seen = screen.doors[-1].rect, seen + 1
            for box in screen.paper.boxes:
                if box.kind in ("text", "door"):
                    inside = sign.inflate(4, 4).contains(box.rect)
                    assert inside or not sign.inflate(-8, -8).colliderect(box.rect), (name, box)
                assert box.fits or language == PSEUDO, (name, box)
    assert seen > 10


LETTERS = frozenset(NAMES[letter] for letter in string.ascii_lowercase)
KEEP = frozenset((Key.STOP, Key.BACK, Key.ACCEPT, Key.NEXT, Key.MUTE, Key.VOICE, Key.AGAIN, Key.LARGER, Key.SMALLER))
"""What has to be pressed on every screen, at once, whatever it shows."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doors_own_key_takes_none_that_is_needed_on_every_screen(language: str) -> None:
    """Nor has a page two doors with the same key. A letter that means something else elsewhere, such as T, is the
    door's while that is shown; what is printed on the door is the key."""
    with speaking(language):
        for name, make in tour.SCREENS.items():
            screen = make()
            if isinstance(screen, PlayScreen) and screen.page is None:
                continue  # the body plays: there are no doors
            page = page_of(screen)
            keyed = [door for door in page.doors if door.key is not None] if page is not None else []
            assert len({door.key for door in keyed}) == len(keyed), name
            for door in keyed:
                assert door.key is not None and MEANINGS.get(door.key) not in KEEP, (name, door.words)
                if door.key in LETTERS and door.key_words:
                    assert door.key_words == pygame.key.name(door.key).upper(), (name, door.words)


@pytest.mark.parametrize("name", tour.SCREENS)
def test_what_can_be_stopped_is_stopped_by_each_device_alone(name: str) -> None:
    """One press of a key or a button, a click on the sign that says so, which is as large as any other target, or one
    switch held down; stop is in the round of one switch beside."""
    screen = tour.SCREENS[name]()
    page, paper = page_of(screen), laid_out(screen, (640, 360))
    if page is not None and not page.stop:
        return
    stops = list(screen.handle(typed(Key.STOP)))
    sign = next(sign for sign in paper.signs if sign.means is Key.STOP)
    assert sign.rect.height >= TARGET_PX * paper.unit - 1 and stops
    keys, switch = Controls(), Controls(Hands("one_switch"))
    click = Event(pygame.MOUSEBUTTONDOWN, pos=sign.rect.center, button=1)
    for said in (key(pygame.K_SPACE), pad(pygame.JOYBUTTONDOWN, button=3), click):
        assert [intent for press in keys.hear(said) for intent in screen.handle(press)] == stops
    switch.hear(key(pygame.K_c))
    assert [intent for press in switch.pass_time(HELD_STOPS_S) for intent in screen.handle(press)] == stops


def test_one_switch_is_any_button_and_any_idle_key_and_holding_it_stops() -> None:
    """Mouse, pad or key: down is a press, up is nothing, and held for long it stops once; helpers keep their keys."""
    controls = Controls(Hands("one_switch", scan_s=1.0))
    down = (key(pygame.K_c), Event(pygame.MOUSEBUTTONDOWN, pos=(3, 3), button=1), pad(pygame.JOYBUTTONDOWN, button=11))
    for event in down:
        assert meant(controls, [event]) == [Key.ACCEPT]
    held = [meaning(press) for _ in range(60) for press in controls.pass_time(0.1)]
    assert held == [Key.STOP], "and the focus stays while it is held"
    assert not meant(controls, [key(pygame.K_c, down=False)])
    assert meant(controls, [key(pygame.K_SPACE), key(pygame.K_UP), key(pygame.K_n)]) == [Key.STOP, Key.UP, None]
    controls.screen_shown()
    assert not controls.pass_time(0.9)
    assert [meaning(press) for press in controls.pass_time(0.1)] == [Key.NEXT]
