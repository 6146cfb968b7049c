// What lies over a slide: sources, tables, keys, the overview, a black or white screen, the ring, short messages.
(function (player) {
  "use strict";
  const state = player.state, root = document.documentElement, make = player.make;
  const cover = make("div", "cover"), ring = make("div", "ring"), toast = make("p", "toast");
  cover.hidden = ring.hidden = toast.hidden = true;
  toast.setAttribute("role", "status");
  document.body.append(cover, ring, toast);
  let timer = 0;

  function panelOf(kind) {
    return kind === "help" ? document.querySelector(".help") : player.slides[state.slide].querySelector("." + kind);
  }

  function open(kind) {
    close();
    state.panel = kind;
    if (kind === "overview") return overview(true);
    const panel = panelOf(kind);
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
  }

  // Says whether there was something to close.
  function close() {
    const kind = state.panel;
    if (!kind) return false;
    if (kind === "overview") overview(false);
    else panelOf(kind).hidden = true;
    state.panel = "";
    if (document.activeElement) document.activeElement.blur();
    return true;
  }

  // The slides themselves, small, in a grid: the columns that make them largest.
  function overview(on) {
    root.classList.toggle("overview", on);
    player.slides.forEach((slide) => (slide.style.transform = ""));
    if (!on) return;
    player.parts.map.release();
    const size = player.data.shapes[state.shape], n = player.slides.length, gap = 20;
    let best = null;
    for (let columns = 1; columns <= n; columns++) {
      const rows = Math.ceil(n / columns);
      const k = Math.min((size.width - gap * (columns + 1)) / columns / size.width, (size.height - gap * (rows + 1)) / rows / size.height);
      if (!best || k > best.k) best = { columns: columns, rows: rows, k: k };
    }
    const w = size.width * best.k, h = size.height * best.k;
    const left = (size.width - best.columns * w - (best.columns - 1) * gap) / 2;
    const top = (size.height - best.rows * h - (best.rows - 1) * gap) / 2;
    player.slides.forEach(function (slide, at) {
      const x = left + (at % best.columns) * (w + gap), y = top + Math.floor(at / best.columns) * (h + gap);
      slide.style.transform = "translate(" + x + "px," + y + "px) scale(" + best.k + ")";
    });
    state.columns = best.columns;
    root.style.setProperty("--shrunk", best.k);
    player.slides[state.slide].querySelector(".pick").focus({ preventScroll: true });
  }

  document.addEventListener("pointermove", function (event) {
    if (!ring.hidden) ring.style.transform = "translate(" + event.clientX + "px," + event.clientY + "px)";
  });

  player.parts.panels = {
    toggle: (kind) => (state.panel === kind ? close() : open(kind)),
    close: close,
    // Moves the choice in the overview.
    pick: function (by) {
      const picks = player.slides.map((slide) => slide.querySelector(".pick")), at = picks.indexOf(document.activeElement);
      picks[Math.min(picks.length - 1, Math.max(0, (at < 0 ? state.slide : at) + by))].focus({ preventScroll: true });
    },
    cover: function (kind) {
      state.cover = state.cover === kind ? "" : kind;
      cover.className = "cover " + state.cover;
      cover.hidden = !state.cover;
    },
    ring: function () {
      ring.hidden = !ring.hidden;
      root.classList.toggle("pointing", !ring.hidden);
    },
    tell: function (text) {
      toast.textContent = text;
      toast.hidden = !text;
      clearTimeout(timer);
      timer = setTimeout(() => (toast.hidden = true), 4000);
    },
    source: function (number) {
      open("sources");
      const item = panelOf("sources").querySelector("[data-note='" + number + "']");
      if (item) item.scrollIntoView({ block: "nearest" });
    },
  };
})(window.player);
