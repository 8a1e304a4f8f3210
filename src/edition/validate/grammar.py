"""From the violations of the RELAX NG engine to diagnostics that say what was expected, where, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from edition.diagnostics import Code, Diagnostic, Edit, Fix, Label, Safety
from edition.markup import Source
from edition.markup.codes import FORBIDDEN_XML, MALFORMED
from edition.relaxng import Alternative, Name, Schema, ValueForm, Violation, ViolationKind
from edition.relaxng.advice import Action, Advice, Adviser, Remedy
from edition.relaxng.advice.trials import BUDGET
from edition.validate import codes
from edition.validate.habits import DATATYPES, DATES, HABITS, HTML, MEANT, PATTERNS, meant_for
from edition.validate.purposes import Purposes

Places = frozenset[tuple[int, int]]
_SHOWN: Final = 8
_FORMS: Final = 3  # of the many that a date may have
_ADVISED: Final = 500  # to look for names alike takes time; a file with more errors gets less advice
_CODES: Final[Mapping[ViolationKind, Code]] = {
    ViolationKind.UNKNOWN_ELEMENT: codes.UNKNOWN_ELEMENT,
    ViolationKind.MISPLACED_ELEMENT: codes.MISPLACED_ELEMENT,
    ViolationKind.EARLY_ELEMENT: codes.MISPLACED_ELEMENT,
    ViolationKind.WRONG_ROOT: codes.WRONG_ROOT,
    ViolationKind.INCOMPLETE_ELEMENT: codes.INCOMPLETE_ELEMENT,
    ViolationKind.UNEXPECTED_TEXT: codes.UNEXPECTED_TEXT,
    ViolationKind.MISSING_ATTRIBUTE: codes.MISSING_ATTRIBUTE,
    ViolationKind.UNEXPECTED_ATTRIBUTE: codes.UNEXPECTED_ATTRIBUTE,
    ViolationKind.BAD_ATTRIBUTE_VALUE: codes.BAD_ATTRIBUTE_VALUE,
    ViolationKind.BAD_TEXT_VALUE: codes.BAD_TEXT_VALUE,
    ViolationKind.DUPLICATE_ID: codes.DUPLICATE_ID,
    ViolationKind.UNRESOLVED_ID: codes.UNRESOLVED_ID,
    ViolationKind.MALFORMED: MALFORMED,
    ViolationKind.REFUSED_ENTITY: FORBIDDEN_XML,
    ViolationKind.REFUSED_DTD: FORBIDDEN_XML,
    ViolationKind.REFUSED_DEPTH: FORBIDDEN_XML,
    ViolationKind.REFUSED_SIZE: FORBIDDEN_XML,
}
GRAMMAR_CODES: Final = frozenset(_CODES.values())
_ROLES: Final = {"opened-here": "opened here and still open", "first-use": "first used here"}
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_RANGE: Final = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:[-/–—]|\bto\b|\bbis\b)\s*(\d{4}(?:-\d\d){0,2})")
_DAY: Final = re.compile(r"-?\d{4,}-\d\d-\d\d")
_WHERE: Final = {"first": "to the beginning of", "last": "to the end of", "before": "before", "after": "behind"}
_ABOUT_ATTRIBUTES: Final = {
    ViolationKind.MISSING_ATTRIBUTE,
    ViolationKind.UNEXPECTED_ATTRIBUTE,
    ViolationKind.BAD_ATTRIBUTE_VALUE,
    ViolationKind.DUPLICATE_ID,
    ViolationKind.UNRESOLVED_ID,
}


def tell(
    source: Source,
    schema: Schema,
    violations: list[Violation],
    purposes: Purposes,
    advised: Places | None = None,
    *,
    fixes: bool = True,
) -> list[Diagnostic]:
    """Violations of a document as diagnostics; `purposes` tells in a sentence what each element is for.

    To work out what helps takes longer than to find what is wrong: with `advised` only violations at these places are
    advised on, and without `fixes` no remedy is tried. What the others say is the same, without help and fix.
    """
    adviser = Adviser(schema, source.data, len(violations), HABITS, BUDGET if fixes else 0, remedies=1)
    found = []
    for number, violation in enumerate(violations):
        is_wanted = advised is None or violation.span in advised or _needs_advice(violation)
        advice = adviser.advise(violation) if is_wanted and number < _ADVISED else Advice()
        found.append(_diagnostic(source, violation, advice, purposes))
    return _say_xsi_once(found, violations)


def _needs_advice(violation: Violation) -> bool:
    """Whether the message itself says what helps."""
    return violation.kind is ViolationKind.INCOMPLETE_ELEMENT and not violation.missing


def _diagnostic(source: Source, violation: Violation, advice: Advice, purposes: Purposes) -> Diagnostic:
    return Diagnostic(
        _CODES[violation.kind],
        _message(violation, advice),
        source.span(*violation.span),
        labels=_labels(source, violation),
        notes=_notes(violation, advice, purposes),
        help=_help(violation, advice),
        expected=_expected(violation, advice),
        fix=_fix(advice),
    )


def _message(violation: Violation, advice: Advice) -> str:
    """The engine's message, with attributes as TEI writes them."""
    if violation.kind is ViolationKind.DUPLICATE_ID:
        return f"the identifier “{violation.value}” is used twice"
    if violation.kind is ViolationKind.UNRESOLVED_ID:
        return f"nothing has the identifier “{violation.value}”"
    element = violation.element.local if violation.element else ""
    if about := _about_attribute(violation, element):
        return about
    if violation.element and (right := _missing_namespace(violation, advice)):
        uri = violation.element.uri
        return f"<{element}> is in {f'the namespace {uri}' if uri else 'no namespace'}, and not in that of {right.uri}"
    if (
        violation.kind is ViolationKind.INCOMPLETE_ELEMENT
        and not violation.missing
        and (lacking := _completing(advice))
    ):
        return f"<{element}> is not complete: it lacks {lacking}, or the like"
    return violation.message


def _completing(advice: Advice) -> str:
    """The first elements that would make the content whole."""
    names = [remedy.name for remedy in advice.remedies if remedy.action is Action.INSERT and remedy.name]
    return " or ".join(f"<{name.local}>" for name in names[:3])


def _about_attribute(violation: Violation, element: str) -> str:
    """The message about an attribute; empty where it is about something else."""
    if violation.kind is ViolationKind.MISSING_ATTRIBUTE and violation.missing:
        return f"<{element}> lacks " + " and ".join(_attribute(n) for n in violation.missing)
    if not violation.attribute:
        return ""
    name = _attribute(violation.attribute)
    if violation.kind is ViolationKind.UNEXPECTED_ATTRIBUTE:
        return f"<{element}> cannot have {name}{_foreign(violation.attribute)}"
    if violation.kind is ViolationKind.BAD_ATTRIBUTE_VALUE:
        return f"“{violation.value}” is not a value that {name} of <{element}> can have"
    return ""


def _labels(source: Source, violation: Violation) -> tuple[Label, ...]:
    return tuple(Label(source.span(*r.span), _ROLES.get(r.role, r.role)) for r in violation.related)


def _expected(violation: Violation, advice: Advice) -> tuple[str, ...]:
    """The likeliest things that may stand here, in few words."""
    expected = violation.expected
    if expected.values:
        forms = list(dict.fromkeys(_value_form(v) for v in _usual_first(expected.values)))
        return (*forms[:_FORMS], f"{len(forms) - _FORMS} more forms") if _is_date(violation) else tuple(forms[:_SHOWN])
    is_attribute = violation.kind in _ABOUT_ATTRIBUTES
    all_of_them = expected.elements or expected.attributes
    home = (violation.parent or violation.element or Name("", "")).uri
    shown = [_candidate(c, home, is_attribute=is_attribute) for c in (advice.likely or all_of_them)[:_SHOWN]]
    if len(all_of_them) > len(shown):
        shown.append(f"{len(all_of_them) - len(shown)} more")
    return tuple(shown) if is_attribute else (*shown, *_text_or_end(violation))


def _text_or_end(violation: Violation) -> Iterator[str]:
    if violation.expected.text:
        yield "text"
    ending = violation.element if violation.kind is ViolationKind.UNEXPECTED_TEXT else violation.parent
    if violation.expected.end and ending:
        yield f"the end of <{ending.local}>"


def _candidate(candidate: Alternative, home: str, *, is_attribute: bool) -> str:
    name = candidate.name
    if name is None:
        return candidate.wildcard
    if is_attribute:
        return _attribute(name) + _foreign(name)
    return f"<{name.local}>" if name.uri in (home, "") else f"<{name.local}> of the namespace {name.uri}"


def _attribute(name: Name) -> str:
    return f"@{_written(name)}"


def _foreign(name: Name) -> str:
    """The namespace of an attribute that has one."""
    return f" of the namespace {name.uri}" if name.uri and _written(name) == name.local else ""


def _written(name: Name | None) -> str:
    if name is None:
        return ""
    return f"xml:{name.local}" if name.uri.endswith("/XML/1998/namespace") else name.local


def _value_form(form: ValueForm) -> str:
    if form.value is not None:
        return f"“{form.value}”"
    for pattern in (value for name, value in form.params if name == "pattern"):
        return PATTERNS.get(pattern, f"text of the form {pattern}")
    example = f" such as {form.example}" if form.example else ""
    return f"{DATATYPES.get(form.datatype, form.datatype)}{example}"


def _usual_first(forms: Iterable[ValueForm]) -> list[ValueForm]:
    return sorted(forms, key=lambda form: DATES.index(form.datatype) if form.datatype in DATES else len(DATES))


def _is_date(violation: Violation) -> bool:
    """Whether the value may be a date in all the forms that TEI allows."""
    return len({form.datatype for form in violation.expected.values} & {*DATES}) > _FORMS


def _notes(violation: Violation, advice: Advice, purposes: Purposes) -> tuple[str, ...]:
    notes = []
    if violation.kind is ViolationKind.BAD_ATTRIBUTE_VALUE and any(
        f.datatype == "ID" for f in violation.expected.values
    ):
        notes.append("an identifier begins with a letter or _, and goes on with letters, digits, - _ and .")
    if violation.kind is ViolationKind.MISPLACED_ELEMENT and advice.allowed_in and violation.element:
        notes.append(f"<{violation.element.local}> may stand in {_homes(violation, advice)}")
    about = _told_of(violation, advice)
    if about and (text := purposes.get(about.local)):
        notes.append(f"<{about.local}>: {text}")
    return tuple(notes)


def _told_of(violation: Violation, advice: Advice) -> Name | None:
    """The element whose purpose helps: one that is missing, the nearest, or the one that is wrong."""
    if violation.kind in _ABOUT_ATTRIBUTES:
        return None
    if violation.kind is ViolationKind.INCOMPLETE_ELEMENT and violation.missing:
        return violation.missing[0]
    return advice.nearest[0] if advice.nearest else violation.element


def _homes(violation: Violation, advice: Advice) -> str:
    """Where an element may stand that stands at a wrong place."""
    if violation.parent and violation.parent in advice.allowed_in:
        return f"<{violation.parent.local}>, but not behind what stands before it here"
    return ", ".join(f"<{name.local}>" for name in advice.allowed_in[:5])


def _help(violation: Violation, advice: Advice) -> str | None:
    if namespace := _missing_namespace(violation, advice):
        return (
            f'write <{namespace.local} xmlns="{namespace.uri}">: the same name in another namespace is another element'
        )
    if meant := _meant(violation):
        return meant
    if advice.nearest:
        is_attribute = violation.kind in _ABOUT_ATTRIBUTES
        names = " or ".join(_attribute(n) if is_attribute else f"<{n.local}>" for n in advice.nearest[:2])
        return f"did you mean {names}?"
    if advice.nearest_value:
        return "did you mean " + " or ".join(f"“{v}”" for v in advice.nearest_value[:2]) + "?"
    return _help_from_remedy(violation, advice) or _help_from_expected(violation)


def _help_from_remedy(violation: Violation, advice: Advice) -> str | None:
    if not advice.remedies:
        return None
    title = _title(advice.remedies[0])
    if violation.kind is ViolationKind.INCOMPLETE_ELEMENT and violation.element:
        return f"{title} before the end of <{violation.element.local}>"
    if violation.kind is ViolationKind.MISSING_ATTRIBUTE:
        return "add " + " and ".join(map(_attribute, violation.missing)) + f", for instance {title.split(' ', 1)[1]}"
    return title


def _help_from_expected(violation: Violation) -> str | None:
    """What to write, where no remedy could be worked out."""
    if violation.expected.values:
        return _help_with_value(violation)
    if violation.missing:
        return "add " + ", ".join(f"<{n.local}>" for n in violation.missing[:3])
    if violation.kind is ViolationKind.WRONG_ROOT:
        names = [c.name for c in violation.expected.elements if c.name]
        return f'begin the document with <{names[0].local} xmlns="{names[0].uri}">' if names else None
    return None


def _help_with_value(violation: Violation) -> str:
    if _is_date(violation):
        return _help_with_date(violation, (violation.value or "").strip())
    values = violation.expected.values
    fixed = [_value_form(form) for form in values if form.value is not None]
    return "write " + (" or ".join(fixed[:_SHOWN]) or _value_form(values[0]))


def _help_with_date(violation: Violation, value: str) -> str:
    if found := _RANGE.fullmatch(value):
        return f'a stretch of time has a beginning and an end: write from="{found[1]}" to="{found[2]}"'
    if _DAY.fullmatch(value):
        return "there is no such day in the calendar; correct the month or the day"
    if not any(character.isdecimal() for character in value):
        name = _attribute(violation.attribute) if violation.attribute else "it"
        return f"leave {name} out where the date is not known; words belong in the text"
    return "write " + ", ".join(map(_value_form, _usual_first(violation.expected.values)[:_FORMS]))


def _missing_namespace(violation: Violation, advice: Advice) -> Name | None:
    """The element that is meant, where only the namespace is wrong."""
    element = violation.element
    candidates = (*advice.nearest, *(c.name for c in violation.expected.elements if c.name))
    if element is None or violation.kind in _ABOUT_ATTRIBUTES:
        return None
    return next((n for n in candidates if n.local == element.local and n.uri and n.uri != element.uri), None)


def _meant(violation: Violation) -> str | None:
    """What TEI writes for an element of HTML or of everyday speech, where that may stand here."""
    element = violation.element
    if element is None or violation.kind not in (ViolationKind.UNKNOWN_ELEMENT, ViolationKind.WRONG_ROOT):
        return None
    local = element.local.lower()
    if local not in MEANT or MEANT[local].name not in {c.name.local for c in violation.expected.elements if c.name}:
        return None
    return f"TEI writes {meant_for(local)} for " + (
        f"HTML's <{element.local}>" if local in HTML else f"<{element.local}>"
    )


def _fix(advice: Advice) -> Fix | None:
    if not advice.remedies:
        return None
    remedy = advice.remedies[0]
    edits = tuple(Edit(e.start, e.end, e.text) for e in remedy.edits)
    return Fix(_title(remedy), edits, Safety.SAFE if remedy.safe else Safety.UNSAFE)


def _title(remedy: Remedy) -> str:
    name = remedy.name.local if remedy.name else ""
    return {
        Action.RENAME: f"write <{name} {remedy.value}>" if remedy.value else f"rename it to {_written(remedy.name)}",
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
