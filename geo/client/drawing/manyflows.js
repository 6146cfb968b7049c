// Flows by the thousand: without halo, dots and arrowheads, but each in its class's colour and dash. All of one style are
// one path; what is drawn is kept as a picture, so that a focus only lays its own flows over it.
(function (atlas) {
  "use strict";
  const THIN = 0.8, STYLED = 1.2; // pixels: a flow of the usual colours, one with a colour of its own
  const FAINT = 0.25, CLEAR = 0.6; // their strengths; the usual ones are a texture
  const BEHIND = 0.3; // how much of the picture stays under a focus
  const STEPS = 16; // pieces of a curve when its distance is measured

  // One path a style. A flow without a colour changes from the helper's to the recipient's half way: two paths.
  function batches(sheet, flows) {
    const byStyle = new Map();
    function path(color, dash, width) {
      const key = color + "|" + dash + "|" + width;
      if (!byStyle.has(key)) byStyle.set(key, { color: color, dash: dash, width: width, path: new Path2D() });
      return byStyle.get(key).path;
    }
    const s = sheet.scale(), [x0, y0] = sheet.pixel([0, 0]);
    let last = null, batch = null, two = null;
    for (const flow of flows) {
      const style = (flow.color || "") + (flow.dash || "") + (flow.w || "");
      if (style !== last) {
        last = style;
        batch = path(flow.color || "from", flow.dash || [], flow.w || 0);
        two = flow.color ? null : path("to", flow.dash || [], flow.w || 0);
      }
      const p = flow.p, ax = x0 + p[0] * s, ay = y0 - p[1] * s, cx = x0 + p[2] * s, cy = y0 - p[3] * s, bx = x0 + p[4] * s, by = y0 - p[5] * s;
      batch.moveTo(ax, ay);
      if (!two) {
        batch.quadraticCurveTo(cx, cy, bx, by);
        continue;
      }
      // The two halves of a quadratic curve are quadratic curves themselves (de Casteljau).
      const dx = (ax + cx) / 2, dy = (ay + cy) / 2, ex = (cx + bx) / 2, ey = (cy + by) / 2, mx = (dx + ex) / 2, my = (dy + ey) / 2;
      batch.quadraticCurveTo(dx, dy, mx, my);
      two.moveTo(mx, my);
      two.quadraticCurveTo(ex, ey, bx, by);
    }
    return byStyle.values();
  }

  function stroke(ctx, scene, sheet, flows, strong) {
    for (const batch of batches(sheet, flows)) {
      const plain = batch.color === "from" || batch.color === "to";
      ctx.globalAlpha = strong ? 0.9 : plain ? FAINT : CLEAR;
      ctx.strokeStyle = batch.color === "from" ? scene.look.flowFrom : batch.color === "to" ? scene.look.flowTo : batch.color;
      ctx.lineWidth = (batch.width || (plain ? THIN : STYLED)) * (strong ? 1.6 : 1);
      ctx.setLineDash(batch.dash);
      ctx.stroke(batch.path);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  // The picture is made anew when the map rests elsewhere, or other flows or colours come.
  function picture(scene, sheet) {
    const canvas = sheet._container, cached = scene.manyPicture;
    const [x, y] = sheet.pixel([0, 0]), key = [canvas.width, canvas.height, x, y, sheet.scale(), scene.look.flowFrom].join();
    if (cached && cached.flows === scene.flows && cached.key === key) return cached.canvas;
    const canvasDrawn = document.createElement("canvas");
    canvasDrawn.width = canvas.width;
    canvasDrawn.height = canvas.height;
    const ctx = canvasDrawn.getContext("2d"), ratio = window.devicePixelRatio || 1;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    stroke(ctx, scene, sheet, scene.flows, false);
    scene.manyPicture = { flows: scene.flows, key: key, canvas: canvasDrawn };
    return canvasDrawn;
  }

  // The box around each curve in kilometres, which no zoom changes: a curve lies within its three points.
  function boxes(scene) {
    if (scene.manyBoxes && scene.manyBoxes.flows === scene.flows) return scene.manyBoxes.values;
    const values = new Float64Array(scene.flows.length * 4);
    scene.flows.forEach(function (flow, n) {
      const p = flow.p;
      values.set([Math.min(p[0], p[2], p[4]), Math.min(p[1], p[3], p[5]), Math.max(p[0], p[2], p[4]), Math.max(p[1], p[3], p[5])], n * 4);
    });
    scene.manyBoxes = { flows: scene.flows, values: values };
    return values;
  }

  // The square of the distance from a point to a curve, in kilometres.
  function distance(p, x, y) {
    let best = Infinity, ax = p[0], ay = p[1];
    for (let n = 1; n <= STEPS; n++) {
      const t = n / STEPS, u = 1 - t;
      const bx = u * u * p[0] + 2 * u * t * p[2] + t * t * p[4], by = u * u * p[1] + 2 * u * t * p[3] + t * t * p[5];
      const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
      const share = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
      const ox = ax + share * dx - x, oy = ay + share * dy - y;
      best = Math.min(best, ox * ox + oy * oy);
      ax = bx;
      ay = by;
    }
    return best;
  }

  atlas.parts.manyflows = {
    paint: function (ctx, scene, sheet, fade) {
      const image = picture(scene, sheet);
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.globalAlpha = fade ? BEHIND : 1;
      ctx.drawImage(image, 0, 0);
      ctx.restore();
    },
    // More flows of a focus than can be drawn one by one.
    strong: function (ctx, scene, sheet, flows) {
      stroke(ctx, scene, sheet, flows, true);
    },
    // The flow nearest to a point of the sheet, if one is within reach, in pixels.
    hit: function (sheet, scene, point, reach) {
      const s = sheet.scale(), [x0, y0] = sheet.pixel([0, 0]), x = (point[0] - x0) / s, y = (y0 - point[1]) / s, r = reach / s;
      const around = boxes(scene);
      let best = r * r, nearest = null;
      for (let n = 0; n < scene.flows.length; n++) {
        const i = n * 4;
        if (x < around[i] - r || y < around[i + 1] - r || x > around[i + 2] + r || y > around[i + 3] + r) continue;
        const d = distance(scene.flows[n].p, x, y);
        if (d <= best) {
          best = d;
          nearest = scene.flows[n];
        }
      }
      return nearest;
    },
  };
})(window.atlas);
