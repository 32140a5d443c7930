"""Where the app begins: what PyInstaller makes the program `moveagain` of."""

from __future__ import annotations

import sys

from game.__main__ import main

sys.exit(main())
