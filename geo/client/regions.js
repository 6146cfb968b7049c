// Region fills: classes by colour, a hatch for 'no data', areas (groups of prefectures) with one value and one rim.
(function (atlas) {
  "use strict";
  const TILE = 10; // pixels between two hatch lines

  function hatch(ctx, ink, ground, scale) {
    const tile = document.createElement("canvas"), ratio = window.devicePixelRatio || 1;
    tile.width = tile.height = TILE * ratio;
    const pen = tile.getContext("2d");
    pen.fillStyle = ground;
    pen.fillRect(0, 0, tile.width, tile.height);
    pen.strokeStyle = ink;
    pen.lineWidth = ratio;
    pen.beginPath();
    for (const shift of [-TILE, 0, TILE]) {
      pen.moveTo((shift - 1) * ratio, (TILE + 1) * ratio);
      pen.lineTo((shift + TILE + 1) * ratio, -ratio);
    }
    pen.stroke();
    const pattern = ctx.createPattern(tile, "repeat");
    // The context counts in kilometres; the hatch must stay the same in pixels at every zoom.
    pattern.setTransform(new DOMMatrix([1 / (scale * ratio), 0, 0, -1 / (scale * ratio), 0, 0]));
    return pattern;
  }

  function styles(ctx, fill, scale) {
    return fill.classes.map(function (one) {
      return one.hatch ? hatch(ctx, one.hatch, one.color, scale) : one.color;
    });
  }

  function paintLevel(ctx, level, values, style) {
    for (const [id, index] of Object.entries(values || {})) {
      const region = level.get(id);
      if (!region) continue;
      ctx.fillStyle = style[index];
      ctx.fill(region.path);
    }
  }

  atlas.parts.regions = {
    paint: function (sheet, scene) {
      const ctx = sheet.inKilometres(), fill = scene.fill, levels = scene.shapes.levels;
      const style = styles(ctx, fill, sheet.scale());
      ctx.fillStyle = fill.rest === null ? scene.look.land : style[fill.rest];
      for (const region of levels.provinces.values()) ctx.fill(region.path);
      paintLevel(ctx, levels.provinces, fill.provinces, style);
      paintLevel(ctx, levels.prefectures, fill.prefectures, style);
      for (const area of fill.areas || []) {
        for (const id of area.members) {
          const region = levels.prefectures.get(id);
          if (!region) continue;
          ctx.fillStyle = style[area.class];
          ctx.fill(region.path);
        }
      }
      return levels.provinces.size + levels.prefectures.size;
    },
  };
})(window.atlas);
