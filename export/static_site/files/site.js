// The published site's script: outlines of regions are put into the page, maps answer to the pointer, places are searched.
// Everything is in the page or beside it as a script, which a browser also loads from a folder; nothing is asked of any other
// place.
(function () {
  "use strict";
  const page = JSON.parse(document.getElementById("page").textContent);
  const own = document.currentScript, SVG = "http://www.w3.org/2000/svg";
  let withPage = new Set();

  // Called by edition-<lang>.js: pages that did not change are left as they are, what all of them say of the site is here.
  window.atlasEdition = function (about, regions) {
    document.getElementById("about").textContent = about;
    withPage = new Set(regions.split(" "));
  };

  // --- outlines: the inverse of export/static_site/packing.py
  const SIGNS = Array.from({ length: 92 }, (_, n) => String.fromCharCode(33 + n)).filter((c) => !"\"'<>&\\".includes(c));
  const VALUE = new Map(SIGNS.map((sign, n) => [sign, n])), SINGLE = 64, FIRST = SIGNS.length - SINGLE, DIGITS = 32;

  // The numbers of a text, and its signs "}" and "~" as they are.
  function read(text) {
    const found = [];
    for (let at = 0; at < text.length; at++) {
      if (text[at] === "}" || text[at] === "~") {
        found.push(text[at]);
        continue;
      }
      let value = VALUE.get(text[at]);
      if (value >= SINGLE) {
        let rest = 0, weight = 1, digit;
        do {
          digit = VALUE.get(text[++at]);
          rest += (digit % DIGITS) * weight;
          weight *= DIGITS;
        } while (digit >= DIGITS);
        value += rest * FIRST;
      }
      found.push(value % 2 ? -(value + 1) / 2 : value / 2);
    }
    return found;
  }

  function unpack(text) {
    let path = "", numbers = [];
    for (const one of read(text)) {
      if (one !== "}" && one !== "~") {
        numbers.push(one);
        continue;
      }
      path += "M" + numbers.slice(0, 2).join(" ") + "l" + numbers.slice(2).join(" ") + (one === "}" ? "z" : "");
      numbers = [];
    }
    return path;
  }

  let outline = "";
  for (const path of document.querySelectorAll("path[data-d]")) {
    if (path.dataset.d !== "=") outline = unpack(path.dataset.d);
    path.setAttribute("d", outline);
  }

  let flows = 0, look = "";
  for (const flow of document.querySelectorAll("[data-line]")) {
    look = flow.dataset.look || look;
    const [from, to, width, radius, dash, opacity] = look.split(";"), id = "a-flow" + flows++, steps = read(flow.dataset.line);
    for (let k = 2; k < steps.length; k++) steps[k] += steps[k - 2];
    const [x1, y1, xc, yc, xe, ye, x2, y2, ...head] = steps.map((n) => n / 10);
    if (opacity) flow.setAttribute("opacity", opacity);
    const corners = head.map((n, k) => (k % 2 ? " " : k ? "L" : "M") + n).join("");
    flow.innerHTML = `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">` +
      `<stop offset="0.45" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>` +
      `<path d="M${x1} ${y1}Q${xc} ${yc} ${xe} ${ye}" fill="none" stroke="url(#${id})" stroke-width="${width}"` +
      (dash ? ` stroke-dasharray="${dash}"/>` : "/>") + (head.length ? `<path d="${corners}Z" fill="${to}"/>` : "") +
      (radius ? `<circle cx="${x1}" cy="${y1}" r="${radius}" fill="${from}"/>` : "");
  }

  // Called by shapes.js.
  let asked = false;
  window.atlasShapes = function (outlines) {
    const wanted = new Map();
    for (const use of document.querySelectorAll(".map use")) wanted.set(use.getAttribute("href").slice(1), use);
    const holder = document.createElementNS(SVG, "svg"), missing = [];
    holder.setAttribute("class", "outlines");
    holder.setAttribute("aria-hidden", "true");
    for (const id of wanted.keys()) {
      if (!(id in outlines)) { missing.push(id); continue; }
      const path = document.createElementNS(SVG, "path");
      path.id = id;
      path.setAttribute("d", unpack(outlines[id]));
      holder.append(path);
    }
    document.body.append(holder);
    // Chromium resolves a <use> whose target came later only when its reference is set anew.
    for (const use of document.querySelectorAll(".map use")) use.setAttribute("href", use.getAttribute("href"));
    // A browser may hold the outlines of an edition before this page's: they are asked for once more, past what it holds.
    if (missing.length && !asked) {
      asked = true;
      load(document.querySelector("script[src$='shapes.js']").getAttribute("src") + "?again");
    }
  };

  function load(address) {
    const script = document.createElement("script");
    script.src = address;
    document.body.append(script);
    return script;
  }

  // --- long tables, in a file beside the page
  let rows = null;
  for (const table of document.querySelectorAll("details[data-rows]"))
    table.addEventListener("toggle", function () {
      if (!table.open || table.dataset.filled) return;
      const lost = table.querySelector(".lost"); // stands there until it is known better
      lost.hidden = true;
      rows = rows || new Promise(function (resolve, reject) {
        window.atlasRows = resolve; // called by that file
        load(table.dataset.rows).addEventListener("error", reject);
      });
      rows.then(function (tables) {
        if (table.dataset.filled) return;
        table.dataset.filled = "1";
        table.querySelector("tbody").append(...tables[table.dataset.table].map(function (cells) {
          const row = document.createElement("tr");
          row.append(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
          return row;
        }));
      }).catch(function () {
        rows = null;
        lost.hidden = false;
      });
    });

  // --- theme
  const root = document.documentElement, button = document.getElementById("theme");
  function name() {
    const other = root.dataset.theme === "dark" ? "light" : "dark";
    button.textContent = button.dataset[other];
  }
  button.hidden = false;
  name();
  button.addEventListener("click", function () {
    window.atlasTheme(root.dataset.theme === "dark" ? "light" : "dark");
    name();
    charts();
  });

  // --- search
  let places = null;
  function listed() {
    if (!places) {
      places = new Promise(function (resolve, reject) {
        window.atlasPlaces = resolve; // called by places-<lang>.js
        load(own.dataset.places).addEventListener("error", reject);
      });
      places.catch(() => { places = null; });
    }
    return places;
  }
  if (window.placeSearch)
    window.placeSearch({
      parentElement: document.getElementById("search"),
      data: { list: listed, words: JSON.parse(own.dataset.search) },
      setTriggerValue: (_, place) => { location.href = page.up + "regions/" + place + ".html"; },
    });

  // --- maps
  function target(node) {
    const flow = node.closest("[data-flow]"), region = node.closest("[data-region]");
    if (flow) {
      const [title, path] = page.flows[+flow.dataset.flow] || ["", ""];
      return { path, name: title, lines: [] };
    }
    if (!region) return null;
    const id = region.dataset.region, [title, ...lines] = page.regions[id] || [""];
    return { path: withPage.has(id) ? "regions/" + id + ".html" : "", name: title, lines };
  }

  for (const map of document.querySelectorAll(".map")) {
    const room = map.firstElementChild;
    room.scrollLeft = (room.scrollWidth - room.clientWidth) / 2; // on a phone it is wider than its room
    const card = document.createElement("div");
    card.className = "card";
    card.hidden = true;
    map.append(card);
    map.addEventListener("pointermove", function (event) {
      const hit = target(event.target);
      map.classList.toggle("leads", Boolean(hit && hit.path));
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

  // --- charts that were not drawn when the site was published
  function charts() {
    if (!window.Plotly) return;
    const dark = root.dataset.theme === "dark";
    page.charts.forEach(function (text, n) {
      const figure = JSON.parse(text.replace(/(#[0-9a-f]{3,8}|rgba?\([^()|]*\))\|(#[0-9a-f]{3,8}|rgba?\([^()|]*\))/gi, dark ? "$2" : "$1"));
      Plotly.react(document.getElementById("chart-" + n), figure.data, figure.layout, {
        displaylogo: false, displayModeBar: false, responsive: true, scrollZoom: false, plotlyServerURL: "", typesetMath: false,
      });
    });
  }
  charts();

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
