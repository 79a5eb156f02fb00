(() => {
  const DESK = 1100; // pixels that the first view takes on a desk
  const LEVELS = [0.7, 1.6, 3.2, 6.4]; // enlargements at which more places are named

  document.querySelectorAll("[data-map]").forEach((map) => {
    const svg = map.querySelector(":scope > svg");
    const form = map.querySelector("form");
    const whole = svg.dataset.whole.split(" ").map(Number);
    const first = svg.getAttribute("viewBox").split(" ").map(Number);
    let box = [...first];
    form.hidden = false;

    const show = () => {
      svg.setAttribute("viewBox", box.join(" "));
      const size = svg.getBoundingClientRect();
      const unit = Math.max(box[2] / size.width, box[3] / size.height) || 1;
      svg.style.setProperty("--u", `${unit}px`);
      const enlarged = first[2] / DESK / unit;
      svg.dataset.level = LEVELS.filter((level) => enlarged >= level).length;
    };
    const within = (value, least, most) => Math.min(Math.max(value, least), most);
    const to = ([x, y, width, height]) => {
      const wide = within(width, whole[2] / 60, whole[2] * 1.15);
      const high = wide * (height / width);
      box = [
        within(x + (width - wide) / 2, whole[0] - wide / 2, whole[0] + whole[2] - wide / 2),
        within(y + (height - high) / 2, whole[1] - high / 2, whole[1] + whole[3] - high / 2),
        wide, high,
      ];
      show();
    };
    const zoom = (factor, at = [box[0] + box[2] / 2, box[1] + box[3] / 2]) =>
      to([at[0] - (at[0] - box[0]) / factor, at[1] - (at[1] - box[1]) / factor, box[2] / factor, box[3] / factor]);
    const move = (right, down) => to([box[0] + right, box[1] + down, box[2], box[3]]);
    const place = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      return [point.x, point.y];
    };
    const fit = (numbers) => {
      const [x, y, width, height] = numbers.split(" ").map(Number);
      const room = Math.max(width, height) * 0.15 + 4;
      const high = Math.max(height + 2 * room, (width + 2 * room) * (first[3] / first[2]));
      const wide = high * (first[2] / first[3]);
      to([x + width / 2 - wide / 2, y + height / 2 - high / 2, wide, high]);
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelectorAll("[data-zoom]").forEach((button) =>
      button.addEventListener("click", () => zoom(button.dataset.zoom === "in" ? 1.6 : 1 / 1.6)));
    form.querySelectorAll("button[data-box]").forEach((button) =>
      button.addEventListener("click", () => to(button.dataset.box.split(" ").map(Number))));
    form.layer.addEventListener("change", () => {
      svg.querySelectorAll("[data-layer]").forEach((layer) => layer.toggleAttribute("hidden", layer.dataset.layer !== form.layer.value));
    });
    form.mark.addEventListener("change", () => {
      svg.querySelectorAll("[data-mark]").forEach((mark) =>
        mark.classList.toggle("other", form.mark.value !== "" && mark.dataset.mark !== form.mark.value));
      const chosen = form.mark.selectedOptions[0].dataset.box;
      if (chosen) fit(chosen); else to(first);
    });

    svg.addEventListener("keydown", (event) => {
      const step = box[2] / 8;
      const keys = {
        ArrowLeft: () => move(-step, 0), ArrowRight: () => move(step, 0), ArrowUp: () => move(0, -step), ArrowDown: () => move(0, step),
        "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), "0": () => to(first),
      };
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    svg.addEventListener("wheel", (event) => {
      if (document.activeElement !== svg && !event.ctrlKey) return; // the page scrolls until the map is chosen
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, place(event));
    }, { passive: false });

    const fingers = new Map();
    svg.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, place(event));
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) return;
      const from = fingers.get(event.pointerId);
      const now = place(event);
      if (fingers.size === 1) {
        move(from[0] - now[0], from[1] - now[1]);
        return;
      }
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      const apart = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]);
      zoom(within(apart(now) / apart(from), 0.5, 2), other);
      fingers.set(event.pointerId, place(event));
    });
    ["pointerup", "pointercancel"].forEach((name) => svg.addEventListener(name, (event) => fingers.delete(event.pointerId)));

    new ResizeObserver(show).observe(svg);
    show();
  });
})();
