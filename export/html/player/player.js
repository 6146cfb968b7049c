// Steps and keys. A step shows what is already built; nothing is made while the room waits.
(function (player) {
  "use strict";
  const state = player.state, parts = player.parts, root = document.documentElement, last = player.slides.length - 1;
  const bar = document.querySelector(".progress"), live = document.querySelector(".announce"), controls = document.querySelector(".controls");
  // How long a second Esc may take; how long a finger rests to point at something; how little it moves in a tap, in px.
  const LEAVE_MS = 3000, REST_MS = 500, TAP_PX = 12;
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
    if (moved) parts.lens.leave();
    parts.charts.one(slide);
    parts.map.build(slide, step);
    player.slides[state.slide].classList.remove("current");
    player.slides[slide].classList.add("current");
    state.slide = slide;
    state.build = step;
    // Whoever takes pictures of the page waits for this (export/pictures/browser.py).
    root.dataset.place = "#" + (slide + 1) + (step ? "." + step : "");
    bar.style.transform = "scaleX(" + (slide + 1) / (last + 1) + ")";
    keep();
    parts.notes.update();
    const slideData = player.data.slides[slide], currentBuild = slideData.builds[step - 1];
    live.textContent = currentBuild && !moved ? currentBuild.text : player.say("announce", { n: slide + 1, total: last + 1, title: slideData.title });
  }

  // The address keeps the place, so that a reload or the back key of the browser finds it again.
  function keep() {
    if (/print/.test(location.hash)) return;
    if (location.hash !== root.dataset.place) history.replaceState(null, "", root.dataset.place);
  }

  function fromHash() {
    const match = /^#(\d+)(?:\.(\d+))?$/.exec(location.hash);
    return match ? [Number(match[1]) - 1, Number(match[2] || 0)] : [0, 0];
  }

  // A slide is left by one key, however many steps it has: it opens finished.
  function next() {
    const to = parts.steps.beside(place()[0], 1);
    if (to === null) parts.panels.tell(player.say("last"));
    else go(to, 0);
  }

  function previous() {
    const to = parts.steps.beside(place()[0], -1);
    if (to !== null) go(to, 0);
  }

  // Down steps within, and after the last step the slide is finished again; without steps it goes on as right does.
  function down() {
    const [slide, build] = place(), steps = parts.map.steps(slide);
    if (!steps) next();
    else go(slide, build < steps ? build + 1 : 0);
  }

  function up() {
    const [slide, build] = place();
    if (build > 0) go(slide, build - 1);
    else previous();
  }

  // Esc puts away what lies over the slide; the show is left by a second one, which nobody presses by accident.
  let leaving = 0;
  function leave() {
    const again = Date.now() - leaving < LEAVE_MS;
    leaving = 0;
    if (state.cover) parts.panels.cover(state.cover);
    else if (parts.panels.close() || parts.lens.close() || parts.map.release() || !player.data.back) parts.panels.tell("");
    else if (again) {
      parts.notes.close();
      location.assign(player.data.back);
    }
    else {
      leaving = Date.now();
      parts.panels.tell(player.say("leave"));
    }
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
    down: down,
    up: up,
    first: () => go(parts.steps.beside(-1, 1) || 0, 0),
    last: () => go(parts.steps.beside(last + 1, -1) || 0, 0),
    sources: () => parts.panels.toggle("sources"),
    tables: () => parts.panels.toggle("tables"),
    overview: () => parts.panels.toggle("overview"),
    help: () => parts.panels.toggle("help"),
    full: fullScreen,
    black: () => parts.panels.cover("black"),
    white: () => parts.panels.cover("white"),
    notes: () => parts.notes.open(),
    zoom: () => parts.lens.zoom(),
    pen: () => parts.lens.pen(),
    erase: () => parts.lens.wipe(),
    ring: () => parts.panels.ring(),
    time: (event) => parts.notes.pause(event && event.shiftKey),
    leave: leave,
    enter: enter,
  };
  const KEYS = {
    ArrowRight: "next", ArrowDown: "down", PageDown: "next", " ": "next", ArrowLeft: "previous", ArrowUp: "up",
    PageUp: "previous", Backspace: "previous", Home: "first", End: "last", Enter: "enter", Escape: "leave", s: "sources",
    x: "tables", d: "pen", z: "zoom", e: "erase", o: "overview", f: "full", b: "black", ".": "black", "\u3002": "black", w: "white", n: "notes", p: "ring",
    l: "ring", t: "time", "?": "help", "\uff1f": "help", "/": "help",
  };
  const READING = ["ArrowDown", "ArrowUp", "Home", "End", " "];
  const STEPPING = ["next", "previous", "down", "up", "enter", "first", "last"];

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

  // A stroke or a tap leaves the slide, a tap at the left edge backwards; a finger that rests points at the map. Near the
  // lower edge a tap brings the controls, and nothing else.
  let finger = null;
  function onTouch(event) {
    const point = event.changedTouches[0], from = finger;
    finger = event.type === "touchstart" && event.touches.length === 1 ? { x: point.clientX, y: point.clientY, at: event.timeStamp } : null;
    if (!from || event.type !== "touchend" || state.panel || state.cover || state.pen) return;
    const x = point.clientX - from.x, y = point.clientY - from.y;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) (x < 0 ? next : previous)();
    else if (Math.hypot(x, y) < TAP_PX) tap(event, point, event.timeStamp - from.at);
  }

  function tap(event, point, ms) {
    if (event.target.closest("button, a, .controls") || near(point)) return;
    // Or the click that follows would pin what lies under it on the next slide.
    event.preventDefault();
    if (ms >= REST_MS) parts.map.pin({ target: event.target, clientX: point.clientX, clientY: point.clientY });
    else (point.clientX < window.innerWidth / 5 ? previous : next)();
  }

  let hide = 0;
  // The controls come when the pointer is near the lower edge, and go by themselves.
  function near(event) {
    if (event.clientY < window.innerHeight * 0.86) return false;
    controls.classList.add("shown");
    clearTimeout(hide);
    hide = setTimeout(() => controls.classList.remove("shown"), 2500);
    return true;
  }

  let settle = 0;
  function arrange() {
    parts.lens.close();
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
  document.addEventListener("touchend", onTouch, { passive: false });
  window.addEventListener("resize", arrange);
  window.addEventListener("hashchange", () => go(...fromHash()));
  window.addEventListener("beforeprint", function () {
    parts.screen.print(true);
    arrange();
    player.slides.forEach((_, n) => parts.map.build(n, 0));
    parts.charts.now();
    parts.bake.paper();
  });
  window.addEventListener("afterprint", function () {
    parts.screen.print(false);
    arrange();
    go(state.slide, state.build);
  });

  parts.steps = {
    resume: () => going && go(...going),
    // The slide before or behind, hidden ones passed over; they are shown by their number, or from the overview.
    beside: function (n, by) {
      for (let at = n + by; at >= 0 && at <= last; at += by) if (!player.data.slides[at].hidden) return at;
      return null;
    },
  };
  parts.screen.place();
  // The slide at hand first; all others when it has been painted.
  const [first] = fromHash();
  parts.screen.fit(clamp(first, last));
  parts.charts.recall(clamp(first, last));
  go(...fromHash());
  const painted = (then) => requestAnimationFrame(() => setTimeout(then, 0));
  painted(function () {
    state.seen = Math.round(performance.now());
    parts.map.quiet();
    parts.map.widen();
    parts.screen.fitAll();
    parts.notes.start(onKey);
    painted(() => parts.charts.start().then(() => parts.bake.all()).then(parts.charts.keep).then(ready));
  });

  // Whoever prints the page waits for this (export/pictures/browser.py).
  function ready() {
    state.ready = true;
    root.dataset.ready = "1";
  }
})(window.player);
