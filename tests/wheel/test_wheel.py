"""The built wheel alone is enough: into an empty environment, a new edition, built and validated."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


def run(*command: str | Path, folder: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([str(c) for c in command], cwd=folder, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root, folder=folder)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_carries_stylesheets_schema_and_templates(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "edition/_data/schema/edition.rng",
        "edition/_data/schema/edition.sch",
        "edition/_data/schema/edition.odd",
        "edition/_data/xslt/site/site.xsl",
        "edition/_data/xslt/schematron/compile.xsl",
        "edition/templates/new/edition.toml",
        "edition/py.typed",
    ):
        assert wanted in names
    assert not any(name.startswith(("tei/", "tests/")) for name in names)


@pytest.mark.slow
def test_an_empty_environment_lays_out_validates_and_builds_an_edition(wheel: Path, root: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    lock = root / "requirements.lock"
    run(binaries / "python", "-m", "pip", "install", "--quiet", "--constraint", lock, wheel, folder=tmp_path)
    run(binaries / "edition", "new", "demo", folder=tmp_path)
    demo = tmp_path / "demo"
    assert "no findings" in run(binaries / "edition", "validate", folder=demo)
    run(binaries / "edition", "build", folder=demo)
    assert "Evliya" in (demo / "output/site/articles/a-bridge-at-mostar.html").read_text(encoding="utf-8")
    assert (demo / "output/site/index.html").is_file()
