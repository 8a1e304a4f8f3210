"""Findings of the desk itself (S75x)."""

from __future__ import annotations

from typing import Final

from edition.diagnostics import Code, Severity

PORT_IN_USE: Final = Code(
    "S750",
    "desk-port-in-use",
    Severity.ERROR,
    """The desk cannot listen on the port: another program does, perhaps another desk.

    Failing: `edition desk --port 8001` twice. Passing: the second without `--port`, which takes a free one.
    """,
)
