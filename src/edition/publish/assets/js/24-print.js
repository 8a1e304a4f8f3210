// On paper the notes stand at the end of the text, where the browser knows no notes at the foot of a page.
{
  const text = document.querySelector(".article .text");
  if (text && !CSS.supports("float", "footnote")) {
    const end = edition.make("aside", { class: "endnotes" }), places = [];
    // those of a language that is not shown stay hidden with it
    const isShown = (note) => note.parentElement.checkVisibility ? note.parentElement.checkVisibility() : note.parentElement.getClientRects().length > 0;
    addEventListener("beforeprint", () => {
      for (const note of [...text.querySelectorAll(".note")].filter((each) => isShown(each) && !each.parentElement.closest(".note"))) {
        const place = document.createComment("");
        note.replaceWith(place);
        places.push([place, note]);
        end.append(note);
      }
      if (places.length) text.after(end);
    });
    addEventListener("afterprint", () => {
      for (const [place, note] of places.splice(0)) place.replaceWith(note);
      end.remove();
    });
  }
}
