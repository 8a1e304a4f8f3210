// The network around one name, of some kinds, in one article, in a span of years. A phone begins with the name that is mentioned most.
{
  const tools = document.querySelector(".network-tools"), network = document.querySelector(".network");
  if (tools && network) {
    const svg = network.querySelector("svg"), ego = document.getElementById("ego"), article = document.getElementById("network-article");
    const nodes = new Map([...network.querySelectorAll("a[data-node]")].map((link) => {
      const circle = link.querySelector("circle"), text = link.querySelector("text");
      return [link.dataset.node, { link, circle, text, x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")), r: Number(circle.getAttribute("r")) }];
    }));
    const lines = [...network.querySelectorAll(".edges line")].map((line) => ({ line, ends: [line.dataset.a, line.dataset.b], articles: (line.dataset.in || "").split(" "), years: (line.dataset.years || "").split(" ").map((each) => each.split(".")), weight: Number(line.getAttribute("stroke-width")) }));
    const put = (node, x, y) => {
      node.circle.setAttribute("cx", x);
      node.circle.setAttribute("cy", y);
      node.text.setAttribute("x", x);
      node.text.setAttribute("y", y - node.r - 3);
    };
    let span = null; // the first and the last year that are looked at
    // of a paragraph that speaks of a year one knows the article, too: both must be what is asked for
    const told = (articles, years, chosen) => (span
      ? years.some(([year, at]) => year && year >= span[0] && year <= span[1] && (!chosen || at === chosen))
      : !chosen || articles.includes(chosen));
    const show = () => {
      const kinds = [...tools.querySelectorAll("input:checked")].map((box) => box.value), boxes = tools.querySelector("input");
      const chosen = article ? article.value : "", centre = nodes.get(ego.value);
      const allowed = (slug) => !boxes || slug === ego.value || kinds.includes(nodes.get(slug).link.dataset.kind);
      const near = new Map(), seen = new Set(), drawn = new Set();
      for (const { line, ends, articles, years, weight } of lines) {
        const on = ends.every(allowed) && told(articles, years, chosen) && (!centre || ends.includes(ego.value));
        line.classList.toggle("out", !on);
        if (!on) continue;
        for (const end of ends) seen.add(end);
        drawn.add(ends.join(" ")).add([...ends].reverse().join(" "));
        if (centre) near.set(ends.find((end) => end !== ego.value), weight);
      }
      for (const [slug, { link }] of nodes) link.classList.toggle("out", slug !== ego.value && !(centre || chosen || span ? seen.has(slug) : allowed(slug)));
      // around a centre the nearest stand nearest
      const ring = [...near].sort((a, b) => b[1] - a[1]);
      for (const node of nodes.values()) put(node, node.x, node.y);
      if (centre) {
        put(centre, 500, 360);
        ring.forEach(([slug], i) => {
          const angle = i * 2.4, far = 120 + 210 * Math.sqrt((i + 0.5) / Math.max(ring.length, 6));
          put(nodes.get(slug), Math.round(500 + far * 1.25 * Math.cos(angle)), Math.round(360 + far * Math.sin(angle)));
        });
      }
      for (const { line, ends } of lines) {
        ends.forEach((end, i) => {
          line.setAttribute("x" + (i + 1), nodes.get(end).circle.getAttribute("cx"));
          line.setAttribute("y" + (i + 1), nodes.get(end).circle.getAttribute("cy"));
        });
      }
      for (const row of document.querySelectorAll("table tbody tr")) {
        const pair = [...row.querySelectorAll("a")].map((link) => link.getAttribute("href").split("/").pop().replace(/\.html$/, ""));
        row.hidden = !drawn.has(pair.join(" "));
      }
      network.dispatchEvent(new CustomEvent("edition:moved"));
    };
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("change", show);
    network.addEventListener("edition:years", ({ detail }) => { span = detail; show(); });
    if (matchMedia("(max-width: 34rem)").matches && nodes.size > 12) {
      ego.value = [...nodes].sort(([, a], [, b]) => b.r - a.r)[0][0];
      show();
    }
  }
}
