// Steps and keys. A step shows what is already built; nothing is made while the room waits.
(function (player) {
  "use strict";
  const state = player.state, parts = player.parts, root = document.documentElement, last = player.slides.length - 1;
  const bar = document.querySelector(".progress"), live = document.querySelector(".announce"), controls = document.querySelector(".controls");
  let digits = "";

  function clamp(n, most) {
    return Math.min(most, Math.max(0, n));
  }

  // A slide whose charts are still being unpacked is not shown half: the step is kept and made when they stand.
  let going = null;
  const place = () => going || [state.slide, state.build];

  function go(n, build) {
    const slide = clamp(n, last), step = clamp(build, parts.map.steps(slide)), moved = slide !== state.slide;
    going = moved && parts.charts.awaited(slide) ? [slide, step] : null;
    if (going) return;
    parts.map.release();
    parts.panels.close();
    parts.charts.one(slide);
    parts.map.build(slide, step);
    player.slides[state.slide].classList.remove("current");
    player.slides[slide].classList.add("current");
    state.slide = slide;
    state.build = step;
    bar.style.transform = "scaleX(" + (slide + 1) / (last + 1) + ")";
    keep();
    parts.notes.update();
    const slideData = player.data.slides[slide], currentBuild = slideData.builds[step - 1];
    live.textContent = currentBuild && !moved ? currentBuild.text : player.say("announce", { n: slide + 1, total: last + 1, title: slideData.title });
  }

  // The address keeps the place, so that a reload or the back key of the browser finds it again.
  function keep() {
    if (/print/.test(location.hash)) return;
    const hash = "#" + (state.slide + 1) + (state.build ? "." + state.build : "");
    if (location.hash !== hash) history.replaceState(null, "", hash);
  }

  function fromHash() {
    const match = /^#(\d+)(?:\.(\d+))?$/.exec(location.hash);
    return match ? [Number(match[1]) - 1, Number(match[2] || 0)] : [0, 0];
  }

  function next() {
    const [slide, build] = place();
    if (build < parts.map.steps(slide)) go(slide, build + 1);
    else if (slide < last) go(slide + 1, 0);
    else parts.panels.tell(player.say("last"));
  }

  function previous() {
    const [slide, build] = place();
    if (build > 0) go(slide, build - 1);
    else if (slide > 0) go(slide - 1, parts.map.steps(slide - 1));
  }

  function leave() {
    if (state.cover) parts.panels.cover(state.cover);
    else if (!parts.panels.close() && !parts.map.release() && player.data.back) location.assign(player.data.back);
  }

  function fullScreen() {
    const change = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen && root.requestFullscreen();
    if (change) change.catch(() => parts.panels.tell(player.say("no_full")));
    else parts.panels.tell(player.say("no_full"));
  }

  function digit(key) {
    digits = (digits + key).slice(-3);
    parts.panels.tell(player.say("jump", { n: digits }));
  }

  function enter() {
    if (!digits) return next();
    go(Number(digits) - 1, 0);
    digits = "";
    parts.panels.tell("");
  }

  const acts = {
    next: next,
    previous: previous,
    first: () => go(0, 0),
    last: () => go(last, 0),
    sources: () => parts.panels.toggle("sources"),
    tables: () => parts.panels.toggle("tables"),
    overview: () => parts.panels.toggle("overview"),
    help: () => parts.panels.toggle("help"),
    full: fullScreen,
    black: () => parts.panels.cover("black"),
    white: () => parts.panels.cover("white"),
    notes: () => parts.notes.open(onKey),
    ring: () => parts.panels.ring(),
    time: (event) => parts.notes.pause(event && event.shiftKey),
    leave: leave,
    enter: enter,
  };
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", ArrowUp: "previous",
    PageUp: "previous", Backspace: "previous", Home: "first", End: "last", Enter: "enter", Escape: "leave", s: "sources",
    d: "tables", o: "overview", f: "full", b: "black", ".": "black", "\u3002": "black", w: "white", n: "notes", p: "ring",
    l: "ring", t: "time", "?": "help", "\uff1f": "help", "/": "help",
  };
  const READING = ["ArrowDown", "ArrowUp", "Home", "End", " "];
  const STEPPING = ["next", "previous", "enter", "first", "last"];

  function named(event) {
    // An input method at work says only that it works; the key's place says which it was.
    if (event.key === "Process" || event.key === "Unidentified") return event.code.replace("Key", "").toLowerCase();
    return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  }

  function inOverview(key) {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: state.columns, ArrowUp: -state.columns, PageDown: 1, PageUp: -1, Home: -last, End: last };
    if (!(key in by)) return false;
    parts.panels.pick(by[key]);
    return true;
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = named(event), target = event.target, act = KEYS[key];
    const pressing = (key === "Enter" || key === " ") && target.closest && target.closest("button, a, summary");
    if (pressing) return;
    if (state.panel === "overview" && inOverview(key)) return event.preventDefault();
    // In a panel that is longer than the screen the arrows up and down read on.
    if (state.panel && state.panel !== "overview" && READING.includes(key)) return;
    if (/^\d$/.test(key)) return digit(key);
    if (!act) return;
    event.preventDefault();
    // From a dark room the first key only turns the light on.
    if (state.cover && STEPPING.includes(act)) return parts.panels.cover(state.cover);
    if (act !== "enter") digits = "";
    acts[act](event);
  }

  function onClick(event) {
    const button = event.target.closest ? event.target.closest("[data-act], [data-note], .pick") : null;
    if (state.cover) return parts.panels.cover(state.cover);
    if (!button) return;
    if (button.classList.contains("pick")) go(player.slides.indexOf(button.closest(".slide")), 0);
    else if (button.dataset.act) acts[button.dataset.act](event);
    else if (button.tagName === "BUTTON") parts.panels.source(button.dataset.note);
    // A mouse click leaves no focus behind, or the remote's next Enter would press the button again.
    if (event.detail && document.activeElement === button) button.blur();
  }

  let swipe = null;
  function onTouch(event) {
    const point = event.changedTouches[0];
    if (event.type === "touchstart") swipe = event.touches.length === 1 ? { x: point.clientX, y: point.clientY } : null;
    else if (swipe && !state.panel) {
      const x = point.clientX - swipe.x, y = point.clientY - swipe.y;
      if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) (x < 0 ? next : previous)();
      swipe = null;
    }
  }

  let hide = 0;
  // The controls come when the pointer is near the lower edge, and go by themselves.
  function near(event) {
    if (event.clientY < window.innerHeight * 0.86) return;
    controls.classList.add("shown");
    clearTimeout(hide);
    hide = setTimeout(() => controls.classList.remove("shown"), 2500);
  }

  let settle = 0;
  function arrange() {
    if (parts.screen.place()) {
      parts.screen.fitAll();
      parts.charts.now();
    }
    parts.bake.stale();
    clearTimeout(settle);
    settle = setTimeout(() => parts.bake.all(), 250);
    if (state.panel === "overview") {
      parts.panels.close();
      parts.panels.toggle("overview");
    }
  }

  if (!player.slides.length) return;
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("pointermove", near);
  document.addEventListener("pointerdown", near);
  document.addEventListener("touchstart", onTouch, { passive: true });
  document.addEventListener("touchend", onTouch, { passive: true });
  window.addEventListener("resize", arrange);
  window.addEventListener("hashchange", () => go(...fromHash()));
  window.addEventListener("beforeprint", function () {
    parts.screen.print(true);
    arrange();
    player.slides.forEach((_, n) => parts.map.build(n, parts.map.steps(n)));
    parts.charts.now();
    parts.bake.paper();
  });
  window.addEventListener("afterprint", function () {
    parts.screen.print(false);
    arrange();
    go(state.slide, state.build);
  });

  player.parts.steps = { resume: () => going && go(...going) };
  parts.screen.place();
  parts.screen.fitAll();
  player.slides.forEach((_, n) => parts.map.build(n, parts.map.steps(n)));
  parts.map.quiet();
  parts.map.widen();
  go(...fromHash());
  // Charts come after the first slide has been painted.
  requestAnimationFrame(() =>
    setTimeout(() => parts.charts.start().then(() => parts.bake.all()).then(ready), 0),
  );

  // Whoever prints the page waits for this (export/pictures/browser.py).
  function ready() {
    state.ready = true;
    root.dataset.ready = "1";
  }
})(window.player);
