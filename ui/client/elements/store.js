// The deck in the browser's own storage: says what it keeps when the server asks, writes what the server hands over, and tells
// when another window of this browser has written. ui/present/sync.py is the other side of this conversation.
const OWN = "atlas-deck", BEFORE = "atlas-deck-before";
const YEAR = 31536000;

function read(name) {
  try {
    const record = JSON.parse(localStorage.getItem(name));
    return record && typeof record.text === "string" && typeof record.rev === "string" ? record : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const set = (name, value) => (value ? localStorage.setItem(name, JSON.stringify(value)) : localStorage.removeItem(name));

// A page can be drawn for a deck that is still to be read, or at once without one: the server sees only whether there is one.
function flag() {
  const age = read(OWN) ? YEAR : 0, secure = location.protocol === "https:" ? ";Secure" : "";
  document.cookie = "atlas-deck=1;SameSite=Lax;path=" + location.pathname.replace(/[^/]*$/, "") + ";max-age=" + age + secure;
}

// What is kept, with its text where the server does not have it yet.
function report(rev) {
  const own = read(OWN);
  return { rev: own ? own.rev : "", text: own && own.rev !== rev ? own.text : null };
}

function write(order) {
  const own = read(OWN);
  if (own && own.rev === order.id) return { wrote: order.id }; // done before; the answer was lost
  if (own && !order.force && !order.bases.includes(own.rev)) return report(""); // somebody else has written since
  if (order.act === "wipe") {
    set(OWN, null);
    set(BEFORE, null);
    return { wrote: order.id };
  }
  if (order.act === "swap") {
    const before = read(BEFORE);
    if (!before) return report("");
    set(OWN, { rev: order.id, text: before.text });
    set(BEFORE, own);
    return { wrote: order.id, text: before.text };
  }
  if (order.keep && own && own.text !== order.text) set(BEFORE, own);
  set(OWN, { rev: order.id, text: order.text });
  return { wrote: order.id };
}

function answer(component, make) {
  let result;
  try {
    result = make();
    result.before = Boolean(read(BEFORE));
    flag();
  } catch (error) {
    // Storage that is switched off throws when it is touched; a full one only when it is written.
    result = { trouble: error.name === "QuotaExceededError" ? "full" : "blocked" };
  }
  component.setTriggerValue("answer", result);
}

let current = null;
window.addEventListener("storage", function (event) {
  if (current && current.data.live && (event.key === OWN || event.key === null)) answer(current, () => report(current.data.rev));
});

export default function (component) {
  const data = component.data;
  current = component;
  if (data.write) answer(component, () => write(data.write));
  else if (data.ask) answer(component, () => report(data.rev));
  return () => {
    if (current === component) current = null;
  };
}
