/* Fewer crossings: boxes step aside where their lines cross others or run over names. */

const PER_CROSSING = 1;
const PER_HIT = 1.6;
const PER_PIXEL = 0.004;
const INSIDE_BOX = 5;
const CHECKS_PER_BOX = 12000;
const STEPS_ASIDE = [45, 90, 160, 260, 420].flatMap((far, ring) => Array.from({ length: 12 }, (_, turn) => {
  const angle = (2 * Math.PI * (turn + (ring % 2) / 2)) / 12;
  return [far * 1.25 * Math.cos(angle), far * Math.sin(angle)];
}));

/* Moves single boxes to where their lines disturb less, within the extent of now. */
function tidyLines(scene) {
  const edges = extent(scene);
  const ofBox = scene.near.map(() => []);
  for (let link = 0; link < scene.from.length; link += 1) {
    ofBox[scene.from[link]].push(link);
    ofBox[scene.to[link]].push(link);
  }
  const linked = linkedPairs(scene);
  let left = CHECKS_PER_BOX * scene.x.length;
  for (let round = 0; round < 4 && left > 0; round += 1) {
    const before = left;
    for (let box = 0; box < scene.x.length && left > 0; box += 1) {
      left -= stepAside(scene, box, ofBox, linked, edges);
    }
    if (before === left) return;
  }
}

/* Moves one box to the best place that is free around it, if it disturbs anything now; says how many checks of two things that took. */
function stepAside(scene, box, ofBox, linked, edges) {
  const { x, y } = scene;
  const [oldX, oldY] = [x[box], y[box]];
  const now = disturbance(scene, box, ofBox[box], Infinity);
  if (now < PER_CROSSING + PER_PIXEL * lengthOf(scene, ofBox[box])) return 0;
  let [least, toX, toY, tried] = [now - 0.05, oldX, oldY, 1];
  for (const [right, down] of STEPS_ASIDE) {
    x[box] = oldX + right;
    y[box] = oldY + down;
    if (within(scene, box, edges) && isFree(scene, box, linked)) {
      tried += 1;
      const cost = disturbance(scene, box, ofBox[box], least);
      if (cost < least) [least, toX, toY] = [cost, x[box], y[box]];
    }
  }
  x[box] = toX;
  y[box] = toY;
  return tried * (ofBox[box].length + 1) * (scene.from.length + x.length);
}

function within({ x, y, width, height }, box, edges) {
  return x[box] - width[box] / 2 >= edges.left && x[box] + width[box] / 2 <= edges.right
    && y[box] - height[box] / 2 >= edges.top && y[box] + height[box] / 2 <= edges.bottom;
}

function isFree({ x, y, width, height }, box, linked) {
  for (let other = 0; other < x.length; other += 1) {
    if (other !== box && Math.abs(x[box] - x[other]) < (width[box] + width[other]) / 2 + BOX_GAP) {
      const room = (height[box] + height[other]) / 2 + BOX_GAP;
      const apart = Math.abs(y[box] - y[other]);
      if (apart < room) return false;
      if (apart < room + LINE_WORDS && linked.has(Math.min(box, other) * x.length + Math.max(box, other))) return false;
    }
  }
  return true;
}

function lengthOf({ x, y, rise, from, to }, own) {
  let sum = 0;
  for (let at = 0; at < own.length; at += 1) {
    const a = from[own[at]];
    const b = to[own[at]];
    const right = x[a] - x[b];
    const down = y[a] - rise[a] - y[b] + rise[b];
    sum += Math.sqrt(right * right + down * down);
  }
  return sum;
}

/* What a box costs where it stands: the length of its lines, whom they cross, which names they and others run over. */
function disturbance(scene, box, own, most) {
  let cost = PER_PIXEL * lengthOf(scene, own);
  for (let at = 0; at < own.length && cost < most; at += 1) {
    cost += PER_CROSSING * crossingsOf(scene, own[at]) + PER_HIT * boxesUnder(scene, own[at]);
  }
  return cost < most ? cost + PER_HIT * linesOver(scene, box) : cost;
}

function crossingsOf({ x, y, rise, from, to }, link) {
  const a = from[link];
  const b = to[link];
  let found = 0;
  for (let other = 0; other < from.length; other += 1) {
    const c = from[other];
    const d = to[other];
    if (c !== a && c !== b && d !== a && d !== b
      && linesCross(x[a], y[a] - rise[a], x[b], y[b] - rise[b], x[c], y[c] - rise[c], x[d], y[d] - rise[d])) found += 1;
  }
  return found;
}

function boxesUnder(scene, link) {
  const { x, y, rise } = scene;
  const a = scene.from[link];
  const b = scene.to[link];
  let found = 0;
  for (let box = 0; box < x.length; box += 1) {
    if (box !== a && box !== b && lineOverBox(x[a], y[a] - rise[a], x[b], y[b] - rise[b], scene, box)) found += 1;
  }
  return found;
}

function linesOver(scene, box) {
  const { x, y, rise, from, to } = scene;
  let found = 0;
  for (let link = 0; link < from.length; link += 1) {
    const a = from[link];
    const b = to[link];
    if (a !== box && b !== box && lineOverBox(x[a], y[a] - rise[a], x[b], y[b] - rise[b], scene, box)) found += 1;
  }
  return found;
}

function lineOverBox(ax, ay, bx, by, { x, y, width, height }, box) {
  const halfWidth = width[box] / 2 - INSIDE_BOX;
  const halfHeight = height[box] / 2 - INSIDE_BOX;
  const right = x[box] - ax;
  const down = y[box] - ay;
  const alongX = bx - ax;
  const alongY = by - ay;
  if ((alongX > 0 ? alongX : 0) < right - halfWidth || (alongX < 0 ? alongX : 0) > right + halfWidth) return false;
  if ((alongY > 0 ? alongY : 0) < down - halfHeight || (alongY < 0 ? alongY : 0) > down + halfHeight) return false;
  return Math.abs(alongY * right - alongX * down) <= Math.abs(alongY) * halfWidth + Math.abs(alongX) * halfHeight;
}

function linesCross(ax, ay, bx, by, cx, cy, dx, dy) {
  if ((ax > bx ? ax : bx) < (cx < dx ? cx : dx) || (cx > dx ? cx : dx) < (ax < bx ? ax : bx)) return false;
  if ((ay > by ? ay : by) < (cy < dy ? cy : dy) || (cy > dy ? cy : dy) < (ay < by ? ay : by)) return false;
  return onBothSides(ax, ay, bx, by, cx, cy, dx, dy) && onBothSides(cx, cy, dx, dy, ax, ay, bx, by);
}

/* Whether the last two points lie on different sides of the line through the first two. */
function onBothSides(ax, ay, bx, by, cx, cy, dx, dy) {
  return ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) * ((bx - ax) * (dy - ay) - (by - ay) * (dx - ax)) < 0;
}
