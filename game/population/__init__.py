"""Simulated players: they look at the Round's public view and move the simulated body."""
