// Runs before the page is drawn: the reader's theme is the one chosen last, else the system's. Pages that lie in a folder may
// be given no storage; then the choice holds for the page.
(function () {
  "use strict";
  const root = document.documentElement;
  let chosen = "";
  try { chosen = localStorage.getItem("atlas-theme") || ""; } catch (error) { chosen = ""; }
  if (chosen !== "light" && chosen !== "dark")
    chosen = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = chosen;
  window.atlasTheme = function (theme) {
    root.dataset.theme = theme;
    try { localStorage.setItem("atlas-theme", theme); } catch (error) { return; }
  };
})();
