"""Findings of the site's making (P5xx)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

UNHANDLED_ELEMENT = Code(
    "P500",
    "unhandled-element",
    Severity.WARNING,
    """The text has an element that no template of the site knows. The page shows its content plainly (in preview, in
    a marked box), so that nothing is lost; with `--strict` it counts as an error. `[elements]` in the settings says how
    such an element is shown.

    Failing: `<p>a <fooBar>b</fooBar></p>`. Passing: an element of TEI's text modules, or a template in the theme.
    """,
)
BROKEN_STYLESHEET = Code(
    "P503",
    "broken-stylesheet",
    Severity.ERROR,
    """The site's stylesheet, or a module that the theme puts in its place, cannot be compiled or fails on a document.

    Failing: a module with a misspelt mode. Passing: one that compiles.
    """,
)
NO_SEARCH = Code(
    "P504",
    "no-search-index",
    Severity.WARNING,
    """The search index could not be made: the Pagefind program is missing or failed. The search works without it, but
    finds words of the texts by their beginnings only, and no texts at all in very large editions.

    Failing: an installation without the package `pagefind-bin-extended`. Passing: one with it.
    """,
)
WRONG_THEME = Code(
    "P505",
    "wrong-theme",
    Severity.ERROR,
    """A file in `theme/` stands for nothing: a module that the site does not have, or labels that cannot be read.

    Failing: `theme/modules/nots.xsl`. Passing: `theme/modules/notes.xsl`.
    """,
)
PAGE_CLASH = Code(
    "P506",
    "page-clash",
    Severity.ERROR,
    """Two pages would be one file: two articles have one id, or ids that differ only by case (on many disks that is
    one file), or an article `q.tei` stands beside an article `q`, whose TEI is shown on the page `q.tei.html`. The
    second is left out of the site, and nothing is written over the first.

    Failing: two articles with `xml:id="baku"`, or `Baku` and `baku`. Passing: `baku` and `baku-1918`.
    """,
)
OPEN_DOOR = Code(
    "P507",
    "theme-opens-door",
    Severity.ERROR,
    """A stylesheet of the theme uses what reads files, addresses or the environment: `doc()`, `unparsed-text()`,
    `environment-variable()` and their kin, `xsl:source-document`, an import from outside of the theme's folder. It is
    refused before it is compiled, so that a stranger's theme publishes nothing of yours.

    Failing: `<xsl:value-of select="unparsed-text('file:///etc/passwd')"/>`. Passing: a template that uses the page.
    """,
)
BROKEN_PICTURE = Code(
    "P509",
    "broken-picture",
    Severity.WARNING,
    """A file that a text shows as the picture of a page is no picture, or is broken off. The site links to it, and
    cannot show it beside the text.

    Failing: `<pb facs="1r.jpg"/>` with an empty file `1r.jpg`. Passing: a file that opens in a browser.
    """,
)
PICTURES_ELSEWHERE = Code(
    "P510",
    "pictures-elsewhere",
    Severity.INFO,
    """Pictures of pages lie on a host that the settings do not name. The site links to them; nothing is loaded from
    elsewhere unless `[facsimile] hosts` names the host, and then the policy of the pages allows it.

    Failing: `<pb facs="https://iiif.example.org/1/info.json"/>`. Passing: the same with
    `hosts = ["https://iiif.example.org"]`.
    """,
)
