"""Every code that the program can tell: found where it is made, so that no list of them can be forgotten."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from edition.diagnostics import Code
from edition.jobs.program import PACKAGE

_MARK = " = Code("


def all_known_codes() -> Iterator[Code]:
    """The codes of every room, in order."""
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages([str(PACKAGE)], "edition."):
        spec = find_spec(module.name)
        if spec and spec.origin and _MARK in Path(spec.origin).read_text(encoding="utf-8"):
            values = vars(importlib.import_module(module.name)).values()
            found |= {value.id: value for value in values if isinstance(value, Code)}
    return iter(found[key] for key in sorted(found))
