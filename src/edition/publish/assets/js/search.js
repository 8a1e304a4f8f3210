// The search page: Pagefind's index, hits that lead to the paragraph. From the file system it says what to use instead.
"use strict";
{
  const box = document.getElementById("search");
  const form = box.querySelector("form"), input = box.querySelector("input"), status = box.querySelector(".status");
  const hits = box.querySelector(".hits"), filters = box.querySelector(".filters");
  const make = edition.make;
  const chosen = {};
  let pagefind = null, round = 0;

  const AROUND = 13, MOST = 4;

  // the paragraph, note or item that a word stands in, and the words around it
  const passages = (data) => {
    // a mention or the call of a note is no passage: the block around it is
    const anchors = data.anchors.filter((anchor) => anchor.element !== "a").sort((a, b) => a.location - b.location);
    const words = data.content.split(/\s+/), found = new Map();
    for (const at of data.locations) {
      const anchor = anchors.filter((each) => each.location <= at).pop();
      const id = anchor ? anchor.id : "";
      if (!found.has(id)) found.set(id, []);
      found.get(id).push(at);
    }
    return [...found].sort(([, a], [, b]) => b.length - a.length).slice(0, MOST).map(([id, places]) => {
      const from = Math.max(0, places[0] - AROUND), hit = new Set(places);
      const parts = [from ? "… " : ""];
      words.slice(from, places[0] + AROUND).forEach((word, i) => parts.push(hit.has(from + i) ? make("mark", {}, word) : word, " "));
      return { id, parts: [...parts, "…"] };
    });
  };

  const hit = async (result) => {
    const data = await result.data();
    const kind = (data.filters.kind || [])[0];
    const item = make("li", {}, make("a", { href: data.url }, data.meta.title || data.url), kind ? " " : "", kind ? make("small", {}, kind) : "");
    const list = make("ul");
    for (const { id, parts } of passages(data)) {
      list.append(make("li", {}, make("a", { href: data.url + (id ? "#" + encodeURIComponent(id) : "") }, ...parts)));
    }
    item.append(list);
    return item;
  };

  const search = async () => {
    const mine = ++round;
    const query = input.value.trim();
    history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    const active = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
    if (!query && !Object.keys(active).length) { hits.replaceChildren(); status.textContent = ""; return; }
    const found = await pagefind.search(query || null, { filters: active });
    if (mine !== round) return;
    hits.replaceChildren();
    status.textContent = found.results.length ? box.dataset.found.replace("{n}", found.results.length) : box.dataset.none;
    let next = 0;
    const more = make("button", { type: "button" }, box.dataset.more);
    const page = async () => {
      more.remove();
      for (const result of found.results.slice(next, next += 10)) {
        const item = await hit(result);
        if (mine !== round) return; // another search has begun meanwhile
        hits.append(item);
      }
      if (next < found.results.length) hits.after(more);
    };
    box.querySelectorAll(":scope > button").forEach((old) => old.remove());
    more.addEventListener("click", page);
    await page();
  };

  const choices = async () => {
    const known = await pagefind.filters();
    for (const name of ["article", "kind", "person", "place"]) {
      if (!known[name]) continue;
      const select = make("select", {}, make("option", { value: "" }, "—"));
      const values = Object.entries(known[name]).sort(([a], [b]) => a.localeCompare(b, document.documentElement.lang));
      for (const [value, count] of values) select.append(make("option", { value }, `${value} (${count})`));
      const key = "filter" + name[0].toUpperCase() + name.slice(1);
      select.addEventListener("change", () => { chosen[name] = select.value; search(); });
      filters.append(make("label", {}, box.dataset[key] + " ", select));
    }
  };

  const start = async () => {
    if (location.protocol === "file:") throw new Error("no server");
    pagefind = await import(new URL(box.dataset.bundle + "pagefind.js", location.href).href);
    await pagefind.options({ excerptLength: 26, baseUrl: new URL(box.dataset.bundle + "..", location.href).pathname });
    await pagefind.init();
    await choices();
    form.hidden = false;
    document.getElementById("instead").hidden = true;
    let timer = 0;
    form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200); });
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) search();
  };
  start().catch(() => { document.querySelector("#instead p").textContent = box.dataset.failed; });
}
