// What a region stands for: all that lies in it, however deep. The same question as data/places/lineage.py, of the same data;
// the map in the page and the player of a deck both ask here.
(function (parts) {
  "use strict";
  parts.hierarchy = {
    // `within`: region id to what lies in it directly, as Hierarchy.parts writes it.
    read: function (within) {
      const above = new Map(), paths = new Map();
      for (const whole of Object.keys(within || {}))
        for (const part of within[whole]) above.set(part, (above.get(part) || []).concat(whole));
      function ancestors(id) {
        if (!paths.has(id)) {
          const reached = new Set([id]);
          for (const part of reached) for (const whole of above.get(part) || []) reached.add(whole);
          paths.set(id, reached);
        }
        return paths.get(id);
      }
      return {
        // A region and all that it lies in, the nearest first.
        ancestors: (id) => Array.from(ancestors(id)),
        // Whether one of some ends, such as those of a flow, is a region or lies in it.
        touches: (id, ...ends) => ends.some((end) => ancestors(end).has(id)),
      };
    },
  };
})((window.atlas || window.player).parts);
