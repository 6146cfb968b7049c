// The speaker's window: notes, what comes next, the time. It is written by this page, so it needs no server either.
(function (player) {
  "use strict";
  const state = player.state, make = player.make, say = player.say;
  const time = { since: Date.now(), before: 0, runs: true };
  let other = null, parts = null;

  const elapsed = () => time.before + (time.runs ? Date.now() - time.since : 0);
  const two = (n) => String(n).padStart(2, "0");

  function duration(ms) {
    const s = Math.floor(ms / 1000), h = Math.floor(s / 3600);
    return (h ? h + ":" + two(Math.floor(s / 60) % 60) : Math.floor(s / 60)) + ":" + two(s % 60);
  }

  function tick() {
    if (!parts || other.closed) return;
    const now = new Date();
    parts.elapsed.textContent = duration(elapsed());
    parts.elapsed.classList.toggle("paused", !time.runs);
    parts.clock.textContent = two(now.getHours()) + ":" + two(now.getMinutes());
  }

  function write() {
    if (!parts || other.closed) return;
    const slides = player.data.slides, slide = slides[state.slide], next = slides[state.slide + 1];
    const step = slide.builds[state.build - 1];
    parts.number.textContent = say("number", { n: state.slide + 1, total: slides.length });
    parts.title.textContent = slide.title;
    parts.build.textContent = step ? say("build", { n: state.build, total: slide.builds.length, text: step.text }) : "";
    parts.notes.textContent = slide.notes || say("no_notes");
    parts.next.textContent = next ? say("next_is", { title: next.title }) : say("last");
    tick();
  }

  // The window inherits this page's policy, so its style has to be the very text whose hash the policy names.
  function furnish(doc, onKey) {
    doc.documentElement.lang = document.documentElement.lang;
    doc.title = say("notes_title", { title: document.title });
    const style = doc.createElement("style");
    style.textContent = document.getElementById("style").textContent;
    doc.head.append(style);
    doc.body.className = "speaker";
    parts = {};
    const add = function (box, tag, name) {
      parts[name] = box.appendChild(make(tag, "speaker-" + name));
    };
    const bar = doc.body.appendChild(make("header", "speaker-bar"));
    add(bar, "span", "number");
    add(bar, "span", "elapsed");
    add(bar, "span", "clock");
    add(doc.body, "h1", "title");
    add(doc.body, "p", "build");
    add(doc.body, "div", "notes");
    add(doc.body, "p", "next");
    doc.body.append(make("p", "speaker-keys", say("notes_keys")));
    doc.addEventListener("keydown", onKey);
  }

  player.parts.notes = {
    open: function (onKey) {
      if (other && !other.closed) return other.focus();
      other = window.open("", "pairing-atlas-notes", "popup,width=760,height=620");
      if (!other) return player.parts.panels.tell(say("blocked"));
      other.document.head.replaceChildren();
      other.document.body.replaceChildren();
      furnish(other.document, onKey);
      state.notes = true;
      write();
    },
    update: write,
    // A short press stops and goes on, with Shift it begins anew.
    pause: function (anew) {
      if (anew) Object.assign(time, { since: Date.now(), before: 0 });
      else Object.assign(time, { before: elapsed(), since: Date.now(), runs: !time.runs });
      tick();
      player.parts.panels.tell(say(time.runs ? "elapsed" : "paused", { time: duration(elapsed()) }));
    },
  };
  setInterval(tick, 1000);
  window.addEventListener("pagehide", () => other && other.close());
})(window.player);
