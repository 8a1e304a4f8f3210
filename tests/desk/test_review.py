"""Review: every key, and what it leaves in the bytes of the TEI, the registers and the decisions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.deciding.conftest import ARTICLE, M
from tests.desk.conftest import Desk, Window

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
Visit = Callable[..., Window]
OWN = 'resp="#editor-ada-celik"'
BUTTONS = (
    "Next",
    "Previous",
    "Accept",
    "Reject",
    "Link",
    "New entry",
    "Kind",
    "Date",
    "Same",
    "Undo",
    "Redo",
    "Search",
    "Help",
)


def body(desk: Desk) -> str:
    return desk.text().partition("<text>")[2]


def test_next_and_previous_go_from_the_most_uncertain_mention_on(desk: Desk, window: Window) -> None:
    expected = [
        m.id
        for m in sorted(desk.article().marks, key=lambda m: ["unknown", "low", "medium", "high"].index(m.certainty))
    ]
    expected = [i for i in expected if desk.article().by_id[i].is_open]
    seen = [window.current]
    for _ in range(len(expected) - 1):
        window.press("j")
        seen.append(window.current)
    assert seen == expected
    window.press("k", "k")
    assert window.current == expected[-3]
    window.page.get_by_role("button", name="Previous").click()
    window.page.get_by_role("button", name="Next").click()
    assert window.current == expected[-3]


def test_every_action_has_a_button_and_every_mention_its_attributes(desk: Desk, window: Window) -> None:
    for name in BUTTONS:
        expect(window.page.get_by_role("button", name=name, exact=True)).to_be_visible()
    told = window.page.eval_on_selector_all(
        "[data-mention]", "all => all.map(e => [e.textContent, e.dataset.kind, e.dataset.cert])"
    )
    assert ["Vakur Bey", "person", "unknown"] in told
    assert ["16 March 1921", "date", "high"] in told
    assert len(told) == len(desk.article().marks)


def test_accept(desk: Desk, window: Window) -> None:
    window.choose("Kars")
    window.press("a")
    window.done("accepted")
    assert f'<placeName ref="place:kars" {OWN}>Kars</placeName> <persName' in body(desk)
    assert desk.decisions()[0][2:8] == ["Kars", "1", "place", "accept", "place:kars", "Ada Çelik"]
    expect(window.page.locator("#reading [aria-current=true]")).to_have_attribute("data-by", "editor")


def test_reject(desk: Desk, window: Window) -> None:
    id_ = window.choose("Vakur Bey")
    window.press("x")
    expect(window.page.locator(f'[data-mention="{id_}"]')).to_have_count(0)
    assert desk.text() == ARTICLE.replace(f'<persName cert="unknown" {M}>Vakur Bey</persName>', "Vakur Bey")
    assert desk.decisions()[0][2:6] == ["Vakur Bey", "1", "person", "reject"]


def test_undo_and_redo_after_a_restart(desk: Desk, visit: Visit, start: Callable[..., Desk]) -> None:
    window = visit(desk)
    window.choose("Vakur Bey")
    window.press("x")
    window.done("no mention")
    rejected = desk.text()
    desk.process.kill()
    desk.process.wait()
    second = start("--as", "Ada Çelik")
    again = visit(second)
    again.press("z")
    again.done("Taken back")
    assert second.text() == ARTICLE
    assert second.decisions() == []
    again.press("Z")
    again.done("Made again")
    assert second.text() == rejected


def test_a_figure_chooses_a_candidate(desk: Desk, window: Window) -> None:
    window.choose("Halil")
    expect(window.page.locator(".candidates li").nth(1)).to_contain_text("Halil İnce")
    window.press("2")
    window.done("halil-ince")
    assert f'<persName ref="person:halil-ince" {OWN}>Halil</persName> met' in body(desk)


def test_link_with_the_first_hit(desk: Desk, vakur: Window) -> None:
    vakur.press("l")
    vakur.page.keyboard.type("halil k")
    vakur.press("Enter")
    vakur.done("halil-kut")
    assert f'<persName ref="person:halil-kut" {OWN}>Vakur Bey</persName>' in body(desk)


def test_a_new_entry(desk: Desk, vakur: Window) -> None:
    vakur.press("n", "Enter")
    vakur.done("vakur-bey")
    assert f'<persName ref="person:vakur-bey" {OWN}>Vakur Bey</persName>' in body(desk)
    assert '<person xml:id="vakur-bey">\n    <persName xml:lang="en" type="main">Vakur Bey</persName>' in desk.text(
        "tei/registers/persons.xml"
    )
    vakur.press("z")
    vakur.done("Taken back")
    assert desk.text() == ARTICLE
    assert "vakur" not in desk.text("tei/registers/persons.xml")


def test_kind(desk: Desk, window: Window) -> None:
    window.choose("Spring")
    window.press("t", "4")
    window.done("event")
    assert f'<name type="event" {OWN}>Spring</name>' in body(desk)


def test_date(desk: Desk, window: Window) -> None:
    window.choose("16 March 1921")
    window.press("d")
    expect(window.page.get_by_label("Value")).to_have_value("1921-03-16")
    window.page.get_by_label("Value").fill("1917-10-25")
    window.page.get_by_label("Calendar").select_option("julian")
    expect(window.page.locator("#date-shown")).to_contain_text("1917-11-07")
    window.page.get_by_label("Value").press("Enter")
    window.done("julian:1917-10-25")
    assert f'<date when="1917-11-07" calendar="#julian" when-custom="1917-10-25" datingMethod="#julian" {OWN}>' in body(
        desk
    )


@pytest.mark.parametrize(("keys", "words"), [
    (["]"], "Vakur Bey on"), (["["], "met\n Vakur Bey"), (["Shift+]"], "Vakur Bey o"), (["Alt+]"], "Vakur"), (["Alt+["], "Bey"),
    (["Alt+Shift+]"], "Vakur Be"), (["]", "Alt+["], "Bey on"),
])  # fmt: skip
def test_borders(desk: Desk, vakur: Window, keys: list[str], words: str) -> None:
    for key in keys:
        vakur.press(key)
    vakur.done("“" + " ".join(words.split()) + "”")
    assert f"<persName {OWN}>{words}</persName>" in body(desk)


def test_words_that_were_missed(desk: Desk, window: Window) -> None:
    window.select("Treaty")
    window.press("t", "4")
    window.done("marked")
    assert f'<!-- kept --> <name type="event" {OWN}>Treaty</name>.' in body(desk)
    window.select("later")
    window.press("l")
    window.page.keyboard.type("kars")
    window.press("Enter")
    window.done("later")
    assert f'fell <placeName ref="place:kars" {OWN}>later</placeName>.' in body(desk)
    assert [d[5] for d in desk.decisions()] == ["add", "add"]


def test_words_are_marked_by_the_keyboard_alone(desk: Desk, window: Window) -> None:
    window.choose("16 March 1921")
    window.press("k", "j", "m")
    expect(window.page.locator(".selected")).to_be_visible()


def test_the_same_for_all_equal_mentions(desk: Desk, window: Window) -> None:
    window.choose("Halil")
    window.press("l")
    window.page.keyboard.type("halil i")
    window.press("Enter")
    window.done("halil-ince")
    window.press("s")
    expect(window.page.locator("#same-list li")).to_have_count(1)
    window.page.get_by_role("button", name="Here (1)").click()
    window.done("places: 1")
    assert body(desk).count('<persName ref="person:halil-ince"') == 2


def test_search_and_help(desk: Desk, window: Window) -> None:
    window.press("/")
    window.page.keyboard.type("spring")
    window.press("Enter")
    expect(window.page.get_by_role("dialog")).to_have_count(0)
    expect(window.page.locator("#reading [aria-current=true]")).to_have_text("Spring")
    window.press("?")
    expect(window.page.get_by_role("dialog")).to_contain_text("next mention")
    window.press("Escape")
    expect(window.page.get_by_role("dialog")).to_have_count(0)


def test_keys_in_a_field_are_letters(desk: Desk, window: Window) -> None:
    window.press("/")
    window.page.keyboard.type("axz")
    assert window.page.input_value("#search-q") == "axz"
    window.press("Escape")
    assert desk.text() == ARTICLE


def test_a_change_from_outside_is_shown_and_not_overwritten(desk: Desk, vakur: Window) -> None:
    path = desk.project.root / "tei/articles/letter.xml"
    path.write_text(ARTICLE.replace("fell later", "fell soon"), encoding="utf-8")
    vakur.press("a")
    expect(vakur.page.locator("#notice")).to_contain_text("changed")
    expect(vakur.page.locator("#reading")).to_contain_text("fell soon")
    assert desk.text() == ARTICLE.replace("fell later", "fell soon")
    vakur.choose("Vakur Bey")
    vakur.press("a")
    vakur.done("accepted")
    assert "fell soon" in desk.text()
    assert "Ada" in desk.text()


def test_a_notice_goes_when_the_editor_goes_on(window: Window) -> None:
    """Also that there is nothing to take back."""
    for go_on in ("j", "k"):
        window.press("z")
        expect(window.page.locator("#notice")).to_be_visible()
        window.press(go_on)
        expect(window.page.locator("#notice")).to_be_hidden()


def test_an_accepted_name_without_an_entry_is_told_and_waits_no_more(desk: Desk, vakur: Window) -> None:
    vakur.press("a")
    vakur.done("accepted. It has no entry")
    path = desk.project.root / "tei/articles/letter.xml"
    path.write_text(desk.text().replace("<persName resp", '<persName cert="unknown" resp'), encoding="utf-8")
    waiting = [mark.text for mark in desk.article().marks if mark.is_open]
    assert "Vakur Bey" not in waiting and "Spring" in waiting


def test_what_is_not_answered_is_told_whatever_asked(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers")
    window.page.wait_for_selector("#entries tbody tr")
    desk.process.kill()
    desk.process.wait()
    window.page.fill("#filter [name=q]", "ha")
    expect(window.page.locator("#notice")).to_contain_text("does not answer")


def test_two_windows_see_each_other(desk: Desk, visit: Visit) -> None:
    first, second = visit(desk), visit(desk)
    id_ = first.choose("Vakur Bey")
    first.press("x")
    expect(second.page.locator(f'[data-mention="{id_}"]')).to_have_count(0)
    second.choose("Kars")
    second.press("a")
    second.done("accepted")
    first.page.wait_for_function("() => document.querySelector('#reading [data-by=editor][data-kind=place]')")
    assert [d[5] for d in desk.decisions()] == ["reject", "accept"]


def test_two_desks_on_one_edition(desk: Desk, visit: Visit, start: Callable[..., Desk]) -> None:
    other = visit(start("--as", "Bora"))
    window = visit(desk)
    window.choose("Vakur Bey")
    window.press("x")
    window.done("no mention")
    other.choose("Spring")
    other.press("x")
    other.page.wait_for_function(
        "() => !document.getElementById('notice').hidden || document.getElementById('status').textContent"
    )
    other.page.wait_for_function(
        "() => !document.getElementById('reading').querySelector('[data-cert=unknown][data-kind=person]')"
    )
    assert ">Vakur Bey</persName>" not in desk.text()


def test_nothing_is_changed_where_the_desk_only_reads(start: Callable[..., Desk], visit: Visit) -> None:
    desk = start("--read-only")
    window = visit(desk)
    for key in "axz":
        window.press(key)
    window.press("?")
    expect(window.page.get_by_role("dialog")).to_be_visible()  # the keys before it were taken
    assert [u for u in window.requests if "/api/decide" in u or "/api/undo" in u] == []
    window.press("Escape")
    assert desk.text() == ARTICLE
    expect(window.page.get_by_role("button", name="Accept", exact=True)).to_be_disabled()


@pytest.mark.parametrize(("locale", "name"), [("tr-TR", "Sonraki"), ("de-AT", "Weiter"), ("fr-FR", "Next")])
def test_the_language_of_the_browser(desk: Desk, visit: Visit, locale: str, name: str) -> None:
    window = visit(desk, locale=locale)
    expect(window.page.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_borders_move_by_letter_with_buttons_and_touch(desk: Desk, visit: Visit) -> None:
    window = visit(desk, has_touch=True)
    window.page.locator("#reading [data-mention]", has_text="Vakur Bey").tap()
    window.page.get_by_label("by letter").tap()
    window.page.get_by_role("button", name="End a word later").tap()
    window.done("“Vakur Bey o”")
    assert f"<persName {OWN}>Vakur Bey o</persName>" in body(desk)
    window.page.get_by_label("by letter").tap()
    window.page.get_by_role("button", name="End a word later").tap()
    window.done("“Vakur Bey on”")


def test_a_range_of_another_calendar_from_the_context_comes_back_into_the_form(desk: Desk, window: Window) -> None:
    window.choose("16 March 1921")
    window.press("d")
    expect(window.page.get_by_label("Value")).to_have_value("1921-03-16")
    window.page.get_by_label("Value").fill("1337-01/1337-02")
    window.page.get_by_label("Calendar").select_option("rumi")
    window.page.get_by_label("uncertain", exact=True).check()
    window.page.get_by_label("context").check()
    expect(window.page.locator("#date-shown")).to_contain_text("1921-01-01 – 1921-02-28")
    window.page.get_by_label("Value").press("Enter")
    window.done("rumi:1337-01/1337-02?")
    assert '<date from="1921-01-01" to="1921-02-28" calendar="#rumi" when-custom="1337-01/1337-02"' in body(desk)
    window.press("d")
    expect(window.page.get_by_label("Value")).to_have_value("1337-01/1337-02")
    expect(window.page.get_by_label("context")).to_be_checked()
    expect(window.page.get_by_label("uncertain", exact=True)).to_be_checked()
    window.page.get_by_label("Value").press("Enter")
    window.done("rumi")
    assert 'evidence="internal"' in body(desk)


def test_changes_name_entries_and_kinds_as_people_do(desk: Desk, visit: Visit) -> None:
    window = visit(desk, locale="de-AT")
    window.choose("Spring")
    window.press("t", "4")
    window.done("„Spring“ ist Ereignis")
    window.choose("Vakur Bey")
    window.press("l")
    window.page.keyboard.type("halil k")
    window.press("Enter")
    window.done("Halil Kut (halil-kut)")
    window.page.goto(desk.base + "/changes")
    expect(window.page.locator(".changes")).to_contain_text("„Spring“: Art geändert → Ereignis")
    expect(window.page.locator(".changes")).to_contain_text("verknüpft → Halil Kut (halil-kut)")
