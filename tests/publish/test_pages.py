"""What holds on every page of the shipped site: links, addresses, policy, metadata, validity."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import html5lib
from lxml import etree
from tests.publish.website import Website, target_of

BASE = "https://edition.example/e/"
LOADED = "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //source/@src | //image/@href | //use/@href"
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "object-src": "'none'", "base-uri": "'none'",
}  # fmt: skip


def shown_pages(site: Website) -> Iterator[tuple[str, etree._Element]]:
    assert len(site.pages) > 500
    yield from site.pages.items()


def test_every_internal_link_and_fragment_resolves(shipped: Website) -> None:
    files = set(shipped.files)
    broken = []
    for path, page in shown_pages(shipped):
        for address in set(page.xpath("//a/@href | //link[not(@rel='canonical')]/@href | //script/@src | //img/@src")):
            target = target_of(path, address)
            if target is None:
                continue
            file, fragment = target
            if file not in files or (fragment and fragment not in shipped.ids.get(file, ())):
                broken.append((path, address))
    assert broken == []


def test_nothing_is_loaded_from_another_host(shipped: Website) -> None:
    for path, page in shown_pages(shipped):
        for address in page.xpath(LOADED):
            assert not urlsplit(address).netloc, (path, address)
            assert not urlsplit(address).scheme, (path, address)
        assert not page.xpath("//style | //@style | //iframe | //object | //embed | //base"), path
    for path, data in shipped.files.items():
        if path.endswith((".css", ".js")):
            outside = re.findall(
                rb"url\(\s*[\"']?(?!data:)[a-z]*:?//[^)]*|@import\s[^;]*//|fetch\(\s*[\"']https?:", data
            )
            assert outside == [], path


def test_every_page_has_one_heading_a_language_a_title_and_a_policy(shipped: Website) -> None:
    for path, page in shown_pages(shipped):
        assert len(page.xpath("//h1")) == 1, path
        assert page.get("lang") == ("en" if path.startswith("en/") else "tr"), path
        assert page.xpath("string(//head/title)").strip(), path
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        said = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
        assert {name: said[name] for name in POLICY} == POLICY, path
        assert "unsafe-inline" not in policy, path
        scripts = page.xpath("//script[not(@src)]/@type")
        assert scripts in ([], ["application/ld+json"]), path
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), path


def test_headings_skip_no_rank(shipped: Website) -> None:
    for path, page in shown_pages(shipped):
        ranks = [
            int(h.tag[1]) for h in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        ]
        assert all(b - a <= 1 for a, b in itertools.pairwise(ranks)), (path, ranks)


def test_every_page_says_what_and_where_it_is(shipped: Website) -> None:
    for path, page in shown_pages(shipped):
        if page.get("data-page") == "not-found" or path.endswith(".tei.html"):
            continue
        address = BASE + re.sub(r"(^|/)index\.html$", r"\1", path)
        assert page.xpath("//link[@rel='canonical']/@href") == [address], path
        assert page.xpath("//meta[@name='DC.title']/@content"), path
        data = [json.loads(script) for script in page.xpath("//script[@type='application/ld+json']/text()")]
        assert len(data) == 1, path
        assert data[0]["@context"] == "https://schema.org", path
        if page.get("data-page") == "redirect":
            continue
        found = {e.get("hreflang"): e.get("href") for e in page.xpath("//link[@hreflang]")}
        plain = re.sub(r"(^|/)index\.html$", r"\1", path.removeprefix("en/"))
        assert found == {"tr": BASE + plain, "en": f"{BASE}en/{plain}"}, path


def test_articles_have_the_tags_of_reference_managers(shipped: Website) -> None:
    pages = [p for path, p in shipped.pages.items() if p.get("data-page") == "article"]
    assert len(pages) == 10
    authors = 0
    for page in pages:
        tags = {e.get("name"): e.get("content") for e in page.xpath("//meta[@name]")}
        title = page.xpath("string(//h1)")
        assert tags["citation_title"] == tags["DC.title"] == title
        shown = [e.text_content() for e in page.xpath("//header//span[@class='author']")]
        assert page.xpath("//meta[@name='citation_author']/@content") == shown
        authors += len(shown)
        assert re.fullmatch(r"\d{4}(/\d\d){0,2}", tags["citation_publication_date"])
        assert tags["DC.date"] == tags["citation_publication_date"].replace("/", "-")
        assert tags["DC.language"] == tags["citation_language"] == "tr"
        assert tags["citation_xml_url"].startswith(BASE)
    assert authors == 10


def some_of_each_kind(site: Website, number: int = 4) -> Iterator[str]:
    seen: Counter[tuple[str, str, bool]] = Counter()
    for path, page in site.pages.items():
        kind = (page.get("data-page"), path.removeprefix("en/").partition("/")[0], path.startswith("en/"))
        seen[kind] += 1
        if seen[kind] <= number and (len(site.bytes(path)) < 60_000 or seen[kind] == 1):
            yield path


def test_pages_are_valid(shipped: Website) -> None:
    paths = list(some_of_each_kind(shipped))
    kinds = {shipped.pages[path].get("data-page") for path in paths}
    assert kinds >= {"article", "entity", "index", "chronology", "network", "about", "home", "not-found", "source"}
    parser = html5lib.HTMLParser(strict=True)
    for path in paths:
        parser.parse(shipped.bytes(path).decode())  # raises where the page is not valid


def test_ids_stand_once_and_names_of_attributes_are_those_of_html(shipped: Website) -> None:
    for path, page in shown_pages(shipped):
        ids = page.xpath("//@id")
        assert [i for i, n in Counter(ids).items() if n > 1] == [], path
        assert not page.xpath("//@*[contains(name(), ':')][not(ancestor::*[name()='svg'])]"), path
        named = page.xpath("//@aria-labelledby | //@aria-describedby | //label/@for")
        assert {word for value in named for word in value.split()} <= set(ids), path


def test_pages_for_machines(shipped: Website) -> None:
    ns = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}
    listed = etree.fromstring(shipped.bytes("sitemap.xml")).xpath("//s:loc/text()", namespaces=ns)
    files = set(shipped.files)
    assert len(listed) == len(set(listed)) > 500
    paths = [re.sub(r"(^|/)\Z", r"\1index.html", address.removeprefix(BASE)) for address in listed]
    assert set(paths) <= files
    # a page names itself as the sitemap does, and neither file names a signpost or what is not there
    for path, address in zip(paths, listed, strict=True):
        page = shipped.page(path)
        assert page.xpath("//link[@rel='canonical']/@href") == [address]
        assert not page.xpath("//meta[@name='robots']")
    assert f"Sitemap: {BASE}sitemap.xml" in shipped.bytes("robots.txt").decode()
    for path in ("feed.xml", "en/feed.xml"):
        feed = etree.fromstring(shipped.bytes(path))
        moments = feed.xpath("//a:entry/a:updated/text()", namespaces=ns)
        assert len(moments) == 5
        assert moments == sorted(moments, reverse=True)
        assert all(a.removeprefix(BASE) in files for a in feed.xpath("//a:entry/a:link/@href", namespaces=ns))
