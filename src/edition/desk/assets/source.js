// Source: what is wrong and what the page looks like, as it is written; two ways between both.
import { makeEditor, nextDiagnostic, openSearchPanel, select, underline } from "./editor.js";
import { ask, data, label, make, query, say, tell, warn } from "./page.js";

const reading = document.getElementById("reading"), found = document.getElementById("found"), conflict = document.getElementById("conflict");
const SOON = 120, LATER = 600; // milliseconds without a key before the grammar is asked, and before everything is
let digest = data.digest, places = [], theirs = null;

const view = makeEditor(document.getElementById("xml"), data.text, {
  offers: (doc, at) => query("/api/source/offers", { file: data.file, text: doc.toString(), at }),
  hover: (doc, at) => query("/api/source/hover", { file: data.file, text: doc.toString(), at }),
  changed: (changes) => {
    places = places.map((one) => ({ ...one, start: changes.mapPos(one.start, 1), end: changes.mapPos(one.end, -1) }));
    soon();
  },
  moved: (at) => mark(at), save, jump,
});
let saved = view.state.doc;

// what is wrong, and the page
let waiting = 0;
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => { look({ soon: true }); waiting = setTimeout(() => look({}), LATER - SOON); }, SOON);
}

/** Ask what is seen in the text; an answer about a text that is no more is not shown. */
async function look(how) {
  const doc = view.state.doc;
  let out;
  try {
    out = await query("/api/source/look", { file: data.file, text: doc.toString(), ...how });
  } catch (error) { warn(error.message); return; }
  if (view.state.doc !== doc) return;
  list(out);
  if (how.soon) return;
  document.getElementById("broken").hidden = out.html !== null || !reading.childElementCount;
  if (out.html === null) return;
  const article = make("article", { class: "article" });
  article.innerHTML = out.html; // made by the site's stylesheets, which escape all text
  reading.replaceChildren(article);
  places = out.places;
  mark(view.state.selection.main.head);
}

function list(out) {
  underline(view, out.findings);
  found.replaceChildren(...(out.findings.length ? out.findings.map((one) => {
    const button = make("button", { type: "button", "aria-label": label("source.line", { n: one.line }) }, String(one.line));
    button.addEventListener("click", () => select(view, one.start, one.end));
    return make("li", { "data-severity": one.severity }, button, one.title && make("b", {}, ` ${one.title}`), ` ${one.message} `, make("small", {}, [...one.more, one.help, one.code].filter(Boolean).join(" · ")));
  }) : [make("li", { class: "empty" }, label("findings.none"))]));
}

// from the text to the page
let here = "";
function placeAt(at) { return places.filter((one) => one.start <= at && at < one.end).reduce((a, b) => (a && a.start > b.start ? a : b), null); }
function shown(id) { return reading.querySelector(`[data-mention="${CSS.escape(id)}"], [id="${CSS.escape(id)}"]`); }

/** Show in the page where the text field is. */
function mark(at) {
  const place = placeAt(at);
  if (place?.id !== here || !reading.querySelector("[data-here]")) {
    for (const old of reading.querySelectorAll("[data-here]")) delete old.dataset.here;
    here = place?.id ?? "";
    if (here) { const element = shown(here); if (element) element.dataset.here = ""; }
  }
}
function jump() {
  const element = here && shown(here);
  if (!element) return;
  reading.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

// and back: a click, or with the keys j, k and Enter
function back(id) {
  const place = places.find((one) => one.id === id);
  if (place) select(view, place.start);
}
reading.addEventListener("click", (event) => {
  const element = event.target.closest("[data-mention], [data-block]");
  if (element && document.getSelection().isCollapsed) back(element.dataset.mention ?? element.dataset.block);
});
reading.addEventListener("keydown", (event) => {
  if (event.target !== reading || event.ctrlKey || event.altKey || event.metaKey) return;
  const blocks = [...reading.querySelectorAll("[data-block], [data-mention]")], at = blocks.findIndex((one) => "here" in one.dataset);
  const next = { j: at + 1, k: Math.max(0, at - 1) }[event.key];
  if (next !== undefined && blocks[next]) {
    for (const old of reading.querySelectorAll("[data-here]")) delete old.dataset.here;
    here = blocks[next].dataset.mention ?? blocks[next].dataset.block;
    blocks[next].dataset.here = "";
    blocks[next].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && here) { event.preventDefault(); back(here); }
});

// saving, and what others save
async function save() {
  if (data.readOnly) return;
  const doc = view.state.doc;
  try {
    const out = await tell("/api/source", () => ({ file: data.file, text: doc.toString(), digest }));
    digest = out.digest;
    saved = doc;
    warn("");
    say(label("source.saved"));
    look({ saved: true });
  } catch (error) { warn(error.message); watch(); }
}

/** Another window or program may change the file: shown where nothing of ours would be lost, else told. */
async function watch() {
  const out = await ask("/api/source/now", { file: data.file, digest }).catch(() => null);
  theirs = out?.text == null ? null : out;
  if (theirs && view.state.doc.eq(saved)) takeTheirs();
  conflict.hidden = !theirs;
}
function takeTheirs() {
  if (!theirs) return;
  const head = view.state.selection.main.head, text = theirs.text;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: Math.min(head, text.length) } });
  digest = theirs.digest;
  saved = view.state.doc;
  theirs = null;
  conflict.hidden = true;
  warn("");
  say(label("source.taken"));
}
document.getElementById("theirs").addEventListener("click", takeTheirs);
document.getElementById("mine").addEventListener("click", () => { digest = theirs?.digest ?? digest; conflict.hidden = true; save(); });

document.getElementById("save").addEventListener("click", save);
document.getElementById("jump").addEventListener("click", jump);
document.getElementById("next").addEventListener("click", () => { view.focus(); nextDiagnostic(view); });
document.getElementById("find").addEventListener("click", () => openSearchPanel(view));
addEventListener("beforeunload", (event) => { if (!view.state.doc.eq(saved)) event.preventDefault(); });
look({ saved: true });
if (data.at >= 0) select(view, data.at);
setInterval(() => { if (!document.hidden) watch(); }, 2000);
