"""Pads: game pads are opened when they are there or are plugged in; what they say is heard among all other events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pygame

from game.screens.controls import Controls


class Pads:
    """Keeps every pad open, as SDL wants it. Opened after the first frame, which waits for no device."""

    def __init__(self, controls: Controls) -> None:
        self._controls = controls
        self._open: dict[int, Any] = {}
        self._begun = False

    def open(self) -> None:
        """Once: look for pads from now on. Those that are there already are told as if they were just plugged in."""
        if not self._begun:
            self._begun = True
            pygame.joystick.init()

    def changed(self, event: pygame.event.Event) -> None:
        """One was plugged in, or out."""
        if event.type == pygame.JOYDEVICEREMOVED:
            self._open.pop(event.instance_id, None)
            self._controls.mapped.discard(event.instance_id)
            self._controls.let_go()
            return
        from pygame._sdl2 import controller  # here: most people have no pad

        controller.init()
        known = bool(controller.is_controller(event.device_index))
        opened: Callable[[int], Any] = controller.Controller if known else pygame.joystick.Joystick
        try:
            pad = opened(event.device_index)
        except pygame.error:
            return  # it was gone again before it could be opened; plugged in once more it is told once more
        instance = (pad.as_joystick() if known else pad).get_instance_id()
        self._open[instance] = pad
        if known:
            self._controls.mapped.add(instance)
