"""One view an exercise kind: the world it is played in."""
