"""Every construct of RELAX NG, one by one: which documents it lets pass and which not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.relaxng import Schema

CASES = {
    "empty": ("element a { empty }", ["<a/>", "<a> </a>", "<a><!-- c --></a>"], ["<a>x</a>", "<a><b/></a>"]),
    "text": ("element a { text }", ["<a/>", "<a>x<!-- c -->y</a>", "<a><![CDATA[<]]></a>"], ["<a><b/></a>"]),
    "not allowed": ("element a { notAllowed | empty }", ["<a/>"], ["<a>x</a>"]),
    "group": (
        "element a { element b { empty }, element c { empty } }",
        ["<a><b/><c/></a>", "<a>\n<b/>\n<c/>\n</a>"],
        ["<a><c/><b/></a>", "<a><b/></a>", "<a><b/>x<c/></a>"],
    ),
    "choice": (
        "element a { element b { empty } | element c { empty } }",
        ["<a><b/></a>", "<a><c/></a>"],
        ["<a/>", "<a><b/><c/></a>"],
    ),
    "interleave": (
        "element a { element b { empty }* & element c { empty } }",
        ["<a><c/></a>", "<a><b/><c/><b/></a>", "<a><c/><b/></a>"],
        ["<a><b/></a>", "<a><c/><c/></a>"],
    ),
    "interleaved groups": (
        "element a { (element b { empty }, element c { empty }) & element d { empty } }",
        ["<a><b/><d/><c/></a>", "<a><d/><b/><c/></a>"],
        ["<a><c/><d/><b/></a>", "<a><b/><c/></a>"],
    ),
    "mixed": (
        "element a { mixed { element b { empty }, element c { empty } } }",
        ["<a>x<b/>y<c/>z</a>", "<a><b/><c/></a>"],
        ["<a>x<c/><b/></a>"],
    ),
    "repetition": (
        "element a { element b { empty }+, element c { empty }?, element d { empty }* }",
        ["<a><b/></a>", "<a><b/><b/><c/><d/><d/></a>"],
        ["<a/>", "<a><b/><c/><c/></a>"],
    ),
    "repeated lists of siblings": (
        "element a { (element b { empty }+, element c { empty }*)+ }",
        ["<a><b/><c/><b/><b/></a>"],
        ["<a><c/></a>", "<a/>"],
    ),
    "text before elements": ("element a { text, element b { empty } }", ["<a>x<b/></a>"], ["<a><b/>x</a>"]),
    "attributes": (
        'element a { attribute x { text }, attribute y { "1" }? }',
        ['<a x=""/>', "<a y='1' x='q'/>", '<a\n x = "1"\n/>'],
        ["<a/>", '<a x="1" y="2"/>', '<a x="1" z="1"/>'],
    ),
    "attribute that decides the content": (
        'element a { (attribute t { "b" }, element b { empty }) | (attribute t { "c" }, element c { empty }) }',
        ['<a t="b"><b/></a>', '<a t="c"><c/></a>'],
        ['<a t="b"><c/></a>', '<a t="d"><b/></a>'],
    ),
    "same name, different content": (
        "element r { (element a { element b { empty } }, element x { empty }) | (element a { text }, element y { empty }) }",
        ["<r><a><b/></a><x/></r>", "<r><a>t</a><y/></r>", "<r><a/><y/></r>"],
        ["<r><a><b/></a><y/></r>", "<r><a>t</a><x/></r>"],
    ),
    "data": ("element a { xsd:integer }", ["<a> 12 </a>", "<a>1<!-- c -->2</a>"], ["<a>x</a>", "<a/>"]),
    "data or elements": (
        "element a { xsd:integer | element b { empty } }",
        ["<a>1</a>", "<a> <b/> </a>"],
        ["<a>1<b/></a>", "<a>x</a>", "<a/>"],
    ),
    "data less some": (
        'element a { xsd:token - ("x" | "y") }',
        ["<a>z</a>", "<a/>"],
        ["<a>x</a>", "<a> y </a>"],
    ),
    "value": ('element a { "x y" }', ["<a> x\n y </a>"], ["<a>xy</a>"]),
    "string value": ('element a { string "x y" }', ["<a>x y</a>"], ["<a> x y</a>"]),
    "value in value space": ('element a { xsd:integer "1" }', ["<a>+01</a>"], ["<a>2</a>"]),
    "list": (
        'element a { list { xsd:integer, ("x" | "y")* } }',
        ["<a>1</a>", "<a>1 x y\tx</a>"],
        ["<a>x</a>", "<a/>", "<a>1 z</a>"],
    ),
    "lists of like items": (
        "element a { attribute x { list { xsd:int+ } }?, attribute y { list { xsd:int* } }?,"
        " attribute z { list { xsd:int, xsd:int* } }? }",
        ["<a x='1' y='' z='1 2'/>", "<a x=' 1  2 ' y='3 4 5' z='6'/>"],
        ["<a x=''/>", "<a z=' '/>", "<a y='1 x'/>", "<a x='1 x'/>"],
    ),
    "any name": (
        "start = any any = element * - b { (attribute * { text } | text | any)* }",
        ['<a x="1"><c xmlns="u" y="2">t</c></a>'],
        ["<a><b/></a>"],
    ),
    "names of one namespace": (
        'namespace n = "u" element n:* - n:b { empty }',
        ['<a xmlns="u"/>', '<p:c xmlns:p="u"/>'],
        ['<b xmlns="u"/>', "<a/>"],
    ),
    "choice of names": ("element a | b { empty }", ["<a/>", "<b/>"], ["<c/>"]),
    "namespaces": (
        'default namespace = "u" namespace v = "w" element a { attribute v:x { text }, element v:b { empty } }',
        ['<a xmlns="u" xmlns:q="w" q:x="1"><q:b/></a>', '<p:a xmlns:p="u" xmlns:w="w" w:x=""><b xmlns="w"/></p:a>'],
        ['<a xmlns="u" x="1"><b xmlns="w"/></a>', '<a xmlns:q="w" q:x="1"><q:b/></a>'],
    ),
    "recursion": ("start = a a = element a { a? }", ["<a/>", "<a><a><a/></a></a>"], ["<a><a/><a/></a>"]),
    "nested grammar": (
        "start = a a = element a { grammar { start = b b = element b { parent c } } } c = element c { empty }",
        ["<a><b><c/></b></a>"],
        ["<a><b/></a>", "<a><c/></a>"],
    ),
    "combined by choice": (
        "start = x x |= element a { empty } x |= element b { empty }",
        ["<a/>", "<b/>"],
        ["<c/>"],
    ),
    "combined by interleave": (
        "start = element r { x } x &= element a { empty } x &= element b { empty }",
        ["<r><a/><b/></r>", "<r><b/><a/></r>"],
        ["<r><a/></r>"],
    ),
    "attributes that stand for themselves": (
        "element a { attribute x { '1' }, attribute y { xsd:int }?, element b { attribute z { text } }? }",
        ["<a x='1'/>", "<a y='2' x='1'/>", "<a x='1' y='2'><b z=''/></a>", "<a x='1' y=' 3 '><b z=''/></a>"],
        ["<a/>", "<a y='2'/>", "<a x='2'/>", "<a x='1' z='1'/>", "<a x='1' y='n'/>", "<a x='1'><b/></a>"],
    ),
    "attributes that hang on each other": (
        "element a { attribute w { text }?, ((attribute x { '1' }, attribute y { '2' }) | attribute z { '3' }) }",
        ["<a x='1' y='2'/>", "<a y='2' w='' x='1'/>", "<a z='3'/>"],
        ["<a/>", "<a x='1'/>", "<a x='1' z='3'/>", "<a x='1' y='2' z='3'/>", "<a w=''/>"],
    ),
    "attributes with a wildcard": (
        "element a { attribute * - x { text }*, attribute x { '1' } }",
        ['<a x="1" y="2" z="3"/>'],
        ['<a x="2"/>', '<a y="1"/>'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_construct(name: str, compact: Callable[[str], Schema]) -> None:
    text, good, bad = CASES[name]
    schema = compact(text)
    for document in good * 2:  # the second time by what was remembered
        assert schema.validate(document.encode()) == [], document
        assert schema.is_valid(document.encode())
    for document in bad * 2:
        assert schema.validate(document.encode()), document
        assert not schema.is_valid(document.encode())


def test_qname_values_follow_the_document_prefixes(compact: Callable[[str], Schema]) -> None:
    # a second attribute, so that tags which differ in it alone share what is remembered of them
    schema = compact('namespace n = "u" element a { attribute t { xsd:QName "n:x" }, attribute n { text }? }')
    assert schema.is_valid(b'<a xmlns:q="u" t="q:x"/>')
    assert not schema.is_valid(b'<a xmlns:q="v" t="q:x"/>')
    assert not schema.is_valid(b'<a t="q:x"/>')


def test_values_written_alike_follow_the_entities_of_each_document(compact: Callable[[str], Schema]) -> None:
    schema = compact("element a { attribute n { xsd:int }, attribute m { text }? }")
    document = '<!DOCTYPE a [<!ENTITY e "{}">]><a n="&e;" m="{}"/>'
    for number, (value, valid) in enumerate((("1", True), ("one", False), ("2", True), ("two", False))):
        assert schema.is_valid(document.format(value, number).encode()) is valid
