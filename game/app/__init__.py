"""The wiring: the one clock, the one loop, the only room that sees every part."""
