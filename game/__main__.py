"""`moveagain` and `python -m game`: the door to every command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit code is 0 done, 1 the world went wrong, 2 the call or a file is wrong."""
    from game.cli import run

    try:
        return run(sys.argv[1:])
    except Exception as error:  # noqa: BLE001 (the last door: whoever plays gets a sentence, whoever mends a log)
        print(f"Moveagain made a mistake of its own and had to stop. {_logged(error)}", file=sys.stderr)
        return 1


def _logged(error: Exception) -> str:
    """Keep the traceback for whoever mends it; where it is, in words."""
    import tempfile
    import traceback

    text = "".join(traceback.format_exception(error))
    try:
        with tempfile.NamedTemporaryFile("w", prefix="moveagain-", suffix=".log", delete=False) as log:
            log.write(text)
    except OSError:
        return f"It was: {error!r}"
    return f"What happened is written in {log.name}; please report it."


if __name__ == "__main__":
    sys.exit(main())
