// Registers: a table that is fetched as it is needed, an entry's form, doubles to merge, proposals to decide.
import { ask, changeOnce, data, label, make, say, tell, warn } from "./page.js";
import { openLink, openNewEntry } from "./dialogs.js";
import { entryLines } from "./entries.js";
import { makeMap } from "./map.js";

const find = (selector) => document.querySelector(selector);

async function change(path, body, done) {
  try {
    const out = await tell(path, () => body);
    warn("");
    await done(out);
  } catch (error) { warn(error.message); }
}

// the table
const filter = find("#filter");
if (filter) {
  const rows = find("#entries tbody"), more = find("#more");
  let sort = "name", down = false, start = 0, turn = 0;
  const load = async (fresh) => {
    const mine = ++turn;
    start = fresh ? 0 : start + 100;
    const found = await ask("/api/registers", { q: filter.q.value, kind: filter.kind.value, sort, down: down ? 1 : 0, start });
    if (mine !== turn) return;
    const made = found.rows.map((entry) => make("tr", {}, make("th", { scope: "row" }, make("a", { href: `/registers?key=${encodeURIComponent(entry.key)}` }, entry.name)),
      make("td", { "data-kind": entry.kind }, label(`kind.${entry.kind}`)), make("td", {}, entry.dates), make("td", { class: "n" }, String(entry.count)), make("td", {}, make("code", {}, entry.key))));
    if (fresh) rows.replaceChildren(...made);
    else rows.append(...made);
    find("#count").textContent = label("entries", { n: found.all });
    more.hidden = start + 100 >= found.all;
  };
  filter.addEventListener("input", () => load(true));
  filter.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => load(false));
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => {
      down = sort === button.dataset.sort ? !down : false;
      sort = button.dataset.sort;
      for (const head of document.querySelectorAll("#entries th[aria-sort]")) head.setAttribute("aria-sort", "none");
      button.parentElement.setAttribute("aria-sort", down ? "descending" : "ascending");
      load(true);
    });
  }
  find("#new").addEventListener("click", () => newEntry({}, () => load(true)));
  load(true);
}

/** The mentions of a proposal, as a change names them: the first article, and the ids in each. */
function mentionsOf({ ids }) { return ids ? { article: Object.keys(ids)[0], ids } : {}; }

/** The form of a new entry; `about` fills it, and the mentions that it names lead to the entry. */
function newEntry(about, done) {
  openNewEntry({
    target: () => ({ text: "", lang: data.lang, ...about }),
    newEntry: async (wish) => {
      const out = await tell("/api/entry/new", () => ({ ...wish, ...mentionsOf(about) }));
      if (out.ask) return out;
      say(label("said.new-entry", { text: wish.names[0][1], told: out.record.told }));
      await done(out.record.told, out);
      return out;
    },
  });
}

// an entry
const entry = find("#entry");
if (entry) {
  const key = entry.dataset.key;
  const original = new Map([...entry.querySelectorAll("[data-number]")].map((row) => [row, read(row)]));
  function read(row) {
    const attributes = Object.fromEntries([...row.querySelectorAll("[data-attribute]")].map((field) => [field.dataset.attribute, field.value.trim()]));
    return { number: Number(row.dataset.number), text: row.querySelector("[name=text]")?.value ?? "", attributes, date: row.querySelector("[data-date]")?.value.trim() };
  }
  entry.addEventListener("click", (event) => {
    const row = event.target.closest("[data-remove]")?.closest("[data-number]");
    if (row) { row.dataset.gone = "yes"; row.hidden = true; }
  });
  entry.addEventListener("submit", (event) => {
    event.preventDefault();
    const changes = [];
    for (const [row, before] of original) {
      const now = read(row);
      if (row.dataset.gone) changes.push({ number: now.number, remove: true });
      else if (JSON.stringify(now) !== JSON.stringify(before)) {
        const attributes = Object.fromEntries(Object.entries(now.attributes).filter(([name, value]) => value !== before.attributes[name]));
        changes.push({ ...now, attributes, date: now.date === before.date ? undefined : now.date });
      }
    }
    const { new: name, "new-text": text, "new-lang": lang, "new-type": type } = entry.elements;
    if (text.value.trim()) {
      const isDate = data.dated.includes(name.value), attributes = { "xml:lang": lang.value, type: type.value };
      changes.push({ number: -1, name: name.value, text: isDate ? "" : text.value.trim(), date: isDate ? text.value.trim() : undefined, attributes });
    }
    if (changes.length) changeOnce("/api/entry", () => ({ key, changes }));
  });
  const tellDate = async (field) => { // what a date is in the Gregorian calendar, as it is written
    const value = field.value.trim(), output = field.closest(".field").querySelector("[data-gregorian]");
    const found = value && await ask("/api/date", { value, lang: data.lang });
    if (value === field.value.trim()) output.textContent = found ? found.shown : "";
  };
  entry.addEventListener("input", (event) => {
    const isNew = event.target.name === "new-text" && data.dated.includes(entry.elements.new.value);
    if (isNew || event.target.matches("[data-date]")) tellDate(event.target);
  });
  const take = (name, text) => { // a value for a field of the form: of the one there is, else a new one
    const row = [...original.keys()].find((one) => one.dataset.name === name && !one.dataset.gone);
    if (row) row.querySelector("[name=text]").value = text;
    else { entry.elements.new.value = name; entry.elements["new-text"].value = text; }
  };
  find("#pick")?.addEventListener("toggle", (event) => {
    const map = find("#map");
    if (event.target.open && !map.childElementCount) makeMap(map, find("#map-at"), (latitude, longitude) => take("location", `${latitude} ${longitude}`));
  });

  // relations
  find("#relations").addEventListener("click", (event) => {
    const { relation, file } = event.target.dataset;
    if (relation) changeOnce("/api/relation", () => ({ key, remove: Number(relation), file }));
  });
  find("#relation").addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, other, end } = event.target.elements;
    changeOnce("/api/relation", () => ({ key, name: name.value, other: other.value.trim(), end: end.value }));
  });
  for (const field of document.querySelectorAll("[list=keys]")) {
    field.addEventListener("input", async () => {
      const found = await ask("/api/entries", { q: field.value });
      find("#keys").replaceChildren(...found.map((one) => make("option", { value: one.key }, [one.name, one.dates].filter(Boolean).join(" "))));
    });
  }

  // a service, only when the button is pressed
  find("#ask")?.addEventListener("click", async (event) => {
    event.target.disabled = true;
    try {
      const found = await tell("/api/candidates", () => ({ key }));
      const rows = found.candidates.map((one) => {
        const button = make("button", { type: "button", disabled: data.readOnly }, label("entry.take"));
        button.addEventListener("click", () => changeOnce("/api/entry", () => ({ key, changes: [{ number: -1, name: "idno", text: one.id, attributes: { type: found.type } }] })));
        return make("li", {}, make("b", {}, one.name), ` ${one.description} `, make("small", {}, [found.type, one.id, one.score].join(" · ")), button);
      });
      find("#candidates").replaceChildren(...(rows.length ? rows : [make("li", { class: "empty" }, label("entry.no-candidates"))]));
    } catch (error) { warn(error.message); }
    event.target.disabled = false;
  });
  const picked = () => {
    const ids = {};
    for (const box of document.querySelectorAll("#mentions input:checked")) (ids[box.dataset.article] ??= []).push(box.value);
    return ids;
  };
  for (const form of document.querySelectorAll("[data-form]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const what = form.dataset.form, go = (to) => () => { location.href = `/registers?key=${encodeURIComponent(to)}`; };
      if (what === "rename") changeOnce("/api/entry/rename", () => ({ key, new: form.elements.new.value }), go(form.elements.new.value));
      else changeOnce("/api/entry/split", () => ({ key, new: form.elements.new.value, names: [[data.lang, form.elements.name.value]], ids: picked() }), go(form.elements.new.value));
    });
  }
  ask("/api/mentions", { key }).then((found) => {
    const items = found.mentions.map((one) => make("li", {}, make("label", {}, make("input", { type: "checkbox", value: one.id, "data-article": one.article }), " ",
      one.sentence[0], make("mark", {}, one.sentence[1]), one.sentence[2]), make("small", {}, make("a", { href: `/review?article=${encodeURIComponent(one.article)}&mention=${encodeURIComponent(one.id)}` }, one.title), ` · ${label(`cert.${one.cert}`)}`)));
    find("#mentions").replaceChildren(make("p", { class: "hint" }, label("mentions", { n: found.all })), make("ul", { class: "listing", tabindex: "0" }, ...items));
  });
}

// doubles: the other entry is merged into the one that is kept
for (const button of document.querySelectorAll("[data-merge]")) {
  button.addEventListener("click", () => change("/api/entry/merge", { key: button.dataset.merge, into: button.dataset.into }, () => {
    if (button.dataset.then) { location.href = button.dataset.then; return; }
    say(label("said.merge", { key: button.dataset.merge, into: button.dataset.into }));
    for (const other of document.querySelectorAll("[data-merge]")) {
      if ([other.dataset.merge, other.dataset.into].includes(button.dataset.merge)) other.closest("li").remove();
    }
  }));
}

// proposals: one cluster a name
const proposals = find("#proposals");
if (proposals) {
  const load = async () => {
    const found = await ask("/api/proposals");
    proposals.replaceChildren(...(found.length ? found.map(cluster) : [make("p", { class: "empty" }, label("proposals.none"))]));
  };
  /** What is decided is gone from the page at once, so that nobody decides it again; it comes back where it was refused. */
  const decide = async (one, wish) => {
    const box = boxes.get(one);
    box.inert = true;
    let isDone = false;
    await change("/api/decide", { ...mentionsOf(one), ...wish }, () => { isDone = true; });
    if (isDone) await decided(one);
    else await load();
  };
  const decided = async (one) => {
    boxes.get(one).remove();
    say(label("said.same", { n: one.count, text: one.text }));
    if (!proposals.childElementCount) await load();
  };
  const boxes = new Map();
  const cluster = (one) => {
    const box = make("section", { class: "box" },
      make("h3", { "data-kind": one.kind }, `${one.text} `, make("small", {}, `${label(`kind.${one.kind}`)} · ${label("mentions", { n: one.count })}`)),
      make("ul", { class: "listing" }, ...one.sentences.map((s) => make("li", {}, s[0], make("mark", {}, s[1]), s[2]))),
      make("div", { class: "choices" },
        button(label("do.new-entry"), () => newEntry(one, () => decided(one))),
        button(label("proposals.exists"), () => openLink({ target: () => one, decide: (wish) => decide(one, wish) })),
        ...one.likely.map((entry) => { const made = button("", () => decide(one, { action: "link", key: entry.key })); made.append(...entryLines(entry)); return made; }),
        button(label("proposals.no-name"), () => decide(one, { action: "reject" }))));
    boxes.set(one, box);
    return box;
  };
  const button = (text, run) => { const made = make("button", { type: "button", disabled: data.readOnly }, text); made.addEventListener("click", run); return made; };
  load();
}
