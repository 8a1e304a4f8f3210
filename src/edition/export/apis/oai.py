"""OAI-PMH 2.0 as static files: what a harvester gets from each verb, with true datestamps.

    oai/Identify.xml, oai/ListMetadataFormats.xml, oai/ListSets.xml, oai/ListIdentifiers.xml, oai/ListRecords.xml,
    oai/GetRecord/ID.xml

The datestamp of a record is the last dated `change` of the article's `revisionDesc`; an article without one is left out
and told. The answers carry the newest datestamp as their date, so that two runs give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from edition.addresses import split_address
from edition.diagnostics import Diagnostic, Span
from edition.export.apis.addresses import file_of, folder_address, has_address
from edition.export.codes import NO_DATESTAMP
from edition.export.corpus import Corpus
from edition.export.streams import write_json
from edition.facts import ArticleFacts
from edition.markup import XML_LANG, open_for_write

_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_NSMAP: Final[Any] = {None: _OAI, "xsi": _XSI}
_DC_NSMAP: Final[Any] = {"oai_dc": _OAI_DC, "dc": _DC, "xsi": _XSI}
_NO_RECORDS: Final = ("noRecordsMatch", "the edition has no record with a datestamp")
_NO_SETS: Final = ("noSetHierarchy", "the edition has no sets")
_NAMED: Final = 5  # articles that a finding names
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def write_oai(corpus: Corpus, folder: Path) -> None:
    """Write the answers to all verbs; without an address of the edition, nothing."""
    if not has_address(corpus, "the answers of OAI-PMH"):
        return
    stamps = [d for facts in corpus.texts() if (d := _stamp(facts))]
    newest, oldest = max(stamps, default="1970-01-01"), min(stamps, default="1970-01-01")
    _single(corpus, folder, "Identify", newest, _identify(corpus, oldest))
    _single(corpus, folder, "ListMetadataFormats", newest, [_metadata_format()])
    _answer(corpus, folder / "ListSets.xml", "ListSets", newest, iter(()), _NO_SETS)
    _many(corpus, folder / "ListIdentifiers.xml", "ListIdentifiers", newest, lambda f: _header(corpus, f))
    _many(corpus, folder / "ListRecords.xml", "ListRecords", newest, lambda f: _record(corpus, f))
    for facts in _dated(corpus):
        path = folder / "GetRecord" / f"{file_of(facts.id)}.xml"
        _answer(
            corpus, path, "GetRecord", newest, iter([_record(corpus, facts)]), identifier=_identifier(corpus, facts)
        )
    _tell_undated(corpus)
    verbs = ("Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers", "ListRecords", "GetRecord/{id}")
    files = [f"{verb}.xml" for verb in verbs]
    with open_for_write(folder / "index.json") as file:
        write_json(file, {"protocol": "OAI-PMH 2.0", "metadataPrefix": "oai_dc", "answers": files})


def _single(corpus: Corpus, folder: Path, verb: str, newest: str, content: list[etree._Element]) -> None:
    _answer(corpus, folder / f"{verb}.xml", verb, newest, iter(content))


def _many(corpus: Corpus, path: Path, verb: str, newest: str, make: Callable[[ArticleFacts], etree._Element]) -> None:
    _answer(corpus, path, verb, newest, (make(facts) for facts in _dated(corpus)), metadataPrefix="oai_dc")


def _answer(
    corpus: Corpus,
    path: Path,
    verb: str,
    newest: str,
    content: Iterator[etree._Element],
    if_empty: tuple[str, str] = _NO_RECORDS,
    **arguments: str,
) -> None:
    """An answer, written element by element; one without content is an error of the protocol, with code and words."""
    if "identifier" in arguments:
        arguments["metadataPrefix"] = "oai_dc"
    with open_for_write(path) as file, etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        schema = f"{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
        with out.element(f"{{{_OAI}}}OAI-PMH", {f"{{{_XSI}}}schemaLocation": schema}, nsmap=_NSMAP):
            out.write(_text("responseDate", f"{newest}T00:00:00Z"))
            request = _text("request", _base(corpus))
            for name, value in {"verb": verb, **arguments}.items():
                request.set(name, value)
            out.write(request)
            first = next(content, None)
            if first is None:
                error = _text("error", if_empty[1])
                error.set("code", if_empty[0])
                out.write(error)
                return
            with out.element(f"{{{_OAI}}}{verb}"):
                out.write(first)
                for element in content:
                    out.write(element)


def _dated(corpus: Corpus) -> Iterator[ArticleFacts]:
    return (facts for facts in corpus.texts() if _stamp(facts))


def _stamp(facts: ArticleFacts) -> str:
    found = _DAY.match(facts.metadata.changed)
    return found[0] if found else ""


def _tell_undated(corpus: Corpus) -> None:
    """One finding for all articles that are left out, at the first of them: an old corpus may have thousands."""
    number, first, names = 0, None, ""
    for facts in corpus.texts():
        if not _stamp(facts):
            number, first = number + 1, first or facts
            names += f", {facts.id}" if number <= _NAMED else ""
    if first is None:
        return
    more = f" and {number - _NAMED:,} more" if number > _NAMED else ""
    message = f"OAI-PMH leaves out what does not say to the day when it last changed: {names[2:]}{more}"
    help_text = 'add to the header: <revisionDesc><change when="…">…</change></revisionDesc>'
    corpus.findings.append(Diagnostic(NO_DATESTAMP, message, Span(first.path, 0, 1), help=help_text))


def _base(corpus: Corpus) -> str:
    return folder_address(corpus, "oai")


def _host(corpus: Corpus) -> str:
    """The domain of the site; the protocol wants one with a dot."""
    host = split_address(corpus.info.base_url).hostname or ""
    return host if "." in host else f"{host}.localdomain"


def _identifier(corpus: Corpus, facts: ArticleFacts) -> str:
    return f"oai:{_host(corpus)}:{quote(facts.id, safe='-_.~')}"


def _identify(corpus: Corpus, oldest: str) -> list[etree._Element]:
    return [
        _text("repositoryName", corpus.title()),
        _text("baseURL", _base(corpus)),
        _text("protocolVersion", "2.0"),
        _text("adminEmail", f"noreply@{_host(corpus)}"),
        _text("earliestDatestamp", oldest),
        _text("deletedRecord", "no"),
        _text("granularity", "YYYY-MM-DD"),
    ]


def _metadata_format() -> etree._Element:
    element = etree.Element(f"{{{_OAI}}}metadataFormat", nsmap=_NSMAP)
    element.append(_text("metadataPrefix", "oai_dc"))
    element.append(_text("schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"))
    element.append(_text("metadataNamespace", _OAI_DC))
    return element


def _header(corpus: Corpus, facts: ArticleFacts) -> etree._Element:
    header = etree.Element(f"{{{_OAI}}}header", nsmap=_NSMAP)
    header.append(_text("identifier", _identifier(corpus, facts)))
    header.append(_text("datestamp", _stamp(facts)))
    return header


def _record(corpus: Corpus, facts: ArticleFacts) -> etree._Element:
    record = etree.Element(f"{{{_OAI}}}record", nsmap=_NSMAP)
    record.append(_header(corpus, facts))
    metadata = etree.SubElement(record, f"{{{_OAI}}}metadata")
    core = etree.SubElement(metadata, f"{{{_OAI_DC}}}dc", nsmap=_DC_NSMAP)
    core.set(f"{{{_XSI}}}schemaLocation", f"{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, value, lang in _dublin_core(corpus, facts):
        element = etree.SubElement(core, f"{{{_DC}}}{name}")
        element.text = value
        if lang:
            element.set(XML_LANG, lang)
    return record


def _dublin_core(corpus: Corpus, facts: ArticleFacts) -> Iterator[tuple[str, str, str]]:
    about = facts.metadata
    found: list[tuple[str, Any, str]] = [("title", text, lang) for lang, text in about.titles.items()]
    found += [("creator", author.name, "") for author in about.authors]
    found += [("subject", word, lang) for lang, words in about.keywords.items() for word in words]
    found += [
        ("publisher", about.publisher or corpus.info.publisher, ""),
        ("date", about.date, ""),
        ("type", "Text", ""),
        ("identifier", corpus.uri("article", facts.id), ""),
        ("source", about.source_text, ""),
        ("language", facts.lang, ""),
        ("rights", about.licence or corpus.info.licence, ""),
    ]
    return ((name, str(value), lang) for name, value, lang in found if value)


def _text(name: str, text: str) -> etree._Element:
    element = etree.Element(f"{{{_OAI}}}{name}", nsmap=_NSMAP)
    element.text = text
    return element
