"""Everything seen and heard by the person who plays (pygame). Gets plain values; knows no files, ports or records."""

import os

# pygame greets on standard output, where `--json` promises nothing else; it looks before it is first imported.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
