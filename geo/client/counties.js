// Counties of one province, fetched when it is opened: thin borders inside it, names where there is room.
(function (atlas) {
  "use strict";
  const loaded = new Map();

  function load(code) {
    if (!loaded.has(code))
      loaded.set(
        code,
        Promise.all([atlas.get("../shapes/counties/" + code + ".json"), atlas.get("counties-" + code + ".json")]).then(
          ([topology, names]) => ({ shapes: atlas.parts.topology.read(topology), names: names })
        )
      );
    return loaded.get(code);
  }

  atlas.parts.counties = {
    // Gives the scene the counties it asks for; `then` is called once they are there. A province opened meanwhile wins.
    want: function (scene, code, then) {
      if ((code || "") === scene.countyCode) return;
      scene.countyCode = code || "";
      scene.counties = null;
      atlas.state.counties = 0;
      if (!code) return;
      load(code)
        .then(function (found) {
          if (scene.countyCode !== code) return;
          scene.counties = found;
          atlas.state.counties = found.shapes.levels.counties.size;
          then();
        })
        .catch(function (problem) {
          loaded.delete(code);
          atlas.state.error = problem.message;
        });
    },
    paint: function (sheet, scene) {
      if (!scene.counties) return;
      const ctx = sheet.inKilometres(), borders = scene.counties.borders || (scene.counties.borders = mesh(scene.counties.shapes));
      const own = scene.fill.counties || {}, known = scene.counties.shapes.levels.counties, style = atlas.parts.regions.styles(ctx, scene.fill, sheet.scale());
      for (const id of Object.keys(own)) {
        if (!known.has(id)) continue;
        ctx.fillStyle = style[own[id]];
        ctx.fill(known.get(id).path);
      }
      ctx.lineJoin = "round";
      ctx.strokeStyle = scene.look.borderInner;
      ctx.lineWidth = 0.6 / sheet.scale();
      ctx.stroke(borders);
    },
    labels: function (scene) {
      if (!scene.counties || !scene.countyLabels) return [];
      const names = scene.counties.names;
      return Object.keys(names).map((id) => ({ id: id, rank: 95, style: "quiet", name: names[id][scene.lang], at: names[id].at }));
    },
    at: function (scene, inside) {
      if (!scene.counties) return null;
      for (const one of scene.counties.shapes.levels.counties.values()) if (inside(one)) return Object.assign({ id: one.id }, scene.counties.names[one.id]);
      return null;
    },
  };

  function mesh(shapes) {
    const path = new Path2D();
    for (const arc of shapes.arcs) arc.forEach((p, n) => (n ? path.lineTo(p[0], p[1]) : path.moveTo(p[0], p[1])));
    return path;
  }
})(window.atlas);
