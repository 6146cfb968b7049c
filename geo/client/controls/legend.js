// The legend at the lower left: what each colour, hatch and line means, in words put in as text.
(function (atlas) {
  "use strict";
  function swatch(item, look) {
    const mark = document.createElement("span");
    mark.className = "atlas-swatch atlas-swatch-" + item.kind;
    if (item.kind === "fill") mark.style.background = item.color;
    if (item.kind === "hatch")
      mark.style.background = "repeating-linear-gradient(135deg," + item.color + " 0 4px," + item.hatch + " 4px 5px)";
    if (item.kind === "rim") mark.style.borderColor = item.color;
    if (item.kind === "rim" && item.dash) mark.style.borderStyle = "dotted";
    if (item.kind === "flow") mark.append(arrow(item, look));
    if (item.kind === "width") mark.append(bar(item, look));
    return mark;
  }

  // As wide as a flow of that amount is on the map.
  function bar(item, look) {
    const line = document.createElement("span");
    line.style.height = "calc(" + item.width + "px * var(--grow, 1))";
    line.style.background = "linear-gradient(90deg," + look.flowFrom + " 45%," + look.flowTo + ")";
    return line;
  }

  function arrow(item, look) {
    const ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg");
    svg.setAttribute("viewBox", "0 0 30 12");
    const make = function (name, attributes) {
      const node = document.createElementNS(ns, name);
      for (const key of Object.keys(attributes)) node.setAttribute(key, attributes[key]);
      svg.append(node);
    };
    const from = item.color || look.flowFrom, to = item.color || look.flowTo;
    make("circle", { cx: 3, cy: 6, r: 2.5, fill: from });
    make("path", { d: "M3 6H13", stroke: from, "stroke-width": 2, fill: "none", "stroke-dasharray": item.dash || "" });
    make("path", { d: "M13 6H22", stroke: to, "stroke-width": 2, fill: "none", "stroke-dasharray": item.dash || "" });
    make("path", { d: "M29 6L19 2L21 6L19 10Z", fill: to });
    return svg;
  }

  atlas.parts.legend = {
    control: L.Control.extend({
      options: { position: "bottomleft" },
      onAdd: function () {
        if (this._box) return this._box; // moved to another corner, which Leaflet does by adding it anew
        this.open = null; // true or false once the reader has said so
        this._box = L.DomUtil.create("div", "atlas-legend");
        this._fold = L.DomUtil.create("button", "atlas-legend-fold", this._box);
        this._fold.type = "button";
        this._fold.addEventListener("click", () => this._toggle());
        this._body = L.DomUtil.create("div", "atlas-legend-body", this._box);
        L.DomEvent.disableClickPropagation(this._box);
        return this._box;
      },
      show: function (scene) {
        this._scene = scene;
        this._body.replaceChildren();
        const legend = scene.legend, notes = legend.notes || [];
        this._box.hidden = !(legend.title || legend.items.length || notes.length);
        if (legend.title) this._body.append(line("strong", legend.title));
        for (const item of legend.items) {
          const row = document.createElement("div");
          row.className = "atlas-legend-row";
          row.append(swatch(item, scene.look), line("span", item.text));
          this._body.append(row);
        }
        for (const note of notes) this._body.append(line("small", note));
      },
      // Its sizes, open and folded; only the one that the reader has asked for, where one was.
      sizes: function () {
        if (this._box.hidden) return [{ folded: false, w: 0, h: 0 }];
        const was = this._box.classList.contains("folded");
        const sizes = (this.open === null ? [false, true] : [!this.open]).map((folded) => {
          this._dress(folded);
          return { folded: folded, asked: this.open !== null, w: this._box.offsetWidth, h: this._box.offsetHeight };
        });
        this._dress(was);
        return sizes;
      },
      put: function (choice) {
        if (this.getPosition() !== choice.position) this.setPosition(choice.position);
        this._box.style.marginBottom = choice.position === "bottomleft" ? choice.foot + "px" : "";
        this._dress(choice.folded);
      },
      _dress: function (folded) {
        const text = this._scene.text;
        this._box.classList.toggle("folded", folded);
        this._fold.hidden = !folded && this.open === null;
        this._fold.textContent = folded ? text.legend : "×";
        this._fold.setAttribute("aria-expanded", String(!folded));
        this._fold.setAttribute("aria-label", folded ? text.legend : text.legend_fold);
      },
      _toggle: function () {
        this.open = this._box.classList.contains("folded");
        atlas.parts.room.place(this._scene);
      },
    }),
  };

  function line(tag, text) {
    const node = document.createElement(tag);
    node.textContent = text;
    return node;
  }
  atlas.parts.line = line;
})(window.atlas);
