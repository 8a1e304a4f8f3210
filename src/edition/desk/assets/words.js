// From a selection in the page to letters of a block, as the server counts them: white space folded, notes left out.
const OUTSIDE = ".made, [data-tei='fw'], [data-tei='corr'], [data-tei='reg'], [data-tei='expan'], [data-tei='figDesc']";

function blockOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest("[data-block]");
}

function* textsOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    const isElsewhere = node !== block && node.matches("[data-block]");
    return isElsewhere || node.matches(OUTSIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  while (walker.nextNode()) yield walker.currentNode;
}

/** The letters of a block, and where a point of the page lies among them. */
function lettersOf(block, point) {
  let text = "", at = null;
  for (const node of textsOf(block)) {
    if (at === null && point && node.compareDocumentPosition(point.node) & Node.DOCUMENT_POSITION_PRECEDING) at = text.length;
    const end = node === point?.node ? point.offset : node.data.length;
    const add = (piece) => {
      let folded = piece.replace(/\s+/g, " ");
      if (folded.startsWith(" ") && (!text || text.endsWith(" "))) folded = folded.slice(1);
      text += folded;
    };
    add(node.data.slice(0, end));
    if (node === point?.node) { at = text.length; add(node.data.slice(end)); }
  }
  return { text, at: at ?? text.length };
}

/** A point within an element as a point within a text. */
function textPoint(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) return { node, offset };
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const child = node.childNodes[offset];
  let found = null;
  while (walker.nextNode()) {
    if (child && (child === walker.currentNode || child.contains(walker.currentNode) ||
      child.compareDocumentPosition(walker.currentNode) & Node.DOCUMENT_POSITION_FOLLOWING)) return { node: walker.currentNode, offset: 0 };
    found = walker.currentNode;
  }
  return found ? { node: found, offset: found.data.length } : { node, offset };
}

/** The selected words: block, first and last letter, text; null where none of the article are selected. */
export function selectedWords() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const block = blockOf(range.startContainer);
  if (!block || !document.getElementById("reading").contains(block)) return null;
  const begin = textPoint(range.startContainer, range.startOffset);
  const finish = textPoint(range.endContainer, range.endOffset);
  let { text, at: start } = lettersOf(block, begin);
  let end = blockOf(range.endContainer) === block ? lettersOf(block, finish).at : text.length;
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return start < end ? { block: block.dataset.block, start, end, text: text.slice(start, end) } : null;
}

/** Select the word behind a place, or move or widen what is selected: marking words without a pointer. */
export function selectWord(behind, { back = false, extend = false } = {}) {
  const selection = document.getSelection();
  if (behind) {
    const range = document.createRange();
    range.setStartAfter(behind);
    range.collapse(true);
    selection.removeAllRanges();
    selection.addRange(range);
  } else if (!extend) {
    if (back) selection.collapseToStart();
    else selection.collapseToEnd();
  }
  if (back && !extend) selection.modify("move", "backward", "word");
  if (!extend) { selection.modify("move", "forward", "word"); selection.modify("move", "backward", "word"); }
  selection.modify("extend", back && extend ? "backward" : "forward", "word");
}
