/* Room for every box: none lies on another, and as far as that goes none on the lines of others. */

const LINE_WORDS = 22;
const PUSH_ROUNDS = 60;
const CLEARINGS = 4;
const WIDENED = 1.06;

/* Frees the boxes of an island from each other and from its lines. */
function clearIsland(scene) {
  spreadBoxes(scene);
  const rounds = scene.links.length * scene.x.length > 60000 ? 1 : CLEARINGS;
  for (let round = 0; round < rounds; round += 1) {
    pushOffLines(scene);
    spreadBoxes(scene);
  }
  tidyLines(scene, 16 * scene.x.length);
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

function linkedPairs({ links, x }) {
  return new Set(links.map(([a, b]) => a * x.length + b));
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
  const { x, y, rise, height, links } = scene;
  const [fromX, fromY] = [x.slice(), y.slice()];
  for (const [a, b] of links) {
    const line = [fromX[a], fromY[a] - rise[a], fromX[b], fromY[b] - rise[b]];
    for (let box = 0; box < x.length; box += 1) {
      if (box !== a && box !== b) {
        const [right, down] = wayOffLine(fromX[box], fromY[box], line, (height[box] + BOX_GAP) / 2);
        x[box] += right;
        y[box] += down;
      }
    }
  }
}

/* A part of the way that a point has to go to be so far from a line. */
function wayOffLine(x, y, [startX, startY, endX, endY], room) {
  if (x < Math.min(startX, endX) - room || x > Math.max(startX, endX) + room) return [0, 0];
  if (y < Math.min(startY, endY) - room || y > Math.max(startY, endY) + room) return [0, 0];
  const [right, down] = [endX - startX, endY - startY];
  const along = ((x - startX) * right + (y - startY) * down) / (right * right + down * down || 1);
  const held = Math.min(1, Math.max(0, along));
  const [offX, offY] = [x - startX - held * right, y - startY - held * down];
  const distance = Math.hypot(offX, offY);
  const push = distance > 0.01 && distance < room ? (0.25 * (room - distance)) / distance : 0;
  return [offX * push, offY * push];
}
