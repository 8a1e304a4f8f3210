"""The only door to pandoc: a document's bytes to its tree, in a process of its own.

Pandoc runs in its sandbox: it opens no file and no address. It is ended where it takes too long or too much memory.
"""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any, Final

_SECONDS: Final = 60
_MEMORY: Final = "-M1500M"
_MESSAGE: Final = 300


class PandocMissing(Exception):
    """There is no pandoc on this machine."""


class PandocError(Exception):
    """Pandoc cannot read the document."""


def read_tree(source: bytes, format_: str) -> dict[str, Any]:
    """The document as pandoc's tree."""
    found: dict[str, Any] = json.loads(_run(source, format_, "json"))
    return found


def read_plain(source: bytes, format_: str) -> str:
    """The document as pandoc prints it for reading."""
    return _run(source, format_, "plain", "--wrap=none").decode("utf-8", "replace")


def read_pictures(source: bytes, format_: str) -> list[str]:
    """The pictures that the document holds itself, in order, as `data:` addresses."""
    page = _run(source, format_, "html", "--embed-resources").decode("utf-8", "replace")
    return re.findall(r'<img[^>]*?\ssrc="(data:[^"]*)"', page)


def _run(source: bytes, format_: str, target: str, *options: str) -> bytes:
    command = [_program(), "+RTS", _MEMORY, "-RTS", "--sandbox", "--from", format_, "--to", target, *options]
    try:
        done = subprocess.run(command, input=source, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise PandocError(f"pandoc takes more than {_SECONDS} seconds for it") from error
    except OSError as error:
        raise PandocMissing(str(error)) from error
    if done.returncode:
        message = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise PandocError(message[:_MESSAGE] or f"pandoc ends with {done.returncode}")
    return done.stdout


def _program() -> str:
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise PandocMissing("pandoc is not installed") from error
