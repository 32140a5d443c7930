"""The game: what plays levels with what the input devices feel, and keeps what happened."""

__version__ = "0.1.0"
