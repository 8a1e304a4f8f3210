"""A stranger's theme reads nothing: neither while it is compiled nor when it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Project

from edition.diagnostics import EditionError
from edition.publish.theme import read_theme
from edition.publish.theme.doors import doors_of

HEAD = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" expand-text="yes"'
SECRET = "file:///etc/passwd"
OPENING = [
    f"""<xsl:variable name="x" static="yes" select="unparsed-text('{SECRET}')"/>""",
    f"""<xsl:template match="x"><xsl:value-of select="fn:unparsed-text-lines ('{SECRET}')"/></xsl:template>""",
    f"""<xsl:template match="x">{{Q{{http://www.w3.org/2005/xpath-functions}}doc('{SECRET}')}}</xsl:template>""",
    """<xsl:template match="x"><a href="{environment-variable('HOME')}"/></xsl:template>""",
    f"""<xsl:template match="x"><b/>{{unparsed-text#1('{SECRET}')}}</xsl:template>""",
    """<xsl:template match="x"><xsl:value-of _select="{'unparsed-te'}xt('file:///etc/passwd')"/></xsl:template>""",
    f"""<xsl:template match="x"><xsl:value-of select="doc(: it :)('{SECRET}')"/></xsl:template>""".replace(
        "(: it :)", ""
    ),
    f"""<xsl:template match="x"><xsl:source-document href="{SECRET}"/></xsl:template>""",
    """<xsl:template match="x"><xsl:evaluate xpath="'1'"/></xsl:template>""",
    """<xsl:template match="x"><xsl:value-of select="function-lookup(xs:QName('fn:doc'), 1)"/></xsl:template>""",
    '<xsl:import href="http://127.0.0.1:9/a.xsl"/>',
    '<xsl:include href="../../outside.xsl"/>',
    '<xsl:include href="file:///etc/passwd"/>',
    '<xsl:include href="link.xsl"/>',
    '<xsl:include href="inner.xsl"/>',
    '<xsl:template match="x" xmlns:f="http://expath.org/ns/file" as="item()*"/>',
]


@pytest.mark.parametrize("inside", OPENING)
def test_what_opens_a_door_is_refused(inside: str, tmp_path: Path) -> None:
    theme = tmp_path / "edition" / "theme"
    theme.mkdir(parents=True)
    (tmp_path / "outside.xsl").write_text(f"{HEAD}/>")
    (theme / "link.xsl").symlink_to(tmp_path / "outside.xsl")
    (theme / "inner.xsl").write_text(f"{HEAD}><xsl:param name='p' select=\"doc('a')\"/></xsl:stylesheet>")
    path = theme / "templates.xsl"
    path.write_text(f"{HEAD}>{inside}</xsl:stylesheet>")
    found = doors_of(path, theme.resolve(), "theme/templates.xsl")
    assert {d.code.id for d in found} == {"P507"}


def test_what_a_theme_is_for_is_taken(tmp_path: Path) -> None:
    (tmp_path / "more.xsl").write_text(f"{HEAD}/>")
    path = tmp_path / "templates.xsl"
    path.write_text(
        f"""{HEAD}><xsl:include href="more.xsl"/><xsl:template match="document|doc" mode="html">
        <p>A document (or doc) {{.}} of {{count(doc/p)}}</p></xsl:template></xsl:stylesheet>"""
    )
    assert doors_of(path, tmp_path.resolve(), "templates.xsl") == []


def test_links_in_a_theme_are_not_published(sample: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("secret")
    assets = sample.root / "theme" / "assets"
    assets.mkdir(parents=True)
    (assets / "a.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(EditionError, match="S706"):
        read_theme(sample)
