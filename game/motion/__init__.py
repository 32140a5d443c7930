"""Samples → Motion: orientation, neutral pose, the movement table. Pure; radians inside, degrees outward."""
