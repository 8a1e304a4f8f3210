// The colours and the size of type that the reader has chosen, before anything is drawn; all other scripts wait.
document.documentElement.dataset.script = ""; // what needs a script is shown from the first moment on
try {
  const theme = localStorage.getItem("edition.theme"), size = localStorage.getItem("edition.size");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  if (/^-?\d$/.test(size)) document.documentElement.dataset.size = size;
} catch { /* private window */ }
// the typeface is asked for before the style sheet names it, or a first visit is set in another; a page from the disk may not
if ("fonts" in document.currentScript.dataset && location.protocol.startsWith("http")) {
  for (const name of ["latin", "latin-italic", "latin-ext", "latin-ext-italic"]) {
    const href = new URL(`fonts/literata-${name}.woff2`, document.currentScript.src).href;
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href }));
  }
}
