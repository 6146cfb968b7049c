// The scene: what the map shows now. `atlas.mount` is called once by the base script, `atlas.show` at every update.
(function (atlas) {
  "use strict";
  // Before any map is made: Leaflet would show a link to its own site until the first scene is there.
  L.Control.Attribution.prototype.options.prefix = false;
  const parts = atlas.parts, state = atlas.state;
  let scene = null;
  let waiting = null;

  function fail(map, text) {
    state.error = text;
    const box = L.DomUtil.create("div", "atlas-error", map.getContainer());
    box.textContent = text;
  }

  atlas.mount = function (map, base) {
    state.mounts += 1;
    // The parent page resizes the frame with the window; Leaflet only listens to the frame's own window.
    new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      if (next.fill && next === scene) resized(next);
    }).observe(map.getContainer());
    const fit = L.latLngBounds([base.fit[1], base.fit[0]], [base.fit[3], base.fit[2]]);
    // folium keeps min_zoom and max_zoom for its tile layer; kilometres need zooms below nought.
    map.options.minZoom = -6;
    map.options.maxZoom = 3;
    // Wider and, for phones, higher than any window shows at the whole country: Leaflet would else move what the room's rule
    // has placed, under the legend.
    map.setMaxBounds([[base.fit[1] - 9000, base.fit[0] - 6000], [base.fit[3] + 9000, base.fit[2] + 6000]]);
    const next = { map: map, base: base, moved: false, fit: fit, hover: null, flows: [], labels: [], names: {} };
    map.fitBounds(fit, { animate: false }); // until a scene has come: it says what lies on the map
    const names = ["nation", "names", "maritime", "inset"];
    Promise.all(names.map((name) => atlas.files[name].catch((problem) => Promise.reject(new Error(name + ": " + problem.message)))))
      .then(function (files) {
        next.shapes = parts.topology.read(files[0]);
        next.borders = parts.topology.borders(next.shapes);
        next.names = files[1].names || {};
        next.hierarchy = parts.hierarchy.read(files[1].within);
        next.maritime = parts.borders.lines(files[2].lines);
        next.maritimeLines = files[2].lines.map((line) => line.flat());
        next.insetData = files[3];
        build(next);
        scene = next;
        if (waiting) atlas.show(waiting);
      })
      .catch((problem) => fail(map, (base.trouble || "") + " " + problem.message));
  };

  function build(s) {
    const map = s.map, moves = () => s.moved;
    s.back = new parts.Sheet((sheet) => {
      state.regions = parts.regions.paint(sheet, s);
      s.insetControl.paint(s);
      parts.counties.paint(sheet, s);
      parts.borders.paint(sheet, s);
      parts.counties.rims(sheet, s);
    }, moves);
    s.front = new parts.Sheet((sheet) => paintFront(sheet, s), moves);
    s.legendControl = new parts.legend.control();
    s.insetControl = new parts.inset.control();
    s.card = parts.hover.create(map);
    s.obstacles = (sheet) => obstacles(s, sheet);
    s.window = (sheet) => {
      const size = map.getSize(), shift = map.layerPointToContainerPoint(sheet._bounds.min);
      return [-shift.x, -shift.y, size.x - shift.x, size.y - shift.y];
    };
    // Only a person's own gesture counts as having moved the map; a resize does not.
    map.on("dragstart", function () {
      const first = !s.moved;
      s.moved = true;
      if (first) for (const sheet of [s.back, s.front]) sheet._update();
    });
    map.on("moveend", () => s.moved && parts.room.place(s));
    // At the whole country there is nothing to zoom out to: the wheel then scrolls the page, as it does beside the map.
    document.addEventListener(
      "wheel",
      (event) => {
        if (event.deltaY > 0 && map.getZoom() <= map.getMinZoom() + 0.01) event.stopPropagation();
        else s.moved = true;
      },
      { capture: true, passive: true }
    );
    map.on("mousemove", (event) => point(s, event));
    map.on("mouseout", () => focus(s, null));
    map.on("click", (event) => choose(s, under(s, event)));
    parts.keys.listen(s, (what, at) => (focus(s, what, at && { containerPoint: at }), what ? parts.hover.lines(s, what) : []), (what) => choose(s, what));
    forwardKeys(map);
  }

  // Controls and the inset cover part of the map: no name goes under them.
  function obstacles(s, sheet) {
    const frame = s.map.getContainer().getBoundingClientRect(), shift = s.map.layerPointToContainerPoint(sheet._bounds.min);
    const covered = [];
    for (const node of s.map.getContainer().querySelectorAll(".leaflet-control, .atlas-time")) {
      const r = node.getBoundingClientRect();
      covered.push([r.left - frame.left - shift.x, r.top - frame.top - shift.y, r.right - frame.left - shift.x, r.bottom - frame.top - shift.y]);
    }
    return covered;
  }

  function current(s) {
    return s.hover || s.lit || s.kept || s.chosen;
  }

  function outline(sheet, s, id, width) {
    const ctx = sheet.inKilometres(), levels = s.shapes.levels, area = (s.fill.areas || []).find((area) => area.id === id);
    const region = levels.provinces.get(id) || levels.prefectures.get(id) || (s.counties && s.counties.shapes.levels.counties.get(id));
    const path = area && area.rings
      ? parts.borders.own(area)
      : area
      ? parts.topology.rim(s.shapes, area.members.map((m) => levels.prefectures.get(m)).filter(Boolean))
      : region && region.path;
    if (!path) return;
    ctx.lineJoin = "round";
    for (const [color, w] of [[s.look.halo, width + 2], [s.look.accent, width]]) {
      ctx.strokeStyle = color;
      ctx.lineWidth = w / sheet.scale();
      ctx.stroke(path);
    }
  }

  function paintFront(sheet, s) {
    const at = current(s);
    if (s.chosen && s.chosen.kind === "region") outline(sheet, s, s.chosen.id, 2.4 * s.grow);
    for (const id of s.framed || []) outline(sheet, s, id, 2 * s.grow);
    if (s.hover && s.hover.kind === "region") outline(sheet, s, s.hover.id, 1.6 * s.grow);
    for (const target of [s.kept, s.lit]) if (target && target.region) outline(sheet, s, target.region, 2.4 * s.grow);
    parts.flows.paint(sheet, s, at);
    state.flows = s.flows.length;
    state.labels = parts.labels.paint(sheet, s, at);
  }

  function under(s, event) {
    const p = s.map.latLngToLayerPoint(event.latlng), b = s.front._bounds.min;
    const flow = parts.flows.hit(s.front, s, [p.x - b.x, p.y - b.y]);
    if (flow) return { kind: "flow", id: flow.id };
    const zoomedIn = s.map.getZoom() > s.map.getBoundsZoom(s.fit) + 1.2;
    const id = parts.hover.region(s, [event.latlng.lng, event.latlng.lat], zoomedIn);
    if (!id) return null;
    const place = [event.latlng.lng, event.latlng.lat], county = parts.counties.at(s, (county) => county.holds(place[0], place[1]));
    if (county && county.filled) return { kind: "region", id: county.id, county: "" };
    return { kind: "region", id: id, county: (county && county[s.lang]) || "", part: county ? county.id : "" };
  }

  function same(a, b) {
    return a === b || (a && b && a.kind === b.kind && a.id === b.id && a.county === b.county);
  }

  function focus(s, target, event) {
    if (!same(target, s.hover)) {
      s.hover = target;
      s.map.getContainer().style.cursor = target ? "pointer" : "";
      s.front.draw();
    }
    if (!target || !event) return parts.hover.hide(s.card);
    parts.hover.show(s.card, parts.hover.lines(s, target), event.containerPoint, s.map.getSize());
  }

  function point(s, event) {
    if (!s.map.dragging || !s.map.dragging.moving()) focus(s, under(s, event), event);
  }

  // Told to the page; where nobody listens yet, kept for the map that follows.
  atlas.tell = function (kind, id) {
    atlas.told = { kind: kind, id: id, n: Date.now() };
    if (window.Streamlit) window.Streamlit.setComponentValue(atlas.told);
  };

  function choose(s, target) {
    // Shown at once; the server's answer confirms it and fills the panel.
    s.chosen = target;
    s.front.draw();
    atlas.tell(target ? target.kind : "", target ? target.id : "");
    if (atlas.onchoose) atlas.onchoose(target);
  }

  // What a row beside the map names: a flow where the map draws it, and the region where it ends; or a region alone.
  function named(s, target) {
    if (!target) return null;
    const flow = target.flow && s.flows.some((flow) => flow.id === target.flow);
    return { kind: flow ? "flow" : "region", id: flow ? target.flow : target.region, region: target.region };
  }

  // Shows it at once; `keep` until something else is kept, or the map goes to another place.
  atlas.light = function (target, keep) {
    if (!scene || !scene.fill) return;
    scene[keep ? "kept" : "lit"] = named(scene, target);
    scene.front.draw();
    state.lit = current(scene);
  };

  // A region that is chosen beside the map, none where empty: shown before the page's answer, which confirms it.
  atlas.foresee = function (region) {
    if (!scene || !scene.fill) return;
    scene.chosen = region ? { kind: "region", id: region } : null;
    scene.front.draw();
    state.foreseen = region;
  };

  // What a reader did to the first picture of this scene, done to it: the view that was moved, then what was chosen.
  atlas.kept = () => ({ view: scene && scene.moved ? { center: scene.map.getCenter(), zoom: scene.map.getZoom() } : null, told: atlas.told || null });
  // Where the names of provinces would stand, in px of the window around all frames, or of the map: tests measure with it.
  atlas.view = function (own) {
    const box = scene.map.getContainer().getBoundingClientRect(), frame = window.frameElement && window.frameElement.getBoundingClientRect();
    const border = window.frameElement ? window.frameElement.clientLeft : 0, found = {};
    for (const id of scene.shapes.levels.provinces.keys()) {
      const at = scene.names[id] && scene.map.latLngToContainerPoint([scene.names[id].at[1], scene.names[id].at[0]]);
      if (at) found[id] = own ? [at.x, at.y] : [at.x + box.left + (frame ? frame.left + border : 0), at.y + box.top + (frame ? frame.top + border : 0)];
    }
    return found;
  };
  atlas.touched = () => Boolean(!scene || scene.moved || scene.hover || atlas.told);
  atlas.resume = function (kept) {
    if (!scene) return;
    if (kept.point) return choose(scene, under(scene, { latlng: scene.map.containerPointToLatLng(kept.point) }));
    if (kept.view) {
      scene.moved = true;
      scene.map.setView([kept.view.center.lat, kept.view.center.lng], kept.view.zoom, { animate: false });
    }
    const told = kept.told;
    if (told && told.kind === "year" && scene.time) scene.time.resume(told.id);
    else if (told) choose(scene, told.kind ? { kind: told.kind, id: told.id } : null);
  };

  // Once the frame has the focus, the page's own keys would stop working: pass them on.
  function forwardKeys() {
    if (window.parent === window) return;
    for (const type of ["keydown", "keyup"])
      document.addEventListener(type, function (event) {
        if (event.target && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
        const copy = new KeyboardEvent(type, { key: event.key, code: event.code, shiftKey: event.shiftKey, ctrlKey: event.ctrlKey, altKey: event.altKey, metaKey: event.metaKey, bubbles: true, cancelable: true });
        if (!window.parent.document.body.dispatchEvent(copy)) event.preventDefault();
      });
  }

  function controls(s) {
    if (s.dressed) return;
    s.dressed = true;
    const zoom = L.control.zoom({ position: "topleft", zoomInTitle: s.text.zoom_in, zoomOutTitle: s.text.zoom_out }).addTo(s.map);
    const home = L.DomUtil.create("a", "atlas-home", zoom.getContainer());
    home.href = "#";
    home.textContent = "⌂";
    home.title = s.text.home;
    home.setAttribute("role", "button");
    home.setAttribute("aria-label", s.text.home);
    L.DomEvent.on(home, "click", (event) => {
      L.DomEvent.stop(event);
      s.moved = false;
      parts.room.place(s, true);
    });
    for (const node of zoom.getContainer().querySelectorAll("a")) node.addEventListener("click", () => node !== home && (s.moved = true));
    s.map.addControl(s.legendControl);
    s.map.addControl(s.insetControl);
  }

  // Type and lines grow with the map: what reads on a laptop must read on a wall.
  function size(s) {
    s.grow = (s.scale || 1) * Math.min(1.8, Math.max(0.95, s.map.getSize().y / 680));
    s.map.getContainer().style.setProperty("--grow", s.grow);
  }

  function resized(s) {
    size(s);
    if (parts.room.place(s, true)) return; // drawn with the new view
    s.back._update();
    s.front._update();
  }

  function dress(s) {
    const box = s.map.getContainer();
    for (const [name, color] of Object.entries(s.look)) box.style.setProperty("--" + name, color);
    box.style.fontFamily = parts.labels.FONT;
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", s.text.alt);
    document.documentElement.lang = s.lang === "zh" ? "zh-CN" : "en";
    const credit = s.map.attributionControl.getContainer();
    if (!s.count) s.count = L.DomUtil.create("span", "atlas-count");
    credit.replaceChildren(s.count, parts.line("span", s.text.credit));
    parts.labels.count(s, 0); // its lines are counted before the legend is put above them
  }

  // An update carries every part of the scene: nothing of the one before is left behind.
  atlas.show = function (update) {
    waiting = update;
    if (!scene) return;
    const s = scene;
    s.frames = null;
    Object.assign(s, update);
    s.fill.counties = s.fill.counties || {};
    const view = update.view || { id: "nation" };
    parts.counties.want(s, update.countiesOf, () => {
      s.back.draw();
      s.front.draw();
    });
    s.chosen = update.chosen || null;
    controls(s);
    size(s);
    dress(s);
    s.legendControl.show(s);
    parts.time.show(s); // paints the year's own fill
    const anew = !s.target || Boolean(view.fit && view.id !== s.viewed);
    if (anew) {
      s.target = view.fit || s.base.fit;
      s.moved = false;
      s.lit = s.kept = null;
    }
    // Before the names are put down: they keep clear of what lies on the map.
    const moved = parts.room.place(s, anew);
    if (!s.back._map) {
      s.map.addLayer(s.back);
      s.map.addLayer(s.front);
    } else if (!moved && !s.frames) {
      s.back.draw();
      s.front.draw();
    }
    s.viewed = view.id;
    delete state.foreseen;
    state.updates += 1;
    state.painted = true;
    state.key = update.key || "";
  };
})(window.atlas);
