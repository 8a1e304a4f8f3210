"""No regular expression holds up the program: its own parts, repeated, are what it is made to wait for.

Of each pattern the parse tree gives texts that lead to each of its repetitions, and what could keep it going there.
What takes a moment for some thousand signs would hold up the program for minutes with a file of some megabytes.
"""

from __future__ import annotations

import ast
import gc
import importlib
import os
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

import pytest

import edition
from edition.annotate.dates.patterns import date_pattern
from edition.annotate.names.citations import Citing
from edition.languages import SHIPPED

SOURCE: Final = Path(edition.__file__).parent
METHODS: Final = frozenset({"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"})
# signs, by small steps: what is exponential is stopped soon after it shows, a cube shows with the last
SIZES: Final = (16, 18, 20, 22, 24, 26, 28, 31, 35, 40, 46, 54, 65, 80, 100, 130, 180, 260, 390, 600)
MOST: Final = 0.3  # seconds of the processor: a thousandth is usual
SAMPLES: Final = "aA0 .-,\"'(é"
PUMPS: Final = ("a", " ", "0", ".", "a ", "a. ", "A. ", "0 ", "-", "(", "\n", "a-", "A")
REPEATS: Final = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
CATEGORIES: Final[dict[str, Callable[[str], bool]]] = {
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_WORD": lambda sign: sign.isalnum() or sign == "_",
}
Tree = Iterable[tuple[Any, Any]]
# bounded by what they are read from: a file's first kilobytes, a code, an option
SQUEEZED: Final = "edition.annotate.dates."  # these look at texts in which a blank is one sign
SHORT: Final = frozenset({"edition.deciding.carry._ROOT_ID"})


def takes(members: Tree, sign: str) -> bool:
    for op, value in members:
        if op is _constants.LITERAL and value == ord(sign):
            return True
        if op is _constants.RANGE and value[0] <= ord(sign) <= value[1]:
            return True
        if op is _constants.CATEGORY:
            name = str(value)
            if CATEGORIES[name.replace("_NOT", "")](sign) is ("_NOT" not in name):
                return True
    return False


def one_of(members: list[tuple[Any, Any]]) -> str:
    if members[0][0] is _constants.NEGATE:
        return next((sign for sign in SAMPLES if not takes(members[1:], sign)), "ü")
    for sign in SAMPLES:
        if takes(members, sign):
            return sign
    op, value = members[0]
    return chr(value if op is _constants.LITERAL else value[0]) if op is not _constants.CATEGORY else "a"


def shortest(tree: Tree) -> str:
    """A text that a tree takes."""
    out = ""
    for op, value in tree:
        if op is _constants.LITERAL:
            out += chr(value)
        elif op is _constants.NOT_LITERAL:
            out += "b" if value == ord("a") else "a"
        elif op is _constants.ANY:
            out += "a"
        elif op is _constants.IN:
            out += one_of(value)
        elif op in REPEATS:
            out += shortest(value[2]) * value[0]
        elif inner := insides(op, value):
            out += shortest(inner[0])
    return out


def insides(op: Any, value: Any) -> list[Tree]:
    if op in REPEATS:
        return [value[2]]
    if op is _constants.SUBPATTERN:
        return [value[3]]
    if op is _constants.ATOMIC_GROUP:
        return [value]
    return list(value[1]) if op is _constants.BRANCH else []


def repetitions(tree: Tree, before: str = "") -> Iterator[tuple[str, str]]:
    """What leads to each repetition without end, and what it repeats."""
    for op, value in tree:
        if op in REPEATS and value[1] > 100:
            yield before, shortest(value[2])
        for inner in insides(op, value):
            yield from repetitions(inner, before)
        before += shortest([(op, value)])


def attacks(pattern: str | bytes, flags: int) -> Iterator[Callable[[int], str]]:
    found = list(dict.fromkeys(repetitions(_parser.parse(pattern, flags))))
    if not found:
        return
    starts = list(dict.fromkeys(["", *(before for before, _ in found), *(before + inner for before, inner in found)]))
    pumps = dict.fromkeys([*(inner for _, inner in found), *PUMPS, *(inner + before for before, inner in found)])
    for start in starts[:5]:
        for pump in filter(None, pumps):
            for end in ("", "\0"):
                yield lambda size, s=start, p=pump, e=end: s + p * max(1, size // len(p)) + e  # type: ignore[misc]


def slow(pattern: re.Pattern[Any], way: str, *, is_squeezed: bool = False) -> str:
    """An attack that would hold up the program, if there is one: exponential, or a cube. The bounds are wide, for noise."""
    run = getattr(pattern, way) if way != "scan" else lambda text: sum(1 for _ in pattern.finditer(text))
    for attack in attacks(pattern.pattern, pattern.flags):

        def cost(size: int, attack: Callable[[int], str] = attack) -> float:
            made = re.sub(r"\s+", " ", attack(size)) if is_squeezed else attack(size)
            text: Any = made if isinstance(pattern.pattern, str) else made.encode()
            return seconds(run, text)

        for size in SIZES:
            if (taken := cost(size)) > MOST:
                return f"{way}: {taken:.2f} s for {size} signs such as {attack(12)!r}"
    return ""


def seconds(run: Callable[[Any], object], text: Any) -> float:
    begin = time.process_time()
    run(text)
    return time.process_time() - begin


@cache
def uses() -> dict[tuple[str, str], set[str]]:
    """How each pattern is applied: by module and name, and by name where another module does it."""
    out: dict[tuple[str, str], set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
                way = node.attr if node.attr in ("match", "fullmatch") else "scan"
                for module in (path.stem, ""):
                    out.setdefault((module, name), set()).add(way)
    return out


def ways(where: str) -> set[str]:
    *_, module, name = where.split(".")
    return uses().get((module, name)) or ({"scan"} if name.startswith("_") else uses().get(("", name), {"scan"}))


def held(value: Any, where: str) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield where, value
    elif isinstance(value, dict):
        yield from (pair for inner in value.values() for pair in held(inner, where))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (pair for inner in value for pair in held(inner, where))


@cache
def patterns() -> dict[str, list[re.Pattern[Any]]]:
    """The patterns of all modules, and those that are made of the languages' words."""
    kept = [Citing(lang) for lang in SHIPPED.all] + [date_pattern(lang) for lang in SHIPPED.all]
    found: dict[str, dict[re.Pattern[Any], None]] = {}
    for module in pkgutil.walk_packages([str(SOURCE)], "edition."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for where, pattern in held(value, f"{module.name}.{name}"):
                found.setdefault(where, {})[pattern] = None
    for thing in gc.get_objects():
        if str(type(thing).__module__).startswith("edition.") and hasattr(thing, "__dict__"):
            for name, value in vars(thing).items():
                for where, pattern in held(value, f"{type(thing).__module__}.{name}"):
                    found.setdefault(where, {})[pattern] = None
    for lang, pattern in zip(SHIPPED.all, kept[len(SHIPPED.all) :], strict=True):
        assert isinstance(pattern, re.Pattern)
        found.setdefault(f"edition.annotate.dates.patterns.{lang.code}", {})[pattern] = None
    return {where: list(some) for where, some in found.items() if where not in SHORT}


@pytest.mark.skipif(not os.environ.get("PATTERNS"), reason="takes minutes: make patterns")
@pytest.mark.parametrize("part", range(8))
def test_no_pattern_holds_up_the_program(part: int) -> None:
    chosen = sorted(patterns().items())[part::8]
    told = [
        f"{where}: {why}   {pattern.pattern[:80]!r}"
        for where, some in chosen
        for pattern in some
        for way in sorted(ways(where))
        if (why := slow(pattern, way, is_squeezed=where.startswith(SQUEEZED)))
    ]
    assert told == []


def test_what_holds_up_the_program_is_noticed() -> None:
    assert slow(re.compile(r"(?:a+)+b"), "match")
    assert slow(re.compile(r"\s*\s*\s*b"), "scan")
    assert not slow(re.compile(r"(?<!\s)\s+$"), "scan")
    assert not slow(re.compile(r"a\s*+(?:[.:]\s*+)?b"), "match")


def test_a_note_of_joined_words_is_read_at_once() -> None:
    """Each could be a surname with a hyphen, or two authors: twenty of them were tried in a million ways."""
    begin = time.process_time()
    for lang in SHIPPED.all[:3]:
        assert Citing(lang).note_author_year.search("aa-" * 24 + " ") is None
        found = Citing(lang).note_author_year.search("Smith-Jones – Ali-Zade, 1990: 12, and")
        assert found
        assert found.group().startswith("Smith-Jones – Ali-Zade, 1990: 12")
    assert time.process_time() - begin < 2
