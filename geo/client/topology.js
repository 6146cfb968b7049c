// TopoJSON -> things a canvas can draw. Coordinates stay in projected kilometres, x east and y north.
(function (atlas) {
  "use strict";

  function decodeArcs(topology) {
    const scale = topology.transform.scale, shift = topology.transform.translate;
    return topology.arcs.map(function (arc) {
      let x = 0, y = 0;
      return arc.map(function (step) {
        x += step[0];
        y += step[1];
        return [x * scale[0] + shift[0], y * scale[1] + shift[1]];
      });
    });
  }

  function traceArc(path, arc, first) {
    // In a ring each arc begins where the one before it ended, so only the first one moves the pen.
    if (first) path.moveTo(arc[0][0], arc[0][1]);
    for (let i = 1; i < arc.length; i++) path.lineTo(arc[i][0], arc[i][1]);
  }

  function polygonsOf(geometry) {
    if (!geometry.arcs) return [];
    return geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
  }

  function region(geometry, arcs, reversed) {
    const path = new Path2D();
    let xmin = Infinity, ymin = Infinity, xmax = -Infinity, ymax = -Infinity;
    const used = [];
    for (const rings of polygonsOf(geometry)) {
      for (const ring of rings) {
        ring.forEach(function (index, n) {
          const forward = index >= 0 ? index : ~index;
          used.push(forward);
          const arc = index >= 0 ? arcs[forward] : reversed(forward);
          traceArc(path, arc, n === 0);
          for (const p of arc) {
            if (p[0] < xmin) xmin = p[0];
            if (p[0] > xmax) xmax = p[0];
            if (p[1] < ymin) ymin = p[1];
            if (p[1] > ymax) ymax = p[1];
          }
        });
        path.closePath();
      }
    }
    return { id: String(geometry.id), path: path, arcs: used, bbox: [xmin, ymin, xmax, ymax] };
  }

  function mesh(arcs, indices) {
    const path = new Path2D();
    for (const index of indices) traceArc(path, arcs[index], true);
    return path;
  }

  // How often each arc serves the regions of a list: once on a rim, twice between neighbours.
  function countArcs(regions) {
    const uses = new Map();
    for (const region of regions) for (const arc of region.arcs) uses.set(arc, (uses.get(arc) || 0) + 1);
    return uses;
  }

  atlas.parts.topology = {
    read: function (topology) {
      const arcs = decodeArcs(topology), back = new Map();
      function reversed(index) {
        if (!back.has(index)) back.set(index, arcs[index].slice().reverse());
        return back.get(index);
      }
      const levels = {};
      for (const name of Object.keys(topology.objects)) {
        const byId = new Map();
        for (const geometry of topology.objects[name].geometries) byId.set(String(geometry.id), region(geometry, arcs, reversed));
        levels[name] = byId;
      }
      return { arcs: arcs, levels: levels };
    },
    borders: function (shapes) {
      const provinces = countArcs(shapes.levels.provinces.values());
      const prefectures = countArcs(shapes.levels.prefectures.values());
      const outer = [], between = [], inner = [];
      for (const [arc, n] of provinces) (n > 1 ? between : outer).push(arc);
      for (const arc of prefectures.keys()) if (!provinces.has(arc)) inner.push(arc);
      return { outer: mesh(shapes.arcs, outer), between: mesh(shapes.arcs, between), inner: mesh(shapes.arcs, inner) };
    },
    // The rim of several regions taken together: arcs that serve only one of them.
    rim: function (shapes, regions) {
      const rim = [];
      for (const [arc, n] of countArcs(regions)) if (n === 1) rim.push(arc);
      return mesh(shapes.arcs, rim);
    },
    // The same without the holes that single regions leave in it, such as a town amid the counties around it.
    outer: function (shapes, regions, all) {
      const rim = new Set();
      for (const [arc, n] of countArcs(regions)) if (n === 1) rim.add(arc);
      const inside = new Set(regions), holes = new Set();
      for (const region of all) if (!inside.has(region) && region.arcs.length && region.arcs.every((arc) => rim.has(arc))) region.arcs.forEach((arc) => holes.add(arc));
      return mesh(shapes.arcs, Array.from(rim).filter((arc) => !holes.has(arc)));
    },
    // The borders of several regions, each once.
    around: function (shapes, regions) {
      return mesh(shapes.arcs, Array.from(countArcs(regions).keys()));
    },
  };
})(window.atlas);
