// The text field of Source: CodeMirror, with the words, the colours and the help of the desk. It knows nothing of files.
import {
  autoCloseTags, autocompletion, bracketMatching, completionKeymap, defaultKeymap, EditorState, EditorView, foldGutter, foldKeymap,
  HighlightStyle, highlightActiveLine, history, historyKeymap, hoverTooltip, keymap, lineNumbers, lintGutter, lintKeymap, search,
  searchKeymap, setDiagnostics, startCompletion, syntaxHighlighting, tags, tooltips, xmlLanguage,
} from "./bundles/codemirror.js";
import { data, make } from "./page.js";

export { nextDiagnostic, openSearchPanel } from "./bundles/codemirror.js";

const COLOURS = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: "var(--person)" },
  { tag: tags.attributeName, color: "var(--org)" },
  { tag: tags.attributeValue, color: "var(--place)" },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.character, tags.special(tags.string)], color: "var(--event)" },
  { tag: tags.invalid, color: "var(--link)", textDecoration: "underline wavy" },
]);

/** CodeMirror's own words in the language of the desk. */
function phrases() {
  const begin = "editor.";
  return Object.fromEntries(Object.entries(data.labels).filter(([key]) => key.startsWith(begin)).map(([key, text]) => [key.slice(begin.length), text]));
}

const KINDS = { name: "class", attribute: "property", value: "constant", end: "class" };

/** The offers of the server as CodeMirror wants them; they are asked for anew with each letter where names are looked into. */
function completion(offers) {
  return async (context) => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
    if (!context.explicit && !/[\w<\s"'/:#.-]/.test(before)) return null;
    const found = await offers(context.state.doc, context.pos);
    if (!found.offers.length || context.aborted) return null;
    return {
      from: found.from, filter: !found.again, validFor: found.again ? undefined : /^[\w:.-]*$/,
      options: found.offers.map((offer, n) => ({
        label: offer.label, detail: offer.detail, info: offer.about || undefined, type: KINDS[offer.part], boost: -n / 100,
        apply: (view, _, from, to) => {
          const end = from + offer.text.length - (offer.inside ? 1 : 0);
          view.dispatch({ changes: { from, to, insert: offer.text }, selection: { anchor: end }, userEvent: "input.complete" });
          if (offer.inside) startCompletion(view);
        },
      })),
    };
  };
}

function hover(ask) {
  return hoverTooltip(async (view, pos) => {
    const found = await ask(view.state.doc, pos);
    if (!found.head) return null;
    const lines = [...found.about.map((text) => make("p", {}, text)), found.reference && make("p", {}, make("code", {}, found.reference))];
    return { pos: found.start, end: found.end, create: () => ({ dom: make("div", { class: "told-hover" }, make("p", {}, make("b", {}, found.head), found.beside && ` ${found.beside}`), ...lines) }) };
  }, { hideOnChange: true });
}

/** Findings as CodeMirror shows them: under the words, and beside the line. */
export function underline(view, findings) {
  const end = view.state.doc.length;
  const shown = findings.map((one) => ({
    from: Math.min(one.start, end), to: Math.min(one.end, end), severity: one.severity, source: one.code,
    message: [one.title, one.message, ...one.more, one.help].filter(Boolean).join("\n"),
  }));
  view.dispatch(setDiagnostics(view.state, shown));
}

/** A field with a text; `about` has what is asked of the server, and what is done when something changes. */
export function makeEditor(parent, text, about) {
  const state = EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(data.style), EditorState.phrases.of(phrases()), EditorState.readOnly.of(data.readOnly),
      EditorView.contentAttributes.of({ "aria-labelledby": "xml-head", spellcheck: "false", tabindex: "0" }), EditorView.lineWrapping,
      lineNumbers(), foldGutter(), lintGutter(), history(), bracketMatching(), highlightActiveLine(), search({ top: true }),
      xmlLanguage, autoCloseTags, syntaxHighlighting(COLOURS), tooltips({ position: "fixed" }), hover(about.hover),
      autocompletion({ override: [completion(about.offers)], icons: false }),
      keymap.of([
        { key: "Mod-s", run: () => { about.save(); return true; } }, { key: "Alt-Enter", run: () => { about.jump(); return true; } },
        ...completionKeymap, ...lintKeymap, ...searchKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) about.changed(update.changes);
        if (update.docChanged || update.selectionSet) about.moved(update.state.selection.main.head);
      }),
    ],
  });
  return new EditorView({ state, parent });
}

/** Go to a stretch of the text. */
export function select(view, start, end = start) {
  const length = view.state.doc.length;
  const range = { anchor: Math.min(start, length), head: Math.min(end, length) };
  view.dispatch({ selection: range, effects: EditorView.scrollIntoView(range.anchor, { y: "center" }) });
  view.focus();
}
