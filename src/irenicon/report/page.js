(() => {
  const root = document.documentElement;
  const each = (selector, within, act) => within.querySelectorAll(selector).forEach(act);

  document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  each(".filters[data-list]", document, (form) => {
    form.hidden = false;
    form.addEventListener("input", () => {
      const chosen = [...form.querySelectorAll("select")].filter((select) => select.value);
      each("[data-item]", document.getElementById(form.dataset.list), (item) => {
        item.hidden = chosen.some((select) => {
          const held = item.dataset[select.name];
          return "among" in select.dataset ? !held.split("|").includes(select.value) : held !== select.value;
        });
      });
    });
  });

  each(".document", document, (part) => {
    const choose = (number, scroll) => {
      each(".chosen", part, (one) => one.classList.remove("chosen"));
      each(".evidence", part, (one) => one.classList.remove("evidence"));
      const entry = part.querySelector(`.entry[data-c="${number}"]`);
      entry?.classList.add("chosen");
      each(".q", part, (one) => {
        if (one.dataset.c.split(" ").includes(number)) one.classList.add("chosen");
        if ((one.dataset.e || "").split(" ").some((mark) => mark.split(":")[0] === number)) one.classList.add("evidence");
      });
      if (scroll === "text") {
        const pane = part.querySelector(".text");
        const words = part.querySelector(".q.chosen");
        if (words && pane.scrollHeight > pane.clientHeight)
          pane.scrollTo({ top: words.offsetTop - pane.offsetTop - pane.clientHeight / 3 });
      }
      if (scroll === "entry" && entry) {
        entry.querySelector("details").open = true;
        entry.scrollIntoView({ block: "center" });
      }
    };
    each(".entry", part, (entry) => {
      entry.querySelector("summary").addEventListener("click", () => choose(entry.dataset.c, "text"));
    });
    each(".q[data-c]", part, (piece) => {
      if (piece.dataset.c)
        piece.addEventListener("click", (event) => {
          event.preventDefault();
          choose(piece.dataset.c.split(" ")[0], "entry");
        });
    });
    each("a[data-choose]", part, (link) => {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        choose(link.dataset.choose, "text");
        choose(link.dataset.choose, "entry");
        history.replaceState(null, "", link.href);
      });
    });

    const filters = part.querySelector(".filters.ledger");
    if (!filters) return;
    filters.hidden = false;
    const apply = () => {
      const [state, party, group, words] = ["state", "party", "group", "words"].map((name) => filters.querySelector(`[name=${name}]`).value);
      let shown = 0;
      each(".entry", part, (entry) => {
        const fits = (!state || entry.dataset.state === state) && (!group || entry.dataset.group === group) &&
          (!party || JSON.parse(entry.dataset.parties).includes(party)) &&
          (!words || entry.textContent.toLowerCase().includes(words.toLowerCase()));
        entry.hidden = !fits;
        shown += fits;
      });
      filters.querySelector("output").textContent = `${shown} ${filters.dataset.shown}`;
    };
    filters.addEventListener("input", apply);
    apply();
  });
})();
