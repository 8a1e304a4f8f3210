// A span of years, brushed over their bars or set with two sliders: map, list, chronology and network follow.
{
  const form = document.querySelector(".brush");
  const strip = form && form.previousElementSibling.querySelector("svg");
  if (strip) {
    const first = Number(form.dataset.first), last = Number(form.dataset.last);
    const [from, to] = form.querySelectorAll("input[type=range]"), told = form.querySelector("output"), link = form.querySelector("a");
    const select = form.querySelector("select");
    const figure = document.querySelector(".map.zoomable"), list = document.querySelector(".map-list");
    const network = document.querySelector(".network");
    const places = list ? [...list.children].map((item) => ({
      item, slug: item.querySelector("a").dataset.place, count: item.querySelector(".count"), whole: item.querySelector(".count").textContent,
      years: (item.dataset.years || "").split(" ").filter(Boolean).map((year) => year.split(":").map(Number)),
    })) : [];
    const shade = document.createElementNS(strip.namespaceURI, "rect");
    shade.setAttribute("class", "brushed");
    shade.setAttribute("y", "0");
    shade.setAttribute("height", "70");
    strip.prepend(shade);
    const wide = 720 / Math.max(last - first + 1, 12);

    const showPlaces = (low, high, everything) => {
      const numbers = new Map();
      for (const { item, slug, count, whole, years } of places) {
        const n = everything ? Number(whole.replace(/\D/g, "")) : years.reduce((sum, [year, times]) => sum + (year >= low && year <= high ? times : 0), 0);
        numbers.set(slug, n);
        count.textContent = everything ? whole : n;
        item.hidden = !n;
      }
      for (const { item } of [...places].sort((a, b) => numbers.get(b.slug) - numbers.get(a.slug))) list.append(item);
      if (figure) figure.dispatchEvent(new CustomEvent("edition:numbers", { detail: numbers }));
    };
    const showDates = (low, high, everything) => {
      const article = select ? select.value : "";
      for (const section of document.querySelectorAll(".chronology > section")) {
        const year = Number(section.querySelector("h2").id.slice(1));
        let any = false;
        for (const terms of section.querySelectorAll("dl")) {
          let term = null, some = false, here = false;
          for (const part of terms.children) {
            if (part.tagName === "DT") { term = part; term.hidden = Boolean(article); some = some || !article; continue; }
            part.hidden = Boolean(article) && !part.querySelector(`a[href*="articles/${CSS.escape(article)}.html"]`);
            if (!part.hidden && term) { term.hidden = false; here = true; }
          }
          const shown = some || here;
          terms.hidden = !shown;
          if (terms.previousElementSibling && terms.previousElementSibling.tagName === "H3") terms.previousElementSibling.hidden = !shown;
          any = any || shown;
        }
        section.hidden = !any || (!everything && (year < low || year > high));
      }
    };
    // an address may name years beyond the bars
    let low = first, high = last;
    const show = (keep) => {
      const everything = low === first && high === last;
      told.value = everything ? form.dataset.all : low === high ? low : `${low}–${high}`;
      shade.setAttribute("x", (Math.max(low, first) - first) * wide);
      shade.setAttribute("width", everything ? 0 : Math.max(0, Math.min(high, last) - Math.max(low, first) + 1) * wide);
      if (list) showPlaces(low, high, everything);
      else if (network) network.dispatchEvent(new CustomEvent("edition:years", { detail: everything ? null : [low, high] }));
      else showDates(low, high, everything);
      if (link) link.href = link.href.split("#")[0] + (everything ? "" : `#years=${low}-${high}`);
      if (keep) history.replaceState(null, "", everything ? location.pathname + location.search : `#years=${low}-${high}`);
    };
    const set = (begin, end, keep = true) => { [low, high] = [begin, end]; from.value = begin; to.value = end; show(keep); };
    for (const input of [from, to]) {
      input.addEventListener("input", () => {
        low = Math.min(from.value, to.value);
        high = Math.max(from.value, to.value);
        show(true);
      });
    }
    if (select) select.addEventListener("change", () => show(false));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => { event.preventDefault(); if (select) select.value = ""; set(first, last); });

    const yearAt = (event) => {
      const at = strip.getBoundingClientRect();
      return Math.max(first, Math.min(last, first + Math.floor((event.clientX - at.left) / at.width * 720 / wide)));
    };
    let began = null;
    strip.addEventListener("pointerdown", (event) => { began = yearAt(event); strip.setPointerCapture(event.pointerId); set(began, began); event.preventDefault(); });
    strip.addEventListener("pointermove", (event) => { if (began !== null) { const now = yearAt(event); set(Math.min(began, now), Math.max(began, now)); } });
    for (const end of ["pointerup", "pointercancel"]) strip.addEventListener(end, () => { began = null; });

    const asked = /^#years=(-?\d+)-(-?\d+)$/.exec(location.hash);
    if (asked) set(Number(asked[1]), Number(asked[2]), false); else told.value = form.dataset.all;
  }
}
