// The pages' own keys and buttons. Loaded from the head of every page; the map's frame passes its keys on to here.
(function () {
  "use strict";
  const script = document.currentScript.src;

  function typing(node) {
    return node && (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable);
  }

  function visible(node) {
    return node.getClientRects().length > 0;
  }

  // S opens the words behind every figure in the panel, and closes them again.
  function sources() {
    const cards = Array.from(document.querySelectorAll("details.fact")).filter(visible);
    if (!cards.length) return false;
    const open = !cards.every((card) => card.open);
    for (const card of cards) card.open = open;
    if (open) {
      cards[0].querySelector("summary").focus({ preventScroll: true });
      cards[0].scrollIntoView({ block: "nearest" });
    }
    return true;
  }

  function help(show) {
    const box = document.getElementById("keys-help");
    if (box) box.hidden = show === undefined ? !box.hidden : !show;
    return Boolean(box);
  }

  // The rows of a list of buttons are walked with the arrow keys; Enter chooses as on any button.
  const LISTS = ".st-key-helpers, .pair-rows";
  function walk(event) {
    const list = event.target.closest && event.target.closest(LISTS);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!list || !step) return;
    const rows = Array.from(list.querySelectorAll("button"));
    const row = event.target.closest("button") || rows.filter((row) => row.compareDocumentPosition(event.target) & 4).pop();
    const next = rows[rows.indexOf(row) + step];
    event.preventDefault();
    if (next) next.focus();
  }
  document.addEventListener("keydown", walk);

  // What a row, or a pair in it, names is shown on the map of the page while it is pointed at or has the focus.
  function named(node) {
    const list = node && node.closest && node.closest(LISTS);
    if (!list) return null;
    const item = node.closest("[data-region]") || (node.closest("li") || list).querySelector(":scope > * [data-region]");
    if (item && list.contains(item)) return { region: item.dataset.region, flow: item.dataset.flow };
    const row = node.closest("[class*='st-key-helper-']"), key = row && row.className.match(/st-key-helper-(\S+)/);
    return key && { region: key[1] };
  }
  function maps() {
    const frames = Array.from(document.querySelectorAll("iframe[title*='streamlit_folium']"));
    return frames.map((frame) => frame.contentWindow && frame.contentWindow.atlas).filter((atlas) => atlas && atlas.light);
  }
  function light(target, keep) {
    for (const atlas of maps()) atlas.light(target, keep);
  }
  let lit = false;
  function follow(event) {
    const held = document.activeElement, target = named(event.target) || (held && held.matches(":focus-visible") && named(held));
    if (!target && !lit) return;
    lit = Boolean(target);
    light(target || null);
  }
  for (const type of ["pointerover", "focusin", "focusout"]) document.addEventListener(type, follow);

  // A row's button keeps it on the map; pressed again, or Esc, lets it go.
  function keep(button) {
    const on = button && button.getAttribute("aria-pressed") !== "true", pressed = document.querySelectorAll(".pair-rows [aria-pressed='true']");
    for (const button of pressed) button.setAttribute("aria-pressed", "false");
    if (on) button.setAttribute("aria-pressed", "true");
    light(on ? named(button) : null, true);
    return pressed.length > 0;
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest(".pair-rows button[data-region]");
    if (button) keep(button);
  });

  // A helper's row chooses on the server, once; that it is chosen is seen before. Streamlit draws such a button anew.
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest(".st-key-helpers button"), row = button && named(button);
    if (!row) return;
    const on = button.dataset.chosen ? button.dataset.chosen !== "yes" : button.getAttribute("kind") !== "secondary";
    for (const other of document.querySelectorAll(".st-key-helpers button")) other.dataset.chosen = on && other === button ? "yes" : "no";
    for (const atlas of maps()) atlas.foresee(on ? row.region : "");
    hold(button, `.st-key-helper-${row.region} button`);
  });

  // The new button has the focus of the one it stands for, so that the arrow keys go on from it.
  const HELD_MS = 10000;
  function hold(button, place) {
    const watch = new MutationObserver(function () {
      const drawn = document.querySelector(place);
      if (button.isConnected || !drawn) return;
      watch.disconnect();
      if (document.activeElement === document.body) drawn.focus({ preventScroll: true });
    });
    watch.observe(document.body, { childList: true, subtree: true });
    window.setTimeout(() => watch.disconnect(), HELD_MS);
  }

  const keys = { s: sources, "?": () => help(), escape: () => (help(false), keep(null), false) };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key.toLowerCase()];
    if (act && act()) event.preventDefault();
  });

  // Paper is narrower than the window, and neither a map nor a chart is drawn anew for it: both are printed as they stand
  // on the screen, made smaller as a whole. Measures are taken before the print style comes into force.
  const PAPER = 620; // CSS pixels, of 700 between the margins of A4 upright: a map and two charts leave room for records
  let printed = [];
  window.addEventListener("beforeprint", function () {
    const sized = Array.from(document.querySelectorAll("iframe[title*='streamlit_folium'], .js-plotly-plot")).filter(visible);
    printed = sized.map(function (node) {
      const width = node.offsetWidth, height = node.offsetHeight, share = Math.min(1, PAPER / width), parent = node.parentElement;
      return { node: node, room: parent, width: width, height: height, share: share, styles: [node.style.cssText, parent.style.cssText] };
    });
    for (const page of printed) {
      const set = (node, name, value) => node.style.setProperty(name, value, "important");
      set(page.node, "width", page.width + "px");
      set(page.node, "height", page.height + "px");
      set(page.node, "max-width", "none");
      set(page.node, "transform", "scale(" + page.share + ")");
      set(page.node, "transform-origin", "0 0");
      set(page.room, "height", Math.ceil(page.height * page.share) + "px");
      set(page.room, "width", Math.ceil(page.width * page.share) + "px");
      set(page.room, "margin", "0 auto");
      set(page.room, "overflow", "hidden");
    }
  });
  window.addEventListener("afterprint", function () {
    for (const page of printed) {
      page.node.style.cssText = page.styles[0];
      page.room.style.cssText = page.styles[1];
    }
    printed = [];
  });

  // What is chosen in a box may be longer than the box: Streamlit's field has one line and cuts it, so it is written over it
  // on two lines or three. While one types in the field it is the field's own.
  const FIELD = ".stSelectbox [role='group'] > input", LONG = 1.6;
  function mark(box, name, value) {
    if (value) box.dataset[name] = value;
    else delete box.dataset[name];
  }
  function write(field) {
    const box = field.parentElement, share = field.scrollWidth / field.clientWidth;
    mark(box, "whole", share > 1 ? field.value : "");
    mark(box, "lines", share > LONG ? "3" : "");
  }
  let asked = 0;
  function writeAll() {
    asked = asked || window.requestAnimationFrame(function () {
      asked = 0;
      document.querySelectorAll(FIELD).forEach(write);
    });
  }
  new MutationObserver(writeAll).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["value"] });
  window.addEventListener("resize", writeAll);
  document.addEventListener("focusout", writeAll);

  // Citations come only when one is asked for: a card must stay small.
  let citations = null;
  function cite(source, form) {
    citations = citations || fetch(new URL("citations.json", script) + new URL(script).search).then((answer) => answer.json());
    return citations.then((all) => (all[source] || {})[form] || "");
  }

  // On an intranet without TLS there is no clipboard interface; the old way of copying works everywhere.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const box = document.createElement("textarea");
    box.value = text;
    box.style.position = "fixed";
    box.style.opacity = "0";
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    return Promise.resolve();
  }

  // A link to a deck is meant to be sent; the address it is copied with is whole, whatever stands before the atlas.
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a.deck-copy");
    if (!link) return;
    event.preventDefault();
    const words = link.textContent;
    copy(link.href).then(function () {
      link.textContent = link.dataset.copied;
      window.setTimeout(() => (link.textContent = words), 1600);
    });
  });

  // The buttons are added when a card opens: four dozen cards need not carry them over the wire.
  function dress(card) {
    const words = document.getElementById("keys-help");
    if (!words || !card.dataset.source || card.querySelector(".fact-cite")) return;
    const row = document.createElement("p");
    row.className = "fact-cite";
    for (const form of ["gbt", "plain"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.source = card.dataset.source;
      button.dataset.form = form === "gbt" ? form : "plain-" + words.dataset.lang;
      button.textContent = words.dataset[form];
      row.append(button);
    }
    card.append(row);
  }
  document.addEventListener("toggle", (event) => event.target.open && event.target.matches("details.fact") && dress(event.target), true);

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button[data-source]");
    if (!button) return;
    event.preventDefault();
    cite(button.dataset.source, button.dataset.form)
      .then((text) => text && copy(text).then(() => text))
      .then(function (text) {
        if (!text) return;
        button.title = text;
        button.classList.add("copied");
        window.setTimeout(() => button.classList.remove("copied"), 1600);
      });
  });
})();
