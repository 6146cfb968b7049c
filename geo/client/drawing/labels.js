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
  // Pixels between two amounts, and what it costs to stand nearer: stacked, each would be read as that of the line under both.
  const APART = 20, STACKED = 100;
  const AROUND = 6; // air around an amount: right under a name it would be read as that of the place
  const CAPITAL = "110000"; // goes before its neighbours where there is room for one of them alone
  const TURNS = 5, PROVINCE = 3, PARTNER = 9, FIRST = 50, STAYS = 1000; // so many others such a name counts for
  const OTHER_RUN = 3; // what it costs to run the lines the other way
  // On a map less wide than so many pixels, with more names than so many, provinces are named before all else, and may cover
  // the places of others.
  const WIDE = 700, FEW = 12;
  const POINTED = 89; // the rank of a name that only the pointer or a choice asks for
  const FIRST_QUIET = 90;
  const TOGETHER = ["810000", "820000"]; // named quietly both or neither
  const CHOSEN = 1, NAMED = 2, FOREMOST = 5; // up to these ranks: what is chosen and what the headline names; partners of what is chosen
  const placing = atlas.parts.placing;

  // The sheet is larger than the window, so that a map can be drawn along: a name may lie outside, but not across the edge.
  function cut(b, view) {
    return placing.overlaps(b, view) && !(b[0] >= view[0] && b[1] >= view[1] && b[2] <= view[2] && b[3] <= view[3]);
  }

  function contains(view, p) {
    return p[0] >= view[0] && p[0] <= view[2] && p[1] >= view[1] && p[1] <= view[3];
  }

  function around(id, points) {
    const [xs, ys] = [0, 1].map((axis) => points.map((at) => at[axis]));
    return { id: id, points: points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
  }

  // Where a name stands on its place: on its own region; of an area, on one of its members or in its outline.
  function homeOf(scene, entry) {
    const area = (scene.fill.areas || []).find((other) => other.id === entry.id);
    return new Set(area && area.members.length ? area.members : [entry.id]);
  }

  const SIZES = { province: 1.22, prefecture: 1.06, quiet: 1, value: 1.13, "quiet province": 1.35, "quiet prefecture": 1.13 };
  const WEIGHTS = { province: 700, prefecture: 500, quiet: 400, value: 700, "quiet province": 600, "quiet prefecture": 600 };
  function fontOf(style, grow) {
    const size = QUIET * SIZES[style] * grow, weight = WEIGHTS[style];
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
  function runs(entry, lines, wide, span) {
    if (entry.short) {
      const ending = " " + entry.short, whole = lines[0].endsWith(ending);
      return whole ? [lines, [lines[0].slice(0, -ending.length), entry.short], [entry.short]] : [lines, [entry.short]];
    }
    const head = lines.slice(0, -1), tail = lines[lines.length - 1], stroke = tail.indexOf(" / "), comma = tail.match(/, |\uff0c| · /);
    if (entry.style !== "value" || !head.length || (stroke < 0 && !comma)) return [lines];
    // Two values are parted where one ends; the stroke stays, to say that there are two.
    const parts = stroke >= 0 ? [tail.slice(0, stroke) + " /", tail.slice(stroke + 3)] : [tail.slice(0, comma.index), tail.slice(comma.index + comma[0].length)];
    const both = [lines, head.concat(parts)];
    return span && wide > SUITS * span ? both.reverse() : both;
  }

  // The names in order of rank, each region once; what is pointed at first.
  function entries(sheet, scene, focus, close) {
    const isShown = (entry) => entry.rank < DETAIL || close;
    const ranked = scene.labels.flatMap((entry) => entry.ids.map((id) => Object.assign({}, entry, { id: id }))).filter(isShown);
    const labelled = new Set(ranked.map((entry) => entry.id));
    if (focus && focus.kind === "region" && scene.names[focus.id] && !labelled.has(focus.id))
      ranked.push({ id: focus.id, rank: POINTED, style: "prefecture", text: "" });
    // Pointing along counties would lay out all names anew at each: the chosen one alone is named.
    const chosen = scene.chosen && scene.chosen.kind === "region" ? scene.chosen.id : "", county = atlas.parts.counties.name(scene, chosen);
    if (county && chosen in scene.fill.counties && !scene.names[chosen] && !labelled.has(chosen)) {
      labelled.add(chosen);
      ranked.push({ id: chosen, rank: POINTED, style: "prefecture", text: "", name: county[scene.lang], at: county.at });
    }
    const more = close ? atlas.parts.counties.labels(sheet, scene).filter((entry) => !labelled.has(entry.id)) : [];
    return ranked.concat(more).sort((a, b) => a.rank - b.rank);
  }

  // Names in what is chosen or named above, its partners, those that must stand, of which on a narrow map provinces do before
  // all others, and the quiet ones.
  function tiersOf(all, wide) {
    const strong = all.filter((entry) => entry.rank < FIRST_QUIET);
    const quiet = all.slice(strong.length).sort((a, b) => placing.stays(b) - placing.stays(a));
    const named = strong.filter((entry) => entry.rank <= NAMED), partners = strong.filter((entry) => entry.rank > NAMED && entry.rank <= FOREMOST);
    const others = strong.slice(named.length + partners.length), first = others.filter((entry) => entry.style === "province");
    if (wide >= WIDE || strong.length <= FEW || !first.length) return [named, partners, others, quiet];
    return [named, partners, first, others.filter((entry) => entry.style !== "province"), quiet];
  }

  // The provinces and prefectures in what is chosen or framed, and the box around them.
  function chosenOn(sheet, scene) {
    const { provinces, prefectures } = scene.shapes.levels, chosen = chosenOf(scene).concat(scene.framed || []);
    const inside = [...provinces.values(), ...prefectures.values()].filter((region) => chosen.some((id) => scene.hierarchy.touches(id, region.id)));
    const corners = inside.flatMap(({ bbox }) => [sheet.pixel([bbox[0], bbox[1]]), sheet.pixel([bbox[2], bbox[3]])]);
    return { ids: new Set(inside.map((region) => region.id)), box: around("", corners).box };
  }

  // Points are numbers one after another.
  function pixels(sheet, points) {
    const pixels = [];
    for (let i = 0; i < points.length; i += 2) pixels.push(sheet.pixel([points[i], points[i + 1]]));
    return pixels;
  }

  // A region, or both ends of a pair.
  function chosenOf(scene) {
    const { kind, id } = scene.chosen || {}, pair = kind === "flow" && scene.flows.find((flow) => flow.id === id);
    return kind === "region" ? [id] : pair ? [pair.h, pair.r] : [];
  }

  // All that the names of one picture share.
  function Board(sheet, scene, wantedEntries) {
    const levels = scene.shapes.levels, k = (scene.grow * QUIET) / 12, reach = 9 * k, close = 5 * k;
    this.unit = k; // air grows with the type
    this.air = AIR * k;
    this.sheet = sheet;
    this.back = sheet.backwards();
    this.scene = scene;
    this.ctx = sheet.inPixels();
    this.widths = new Map();
    this.lying = scene.obstacles(sheet).concat(atlas.parts.flows.measuredHeads(sheet, scene));
    this.tight = this.lying.map((b) => placing.tight(b, k));
    this.known = new Map();
    this.measured = atlas.parts.flows.measuredLines(sheet, scene);
    this.heads = atlas.parts.flows.tips(sheet, scene).map((p) => [p[0] - reach, p[1] - reach, p[0] + reach, p[1] + reach]);
    this.size = [sheet._container.clientWidth, sheet._container.clientHeight];
    this.view = scene.window(sheet);
    const paid = new Set(scene.flows.flatMap((flow) => (flow.m ? [flow.h, flow.r] : [])));
    this.paid = wantedEntries.filter((entry) => entry.rank < FIRST_QUIET && paid.has(entry.id));
    this.starts = this.paid.length ? scene.flows.map(({ h, p }) => ({ id: h, box: placing.dot(sheet.pixel([p[0], p[1]]), k) })) : [];
    this.middles = Array.from(levels.provinces.keys(), (id) => [id, scene.names[id]]).filter((entry) => entry[1]);
    this.middles = this.middles.map(([id, name]) => ({ id: id, at: sheet.pixel(name.at) }));
    const must = new Set(wantedEntries.filter((entry) => entry.rank < FIRST_QUIET).map((entry) => entry.id)), quiet = this.middles.filter((entry) => !must.has(entry.id));
    this.reserved = quiet.map(({ id, at }) => ({ id: id, box: [at[0] - RESERVED[0] * k, at[1] - RESERVED[1] * k, at[0] + RESERVED[0] * k, at[1] + RESERVED[1] * k] }));
    this.islands = atlas.parts.room.islands(scene).map(({ id, points }) => around(id, pixels(sheet, points)));
    this.chosen = chosenOn(sheet, scene);
    this.tiers = tiersOf(wantedEntries, (this.view[2] - this.view[0]) / k);
    this.anchors = this.tiers.slice(0, 3).flat().map((entry) => ({ id: entry.id, box: [entry.p[0] - close, entry.p[1] - close, entry.p[0] + close, entry.p[1] + close] }));
    // Prefectures with a colour that their province, which has one too, has not.
    const provinces = scene.fill.provinces || {}, own = scene.fill.prefectures || {};
    this.apart = new Set(Object.keys(own).filter((id) => provinces[id.slice(0, 2) + "0000"] !== own[id]));
    this.filled = new Set([...Object.keys(scene.fill.provinces || {}), ...Object.keys(scene.fill.prefectures || {}), ...(scene.fill.areas || []).flatMap((a) => a.members)]);
  }

  Board.prototype = {
    // The same picture with no name on it yet; what is known of the spots of its names stays.
    bare: function () {
      return Object.assign(Object.create(Board.prototype), this, { taken: [], slim: [], standing: new Set(), amounts: [], lines: [], dots: [], strict: false, settled: new Set() });
    },
    width: function (text, font) {
      const key = font.css + "\n" + text;
      if (!this.widths.has(key)) {
        this.ctx.font = font.css;
        this.widths.set(key, this.ctx.measureText(text).width);
      }
      return this.widths.get(key);
    },
    measure: function (lines, font) {
      return [Math.max(...lines.map((text) => this.width(text, font))), font.size * LINE * lines.length];
    },
    spot: function (x, y, w, h) {
      return [x - w / 2 - this.air, y - h / 2, x + w / 2 + this.air, y + h / 2, x, y];
    },
    // Whether a box is in the picture, on nothing that lies on the map, and on no island but the name's own.
    open: function (b, entry) {
      const [width, height] = this.size;
      if (b[0] < 0 || b[1] < 0 || b[2] > width || b[3] > height || cut(b, this.view)) return false;
      // A place that is seen is not named where nobody sees it.
      if (contains(this.view, entry.p) && !placing.overlaps(b, this.view)) return false;
      for (const other of this.lying) if (placing.overlaps(b, other)) return false;
      // An amount on another's line would be read as that one's.
      if (entry.short && this.measured.some(({ id, boxes }) => id !== entry.id && boxes.some((line) => placing.overlaps(b, line)))) return false;
      // No name lies on an island but its own.
      for (const { id, box, points } of this.islands)
        if (id.slice(0, 2) !== entry.id.slice(0, 2) && placing.overlaps(b, box) && points.some((at) => placing.inside(b, at))) return false;
      return true;
    },
    // The class of a place, given with all it lies in; null where flows are drawn, beside which colours say less.
    colorOf: function (ids) {
      const { provinces = {}, prefectures = {} } = this.scene.fill, own = (fill) => ids.find((id) => id in fill);
      if (this.scene.flows.length) return null;
      return own(prefectures) !== undefined ? prefectures[own(prefectures)] : own(provinces) !== undefined ? provinces[own(provinces)] : null;
    },
    // Whether a name of those between which amounts went is nearer than so many pixels to another's place, as whose it would
    // be read.
    isNearer: function (b, entry, far) {
      return this.paid.some(({ id }) => id === entry.id) && this.paid.some(function ({ id, p }) {
        const to = placing.nearest(b, p);
        return id !== entry.id && Math.hypot(to[0] - p[0], to[1] - p[1]) / this.unit < far;
      }, this);
    },
    // Whether such a name lies on the dot at which the flows of another place begin.
    isOnStart: function (b, entry) {
      return this.paid.some(({ id }) => id === entry.id) && this.starts.some(({ id, box }) => id !== entry.id && placing.overlaps(b, box));
    },
    // Whether a spot is on no name that stands, and on no line that ties one. What was in its way a turn before mostly is again.
    clear: function (spot) {
      if (this.standing.has(spot.behind)) return false;
      for (const b of this.taken) if (placing.overlaps(spot.box, b)) return this.isBehind(spot, b);
      for (const line of this.lines) if (placing.crosses(line, spot.box)) return this.isBehind(spot, line);
      return true;
    },
    // Whether the line to a spot crosses no name that stands, no other line and, if that matters, no dot where one begins.
    reaches: function (spot) {
      for (let n = 0; n < this.slim.length; n++) if (placing.crosses(spot.line, this.slim[n])) return this.isBehind(spot, this.taken[n]);
      for (const line of this.lines) if (placing.meet(spot.line, line)) return this.isBehind(spot, line);
      return !this.strict || !this.dots.some((dot) => placing.crosses(spot.line, dot));
    },
    isBehind: function (spot, other) {
      spot.behind = other;
      return false;
    },
    // Whether a box lies where a quiet name may come to stand, other than its own.
    reserves: function (b, entry) {
      return this.reserved.some(({ id, box }) => id !== entry.id && placing.overlaps(b, box));
    },
    // What it costs to cover arrowheads and the places of other names, and for an amount to stand at another.
    covered: function (entry, spot) {
      const b = spot.box;
      if (!spot.covers) {
        const { heads, anchors } = this.known.get(entry).ground, places = anchors.filter((other) => other.id !== entry.id && placing.overlaps(b, other.box));
        // The name of a region on a line that says how much would be read as what that leads to.
        const wide = entry.short ? [] : this.measured.filter(({ boxes }) => boxes.some((line) => placing.overlaps(b, line)));
        spot.covers = { heads: heads.filter((head) => placing.overlaps(b, head)).length, lines: wide.length, ids: places.map((other) => other.id) };
      }
      const apart = APART * this.unit, around = [b[0] - apart, b[1] - apart, b[2] + apart, b[3] + apart];
      const anchors = spot.covers.ids.filter((id) => !this.settled.has(id)).length;
      return placing.price(entry, spot.covers.heads, anchors + spot.covers.lines) + (entry.short && this.amounts.some((t) => placing.overlaps(around, t)) ? STACKED : 0);
    },
    // The same picture around one name: what lies beyond the reach of its spots cannot be in their way.
    ground: function (entry, [w, h]) {
      const [x, y] = entry.p, [dx, dy] = [w + 2 * this.air, h].map((size) => size + placing.reach * this.unit);
      const isNear = (b) => placing.overlaps(b, [x - dx, y - dy, x + dx, y + dy]), isBoxNear = ({ box }) => isNear(box);
      return Object.assign(Object.create(Board.prototype), this, {
        lying: this.lying.filter(isNear),
        tight: this.tight.filter(isNear),
        reserved: this.reserved.filter(isBoxNear),
        islands: this.islands.filter(isBoxNear),
        heads: this.heads.filter(isNear),
        anchors: this.anchors.filter(isBoxNear),
      });
    },
    // The ways in which the lines of a name may run, and where a line to it may begin: the same in each turn.
    ways: function (entry) {
      if (this.known.has(entry)) return this.known.get(entry);
      const levels = this.scene.shapes.levels, region = levels.prefectures.get(entry.id) || levels.provinces.get(entry.id);
      const s = this.sheet.scale(), box = region && region.largest, span = box ? (box[2] - box[0]) * s : 0;
      const all = runs(entry, entry.lines, this.measure(entry.lines, entry.font)[0], span), sizes = all.map((lines) => this.measure(lines, entry.font));
      const ground = this.ground(entry, [0, 1].map((side) => Math.max(...sizes.map((size) => size[side]))));
      const ways = sizes.map(([w, h], n) => new placing.Way(ground, entry, all[n], w, h, box && span < w && (box[3] - box[1]) * s < h * 2.2));
      const found = { ways: ways, roots: [], ground: ground };
      this.known.set(entry, found);
      return found;
    },
    // The cheapest of some ways to stand: spots that `find` gives for the lines run one way or the other.
    cheapest: function (entry, find) {
      let best = null;
      this.ways(entry).ways.forEach(function (way, n) {
        for (const found of find(way)) {
          if (!found) continue;
          const cost = found.cost + OTHER_RUN * n;
          if (!best || cost < best.cost - 1e-6) best = Object.assign(found, { cost: cost, lines: way.lines });
        }
      });
      return best;
    },
    // On its own region, or on the sea beside it where it would hide the region.
    home: function (entry) {
      return this.cheapest(entry, (way) => {
        if (way.hides) {
          const sea = way.sea(this);
          return sea ? [sea] : [way.own(this)];
        }
        const own = way.own(this);
        return own && placing.inland(own) ? [own] : [own, way.sea(this)];
      });
    },
    best: function (entry) {
      const home = this.home(entry);
      // What is chosen is looked for on its own region, and what is named above the map where that has room.
      const sought = (this.view[2] - this.view[0]) / this.unit < WIDE ? CHOSEN : NAMED;
      if (home && (placing.cheap(entry, home) || (entry.rank <= sought && !entry.short))) return home;
      const root = placing.root(this, entry, this.ways(entry).roots);
      // Off its line an amount needs its pair.
      const aside = root && this.cheapest(entry, (way) => (way.lines[0] === entry.short ? [] : [way.tied(this, root)]));
      return home && aside ? (aside.cost < home.cost - 1e-6 ? aside : home) : home || aside;
    },
    take: function (entry, spot) {
      this.settled.add(entry.id);
      const air = entry.short ? AROUND * this.unit : 0, [left, top, right, bottom] = spot.box;
      const box = air ? [left - air, top - air, right + air, bottom + air] : spot.box;
      for (const own of [box, spot.line]) if (own) this.standing.add(own);
      this.taken.push(box);
      this.slim.push(placing.tight(spot.box, this.unit));
      if (entry.short) this.amounts.push(spot.box);
      if (spot.line) {
        this.lines.push(spot.line);
        this.dots.push(placing.dot(spot.line, this.unit));
      }
      return Object.assign({}, entry, { entry: entry, box: spot.box, line: spot.line || null, lines: spot.lines });
    },
    // Room for what belongs to a name, under it, else behind it; once all names stand, for no name gives way to it.
    under: function (entry) {
      const [w, h] = this.measure([entry.text], entry.font), behind = entry.box[2] + w / 2 + AIR * this.unit + 0.01;
      for (const [x, y] of [[entry.box[4], entry.box[3] + h / 2 + 0.01], [behind, entry.box[5]]]) {
        const spot = this.spot(x, y, w, h);
        if (!this.open(spot, entry) || !this.clear({ box: spot }) || this.heads.some((head) => placing.overlaps(spot, head))) continue;
        this.taken.push(spot);
        // Under a name, an arrow to the left would point at the name beside.
        return { box: spot, text: y > entry.box[5] ? entry.text.replace("\u2190", "\u2191") : entry.text };
      }
      return null;
    },
  };

  // Quiet names among those of counties: of three levels each has its own type. Of a prefecture only where its counties are
  // named: elsewhere nothing is below it.
  function typeOf(entry, countiesOf) {
    if (!countiesOf || entry.style !== "quiet" || !/^\d+00$/.test(entry.id)) return entry.style;
    if (/0000$/.test(entry.id)) return "quiet province";
    return [atlas.parts.counties.nation, entry.id.slice(0, 2) + "0000"].includes(countiesOf) ? "quiet prefecture" : "quiet";
  }

  // The names of a picture, each with its place in pixels; those that lie outside the sheet are left out.
  function entriesAt(sheet, scene, focus) {
    const size = [sheet._container.clientWidth, sheet._container.clientHeight], unit = (scene.grow * QUIET) / 12, entriesFound = [];
    const amounts = new Set(scene.flows.filter((flow) => flow.m).map((flow) => flow.id));
    // Prefectures and counties without a part are named only where the map is close enough to read them by.
    const isClose = sheet.scale() / unit > CLOSE, countiesOf = isClose && atlas.parts.counties.labels(sheet, scene).length ? scene.countyCode : "";
    for (const entry of entries(sheet, scene, focus, isClose)) {
      const name = scene.names[entry.id], at = entry.at || (name && name.at);
      if (!at) continue;
      const p = sheet.pixel(at);
      if (p[0] < -40 || p[1] < -40 || p[0] > size[0] + 40 || p[1] > size[1] + 40) continue;
      const lines = broken(entry.name || name[scene.lang]).concat(entry.text && entry.style === "value" ? [entry.text] : []);
      const home = homeOf(scene, entry);
      // An amount may stand without its pair, whose line it lies on.
      const isAmount = amounts.has(entry.id), words = isAmount ? { text: "", short: entry.text } : {};
      // A region's own point lies in it; that of an area may not.
      entriesFound.push(Object.assign({}, entry, { p: p, lines: lines, home: home, trusted: home.has(entry.id), coastal: placing.coastal(entry.id), font: fontOf(typeOf(entry, countiesOf), scene.grow) }, words));
    }
    return entriesFound;
  }

  // Of each tier those that went without the time before first. Then names on their own regions; then, of the others, what
  // costs less: there after all, or tied to it by a line; the quiet ones at last, where there is room.
  function settle(board, before) {
    const placed = [], without = [];
    const take = (entry, spot) => Boolean(spot && placed.push(board.take(entry, spot)));
    const quiet = board.tiers[board.tiers.length - 1];
    // A quiet name that stays, and found no room in a turn before.
    for (const entry of quiet) if (before.has(entry.id)) take(entry, board.best(entry));
    for (const tier of board.tiers.slice(0, -1)) {
      const first = tier.filter((entry) => before.has(entry.id) && take(entry, board.best(entry)));
      const later = tier.filter((entry) => !first.includes(entry)).filter(function (entry) {
        const spot = board.home(entry);
        return !(spot && placing.cheap(entry, spot) && take(entry, spot));
      });
      without.push(...later.filter((entry) => !take(entry, board.best(entry))));
    }
    for (const entry of quiet) {
      if (board.settled.has(entry.id)) continue;
      if (placing.stays(entry)) {
        if (!take(entry, board.best(entry))) without.push(entry);
        continue;
      }
      const spot = board.home(entry);
      if (spot && placing.clear(spot) && !placing.intrudes(board, entry, spot.spot)) take(entry, spot);
    }
    const alone = TOGETHER.filter((id) => placed.some((entry) => entry.id === id)).length < TOGETHER.length;
    const names = placed.filter((entry) => !(alone && TOGETHER.includes(entry.id) && entry.rank >= FIRST_QUIET));
    return { names: names, without: without.filter((entry) => contains(board.view, entry.p)) };
  }

  function weight(entry) {
    if (entry.rank >= FIRST_QUIET) return STAYS;
    if (entry.rank <= FOREMOST) return entry.rank <= NAMED ? FIRST : PARTNER;
    return entry.style === "province" ? PROVINCE + (entry.id === CAPITAL ? 1 : 0) : 1;
  }

  // The picture with some names on it.
  function holding(bare, names) {
    const board = bare.bare();
    for (const name of names) board.take(name, name);
    return board;
  }

  // Lines that pass the dots of others are laid elsewhere, or else those others; on the map of a province, whose counties stand
  // close, a name for which there is no other room goes without.
  function offDots(bare, names) {
    const placed = names.slice(), tangled = [], hasCounties = atlas.parts.counties.filled(bare.scene).length > 0;
    function lay(n) {
      const board = holding(bare, placed.filter((name, k) => name && k !== n)), entry = placed[n].entry;
      board.strict = true;
      const spot = board.best(entry);
      if (spot) placed[n] = board.take(entry, spot);
      return Boolean(spot);
    }
    function passedBy(n) {
      const line = placed[n].line, isPassed = (other) => placing.crosses(line, placing.dot(other.line, bare.unit));
      return line ? placed.flatMap((other, k) => (other && k !== n && other.line && isPassed(other) ? [k] : [])) : [];
    }
    names.forEach(function (name, n) {
      const passed = name.line ? passedBy(n) : [];
      if (!passed.length || lay(n)) return;
      passed.forEach(lay);
      if (!hasCounties || !passedBy(n).length) return;
      tangled.push(name.entry);
      placed[n] = null;
    });
    return { names: placed.filter(Boolean), tangled: tangled };
  }

  // A name that finds no room may have it when it comes first: tried a few times, and the fullest picture counts. A value
  // may stand in fewer places, and another turn would only cost time.
  function fullest(sheet, scene, all) {
    const bare = new Board(sheet, scene, all);
    let best = null, before = new Set();
    for (let turn = 0; turn < TURNS; turn++) {
      const board = bare.bare(), settled = settle(board, before), again = settled.without.filter((entry) => entry.style !== "value");
      settled.loss = settled.without.reduce((sum, entry) => sum + weight(entry), 0);
      if (!best || settled.loss < best.loss) best = settled;
      // With the same names first, all would stand as before.
      if (again.every((entry) => before.has(entry.id))) break;
      before = new Set([...before, ...again.map((entry) => entry.id)]);
    }
    const { names, tangled } = offDots(bare, best.names), board = holding(bare, names), without = best.without.concat(tangled);
    for (const entry of names) if (entry.text && entry.style !== "value" && entry.style !== "quiet") entry.second = board.under(entry);
    return { names: names, unnamed: without.filter((entry) => entry.rank < FIRST_QUIET).length };
  }

  // What the places of names depend on: a pointer that moves on changes none of it.
  function same(a, b) {
    return Boolean(a) && a.length === b.length && a.every((value, n) => value === b[n]);
  }

  function laidOut(sheet, scene, focus) {
    const all = entriesAt(sheet, scene, focus), extra = all.filter((entry) => entry.rank === POINTED), [x, y] = sheet.pixel([0, 0]);
    const covered = scene.obstacles(sheet).map((b) => b.map(Math.round)).join();
    const depends = [scene.labels, scene.fill, scene.fill.provinces, scene.flows, scene.names, scene.counties, scene.lang, scene.grow, sheet.scale(), x, y, covered, all.length, chosenOf(scene).join(), extra.map((entry) => entry.id).join()];
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
    count: count,
    paint: function (sheet, scene, focus) {
      const look = scene.look, layout = laidOut(sheet, scene, focus), ctx = sheet.inPixels();
      scene.named = layout.names;
      scene.unnamed = layout.unnamed;
      for (const entry of layout.names) if (entry.line) tie(ctx, scene, entry.line);
      for (const entry of layout.names) {
        // A county that is named though nothing is recorded of it must not look like one that is helped.
        const quiet = entry.style === "quiet", color = quiet ? (focus ? look.faint : look.quiet) : look.ink;
        write(ctx, look, entry.box, entry.lines, entry.font, color);
        if (entry.second) write(ctx, look, entry.second.box, [entry.second.text], entry.font, look.flowFrom);
      }
      count(scene, layout.unnamed);
      return scene.named.length;
    },
  };
})(window.atlas);
