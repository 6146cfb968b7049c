// The stage on the screen: its shape, its size, and text that fits its room without falling below the smallest size.
(function (player) {
  "use strict";
  const root = document.documentElement, STEPS = 4;
  // Between the middle of 4:3 and 16:9.
  const TALL_BELOW = 1.54;
  let printing = /print/.test(location.hash);

  // Chinese type is taller than its line, which counts as overflow and is none.
  function over(node) {
    const slack = 0.4 * parseFloat(getComputedStyle(node).fontSize);
    return node.scrollHeight > node.clientHeight + slack || node.scrollWidth > node.clientWidth + 1;
  }

  // Type goes down by steps; the last step is the smallest size a slide may have.
  function shrink(node) {
    for (let step = 0; step < STEPS; step++) {
      node.dataset.fit = step;
      if (!over(node)) return;
    }
  }

  // Who reported it and when, or the whole: its title too, which the panel of sources has in any case.
  function say(item, brief) {
    const textNode = item.lastChild;
    textNode.whole = textNode.whole || textNode.data;
    textNode.data = brief ? item.dataset.brief : textNode.whole;
  }

  // Rather than that some are left out, the last are named in brief.
  function abridge(list, items) {
    items.forEach((item) => say(item, true));
    if (over(list)) return items.forEach((item) => say(item, false));
    for (const item of items) {
      say(item, false);
      if (over(list)) return say(item, true);
    }
  }

  // Sources that find no room stay countable: the last thing said is how many there are and which key shows them.
  // Period, basis and version come before them: where these need a second line, the sources have one less.
  function fitSources(slide, n) {
    const meta = slide.querySelector(".foot .meta");
    slide.classList.remove("long");
    slide.classList.toggle("long", meta.scrollWidth > meta.clientWidth + 1);
    const list = slide.querySelector(".cited"), more = slide.querySelector(".more");
    if (!list) return;
    const paper = document.querySelector(".appendix [data-slide='" + (n + 1) + "']");
    const items = Array.from(list.querySelectorAll("li:not(.more)"));
    items.forEach((item) => {
      item.hidden = false;
      say(item, false);
    });
    more.hidden = !("further" in list.dataset);
    if (over(list)) abridge(list, items);
    const whole = !over(list);
    more.hidden = whole && !("further" in list.dataset);
    for (let k = items.length - 1; k > 0 && over(list); k--) items[k].hidden = true;
    // On paper the last pages have those that find no room; further ones are of words that are not printed.
    paper.hidden = whole && !items.some((item) => item.hidden);
    more.classList.toggle("apart", paper.hidden);
    if (paper.hidden) return;
    // The first one always stands, cut short where need be: a slide without a source would say nothing of where it is from.
    const textNode = items[0].lastChild;
    for (let length = textNode.whole.length - 4; over(list) && length > 12; length -= 4) textNode.data = textNode.whole.slice(0, length) + "…";
  }

  function fit(slide, n) {
    slide.querySelectorAll(".title, .sentence, .side").forEach(shrink);
    fitSources(slide, n);
    const paper = document.querySelector(".appendix");
    if (paper) paper.hidden = !paper.querySelector("[data-slide]:not([hidden])");
  }

  player.parts.screen = {
    // Returns true when the shape has changed, so that what depends on it is drawn anew.
    place: function () {
      const w = window.innerWidth, h = window.innerHeight, state = player.state;
      const shape = printing || w / h >= TALL_BELOW ? "wide" : "tall", changed = !root.classList.contains(shape);
      root.classList.remove("wide", "tall");
      root.classList.add(shape);
      state.shape = shape;
      const size = player.data.shapes[shape], k = Math.min(w / size.width, h / size.height);
      state.scale = k;
      const x = Math.max(0, Math.round((w - size.width * k) / 2)), y = Math.max(0, Math.round((h - size.height * k) / 2));
      player.stage.style.transform = "translate(" + x + "px," + y + "px) scale(" + k + ")";
      return changed;
    },
    fit: (n) => fit(player.slides[n], n),
    fitAll: function () {
      player.slides.forEach(fit);
    },
    print: function (on) {
      printing = on;
    },
    // The place of a pointer in units of the stage.
    units: function (event) {
      const box = player.stage.getBoundingClientRect(), k = player.state.scale;
      return { x: (event.clientX - box.left) / k, y: (event.clientY - box.top) / k };
    },
  };
})(window.player);
