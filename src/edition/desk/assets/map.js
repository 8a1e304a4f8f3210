// A map with coasts to pick a place on: a click, or the arrows, plus and minus, and Enter. Its units are degrees.
import { ask, label } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const WORLD = { x: -180, y: -90, width: 360, height: 180 };

function draw(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

/** Make a map of a drawing; `picked` is told latitude and longitude. */
export async function makeMap(map, output, picked) {
  const earth = await ask("/api/earth");
  const at = map.dataset.lat === "" ? null : { x: Number(map.dataset.lon), y: -Number(map.dataset.lat) };
  let box = at ? around(at, 24) : WORLD, here = at ?? { x: 30, y: -39 };
  draw("path", { d: earth.land, class: "land" }, map);
  draw("path", { d: earth.lakes, class: "lake" }, map);
  const dot = draw("circle", { class: "dot" }, map), cross = draw("path", { class: "cross" }, map);

  function around(point, width) {
    const height = width / 2;
    const x = Math.min(180 - width, Math.max(-180, point.x - width / 2)), y = Math.min(90 - height, Math.max(-90, point.y - height / 2));
    return { x, y, width, height };
  }
  function show() {
    map.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    const arm = box.width / 40;
    cross.setAttribute("d", `M${here.x - arm} ${here.y}h${2 * arm}M${here.x} ${here.y - arm}v${2 * arm}`);
    for (const [name, value] of Object.entries({ cx: at?.x ?? 0, cy: at?.y ?? 0, r: at ? box.width / 120 : 0 })) dot.setAttribute(name, value);
    output.textContent = told();
  }
  const told = () => `${(-here.y).toFixed(digits())} ${here.x.toFixed(digits())}`;
  const digits = () => (box.width > 90 ? 1 : box.width > 12 ? 2 : 3);
  function zoom(factor) { box = around(here, Math.min(360, Math.max(.5, box.width * factor))); show(); }
  function move(x, y) {
    here = { x: Math.max(-180, Math.min(180, here.x + x)), y: Math.max(-90, Math.min(90, here.y + y)) };
    if (here.x < box.x || here.x > box.x + box.width || here.y < box.y || here.y > box.y + box.height) box = around(here, box.width);
    show();
  }
  function pick() { const [latitude, longitude] = told().split(" "); picked(latitude, longitude); output.textContent = label("map.picked", { geo: told() }); }

  map.addEventListener("click", (event) => {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    here = { x: place.x, y: place.y };
    show();
    pick();
  });
  map.addEventListener("wheel", (event) => { if (!event.ctrlKey && document.activeElement !== map) return; event.preventDefault(); zoom(event.deltaY > 0 ? 1.5 : 1 / 1.5); }, { passive: false });
  map.addEventListener("keydown", (event) => {
    const step = box.width / 60;
    const keys = {
      ArrowLeft: () => move(-step, 0), ArrowRight: () => move(step, 0), ArrowUp: () => move(0, -step), ArrowDown: () => move(0, step),
      "+": () => zoom(.5), "=": () => zoom(.5), "-": () => zoom(2), Enter: pick,
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  for (const button of document.querySelectorAll("[data-map]")) button.addEventListener("click", () => zoom(button.dataset.map === "+" ? .5 : 2));
  show();
}
