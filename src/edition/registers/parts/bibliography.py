"""What a citation needs, read from `biblStruct` or `bibl`."""

from __future__ import annotations

from lxml import etree

from edition.markup import XML_LANG, all_text, tei
from edition.registers.keys import key_of
from edition.registers.model import Bibliography


def read_bibliography(element: etree._Element) -> Bibliography:
    """Read a work's bibliographic data; what is not there stays empty."""
    analytic = element.find(tei("analytic"))
    monogr = element.find(tei("monogr"))
    host = monogr if monogr is not None else element
    own = analytic if analytic is not None else host
    found = host.find(tei("imprint"))
    imprint = host if found is None else found
    authors = own.findall(tei("author")) or host.findall(tei("author"))
    return Bibliography(
        title=_title(own),
        short_title=_text(_typed(element, "title", "short")),
        authors=tuple(_person(a) for a in authors),
        author_keys=tuple(_keys(authors)),
        editors=tuple(_person(e) for e in host.findall(tei("editor"))),
        container=_title(host) if analytic is not None else "",
        series=_text(element.find(f"{tei('series')}/{tei('title')}")),
        publisher=_text(imprint.find(tei("publisher"))),
        place=_text(imprint.find(tei("pubPlace"))),
        year=_year(imprint),
        volume=_scope(element, "volume"),
        issue=_scope(element, "issue"),
        pages=_scope(element, "page"),
        url=_pointer(element),
        doi=_text(_typed(element, "idno", "DOI")),
        lang=own.get(XML_LANG) or element.get(XML_LANG) or _title_lang(own),
    )


def _typed(element: etree._Element, name: str, type_: str) -> etree._Element | None:
    """The first of a name and a type below (a path with a condition would take ten times as long)."""
    return next((found for found in element.iter(tei(name)) if found.get("type") == type_), None)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else all_text(element)


def _title(element: etree._Element) -> str:
    titles = [t for t in element.findall(tei("title")) if t.get("type") not in ("short", "translation", "parallel")]
    titles = titles or element.findall(tei("title"))
    main = [t for t in titles if t.get("type") != "sub"][:1]
    sub = [t for t in titles if t.get("type") == "sub"][:1]
    return ": ".join(_text(t) for t in main + sub)


def _title_lang(element: etree._Element) -> str:
    title = element.find(tei("title"))
    return "" if title is None else title.get(XML_LANG, "")


def _person(element: etree._Element) -> str:
    """`Surname, Forename` where the parts are marked, else the text as it stands."""
    surname = " ".join(_text(s) for s in element.iter(tei("surname")))
    forename = " ".join(_text(f) for f in element.iter(tei("forename")))
    name = element.find(tei("persName"))  # beside it stand affiliation and address
    return f"{surname}, {forename}" if surname and forename else surname or _text(element if name is None else name)


def _keys(authors: list[etree._Element]) -> list[str]:
    out = []
    for author in authors:
        for element in author.iter(tei("author"), tei("persName"), tei("orgName")):
            if pointer := element.get("ref") or element.get("key"):
                out.append(key_of(pointer.split()[0]))
                break
    return out


def _year(imprint: etree._Element) -> str:
    date = imprint.find(tei("date"))
    if date is None:
        return ""
    year = date.get("when") or date.get("from") or ("" if _is_bound(date) else _text(date))
    return year if any(c.isdigit() for c in year) else ""  # “unknown” and “n.d.” are no years


def _is_bound(date: etree._Element) -> bool:
    """Whether a date tells only that it was not before or not after a day: no citation may name that as its year."""
    return bool(date.get("notBefore") or date.get("notAfter"))


def _scope(element: etree._Element, unit: str) -> str:
    for scope in element.iter(tei("biblScope")):
        if scope.get("unit") in (unit, f"{unit}s", "pp" if unit == "page" else unit):
            first, last = scope.get("from"), scope.get("to")
            return _text(scope) or "–".join(part for part in (first, last) if part)
    return ""


def _pointer(element: etree._Element) -> str:
    for pointer in element.iter(tei("ptr"), tei("ref")):
        if (target := pointer.get("target", "")).startswith(("http://", "https://")):
            return target
    return ""
