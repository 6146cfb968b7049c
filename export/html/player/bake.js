// Fills and borders of a map, painted once into a picture ahead of time: a step then only lays it down, where painting
// sixty thousand corners takes longer than a room should wait. The drawing itself stays, unseen, for the pointer and for paper.
(function (player) {
  "use strict";
  const state = player.state, NS = "http://www.w3.org/2000/svg";
  let turn = 0;

  function ground(svg) {
    return Array.from(svg.querySelectorAll(":scope > g > rect:first-child, :scope > g > .regions, :scope > g > .borders"));
  }

  // The part of a drawing that does not change; of a drawing of several maps, that of each in its place.
  function still(svg) {
    const copy = svg.cloneNode(false), maps = Array.from(svg.children).filter((part) => part.localName === "svg");
    copy.append(...maps.map(still));
    if (maps.length) return copy;
    const frame = document.createElementNS(NS, "g");
    frame.append(...ground(svg).map((part) => part.cloneNode(true)));
    copy.append(svg.querySelector("defs").cloneNode(true), frame);
    return copy;
  }

  // The same as a document of its own, with the outlines it uses.
  function document_of(svg, width, height) {
    const copy = still(svg), outlines = document.createElementNS(NS, "defs"), used = new Set();
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    const gather = (part) => part.querySelectorAll("use").forEach((use) => take(use.getAttribute("href").slice(1)));
    function take(id) {
      if (used.has(id)) return;
      used.add(id);
      const outline = document.getElementById(id);
      gather(outline);
      outlines.append(outline.cloneNode(true));
    }
    gather(copy);
    copy.prepend(outlines);
    return "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  }

  async function bake(map) {
    const svg = map.querySelector("svg"), k = state.scale * (window.devicePixelRatio || 1), key = String(k);
    if (!svg || map.dataset.baked === key) return;
    map.classList.remove("baked");
    const width = Math.round(svg.viewBox.baseVal.width * k), height = Math.round(svg.viewBox.baseVal.height * k);
    const image = new Image(), canvas = map.querySelector("canvas") || document.createElement("canvas");
    image.src = document_of(svg, width, height);
    await image.decode();
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d").drawImage(image, 0, 0, width, height);
    canvas.setAttribute("aria-hidden", "true");
    map.prepend(canvas);
    map.dataset.baked = key;
    map.classList.add("baked");
    player.parts.notes.pictures();
  }

  // On paper regions of one level and one paint are one shape: a hatch that is set four hundred times makes a heavy file.
  // Regions of a level do not overlap, so the order within it says nothing.
  function whole(regions) {
    const sheet = document.createElementNS(NS, "g");
    let level = "", shapes = new Map();
    const flush = function () {
      shapes.forEach(function (d, paint) {
        const path = sheet.appendChild(document.createElementNS(NS, "path"));
        path.setAttribute("d", d.join(""));
        path.setAttribute("fill", paint);
      });
      shapes = new Map();
    };
    for (const child of regions.children) {
      const href = child.getAttribute("href") || "", of = /^#g-(\w+)-/.exec(href);
      if (!of || of[1] !== level) flush();
      level = of ? of[1] : "";
      if (!of) sheet.append(child.cloneNode(true));
      else {
        const paint = child.getAttribute("fill");
        if (!shapes.has(paint)) shapes.set(paint, []);
        shapes.get(paint).push(document.getElementById(href.slice(1)).getAttribute("d"));
      }
    }
    flush();
    sheet.setAttribute("class", "whole");
    ["transform", "fill-rule"].forEach((name) => sheet.setAttribute(name, regions.getAttribute(name)));
    regions.after(sheet);
  }

  player.parts.bake = {
    paper: function () {
      document.querySelectorAll(".map." + state.shape + " svg > g > .regions").forEach(function (regions) {
        if (!regions.parentNode.querySelector(".whole")) whole(regions);
      });
    },
    // The neighbours first; a newer call, after the window has changed, ends an older one. What fails stays as drawn.
    all: async function () {
      const mine = ++turn, near = player.slides.map((slide, n) => [Math.abs(n - state.slide - 0.1), slide]);
      near.sort((a, b) => a[0] - b[0]);
      for (const [, slide] of near) {
        const map = slide.querySelector(".map." + state.shape);
        if (map) await bake(map).catch(() => map.classList.remove("baked"));
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (mine !== turn) return;
      }
      state.baked = true;
    },
    // Until the new size is painted the drawing itself is seen.
    stale: function () {
      state.baked = false;
      turn++;
      document.querySelectorAll(".map.baked").forEach((map) => map.classList.remove("baked"));
    },
  };
})(window.player);
