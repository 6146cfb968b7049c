// Where a name may stand: on its own region or the sea beside it; else aside, tied to it by a line. What a spot costs and
// in which order spots are tried is geo/still/names/placing.py's rule too; a test holds both to the same places.
(function (atlas) {
  "use strict";
  const STEP = 6, ACROSS = 7, DOWN = 5; // pixels between two spots over a region, and how many to each side
  const BESIDE = [1, 1.3, 1.6], NEAR = 20; // how far at sea, in steps of what puts a name beside its point; pixels to its box
  const ROOT = 2.5; // pixels between two points where a line may begin
  const BESIDE_OTHER = 10; // pixels: so near to another place a name over its own region is taken for that one's
  const RINGS = 12, RING = 9, RAYS = 48; // pixels: spots for names that a line ties
  // A name reads as that of the place it is near: a line has at most so many pixels, and that share of the map's width;
  // that of a value, which stands on no other place, the third; a province is large, and a name far off is taken for another's.
  const LONGEST = 90, LONGEST_SHARE = 0.135, LONGEST_VALUE = 100, LONGEST_PROVINCE = 60;
  const NARROW = 660; // pixels: on such a map, as in a small window, one that is aside stands off all land
  const SEA = 12; // what it costs to stand beside the region instead of on it
  const HEAD = 8, ANCHOR = 40, LAND = 4, FILLED = 8, AWAY = 4; // what it costs to cover: in pixels of distance
  // To cover an arrowhead costs more where the place is hardly larger: without it nobody sees whom a line leads to.
  const HEAD_OF_SMALL = 30, LARGE = new Set(["province", "quiet"]);
  const UNDER_AMOUNT = 80; // an amount can stand on any land: it names its places, and its line says which flow is its own
  const STAINED = 7; // the same of a fifth of a province's name on a prefecture of its own with another colour
  const SLIM = [3, 2]; // pixels of air around a name, through which a line may pass
  const DOT = 3; // pixels around the dot in which a line begins: another's line that passes there seems to tie that place to its own name
  const ALONG = [0, 0.25, 0.5, 0.75, 1]; // where under a name the map is looked up, from its left to its right
  const UNDER = [0.2, 0.5, 0.8]; // where under a name no county with a colour of its own may lie
  const PASSED = Array.from({ length: 10 }, (_, n) => (n + 1) / 10); // where along a line it is looked up
  const CELL = 60; // kilometres: regions are looked up by squares
  // Provinces with a coast: off the land beside them lies the sea, beside others another country.
  const COASTAL = new Set(["11", "12", "13", "21", "31", "32", "33", "35", "37", "44", "45", "46", "71", "81", "82"]);

  const TAIWAN = "710000"; // named wherever its place is in sight, also where its name is a quiet one

  function overlaps(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  function squares(scene) {
    if (scene.squares) return scene.squares;
    const squares = (scene.squares = new Map());
    for (const prefecture of scene.shapes.levels.prefectures.values()) {
      const [x0, y0, x1, y1] = prefecture.bbox.map((v) => Math.floor(v / CELL));
      for (let x = x0; x <= x1; x++)
        for (let y = y0; y <= y1; y++) {
          const key = x * 10000 + y;
          if (!squares.has(key)) squares.set(key, []);
          squares.get(key).push(prefecture);
        }
    }
    return squares;
  }

  // The prefecture and the province at a place in kilometres, and the county where it has a colour; null at sea or abroad.
  function regionsAt(scene, at) {
    const near = squares(scene).get(Math.floor(at[0] / CELL) * 10000 + Math.floor(at[1] / CELL)) || [];
    let n = near.length - 1;
    while (n >= 0 && !near[n].holds(at[0], at[1])) n -= 1;
    if (n < 0) return null;
    const found = near[n];
    const known = scene.regionsOf || (scene.regionsOf = new Map());
    if (!known.has(found.id)) known.set(found.id, scene.hierarchy.ancestors(found.id).filter((id) => id === found.id || scene.shapes.levels.provinces.has(id)));
    const county = atlas.parts.counties.filled(scene).find((own) => own.holds(at[0], at[1]));
    return county ? known.get(found.id).concat(county.id) : known.get(found.id);
  }

  // Whether a stretch of a line meets a box (Liang and Barsky). Most lines are short and far from all boxes.
  function crosses(line, b) {
    const x = line[0], y = line[1], dx = line[2] - x, dy = line[3] - y;
    if ((x >= b[2] && line[2] >= b[2]) || (x <= b[0] && line[2] <= b[0]) || (y >= b[3] && line[3] >= b[3]) || (y <= b[1] && line[3] <= b[1])) return false;
    let from = 0, to = 1;
    for (let side = 0; side < 4; side++) {
      const p = side === 0 ? -dx : side === 1 ? dx : side === 2 ? -dy : dy;
      const q = side === 0 ? x - b[0] : side === 1 ? b[2] - x : side === 2 ? y - b[1] : b[3] - y;
      if (p === 0) {
        if (q <= 0) return false;
        continue;
      }
      const t = q / p;
      if (p < 0) from = Math.max(from, t);
      else to = Math.min(to, t);
    }
    return from < to;
  }

  function inside(b, at) {
    return at[0] > b[0] && at[0] < b[2] && at[1] > b[1] && at[1] < b[3];
  }

  // The point of a box that is nearest to a place.
  function nearest(b, p) {
    return [Math.min(Math.max(p[0], b[0]), b[2]), Math.min(Math.max(p[1], b[1]), b[3])];
  }

  // A line may pass through the air around a name.
  function tight(b, k) {
    return [b[0] + SLIM[0] * k, b[1] + SLIM[1] * k, b[2] - SLIM[0] * k, b[3] - SLIM[1] * k];
  }

  // Around the dot in which a line begins.
  function dot(at, k) {
    return [at[0] - DOT * k, at[1] - DOT * k, at[0] + DOT * k, at[1] + DOT * k];
  }

  function side(line, x, y) {
    return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0]);
  }

  function meet(a, b) {
    return side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;
  }

  // Shifts over a region, the nearest first.
  const OVER = [];
  for (let j = -DOWN; j <= DOWN; j++) for (let i = -ACROSS; i <= ACROSS; i++) OVER.push([i, j]);
  OVER.sort((a, b) => a[0] * a[0] + a[1] * a[1] - b[0] * b[0] - b[1] * b[1] || a[1] - b[1] || a[0] - b[0]);

  const FAR = OVER.map(([i, j]) => STEP * Math.hypot(i, j));

  // The ways in which a name may be tied.
  const AROUND = Array.from({ length: RAYS }, (_, m) => [Math.cos((2 * Math.PI * m) / RAYS), Math.sin((2 * Math.PI * m) / RAYS)]);
  // Steps from a place to a spot at sea, the nearest first.
  const OFF = BESIDE.flatMap((n) => [[1, 0], [0, 1], [0.75, 1], [-0.75, 1], [-1, 0], [0.75, -1], [0, -1], [-0.75, -1]].map(([i, j]) => [n, i, j]));

  // A spot that a name may try: its box, how far it is, the line that ties it. What no other name changes of it is worked out
  // when it is first asked for, and not in each turn: whether it is barred, whether it stands on what is its own or on the
  // sea, what other land under it costs, what it covers, whether it lies on what is chosen. `behind`: the name or line that
  // last was in its way.
  function Spot(box, far, line) {
    this.box = box;
    this.far = far;
    this.line = line;
    this.barred = this.stands = this.stain = this.land = this.covers = this.intrudes = this.behind = undefined;
  }

  function cheaper(best, spot, cost) {
    return !best || cost < best.cost - 1e-6 ? { spot: spot, box: spot.box, line: spot.line, cost: cost } : best;
  }

  // An amount belongs to its flow: a line to it that begins elsewhere would tie it to a region.
  const isOnLine = (board, entry, at) => board.measured.some(({ id, boxes }) => id === entry.id && boxes.some((b) => inside(b, at)));

  // Whether a place in pixels lies in what is a name's own; null at sea or abroad.
  function isHome(ground, entry, x, y) {
    const regions = regionsAt(ground.scene, ground.back([x, y]));
    return regions && regions.some((id) => entry.home.has(id));
  }

  // Whether a name in a box lies on a county with a colour that is not its own, as whose it would be read. That of a province
  // is too large to be.
  function isOnCounty(ground, entry, box) {
    if (entry.style === "province") return false;
    const counties = atlas.parts.counties.filled(ground.scene).filter((county) => !entry.home.has(county.id));
    return counties.length > 0 && UNDER.some(function (share) {
      const at = ground.back([box[0] + (box[2] - box[0]) * share, box[5]]);
      return counties.some((county) => county.holds(at[0], at[1]));
    });
  }

  // The lines of a name run one way, with the room they take, and the spots where they may stand. `ground`: what lies around it.
  function Way(ground, entry, lines, w, h, hides) {
    this.ground = ground;
    this.entry = entry;
    this.lines = lines;
    this.w = w;
    this.h = h;
    this.hides = hides;
    this.over = [];
    this.off = null;
    this.rings = new Map();
  }

  Way.prototype = {
    own: function (board) {
      const entry = this.entry, most = entry.style === "quiet" && !placing.stays(entry) ? 1 : OVER.length;
      let best = null;
      for (let n = 0; n < most && !(best && FAR[n] >= best.cost); n++) {
        const spot = this.over[n] || (this.over[n] = this.shifted(n));
        if (spot.barred || spot.stands === false || !board.clear(spot)) continue;
        if (spot.stands === undefined) spot.stands = this.stands(spot.box, n > 0);
        if (spot.stands) best = cheaper(best, spot, spot.far + board.covered(entry, spot) + this.stained(spot));
      }
      return best;
    },
    // What it costs a province to stand on another colour, as whose it would be read: on prefectures of its own, or where
    // colours are all, anywhere.
    stained: function (spot) {
      const entry = this.entry, ground = this.ground, box = spot.box;
      if (spot.stain === undefined) {
        const counts = entry.style === "province" && (ground.apart.size > 0 || !ground.scene.flows.length) && [...entry.home].some((id) => ground.filled.has(id));
        const isOther = (regions) => ground.colorOf(regions) !== ground.colorOf([...entry.home]);
        const isApart = (regions) => regions && (regions.some((id) => entry.home.has(id)) ? regions.some((id) => ground.apart.has(id)) : isOther(regions));
        const at = (share) => regionsAt(ground.scene, ground.back([box[0] + (box[2] - box[0]) * share, box[5]]));
        spot.stain = counts ? STAINED * ALONG.filter((share) => isApart(at(share))).length : 0;
      }
      return spot.stain;
    },
    shifted: function (n) {
      const ground = this.ground, p = this.entry.p, k = ground.unit;
      const spot = new Spot(ground.spot(p[0] + STEP * k * OVER[n][0], p[1] + STEP * k * OVER[n][1], this.w, this.h), FAR[n], null);
      spot.barred = !ground.open(spot.box, this.entry) || (n > 0 && ground.isNearer(spot.box, this.entry, BESIDE_OTHER));
      return spot;
    },
    // Over its own region: its middle there and, of a value or a province, most of it.
    stands: function (box, moved) {
      const entry = this.entry, ground = this.ground;
      if (isOnCounty(ground, entry, box)) return false;
      if (!moved && entry.trusted) return true;
      if (moved && ground.middles.some((m) => m.id !== entry.id && inside(box, m.at))) return false;
      const home = (share) => Boolean(isHome(ground, entry, box[0] + (box[2] - box[0]) * share, box[5]));
      return home(0.5) && (entry.style === "prefecture" || !moved || home(0.3) || home(0.7));
    },
    sea: function (board) {
      const entry = this.entry;
      if (!entry.coastal || (entry.style === "quiet" && !placing.stays(entry))) return null;
      let best = null;
      for (const spot of this.off || (this.off = this.beside())) {
        if (spot.stands === false || !board.clear(spot)) continue;
        if (spot.stands === undefined) spot.stands = this.atSea(spot.box);
        if (spot.stands) best = cheaper(best, spot, SEA + spot.far + board.covered(entry, spot));
      }
      return best;
    },
    beside: function () {
      const entry = this.entry, ground = this.ground, p = entry.p, k = ground.unit, dx = this.w / 2 + 8 * k, dy = this.h / 2 + 8 * k, spots = [];
      for (const [n, i, j] of OFF) {
        const box = ground.spot(p[0] + dx * n * i, p[1] + dy * n * j, this.w, this.h), to = nearest(box, p);
        const far = Math.hypot(to[0] - p[0], to[1] - p[1]) / k;
        if (far <= NEAR && ground.open(box, entry) && !ground.reserves(box, entry) && !ground.isNearer(box, entry, far)) spots.push(new Spot(box, far, null));
      }
      return spots;
    },
    // Under the name, and between the place and its name, lies nothing but the place itself and the sea.
    atSea: function (box) {
      const entry = this.entry, p = entry.p, isOther = (x, y) => isHome(this.ground, entry, x, y) === false;
      for (const share of ALONG) if (isOther(box[0] + (box[2] - box[0]) * share, box[5])) return false;
      for (const t of [0.2, 0.4, 0.6, 0.8]) if (isOther(p[0] + (box[4] - p[0]) * t, p[1] + (box[5] - p[1]) * t)) return false;
      return true;
    },
    // What it costs to stand on other regions, most where they have a colour.
    costs: function (box) {
      const ground = this.ground;
      let cost = 0;
      for (const share of ALONG) {
        const regions = regionsAt(ground.scene, ground.back([box[0] + (box[2] - box[0]) * share, box[5]]));
        if (regions && !regions.some((id) => this.entry.home.has(id))) cost += regions.some((id) => ground.filled.has(id)) ? FILLED : LAND;
      }
      return cost;
    },
    // Aside, tied to its place by a line; a value, and any name of a narrow map, only off all land.
    tied: function (board, root) {
      const entry = this.entry, wide = (board.view[2] - board.view[0]) / board.unit;
      // An amount names both of its places and is taken for neither.
      const offLand = entry.style === "value" || (/^\d+$/.test(entry.id) && (entry.style === "province" || wide < NARROW));
      if (!this.rings.has(root)) this.rings.set(root, this.around(root.at));
      let best = null;
      for (const spot of this.rings.get(root)) {
        if (best && spot.far >= best.cost) break;
        if (offLand && spot.land > 0) continue;
        if (spot.barred === undefined) spot.barred = this.bars(spot);
        if (spot.barred || !board.clear(spot) || !board.reaches(spot)) continue;
        if (spot.land === undefined) spot.land = this.costs(spot.box);
        if (!offLand || !spot.land) best = cheaper(best, spot, spot.far + spot.land + board.covered(entry, spot));
      }
      return best;
    },
    bars: function ({ box, line }) {
      // A line from an amount back to what it covers would point nowhere.
      if (this.entry.short && this.ground.measured.some(({ id, boxes }) => id === this.entry.id && boxes.some((b) => overlaps(box, b)))) return true;
      return this.ground.isOnStart(box, this.entry) || !this.ground.open(box, this.entry) || this.ground.reserves(box, this.entry) || this.ground.tight.some((b) => crosses(line, b)) || this.passesIsland(line);
    },
    // No line to a name passes over an island but the name's own.
    passesIsland: function (line) {
      const others = this.ground.islands.filter(({ id, box }) => id.slice(0, 2) !== this.entry.id.slice(0, 2) && crosses(line, box));
      if (!others.length) return false;
      return PASSED.some((t) => {
        const regions = regionsAt(this.ground.scene, this.ground.back([line[0] + (line[2] - line[0]) * t, line[1] + (line[3] - line[1]) * t]));
        return regions && others.some(({ id }) => regions.includes(id));
      });
    },
    // Spots around a place, those with the shortest line first.
    around: function (p) {
      const ground = this.ground, k = ground.unit, w = this.w, h = this.h, spots = [];
      const most = Math.min(LONGEST, (LONGEST_SHARE * (ground.view[2] - ground.view[0])) / k);
      const { style, short } = this.entry; // an amount names its places itself
      const longest = { value: LONGEST_VALUE, province: short ? most : Math.min(most, LONGEST_PROVINCE) }[style] || most;
      // Most spots are too far: no more is worked out of them than that.
      const air = [w / 2 + ground.air, h / 2], reach = (longest + 1) * k;
      for (let n = 1; n <= RINGS; n++)
        for (let m = 0; m < RAYS; m++) {
          const r = RING * k * n, x = AROUND[m][0] * (r + w / 2), y = AROUND[m][1] * (r + h / 2);
          if (Math.abs(x) - air[0] > reach || Math.abs(y) - air[1] > reach) continue;
          const box = ground.spot(p[0] + x, p[1] + y, w, h), to = nearest(box, p), far = Math.hypot(to[0] - p[0], to[1] - p[1]) / k;
          if (far >= AWAY && far <= longest) spots.push(new Spot(box, far, [p[0], p[1], to[0], to[1]]));
        }
      spots.forEach((spot) => (spot.rank = Math.round(spot.far * 1e6)));
      return spots.sort((a, b) => a.rank - b.rank);
    },
  };

  // `board`: as labels.js has it, with the names that stand; `ground`: the same around one name, whichever of them come first.
  const placing = (atlas.parts.placing = {
    overlaps: overlaps,
    inside: inside,
    nearest: nearest,
    tight: tight,
    dot: dot,
    crosses: crosses,
    meet: meet,
    Way: Way,
    // How far from its place a spot of a name may lie: in pixels, besides the name's own size.
    reach: LONGEST_VALUE + ROOT * Math.max(ACROSS, DOWN) + 1,
    coastal: (id) => COASTAL.has(id.slice(0, 2)),
    stays: (entry) => entry.id === TAIWAN,
    // Whether a name would lie on what is chosen, or framed, without being the name of a place there.
    intrudes: function (board, entry, spot) {
      if (spot.intrudes === undefined) spot.intrudes = this.lies(board, entry, spot.box);
      return spot.intrudes;
    },
    lies: function (board, entry, box) {
      const chosen = board.chosen, at = (p) => regionsAt(board.scene, board.back(p)) || [];
      if (!chosen.ids.size || !overlaps(box, chosen.box) || at(entry.p).some((id) => chosen.ids.has(id))) return false;
      return ALONG.some((share) =>
        [box[1], box[5], box[3]].some(function (y) {
          const regions = at([box[0] + (box[2] - box[0]) * share, y]);
          return regions.some((id) => chosen.ids.has(id)) && !regions.some((id) => entry.home.has(id));
        })
      );
    },
    // Where a line may begin: the point of the region nearest to its own that no name covers, or, if that matters, line; null where
    // there is none. `roots`: those of this name that have been looked up.
    root: function (board, entry, roots) {
      // From a line that says how much, the name of a region would be tied to that.
      const isOnAmount = (at) => !entry.short && board.measured.some(({ boxes }) => boxes.some((b) => inside(b, at)));
      const isPassed = (at) => board.strict && board.lines.some((line) => crosses(line, dot(at, board.unit)));
      for (let n = 0; n < OVER.length; n++) {
        const root = roots[n] || (roots[n] = { at: [0, 1].map((axis) => entry.p[axis] + ROOT * board.unit * OVER[n][axis]), home: undefined });
        if (root.home === false || board.slim.some((b) => inside(b, root.at))) continue;
        if (root.home === undefined) root.home = !board.tight.some((b) => inside(b, root.at)) && !isOnAmount(root.at) && Boolean((!n && entry.trusted) || (entry.short ? isOnLine(board, entry, root.at) : isHome(board, entry, root.at[0], root.at[1])));
        if (root.home && !isPassed(root.at)) return root;
      }
      return null;
    },
    price: (entry, heads, anchors) => (entry.short ? UNDER_AMOUNT : LARGE.has(entry.style) ? HEAD : HEAD_OF_SMALL) * heads + ANCHOR * anchors,
    // At sea a name costs that much in any case.
    inland: (spot) => spot.cost <= SEA,
    // A quiet name covers nothing else; one that must stand no place whose own name is still to come.
    clear: (spot) => spot.cost < HEAD,
    cheap: (entry, spot) => spot.cost < (entry.short ? HEAD : ANCHOR),
  });
})(window.atlas);
