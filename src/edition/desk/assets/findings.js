// Findings: fixes, one by one or all of a kind.
import { data, tell, warn } from "./page.js";

if (data.running) setTimeout(() => location.reload(), 500);

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-fix]");
  if (!button) return;
  try {
    await tell("/api/fix", () => ({ check: data.check, numbers: button.dataset.fix.split(" ").map(Number) }));
    location.reload();
  } catch (error) { warn(error.message); }
});
