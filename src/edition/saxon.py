"""The only module that imports saxonche: compile XSLT 3.0 and XPath, run them without reach to files or network.

A stylesheet is compiled with its imports read from disk (whoever compiles a stranger's looks at it first), then all
that could read or write from inside a running transform is shut: protocols, entities, evaluation, the environment,
result documents (they are captured, never written). Documents go in as bytes, results come out as values.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from saxonche import (
    PySaxonApiError,
    PySaxonProcessor,
    PyXdmNode,
    PyXdmValue,
    PyXPathProcessor,
    PyXsltExecutable,
)

from edition.paths import real

_FEATURE: Final = "http://saxon.sf.net/feature/"
_PARSER: Final = f"{_FEATURE}parserFeature?uri="
_JAXP: Final = "http://www.oracle.com/xml/jaxp/properties/"
_LIMITS: Final = (
    *("maxElementDepth", "elementAttributeLimit", "maxXMLNameLimit"),
    *("maxGeneralEntitySizeLimit", "totalEntitySizeLimit"),
)
_BASE_OUTPUT: Final = "file:/edition-output/"
_CONTROL: Final = re.compile(r"&#x([89][0-9a-fA-F]);")
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


@cache
def _begin() -> PySaxonProcessor:
    """The first processor of a process: with it Saxon takes over the environment as it is then.

    Nothing but the locale (which it sets for the whole process) is left in it, so that `environment-variable()` in a
    stranger's schema or theme tells nothing.
    """
    kept = dict(os.environ)
    for name in kept.keys() - {"LANG", "LC_ALL", "LC_CTYPE"}:
        del os.environ[name]
    try:
        return PySaxonProcessor(license=False)
    finally:
        os.environ.update(kept)


def _new_processor() -> PySaxonProcessor:
    """A processor of its own for each stylesheet: shut doors cannot be opened again, and a new one is cheap."""
    _begin()
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property(f"{_FEATURE}disableXslEvaluate", "true")
    for limit in _LIMITS:  # ours are in `markup.source`, and what they let through is rendered
        processor.set_configuration_property(f"{_FEATURE}parserProperty?uri={_JAXP}{limit}", "0")
    for feature in (
        "http://xml.org/sax/features/external-general-entities",
        "http://xml.org/sax/features/external-parameter-entities",
        "http://apache.org/xml/features/nonvalidating/load-external-dtd",
    ):
        processor.set_configuration_property(_PARSER + feature, "false")
    return processor


def _shut_doors(processor: PySaxonProcessor) -> None:
    """Forbid every protocol: what runs from here on reads no file and no address."""
    processor.set_configuration_property(f"{_FEATURE}allowedProtocols", "")


def _call(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Call Saxon; its failure becomes ours, without the original behind it, which cannot travel to other processes."""
    try:
        return function(*arguments, **named)
    except PySaxonApiError as error:
        failure = _error(error)
    raise failure


def _parse(processor: PySaxonProcessor, data: bytes) -> PyXdmNode:
    text = data.removeprefix(_BOM).decode("utf-8")
    node = _call(processor.parse_xml, xml_text=text)
    if node is None:
        raise SaxonError("the document could not be parsed")
    return node


def _to_xdm(processor: PySaxonProcessor, value: Any) -> PyXdmValue:
    """A Python value as XDM: text, numbers, truth values, documents, and nested lists and dicts as arrays and maps."""
    if isinstance(value, PyXdmValue):
        return value
    if isinstance(value, bool):
        return processor.make_boolean_value(value)
    if isinstance(value, str):
        return processor.make_string_value(value)
    if isinstance(value, int):
        return processor.make_integer_value(value)
    if isinstance(value, bytes):
        return _parse(processor, value)
    text = json.dumps(value, ensure_ascii=False)
    if "\\" not in text:
        return processor.parse_json(json_text=text)
    # the processor's own parser leaves escapes such as \n as they stand; XPath's function, which is slower, does not
    xpath = processor.new_xpath_processor()
    xpath.set_parameter("text", processor.make_string_value(text))
    return xpath.evaluate("parse-json($text)")


class Stylesheet:
    """A compiled stylesheet; compile once a process, run for each document.

    >>> sheet = Stylesheet.from_text('''<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
    ...   <xsl:output method="text"/><xsl:param name="who"/>
    ...   <xsl:template match="/">{name(*)} {$who}</xsl:template>
    ... </xsl:stylesheet>'''.replace('{name(*)} {$who}', '<xsl:value-of select="name(*), $who"/>'))
    >>> sheet.transform(b"<a/>", {"who": "b"}).text
    'a b'
    """

    def __init__(self, processor: PySaxonProcessor, executable: PyXsltExecutable) -> None:
        self._processor = processor
        self._executable = executable
        self._serialise = _serialiser(processor)

    @classmethod
    def from_file(cls, path: Path, static: Mapping[str, Any] | None = None) -> Stylesheet:
        """Compile a file with what it imports and includes; `static` gives its static parameters.

        While it is compiled, files and addresses can be read: whoever hands in more than our own files looks at them
        first.
        """
        return cls._compile({"stylesheet_file": str(path)}, static, shut=False)

    @classmethod
    def from_text(cls, text: str, base: Path | None = None, static: Mapping[str, Any] | None = None) -> Stylesheet:
        """Compile a stylesheet that was made in memory; `base` is the file that relative imports start from.

        Without a base nothing is read while it is compiled.
        """
        arguments = {"stylesheet_text": text}
        if base is not None:
            arguments["base_uri"] = real(base).as_uri()
        return cls._compile(arguments, static, shut=base is None)

    @classmethod
    def _compile(cls, arguments: dict[str, str], static: Mapping[str, Any] | None, *, shut: bool) -> Stylesheet:
        processor = _new_processor()
        if shut:
            _shut_doors(processor)
        compiler = processor.new_xslt30_processor()
        for name, value in (static or {}).items():
            compiler.set_parameter(name, _to_xdm(processor, value))
        executable = _call(compiler.compile_stylesheet, **arguments)
        _shut_doors(processor)
        return cls(processor, executable)

    def value(self, value: Any) -> PyXdmValue:
        """A parameter's value made once for many runs of this stylesheet."""
        return _to_xdm(self._processor, value)

    def parse(self, data: bytes) -> PyXdmNode:
        """A document for several runs of this stylesheet (a node belongs to the stylesheet that parsed it)."""
        return _parse(self._processor, data)

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
            run.set_parameter(name, _to_xdm(self._processor, value))
        if mode:
            run.set_initial_mode(mode)
        text = _with_controls(str(_call(self._run, run, source, template)))
        captured = run.get_result_documents() or {}
        documents = {str(k).removeprefix(_BASE_OUTPUT): self._serialise(v) for k, v in captured.items()}
        return Result(text, documents, _messages(run))

    def _run(self, run: PyXsltExecutable, source: bytes | PyXdmNode | None, template: str | None) -> str:
        if template is not None:
            if source is not None:
                run.set_global_context_item(xdm_item=_to_xdm(self._processor, source))
            return str(run.call_template_returning_string(template) or "")
        node = _to_xdm(self._processor, b"<none/>" if source is None else source)
        run.set_global_context_item(xdm_item=node)
        return str(run.apply_templates_returning_string(xdm_value=node) or "")


def _serialiser(processor: PySaxonProcessor) -> Callable[[PyXdmValue], str]:
    """Captured result documents as text."""
    expression = """
      let $node := ., $root := ($node/self::document-node()/*, $node/self::*)[1] return
      if (empty($root)) then string($node)
      else if (local-name($root) eq 'html')
      then serialize($node, map { 'method': 'html', 'html-version': 5.0, 'indent': false(), 'encoding': 'UTF-8' })
      else serialize($node, map { 'method': 'xml', 'indent': false(), 'encoding': 'UTF-8',
                                  'omit-xml-declaration': false() })
    """
    xpath = processor.new_xpath_processor()

    def run(value: PyXdmValue) -> str:
        xpath.set_context(xdm_item=value.head)
        made = str(xpath.evaluate_single(expression).string_value).replace("<!DOCTYPE HTML>", "<!DOCTYPE html>", 1)
        return _with_controls(made)

    return run


def _with_controls(text: str) -> str:
    r"""HTML with control characters as they are: a reference to one would stand for a letter of Windows there.

    >>> _with_controls("<!DOCTYPE html>a&#x92;"), _with_controls("<a>&#x92;</a>")
    ('<!DOCTYPE html>a\x92', '<a>&#x92;</a>')
    """
    return _CONTROL.sub(lambda m: chr(int(m[1], 16)), text) if text[:9].upper() == "<!DOCTYPE" else text


class XPath:
    """XPath 3.1 on one document.

    >>> XPath(b"<a><b/><b/></a>").evaluate("count(//b)")
    ['2']
    """

    def __init__(self, document: bytes, namespaces: Mapping[str, str] | None = None) -> None:
        processor = _new_processor()
        _shut_doors(processor)
        self._xpath: PyXPathProcessor = processor.new_xpath_processor()
        for prefix, uri in (namespaces or {}).items():
            self._xpath.declare_namespace(prefix, uri)
        self._xpath.set_context(xdm_item=_parse(processor, document))

    def evaluate(self, expression: str) -> list[str]:
        """The string values of the items of the result."""
        value = _call(self._xpath.evaluate, expression)
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


__all__ = ["PyXdmNode", "Result", "SaxonError", "Stylesheet", "XPath"]
