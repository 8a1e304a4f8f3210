// What every view has: the data that came with the page, labels, messages, and requests one after the other.
export const data = JSON.parse(document.getElementById("data").textContent);

/** A label with its places filled in. */
export function label(key, values = {}) {
  let text = data.labels[key] ?? key;
  for (const [name, value] of Object.entries(values)) text = text.replaceAll(`{${name}}`, value);
  return text;
}

/** An element with attributes and children; text is text, never HTML. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

/** Say what was done, politely. */
export function say(text) { document.getElementById("status").textContent = text; }

/** Tell what is wrong; stays until the editor goes on, or the next thing goes well. */
export function warn(text) {
  const notice = document.getElementById("notice");
  notice.textContent = text;
  notice.hidden = !text;
}

export class Refused extends Error {
  constructor(status, text) { super(text); this.status = status; }
}

async function answer(response) {
  let value = null;
  try { value = await response.json(); } catch { /* not ours, or cut off */ }
  if (!response.ok || value === null) throw new Refused(response.status, value?.error ?? label("no-answer"));
  return value;
}

/** What the desk sends; where it has ended, a browser says so in words of its own. */
async function reach(path, options) {
  try { return await fetch(path, options); } catch { throw new Refused(0, label("no-answer")); }
}

// what nobody waited for and was not answered is told, too
addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Refused)) return;
  event.preventDefault();
  warn(event.reason.message);
});

/** Ask for something. */
export async function ask(path, values = {}) {
  const query = new URLSearchParams(values);
  return answer(await reach(`${path}?${query}`, { headers: { accept: "application/json" } }));
}

/** Ask for something about a long text. */
export async function query(path, body) {
  return answer(await reach(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }));
}

let last = Promise.resolve();

/** Change something. Changes go one after the other; `body` is made when its turn comes. */
export function tell(path, body) {
  const turn = last.then(() => query(path, body()));
  last = turn.catch(() => {});
  return turn;
}

let isChanging = false;

/** A change after which the page is made anew: what is pressed until then would speak of a page that is gone. */
export async function changeOnce(path, body, done = () => location.reload()) {
  if (isChanging) return;
  isChanging = true;
  try {
    const out = await tell(path, body);
    warn("");
    await done(out);
  } catch (error) {
    warn(error.message);
    isChanging = false;
  }
}

/** Whether keys belong to a field, not to the view. */
export function inField(target) {
  const field = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  return Boolean(field) && !field.closest("dialog:not([open])"); // a closed dialog keeps the focus for a moment
}

// where the desk only reads, nothing that changes something can be pressed
const CHANGING = "[data-merge], [data-undo], [data-redo], [data-fix], [data-make], [data-decide], [data-remove], [data-relation], #new, " +
  "#save, #mine, :is(#entry, #relation, #header, #commit, [data-form], form[data-action]) button";
if (data.readOnly) for (const button of document.querySelectorAll(CHANGING)) button.disabled = true;

// the token has done its work; the address need not show it
if (location.search.includes("token=")) {
  const query = new URLSearchParams(location.search);
  query.delete("token");
  history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : "") + location.hash);
}
