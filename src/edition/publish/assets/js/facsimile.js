// The pictures of the pages in step with the text, and zones with what stands in them. Without this file they are a strip
// of pictures, each a link to itself and to the text.
"use strict";
{
  const panel = document.querySelector("details.facsimile");
  const text = document.querySelector(".text");
  const wide = matchMedia("(min-width: 66rem)");
  const SVG = "http://www.w3.org/2000/svg";
  const label = (key) => edition.label("facsimile." + key);
  let viewer = null, current = 0, zones = [], here = null, waiting = false;

  const items = [...panel.querySelectorAll("li")];
  const itemOf = (number) => items.find((item) => Number(item.dataset.number) === number);
  const stops = [...text.querySelectorAll("[data-image]")].filter((stop) => itemOf(Number(stop.dataset.image)));

  // the viewer's frame; what it shows comes when it is looked at
  const title = edition.make("span", { class: "title", "aria-live": "polite" });
  const stage = edition.make("div", { class: "stage" });
  const button = (key, shown, act) => {
    const made = edition.make("button", { type: "button", title: label(key), "aria-label": label(key) }, shown);
    made.addEventListener("click", act);
    return made;
  };
  const sign = (path) => {
    const svg = document.createElementNS(SVG, "svg"), line = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };
  const zoom = (factor) => () => { viewer?.viewport.zoomBy(factor); viewer?.viewport.applyConstraints(); };
  const frame = edition.make("div", { class: "viewer" },
    edition.make("div", { class: "bar" },
      button("before", "‹", () => step(-1)), title, button("after", "›", () => step(1)),
      button("smaller", "−", zoom(1 / 1.5)), button("larger", "+", zoom(1.5)), button("whole", sign("M4 2h8v12H4z"), () => viewer?.viewport.goHome()),
      button("turn", sign("M13 8a5 5 0 1 1-1.6-3.7M13 1.8v3h-3"), () => viewer?.viewport.setRotation(viewer.viewport.getRotation() + 90)),
      ...(document.fullscreenEnabled ? [button("screen", sign("M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"), () => document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen())] : [])),
    stage);
  panel.querySelector("ol").before(frame);
  panel.classList.add("live");
  for (const image of panel.querySelectorAll("li img")) image.sizes = "6rem"; // a strip of small ones from here on

  const sourceOf = (item) => {
    const link = item.querySelector("a.picture"), image = link.querySelector("img");
    if (item.dataset.service) return item.dataset.service + "/info.json";
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)));
    if (!width || !height) return { type: "image", url: link.href, crossOriginPolicy: false };
    const smaller = (image.getAttribute("srcset") || "").split(", ").filter(Boolean).map((entry) => {
      const [address, size] = entry.split(" ");
      return { url: new URL(address, location.href).href, width: parseInt(size, 10), height: Math.round(height * parseInt(size, 10) / width) };
    });
    return { type: "legacy-image-pyramid", levels: [...smaller, { url: link.href, width, height }] };
  };

  const start = async () => {
    if (viewer) return viewer;
    if (!window.OpenSeadragon) {
      const none = document.createElementNS("https://edition.example/none", "style"); // it would add one that the page's policy forbids
      none.setAttribute("data-openseadragon-mobile-css", "");
      document.head.append(none);
      await edition.script(new URL(panel.dataset.viewer, location.href).href);
    }
    viewer = OpenSeadragon({
      element: stage, showNavigationControl: false, drawer: "canvas", animationTime: .4, visibilityRatio: .6, maxZoomPixelRatio: 3,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true }, gestureSettingsTouch: { pinchRotate: false },
      immediateRender: matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
    viewer.canvas.setAttribute("role", "group");
    viewer.canvas.setAttribute("aria-label", panel.querySelector("summary").textContent);
    viewer.addHandler("canvas-scroll", (event) => { // the wheel moves the page, with Ctrl the picture
      event.preventDefaultAction = !event.originalEvent.ctrlKey;
      event.preventDefault = event.originalEvent.ctrlKey;
    });
    viewer.addHandler("open", drawZones);
    viewer.addHandler("canvas-click", (event) => {
      const zone = event.quick && zoneAt(event.position);
      if (zone) { event.preventDefaultAction = true; toText(zone); }
    });
    stage.addEventListener("pointermove", (event) => {
      const box = stage.getBoundingClientRect();
      mark(zoneAt({ x: event.clientX - box.left, y: event.clientY - box.top }));
    });
    return viewer;
  };

  const show = async (number) => {
    const item = itemOf(number);
    if (!item || !panel.open) return;
    if (number !== current) {
      for (const other of items) other.querySelector("a.picture").removeAttribute("aria-current");
      item.querySelector("a.picture").setAttribute("aria-current", "true");
      title.textContent = item.querySelector(".to-text").textContent;
      const strip = item.parentElement;
      strip.scrollLeft += item.getBoundingClientRect().left - strip.getBoundingClientRect().left - (strip.clientWidth - item.clientWidth) / 2;
      current = number;
      zones = [];
      (await start()).open(sourceOf(item));
    }
  };
  const step = (by) => {
    const item = items[items.indexOf(itemOf(current)) + by];
    if (item) toPage(Number(item.dataset.number));
  };
  const toPage = (number) => {
    const stop = stops.find((one) => Number(one.dataset.image) === number);
    show(number);
    stop?.scrollIntoView({ block: "start" });
  };

  // in step: the page that the line at two fifths of the window stands on
  const follow = () => {
    waiting = false;
    let now = stops[0];
    for (const stop of stops) {
      if (stop.getBoundingClientRect().top > innerHeight * .4) break;
      now = stop;
    }
    show(Number(now ? now.dataset.image : items[0].dataset.number));
  };
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } };

  // zones
  const drawZones = () => {
    const words = (itemOf(current).dataset.zones || "").split(" ").filter(Boolean);
    const size = viewer.world.getItemAt(0).getContentSize();
    const layer = document.createElementNS(SVG, "svg");
    layer.setAttribute("viewBox", "0 0 10000 10000");
    layer.setAttribute("preserveAspectRatio", "none");
    layer.classList.add("zones");
    zones = words.map((word) => {
      const [id, at, x, y, width, height] = word.split(",");
      const shape = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x, y, width, height })) shape.setAttribute(name, value);
      layer.append(shape);
      return { id, shape, box: [x, y, width, height].map(Number), element: elementOf(id, at) };
    }).filter((zone) => zone.element);
    viewer.clearOverlays();
    if (zones.length) viewer.addOverlay({ element: layer, location: new OpenSeadragon.Rect(0, 0, 1, size.y / size.x) });
  };
  const elementOf = (id, at) => (at && document.getElementById(at)) || (id && (text.querySelector(`[data-facs~="${CSS.escape(id)}"]`) || document.getElementById(id)));
  const zoneAt = (position) => {
    const item = zones.length && viewer.world.getItemAt(0);
    if (!item) return null;
    const point = item.viewerElementToImageCoordinates(new OpenSeadragon.Point(position.x, position.y)), size = item.getContentSize();
    const x = point.x / size.x * 10000, y = point.y / size.y * 10000;
    const found = zones.filter(({ box }) => x >= box[0] && x <= box[0] + box[2] && y >= box[1] && y <= box[1] + box[3]);
    return found.sort((a, b) => a.box[2] * a.box[3] - b.box[2] * b.box[3])[0] || null;
  };

  // what stands in a zone: an element's words, or those from a line's beginning to the next one's
  const rangeOf = (element) => {
    const range = document.createRange();
    if (element.textContent) { range.selectNodeContents(element); return range; }
    const block = element.closest("p, div, li, h1, h2, h3, h4, h5, h6, blockquote, section");
    const next = [...block.querySelectorAll(`[data-tei="${element.dataset.tei}"]`)].find((one) => element.compareDocumentPosition(one) & 4);
    range.setStartAfter(element);
    if (next) range.setEndBefore(next); else range.setEnd(block, block.childNodes.length);
    return range;
  };
  const mark = (zone) => {
    if (zone === here) return;
    here?.shape.classList.remove("here");
    if (window.Highlight) CSS.highlights.delete("zone");
    here = zone;
    stage.classList.toggle("on-zone", Boolean(zone));
    if (!zone) return;
    zone.shape.classList.add("here");
    if (window.Highlight) CSS.highlights.set("zone", new Highlight(rangeOf(zone.element)));
  };
  const toText = (zone) => {
    mark(zone);
    const target = rangeOf(zone.element).getBoundingClientRect();
    scrollTo({ top: scrollY + target.top - innerHeight * .3 });
  };
  const zoneOf = (event) => {
    if (!zones.length) return null;
    for (let node = event.target; node && node !== text; node = node.parentElement) {
      const found = zones.find((zone) => zone.element === node || (zone.id && node.dataset.facs?.split(" ").includes(zone.id)));
      if (found) return found;
    }
    const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY) || document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const node = caret && (caret.offsetNode || caret.startContainer), offset = caret && (caret.offset ?? caret.startOffset);
    return node ? zones.find((zone) => !zone.element.textContent && rangeOf(zone.element).isPointInRange(node, offset)) || null : null;
  };
  text.addEventListener("pointermove", (event) => { if (event.pointerType === "mouse" && viewer && panel.open) mark(zoneOf(event)); });
  text.addEventListener("click", (event) => {
    const zone = viewer && panel.open && !event.target.closest("a") && zoneOf(event);
    if (!zone) return;
    mark(zone);
    const size = viewer.world.getItemAt(0).getContentSize(), [x, y, width, height] = zone.box.map((part) => part / 10000), tall = size.y / size.x;
    const place = new OpenSeadragon.Rect(x, y * tall, width, height * tall), seen = viewer.viewport.getBounds();
    if (!seen.containsPoint(place.getCenter())) viewer.viewport.panTo(place.getCenter());
  });

  panel.addEventListener("click", (event) => {
    const item = event.target.closest("a.picture")?.closest("li");
    if (item && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); toPage(Number(item.dataset.number)); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#facsimile-"]');
    if (!link) return;
    event.preventDefault();
    panel.open = true;
    show(Number(link.hash.split("-")[1]));
    if (!wide.matches) panel.scrollIntoView({ block: "nearest" });
  });
  const kept = edition.store.get("facsimile");
  panel.open = kept ? kept === "1" : wide.matches;
  panel.addEventListener("toggle", () => { edition.store.set("facsimile", panel.open ? "1" : "0"); soon(); });
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  soon();
}
