// Flow lines: quadratic curves given in kilometres, drawn in pixels with a halo, a dot at the helper and an arrowhead at
// the recipient, so that direction and role read in a still picture. Colour runs from the helper's hue to the recipient's.
(function (atlas) {
  "use strict";
  const HIT = 9; // pixels around a line that count as on it
  const NEAR = 4; // the same among many, where a wider reach would leave no room for regions
  const CROWD = 40; // above this many in focus they are not drawn wider too
  const PIECES = 24; // so many straight pieces stand for a curve that amounts keep off
  const USUAL = 1.7; // the width of a line that says nothing of an amount
  const FEW = 6; // of more than these in focus none is drawn wider: they would run together
  const LEAST_HEAD = 0.55; // what an arrowhead keeps of its length at least where others are nearer than that
  const NOTCH = 0.78; // where the notch of an arrowhead is that the line ends in, as a share of its length from its tip
  const CONTEXT = { width: 1, head: 0.8, alpha: 0.7 }; // of lines that stand behind the names until they are meant
  const MANY = 400; // above this many flows the halo, dots and per-line gradients are left out: manyflows.js

  // The curve whose line ends where it enters its recipient (at p[6], in parts of 10,000), with its arrowhead within, or all
  // of it where that is shorter or only a head would be left.
  function curve(sheet, flow, head) {
    const p = flow.p, a = sheet.pixel([p[0], p[1]]), c = sheet.pixel([p[2], p[3]]), b = sheet.pixel([p[4], p[5]]);
    if (p[6] === undefined) return { a: a, c: c, b: b };
    const enter = p[6] / 10000, speed = 2 * Math.hypot(...[0, 1].map((i) => (1 - enter) * (c[i] - a[i]) + enter * (b[i] - c[i])));
    const t = Math.min(1, enter + (NOTCH * head) / Math.max(speed, 1e-9)), u = 1 - t;
    const tip = [0, 1].map((i) => u * u * a[i] + 2 * u * t * c[i] + t * t * b[i]);
    if (t >= 1 || Math.hypot(tip[0] - a[0], tip[1] - a[1]) <= head) return { a: a, c: c, b: b };
    return { a: a, c: [0, 1].map((i) => a[i] + (c[i] - a[i]) * t), b: tip };
  }

  const isContext = (flow, strength) => Boolean(flow.c) && strength < 2;
  const isThin = (flow) => 0 < flow.w && flow.w < USUAL && !flow.m;

  // `few` says whether so few are meant with it that they are drawn wider.
  function widthOf(flow, scene, strength, few) {
    if (isContext(flow, strength)) return CONTEXT.width * scene.grow;
    return (flow.w || USUAL) * scene.grow * (strength > 1 && few && !flow.m ? 1.45 : 1);
  }

  function headOf(flow, scene, strength, few) {
    const smaller = isContext(flow, strength) ? CONTEXT.head : 1;
    return (8.5 + widthOf(flow, scene, strength, few) * 1.2) * smaller * Math.min(1.5, Math.sqrt(scene.grow));
  }

  // Some flows as they are drawn: each with its curve, its width, and its arrowhead's length beside those near it: they
  // keep a part of it, a thin line's gives way to a usual one's. Those of lines that say how much keep all of it.
  function drawnAs(sheet, scene, flows, strength) {
    const few = flows.filter((flow) => !isThin(flow)).length <= FEW;
    const lines = flows.map(function (flow) {
      const head = headOf(flow, scene, strength, few);
      return { flow: flow, strength: strength, width: widthOf(flow, scene, strength, few), head: head, k: curve(sheet, flow, head) };
    });
    const shares = lines.map(function (line, i) {
      let near = line.head;
      lines.forEach(function (other, j) {
        if (i === j || (!isThin(line.flow) && isThin(other.flow))) return;
        near = Math.min(near, Math.hypot(line.k.b[0] - other.k.b[0], line.k.b[1] - other.k.b[1]));
      });
      return line.flow.m ? 1 : Math.max(LEAST_HEAD, near / line.head);
    });
    lines.forEach(function (line, i) { line.head *= shares[i]; });
    return lines;
  }

  function linePath(k, cut) {
    // The line stops short of its tip, or the square end of a wide line would show beside the arrowhead.
    const dx = k.b[0] - k.c[0], dy = k.b[1] - k.c[1], d = Math.hypot(dx, dy) || 1;
    const path = new Path2D();
    path.moveTo(k.a[0], k.a[1]);
    path.quadraticCurveTo(k.c[0], k.c[1], k.b[0] - (dx / d) * cut, k.b[1] - (dy / d) * cut);
    return path;
  }

  function headOutline(k, size) {
    const dx = k.b[0] - k.c[0], dy = k.b[1] - k.c[1], d = Math.hypot(dx, dy) || 1, ux = dx / d, uy = dy / d;
    const at = (back, aside) => [k.b[0] - size * (back * ux + aside * uy), k.b[1] - size * (back * uy - aside * ux)];
    return [k.b, at(1, 0.46), at(NOTCH, 0), at(1, -0.46)];
  }

  function headPath(k, size) {
    const path = new Path2D();
    for (const p of headOutline(k, size)) path.lineTo(p[0], p[1]);
    path.closePath();
    return path;
  }

  function stroke(ctx, look, k, flow) {
    if (flow.color) return flow.color;
    const ramp = ctx.createLinearGradient(k.a[0], k.a[1], k.b[0], k.b[1]);
    ramp.addColorStop(0, look.flowFrom);
    ramp.addColorStop(0.45, look.flowFrom);
    ramp.addColorStop(1, look.flowTo);
    return ramp;
  }

  function paintOne(ctx, scene, sheet, drawn) {
    const { flow, strength, width, k } = drawn, size = drawn.head, look = scene.look, grow = scene.grow;
    const line = linePath(k, size * 0.7), head = headPath(k, size), pale = isContext(flow, strength);
    ctx.globalAlpha = strength === 0 ? 0.13 : pale ? CONTEXT.alpha : 1;
    ctx.setLineDash(flow.dash || []);
    if (strength && !pale) {
      ctx.strokeStyle = look.halo;
      ctx.lineWidth = width + 2.2 * grow;
      ctx.stroke(line);
      ctx.lineWidth = 3.8 * grow;
      ctx.stroke(head);
    }
    ctx.strokeStyle = stroke(ctx, look, k, flow);
    ctx.lineWidth = width;
    ctx.stroke(line);
    ctx.setLineDash([]);
    ctx.fillStyle = flow.color || look.flowTo;
    ctx.fill(head);
    ctx.fillStyle = flow.color || look.flowFrom;
    ctx.beginPath();
    ctx.arc(k.a[0], k.a[1], 2.3 * grow + width * 0.3, 0, 7);
    ctx.fill();
    ctx.globalAlpha = 1;
    flow._line = line;
    flow._box = box(k);
  }

  function box(k) {
    const xs = [k.a[0], k.b[0], k.c[0]], ys = [k.a[1], k.b[1], k.c[1]];
    return [Math.min(...xs) - HIT, Math.min(...ys) - HIT, Math.max(...xs) + HIT, Math.max(...ys) + HIT];
  }

  atlas.parts.flows = {
    active: function (scene, focus, flow) {
      if (!focus) return true;
      if (focus.kind === "flow") return focus.id === flow.id;
      return scene.hierarchy.touches(focus.id, flow.h, flow.r);
    },
    paint: function (sheet, scene, focus) {
      const ctx = sheet.inPixels();
      ctx.lineCap = "butt";
      ctx.lineJoin = "round";
      if (scene.flows.length > MANY) return this.paintMany(ctx, sheet, scene, focus);
      for (const line of this.lines(sheet, scene, focus)) paintOne(ctx, scene, sheet, line);
    },
    // The flows as they are drawn, those in focus last.
    lines: function (sheet, scene, focus) {
      const front = [], back = [];
      for (const flow of scene.flows) (this.active(scene, focus, flow) ? front : back).push(flow);
      // A choice dims everything else, even where it has no flow; a pointer that touches none dims nothing.
      const fade = focus && (front.length || focus === scene.chosen) ? 0 : 1;
      return [...drawnAs(sheet, scene, back, fade), ...drawnAs(sheet, scene, front, focus && fade === 0 ? 2 : 1)];
    },
    // Of many the ones in focus are drawn like few ones, over the others.
    paintMany: function (ctx, sheet, scene, focus) {
      const front = focus ? scene.flows.filter((flow) => this.active(scene, focus, flow)) : [];
      atlas.parts.manyflows.paint(ctx, scene, sheet, front.length > 0);
      if (front.length > MANY) return atlas.parts.manyflows.strong(ctx, scene, sheet, front);
      const lines = drawnAs(sheet, scene, front, front.length > CROWD ? 1 : 2);
      for (const line of lines) paintOne(ctx, scene, sheet, line);
    },
    // The flow under a pixel of the sheet, topmost first; among near lines the nearest to the middle of the cursor wins.
    hit: function (sheet, scene, point) {
      if (scene.flows.length > MANY) return atlas.parts.manyflows.hit(sheet, scene, point, NEAR);
      const ctx = sheet._ctx;
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      for (const reach of [3, HIT]) {
        ctx.lineWidth = reach * 2;
        for (let i = scene.flows.length - 1; i >= 0; i--) {
          const flow = scene.flows[i], b = flow._box;
          if (!flow._line || point[0] < b[0] || point[0] > b[2] || point[1] < b[1] || point[1] > b[3]) continue;
          if (ctx.isPointInStroke(flow._line, point[0], point[1])) return flow;
        }
      }
      return null;
    },
    // Where the arrowhead of a flow stands.
    end: function (sheet, scene, flow) {
      return curve(sheet, flow, headOf(flow, scene, 1)).b;
    },
    // The boxes of the arrowheads that say how much: no name stands on one.
    measuredHeads: function (sheet, scene) {
      return scene.flows.filter((flow) => flow.m).map(function (flow) {
        const size = headOf(flow, scene, 1), points = headOutline(curve(sheet, flow, size), size);
        const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
        return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      });
    },
    // The lines that say how much, each as boxes along it: no other's amount stands on one.
    measuredLines: function (sheet, scene) {
      return scene.flows.filter((flow) => flow.m).map(function (flow) {
        const width = widthOf(flow, scene, 1), k = curve(sheet, flow, headOf(flow, scene, 1)), boxes = [];
        const at = (t) => [0, 1].map((i) => (1 - t) * (1 - t) * k.a[i] + 2 * (1 - t) * t * k.c[i] + t * t * k.b[i]);
        for (let n = 0; n < PIECES; n++) {
          const [p, q] = [at(n / PIECES), at((n + 1) / PIECES)];
          boxes.push([Math.min(p[0], q[0]) - width / 2, Math.min(p[1], q[1]) - width / 2, Math.max(p[0], q[0]) + width / 2, Math.max(p[1], q[1]) + width / 2]);
        }
        return { id: flow.id, boxes: boxes };
      });
    },
    tips: function (sheet, scene) {
      return scene.flows.length > MANY ? [] : scene.flows.map((flow) => this.end(sheet, scene, flow));
    },
  };
})(window.atlas);
