// Topology -> things a canvas can draw. Coordinates stay in projected kilometres, x east and y north; a line is its numbers
// one after another, x before y: tens of thousands of pairs would keep the browser busy with its memory.
(function (atlas) {
  "use strict";

  // The arcs come as one list, of which each has so many points: packed_topology in geo/client/assets.py.
  function decodeArcs(topology) {
    const scale = topology.transform.scale, shift = topology.transform.translate, steps = topology.arcs;
    const all = new Float64Array(steps.length);
    let from = 0;
    return topology.lengths.map(function (length) {
      const line = all.subarray(from, from + 2 * length);
      let x = 0, y = 0;
      for (let i = 0; i < line.length; i += 2) {
        x += steps[from + i];
        y += steps[from + i + 1];
        line[i] = x * scale[0] + shift[0];
        line[i + 1] = y * scale[1] + shift[1];
      }
      from += line.length;
      return line;
    });
  }

  function traceArc(path, arc, first, back) {
    const n = arc.length;
    // In a ring each arc begins where the one before it ended, so only the first one moves the pen.
    if (first) path.moveTo(arc[back ? n - 2 : 0], arc[back ? n - 1 : 1]);
    if (back) for (let i = n - 4; i >= 0; i -= 2) path.lineTo(arc[i], arc[i + 1]);
    else for (let i = 2; i < n; i += 2) path.lineTo(arc[i], arc[i + 1]);
  }

  function boxOf(arc) {
    let xmin = Infinity, ymin = Infinity, xmax = -Infinity, ymax = -Infinity;
    for (let i = 0; i < arc.length; i += 2) {
      const x = arc[i], y = arc[i + 1];
      if (x < xmin) xmin = x;
      if (x > xmax) xmax = x;
      if (y < ymin) ymin = y;
      if (y > ymax) ymax = y;
    }
    return [xmin, ymin, xmax, ymax];
  }

  // The box around some boxes.
  function around(boxes) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const b of boxes) {
      if (b[0] < box[0]) box[0] = b[0];
      if (b[1] < box[1]) box[1] = b[1];
      if (b[2] > box[2]) box[2] = b[2];
      if (b[3] > box[3]) box[3] = b[3];
    }
    return box;
  }

  function polygonsOf(geometry) {
    if (!geometry.arcs) return [];
    return geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
  }

  // A region by the arcs of its rings. Most are never filled: the path is traced when it is asked for.
  function Region(geometry, arcs, boxes) {
    this.id = String(geometry.id);
    this.rings = polygonsOf(geometry).flat();
    this.arcs = this.rings.flat().map((index) => (index >= 0 ? index : ~index));
    this._lines = arcs;
    this._boxes = boxes;
    this._path = null;
    this._largest = null;
    this.bbox = around(this.arcs.map((index) => boxes[index] || (boxes[index] = boxOf(arcs[index]))));
  }

  Region.prototype = {
    get path() {
      if (this._path) return this._path;
      const path = (this._path = new Path2D());
      for (const ring of this.rings) {
        ring.forEach((index, n) => traceArc(path, this._lines[index >= 0 ? index : ~index], n === 0, index < 0));
        path.closePath();
      }
      return path;
    },
    // The box of its largest part: islets far out at sea, as those of Hainan, give a name no room.
    get largest() {
      if (this._largest) return this._largest;
      const area = (box) => (box[2] - box[0]) * (box[3] - box[1]);
      const boxes = this.rings.map((ring) => around(ring.map((index) => this._boxes[index >= 0 ? index : ~index])));
      return (this._largest = boxes.reduce((best, box) => (area(box) > area(best) ? box : best), boxes[0]));
    },
    // Whether a point lies inside: whether a ray to its right crosses the rings an odd number of times. An arc that lies
    // wholly to the right is crossed as often, but for an even number, as the line between its ends.
    holds: function (x, y) {
      const box = this.bbox;
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
      let odd = false;
      for (let n = 0; n < this.arcs.length; n++) {
        const b = this._boxes[this.arcs[n]];
        if (y < b[1] || y > b[3] || x > b[2]) continue;
        const arc = this._lines[this.arcs[n]], last = arc.length - 2;
        if (x < b[0]) {
          if (arc[1] > y !== arc[last + 1] > y) odd = !odd;
          continue;
        }
        for (let i = 0; i < last; i += 2) {
          const px = arc[i], py = arc[i + 1], qx = arc[i + 2], qy = arc[i + 3];
          if (py > y !== qy > y && x < ((qx - px) * (y - py)) / (qy - py) + px) odd = !odd;
        }
      }
      return odd;
    },
  };

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
      const arcs = decodeArcs(topology), boxes = new Array(arcs.length), levels = {};
      for (const name of Object.keys(topology.objects)) {
        const byId = new Map();
        for (const geometry of topology.objects[name].geometries) byId.set(String(geometry.id), new Region(geometry, arcs, boxes));
        levels[name] = byId;
      }
      return { arcs: arcs, levels: levels };
    },
    // All arcs, each once.
    mesh: (shapes) => mesh(shapes.arcs, shapes.arcs.keys()),
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
