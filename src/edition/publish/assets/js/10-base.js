// Comfort only: every page can be read without this file. Loaded with `defer`, works from the file system too.
"use strict";
const edition = {
  root: new URL("..", document.currentScript.src),
  labels: window.editionLabels || {},
  label(key, n) {
    const one = String(n) === "1" && this.labels[key + ".one"];
    return (one || this.labels[key] || key).replace("{n}", n);
  },
  make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  },
  store: {
    get(key) { try { return localStorage.getItem("edition." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("edition." + key, value); } catch { /* private window */ } },
  },
  script(path) {
    return new Promise((done, failed) => {
      const script = this.make("script", { src: new URL(path, this.root).href });
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  },
};

// on a phone the sections stand on one line: the one that is open is brought into sight
for (const link of document.querySelectorAll("header.site li > [aria-current]")) {
  const line = link.closest("ul");
  line.scrollLeft = link.offsetLeft - (line.clientWidth - link.offsetWidth) / 2;
}

// light, dark, or as the device says
{
  const button = document.querySelector("button.theme");
  const order = ["auto", "light", "dark"];
  let now = edition.store.get("theme") || "auto";
  const show = () => {
    if (now === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = now;
    if (button) button.textContent = edition.label(`theme.${now}`);
  };
  show();
  if (button) {
    button.addEventListener("click", () => {
      now = order[(order.indexOf(now) + 1) % order.length];
      edition.store.set("theme", now);
      show();
    });
  }
}

// the search comes when somebody turns to it
{
  const input = document.querySelector(".find input");
  if (input) input.addEventListener("focus", () => { if (!edition.search) edition.script("assets/search.js"); }, { once: true });
}

// a merged entry leads on by itself
{
  const link = document.querySelector("a[data-redirect]");
  if (link) location.replace(link.href);
}

// citations can be copied
for (const pre of document.querySelectorAll(".export pre")) {
  const button = edition.make("button", { type: "button" }, edition.label("copy"));
  button.addEventListener("click", async () => {
    const range = document.createRange();
    range.selectNodeContents(pre);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try { await navigator.clipboard.writeText(pre.textContent); button.textContent = edition.label("copied"); }
    catch { document.execCommand("copy"); }
  });
  pre.before(button);
}
