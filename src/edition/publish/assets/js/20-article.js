// Cards of mentions, notes in place, the reader's choices.
{
  const text = document.querySelector(".text");
  let card = null, opener = null, timer = 0;

  const close = (refocus) => {
    clearTimeout(timer);
    if (!card) return;
    card.remove();
    card = null;
    if (opener) opener.removeAttribute("aria-describedby");
    if (refocus && opener) opener.focus();
    opener = null;
  };

  const slugOf = (link) => decodeURIComponent(link.getAttribute("href").split("/").pop().split("#")[0].replace(/\.html$/, ""));

  const dateCard = (link) => {
    const value = link.getAttribute("href").split("#d")[1] || "";
    const box = edition.make("div", {}, edition.make("a", { class: "name", href: link.getAttribute("href") }, link.textContent));
    const full = /^\d{4}-\d\d-\d\d$/.test(value) && new Date(value + "T12:00:00Z");
    const said = full ? full.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
      : value.replace("_", " – ");
    box.append(edition.make("p", {}, said), edition.make("p", {}, edition.make("a", { href: link.getAttribute("href") }, edition.label("section.chronology"))));
    return box;
  };

  const entityCard = (link) => {
    const source = document.getElementById("card-" + slugOf(link));
    if (!source) return null;
    const box = edition.make("div");
    for (const part of source.children) {
      const copy = part.cloneNode(true);
      box.append(copy.classList.contains("name") ? copy : edition.make("p", {}, copy));
    }
    const others = (link.dataset.also || "").split(" ").map((slug) => document.querySelector(`#card-${CSS.escape(slug)} .name`)).filter(Boolean);
    if (others.length) {
      const line = edition.make("p", {}, edition.label("or") + " ");
      others.forEach((other, i) => line.append(i ? ", " : "", other.cloneNode(true)));
      box.append(line);
    }
    const remarks = [link.dataset.resp ? edition.label("machine.mark") : "", link.dataset.cert ? edition.label("cert." + link.dataset.cert) : ""].filter(Boolean);
    if (remarks.length) box.append(edition.make("p", { class: "cert" }, remarks.join(", ")));
    const total = edition.make("p", { class: "count" });
    box.append(total);
    const fill = () => {
      const n = (window.editionCounts || {})[slugOf(link)];
      if (n) total.append(edition.make("a", { href: link.getAttribute("href") + "#mentions" }, edition.label("mentions.all", n)));
      else total.remove();
    };
    if (window.editionCounts) fill(); else edition.script("data/counts.js").then(fill, () => total.remove());
    return box;
  };

  const open = (link) => {
    if (opener === link) return;
    const content = link.dataset.kind === "date" ? dateCard(link) : entityCard(link);
    close(false);
    if (!content) return;
    opener = link;
    card = content;
    card.className = "card";
    card.id = "card";
    card.dataset.kind = link.dataset.kind;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", card.querySelector(".name").textContent);
    card.lang = document.documentElement.lang;
    document.body.append(card);
    link.setAttribute("aria-describedby", "card");
    const at = link.getClientRects()[0] || link.getBoundingClientRect();
    const width = card.offsetWidth, page = document.documentElement.clientWidth;
    card.style.left = Math.max(8, Math.min(at.left, page - width - 8)) + scrollX + "px";
    const below = at.bottom + 6 + card.offsetHeight < innerHeight || at.top < card.offsetHeight + 8;
    card.style.top = (below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY + "px";
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => { timer = setTimeout(close, 250); });
  };

  if (text) {
    const mention = (event) => event.target.closest && event.target.closest("a[data-kind]");
    let touched = false;
    text.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
    text.addEventListener("pointerover", (event) => {
      const link = mention(event);
      if (link && event.pointerType !== "touch") { clearTimeout(timer); timer = setTimeout(open, 180, link); }
    });
    text.addEventListener("pointerout", (event) => {
      if (mention(event) && event.pointerType !== "touch") { clearTimeout(timer); timer = setTimeout(close, 250); }
    });
    text.addEventListener("focusin", (event) => {
      const link = mention(event);
      if (link && link.matches(":focus-visible")) open(link);
    });
    text.addEventListener("click", (event) => {
      const link = mention(event);
      if (link && touched && opener !== link) { event.preventDefault(); open(link); }
    });
    document.addEventListener("pointerdown", (event) => {
      if (card && !card.contains(event.target) && !mention(event)) close(false);
    });
    document.addEventListener("focusin", (event) => {
      if (card && !card.contains(event.target) && event.target !== opener && !mention(event)) close(false);
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  }

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

  // choices stay from page to page
  for (const input of document.querySelectorAll(".tools input")) {
    const key = input.type === "radio" ? input.name + "." + document.documentElement.lang : input.id;
    const kept = edition.store.get(key);
    if (input.type === "radio" && kept === input.value) input.checked = true;
    if (input.type === "checkbox" && kept === "1") input.checked = true;
    input.addEventListener("change", () => {
      edition.store.set(key, input.type === "radio" ? input.value : input.checked ? "1" : "0");
      close(false);
    });
  }

  // an address may lead into the language that is not shown
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const side = target && target.closest(".pair > .original, .pair > .translation");
    if (!side || side.offsetParent) return;
    document.getElementById(side.classList.contains("original") ? "view-original" : "view-translation").checked = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const contents = document.querySelector(".toc details");
  if (contents && !wide.matches) contents.open = false;
}
