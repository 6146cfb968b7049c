// The first thing a page runs: sets the theme that the address names, tells Streamlit where its server is, and says what is
// wrong where the page does not come up. It must run in browsers that run nothing else of this page: plain ES5.
// `words` is written after it by the server: one entry a language, the lines for a proxy, the address of the published site.
function atlasArrival(words) {
  "use strict";
  var FIRST_MS = 8000, AGAIN_MS = 10000, SLOW_MS = 45000, PROBE_MS = 6000, PICTURE_MS = 1500;
  var UP = "[data-testid='stApp'][data-test-connection-state='CONNECTED']";
  // Pages stand in one folder, whatever a proxy put before it or took away.
  var folder = location.pathname.replace(/[^\/]*$/, "");
  var box = null, begun = false;

  function parameter(name) {
    var match = new RegExp("[?&]" + name + "=([^&#]*)").exec(location.search);
    return match ? match[1] : "";
  }

  // Streamlit keeps the theme by the page's path and has no way to take it from the address; without one in the address the
  // reader's system decides, whatever was opened before.
  function theme() {
    var theme = parameter("theme"), key = "stActiveTheme-" + location.pathname + "-v2";
    try {
      if (theme === "light" || theme === "dark") localStorage.setItem(key, theme === "dark" ? '"Dark"' : '"Light"');
      else localStorage.removeItem(key);
    } catch (refused) { /* a browser that stores nothing follows its system */ }
  }

  // Charts are laid out for the window, the first picture in the theme that the system prefers; requests bring both along.
  function measure() {
    var secure = location.protocol === "https:" ? ";Secure" : "";
    var dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
    document.cookie = "atlas-scheme=" + (dark ? "dark" : "light") + ";SameSite=Lax;path=" + folder + secure;
    document.cookie = "atlas-window=" + window.innerWidth + "x" + window.innerHeight + ";SameSite=Lax;path=" + folder + secure;
  }

  // Streamlit's program stops at its first line in a browser that does not know this flag (Chromium before 112).
  function able() {
    try {
      return Boolean(new RegExp("", "v")) && "noModule" in document.createElement("script");
    } catch (unknown) {
      return false;
    }
  }

  function element(tag, text, style) {
    var node = document.createElement(tag);
    if (text) node.textContent = text;
    if (style) node.style.cssText = style;
    return node;
  }

  function link(text, href, parent) {
    var anchor = element("a", text, "color:inherit;margin-right:1.5em");
    anchor.href = href;
    parent.appendChild(anchor);
  }

  // With words and a remedy of its own for each fault, never over a page that has come up.
  function tell(fault) {
    if (!document.body) return void document.addEventListener("DOMContentLoaded", function () { tell(fault); });
    if (box && box.getAttribute("data-fault") === fault) return;
    hush();
    box = element("div", "", "position:fixed;z-index:1000000;left:0;right:0;top:12vh;margin:0 auto;max-width:40em;max-height:80vh;" +
      "overflow:auto;box-sizing:border-box;padding:1.5em 2em;background:#fffdf8;color:#1f2c38;border:1px solid #d8d3c6;" +
      "border-top:4px solid #a3262a;font:17px/1.7 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif");
    box.setAttribute("role", "alert");
    box.setAttribute("data-fault", fault);
    for (var i = 0; i < words.said.length; i += 1) {
      var texts = words.said[i], part = element("section", "", i ? "margin-top:1.2em;padding-top:1em;border-top:1px solid #d8d3c6" : "");
      part.lang = texts.lang === "zh" ? "zh-Hans" : texts.lang;
      part.appendChild(element("strong", texts[fault], "display:block;margin-bottom:.3em;font-size:1.15em;line-height:1.4"));
      part.appendChild(element("div", texts[fault + "_what"]));
      var links = element("div", "", "margin-top:.4em");
      if (fault === "old") {
        link(texts.deck, folder + "atlas/deck?lang=" + texts.lang, links);
        if (words.site) link(texts.site, words.site, links);
      } else {
        link(texts.again, location.href, links);
      }
      part.appendChild(links);
      box.appendChild(part);
    }
    if (words.lines[fault]) {
      box.appendChild(element("pre", words.lines[fault],
        "margin:1.2em 0 0;padding:.7em 1em;overflow:auto;background:#ece8dd;font:14px/1.6 Consolas,Menlo,monospace"));
    }
    document.body.appendChild(box);
  }

  function hush() {
    if (box) box.parentNode.removeChild(box);
    box = null;
  }

  // First whether requests arrive, and under the name they were sent to; then whether a WebSocket gets through.
  function ask(answered) {
    var request = new XMLHttpRequest();
    request.open("GET", folder + "atlas/reach?origin=" + encodeURIComponent(location.origin));
    request.timeout = PROBE_MS;
    request.onloadend = function () {
      var state = null;
      try { state = request.status === 200 ? JSON.parse(request.responseText) : null; } catch (other) { state = null; }
      if (!state) answered("away");
      else if (!state.host) answered("host");
      else knock(answered);
    };
    request.send();
  }

  function knock(answered) {
    var finished = false, socket;
    function once(fault) {
      if (finished) return;
      finished = true;
      answered(fault);
    }
    try {
      socket = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + folder + "atlas/socket");
      socket.onopen = function () { once(""); };
      socket.onclose = function () { once("upgrade"); };
      window.setTimeout(function () { once("upgrade"); }, PROBE_MS);
    } catch (refused) {
      once("upgrade");
    }
  }

  // Streamlit's program keeps the browser busy for most of its start: it begins once the first picture is seen, or is late.
  function begin(after) {
    window.setTimeout(function () {
      var program = document.getElementById("atlas-program"), script = document.createElement("script");
      if (begun) return;
      if (!program && document.readyState === "loading") return begin(20);
      begun = true;
      if (!program) return; // it stands in the page as Streamlit wrote it
      window.atlasFetch();
      script.type = "module";
      script.crossOrigin = "";
      script.src = program.href;
      document.head.appendChild(script);
    }, after);
  }

  // What the program imports comes while the picture is drawn: neither waits for the other's files.
  window.atlasFetch = function () {
    var links = document.querySelectorAll("link[data-rel]");
    for (var i = 0; i < links.length; i += 1) {
      links[i].rel = links[i].getAttribute("data-rel");
      links[i].removeAttribute("data-rel");
    }
  };

  function watch() {
    var begun = new Date().getTime(), next = FIRST_MS, asking = false;
    var timer = window.setInterval(function () {
      var waited = new Date().getTime() - begun;
      if (document.querySelector(UP)) {
        window.clearInterval(timer);
        hush();
      } else if (waited > next && !asking) {
        next = waited + AGAIN_MS;
        asking = true;
        ask(function (fault) {
          asking = false;
          if (document.querySelector(UP)) return;
          if (fault || new Date().getTime() - begun > SLOW_MS) tell(fault || "slow");
          else hush();
        });
      }
    }, 250);
  }

  theme();
  measure();
  if (parameter("lang") === "en") document.documentElement.lang = "en";
  // Without this it tries one folder deeper first, at every page but the first one.
  window.__streamlit = { BACKEND_BASE_URL: location.protocol + "//" + location.host + folder };
  if (able()) {
    watch();
    begin(PICTURE_MS);
    try { atlasFirst(begin); } catch (without) { begin(0); }
  } else tell("old");
}
