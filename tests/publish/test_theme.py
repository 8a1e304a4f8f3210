"""Languages of the interface, and the folder `theme/`: built as docs/theme.md shows it."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from lxml import etree
from tests.publish.website import TOML, Website, make_site

from edition.apart import BoundedStylesheet
from edition.diagnostics import EditionError
from edition.project import read_project
from edition.publish.renderer import Renderer, Site

TEMPLATES = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'
ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "xslt/lib/labels"
BODY = '<div xml:id="d"><head>Morning</head><p>By <persName ref="person:ada">Ada</persName>, <hi rend="italic">early</hi>.<note>A note.</note></p></div>'
CODE = [
    *(ROOT / "xslt").rglob("*.xsl"),
    *(ROOT / "src/edition/publish").rglob("*.py"),
    *(ROOT / "src/edition/publish").rglob("*.js"),
    *(ROOT / "src/edition/desk").rglob("*.py"),
    *(ROOT / "src/edition/desk").rglob("*.js"),
]


def labels(path: Path) -> dict[str, str]:
    return {e.get("key", ""): e.text or "" for e in etree.parse(path).getroot().iter("label")}


def files_of_the_manual() -> dict[str, str]:
    """The files that docs/theme.md shows: each block of code follows its path in bold."""
    text = (ROOT / "docs/theme.md").read_text("utf-8")
    return dict(re.findall(r"^\*\*`(theme/[^`]+)`\*\*\n+```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Website:
    return make_site(
        tmp_path_factory.mktemp("themed"), {"a": BODY, "b": BODY}, files=files_of_the_manual(), languages=("en", "sv")
    )


def test_every_language_has_the_same_labels_with_the_same_places() -> None:
    english = labels(LABELS / "en.xml")
    for path in LABELS.glob("*.xml"):
        other = labels(path)
        wanted = set(english)
        if path.stem not in ("en", "tr", "de"):  # the desk speaks these; elsewhere its words stay English
            wanted = {key for key in english if not key.startswith("desk.")}
        assert set(other) == wanted, path.name
        for key, text in other.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), (path.name, key)
            assert text.strip(), (path.name, key)


def test_every_label_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in CODE)
    words = set(re.findall(r"['\"]([a-z][\w.-]*)['\"]", code))
    beginnings = tuple(b for b in re.findall(r"['\"`]([a-z-]+(?:\.[a-z-]+)*\.)(?=['\"`{$])", code))
    chosen = tuple(f"{p}." for p in ("show", "read"))  # f:boxes puts these before the kinds it is given
    for key in labels(LABELS / "en.xml"):
        bare = key.removesuffix(".one").removeprefix("desk.")
        assert bare in words or bare.startswith((*beginnings, *chosen)), key


def test_every_label_that_code_names_is_there() -> None:
    known = set(labels(LABELS / "en.xml"))
    for path in CODE:
        if path.suffix == ".xsl":
            for key in re.findall(r"f:(?:label|count)\('([a-z][\w.-]*[a-z])'", path.read_text("utf-8")):
                assert key in known, (path.name, key)


def test_a_third_language_is_a_file(themed: Website) -> None:
    page = themed.page("sv/persons/index.html")
    assert page.get("lang") == "sv"
    assert page.xpath("string(//h1)") == "Personer"
    assert page.xpath("//link[@hreflang='en']/@href")
    assert "Svenska" in themed.page("persons/index.html").xpath("//a[@hreflang='sv']/text()")
    # what it leaves out stays English
    assert themed.page("sv/about.html").xpath("string(//h1)") == labels(LABELS / "en.xml")["section.about"]


def test_a_label_of_a_theme_stands_for_ours(themed: Website) -> None:
    sections = themed.page("index.html").xpath("//header//nav//li/a/text()")
    assert sections[0] == "Letters"


def test_a_themes_style_sheet_is_loaded_after_ours(themed: Website) -> None:
    sheets = themed.page("articles/a.html").xpath("//link[@rel='stylesheet']/@href")
    assert sheets == ["../assets/site.css", "../assets/theme.css"]
    assert "--measure" in themed.bytes("assets/theme.css").decode()


def test_every_variable_that_the_manual_sets_is_one_of_ours() -> None:
    ours = "\n".join(p.read_text("utf-8") for p in (ROOT / "src/edition/publish/assets/css").glob("*.css"))
    for name in re.findall(r"(--[\w-]+):", files_of_the_manual()["theme/theme.css"]):
        assert f"{name}:" in ours, name


def test_a_themes_template_goes_before_ours(themed: Website) -> None:
    page = themed.page("articles/a.html")
    assert page.xpath("//em[@data-tei='hi']/text()") == ["early"]


def test_a_themes_module_stands_in_the_place_of_ours(themed: Website) -> None:
    assert themed.outcome.diagnostics == []
    page = themed.page("articles/a.html")
    assert page.xpath("//nav[@class='toc']//a/@href") == ["#d"]
    assert not page.xpath("//nav[@class='toc']//details")


def test_a_misspelt_file_in_a_theme_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as caught:
        make_site(tmp_path, {"a": BODY}, files={"theme/modules/nots.xsl": "<x/>"})
    (finding,) = caught.value.diagnostics
    assert finding.code.id == "P505"
    assert "theme/modules/nots.xsl" in finding.message


def test_a_theme_that_does_not_compile_is_an_error_with_its_place(tmp_path: Path) -> None:
    broken = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\n<xsl:template match="p" mode="htlm"/>\n</xsl:stylesheet>'
    with pytest.raises(EditionError) as caught:
        make_site(tmp_path, {"a": BODY}, files={"theme/templates.xsl": broken})
    assert [d.code.id for d in caught.value.diagnostics] == ["P503"]


class _Elsewhere(Exception):
    """A stylesheet was to be run in a process of its own."""


@pytest.mark.parametrize(("name", "text"), [("theme.css", "p { color: red }"), ("templates.xsl", TEMPLATES)])
def test_only_templates_of_a_theme_are_run_in_a_process_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    def begun(*_: object) -> BoundedStylesheet:
        raise _Elsewhere

    monkeypatch.setattr(BoundedStylesheet, "from_file", begun)
    (tmp_path / "edition.toml").write_text(TOML.format(languages='"en"'), "utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / name).write_text(text, "utf-8")
    with pytest.raises(_Elsewhere) if name == "templates.xsl" else nullcontext():
        Renderer(Site.of(read_project(tmp_path)))
