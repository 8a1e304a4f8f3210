// Filter and order of indexes.
{
  const tools = document.querySelector(".index-tools");
  const index = document.getElementById("index");
  if (tools && index) {
    tools.hidden = false;
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
    const texts = items.map((item) => plain(item.textContent));
    const update = () => {
      const words = plain(filter.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((item, i) => {
        // cross references have no mentions of their own: they have no place in an order by number
        item.hidden = !words.every((word) => texts[i].includes(word)) || (!ranked.hidden && item.classList.contains("variant"));
        if (!item.hidden && !item.classList.contains("variant")) shown += 1;
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
