"""Editions that went wrong, made from a seed: what strangers, editors, exporters and broken disks do to them."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Change = Callable[[random.Random, Path], None]
WORDS = (
    "--03-23", "---16", "1920/1921", "-0044-03-15", "0000", "20200-01-01", "9" * 5000, "١٩٢٠", "1920-13-45", "NaN",
    "", " ", "#", "##", "a b c", "../../etc/passwd", "http://[::1", "person:", ":", "person:a person:b", "javascript:1",
    "1abc", "ä ö", "é", "é", "q.tei", "CON", "a" * 3000, "\u202eabc", "%00", "%ff", "{", "{{}}", "${x}", "\u200b",
    "xml:id", "&#0;", "]]&gt;", "&lt;script&gt;",
)  # fmt: skip
ATTRIBUTES = (
    "when", "from", "to", "notBefore", "notAfter", "when-custom", "calendar", "xml:id", "xml:lang", "ref", "key",
    "target", "corresp", "resp", "cert", "n", "type", "facs", "url", "place", "who", "xml:base", "xml:space", "rend",
)  # fmt: skip
ODD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="my" start="a">'
    '<classSpec ident="att.x" type="atts"><attList><attDef ident="n" usage="opt"><datatype minOccurs="1" maxOccurs="2">'
    '<dataRef name="token" restriction="[a-z]+"/></datatype><valList type="closed"><valItem ident="v"/></valList></attDef>'
    '</attList></classSpec><macroSpec ident="m"><content><textNode/></content></macroSpec><elementSpec ident="a">'
    '<classes><memberOf key="att.x"/></classes><content><sequence minOccurs="0" maxOccurs="unbounded"><elementRef key="b"/>'
    '<alternate><macroRef key="m"/><empty/></alternate></sequence></content><constraintSpec ident="c" scheme="schematron">'
    '<constraint><assert xmlns="http://purl.oclc.org/dsdl/schematron" test="@n">n</assert></constraint></constraintSpec>'
    '</elementSpec><elementSpec ident="b"><content><textNode/></content></elementSpec></schemaSpec></body></text></TEI>'
)
ELEMENTS = (
    "p", "div", "persName", "placeName", "date", "note", "ref", "ptr", "graphic", "list", "table", "lg", "sp", "choice",
    "app", "rdg", "lb", "pb", "bibl", "quote", "foreign", "hi", "seg", "milestone", "standOff", "relation", "geo",
)  # fmt: skip


def lay_out(folder: Path) -> None:
    """The sample edition."""
    shutil.copytree(ROOT / "src/edition/templates/new", folder, ignore=shutil.ignore_patterns(".edition", "output"))
    shutil.copytree(ROOT / "schema", folder / "schema")
    (folder / "tei/decisions.tsv").write_text("a-bridge-at-mostar\tarrival-1\tMostar\t1\tplace\taccept\n")
    (folder / "my.odd").write_text(ODD)
    (folder / "others").mkdir()
    shutil.copy(folder / "tei/articles/a-bridge-at-mostar.xml", folder / "others/a.xml")
    shutil.copy(folder / "tei/registers/places.xml", folder / "others/places.xml")
    (folder / "t.csv").write_text("key,kind,name_en,birth,coordinates\nsinan,person,Sinan,1490,\n")


def spoil(seed: int, folder: Path) -> None:
    """Let one to four things go wrong."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        chance.choice(CHANGES)(chance, folder)


def _file(chance: random.Random, folder: Path) -> Path:
    return chance.choice(sorted(p for p in folder.glob("tei/**/*") if p.suffix == ".xml" and p.is_file()))


def _edit(chance: random.Random, path: Path, edit: Callable[[str], str]) -> None:
    path.write_text(edit(path.read_text("utf-8", "replace")), "utf-8", "replace")


def value(chance: random.Random, folder: Path) -> None:
    """Another value in an attribute."""

    def edit(text: str) -> str:
        found = list(re.finditer(r'="([^"]*)"', text))
        if not found:
            return text
        one = chance.choice(found)
        return text[: one.start(1)] + chance.choice(WORDS) + text[one.end(1) :]

    _edit(chance, _file(chance, folder), edit)


def attribute(chance: random.Random, folder: Path) -> None:
    """An attribute more."""

    def edit(text: str) -> str:
        found = list(re.finditer(r"<[A-Za-z]+(?=[ >])", text))
        one = chance.choice(found) if found else None
        more = f' {chance.choice(ATTRIBUTES)}="{chance.choice(WORDS)}"'
        return text[: one.end()] + more + text[one.end() :] if one else text

    _edit(chance, _file(chance, folder), edit)


def many_attributes(chance: random.Random, folder: Path) -> None:
    """An element with more attributes than anybody writes."""
    count = chance.choice((150, 300, 3000))
    more = "".join(f' a{n}="x"' for n in range(count))
    _edit(chance, _file(chance, folder), lambda text: text.replace("<p ", f"<p{more} ", 1))


def element(chance: random.Random, folder: Path) -> None:
    """An element where none belongs."""

    def edit(text: str) -> str:
        at = chance.choice([m.end() for m in re.finditer(r">", text)] or [0])
        name, attr = chance.choice(ELEMENTS), chance.choice(ATTRIBUTES)
        return f'{text[:at]}<{name} {attr}="{chance.choice(WORDS)}">{chance.choice(WORDS)}</{name}>{text[at:]}'

    _edit(chance, _file(chance, folder), edit)


def depth(chance: random.Random, folder: Path) -> None:
    """Elements in elements."""
    count = chance.choice((60, 101, 260, 1500, 5000))
    name = chance.choice(("div", "hi", "list"))
    inside = f"<{name}>" * count + "x" + f"</{name}>" * count
    _edit(chance, _file(chance, folder), lambda text: text.replace("</body>", f"{inside}</body>"))


def size(chance: random.Random, folder: Path) -> None:
    """A text or a value of megabytes."""
    long = chance.choice(("x", " ", "a ", "Mostar ")) * chance.choice((60_000, 2_000_000))
    where = chance.choice((f'<p n="{long}">x</p>', f"<p>{long}</p>", f"<!--{long}-->"))
    _edit(chance, _file(chance, folder), lambda text: text.replace("</body>", f"{where}</body>"))


def delete(chance: random.Random, folder: Path) -> None:
    """A piece that is lost."""

    def edit(text: str) -> str:
        start = chance.randrange(max(1, len(text)))
        return text[:start] + text[start + chance.choice((1, 10, 1000)) :]

    _edit(chance, _file(chance, folder), edit)


def noise(chance: random.Random, folder: Path) -> None:
    """Bytes that a broken disk made."""
    path = _file(chance, folder)
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 5, 200))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)


def encoding(chance: random.Random, folder: Path) -> None:
    """Another encoding, declared or not."""
    path = _file(chance, folder)
    text = path.read_text("utf-8", "replace")
    name = chance.choice(("utf-16", "utf-8-sig", "iso-8859-9", "utf-32", "cp1254"))
    if chance.random() < 0.7:
        text = text.replace('encoding="UTF-8"', f'encoding="{name}"')
    path.write_bytes(text.encode(name, "xmlcharrefreplace"))


def prolog(chance: random.Random, folder: Path) -> None:
    """Something before the root."""
    odd = (
        '<!DOCTYPE TEI [<!ENTITY a "b">]>', '<!DOCTYPE TEI SYSTEM "file:///etc/passwd">', "<?edition-allow?>",
        "<?edition-allow V344 x?>", "<?xml-model href='http://127.0.0.1:9/a.rng'?>", "\n\n",
    )  # fmt: skip
    _edit(chance, _file(chance, folder), lambda text: text.replace("<TEI", f"{chance.choice(odd)}<TEI", 1))


def other_file(chance: random.Random, folder: Path) -> None:
    """A file that is empty, no XML, a copy, oddly named, a link, a folder."""
    article = folder / "tei/articles/a-bridge-at-mostar.xml"
    name = chance.choice(("A-Bridge-At-Mostar", "q", "q.tei", "é", "é", "a b", "con", "x" * 120, "-n", "*", "\u202ex"))
    target = article.with_name(f"{name}.xml")
    if target.exists() or not article.exists():
        return
    kind = chance.randrange(6)
    if kind == 0:
        target.write_bytes(chance.choice((b"", b"\xff\xfe", b"<", b"text", b"<a/>", b"<TEI/>")))
    elif kind == 1:
        target.symlink_to(chance.choice((article.name, "/etc/passwd", "nowhere", target.name)))
    elif kind == 2:
        target.mkdir()
    else:
        text = article.read_text("utf-8", "replace")
        target.write_text(
            text.replace('"a-bridge-at-mostar"', f'"{chance.choice((name, "q", *WORDS[:20]))}"'), "utf-8", "replace"
        )


def settings(chance: random.Random, folder: Path) -> None:
    """A setting that nobody means."""
    odd = (
        "[[[[[[1]]]]]]", "9" * 4400, "1e999", "-inf", "{a={b={c=1}}}", "1979-05-27", '""', '"../x"', "true", '["a", 1]',
        '"""\n"""', "'\u202e'", "[" * 1500 + "]" * 1500, '{ en = "a", "x y" = "b" }', '"http://[::1"', "",
    )  # fmt: skip

    def edit(text: str) -> str:
        found = list(re.finditer(r"^([a-z-]+) = .*$", text, re.MULTILINE))
        one = chance.choice(found) if found else None
        return f"{text[: one.start()]}{one[1]} = {chance.choice(odd)}{text[one.end() :]}" if one else text

    _edit(chance, folder / "edition.toml", edit)


def table(chance: random.Random, folder: Path) -> None:
    """Decisions, proposals and tables as spreadsheets leave them."""
    name = chance.choice(("tei/decisions.tsv", "tei/proposals.tsv", "t.csv", "tei/changes.tsv"))
    cells = [chance.choice((*WORDS, "person", "place", "accept", "link", "1", "a-bridge-at-mostar")) for _ in range(60)]
    signs = chance.choice((("\t", "\n"), (",", "\r\n"), (";", "\r"), ("\t", "\t")))
    rows = [signs[0].join(cells[n : n + chance.randint(1, 12)]) for n in range(0, 60, 10)]
    (folder / name).write_text(signs[1].join(rows), chance.choice(("utf-8", "utf-16", "utf-8-sig")), "replace")


def odd(chance: random.Random, folder: Path) -> None:
    """A schema's source that somebody cut, doubled or filled with other values."""

    def edit(text: str) -> str:
        tags = list(re.finditer(r"</?[A-Za-z][^<>]*>", text))
        one = chance.choice(tags)
        values = [m.span(1) for m in re.finditer(r'="([^"]*)"', text)]
        start, end = chance.choice(values)
        return chance.choice(
            (
                text[: one.start()] + text[one.end() :],
                text[: one.end()] + one.group() + text[one.end() :],
                text[:start] + chance.choice((*WORDS, "a", "b", "m", "att.x", "99999999999")) + text[end:],
                text[: one.start()] + f"<{chance.choice(ODD_PARTS)}/>" + text[one.start() :],
            )
        )

    for _ in range(chance.choice((1, 2, 4))):
        _edit(chance, folder / "my.odd", edit)


def others(chance: random.Random, folder: Path) -> None:
    """A folder of TEI of others, in which each file may be anything."""
    for path in sorted((folder / "others").iterdir()):
        if chance.random() < 0.5:
            data = bytearray(path.read_bytes())
            at = chance.randrange(len(data))
            path.write_bytes(chance.choice((b"", bytes(data[:at]), bytes(data[at:]), b"\xff\xfe", bytes(data))))
    (folder / "others" / chance.choice(("b.tei", "é.xml", "edition.xml", "x.rng"))).write_text(
        chance.choice(WORDS[:20])
    )


def theme(chance: random.Random, folder: Path) -> None:
    """A theme that somebody began."""
    target = (
        folder
        / "theme"
        / chance.choice(("templates.xsl", "theme.css", "labels/en.xml", "labels/xx.xml", "modules/notes.xsl", "x"))
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    head = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    inside = (
        "",
        "<xsl:template match='x['/>",
        "<xsl:include href='x.xsl'/>",
        "<x/>",
        "<xsl:param name='a' select='doc(1)'/>",
    )
    target.write_text(chance.choice((f"{head}{chance.choice(inside)}</xsl:stylesheet>", "<labels/>", "", "<", "\0")))


ODD_PARTS = (
    "schemaSpec", "elementSpec", "classSpec", "moduleRef", "specGrpRef", "classRef", "dataRef", "anyElement", "attRef",
    "memberOf", "content", "constraint", "valItem", "exemplum", "remarks", "x",
)  # fmt: skip
CHANGES: tuple[Change, ...] = (
    *(value, value, value, attribute, attribute, element, element, many_attributes, depth, size, delete, noise),
    *(encoding, prolog, other_file, other_file, settings, settings, table, table, theme, odd, others),
)
QUICK: tuple[tuple[str, ...], ...] = (
    ("adopt", "others"),
    ("schema", "build", "--odd", "my.odd"),
    ("schema", "docs", "--odd", "my.odd", "-o", "guidelines"),
    ("decide", "accept", "a-bridge-at-mostar", "--block", "arrival-1", "--text", "Mostar"),
    ("decide", "link", "a-bridge-at-mostar", "--block", "arrival-1", "--text", "Mostar", "--ref", "place:istanbul"),
    ("registers", "harvest"),
    ("registers", "doubles"),
    ("registers", "merge", "mostar", "istanbul"),
    ("learn",),
    ("cite",),
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    *QUICK,
    ("validate", "-j", "1"),
    ("validate", "--fix", "-j", "1"),
    ("annotate", "-j", "1"),
    ("registers", "check"),
    ("registers", "rename", "mostar", "mostar-town"),
    ("registers", "add", "--all-proposed"),
    ("import-register", "t.csv"),
    ("stats",),
    ("stats", "--json"),
    ("build", "--no-search", "-j", "1"),
    ("export", "all", "-j", "1"),
    ("review",),
    ("validate", "-j", "1", "--format", "sarif"),
)
