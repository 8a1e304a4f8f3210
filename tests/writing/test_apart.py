"""Checks in a process of their own: the same findings as here, of texts as they are now; a lost process begins anew."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.until import until

from edition.project import Project
from edition.writing.apart import Apart
from edition.writing.checks import Checks

PARENT = """
import sys, time
from pathlib import Path
from edition.writing.apart import Apart
if __name__ == "__main__":
    apart = Apart()
    path = Path(sys.argv[1])
    print(len(apart.find({path: path.read_bytes()}, path)), apart._process.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def apart() -> Iterator[Apart]:
    made = Apart()
    yield made
    made.close()


def codes(apart: Apart, texts: dict[Path, bytes], path: Path) -> list[str]:
    found = apart.find(texts, path)
    assert found is not None
    return [diagnostic.code.id for diagnostic in found]


def test_texts_are_checked_as_they_are_now_and_as_they_lie_there_once_they_are_closed(
    sample: Project, apart: Apart
) -> None:
    path, persons = sample.article_paths()[0], sample.root / "tei/registers/persons.xml"
    text = path.read_bytes()
    wrong = text.replace(b"person:evliya-celebi", b"person:evliya-c")
    assert codes(apart, {path: text}, path) == []
    assert set(codes(apart, {path: wrong}, path)) == {"V340"}
    register = persons.read_bytes().replace(b'xml:id="evliya-celebi"', b'xml:id="evliya-c"')
    assert codes(apart, {path: wrong, persons: register}, path) == []
    assert set(codes(apart, {path: wrong}, path)) == {"V340"}


def test_a_process_that_died_is_told_and_begins_anew(sample: Project, apart: Apart) -> None:
    path = sample.article_paths()[0]
    text = path.read_bytes()
    before = set(multiprocessing.active_children())
    assert codes(apart, {path: text}, path) == []
    (process,) = set(multiprocessing.active_children()) - before
    process.kill()
    process.join()
    assert apart.find({path: text}, path) is None
    assert codes(apart, {path: text.replace(b"</body>", b"<persname/></body>")}, path) == ["V310"]


def test_a_check_that_is_under_way_is_given_up_when_the_editor_is_done(sample: Project, apart: Apart) -> None:
    path = sample.article_paths()[0]
    text = path.read_bytes()
    assert codes(apart, {path: text}, path) == []  # the process is there
    long = text.replace(b"</body>", b"<p><persName ref='person:x'>x</persName></p>" * 20_000 + b"</body>")
    with ThreadPoolExecutor() as pool:
        found = pool.submit(apart.find, {path: long}, path)
        until(found.running)
        apart.close()
        assert found.result(timeout=60) is None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes in another way")
def test_the_process_ends_with_a_server_that_was_killed(sample: Project, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    call = [sys.executable, str(script), str(sample.article_paths()[0])]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline().split()[1])
        parent.kill()
    until(lambda: not is_running(child))


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except OSError:
        return False
    stat = Path(f"/proc/{number}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_fixes_wait_for_the_whole_check(sample: Project) -> None:
    path, checks = sample.article_paths()[0], Checks()
    checks.texts.put(path, path.read_text("utf-8").replace("Boys already", "<persname>Boys</persname> already"))
    (soon,) = checks.at_once(path)
    (later,) = checks.all(path, wholly=True)
    assert soon.fix is None and later.fix is not None
    assert (soon.code, soon.message, soon.primary) == (later.code, later.message, later.primary)
