"""What is said once where an edition of others is checked without a grammar: why, and how one is kept with it."""

from __future__ import annotations

import re
from typing import Final

from edition.diagnostics import Code, Diagnostic, Severity
from edition.paths import told_in_head
from edition.project import Project

WITHOUT_GRAMMAR: Final = Code(
    "V362",
    "without-grammar",
    Severity.INFO,
    """The edition names no grammar of its own, and its profile (`reference`) leaves ours out, so that the files are
    checked for well-formedness and references only. An address that a file names as its schema is never fetched.

    Failing: `<?xml-model href="https://example.org/letters.rng"?>` and no `[schema]` in the settings. Passing: the
    grammar kept in the edition's folder, and named: `[schema]` `rng = "schema/letters.rng"`.
    """,
)
_NAMED: Final = re.compile(rb"<\?xml-model\b[^>]*?\bhref\s*=\s*[\"']([^\"']+)[\"']")
_HEAD: Final = 4000


def without_grammar(project: Project) -> list[Diagnostic]:
    """One remark where there is no grammar to check against."""
    if project.settings.schema.rng:
        return []
    named = next((href for path in project.article_paths()[:20] if (href := told_in_head(path, _NAMED, _HEAD))), "")
    message = "the files are checked for well-formedness and references only"
    if named:
        message += f": their schema, {named}, is not in the edition's folder, and is not fetched"
    help_text = 'keep the grammar with the edition, and name it in edition.toml: [schema] rng = "schema/NAME.rng"'
    return [Diagnostic(WITHOUT_GRAMMAR, message, help=help_text)]
