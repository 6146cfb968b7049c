// Where a name may stand: on its own region or the sea beside it; else aside, tied to it by a line. What a spot costs and
// in which order spots are tried is geo/still/names/placing.py's rule too; a test holds both to the same places.
(function (atlas) {
  "use strict";
  const STEP = 6, ACROSS = 7, DOWN = 5; // pixels between two spots over a region, and how many to each side
  const BESIDE = [1, 1.3, 1.6], NEAR = 20; // how far at sea, in steps of what puts a name beside its point; pixels to its box
  const ROOT = 2.5; // pixels between two points where a line may begin
  const RINGS = 12, RING = 9, RAYS = 48; // pixels: spots for names that a line ties
  // A name reads as that of the place it is near: a line has at most so many pixels, and that share of the map's width;
  // that of a value, which stands on no other place, the third; a province is large, and a name far off is taken for another's.
  const LONGEST = 90, LONGEST_SHARE = 0.135, LONGEST_VALUE = 100, LONGEST_PROVINCE = 60;
  const NARROW = 660; // pixels: on such a map, as in a small window, one that is aside stands off all land
  const SEA = 12; // what it costs to stand beside the region instead of on it
  const HEAD = 8, ANCHOR = 40, LAND = 4, FILLED = 8, AWAY = 4; // what it costs to cover: in pixels of distance
  const SLIM = [3, 2]; // pixels of air around a name, through which a line may pass
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

  // The prefecture and the province at a place in kilometres; null at sea or abroad.
  function regionsAt(scene, at) {
    const near = squares(scene).get(Math.floor(at[0] / CELL) * 10000 + Math.floor(at[1] / CELL)) || [];
    let found = null;
    for (const prefecture of near) if (prefecture.holds(at[0], at[1])) found = prefecture;
    if (!found) return null;
    const known = scene.regionsOf || (scene.regionsOf = new Map());
    if (!known.has(found.id)) known.set(found.id, scene.hierarchy.ancestors(found.id).filter((id) => id === found.id || scene.shapes.levels.provinces.has(id)));
    return known.get(found.id);
  }

  // Whether a stretch of a line meets a box (Liang and Barsky).
  function crosses(line, b) {
    const x = line[0], y = line[1], dx = line[2] - x, dy = line[3] - y;
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

  // The ways in which a name may be tied.
  const AROUND = Array.from({ length: RAYS }, (_, m) => [Math.cos((2 * Math.PI * m) / RAYS), Math.sin((2 * Math.PI * m) / RAYS)]);

  // `board`: unit, back, scene, taken, lines, heads, anchors, middles, view, size.
  atlas.parts.placing = {
    overlaps: overlaps,
    inside: inside,
    coastal: (id) => COASTAL.has(id.slice(0, 2)),
    stays: (entry) => entry.id === TAIWAN,
    own: function (board, entry, p, w, h, hides) {
      const k = board.unit, shifts = entry.style === "quiet" && !this.stays(entry) ? OVER.slice(0, 1) : OVER;
      let best = null;
      for (const [i, j] of shifts) {
        const far = STEP * Math.hypot(i, j);
        if (best && far >= best.cost) break;
        const spot = board.spot(p[0] + STEP * k * i, p[1] + STEP * k * j, w, h);
        if (!board.free(spot, entry) || !this.stands(board, entry, spot, i || j)) continue;
        const cost = far + board.covered(entry, spot);
        if (!best || cost < best.cost - 1e-6) best = { box: spot, cost: cost };
      }
      return best;
    },
    // Over its own region: its middle there and, of a value or a province, most of it.
    stands: function (board, entry, spot, moved) {
      if (!moved && entry.trusted) return true;
      if (moved && board.middles.some((m) => m.id !== entry.id && inside(spot, m.at))) return false;
      const home = (share) => {
        const regions = regionsAt(board.scene, board.back([spot[0] + (spot[2] - spot[0]) * share, spot[5]]));
        return Boolean(regions && regions.some((id) => entry.home.has(id)));
      };
      return home(0.5) && (entry.style === "prefecture" || !moved || home(0.3) || home(0.7));
    },
    sea: function (board, entry, p, w, h) {
      if (!entry.coastal || (entry.style === "quiet" && !this.stays(entry))) return null;
      const k = board.unit, dx = w / 2 + 8 * k, dy = h / 2 + 8 * k;
      let best = null;
      for (const n of BESIDE)
        for (const [i, j] of [[1, 0], [0, 1], [0.75, 1], [-0.75, 1], [-1, 0], [0.75, -1], [0, -1], [-0.75, -1]]) {
          const spot = board.spot(p[0] + dx * n * i, p[1] + dy * n * j, w, h);
          const far = Math.hypot(...nearest(spot, p).map((v, axis) => v - p[axis])) / k;
          if (far > NEAR || !board.free(spot, entry) || board.reserves(spot, entry) || this.over(board, entry, spot) > 0 || !this.beside(board, entry, p, spot)) continue;
          const cost = SEA + far + board.covered(entry, spot);
          if (!best || cost < best.cost - 1e-6) best = { box: spot, cost: cost };
        }
      return best;
    },
    // Between the place and its name lies nothing but the place itself and the sea.
    beside: function (board, entry, p, spot) {
      return [0.2, 0.4, 0.6, 0.8].every(function (t) {
        const regions = regionsAt(board.scene, board.back([p[0] + (spot[4] - p[0]) * t, p[1] + (spot[5] - p[1]) * t]));
        return !regions || regions.some((id) => entry.home.has(id));
      });
    },
    // What it costs to stand on other regions, most where they have a colour.
    over: function (board, entry, spot) {
      let cost = 0;
      for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        const regions = regionsAt(board.scene, board.back([spot[0] + (spot[2] - spot[0]) * share, spot[5]]));
        if (regions && !regions.some((id) => entry.home.has(id))) cost += regions.some((id) => board.filled.has(id)) ? FILLED : LAND;
      }
      return cost;
    },
    // Whether a name would lie on what is chosen, or framed, without being the name of a place there.
    intrudes: function (board, entry, spot) {
      const chosen = board.chosen, at = (p) => regionsAt(board.scene, board.back(p)) || [];
      if (!chosen.ids.size || !overlaps(spot, chosen.box) || at(entry.p).some((id) => chosen.ids.has(id))) return false;
      return [0, 0.25, 0.5, 0.75, 1].some((share) =>
        [spot[1], spot[5], spot[3]].some(function (y) {
          const regions = at([spot[0] + (spot[2] - spot[0]) * share, y]);
          return regions.some((id) => chosen.ids.has(id)) && !regions.some((id) => entry.home.has(id));
        })
      );
    },
    // Where a line may begin: the point of the region nearest to its own that no name covers; null where all are covered.
    root: function (board, entry, p) {
      for (const [i, j] of OVER) {
        const at = [p[0] + ROOT * board.unit * i, p[1] + ROOT * board.unit * j];
        if (board.taken.some((b) => inside(tight(b, board.unit), at))) continue;
        const regions = i || j || !entry.trusted ? regionsAt(board.scene, board.back(at)) : entry.home;
        if (regions && Array.from(regions).some((id) => entry.home.has(id))) return at;
      }
      return null;
    },
    // Aside, tied to its place by a line; a value, and any name of a narrow map, only off all land.
    tied: function (board, entry, home, w, h) {
      const k = board.unit, p = this.root(board, entry, home), spots = [];
      const wide = (board.view[2] - board.view[0]) / k, most = Math.min(LONGEST, LONGEST_SHARE * wide);
      const longest = { value: LONGEST_VALUE, province: Math.min(most, LONGEST_PROVINCE) }[entry.style] || most;
      // An amount names both of its places and is taken for neither.
      const offLand = entry.style === "value" || (/^\d+$/.test(entry.id) && (entry.style === "province" || wide < NARROW));
      if (!p) return null;
      for (let n = 1; n <= RINGS; n++)
        for (let m = 0; m < RAYS; m++) {
          const r = RING * k * n, spot = board.spot(p[0] + AROUND[m][0] * (r + w / 2), p[1] + AROUND[m][1] * (r + h / 2), w, h);
          const to = nearest(spot, p);
          const far = Math.hypot(to[0] - p[0], to[1] - p[1]) / k;
          if (far >= AWAY && far <= longest) spots.push({ box: spot, line: [p[0], p[1], to[0], to[1]], far: far, n: spots.length });
        }
      spots.forEach((spot) => (spot.rank = Math.round(spot.far * 1e6)));
      spots.sort((a, b) => a.rank - b.rank || a.n - b.n);
      let best = null;
      for (const { box, line, far } of spots) {
        if (best && far >= best.cost) break;
        if (!board.free(box, entry) || board.reserves(box, entry) || board.taken.some((b) => crosses(line, tight(b, k))) || board.lines.some((b) => meet(line, b))) continue;
        const over = this.over(board, entry, box);
        if (offLand && over > 0) continue;
        const cost = far + over + board.covered(entry, box);
        if (!best || cost < best.cost - 1e-6) best = { box: box, cost: cost, line: line };
      }
      return best;
    },
    price: (heads, anchors) => HEAD * heads + ANCHOR * anchors,
    // A quiet name covers nothing else; one that must stand no place whose own name is still to come.
    clear: (spot) => spot.cost < HEAD,
    cheap: (spot) => spot.cost < ANCHOR,
    crosses: crosses,
  };
})(window.atlas);
