// What the search finds: entries by any of their names, misspelt ones too, and passages of the texts. With an index
// (Pagefind, from a web server) words are found by their stems; without it by their beginnings.
"use strict";
{
  const lang = document.documentElement.lang;
  const make = edition.make;
  // spelling must not stand in a searcher's way: accents go, the Turkish i's are one
  const plain = (text) => text.toLocaleLowerCase(lang).normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/[’'ʼ‘`]/g, "");
  const wordsOf = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const address = (path) => new URL((window.editionPrefix || "") + path, edition.root).href;

  // letters that must be put in, taken out, replaced or exchanged to make one word of another; more than `most` do not count
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  };
  // how well a word of the query meets one of a name: 0 not at all, 3 as a whole
  const meets = (asked, word, last) => {
    if (asked === word) return 3;
    if (word.startsWith(asked) && (last || asked.length > 2)) return 2;
    const most = asked.length < 4 ? 0 : asked.length < 8 ? 1 : 2;
    if (!most || asked[0] !== word[0]) return 0;
    return distance(asked, word, most) <= most || (last && word.length > asked.length && distance(asked, word.slice(0, asked.length), most) <= most) ? 1 : 0;
  };
  const rate = (asked, words) => asked.map((each, i) => words.reduce((best, word) => Math.max(best, meets(each, word, i === asked.length - 1)), 0));
  const least = (rates) => Math.min(...rates);

  let rows = null;
  const known = async () => {
    if (rows) return rows;
    if (!window.editionNames) await edition.script(`data/names.${lang}.js`);
    const { kinds, articles, entries } = window.editionNames;
    rows = [
      ...articles.map(([name, year, path]) => ({ name, path, dates: "", about: year, count: Infinity, kind: -1, others: [], years: [] })),
      ...entries.map(([name, kind, path, dates, count, others, years]) => ({ name, path, dates, count, kind, folder: kinds[kind], others: others ? others.split("\n") : [], years })),
    ];
    for (const row of rows) {
      row.words = wordsOf(row.name);
      row.forms = row.others.map((form) => ({ form, words: wordsOf(form) }));
      row.all = [...row.words, ...row.forms.flatMap(({ words }) => words)];
    }
    return rows;
  };

  // the best reason to show an entry; titles before persons before other kinds where the reasons are as good
  const reason = (row, asked, whole) => {
    if (plain(row.name) === whole) return { score: 9 };
    const own = least(rate(asked, row.words));
    if (own > 1) return { score: 5 + own };
    let best = { score: own ? 3 : 0 };
    for (const { form, words } of row.forms) {
      const score = plain(form) === whole ? 8 : least(rate(asked, words)) + (least(rate(asked, words)) > 1 ? 3 : 1);
      if (least(rate(asked, words)) && score > best.score) best = { score, form };
    }
    if (best.score) return best;
    const rates = rate(asked, row.all), missed = rates.filter((each) => each === 0).length;
    return { score: missed === 0 ? 2 : missed === 1 && asked.length > 2 ? 1 : 0 };
  };
  const entries = async (query, most, years) => {
    const asked = wordsOf(query), whole = plain(query.trim());
    if (!asked.length) return [];
    const [from, to] = years || [];
    const found = [];
    for (const row of await known()) {
      const inTime = (!from && !to) || (row.years.length && (!from || row.years[1] >= from) && (!to || row.years[0] <= to));
      const { score, form } = inTime ? reason(row, asked, whole) : { score: 0 };
      if (score) found.push({ row, score, form });
    }
    const good = found.some(({ score }) => score > 3) ? found.filter(({ score }) => score > 1) : found;
    return good.sort((a, b) => b.score - a.score || a.row.kind - b.row.kind || b.row.count - a.row.count).slice(0, most);
  };
  const entryLink = ({ row, form }) => make("a", { href: address(row.path) }, row.name,
    row.dates || row.about ? make("small", {}, " " + (row.dates || row.about).replace("_", "–")) : "", form && form !== row.name ? make("small", {}, " = " + form) : "");

  // texts: with the index, else by looking through all of them
  let pagefind;
  const index = async () => {
    if (pagefind !== undefined) return pagefind;
    pagefind = null;
    const bundle = document.querySelector(".find").dataset.bundle;
    if (bundle && location.protocol !== "file:") {
      try {
        const loaded = await import(new URL(bundle + "pagefind.js", location.href).href);
        await loaded.options({ baseUrl: new URL(bundle + "..", location.href).pathname });
        await loaded.init();
        await loaded.filters();
        pagefind = loaded;
      } catch { /* no index there: the texts themselves serve */ }
    }
    return pagefind;
  };
  const AROUND = 10;
  const excerpt = (words, at, hits) => {
    const from = Math.max(0, at - AROUND), parts = [from ? "… " : ""];
    words.slice(from, at + AROUND).forEach((word, i) => parts.push(hits.has(from + i) ? make("mark", {}, word) : word, " "));
    return [...parts, "…"];
  };
  const fromIndex = async (loaded, query, { article, years }) => {
    const filters = {};
    if (article) filters.article = article;
    if (years) filters.year = { any: years.map(String) };
    const found = await loaded.search(query || null, { filters });
    return found.results.map((result) => async () => {
      const data = await result.data();
      const words = data.content.split(/\s+/), at = data.locations[0] || 0;
      const places = (data.meta.places || "").split("\n").map((line) => [Number(line.split(" ")[0]), line.slice(line.indexOf(" ") + 1)]);
      const [, id] = places.filter(([first]) => first <= at).pop() || places[0];
      return { path: data.meta.path, id, title: data.meta.title, heading: data.meta.heading || "", parts: excerpt(words, at, new Set(data.locations)) };
    });
  };
  const fromTexts = async (query, { article, years }) => {
    if (window.editionPassages === undefined) await edition.script(`data/passages.${lang}.js`);
    await known();
    const titles = new Map(window.editionNames.articles.map(([title, , path]) => [path, title]));
    const asked = wordsOf(query), found = [];
    for (const [path, heading, said, blocks] of window.editionPassages || []) {
      if ((article && titles.get(path) !== article) || (years && !said.some((year) => years.includes(year)))) continue;
      for (const [id, text] of blocks) {
        const words = text.split(/\s+/), hits = new Set();
        const met = asked.map(() => false);
        words.forEach((word, i) => wordsOf(word).forEach((each) => asked.forEach((one, k) => {
          if (each.startsWith(one)) { hits.add(i); met[k] = true; }
        })));
        if (met.every(Boolean) && (hits.size || !asked.length)) found.push({ path, id, title: titles.get(path) || path, heading, hits, words });
      }
    }
    found.sort((a, b) => b.hits.size - a.hits.size);
    return found.map(({ hits, words, ...rest }) => async () => ({ ...rest, parts: excerpt(words, Math.min(...hits, words.length), hits) }));
  };
  const texts = async (query, options = {}) => {
    const loaded = await index();
    if (loaded) return fromIndex(loaded, query, options);
    try { return await fromTexts(query, options); } catch { return []; }
  };
  const textLink = ({ path, id, title, heading, parts }) => make("a", { href: address(path) + "#" + encodeURIComponent(id) },
    make("small", {}, heading ? `${title} · ${heading}` : title), make("span", {}, ...parts));

  edition.search = { entries, entryLink, texts, textLink, articles: async () => { await known(); return window.editionNames.articles.map(([title]) => title); } };

  // the search of the header: entries while one types, a moment later the texts
  const form = document.querySelector(".find"), input = form.querySelector("input");
  const list = make("div", { class: "found", id: "found", role: "listbox", "aria-label": edition.label("search.entries"), hidden: "" });
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", "found"], ["aria-expanded", "false"], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  let round = 0, timer = 0, chosen = -1;
  const options = () => [...list.querySelectorAll("a")];
  const choose = (number) => {
    const all = options();
    chosen = number === null || !all.length ? -1 : (number + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    if (all[chosen]) { input.setAttribute("aria-activedescendant", all[chosen].id); all[chosen].scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  const fold = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); choose(null); };
  const group = (label, links) => {
    const box = make("div", { role: "group", "aria-label": edition.label(label) }, make("b", { "aria-hidden": "true" }, edition.label(label)), ...links);
    return links.length ? [box] : [];
  };
  const show = async () => {
    const mine = ++round, query = input.value.trim();
    if (query.length < 2) return fold();
    const found = await entries(query, 8);
    if (mine !== round) return;
    const draw = (passages) => {
      const all = make("a", { href: form.action.split("?")[0] + "?q=" + encodeURIComponent(query), class: "all" }, edition.label("search.all"));
      const parts = [...group("search.entries", found.map(entryLink)), ...group("search.texts", passages.map(textLink))];
      list.replaceChildren(...(parts.length ? parts : [make("p", {}, edition.label("search.none"))]), all);
      options().forEach((option, i) => { option.id = "found-" + i; option.setAttribute("role", "option"); option.tabIndex = -1; });
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      choose(null);
    };
    draw([]);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const passages = await Promise.all((await texts(query)).slice(0, 4).map((load) => load()));
      if (mine === round) draw(passages);
    }, 250);
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { clearTimeout(timer); round += 1; fold(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(Math.max(chosen, 0) - 1); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); options()[chosen].click(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) fold(); });
  form.addEventListener("focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) fold(); });
  if (input.value && document.activeElement === input) show();
}
