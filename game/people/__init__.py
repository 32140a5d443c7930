"""What belongs to the people who play, as files in the home: kits, calibrations, where each sensor was last worn."""
