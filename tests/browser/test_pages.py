"""Indexes, home, chronology and search at work."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.conftest import Watched

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
pytestmark = pytest.mark.browser


def test_an_index_is_filtered_as_one_types(visit: Callable[..., Watched]) -> None:
    page = visit().open("persons/index.html")
    entries = page.locator("#index li:visible")
    before = entries.count()
    # letters without their marks find names that have them
    page.locator("#filter").fill("kazim karabekir")
    expect(page.locator(".index-tools output")).to_contain_text("1")
    expect(entries.first).to_contain_text("Kâzım Karabekir")
    expect(entries).not_to_have_count(before)
    page.locator("#filter").fill("")
    expect(entries).to_have_count(before)


def test_an_entry_is_found_by_another_name_and_shows_it(visit: Callable[..., Watched]) -> None:
    page = visit().open("persons/index.html")
    other = page.locator("#index .variants > span[lang=ru]").first.text_content()
    page.locator("#filter").fill(other)
    expect(page.locator("#index .variants[open]", has_text=other).first).to_be_visible()
    page.locator("#filter").fill("")
    expect(page.locator("#index .variants[open]")).to_have_count(0)


def test_an_index_is_sorted_by_mentions_and_back(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    entries = page.locator("#index li:visible")
    by_name = entries.all_inner_texts()
    page.locator("input[name=sort][value=count]").check()
    expect(page.locator("#index > ul")).to_be_visible()
    counts = [int(n) for n in page.locator("#index li:visible").evaluate_all("all => all.map(e => e.dataset.count)")]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    page.locator("input[name=sort][value=name]").check()
    expect(page.locator("#index > ul")).to_be_hidden()
    assert entries.all_inner_texts() == by_name


@pytest.mark.parametrize(
    ("path", "words", "inflected"), [("search/", "antlaşmalar", "antlaşma"), ("en/search/", "treaties", "treat")]
)
def test_a_search_finds_the_paragraph_by_its_stem(
    visit: Callable[..., Watched], address: str, path: str, words: str, inflected: str
) -> None:
    page = visit().page
    page.goto(f"{address}/{path}index.html")
    page.locator("#query").fill(words)
    hit = page.locator(".hits a[href*='articles/'][href*='#']:has(mark)").first
    hit.wait_for()
    assert inflected in hit.locator("mark").first.inner_text().lower()
    target = hit.get_attribute("href").split("#")[1]
    hit.click()
    page.wait_for_url("**/articles/**")
    expect(page.locator(f"[id='{target}']")).to_contain_text(inflected, ignore_case=True)


@pytest.mark.parametrize("served", [True, False], ids=["from a server", "from the file system"])
def test_a_search_is_narrowed_by_article_and_years(visit: Callable[..., Watched], address: str, served: bool) -> None:
    watched = visit()
    page = watched.page
    page.goto((address if served else watched.site.as_uri()) + "/search/index.html?q=Moskova")
    page.locator(".hits > li").first.wait_for()
    expect(page.locator(".named a").first).to_contain_text("Moskova")
    status = page.locator("#search .status")

    def count() -> int:
        return int(re.findall(r"\d+", status.inner_text())[0])

    def narrowed(before: int) -> int:
        page.wait_for_function(
            "before => parseInt(document.querySelector('#search .status').textContent) < before", arg=before
        )
        return count()

    everything = count()
    page.locator("#in-article").select_option("Türk-Rus ilişkileri ve Moskova Antlaşması (özet)")
    in_article = narrowed(everything)
    page.locator("#from-year").fill("1921")
    page.locator("#to-year").fill("1921")
    assert 0 < narrowed(in_article) < in_article
    assert "from=1921" in page.url


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Karabekr", "Kâzım Karabekir"),
        ("Mustafa Kemal Atatürk", "Mustafa Kemal"),
        ("Ленин", "Vladimir Lenin"),
        ("lenin", "Vladimir Lenin"),
        ("chicherin", "Georgi Çiçerin"),
        ("enver ve bolsevikler", "Enver Paşa ve Bolşevikler"),
    ],
)
def test_the_search_of_the_header_shows_entries_while_one_types(
    visit: Callable[..., Watched], width: int, words: str, first: str
) -> None:
    page = visit(width).open("about.html")
    page.locator(".find input").fill(words)
    page.locator(".found a", has_text=first).first.wait_for()
    # titles stand first, then persons
    links = page.locator(".found a").all_inner_texts()
    assert [first in link for link in links].index(True) < 2


def test_the_search_of_the_header_obeys_the_keyboard(visit: Callable[..., Watched]) -> None:
    page = visit().open("en/chronology/index.html")
    field = page.locator(".find input")
    field.fill("lenin")
    # the texts come a moment after the entries
    page.locator(".found a[href*='articles/'] mark").first.wait_for()
    assert "persons/lenin" in page.locator(".found a").first.get_attribute("href")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found a[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    field.fill("lenin")
    page.locator(".found a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/persons/lenin.html")


def test_the_search_of_the_header_leads_to_everything(visit: Callable[..., Watched]) -> None:
    page = visit().open("persons/lenin.html")
    page.locator(".find input").fill("Bakü")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.locator(".named a").first).to_contain_text("Bakü")


def test_without_script_the_search_says_what_to_use_instead(visit: Callable[..., Watched]) -> None:
    page = visit(java_script_enabled=False).open("search/index.html")
    expect(page.locator("#instead")).to_contain_text("JavaScript")
    assert page.locator("#instead a").count() >= 5


def test_the_first_page_begins_with_what_is_open(visit: Callable[..., Watched]) -> None:
    page = visit().open("en/index.html")
    question = page.locator(".questions h3 a").first
    expect(question).to_contain_text("what happened")
    expect(page.locator(".article-cards .first-sentence")).to_have_count(page.locator(".article-cards > li").count())
    question.click()
    page.wait_for_url("**/en/events/*.html")
    expect(page.locator("[data-type=discrepancy]").first).to_be_visible()


def test_the_chronology_is_narrowed_to_an_article(visit: Callable[..., Watched]) -> None:
    page = visit().open("chronology/index.html")
    sentences = page.locator(".chronology dd:visible")
    before = sentences.count()
    page.locator(".brush select").select_option("memduh-sevket-stalin-mulakati")
    page.wait_for_function("before => [...document.querySelectorAll('.chronology dd')].filter(e => e.getClientRects().length).length < before", arg=before)  # fmt: skip
    others = page.locator(".chronology dd:visible").filter(
        has_not=page.locator("a[href*='memduh-sevket-stalin-mulakati']")
    )
    expect(others).to_have_count(0)
    # no date stands without a sentence
    assert page.locator(".chronology dt:visible").count() <= sentences.count()
