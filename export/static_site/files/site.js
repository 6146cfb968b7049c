// The published site's script: outlines of regions are put into the page, maps and charts answer to the pointer, lists can
// be searched. Everything is in the page or beside it; nothing is asked of any other place.
(function () {
  "use strict";
  const page = JSON.parse(document.getElementById("page").textContent);
  const regions = new Set(page.regions);

  // Called by shapes.js: a script is what a browser also loads from a folder.
  window.atlasShapes = function (svg) {
    const holder = document.createElement("div");
    holder.innerHTML = svg; // our own writer's, without a word of any fact in it
    document.body.append(holder);
    // Chromium resolves a <use> whose target came later only when its reference is set anew.
    for (const use of document.querySelectorAll(".map use")) use.setAttribute("href", use.getAttribute("href"));
  };

  function target(node) {
    const flow = node.closest("[data-flow]"), region = node.closest("[data-region]");
    if (flow) return { path: page.flows[flow.dataset.flow], name: flow.dataset.name, lines: [] };
    if (!region) return null;
    const id = region.dataset.region;
    return { path: regions.has(id) ? "regions/" + id + ".html" : "", name: region.dataset.name, lines: page.tips[id] || [] };
  }

  for (const map of document.querySelectorAll(".map")) {
    const card = document.createElement("div");
    card.className = "card";
    card.hidden = true;
    map.append(card);
    map.addEventListener("pointermove", function (event) {
      const hit = target(event.target);
      card.hidden = !hit || !hit.name;
      if (card.hidden) return;
      const head = document.createElement("b");
      head.textContent = hit.name;
      card.replaceChildren(head, ...hit.lines.map(function (line) {
        const row = document.createElement("div");
        row.textContent = line;
        return row;
      }));
      const box = map.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
      card.style.left = Math.max(0, x + 14 + card.offsetWidth > box.width ? x - 14 - card.offsetWidth : x + 14) + "px";
      card.style.top = Math.max(0, y + 14 + card.offsetHeight > box.height ? y - 14 - card.offsetHeight : y + 14) + "px";
    });
    map.addEventListener("pointerleave", () => { card.hidden = true; });
    map.addEventListener("click", function (event) {
      const hit = target(event.target);
      if (hit && hit.path) location.href = page.up + hit.path;
    });
  }

  page.charts.forEach(function (figure, n) {
    const chart = document.getElementById("chart-" + n);
    if (!window.Plotly) return;
    Plotly.newPlot(chart, figure.data, figure.layout, {
      displaylogo: false, displayModeBar: false, responsive: true, scrollZoom: false, plotlyServerURL: "", typesetMath: false,
    });
  });

  for (const list of document.querySelectorAll("ul.links")) {
    if (list.children.length < 40) continue;
    const box = document.createElement("input");
    box.type = "search";
    box.className = "filter";
    box.setAttribute("aria-label", list.previousElementSibling.textContent);
    box.placeholder = list.previousElementSibling.textContent;
    list.before(box);
    box.addEventListener("input", function () {
      const query = box.value.trim().toLowerCase();
      for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(query);
    });
  }
})();
