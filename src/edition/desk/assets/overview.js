// Overview: what a check finds in the articles, asked for once the page is looked at for a moment.
import { ask, data, make } from "./page.js";

const MOMENT = 1500; // milliseconds; who goes on at once need not wait for a check

async function tellFindings() {
  const cells = [...document.querySelectorAll("[data-findings]")];
  const found = cells.length ? await ask("/api/findings").catch(() => null) : null;
  if (!found) return;
  if (found.running) { setTimeout(tellFindings, MOMENT); return; }
  for (const cell of cells) {
    const count = found.files[cell.dataset.findings] ?? 0;
    cell.replaceChildren(count ? make("a", { href: "/findings" }, String(count)) : "0");
  }
}
setTimeout(data.missing ? () => location.reload() : tellFindings, MOMENT);
