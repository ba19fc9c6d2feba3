/* Moving the picture by its background: the finished drawing follows the pointer at once, and is drawn anew as often as that costs little. */

const DRAWING_SHARE = 4;

function makePannable(container, network) {
  const surface = network.canvas.frame.canvas;
  const pointers = new Map();
  let drag = null;
  let drawing = 0;
  let started = 0;

  const follow = () => {
    const [right, down] = [drag.right - drag.drawnRight, drag.down - drag.drawnDown];
    surface.style.transform = right || down ? `translate(${right}px, ${down}px)` : "";
  };
  const draw = () => {
    const scale = network.getScale();
    drag.asked = { right: drag.right, down: drag.down };
    drag.last = performance.now();
    network.moveTo({ position: { x: drag.home.x - drag.right / scale, y: drag.home.y - drag.down / scale } });
  };
  const stop = () => {
    if (!drag) return;
    drag.ended = true;
    if (drag.right !== drag.drawnRight || drag.down !== drag.drawnDown) draw();
    else drag = null;
  };

  network.on("beforeDrawing", () => { started = performance.now(); });
  network.on("afterDrawing", () => {
    drawing = performance.now() - started;
    if (!drag || !drag.asked) return;
    drag.drawnRight = drag.asked.right;
    drag.drawnDown = drag.asked.down;
    drag.asked = null;
    follow();
    if (drag.ended) drag = null;
  });

  container.addEventListener("pointerdown", (event) => {
    const { left, top } = surface.getBoundingClientRect();
    pointers.set(event.pointerId, true);
    const onNode = network.getNodeAt({ x: event.clientX - left, y: event.clientY - top }) !== undefined;
    if (pointers.size > 1 || onNode || event.button !== 0) return stop();
    drag = {
      home: network.getViewPosition(), x: event.clientX, y: event.clientY, right: 0, down: 0,
      drawnRight: 0, drawnDown: 0, asked: null, last: -Infinity, ended: false,
    };
    return undefined;
  });
  window.addEventListener("pointermove", (event) => {
    if (!drag || drag.ended || !pointers.has(event.pointerId)) return;
    drag.right = event.clientX - drag.x;
    drag.down = event.clientY - drag.y;
    follow();
    if (!drag.asked && performance.now() - drag.last > DRAWING_SHARE * drawing) draw();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    window.addEventListener(name, (event) => {
      if (pointers.delete(event.pointerId)) stop();
    });
  }
}
