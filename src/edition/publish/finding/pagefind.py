"""The index of the texts, made by Pagefind from records: one a passage, with article, heading and years.

Pagefind comes as a program in the PyPI package `pagefind-bin-extended`. It is fed through its service, a stream of
messages in both directions; it stems by the language of the pages, and writes its index beside the search page.
"""

from __future__ import annotations

import base64
import json
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from edition.diagnostics import Diagnostic
from edition.publish.codes import NO_SEARCH
from edition.publish.finding.passages import Passage

_PAUSE: Final = 0.01  # seconds
_LAST_SECONDS: Final = 60  # to write what is left, when all was answered
_UNUSED: Final = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_AT_ONCE: Final = 200  # records on their way before their answers are read


@dataclass(frozen=True)
class SearchText:
    """An article as the index has it: its page and title, and its passages."""

    path: str
    title: str
    passages: tuple[Passage, ...]


class _Failed(Exception):
    """Pagefind ended, or refused something."""


def program() -> Path | None:
    """Pagefind's program, where its package is installed."""
    try:
        import pagefind_bin_extended
    except ImportError:
        return None
    path: Path = pagefind_bin_extended.get_executable()
    return path


def build_search(folder: Path, lang: str, texts: Iterable[SearchText]) -> list[Diagnostic]:
    """Write the index of one language's pages into a folder; without the program there is none, and it is told."""
    executable = program()
    if executable is None:
        return [_missing("the package pagefind-bin-extended is not installed")]
    try:
        with _service(executable) as service:
            index = service.ask({"type": "NewIndex", "config": {"force_language": lang}})["index_id"]
            service.tell(_record(index, lang, text, passage) for text in texts for passage in text.passages)
            service.ask({"type": "WriteFiles", "index_id": index, "output_path": str(folder)})
            _await_files(folder)
        entry = json.loads((folder / "pagefind-entry.json").read_bytes())  # what search begins with is whole
        _remove_unused(folder, [index.get("wasm") for index in entry.get("languages", {}).values()])
    except (_Failed, OSError, ValueError, KeyError) as error:
        return [_missing(f"Pagefind failed: {error}")]
    return []


def _remove_unused(folder: Path, stemmers: Sequence[str | None]) -> None:
    """What the pages do not use: Pagefind's own interface, and its program for languages that it does not stem."""
    needed = {f"wasm.{name or 'unknown'}.pagefind" for name in stemmers or [None]}
    for path in folder.glob("*"):
        if path.name.startswith(_UNUSED) or (path.name.startswith("wasm.") and path.name not in needed):
            path.unlink()


def _await_files(folder: Path) -> None:
    """It answers while files are on their way to the disk, and drops them where it ends: each is empty until whole."""
    until = time.monotonic() + _LAST_SECONDS
    while any(path.stat().st_size == 0 for path in folder.rglob("*") if path.is_file()):
        if time.monotonic() > until:
            raise _Failed("files of the index stay empty")
        time.sleep(_PAUSE)


@dataclass(frozen=True)
class _Record:
    """A message of Pagefind's service, in its words."""

    index_id: int
    url: str
    content: str
    language: str
    meta: dict[str, str]
    filters: dict[str, list[str]]
    sort: dict[str, str] = field(default_factory=dict)
    type: str = "AddRecord"


def _record(index: int, lang: str, text: SearchText, passage: Passage) -> dict[str, Any]:
    """A passage; `places` are the ids of its paragraphs, each with the number of its first word."""
    words, places = 0, []
    for id_, said in passage.blocks:
        places.append(f"{words} {id_}")
        words += len(said.split())
    record = _Record(
        index_id=index,
        url=f"{text.path}#{passage.blocks[0][0]}",
        content=" ".join(" ".join(said.split()) for _, said in passage.blocks),
        language=lang,
        meta={"title": text.title, "heading": passage.heading, "path": text.path, "places": "\n".join(places)},
        filters={"article": [text.title], "year": [str(year) for year in passage.years]},
    )
    return asdict(record)


class _Service:
    """Messages to the program and its answers: JSON in base 64, a comma after each."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in, self._out = process.stdin, process.stdout
        self._sent = 0
        self._rest = b""

    def ask(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """One message, and what is answered."""
        self._send(payload)
        return self._answer()

    def tell(self, payloads: Iterable[Mapping[str, Any]]) -> None:
        """Many messages, a few of them on their way at a time."""
        waiting = 0
        for payload in payloads:
            self._send(payload)
            waiting += 1
            if waiting == _AT_ONCE:
                self._answer()
                waiting -= 1
        for _ in range(waiting):
            self._answer()

    def _send(self, payload: Mapping[str, Any]) -> None:
        self._sent += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        self._in.write(base64.b64encode(message) + b",")
        self._in.flush()

    def _answer(self) -> dict[str, Any]:
        while b"," not in self._rest:
            read = self._out.read1(65536)  # type: ignore[attr-defined]
            if not read:
                raise _Failed("it ended too early")
            self._rest += read
        found, _, self._rest = self._rest.partition(b",")
        answer: dict[str, Any] = json.loads(base64.b64decode(found))["payload"]
        if answer.get("type") == "Error":
            raise _Failed(str(answer.get("message")))
        return answer


@contextmanager
def _service(executable: Path) -> Iterator[_Service]:
    command = [str(executable), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own program
        try:
            yield _Service(process)
        finally:
            process.kill()


def _missing(reason: str) -> Diagnostic:
    return Diagnostic(
        NO_SEARCH,
        "the search index could not be made",
        notes=(reason,),
        help="install it with: pip install pagefind-bin-extended",
    )
