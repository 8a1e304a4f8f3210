// Places that cannot be told apart at the present zoom are one mark, with their number: that of the place named most.
// `size` tells how large a circle is when it stands alone. A click or Enter is left to whoever zooms.
edition.clusters = (svg, size) => {
  // a mark is at least as large as what a pointer or a finger can hit
  const LEAST = 12, APART = matchMedia("(pointer: coarse)").matches ? 36 : 26, MOST_NAMES = 8;
  const marks = [...svg.querySelectorAll(".places a[data-place]")].map((link) => {
    const circle = link.querySelector("circle"), text = link.querySelector("text"), title = link.querySelector("title").textContent;
    return { link, circle, text, title, name: text ? text.textContent : title, label: link.getAttribute("aria-label"), stop: link.getAttribute("tabindex"),
      x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")), members: [], amount: null };
  });
  const set = (element, name, value) => { if (value === null) element.removeAttribute(name); else element.setAttribute(name, value); };
  const alone = (mark) => {
    mark.link.classList.remove("cluster");
    for (const [name, value] of [["role", null], ["aria-label", mark.label], ["tabindex", mark.stop]]) set(mark.link, name, value);
    mark.circle.querySelector("title").textContent = mark.title;
    if (mark.text) mark.text.textContent = mark.name;
    if (mark.amount) mark.amount.remove();
    mark.amount = null;
  };
  const together = (mark) => {
    const names = [mark, ...mark.members].slice(0, MOST_NAMES).map(({ name }) => name).join(", ");
    const many = mark.members.length + 1, rest = many > MOST_NAMES ? " …" : "";
    // the name begins with what is seen, for those who speak to the page
    const label = `${mark.name} … ${many}: ${edition.label("map.apart", many)} (${names}${rest})`;
    mark.link.classList.add("cluster");
    for (const [name, value] of [["role", "button"], ["aria-label", label], ["tabindex", 0]]) set(mark.link, name, value);
    mark.circle.querySelector("title").textContent = label;
    if (mark.text) mark.text.textContent = mark.name + " …";
    if (!mark.amount) {
      mark.amount = document.createElementNS(svg.namespaceURI, "text");
      for (const [name, value] of [["class", "amount"], ["aria-hidden", "true"], ["text-anchor", "middle"], ["x", mark.x]]) set(mark.amount, name, value);
      mark.link.append(mark.amount);
    }
    mark.amount.textContent = mark.members.length + 1;
  };
  const draw = (mark, pixel) => {
    const radius = size(mark.circle), drawn = mark.members.length ? Math.max(LEAST * pixel, radius) : radius;
    mark.circle.setAttribute("r", drawn.toFixed(2));
    if (!mark.amount) return;
    mark.amount.setAttribute("font-size", (drawn * 0.95).toFixed(2));
    mark.amount.setAttribute("y", (mark.y + drawn * 0.34).toFixed(2));
  };
  return {
    // the marks that stand for others, and those that they stand for; whether any name is another now
    gather(pixel) {
      const chiefs = [], before = new Map(marks.map((mark) => [mark, mark.members]));
      for (const mark of [...marks].sort((a, b) => size(b.circle) - size(a.circle))) {
        const seen = !mark.link.classList.contains("out");
        const chief = seen && chiefs.find((other) => Math.hypot(other.x - mark.x, other.y - mark.y) < APART * pixel);
        mark.members = [];
        // who stood on a mark that is hidden stands on that which hides it
        if (chief && document.activeElement === mark.link) chief.link.focus({ preventScroll: true });
        mark.link.classList.toggle("within", Boolean(chief));
        if (chief) chief.members.push(mark);
        else if (seen) chiefs.push(mark);
      }
      let changed = false;
      for (const mark of marks) {
        const same = before.get(mark).length === mark.members.length && mark.members.every((other, i) => before.get(mark)[i] === other);
        if (!same && mark.members.length) together(mark);
        else if (!same) alone(mark);
        changed = changed || !same;
        draw(mark, pixel);
      }
      return changed;
    },
    // whether places so far from one another are several marks with pixels so large
    parts: (far, pixel) => far > APART * pixel,
    // the places that a mark stands for, where it stands for several
    at(element) {
      const link = element.closest(".cluster"), mark = link && marks.find((each) => each.link === link);
      return mark ? [mark, ...mark.members] : null;
    },
  };
};
