"""A wrong value and the forms that are wanted: what it was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.relaxng.advice.spelling import is_slip, nearest
from edition.relaxng.datatypes.library import XSD, DatatypeError, find_datatype
from edition.relaxng.model import ValueForm

_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[-./ ]{1,2})?(\d{1,2})[-./ ]{1,2}(\d{4})")
_TRUTHS = {"yes": "true", "y": "true", "no": "false", "n": "false", "on": "true", "off": "false"}


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that fits, and whether it can only be meant so."""

    value: str
    certain: bool


def accepts(form: ValueForm, text: str) -> bool:
    """Say whether a value has a form."""
    if form.value is not None:
        return form.value == text
    if form.datatype == "text":
        return True
    try:
        return find_datatype(XSD, form.datatype, form.params).allows(text, {})
    except DatatypeError:
        return False


def guess_values(forms: tuple[ValueForm, ...], text: str) -> tuple[Guess, ...]:
    """Give the values that a wrong one may stand for, likeliest first.

    >>> [guess.value for guess in guess_values((ValueForm("date"),), "1920-9-1")]
    ['1920-09-01']
    """
    found = [guess for guess in _candidates(forms, text) if guess.value != text]
    fitting = [guess for guess in found if any(_accepts_all(form, guess.value) for form in forms)]
    once: dict[str, Guess] = {}
    for guess in fitting:
        once.setdefault(guess.value, guess)
    return tuple(once.values())[:3]


def _accepts_all(form: ValueForm, text: str) -> bool:
    return all(accepts(form, token) for token in text.split()) if form.is_list else accepts(form, text)


def _candidates(forms: tuple[ValueForm, ...], text: str) -> Iterator[Guess]:
    plain = " ".join(text.split())
    if plain:
        yield Guess(plain, True)
    yield from _fixed(forms, plain)
    yield from _dates(plain)
    if plain.casefold() in _TRUTHS:
        yield Guess(_TRUTHS[plain.casefold()], True)
    if re.fullmatch(r"[+-]?\d+,\d+", plain):
        yield Guess(plain.replace(",", "."), True)
    for joined in ("-".join(plain.split()), "%20".join(plain.split())):
        yield Guess(joined, False)
    if plain[:1] in ("#", "&", "@"):
        yield Guess(re.sub(r"[^\w.\-]", "-", plain.lstrip("#&@ ")), False)
    if plain and not plain[0].isalpha():
        yield Guess("_" + re.sub(r"[^\w.\-]", "-", plain), False)
    yield Guess(re.sub(r"[^\w.\-]", "-", plain).strip("-."), False)


def _fixed(forms: tuple[ValueForm, ...], text: str) -> Iterator[Guess]:
    values = [form.value for form in forms if form.value is not None]
    alike = nearest(text, values)
    for value in alike:
        yield Guess(value, len(alike) == 1 and is_slip(text, value, shortest=4))


def _dates(text: str) -> Iterator[Guess]:
    """Write dates of other forms as XML wants them; day before month unless that is impossible."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found[1], int(found[2]), int(found[3] or 0)
        yield Guess(f"{year}-{month:02}" + (f"-{day:02}" if day else ""), True)
    elif found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1] or 0), int(found[2]), found[3]
        yield Guess(f"{year}-{second:02}" + (f"-{first:02}" if first else ""), first > 12 or not first)
        yield Guess(f"{year}-{first:02}-{second:02}", second > 12)
    elif text.isdecimal() and len(text) < 4:
        yield Guess(text.zfill(4), False)
