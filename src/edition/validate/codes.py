"""Findings of the validator: grammar (V31x), Schematron (V33x), references (V34x), suppression (V36x)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

UNKNOWN_ELEMENT = Code(
    "V310",
    "unknown-element",
    _ERROR,
    """The schema has no element of this name: often a slip of the pen (TEI names are case-sensitive) or an element that
    this schema leaves out.

    Failing: `<persname>Lenin</persname>`. Passing: `<persName>Lenin</persName>`.
    """,
)
MISPLACED_ELEMENT = Code(
    "V311",
    "misplaced-element",
    _ERROR,
    """The element exists, but not in this place.

    Failing: `<div><persName>Lenin</persName></div>`. Passing: `<div><p><persName>Lenin</persName></p></div>`.
    """,
)
WRONG_ROOT = Code(
    "V312",
    "wrong-root",
    _ERROR,
    """The document element is not one that the schema lets a document begin with.

    Failing: a file that begins with `<div>`. Passing: one that begins with `<TEI>`.
    """,
)
INCOMPLETE_ELEMENT = Code(
    "V313",
    "incomplete-element",
    _ERROR,
    """The element ends although something that it needs is missing.

    Failing: `<list><head>Cities</head></list>`. Passing: `<list><head>Cities</head><item>Kars</item></list>`.
    """,
)
UNEXPECTED_TEXT = Code(
    "V314",
    "unexpected-text",
    _ERROR,
    """Text stands where only elements may stand.

    Failing: `<div>Some words</div>`. Passing: `<div><p>Some words</p></div>`.
    """,
)
MISSING_ATTRIBUTE = Code(
    "V315",
    "missing-attribute",
    _ERROR,
    """An attribute that the element must have is not there.

    Failing: `<prefixDef/>`. Passing: `<prefixDef ident="person" matchPattern="…" replacementPattern="…"/>`.
    """,
)
UNEXPECTED_ATTRIBUTE = Code(
    "V316",
    "unexpected-attribute",
    _ERROR,
    """The element cannot have this attribute.

    Failing: `<p when="1921">`. Passing: `<date when="1921">`.
    """,
)
BAD_ATTRIBUTE_VALUE = Code(
    "V317",
    "bad-attribute-value",
    _ERROR,
    """The attribute's value has not the form that the schema asks for.

    Failing: `<date when="16.03.1921">`. Passing: `<date when="1921-03-16">`.
    """,
)
BAD_TEXT_VALUE = Code(
    "V318",
    "bad-text-value",
    _ERROR,
    """The element's text has not the form that the schema asks for.

    Failing: a word where a number is asked for. Passing: the number.
    """,
)
DUPLICATE_ID = Code(
    "V319",
    "duplicate-id",
    _ERROR,
    """Two elements of a document have one `@xml:id`; a pointer to it could mean either.

    Failing: two `xml:id="p1"`. Passing: `xml:id="p1"` and `xml:id="p2"`.
    """,
)
UNRESOLVED_ID = Code(
    "V320",
    "unresolved-id",
    _ERROR,
    """An attribute of the type IDREF names an id that the document has not.

    Failing: `idref="n9"` without an element `n9`. Passing: with it.
    """,
)
PARSER_DISAGREES = Code(
    "V321",
    "parser-disagrees",
    _WARNING,
    """The grammar's own reader takes a file for XML and the XML parser refuses it. Only what the grammar says is
    reported then; assertions and references need the parser.

    Failing: a file in an encoding that the parser does not know. Passing: the same saved as UTF-8.
    """,
)
BAD_SCHEMA = Code(
    "V330",
    "bad-schema",
    _ERROR,
    """The schema itself cannot be used, so nothing can be checked against it.

    Failing: a RELAX NG file whose `ref` names no `define`. Passing: one that defines it.
    """,
)
SCHEMATRON = Code(
    "V331",
    "schematron",
    _ERROR,
    """An assertion of the Schematron schema does not hold. Assertions with an `@id` are reported under that id, with
    their `@role` as severity.

    Failing: what the assertion says. Passing: the same, mended as its message says.
    """,
)
SCHEMATRON_FAILED = Code(
    "V332",
    "schematron-failed",
    _ERROR,
    """A Schematron rule broke off while it ran, for instance because an XPath met a value of the wrong type.

    Failing: `<assert test="xs:date(@when)">` on `when="soon"`. Passing: `test="@when castable as xs:date"`.
    """,
)
RULES_NOT_RUN = Code(
    "V333",
    "rules-not-run",
    Severity.INFO,
    """A grammar in the compact syntax (`.rnc`) holds rules of Schematron as annotations. Documents are checked against
    the grammar, and the rules are not run. Those of a grammar in XML syntax (`.rng`) are.

    Failing: `sch:pattern [ sch:rule [ context = "p" … ] ]` in `letters.rnc`. Passing: the same in `letters.rng`, or the
    rules in a file of their own, named by `--schematron` or in `[schema] sch`.
    """,
)
QUICK_FIX_REFUSED = Code(
    "V334",
    "quick-fix-refused",
    _WARNING,
    """A quick fix of a Schematron schema (SQF) cannot be used: it asks for what is not known, calls what is not there,
    or its expressions are wrong. Documents are checked all the same; only this fix is not offered.

    Failing: `<sqf:add target="tei:date"/>`, which does not say what is added. Passing: the same with
    `node-type="element"`.
    """,
)
UNRESOLVED_KEY = Code(
    "V340",
    "unresolved-key",
    _ERROR,
    """A reference points to a key that no register has, so the mention leads nowhere.

    Failing: `<persName ref="person:lenni">Lenin</persName>`. Passing: `ref="person:lenin"`.
    """,
)
WRONG_KIND = Code(
    "V341",
    "wrong-kind",
    _ERROR,
    """A reference points to an entry of another kind: a person's key in a `placeName`.

    Failing: `<placeName ref="person:lenin">`. Passing: `<persName ref="person:lenin">`.
    """,
)
DUPLICATE_ARTICLE = Code(
    "V342",
    "duplicate-article",
    _ERROR,
    """Two articles, or an article and a register entry, have the same id; one of their pages would vanish.

    Failing: two files with `<TEI xml:id="letters">`. Passing: different ids.
    """,
)
UNEXPLAINED_MENTION = Code(
    "V343",
    "unexplained-mention",
    _WARNING,
    """No name form of the entity explains the words of the mention: the link may be wrong, or the register lacks a
    form.

    Failing: `<persName ref="person:lenin">Stalin</persName>`. Passing: `<persName ref="person:lenin">Lenin</persName>`.
    """,
)
DATE_DISAGREES = Code(
    "V344",
    "date-disagrees",
    _WARNING,
    """The words of a date and its value do not agree on day, month or year.

    Failing: `<date when="1921-03-18">16 Mart 1921</date>`. Passing: `<date when="1921-03-16">16 Mart 1921</date>`.
    """,
)
OUTSIDE_LIFETIME = Code(
    "V345",
    "outside-lifetime",
    _WARNING,
    """A paragraph lets a person act at a date at which the register says that the person was not born yet. (Dates after
    someone's death are common in prose, so they are not reported.)

    Failing: a person born in 1919 in the sentence of `<date when="1918-10-30">`. Passing: a person born in 1881.
    """,
)
NOTE_WITHOUT_CALL = Code(
    "V346",
    "note-without-call",
    _ERROR,
    """A note stands apart from the text and nothing in the text calls it.

    Failing: `<note xml:id="n7">` in the back without a `ref target="#n7"`. Passing: with one.
    """,
)
BROKEN_POINTER = Code(
    "V347",
    "broken-pointer",
    _ERROR,
    """A pointer inside the document names an id that the document has not: a call without its note, a reference to a
    page or a passage that is not marked.

    Failing: `<ref target="#n70">70</ref>` where no `n70` is. Passing: with `<note xml:id="n70">`.
    """,
)
CITATION_WITHOUT_WORK = Code(
    "V348",
    "citation-without-work",
    _ERROR,
    """A citation points to a work that the register of works has not.

    Failing: `<ref target="work:yilmaz-1999">`. Passing: the same with a `biblStruct xml:id="yilmaz-1999"`.
    """,
)
MISSING_FILE = Code(
    "V349",
    "missing-file",
    _ERROR,
    """An image or other file that the text shows is not where its address says.

    Failing: `<graphic url="images/map.png"/>` without that file. Passing: with it.
    """,
)
FORBIDDEN_LINK = Code(
    "V350",
    "forbidden-link",
    _ERROR,
    """A link uses a scheme that can run programs or read files in the reader's browser. The site shows such a link as
    text.

    Failing: `<ref target="javascript:alert(1)">`. Passing: `<ref target="https://example.org/">`.
    """,
)
TERM_WITHOUT_ENTRY = Code(
    "V351",
    "term-without-entry",
    _ERROR,
    """A term points to an explanation that no list of the type `gloss` in the registers gives.

    Failing: `<term ref="term:mebus">`. Passing: the same with `<label><term xml:id="mebus">` in such a list.
    """,
)
ACCOUNT_WITHOUT_TEXT = Code(
    "V352",
    "account-without-text",
    _ERROR,
    """An account in a register names a text or a paragraph that the edition has not.

    Failing: `<note type="account" source="article:nowhere#p-1">`. Passing: the id of an article, and of a block in it.
    """,
)
NAME_WITHOUT_KIND = Code(
    "V353",
    "name-without-kind",
    Severity.INFO,
    """A `name` or `rs` has a key but no type, and no register has the key: nobody can tell whether it names a person, a
    place or something else. It is shown as it is, and stands in no index.

    Failing: `<name ref="#bergen">` without an entry. Passing: `<name type="place" ref="#bergen">`, or an entry with
    that id.
    """,
)
UNUSED_SUPPRESSION = Code(
    "V360",
    "unused-suppression",
    _WARNING,
    """A suppression suppresses nothing (any more); it would hide the next real finding.

    Failing: `<?edition-allow V343 nickname?>` before a mention that is fine. Passing: without it.
    """,
)
BAD_SUPPRESSION = Code(
    "V361",
    "bad-suppression",
    _ERROR,
    """A suppression names no known code, or gives no reason.

    Failing: `<?edition-allow V343?>`. Passing: `<?edition-allow V343 so he is called in the family?>`.
    """,
)
