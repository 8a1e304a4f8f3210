// The dialogs of Review. Each is about what was meant when it was opened, whatever happens behind it.
import { ask, label, make } from "./page.js";
import { entryLines, keyOf } from "./entries.js";
import { text } from "./text.js";

function open(name, about) {
  const dialog = document.getElementById(`dialog-${name}`);
  dialog.querySelector("[data-about]").textContent = about ? `“${about}”` : "";
  for (const error of dialog.querySelectorAll(".error")) error.textContent = "";
  dialog.showModal();
  return dialog;
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // a key in a dialog is the dialog's
    if (event.key !== "Escape") return;
    event.preventDefault(); // a search field would take the key for itself
    dialog.close();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-close]")) dialog.close(); });
}

/** A list of hits under a search field; Enter takes the chosen one, else the first, even if the answer is on its way. */
function hitList(input, list, search, render, pick) {
  let hits = [], chosen = -1, asked = null, pending = Promise.resolve();
  const draw = () => {
    list.replaceChildren(...hits.map((hit, n) => {
      const item = make("li", { role: "option", id: `${list.id}-${n}`, "aria-selected": String(n === chosen) }, ...render(hit));
      item.addEventListener("click", () => pick(hit));
      return item;
    }));
    if (!hits.length && asked?.trim()) list.append(make("li", { role: "option", "aria-disabled": "true" }, label("no-hit", { q: asked })));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const look = () => {
    const value = asked = input.value;
    pending = search(value).then((found) => { if (asked === value) { hits = found; chosen = -1; draw(); } });
    return pending;
  };
  input.oninput = look;
  input.onkeydown = async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = Math.max(-1, Math.min(hits.length - 1, chosen + (event.key === "ArrowDown" ? 1 : -1)));
      draw();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (asked !== input.value) look();
      await pending;
      const hit = hits[chosen] ?? hits[0];
      if (hit) pick(hit);
    }
  };
  return look();
}

export function openLink(view) {
  const target = view.target();
  const dialog = open("link", target.text);
  const input = document.getElementById("link-q");
  input.value = target.text;
  input.focus();
  input.select();
  hitList(input, document.getElementById("link-hits"), (q) => ask("/api/entries", { q, for: "mention", kind: target.kind ?? "" }), entryLines, (hit) => {
    dialog.close();
    view.decide({ action: "link", key: hit.key, kind: hit.kind }, target);
  });
}

/** The form of a new entry. What the edition has no register for is asked once, and made where the editor says so again. */
export function openNewEntry(view) {
  const target = view.target();
  const dialog = open("new-entry", target.text);
  const form = document.getElementById("new-form");
  form.reset();
  const { kind, name, lang, key, note } = form.elements;
  let auto = true, agreed = false;
  kind.value = ["person", "place", "org", "event", "work"].includes(target.kind) ? target.kind : "person";
  kind.onchange = () => { agreed = false; };
  name.value = target.text;
  lang.value = (target.lang || "").split("-")[0];
  key.value = keyOf(target.text);
  name.oninput = () => { if (auto) key.value = keyOf(name.value); };
  key.oninput = () => { auto = false; };
  name.focus();
  name.select();
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      const out = await view.newEntry({ kind: kind.value, key: key.value, auto, names: [[lang.value, name.value]], note: note.value, agreed }, target);
      form.querySelector(".error").textContent = out?.ask ?? "";
      agreed = Boolean(out?.ask);
      if (!agreed) dialog.close();
    } catch (error) {
      form.querySelector(".error").textContent = error.message;
    }
  };
}

export function openKind(view) {
  const target = view.target();
  const dialog = open("kind", target.text);
  const buttons = [...dialog.querySelectorAll("[data-kind-choice]")];
  const pick = (kind) => { dialog.close(); view.decide({ action: "kind", kind }, target); };
  for (const button of buttons) {
    button.onclick = () => pick(button.dataset.kindChoice);
    button.setAttribute("aria-pressed", String(button.dataset.kindChoice === target.kind));
  }
  (buttons.find((button) => button.dataset.kindChoice === target.kind) ?? buttons[0]).focus();
  dialog.onkeydown = (event) => {
    const at = buttons.indexOf(document.activeElement);
    if (/^[1-9]$/.test(event.key) && buttons[event.key - 1]) pick(buttons[event.key - 1].dataset.kindChoice);
    else if (["ArrowDown", "ArrowRight"].includes(event.key)) buttons[(at + 1) % buttons.length].focus();
    else if (["ArrowUp", "ArrowLeft"].includes(event.key)) buttons[(at + buttons.length - 1) % buttons.length].focus();
    else return;
    event.preventDefault();
  };
}

export function openDate(view) {
  const target = view.target();
  const dialog = open("date", "");
  const form = document.getElementById("date-form");
  form.reset();
  const { value, calendar, uncertain, context } = form.elements;
  const shown = document.getElementById("date-shown");
  document.getElementById("date-words").textContent = target.text;
  const fill = (told) => {
    const [, name, rest, mark] = /^(?:(julian|rumi|hijri):)?(.*?)(\??)$/.exec(told);
    calendar.value = name ?? "";
    value.value = rest;
    uncertain.checked = mark === "?";
  };
  const wish = () => `${calendar.value ? `${calendar.value}:` : ""}${value.value.trim()}${uncertain.checked ? "?" : ""}`;
  const look = async () => {
    const asked = wish();
    const found = await ask("/api/date", { value: asked, lang: target.lang });
    if (asked === wish()) shown.textContent = value.value ? found.shown : "";
  };
  const begin = async () => {
    context.checked = Boolean(target.mark?.context);
    if (target.mark?.date) fill(target.mark.date);
    else {
      const found = await ask("/api/date", { value: target.text, lang: target.lang });
      if (found.ok && !value.value) fill(found.value);
    }
    value.select();
    look();
  };
  form.oninput = look;
  value.focus();
  begin();
  form.onsubmit = async (event) => {
    event.preventDefault();
    const out = await view.decide({ action: "date", date: wish(), context: context.checked }, target);
    if (out) dialog.close();
    else form.querySelector(".error").textContent = document.getElementById("notice").textContent;
  };
}

export async function openSame(view, wish) {
  const found = await ask("/api/same", { text: wish.text, kind: wish.was, article: text.id, id: wish.id ?? "" });
  const dialog = open("same", `${wish.text}` );
  dialog.querySelector("[data-about]").textContent = label("same.about", { text: wish.text, what: label(`did.${wish.action}`), n: found.all });
  document.getElementById("same-list").replaceChildren(...found.found.map((one) => make("li", {},
    one.sentence[0], make("mark", {}, one.sentence[1]), one.sentence[2], make("small", {}, one.title))));
  for (const button of dialog.querySelectorAll("[data-same]")) {
    const isHere = button.dataset.same === "here";
    const here = found.ids[text.id];
    const ids = isHere ? { [text.id]: here } : found.ids;
    const n = isHere ? here?.length ?? 0 : found.all;
    button.textContent = label(`same.${button.dataset.same}`, { n });
    button.disabled = !n;
    button.onclick = () => {
      dialog.close();
      view.same(ids, wish);
    };
  }
  dialog.querySelector("[data-same]:not(:disabled)")?.focus();
}

export function openSearch(view) {
  const dialog = open("search", "");
  const input = document.getElementById("search-q");
  input.value = "";
  input.focus();
  const plain = (words) => words.toLocaleLowerCase();
  const search = async (q) => [...text.marks.values()].filter((mark) => plain(`${mark.text} ${mark.names.join(" ")}`).includes(plain(q))).slice(0, 40);
  hitList(input, document.getElementById("search-hits"), search, (mark) => [make("b", { "data-kind": mark.kind }, mark.text), ` ${mark.names.join(" / ")}`], (mark) => {
    dialog.close();
    view.goTo(mark.id);
  });
}

export function openHelp() { open("help", ""); }
