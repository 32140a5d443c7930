"""Settings: how a person wants and needs the game, in big doors with pictures; every change is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pygame

from game.people.settings import PersonSettings
from game.screens import choices
from game.screens.choices import CHOICES, PAGES, THEIRS, Choice
from game.screens.face import STOP_BEHIND
from game.screens.keys import NAMES, Key, is_typed, meaning, remapped
from game.screens.language import LANGUAGES, OFFERED, spoken
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Intent, Place, Set
from game.screens.widgets import Box, Door, Paper, columns, rows, split_bottom, split_top

_ACROSS = 3
_PRESSED, _SAID = 1, 2
"""Which of the pages are about pressing, and about what is said."""
_FOOT = 3
"""So many doors stand at the foot of every page."""
_PICTURE_PX_MAX = 260
_ROOMY = 1.3
"""Up to this size of text a tile has room for large words."""


def tile(page: Page, paper: Paper, door: Door, rect: pygame.Rect, choice: Choice, value: Any) -> None:
    """A door with a picture above its few words."""
    role = Role.CUE if paper.look.text_scale <= _ROOMY else Role.LINE
    low_px = paper.line_px(role) + (paper.line_px(Role.LINE) if door.about else 0) + paper.px(34)
    upper, low = split_bottom(rect, min(low_px, round(rect.height * 0.72)))
    page.put(door, rect, centred=True, role=role, words_in=low)
    side = min(upper.width, upper.height, paper.px(_PICTURE_PX_MAX)) - paper.px(20)
    if side >= paper.px(48):
        theme = paper.theme
        drawn = pygame.Rect(0, 0, side, side)
        drawn.center = (upper.centerx, upper.centery + paper.px(6))
        choices.picture(theme, side, choice, value).draw(paper.picture, *drawn.center)
        paper.boxes.append(Box("drawing", drawn))


class SettingsScreen(Page):
    """Wants Set(key, value) for each change, and Go(BACK). It shows what is set; the stage applies it at once."""

    def __init__(self, settings: PersonSettings, page: int = 0, *, playing: bool = False, silent: str = "") -> None:
        """`playing` where a Round waits behind it: the key that stops leads back there and stops. `silent`: why nothing
        can be said aloud here, and what to do."""
        super().__init__()
        self.stop = STOP_BEHIND if playing else ()
        self._settings = settings
        self._page = page
        self._silent = silent
        self._asks_language = False

    def see_settings(self, settings: PersonSettings) -> None:
        """Take in the settings as they are now."""
        self._settings = settings

    def compose(self, paper: Paper) -> None:
        """The tiles of this page, and the ways on and back; or the languages."""
        area = paper.above_stop(paper.page(), _("it hurts / stop")) if self.stop else paper.page()
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(16))
        area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(28))
        if self._asks_language:
            self._languages(paper, head, area, foot)
            return
        paper.words(self._title(), Role.CUE, head)
        self._foot(paper, foot)
        if self._page == len(PAGES):
            self._theirs(paper, area)
            return
        keys = PAGES[self._page]
        reminds = self._page == len(PAGES) - 1 and not self.stop
        if self._page == _SAID and self._silent:
            area, note = split_bottom(area, round(area.height * 0.36), paper.px(20))
            paper.words(self._silent, Role.LINE, note)
        cells = _cells(paper, area, len(keys) + (self._page == _PRESSED or reminds))
        for key, cell in zip(keys, cells, strict=False):
            value = getattr(self._settings, key)
            door = Door(choices.named(key), (Set(key, choices.follows(CHOICES[key], self._settings)),),
                        choices.said(key, value))  # fmt: skip
            tile(self, paper, door, cell, CHOICES[key], value)
        if self._page == _PRESSED:
            self.put(Door(_("Other keys"), (Go(Place.KEYS),)), cells[len(keys)], centred=True, role=Role.LINE)
        if reminds:
            tile(self, paper, Door(_("Reminders"), (Go(Place.REMINDERS),)), cells[len(keys)], CHOICES["scan_s"], 2.0)
        self.doors = [*self.doors[_FOOT:], *self.doors[:_FOOT]]  # in the order in which they are read

    def _theirs(self, paper: Paper, area: pygame.Rect) -> None:
        """What the therapist has set, in words: nothing here is a door."""
        for key, row in zip(THEIRS, rows(area, len(THEIRS), paper.px(8)), strict=True):
            name, value = columns(row, 2, paper.px(28))
            paper.words(choices.named(key), Role.CUE, name, middle=True)
            paper.words(choices.said(key, getattr(self._settings, key)), Role.CUE, value, middle=True, strong=False)

    def _foot(self, paper: Paper, foot: pygame.Rect) -> None:
        """The language, the next page, and back."""
        part = columns(foot, 9, paper.px(32))  # names of languages are long, and a key stands beside the way back
        low = (part[0].union(part[3]), part[4].union(part[5]), part[6].union(part[8]))
        self._language_door(paper, low[0])
        self.put(Door(_("More"), main=False), low[1], role=Role.LINE)
        self.put(Door(_("Back"), self.back, key_words=_("Esc")), low[2], role=Role.LINE)

    def _language_door(self, paper: Paper, rect: pygame.Rect) -> None:
        """The language's own name, and a globe beside it."""
        side = rect.height - paper.px(24)
        globe = pygame.Rect(0, 0, side, side)
        globe.midright = (rect.right - paper.px(20), rect.centery)
        words = pygame.Rect(rect.left, rect.top, globe.left - rect.left, rect.height)
        if paper.from_right:
            globe.left, words.left = rect.left + paper.px(20), rect.left + side + paper.px(20)
        self.put(Door(spoken().name), rect, role=Role.LINE, words_in=words)
        choices.globe(paper.theme, side).draw(paper.picture, *globe.center)
        paper.boxes.append(Box("drawing", globe))

    def _languages(self, paper: Paper, head: pygame.Rect, area: pygame.Rect, foot: pygame.Rect) -> None:
        """Each language named in itself: whoever cannot read this one finds their own."""
        paper.words(_("Language"), Role.CUE, head)
        for code, row in zip(OFFERED, rows(area, len(OFFERED), paper.px(28)), strict=True):
            name = LANGUAGES[code].name
            self.put(Door(name, (Set("language", code),), main=code == spoken().code), row, role=Role.CUE)
        self.put(Door(_("Back"), key_words=_("Esc")), columns(foot, 3, paper.px(32))[2], role=Role.LINE)

    def _title(self) -> str:
        theirs = _("Your therapist sets these")
        return (_("What you see"), _("How you press"), _("What is said"), _("What you hear"), theirs)[self._page]

    def chosen(self, door: Door) -> Sequence[Intent]:
        """A change, the languages, the next page, or back."""
        if self._asks_language:
            self.ask_language(asks=False)
            return super().chosen(door)
        if door.wants:
            return super().chosen(door)
        if door.words == spoken().name:
            self.ask_language(asks=True)
            return ()
        self._page = (self._page + 1) % (len(PAGES) + 1)
        self.focus = 1 if self._page == len(PAGES) else 0  # where nothing is set, the next page comes first
        self.compose_again()
        return ()

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Escape leaves the languages for the page before."""
        wanted = super().handle(event)
        if self._asks_language and wanted == self.back:
            self.ask_language(asks=False)
            return ()
        return wanted

    def ask_language(self, *, asks: bool) -> None:
        """Ask which language, the present one first; or show the page again."""
        self._asks_language = asks
        self.focus = OFFERED.index(spoken().code) if asks and spoken().code in OFFERED else 0
        self.compose_again()


def _cells(paper: Paper, area: pygame.Rect, count: int) -> list[pygame.Rect]:
    """Places for so many tiles: one row of three, or two rows."""
    gap = paper.px(28)
    across = 2 if count == 4 else _ACROSS
    return [cell for row in rows(area, -(-count // across), gap) for cell in columns(row, across, gap)]


_FIRST: tuple[tuple[dict[str, Any], ...], ...] = (
    ({"text_percent": 100}, {"text_percent": 150}, {"text_percent": 200}),
    (
        {"theme": "dusk", "high_contrast": False},
        {"theme": "day", "high_contrast": False},
        {"theme": "dusk", "high_contrast": True},
        {"theme": "day", "high_contrast": True},
    ),
    tuple({"play_by": by} for by in choices.PRESS.values),
)
"""The answers to each of the three questions that come first, and what they set."""
_LIGHT, _LARGE_PERCENT = 1, 150
"""Whoever reads from this size on well is shown the day before the dusk: a choice, in the place of asking for an age or
for sight, of which nothing else would follow."""


class FirstQuestions(Page):
    """Asked before the first try-out: how large, how light, how you press. Wants Set(key, value) for each answer, and
    with the last one Go(NEXT). Escape leaves everything as it is. Where large words are wanted, the day comes first."""

    back = (Go(Place.NEXT),)

    def __init__(self, place: int = 0, *, large: bool = False) -> None:
        super().__init__()
        self._place, self._large = place, large

    def compose(self, paper: Paper) -> None:
        """The question, and a tile for each answer."""
        area = paper.page()
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(16))
        paper.words(self._asks(), Role.CUE, head)
        answers = self._answers()
        across = len(answers) if len(answers) == _ACROSS else 2
        grid = rows(area, -(-len(answers) // across), paper.px(32))
        cells = [cell for row in grid for cell in columns(row, across, paper.px(32))]
        for answer, cell in zip(answers, cells, strict=True):
            self._answer(paper, answer, cell)

    def _answers(self) -> tuple[dict[str, Any], ...]:
        """Those of this question; the one that is asked for by a single key stands first."""
        answers = _FIRST[self._place]
        if self._place == _LIGHT and self._large:
            return tuple(sorted(answers, key=lambda answer: (answer["high_contrast"], answer["theme"] != "day")))
        return answers

    def _asks(self) -> str:
        return (_("Which can you read well?"), _("Which is easiest to see?"), _("How do you press?"))[self._place]

    def _answer(self, paper: Paper, answer: dict[str, Any], cell: pygame.Rect) -> None:
        wants: list[Intent] = [Set(key, value) for key, value in answer.items()]
        if self._place == len(_FIRST) - 1:
            wants.append(Go(Place.NEXT))
        key, value = next(iter(answer.items()))
        about = choices.said("high_contrast", True) if answer.get("high_contrast") else ""
        words = f"{choices.said(key, value)}, {about}" if about else choices.said(key, value)
        tile(self, paper, Door(words, tuple(wants)), cell, CHOICES[key], value)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """The answer, and the next question."""
        wanted = super().chosen(door)
        sizes = [want.value for want in wanted if isinstance(want, Set) and want.key == "text_percent"]
        self._large = self._large or any(percent >= _LARGE_PERCENT for percent in sizes)
        if self._place < len(_FIRST) - 1:
            self._place, self.focus = self._place + 1, 0
            self.compose_again()
        return wanted


_ASKED = (Key.ACCEPT, Key.BACK, Key.NEXT, Key.STOP, Key.PAUSE, Key.REZERO)


class KeysScreen(Page):
    """Which key means what: one is chosen, and the next key that is pressed is it. Wants Set("keys", …) or Go(BACK)."""

    def __init__(self, settings: PersonSettings, *, playing: bool = False) -> None:
        super().__init__()
        self.stop = STOP_BEHIND if playing else ()
        self._keys = dict(settings.keys)
        self._asked: Key | None = None
        self._why = ""

    @property
    def listens(self) -> bool:
        """Whether the next key is to be heard as it is, whatever it meant before."""
        return self._asked is not None

    def compose(self, paper: Paper) -> None:
        """The meanings with their keys, or the one that is asked for."""
        area = paper.above_stop(paper.page(), _("it hurts / stop")) if self.stop else paper.page()
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(16))
        if self._asked is not None:
            paper.words(_("Press the key for: {meaning}").format(meaning=_meaning(self._asked)), Role.CUE, head)
            area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(28))
            paper.words(self._why, Role.CUE, area, strong=False)
            self.put(Door(_("Leave it as it is"), key_words=_("Esc")), foot, role=Role.LINE)
            return
        paper.words(_("Other keys"), Role.CUE, head)
        area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(28))
        cells = [cell for row in rows(area, 2, paper.px(28)) for cell in columns(row, _ACROSS, paper.px(28))]
        for meant, cell in zip(_ASKED, cells, strict=True):
            also = self._keys.get(meant)
            about = _OWN_WORDS[meant]() if also is None else f"{_OWN_WORDS[meant]()}, {also.upper()}"
            middle = cell.inflate(0, -max(0, cell.height - 2 * paper.line_px(Role.CUE) - paper.px(20)))
            self.put(Door(_meaning(meant), (), about), cell, centred=True, role=Role.LINE, words_in=middle)
        low = columns(foot, 2, paper.px(40))
        self.put(Door(_("As at first"), (Set("keys", {}),)), low[0], role=Role.LINE)
        self.put(Door(_("Back"), self.back, key_words=_("Esc")), low[1], role=Role.LINE)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """Ask for the key of one meaning, forget all, or go back."""
        if door.wants:
            if door.wants != self.back:
                self._keys = {}
                self.compose_again()
            return super().chosen(door)
        self.ask(None if self._asked is not None else _ASKED[self.doors.index(door)])
        return ()

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """While a key is asked for, the next one is it; a mouse, a pad or the sensor may leave it as it is."""
        if self._asked is not None and is_typed(event) and meaning(event) is Key.BACK:
            self.ask(None)
            return ()
        if self._asked is None or event.type != pygame.KEYDOWN or is_typed(event):
            return super().handle(event)
        name = next((name for name, code in NAMES.items() if code == event.key), None)
        if event.key == pygame.K_SPACE and self.stop:
            return self.stop
        if event.key == pygame.K_ESCAPE:
            self.ask(None)
            return ()
        kept = {meant: key for meant, key in self._keys.items() if key != name}
        asked = {**kept, self._asked.value: name or ""}
        if event.key not in remapped(asked):
            self._why = _("That key has a meaning of its own. Press another one.")
            self.compose_again()
            return ()
        self._keys = asked
        self.ask(None)
        return (Set("keys", dict(self._keys)),)

    def ask(self, meant: Key | None) -> None:
        """Ask for the key of this meaning, or show them all again."""
        self._asked, self._why = meant, ""
        self.compose_again()


def _meaning(meant: Key) -> str:
    return {
        Key.ACCEPT: _("Choose"),
        Key.BACK: _("Back"),
        Key.NEXT: _("Next"),
        Key.STOP: _("Stop"),
        Key.PAUSE: _("Pause"),
        Key.REZERO: _("Zero again"),
    }[meant]


_OWN_WORDS: dict[Key, Callable[[], str]] = {
    Key.ACCEPT: lambda: _("Enter"),
    Key.BACK: lambda: _("Esc"),
    Key.NEXT: lambda: _("Tab"),
    Key.STOP: lambda: _("SPACE"),
    Key.PAUSE: lambda: "P",
    Key.REZERO: lambda: "Z",
}
