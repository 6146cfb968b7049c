// Tells the server how large the window is, once it differs from what charts were laid out for. Nothing to see.
const WAIT_MS = 250;
let current = null, timer = 0;

function size() {
  return `${window.innerWidth}x${window.innerHeight}`;
}

// A phone's bars come and go while one scrolls: only its width counts.
function differs(a, b) {
  const [wide, high] = a.split("x").map(Number), [other, tall] = b.split("x").map(Number);
  return Math.abs(wide - other) > 8 || (wide > 640 && Math.abs(high - tall) > 24);
}

function tell() {
  if (current && differs(size(), current.data.size)) current.setStateValue("size", size());
}

window.addEventListener("resize", function () {
  window.clearTimeout(timer);
  timer = window.setTimeout(tell, WAIT_MS);
});

export default function (component) {
  current = component;
  tell();
  return () => {
    if (current === component) current = null;
  };
}
