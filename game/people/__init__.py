"""What belongs to the people who play, as files in the home: now the kits, and where each sensor was last worn."""
