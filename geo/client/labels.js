// Place names, put down in order of rank: a name moves aside or is left out where it would cover another one, or could be
// read as another region's, and comes back when there is room after zooming in. Drawn as canvas text: a name can never
// become markup. The rules are those of still pictures (geo/still/labels.py).
(function (atlas) {
  "use strict";
  const FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';

  const DETAIL = 92; // ranks from here on are detail: geo/compose/layers/labels.py
  const COUNTY = 95;
  const CLOSE = 0.3; // pixels a kilometre, on a laptop, from which on detail is named
  const QUIET = 11.5; // pixels of the smallest type
  const LINE = 1.18; // em
  const SUITS = 1.3; // a value on one line suits a region that is not much narrower
  const MOST_KNOWN = 20000; // places whose region is remembered

  function overlaps(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  // Where a name may go: over its region, or beside it; over it last where it would hide the whole region.
  function shifts(style, w, h, hides, k) {
    const dx = w / 2 + 8 * k, dy = h / 2 + 6 * k, near = Math.min(dx, 26 * k), rows = [dy + 2 * k, -dy - 2 * k];
    if (style === "quiet") return [[0, 0]];
    // A large region keeps its name: it may shift by a little, never into the next region.
    if (!hides) return [[0, 0]].concat(rows.flatMap((y) => [[0, y], [near, y], [-near, y]]), [[near, 0], [-near, 0]]);
    const aslant = [[dx * 0.75, dy], [-dx * 0.75, dy], [dx * 0.75, -dy], [-dx * 0.75, -dy]];
    return [[dx, 0], [-dx, 0], [0, rows[0]], [0, rows[1]]].concat(aslant, [[0, 0]]);
  }

  // The sheet is larger than the window, so that a map can be drawn along: a name may lie outside, but not across the edge.
  function cut(b, view) {
    return overlaps(b, view) && !(b[0] >= view[0] && b[1] >= view[1] && b[2] <= view[2] && b[3] <= view[3]);
  }

  // The prefecture and the province at a place in kilometres; null at sea or abroad.
  function regionsAt(scene, x, y) {
    const known = scene.regionAt || (scene.regionAt = new Map()), key = x.toFixed(1) + " " + y.toFixed(1);
    if (!known.has(key)) {
      if (known.size > MOST_KNOWN) known.clear();
      let found = null;
      for (const one of scene.shapes.levels.prefectures.values())
        if (atlas.parts.hover.inside(scene, one, [x, y]))
          found = scene.hierarchy.ancestors(one.id).filter((id) => id === one.id || scene.shapes.levels.provinces.has(id));
      known.set(key, found);
    }
    return known.get(key);
  }

  // Whether a name can't be read as another region's: mostly on its own, or all of it at sea or abroad.
  function clear(scene, sheet, home, box, y, style) {
    const most = style === "prefecture" ? 1 : 2;
    const found = [0.1, 0.3, 0.5, 0.7, 0.9].map(function (share) {
      const [x0, y0] = sheet.back([box[0] + (box[2] - box[0]) * share, y]);
      return regionsAt(scene, x0, y0);
    });
    return !found.some(Boolean) || found.slice(1, 4).filter((some) => some && some.some((id) => home.has(id))).length >= most;
  }

  // Where a name may stand: a value on its own region, a plain name anywhere in its province.
  function homeOf(scene, one) {
    const area = (scene.fill.areas || []).find((some) => some.id === one.id);
    return new Set(area ? area.members : one.style === "value" ? [one.id] : scene.hierarchy.ancestors(one.id));
  }

  function fontOf(style, grow) {
    const size = QUIET * { province: 1.22, prefecture: 1.06, quiet: 1, value: 1.13 }[style] * grow;
    const weight = style === "province" || style === "value" ? 700 : style === "prefecture" ? 500 : 400;
    return { size: size, css: weight + " " + size.toFixed(1) + "px " + FONT };
  }

  function write(ctx, look, spot, lines, font, color) {
    ctx.font = font.css;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    lines.forEach(function (text, n) {
      const y = spot[5] + (n - (lines.length - 1) / 2) * font.size * LINE;
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

  // How the lines may run: a value as it is or with its date on a line of its own, first the one that suits its region.
  function runs(one, lines, wide, span) {
    const head = lines.slice(0, -1), tail = lines[lines.length - 1], stroke = tail.indexOf(" / "), found = tail.match(/, |\uff0c| · /);
    if (one.style !== "value" || !head.length || (stroke < 0 && !found)) return [lines];
    // Two values are parted where one ends; the stroke stays, to say that there are two.
    const parts = stroke >= 0 ? [tail.slice(0, stroke) + " /", tail.slice(stroke + 3)] : [tail.slice(0, found.index), tail.slice(found.index + found[0].length)];
    const both = [lines, head.concat(parts)];
    return span && wide > SUITS * span ? both.reverse() : both;
  }

  // The names in order of rank, each region once; what is pointed at first.
  function entries(scene, focus, close) {
    const seen = (one) => one.rank < DETAIL || close;
    const ranked = scene.labels.flatMap((entry) => entry.ids.map((id) => Object.assign({}, entry, { id: id }))).filter(seen);
    const said = new Set(ranked.map((one) => one.id));
    if (focus && focus.kind === "region" && scene.names[focus.id] && !said.has(focus.id))
      ranked.push({ id: focus.id, rank: -1, style: "prefecture", text: "" });
    const more = close ? atlas.parts.counties.labels(scene).filter((one) => !said.has(one.id)) : [];
    return ranked.concat(more).sort((a, b) => a.rank - b.rank);
  }

  // All that the names of one picture share.
  function Board(sheet, scene) {
    const levels = scene.shapes.levels, k = (scene.grow * QUIET) / 12, reach = 9 * k;
    this.unit = k; // air grows with the type
    this.sheet = sheet;
    this.scene = scene;
    this.ctx = sheet.inPixels();
    this.taken = scene.obstacles(sheet);
    this.heads = atlas.parts.flows.tips(sheet, scene).map((p) => [p[0] - reach, p[1] - reach, p[0] + reach, p[1] + reach]);
    this.size = [sheet._container.clientWidth, sheet._container.clientHeight];
    this.view = scene.window(sheet);
    this.middles = Array.from(levels.provinces.keys(), (id) => [id, scene.names[id]]).filter((one) => one[1]);
    this.middles = this.middles.map(([id, name]) => ({ id: id, at: sheet.pixel(name.at) }));
  }

  Board.prototype = {
    measure: function (lines, font) {
      this.ctx.font = font.css;
      return [Math.max(...lines.map((text) => this.ctx.measureText(text).width)), font.size * LINE * lines.length];
    },
    free: function (b) {
      const inside = b[0] >= 0 && b[1] >= 0 && b[2] <= this.size[0] && b[3] <= this.size[1];
      return inside && !cut(b, this.view) && !this.taken.some((t) => overlaps(b, t));
    },
    // Where a name stands, and its lines; null where there is no room for it.
    place: function (one, p, all, font) {
      const levels = this.scene.shapes.levels, region = levels.prefectures.get(one.id) || levels.provinces.get(one.id);
      const s = this.sheet.scale(), box = region && region.bbox, span = box ? (box[2] - box[0]) * s : 0;
      const home = homeOf(this.scene, one);
      let first = null, best = null;
      for (const lines of runs(one, all, this.measure(all, font)[0], span)) {
        const [w, h] = this.measure(lines, font), hides = box && span < w && (box[3] - box[1]) * s < h * 2.2;
        for (const [dx, dy] of shifts(one.style, w, h, hides, this.unit)) {
          const x = p[0] + dx, y = p[1] + dy, at = !dx && !dy, b = [x - w / 2 - this.unit, y - h / 2, x + w / 2 + this.unit, y + h / 2, x, y];
          if (!this.free(b)) continue;
          if (!at && this.middles.some((m) => m.id !== one.id && m.at[0] > b[0] && m.at[0] < b[2] && m.at[1] > b[1] && m.at[1] < b[3])) continue;
          // A small province has its name beside it, as on any map; a value must stand where it belongs.
          if (!at && !(one.style === "province" && hides) && !clear(this.scene, this.sheet, home, b, y, one.style)) continue;
          const option = { box: b, lines: lines };
          // A value takes its own place; else the first spot that covers no arrowhead counts.
          if (one.style === "value" && at && !hides) return option;
          first = first || option;
          if (!best && !this.heads.some((head) => overlaps(b, head))) best = option;
          if (best && one.style !== "value") return best;
        }
      }
      return best || (one.style === "quiet" ? null : first); // a name that must stand may cover an arrowhead
    },
  };

  atlas.parts.labels = {
    FONT: FONT,
    paint: function (sheet, scene, focus) {
      const board = new Board(sheet, scene), look = scene.look, size = board.size;
      scene.named = [];
      // Prefectures and counties without a part are named only where the map is close enough to read them by.
      for (const one of entries(scene, focus, sheet.scale() / board.unit > CLOSE)) {
        const name = scene.names[one.id], at = one.at || (name && name.at);
        if (!at) continue;
        const p = sheet.pixel(at), font = fontOf(one.style, scene.grow);
        if (p[0] < -40 || p[1] < -40 || p[0] > size[0] + 40 || p[1] > size[1] + 40) continue;
        const found = board.place(one, p, broken(one.name || name[scene.lang]).concat(one.text ? [one.text] : []), font);
        if (!found) continue;
        board.taken.push(found.box);
        const dim = focus && one.style === "quiet";
        // The name of a county stands on the fill of its province.
        const quiet = one.style === "quiet" && one.rank !== COUNTY;
        write(sheet.inPixels(), look, found.box, found.lines, font, dim ? look.faint : quiet ? look.quiet : look.ink);
        scene.named.push({ id: one.id, lines: found.lines, box: found.box });
      }
      return scene.named.length;
    },
  };
})(window.atlas);
