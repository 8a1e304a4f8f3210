"""How an edition is cited: CITATION.cff, .zenodo.json and codemeta.json, made of its settings.

Takes what an edition says of itself, gives the bytes of the three files, and knows its own work again: below
CITATION.cff stands a checksum of each file as it was made. Says nothing that the settings do not say.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Final

from edition.project.settings import EditionInfo, Editor

CFF: Final = "CITATION.cff"
_ZENODO: Final = ".zenodo.json"
_CODEMETA: Final = "codemeta.json"
_ORCID: Final = "https://orcid.org/"
_DOI: Final = "https://doi.org/"
_LICENCE: Final = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)/?")
_MESSAGE: Final = "If you use this edition, please cite it as below."
_HEAD: Final = "# Made by `edition cite` from edition.toml; a file that was changed by hand since is left alone:\n"
_MARK: Final = re.compile(r"^# (\S+) ([0-9a-f]{16})$", re.MULTILINE)


def citation_files(info: EditionInfo) -> dict[str, bytes]:
    """The files by their names, as the settings have them."""
    made = {CFF: _cff(info).encode(), _ZENODO: _written(_zenodo(info)), _CODEMETA: _written(_codemeta(info))}
    marks = "".join(f"# {name} {_checksum(data)}\n" for name, data in made.items())
    return {**made, CFF: made[CFF] + (_HEAD + marks).encode()}


def is_untouched(name: str, data: bytes, cff: bytes) -> bool:
    """Whether a file is as this program made it, by the checksums below CITATION.cff."""
    data, cff = (text.replace(b"\r\n", b"\n") for text in (data, cff))  # as an editor on Windows may save them
    marks = dict(_MARK.findall(cff.decode("utf-8", "replace")))
    return marks.get(name) == _checksum(data.partition(_HEAD.encode())[0] if name == CFF else data)


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def spdx(licence: str) -> str:
    """The short name of a licence of Creative Commons; empty for others.

    >>> spdx("https://creativecommons.org/licenses/by-nc/4.0/"), spdx("https://creativecommons.org/publicdomain/zero/1.0/")
    ('CC-BY-NC-4.0', 'CC0-1.0')
    """
    found = _LICENCE.match(licence)
    if found is None:
        return ""
    return f"CC0-{found[2]}" if found[1] == "zero" else f"CC-{found[1].upper()}-{found[2]}"


def _first(texts: Mapping[str, str], info: EditionInfo) -> str:
    """A text in the edition's first language, or in any."""
    return texts.get(info.languages[0]) or next(iter(texts.values()), "")


def _title(info: EditionInfo) -> str:
    title, more = _first(info.title, info), _first(info.subtitle, info)
    return f"{title}: {more}" if more else title


def _people(info: EditionInfo) -> tuple[Editor, ...]:
    return info.editors or (Editor(info.publisher or _title(info)),)


def _doi(info: EditionInfo) -> str:
    return info.doi.removeprefix(_DOI)


def _orcid(editor: Editor) -> str:
    return (editor.orcid or "").rpartition("/")[2]


def _cff(info: EditionInfo) -> str:
    """YAML; JSON's strings are YAML's."""
    short = spdx(info.licence)
    told = {
        "version": info.version,
        "doi": _doi(info),
        "license": short,
        "license-url": "" if short else info.licence,
        "url": info.base_url,
        "repository-code": info.repository,
        "abstract": _first(info.description, info),
    }
    lines = ["cff-version: 1.2.0", f"message: {_quoted(_MESSAGE)}", f"title: {_quoted(_title(info))}", "type: dataset"]
    lines.append("authors:")
    for editor in _people(info):
        lines.append(f"  - name: {_quoted(editor.name)}")
        lines += [f"    orcid: {_quoted(_ORCID + _orcid(editor))}"] if editor.orcid else []
    return "\n".join([*lines, *(f"{name}: {_quoted(value)}" for name, value in told.items() if value), ""])


def _zenodo(info: EditionInfo) -> dict[str, object]:
    creators = [_told(name=e.name, affiliation=e.affiliation, orcid=_orcid(e)) for e in _people(info)]
    return _told(
        title=_title(info), upload_type="dataset", description=_first(info.description, info) or _title(info),
        creators=creators, version=info.version, license=spdx(info.licence).lower(), language=_long(info.languages[0]),
    )  # fmt: skip


def _long(language: str) -> str:
    """Zenodo wants codes of three letters; of those of two it is told nothing."""
    return language if len(language) == len("tur") else ""


def _codemeta(info: EditionInfo) -> dict[str, object]:
    authors = [
        _told(**{"@type": "Person", "@id": _ORCID + _orcid(e) if e.orcid else "", "name": e.name,
                 "affiliation": _told(**{"@type": "Organization", "name": e.affiliation}) if e.affiliation else ""})
        for e in _people(info)
    ]  # fmt: skip
    publisher = {"@type": "Organization", "name": info.publisher} if info.publisher else ""
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        **_told(**{"@type": "Dataset", "@id": _DOI + _doi(info) if info.doi else "", "name": _title(info),
                   "description": _first(info.description, info), "author": authors, "publisher": publisher,
                   "version": info.version, "license": info.licence, "url": info.base_url,
                   "codeRepository": info.repository, "inLanguage": list(info.languages)}),
    }  # fmt: skip


def _told(**values: object) -> dict[str, object]:
    """What there is to say."""
    return {name: value for name, value in values.items() if value}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _written(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
