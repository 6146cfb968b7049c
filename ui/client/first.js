// The first picture: a frame over the page that shows it at once, drawn without Streamlit, until the living page has painted.
// Part of what a page runs first (arrival.js calls it): plain ES5. It never covers a page that has trouble, and none for ever.
function atlasFirst(begin) {
  "use strict";
  var LOOK_MS = 40, STILL_MS = 800, DRAWN_MS = 30000, MOST_MS = 120000;
  var LIVING = "iframe[title*='streamlit_folium']", HEAD = "[data-testid='stMain'] .page-head h1, [data-testid='stMain'] .panel-nothing";
  var DONE = "[data-testid='stApp'][data-test-script-state='notRunning'][data-test-connection-state='CONNECTED']";
  var TROUBLE = "[data-testid='stException'], [data-testid='stAlert'], [data-testid='stMain'] .trouble, [data-testid='stMain'] .notice, [role='dialog']";
  var UNLOADED = "[data-testid='stElementContainer'] > [data-testid='stSkeleton']";
  var begun = new Date().getTime(), drawn = 0, ready = 0, leaving = false, frame = null, timer = 0;
  // Told by the picture when it is seen, or that there is none.
  window.atlasSeen = function (has_picture) {
    begin(0);
    if (!has_picture) remove();
  };
  document.addEventListener("DOMContentLoaded", function () {
    frame = document.querySelector("iframe[data-first]");
    var dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
    // The system may prefer another theme than it did when the server was told.
    if (frame && frame.getAttribute("data-schemes") && frame.getAttribute("data-schemes").indexOf(dark ? "dark" : "light") < 0) remove();
    if (!frame || !frame.parentNode) return begin(0);
    timer = window.setInterval(look, LOOK_MS);
    window.addEventListener("popstate", remove);
  });

  function picture() {
    try {
      return frame.contentWindow.atlasPicture || null;
    } catch (refused) {
      return null;
    }
  }

  function remove() {
    begin(0);
    window.clearInterval(timer);
    window.removeEventListener("popstate", remove);
    if (frame && frame.parentNode) frame.parentNode.removeChild(frame);
  }

  function map() {
    var living = document.querySelector(LIVING);
    try {
      return (living && living.contentWindow.atlas) || null;
    } catch (refused) {
      return null;
    }
  }

  // Small maps are pictures.
  function small(number) {
    var pictures = document.querySelectorAll("[data-testid='stMain'] .panel-picture");
    for (var i = 0; i < pictures.length; i += 1) if (!pictures[i].complete) return false;
    return pictures.length >= number;
  }

  function look() {
    var now = new Date().getTime(), first = picture(), head = document.querySelector(HEAD), atlas = map();
    if (head && !drawn) {
      drawn = now;
      frame.setAttribute("aria-hidden", "true");
    }
    if (now - begun > MOST_MS || (drawn && now - drawn > DRAWN_MS) || document.querySelector(TROUBLE)) return remove();
    if (atlas && atlas.state && atlas.state.error) return remove();
    if (!head || !document.querySelector(DONE)) return;
    if (!first || head.textContent !== first.title) return remove();
    if (first.has_map && !(atlas && atlas.state && atlas.state.painted)) return;
    if (first.small && !small(first.small)) return;
    if (first.has_map && atlas.state.wants && !atlas.state.counties) return; // they come from a file of their own
    // The code of a kind of element comes when the first of them is drawn; until then the page stands otherwise.
    if (document.querySelector(UNLOADED)) return;
    if (first.has_search && !document.querySelector("[data-testid='stMain'] .place-search-input")) return;
    // Streamlit's boxes may still find their heights: a page that stands otherwise than the picture has a moment to settle.
    ready = ready || now;
    if (first.top && Math.abs(head.getBoundingClientRect().top - first.top()) > 0.5 && now - ready < STILL_MS) return;
    if (!leaving) {
      leaving = true;
      window.clearInterval(timer);
      // What is painted has to reach the screen below before it is seen.
      window.requestAnimationFrame(function () { window.requestAnimationFrame(function () { hand(first, atlas); }); });
    }
  }

  // What was done to the picture is done to the page.
  function hand(first, atlas) {
    var kept = {};
    try { kept = first.kept(); } catch (lost) { kept = {}; }
    try {
      var main = document.querySelector("[data-testid='stMain']"), box = document.querySelector(".place-search-input");
      if (main && kept.scrolled) main.scrollTop = kept.scrolled;
      for (var i = 0; i < (kept.open || []).length; i += 1) {
        var card = document.getElementById(kept.open[i]);
        if (card) card.open = true;
      }
      if (atlas && atlas.resume && kept.map) atlas.resume(kept.map);
      leave(first);
      if (box && kept.search) {
        box.focus();
        box.value = kept.search.typed;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
      var button = kept.pressed && document.querySelector(kept.pressed);
      if (button) button.click();
    } finally {
      leave(first);
    }
  }

  // Out of sight at once; when the page has nothing better to do, the picture is written down for the next visit.
  function leave(first) {
    if (!frame || frame.style.visibility === "hidden") return;
    frame.style.visibility = "hidden";
    frame.style.pointerEvents = "none";
    frame.removeAttribute("data-first");
    var later = window.requestIdleCallback || window.setTimeout;
    later(function () {
      Promise.resolve().then(first.save).then(remove, remove);
    }, { timeout: 5000 });
  }
}

