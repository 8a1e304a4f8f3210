// Overview: doubts of imports and findings, asked for once the page is looked at for a moment.
import { ask, data, make } from "./page.js";

const MOMENT = 1500; // milliseconds; who goes on at once need not wait for a check

/** Numbers for the cells that wait for them, each with its way on; asked again until all is read. */
async function fill(path, name, countOf, hrefOf) {
  const cells = [...document.querySelectorAll(`[data-${name}]`)];
  const found = cells.length ? await ask(path).catch(() => null) : null;
  if (!found) return;
  for (const cell of cells) {
    const count = countOf(found, cell.dataset[name]);
    if (count !== undefined) cell.replaceChildren(count ? make("a", { href: hrefOf(cell.dataset[name]) }, String(count)) : "0");
  }
  if (found.running) setTimeout(fill, MOMENT, path, name, countOf, hrefOf);
}

const fillDoubts = () => fill("/api/doubts", "doubts", (found, id) => found.articles[id], (id) => `/structure?article=${encodeURIComponent(id)}`);
const fillFindings = () => fill("/api/findings", "findings", (found, file) => found.running ? undefined : found.files[file] ?? 0, () => "/findings");

if (data.missing) setTimeout(() => location.reload(), MOMENT);
else { fillDoubts(); setTimeout(fillFindings, MOMENT); }
