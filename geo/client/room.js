// The map in its room: measures what lies on it, lets fit.js choose where the country stands, which corner the legend and
// the inset have and how large the inset is, and puts that into effect. After a reader's own move only those give way.
(function (atlas) {
  "use strict";
  const fit = atlas.parts.fit;
  const ISLANDS = ["710000", "460000"]; // nothing lies on them
  const COAST = 3, INSIDE = 24, LAND = 10, INLAND = 60, DASH = 40; // kilometres between two points of a line
  const CLOSE_PAD = 28; // pixels between the window of a close view and the edge
  const LEAST_INSET = 84, MOST_INSET = 250; // pixels of its height
  const KEPT = 0.05; // an update moves the map only where that is worth more

  // Points are numbers one after another, as fit.js has them.
  function those(points, wanted) {
    const left = [];
    for (let i = 0; i < points.length; i += 2) if (wanted(points[i], points[i + 1])) left.push(points[i], points[i + 1]);
    return left;
  }

  function inBox(points, b) {
    return those(points, (x, y) => x >= b[0] && x <= b[2] && y >= b[1] && y <= b[3]);
  }

  function lines(s, arcs) {
    return arcs.map((n) => s.shapes.arcs[n]);
  }

  // Points inside a region, on a square grid.
  function grid(region, bbox, step) {
    const points = [];
    for (let x = bbox[0]; x < bbox[2]; x += step)
      for (let y = bbox[1]; y < bbox[3]; y += step) if (region.holds(x, y)) points.push(x, y);
    return points;
  }

  // What does not change with the scene: gathered once.
  function landmarks(s) {
    if (s.landmarks) return s.landmarks;
    const provinces = s.shapes.levels.provinces, nation = s.base.fit, uses = new Map();
    for (const province of provinces.values()) for (const arc of province.arcs) uses.set(arc, (uses.get(arc) || 0) + 1);
    const arcs = s.shapes.arcs, rim = [], inland = [];
    arcs.forEach((arc, n) => (uses.get(n) === 1 ? rim : inland).push(arc));
    const islands = ISLANDS.map(function (id) {
      const region = provinces.get(id), [x0, y0, x1, y1] = region.bbox, coast = fit.along(lines(s, region.arcs), COAST);
      // Far in the south lie islets alone, none of which has an inside.
      const north = y0 + Math.max(0, Math.ceil((nation[1] - y0) / INSIDE)) * INSIDE;
      return { id: id, points: those(coast, (_, y) => y > nation[1]).concat(grid(region, [x0, north, x1, y1], INSIDE)), far: those(coast, (_, y) => y <= nation[1]) };
    });
    const dashes = fit.along(s.maritimeLines, DASH);
    s.landmarks = { islands: islands, dashes: dashes, land: fit.along(rim, LAND).concat(fit.along(inland, INLAND)) };
    return s.landmarks;
  }

  function curves(s) {
    const steps = s.flows.length > 400 ? 3 : 12, points = [];
    for (const { p } of s.flows)
      for (let n = 0; n <= steps; n++) {
        const t = n / steps, a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t;
        points.push(a * p[0] + b * p[2] + c * p[4], a * p[1] + b * p[3] + c * p[5]);
      }
    return points;
  }

  function framed(s) {
    return (s.framed || []).flatMap(function (id) {
      const region = s.shapes.levels.provinces.get(id) || s.shapes.levels.prefectures.get(id);
      if (!region) return [];
      const [x0, y0, x1, y1] = region.bbox, step = Math.max(x1 - x0, y1 - y0) / 14;
      return fit.along(lines(s, region.arcs), step / 2).concat(grid(region, region.bbox, step));
    });
  }

  function national(s) {
    return s.target.every((v, n) => v === s.base.fit[n]);
  }

  function sights(s, within) {
    const rules = s.base.rules, marks = landmarks(s), make = (kind, points, inset) => fit.sight(rules, kind, points, inset);
    const sights = [];
    for (const island of marks.islands) {
      if (!inBox(island.points, within).length) continue;
      // Within the island itself something has to lie on it.
      const inside = s.hierarchy.touches(island.id, ...(s.framed || []).filter((id) => id !== island.id));
      sights.push(make(inside ? "framed" : "islands", island.points));
    }
    if (national(s)) {
      const f = s.base.fit;
      const south = marks.islands.flatMap((island) => island.far).concat(marks.dashes);
      if (!s.nationSights) s.nationSights = [make("islands", south, true), make("land", inBox(marks.land, f)), make("dashes", inBox(marks.dashes, f))];
      return sights.concat(s.nationSights, [make("lines", curves(s))]);
    }
    return sights.concat([
      make("framed", inBox(framed(s), within)),
      make("around", inBox(marks.land, within)),
      make("dashes", inBox(marks.dashes, within)),
      make("lines", inBox(curves(s), within)),
    ]);
  }

  function grown(box, by) {
    return [box[0] - by, box[1] - by, box[2] + by, box[3] + by];
  }

  function rectOf(frame, node) {
    const r = node.getBoundingClientRect();
    return [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top];
  }

  // What lies on the map in any case, and how large the legend and the inset would be.
  function measure(s) {
    const box = s.map.getContainer(), frame = box.getBoundingClientRect(), W = frame.width, H = frame.height;
    const air = 5 * s.grow, close = 2 * s.grow, edge = 10;
    const bars = Array.from(box.querySelectorAll(".leaflet-control-zoom, .leaflet-control-attribution, .atlas-time"), (node) => rectOf(frame, node));
    const credit = rectOf(frame, s.map.attributionControl.getContainer()), below = H - (credit[3] - credit[1]);
    const top = bars.filter((b) => b[1] < H / 3).reduce((most, b) => (b[2] > W * 0.6 ? Math.max(most, b[3]) : most), 0) + edge;
    const right = W - edge, insetFoot = below - 4;
    const legends = s.legendControl.sizes().map(function (size) {
      const beside = edge + size.w + edge < credit[0];
      const foot = beside ? H - edge : below - edge / 2;
      return { folded: size.folded, w: size.w, h: size.h, foot: foot, cost: size.folded && !size.asked ? s.base.rules.fold : 0 };
    });
    const usual = Math.min(MOST_INSET, Math.max(120, H * 0.235));
    const heights = s.base.rules.insets.map((share) => Math.round(Math.max(LEAST_INSET, usual * share)));
    const insets = heights.map((height, n) => Object.assign(s.insetControl.measure(s, height), { height: height, cost: n * s.base.rules.smaller }));
    return { W: W, H: H, air: air, edge: edge, top: top, right: right, insetFoot: insetFoot, bars: bars.map((b) => grown(b, close)), legends: legends, insets: insets };
  }

  function legendChoices(s, m, close) {
    const corner = s.base.rules.corner, choices = [];
    for (const legend of m.legends) {
      const add = (position, x, y, cost) =>
        choices.push({ position: position, folded: legend.folded, foot: m.H - legend.foot, cost: cost, box: legend.w ? grown([x, y, x + legend.w, y + legend.h], m.air) : null });
      add("bottomleft", m.edge, legend.foot - legend.h, legend.cost);
      if (close && !legend.folded) {
        add("topright", m.right - legend.w, m.top, legend.cost + corner);
        add("bottomright", m.right - legend.w, m.insetFoot - legend.h, legend.cost + corner);
      }
    }
    return choices;
  }

  function insetChoices(s, m, close, none) {
    const choices = [], corner = s.base.rules.corner;
    for (const inset of m.insets) {
      const add = (position, y, cost) =>
        choices.push({ position: position, height: inset.height, cost: cost, box: grown([m.right - inset.w, y, m.right, y + inset.h], m.air) });
      add("bottomright", m.insetFoot - inset.h, inset.cost);
      if (close) add("topright", m.top, inset.cost + corner);
    }
    if (none !== null) choices.push({ position: "bottomright", height: 0, cost: none, box: null });
    return choices;
  }

  function standings(s, m) {
    const close = !national(s), rules = s.base.rules, south = s.hierarchy.touches(ISLANDS[1], ...(s.framed || []));
    const legends = legendChoices(s, m, close);
    // A legend that a reader has opened on a small screen takes the inset's room until it is closed again.
    const nowhere = [{ position: "bottomright", height: 0, cost: 0, box: null }];
    const insets = !close && s.legendControl.open ? nowhere : insetChoices(s, m, close, close && !south ? rules.leftOut : null);
    const choices = [{ window: s.target, legends: legends, insets: insets, bars: m.bars, cost: 0 }];
    if (!close)
      choices.push({ window: s.base.whole, legends: legends, insets: nowhere, bars: m.bars, cost: rules.whole, whole: true });
    return choices;
  }

  // Says whether anything but the view has changed.
  function dress(s, standing, choice) {
    const legend = standing.legends[choice.legend], inset = standing.insets[choice.inset];
    const key = [legend.position, legend.folded, legend.foot, inset.position, inset.height].join(" ");
    s.whole = Boolean(standing.whole);
    s.legendControl.put(legend);
    s.insetControl.put(s, inset);
    const changed = key !== s.dressedAs;
    s.dressedAs = key;
    return changed;
  }

  function view(s, m, choice) {
    const most = s.map.options.crs.scale(s.map.options.maxZoom), w = s.target;
    let { scale, dx, dy } = choice;
    if (scale > most) [scale, dx, dy] = [most, m.W / 2 - (most * (w[0] + w[2])) / 2, m.H / 2 + (most * (w[1] + w[3])) / 2];
    s.map.options.minZoom = -6;
    s.map.setView([(dy - m.H / 2) / scale, (m.W / 2 - dx) / scale], s.map.options.crs.zoom(scale), { animate: false });
    // The whole country says how far one may zoom out.
    const nation = Math.log2(fit.limit(m.W, m.H, 0, s.base.fit));
    s.map.setMinZoom(Math.min(s.map.getZoom(), national(s) ? Infinity : nation));
  }

  function report(s, choice, standing, began) {
    const legend = standing.legends[choice.legend], inset = standing.insets[choice.inset];
    atlas.state.fit = { ms: performance.now() - began, cost: choice.cost, size: [s.map.getSize().x, s.map.getSize().y], folded: legend.folded, legend: legend.position, inset: inset.height, whole: s.whole, moved: s.moved };
  }

  // A reader's own view stays; what lies on it gives way.
  function give(s, m, began) {
    const W = m.W, H = m.H, o = s.map.latLngToContainerPoint([0, 0]), scale = s.map.options.crs.scale(s.map.getZoom());
    const close = scale > fit.limit(W, H, 0, s.base.fit) * 1.1;
    const within = [-o.x / scale, (o.y - H) / scale, (W - o.x) / scale, o.y / scale];
    const own = { target: within, base: s.base, shapes: s.shapes, maritimeLines: s.maritimeLines, landmarks: landmarks(s), flows: [], framed: s.framed, hierarchy: s.hierarchy };
    // Where the reader has come close, an inset that lies on land says less than the land.
    const insets = s.whole ? [{ position: "bottomright", height: 0, cost: 0, box: null }] : insetChoices(s, m, false, close ? 0.02 : s.base.rules.leftOut);
    const standing = { window: within, legends: legendChoices(s, m, false), insets: insets, bars: m.bars, cost: 0, whole: s.whole };
    const choice = fit.settle(s.base.rules, W, H, standing, sights(own, within), scale, o.x, o.y), changed = dress(s, standing, choice);
    report(s, choice, standing, began);
    if (changed && s.front._map) s.front.draw();
  }

  atlas.parts.room = {
    // Points on the coast of each province that is an island, and inside it: numbers one after another.
    islands: (s) => landmarks(s).islands,
    // Puts the scene into its room; `anew` where the window has changed. Says whether the view moved.
    place: function (s, anew) {
      const began = performance.now(), m = measure(s), pad = national(s) ? 0 : CLOSE_PAD, rules = s.base.rules;
      if (s.moved) return give(s, m, began);
      const all = standings(s, m), seenSights = sights(s, fit.reach(rules, m.W, m.H, pad, s.target)), was = s.placed;
      if (was && !anew && was.W === m.W && was.H === m.H && was.open === s.legendControl.open) {
        const standing = all[was.standing], same = Object.assign({}, standing, { legends: [standing.legends[was.legend]], insets: [standing.insets[was.inset]] });
        const now = same.legends[0] && same.insets[0] ? fit.settle(rules, m.W, m.H, same, seenSights, was.scale, was.dx, was.dy).cost : Infinity;
        if (now <= was.covered + KEPT) return void dress(s, standing, was);
      }
      const choice = fit.place(rules, m.W, m.H, pad, all, seenSights), standing = all[choice.standing];
      const largest = Math.max(...all.map((standing) => fit.limit(m.W, m.H, pad, standing.window)));
      s.placed = Object.assign(choice, { W: m.W, H: m.H, open: s.legendControl.open, covered: choice.cost - (1 - choice.scale / largest) });
      dress(s, standing, choice);
      view(s, m, choice);
      report(s, choice, standing, began);
      return true;
    },
  };
})(window.atlas);
