// Place names, put down in order of rank: a name moves aside or is left out where it would cover another one,
// and comes back when there is room after zooming in. Drawn as canvas text: a name can never become markup.
(function (atlas) {
  "use strict";
  const FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';

  const DETAIL = 92; // ranks from here on are detail: geo/layers/labels.py

  function overlaps(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  // Where a name may go: over its region, or beside it; over it last where it would hide the whole region.
  function boxes(x, y, w, h, hides) {
    const dx = w / 2 + 8, dy = h / 2 + 6, over = [[0, 0]];
    const boxAt = ([sx, sy]) => [x + sx - w / 2 - 1, y + sy - h / 2, x + sx + w / 2 + 1, y + sy + h / 2, x + sx, y + sy];
    const beside = [[0, dy + 2], [0, -dy - 2], [dx, 0], [-dx, 0], [dx * 0.75, dy], [-dx * 0.75, dy], [dx * 0.75, -dy], [-dx * 0.75, -dy]];
    // A large region keeps its name: it may shift by a little, never into the next region.
    if (!hides) {
      const near = Math.min(dx, 26), rows = [dy + 2, -dy - 2];
      return over.concat(rows.flatMap((y0) => [[0, y0], [near, y0], [-near, y0]]), [[near, 0], [-near, 0]]).map(boxAt);
    }
    const spots = [[dx, 0], [-dx, 0]].concat(beside, over);
    return spots.map(boxAt);
  }

  // The sheet is larger than the window, so that a map can be drawn along: a name may lie outside, but not across the edge.
  function cut(b, view) {
    return overlaps(b, view) && !(b[0] >= view[0] && b[1] >= view[1] && b[2] <= view[2] && b[3] <= view[3]);
  }

  function place(taken, tips, candidates, size, view, must) {
    const fits = (b) => b[0] >= 0 && b[1] >= 0 && b[2] <= size[0] && b[3] <= size[1] && !cut(b, view);
    const free = candidates.filter((b) => fits(b) && !taken.some((t) => overlaps(b, t)));
    const clear = free.find((b) => !tips.some((t) => overlaps(b, [t[0] - 9, t[1] - 9, t[0] + 9, t[1] + 9])));
    return clear || (must ? free[0] : null);
  }

  function fontOf(style, grow) {
    const size = { province: 14, prefecture: 12, quiet: 11.5, value: 13 }[style] * grow;
    const weight = style === "province" || style === "value" ? 700 : style === "prefecture" ? 500 : 400;
    return { size: size, css: weight + " " + size.toFixed(1) + "px " + FONT };
  }

  function write(ctx, look, spot, lines, font, color) {
    ctx.font = font.css;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    lines.forEach(function (text, n) {
      const y = spot[5] + (n - (lines.length - 1) / 2) * font.size * 1.18;
      ctx.strokeStyle = look.halo;
      ctx.lineWidth = Math.max(3, font.size * 0.26);
      ctx.strokeText(text, spot[4], y);
      ctx.fillStyle = color;
      ctx.fillText(text, spot[4], y);
    });
  }

  // A long name goes on two lines, broken at the space nearest its middle.
  function broken(name) {
    if (name.length <= 15 || !name.includes(" ")) return [name];
    const middle = name.length / 2, spaces = [...name.matchAll(/ /g)].map((m) => m.index);
    const at = spaces.reduce((best, i) => (Math.abs(i - middle) < Math.abs(best - middle) ? i : best));
    return [name.slice(0, at), name.slice(at + 1)];
  }

  atlas.parts.labels = {
    FONT: FONT,
    paint: function (sheet, scene, focus) {
      const ctx = sheet.inPixels(), look = scene.look, taken = scene.obstacles(sheet), tips = atlas.parts.flows.tips(sheet, scene);
      const size = [sheet._container.clientWidth, sheet._container.clientHeight], view = scene.window(sheet);
      const ranked = scene.labels.flatMap((entry) => entry.ids.map((id) => Object.assign({}, entry, { id: id }))).concat(atlas.parts.counties.labels(scene));
      // What is pointed at is named first.
      if (focus && focus.kind === "region" && scene.names[focus.id] && !ranked.some((one) => one.id === focus.id))
        ranked.unshift({ id: focus.id, rank: -1, style: "prefecture", text: "" });
      ranked.sort((a, b) => a.rank - b.rank);
      // Prefectures and counties without a part are named only where the map is close enough to read them by.
      const close = sheet.scale() > 0.3;
      let count = 0;
      for (const one of ranked) {
        const name = scene.names[one.id], at = one.at || (name && name.at);
        if (!at || (one.rank >= DETAIL && !close)) continue;
        const font = fontOf(one.style, scene.grow), lines = broken(one.name || name[scene.lang]).concat(one.text ? [one.text] : []);
        ctx.font = font.css;
        const w = Math.max(...lines.map((t) => ctx.measureText(t).width)), h = font.size * 1.18 * lines.length;
        const p = sheet.pixel(at);
        if (p[0] < -40 || p[1] < -40 || p[0] > size[0] + 40 || p[1] > size[1] + 40) continue;
        const region = scene.shapes.levels.prefectures.get(one.id) || scene.shapes.levels.provinces.get(one.id);
        const hides = region && (region.bbox[2] - region.bbox[0]) * sheet.scale() < w && (region.bbox[3] - region.bbox[1]) * sheet.scale() < h * 2.2;
        const spots = one.style === "quiet" ? [boxes(p[0], p[1], w, h)[0]] : boxes(p[0], p[1], w, h, hides);
        const spot = place(taken, tips, spots, size, view, one.style !== "quiet");
        if (!spot) continue;
        taken.push(spot);
        const dim = focus && one.style === "quiet";
        // The name of a county stands on the fill of its province.
        const quiet = one.style === "quiet" && one.rank !== 95;
        write(ctx, look, spot, lines, font, dim ? look.faint : quiet ? look.quiet : look.ink);
        count += 1;
      }
      return count;
    },
  };
})(window.atlas);
