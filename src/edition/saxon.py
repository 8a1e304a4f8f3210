"""The only module that imports saxonche: compile XSLT 3.0 and XPath, run them without reach to files or network.

A stylesheet is compiled with its imports read from disk (only files below the folders that the caller names are ours to
vouch for), then everything that could read or write from inside a running transform is shut: protocols, entities,
evaluation, result documents (they are captured, never written). Documents go in as bytes, results come out as values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from saxonche import (
    PySaxonApiError,
    PySaxonProcessor,
    PyXdmAtomicValue,
    PyXdmNode,
    PyXdmValue,
    PyXPathProcessor,
    PyXsltExecutable,
)

_FEATURE: Final = "http://saxon.sf.net/feature/"
_PARSER: Final = f"{_FEATURE}parserFeature?uri="
_BASE_OUTPUT: Final = "file:///edition-output/"
_BOM: Final = b"\xef\xbb\xbf"


class SaxonError(Exception):
    """A stylesheet or expression failed. `file` and `line` point into the stylesheet where Saxon tells them."""

    def __init__(self, message: str, file: str | None = None, line: int | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.code = code

    def __reduce__(self) -> tuple[type[SaxonError], tuple[str, str | None, int | None, str | None]]:
        """Errors travel between processes."""
        return type(self), (self.message, self.file, self.line, self.code)


@dataclass(frozen=True, slots=True)
class Result:
    """What a transform gave: its principal result, further documents by their href, and its messages."""

    text: str
    documents: Mapping[str, str]
    messages: tuple[str, ...]


@lru_cache(maxsize=1)
def _processor() -> PySaxonProcessor:
    """One processor a process: it is costly to start and holds no state of ours."""
    processor = PySaxonProcessor(license=False)
    for feature in (
        "http://xml.org/sax/features/external-general-entities",
        "http://xml.org/sax/features/external-parameter-entities",
        "http://apache.org/xml/features/nonvalidating/load-external-dtd",
    ):
        processor.set_configuration_property(_PARSER + feature, "false")
    processor.set_configuration_property(f"{_FEATURE}allow-external-functions", "false")
    return processor


def _close_doors() -> None:
    """Forbid every protocol to running stylesheets; compiling needs `file:` and opens it again for itself."""
    _processor().set_configuration_property(f"{_FEATURE}allowedProtocols", "")


def _open_files() -> None:
    _processor().set_configuration_property(f"{_FEATURE}allowedProtocols", "file,jar,data")


def parse_document(data: bytes) -> PyXdmNode:
    """A document node from UTF-8 bytes."""
    text = data.removeprefix(_BOM).decode("utf-8")
    return _parse(text)


def _parse(text: str) -> PyXdmNode:
    try:
        node = _processor().parse_xml(xml_text=text)
    except PySaxonApiError as error:
        raise _error(error) from error
    if node is None:
        raise SaxonError("the document could not be parsed")
    return node


def to_xdm(value: Any) -> PyXdmValue:
    """A Python value as XDM: text, numbers, truth values, documents, and nested lists and dicts as arrays and maps."""
    processor = _processor()
    if isinstance(value, PyXdmValue):
        return value
    if isinstance(value, bool):
        return processor.make_boolean_value(value)
    if isinstance(value, str):
        return processor.make_string_value(value)
    if isinstance(value, int):
        return processor.make_integer_value(value)
    if isinstance(value, bytes):
        return parse_document(value)
    return processor.parse_json(json_text=json.dumps(value, ensure_ascii=False))


class Stylesheet:
    """A compiled stylesheet; compile once a process, run for each document.

    >>> sheet = Stylesheet.from_text('''<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
    ...   <xsl:output method="text"/><xsl:param name="who"/>
    ...   <xsl:template match="/">{name(*)} {$who}</xsl:template>
    ... </xsl:stylesheet>'''.replace('{name(*)} {$who}', '<xsl:value-of select="name(*), $who"/>'))
    >>> sheet.transform(b"<a/>", {"who": "b"}).text
    'a b'
    """

    def __init__(self, executable: PyXsltExecutable) -> None:
        self._executable = executable

    @classmethod
    def from_file(cls, path: Path, static: Mapping[str, Any] | None = None) -> Stylesheet:
        """Compile a file with what it imports and includes; `static` gives its static parameters."""
        return cls._compile({"stylesheet_file": str(path)}, static)

    @classmethod
    def from_text(cls, text: str, base: Path | None = None, static: Mapping[str, Any] | None = None) -> Stylesheet:
        """Compile a stylesheet that was made in memory; `base` is the file that relative imports start from."""
        arguments = {"stylesheet_text": text}
        if base is not None:
            arguments["base_uri"] = base.resolve().as_uri()
        return cls._compile(arguments, static)

    @classmethod
    def _compile(cls, arguments: dict[str, str], static: Mapping[str, Any] | None) -> Stylesheet:
        compiler = _processor().new_xslt30_processor()
        for name, value in (static or {}).items():
            compiler.set_parameter(name, to_xdm(value))
        _open_files()
        try:
            executable = compiler.compile_stylesheet(**arguments)
        except PySaxonApiError as error:
            raise _error(error) from error
        finally:
            compiler.clear_parameters()
            _close_doors()
        return cls(executable)

    def transform(
        self,
        source: bytes | PyXdmNode | None = None,
        parameters: Mapping[str, Any] | None = None,
        *,
        mode: str | None = None,
        template: str | None = None,
    ) -> Result:
        """Run on a document (or, with `template`, from a named template) and give all it made.

        Result documents are captured and serialised here; their own `xsl:output` is lost in capture (SaxonC), so they
        are serialised as HTML 5 where the root is `html`, as XML elsewhere, as text where there is no element.
        """
        run = self._executable.clone()
        run.set_save_xsl_message(True)
        run.set_capture_result_documents(True)
        run.set_base_output_uri(_BASE_OUTPUT)
        for name, value in (parameters or {}).items():
            run.set_parameter(name, to_xdm(value))
        if mode:
            run.set_initial_mode(mode)
        try:
            text = self._run(run, source, template)
        except PySaxonApiError as error:
            raise _error(error) from error
        captured = run.get_result_documents() or {}
        documents = {str(k).removeprefix(_BASE_OUTPUT): serialise_result(v) for k, v in captured.items()}
        return Result(text, documents, _messages(run))

    @staticmethod
    def _run(run: PyXsltExecutable, source: bytes | PyXdmNode | None, template: str | None) -> str:
        if template is not None:
            if source is not None:
                run.set_global_context_item(xdm_item=to_xdm(source))
            return str(run.call_template_returning_string(template) or "")
        node = to_xdm(source) if source is not None else _parse("<none/>")
        run.set_global_context_item(xdm_item=node)
        return str(run.apply_templates_returning_string(xdm_value=node) or "")


def serialise_result(value: PyXdmValue) -> str:
    """A captured result document as text."""
    return str(_serialiser()(value))


@lru_cache(maxsize=1)
def _serialiser() -> Any:
    expression = """
      let $node := ., $root := ($node/self::document-node()/*, $node/self::*)[1] return
      if (empty($root)) then string($node)
      else if (local-name($root) eq 'html')
      then serialize($node, map { 'method': 'html', 'html-version': 5.0, 'indent': false(), 'encoding': 'UTF-8' })
      else serialize($node, map { 'method': 'xml', 'indent': false(), 'encoding': 'UTF-8',
                                  'omit-xml-declaration': false() })
    """
    xpath = _processor().new_xpath_processor()

    def run(value: PyXdmValue) -> str:
        xpath.set_context(xdm_item=value)
        return str(xpath.evaluate_single(expression).string_value)

    return run


class XPath:
    """XPath 3.1 on one document.

    >>> XPath(b"<a><b/><b/></a>").evaluate("count(//b)")
    ['2']
    """

    def __init__(self, document: bytes | PyXdmNode, namespaces: Mapping[str, str] | None = None) -> None:
        self._processor: PyXPathProcessor = _processor().new_xpath_processor()
        for prefix, uri in (namespaces or {}).items():
            self._processor.declare_namespace(prefix, uri)
        self._processor.set_context(xdm_item=to_xdm(document))
        _close_doors()

    def evaluate(self, expression: str) -> list[str]:
        """The string values of the items of the result."""
        try:
            value = self._processor.evaluate(expression)
        except PySaxonApiError as error:
            raise _error(error) from error
        if value is None:
            return []
        return [str(item.string_value) for item in value]


def _messages(run: PyXsltExecutable) -> tuple[str, ...]:
    value = run.get_xsl_messages()
    if value is None:
        return ()
    return tuple(str(item.string_value) for item in value)


_PLACE: Final = re.compile(r"\bline (\d+)(?: column \d+)? of ([^:\s]+\.xslt?)")
_CODE: Final = re.compile(r"\b((?:XT|XP|XS|FO|SX|SE|XQ)[A-Z]{2}\d{4})\b")


def _error(error: PySaxonApiError) -> SaxonError:
    message = str(error).strip()
    place = _PLACE.search(message)
    code = _CODE.search(message)
    return SaxonError(
        message,
        place.group(2) if place else None,
        int(place.group(1)) if place else None,
        code.group(1) if code else None,
    )


__all__ = ["PyXdmAtomicValue", "PyXdmNode", "Result", "SaxonError", "Stylesheet", "XPath", "parse_document", "to_xdm"]
