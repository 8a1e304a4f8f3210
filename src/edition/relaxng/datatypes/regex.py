r"""XML Schema regular expressions in Python's terms.

Takes the pattern facet (XML Schema part 2, appendix F) and gives a function that says whether a whole string matches.
What Python's ``re`` lacks (``\p{L}``, class subtraction) goes to the ``regex`` package, which is imported only for a
string that is not plain ASCII: for the others, categories of characters are spelt out. Refuses what the standard does
not have (lazy quantifiers, back references, anchors).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from unicodedata import category

from edition.relaxng.datatypes.characters import NAME_PART, NAME_START

_QUANTIFIER = re.compile(r"[?*+]|\{\d+(?:,\d*)?\}")
_PROPERTY = re.compile(r"\{(\^?)(Is)?([A-Za-z0-9\-]+)\}")
_ASCII = "".join(map(chr, range(128)))
_SINGLE = {"n": r"\n", "r": r"\r", "t": r"\t"} | {char: "\\" + char for char in r"\|.-^?*+{}()[]"}
_SETS = {"s": r" \t\n\r", "d": r"\d", "i": NAME_START, "c": NAME_PART}


class RegexError(ValueError):
    """A pattern that XML Schema does not allow."""


class _Translator:
    """One pass over a pattern, left to right; parentheses nest on a counter, classes by recursion."""

    def __init__(self, pattern: str, *, ascii_only: bool) -> None:
        self.pattern = pattern
        self.ascii_only = ascii_only
        self.at = 0
        self.rich = False  # needs the regex package

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise RegexError("the pattern ends too early")
        self.at += 1
        return char

    def translate(self) -> str:
        out: list[str] = []
        depth, atom = 0, False
        while char := self.peek():
            if found := _QUANTIFIER.match(self.pattern, self.at):
                if not atom:
                    raise RegexError(f"nothing to repeat before {found[0]!r}")
                out.append(found[0])
                self.at, atom = found.end(), False
                continue
            self.at += 1
            if char in "(|)":
                depth += {"(": 1, "|": 0, ")": -1}[char]
                if depth < 0:
                    raise RegexError("a closing parenthesis too many")
            out.append(self.outside(char))
            atom = char not in "(|"
        if depth:
            raise RegexError("a parenthesis is not closed")
        return "".join(out)

    def outside(self, char: str) -> str:
        match char:
            case "(":
                return "(?:"
            case ")" | "|":
                return char
            case ".":
                return r"[^\n\r]"
            case "[":
                return self.char_class()
            case "\\":
                return self.escape()
            case "]" | "{" | "}" | "?" | "*" | "+":
                raise RegexError(f"{char!r} must be written \\{char}")
            case _:
                return re.escape(char)

    def escape(self) -> str:
        letter = self.take()
        if letter in _SINGLE:
            return _SINGLE[letter]
        inside, negated = self.multi(letter)
        return f"[^{inside}]" if negated else f"[{inside}]"

    def multi(self, letter: str) -> tuple[str, bool]:
        """Give the inside of the class that an escape stands for, and whether it is to be negated."""
        lower = letter.lower()
        if lower in _SETS:
            return _SETS[lower], letter != lower
        if lower == "w":
            return "".join(map(self.category, "PZC")), letter == "w"
        if lower == "p" and (found := _PROPERTY.match(self.pattern, self.at)):
            self.at = found.end()
            return self.category(f"Block:{found[3]}" if found[2] else found[3]), letter == "P"
        raise RegexError(f"no such escape: \\{letter}")

    def category(self, name: str) -> str:
        """Give the inside of a class for a category or block: by name, or its ASCII characters one by one."""
        if self.ascii_only and ":" not in name:
            return _ascii_category(name)
        self.rich = True
        return rf"\p{{{name}}}"

    def char_class(self) -> str:
        negated = self.peek() == "^"
        if negated:
            self.at += 1
        parts: list[str] = []
        subtracted = ""
        while (char := self.take()) != "]" or not parts:
            if char == "-" and self.peek() == "[" and parts:
                self.at += 1
                self.rich = True
                subtracted = self.char_class()
                if self.take() != "]":
                    raise RegexError("a subtraction must close its class")
                break
            parts.append(self.class_part(char))
        body = f"[{'^' if negated else ''}{''.join(parts)}]"
        return f"[{body}--{subtracted}]" if subtracted else body

    def class_part(self, char: str) -> str:
        low = self.class_char(char)
        if low is None:
            return self.class_escape()
        if self.peek() != "-" or self.pattern[self.at + 1 : self.at + 2] in ("]", "["):
            return low
        self.at += 1
        end = self.take()
        high = self.class_char(end)
        if high is None or end == "-":
            raise RegexError("a range must end in one character")
        return f"{low}-{high}"

    def class_char(self, char: str) -> str | None:
        """Give one character of a class, or None before an escape for many."""
        if char == "[":
            raise RegexError("'[' must be written \\[ in a class")
        if char != "\\":
            return re.escape(char) if char in "]^-&~|\\" else char
        if self.peek() in _SINGLE:
            return _SINGLE[self.take()]
        return None

    def class_escape(self) -> str:
        inside, negated = self.multi(self.take())
        if not negated:
            return inside
        if self.ascii_only and not self.rich:
            return "".join(map(_escaped, re.sub(f"[{inside}]", "", _ASCII)))
        self.rich = True
        return f"[^{inside}]"


def _escaped(char: str) -> str:
    return f"\\x{ord(char):02x}"


def _ascii_category(name: str) -> str:
    return "".join(_escaped(char) for char in _ASCII if category(char).startswith(name)) or "\uffff"


def _compile(pattern: str, *, ascii_only: bool) -> Callable[[str], object]:
    translator = _Translator(pattern, ascii_only=ascii_only)
    translated = translator.translate()
    if translator.rich:
        return _compile_rich(translated)
    try:
        return re.compile(translated).fullmatch
    except (re.error, OverflowError) as problem:
        raise RegexError(str(problem)) from problem


def _compile_rich(translated: str) -> Callable[[str], object]:
    import regex  # type: ignore[import-untyped]  # costs 20 ms, and few runs come here

    try:
        compiled: Callable[[str], object] = regex.compile(translated, regex.V1).fullmatch
    except regex.error as problem:
        raise RegexError(str(problem)) from problem
    return compiled


@cache
def compile_regex(pattern: str) -> Callable[[str], object]:
    r"""Compile a pattern facet.

    >>> bool(compile_regex(r"\d{4}-[a-z-[aeiou]]+")("1922-xyz"))
    True
    >>> bool(compile_regex(r"[^\p{C}\p{Z}]+")("a b"))
    False
    """
    for_ascii = _compile(pattern, ascii_only=True)

    def matches(text: str) -> object:
        return for_ascii(text) if text.isascii() else _for_all(pattern)(text)

    return matches


@cache
def _for_all(pattern: str) -> Callable[[str], object]:
    """Compile a pattern for strings of any characters."""
    return _compile(pattern, ascii_only=False)
