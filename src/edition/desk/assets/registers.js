// Registers: a table that is fetched as it is needed, an entry's form, doubles to merge, proposals to decide.
import { ask, data, label, make, say, tell, warn } from "./page.js";
import { entryLines, keyOf } from "./entries.js";

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

/** The form of a new entry; `about` fills it. */
function newEntry(about, done) {
  const dialog = find("#dialog-new-entry"), form = find("#new-form");
  form.reset();
  const { kind, name, lang, key, note } = form.elements;
  kind.value = about.kind ?? "person";
  name.value = about.text ?? "";
  lang.value = about.lang ?? data.lang;
  key.value = keyOf(name.value);
  let auto = true;
  name.oninput = () => { if (auto) key.value = keyOf(name.value); };
  key.oninput = () => { auto = false; };
  dialog.showModal();
  name.focus();
  name.select();
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      const out = await tell("/api/entry/new", () => ({ kind: kind.value, key: key.value, auto, names: [[lang.value, name.value]], note: note.value }));
      dialog.close();
      say(label("said.new-entry", { told: out.record.told }));
      await done(out.record.told, out);
    } catch (error) { form.querySelector(".error").textContent = error.message; }
  };
  dialog.querySelector("[data-close]").onclick = () => dialog.close();
}

// an entry
const entry = find("#entry");
if (entry) {
  const key = entry.dataset.key;
  const original = new Map([...entry.querySelectorAll("[data-number]")].map((row) => [row, read(row)]));
  function read(row) {
    const attributes = Object.fromEntries([...row.querySelectorAll("[data-attribute]")].map((field) => [field.dataset.attribute, field.value.trim()]));
    return { number: Number(row.dataset.number), text: row.querySelector("[name=text]").value, attributes };
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
        changes.push({ ...now, attributes });
      }
    }
    const { new: name, "new-text": text, "new-lang": lang, "new-type": type } = entry.elements;
    if (text.value.trim()) {
      const isDate = ["birth", "death"].includes(name.value) && /^-?\d{4}/.test(text.value.trim());
      changes.push({ number: -1, name: name.value, text: isDate ? "" : text.value.trim(), attributes: { ...(isDate ? { when: text.value.trim() } : {}), "xml:lang": lang.value, type: type.value } });
    }
    if (changes.length) change("/api/entry", { key, changes }, () => location.reload());
  });
  find("#map")?.addEventListener("click", (event) => {
    const map = event.currentTarget, place = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    const geo = `${(-place.y).toFixed(3)} ${place.x.toFixed(3)}`;
    const row = [...original.keys()].find((one) => one.firstElementChild.textContent === "location");
    if (row) row.querySelector("[name=text]").value = geo;
    else { entry.elements.new.value = "location"; entry.elements["new-text"].value = geo; }
    say(geo);
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
      if (what === "rename") change("/api/entry/rename", { key, new: form.elements.new.value }, go(form.elements.new.value));
      else if (what === "merge") change("/api/entry/merge", { key, into: form.into.value.trim() }, go(form.into.value.trim()));
      else change("/api/entry/split", { key, new: form.elements.new.value, names: [[data.lang, form.elements.name.value]], ids: picked() }, go(form.elements.new.value));
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
  const first = (ids) => Object.keys(ids)[0];
  const decide = (one, wish) => change("/api/decide", { article: first(one.ids), ids: one.ids, ...wish }, load);
  const cluster = (one) => make("section", { class: "box" },
    make("h3", { "data-kind": one.kind }, `${one.text} `, make("small", {}, `${label(`kind.${one.kind}`)} · ${label("mentions", { n: one.count })}`)),
    make("ul", { class: "listing" }, ...one.sentences.map((s) => make("li", {}, s[0], make("mark", {}, s[1]), s[2]))),
    make("div", { class: "choices" },
      button(label("do.new-entry"), () => newEntry(one, (key) => decide(one, { action: "link", key }))),
      ...one.likely.map((entry) => { const made = button("", () => decide(one, { action: "link", key: entry.key })); made.append(...entryLines(entry)); return made; }),
      button(label("proposals.no-name"), () => decide(one, { action: "reject" }))));
  const button = (text, run) => { const made = make("button", { type: "button", disabled: data.readOnly }, text); made.addEventListener("click", run); return made; };
  load();
}
