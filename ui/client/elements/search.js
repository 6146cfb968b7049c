// The search box: the list of places is fetched once, when the box is first reached for, and searched here.
// Names, codes and readings come folded by the server; what is typed is folded the same way (data/places/aliases.py).
const DROPPED = /[\s'\u2019\u00b7\-\u2014.\u3001,\uff0c()\uff08\uff09\u201c\u201d"]+/g;
const MOST = 10;
const CODE = /^\d+$/;
const HAN = /[\u3400-\u9fff]/;
const lists = new Map();
let boxes = 0;

export function fold(text, forms) {
  const plain = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(DROPPED, "");
  return Array.from(plain, (sign) => forms[sign] || sign).join("");
}

// How well a name answers: 0 the whole, 1 its beginning, 2 something within it, -1 not at all.
function answers(name, query) {
  const at = name.indexOf(query);
  if (at < 0) return -1;
  if (at === 0) return name.length === query.length ? 0 : 1;
  return HAN.test(query) || (query.length > 2 && !CODE.test(query)) ? 2 : -1;
}

// Places in the order of how well they answer, then from province to county, then as listed.
export function find(list, typed) {
  const query = fold(typed, list.forms);
  if (!query) return [];
  const matches = [];
  list.places.forEach((place, order) => {
    let best = -1, said = "";
    for (const name of place.names) {
      const how = answers(name, query);
      if (how >= 0 && (best < 0 || how < best)) best = how;
    }
    for (const [name, words] of place.others) {
      const how = answers(name, query);
      if (how >= 0 && (best < 0 || how < best)) { best = how; said = words; }
    }
    if (best >= 0) matches.push({ place, best, said, order });
  });
  return matches.sort((a, b) => a.best - b.best || a.place.rank - b.place.rank || a.order - b.order);
}

// The source is an address, or a function that promises the list where nothing can be fetched: the published site.
function load(source) {
  if (!lists.has(source)) {
    const request = typeof source === "function" ? source()
      : fetch(source).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))));
    request.catch(() => lists.delete(source)); // to be asked for again
    lists.set(source, request.then((read) => ({ forms: read.forms, places: read.places.map(
      ([id, name, where, rank, names, others, opens]) => ({ id, name, where, rank, names: names.split("|"), others, opens: opens || id })) })));
  }
  return lists.get(source);
}

function make(tag, cls, text) {
  const node = document.createElement(tag);
  node.className = cls;
  if (text) node.textContent = text; // names are text, never markup
  return node;
}

function build(parent) {
  const id = "place-search-" + ++boxes;
  const root = make("div", "place-search"), input = make("input", "place-search-input"), panel = make("div", "place-search-found");
  const options = make("ul", "place-search-list"), note = make("p", "place-search-note");
  Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false });
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]])
    input.setAttribute(name, value);
  options.id = id;
  options.setAttribute("role", "listbox");
  note.setAttribute("role", "status");
  panel.hidden = true;
  panel.append(options, note);
  root.append(input, panel);
  parent.append(root);
  const box = { root, shown: [], at: -1, data: null, choose: null };

  const source = () => (typeof box.data.list === "function" ? box.data.list : new URL(box.data.list, document.baseURI).href);
  const close = () => { panel.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const pick = (place) => { input.value = ""; close(); box.choose(place.opens); };

  function mark(at) {
    box.at = at;
    Array.from(options.children).forEach((node, n) => node.setAttribute("aria-selected", String(n === at)));
    const node = options.children[at];
    if (!node) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", node.id);
    node.scrollIntoView({ block: "nearest" });
  }

  function show(matches, typed) {
    const words = box.data.words;
    box.shown = matches.slice(0, MOST);
    options.replaceChildren(...box.shown.map(({ place, said }, n) => {
      const node = make("li", "place-search-option");
      node.id = id + "-" + n;
      node.setAttribute("role", "option");
      node.append(make("span", "place-search-name", place.name), make("span", "place-search-where", place.where));
      if (said) node.append(make("span", "place-search-said", said));
      if (CODE.test(place.id)) node.append(make("span", "place-search-code", place.id));
      node.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      node.addEventListener("click", () => pick(place));
      return node;
    }));
    const more = matches.length - box.shown.length;
    note.textContent = !matches.length ? words.none.replace("{typed}", typed) : more ? words.more.replace("{n}", more) : "";
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(box.shown.length ? 0 : -1);
  }

  function search() {
    const typed = input.value.trim();
    if (!typed) return close();
    return load(source()).then(
      (list) => { if (input.value.trim() === typed) show(find(list, typed), typed); },
      () => { options.replaceChildren(); box.shown = []; note.textContent = box.data.words.trouble; panel.hidden = false; });
  }

  // While a reading is being turned into characters, what stands in the box is not yet what is meant.
  input.addEventListener("input", (event) => { if (!event.isComposing) search(); });
  input.addEventListener("compositionend", search);
  for (const name of ["focus", "pointerenter"]) input.addEventListener(name, () => load(source()).catch(() => {}));
  input.addEventListener("focus", () => input.value.trim() && search());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the page's own keys are for when nobody types
    if (event.isComposing) return;
    const last = box.shown.length - 1;
    if (event.key === "Enter") {
      event.preventDefault();
      // What was typed last may still be on its way.
      Promise.resolve(search()).then(() => box.shown[box.at] && pick(box.shown[box.at].place));
    } else if (event.key === "Escape") {
      if (!panel.hidden) event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !panel.hidden && last >= 0) {
      event.preventDefault();
      mark(event.key === "ArrowDown" ? (box.at >= last ? 0 : box.at + 1) : box.at <= 0 ? last : box.at - 1);
    }
  });
  return Object.assign(box, { input });
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const box = parentElement.placeSearch || (parentElement.placeSearch = build(parentElement));
  box.data = data;
  box.choose = (id) => setTriggerValue("place", id);
  box.input.placeholder = data.words.placeholder;
  box.input.setAttribute("aria-label", data.words.label);
}
