// What is under the pointer: a card of text lines beside the cursor, and the focus that fades the rest.
(function (atlas) {
  "use strict";
  function fullName(scene, id) {
    const name = scene.names[id], county = atlas.parts.counties.name(scene, id), label = scene.labels.find((entry) => entry.name && entry.ids.includes(id));
    if (name) return name[scene.lang + "_full"];
    return county ? county[scene.lang] : (scene.ends && scene.ends[id]) || (label ? label.name : id);
  }

  atlas.parts.hover = {
    create: function (map) {
      const card = L.DomUtil.create("div", "atlas-card", map.getContainer());
      card.hidden = true;
      return card;
    },
    show: function (card, lines, point, size) {
      card.replaceChildren();
      lines.forEach((text, n) => card.append(atlas.parts.line(n ? "span" : "strong", text)));
      card.hidden = false;
      const w = card.offsetWidth, h = card.offsetHeight;
      const x = point.x + 16 + w > size.x ? point.x - w - 12 : point.x + 16;
      const y = point.y + 14 + h > size.y ? point.y - h - 10 : point.y + 14;
      card.style.transform = "translate(" + Math.max(2, x) + "px," + Math.max(2, y) + "px)";
    },
    // A flow says its two ends; a region its name, whom it helps, who helps it, and what the scene adds.
    lines: function (scene, target) {
      const words = scene.text, full = (id) => fullName(scene, id);
      const fill = (message, values) => message.replace(/\{(\w+)\}/g, (_, key) => values[key]);
      if (target.kind === "flow") {
        const flow = scene.flows.find((line) => line.id === target.id);
        return flow ? [fill(words.pair, { helper: full(flow.h), recipient: full(flow.r) }), words.click] : [];
      }
      const list = (ids) => Array.from(new Set(ids)).map(full).join(words.comma);
      function own(id) {
        const helps = scene.flows.filter((item) => item.h === id).map((item) => item.r), lines = [];
        const helpers = scene.flows.filter((item) => item.r === id).map((item) => item.h);
        if (helps.length) lines.push(fill(words.helps, { names: list(helps) }));
        if (helpers.length) lines.push(fill(words.helped_by, { names: list(helpers) }));
        const label = scene.labels.find((item) => item.text && item.ids.includes(id));
        return lines.concat(label ? [label.text] : [], scene.tips[id] || []);
      }
      // Close up a prefecture is pointed at for itself: whoever speaks for it has the last word.
      const unit = (atlas.parts.units.of(scene).get(target.id) || target).id, further = unit === target.id ? [] : own(unit);
      // On the map of the country a county speaks for itself: there are several of one name.
      const county = target.part === undefined && target.id in scene.fill.counties ? atlas.parts.counties.name(scene, target.id) : null;
      const head = target.county ? [target.county].concat(own(target.part)) : [];
      const lines = head.concat(full(target.id), county && county.in ? full(county.in) : [], own(target.id));
      return further.length ? lines.concat(full(unit), further) : lines;
    },
    hide: function (card) {
      card.hidden = true;
    },
    // The region under a point: the one that speaks for it; once zoomed in, every prefecture.
    region: function (scene, point, zoomedIn) {
      scene.front._ctx.setTransform(1, 0, 0, 1, 0, 0);
      for (const area of scene.fill.areas || [])
        if (area.rings && area.class !== null && scene.front._ctx.isPointInPath(atlas.parts.borders.own(area), point[0], point[1], "evenodd")) return area.id;
      for (const prefecture of scene.shapes.levels.prefectures.values()) {
        if (!prefecture.holds(point[0], point[1])) continue;
        return zoomedIn ? prefecture.id : atlas.parts.units.of(scene).get(prefecture.id).id;
      }
      return null;
    },
  };
})(window.atlas);
