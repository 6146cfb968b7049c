// Within the first picture: its map, drawn with the map's own code, or as it was drawn the last time for the same scene in the
// same window; and what is pressed, kept until there is a page to tell.
(function () {
  "use strict";
  const MOST = 4, LARGEST = 1200000, LATE_MS = 3000, LIST = "atlas-pictures";
  const root = document.documentElement, data = document.getElementById("first-scene"), own = window.frameElement;
  const heading = document.querySelector(".page-head h1"), main = document.querySelector(".stMain");
  const search = document.querySelector(".place-search-input"), box = document.querySelector(".first-map");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches, themes = root.dataset.themes.split(" ");
  const theme = themes.length > 1 && dark ? "dark" : themes[0], digests = (root.dataset.digests || "").split(" ");
  const key = [LIST, digests[themes.indexOf(theme)], innerWidth, innerHeight, devicePixelRatio].join("|");
  const small = Array.from(document.querySelectorAll(".panel-picture"));
  let pressed = "", point = null, live = false, counties = false, seen = !data && !small.length;

  // The document of a frame lies on whole pixels, an element does not have to: the map stands where the frame will.
  function settle() {
    const map = document.getElementById("map_div"), at = box.getBoundingClientRect(), border = box.clientLeft;
    const left = at.left + border, top = at.top + border, width = at.width - 2 * border, height = at.height - 2 * border;
    map.style.left = Math.round(left) - left + "px";
    map.style.top = Math.round(top) - top + "px";
    map.style.setProperty("width", Math.round(width) + "px", "important");
    map.style.setProperty("height", Math.round(height) + "px", "important");
    box.style.setProperty("--map-wide", Math.round(width) + "px"); // as wide as the window of a frame would be
  }

  function when(holds, act) {
    requestAnimationFrame(() => (holds() ? act() : when(holds, act)));
  }

  // Drawn with all that it shows: counties come from a file of their own.
  const whole = () => seen || (live && Boolean(atlas.state.painted && (!counties || atlas.state.counties)));

  function draw() {
    if (live) return;
    const script = document.createElement("script");
    script.src = root.dataset.map;
    script.onload = function () {
      const given = JSON.parse(data.textContent), node = document.createElement("div");
      node.id = "map_div";
      box.replaceChildren(node);
      settle();
      new ResizeObserver(settle).observe(box);
      const map = L.map(node, Object.assign({ crs: L.CRS.Simple }, given.options));
      live = true;
      counties = Boolean(given.scenes[theme].countiesOf);
      atlas.mount(map, given.base);
      atlas.show(given.scenes[theme]);
      if (point) when(() => atlas.state.painted, () => (atlas.resume({ point: point }), (point = null)));
    };
    document.head.append(script);
  }

  function stored() {
    try {
      return localStorage.getItem(key);
    } catch (refused) {
      return null;
    }
  }

  // As it was drawn: what is pressed is found by its place, and if the page is late, the map is drawn after all.
  function show(markup) {
    box.innerHTML = markup;
    settle();
    const pictures = Array.from(box.querySelectorAll("img"), (picture) => picture.decode());
    Promise.all(pictures).then(() => (window.painted = seen = true), draw);
    window.addEventListener("resize", draw, { once: true });
    window.setTimeout(draw, LATE_MS);
  }

  function written(canvas) {
    return new Promise(function (done, failed) {
      canvas.toBlob(function (blob) {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.onerror = failed;
        reader.readAsDataURL(blob);
      });
    });
  }

  // Kept for the next visit, unless something was pointed at or moved.
  async function save() {
    if (!live || !whole() || atlas.touched() || stored()) return;
    const drawn = document.getElementById("map_div"), copy = drawn.cloneNode(true), room = drawn.getBoundingClientRect();
    const one = document.createElement("canvas"), ratio = devicePixelRatio, insets = drawn.querySelectorAll(".leaflet-control canvas");
    one.width = Math.round(room.width * ratio);
    one.height = Math.round(room.height * ratio);
    for (const sheet of drawn.querySelectorAll("canvas.atlas-sheet")) {
      const at = sheet.getBoundingClientRect();
      one.getContext("2d").drawImage(sheet, Math.round((at.left - room.left) * ratio), Math.round((at.top - room.top) * ratio));
    }
    const [map, ...small] = await Promise.all([one, ...insets].map(written));
    const put = function (old, url, width, height) {
      const picture = document.createElement("img");
      picture.src = url;
      picture.style.cssText = old.tagName === "CANVAS" ? old.style.cssText : "position:absolute;left:0;top:0";
      picture.style.width = width + "px";
      picture.style.height = height + "px";
      old.replaceWith(picture);
    };
    copy.querySelectorAll(".leaflet-control canvas").forEach((canvas, n) => put(canvas, small[n], insets[n].clientWidth, insets[n].clientHeight));
    put(copy.querySelector(".leaflet-map-pane"), map, room.width, room.height);
    const markup = copy.outerHTML;
    if (markup.length > LARGEST) return;
    const list = JSON.parse(localStorage.getItem(LIST) || "[]").filter((name) => name !== key);
    for (const old of list.splice(0, list.length - MOST + 1)) localStorage.removeItem(old);
    localStorage.setItem(key, markup);
    localStorage.setItem(LIST, JSON.stringify(list.concat(key)));
  }

  if (data) {
    const markup = stored();
    if (markup) show(markup);
    else draw();
  }

  if (small.length) Promise.all(small.map((one) => one.decode())).finally(() => (seen = true));

  window.atlasPicture = {
    small: small.length,
    title: heading ? heading.textContent : "",
    top: () => (heading ? heading.getBoundingClientRect().top + main.scrollTop : 0),
    has_search: !!search,
    has_map: Boolean(data),
    whole: whole,
    save: save,
    kept: () => ({
      map: point ? { point: point } : live ? atlas.kept() : null,
      pressed: pressed,
      scrolled: main.scrollTop,
      open: Array.from(document.querySelectorAll("details[open][id]"), (card) => card.id),
      search: search && (search.value || document.activeElement === search) ? { typed: search.value } : null,
    }),
  };

  document.addEventListener("click", function (event) {
    const node = event.target.closest("[data-href], [data-kind], [data-press]"), map = document.getElementById("map_div");
    if (node && node.dataset.href) parent.location.assign(new URL(node.dataset.href, document.baseURI));
    else if (node && node.dataset.press) pressed = node.dataset.press;
    else if (node && live) atlas.resume({ told: { kind: node.dataset.id ? node.dataset.kind : "", id: node.dataset.id || "" } });
    else if (map && !live && map.contains(event.target) && !event.target.closest(".leaflet-control")) {
      const at = map.getBoundingClientRect();
      point = [event.clientX - at.left, event.clientY - at.top];
    }
  });

  if (own) {
    own.style.pointerEvents = "auto";
    // Told in the second frame after the one it is drawn in: then it is on the screen, and what a program is started with
    // holds up nothing.
    when(() => whole() || (live && atlas.state.error), () => requestAnimationFrame(() => setTimeout(() => parent.atlasSeen && parent.atlasSeen(true))));
  }
})();
