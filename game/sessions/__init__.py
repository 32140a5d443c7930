"""Session files: written tick by tick, recovered, read, verified, and an index of their summaries."""
