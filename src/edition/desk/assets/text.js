// The article in the page: its marks, which of them is the current one, and what changes when the server says so.
export const text = { id: "", digest: "", lang: "", undo: 0, redo: 0, marks: new Map(), current: "" };
const reading = document.getElementById("reading");

/** Every element of a mention: several where it crosses another's border. */
export function elementsOf(id) { return [...reading.querySelectorAll(`[data-mention="${CSS.escape(id)}"]`)]; }

/** Take over an article as the server tells it; its HTML may be in the page already. */
export function take(value) {
  if (value.html !== undefined) {
    const article = document.createElement("article");
    article.className = "article";
    article.innerHTML = value.html; // made by the site's stylesheets, which escape all text
    reading.replaceChildren(article);
  }
  Object.assign(text, { id: value.id, digest: value.digest, lang: value.lang, undo: value.undo, redo: value.redo });
  text.marks = new Map(value.marks.map((mark) => [mark.id, mark]));
}

/** Show what a change made of the article. */
export function patch(out) {
  if (out.whole) {
    take(out.whole);
    return;
  }
  for (const [id, html] of Object.entries(out.blocks)) {
    const old = reading.querySelector(`[id="${CSS.escape(id)}"]`);
    if (old) old.outerHTML = html;
  }
  Object.assign(text, { digest: out.digest, undo: out.undo, redo: out.redo });
  for (const id of out.gone) text.marks.delete(id);
  for (const mark of out.marks) text.marks.set(mark.id, mark);
}

/** Make a mention the current one. */
export function show(id, { scroll = true } = {}) {
  for (const old of reading.querySelectorAll("[aria-current]")) {
    old.removeAttribute("aria-current");
    old.removeAttribute("tabindex");
  }
  text.current = text.marks.has(id) ? id : "";
  const [first] = elementsOf(id);
  if (!first) return;
  first.setAttribute("aria-current", "true");
  first.setAttribute("tabindex", "0");
  if (scroll) first.scrollIntoView({ block: "center", behavior: "instant" });
}

/** The ids in the order of review. */
export function inOrder(byText) {
  const marks = [...text.marks.values()];
  if (byText) {
    const places = new Map([...reading.querySelectorAll("[data-mention]")].map((e, n) => [e.dataset.mention, n]));
    return marks.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0)).map((m) => m.id);
  }
  return marks.sort((a, b) => a.rank - b.rank).map((m) => m.id);
}
