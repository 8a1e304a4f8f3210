// Zoom and pan of the map and the network; who stands with whom.
for (const figure of document.querySelectorAll(".zoomable")) {
  const svg = figure.querySelector("svg");
  // the first view is what the page came with; the whole may reach further
  const numbers = (text) => text.split(/\s+/).map(Number);
  const first = numbers(svg.getAttribute("viewBox")), whole = svg.dataset.whole ? numbers(svg.dataset.whole) : first;
  const narrow = matchMedia("(max-width: 34rem)");
  // a small screen shows a part that is nearly square, with marks as large as elsewhere
  const shape = () => (narrow.matches ? Math.max(first[3] / first[2], 0.9) : first[3] / first[2]);
  const widest = () => Math.min(whole[2], whole[3] / shape());
  const around = (view) => {
    const width = Math.min(view[2], view[3] / shape());
    return [view[0] + (view[2] - width) / 2, view[1], width, width * shape()];
  };
  let box = around(first), moved = false, untouched = true; // as long as nobody looks elsewhere, each size of window begins anew
  const marks = [...svg.querySelectorAll("circle, text, .edges line")].map((mark) => ({
    mark, name: mark.tagName === "text" ? "font-size" : mark.tagName === "circle" ? "r" : "stroke-width",
  })).map((entry) => ({ ...entry, size: Number(entry.mark.getAttribute(entry.name)) }));
  // A name stands above, below or beside its mark, where it lies on no more important name and on no larger mark; names
  // without such a place wait for a closer look.
  const names = [...svg.querySelectorAll("a")].map((link) => ({ circle: link.querySelector("circle"), text: link.querySelector("text") }))
    .filter(({ circle }) => circle).sort((a, b) => b.circle.getAttribute("r") - a.circle.getAttribute("r"));
  const waters = [...svg.querySelectorAll(".waters text")];
  const read = (element, ...attributes) => attributes.map((name) => Number(element.getAttribute(name)));
  const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  const within = (area, x, y, width, height) => area.x >= x && area.y >= y && area.x + area.width <= x + width && area.y + area.height <= y + height;
  // what a name measures in units of its type size; asking the browser anew for each place would be slow
  let measures = new Map();
  const measure = (text) => {
    if (!measures.has(text)) {
      const { y, width, height } = text.getBBox(), [size, baseline] = read(text, "font-size", "y");
      measures.set(text, { top: (y - baseline) / size, width: width / size, height: height / size });
    }
    return measures.get(text);
  };
  const SIDES = { above: ["middle", 0, -1, -0.3], right: ["start", 1, 0, 0.35], left: ["end", -1, 0, 0.35], below: ["middle", 0, 1, 1] };
  const place = (text, { x, y, r }, side) => {
    const [size] = read(text, "font-size"), [anchor, across, down, shift] = SIDES[side], { top, width, height } = measure(text);
    const at = { anchor, x: x + across * (r + size * 0.3), y: y + down * r + shift * size };
    const left = at.x - { start: 0, middle: 0.5, end: 1 }[anchor] * width * size;
    return { at, area: { x: left, y: at.y + top * size, width: width * size, height: height * size } };
  };
  // no name stands below the buttons that lie upon a map
  const covered = () => {
    const buttons = figure.matches(".map") && figure.querySelector(".zoom");
    if (!buttons) return [];
    const at = svg.getBoundingClientRect(), over = buttons.getBoundingClientRect(), unit = box[2] / (at.width || 1);
    return [{ x: box[0] + (over.left - at.left) * unit, y: box[1] + (over.top - at.top) * unit, width: over.width * unit, height: over.height * unit }];
  };
  const thin = () => {
    const seen = names.filter(({ circle }) => !circle.parentNode.matches(".out, .within")).map(({ circle, text }) => {
      const [x, y, r] = read(circle, "cx", "cy", "r");
      return { text, x, y, r, many: circle.parentNode.matches(".cluster"), area: { x: x - r, y: y - r, width: 2 * r, height: 2 * r } };
    }).filter((mark) => !apart(mark.area, { x: box[0], y: box[1], width: box[2], height: box[3] }));
    const taken = covered(), shown = new Set();
    for (const mark of seen.filter((each) => each.text)) {
      // a name in view is not cut off at the edge of the view
      const room = within(mark.area, ...box) ? box : whole;
      const free = ({ area }, least) => within(area, ...room) && taken.every((other) => apart(area, other))
        && seen.every((other) => other === mark || (other.r < least && !other.many) || apart(area, other.area));
      const places = Object.keys(SIDES).map((side) => place(mark.text, mark, side));
      // in a crowd a name may cover marks that are smaller than its own, but no number
      const chosen = places.find((each) => free(each, 0)) || places.find((each) => free(each, mark.r));
      if (!chosen) continue;
      taken.push(chosen.area);
      shown.add(mark.text);
      for (const [name, value] of [["text-anchor", chosen.at.anchor], ["x", chosen.at.x.toFixed(2)], ["y", chosen.at.y.toFixed(2)]]) mark.text.setAttribute(name, value);
    }
    for (const { text } of names) if (text) text.classList.toggle("crowded", !shown.has(text));
    // seas and rivers are named where no place is
    for (const text of waters) {
      const [x, y, size] = read(text, "x", "y", "font-size"), { top, width, height } = measure(text);
      const area = { x: x - width * size / 2, y: y + top * size, width: width * size, height: height * size };
      const free = within(area, ...box) && taken.every((other) => apart(area, other));
      text.classList.toggle("crowded", !free);
      if (free) taken.push(area);
    }
  };
  // other numbers, other circles: of those that a name is given for; what is named no more goes
  figure.addEventListener("edition:numbers", ({ detail }) => {
    const most = Math.max(1, ...detail.values());
    for (const entry of marks) {
      const link = entry.mark.closest("a[data-place]");
      if (!link || entry.name !== "r") continue;
      const count = detail.get(link.dataset.place) || 0;
      link.classList.toggle("out", !count);
      entry.size = 3.2 + 15 * Math.sqrt(count / most);
      entry.mark.setAttribute("r", (entry.size * sized).toFixed(2));
    }
    settle();
  });
  figure.addEventListener("edition:moved", () => thin());
  const typeface = () => { measures = new Map(); thin(); };
  let sized = 0;
  const entries = new Map(marks.map((entry) => [entry.mark, entry]));
  const clusters = figure.matches(".map") ? edition.clusters(svg, (circle) => entries.get(circle).size * sized) : null;
  const settle = () => {
    if (clusters && clusters.gather(box[2] / (svg.clientWidth || first[2]))) measures = new Map();
    names.sort((a, b) => b.circle.getAttribute("r") - a.circle.getAttribute("r"));
    thin();
  };
  const show = () => {
    box[2] = Math.min(box[2], widest());
    box[3] = box[2] * shape();
    box[0] = Math.max(whole[0], Math.min(box[0], whole[0] + whole[2] - box[2]));
    box[1] = Math.max(whole[1], Math.min(box[1], whole[1] + whole[3] - box[3]));
    svg.setAttribute("viewBox", box.map((n) => n.toFixed(1)).join(" "));
    const start = around(first)[2];
    const scale = (box[2] / start) ** 0.8 * Math.max(1, 0.75 * start / (svg.clientWidth || start));
    if (scale !== sized) for (const { mark, name, size } of marks) mark.setAttribute(name, (size * scale).toFixed(2));
    sized = scale;
    settle();
  };
  const nearest = first[2] / 40;
  const zoom = (factor, x = box[0] + box[2] / 2, y = box[1] + box[3] / 2) => {
    const width = Math.max(nearest, Math.min(widest(), box[2] * factor)), f = width / box[2];
    untouched = false;
    box = [x - (x - box[0]) * f, y - (y - box[1]) * f, width, box[3] * f];
    show();
  };
  const point = (event) => {
    const at = svg.getBoundingClientRect();
    return [box[0] + (event.clientX - at.left) / at.width * box[2], box[1] + (event.clientY - at.top) / at.height * box[3]];
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the wheel is the page's
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, ...point(event));
  }, { passive: false });
  let drag = null;
  // two fingers: what lies between them stays between them
  const fingers = new Map();
  let apartBefore = 0;
  const pinch = (event) => {
    if (!fingers.has(event.pointerId)) return false;
    fingers.set(event.pointerId, event);
    if (fingers.size !== 2) return false;
    const [a, b] = [...fingers.values()];
    const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (apartBefore && now) zoom(apartBefore / now, ...point({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }));
    apartBefore = now;
    moved = true;
    return true;
  };
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => { fingers.delete(event.pointerId); apartBefore = 0; });
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") fingers.set(event.pointerId, event);
    if (fingers.size > 1) { drag = null; return; }
    if (event.pointerType === "touch" && box[2] >= whole[2]) return;
    drag = [event.clientX, event.clientY, ...box];
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (pinch(event) || !drag) return;
    const at = svg.getBoundingClientRect();
    untouched = false;
    if (Math.abs(event.clientX - drag[0]) + Math.abs(event.clientY - drag[1]) > 4) moved = true;
    box[0] = drag[2] - (event.clientX - drag[0]) / at.width * box[2];
    box[1] = drag[3] - (event.clientY - drag[1]) / at.height * box[3];
    show();
  });
  addEventListener("pointerup", () => { drag = null; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  const list = (places) => {
    const listed = places.map(({ link }) => document.querySelector(`.map-list a[data-place="${CSS.escape(link.dataset.place)}"]`)).filter(Boolean);
    if (!listed.length) return;
    listed[0].scrollIntoView({ block: "nearest" });
    (listed[0].href ? listed[0] : listed[0].closest(".map-list")).focus();
    for (const link of document.querySelectorAll(".map-list a")) link.classList.toggle("on", listed.includes(link));
  };
  // the places of a cluster are looked at closer; those that no zoom parts are shown in the list
  const part = (places) => {
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)], [left, top] = [Math.min(...xs), Math.min(...ys)];
    const wide = Math.max(...xs) - left, high = Math.max(...ys) - top, room = Math.max(wide, high / shape());
    if (!clusters.parts(room, nearest / svg.clientWidth)) return list(places);
    const width = Math.max(nearest, Math.min(1.6 * room, box[2] * 0.6)), height = width * shape();
    untouched = false;
    box = [left + wide / 2 - width / 2, top + high / 2 - height / 2, width, height];
    show();
  };
  svg.addEventListener("click", (event) => {
    const places = clusters && clusters.at(event.target);
    if (moved || places) event.preventDefault();
    if (places && !moved) part(places);
    moved = false;
  });
  svg.addEventListener("keydown", (event) => {
    const places = (event.key === "Enter" || event.key === " ") && clusters && clusters.at(event.target);
    const step = box[2] / 8;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (places) part(places);
    else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 0.7 : 1.4);
    else if (moves[event.key] && (box[2] < whole[2] || box[3] < whole[3])) { untouched = false; box[0] += moves[event.key][0]; box[1] += moves[event.key][1]; show(); }
    else return;
    event.preventDefault();
  });
  const button = (sign, label, action) => {
    const element = edition.make("button", { type: "button", "aria-label": label, title: label }, sign);
    element.addEventListener("click", action);
    return element;
  };
  const { zoomIn, zoomOut, zoomAll } = figure.dataset;
  figure.append(edition.make("div", { class: "zoom" }, button("+", zoomIn, () => zoom(0.7)), button("−", zoomOut, () => zoom(1.4)),
    button("⤢", zoomAll, () => { untouched = false; box = around(whole); show(); })));
  show();
  document.fonts.ready.then(typeface);
  document.fonts.addEventListener("loadingdone", typeface);
  addEventListener("resize", () => { if (untouched) box = around(first); show(); });
}

// a place in the list and on the map are one
for (const link of document.querySelectorAll("a[data-place]")) {
  const twins = document.querySelectorAll(`a[data-place="${CSS.escape(link.dataset.place)}"]`);
  const set = (on) => twins.forEach((twin) => twin.classList.toggle("on", on));
  for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) link.addEventListener(event, () => set(on));
}

{
  const network = document.querySelector(".network");
  if (network) {
    const show = (slug) => {
      network.classList.toggle("active", Boolean(slug));
      const near = new Set([slug]);
      for (const line of network.querySelectorAll(".edges line")) {
        const on = Boolean(slug) && (line.dataset.a === slug || line.dataset.b === slug);
        line.classList.toggle("on", on);
        if (on) { near.add(line.dataset.a); near.add(line.dataset.b); }
      }
      for (const node of network.querySelectorAll("a[data-node]")) node.classList.toggle("on", Boolean(slug) && near.has(node.dataset.node));
    };
    for (const node of network.querySelectorAll("a[data-node]")) {
      for (const [event, slug] of [["pointerenter", node.dataset.node], ["focus", node.dataset.node], ["pointerleave", ""], ["blur", ""]]) {
        node.addEventListener(event, () => show(slug));
      }
    }
  }
}
