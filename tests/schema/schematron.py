"""A small reader of our Schematron for tests: which assertions fail, evaluated by XPath rule by rule."""

from __future__ import annotations

from lxml import etree

from edition.saxon import XPath

SCH = "{http://purl.oclc.org/dsdl/schematron}"


def failures(schema: etree._Element, document: bytes) -> list[str]:
    """The ids of the assertions that fail and the reports that hold, once for each node, in the order of the schema."""
    namespaces = {ns.get("prefix"): ns.get("uri") for ns in schema.iter(f"{SCH}ns")}
    xpath = XPath(document, namespaces)
    found = []
    for pattern in schema.iter(f"{SCH}pattern"):
        contexts: list[str] = []
        for rule in pattern.iter(f"{SCH}rule"):
            for check in rule.iter(f"{SCH}assert", f"{SCH}report"):
                found += [check.get("id")] * len(xpath.evaluate(_expression(pattern, rule, check, contexts)))
            contexts.append(rule.get("context"))
    return found


def _expression(pattern: etree._Element, rule: etree._Element, check: etree._Element, taken: list[str]) -> str:
    nodes = _select(rule.get("context"))
    if taken:  # within a pattern a node belongs to the first rule that matches it
        nodes = f"({nodes} except ({' | '.join(map(_select, taken))}))"
    test = f"not({check.get('test')})" if check.tag == f"{SCH}assert" else check.get("test")
    return f"{_lets(pattern)} for $node in {nodes} return $node/({_lets(rule)} if ({test}) then 'failed' else ())"


def _select(context: str) -> str:
    return f"root()/descendant-or-self::node()/({context})"


def _lets(element: etree._Element) -> str:
    lets = [f"${e.get('name')} := {e.get('value')}" for e in element.iterchildren(f"{SCH}let")]
    return f"let {', '.join(lets)} return" if lets else ""
