// The server no longer has a deck: it was started anew, or another one of several answers. The browser that keeps the deck
// hands it over again; where that has just been done in vain, the server answers with the player itself, not with a key.
(function () {
  "use strict";
  const form = document.getElementById("again"), DONE = "atlas-deck-again", SOON = 10000;
  let own = null, lately = false;
  try {
    own = JSON.parse(localStorage.getItem("atlas-deck"));
    lately = Date.now() - Number(sessionStorage.getItem(DONE)) < SOON;
    sessionStorage.setItem(DONE, Date.now());
  } catch (error) {
    own = null;
  }
  if (!own || typeof own.text !== "string") {
    document.getElementById("gone").hidden = false;
    form.hidden = true;
    return;
  }
  form.elements.deck.value = own.text;
  form.action += (lately ? "&direct=1" : "") + location.hash;
  form.submit();
})();
