"""From a violation to advice: the nearest right name, what is missing and where, what would be allowed, remedies."""

from __future__ import annotations

from edition.relaxng.model import Advice, Violation
from edition.relaxng.schema import Schema


def advise(schema: Schema, data: bytes, violation: Violation) -> Advice:
    """Say what would help with one violation of ``data``; asked for only where it will be shown."""
    raise NotImplementedError
