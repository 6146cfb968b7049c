// The map from the keyboard: the arrow keys go from region to region, F through the flows of the one reached, Enter chooses
// as a click does, Esc lets go. Only when the focus came from the keyboard: after a click the keys are the page's own.
(function (atlas) {
  "use strict";
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  // Every region that can be pointed at, with the place of its name, in km.
  function places(s) {
    const found = new Map();
    const put = (id, at) => at && !found.has(id) && found.set(id, { id: id, at: at });
    for (const [prefecture, unit] of atlas.parts.units.of(s)) {
      const label = s.labels.find((one) => one.ids.includes(unit.id) && one.at);
      const name = s.names[unit.id] || s.names[prefecture];
      put(unit.id, (label && label.at) || (name && name.at));
    }
    const counties = (s.counties && s.counties.names) || {};
    for (const id of Object.keys(s.fill.counties)) put(id, counties[id] && counties[id].at);
    return Array.from(found.values());
  }

  // The nearest that lies more along the way than aside of it.
  function beside(all, from, way) {
    let best = null;
    for (const one of all) {
      const dx = one.at[0] - from[0], dy = one.at[1] - from[1];
      const along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (along > 0 && aside <= 1.2 * along && (!best || along + 2 * aside < best.cost)) best = { one: one, cost: along + 2 * aside };
    }
    return best && best.one;
  }

  function middle(s) {
    const at = s.map.getCenter();
    return [at.lng, at.lat];
  }

  function nearest(all, from) {
    const far = (one) => Math.hypot(one.at[0] - from[0], one.at[1] - from[1]);
    return all.reduce((best, one) => (best && far(best) <= far(one) ? best : one), null);
  }

  function step(s, reached, way) {
    const all = places(s), here = reached && all.find((one) => one.id === reached.region);
    if (!here) return nearest(all, middle(s));
    return beside(all, here.at, way) || here;
  }

  // The next flow of a region, and after the last the region itself.
  function flow(s, reached) {
    const own = s.flows.filter((one) => s.hierarchy.touches(reached.region, one.h, one.r));
    const at = own.findIndex((one) => one.id === reached.flow);
    return own[at + 1] ? own[at + 1].id : "";
  }

  atlas.parts.keys = {
    // `show(what, at)` points at something, `choose(what)` takes it.
    listen: function (s, show, choose) {
      const box = s.map.getContainer(), spoken = L.DomUtil.create("div", "atlas-spoken", box);
      let reached = null, pressed = false;
      box.tabIndex = 0;
      spoken.setAttribute("role", "status");
      box.addEventListener("pointerdown", () => {
        pressed = true;
        reached = null;
      });
      box.addEventListener("focus", () => !pressed && s.text && (spoken.textContent = s.text.keys));
      box.addEventListener("blur", () => {
        pressed = false;
        if (reached) show((reached = null));
      });
      box.addEventListener("keydown", function (event) {
        if (event.target !== box || pressed || event.ctrlKey || event.metaKey || event.altKey || !s.fill) return;
        const what = () => (reached.flow ? { kind: "flow", id: reached.flow } : { kind: "region", id: reached.region, county: "" });
        if (event.key in WAYS) {
          const place = step(s, reached, WAYS[event.key]);
          reached = place && { region: place.id, flow: "", at: L.latLng(place.at[1], place.at[0]) };
        } else if (reached && event.key.toLowerCase() === "f") reached.flow = flow(s, reached);
        else if (reached && event.key === "Enter") return event.preventDefault(), choose(what());
        else if (event.key === "Escape") return (reached = null), choose(null);
        else if (event.key === "+" || event.key === "=") return s.map.zoomIn();
        else if (event.key === "-") return s.map.zoomOut();
        else return;
        event.preventDefault();
        event.stopPropagation();
        if (!reached) return;
        s.map.panInside(reached.at, { padding: [60, 60], animate: false });
        spoken.textContent = show(what(), s.map.latLngToContainerPoint(reached.at)).join(atlas.parts.keys.STOP);
      });
    },
    STOP: " · ",
  };
})(window.atlas);
