// The legend at the lower left: what each colour, hatch and line means, in words put in as text.
(function (atlas) {
  "use strict";
  function swatch(item, look) {
    const mark = document.createElement("span");
    mark.className = "atlas-swatch atlas-swatch-" + item.kind;
    if (item.kind === "fill") mark.style.background = item.color;
    if (item.kind === "hatch")
      mark.style.background = "repeating-linear-gradient(135deg," + item.color + " 0 4px," + item.hatch + " 4px 5px)";
    if (item.kind === "flow") mark.append(arrow(item, look));
    return mark;
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
        this._box = L.DomUtil.create("div", "atlas-legend");
        L.DomEvent.disableClickPropagation(this._box);
        return this._box;
      },
      show: function (scene) {
        this._box.replaceChildren();
        const legend = scene.legend;
        if (legend.title) this._box.append(line("strong", legend.title));
        for (const item of legend.items) {
          const row = document.createElement("div");
          row.className = "atlas-legend-row";
          row.append(swatch(item, scene.look), line("span", item.text));
          this._box.append(row);
        }
        for (const note of legend.notes || []) this._box.append(line("small", note));
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
