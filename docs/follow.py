"""Follow a page of the book to the letter: make the files that it shows, call what it calls, write what is said then.

A test follows the tutorials and compares; `draw_tutorial.py` follows them to take pictures of where they lead.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

_BLOCK = re.compile(r"```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)```", re.DOTALL)


def followed(page: str, folder: Path, call: Callable[[Path, list[str]], str]) -> str:
    """The page with what the program says now, in a folder where every step of it was done."""

    def step(block: re.Match[str]) -> str:
        nonlocal folder
        kind, title, text = block.groups()
        if title:
            (folder / title).write_text(text, encoding="utf-8")
        if kind != "console":
            return block[0]
        command = text.splitlines()[0]
        program, *arguments = shlex.split(command.removeprefix("$ "))
        said = ""
        match program:
            case "cd":
                folder = folder / arguments[0]
            case "rm":
                (folder / arguments[0]).unlink()
            case _:
                said = call(folder, arguments)
        return f"```console\n{command}\n{said}```"

    return _BLOCK.sub(step, page)
