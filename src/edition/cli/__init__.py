"""The command line: one module a command, imported when it is called. The only room that prints, asks and exits."""

from edition.cli.root import app

__all__ = ["app"]
