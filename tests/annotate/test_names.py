"""Names by register form and by rule: suffixes, honorifics, spellings, what is no mention, and who is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.annotate import Annotator
from edition.annotate.names.citations import citations
from edition.annotate.names.link import Linker
from edition.languages import language
from edition.markup import Source, parse
from edition.registers import Registers, read_registers

from .conftest import TEI, Found, make_document, make_registers, telling

Find = Callable[..., Found]


@pytest.mark.parametrize(
    ("written", "tagged"),
    [
        ("Karasu’ya", "Karasu"),
        ("Karasu'nun", "Karasu"),
        ("Karasu`dan", "Karasu"),
        ("Karasudan", "Karasu"),
        ("KARASU’DA", "KARASU"),
        ("İSTANBUL’A", "İSTANBUL"),
        ("Iraka", "Irak"),
    ],
)
def test_suffixes_stay_outside(find: Find, written: str, tagged: str) -> None:
    assert find(f"Heyet sonra {written} geldi.").texts("place") == [tagged]


@pytest.mark.parametrize("written", ["Dilovanova ulaştı", "Dilovanov’un evi", "Pavel Dilovanova yazdı"])
def test_attached_suffixes_of_persons(find: Find, written: str) -> None:
    found = find(f"Mektup nihayet {written}.")
    assert [m.keys for m in found.mentions] == [("dilovanov",)]
    assert found.mentions[0].text.endswith("Dilovanov")


def test_circumflex_brackets_and_titles_belong_to_a_name(find: Find) -> None:
    found = find("Kerim Paşa geldi. Sonra General Kerim (Ulu) Paşa’nın, ardından Kerîm Paşa’nın sözü dinlendi.")
    assert found.texts("person") == ["Kerim Paşa", "General Kerim (Ulu) Paşa", "Kerîm Paşa"]
    assert {m.keys for m in found.mentions} == {("kerim-pasa",)}


def test_an_inflected_name_in_russian_and_english(find: Find) -> None:
    assert find("Он приехал из Москвы к Керима-паши.", lang="ru").keys("Москвы") == ("moskova",)
    assert find("He saw Kerim Pasha’s house in Moscow.", lang="en").texts("person") == ["Kerim Pasha"]


def test_a_slip_of_one_letter_is_found_with_less_certainty(find: Find) -> None:
    mention = find("Toplantıda Velisade söz aldı.").one("Velisade")
    assert mention.keys == ("velizade",)
    assert mention.cert != "high"


def test_peoples_adjectives_and_offices_are_no_mentions(find: Find) -> None:
    assert find("Türk heyeti Ruslarla ve Bolşevik komiserlerle görüştü; Padişah da Paşa da sustu.").mentions == ()


def test_a_body_or_event_is_one_mention(find: Find) -> None:
    found = find("Karasu Hükümeti’nin heyeti Karasu Antlaşması’nı imzaladı.")
    assert [(m.kind, m.text) for m in found.mentions] == [("org", "Karasu Hükümeti"), ("event", "Karasu Antlaşması")]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Toplantıya Vehbi Tanör Bey katıldı.", "person", "Vehbi Tanör Bey"),
        ("Komisyona Dr. Salih Gürtan başkanlık etti.", "person", "Dr. Salih Gürtan"),
        ("Evrakı Maliye Nazırı Rengin okudu.", "person", "Rengin"),
        ("Gazetede K. Vardin yazıyordu.", "person", "K. Vardin"),
        ("Sonra Aram Tosunyan konuştu.", "person", "Aram Tosunyan"),
        ("Kurucuları arasında Salih (Gürtan) ve başkaları vardı.", "person", "Salih (Gürtan)"),
        ("Sonra Çar II. Petrov tahta çıktı.", "person", "Çar II. Petrov"),
        ("Kararı Yelpaze Cemiyeti aldı.", "org", "Yelpaze Cemiyeti"),
        ("Cepheye XXI. Kolordu yürüdü.", "org", "XXI. Kolordu"),
        ("Belge Tanbur Konferansı’nda okundu.", "event", "Tanbur Konferansı"),
        ("Askerler Yelken Nehri’ni geçti.", "place", "Yelken Nehri"),
        ("Kendisi Yelken köyünde doğdu.", "place", "Yelken"),
        ("Bu tarihte Tanburat’da bulunuyordu.", "place", "Tanburat"),
        ("Sonra Tanburat’a sürüldü.", "place", "Tanburat"),
        ("Ankara’ya Tanbur adlı bir elçi geldi.", "person", "Tanbur"),
        ("Orada Yeni Ufuk adlı gazeteyi çıkardı.", "org", "Yeni Ufuk"),
        ("Yazısı Ufuk gazetesinde çıktı.", "org", "Ufuk"),
        ("Yazan Vehbi Tanör Ufuk gazetesine döndü.", "person", "Vehbi Tanör"),
        ("Seçimi Demokrat Parti kazandı.", "org", "Demokrat Parti"),
        ("Cepheye Şark Ordusu yürüdü.", "org", "Şark Ordusu"),
        ("Ardından Vehbi Tanör İsyanı çıktı.", "event", "Vehbi Tanör İsyanı"),
        ("Gemi Tanburat açıklarında battı.", "place", "Tanburat"),
        ("Sonra Tanburat ve Yelken kaleleri düştü.", "place", "Tanburat"),
        ("Bahar geldi. Tanburat’ta tutulanlar döndü.", "place", "Tanburat"),
        ("Önce Tanburat’a, oradan İstanbul’a ulaştı.", "place", "Tanburat"),
        ("Heyette Ahmed Resmî Efendi de vardı.", "person", "Ahmed Resmî Efendi"),
        ("Tahta III. Selim çıktı.", "person", "III. Selim"),
        ("Sultan Abdülmecid gençti.", "person", "Sultan Abdülmecid"),
        ("Başkan General Manrique du Lara idi.", "person", "General Manrique du Lara"),
        ("Heyette Baron von Kühlmann vardı.", "person", "Baron von Kühlmann"),
        ("Onu Fatin Rüştü Zorlu karşıladı.", "person", "Fatin Rüştü Zorlu"),
        ("Ertesi gün Eisenhower’la buluştu.", "person", "Eisenhower"),
        ("Bunu söyleyen Nehru’nun mektubu geldi.", "person", "Nehru"),
        ("Yazı Servet-i Fünun dergisinde çıktı.", "org", "Servet-i Fünun"),
        ("Sonra 31 Mart Vakası patlak verdi.", "event", "31 Mart Vakası"),
        ("Konuşmayı Topkapı Sarayı’nda yaptı.", "place", "Topkapı Sarayı"),
    ],
)
def test_unregistered_names_are_found_by_rule_and_not_linked(find: Find, text: str, kind: str, name: str) -> None:
    found = [m for m in find(text).mentions if m.kind == kind and m.text == name]
    assert len(found) == 1
    assert (found[0].keys, found[0].cert) == ((), "unknown")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karasu, İstanbul ve Tanburat da kaybedildi.", "Tanburat"),
        ("Sonra Tanburat ve İstanbul’da kaldı.", "Tanburat"),
        ("İstanbul’u, Karasu’yu ve Tanburat’ı gezdi.", "Tanburat"),
    ],
)
def test_a_name_in_a_row_of_places_is_one(find: Find, text: str, name: str) -> None:
    found = find(text, f"{name} sonra unutuldu.")
    assert found.texts("place").count(name) == 2, "and it is found again where it stands alone"


def test_a_row_that_with_joins_tells_nothing(find: Find) -> None:
    assert find("Orada Tanburat ile İstanbul’da kaldı.").texts("place") == ["İstanbul"]


@pytest.mark.parametrize(
    "text",
    [
        "Orada İtalyanca öğrendi.",
        "Limana Tanbur Yelken adlı Japon gemisi girdi.",
        "Karasu Meselesi",
        "Yazısı Türk gazetelerinde çıktı.",
        "Yazının başlığı Yeni Bir İngiliz Planı idi.",
    ],
)
def test_languages_ships_and_headings_are_no_names(find: Find, text: str) -> None:
    assert find(text, "Japon gemisi.").texts("person") == []
    assert set(find(text).texts("place")) <= {"Karasu"}
    assert find(text).texts("event") == []


def test_a_word_with_an_honorific_is_certain_only_by_the_main_name() -> None:
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><standOff><listPerson><person xml:id="besim">'
        '<persName type="main">Besim Paşa</persName><persName type="variant">Besîm Beyefendi</persName>'
        '<persName type="variant">Besim Bey</persName><persName type="full">Besim Tuna</persName></person></listPerson>'
        "</standOff></TEI>"
    )
    annotator = Annotator(make_registers(telling(xml)))

    def certs(text: str) -> list[str]:
        return [m.cert for m in annotator.find(make_document(f"<p>{text}</p>")).mentions_only()]

    assert certs("Sonra Besim Paşa geldi.") == ["high"]
    assert certs("Sonra Besim Bey geldi.") == ["medium"]
    assert certs("Sonra Besim Tuna konuştu, ardından Besim Bey geldi.") == ["high", "high"]
    assert certs("Sonra Hafız Besim Bey geldi.") == ["unknown"], "the epithet tells another bearer of the name"


def test_a_word_that_may_be_a_noun_is_not_certain_for_a_person_or_body() -> None:
    """Where every noun has a capital, and wherever a letter is all: the full name or the header must speak for it."""
    register = f"""<TEI {TEI} xml:lang="de"><standOff><listPerson>
      <person xml:id="leben"><persName>Anna Leben</persName><persName>Leben</persName><persName>L.</persName></person>
      </listPerson><listOrg><org xml:id="zeit"><orgName>Die Zeit</orgName></org></listOrg><listPlace>
      <place xml:id="wien"><placeName>Wien</placeName></place></listPlace></standOff></TEI>"""
    annotator = Annotator(make_registers(telling(register)))

    def certs(text: str, header: str = "", lang: str = "de") -> list[str]:
        data = f'<TEI {TEI} xml:lang="{lang}">{header}<text><body><p>{text}</p></body></text></TEI>'
        found = annotator.find(parse(Source("a.xml", data.encode()))).mentions_only()
        return [mention.cert for mention in found if mention.kind != "date"]

    assert certs("Gestern war Leben hier in Wien.") == ["medium", "high"]
    assert certs("Gestern kam Anna Leben, und Leben war froh.") == ["high", "high"]
    assert certs("Ich lese Die Zeit heute.") == ["medium"]
    assert certs("Then we met Leben there.", lang="en") == ["high"]
    assert certs("Then we met L. there.", lang="en") != ["high"]
    sent = (
        '<teiHeader><profileDesc><correspDesc><correspAction type="sent"><persName ref="#leben">Anna Leben</persName>'
        "</correspAction></correspDesc></profileDesc></teiHeader>"
    )
    assert certs("Gestern war Leben hier.", sent) == ["high"]


def test_a_name_of_other_languages_is_not_certain_where_no_rules_are() -> None:
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><standOff><listPlace><place xml:id="leiden">'
        '<placeName xml:lang="tr">Leiden</placeName><placeName xml:lang="nl">Leiden</placeName></place></listPlace>'
        "</standOff></TEI>"
    )
    annotator = Annotator(make_registers(telling(xml)))
    documents = (make_document("<p>So ist Leiden dort.</p>", lang) for lang in ("sv", "nl", "tr"))
    certs = [m.cert for document in documents for m in annotator.find(document).mentions_only()]
    assert certs == ["medium", "high", "high"]


def test_the_day_told_decides_between_events() -> None:
    events = "".join(
        f'<event xml:id="{key}" when="{day}"><eventName type="main">Karasu Antlaşması</eventName></event>'
        for key, day in (("a-karasu", "1913-09-29"), ("b-karasu", "1915-03-04"))
    )
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><standOff><listEvent>{events}</listEvent></standOff></TEI>'
    document = make_document("<p>4 Mart 1915’te Karasu Antlaşması imzalandı.</p>")
    found = Found(tuple(Annotator(make_registers(xml)).find(document).mentions_only()))
    assert found.keys("Karasu Antlaşması") == ("b-karasu",)


@pytest.mark.parametrize(
    ("text", "lang", "kind", "name"),
    [
        ("Подписан Тамбурский договор.", "ru", "event", "Тамбурский договор"),
        ("Это решило Тамбурское правительство.", "ru", "org", "Тамбурское правительство"),
        ("Туда ехал генерал Велидов.", "ru", "person", "Велидов"),
        ("Он говорил с Велидовым.", "ru", "person", "Велидовым"),
        ("Ол Тамбур партиясын құрды.", "kk", "org", "Тамбур партиясын"),
        ("Сонда Тамбур соғысы басталды.", "kk", "event", "Тамбур соғысы"),
    ],
)
def test_unregistered_names_in_russian_and_kazakh(find: Find, text: str, lang: str, kind: str, name: str) -> None:
    found = [m for m in find(text, lang=lang).mentions if m.kind == kind]
    assert [m.text.removeprefix("генерал ") for m in found] == [name]


def test_a_kazakh_ending_upon_an_ending(find: Find) -> None:
    assert find("Оның Москвадағы үйі.", lang="kk").keys("Москвадағы") == ("moskova",)


@pytest.mark.parametrize(
    ("text", "lang", "is_found"),
    [
        ("Он говорил с Тамбурином вчера.", "ru", True),
        ("Він сказав Тамбуринові правду.", "uk", True),
        ("Он сказал Тамбуринові правду.", "ru", False),
        ("Ол Тамбуринмен сөйлесті.", "kk", True),
        ("Он ушёл, Тамбуринмен остался.", "ru", False),
        ("Тој рече Тамбуринові.", "mk", True),  # a language without a file may have any
    ],
)
def test_a_cyrillic_ending_is_of_the_texts_language(text: str, lang: str, is_found: bool) -> None:
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="tamburin">'
        '<persName xml:lang="ru">Тамбурин</persName></person></listPerson></standOff></TEI>'
    )
    found = Annotator(make_registers(xml)).find(make_document(f"<p>{text}</p>", lang)).mentions_only()
    assert ("tamburin" in {key for m in found for key in m.keys}) == is_found


def test_what_tells_where_ends_a_name(find: Find) -> None:
    found = find("Gazeteci Salih Vehbi Tanör Tanburat’tan gelmişti.")
    assert (found.texts("person"), found.texts("place")) == (["Salih Vehbi Tanör"], ["Tanburat"])


def test_a_general_name_behind_another_name_is_no_one_known(find: Find) -> None:
    found = find("Kerim Ulu geldi.", "Yanında Celâdet Kerim vardı.")
    assert [(m.text, m.keys) for m in found.mentions] == [("Kerim Ulu", ("kerim-pasa",)), ("Celâdet Kerim", ())]


def test_initials_of_a_patronymic_belong_to_the_name(find: Find) -> None:
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="tamburin">'
        '<persName xml:lang="ru">Антон Тамбурин</persName><persName xml:lang="ru">Тамбурин</persName></person>'
        "</listPerson></standOff></TEI>"
    )
    document = make_document("<p>Потом А. И. Тамбурин говорил.</p>", "ru")
    found = Found(tuple(Annotator(make_registers(xml)).find(document).mentions_only()))
    assert found.keys("А. И. Тамбурин") == ("tamburin",)


def test_a_long_text_of_no_told_language_is_not_read_by_rules_of_another(registers: Registers) -> None:
    annotator = Annotator(registers, default_language="tr")

    def texts(sentence: str) -> list[str]:
        data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>{sentence * 20}</p></text></TEI>'
        return [m.text for m in annotator.find(parse(Source("a.xml", data.encode()))).mentions_only()]

    assert set(texts("Er traf Innere Schlamperei und ging am Abend in das Theater. ")) == set()
    assert set(texts("Orada Vehbi Tanör ve başka kişiler o gün uzun uzun konuştu. ")) == {"Vehbi Tanör"}


def test_letters_that_write_no_and_but_its_sign_are_of_the_editions_language(registers: Registers) -> None:
    annotator = Annotator(registers, default_language="en")

    def languages(words: str) -> set[str]:
        data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>{words * 20}</p></text></TEI>'
        return {text.lang for text in annotator.read(parse(Source("a.xml", data.encode()))).texts}

    assert languages("I had the parcel of books &amp; the letter from her. ") == {"en"}
    assert languages("Bunu Smith &amp; Jones daha önce uzun uzun göstermişti. ") == {""}


def test_a_row_of_names_shares_an_honorific(find: Find) -> None:
    assert find("Toplantıya Salih, Vehbi ve Kerim Paşalar katıldı.").texts("person")[:2] == ["Salih", "Vehbi"]


def test_a_row_that_a_plural_ends_needs_no_known_given_names(find: Find) -> None:
    assert find("Heyette Tunar, Yelken ve Kerim Beyler vardı.").texts("person")[:2] == ["Tunar", "Yelken"]
    assert find("Heyet Osman ve Seyfi beylerden oluştu.").texts("person") == ["Osman", "Seyfi"]


def test_a_last_name_alone_is_found_after_the_full_name(find: Find) -> None:
    found = find("Vehbi Tanör o yıl öldü.", "Ertesi gün Tanör için tören yapıldı.")
    assert found.texts("person") == ["Vehbi Tanör", "Tanör"]


def test_context_decides_between_namesakes(find: Find) -> None:
    found = find("Olay 1920’de geçti.", "Cevat Bey 12 Mart 1920’de geldi.")
    assert found.keys("Cevat Bey")[0] == "a-cevat"


def test_without_context_the_candidates_are_listed_and_nothing_is_certain(find: Find) -> None:
    mention = find("Cevat Bey geldi.").one("Cevat Bey")
    assert set(mention.keys) == {"a-cevat", "b-cevat"}
    assert mention.cert == "low"


def test_a_name_without_a_type_weighs_as_much_as_a_variant() -> None:
    names = "".join(
        f"<person xml:id='{key}'><persName{kind}>Cem Tan</persName></person>"
        for key, kind in (("a", " type='variant'"), ("b", ""))
    )
    known = make_registers(f"<TEI {TEI}><standOff><listPerson>{names}</listPerson></standOff></TEI>")
    (found,) = Annotator(known).find(make_document("<p>O gün Cem Tan geldi.</p>")).mentions_only()
    assert (found.cert, found.keys) == ("low", ("a", "b"))


def test_words_that_no_name_of_an_entry_has_are_counted() -> None:
    xml = (
        f"<TEI {TEI}><standOff><listPerson><person xml:id='a'><persName>Georg Beer-Hofmann</persName></person>"
        "</listPerson></standOff></TEI>"
    )
    linker = Linker(make_registers(xml), "")
    forms = ("georg h.", "georg b.", "beer-hofmanns", "georg hirsch", "georg k.", "hof")
    assert [linker.strange_words(form, "a") for form in forms] == [0, 0, 0, 1, 1, 1]


def test_a_noun_with_an_article_is_no_place_elsewhere(find: Find) -> None:
    assert find("Er kam aus Tunnel.", lang="de").texts("place") == ["Tunnel"]
    assert find("Er kam aus Tunnel.", "Er sah den Tunnel.", lang="de").texts("place") == []


def test_a_known_body_is_not_the_end_of_an_unknown_place() -> None:
    xml = f"<TEI {TEI}><listOrg><org xml:id='porte'><orgName>Porte</orgName></org></listOrg></TEI>"
    text = make_document("<p>They lived in Newby Porte.</p>", "en")
    assert [m.keys for m in Annotator(make_registers(xml)).find(text).mentions_only()] == [("porte",)]


def test_a_false_name_means_its_bearer_only_where_the_text_tells_so(find: Find) -> None:
    told = find("Kerim Paşa takma adıyla, yani Veli Bey olarak, yola çıktı.")
    assert told.keys("Veli Bey") == ("kerim-pasa",)
    assert find("Veli Bey sonra konuştu.").keys("Veli Bey") == ()
    assert find("O takma adıyla, yani Veli Bey olarak, yola çıktı.").keys("Veli Bey") == ()


@pytest.mark.parametrize(
    "cited",
    [
        "(Velizade, 2006: 294)",
        "[18, s. 23]",
        "(Neriman Velizade, Karasu Tarihi, İstanbul, 1988, s. 12)",
        "(bk. Velizade, 1990)",
    ],
)
def test_citations_hold_no_mentions(find: Find, cited: str) -> None:
    assert find(f"Olay böyle oldu {cited}.").mentions == ()


def test_ships_and_common_words_at_the_head_of_a_sentence_are_no_places(find: Find) -> None:
    assert find("Heyet Karasu vapuru ile gitti.").mentions == ()


@pytest.mark.parametrize(
    ("note", "cited"),
    [
        ("Karasu’nun alınışı için bk. Velizade, 1997: 264-327.", ["Velizade, 1997: 264-327"]),
        ("K. Velizade, Karasu Tarihi, s.114, 169. Kerim Paşa oradaydı.", ["K. Velizade, Karasu Tarihi, s.114, 169."]),
        ("Kerim Paşa öldü. Bkz. Velizade, 1978: 23; Dilovanov, 1980.", ["Velizade, 1978: 23; Dilovanov, 1980"]),
    ],
)
def test_a_note_cites_from_its_sentence_or_its_cue(note: str, cited: list[str]) -> None:
    assert [note[a:b] for a, b in citations(note, language("tr"), is_note=True)] == cited


@pytest.mark.parametrize(
    ("life", "reason"),
    [
        ('<birth when="1893"/>', "born in 1893, too late for 1900"),
        ('<birth when="1892"/>', ""),
        ('<death when="1869"/>', "died in 1869, long before 1900"),
        ('<death when="1870"/>', ""),
    ],
)
def test_who_was_no_grown_person_then_is_hardly_meant(life: str, reason: str) -> None:
    entry = f'<person xml:id="sonat"><persName>Kerim Sonat</persName>{life}</person>'
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>{entry}</listPerson></standOff></TEI>'
    known, _ = read_registers([parse(Source("r.xml", xml.encode()))])
    found = list(Annotator(known).find(make_document("<p>1900 yılında Kerim Sonat geldi.</p>")).mentions_only())
    reasons = [str(told) for one in found for choice in one.choices for told in choice.reasons]
    assert [told for told in reasons if "1900" in told] == ([reason] if reason else [])
