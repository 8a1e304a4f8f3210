"""Where the front of an article ends and its back begins, and which of its first lines are its title."""

from __future__ import annotations

import pytest

from edition.intake.content import Block, Kind, Node, ReadingOrder
from edition.intake.front.article import _first_body, _is_prose, _last_body, _leading, _with_title, sort_parts

P, H, T, L, K, A, E = (
    Kind.PARAGRAPH, Kind.HEADING, Kind.TITLE, Kind.LABEL, Kind.KEYWORDS, Kind.ABSTRACT, Kind.ENTRY,
)  # fmt: skip
TEXT = "The sea lay still and nobody came to the quay."


def nodes(*made: tuple[Kind, str]) -> list[Node]:
    return [Block(kind, text) for kind, text in made]


@pytest.mark.parametrize(
    ("made", "first"),
    [
        (((P, TEXT),), 0),
        (((T, "Sea"), (P, TEXT)), 1),
        (((T, "Sea"), (Kind.PERSON, "Ada Marr"), (P, TEXT)), 2),
        (((L, "Abstract"), (P, TEXT), (H, "Quays"), (P, TEXT)), 2),
        (((L, "Abstract"), (P, TEXT), (K, "Keywords: sea"), (P, TEXT)), 3),
        (((L, "Abstract"), (P, TEXT), (K, "Keywords"), (P, "sea"), (P, TEXT)), 4),
        (((A, TEXT), (A, TEXT), (P, TEXT)), 2),
        (((L, "Abstract"), (A, TEXT), (P, TEXT)), 2),
        (((L, "Extended Abstract"), (P, TEXT)), 0),
        (((P, "x" * 5999), (L, "Abstract"), (P, TEXT), (H, "Quays")), 3),
        (((P, "x" * 6000), (L, "Abstract"), (P, TEXT), (H, "Quays")), 0),
        (((P, "x" * 3000), (Kind.ITEM, "x" * 3000), (L, "Abstract"), (P, TEXT), (H, "Quays")), 0),
        (((H, "x" * 6000), (L, "Abstract"), (P, TEXT), (H, "Quays")), 3),
        (((L, "Abstract"), (P, "x" * 6000), (L, "Özet"), (P, TEXT), (H, "Quays")), 4),
    ],
)
def test_the_body_begins_behind_the_last_abstract(made: tuple[tuple[Kind, str], ...], first: int) -> None:
    assert _first_body(nodes(*made)) == first


@pytest.mark.parametrize(
    ("made", "last"),
    [
        (((P, TEXT), (P, TEXT)), 2),
        (((P, TEXT), (H, "References"), (P, "A book")), 1),
        (((P, TEXT), (P, "References"), (P, "A book")), 3),
        (((P, TEXT), (H, "Works"), (E, "A book"), (E, "B")), 1),
        (((P, TEXT), (H, "Works"), (E, "A book"), (P, "B")), 4),
        (((P, TEXT), (E, "A book")), 1),
        (((P, TEXT), (H, "Works")), 2),
        (((P, TEXT), (L, "Abstract"), (P, TEXT)), 1),
        (((P, TEXT), (T, "Sea"), (Kind.PERSON, "Ada"), (L, "Abstract"), (P, TEXT)), 1),
        (((P, TEXT), (H, "Sea"), (L, "Abstract"), (P, TEXT)), 2),
    ],
)
def test_the_back_begins_with_works_or_abstracts(made: tuple[tuple[Kind, str], ...], last: int) -> None:
    assert _last_body(nodes(*made), 0) == last
    assert _last_body(nodes(*made), len(made)) == len(made)


def test_a_section_on_sources_is_long_without_years_and_before_others() -> None:
    def prose(*texts: str, behind: bool = True) -> bool:
        return _is_prose([*(Block(P, text) for text in texts), *([Block(H, "Quays")] if behind else [])])

    assert prose("x" * 301) and not prose("x" * 300) and not prose("x" * 301 + " 1920") and prose("x" * 301 + " 1499")
    assert not prose("x" * 301, behind=False) and prose("x" * 301, "x" * 301, "y") and not prose("x" * 301, "y")


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (((P, "The Harbour"), (P, TEXT)), (0,)),
        (((H, "The Harbour"), (P, TEXT)), (0,)),
        (((P, "The Harbour."), (P, TEXT)), ()),
        (((P, "x" * 200), (P, TEXT)), (0,)),
        (((P, "x" * 201), (P, TEXT)), ()),
        (((P, "The Harbour"), (H, "Quays"), (P, TEXT)), ()),
        (((H, "The Harbour"), (P, TEXT), (H, "Quays"), (P, TEXT)), ()),
        (((P, "The Harbour"),), ()),
        (((P, "The Harbour"), (P, TEXT), (L, "Abstract"), (P, TEXT)), ()),
        (((H, "The Harbour"), (H, "By the Sea"), (H, "Quays"), (P, TEXT)), (0, 1)),
        (((H, "The Harbour"), (H, "Ada Marr"), (P, TEXT)), (0, 1)),
        (((Kind.ITEM, "The Harbour"), (P, TEXT)), ()),
    ],
)
def test_a_title_is_short_unfinished_and_first(made: tuple[tuple[Kind, str], ...], title: tuple[int, ...]) -> None:
    done = _with_title(nodes(*made))
    assert tuple(i for i, node in enumerate(done) if isinstance(node, Block) and node.kind is T) == title


def test_the_last_heading_before_the_text_heads_it() -> None:
    made = [(i, Block(H, text)) for i, text in enumerate(("The Harbour", "By the Sea", "Quays"))]
    assert [i for i, _ in _leading([*made, (3, Block(P, TEXT))])] == [0, 1]
    assert [i for i, _ in _leading(made)] == [0, 1] and _leading([(0, Block(P, TEXT))]) == []


def test_parts_in_their_order() -> None:
    made = nodes(
        (T, "The Harbour"), (L, "Abstract"), (P, "In this paper the harbour and the ships of the town are told."),
        (K, "Keywords: sea"), (P, TEXT), (H, "References"), (P, "A book"), (Kind.ITEM, "Another"),
        (L, "Extended Abstract"), (P, "The ships of the harbour and the people of the town in the storm."),
    )  # fmt: skip
    parts = sort_parts(ReadingOrder(tuple(made)), "tr")
    assert [(part.type, part.lang, len(part.nodes)) for part in parts.front] == [
        ("title", "en", 1),
        ("abstract", "en", 3),
    ]
    assert [(part.type, part.lang) for part in parts.back] == [("bibliography", "tr"), ("summary", "en")]
    assert [node.kind for node in parts.back[0].nodes if isinstance(node, Block)] == [H, E, E]
    assert (parts.lang, len(parts.body)) == ("tr", 1)
