// A filter over the list of all texts: words of their titles, and what they are grouped by. What it needs is loaded when it
// is used. Without this file the list goes on over pages, and each group has its own.
"use strict";
{
  const list = document.querySelector("ol.contents");
  const lang = document.documentElement.lang;
  const label = (key, n) => edition.label("lists." + key, n);
  const MOST = 200;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(lang);
  let data = null, shown = MOST;

  const words = edition.make("input", { type: "search", id: "list-words" });
  const order = edition.make("select", { id: "list-order" }, ...["date", "title"].map((key) => edition.make("option", { value: key }, label("sort." + key))));
  const form = edition.make("form", { class: "list-tools", role: "search" },
    edition.make("label", { for: "list-words" }, label("filter")), words, edition.make("label", { for: "list-order" }, label("sort")), order);
  const said = edition.make("p", { class: "count", role: "status" });
  const found = edition.make("ol", { class: "contents" });
  const more = edition.make("button", { type: "button" }, label("more"));
  const results = edition.make("div", { class: "list-results" }, said, found, more);
  const still = [...document.querySelectorAll("main > nav.pages, main > dl.facets"), list];
  results.hidden = true;
  list.before(form, results);
  const chosen = [];

  const load = async () => {
    if (data) return;
    if (!window.editionTexts) await edition.script(`data/texts.${lang}.js`);
    if (data) return;
    data = window.editionTexts;
    for (const text of data.texts) text.plain = plain(text.title);
    for (const [number, { facet, names }] of data.facets.entries()) {
      const counts = names.map(() => 0);
      for (const text of data.texts) for (const group of text.groups[number]) counts[group]++;
      const select = edition.make("select", { id: "list-" + facet }, edition.make("option", { value: "" }, label("any")),
        ...names.map((name, at) => edition.make("option", { value: String(at) }, `${name || label("none")} (${counts[at]})`)));
      chosen.push(select);
      form.append(edition.make("label", { for: select.id }, label(facet)), select);
    }
  };
  const show = async () => {
    await load();
    const asked = plain(words.value).split(/\s+/).filter(Boolean);
    const active = asked.length || order.value !== "date" || chosen.some((select) => select.value);
    results.hidden = !active;
    for (const part of still) part.hidden = Boolean(active);
    if (!active) return;
    const fits = data.texts.filter((text) => asked.every((word) => text.plain.includes(word))
      && chosen.every((select, number) => !select.value || text.groups[number].includes(Number(select.value))));
    if (order.value === "title") fits.sort((a, b) => a.title.localeCompare(b.title, lang, { numeric: true }));
    said.textContent = label("found", fits.length.toLocaleString(lang));
    found.replaceChildren(...fits.slice(0, shown).map((text) => edition.make("li", {},
      edition.make("a", { href: new URL(text.path, new URL("..", location.href)).href, lang: text.lang }, text.title),
      " ", edition.make("small", { class: "meta" }, text.year))));
    more.hidden = fits.length <= shown;
  };
  form.addEventListener("focusin", load);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { shown = MOST; show(); });
  more.addEventListener("click", () => { shown += MOST; show(); });
}
