"""Findings of what is served to a browser on this machine."""

from __future__ import annotations

from typing import Final

from edition.diagnostics import Code, Severity

PORT_IN_USE: Final = Code(
    "S730",
    "port-in-use",
    Severity.ERROR,
    """The preview or the desk cannot listen on the port: another program does, perhaps another preview.

    Failing: `edition preview --port 8000` twice. Passing: the second with `--port 0`, which takes a free one.
    """,
)
