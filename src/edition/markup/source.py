"""Reading XML without risk: no network, no external or declared entities, bounded depth and size.

Takes bytes, gives a `Document`: the bytes as UTF-8, the lxml tree, and the byte span of every element. Refuses with a
diagnostic (`EditionError`) what is malformed or hostile.
"""

from __future__ import annotations

import codecs
import errno
import re
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, Label, Span
from edition.markup.codes import FORBIDDEN_XML, MALFORMED, UNREADABLE
from edition.markup.inputs.entities import expand_entities
from edition.markup.scan import AttributeSpan, ElementSpan, attribute_spans, exceeds_depth, first_error, scan_elements

MAX_BYTES: Final = 256 * 1024 * 1024
MAX_DEPTH: Final = 2_000
MAX_ATTRIBUTES: Final = 1_000  # of one element; libxml2 looks for each among all
_LONG_TAG: Final = re.compile(rb"<[^<]{5000}")  # what has so many attributes cannot be shorter
_DECLARATION: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE", re.DOTALL)
_HARMLESS_DOCTYPE: Final = re.compile(rb"\s+[^\s>\[]+\s*>")
_BOMS: Final = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
                (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A file's path as people see it, and its bytes as UTF-8."""

    path: str
    data: bytes
    expanded: bool = False

    def span(self, start: int, end: int) -> Span:
        """A span in this file."""
        return Span(self.path, start, end)


@dataclass(frozen=True)
class Document:
    """A parsed TEI file."""

    source: Source
    root: etree._Element

    @cached_property
    def _spans(self) -> dict[etree._Element, ElementSpan]:
        # the keys keep lxml's proxies alive, so that an element met again is the same object
        return dict(zip(self.root.iter(etree.Element), scan_elements(self.source.data), strict=True))

    def element_span(self, element: etree._Element) -> ElementSpan:
        """Where an element of the unchanged tree stands in the bytes."""
        return self._spans[element]

    def span(self, element: etree._Element) -> Span:
        """The name in the element's start tag, as the place of a diagnostic."""
        return self._spans[element].name_span(self.source.path)

    def whole_span(self, element: etree._Element) -> Span:
        """The element from its start tag to its end tag."""
        found = self._spans[element]
        return self.source.span(found.start, found.end)

    def attributes(self, element: etree._Element) -> dict[str, AttributeSpan]:
        """Where the element's attributes stand, by their written names (`xml:id`, `ref`)."""
        return attribute_spans(self.source.data, self._spans[element])

    def attribute_span(self, element: etree._Element, name: str) -> Span:
        """The value of an attribute (by its written name); the element's name where it has none."""
        found = self.attributes(element).get(name)
        return self.source.span(found.value_start, found.value_end) if found else self.span(element)


def read_source(path: Path, shown: str | None = None) -> Source:
    """Read a file; other encodings that XML allows are turned into UTF-8."""
    name = shown or str(path)
    return as_source(name, bytes_of(path, name, MAX_BYTES))


def bytes_of(path: Path, name: str, most: int | None = None) -> bytes:
    """The bytes of a file that a call or the settings name, as `name` in what is told; no more than `most`."""
    try:
        size = size_of(path)
        if most is not None and size > most:
            raise EditionError(_too_large(name))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"cannot read {name}: {reason}"
        raise EditionError(Diagnostic(UNREADABLE, message, help="check the path and its permissions")) from error


def size_of(path: Path) -> int:
    """How many bytes a file has; what is a folder, or a pipe or a device that might never end, is refused."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a folder" if path.is_dir() else "it is no ordinary file", str(path))
    return status.st_size


def as_source(path: str, data: bytes) -> Source:
    """Bytes of an XML file as a `Source`, whatever encoding they declare."""
    encoding = encoding_of(data)
    if encoding is None:
        plain = expand_entities(data) if b"<!ENTITY" in data else None
        return Source(path, data) if plain is None else Source(path, plain, expanded=True)
    declared = _DECLARATION.match(data)
    try:
        utf8 = data.decode(encoding).encode()  # not of every encoding that Python knows: some give half characters
    except (LookupError, UnicodeError) as error:
        span = Span(path, 0, declared.end() if declared else 0)
        raise EditionError(
            Diagnostic(MALFORMED, f"the file is not text in {encoding}: {error}", span, help="save the file as UTF-8")
        ) from error
    if declared := _DECLARATION.match(utf8):
        utf8 = utf8[: declared.start(1)] + b"UTF-8" + utf8[declared.end(1) :]
    return as_source(path, utf8) if b"<!ENTITY" in utf8 else Source(path, utf8)


def encoding_of(data: bytes) -> str | None:
    """The encoding that a file declares or that its first bytes tell; None stands for UTF-8.

    >>> encoding_of(b"<?xml version='1.0' encoding='ISO-8859-9'?><a/>")
    'iso-8859-9'
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    declared = _DECLARATION.match(data)
    if encoding is None and declared:
        encoding = declared.group(1).decode("ascii").lower()
    return None if encoding in ("utf-8", "utf8", "us-ascii", "ascii") else encoding


def parse_files(paths: Iterable[Path], shown: Callable[[Path], str]) -> tuple[list[Document], list[Diagnostic]]:
    """Read and parse files; the findings say which could not be parsed and why."""
    documents: list[Document] = []
    findings: list[Diagnostic] = []
    for path in paths:
        try:
            documents.append(parse(read_source(path, shown(path))))
        except EditionError as error:
            findings += error.diagnostics
    return documents, findings


def parse(source: Source) -> Document:
    """Parse safely.

    >>> parse(Source("a.xml", b"<a>&#246;</a>")).root.text
    'ö'
    """
    _refuse_doctype(source)
    if len(source.data) > MAX_BYTES:
        raise EditionError(_too_large(source.path))
    try:
        return _counted(Document(source, etree.fromstring(source.data, _parser(huge=False))))
    except etree.XMLSyntaxError:
        pass  # malformed, or only deeper or longer than libxml2 allows without being asked
    if exceeds_depth(source.data, MAX_DEPTH):
        message = f"elements are nested more than {MAX_DEPTH:,} deep"
        raise EditionError(Diagnostic(FORBIDDEN_XML, message, source.span(0, 1), help="flatten the structure"))
    try:
        return _counted(Document(source, etree.fromstring(source.data, _parser(huge=True))))
    except etree.XMLSyntaxError as error:
        raise EditionError(_malformed(source, error)) from error


def _counted(document: Document) -> Document:
    """The document, unless an element of it has more attributes than any schema knows."""
    if not _LONG_TAG.search(document.source.data):
        return document
    for element in document.root.iter(etree.Element):
        if (count := len(element.attrib)) > MAX_ATTRIBUTES:
            message = f"<{etree.QName(element).localname}> has {count:,} attributes, more than {MAX_ATTRIBUTES:,}"
            place = document.span(element)
            raise EditionError(Diagnostic(FORBIDDEN_XML, message, place, help="write them as elements"))
    return document


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, collect_ids=False, encoding="utf-8"
    )


def _refuse_doctype(source: Source) -> None:
    """A DOCTYPE may name the root element and nothing else: an internal or external subset can declare entities."""
    if b"<!DOCTYPE" not in source.data:
        return
    match = _PROLOG.match(source.data)
    if match is None:  # the word stands in a comment or a text
        return
    start = match.end() - len(b"<!DOCTYPE")
    if _HARMLESS_DOCTYPE.match(source.data, match.end()):
        return
    end = source.data.find(b">", start) + 1
    raise EditionError(
        Diagnostic(
            FORBIDDEN_XML,
            "the document type declares entities or points to an external DTD",
            source.span(start, end or start + 9),
            notes=("such declarations can read other files, reach the network or exhaust memory",),
            help="delete the <!DOCTYPE …> and write the characters themselves instead of entities",
        )
    )


def _too_large(path: str) -> Diagnostic:
    return Diagnostic(
        FORBIDDEN_XML,
        f"{path} is larger than {MAX_BYTES // 1024 // 1024} MiB",
        help="split the file: one article, or one register, per file",
    )


def _malformed(source: Source, error: etree.XMLSyntaxError) -> Diagnostic:
    data = source.data
    found = first_error(data)
    if found is None:  # only the namespaces are wrong
        start = _offset(data, *error.position)
        message = _lower((error.msg or "not well-formed").partition(", line ")[0])
        help_text = 'declare the prefix on the document element (xmlns:PREFIX="…"), or write the name without it'
        return Diagnostic(MALFORMED, message, source.span(start, start + 1), help=help_text)
    message, at, open_tag = found
    if data[at - 2 : at] == b"</":
        at -= 2  # expat points at the name
    labels: tuple[Label, ...] = ()
    if open_tag:
        name, start = open_tag
        labels = (Label(source.span(start, start + 1 + len(name.encode())), f"<{name}> is opened here and still open"),)
        message, help_text = _unclosed(data, at, name)
    else:
        message, help_text = _explained(data, at, message)
    end = at + 1
    if data[at : at + 2] == b"</":
        end = data.find(b">", at) + 1 or at + 2
    return Diagnostic(MALFORMED, message, source.span(at, min(end, max(at, len(data)))), labels, help=help_text)


def _unclosed(data: bytes, at: int, name: str) -> tuple[str, str]:
    """What to say where an element should be closed and is not."""
    closing = _CLOSING.match(data, at)
    if closing is None:
        return f"the file ends before <{name}> is closed", f"close <{name}> with </{name}> before this place"
    other = closing.group(1).decode("utf-8", "replace")
    if other.lower() == name.lower():
        return f"</{other}> does not close <{name}>", f"write </{name}>: upper and lower case are different letters"
    message = f"mismatched tag: </{other}> stands where <{name}> should be closed"
    return message, f"close <{name}> with </{name}> before this place, or correct the name"


def _explained(data: bytes, at: int, message: str) -> tuple[str, str]:
    """The parser's message in words that tell what to do: message and help."""
    if not data.strip():
        return "the file is empty", "an XML file has a document element, such as <TEI>"
    if data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] != b"<":
        return "this is not XML: it does not begin with <", "check whether this is the right file"
    name = _NAME.match(data, at)
    written = name.group().decode("utf-8", "replace") if name else ""
    if message == "undefined entity":
        character = unescape(f"&{written.strip('&')};")
        number = f"&#{ord(character)};" if len(character) == 1 else "a numeric reference such as &#160;"
        return f"the entity &{written.strip('&')}; is not defined", f"write the character itself, or {number}"
    if message == "duplicate attribute":
        return f"duplicate attribute: {written} stands twice in one tag", "delete one of the two"
    if message == "not well-formed (invalid token)":
        return _invalid_token(data, at)
    return _IN_WORDS.get(message, (message, "mend the XML here; nothing else was checked"))


def _invalid_token(data: bytes, at: int) -> tuple[str, str]:
    """What is wrong with the character at a place, from what stands around it."""
    before, here = data[at - 1 : at], data[at : at + 1]
    if before == b"&" or here == b"&":
        return "a bare & does not stand for itself", "write &amp; for the character &"
    if here >= b"\x80":
        return (
            f"the byte 0x{here.hex().upper()} is not UTF-8",
            "save the file as UTF-8, or name its encoding in the XML declaration",
        )
    if here < b" " and here not in (b"\t", b"\r", b"\n", b""):
        return f"the control character U+{here[0]:04X} is not allowed in XML", "delete it"
    if data.rfind(b"<!--", 0, at) > data.rfind(b"-->", 0, at):
        return "-- inside a comment", "write one hyphen, or a dash"
    if before == b"<":
        return "a bare < does not stand for itself", "write &lt; for the character <"
    if data.rfind(b"<", 0, at) > data.rfind(b">", 0, at) or here == b"<":
        return _in_tag(data, at) or _UNKNOWN
    return _UNKNOWN


def _in_tag(data: bytes, at: int) -> tuple[str, str] | None:
    """What is wrong at a place within a tag."""
    if data[:at].rstrip()[-1:] == b"=":
        return "an attribute's value without quotation marks", 'put it in quotation marks: n="1"'
    if data[at - 1 : at] in (b'"', b"'"):
        return "no space before the next attribute", "put a space before it"
    if data[at : at + 1] == b"<":
        return "< inside a tag", "a quotation mark or a > may be missing before this place"
    return None


_UNKNOWN: Final = ("not well-formed", "mend the XML here; nothing else was checked")
_CLOSING: Final = re.compile(rb"</([^\s>]+)")
_NAME: Final = re.compile(rb"&?[^\s=/>;\"']+")
_IN_WORDS: Final = {
    "no element found": ("the file has no element", "an XML file has a document element, such as <TEI>"),
    "junk after document element": (
        "something stands behind the end of the document element",
        "a document has one outermost element: put this into it, or delete it",
    ),
    "XML or text declaration not at start of entity": (
        "the XML declaration does not stand at the very beginning",
        "delete what stands before <?xml, empty lines too",
    ),
    "unclosed token": ("the file ends inside a tag or a comment", "the end of the file may be lost"),
}


def _offset(data: bytes, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = data.find(b"\n", at) + 1
    return min(len(data), at + max(0, column - 1))


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
