// The colours that the reader has chosen, before anything is drawn; all other scripts wait.
try {
  const theme = localStorage.getItem("edition.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* private window */ }
