"""From the violations of the RELAX NG engine to diagnostics that say what was expected, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from edition.diagnostics import Code, Diagnostic, Edit, Fix, Label, Safety
from edition.markup import TEI, Source
from edition.markup.codes import FORBIDDEN_XML, MALFORMED
from edition.relaxng import Candidate, Kind, Name, Schema, ValueForm, Violation
from edition.relaxng.advice import Action, Advice, Adviser, Remedy
from edition.validate import codes
from edition.validate.purposes import Purposes

_SHOWN: Final = 8
_ADVISED: Final = 50  # advice tries its remedies on the whole document; a file with more errors gets less of it
_CODES: Final[Mapping[Kind, Code]] = {
    Kind.UNKNOWN_ELEMENT: codes.UNKNOWN_ELEMENT,
    Kind.MISPLACED_ELEMENT: codes.MISPLACED_ELEMENT,
    Kind.EARLY_ELEMENT: codes.MISPLACED_ELEMENT,
    Kind.WRONG_ROOT: codes.WRONG_ROOT,
    Kind.INCOMPLETE_ELEMENT: codes.INCOMPLETE_ELEMENT,
    Kind.UNEXPECTED_TEXT: codes.UNEXPECTED_TEXT,
    Kind.MISSING_ATTRIBUTE: codes.MISSING_ATTRIBUTE,
    Kind.UNEXPECTED_ATTRIBUTE: codes.UNEXPECTED_ATTRIBUTE,
    Kind.BAD_ATTRIBUTE_VALUE: codes.BAD_ATTRIBUTE_VALUE,
    Kind.BAD_TEXT_VALUE: codes.BAD_TEXT_VALUE,
    Kind.DUPLICATE_ID: codes.DUPLICATE_ID,
    Kind.UNRESOLVED_ID: codes.UNRESOLVED_ID,
    Kind.MALFORMED: MALFORMED,
    Kind.REFUSED_ENTITY: FORBIDDEN_XML,
    Kind.REFUSED_DTD: FORBIDDEN_XML,
    Kind.REFUSED_DEPTH: FORBIDDEN_XML,
    Kind.REFUSED_SIZE: FORBIDDEN_XML,
}
_ROLES: Final = {"opened-here": "opened here and still open", "first-use": "first used here"}
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
# what XML Schema's datatypes are called by people
_DATATYPES: Final = {
    "date": "a day",
    "gYear": "a year",
    "gYearMonth": "a month of a year",
    "gMonth": "a month of any year",
    "gMonthDay": "a day of any year",
    "gDay": "a day of any month",
    "time": "a time of day",
    "dateTime": "a day and time",
    "double": "a number",
    "decimal": "a number",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number from 0",
    "positiveInteger": "a whole number from 1",
    "boolean": "true or false",
    "anyURI": "an address or pointer",
    "language": "a language tag",
    "ID": "a name that no other element has",
    "duration": "a duration",
}
_HTML: Final = {
    **dict.fromkeys(("i", "em"), '<hi rend="italic">'),
    **dict.fromkeys(("b", "strong"), '<hi rend="bold">'),
    **dict.fromkeys(("ul", "ol"), "<list>"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "<head>"),
    "li": "<item>",
    "a": '<ref target="…">',
    "br": "<lb/>",
    "img": '<graphic url="…"/>',
    "blockquote": "<quote>",
    "tr": "<row>",
    "td": "<cell>",
    "th": '<cell role="label">',
}
_WHERE: Final = {"first": "to the beginning of", "last": "to the end of", "before": "before", "after": "behind"}
_ABOUT_ATTRIBUTES: Final = {Kind.MISSING_ATTRIBUTE, Kind.UNEXPECTED_ATTRIBUTE, Kind.BAD_ATTRIBUTE_VALUE}


def tell(source: Source, schema: Schema, violations: list[Violation], purposes: Purposes) -> list[Diagnostic]:
    """Violations of a document as diagnostics; `purposes` tells in a sentence what each element is for."""
    adviser = Adviser(schema, source.data, len(violations))
    found = [
        _diagnostic(source, violation, adviser.advise(violation) if number < _ADVISED else Advice(), purposes)
        for number, violation in enumerate(violations)
    ]
    return _say_xsi_once(found, violations)


def _diagnostic(source: Source, violation: Violation, advice: Advice, purposes: Purposes) -> Diagnostic:
    return Diagnostic(
        _CODES[violation.kind],
        _message(violation),
        source.span(*violation.span),
        labels=_labels(source, violation),
        notes=_notes(violation, advice, purposes),
        help=_help(violation, advice),
        expected=_expected(violation, advice),
        fix=_fix(advice),
    )


def _message(violation: Violation) -> str:
    """The engine's message, with attributes as TEI writes them."""
    element = violation.element.local if violation.element else ""
    if violation.kind is Kind.MISSING_ATTRIBUTE and violation.missing:
        return f"<{element}> lacks " + " and ".join(_attribute(n) for n in violation.missing)
    if violation.attribute and violation.kind is Kind.UNEXPECTED_ATTRIBUTE:
        return f"<{element}> cannot have {_attribute(violation.attribute)}"
    if violation.attribute and violation.kind is Kind.BAD_ATTRIBUTE_VALUE:
        return f"“{violation.value}” is not a value that {_attribute(violation.attribute)} of <{element}> can have"
    return violation.message


def _labels(source: Source, violation: Violation) -> tuple[Label, ...]:
    return tuple(Label(source.span(*r.span), _ROLES.get(r.role, r.role)) for r in violation.related)


def _expected(violation: Violation, advice: Advice) -> tuple[str, ...]:
    """The likeliest things that may stand here, in few words."""
    if violation.expected.values:
        return tuple(dict.fromkeys(_value_form(v) for v in violation.expected.values))[:_SHOWN]
    found = advice.likely or violation.expected.elements or violation.expected.attributes
    names = [_candidate(c, violation.kind in _ABOUT_ATTRIBUTES) for c in found]
    shown = names[:_SHOWN]
    if len(names) > _SHOWN:
        shown.append(f"{len(names) - _SHOWN} more")
    if violation.kind not in _ABOUT_ATTRIBUTES:
        if violation.expected.text:
            shown.append("text")
        ending = violation.element if violation.kind is Kind.UNEXPECTED_TEXT else violation.parent
        if violation.expected.end and ending:
            shown.append(f"the end of <{ending.local}>")
    return tuple(shown)


def _candidate(candidate: Candidate, is_attribute: bool) -> str:
    if candidate.name is None:
        return candidate.wildcard
    return _attribute(candidate.name) if is_attribute else f"<{candidate.name.local}>"


def _attribute(name: Name) -> str:
    return f"@xml:{name.local}" if name.uri.endswith("/XML/1998/namespace") else f"@{name.local}"


def _value_form(form: ValueForm) -> str:
    if form.value is not None:
        return f"“{form.value}”"
    example = f" such as {form.example}" if form.example else ""
    return f"{_DATATYPES.get(form.datatype, form.datatype)}{example}"


def _notes(violation: Violation, advice: Advice, purposes: Purposes) -> tuple[str, ...]:
    notes = []
    if violation.kind is Kind.MISPLACED_ELEMENT and advice.allowed_in and violation.element:
        name = violation.element.local
        if violation.parent in advice.allowed_in:
            notes.append(f"<{name}> may stand in <{violation.parent.local}>, but not behind what stands before it here")
        else:
            notes.append(f"<{name}> may stand in " + ", ".join(f"<{n.local}>" for n in advice.allowed_in[:5]))
    about = violation.missing[0] if violation.kind is Kind.INCOMPLETE_ELEMENT and violation.missing else None
    about = about or (advice.nearest[0] if advice.nearest else violation.element)
    if about and violation.kind not in _ABOUT_ATTRIBUTES and (text := purposes.get(about.local)):
        notes.append(f"<{about.local}>: {text}")
    return tuple(notes)


def _help(violation: Violation, advice: Advice) -> str | None:
    namespace = _missing_namespace(violation, advice)
    if namespace is not None:
        return (
            f'write <{namespace.local} xmlns="{namespace.uri}">: the same name in another namespace is another element'
        )
    if html := _from_html(violation):
        return html
    if advice.nearest:
        is_attribute = violation.kind in _ABOUT_ATTRIBUTES
        names = " or ".join(_attribute(n) if is_attribute else f"<{n.local}>" for n in advice.nearest[:2])
        return f"did you mean {names}?"
    if advice.nearest_value:
        return "did you mean " + " or ".join(f"“{v}”" for v in advice.nearest_value[:2]) + "?"
    if advice.remedies:
        title = _title(advice.remedies[0])
        goes_last = violation.kind is Kind.INCOMPLETE_ELEMENT and violation.element
        return f"{title} before the end of <{violation.element.local}>" if goes_last and violation.element else title
    if violation.expected.values:
        fixed = [_value_form(v) for v in violation.expected.values if v.value is not None]
        return "write " + (" or ".join(fixed[:_SHOWN]) or _value_form(violation.expected.values[0]))
    if violation.missing:
        return "add " + ", ".join(f"<{n.local}>" for n in violation.missing[:3])
    return None


def _missing_namespace(violation: Violation, advice: Advice) -> Name | None:
    """The element that is meant, where only the namespace is wrong."""
    element = violation.element
    candidates = (*advice.nearest, *(c.name for c in violation.expected.elements if c.name))
    if element is None or violation.kind in _ABOUT_ATTRIBUTES:
        return None
    return next((n for n in candidates if n.local == element.local and n.uri and n.uri != element.uri), None)


def _from_html(violation: Violation) -> str | None:
    """What TEI writes for an element of HTML, where that may stand here."""
    element = violation.element
    if element is None or violation.kind is not Kind.UNKNOWN_ELEMENT or not element.uri.startswith(TEI):
        return None
    tag = _HTML.get(element.local.lower(), "")
    allowed = {c.name.local for c in violation.expected.elements if c.name}
    return f"TEI writes {tag} for HTML's <{element.local}>" if tag.strip("</>").split(" ")[0] in allowed else None


def _fix(advice: Advice) -> Fix | None:
    if not advice.remedies:
        return None
    remedy = advice.remedies[0]
    edits = tuple(Edit(e.start, e.end, e.text) for e in remedy.edits)
    return Fix(_title(remedy), edits, Safety.SAFE if remedy.safe else Safety.UNSAFE)


def _title(remedy: Remedy) -> str:
    name = remedy.name.local if remedy.name else ""
    return {
        Action.RENAME: f"rename it to {name}",
        Action.WRAP: f"wrap it in <{name}>",
        Action.UNWRAP: "take the tags away and keep the text",
        Action.MOVE: f"move it {_WHERE.get(remedy.value or '', 'into')} <{name}>" if name else "move it",
        Action.DELETE: "delete it",
        Action.INSERT: f"insert <{name}>" if remedy.value is None else f'insert {name}="{remedy.value}"',
        Action.REPLACE_VALUE: f"write “{remedy.value}”",
    }[remedy.action]


def _say_xsi_once(diagnostics: list[Diagnostic], violations: list[Violation]) -> list[Diagnostic]:
    """Attributes of XML Schema stand in many TEI files; the reason is told at the first of a document."""
    note = "xsi: attributes belong to XML Schema; a document checked by RELAX NG has no use for them"
    for index, violation in enumerate(violations):
        if violation.attribute and violation.attribute.uri == _XSI:
            found = diagnostics[index]
            diagnostics[index] = replace(found, notes=(*found.notes, note), help="delete it")
            break
    return diagnostics
