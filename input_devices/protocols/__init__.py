"""Bytes ⇄ readings, no I/O: one module a wire format, one table."""
