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
  let box = around(first);
  const marks = [...svg.querySelectorAll("circle, text, .edges line")].map((mark) => ({
    mark, name: mark.tagName === "text" ? "font-size" : mark.tagName === "circle" ? "r" : "stroke-width",
  })).map((entry) => ({ ...entry, size: Number(entry.mark.getAttribute(entry.name)) }));
  // A name stands above, below or beside its mark, where it lies on no more important name and on no larger mark; names
  // without such a place wait for a closer look.
  const names = [...svg.querySelectorAll("a")].map((link) => ({ circle: link.querySelector("circle"), text: link.querySelector("text") }))
    .filter(({ circle }) => circle).sort((a, b) => b.circle.getAttribute("r") - a.circle.getAttribute("r"));
  const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  const put = (text, circle, side) => {
    const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name))), size = Number(text.getAttribute("font-size"));
    const [anchor, dx, dy] = { above: ["middle", 0, -r - size * 0.3], below: ["middle", 0, r + size], right: ["start", r + size * 0.3, size * 0.35], left: ["end", -r - size * 0.3, size * 0.35] }[side];
    for (const [name, value] of [["text-anchor", anchor], ["x", (x + dx).toFixed(2)], ["y", (y + dy).toFixed(2)]]) text.setAttribute(name, value);
    return text.getBBox();
  };
  // a name in view is not cut off at the edge of the view
  const within = (area, x, y, width, height) => area.x >= x && area.y >= y && area.x + area.width <= x + width && area.y + area.height <= y + height;
  const inside = (area, mark) => within(area, ...(within(mark, ...box) ? box : whole));
  const thin = () => {
    const marks = names.map(({ circle }) => ({ circle, area: circle.getBBox() })), taken = [];
    for (const { circle, text } of names.filter((name) => name.text)) {
      const own = circle.getBBox();
      const free = (each, least) => {
        const area = put(text, circle, each);
        return inside(area, own) && taken.every((other) => apart(area, other))
          && marks.every((mark) => mark.circle === circle || mark.area.width < least || apart(area, mark.area));
      };
      const sides = ["above", "right", "left", "below"];
      // in a crowd a name may cover marks that are smaller than its own
      const side = sides.find((each) => free(each, 0)) || sides.find((each) => free(each, own.width));
      text.classList.toggle("crowded", !side);
      taken.push(...(side ? [text.getBBox()] : []));
    }
  };
  const show = () => {
    box[2] = Math.min(box[2], widest());
    box[3] = box[2] * shape();
    box[0] = Math.max(whole[0], Math.min(box[0], whole[0] + whole[2] - box[2]));
    box[1] = Math.max(whole[1], Math.min(box[1], whole[1] + whole[3] - box[3]));
    svg.setAttribute("viewBox", box.map((n) => n.toFixed(1)).join(" "));
    const start = around(first)[2];
    const scale = (box[2] / start) ** 0.8 * Math.max(1, 0.75 * start / (svg.clientWidth || start));
    for (const { mark, name, size } of marks) mark.setAttribute(name, (size * scale).toFixed(2));
    thin();
  };
  const zoom = (factor, x = box[0] + box[2] / 2, y = box[1] + box[3] / 2) => {
    const width = Math.max(first[2] / 40, Math.min(widest(), box[2] * factor)), f = width / box[2];
    box = [x - (x - box[0]) * f, y - (y - box[1]) * f, width, box[3] * f];
    show();
  };
  const point = (event) => {
    const at = svg.getBoundingClientRect();
    return [box[0] + (event.clientX - at.left) / at.width * box[2], box[1] + (event.clientY - at.top) / at.height * box[3]];
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && box[2] >= widest() && event.deltaY > 0) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, ...point(event));
  }, { passive: false });
  let drag = null, moved = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" && box[2] >= whole[2]) return;
    drag = [event.clientX, event.clientY, ...box];
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const at = svg.getBoundingClientRect();
    if (Math.abs(event.clientX - drag[0]) + Math.abs(event.clientY - drag[1]) > 4) moved = true;
    box[0] = drag[2] - (event.clientX - drag[0]) / at.width * box[2];
    box[1] = drag[3] - (event.clientY - drag[1]) / at.height * box[3];
    show();
  });
  addEventListener("pointerup", () => { drag = null; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => { if (moved) { event.preventDefault(); moved = false; } });
  svg.addEventListener("keydown", (event) => {
    const step = box[2] / 8;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 0.7 : 1.4);
    else if (moves[event.key] && (box[2] < whole[2] || box[3] < whole[3])) { box[0] += moves[event.key][0]; box[1] += moves[event.key][1]; show(); }
    else return;
    event.preventDefault();
  });
  show();
  document.fonts.ready.then(thin);
  document.fonts.addEventListener("loadingdone", thin);
  addEventListener("resize", show);
  const button = (sign, label, action) => {
    const element = edition.make("button", { type: "button", "aria-label": label, title: label }, sign);
    element.addEventListener("click", action);
    return element;
  };
  const { zoomIn, zoomOut, zoomAll } = figure.dataset;
  figure.append(edition.make("div", { class: "zoom" }, button("+", zoomIn, () => zoom(0.7)), button("−", zoomOut, () => zoom(1.4)),
    button("⤢", zoomAll, () => { box = around(whole); show(); })));
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
