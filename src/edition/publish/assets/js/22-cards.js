// Cards of whom and what the text names: they open for a pointer, a finger and a keyboard, and can be pinned.
{
  const text = document.querySelector(".text");
  const make = edition.make;
  let card = null, opener = null, timer = 0;

  const NAMES = "[data-kind]:is([href], [data-to]), a[data-type=citation], a[data-tei=ref][href^='#']";
  const nameIn = (event) => event.target.closest && event.target.closest(NAMES);
  const addressOf = (name) => name.getAttribute("href") || name.dataset.to;
  const slugOf = (name) => decodeURIComponent(addressOf(name).split("/").pop().split("#")[0].replace(/\.html$/, ""));
  const line = (...parts) => make("p", {}, ...parts);

  const close = (refocus) => {
    clearTimeout(timer);
    if (!card) return;
    card.remove();
    card = null;
    if (opener) opener.removeAttribute("aria-describedby");
    if (refocus && opener) opener.focus();
    opener = null;
  };

  // what other articles say of the same day
  const sameDay = (value, into) => {
    const fill = () => {
      const { articles, days } = window.editionDays || { articles: [], days: {} };
      const others = (days[value] || []).map(([i, id]) => [articles[i], id]).filter(([article]) => !location.pathname.endsWith("/" + article.path));
      if (others.length) into.append(edition.label("same-day") + " ");
      others.forEach(([article, id], i) => {
        const href = new URL((window.editionPrefix || "") + article.path, edition.root).href + "#" + encodeURIComponent(id);
        into.append(i ? "; " : "", make("a", { href }, article.titles[document.documentElement.lang] || Object.values(article.titles)[0]));
      });
      if (!others.length) into.remove();
      if (card && card.contains(into)) place(opener);
    };
    if (window.editionDays) fill(); else edition.script("data/days.js").then(fill, () => into.remove());
  };

  const dateCard = (name) => {
    const value = addressOf(name).split("#d")[1] || "", lang = document.documentElement.lang;
    const full = /^\d{4}-\d\d-\d\d$/.test(value) && new Date(value + "T12:00:00Z");
    const said = full ? full.toLocaleDateString(lang, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
      : value.replace("_", " – ");
    const others = make("p", { class: "same-day" });
    const box = make("div", {}, make("a", { class: "name", href: addressOf(name) }, name.textContent), line(said),
      line(make("a", { href: addressOf(name) }, edition.label("section.chronology"))), others);
    sameDay(value, others);
    return box;
  };

  // the years that the paragraph speaks of, for a role that holds at that time
  const years = (name) => {
    const dates = [...(name.closest("p, li, .note, [data-tei=p]") || text).querySelectorAll("[data-kind=date]")];
    return dates.map((date) => (addressOf(date) || "").split("#d")[1]).filter(Boolean).map((value) => value.slice(0, 4));
  };
  const holds = (role, at) => at.some((year) => (role.dataset.from || "0") <= year + "-12-31" && (role.dataset.to || "9999") >= year);

  // where a place lies, on the coast that all pages share
  const smallMap = (geo) => {
    const [lat, lon] = geo.split(",").map(Number), high = 5, wide = high * 2 / Math.cos(lat * Math.PI / 180);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const box = window.editionCoast;
    if (!box || lon < box[0] || lon > box[2] || lat < box[1] || lat > box[3]) return null;
    const put = (tag, values) => {
      const element = document.createElementNS(svg.namespaceURI, tag);
      for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
      svg.append(element);
    };
    const set = { viewBox: `0 0 200 100`, class: "small-map", "aria-hidden": "true" };
    for (const [key, value] of Object.entries(set)) svg.setAttribute(key, value);
    const x = (degrees) => (degrees - lon) * 200 / wide + 100, y = (degrees) => (lat - degrees) * 100 / high + 50;
    put("image", { href: new URL("data/coast.svg", edition.root).href, x: x(box[0]), y: y(box[3]), width: x(box[2]) - x(box[0]),
      height: y(box[1]) - y(box[3]), preserveAspectRatio: "none" });
    put("circle", { cx: 100, cy: 50, r: 4 });
    return svg;
  };

  const entityCard = (name) => {
    const source = document.getElementById("card-" + slugOf(name));
    if (!source) return null;
    const box = make("div");
    const at = years(name), roles = [...source.querySelectorAll(".role")], then = roles.filter((role) => holds(role, at));
    for (const part of source.children) {
      if (part.classList.contains("role") && (then.length ? !then.includes(part) : at.length > 0)) continue;
      const copy = part.cloneNode(true);
      if (copy.matches(".portrait")) box.firstElementChild.after(copy);
      else box.append(copy.matches(".name") ? copy : line(copy));
    }
    const others = (name.dataset.also || "").split(" ").map((slug) => document.querySelector(`#card-${CSS.escape(slug)} .name`)).filter(Boolean);
    if (others.length) {
      const also = line(edition.label("or") + " ");
      others.forEach((other, i) => also.append(i ? ", " : "", other.cloneNode(true)));
      box.append(also);
    }
    const remarks = [name.dataset.resp ? edition.label("machine.mark") : "", name.dataset.cert ? edition.label("cert." + name.dataset.cert) : ""].filter(Boolean);
    if (remarks.length) box.append(make("p", { class: "cert" }, remarks.join(", ")));
    const total = make("p", { class: "count" });
    box.append(total);
    const fill = () => {
      const n = (window.editionCounts || {})[slugOf(name)];
      if (n) total.append(make("a", { href: addressOf(name) + "#mentions" }, edition.label("mentions.all", n)));
      else total.remove();
      const map = source.dataset.geo && smallMap(source.dataset.geo);
      if (map) box.append(map);
      if (card === box) place(name);
    };
    if (window.editionCounts) fill(); else edition.script("data/counts.js").then(fill, () => total.remove());
    return box;
  };

  // what a reference leads to on this page, whole
  const referenceCard = (name) => {
    const target = document.getElementById(decodeURIComponent(addressOf(name).slice(1)));
    if (!target || !target.matches("[data-tei=bibl], [data-tei=biblStruct], [data-tei=note], .note, li")) return null;
    const copy = target.cloneNode(true);
    for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
    for (const extra of copy.querySelectorAll(".made")) extra.remove();
    return make("div", {}, make("a", { class: "name", href: addressOf(name) }, name.textContent), line(...copy.childNodes));
  };

  const cardOf = (name) => {
    if (name.dataset.kind === "date") return dateCard(name);
    return addressOf(name).startsWith("#") ? referenceCard(name) : entityCard(name);
  };

  // pinned cards stand together in a corner until they are put away
  const pins = make("div", { class: "pins", role: "region", "aria-label": edition.label("pinned") });
  const pin = () => {
    const kept = card, from = opener;
    card = null;
    close(false);
    kept.classList.add("pinned");
    kept.removeAttribute("id");
    kept.style.left = kept.style.top = "";
    if (from) { from.removeAttribute("aria-describedby"); opener = null; }
    const button = kept.querySelector(".pin");
    button.textContent = "×";
    button.setAttribute("aria-label", edition.label("close"));
    button.title = edition.label("close");
    document.body.append(pins);
    pins.prepend(kept);
    button.focus();
    button.addEventListener("click", () => {
      kept.remove();
      if (!pins.children.length) pins.remove();
      if (from && from.isConnected) from.focus();
    });
  };

  const place = (name) => {
    const at = name.getClientRects()[0] || name.getBoundingClientRect();
    const width = card.offsetWidth, page = document.documentElement.clientWidth;
    card.style.left = Math.max(8, Math.min(at.left, page - width - 8)) + scrollX + "px";
    const below = at.bottom + 6 + card.offsetHeight < innerHeight || at.top < card.offsetHeight + 8;
    card.style.top = (below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY + "px";
  };

  const open = (name) => {
    if (opener === name) return;
    const content = cardOf(name);
    close(false);
    if (!content) return;
    opener = name;
    card = content;
    card.className = "card";
    card.id = "card";
    card.dataset.kind = name.dataset.kind || "work";
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", card.querySelector(".name").textContent);
    card.lang = document.documentElement.lang;
    const button = make("button", { type: "button", class: "pin", title: edition.label("pin"), "aria-label": edition.label("pin") }, edition.label("pin.short"));
    button.addEventListener("click", pin, { once: true });
    card.append(button);
    document.body.append(card);
    name.setAttribute("aria-describedby", "card");
    place(name);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => { timer = setTimeout(() => { if (card && !card.contains(document.activeElement)) close(false); }, 250); });
  };

  // the tabulator leads from a name into its card, and from there on in the text
  const step = (event) => {
    if (event.key !== "Tab" || !card || !opener) return;
    const stops = [...card.querySelectorAll("a[href], button")], at = stops.indexOf(document.activeElement);
    if (document.activeElement === opener && !event.shiftKey) { event.preventDefault(); stops[0].focus(); }
    else if (at === 0 && event.shiftKey) { event.preventDefault(); opener.focus(); }
    else if (at === stops.length - 1 && at >= 0 && !event.shiftKey) opener.focus({ preventScroll: true });
  };

  if (text) {
    let touched = false;
    text.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
    text.addEventListener("pointerover", (event) => {
      const name = nameIn(event);
      if (name && event.pointerType !== "touch") { clearTimeout(timer); timer = setTimeout(open, 180, name); }
    });
    text.addEventListener("pointerout", (event) => {
      if (!nameIn(event) || event.pointerType === "touch") return;
      clearTimeout(timer);
      timer = setTimeout(() => { if (card && !card.contains(document.activeElement)) close(false); }, 250);
    });
    text.addEventListener("focusin", (event) => {
      const name = nameIn(event);
      if (name && name.matches(":focus-visible")) open(name);
    });
    text.addEventListener("click", (event) => {
      const name = nameIn(event);
      if (name && touched && opener !== name) { event.preventDefault(); open(name); }
    });
    document.addEventListener("pointerdown", (event) => {
      if (card && !card.contains(event.target) && !nameIn(event)) close(false);
    });
    document.addEventListener("focusin", (event) => {
      if (card && !card.contains(event.target) && event.target !== opener && !nameIn(event)) close(false);
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && card) close(true); else step(event); });
    document.addEventListener("edition:choice", () => close(false));
  }
}
