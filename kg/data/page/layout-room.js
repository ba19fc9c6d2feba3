/* Room for every box: none lies on another, and as far as that goes none on the lines of others. */

const LINE_WORDS = 22;
const PUSH_ROUNDS = 60;
const CLEARINGS = 4;
const WIDENED = 1.06;
const AIR = 1.3;

/* Frees the boxes of an island from each other and from its lines. */
function clearIsland(scene) {
  stretch(scene);
  spreadBoxes(scene);
  const rounds = scene.from.length * scene.x.length > 60000 ? 1 : CLEARINGS;
  for (let round = 0; round < rounds; round += 1) {
    pushOffLines(scene);
    spreadBoxes(scene);
  }
  tidyLines(scene);
}

/* Draws an island out, wider where boxes are wide, until its extent has room for all of them. */
function stretch(scene) {
  const { x, y, width, height } = scene;
  const flat = Math.sqrt(Math.min(1.6, Math.max(0.8, mean(width) / mean(height))));
  const { left, right, top, bottom } = extent(scene);
  let needed = 0;
  for (let box = 0; box < x.length; box += 1) needed += AIR * (width[box] + BOX_GAP) * (height[box] + BOX_GAP);
  const more = Math.max(1, Math.sqrt(needed / ((right - left) * (bottom - top))));
  for (let box = 0; box < x.length; box += 1) {
    x[box] *= more * flat;
    y[box] *= more / flat;
  }
}

/* Pushes boxes until none lies on another, and moves all a little apart wherever pushing does not get there. */
function spreadBoxes(scene) {
  const linked = linkedPairs(scene);
  const order = Array.from(scene.x.keys());
  for (;;) {
    for (let round = 0; round < PUSH_ROUNDS; round += 1) if (!pushBoxes(scene, linked, order)) return;
    for (let box = 0; box < scene.x.length; box += 1) {
      scene.x[box] *= WIDENED;
      scene.y[box] *= WIDENED;
    }
  }
}

function linkedPairs({ from, to, x }) {
  return new Set(Array.from(from, (a, link) => a * x.length + to[link]));
}

/* Pushes every two boxes that lie on each other half of the way apart; says whether there were any. */
function pushBoxes(scene, linked, order) {
  const { x, width } = scene;
  const left = (box) => x[box] - width[box] / 2;
  sortNearly(order, left);
  const widest = Math.max(...width) + BOX_GAP;
  let pushed = false;
  for (let at = 1; at < order.length; at += 1) {
    const b = order[at];
    for (let before = at - 1; before >= 0 && left(b) - left(order[before]) < widest; before -= 1) {
      if (pushPair(scene, linked, Math.min(order[before], b), Math.max(order[before], b))) pushed = true;
    }
  }
  return pushed;
}

function pushPair({ x, y, width, height }, linked, a, b) {
  const right = x[b] - x[a];
  const down = y[b] - y[a];
  const overX = (width[a] + width[b]) / 2 + BOX_GAP - Math.abs(right);
  if (overX <= 0.01) return false;
  let overY = (height[a] + height[b]) / 2 + BOX_GAP - Math.abs(down);
  if (overY > -LINE_WORDS && linked.has(a * x.length + b)) overY += LINE_WORDS;
  if (overY <= 0.01) return false;
  const [places, by] = overX < overY ? [x, right >= 0 ? overX : -overX] : [y, down >= 0 ? overY : -overY];
  places[a] -= by / 2;
  places[b] += by / 2;
  return true;
}

/* Sorts what is nearly in order already. */
function sortNearly(order, value) {
  for (let at = 1; at < order.length; at += 1) {
    const one = order[at];
    const own = value(one);
    let to = at;
    for (; to > 0 && value(order[to - 1]) > own; to -= 1) order[to] = order[to - 1];
    order[to] = one;
  }
}

/* Moves boxes a little off the lines that cross them and do not belong to them. */
function pushOffLines(scene) {
  const before = { ...scene, x: scene.x.slice(), y: scene.y.slice() };
  for (let link = 0; link < scene.from.length; link += 1) {
    for (let box = 0; box < scene.x.length; box += 1) {
      if (box !== scene.from[link] && box !== scene.to[link]) pushOffLine(scene, before, link, box);
    }
  }
}

/* Moves a box a part of the way that it has to go to be off a line, as both were before. */
function pushOffLine(scene, { x, y, rise, height, from, to }, link, box) {
  const a = from[link];
  const b = to[link];
  const room = (height[box] + BOX_GAP) / 2;
  if (x[box] < Math.min(x[a], x[b]) - room || x[box] > Math.max(x[a], x[b]) + room) return;
  const right = x[b] - x[a];
  const down = y[b] - rise[b] - y[a] + rise[a];
  const fromX = x[box] - x[a];
  const fromY = y[box] - y[a] + rise[a];
  const along = Math.min(1, Math.max(0, (fromX * right + fromY * down) / (right * right + down * down || 1)));
  const offX = fromX - along * right;
  const offY = fromY - along * down;
  const distance = Math.sqrt(offX * offX + offY * offY);
  if (distance < 0.01 || distance > room) return;
  scene.x[box] += (0.25 * (room - distance) * offX) / distance;
  scene.y[box] += (0.25 * (room - distance) * offY) / distance;
}
