// Where a map stands in its room: the rule of geo/fitting.py, with its numbers. Pure: points and boxes in, a view out.
// Kilometres have y up, pixels y down; a test holds both to the same outcomes.
(function (atlas) {
  "use strict";

  // Points that should stay in sight, counted in squares, so that a box is priced by four look-ups. Points are numbers one
  // after another: thousands of pairs would each have to be made and thrown away.
  function sight(rules, kind, points, inset) {
    const most = rules.squares + 1, wide = rules.squares + 2, sums = new Int32Array(wide * wide), n = points.length / 2;
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i], y = points[i + 1];
      if (x < x0) x0 = x;
      if (y < y0) y0 = y;
      if (x > x1) x1 = x;
      if (y > y1) y1 = y;
    }
    const side = Math.max(x1 - x0, y1 - y0, 1) / rules.squares;
    for (let i = 0; i < points.length; i += 2) sums[(Math.floor((points[i] - x0) / side) + 1) * wide + Math.floor((points[i + 1] - y0) / side) + 1] += 1;
    for (let i = wide; i < wide * wide; i += wide) {
      let row = 0;
      for (let j = 0; j < wide; j++) {
        row += sums[i + j];
        sums[i + j] = row + sums[i - wide + j];
      }
    }
    function cell(v, from) {
      const k = Math.floor((v - from) / side);
      return k < 0 ? 0 : k > most ? most : k;
    }
    // Those in a square that a box only touches count too.
    function within(left, below, right, above) {
      if (!n || right <= x0 || above <= y0) return 0;
      const a = cell(left, x0), b = cell(below, y0);
      const c = Math.min(cell(right - 1e-9, x0) + 1, most), d = Math.min(cell(above - 1e-9, y0) + 1, most);
      return sums[c * wide + d] - sums[a * wide + d] - sums[c * wide + b] + sums[a * wide + b];
    }
    return { kind: kind, length: n, inset: Boolean(inset), within: within };
  }

  function limit(width, height, pad, w) {
    return Math.min(Math.max(width - 2 * pad, 1) / Math.max(w[2] - w[0], 1), Math.max(height - 2 * pad, 1) / Math.max(w[3] - w[1], 1));
  }

  function meet(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  function count(sight, box, scale, dx, dy) {
    return sight.within((box[0] - dx) / scale, (dy - box[3]) / scale, (box[2] - dx) / scale, (dy - box[1]) / scale);
  }

  function price(rules, sight, kind, box, scale, dx, dy) {
    const covered = count(sight, box, scale, dx, dy), prices = rules.prices[sight.kind][kind];
    return covered > 0 ? prices[0] + (prices[1] * covered) / sight.length : 0;
  }

  // The cost of each choice for the legend or for the inset.
  function costs(rules, kind, choices, sights, scale, dx, dy) {
    const costs = [];
    for (const choice of choices) {
      let sum = 0;
      if (choice.box) for (const sight of sights) sum += price(rules, sight, kind, choice.box, scale, dx, dy);
      costs.push(sum + choice.cost);
    }
    return costs;
  }

  // The first of the cheapest legends and insets on a view that is given; null where what lies there anyhow costs as much
  // as the limit already. What it costs to stand off the middle is given.
  function cheapest(rules, width, height, standing, sights, scale, dx, dy, off, most) {
    let bars = off;
    for (const sight of sights) {
      if (sight.kind === "islands") bars += (rules.unseen * (sight.length - count(sight, [0, 0, width, height], scale, dx, dy))) / sight.length;
      for (const box of standing.bars) bars += price(rules, sight, "bar", box, scale, dx, dy);
    }
    if (bars >= most) return null;
    const legends = costs(rules, "legend", standing.legends, sights, scale, dx, dy), insets = costs(rules, "inset", standing.insets, sights, scale, dx, dy);
    let best = null;
    for (let a = 0; a < legends.length; a++)
      for (let b = 0; b < insets.length; b++) {
        const first = standing.legends[a].box, second = standing.insets[b].box;
        const sum = bars + (legends[a] + insets[b]) + (first && second && meet(first, second) ? 100 : 0);
        if (!best || sum < best.cost) best = { legend: a, inset: b, cost: sum };
      }
    return best;
  }

  function counted(standing, sights) {
    return sights.filter((sight) => sight.length && (standing.whole || !sight.inset));
  }

  // The cheapest of the places that are tried at a scale, if it costs less than a limit.
  function tried(rules, width, height, pad, standing, sights, scale, most) {
    const w = standing.window, spareX = Math.max(width - 2 * pad, 1) - scale * (w[2] - w[0]);
    const spareY = Math.max(height - 2 * pad, 1) - scale * (w[3] - w[1]);
    let best = null;
    for (const fx of rules.across)
      for (const fy of rules.down) {
        const dx = pad + spareX * fx - scale * w[0], dy = pad + spareY * fy + scale * w[3];
        const off = rules.off * ((Math.abs(fx - 0.5) * spareX) / width + (Math.abs(fy - 0.5) * spareY) / height);
        const choice = cheapest(rules, width, height, standing, sights, scale, dx, dy, off, best ? best.cost : most);
        if (choice && (!best || choice.cost < best.cost)) best = Object.assign(choice, { scale: scale, dx: dx, dy: dy });
      }
    return best;
  }

  function place(rules, width, height, pad, standings, sights) {
    const limits = standings.map((standing) => limit(width, height, pad, standing.window)), largest = Math.max(...limits);
    const sightsOf = standings.map((standing) => counted(standing, sights));
    let best = null;
    for (let n = 0; n <= Math.round((1 - rules.least) / rules.step); n++)
      for (let i = 0; i < standings.length; i++) {
        const scale = limits[i] * (1 - n * rules.step), least = 1 - scale / largest + standings[i].cost;
        if (best && least >= best.cost) continue;
        const choice = tried(rules, width, height, pad, standings[i], sightsOf[i], scale, best ? best.cost - least : Infinity);
        if (choice && (!best || least + choice.cost < best.cost)) best = Object.assign(choice, { standing: i, cost: least + choice.cost });
      }
    return best;
  }

  // Points along lines, about as far apart as asked; corners that are closer are left out, long stretches divided. Of lines and points the numbers one after another.
  function along(lines, step) {
    const points = [];
    for (const line of lines) {
      let x = line[0], y = line[1];
      points.push(x, y);
      for (let i = 2; i < line.length; i += 2) {
        const bx = line[i], by = line[i + 1], far = Math.sqrt((bx - x) * (bx - x) + (by - y) * (by - y)), parts = Math.floor(far / step);
        for (let n = 1; n <= parts; n++) points.push(x + (bx - x) * ((n * step) / far), y + (by - y) * ((n * step) / far));
        if (parts) {
          x = points[points.length - 2];
          y = points[points.length - 1];
        }
      }
    }
    return points;
  }

  // What of the map can come into a room at all, wherever and however small its window is put.
  function reach(rules, width, height, pad, w) {
    const scale = rules.least * limit(width, height, pad, w);
    return [w[2] - width / scale, w[3] - height / scale, w[0] + width / scale, w[1] + height / scale];
  }

  function settle(rules, width, height, standing, sights, scale, dx, dy) {
    const choice = cheapest(rules, width, height, standing, counted(standing, sights), scale, dx, dy, 0, Infinity);
    return Object.assign(choice, { standing: 0, scale: scale, dx: dx, dy: dy, cost: standing.cost + choice.cost });
  }

  atlas.parts.fit = { sight: sight, place: place, settle: settle, along: along, reach: reach, limit: limit };
})(window.atlas);
