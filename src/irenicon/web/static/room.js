(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  const stored = { get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* not kept */ } } };
  const theme = stored.get("theme");
  if (theme) root.dataset.theme = theme;

  const ready = () => {
    const on = (name, selector, act) => document.addEventListener(name, (event) => {
      const target = event.target.closest?.(selector);
      if (target) act(event, target);
    });

    on("click", "[data-theme-switch]", () => stored.set("theme", root.dataset.theme));
    document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
    on("click", "[data-copy]", async (event, button) => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("input").value);
      button.textContent = button.dataset.copied;
    });
    document.addEventListener("click", (event) => {
      document.querySelectorAll(".menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      document.querySelectorAll(".menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    });

    const chosen = document.querySelector(".entry.chosen, tr.chosen");
    if (chosen) {
      chosen.scrollIntoView({ block: "center", behavior: "instant" });
      const pane = document.querySelector(".text");
      const words = pane?.querySelector(".q.chosen");
      if (words && pane.scrollHeight > pane.clientHeight) pane.scrollTop = words.offsetTop - pane.offsetTop - pane.clientHeight / 3;
    }

    /* the address says what is shown: the filters, the chosen commitment */
    on("input", ".filters", (event, form) => {
      const address = new URL(location);
      for (const field of form.elements) {
        if (!field.name || field.type === "hidden") continue;
        if (field.value) address.searchParams.set(field.name, field.value);
        else address.searchParams.delete(field.name);
      }
      history.replaceState(null, "", address);
    });
    on("click", ".entry summary", (event, summary) => {
      const here = summary.parentElement.querySelector("a.here");
      if (here) history.replaceState(null, "", kept(here.href));
    });
    const kept = (address) => {
      const made = new URL(address, location);
      for (const [name, value] of new URL(location).searchParams) if (name !== "at" && !made.searchParams.has(name)) made.searchParams.set(name, value);
      return made;
    };

    selecting();
  };

  /* selected words of the text become the start and end of an address */
  const selecting = () => {
    const bar = document.querySelector(".selection");
    const pane = document.querySelector(".text");
    if (!bar || !pane) return;
    const points = (text) => [...text].length;
    const position = (node, offset) => {
      const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".block");
      if (!block || !pane.contains(block)) return null;
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEnd(node, offset);
      return Number(block.dataset.start) + points(before.toString());
    };
    /* where selected words go: the field that was last in use */
    const into = bar.querySelector("[data-into]");
    let field = document.querySelector("#correct input[name=deadline], #correct input[name=likelihood]");
    let taken = null;
    const named = () => { if (into) into.textContent = into.dataset.into.replace("{field}", field.labels[0].firstChild.textContent.trim()); };
    document.querySelectorAll("#correct form label > input:not([type])").forEach((input) => {
      input.addEventListener("focus", () => { field = input; named(); });
    });
    into?.addEventListener("click", () => {
      const [start, end, words] = taken;
      field.value = field.hasAttribute("list") && field.value ? `${field.value}; ${words}` : words;
      const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "evidence", value: `${field.name}:${start}-${end}` });
      field.form.append(kept);
      getSelection().removeAllRanges();
      bar.hidden = true;
      field.focus();
    });
    if (into && field) named();
    const show = () => {
      const selected = getSelection();
      if (selected.isCollapsed || !selected.rangeCount) { bar.hidden = true; return; }
      const range = selected.getRangeAt(0);
      const start = position(range.startContainer, range.startOffset);
      let end = position(range.endContainer, range.endOffset);
      if (start === null) { bar.hidden = true; return; }
      if (end === null) { const block = range.startContainer.parentElement.closest(".block"); end = Number(block.dataset.start) + points(block.textContent); }
      if (end <= start) { bar.hidden = true; return; }
      bar.querySelectorAll("a").forEach((link) => {
        const address = new URL(link.href);
        address.searchParams.set("start", start);
        address.searchParams.set("end", end);
        link.href = address;
      });
      taken = [start, end, selected.toString().replace(/\s+/g, " ").trim()];
      const box = range.getBoundingClientRect();
      bar.hidden = false;
      bar.style.top = `${scrollY + box.bottom + 8}px`;
      bar.style.left = `${Math.max(8, Math.min(scrollX + box.left, innerWidth - bar.offsetWidth - 16))}px`;
    };
    document.addEventListener("selectionchange", () => { clearTimeout(show.timer); show.timer = setTimeout(show, 120); });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
