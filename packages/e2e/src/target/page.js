/**
 * A program on the customer's machine as the tests see it: keeps every mouse and key event with its screen position,
 * and flips the colour of a corner at each press, so that a picture can be told from the one before.
 */
const events = [];
window.targetEvents = events;
const swatch = document.getElementById('swatch');
let bright = false;

function keepMouse(event) {
  events.push({ type: event.type, x: event.screenX, y: event.screenY, button: event.button, at: Date.now() });
}

window.addEventListener(
  'mousedown',
  (event) => {
    keepMouse(event);
    bright = !bright;
    swatch.style.background = bright ? '#fff' : '#000';
  },
  true,
);
for (const type of ['mouseup', 'mousemove', 'contextmenu']) window.addEventListener(type, keepMouse, true);
window.addEventListener('contextmenu', (event) => event.preventDefault());
window.addEventListener('wheel', (event) =>
  events.push({ type: 'wheel', dy: event.deltaY, dx: event.deltaX, at: Date.now() }),
);
for (const type of ['keydown', 'keyup']) {
  window.addEventListener(
    type,
    (event) => events.push({ type, code: event.code, key: event.key, at: Date.now() }),
    true,
  );
}
