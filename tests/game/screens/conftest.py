"""What tests of screens may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest


@pytest.fixture
def display() -> Iterator[None]:
    """A display in memory."""
    pygame.display.init()
    pygame.display.set_mode((1280, 720))
    yield
    pygame.display.quit()
