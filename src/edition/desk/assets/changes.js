// Changes: take back any, make it again, commit.
import { changeOnce, label, tell, warn } from "./page.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-undo], [data-redo]");
  if (!button) return;
  const action = button.dataset.undo ? "undo" : "redo";
  changeOnce(`/api/${action}`, () => ({ number: Number(button.dataset.undo ?? button.dataset.redo) }));
});
document.getElementById("commit")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  try {
    const out = await tell("/api/commit", () => ({ message: form.elements.message.value }));
    form.replaceChildren(label("commit.done", { commit: out.commit }));
  } catch (error) { warn(error.message); }
});
