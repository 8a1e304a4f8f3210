"""The notebooks of docs/notebooks run from the first cell to the last in a new edition."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("pandas")
pytest.importorskip("ipykernel")

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "docs/notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(
    notebook: Path, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("new", "letters", "--title", "L", folder=tmp_path).code == 0
    shutil.copy(notebook, tmp_path / "letters")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    read = nbformat.read(notebook, as_version=4)
    assert all(not cell.get("outputs") for cell in read.cells), "a notebook is kept without what it gave"
    client = nbclient.NotebookClient(read, timeout=120, resources={"metadata": {"path": str(tmp_path / "letters")}})
    client.create_kernel_manager()
    client.km.kernel_spec.argv[0] = sys.executable
    client.execute()
    shown = [output.data for cell in read.cells for output in cell.get("outputs", ()) if "data" in output]
    text = "\n".join(data.get("text/plain", "") for data in shown)
    assert "evliya-celebi" in text and "ties" in text
    (places,) = [data["application/geo+json"] for data in shown if "application/geo+json" in data]
    assert places["type"] == "FeatureCollection" and places["features"]
