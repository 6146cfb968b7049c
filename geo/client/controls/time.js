// The time control: steps and plays through the years in the browser. The scene brings every year's values once; a step
// only repaints. When it rests, the page is told the year, so that charts and tables can follow.
(function (atlas) {
  "use strict";
  const BEAT = 1100; // ms between two years while playing
  const PROVINCE = 10, RARE = 9; // ranks of a name with a value: of any province, and of a class that fewer share (geo/year.py)
  const REST = 700; // ms without a step before the page is told

  // What is known of a region in a year: that year's report, or the latest of the years before that the reader allows.
  function valueIn(values, years, year, within) {
    for (let back = 0; back <= within; back++) {
      const entry = values[year - back];
      if (entry) return { index: entry[0], text: entry[1], year: year - back };
    }
    return null;
  }

  // Counties that have left something behind by the year, each with the class of its own year, and those that have not.
  function counties(scene) {
    const frames = scene.frames, still = (scene.text.ahead || "").replace("{year}", frames.year);
    let count = 0;
    scene.fill.counties = {};
    scene.tips = Object.assign({}, scene.tips);
    for (const [id, values] of Object.entries(frames.values)) {
      const value = valueIn(values, frames.years, frames.year, frames.within);
      if (value) count += 1;
      scene.fill.counties[id] = value ? value.index : frames.ahead;
      scene.tips[id] = [value ? value.text : still];
    }
    return count;
  }

  function regions(scene) {
    const frames = scene.frames, fill = scene.fill, levels = scene.shapes.levels;
    fill.provinces = {};
    fill.prefectures = {};
    fill.areas = [];
    scene.tips = {};
    const labels = [];
    let count = 0;
    for (const [id, values] of Object.entries(frames.values)) {
      const value = valueIn(values, frames.years, frames.year, frames.within);
      if (!value) continue;
      count += 1;
      const text = frames.within ? value.text + " · " + value.year : value.text, area = frames.areas[id];
      scene.tips[id] = [].concat(scene.text.basis || []);
      if (area) {
        fill.areas.push({ id: id, members: area.members, rings: area.rings, class: value.index });
        labels.push({ ids: [id], rank: 15, style: "value", text: text, name: area.name, at: area.at });
      } else if (levels.provinces.has(id)) {
        fill.provinces[id] = value.index;
        labels.push({ ids: [id], rank: PROVINCE, style: "value", text: text });
      } else if (levels.prefectures.has(id)) {
        fill.prefectures[id] = value.index;
        labels.push({ ids: [id], rank: 20, style: "value", text: text });
      }
    }
    // What fewer share is what one looks for, and what a headline names: its names go first (geo/year.py).
    const of = {};
    Object.values(fill.provinces).forEach((index) => (of[index] = (of[index] || 0) + 1));
    const most = Math.max(...Object.values(of));
    for (const label of labels) if (label.rank === PROVINCE && of[fill.provinces[label.ids[0]]] < most) label.rank = RARE;
    // What is known on another basis only is said in words, and hatched where no colour lies around it.
    const colored = new Set(Object.keys(fill.provinces)), elsewhere = fill.classes.length - 2;
    for (const [id, lines] of Object.entries(frames.others)) {
      const own = levels.provinces.has(id) ? fill.provinces : levels.prefectures.has(id) ? fill.prefectures : null;
      if (!own || own[id] !== undefined || colored.has(id.slice(0, 2) + "0000")) continue;
      own[id] = elsewhere;
      scene.tips[id] = lines;
    }
    const quiet = Array.from(levels.provinces.keys()).filter((id) => !colored.has(id));
    scene.labels = labels.concat([{ ids: quiet, rank: 90, style: "quiet" }]);
    return count;
  }

  // A step leaves the names of counties where they are: then only what lies under them is painted.
  function apply(scene, stepped) {
    const began = performance.now(), frames = scene.frames, count = frames.ahead === null ? regions(scene) : counties(scene);
    scene.known = count;
    scene.back.draw();
    if (frames.ahead === null || !stepped) scene.front.draw();
    atlas.state.year = frames.year;
    atlas.state.known = count;
    atlas.state.stepMs = performance.now() - began;
  }

  function button(box, sign, title, act) {
    const node = L.DomUtil.create("button", "", box);
    node.type = "button";
    node.textContent = sign;
    node.title = title;
    node.setAttribute("aria-label", title);
    node.addEventListener("click", act);
    return node;
  }

  function TimeControl(scene) {
    const box = (this.box = L.DomUtil.create("div", "atlas-time", scene.map.getContainer())), self = this;
    this.scene = scene;
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    button(box, "◀", scene.text.year_back, () => self.step(-1));
    this.player = button(box, "▶", scene.text.play, () => self.play());
    button(box, "▶|", scene.text.year_on, () => self.step(1));
    this.slider = L.DomUtil.create("input", "", box);
    this.slider.type = "range";
    this.slider.step = 1;
    this.slider.setAttribute("aria-label", scene.text.year);
    this.slider.addEventListener("input", () => self.go(self.scene.frames.years[Number(self.slider.value)]));
    this.year = L.DomUtil.create("output", "", box);
    this.within = L.DomUtil.create("select", "", box);
    this.within.setAttribute("aria-label", scene.text.within_label);
    this.within.addEventListener("change", () => {
      self.scene.frames.within = Number(self.within.value);
      self.go(self.scene.frames.year);
    });
  }

  TimeControl.prototype = {
    show: function (scene) {
      const frames = scene.frames;
      // Counties that report alike come once, with their ids.
      if (Array.isArray(frames.values)) frames.values = Object.fromEntries(frames.values.flatMap(([values, ids]) => ids.map((id) => [id, values])));
      this.within.hidden = frames.ahead !== null;
      // An update that arrives while the years play must not throw them back.
      if (this.timer && frames.years.includes(this.playing)) frames.year = this.playing;
      this.scene = scene;
      this.slider.min = 0;
      this.slider.max = frames.years.length - 1;
      this.within.replaceChildren();
      for (const n of [0, 1, 2, 3, 5]) {
        const option = L.DomUtil.create("option", "", this.within);
        option.value = n;
        option.textContent = n ? scene.text.within.replace("{n}", n) : scene.text.exact;
        option.selected = n === frames.within;
      }
      this.go(frames.year, true);
    },
    go: function (year, quiet) {
      const frames = this.scene.frames;
      frames.year = this.playing = year;
      this.slider.value = frames.years.indexOf(year);
      apply(this.scene, !quiet);
      this.year.textContent = year + " · " + this.scene.text.known.replace("{n}", this.scene.known);
      clearTimeout(this.resting);
      if (!quiet && !this.timer) this.resting = setTimeout(() => this.tell(), REST);
    },
    step: function (by) {
      const years = this.scene.frames.years, at = years.indexOf(this.scene.frames.year) + by;
      if (at < 0 || at >= years.length) return false;
      this.go(years[at]);
      return true;
    },
    play: function () {
      if (this.timer) return this.stop();
      const years = this.scene.frames.years;
      if (this.scene.frames.year === years[years.length - 1]) this.go(years[0]);
      this.player.textContent = "❚❚";
      this.timer = setInterval(() => this.step(1) || this.stop(), BEAT);
    },
    stop: function () {
      clearInterval(this.timer);
      this.timer = null;
      this.player.textContent = "▶";
      this.tell();
    },
    tell: function () {
      const frames = this.scene.frames;
      atlas.tell("year", frames.year + "~" + frames.within);
    },
    resume: function (told) {
      const [year, within] = told.split("~").map(Number), frames = this.scene.frames;
      frames.within = within;
      this.within.value = within;
      if (frames.years.includes(year)) this.go(year);
    },
    remove: function () {
      clearInterval(this.timer);
      clearTimeout(this.resting);
      this.box.remove();
    },
  };

  atlas.parts.time = {
    // One control while the scene has frames; a new scene goes on with the control that is there.
    show: function (scene) {
      if (!scene.frames) {
        if (scene.time) scene.time.remove();
        scene.time = null;
        return;
      }
      if (!scene.time) scene.time = new TimeControl(scene);
      scene.time.show(scene);
    },
  };
})(window.atlas);
