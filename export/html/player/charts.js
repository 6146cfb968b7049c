// The charts: plotly is unpacked once, run under its hash, and draws every chart of the deck before it is shown.
(function (player) {
  "use strict";
  const state = player.state, drawn = new Map();
  const LEAST_PLOT = 60; // pixels of height
  let library = null, specs = [];

  // A strict policy refuses style attributes written as text, not styles set by script; plotly writes a few as text.
  // And it brings the style sheet of its street maps, which no chart here uses.
  function guarded(run) {
    const set = Element.prototype.setAttribute, head = document.head, append = head.appendChild;
    Element.prototype.setAttribute = function (name, value) {
      if (name === "style") this.style.cssText = value;
      else set.call(this, name, value);
    };
    head.appendChild = (node) => (node.nodeName === "STYLE" && node.textContent ? node : append.call(head, node));
    run();
    delete head.appendChild;
  }

  async function inflated(id) {
    const packed = document.getElementById(id);
    const bytes = Uint8Array.from(atob(packed.textContent), (c) => c.charCodeAt(0));
    packed.remove();
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

  async function unpack() {
    specs = JSON.parse(await inflated("charts"));
    const source = await inflated("plotly"), script = document.createElement("script");
    script.textContent = source;
    guarded(() => document.head.append(script));
    if (!window.Plotly) throw new Error("plotly did not start");
    script.remove();
    return window.Plotly;
  }

  // A chart that says for which room it was made is set into this one as it is, if its type stays large enough. Otherwise it
  // is drawn for this room: in a smaller one first where its type is too small, and then enlarged as a whole.
  function measures(spec, w, h, smallest) {
    const layout = spec.layout, fits = layout.width && layout.height ? Math.min(w / layout.width, h / layout.height) : 0;
    if (fits && fits * spec.smallest >= smallest - 0.05) return { width: layout.width, height: layout.height, k: fits };
    const k = Math.max(1, smallest / spec.smallest), margin = layout.margin || {};
    // Heading and legend do not give way: a plot for which they leave nothing would not be drawn at all.
    if (fits && h / k < (margin.t || 0) + (margin.b || 0) + LEAST_PLOT) return { width: layout.width, height: layout.height, k: fits };
    return { width: w / k, height: h / k, k: k };
  }

  // A merge patch: what is null goes, objects are merged, everything else takes the place of what was there.
  function merged(base, patch) {
    if (!patch || typeof patch !== "object" || Array.isArray(patch)) return patch;
    const result = Object.assign({}, base && !Array.isArray(base) ? base : {});
    for (const key of Object.keys(patch))
      if (patch[key] === null) delete result[key];
      else result[key] = merged(result[key], patch[key]);
    return result;
  }

  // Old projectors have a layout of their own, told as what differs.
  function shaped(spec) {
    if (state.shape !== "tall" || !spec.tall) return spec;
    const data = spec.tall.traces || spec.data.map((trace, n) => merged(trace, spec.tall.data[n]));
    return Object.assign({}, spec, { data: data, layout: merged(spec.layout, spec.tall.layout), smallest: spec.tall.smallest });
  }

  function draw(plotly, host) {
    const spec = shaped(specs[Number(host.dataset.chart)]), size = player.data.shapes[state.shape];
    const w = host.clientWidth, h = host.clientHeight;
    if (!w || !h) return;
    const key = state.shape + w + "x" + h;
    if (drawn.get(host) === key) return;
    drawn.set(host, key);
    const box = measures(spec, w, h, size.smallest);
    const layout = Object.assign({}, spec.layout, { width: box.width, height: box.height, autosize: false });
    const kept = host.querySelector(".kept");
    if (kept) kept.remove();
    let paper = host.querySelector(".paper");
    if (!paper) {
      paper = player.make("div", "paper");
      paper.setAttribute("role", "img");
      paper.setAttribute("aria-label", spec.alt);
      host.append(paper);
    }
    paper.style.width = box.width + "px";
    paper.style.height = box.height + "px";
    paper.style.transform = "scale(" + box.k + ")";
    plotly.react(paper, spec.data, layout, player.data.plotly);
    host.classList.add("drawn");
  }

  function hosts(slide) {
    return Array.from(slide.querySelectorAll(".chart"));
  }

  // Charts as they were drawn, for when this page is loaded anew: unpacking plotly takes longer than a room should wait.
  const named = (host) => "pairing-atlas-chart:" + document.title + host.dataset.chart + state.shape + host.clientWidth + "x" + host.clientHeight;
  const written = () => document.getElementById("charts");
  const mark = written() ? written().textContent.length + written().textContent.slice(-40) : "";

  function keep(host) {
    const paper = host.querySelector(".paper"), writer = new XMLSerializer();
    const sheets = Array.from(paper.querySelectorAll(".main-svg"), (svg) => writer.serializeToString(svg));
    sessionStorage.setItem(named(host), JSON.stringify({ mark: mark, scale: paper.style.transform, sheets: sheets }));
  }

  function recall(host) {
    const kept = JSON.parse(sessionStorage.getItem(named(host)) || "null");
    if (!kept || kept.mark !== mark) return;
    const box = player.make("div", "kept");
    kept.sheets.forEach(function (sheet) {
      const image = box.appendChild(player.make("img"));
      image.alt = "";
      image.src = "data:image/svg+xml," + encodeURIComponent(sheet);
    });
    box.style.transform = kept.scale;
    host.append(box);
  }

  const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

  player.parts.charts = {
    // Resolves when every chart stands; without the means the tables stay, which say the same.
    start: async function () {
      if (!player.data.charts) return;
      state.charts = "coming";
      try {
        library = await unpack();
        player.parts.steps.resume();
        await this.all();
        state.charts = "drawn";
      } catch (error) {
        state.charts = "table";
        state.error = String(error);
        library = null;
        document.documentElement.classList.replace("charting", "no-charts");
        player.parts.steps.resume();
      }
    },
    // The slide at hand first, then its neighbours; a key pressed meanwhile is served in between.
    all: async function () {
      const near = player.slides.map((slide, n) => [Math.abs(n - state.slide - 0.1), slide]).sort((a, b) => a[0] - b[0]);
      for (const [, slide] of near)
        for (const host of hosts(slide)) {
          draw(library, host);
          await pause();
        }
    },
    recall: function (n) {
      try {
        hosts(player.slides[n]).forEach(recall);
      } catch (error) {
        // Nothing is kept where nothing may be: the chart comes a little later.
      }
    },
    keep: function () {
      try {
        if (library) player.slides.forEach((slide) => hosts(slide).forEach((host) => host.classList.contains("drawn") && keep(host)));
      } catch (error) {
        // As above, or there is no more room.
      }
    },
    now: function () {
      if (library) player.slides.forEach((slide) => hosts(slide).forEach((host) => draw(library, host)));
    },
    // Says whether a slide has charts that cannot be drawn yet.
    awaited: (n) => state.charts === "coming" && !library && hosts(player.slides[n]).length > 0,
    one: function (n) {
      if (library) hosts(player.slides[n]).forEach((host) => draw(library, host));
    },
  };
})(window.player);
