// Findings: fixes, one by one or all of a kind.
import { changeOnce, data } from "./page.js";

if (data.running) setTimeout(() => location.reload(), 500);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fix]");
  if (!button) return;
  const numbers = button.dataset.fix.split(" ").map(Number);
  changeOnce("/api/fix", () => ({ check: data.check, numbers, choice: Number(button.dataset.choice ?? 0) }));
});
