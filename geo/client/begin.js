// Runs before anything else in the frame: the shapes are asked for while Leaflet is still being parsed.
// Everything lives on the app's own host; the address is relative to this script, so a proxy's base path survives.
(function () {
  "use strict";
  const source = document.currentScript.src;
  const version = new URL(source).search;
  const files = { nation: "../shapes/nation.json", inset: "../shapes/inset.json", maritime: "../shapes/maritime.json", names: "names.json" };
  const atlas = (window.atlas = {
    parts: {},
    files: {},
    state: { painted: false, regions: 0, flows: 0, labels: 0, updates: 0, mounts: 0, error: "" },
  });
  atlas.get = function (path) {
    return fetch(new URL(path, source) + version).then(function (answer) {
      if (!answer.ok) throw new Error(path + ": HTTP " + answer.status);
      return answer.json();
    });
  };
  for (const name of Object.keys(files)) {
    atlas.files[name] = atlas.get(files[name]);
    atlas.files[name].catch(function () {}); // reported where the file is used
  }
})();
