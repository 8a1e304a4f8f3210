"""TEI's specifications (p5subset.xml) taken from a file or an address, to be kept with an edition.

Takes what the user names, gives the bytes and the name under which they are kept. Asks one address, over http or https
only, and reads no more than a fixed size. Refuses what holds no specification.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import parse, read_source
from edition.markup.source import as_source
from edition.odd.codes import WRONG_TEI
from edition.odd.sources.library import Library
from edition.odd.sources.places import version_in
from edition.version import __version__

_LARGEST: Final = 64 * 1024 * 1024
_SECONDS: Final = 60.0
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_RELEASE: Final = "https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml"


def fetch_tei(named: str, folder: Path) -> tuple[str, bytes]:
    """The name to keep TEI's specifications under, and their bytes."""
    source = as_source(named, _download(named)) if _ADDRESS.match(named) else read_source(folder / named)
    root = parse(source).root
    if not any(e.kind == "elementSpec" for e in Library.of_document(named, root).entries):
        message = f"{named} holds no specifications of elements"
        advice = f"name the p5subset.xml of a release of TEI, such as {_RELEASE}"
        raise EditionError(Diagnostic(WRONG_TEI, message, help=advice))
    version = version_in(source.data)
    return f"p5subset-{version}.xml" if version else "p5subset.xml", source.data


def _download(address: str) -> bytes:
    if address.partition(":")[0].lower() not in ("http", "https"):
        raise EditionError(_unreachable(address, "it is no http or https address"))
    import http.client  # late: an ODD is compiled without
    import urllib.error
    import urllib.request

    try:
        request = urllib.request.Request(address, headers={"User-Agent": f"edition/{__version__}"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - the scheme is checked
            body: bytes = answer.read(_LARGEST + 1)
    except urllib.error.HTTPError as error:
        raise EditionError(_unreachable(address, f"it answers {error.code} {error.reason}")) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise EditionError(_unreachable(address, str(getattr(error, "reason", "") or error))) from error
    if len(body) > _LARGEST:
        raise EditionError(_unreachable(address, "it is larger than 64 MB"))
    return body


def _unreachable(address: str, reason: str) -> Diagnostic:
    advice = "save the file by other means, and name it: edition schema tei p5subset.xml"
    return Diagnostic(WRONG_TEI, f"{address} cannot be had: {reason}", help=advice)
