"""What must hold for any TEI: text and foreign bytes stay, a second run changes nothing, an editor's element is untouched."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edition.annotate import Annotator
from edition.markup import Source, parse

from .conftest import annotated_bytes, make_document, make_registers, without_own_tags

ANNOTATOR = Annotator(make_registers())
WORDS = st.sampled_from(
    [
        *(
            "Kerim",
            "Paşa",
            "Paşa’nın",
            "Kerim Paşa",
            "Karasu",
            "Karasu’ya",
            "Hükümeti",
            "Antlaşması",
            "ve",
            "gitti.",
            "Bu",
        ),
        *(
            "16",
            "Mart",
            "1921",
            "16 Mart 1921",
            "22 Haziran’da",
            "1920",
            "-",
            "(",
            ")",
            "“",
            "”",
            ",",
            "Dr.",
            "General",
            "Ali",
        ),
        *(
            "&amp;",
            "&#x15F;",
            "&lt;",
            "İ",
            "ı",
            "\n  ",
            "\t",
            "ö",
            "Kârabekir",
            "[3, s. 4]",
            "Velizade",
            "Neriman",
            "XX.",
            "yüzyıl",
        ),
    ]
)
ODD = st.sampled_from(
    [
        *(
            "<!-- Kerim Paşa -->",
            "<?note Karasu?>",
            "<![CDATA[Kerim Paşa & Karasu]]>",
            "<lb/>",
            '<pb n="3" break="no"/>',
            "<pb/>",
        ),
        *('<ptr target="#x"/>', "<fw type='header'>Karasu</fw>", '<gap reason="Kerim"/>'),
    ]
)
TAGS = st.sampled_from(
    [
        *(
            ("hi", ' rend = "i"'),
            ("q", ""),
            ("note", ' place="foot"'),
            ("ref", ' target="#n"'),
            ("title", ""),
            ("bibl", ""),
        ),
        *(
            ("persName", ' ref="person:x"'),
            ("placeName", ""),
            ("date", " when='1900'"),
            ("seg", ""),
            ("foreign", ' xml:lang="ru"'),
        ),
        *(
            ("persName", ' ref="person:kerim-pasa" cert="high" resp="#edition-annotate"'),
            ("date", ' resp="#edition-annotate"'),
        ),
        *(("choice", ""), ("sic", ""), ("corr", ""), ("quote", ""), ("name", ' type="event" resp="#ed"')),
    ]
)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tagged = st.builds(lambda tag, text: f"<{tag[0]}{tag[1]}>{text}</{tag[0]}>", TAGS, inner)
    return st.lists(st.one_of(WORDS, ODD, tagged), max_size=6).map(" ".join) | st.lists(
        st.one_of(WORDS, tagged), max_size=5
    ).map("".join)


CONTENT = st.recursive(st.lists(WORDS, max_size=6).map(" ".join), _wrapped, max_leaves=12)
HEADERS = st.sampled_from(
    [
        "",
        "<teiHeader><fileDesc><titleStmt><title>Kerim Paşa</title></titleStmt></fileDesc></teiHeader>",
        "<teiHeader><fileDesc><titleStmt/></fileDesc><encodingDesc/><profileDesc/></teiHeader>",
    ]
)
QUICK = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.lists(CONTENT, min_size=1, max_size=3))
@example(["<hi rend='i'>16 Mart 1921 <hi rend='i'>-</hi></hi>22 Haziran’da"])  # the second date has no year of its own
def test_only_own_tags_are_added(paragraphs: list[str]) -> None:
    document = make_document("\n".join(f"<p xml:id='p{i}'>{p}</p>" for i, p in enumerate(paragraphs)))
    before = document.source.data
    after = annotated_bytes(ANNOTATOR, document)
    assert without_own_tags(after) == without_own_tags(before)


@QUICK
@given(CONTENT, HEADERS)
def test_text_stays_and_a_second_run_changes_nothing(content: str, header: str) -> None:
    document = make_document(f"<p>{content}</p>", header=header)
    once = parse(Source("yazi.xml", annotated_bytes(ANNOTATOR, document)))
    texts = ["".join(str(t) for t in d.root.find("{*}text").itertext()) for d in (document, once)]
    assert texts[0] == texts[1]
    assert annotated_bytes(ANNOTATOR, once) == once.source.data


@QUICK
@given(st.text(max_size=80))
def test_any_text_can_be_annotated(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    escaped = "".join(c for c in escaped if c in "\t\n" or 0x20 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE)
    document = make_document(f"<p>{escaped}</p>")
    assert without_own_tags(annotated_bytes(ANNOTATOR, document)) == document.source.data
