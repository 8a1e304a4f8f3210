// Filter and order of indexes.
{
  const tools = document.querySelector(".index-tools");
  const index = document.getElementById("index");
  if (tools && index) {
    const filter = tools.querySelector("#filter"), output = tools.querySelector("output");
    const items = [...index.querySelectorAll("li")];
    const sections = [...index.querySelectorAll("section")];
    const home = items.map((item) => item.parentNode);
    const ranked = edition.make("ul");
    ranked.hidden = true;
    index.append(ranked);
    const locale = document.documentElement.lang;
    // spelling must not stand in a searcher's way: accents go, and the Turkish i's are one
    const plain = (text) => text.toLocaleLowerCase(locale).normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/[’'ʼ‘`]/g, "");
    const folds = items.map((item) => item.querySelector(".variants"));
    const read = (item, parts) => plain([...item.querySelectorAll(parts)].map((part) => part.textContent).join(" "));
    const names = items.map((item) => read(item, ":scope > a, :scope > .dates, :scope > .authors"));
    const others = items.map((item) => read(item, ".variants > span"));
    const update = () => {
      const words = plain(filter.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((item, i) => {
        const byName = words.every((word) => names[i].includes(word));
        item.hidden = !byName && !words.every((word) => names[i].includes(word) || others[i].includes(word));
        // an entry that was found by another name shows it
        if (folds[i]) folds[i].open = !item.hidden && !byName;
        if (!item.hidden) shown += 1;
      });
      for (const section of sections) section.hidden = ![...section.querySelectorAll("li")].some((item) => !item.hidden);
      output.value = words.length ? (shown === 1 ? output.dataset.one : output.dataset.many).replace("{n}", shown) : "";
    };
    filter.addEventListener("input", update);
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("change", () => {
      const byCount = tools.querySelector("input[value=count]").checked;
      ranked.hidden = !byCount;
      if (byCount) {
        const entries = items.filter((item) => item.dataset.count);
        entries.map((item, i) => [item, i]).sort(([a, i], [b, j]) => b.dataset.count - a.dataset.count || i - j).forEach(([item]) => ranked.append(item));
      } else items.forEach((item, i) => home[i].append(item));
      update();
    });
  }
}
