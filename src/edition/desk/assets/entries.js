// Entries as lists show them, and keys as registers have them.
import { label, make } from "./page.js";

/** An entry as a hit: name, dates, a sentence, how often, where. */
export function entryLines(hit) {
  const where = hit.count ? label("mentions", { n: hit.count }) + (hit.articles.length ? `: ${hit.articles.join(", ")}` : "") : label("mentions.none");
  return [make("b", { "data-kind": hit.kind }, hit.name), ` ${label(`kind.${hit.kind}`)} ${hit.dates}`.trimEnd(), make("small", {}, [hit.note, where].filter(Boolean).join(" · "))];
}

/** A key from a name: lower-case ASCII words. */
export function keyOf(name) {
  const plain = name.replaceAll("ı", "i").replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^[-0-9]+|-+$/g, "");
}
