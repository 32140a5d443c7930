"""YAML text → Level, or every problem with its line and column. Pure: text in, never paths."""
