// Where the editor is: in one article, or going through the whole edition from the most uncertain mention on.
import { ask } from "./page.js";
import { inOrder, show, take, text } from "./text.js";

export class Queue {
  constructor(single, entries) {
    this.single = single;
    this.byText = false;
    this.entries = entries; // of the edition: {article, id}
    this.at = 0;
    if (single) this.reorder();
  }

  /** Begin again in another order. */
  reorder(byText = this.byText) {
    this.byText = byText;
    if (this.single || byText) {
      this.single = true;
      this.entries = inOrder(byText).map((id) => ({ article: text.id, id }));
      this.at = Math.max(0, this.entries.findIndex((one) => one.id === text.current));
    }
  }

  get waiting() { return this.entries.filter((one) => one.article !== text.id || (text.marks.get(one.id)?.rank ?? 9) < 9).length; }

  /** One on or back; opens another article where the queue goes there. */
  async move(step) {
    const next = this.at + step;
    if (next < 0 || next >= this.entries.length) return false;
    await this.go(next);
    return true;
  }

  async go(at) {
    const one = this.entries[at];
    if (!one) { show(""); return; }
    if (one.article !== text.id) {
      take(await ask("/api/article", { id: one.article }));
      document.getSelection().removeAllRanges();
    }
    this.at = at;
    if (text.marks.has(one.id)) show(one.id);
    else if (at + 1 < this.entries.length) { this.entries.splice(at, 1); await this.go(at); }
  }

  /** Where a mention stands in the queue; one that was not in it comes behind the current one. */
  find(id) {
    const at = this.entries.findIndex((one) => one.id === id && one.article === text.id);
    if (at >= 0) { this.at = at; return; }
    this.entries.splice(this.at + 1, 0, { article: text.id, id });
    this.at += 1;
  }

  /** Leave out what is gone; put in its place what came. */
  update(gone, made) {
    for (const id of gone) {
      const at = this.entries.findIndex((one) => one.id === id && one.article === text.id);
      if (at < 0) continue;
      const [heir] = made.splice(0, 1);
      if (heir) this.entries[at] = { article: text.id, id: heir };
      else {
        this.entries.splice(at, 1);
        if (at < this.at) this.at -= 1;
      }
    }
    for (const id of made) this.entries.splice(this.at, 0, { article: text.id, id });
  }
}
