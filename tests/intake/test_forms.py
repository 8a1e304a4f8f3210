"""What forms of Word's formulas become, sort by sort; and looks of Word documents: fronts, headings, verse, quotations."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.intake.content import Block, BlockLook, Kind, Markup, NoteCall
from edition.intake.structured.fronts import find_front
from edition.intake.structured.looks import is_numbered, learn_body, with_headings
from edition.intake.structured.structure import tell_structure
from edition.intake.structured.verse import with_verse
from edition.intake.word.formulas import Formula, drawn

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def omml(inside: str) -> etree._Element:
    """A formula in which `{x}` stands for a run with this text, and properties are written short."""
    text = inside.replace("{", "<m:r><m:t>").replace("}", "</m:t></m:r>").replace("val=", "m:val=")
    return etree.fromstring(f'<m:oMath xmlns:m="{M}">{text}</m:oMath>')


@pytest.mark.parametrize(
    ("inside", "mathml"),
    [
        ("<m:f><m:fPr><m:type val='noBar'/></m:fPr><m:num>{n}</m:num><m:den>{k}</m:den></m:f>",
         '<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>'),
        ("<m:rad><m:e>{x}</m:e></m:rad>", "<msqrt><mi>x</mi></msqrt>"),
        ("<m:rad><m:deg/><m:e>{x}</m:e></m:rad>", "<msqrt><mi>x</mi></msqrt>"),
        ("<m:rad><m:radPr><m:degHide/></m:radPr><m:deg>{3}</m:deg><m:e>{x}</m:e></m:rad>", "<msqrt><mi>x</mi></msqrt>"),
        ("<m:rad><m:radPr><m:degHide val='0'/></m:radPr><m:deg>{3}</m:deg><m:e>{x}</m:e></m:rad>",
         "<mroot><mi>x</mi><mn>3</mn></mroot>"),
        ("<m:sSub><m:e>{x}</m:e><m:sub>{i}</m:sub></m:sSub>", "<msub><mi>x</mi><mi>i</mi></msub>"),
        ("<m:sSubSup><m:e>{x}</m:e><m:sub>{i}</m:sub><m:sup>{2}</m:sup></m:sSubSup>",
         "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        ("<m:limLow><m:e>{lim}</m:e><m:lim>{x}</m:lim></m:limLow>",
         "<munder><mrow><mi>l</mi><mi>i</mi><mi>m</mi></mrow><mi>x</mi></munder>"),
        ("<m:limUpp><m:e>{x}</m:e><m:lim>{~}</m:lim></m:limUpp>", "<mover><mi>x</mi><mo>~</mo></mover>"),
        ("<m:func><m:fName>{f}</m:fName><m:e>{x}</m:e></m:func>", "<mrow><mi>f</mi><mi>x</mi></mrow>"),
        ("<m:nary><m:sub>{0}</m:sub><m:e>{x}</m:e></m:nary>",
         "<mrow><munder><mo>∫</mo><mn>0</mn></munder><mi>x</mi></mrow>"),
        ("<m:nary><m:sup>{1}</m:sup><m:e>{x}</m:e></m:nary>",
         "<mrow><mover><mo>∫</mo><mn>1</mn></mover><mi>x</mi></mrow>"),
        ("<m:nary><m:e>{x}</m:e></m:nary>", "<mrow><mo>∫</mo><mi>x</mi></mrow>"),
        ("<m:nary><m:naryPr><m:limLoc val='subSup'/></m:naryPr><m:sub>{0}</m:sub><m:sup>{1}</m:sup><m:e>{x}</m:e></m:nary>",
         "<mrow><msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>x</mi></mrow>"),
        ("<m:nary><m:naryPr><m:limLoc val='subSup'/></m:naryPr><m:sub>{0}</m:sub><m:e>{x}</m:e></m:nary>",
         "<mrow><msub><mo>∫</mo><mn>0</mn></msub><mi>x</mi></mrow>"),
        ("<m:nary><m:naryPr><m:limLoc val='subSup'/></m:naryPr><m:sup>{0}</m:sup><m:e>{x}</m:e></m:nary>",
         "<mrow><msup><mo>∫</mo><mn>0</mn></msup><mi>x</mi></mrow>"),
        ("<m:d><m:dPr><m:begChr val='['/><m:sepChr val=''/><m:endChr val=''/></m:dPr><m:e>{a}</m:e><m:e>{b}</m:e></m:d>",
         "<mrow><mo>[</mo><mi>a</mi><mi>b</mi></mrow>"),
        ("<m:acc><m:e>{x}</m:e></m:acc>", '<mover accent="true"><mi>x</mi><mo>\u0302</mo></mover>'),
        ("<m:bar><m:e>{x}</m:e></m:bar>", '<munder accentunder="true"><mi>x</mi><mo>_</mo></munder>'),
        ("<m:groupChr><m:e>{x}</m:e></m:groupChr>", '<munder accentunder="true"><mi>x</mi><mo>⏟</mo></munder>'),
        ("<m:eqArr><m:e>{a}</m:e><m:e>{b}</m:e></m:eqArr>",
         "<mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>"),
        ("<m:box><m:boxPr/><m:e>{x}</m:e></m:box>", "<mi>x</mi>"),
        ("<m:r><m:rPr><m:sty val='p'/></m:rPr><m:t>sin x</m:t></m:r>",
         '<mi>sin</mi><mi mathvariant="normal">x</mi>'),
        ("{ab=1,5}", "<mi>a</mi><mi>b</mi><mo>=</mo><mn>1,5</mn>"),
        ("<m:del>{x}</m:del>{y}", "<mi>y</mi>"),
    ],
)  # fmt: skip
def test_a_form_of_a_formula(inside: str, mathml: str) -> None:
    formula = Formula(omml(inside))
    assert formula.xml == f'<math xmlns="http://www.w3.org/1998/Math/MathML">{mathml}</math>'
    assert formula.unknown == set()


def test_what_is_in_no_known_form_stands_in_a_row_and_is_told() -> None:
    formula = Formula(omml("<m:spiral>{a}<m:curl>{b}</m:curl></m:spiral><m:sup>{c}</m:sup>"))
    assert (formula.text, formula.unknown) == ("abc", {"spiral", "curl"})


def test_depth_without_end_is_cut() -> None:
    deep = 100
    formula = Formula(omml("<m:box><m:e>" * deep + "{x}" + "</m:e></m:box>" * deep))
    assert formula.text == ""
    assert Formula(omml("<m:e>" * 50 + "{x}" + "</m:e>" * 50)).text == "x"


@pytest.mark.parametrize(
    ("inside", "signs"),
    [
        ("<m:d><m:e/><m:e/><m:e/></m:d>", "(||)"),
        ("<m:d/>", "()"),
        ("<m:nary/>", "∫"),
        ("<m:acc><m:accPr><m:chr/></m:accPr></m:acc>", ""),
        ("<m:bar/>", "_"),
        ("<m:f/>", ""),
    ],
)
def test_the_signs_that_nobody_wrote(inside: str, signs: str) -> None:
    assert drawn(omml(inside)[0]) == signs


PROSE = "The harbour was built of oak and stone, and whoever came by boat saw the lamp first and the town long after. "


def p(text: str, *, kind: Kind = Kind.PARAGRAPH, **look: object) -> Block:
    return Block(kind, text, look=BlockLook(**{"size": 12.0, **look}))  # type: ignore[arg-type]


BODY = [p(PROSE * 3), p(PROSE * 2)]


def kinds(nodes: object) -> list[str]:
    return [f"{n.kind}{n.level or ''}" for n in nodes if isinstance(n, Block)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("front", "expected", "subtitle"),
    [
        ([p("The Lamp", bold=True), p("Ada Whitby")], "title byline", ""),
        ([p("The Lamp"), p("Ada Whitby")], "title byline", ""),
        ([p("The Lamp")], "p", ""),
        ([p("The Lamp", middle=True)], "title", ""),
        ([p("The Lamp", size=13.0)], "title", ""),
        ([p("The Lamp", size=12.5)], "p", ""),
        ([p("THE LAMP")], "title", ""),
        ([p("OIL")], "p", ""),
        ([p("The Lamp", bold=True, size=16.0), p("Its keepers", size=14.0), p("Ada Whitby")], "title title byline",
         "Its keepers"),
        ([p("The Lamp", bold=True, size=16.0), p("La lampe et la mer qui dort", middle=True), p("Ada Whitby")],
         "title title byline", ""),
        ([p("The Lamp", bold=True), p("Ada Whitby"), p("Its keepers", middle=True)], "title byline p", ""),
        ([p("1. The Lamp", bold=True)], "p", ""),
        ([p("By Ada Whitby", bold=True)], "p", ""),
        ([p("References", bold=True)], "p", ""),
        ([p("Journal of Harbours, Vol. 12, No. 3, 2019"), p("The Lamp", bold=True)], "p title", ""),
        ([p("The Lamp", kind=Kind.TITLE), p("Ada Whitby")], "title byline", ""),
        ([p("The Lamp", kind=Kind.TITLE), p("Ada", kind=Kind.PERSON), p("Keepers", middle=True)], "title byline p", ""),
    ],
)  # fmt: skip
def test_what_a_text_begins_with(front: list[Block], expected: str, subtitle: str) -> None:
    found = find_front([*front, *BODY])
    assert " ".join(kinds(found.nodes)) == f"{expected} p p"
    assert found.subtitle == subtitle


def test_a_line_that_others_of_the_text_look_like_is_no_title() -> None:
    heads = [p("The Lamp", bold=True), BODY[0], p("The Quay", bold=True), BODY[1]]
    assert kinds(find_front(heads).nodes) == ["p", "p", "p", "p"]
    titled = [p("The Lamp", bold=True, size=16.0), p("Oil", bold=True), BODY[0], p("The Quay", bold=True), BODY[1]]
    found = find_front(titled)
    assert kinds(found.nodes) == ["title", "p", "p", "p", "p"]
    assert found.behind == 1


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["Oil", "Rope"], "head1 head1"),
        (["1. Oil", "1.1. Rope"], "head1 head2"),
        (["1. Oil", "1.1. Rope", "Boats"], "head1 head2 head1"),
        (["OIL", "Rope"], "head1 head2"),
        (["1. Oil", "2. ROPE"], "head1 head1"),
        (["IV. Oil", "V. Rope"], "head1 head1"),
        (["Oil, and more,", "Rope"], "p head1"),
        (["1. Oil is dear.", "Rope"], "head1 head1"),
        (["…", "Rope"], "p head1"),
        (["Table 1: Oil", "Rope"], "p head1"),
        (["x" * 151, "Rope"], "p head1"),
        (["x" * 150, "Rope"], "head1 head1"),
    ],
)
def test_headings_that_stand_out(heads: list[str], expected: str) -> None:
    nodes = [each for text in heads for each in (p(text, bold=True), *BODY)]
    found = kinds(with_headings(nodes, 0))
    assert " ".join(found[:: len(BODY) + 1]) == expected


def test_looks_rank_headings_and_small_steps_are_none() -> None:
    nodes = [
        p("Oil", bold=True, size=16.0),
        BODY[0],
        p("Rope", bold=True, size=14.0),
        BODY[1],
        p("Hemp", bold=True),
        *BODY,
    ]
    assert kinds(with_headings(nodes, 0))[::2] == ["head1", "head2", "head3", "p"]
    assert kinds(with_headings(nodes, 1))[:3] == ["p", "p", "head1"]
    assert kinds(with_headings([*BODY, p("Oil", bold=True)], 0)) == ["p", "p", "p"]
    assert kinds(with_headings([p("Oil", bold=True), BODY[0], p("Rope", bold=True)], 0)) == ["p", "p", "p"]
    styled = [p("Oil", kind=Kind.HEADING), p("Rope", bold=True), *BODY, p("References", bold=True), p("A. Whitby")]
    assert kinds(with_headings([styled[0], *styled[1:]], 0))[:2] == ["head", "p"]


def test_what_most_of_a_text_is_set_in() -> None:
    body = learn_body([p("x" * 51, bold=True, size=11.0), p("y" * 49, middle=True)])
    assert (body.size, body.bold, body.middle) == (11.0, True, False)
    assert learn_body([p("x" * 50, bold=True), p("y" * 50)]).bold is False
    assert learn_body([]).size == 0.0
    assert [is_numbered(t) for t in ("1 Oil", "1.2.3 Oil", "IV) Oil", "IV Oil", "1920s", "123 Oil")] == [
        True, True, True, False, False, False
    ]  # fmt: skip


def lines(*texts: str, **more: object) -> Block:
    whole, ends = "", []
    for text in texts[:-1]:
        whole += f"{text} "
        ends.append(len(whole))
    return Block(Kind.PARAGRAPH, whole + texts[-1], look=BlockLook(lines=tuple(ends)), **more)  # type: ignore[arg-type]


SONG = ("The lamp is out,", "the quay is cold", "and no one calls.", "So be it;")


def test_lines_of_verse_keep_their_notes_and_looks() -> None:
    block = lines(
        *SONG,
        markup=(Markup(4, 20, "hi"),),
        events=((0, NoteCall(0, "1")), (17, NoteCall(1, "2")), (61, NoteCall(2, "3"))),
    )
    made = with_verse([block])
    assert [n.text for n in made if isinstance(n, Block)] == list(SONG)
    assert kinds(made) == ["l"] * 4
    blocks = [n for n in made if isinstance(n, Block)]
    assert [[(at, e.note) for at, e in b.events if isinstance(e, NoteCall)] for b in blocks] == [
        [(0, 0)],
        [(0, 1)],
        [],
        [(9, 2)],
    ]
    assert [[(m.start, m.end) for m in b.markup] for b in blocks] == [[(4, 16)], [(0, 3)], [], []]


@pytest.mark.parametrize(
    ("block", "is_verse"),
    [
        (lines(*SONG[:3]), True),
        (lines(*SONG[:2]), False),
        (lines("Ada Whitby", "Quay Street,", "York"), False),
        (lines("The lamp,", "the quay,", "Room 4,"), False),
        (lines("The lamp,", "the quay,", "a rope,", "a boat,", "Room 4,"), True),
        (lines("The lamp,", "ada@york.example,", "the quay,"), False),
        (lines("The lamp,", "the quay,", "x" * 79 + ","), True),
        (lines("The lamp,", "the quay,", "x" * 80 + ","), False),
        (Block(Kind.HEADING, lines(*SONG).text, look=lines(*SONG).look), False),
        (Block(Kind.QUOTE, lines(*SONG).text, look=lines(*SONG).look), True),
    ],
)
def test_what_is_verse(block: Block, is_verse: bool) -> None:
    assert (kinds(with_verse([block]))[0] == "l") is is_verse


def test_what_stands_in_is_a_quotation_unless_most_of_a_text_does() -> None:
    inset = p("x" * 40, inset=True)
    assert kinds(tell_structure([p("y" * 80), inset, p("z" * 79, inset=False)]).nodes) == ["p", "quote", "p"]
    assert kinds(tell_structure([p("y" * 79), inset]).nodes) == ["p", "p"]
    assert kinds(tell_structure([p("y" * 300), p("x" * 39, inset=True)]).nodes) == ["p", "p"]
