// One canvas that follows Leaflet's map the way its own renderers do: it moves with a drag, is scaled while a zoom
// runs, and is drawn anew when the map rests. Painters get a context in kilometres or in pixels.
// It reaches beyond the window only where a reader moves the map: a map that rests would be drawn half as large again.
(function (atlas) {
  "use strict";
  const BEYOND = 0.15; // share of the window to each side
  const Sheet = L.Renderer.extend({
    // `moves`: whether a reader moves the map.
    initialize: function (paint, moves) {
      L.Renderer.prototype.initialize.call(this);
      this._paint = paint;
      this._moves = moves;
    },
    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._container.className = "leaflet-zoom-animated atlas-sheet";
      this._ctx = this._container.getContext("2d");
    },
    // Leaflet's own renderers own vector layers; a sheet has none, so the bookkeeping hooks are empty.
    _destroyContainer: function () {
      this._container.remove();
      this._container = this._ctx = null;
    },
    _updatePaths: function () {},
    _onZoomEnd: function () {},
    // Leaflet would move a sheet that rests by a fraction of a pixel, and what is drawn on it would be blurred.
    _reset: function () {
      this._update();
    },
    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      this.options.padding = this._moves() ? BEYOND : 0;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize(), ratio = window.devicePixelRatio || 1;
      const width = Math.max(1, Math.round(size.x * ratio)), height = Math.max(1, Math.round(size.y * ratio));
      L.DomUtil.setPosition(this._container, this._bounds.min);
      if (this._container.width !== width || this._container.height !== height) {
        this._container.width = width;
        this._container.height = height;
        this._container.style.width = size.x + "px";
        this._container.style.height = size.y + "px";
      }
      this.draw();
    },
    // Pixels a kilometre takes at the present zoom.
    scale: function () {
      return this._map.options.crs.scale(this._map.getZoom());
    },
    // [x, y] in kilometres -> pixel on this sheet
    pixel: function (point) {
      const s = this.scale(), o = this._map.getPixelOrigin(), b = this._bounds.min;
      return [point[0] * s - o.x - b.x, -point[1] * s - o.y - b.y];
    },
    // A pixel on this sheet -> [x, y] in kilometres
    back: function (at) {
      return this.backwards()(at);
    },
    // The same for many pixels of the view as it is.
    backwards: function () {
      const s = this.scale(), o = this._map.getPixelOrigin(), b = this._bounds.min;
      return (at) => [(at[0] + b.x + o.x) / s, -(at[1] + b.y + o.y) / s];
    },
    inKilometres: function () {
      const r = window.devicePixelRatio || 1, s = this.scale(), o = this._map.getPixelOrigin(), b = this._bounds.min;
      this._ctx.setTransform(r * s, 0, 0, -r * s, r * (-o.x - b.x), r * (-o.y - b.y));
      return this._ctx;
    },
    inPixels: function () {
      const r = window.devicePixelRatio || 1;
      this._ctx.setTransform(r, 0, 0, r, 0, 0);
      return this._ctx;
    },
    draw: function () {
      if (!this._ctx || !this._bounds) return;
      this._ctx.setTransform(1, 0, 0, 1, 0, 0);
      this._ctx.clearRect(0, 0, this._container.width, this._container.height);
      this._paint(this);
    },
  });
  atlas.parts.Sheet = Sheet;
})(window.atlas);
