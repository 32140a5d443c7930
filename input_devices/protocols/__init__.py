"""Bytes to Readings and back, one module a wire format. Pure: no port, no clock, no disk."""
