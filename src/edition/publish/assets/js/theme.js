// The colours and the size of type that the reader has chosen, before anything is drawn; all other scripts wait.
document.documentElement.dataset.script = ""; // what needs a script is shown from the first moment on
try {
  const theme = localStorage.getItem("edition.theme"), size = localStorage.getItem("edition.size");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  if (/^-?\d$/.test(size)) document.documentElement.dataset.size = size;
} catch { /* private window */ }
