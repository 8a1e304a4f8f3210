"""The address on the web that an edition gives itself: one that only holds the place of another is told."""

from __future__ import annotations

import re
from typing import Final

from edition.addresses import split_address
from edition.diagnostics import Code, Diagnostic, Severity
from edition.project import Project

# the names on the web that are reserved for examples (RFC 2606)
_RESERVED: Final = re.compile(r"(?:.*\.)?example\.(?:com|net|org)\Z", re.IGNORECASE)

PLACEHOLDER_ADDRESS: Final = Code(
    "P509",
    "placeholder-address",
    Severity.INFO,
    """The edition's `base-url` is a name that is reserved for examples. Pages, feed and sitemap carry it as the address
    at which the edition stands, so readers and search engines would be led astray: put the real one in its place before
    you publish.

    Failing: `base-url = "https://example.org/letters/"`. Passing: `base-url = "https://letters.uni-kars.edu/"`.
    """,
)


def placeholder_address(project: Project) -> list[Diagnostic]:
    """A remark where the address is only an example."""
    address = project.settings.edition.base_url
    if not _RESERVED.match(split_address(address).hostname or "-"):
        return []
    return [
        Diagnostic(
            PLACEHOLDER_ADDRESS,
            f"the address of the edition is a placeholder: {address}",
            help="write the address at which the site will stand into edition.toml: base-url below [edition]",
        )
    ]
