// Structure: the doubts of the import one after the other, what a paragraph is and where it ends, the page of the PDF.
import { changeOnce, data, label } from "./page.js";

const PLACE = `edition.doubt ${data.article}`;

/** Change something, and show the article as it is then. */
function change(path, body) {
  changeOnce(path, () => ({ article: data.article, digest: data.digest, ...body }));
}
function values(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, form.elements[name].type === "number" ? Number(value) : value]));
}

// blocks
document.querySelector(".blocks")?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-make]");
  if (button) change("/api/structure", { block: button.closest("[data-block]").dataset.block, action: button.dataset.make });
});
document.querySelector(".blocks")?.addEventListener("submit", (event) => {
  event.preventDefault();
  change("/api/structure", { block: event.target.closest("[data-block]").dataset.block, action: event.target.dataset.action, ...values(event.target) });
});

// the header
document.getElementById("header")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, { "new-kind": kind, "new-text": text } = form.elements;
  const changed = [...form.querySelectorAll("input[name]")].filter((field) => field !== text && field.value !== field.defaultValue);
  const fields = Object.fromEntries(changed.map((field) => [field.name, field.value]));
  const added = text.value.trim() ? { [kind.value]: text.value } : {};
  if (changed.length || text.value.trim()) change("/api/structure/header", { fields, new: added });
});

// the page of the PDF
const picture = document.getElementById("pdf");
let page = 1;
function turn(to, words = "") {
  if (!picture) return;
  page = Math.max(1, Math.min(data.pages, to));
  picture.src = `/api/structure/page?${new URLSearchParams({ article: data.article, n: page, words })}`;
  picture.alt = label("structure.picture", { n: page });
}
document.getElementById("pdf-back")?.addEventListener("click", () => turn(page - 1));
document.getElementById("pdf-on")?.addEventListener("click", () => turn(page + 1));

// doubts, one after the other
const doubts = [...document.querySelectorAll(".doubt")];
let at = 0;
function show(number) {
  at = Math.max(0, Math.min(doubts.length - 1, number));
  sessionStorage.setItem(PLACE, String(at));
  doubts.forEach((doubt, n) => { doubt.hidden = n !== at; });
  for (const old of document.querySelectorAll("[data-here]")) delete old.dataset.here;
  const doubt = doubts[at];
  const block = doubt.dataset.about && document.querySelector(`[data-block="${CSS.escape(doubt.dataset.about)}"]`);
  if (block) block.dataset.here = "";
  if (Number(doubt.dataset.page)) turn(Number(doubt.dataset.page), doubt.dataset.words);
  return block;
}
for (const button of document.querySelectorAll("[data-step]")) button.addEventListener("click", () => show(at + Number(button.dataset.step)));
for (const doubt of doubts) {
  doubt.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.decide) change("/api/structure", { doubt: doubt.dataset.doubt, action: button.dataset.decide });
    else if (button) show(at)?.scrollIntoView({ block: "center" });
  });
}
if (doubts.length) show(Number(sessionStorage.getItem(PLACE)) || 0);
