"""A short fuzz of the desk: no fault of ours, and no file changed by a request that is refused."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.fuzz import desk, editions


@pytest.mark.parametrize("seed", range(6))
def test_no_request_breaks_the_desk(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    editions.lay_out(folder)
    assert desk.failures(seed, folder, 250) == []


def test_a_fault_of_the_desk_is_told_and_the_desk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "edition"
    editions.lay_out(folder)
    app = desk.make(folder)

    def fail(*_: Any) -> None:
        raise AssertionError("never")

    host = [
        (b"host", f"127.0.0.1:{desk.PORT}".encode()),
        (b"cookie", f"edition-desk-{desk.PORT}={desk.TOKEN}".encode()),
    ]
    monkeypatch.setattr("edition.desk.web.frame.words", fail)
    status, body = asyncio.run(desk.ask(app, ("GET", "/changes", b"", host)))
    assert (status, b"S799" in body or b"AssertionError" in body) == (500, True)
    told = capsys.readouterr().err
    assert "error[S799] own-fault: AssertionError" in told
    assert "Traceback" not in told
    monkeypatch.undo()
    assert asyncio.run(desk.ask(app, ("GET", "/changes", b"", host)))[0] == 200
    app.state.bench.writer.close()
