"""How accurate the numbers are, on real recordings, beside what other packages give: `python -m tests.accuracy`."""
