"""Motion → Events: the rules of each kind of exercise. Pure; one module a kind, one line a kind in the table."""
