"""Score, prescription and history → what comes next, and what keeps the person safe. Pure."""
