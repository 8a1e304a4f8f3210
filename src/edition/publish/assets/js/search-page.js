// The page of the search: entries first, then passages, narrowed by article and years.
"use strict";
{
  const box = document.getElementById("search");
  const form = box.querySelector("form"), input = document.getElementById("query"), status = box.querySelector(".status");
  const named = box.querySelector(".named"), hits = box.querySelector(".hits"), select = document.getElementById("in-article");
  const from = document.getElementById("from-year"), to = document.getElementById("to-year");
  const make = edition.make;
  let round = 0;

  const years = () => {
    const first = Number(from.value) || Number(to.value), last = Number(to.value) || Number(from.value);
    if (!first) return null;
    const open = [from.value ? first : last - 200, to.value ? last : first + 200];
    return Array.from({ length: Math.max(0, open[1] - open[0] + 1) }, (_, i) => open[0] + i);
  };
  const hit = async (load) => make("li", {}, edition.search.textLink(await load()));

  const search = async () => {
    const mine = ++round, query = input.value.trim(), when = years();
    const told = new URLSearchParams([["q", query], ["article", select.value], ["from", from.value], ["to", to.value]].filter(([, value]) => value));
    history.replaceState(null, "", told.size ? "?" + told : location.pathname);
    const span = when && [when[0], when[when.length - 1]];
    const found = select.value ? [] : await edition.search.entries(query, 24, span);
    const passages = query || select.value || when ? await edition.search.texts(query, { article: select.value, years: when }) : [];
    if (mine !== round) return;
    named.replaceChildren(...found.map((each) => make("li", {}, edition.search.entryLink(each))));
    status.textContent = !query && !passages.length ? "" : found.length + passages.length ? box.dataset.found.replace("{n}", found.length + passages.length) : box.dataset.none;
    hits.replaceChildren();
    let next = 0;
    const more = make("button", { type: "button" }, box.dataset.more);
    const page = async () => {
      more.remove();
      const items = await Promise.all(passages.slice(next, next += 10).map(hit));
      if (mine !== round) return; // another search has begun meanwhile
      hits.append(...items);
      if (next < passages.length) hits.after(more);
    };
    box.querySelectorAll(":scope > button").forEach((old) => old.remove());
    more.addEventListener("click", page);
    await page();
  };

  const start = async () => {
    for (const title of await edition.search.articles()) select.append(make("option", { value: title }, title));
    const asked = new URLSearchParams(location.search);
    for (const [field, name] of [[input, "q"], [select, "article"], [from, "from"], [to, "to"]]) field.value = asked.get(name) || "";
    let timer = 0;
    form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200); });
    if (location.search) search();
  };
  start().catch(() => {
    const instead = document.getElementById("instead");
    instead.classList.remove("no-script");
    instead.querySelector("p").textContent = box.dataset.failed;
  });
}
