// Which region speaks for a prefecture: the one whose colour it has, and of which its card tells. As geo/units.py has it.
(function (atlas) {
  "use strict";
  function read(scene) {
    const fill = scene.fill, provinces = scene.shapes.levels.provinces, units = new Map();
    const own = fill.provinces || {}, defaultIndex = fill.rest === undefined ? null : fill.rest;
    for (const id of scene.shapes.levels.prefectures.keys()) {
      const unit = scene.hierarchy.ancestors(id).find((whole) => provinces.has(whole)) || id;
      units.set(id, { id: unit, index: own[unit] === undefined ? defaultIndex : own[unit] });
    }
    // Of several areas the smallest speaks, and a prefecture with a class of its own for itself.
    const areas = (fill.areas || []).slice().sort((a, b) => b.members.length - a.members.length);
    for (const area of areas)
      for (const id of area.members) if (units.has(id) && own[id] === undefined) units.set(id, { id: area.id, index: area.class });
    for (const id of Object.keys(fill.prefectures || {})) if (units.has(id)) units.set(id, { id: id, index: fill.prefectures[id] });
    return units;
  }

  atlas.parts.units = {
    // Prefecture to { id, index of the class or null }; read once for a fill. A year's step makes another one.
    of: function (scene) {
      const fill = scene.fill, last = scene.units;
      if (!last || last.fill !== fill || last.areas !== fill.areas) scene.units = { fill: fill, areas: fill.areas, found: read(scene) };
      return scene.units.found;
    },
  };
})(window.atlas);
