"""For machines: sitemap, robots.txt, a feed of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from edition.markup.serialise import escape, quoteattr
from edition.publish.extract import Extract
from edition.publish.paths import article_path

_ATOM = "http://www.w3.org/2005/Atom"
_MOST_ADDRESSES = 50_000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(
    base: str, paths: Iterable[str], changed: Mapping[str, str], prefixes: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The addresses of all pages, with the day of the last change where it is known: `sitemap.xml` and its bytes.

    The protocol allows so many addresses in one file; of a larger site `sitemap.xml` names the files that have them.
    """
    ordered = sorted(paths)
    others = _alternates(base, ordered, prefixes)
    parts = [ordered[start : start + _MOST_ADDRESSES] for start in range(0, len(ordered), _MOST_ADDRESSES)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _urlset(base, ordered, changed, others)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _urlset(base, part, changed, others)
    rows = (f"  <sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", _document("sitemapindex", rows)


def _alternates(base: str, paths: Iterable[str], prefixes: Mapping[str, str]) -> Mapping[str, str]:
    """Of each page the links to its other languages; nothing in an edition of one language."""
    if len(prefixes) < 2:
        return {}
    longest_first = sorted(prefixes.items(), key=lambda item: -len(item[1]))
    same: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in paths:
        lang, prefix = next((lang, prefix) for lang, prefix in longest_first if path.startswith(prefix))
        same[path.removeprefix(prefix)].append((lang, path))
    out = {}
    for versions in same.values():
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(_address(base, path))}/>'
            for lang, path in versions
        )
        out.update({path: links for _, path in versions if len(versions) > 1})
    return out


def _address(base: str, path: str) -> str:
    """As the page itself names it: a folder for the index in it."""
    return base + (path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path)


def _urlset(base: str, paths: Iterable[str], changed: Mapping[str, str], others: Mapping[str, str]) -> bytes:
    def rows() -> Iterator[str]:
        for path in paths:
            day = f"<lastmod>{escape(changed[path])}</lastmod>" if changed.get(path) else ""
            yield f"  <url><loc>{escape(_address(base, path))}</loc>{day}{others.get(path, '')}</url>\n"

    return _document("urlset", rows())


def _document(root: str, rows: Iterable[str]) -> bytes:
    """Row by row into bytes: a large site has many."""
    out = bytearray(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'.encode()
    )
    for row in rows:
        out += row.encode()
    out += f"</{root}>\n".encode()
    return bytes(out)


def robots(base: str) -> bytes:
    """Everyone may read; the sitemap is named where the edition has an address."""
    line = f"Sitemap: {base}sitemap.xml\n" if base else ""
    return f"User-agent: *\nAllow: /\n{line}".encode()


def feed(base: str, title: str, lang: str, prefix: str, extracts: Iterable[Extract]) -> bytes:
    """Articles by the day of their last change, the newest first, as Atom."""
    entries = sorted((e for e in extracts if e.changed), key=lambda e: (e.changed, e.id), reverse=True)[:50]
    newest = entries[0].changed if entries else "1970-01-01"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<feed xmlns="{_ATOM}" xml:lang="{lang}">\n  <title>{escape(title)}</title>\n',
        f"  <id>{escape(_feed_id(base, title, prefix))}</id>\n  <updated>{_moment(newest)}</updated>\n",
        f'  <link rel="self" href={quoteattr(f"{base}{prefix}feed.xml" if base else "feed.xml")}/>\n',
    ]
    for extract in entries:
        path = prefix + article_path(extract.id)
        name = escape(extract.title(lang)[0])
        authors = "".join(f"<author><name>{escape(a.named(lang))}</name></author>" for a in extract.authors) or (
            f"<author><name>{escape(title)}</name></author>"
        )
        href = quoteattr(base + path if base else article_path(extract.id))
        parts.append(
            f"  <entry><title>{name}</title><id>{escape(_feed_id(base, title, path))}</id>"
            f"<updated>{_moment(extract.changed)}</updated><link href={href}/>{authors}</entry>\n"
        )
    return ("".join(parts) + "</feed>\n").encode()


def _feed_id(base: str, title: str, path: str) -> str:
    """A lasting name: the address where there is one, else made from the edition's title."""
    digest = blake2b(f"{title}|{path}".encode(), digest_size=16).hexdigest()
    return (
        base + path if base else f"urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"
    )


def _moment(day: str) -> str:
    full = day + {4: "-01-01", 7: "-01"}.get(len(day), "")
    return f"{full[:10]}T00:00:00Z"
