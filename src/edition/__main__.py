"""The console script: `--version` answers at once, everything else goes to the commands."""

from __future__ import annotations

import sys

try:
    import atexit
    import gc
    import io
    import os
    from pathlib import Path
    from typing import Final

    from edition.version import __version__
except KeyboardInterrupt:
    sys.exit(130)  # as below

_FEWER_COLLECTIONS: Final = 100_000  # starting makes many objects that stay; looking through them costs a tenth of it


def main() -> None:
    """Run the command line."""
    try:
        if sys.argv[1:] == ["--version"]:
            print(f"edition {__version__}")
            return
        _open_streams()
        gc.set_threshold(_FEWER_COLLECTIONS)
        atexit.register(gc.freeze)  # or else the interpreter looks through all of them once more before it ends
        from edition.cli import app  # late, since typer and its kin cost more than all of `--version`

        app()
    except KeyboardInterrupt:  # before any command has begun, which ends by itself
        sys.exit(130)


def _open_streams() -> None:
    """Standard streams that take whatever is written: closed ones lose it, others spell what they have no sign for."""
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
