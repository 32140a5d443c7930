"""What belongs to the people who play, as files in the home: who there is, their settings, kits and calibrations."""
