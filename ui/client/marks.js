// Charts from the keyboard: a chart takes the focus, the arrow keys go from mark to mark, Enter chooses as a click does.
// Plotly knows a pointer only: it is told of one that stands where the reached mark is.
(function () {
  "use strict";
  const PLOT = ".js-plotly-plot", MARKS = ".scatterlayer path.point, .barlayer .point path";
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const reached = new WeakMap();

  function marks(plot) {
    return Array.from(plot.querySelectorAll(MARKS), function (node) {
      const box = node.getBoundingClientRect();
      return { node: node, at: [box.x + box.width / 2, box.y + box.height / 2], size: Math.max(box.width, box.height) };
    }).filter((one) => one.size > 0);
  }

  function beside(all, from, way) {
    let best = null;
    for (const one of all) {
      const dx = one.at[0] - from[0], dy = one.at[1] - from[1];
      const along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      const cost = along + 2 * aside;
      if (along > 0.5 && (!best || cost < best.cost)) best = { one: one, cost: cost };
    }
    return best && best.one;
  }

  // What lies under a mark and listens for the pointer: the plot of its panel.
  function tell(plot, at, types) {
    const areas = Array.from(plot.querySelectorAll(".nsewdrag"));
    const holds = (box) => at[0] >= box.left - 12 && at[0] <= box.right + 12 && at[1] >= box.top - 12 && at[1] <= box.bottom + 12;
    const area = areas.find((node) => holds(node.getBoundingClientRect())) || areas[0];
    const place = { bubbles: true, cancelable: true, view: window, clientX: at[0], clientY: at[1], button: 0 };
    if (area) for (const type of types) area.dispatchEvent(new MouseEvent(type, place));
  }

  function ring(plot, mark) {
    let node = plot.querySelector(".mark-ring");
    if (!node) {
      node = document.createElement("div");
      node.className = "mark-ring";
      plot.append(node);
    }
    node.hidden = !mark;
    if (!mark) return;
    const box = plot.getBoundingClientRect(), wide = mark.size + 12;
    node.style.cssText = `left:${mark.at[0] - box.left - wide / 2}px;top:${mark.at[1] - box.top - wide / 2}px;width:${wide}px;height:${wide}px`;
  }

  // Heard by those who do not see the box that plotly draws.
  function speak(plot) {
    let node = plot.querySelector(".mark-spoken");
    if (!node) {
      node = document.createElement("div");
      node.className = "mark-spoken";
      node.setAttribute("role", "status");
      plot.append(node);
    }
    window.setTimeout(() => {
      const lines = Array.from(plot.querySelectorAll(".hoverlayer .hovertext tspan"), (one) => one.textContent);
      node.textContent = lines.join(" ");
    }, 120);
  }

  function leave(plot) {
    reached.delete(plot);
    ring(plot, null);
    tell(plot, [-1, -1], ["mouseout"]);
  }

  document.addEventListener("keydown", function (event) {
    const plot = event.target.closest && event.target.matches(PLOT) && event.target;
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = marks(plot), node = reached.get(plot), here = node && all.find((one) => one.node === node);
    if (event.key in WAYS) {
      const sorted = () => all.slice().sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0])[0];
      const next = here ? beside(all, here.at, WAYS[event.key]) || here : sorted();
      if (!next) return;
      event.preventDefault();
      event.stopPropagation();
      next.node.scrollIntoView({ block: "nearest" });
      const seen = marks(plot).find((one) => one.node === next.node);
      reached.set(plot, next.node);
      ring(plot, seen);
      tell(plot, seen.at, ["mouseover", "mousemove"]);
      speak(plot);
    } else if (event.key === "Enter" && here) {
      event.preventDefault();
      tell(plot, here.at, ["mousemove", "mousedown", "mouseup", "click"]);
    } else if (event.key === "Escape") leave(plot);
  });
  document.addEventListener("focusout", (event) => event.target.matches && event.target.matches(PLOT) && leave(event.target));

  // Plotly makes its charts as they come; each is to be reached by the tabulator.
  function reach() {
    for (const plot of document.querySelectorAll(PLOT + ":not([tabindex])")) plot.tabIndex = 0;
  }
  let due = false;
  new MutationObserver(() => {
    if (!due) window.requestAnimationFrame(() => ((due = false), reach()));
    due = true;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
