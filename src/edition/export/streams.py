"""Text and JSON written piece by piece."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, TextIO


@contextmanager
def text_stream(file: BinaryIO) -> Iterator[TextIO]:
    """UTF-8 text into a file of bytes, line ends as written."""
    wrapper = io.TextIOWrapper(file, "utf-8", newline="")
    try:
        yield wrapper
        wrapper.flush()
    finally:
        wrapper.detach()


def write_json(file: BinaryIO, value: Any) -> None:
    """One JSON value, indented for people."""
    file.write((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def write_json_list(
    file: BinaryIO, items: Iterable[Any], head: Mapping[str, Any] | None = None, name: str = ""
) -> None:
    """A JSON array with an item on each line; with `head` and `name`, as the last member of an object."""
    with text_stream(file) as stream:
        opened = "["
        if head is not None:
            members = [f"{json.dumps(k)}: {compact(v)}" for k, v in head.items()]
            opened = "{" + ",\n".join([*members, f"{json.dumps(name)}: ["])
        stream.write(opened)
        separator = "\n"
        for item in items:
            stream.write(separator + compact(item))
            separator = ",\n"
        stream.write("\n]\n" if head is None else "\n]}\n")


def compact(value: Any) -> str:
    """JSON on one line with all letters."""
    return json.dumps(value, ensure_ascii=False)


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    """What has a value.

    >>> without_empty({"a": "", "b": 0, "c": [], "d": None, "e": "x"})
    {'b': 0, 'e': 'x'}
    """
    return {k: v for k, v in values.items() if v is not None and v != "" and v != [] and v != {}}
