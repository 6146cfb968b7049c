// The speaker's window: this slide and the next as pictures, notes, the time. This page writes it, so it needs no server.
(function (player) {
  "use strict";
  const state = player.state, make = player.make, say = player.say, KEEP = "pairing-atlas-show:" + document.title, NAME = "pairing-atlas-notes", FOLDER = location.protocol === "file:";
  const SIZES = [16, 18, 20, 22, 26, 30, 36, 44];
  // Time, its goal in minutes, the size of type and whether the window is open outlive a reload of this page.
  const kept = Object.assign({ since: Date.now(), before: 0, runs: true, goal: 0, size: 3, open: false }, recall());
  let other = null, parts = null, keys = null, drawing = 0;

  function recall() {
    try {
      return JSON.parse(sessionStorage.getItem(KEEP)) || {};
    } catch (error) {
      return {};
    }
  }

  function remember() {
    try {
      sessionStorage.setItem(KEEP, JSON.stringify(kept));
    } catch (error) {
      // Where nothing may be kept the time begins anew with the page.
    }
  }

  const elapsed = () => kept.before + (kept.runs ? Date.now() - kept.since : 0);
  const two = (n) => String(n).padStart(2, "0");
  const alive = () => !!parts && !!other && !other.closed;

  // Whether the window has what this page writes; one that was loaded anew is written again. From a folder browsers take the
  // two for strangers then: it is closed, and a key opens another.
  function furnished() {
    if (!other || other.closed) return false;
    try {
      if (!parts || !other.document.body || other.document.body.className !== "speaker") furnish();
      return true;
    } catch (error) {
      other.close();
      player.parts.panels.tell(say("notes_again"));
      return false;
    }
  }

  function duration(ms) {
    const s = Math.floor(Math.abs(ms) / 1000), h = Math.floor(s / 3600);
    return (ms < 0 ? "−" : "") + (h ? h + ":" + two(Math.floor(s / 60) % 60) : Math.floor(s / 60)) + ":" + two(s % 60);
  }

  function tick() {
    if (!furnished()) return;
    const now = new Date(), left = kept.goal * 60000 - elapsed();
    parts.elapsed.textContent = say("elapsed", { time: duration(elapsed()) });
    parts.elapsed.classList.toggle("paused", !kept.runs);
    parts.left.textContent = kept.goal ? say("left", { time: duration(left) }) : "";
    parts.left.classList.toggle("over", left < 0);
    parts.clock.textContent = two(now.getHours()) + ":" + two(now.getMinutes());
  }

  // A picture of a slide is the slide itself, once more and small; a painted map is painted over, not drawn again.
  function picture(box, n) {
    box.replaceChildren();
    if (n === null) return box.append(make("p", "", say("last")));
    const slide = player.slides[n], copy = other.document.importNode(slide, true), size = player.data.shapes[state.shape];
    copy.querySelectorAll(".panel, .pick, .map:not(." + state.shape + "), .instead").forEach((node) => node.remove());
    copy.removeAttribute("id");
    copy.classList.add("current");
    const painted = slide.querySelectorAll(".map." + state.shape + " canvas");
    copy.querySelectorAll("canvas").forEach(function (canvas, at) {
      const from = painted[at];
      if (from && from.width) canvas.getContext("2d").drawImage(from, 0, 0, (canvas.width = from.width), (canvas.height = from.height));
    });
    const k = box.clientWidth / size.width;
    copy.style.transform = "scale(" + k + ")";
    box.style.height = size.height * k + "px";
    box.append(copy);
  }

  function pictures() {
    if (!alive()) return;
    clearTimeout(drawing);
    // After the step itself: the room comes first.
    drawing = setTimeout(function () {
      if (!alive()) return;
      picture(parts.now, state.slide);
      picture(parts.next, player.parts.steps.beside(state.slide, 1));
    }, 30);
  }

  function write() {
    if (!alive() || !furnished()) return;
    const slides = player.data.slides, slide = slides[state.slide], next = player.parts.steps.beside(state.slide, 1);
    const step = slide.builds[state.build - 1], said = player.slides[state.slide].querySelector(".sources ol");
    const chapter = slide.chapter ? slide.chapter + " · " : "";
    parts.number.textContent = chapter + say("number", { n: state.slide + 1, total: slides.length });
    parts.title.textContent = slide.title;
    parts.build.textContent = step ? say("build", { n: state.build, total: slide.builds.length, text: step.text }) : "";
    parts.notes.textContent = slide.notes || say("no_notes");
    parts.said.replaceChildren();
    if (slide.further.length) parts.said.append(make("h2", "", say("further")), lines(slide.further));
    if (said) parts.said.append(make("h2", "", say("quotes")), other.document.importNode(said, true));
    parts.coming.textContent = next === null ? say("last") : say("next_is", { title: slides[next].title });
    parts.text.scrollTop = 0;
    pictures();
    tick();
  }

  function lines(texts) {
    const list = make("ul");
    texts.forEach((text) => list.append(make("li", "", text)));
    return list;
  }

  function sized(by) {
    kept.size = Math.min(SIZES.length - 1, Math.max(0, kept.size + by));
    parts.text.style.fontSize = SIZES[kept.size] + "px";
    remember();
  }

  function goal(minutes) {
    kept.goal = Math.min(600, Math.max(0, Math.round(minutes) || 0));
    parts.goal.value = kept.goal || "";
    remember();
    tick();
  }

  // The window inherits this page's policy, so its style has to be the very text whose hash the policy names.
  function furnish() {
    const doc = other.document;
    doc.head.replaceChildren();
    doc.body.replaceChildren();
    doc.documentElement.lang = document.documentElement.lang;
    doc.documentElement.className = state.shape;
    doc.title = say("notes_title", { title: document.title });
    const style = doc.createElement("style");
    style.textContent = document.getElementById("style").textContent;
    doc.head.append(style);
    doc.body.className = "speaker";
    parts = {};
    const add = function (box, tag, name) {
      return (parts[name] = box.appendChild(make(tag, "speaker-" + name)));
    };
    const bar = doc.body.appendChild(make("header", "speaker-bar"));
    ["number", "elapsed", "left", "clock"].forEach((name) => add(bar, "span", name));
    const row = doc.body.appendChild(make("div", "speaker-row")), left = row.appendChild(make("div")), right = row.appendChild(make("div"));
    add(left, "div", "now");
    add(right, "div", "next");
    add(right, "p", "coming");
    add(doc.body, "h1", "title");
    add(doc.body, "p", "build");
    const text = add(doc.body, "div", "text");
    add(text, "div", "notes");
    add(text, "div", "said");
    const foot = doc.body.appendChild(make("footer", "speaker-foot"));
    button(foot, "A−", say("smaller"), () => sized(-1));
    button(foot, "A+", say("larger"), () => sized(1));
    const label = foot.appendChild(make("label", "", say("goal")));
    parts.goal = label.appendChild(make("input"));
    parts.goal.type = "number";
    parts.goal.min = "0";
    parts.goal.addEventListener("change", () => goal(Number(parts.goal.value)));
    foot.append(make("span", "speaker-keys", say("notes_keys")));
    doc.addEventListener("keydown", pressed);
    other.addEventListener("resize", pictures);
    goal(kept.goal);
    sized(0);
    write();
  }

  function button(box, text, label, act) {
    const node = box.appendChild(make("button", "", text));
    node.type = "button";
    node.setAttribute("aria-label", label);
    node.addEventListener("click", act);
  }

  function pressed(event) {
    if (event.target.localName === "input") return;
    if (event.key === "+" || event.key === "=" || event.key === "-") return sized(event.key === "-" ? -1 : 1);
    // Without steps the arrows up and down read on in long notes.
    const reading = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (reading && !player.parts.map.steps(state.slide)) return parts.text.scrollBy(0, event.key === "ArrowDown" ? 60 : -60);
    keys(event);
  }

  function open() {
    if (alive()) return other.focus();
    parts = null;
    other = window.open("", NAME, "popup,width=1120,height=760");
    kept.open = !!other;
    remember();
    if (!other) return player.parts.panels.tell(say("blocked"));
    furnished();
    state.notes = true;
  }

  player.parts.notes = {
    open: open,
    // Begins with the page: a window that was open before it was loaded anew is taken up again.
    start: function (onKey) {
      keys = onKey;
      if (kept.open && FOLDER) player.parts.panels.tell(say("notes_again"));
      else if (kept.open) open();
    },
    close: function () {
      kept.open = false;
      remember();
      if (other) other.close();
    },
    update: write,
    pictures: pictures,
    // A short press stops and goes on, with Shift it begins anew.
    pause: function (anew) {
      if (anew) Object.assign(kept, { since: Date.now(), before: 0 });
      else Object.assign(kept, { before: elapsed(), since: Date.now(), runs: !kept.runs });
      remember();
      tick();
      player.parts.panels.tell(say(kept.runs ? "elapsed" : "paused", { time: duration(elapsed()) }));
    },
  };
  remember();
  setInterval(tick, 1000);
  window.addEventListener("pagehide", function () {
    // Closed by hand it shall stay closed; otherwise it waits for this page to come back, and says so.
    if (other && other.closed) kept.open = false;
    remember();
    if (alive() && FOLDER) other.close();
    else if (alive()) parts.build.textContent = say("gone");
  });
})(window.player);
