"""Findings about settings and calls (S70x)."""

from __future__ import annotations

from typing import Final

from edition.diagnostics import Code, Severity

WRONG_SETTING: Final = Code(
    "S700",
    "wrong-setting",
    Severity.ERROR,
    """A line of `edition.toml` is unknown or has a value of the wrong kind. Unknown keys are errors, because a misspelt
    one would otherwise be ignored in silence.

    Failing: `publishr = "…"`. Passing: `publisher = "…"`.
    """,
)
NO_EDITION: Final = Code(
    "S701",
    "no-edition",
    Severity.ERROR,
    """No `edition.toml` was found in the folder or above it, so there is no edition to work on.

    Failing: a call in an empty folder. Passing: a call inside an edition, or with `-C DIR`.
    """,
)
FOLDER_IN_USE: Final = Code(
    "S702",
    "folder-in-use",
    Severity.ERROR,
    """A new edition is laid out in a new or empty folder only, so that nothing of yours is written over.

    Failing: `edition new .` in a folder with files. Passing: `edition new letters` where no `letters` exists.
    """,
)
NOTHING_MATCHES: Final = Code(
    "S703",
    "pattern-without-files",
    Severity.WARNING,
    """A pattern of `edition.toml` for articles or registers fits no file, so that what it should name is left out.

    Failing: `articles = ["tei/artikles/*.xml"]` where the folder is called `articles`. Passing: a pattern that fits
    at least one file.
    """,
)
NOT_OUR_OUTPUT: Final = Code(
    "S704",
    "not-our-output",
    Severity.ERROR,
    """Results would be written over something that this program did not make: a folder with files of yours, a file
    that is there already, the edition's own sources or settings, your home folder. The program deletes and replaces
    only what it made; in a folder of results that is what `.edition-output` lists. A folder that is empty, or holds
    nothing but `.git`, `CNAME` and `.nojekyll`, is taken.

    Failing: `edition build -o docs`, where `docs` holds your own pages. Passing: `edition build -o docs/site`.
    """,
)
PLACEHOLDER: Final = Code(
    "S705",
    "placeholder",
    Severity.WARNING,
    """A setting still holds what `edition new` wrote for want of something better; the site would show it.

    Failing: `editors = [{ name = "Your name" }]`. Passing: your own name there, or `edition new DIR --author "…"`.
    """,
)
LEADS_OUTSIDE: Final = Code(
    "S706",
    "leads-outside",
    Severity.ERROR,
    """A link in the edition leads to a file outside of its folder. It is not read, changed or published: whoever opens
    or publishes a stranger's edition gives nothing of their own away. Links inside of the edition are followed.

    Failing: `tei/articles/a.xml`, a link to `/etc/passwd`. Passing: a link to `../drafts/a.xml`.
    """,
)
CITATION_DIFFERS: Final = Code(
    "S707",
    "citation-differs",
    Severity.WARNING,
    """A file by which others cite the edition (`CITATION.cff`, `.zenodo.json`, `codemeta.json`) does not say what the
    settings say: they changed since, or somebody changed the file by hand. `edition cite` writes the first kind anew,
    and leaves the second as it is.

    Failing: `edition cite --check` after a new `version` in `edition.toml`. Passing: the same after `edition cite`.
    """,
)
NOT_READABLE: Final = Code(
    "S708",
    "not-readable",
    Severity.ERROR,
    """Where a file of the edition belongs there is something else: a link that leads nowhere, a pipe, a folder; or a
    file where a folder belongs; a folder that you may not enter; or the file's name is no text in the encoding that the
    system says names have. To go on as if nothing were there would leave out what it says without a word.

    Failing: `tei/decisions.tsv`, a link to a file that was not checked out. Passing: the file itself.
    """,
)
