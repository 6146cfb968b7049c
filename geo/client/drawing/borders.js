// Borders, each drawn once: prefectures thin, provinces stronger, the coast and national border strongest,
// and the maritime lines as the data set gives them.
(function (atlas) {
  "use strict";
  atlas.parts.borders = {
    paint: function (sheet, scene) {
      const ctx = sheet.inKilometres(), s = sheet.scale(), look = scene.look, borders = scene.borders;
      const grow = Math.min(1.6, Math.max(0.8, Math.sqrt(s / 0.2))) * (scene.zoomText || 1);
      ctx.lineJoin = "round";
      ctx.lineCap = "round";
      ctx.setLineDash([]);
      for (const [path, color, width] of [
        [borders.inner, look.borderInner, 0.5],
        [borders.between, look.borderProvince, 0.9],
        [borders.outer, look.borderOuter, 1.1],
      ]) {
        ctx.strokeStyle = color;
        ctx.lineWidth = (width * grow) / s;
        ctx.stroke(path);
      }
      ctx.lineWidth = (1.4 * grow) / s;
      ctx.stroke(scene.maritime);
      ctx.strokeStyle = look.ink;
      ctx.setLineDash([5 / s, 3 / s]);
      ctx.lineWidth = (1.4 * grow) / s;
      for (const area of scene.fill.areas || []) {
        const members = area.members.map((id) => scene.shapes.levels.prefectures.get(id)).filter(Boolean);
        if (members.length) ctx.stroke(atlas.parts.topology.rim(scene.shapes, members));
      }
      ctx.lineCap = "butt";
      // What its owner drew is dotted on a light ground: no boundary of the data set looks so.
      for (const [color, width, dash] of [
        [look.halo, 3.4, []],
        [look.ink, 1.8, [3 / s, 2 / s]],
      ]) {
        ctx.strokeStyle = color;
        ctx.lineWidth = (width * grow) / s;
        ctx.setLineDash(dash);
        for (const area of scene.fill.areas || []) if (area.rings) ctx.stroke(this.own(area));
      }
      ctx.setLineDash([]);
    },
    // The outline of an area of one's own, made once.
    own: function (area) {
      if (!area.path) {
        area.path = new Path2D();
        for (const ring of area.rings) {
          for (let n = 0; n < ring.length; n += 2) n ? area.path.lineTo(ring[n], ring[n + 1]) : area.path.moveTo(ring[0], ring[1]);
          area.path.closePath();
        }
      }
      return area.path;
    },
    lines: function (lines) {
      const path = new Path2D();
      for (const line of lines) line.forEach((p, n) => (n ? path.lineTo(p[0], p[1]) : path.moveTo(p[0], p[1])));
      return path;
    },
  };
})(window.atlas);
