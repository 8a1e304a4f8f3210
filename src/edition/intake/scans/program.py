"""The only door to ocrmypdf: a PDF of pictures to one whose words can be read, in a process of its own.

It gets a folder of its own and no more of the environment than it needs; it is ended, with all that it began, where it
takes too long, and by the system where it takes too much memory.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.foreign import end, passed

PROGRAM: Final = "ocrmypdf"
_SECONDS: Final = 60.0  # that it may take for each page, and to begin with
_LONGEST: Final = 7200.0
_MEMORY: Final = 3 << 30  # bytes that each of its processes may hold
_LARGEST: Final = 1 << 30  # bytes of a file that it writes
_PROCESSES: Final = 4
_ENVIRONMENT: Final = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TESSDATA_PREFIX", "SYSTEMROOT", "PATHEXT", "PROGRAMFILES")
_OPTIONS: Final = ("--skip-text", "--output-type", "pdf", "--optimize", "0", "--tesseract-timeout", "180",
                   "--max-image-mpixels", "250", "--quiet", "--keep-temporary-files")  # fmt: skip
_SURE: Final = 60.0  # of a hundred
_MESSAGE: Final = 400
_MISSING: Final = 3  # how ocrmypdf ends where something that it needs is not installed


class ReaderMissing(Exception):
    """There is no ocrmypdf on this machine, or it lacks Tesseract or a language."""


class ReaderFailed(Exception):
    """The pages could not be read."""


@dataclass(frozen=True)
class ReadPages:
    """The PDF with its words, and by pages (from 1) the words that are not sure."""

    data: bytes
    unsure: tuple[tuple[int, tuple[str, ...]], ...]


def read_pages(data: bytes, pages: int, languages: Sequence[str], note: str) -> ReadPages:
    """Have the pages of a PDF read that have no text, in languages by Tesseract's names; the file keeps the note."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise ReaderMissing(f"{PROGRAM} is not installed")
    with tempfile.TemporaryDirectory(prefix="edition-") as name:
        folder = Path(name)
        source, target, settings = folder / "in.pdf", folder / "out.pdf", folder / "settings"
        source.write_bytes(data)
        settings.write_text("tessedit_create_tsv 1\n", encoding="utf-8")
        command = [program, *_OPTIONS, "--jobs", str(min(os.cpu_count() or 1, _PROCESSES)), "-l", "+".join(languages),
                   "--tesseract-config", str(settings), "--keywords", note, str(source), str(target)]  # fmt: skip
        code, told = _run(command, folder, min(_SECONDS * (pages + 1), _LONGEST))
        if code == _MISSING:
            raise ReaderMissing(told)
        if code or not target.is_file():
            raise ReaderFailed(f"{PROGRAM} ends with {code}" + (f": {told}" if told else ""))
        return ReadPages(target.read_bytes(), tuple(_unsure(folder)))


def _run(command: Sequence[str], folder: Path, seconds: float) -> tuple[int, str]:
    """How the program ends, and what it says."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), str(folder))
    process = subprocess.Popen(  # noqa: S603 - no shell, and no word of the command is a stranger's
        command, cwd=folder, env={**passed(_ENVIRONMENT), **places, "OMP_THREAD_LIMIT": "1"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        _limit(process.pid)
        _, told = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReaderFailed(f"{PROGRAM} takes more than {seconds:,.0f} seconds for it") from error
    finally:
        end(process)
    lines = [line for line in told.decode("utf-8", "replace").splitlines() if str(folder) not in line]
    return process.returncode, " ".join(" ".join(lines).split())[:_MESSAGE]


def _limit(process: int) -> None:
    """Have the system bound what the process and those that it begins take; where it cannot, the clock alone counts."""
    if sys.platform == "linux":
        import resource

        with suppress(ProcessLookupError):
            for limit, most in ((resource.RLIMIT_DATA, _MEMORY), (resource.RLIMIT_FSIZE, _LARGEST)):
                _, hard = resource.prlimit(process, limit)
                most = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.prlimit(process, limit, (most, most))


def _unsure(folder: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The words that Tesseract was not sure of, as the tables tell that it leaves behind."""
    for table in sorted(folder.rglob("*.tsv")):
        page = re.match(r"\d+", table.name)
        with table.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row.get("text")]
        words = tuple(row["text"] for row in rows if _is_unsure(row["text"], row.get("conf") or ""))
        if page and words:
            yield int(page.group()), words


def _is_unsure(word: str, certainty: str) -> bool:
    try:
        return any(c.isalnum() for c in word) and 0 <= float(certainty) < _SURE
    except ValueError:
        return False
