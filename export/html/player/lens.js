// Zoom and pen: a part of the slide enlarged under the pointer, and strokes over it that are gone with the slide.
(function (player) {
  "use strict";
  const state = player.state, root = document.documentElement, make = player.make, TIMES = 2.5;
  const paper = make("canvas", "pen");
  paper.hidden = true;
  document.body.append(paper);
  let at = { x: 0, y: 0 }, line = null;

  // What the pointer is at stays where it is: to see another part the pointer goes there.
  function look() {
    if (!state.zoom) return;
    const size = player.data.shapes[state.shape], k = state.scale * TIMES;
    const share = (value, room) => Math.min(1, Math.max(0, value / room));
    const shift = (value, room, length) => (length <= room ? (room - length) / 2 : -share(value, room) * (length - room));
    const x = shift(at.x, window.innerWidth, size.width * k), y = shift(at.y, window.innerHeight, size.height * k);
    player.stage.style.transform = "translate(" + x + "px," + y + "px) scale(" + k + ")";
  }

  function zoom(on) {
    if (state.zoom === on) return;
    state.zoom = on;
    root.classList.toggle("zoomed", on);
    if (on) look();
    else player.parts.screen.place();
  }

  function pen(on) {
    if (state.pen === on) return;
    state.pen = on;
    paper.hidden = !on;
    root.classList.toggle("drawing", on);
    wipe();
  }

  // A canvas that gets its size is empty.
  function wipe() {
    const ratio = window.devicePixelRatio || 1;
    paper.width = window.innerWidth * ratio;
    paper.height = window.innerHeight * ratio;
    line = null;
  }

  function stroke(event) {
    const ratio = window.devicePixelRatio || 1, ink = paper.getContext("2d"), to = { x: event.clientX * ratio, y: event.clientY * ratio };
    ink.strokeStyle = getComputedStyle(root).getPropertyValue("--accent");
    ink.lineWidth = Math.max(4, window.innerHeight / 160) * ratio;
    ink.lineCap = ink.lineJoin = "round";
    ink.beginPath();
    ink.moveTo(line.x, line.y);
    ink.lineTo(to.x, to.y);
    ink.stroke();
    line = to;
  }

  document.addEventListener("pointermove", function (event) {
    at = { x: event.clientX, y: event.clientY };
    if (line) stroke(event);
    else look();
  });
  paper.addEventListener("pointerdown", function (event) {
    const ratio = window.devicePixelRatio || 1;
    line = { x: event.clientX * ratio, y: event.clientY * ratio };
    stroke(event);
  });
  window.addEventListener("pointerup", () => (line = null));

  Object.assign(state, { zoom: false, pen: false });
  player.parts.lens = {
    zoom: () => zoom(!state.zoom),
    pen: () => pen(!state.pen),
    wipe: wipe,
    // Puts both away; says whether there was something.
    close: function () {
      const was = state.zoom || state.pen;
      zoom(false);
      pen(false);
      return was;
    },
    // A slide that is left takes its strokes and its enlargement along.
    leave: function () {
      zoom(false);
      if (state.pen) wipe();
    },
  };
})(window.player);
