// The map of a slide: flows that come step by step, the card of what is pointed at, and what a click pins.
(function (player) {
  "use strict";
  const card = player.make("div", "card");
  card.hidden = true;
  player.stage.append(card);
  const hierarchy = player.parts.hierarchy.read(player.data.within);
  let pinned = null;

  // A flow says its two ends; a region its name and what the picture knows of it.
  function lines(map, target) {
    if (target.kind === "flow") return map.flows[target.id] ? [map.flows[target.id].name] : [];
    return [player.data.names[target.id] || target.id].concat(map.cards[target.id] || []);
  }

  function under(event) {
    const node = event.target.closest ? event.target.closest("[data-flow], [data-unit]") : null;
    if (!node || !node.closest(".map")) return null;
    return node.dataset.flow ? { kind: "flow", id: node.dataset.flow } : { kind: "region", id: node.dataset.unit };
  }

  function same(a, b) {
    return a && b && a.kind === b.kind && a.id === b.id;
  }

  function show(target, at) {
    const map = player.data.slides[player.state.slide].map, texts = map && target ? lines(map, target) : [];
    card.hidden = !texts.length;
    if (!texts.length) return;
    card.replaceChildren();
    texts.forEach((text, n) => card.append(player.make(n ? "span" : "strong", "", text)));
    card.classList.toggle("pinned", !!pinned);
    const size = player.data.shapes[player.state.shape], w = card.offsetWidth, h = card.offsetHeight;
    const x = at.x + 18 + w > size.width - 8 ? at.x - w - 14 : at.x + 18;
    const y = at.y + 16 + h > size.height - 8 ? at.y - h - 12 : at.y + 16;
    card.style.left = Math.max(8, x) + "px";
    card.style.top = Math.max(8, y) + "px";
  }

  function touchedBy(map, target) {
    if (!target) return [];
    if (target.kind === "flow") return map.flows[target.id] ? [target.id] : [];
    return Object.keys(map.flows).filter((id) => hierarchy.touches(target.id, map.flows[id].h, map.flows[id].r));
  }

  // What belongs to the pinned thing stays strong, the other flows stand back.
  function mark(target) {
    const slide = player.slides[player.state.slide], map = player.data.slides[player.state.slide].map;
    const touched = touchedBy(map, target);
    // Where nothing is touched, fading everything would only look broken.
    slide.querySelectorAll("[data-flow]").forEach(function (node) {
      node.classList.toggle("aside", touched.length > 0 && !touched.includes(node.dataset.flow));
      node.classList.toggle("forward", touched.includes(node.dataset.flow));
    });
    const units = target ? (target.kind === "region" ? [target.id] : [map.flows[target.id].h, map.flows[target.id].r]) : [];
    slide.querySelectorAll("[data-unit]").forEach((node) => node.classList.toggle("meant", units.includes(node.dataset.unit)));
  }

  player.stage.addEventListener("pointermove", function (event) {
    if (pinned || event.pointerType === "touch") return;
    show(under(event), player.parts.screen.units(event));
  });
  player.stage.addEventListener("pointerleave", () => pinned || (card.hidden = true));
  // A click, or a finger that rests: what is under it stays marked until the next.
  function pin(event) {
    if (player.state.panel || !event.target.closest || !event.target.closest(".body")) return;
    const target = under(event);
    pinned = same(target, pinned) ? null : target;
    if (player.data.slides[player.state.slide].map) mark(pinned);
    show(pinned || target, player.parts.screen.units(event));
    player.state.pinned = pinned ? pinned.id : "";
  }
  player.stage.addEventListener("click", pin);

  player.parts.map = {
    touchedBy: touchedBy,
    pin: pin,
    // Lets go of what is pinned; says whether there was something.
    release: function () {
      const was = pinned;
      pinned = null;
      player.state.pinned = "";
      card.hidden = true;
      if (was) mark(null);
      return !!was;
    },
    // Steps within a slide: at 0 it is finished, with all flows alike; then one helper comes after another.
    steps: (n) => player.data.slides[n].builds.length,
    build: function (n, step) {
      const slide = player.slides[n], builds = player.data.slides[n].builds;
      if (!builds.length) return;
      const order = new Map();
      builds.forEach((build, at) => build.flows.forEach((id) => order.set(id, at + 1)));
      slide.querySelectorAll("[data-flow]").forEach(function (node) {
        const at = order.get(node.dataset.flow) || 0;
        node.classList.toggle("later", step > 0 && at > step);
        node.classList.toggle("earlier", at < step);
        node.classList.toggle("forward", step > 0 && at === step);
      });
      const line = slide.querySelector(".build"), current = builds[step - 1];
      line.hidden = !current;
      line.textContent = current ? player.say("build", { n: step, total: builds.length, text: current.text }) : "";
    },
    // The page has its own cards: a title within a drawing would show as one more, over all of it.
    quiet: function () {
      document.querySelectorAll(".map svg > title").forEach(function (title) {
        title.parentNode.setAttribute("aria-label", title.textContent);
        title.parentNode.removeAttribute("aria-labelledby");
        title.remove();
      });
    },
    // A thin curve is hard to hit: an unseen wider one lies over it.
    widen: function () {
      document.querySelectorAll(".map [data-flow] path[fill='none']").forEach(function (path) {
        if (path.classList.contains("reach")) return;
        const wide = path.cloneNode(false);
        ["id", "stroke-dasharray", "marker-end", "opacity"].forEach((name) => wide.removeAttribute(name));
        wide.setAttribute("stroke", "transparent");
        wide.setAttribute("stroke-width", "14");
        wide.classList.add("reach");
        path.parentNode.append(wide);
      });
    },
  };
})(window.player);
