"""Which languages of the settings the site speaks: those that there are words of the interface for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from edition.diagnostics import Code, Diagnostic, Severity
from edition.project import Project

NO_LABELS: Final = Code(
    "P508",
    "language-without-labels",
    Severity.INFO,
    """The settings name a language of the site for which there are no words of the interface, so that the site does not
    speak it. A file `theme/labels/LANG.xml` adds it.

    Failing: `languages = ["la"]` without `theme/labels/la.xml`. Passing: `languages = ["en"]`.
    """,
)


def unspoken(project: Project, spoken: Iterable[str]) -> list[Diagnostic]:
    """A remark for each language of the settings that the site does not speak; `spoken` are the codes of the others."""
    codes = list(spoken)
    return [
        Diagnostic(
            NO_LABELS,
            f"the site does not speak `{code}`: it speaks {', '.join(codes)}",
            help=f"write the words of the interface into {project.settings.files.theme}/labels/{code}.xml",
        )
        for code in dict.fromkeys(project.settings.edition.languages)
        if code not in codes
    ]
