"""The console script: `--version` answers at once, everything else goes to the commands."""

from __future__ import annotations

import sys

from edition import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        print(f"edition {__version__}")
        return
    from edition.cli import app  # late, since typer and its kin cost more than all of `--version`

    app()


if __name__ == "__main__":
    main()
