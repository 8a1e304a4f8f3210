// Review: keys and buttons ask for changes; the server makes them on the disk, and only then does the page show them.
import { ask, data, inField, label, make, say, tell, warn } from "./page.js";
import { openDate, openHelp, openKind, openLink, openNewEntry, openSame, openSearch } from "./dialogs.js";
import { Queue } from "./queue.js";
import { elementsOf, patch, show, take, text } from "./text.js";
import { selectedWords, selectWord } from "./words.js";

const reading = document.getElementById("reading");
let words = null; // what is selected
const renamed = new Map();
let previous = null; // the last change, for "same"
const known = []; // numbers of changes that were made here, or told here
let why = { id: "", answer: Promise.resolve({ lines: [], candidates: [] }) };

if (reading) start();

function start() {
  take(data.article);
  const queue = new Queue(data.single, data.queue);
  const view = {
    queue,
    /** What a decision is about: the selected words, else the current mention. */
    target() {
      if (words) return { block: words.block, start: words.start, end: words.end, text: words.text, lang: text.lang };
      const mark = text.marks.get(text.current);
      return mark ? { id: mark.id, text: mark.text, kind: mark.kind, mark, lang: text.lang } : null;
    },
    decide, newEntry, same, goTo,
  };

  async function goTo(id) {
    warn("");
    queue.find(id);
    show(id);
    tellCurrent();
  }

  /** A mention whose words changed has another name since; keys that were pressed before mean it still. */
  function present(id) {
    while (renamed.has(id) && !text.marks.has(id)) id = renamed.get(id);
    return id;
  }

  function body(target, wish) {
    const place = target.id ? { id: present(target.id) } : { block: target.block, start: target.start, end: target.end, text: target.text };
    return { article: text.id, digest: text.digest, ...place, ...wish };
  }

  let turn = Promise.resolve();

  /** Ask for a change and show it when it is made; the next one waits until then, so that it speaks of what is shown. */
  function change(path, make_, after = {}) {
    const run = turn.then(() => changeNow(path, make_, after));
    turn = run.catch(() => {});
    return run;
  }

  async function changeNow(path, make_, after) {
    if (data.readOnly) { warn(label("read-only")); return null; }
    try {
      const out = await tell(path, make_);
      known.push(...(out.numbers ?? []));
      warn("");
      if (after.was && out.current && out.current !== after.was) renamed.set(after.was, out.current);
      if (!out.unseen && !out.ask) shown(out, after);
      return out;
    } catch (error) {
      await refused(error);
      if (after.rethrow) throw error;
      return null;
    }
  }

  async function refused(error) {
    warn(error.message);
    if (error.status === 409) await refresh(false);
  }

  /** Show what the server has made. */
  function shown(out, { id = text.current } = {}) {
    patch(out);
    if (out.whole) queue.reorder();
    else queue.update([...(out.gone ?? [])], [...(out.made ?? [])]);
    if (words && out.record) { document.getSelection().removeAllRanges(); words = null; }
    const next = out.current || (text.marks.has(id) ? id : queue.entries[queue.at]?.article === text.id ? queue.entries[queue.at].id : "");
    const at = queue.entries.findIndex((one) => one.id === next && one.article === text.id);
    if (at >= 0) queue.at = at;
    if (next) show(next, { scroll: next !== id });
    else queue.go(Math.min(queue.at, queue.entries.length - 1)).then(tellCurrent);
    tellCurrent();
  }

  async function decide(wish, target = view.target(), options = {}) {
    if (!target) return null;
    const action = target.id ? wish.action : "add";
    if (action === "add" && ["accept", "reject", "extent"].includes(wish.action)) { say(label("choose-kind")); return null; }
    const before = target.mark;
    const out = await change("/api/decide", () => body(target, { ...wish, action }), { ...options, was: target.id });
    if (out?.record) {
      previous = { ...wish, id: out.current || target.id, text: target.text, was: before?.kind ?? out.record.kind, action: wish.action };
      const now = text.marks.get(out.current), isBare = out.record.action === "accept" && now?.kind !== "date" && now?.keys.length === 0;
      say(label(`said.${out.record.action}`, { text: out.record.text, told: out.record.shown }) + (isBare ? ` ${label("said.bare")}` : ""));
    }
    return out;
  }

  async function newEntry(entry, target) {
    const out = await change("/api/entry/new", () => body(target, entry), { rethrow: true });
    if (out?.record) {
      const key = out.record.told.split(":").at(-1);
      previous = { action: "link", key, id: out.current || target.id, text: target.text, was: target.kind ?? entry.kind };
      say(label("said.new-entry", { text: target.text, told: key }));
    }
    return out;
  }

  async function same(ids, wish) {
    const out = await change("/api/decide", () => ({ article: text.id, digest: text.digest, ...wish, ids }));
    if (out) say(label("said.same", { n: Object.values(ids).flat().length, text: wish.text }));
  }

  /** What "same" repeats: the change that was just made, else what the current mention is. */
  function repeatable() {
    const mark = text.marks.get(text.current);
    if (previous && (previous.action === "reject" || previous.id === text.current)) return previous;
    if (!mark) return previous;
    const wish = mark.machine || !mark.keys.length ? { action: "accept" } : { action: "link", key: mark.keys[0] };
    return { ...wish, id: mark.id, text: mark.text, was: mark.kind };
  }

  async function step(action) {
    const out = await change(`/api/${action}`, () => ({ article: text.id, digest: text.digest, seen: data.article.last, known }));
    if (!out) return;
    if (out.unseen) { // another window's: who presses the key again means it
      known.push(out.unseen);
      warn(label("unseen", { what: out.what }));
      return;
    }
    if (out.made?.length) goTo(out.made[0]);
    say(label(`said.${action}`, { text: out.record.text, what: label(`did.${out.record.action}`) }) +
      (out.elsewhere ? ` (${out.elsewhere})` : ""));
  }

  /** Another window, or another program, has changed the article. */
  async function refresh(isTold = true) {
    const out = await ask("/api/since", { article: text.id, digest: text.digest });
    if (!out.whole && !out.marks.length && !out.gone.length && out.digest === text.digest) return;
    shown(out);
    if (isTold) warn(label("changed-elsewhere"));
  }

  async function watch() {
    if (!document.hidden && text.id) {
      try {
        const state = await ask("/api/state", { article: text.id });
        if (state.digest !== text.digest) await refresh();
        Object.assign(text, { undo: state.undo, redo: state.redo });
        enable();
      } catch { /* the desk has ended, or the article is half-written: the next look will tell */ }
    }
    setTimeout(watch, 2000);
  }

  function border(name, out, letter) {
    const target = view.target();
    const unit = letter || document.getElementById("by-letter").checked ? "letter" : "word";
    if (target?.id) decide({ action: "extent", move: { border: name, out, unit } }, target);
  }

  const actions = {
    next: () => move(1),
    previous: () => move(-1),
    accept: () => decide({ action: "accept" }),
    reject: () => decide({ action: "reject" }),
    link: () => view.target() && openLink(view),
    "new-entry": () => view.target() && openNewEntry(view),
    kind: () => view.target() && openKind(view),
    date: () => view.target() && openDate(view),
    same: () => { const wish = repeatable(); if (wish) openSame(view, wish); },
    undo: () => step("undo"),
    redo: () => step("redo"),
    search: () => openSearch(view),
    help: () => openHelp(),
    "start-out": () => border("start", true, false),
    "start-in": () => border("start", false, false),
    "end-out": () => border("end", true, false),
    "end-in": () => border("end", false, false),
  };
  const keys = {
    j: "next", k: "previous", a: "accept", x: "reject", l: "link", n: "new-entry", t: "kind", d: "date", s: "same", z: "undo",
    Z: "redo", "/": "search", "?": "help",
  };

  async function move(by) {
    warn("");
    document.getSelection().removeAllRanges();
    const moved = await queue.move(by);
    tellCurrent();
    if (!moved) say(label(by > 0 ? "at-end" : "at-start"));
  }

  async function choose(number) {
    const { candidates } = await why.answer;
    const target = view.target();
    if (candidates[number - 1] && target?.id) await decide({ action: "link", key: candidates[number - 1].key }, target);
  }

  /** A browser tells of a selection a little later than it is made: a key that comes sooner must mean it already. */
  function takeSelection() {
    if (document.querySelector("dialog[open]")) return;
    const now = selectedWords();
    if (now?.text !== words?.text || now?.start !== words?.start) { words = now; tellCurrent(); }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && !event.getModifierState("AltGraph") || event.metaKey || inField(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    takeSelection();
    const inwards = event.altKey && !event.getModifierState("AltGraph");
    const bracket = "[{".includes(event.key) || event.code === "BracketLeft" && inwards ? "start"
      : "]}".includes(event.key) || event.code === "BracketRight" && inwards ? "end" : "";
    if (bracket) {
      event.preventDefault();
      border(bracket, !inwards, event.shiftKey);
    } else if (inwards) {
      return;
    } else if (keys[event.key]) {
      event.preventDefault();
      actions[keys[event.key]]();
    } else if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      choose(Number(event.key));
    } else if (event.key === "m") {
      event.preventDefault();
      selectWord(words ? null : elementsOf(text.current).at(-1) ?? reading.querySelector("[data-block]")?.firstChild);
    } else if (words && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
      event.preventDefault();
      selectWord(null, { back: event.key === "ArrowLeft", extend: event.shiftKey });
    } else if (event.key === "Escape") {
      document.getSelection().removeAllRanges();
    }
  });

  // a click on a button would take the selection away before it is used
  document.querySelector(".panel").addEventListener("mousedown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
  document.querySelector(".panel").addEventListener("click", (event) => {
    takeSelection();
    const button = event.target.closest("button");
    if (button?.dataset.do) actions[button.dataset.do]();
    else if (button?.dataset.choose) choose(Number(button.dataset.choose));
  });
  reading.addEventListener("click", (event) => {
    const mention = event.target.closest("[data-mention]");
    if (mention && document.getSelection().isCollapsed) goTo(mention.dataset.mention);
  });
  document.addEventListener("selectionchange", takeSelection);
  document.getElementById("order").addEventListener("change", (event) => {
    queue.reorder(event.target.value === "text");
    tellCurrent();
  });

  function enable() {
    const has = Boolean(view.target());
    for (const button of document.querySelectorAll("[data-do]")) {
      const name = button.dataset.do;
      const changes = !["next", "previous", "search", "help"].includes(name);
      const possible = name === "undo" ? text.undo : name === "redo" ? text.redo : name === "same" ? has || previous : has || !changes;
      button.disabled = !possible || (changes && data.readOnly);
    }
  }

  /** The panel: what the current mention is, at once; why, and who else, when the annotator has answered. */
  function tellCurrent() {
    enable();
    const place = document.getElementById("place");
    place.textContent = queue.entries.length ? label("place", { n: queue.at + 1, all: queue.entries.length, open: queue.waiting }) : label("nothing-waits");
    const current = document.getElementById("current");
    const mark = text.marks.get(text.current);
    if (words) {
      current.replaceChildren(make("p", { class: "selected" }, label("selected"), " ", make("q", {}, words.text)), make("p", { class: "hint" }, label("selected.hint")));
      return;
    }
    if (!mark) { current.replaceChildren(make("p", {}, label("nothing-chosen"))); return; }
    const told = mark.kind === "date" ? [mark.when, mark.calendar && label(`calendar.${mark.calendar}`)].filter(Boolean).join(" · ") : mark.names.join(" / ");
    current.replaceChildren(
      make("h2", { "data-kind": mark.kind }, mark.text),
      make("p", {}, `${label(`kind.${mark.kind}`)} · ${label(`cert.${mark.cert}`)} · ${label(mark.machine ? "by-machine" : "by-editor")}`),
      make("p", { class: "told" }, told || label("no-entry")), make("div", { class: "why", id: "why" }));
    const id = mark.id;
    if (why.id !== `${id} ${text.digest}`) why = { id: `${id} ${text.digest}`, answer: ask("/api/why", { article: text.id, id }).catch(() => ({ lines: [], candidates: [] })) };
    why.answer.then((found) => { if (text.current === id && !words) tellWhy(found); });
  }

  function tellWhy(found) {
    const box = document.getElementById("why");
    if (!box) return;
    const list = make("ol", { class: "candidates" }, ...found.candidates.map((entry, n) => make("li", {},
      make("button", { type: "button", "data-choose": n + 1, disabled: data.readOnly },
        make("kbd", {}, String(n + 1)), " ", make("b", {}, entry.name), entry.dates && ` ${entry.dates}`),
      make("small", {}, [entry.note, entry.why, label("mentions", { n: entry.count })].filter(Boolean).join(" · ")))));
    box.replaceChildren(...found.lines.slice(2).map((line) => make("p", { class: "reason" }, line)), found.candidates.length ? list : "");
  }

  const asked = new URLSearchParams(location.search).get("mention");
  if (text.marks.has(asked)) goTo(asked);
  else if (queue.entries.length) queue.go(0).then(tellCurrent);
  else tellCurrent();
  setTimeout(watch, 2000);
}
