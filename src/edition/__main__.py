"""The console script: `--version` answers at once, everything else goes to the commands."""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Final

from edition.version import __version__

_FEWER_COLLECTIONS: Final = 100_000  # starting makes many objects that stay; looking through them costs a tenth of it


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        print(f"edition {__version__}")
        return
    gc.set_threshold(_FEWER_COLLECTIONS)
    atexit.register(gc.freeze)  # or else the interpreter looks through all of them once more before it ends
    from edition.cli import app  # late, since typer and its kin cost more than all of `--version`

    app()


if __name__ == "__main__":
    main()
