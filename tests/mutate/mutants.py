"""The small wrong changes that can be made to a room, in an order that a seed decides.

Cosmic Ray's operators find the places and make the changes; two of our own are added, since comprehensions and `in`
carry many decisions here. Left out is what no test can or need see: annotations and what is imported for them alone,
decorators (removing one breaks all or only slows), `is` for `==`, and numbers above 99, which are limits of memory and
time.

The order hangs on the changed line itself, not on its place in the file: an edit elsewhere leaves the sample as it is.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator
from parso.tree import NodeOrLeaf

_SOURCE = Path("src/edition")
_COMPARED = "Eq_NotEq NotEq_Eq Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt Is_IsNot IsNot_Is".split()
_CALCULATED = "Add_Sub Sub_Add Mul_Add Div_Mul FloorDiv_Mul Mod_Add BitOr_BitAnd BitAnd_BitOr".split()
_NAMES = (
    *(f"ReplaceComparisonOperator_{name}" for name in _COMPARED),
    *(f"ReplaceBinaryOperator_{name}" for name in _CALCULATED),
    *"ReplaceUnaryOperator_Delete_Not ReplaceUnaryOperator_Delete_USub NumberReplacer".split(),
    *"ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd".split(),
    *"ReplaceBreakWithContinue ReplaceContinueWithBreak ExceptionReplacer ZeroIterationForLoop".split(),
)
_CONDITIONAL = ("if", "elif", "while")
_LIMIT = re.compile(r"[\d_]{3,}\Z")


class SwapMembership(Operator):  # type: ignore[misc]
    """`in` becomes `not in`, and the other way round."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        if node.type == "comparison":
            for operator in node.children[1::2]:
                if operator.get_code().split() in (["in"], ["not", "in"]):
                    yield operator.start_pos, operator.end_pos

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        places = [n for n, child in enumerate(node.children) if child.get_code().split() in (["in"], ["not", "in"])]
        there = node.children[places[index]].get_code().split()
        node.children[places[index]] = parso.parse(" in" if len(there) == 2 else " not in")
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class Negate(Operator):  # type: ignore[misc]
    """A condition is turned round: of `if`, `elif` and `while`, in expressions and comprehensions, too."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for place in self._conditions(node):
            yield node.children[place].start_pos, node.children[place].end_pos

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        place = self._conditions(node)[index]
        node.children[place] = parso.parse(f" not ({node.children[place].get_code().strip()})")
        return node

    @staticmethod
    def _conditions(node: NodeOrLeaf) -> list[int]:
        children = getattr(node, "children", ())
        return [n for n, child in enumerate(children, 1) if child.type == "keyword" and child.value in _CONDITIONAL]

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


@dataclass(frozen=True)
class Mutant:
    """One wrong change: in which file, at which line, what stood there and what stands there now."""

    path: str
    line: int
    before: str
    after: str
    code: str

    @property
    def change(self) -> tuple[str, str, str]:
        """What names the mutant wherever its line goes."""
        return self.path, self.before, self.after


@dataclass(frozen=True)
class _Place:
    rank: str
    path: Path
    operator: Operator
    occurrence: int


def sample(root: Path, room: str, count: int, seed: int) -> list[Mutant]:
    """The first mutants of a room in the order of the seed; changes that change nothing are passed over."""
    files = sorted((root / _SOURCE / room).rglob("*.py"))
    places = sorted((place for path in files for place in _places(root, path, seed)), key=lambda p: p.rank)
    out: dict[tuple[str, str, str], Mutant] = {}
    for place in places:
        if len(out) == count:
            break
        if mutant := _mutant(root, place):
            out.setdefault(mutant.change, mutant)
    return list(out.values())


def _places(root: Path, path: Path, seed: int) -> Iterator[_Place]:
    code = path.read_text(encoding="utf-8")
    lines, tree, passed = code.splitlines(), get_ast(code), _passed_over(code)
    nodes = list(ast_nodes(tree))
    name = path.relative_to(root).as_posix()
    for operator in _operators():
        seen: Counter[tuple[str, int]] = Counter()
        positions = (position for node in nodes for position in operator.mutation_positions(node))
        for occurrence, (start, end) in enumerate(positions):
            line = lines[start[0] - 1]
            what = line[start[1] : end[1]] if start[0] == end[0] else ""
            if any(a <= start < b for a, b in passed) or _LIMIT.match(what):
                continue
            column = start[1] - (len(line) - len(line.lstrip()))
            seen[(line.strip(), column)] += 1
            sign = f"{seed} {name} {line.strip()} {column} {type(operator).__name__} {seen[(line.strip(), column)]}"
            yield _Place(hashlib.sha256(sign.encode()).hexdigest(), path, operator, occurrence)


def _operators() -> Iterator[Operator]:
    yield from (get_operator(f"core/{name}")() for name in _NAMES)
    yield from (SwapMembership(), Negate())


def _passed_over(code: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where types stand, which are never evaluated, what is asked for their sake, and decorators."""
    out: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for node in ast.walk(ast.parse(code)):
        beside = (getattr(node, "annotation", None), getattr(node, "returns", None))
        is_for_types = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        beside += (node.test,) if is_for_types else ()
        parts = [p for p in (*beside, *getattr(node, "decorator_list", ())) if isinstance(p, ast.expr)]
        out += [((p.lineno, p.col_offset), (p.end_lineno or 0, p.end_col_offset or 0)) for p in parts]
    return out


def _mutant(root: Path, place: _Place) -> Mutant | None:
    before = place.path.read_text(encoding="utf-8")
    after = mutate_code(before, place.operator, place.occurrence)
    if after is None or _meaning(after) in ("", _meaning(before)):
        return None
    old, new = before.splitlines(), after.splitlines()
    first = next(n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    rest = next(n for n, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b)
    changed = (" ".join(" ".join(text[first : len(text) - rest]).split()) for text in (old, new))
    return Mutant(place.path.relative_to(root).as_posix(), first + 1, *changed, after)


def _meaning(code: str) -> str:
    try:
        return ast.dump(ast.parse(code))
    except SyntaxError:  # cannot be run, so it tells nothing of the tests
        return ""
