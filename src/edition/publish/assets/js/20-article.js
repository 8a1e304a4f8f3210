// Reading an article: notes in place, the bar that stays, the reader's choices, and the place in the text.
{
  const text = document.querySelector(".text"), bar = document.querySelector("div.bar");
  const shown = (element) => element.getClientRects().length > 0;
  const below = () => (bar ? (shown(bar) ? bar : bar.querySelector(".tools")).offsetHeight + 12 : 12);

  // the paragraph that is read: the first that reaches below the bar
  const blocks = text ? [...text.querySelectorAll(":is(p, li, blockquote, h2, h3, h4, [data-tei=l], [data-tei=p])[id]")].filter((each) => !each.closest(".note")) : [];
  const current = () => blocks.find((block) => shown(block) && block.getBoundingClientRect().bottom > below());
  // what says the same in the other language
  const twin = (block, lang) => {
    const sides = block.closest(".pair") ? [...block.closest(".pair").children] : [];
    const side = sides.find((each) => (lang ? (each.lang || text.lang) === lang : !each.contains(block)));
    return (side && side.querySelector("[id]")) || block;
  };
  // whatever changes on the page, the line that is read stays where it is
  const place = () => {
    const block = scrollY > 0 && current();
    if (!block) return null;
    const { top, height } = block.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (below() - top) / height));
    return { block, part, at: top + part * height };
  };
  const stay = (before) => {
    if (!before) return;
    const { top, height } = (shown(before.block) ? before.block : twin(before.block)).getBoundingClientRect();
    scrollBy({ top: top + before.part * height - before.at, behavior: "instant" });
  };

  // notes open in place where the margin is too narrow
  const wide = matchMedia("(min-width: 66rem)");
  const inMargin = () => wide.matches && !document.querySelector("#view-both:checked, .facsimile[open]");
  for (const call of document.querySelectorAll("a.call")) {
    const note = document.getElementById(call.getAttribute("href").slice(1));
    if (!note || !note.classList.contains("note") || !note.querySelector(".back")) continue;
    call.setAttribute("aria-expanded", String(inMargin()));
    call.addEventListener("click", (event) => {
      if (inMargin()) return;
      event.preventDefault();
      call.setAttribute("aria-expanded", String(note.classList.toggle("open")));
    });
    const back = note.querySelector(".back");
    back.addEventListener("click", (event) => {
      if (inMargin()) return;
      event.preventDefault();
      note.classList.remove("open");
      call.setAttribute("aria-expanded", "false");
      call.focus();
      if (location.hash === "#" + note.id) history.replaceState(null, "", location.pathname + location.search);
    });
  }

  // the first mention in a section is a link; with this switch each is one
  const change = (element, name, from, to) => {
    const made = document.createElement(name);
    for (const { name: key, value } of element.attributes) made.setAttribute(key === from ? to : key, value);
    made.append(...element.childNodes);
    element.replaceWith(made);
    return made;
  };
  const everyMention = (on) => {
    const found = text ? text.querySelectorAll(on ? "span[data-to]" : "a[data-again]") : [];
    for (const element of found) {
      if (on) change(element, "a", "data-to", "href").dataset.again = "";
      else delete change(element, "span", "href", "data-to").dataset.again;
    }
  };

  // choices stay from page to page
  const apply = (input) => {
    if (input.id === "every-mention") everyMention(input.checked);
    if (input.name === "witness") input.closest("details").querySelector(".here").textContent = input.value && input.closest("label").textContent;
  };
  for (const input of document.querySelectorAll(".tools input")) {
    const key = input.type === "radio" ? input.name + "." + document.documentElement.lang : input.id;
    const kept = edition.store.get(key);
    if (input.type === "radio" && kept === input.value) { input.checked = true; apply(input); }
    if (input.type === "checkbox" && kept === "1") { input.checked = true; apply(input); }
    // the box has changed already, so the place is noted before
    let before = null;
    const note = () => { before = place(); };
    for (const event of ["pointerdown", "keydown"]) (input.closest("label") || input).addEventListener(event, note);
    input.addEventListener("change", () => {
      edition.store.set(key, input.type === "radio" ? input.value : input.checked ? "1" : "0");
      apply(input);
      document.dispatchEvent(new CustomEvent("edition:choice"));
      stay(before);
    });
  }

  // the size of the type, in steps that theme.js sets before the next page is drawn
  const SMALLEST = -2, LARGEST = 4;
  for (const button of document.querySelectorAll(".size button")) {
    button.addEventListener("click", () => {
      const before = place();
      const size = Math.max(SMALLEST, Math.min(LARGEST, Number(document.documentElement.dataset.size || 0) + Number(button.value)));
      document.documentElement.dataset.size = size;
      edition.store.set("size", size);
      stay(before);
    });
  }
  const print = document.querySelector("button.print");
  if (print) print.addEventListener("click", () => window.print());

  // menus of the bar close when one turns to something else
  const menus = [...document.querySelectorAll("div.bar details.menu")];
  const fold = (except) => { for (const menu of menus) if (!menu.contains(except)) menu.open = false; };
  document.addEventListener("pointerdown", (event) => fold(event.target));
  document.addEventListener("focusin", (event) => fold(event.target));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && menus.find((menu) => menu.open);
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });

  // an address may lead into the language that is not shown, or into what is folded
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || shown(target)) return;
    for (let folded = target.closest("details:not([open])"); folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
    const side = target.closest(".pair > .original, .pair > .translation");
    const choice = side && document.getElementById(side.classList.contains("original") ? "view-original" : "view-translation");
    if (choice && !shown(side)) choice.checked = true;
    target.scrollIntoView();
  };
  // what is cited is the place that the address names by its canonical number
  const locators = [...document.querySelectorAll(".csl a")].map((link) => [link, link.href]);
  const page = (document.querySelector("link[rel='canonical']") || {}).href;
  const exports = page ? [...document.querySelectorAll(".export pre")].map((pre) => [pre, pre.textContent]) : [];
  const locate = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const place = target && target.classList.contains("canonical") ? "#" + target.id : "";
    for (const [link, address] of locators) link.textContent = link.href = address + place;
    for (const [pre, text] of exports) pre.textContent = text.replaceAll(page, page + place);
  };
  addEventListener("hashchange", () => { reveal(); locate(); });
  reveal();
  if (location.hash) locate();

  // the interface in another language opens at the paragraph that was read last, though its link is at the top
  let read = null;
  for (const link of text ? document.querySelectorAll("a.language") : []) {
    link.addEventListener("click", () => { link.hash = read ? twin(read, link.lang).id : ""; });
  }

  // the contents tell the section that is read; where there is no room for them they open from the bar
  const contents = document.querySelector(".toc details");
  const entries = [...document.querySelectorAll(".toc a[href^='#']")];
  if (contents && !wide.matches) contents.open = false;
  wide.addEventListener("change", () => { if (contents) contents.open = wide.matches; });
  if (contents) {
    contents.addEventListener("click", (event) => { if (event.target.closest("a") && !wide.matches) contents.open = false; });
    document.addEventListener("pointerdown", (event) => { if (!wide.matches && !contents.contains(event.target)) contents.open = false; });
  }
  const here = document.querySelector(".toc .here");
  const targets = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1))));
  let waiting = false;
  const where = () => {
    waiting = false;
    if (scrollY > innerHeight / 2) read = current() || read;
    let last = -1;
    targets.forEach((target, i) => { if (target && shown(target) && target.getBoundingClientRect().top < below() + 40) last = i; });
    entries.forEach((entry, i) => { if (i === last) entry.setAttribute("aria-current", "true"); else entry.removeAttribute("aria-current"); });
    const name = last < 0 ? "" : [...entries[last].children].filter(shown)[0] || entries[last];
    if (here) here.textContent = name ? name.textContent : "";
  };
  if (text) addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(where); } }, { passive: true });
}
