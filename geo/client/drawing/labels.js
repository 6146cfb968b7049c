// Place names, put down in order of rank: on their own region first, then tied to it by a line. What finds no room is
// counted, and comes back after zooming in. Drawn as canvas text: a name can never become markup. The rules are those of
// still pictures (geo/still/names/labels.py).
(function (atlas) {
  "use strict";
  const FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';

  const DETAIL = 92; // ranks from here on are detail: geo/compose/layers/labels.py
  const COUNTY = 95;
  const CLOSE = 0.3; // pixels a kilometre, on a laptop, from which on detail is named
  const QUIET = 11.5; // pixels of the smallest type
  const LINE = 1.18; // em
  const SUITS = 1.3; // a value on one line suits a region that is not much narrower
  const RESERVED = [20, 8]; // pixels around the point of a quiet name that names beside their places leave to it
  const AIR = 3; // pixels to the left and right of a name
  const TURNS = 4, PROVINCE = 3; // the name of a province counts as so many
  const OTHER_RUN = 3; // what it costs to run the lines the other way
  const POINTED = 89; // the rank of a name that only the pointer or a choice asks for
  const FIRST_QUIET = 90;
  const placing = atlas.parts.placing;

  // The sheet is larger than the window, so that a map can be drawn along: a name may lie outside, but not across the edge.
  function cut(b, view) {
    return placing.overlaps(b, view) && !(b[0] >= view[0] && b[1] >= view[1] && b[2] <= view[2] && b[3] <= view[3]);
  }

  function contains(view, p) {
    return p[0] >= view[0] && p[0] <= view[2] && p[1] >= view[1] && p[1] <= view[3];
  }

  // Where a name stands on its place: on its own region; of an area, on one of its members.
  function homeOf(scene, one) {
    const area = (scene.fill.areas || []).find((some) => some.id === one.id);
    return new Set(area ? area.members : [one.id]);
  }

  function fontOf(style, grow) {
    const size = QUIET * { province: 1.22, prefecture: 1.06, quiet: 1, value: 1.13 }[style] * grow;
    const weight = style === "province" || style === "value" ? 700 : style === "prefecture" ? 500 : 400;
    return { size: size, css: weight + " " + size.toFixed(4) + "px " + FONT };
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
  function entries(sheet, scene, focus, close) {
    const seen = (one) => one.rank < DETAIL || close;
    const ranked = scene.labels.flatMap((entry) => entry.ids.map((id) => Object.assign({}, entry, { id: id }))).filter(seen);
    const said = new Set(ranked.map((one) => one.id));
    if (focus && focus.kind === "region" && scene.names[focus.id] && !said.has(focus.id))
      ranked.push({ id: focus.id, rank: POINTED, style: "prefecture", text: "" });
    // Pointing along counties would lay out all names anew at each: the chosen one alone is named.
    const chosen = scene.chosen && scene.chosen.kind === "region" ? scene.chosen.id : "", county = atlas.parts.counties.name(scene, chosen);
    if (county && chosen in scene.fill.counties && !scene.names[chosen] && !said.has(chosen)) {
      said.add(chosen);
      ranked.push({ id: chosen, rank: POINTED, style: "prefecture", text: "", name: county[scene.lang], at: county.at });
    }
    const more = close ? atlas.parts.counties.labels(sheet, scene).filter((one) => !said.has(one.id)) : [];
    return ranked.concat(more).sort((a, b) => a.rank - b.rank);
  }

  // All that the names of one picture share.
  function Board(sheet, scene, wanted) {
    const levels = scene.shapes.levels, k = (scene.grow * QUIET) / 12, reach = 9 * k, close = 5 * k;
    this.unit = k; // air grows with the type
    this.sheet = sheet;
    this.scene = scene;
    this.ctx = sheet.inPixels();
    this.taken = scene.obstacles(sheet);
    this.lines = [];
    this.settled = new Set();
    this.heads = atlas.parts.flows.tips(sheet, scene).map((p) => [p[0] - reach, p[1] - reach, p[0] + reach, p[1] + reach]);
    this.size = [sheet._container.clientWidth, sheet._container.clientHeight];
    this.view = scene.window(sheet);
    this.middles = Array.from(levels.provinces.keys(), (id) => [id, scene.names[id]]).filter((one) => one[1]);
    this.middles = this.middles.map(([id, name]) => ({ id: id, at: sheet.pixel(name.at) }));
    const must = new Set(wanted.filter((one) => one.rank < FIRST_QUIET).map((one) => one.id)), quiet = this.middles.filter((one) => !must.has(one.id));
    this.reserved = quiet.map(({ at }) => [at[0] - RESERVED[0] * k, at[1] - RESERVED[1] * k, at[0] + RESERVED[0] * k, at[1] + RESERVED[1] * k]);
    this.anchors = wanted.filter((one) => one.rank < FIRST_QUIET).map((one) => ({ id: one.id, box: [one.p[0] - close, one.p[1] - close, one.p[0] + close, one.p[1] + close] }));
    this.filled = new Set([...Object.keys(scene.fill.provinces || {}), ...Object.keys(scene.fill.prefectures || {}), ...(scene.fill.areas || []).flatMap((a) => a.members)]);
  }

  Board.prototype = {
    measure: function (lines, font) {
      this.ctx.font = font.css;
      return [Math.max(...lines.map((text) => this.ctx.measureText(text).width)), font.size * LINE * lines.length];
    },
    spot: function (x, y, w, h) {
      const air = AIR * this.unit;
      return [x - w / 2 - air, y - h / 2, x + w / 2 + air, y + h / 2, x, y];
    },
    free: function (b, one) {
      const inside = b[0] >= 0 && b[1] >= 0 && b[2] <= this.size[0] && b[3] <= this.size[1];
      // A place that is seen is not named where nobody sees it.
      const seen = placing.overlaps(b, this.view) || !contains(this.view, one.p);
      return inside && seen && !cut(b, this.view) && !this.taken.some((t) => placing.overlaps(b, t)) && !this.lines.some((line) => placing.crosses(line, b));
    },
    // What it costs to cover arrowheads and the places of other names.
    covered: function (one, b) {
      return placing.price(this.heads.filter((head) => placing.overlaps(b, head)).length, this.anchors.filter((other) => other.id !== one.id && !this.settled.has(other.id) && placing.overlaps(b, other.box)).length);
    },
    // The cheapest of some ways to stand: spots that `find` gives for the lines run one way or the other.
    cheapest: function (one, find) {
      const levels = this.scene.shapes.levels, region = levels.prefectures.get(one.id) || levels.provinces.get(one.id);
      const s = this.sheet.scale(), box = region && region.bbox, span = box ? (box[2] - box[0]) * s : 0;
      let best = null;
      runs(one, one.lines, this.measure(one.lines, one.font)[0], span).forEach((lines, n) => {
        const [w, h] = this.measure(lines, one.font), hides = box && span < w && (box[3] - box[1]) * s < h * 2.2;
        for (const found of find(w, h, hides)) {
          if (!found) continue;
          const cost = found.cost + OTHER_RUN * n;
          if (!best || cost < best.cost - 1e-6) best = Object.assign(found, { cost: cost, lines: lines });
        }
      });
      return best;
    },
    // On its own region, or on the sea beside it where it would hide the region.
    home: function (one) {
      return this.cheapest(one, (w, h, hides) => {
        const sea = placing.sea(this, one, one.p, w, h);
        return hides && sea ? [sea] : [placing.own(this, one, one.p, w, h), sea];
      });
    },
    best: function (one) {
      const home = this.home(one);
      if (home && placing.cheap(home)) return home;
      const aside = this.cheapest(one, (w, h) => [placing.tied(this, one, one.p, w, h)]);
      return home && aside ? (aside.cost < home.cost - 1e-6 ? aside : home) : home || aside;
    },
    take: function (one, found) {
      this.settled.add(one.id);
      this.taken.push(found.box);
      if (found.line) this.lines.push(found.line);
      return Object.assign({}, one, { box: found.box, line: found.line || null, lines: found.lines });
    },
    // Room for what belongs to a name, under it, else behind it; once all names stand, for no name gives way to it.
    under: function (one) {
      const [w, h] = this.measure([one.text], one.font), behind = one.box[2] + w / 2 + AIR * this.unit + 0.01;
      for (const [x, y] of [[one.box[4], one.box[3] + h / 2 + 0.01], [behind, one.box[5]]]) {
        const spot = this.spot(x, y, w, h);
        if (!this.free(spot, one) || this.heads.some((head) => placing.overlaps(spot, head))) continue;
        this.taken.push(spot);
        return spot;
      }
      return null;
    },
  };

  // The names of a picture, each with its place in pixels; those that lie outside the sheet are left out.
  function wanted(sheet, scene, focus) {
    const size = [sheet._container.clientWidth, sheet._container.clientHeight], unit = (scene.grow * QUIET) / 12, found = [];
    // Prefectures and counties without a part are named only where the map is close enough to read them by.
    for (const one of entries(sheet, scene, focus, sheet.scale() / unit > CLOSE)) {
      const name = scene.names[one.id], at = one.at || (name && name.at);
      if (!at) continue;
      const p = sheet.pixel(at);
      if (p[0] < -40 || p[1] < -40 || p[0] > size[0] + 40 || p[1] > size[1] + 40) continue;
      const lines = broken(one.name || name[scene.lang]).concat(one.text && one.style === "value" ? [one.text] : []);
      const home = homeOf(scene, one);
      // A region's own point lies in it; that of an area may not.
      found.push(Object.assign({}, one, { p: p, lines: lines, home: home, trusted: home.has(one.id), coastal: placing.coastal(one.id), font: fontOf(one.style, scene.grow) }));
    }
    return found;
  }

  // Those that went without the time before first. Then names on their own regions; then, of the others, what costs less:
  // there after all, or tied to it by a line; the quiet ones at last, where there is room.
  function settle(board, all, before) {
    const strong = all.filter((one) => one.rank < FIRST_QUIET), found = [];
    const put = (one, spot) => Boolean(spot && found.push(board.take(one, spot)));
    const first = strong.filter((one) => before.has(one.id) && put(one, board.best(one)));
    const cheap = strong.filter((one) => !first.includes(one)).filter(function (one) {
      const spot = board.home(one);
      return !(spot && placing.cheap(spot) && put(one, spot));
    });
    const without = cheap.filter((one) => !put(one, board.best(one)));
    for (const one of all.slice(strong.length)) {
      const spot = board.home(one);
      if (spot && placing.clear(spot)) put(one, spot);
    }
    return { names: found, without: without.filter((one) => contains(board.view, one.p)) };
  }

  // A name that finds no room may have it when it comes first: tried a few times, and the fullest picture counts. A value
  // may stand in fewer places, and another turn would only cost time.
  function fullest(sheet, scene, all) {
    let best = null, before = new Set();
    for (let turn = 0; turn < TURNS; turn++) {
      const board = new Board(sheet, scene, all), found = settle(board, all, before), again = found.without.filter((one) => one.style !== "value");
      found.board = board;
      found.loss = found.without.reduce((sum, one) => sum + (one.style === "province" ? PROVINCE : 1), 0);
      if (!best || found.loss < best.loss) best = found;
      if (!again.length) break;
      before = new Set([...before, ...again.map((one) => one.id)]);
    }
    const board = best.board;
    for (const one of best.names) if (one.text && one.style !== "value") one.second = board.under(one);
    return { names: best.names, unnamed: best.without.length };
  }

  // What the places of names depend on: a pointer that moves on changes none of it.
  function same(a, b) {
    return Boolean(a) && a.length === b.length && a.every((value, n) => value === b[n]);
  }

  function laidOut(sheet, scene, focus) {
    const all = wanted(sheet, scene, focus), extra = all.filter((one) => one.rank === POINTED), [x, y] = sheet.pixel([0, 0]);
    const covered = scene.obstacles(sheet).map((b) => b.map(Math.round)).join();
    const depends = [scene.labels, scene.fill, scene.fill.provinces, scene.flows, scene.names, scene.counties, scene.lang, scene.grow, sheet.scale(), x, y, covered, all.length, extra.map((one) => one.id).join()];
    if (!same(scene.namedBy, depends)) {
      scene.namedBy = depends;
      scene.layout = fullest(sheet, scene, all);
    }
    return scene.layout;
  }

  function tie(ctx, scene, line) {
    ctx.lineCap = "round";
    for (const [color, width] of [[scene.look.halo, 2.6], [scene.look.quiet, 0.9]]) {
      ctx.strokeStyle = color;
      ctx.lineWidth = width * scene.grow;
      ctx.beginPath();
      ctx.moveTo(line[0], line[1]);
      ctx.lineTo(line[2], line[3]);
      ctx.stroke();
    }
    ctx.fillStyle = scene.look.ink;
    ctx.beginPath();
    ctx.arc(line[0], line[1], 1.6 * scene.grow, 0, 7);
    ctx.fill();
  }

  // How many names found no room, said before the credit: there is room at every size of window. Its place is kept where
  // nothing is left out, so that a number that comes and goes moves nothing.
  function count(scene, unnamed) {
    scene.counted = unnamed ? (scene.text.unnamed || "").replace("{n}", unnamed) : "";
    if (!scene.count) return;
    scene.count.textContent = scene.text.unnamed ? scene.text.unnamed.replace("{n}", unnamed) + " · " : "";
    scene.count.style.visibility = unnamed ? "" : "hidden";
  }

  atlas.parts.labels = {
    FONT: FONT,
    paint: function (sheet, scene, focus) {
      const look = scene.look, found = laidOut(sheet, scene, focus), ctx = sheet.inPixels();
      scene.named = found.names;
      scene.unnamed = found.unnamed;
      for (const one of found.names) if (one.line) tie(ctx, scene, one.line);
      for (const one of found.names) {
        const dim = focus && one.style === "quiet";
        // The name of a county stands on the fill of its province.
        const quiet = one.style === "quiet" && one.rank !== COUNTY;
        write(ctx, look, one.box, one.lines, one.font, dim ? look.faint : quiet ? look.quiet : look.ink);
        if (one.second) write(ctx, look, one.second, [one.text], one.font, dim ? look.faint : look.helperStrong);
      }
      count(scene, found.unnamed);
      return scene.named.length;
    },
  };
})(window.atlas);
