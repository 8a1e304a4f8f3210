"""The built wheel alone is enough: into an empty environment, a new edition, built and validated."""

from __future__ import annotations

import os
import shutil
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from tests.wheel.conftest import run

_COMPILED = shutil.ignore_patterns("__pycache__", "*.pyc")


def test_the_wheel_carries_stylesheets_schema_and_templates(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "edition/_data/schema/edition.rng",
        "edition/_data/schema/edition.sch",
        "edition/_data/schema/edition.odd",
        "edition/_data/xslt/site/site.xsl",
        "edition/_data/xslt/schematron/compile.xsl",
        "edition/templates/new/edition.toml",
        "edition/templates/github/edition.yml",
        "edition/py.typed",
    ):
        assert wanted in names
    assert any(name.endswith(".data/data/share/man/man1/edition.1") for name in names)
    assert not any(name.startswith(("tei/", "tests/")) for name in names)


def test_the_wheel_carries_the_licences_of_what_others_made(wheel: Path) -> None:
    """Bundles and fonts beside them, CLDR's for the tables; the land of the map is in the public domain, and says so."""
    archive = zipfile.ZipFile(wheel)
    names = set(archive.namelist())
    bundles = {name for name in names if "/assets/bundles/" in name and name.endswith(".js")}
    assert bundles and {name.replace(".js", ".licences.txt") for name in bundles} <= names
    assert "edition/publish/assets/fonts/LICENSE.txt" in names
    (unicode,) = (name for name in names if name.endswith(".dist-info/licenses/licences/unicode.txt"))
    assert b"UNICODE LICENSE V3" in archive.read(unicode)
    assert b"public domain" in archive.read("edition/publish/map/earth.json")[:200]


@pytest.mark.slow
def test_the_same_sources_give_the_same_bytes(
    wheel: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built twice, at other times, from a copy in another folder whose files are younger."""
    copy = tmp_path / "copy"
    for name in ("src", "xslt", "schema", "licences"):
        shutil.copytree(root / name, copy / name, copy_function=shutil.copyfile, ignore=_COMPILED)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copyfile(root / name, copy / name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    built = []
    for source, folder in ((root, tmp_path / "one"), (copy, tmp_path / "two")):
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source, folder=tmp_path)
        built.append((folder / wheel.name).read_bytes())
    assert built[0] == built[1]


TEXT = """Ein Brief aus Wien

Am 3. Juni 1921 schrieb Hermann Bahr aus Salzburg an Felix Salten. Er reiste danach nach Wien.
"""


@pytest.mark.slow
def test_the_first_hour_in_an_installation_without_extras(wheel: Path, root: Path, tmp_path: Path) -> None:
    """What the README says, from an empty environment to a published edition: every command ends with 0."""
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = (binaries / "python", "-m", "pip", "install", "--quiet")
    run(*install, "--require-hashes", "--only-binary", ":all:", "-r", root / "runtime.lock", folder=tmp_path)
    run(*install, "--no-deps", wheel, folder=tmp_path)
    (tmp_path / "brief.txt").write_text(TEXT, encoding="utf-8")
    edition = binaries / "edition"
    run(edition, "new", "demo", "--title", "Briefe", "--author", "Ada Stern", "--publisher", "V", "--language", "de",
        folder=tmp_path)  # fmt: skip
    demo = tmp_path / "demo"
    assert "no findings" in run(edition, "validate", folder=demo)
    assert "tei/articles/brief.xml" in run(edition, "import", "../brief.txt", folder=demo)
    run(edition, "annotate", folder=demo)
    run(edition, "registers", "add", "--all-proposed", folder=demo)
    run(edition, "annotate", folder=demo)
    run(edition, "validate", folder=demo)
    told = run(edition, "export", "all", "-v", folder=demo)
    assert "pip install 'weasyprint" in told
    assert "edition[" not in told
    assert (demo / "output/exports/index.json").is_file()
    run(edition, "build", folder=demo)
    assert "Evliya" in (demo / "output/site/articles/a-bridge-at-mostar.html").read_text(encoding="utf-8")
    assert (demo / "output/site/index.html").is_file()
    for call in (["stats"], ["explain"], ["export", "list"], ["schema", "docs"], ["review"], ["learn"], ["clean"]):
        run(edition, *call, folder=demo)
