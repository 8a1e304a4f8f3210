"""Words of a natural language are data (`languages/<code>.toml`, labels of the site), not Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from edition.languages import SHIPPED, Language, fold

SOURCE = Path(__file__).resolve().parents[2] / "src" / "edition"
WORD = re.compile(r"[^\W\d_]{3,}")
RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹0-9]+")
FOREIGN = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")

# words that stay in Python, and why
ALLOWED = {
    "languages/codes.py": "explanations of codes show examples",
    "languages/folding.py": "letters that fold otherwise than their accents tell",
    "languages/suffixes.py": "the grammar of Turkish endings is code: slots, harmony, softening",
    "annotate/codes.py": "explanations of codes show examples",
    "cli/registers.py": "the help of an option shows an example",
    "intake/codes.py": "explanations of codes show examples",
    "registers/codes.py": "explanations of codes show examples",
    "intake/inline/suspicions.py": "letters of two alphabets that look alike",
    "intake/inline/misread.py": "letters that one encoding takes for those of another",
    "intake/word/symbols.py": "the letters of the font Symbol",
    "intake/signs/measure.py": "how wide letters are",
    "intake/flow/numbered.py": "the order of the alphabet",
    "registers/tables/absorb.py": "letters that lose no accent when they are decomposed",
    "registers/check.py": "letters that lose no accent when they are decomposed",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.Module) -> Iterator[str]:
    """The texts of a module that are no docstrings, without the classes of characters in them."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield re.sub(r"\[(?:[^\]\\]|\\.)*\]", " ", node.value)


def lists(tree: ast.Module) -> Iterator[str]:
    """The words that a module lists or looks for: in sets, tuples, lists, tables and patterns."""
    for node in ast.walk(tree):
        inside: list[ast.expr | None] = []
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            inside = list(node.elts)
        elif isinstance(node, ast.Dict):
            inside = [*node.keys, *node.values]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.compile", "re.search", "re.match"):
            inside = list(node.args)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            inside = [node.func.value]
        for one in inside:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def told(lang: Language) -> set[str]:
    """Words that a language's text is full of, and those of its dates and labels."""
    calendar, labels = lang.calendar, lang.labels
    words = {*lang.citation_cues, *calendar.months, *calendar.weekdays}
    words |= {*calendar.seasons, *calendar.parts, *map(fold, lang.telling.words)}
    for group in (labels.abstract, labels.keywords, labels.bibliography, labels.notes, labels.figures, labels.tables):
        words |= {fold(word) for word in group}
    return {part for word in words for part in WORD.findall(word)}


def test_no_module_holds_words_with_letters_of_another_language() -> None:
    found = {
        name
        for name, tree in modules()
        for text in texts(tree)
        if any(len(word) > 1 and not RAISED.fullmatch(word) for word in FOREIGN.findall(text))
    }
    assert found - ALLOWED.keys() == set()


def test_no_module_lists_words_of_another_language() -> None:
    english = told(SHIPPED.get("en"))
    others = set().union(*(told(lang) for lang in SHIPPED.all if lang.code != "en")) - english
    found = {
        (name, word)
        for name, tree in modules()
        if name not in ALLOWED
        for text in lists(tree)
        for word in WORD.findall(text)
        if fold(word) in others - NAMES
    }
    assert found == set()


def test_no_module_lists_english_words_of_dates() -> None:
    calendar = SHIPPED.get("en").calendar
    words = {w for w in (*calendar.months, *calendar.weekdays, *calendar.seasons) if len(w) > 3}
    found = {
        (name, word)
        for name, tree in modules()
        for text in lists(tree)
        for word in WORD.findall(text)
        if fold(word) in words
    }
    assert found == set()


def test_exceptions_are_still_needed() -> None:
    assert [name for name in ALLOWED if not (SOURCE / name).is_file()] == []


# codes, labels, elements, devices and English words that are words elsewhere: BCP 47, CoNLL, TEI, Windows, DocBook, OMML, RTF
NAMES = {"und", "per", "del", "con", "para", "note", "schema", "tab", "den", "par"}
