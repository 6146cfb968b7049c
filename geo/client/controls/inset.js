// The South China Sea inset at the lower right, as on standard maps: same projection, same fills, own frame. Where it
// stands, how large, and whether it is needed, room.js says.
(function (atlas) {
  "use strict";
  function polygonsOf(geometry) {
    return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  }

  function trace(ctx, geometry) {
    ctx.beginPath();
    for (const polygon of polygonsOf(geometry))
      for (const ring of polygon) {
        ring.forEach((p, n) => (n ? ctx.lineTo(p[0], p[1]) : ctx.moveTo(p[0], p[1])));
        ctx.closePath();
      }
  }

  function dot(ctx, p, radius) {
    ctx.beginPath();
    ctx.arc(p[0], p[1], radius, 0, 7);
    ctx.fill();
  }

  // Its coast is that of provinces, with counties over it; a hatch would be too coarse for it: land.
  function colorOf(scene, province) {
    const fill = scene.fill, own = (fill.provinces || {})[province];
    return colorAt(scene, own === undefined ? fill.rest : own);
  }

  function colorAt(scene, index) {
    const fillClass = scene.fill.classes[index];
    return !fillClass || fillClass.hatch ? scene.look.land : fillClass.color;
  }

  function size(canvas, frame, height) {
    canvas.style.width = widthOf(frame, height) + "px";
    canvas.style.height = height + "px";
  }

  function widthOf(frame, height) {
    return Math.round((height * (frame[2] - frame[0])) / (frame[3] - frame[1]));
  }

  function paint(canvas, scene, data, height) {
    const frame = data.frame, ratio = window.devicePixelRatio || 1;
    canvas.width = widthOf(frame, height) * ratio;
    canvas.height = height * ratio;
    const ctx = canvas.getContext("2d"), s = (height * ratio) / (frame[3] - frame[1]);
    ctx.fillStyle = scene.look.sea;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(s, 0, 0, -s, -frame[0] * s, frame[3] * s);
    ctx.lineJoin = "round";
    ctx.strokeStyle = scene.look.borderOuter;
    for (const feature of data.coast.features) {
      trace(ctx, feature.geometry);
      ctx.fillStyle = colorOf(scene, String(feature.id));
      ctx.fill();
    }
    atlas.parts.counties.fill({ inKilometres: () => ctx }, scene, (index) => colorAt(scene, index));
    ctx.lineWidth = (0.6 * ratio) / s;
    for (const feature of data.coast.features) {
      trace(ctx, feature.geometry);
      ctx.stroke();
    }
    ctx.fillStyle = scene.look.borderOuter;
    for (const feature of data.islands.features) {
      if (feature.geometry.type === "MultiPoint") for (const p of feature.geometry.coordinates) dot(ctx, p, (0.8 * ratio) / s);
      trace(ctx, feature.geometry);
      ctx.fill();
    }
    ctx.strokeStyle = scene.look.borderOuter;
    ctx.lineWidth = (1.3 * ratio) / s;
    ctx.stroke(atlas.parts.borders.lines(data.lines));
  }

  atlas.parts.inset = {
    control: L.Control.extend({
      options: { position: "bottomright" },
      onAdd: function () {
        if (this._box) return this._box; // moved to another corner
        this._box = L.DomUtil.create("figure", "atlas-inset");
        this._canvas = L.DomUtil.create("canvas", "", this._box);
        this._caption = L.DomUtil.create("figcaption", "", this._box);
        return this._box;
      },
      // How large it would be, with its caption, at a height of the map in it.
      measure: function (scene, height) {
        const hidden = this._box.hidden;
        this._box.hidden = false;
        this._caption.textContent = scene.text.inset;
        size(this._canvas, scene.insetData.frame, height);
        const measured = { w: this._box.offsetWidth, h: this._box.offsetHeight };
        this._box.hidden = hidden;
        return measured;
      },
      // Draws it in a corner; a height of nought hides it.
      put: function (scene, choice) {
        this._box.hidden = !choice.height;
        if (!choice.height) return;
        if (this.getPosition() !== choice.position) this.setPosition(choice.position);
        this._canvas.setAttribute("role", "img");
        this._canvas.setAttribute("aria-label", scene.text.inset);
        size(this._canvas, scene.insetData.frame, choice.height);
        this._height = choice.height;
        this._painted = null;
        this.paint(scene);
      },
      // Its colours are the map's: they change with the year, and once the counties have come.
      paint: function (scene) {
        const of = [scene.fill, scene.fill.provinces, scene.fill.counties, scene.counties, scene.look];
        if (this._box.hidden || !this._height || (this._painted && of.every((part, n) => part === this._painted[n]))) return;
        this._painted = of;
        paint(this._canvas, scene, scene.insetData, this._height);
      },
    }),
  };
})(window.atlas);
