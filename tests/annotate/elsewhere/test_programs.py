"""A program that speaks JSON lines: one that answers, and ones that die, babble, flood and never end."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.until import until

from edition.annotate.elsewhere.command import Command
from edition.annotate.elsewhere.offers import Claim
from edition.annotate.elsewhere.source import NoAnswerError
from edition.diagnostics import EditionError

SOON, EVER = 0.5, 60.0  # seconds
ANSWER = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    names = [{"text": word, "kind": "place", "score": 0.7} for word in asked["text"].split() if word == "Ulm"]
    print(json.dumps({"id": asked["id"], "names": names}), flush=True)
"""
BAD = {
    "dies": "import sys; sys.stdin.readline(); sys.exit(3)",
    "babbles": "import sys; sys.stdin.readline(); print('Loading the model', flush=True); sys.stdin.readline()",
    "answers another question": 'print(\'{"id": 7, "names": []}\', flush=True); input()',
    "answers with a list": "print('[]', flush=True); input()",
    "answers without names": "print('{\"id\": 1}', flush=True); input()",
    "nests": "print('[' * 100000, flush=True); input()",
    "floods with one line": "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    "floods with lines": "while True: print()",
    "writes no text": "import sys; sys.stdout.buffer.write(bytes([255, 254, 10])); sys.stdout.flush(); input()",
}


def command(folder: Path, program: str, *words: str) -> Command:
    (folder / "names.py").write_text(program, encoding="utf-8")
    return Command((sys.executable, "names.py", *words), folder)


@pytest.fixture
def ended() -> Iterator[list[Command]]:
    """Commands that are ended whatever a test does."""
    made: list[Command] = []
    yield made
    for one in made:
        one.close()


def test_one_program_answers_all_questions(tmp_path: Path, ended: list[Command]) -> None:
    source = command(tmp_path, ANSWER)
    ended.append(source)
    assert source.ask("nach Ulm", "de", EVER) == [Claim("place", "Ulm", score=0.7)]
    run = source._run
    assert source.ask("nach Köln", "de", EVER) == []
    assert source._run is run is not None


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_answer_ends_the_program(tmp_path: Path, ended: list[Command], name: str) -> None:
    source = command(tmp_path, BAD[name])
    ended.append(source)
    with pytest.raises(NoAnswerError):
        source.ask("nach Ulm", "de", EVER)
    assert source._run is None


def test_one_that_never_answers_is_ended_with_what_it_started(tmp_path: Path, ended: list[Command]) -> None:
    child = (
        "import os, sys, time; open('child', 'w').write(str(os.getpid())); os.rename('child', 'pid'); time.sleep(600)"
    )
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]).wait()"
    source = command(tmp_path, parent)
    ended.append(source)
    with pytest.raises(NoAnswerError, match="seconds"):
        source.ask("nach Ulm", "de", SOON)
    if (tmp_path / "pid").exists():  # else it was ended before it began
        pid = int((tmp_path / "pid").read_text("utf-8"))
        until(lambda: not _runs(pid))


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_program_that_failed_is_begun_anew(tmp_path: Path, ended: list[Command]) -> None:
    source = command(tmp_path, BAD["dies"])
    ended.append(source)
    with pytest.raises(NoAnswerError):
        source.ask("nach Ulm", "de", EVER)
    (tmp_path / "names.py").write_text(ANSWER, encoding="utf-8")
    assert len(source.ask("nach Ulm", "de", EVER)) == 1


def test_it_sees_of_the_environment_only_what_it_needs(
    tmp_path: Path, ended: list[Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAMES_KEY", "secret")
    tell = "import json, os; open('seen', 'w').write(json.dumps(dict(os.environ)))"
    source = command(tmp_path, tell + ANSWER)
    ended.append(source)
    source.ask("nach Ulm", "de", EVER)
    seen = json.loads((tmp_path / "seen").read_text("utf-8"))
    assert "secret" not in seen.values()
    assert seen["PATH"] == os.environ["PATH"]


def test_no_shell_reads_its_words(tmp_path: Path, ended: list[Command]) -> None:
    source = command(
        tmp_path, "import sys; open('words', 'w').write(sys.argv[1])" + ANSWER, "$(touch made); touch made"
    )
    ended.append(source)
    source.ask("nach Ulm", "de", EVER)
    assert (tmp_path / "words").read_text("utf-8") == "$(touch made); touch made"
    assert not (tmp_path / "made").exists()


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    for words in (("no-such-program",), ("./names",), ("names --fast",)):
        with pytest.raises(EditionError, match="A204"):
            Command(words, tmp_path).ask("nach Ulm", "de", EVER)


def test_another_program_is_another_source(tmp_path: Path) -> None:
    one = command(tmp_path, ANSWER).digest
    assert command(tmp_path, ANSWER).digest == one
    assert command(tmp_path, ANSWER + "\n").digest != one
    assert command(tmp_path, ANSWER, "--fast").digest != one
