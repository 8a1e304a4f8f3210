// Source: what is wrong and what the page looks like, as it is written; two ways between both.
import { data, label, make, say, tell, warn } from "./page.js";

const xml = document.getElementById("xml"), reading = document.getElementById("reading"), found = document.getElementById("found");
let digest = data.digest, places = [], saved = xml.value, turn = 0;

async function look() {
  const mine = ++turn;
  const out = await tell("/api/source/look", () => ({ file: data.file, text: xml.value }));
  if (mine !== turn) return;
  found.replaceChildren(...out.findings.map((one) => {
    const button = make("button", { type: "button" }, `${one.line}`);
    button.addEventListener("click", () => select(one.start, one.end));
    return make("li", {}, button, ` ${one.severity} ${one.code}: ${one.message} `, make("small", {}, one.help));
  }));
  document.getElementById("broken").hidden = out.html !== null || !reading.childElementCount;
  if (out.html !== null) {
    reading.innerHTML = out.html; // made by the site's stylesheets, which escape all text
    places = out.places;
  }
}

function select(start, end) {
  xml.focus();
  xml.setSelectionRange(start, end);
  const line = xml.value.slice(0, start).split("\n").length;
  xml.scrollTop = (line / xml.value.split("\n").length) * xml.scrollHeight - xml.clientHeight / 3;
}

let waiting = 0;
xml.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => look().catch((error) => warn(error.message)), 350); });
document.getElementById("jump").addEventListener("click", () => {
  const place = places.filter((one) => one.start <= xml.selectionStart).at(-1);
  if (place) reading.querySelector(`[id="${CSS.escape(place.block)}"]`)?.scrollIntoView({ block: "center" });
});
reading.addEventListener("click", (event) => {
  const block = event.target.closest("[data-block]");
  const place = places.find((one) => one.block === block?.dataset.block);
  if (place) select(place.start, place.start);
});

async function save() {
  try {
    const out = await tell("/api/source", () => ({ file: data.file, text: xml.value, digest }));
    digest = out.digest;
    saved = xml.value;
    warn("");
    say(label("source.saved"));
  } catch (error) { warn(error.message); }
}
const button = document.getElementById("save");
button.disabled = data.readOnly;
button.addEventListener("click", save);
xml.addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); if (!data.readOnly) save(); } });
addEventListener("beforeunload", (event) => { if (xml.value !== saved) event.preventDefault(); });
look().catch((error) => warn(error.message));
if (data.at >= 0) select(data.at, data.at);
