// What the parts share: the deck's data, its words, the state, and how a piece of the page is made.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("deck").textContent);
  window.player = {
    data: data,
    parts: {},
    state: { slide: 0, build: 0, shape: "wide", panel: "", cover: "", charts: "none", ready: false, notes: false, error: "" },
    stage: document.getElementById("stage"),
    slides: Array.from(document.querySelectorAll(".slide")),
    say: function (name, values) {
      return data.words[name].replace(/\{(\w+)\}/g, (_, key) => (values ? values[key] : ""));
    },
    make: function (tag, name, text) {
      const node = document.createElement(tag);
      if (name) node.className = name;
      if (text) node.textContent = text;
      return node;
    },
  };
  document.documentElement.classList.add("live");
  // Until charts are drawn, or cannot be, the tables in their place are not seen.
  if (data.charts) document.documentElement.classList.add("charting");
})();
