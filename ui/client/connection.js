// What a reader is told when the server is away, in their language; and Streamlit's own English in their language too.
// Comes before page.js in one file, with the words of every language: when they are needed, nobody can be asked for them.
(function (words) {
  "use strict";
  const base = new URL("../../", document.currentScript.src);
  const STATE = "data-test-connection-state", APP = "[" + STATE + "]";
  const QUIET_MS = 1500; // a connection that is back by then was never missed
  const LONG_MS = 60000, BACK_MS = 4000, ASK_MS = 4000;
  // Where Streamlit speaks for itself; what the atlas writes is left alone.
  const SPEAKS = ".stStatusWidget, .stFileUploader, .stDialog, .stSelectbox, .stMultiSelect, .stTextInput, .stTextArea, " +
    ".stNumberInput, .stDownloadButton, .stElementToolbar, .stToast, [role=listbox], [role=log], " +
    "[data-testid=stSelectboxVirtualDropdown], [data-testid=stSkipToContent], [data-testid=stTopNav], [data-testid=toastContainer]";
  const NAMES = ["aria-label", "placeholder"];

  function language() {
    const named = new URLSearchParams(location.search).get("lang");
    return words[named] ? named : words.default;
  }

  // --- the sentence

  // Silent: nobody answers, though the connection is not known to be lost.
  let box = null, had = false, away = false, silent = false, timers = [];

  function say(key) {
    if (!box) {
      box = document.createElement("div");
      box.className = "connection";
      box.setAttribute("role", "status");
      document.body.append(box);
    }
    box.lang = document.documentElement.lang;
    box.dataset.said = key;
    box.textContent = key ? words[language()][key] : "";
  }

  function later(ms, act) {
    timers.push(window.setTimeout(act, ms));
  }

  function lost() {
    away = true;
    document.documentElement.classList.add("server-away");
    later(QUIET_MS, () => say("lost"));
    later(LONG_MS, () => say("long"));
    later(ASK_MS, ask);
  }

  function reconnected() {
    away = silent = false;
    missed = 0;
    document.documentElement.classList.remove("server-away");
    timers.forEach(window.clearTimeout);
    timers = [];
    window.setTimeout(runAgain, 0);
    if (!box || !box.textContent) return;
    say("back");
    later(BACK_MS, () => say(""));
  }

  // A server that was started anew knows nothing of the page: the first choice made on it would be lost. Streamlit has a key
  // that runs the page again as it stands, and so lets the server know.
  function runAgain() {
    for (const kind of ["keydown", "keyup"]) document.body.dispatchEvent(new KeyboardEvent(kind, { key: "r", bubbles: true }));
  }

  // A process that hangs keeps its connections, and nothing arrives through them: nothing says so. A proxy before several
  // hands what it does not answer to another, which answers by another name; asked twice, as a process may be slow for a
  // moment. What Streamlit takes for a lost connection then leads to that other one. Whose page this is stands in it: who
  // answers first need not be who holds the connection.
  // A line that is cut on its way keeps its connections for minutes, too: that nobody answers is told when asked twice.
  const BEAT_MS = 5000, ANSWER_MS = 8000, TWICE_MS = 2000;
  let socket = null, left = "", asking = false, missed = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    socket = this;
    return send.call(this, data);
  };

  function process() {
    const help = document.getElementById("keys-help");
    return help ? help.dataset.process : "";
  }

  function beat(again) {
    if (asking || (away && !silent) || !had || document.hidden) return;
    asking = true;
    const held = socket;
    // A proxy that waits for the hung one without end gets no further question otherwise.
    const waited = new AbortController(), bell = window.setTimeout(() => waited.abort(), ANSWER_MS);
    // A proxy that wants a new sign-in leads elsewhere: an answer, though none of ours.
    fetch(new URL("atlas/alive", base), { cache: "no-store", redirect: "manual", signal: waited.signal })
      .then((answer) => (answer.ok ? answer.text() : answer.status < 500 ? "" : null))
      .catch(() => null)
      .then(function (name) {
        window.clearTimeout(bell);
        asking = false;
        if (away && !silent) return;
        missed = name === null ? missed + 1 : 0;
        if (missed === 1) window.setTimeout(beat, TWICE_MS);
        else if (missed && !silent) (silent = true), lost();
        const own = process();
        if (name === own) left = "";
        if (silent && name !== null && (name === own || !name || !own)) reconnected();
        if (!name || held !== socket || !own || name === own || own === left) return;
        if (!again) beat(true);
        else if (socket) socket.dispatchEvent(new CloseEvent("close"));
      });
  }
  window.addEventListener("offline", () => beat());
  window.addEventListener("online", () => beat());
  // Not all pages at the same moment.
  (function later() {
    window.setTimeout(() => (beat(), later()), BEAT_MS * (0.8 + 0.4 * Math.random()));
  })();

  // Streamlit comes back by itself, unless it has given up: then the page is loaded anew as soon as the server answers.
  // Its address is the view.
  function ask() {
    if (!away) return;
    later(ASK_MS, ask);
    const app = document.querySelector(APP);
    if (!app || app.getAttribute(STATE) !== "DISCONNECTED_FOREVER") return;
    fetch(new URL("_stcore/health", base), { cache: "no-store" }).then((answer) => answer.ok && away && location.reload(), () => {});
  }

  function look() {
    const app = document.querySelector(APP);
    if (!app) return;
    const connected = app.getAttribute(STATE) === "CONNECTED";
    if (!connected) silent = false;
    if (connected && away && !silent) reconnected();
    else if (!connected && had && !away) lost();
    had = had || connected;
    if (!connected) left = process(); // until the next has drawn the page, its name is that of the one before
  }

  // A link would lead to the browser's own page of an address that does not answer, and the view would be gone from sight.
  document.addEventListener("click", function (event) {
    const link = away && event.target.closest && event.target.closest("a[href]");
    if (!link || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    event.stopPropagation();
    say(box && box.dataset.said === "long" ? "long" : "lost");
  }, true);

  // What Streamlit says then is meant for developers. No dialog of the atlas can open while the server is away.
  function dismiss(node) {
    const app = document.querySelector(APP), dialog = node.matches(".stDialog") ? node : node.querySelector(".stDialog");
    if (!dialog || !app || app.getAttribute(STATE) === "CONNECTED") return;
    dialog.classList.add("unwanted");
    const button = dialog.querySelector("button[aria-label]");
    if (button) button.click();
  }

  // --- Streamlit's English

  const tables = {};
  let pageLanguage = "";

  function table() {
    if (!tables[pageLanguage]) {
      const own = words[pageLanguage].streamlit;
      tables[pageLanguage] = Object.keys(own).map(function (english) {
        const parts = english.split("*").map((part) => part.replace(/[.?+^$()[\]{}|\\/]/g, "\\$&"));
        return [new RegExp("^" + parts.join("(.+)") + "$"), own[english]];
      });
    }
    return tables[pageLanguage];
  }

  function inTheirs(text) {
    const trimmed = text.trim();
    if (!trimmed || trimmed.length > 300) return text;
    for (const pair of table()) {
      const match = pair[0].exec(trimmed);
      if (match) return pair[1].replace("*", () => match[1]);
    }
    return text;
  }

  function change(node) {
    const theirs = inTheirs(node.nodeValue);
    if (theirs !== node.nodeValue) node.nodeValue = theirs;
  }

  function name(element) {
    for (const attribute of NAMES) {
      const value = element.getAttribute(attribute), theirs = value && inTheirs(value);
      if (theirs && theirs !== value) element.setAttribute(attribute, theirs);
    }
  }

  function translate(element) {
    const rooms = element.closest(SPEAKS) ? [element] : Array.from(element.querySelectorAll(SPEAKS));
    for (const root of rooms) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) change(texts.currentNode);
      name(root);
      for (const named of root.querySelectorAll("[aria-label], [placeholder]")) name(named);
    }
  }

  function watch(records) {
    const now = language(), other = now !== pageLanguage;
    if (other) {
      pageLanguage = now;
      document.documentElement.lang = words[now].tag;
      translate(document.body);
    }
    for (const record of records) {
      if (record.type === "attributes") {
        if (record.attributeName === STATE) look();
        else if (record.target.closest(SPEAKS)) name(record.target);
      } else if (record.type === "characterData") {
        const parent = record.target.parentElement;
        if (parent && parent.closest(SPEAKS)) change(record.target);
      } else {
        for (const node of record.addedNodes) {
          if (node.nodeType === Node.TEXT_NODE) {
            if (record.target.closest(SPEAKS)) change(node);
          } else if (node.nodeType === Node.ELEMENT_NODE) {
            if (node.matches(APP) || node.querySelector(APP)) look();
            dismiss(node);
            translate(node);
          }
        }
      }
    }
  }

  new MutationObserver(watch).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [STATE].concat(NAMES),
  });
  watch([]);
  look();
})(WORDS);
