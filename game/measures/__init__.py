"""Signals → clinical numbers with unit, validity and reason. Pure."""
