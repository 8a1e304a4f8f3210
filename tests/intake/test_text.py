"""A plain text becomes front, body, notes and furniture."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.intake import check_account
from edition.markup import XML_ID
from edition.markup.changes.sealing import is_sealed
from edition.project import data_dir

P = "//tei:body//tei:p"


def test_the_parts_of_an_article(take, sample):
    result = take(sample)
    assert result.values("//tei:front/tei:div/@type") == ["abstract"]
    assert result.values("//tei:front/tei:div/@xml:lang") == ["tr"]
    assert result.texts("//tei:front//tei:term") == ["liman", "gemi", "ticaret"]
    assert result.texts("//tei:body//tei:head") == ["Giriş"]
    assert [p.split()[0] for p in result.texts(P)] == ["Liman,", "İlk"]


def test_notes_stand_at_their_calls(take, sample):
    result = take(sample)
    assert result.values("//tei:note/@n") == ["1", "2"]
    before = result.root.xpath("//*[local-name()='note'][@n='1']/preceding-sibling::text()")[-1]
    assert before.endswith("korunur")
    assert "kayalıktır" in "".join(result.root.xpath("//*[local-name()='note'][@n='1']")[0].itertext())


def test_citations_and_quotations_are_marked(take, sample):
    result = take(sample)
    assert "Yalçın, 2004: 12" in result.texts("//tei:ref[@type='citation']")
    assert result.texts("//tei:q") == ["“büyük bir bayram gibi”"]


def test_the_result_is_valid_and_sealed(take, sample):
    result = take(sample)
    rng = etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))
    assert rng.validate(result.root.getroottree()), rng.error_log
    assert is_sealed(result.imported.data)
    assert not is_sealed(result.imported.data.replace(b"kasaba", b"Kasaba"))


def test_ids_survive_text_inserted_before(take, sample):
    before = take(sample)
    added = sample.replace("Giriş\n", "Giriş\n\nBu kısa paragraf sonradan eklenmiş olup burada durur ve biter.\n")
    after = take(added, "liman2.txt")
    old = set(before.values(f"{P}/@xml:id"))
    assert old <= set(after.values(f"{P}/@xml:id"))


def test_every_block_has_an_id(take, sample):
    root = take(sample).root
    blocks = root.xpath("//*[local-name()='p' or local-name()='note' or local-name()='div' or local-name()='head']")
    inside = [b for b in blocks if not any(a.tag.endswith("teiHeader") for a in b.iterancestors())]
    assert inside and all(b.get(XML_ID) for b in inside)


def test_a_page_change_inside_a_word(take):
    text = "Uzun bir yolculuğun ardından gemiler lima-\nna döndü ve yük indir-\n\fdi. Sonra limanda bir bayram oldu.\n"
    text += "İnsanlar indir-\ndikleri yükü sattı ve evlerine dön-\ndüler.\n"
    result = take(text)
    assert result.values("//tei:pb/@break") == ["no"]
    assert "indirdi. Sonra" in " ".join(result.texts(P))


def test_running_heads_leave_the_text(take):
    pages = []
    for n in range(1, 6):
        words = [f"{a}{b}{'abcdefgh'[n]}li gemi {b}{a}da durdu ve bekledi" for a in "kptv" for b in ("el", "or", "iz")]
        body = "\n".join(words)
        pages.append(f"Kıyı Dergisi {n + 40}\n\n{body}")
    result = take("\f".join(pages))
    assert len(result.texts("//tei:fw[@type='header']")) == 5
    assert "Kıyı Dergisi" not in " ".join(result.texts(P))
    assert result.values("//tei:pb/@n")[:2] == ["41", "42"]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("güzel bir lima-", "nın kıyısında durdu.", "limanın"),
        ("eski Misak-", "ı Bahri haritası asıldı.", "Misak-ı"),
        ("bir Türk-", "İtalyan gemisi geldi.", "Türk-İtalyan"),
        ("sayfalar 202-", "208 arasında anlatılır.", "202-208"),
        ("https://liman.org/yeniden-", "gemiler/liste adresinde durur.", "yeniden-gemiler/liste"),
        ("https://liman.org/es-", "kiler adresinde durur.", "liman.org/eskiler"),
        ("https://lima-", "n.org/liste adresinde durur.", "liman.org/liste"),
        ("https://liman.org/e-", "liste adresinde durur.", "liman.org/e-liste"),
        ("EskiLiman adlı ve Eski-", "Liman diye anılan gemi.", "ve EskiLiman diye"),
        ("bir lei-", "ter:innen toplantısı.", "leiter:innen"),
        ("bir leite-", "r:innen toplantısı.", "leiter:innen"),
        ("bir liman-", "da durdu; liman ve deniz, gemi ve iskele.", "limanda durdu"),
        ("bir NATO-", "nun kararı vardı.", "NATO-nun"),
        ("gemiye bir kaptan-kılavuz-yardımcı-bekçi-", "gözcü bindi.", "bekçi-gözcü"),
    ],
)
def test_hyphens_at_line_ends(take, left, right, joined):
    filler = "Gemiler her yıl bu küçük lima-\nna uğrar, yüklerini indi-\nrir ve yeniden denize açı-\nlırdı.\n"
    result = take(f"{filler}Kasabada {left}\n{right}\n")
    assert joined in " ".join(result.texts(P))


def test_a_text_with_compounds_at_line_ends_does_not_split_its_words(take):
    lines = [
        f"the {word} of the {other} was old and everyone in the harbour knew it\n"
        for word in ("ontology", "graph", "corpus", "model", "service")
        for other in ("based", "driven", "aware")
    ]
    ends = ["she took an ontology-\ndriven way\n", "there was a corpus-\nbased list\n", "it was a model-\nfree life\n"]
    text = " ".join(take("".join([*lines, *ends])).texts(P))
    assert all(word in text for word in ("ontology-driven", "corpus-based", "model-free"))


def test_an_and_of_another_language_is_the_rest_of_a_word(take):
    lines = "Der Hafen und die Schiffe lagen im Ne-\nbel, und nie-\nmand sah die Küs-\nte. Man blieb am Ha-\nfen.\n"
    text = " ".join(take(f"{lines}Aus dieser Perspekti-\nve sah man Vor-\nund Nachteile.\n").texts(P))
    assert "Perspektive sah" in text
    assert "Vor- und Nachteile" in text


def test_an_or_is_known_by_the_and_of_its_language(take):
    lines = "Der Hafen und die Schiffe und die Küs-\nte und der Ne-\nbel und das Meer und der Wind.\n"
    assert "Vor- oder Nachteile" in " ".join(take(f"{lines}Man sah Vor-\noder Nachteile.\n").texts(P))


def test_a_digit_that_is_no_call(take):
    text = (
        "Kaptan limana otuz kişiyle1 Mayıs 1903 günü geldi. Halk onu iskelede karşıladı1. Akşam oldu ve\n"
        "herkes evine döndü.\n\n                                  \n1 Kaptanın adı bilinmiyor.\n"
    )
    result = take(text)
    before = result.root.xpath("//*[local-name()='note']/preceding-sibling::text()")[-1]
    assert before.endswith("karşıladı")


def test_a_set_off_quotation(take):
    line = "Kasabanın bütün evleri beyaz boyalıydı ve pencereleri denize bakardı, kapıları ise hep maviydi\n"
    block = line + "ve akşamları kapıların önünde yaşlılar oturur, denizden dönenleri selamlar ve onlara sorular\n"
    quote = "“Gemiye dönmek istiyorum ama deniz çok dalgalı.” (Yalçın, 2004: 3).\n\n"
    text = f"{block}sorardı.\n\n{block}sorardı. Kaptan ise şöyle dedi:\n\n{quote}{block}sorardı.\n\n{block}sorardı.\n"
    result = take(text)
    assert [q[:7] for q in result.texts("//tei:quote")] == ["“Gemiye"]


def test_corrections_are_obeyed_and_stale_ones_told(take, sample):
    fix = '[[block]]\nline = 10\ntext = "İlk iskele"\nbegins = "continues"\n'
    fix = fix.replace(
        "10", str(1 + sample.split("\n").index(next(x for x in sample.split("\n") if x.startswith("İlk"))))
    )
    assert len(take(sample, corrections=fix).texts(P)) == 1
    stale = take(sample, "c.txt", corrections='[[hyphen]]\nline = 2\ntext = "zz-"\nkeep = true\n')
    assert "I111" in stale.codes


def test_proposals_are_written_with_responsibility(take):
    from edition.intake import ImportOptions

    text = "Kaptan limanda durdu.Gemi ise uzakta bekledi ve kimse ona bakmadı bile.\n"
    plain = take(text)
    assert "I135" in plain.codes
    assert not plain.values("//tei:corr")
    result = take(text, options=ImportOptions(propose=True))
    assert result.values("//tei:corr/@resp") == ["#edition-intake"]
    assert result.values("//tei:corr/@cert") == ["medium"]
    assert result.texts("//tei:sic") == ["."]


def test_the_account_is_proved_from_the_document(take, sample):
    result = take(sample)
    assert check_account(sample, result.root).balances
    p = result.root.xpath("//*[local-name()='body']//*[local-name()='p']")[0]
    p.text = p.text[1:]
    assert check_account(sample, result.root).missing
