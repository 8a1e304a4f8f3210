// Structure: what a paragraph is, where it ends, and the page of the PDF beside it.
import { data, label, tell, warn } from "./page.js";

async function change(path, body) {
  try {
    await tell(path, () => ({ article: data.article, ...body }));
    location.reload();
  } catch (error) { warn(error.message); }
}

for (const block of document.querySelectorAll("[data-block]")) {
  block.addEventListener("click", (event) => {
    const button = event.target.closest("[data-make]");
    if (button) change("/api/structure", { block: block.dataset.block, action: button.dataset.make });
  });
  block.querySelector("[data-split]").addEventListener("submit", (event) => {
    event.preventDefault();
    change("/api/structure", { block: block.dataset.block, action: "split", words: event.target.elements.words.value });
  });
}
document.getElementById("header")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = [...event.target.querySelectorAll("input")].filter((field) => field.value !== field.defaultValue);
  if (fields.length) change("/api/structure/header", { fields: Object.fromEntries(fields.map((field) => [field.name, field.value])) });
});

const picture = document.getElementById("pdf");
let number = 1;
function turn(by) {
  number = Math.max(1, number + by);
  picture.src = `/api/structure/page?article=${encodeURIComponent(data.article)}&n=${number}`;
  picture.alt = label("structure.picture", { n: number });
}
document.getElementById("pdf-back")?.addEventListener("click", () => turn(-1));
document.getElementById("pdf-on")?.addEventListener("click", () => turn(1));
