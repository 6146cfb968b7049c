// Region fills: classes by colour, a hatch for 'no data', areas (groups of prefectures, outlines of one's own) with one value and one rim.
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

  // The colour of a class by its number; a hatch is made when it is asked for: most maps have classes that no region is in.
  function styles(ctx, fill, scale) {
    const made = [];
    return function (n) {
      const { color, hatch: ink } = fill.classes[n];
      return made[n] || (made[n] = ink ? hatch(ctx, ink, color, scale) : color);
    };
  }

  function paintOne(ctx, region, color) {
    ctx.fillStyle = color;
    ctx.fill(region.path);
  }

  atlas.parts.regions = {
    styles: styles,
    paint: function (sheet, scene) {
      const ctx = sheet.inKilometres(), fill = scene.fill, levels = scene.shapes.levels;
      const style = styles(ctx, fill, sheet.scale());
      const defaultStyle = fill.rest === null ? scene.look.land : style(fill.rest), own = fill.provinces || {};
      for (const region of levels.provinces.values()) paintOne(ctx, region, defaultStyle);
      for (const id of Object.keys(own)) if (levels.provinces.has(id)) paintOne(ctx, levels.provinces.get(id), style(own[id]));
      // A prefecture for which its province speaks has its colour already.
      for (const [id, unit] of atlas.parts.units.of(scene))
        if (!levels.provinces.has(unit.id)) paintOne(ctx, levels.prefectures.get(id), unit.index === null ? scene.look.land : style(unit.index));
      atlas.parts.counties.fill(sheet, scene, style);
      for (const area of fill.areas || [])
        if (area.rings && area.class !== null) {
          ctx.fillStyle = style(area.class);
          ctx.fill(atlas.parts.borders.own(area), "evenodd");
        }
      return levels.provinces.size + levels.prefectures.size;
    },
  };
})(window.atlas);
