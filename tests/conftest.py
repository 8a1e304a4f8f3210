"""What every test may ask for: the checkout, the material that lies beside it, and small editions made on the spot."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from edition.__main__ import main
from edition.markup import Document, Source, parse
from edition.project import Project, read_project

# a machine that others use at the same time is slow now and then: that is no finding
settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")

ROOT = Path(__file__).resolve().parent.parent
TEI_NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: articles, gold, corpora, schemas by others."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with articles, gold and corpora is not here")
    return folder


@pytest.fixture
def document() -> Callable[..., Document]:
    """Parse a document from the inside of its `body`, or from whole XML."""

    def make(inside: str, path: str = "article.xml", lang: str = "tr") -> Document:
        xml = inside
        if not inside.lstrip().startswith(("<?xml", "<TEI")):
            xml = f'<TEI {TEI_NS} xml:id="article" xml:lang="{lang}"><text><body>{inside}</body></text></TEI>'
        return parse(Source(path, xml.encode()))

    return make


@pytest.fixture
def sample(tmp_path: Path) -> Project:
    """The edition that `edition new` lays out."""
    template = ROOT / "src/edition/templates/new"
    target = tmp_path / "sample"
    shutil.copytree(template, target)
    shutil.copytree(ROOT / "schema", target / "schema")
    settings = target / "edition.toml"
    text = settings.read_text(encoding="utf-8").replace("My edition", "Bridges").replace("Your name", "Ada Stern")
    settings.write_text(text.replace("Your institution", "Bridge Press"), encoding="utf-8")
    return read_project(target)


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run `edition` in this process: `command("stats", "--json", folder=path)`."""

    def call(*arguments: str, folder: Path | None = None) -> Outcome:
        where = ["-C", str(folder)] if folder else []
        monkeypatch.setattr(sys, "argv", ["edition", *where, *arguments])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
