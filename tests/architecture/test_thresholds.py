"""What a comparison decides by has a name that says why, in the rooms that weigh; what is still bare is counted by file.

A number is bare that stands in a comparison itself, or as a factor or summand of a side of it, and is not 0, 1 or 2. The
counts only go down: name what you touch, or take it out.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "edition"
ROOMS = ("intake", "annotate", "registers", "facts")
PLAIN = (0, 1, 2)
BARE = {
    "annotate/dates/calendars.py": 8,
    "annotate/dates/forms.py": 4,
    "annotate/dates/parts.py": 1,
    "annotate/learned/model.py": 2,
    "annotate/learned/teach.py": 1,
    "annotate/names/link.py": 4,
    "annotate/review/decisions.py": 2,
    "annotate/rules/bodies/number.py": 1,
    "intake/flow/breaks.py": 2,
    "intake/flow/calls.py": 1,
    "intake/flow/kinds.py": 2,
    "intake/inline/suspicions.py": 1,
    "intake/layout/cuts.py": 7,
    "intake/layout/furniture.py": 5,
    "intake/layout/lines.py": 4,
    "intake/layout/pdfium.py": 7,
    "intake/layout/reading.py": 1,
    "intake/layout/tables.py": 12,
    "intake/opening/people.py": 2,
    "intake/page/furniture.py": 1,
    "intake/page/notes.py": 1,
    "intake/page/pages.py": 1,
    "intake/page/setting.py": 4,
    "intake/page/tables.py": 1,
    "intake/pieces/hanging.py": 2,
    "intake/pieces/pieces.py": 18,
    "intake/pieces/standing_out.py": 4,
    "intake/scans/pages.py": 1,
    "intake/signs/history.py": 2,
    "intake/signs/labels.py": 3,
    "intake/signs/languages.py": 1,
    "intake/signs/numbers.py": 1,
    "intake/signs/people.py": 2,
    "intake/structured/fronts.py": 1,
    "intake/structured/looks.py": 1,
    "intake/structured/structure.py": 1,
    "intake/structured/verse.py": 1,
    "intake/styled/joins.py": 6,
    "intake/styled/roles.py": 7,
    "intake/tei/document.py": 1,
    "intake/word/symbols.py": 3,
    "registers/dates.py": 2,
    "registers/editing/entry.py": 1,
    "registers/read.py": 2,
    "registers/tables/absorb.py": 1,
    "registers/tables/proposals.py": 1,
}


def bare_numbers(code: str) -> Iterator[float]:
    """The numbers without a name by which the comparisons of a module decide."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            for side in (part for s in sides for part in ((s.left, s.right) if isinstance(s, ast.BinOp) else (s,))):
                number = side.operand if isinstance(side, ast.UnaryOp) else side
                if (
                    isinstance(number, ast.Constant)
                    and type(number.value) in (int, float)
                    and number.value not in PLAIN
                ):
                    yield number.value


def found() -> Counter[str]:
    """How many stand in each module."""
    paths = sorted(path for room in ROOMS for path in (SOURCE / room).rglob("*.py"))
    counts = {path.relative_to(SOURCE).as_posix(): len(list(bare_numbers(path.read_text("utf-8")))) for path in paths}
    return Counter({name: count for name, count in counts.items() if count})


def test_no_module_has_more_bare_numbers_than_it_had() -> None:
    assert found() - Counter(BARE) == Counter(), "give the number a name that says why, or take it out"


def test_what_was_named_is_taken_off_the_list() -> None:
    assert Counter(BARE) - found() == Counter()


def test_a_bare_number_is_seen() -> None:
    code = "_LONG = 9\nok = a > _LONG or a == 2 or a[5] > 0\nbad = a > 0.4 * b or 3 <= c < d + 7 or e == -4\n"
    assert sorted(bare_numbers(code)) == [0.4, 3, 4, 7]
