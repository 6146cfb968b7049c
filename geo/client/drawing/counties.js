// Counties of one province, fetched when it is opened: thin borders inside it, names where there is room. And those of the
// whole country, from a file of their own: some of them filled, outlines around groups of them, names in close views alone.
(function (atlas) {
  "use strict";
  const NATION = "100000"; // whose counties are those of all provinces: data/places/areas.py
  const NEAR = 0.8; // pixels a kilometre, on a laptop, from which on the counties of the country are told apart
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

  function near(sheet, scene) {
    return scene.countyCode !== NATION || sheet.scale() / ((scene.grow * 11.5) / 12) > NEAR;
  }

  function presentIn(scene, ids) {
    const all = scene.counties.shapes.levels.counties;
    return ids.map((id) => all.get(id)).filter(Boolean);
  }

  // Each border once, however many of the counties have it.
  function around(scene) {
    const own = scene.counties, ids = Object.keys(scene.fill.counties);
    if (!own.around || own.around.n !== ids.length || !ids.every((id) => own.around.ids.has(id)))
      own.around = { n: ids.length, ids: new Set(ids), path: atlas.parts.topology.around(own.shapes, presentIn(scene, ids)) };
    return own.around.path;
  }

  atlas.parts.counties = {
    nation: NATION,
    // Gives the scene the counties it asks for; `then` is called once they are there. A province opened meanwhile wins.
    want: function (scene, code, then) {
      if ((code || "") === scene.countyCode) return;
      scene.countyCode = code || "";
      scene.counties = null;
      atlas.state.counties = 0;
      atlas.state.wants = Boolean(code);
      if (!code) return;
      load(code)
        .then(function (counties) {
          if (scene.countyCode !== code) return;
          scene.counties = counties;
          atlas.state.counties = counties.shapes.levels.counties.size;
          then();
        })
        .catch(function (problem) {
          loaded.delete(code);
          atlas.state.error = problem.message;
        });
    },
    // Counties of one colour are one shape: between neighbours filled one by one the land would show.
    fill: function (sheet, scene, style) {
      if (!scene.counties) return;
      const ctx = sheet.inKilometres(), paths = new Map(), all = scene.counties.shapes.levels.counties;
      for (const [id, index] of Object.entries(scene.fill.counties)) {
        if (!paths.has(index)) paths.set(index, new Path2D());
        if (all.has(id)) paths.get(index).addPath(all.get(id).path);
      }
      for (const [index, path] of paths) {
        ctx.fillStyle = style(index);
        ctx.fill(path);
      }
    },
    paint: function (sheet, scene) {
      if (!scene.counties) return;
      const ctx = sheet.inKilometres(), all = near(sheet, scene);
      ctx.lineJoin = "round";
      ctx.strokeStyle = all ? scene.look.borderInner : scene.look.land;
      ctx.lineWidth = (all ? 0.6 : 0.4) / sheet.scale();
      ctx.stroke(all ? scene.counties.borders || (scene.counties.borders = atlas.parts.topology.mesh(scene.counties.shapes)) : around(scene));
    },
    rims: function (sheet, scene) {
      if (!scene.counties) return;
      const ctx = sheet.inKilometres(), look = scene.look, shapes = scene.counties.shapes, all = shapes.levels.counties;
      ctx.lineJoin = "round";
      for (const ids of scene.rims || []) {
        const path = ids.path || (ids.path = atlas.parts.topology.outer(shapes, presentIn(scene, ids), all.values()));
        for (const [color, width] of [[look.halo, 3.4], [look.ink, 1.6]]) {
          ctx.strokeStyle = color;
          ctx.lineWidth = (width * scene.grow) / sheet.scale();
          ctx.stroke(path);
        }
      }
    },
    labels: function (sheet, scene) {
      if (!scene.counties || !scene.countyLabels || !near(sheet, scene)) return [];
      const names = scene.counties.names;
      return Object.keys(names).map((id) => ({ id: id, rank: 95, style: "quiet", name: names[id][scene.lang], at: names[id].at }));
    },
    // Counties with a colour on the map of a province.
    filled: function (scene) {
      const own = scene.counties;
      if (!own || scene.countyCode === NATION) return [];
      if (own.filledBy !== scene.fill) Object.assign(own, { filledBy: scene.fill, filled: presentIn(scene, Object.keys(scene.fill.counties)) });
      return own.filled;
    },
    name: function (scene, id) {
      return (scene.counties && scene.counties.names[id]) || null;
    },
    // The county under the pointer: one that is filled speaks for itself, any other is only named.
    at: function (scene, inside) {
      if (!scene.counties) return null;
      const scenic = scene.countyCode === NATION;
      for (const county of scene.counties.shapes.levels.counties.values())
        if (inside(county)) return Object.assign({ id: county.id, filled: scenic && county.id in scene.fill.counties }, scene.counties.names[county.id]);
      return null;
    },
  };
})(window.atlas);
