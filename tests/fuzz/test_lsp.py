"""A short fuzz of the language server: it answers, tells no fault, and changes no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz import editions

pytest.importorskip("pygls")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_message_breaks_the_language_server(seed: int, tmp_path: Path) -> None:
    from tests.fuzz import lsp

    folder = tmp_path / "edition"
    editions.lay_out(folder)
    assert lsp.failures(seed, folder, 60) == []
