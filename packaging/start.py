"""Where the app begins: what PyInstaller makes the program `moveagain` of."""

from __future__ import annotations

import os
import sys

from game.__main__ import main

# The app finds its own libraries by a path that programs of the system (espeak-ng, notify-send) must not inherit: they
# want theirs. PyInstaller keeps what stood there before; this process itself has read its own at the start.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before

sys.exit(main())
