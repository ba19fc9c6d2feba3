/* Fewer crossings: boxes step aside where their lines cross others or run over names. */

const PER_CROSSING = 1;
const PER_HIT = 1.6;
const PER_PIXEL = 0.004;
const INSIDE_BOX = 5;
const STEPS_ASIDE = [45, 90, 160, 260, 420].flatMap((far, ring) => Array.from({ length: 12 }, (_, turn) => {
  const angle = (2 * Math.PI * (turn + (ring % 2) / 2)) / 12;
  return [far * 1.25 * Math.cos(angle), far * Math.sin(angle)];
}));

/* Moves single boxes to where their lines disturb less, within the extent of now; `work` limits how many places are tried. */
function tidyLines(scene, work) {
  const edges = extent(scene);
  const ofBox = scene.near.map(() => []);
  scene.links.forEach(([a, b], link) => {
    ofBox[a].push(link);
    ofBox[b].push(link);
  });
  const linked = linkedPairs(scene);
  let left = work;
  for (let round = 0; round < 4 && left > 0; round += 1) {
    const before = left;
    for (let box = 0; box < scene.x.length && left > 0; box += 1) {
      left -= stepAside(scene, box, ofBox, linked, edges);
    }
    if (before === left) return;
  }
}

/* Moves one box to the best place that is free around it, if it disturbs anything now; says how many places it tried. */
function stepAside(scene, box, ofBox, linked, edges) {
  const { x, y } = scene;
  const [oldX, oldY] = [x[box], y[box]];
  const now = disturbance(scene, box, ofBox[box], Infinity);
  if (now < PER_CROSSING + PER_PIXEL * lengthOf(scene, ofBox[box])) return 0;
  let [least, toX, toY, tried] = [now - 0.05, oldX, oldY, 0];
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
  return tried;
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

function lengthOf({ x, y, rise, links }, own) {
  let sum = 0;
  for (const link of own) {
    const [a, b] = links[link];
    sum += Math.hypot(x[a] - x[b], y[a] - rise[a] - y[b] + rise[b]);
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

function crossingsOf({ x, y, rise, links }, link) {
  const [a, b] = links[link];
  const [ax, ay, bx, by] = [x[a], y[a] - rise[a], x[b], y[b] - rise[b]];
  let found = 0;
  for (const [c, d] of links) {
    if (c !== a && c !== b && d !== a && d !== b && linesCross(ax, ay, bx, by, x[c], y[c] - rise[c], x[d], y[d] - rise[d])) found += 1;
  }
  return found;
}

function boxesUnder(scene, link) {
  const { x, y, rise, links } = scene;
  const [a, b] = links[link];
  const [ax, ay, bx, by] = [x[a], y[a] - rise[a], x[b], y[b] - rise[b]];
  let found = 0;
  for (let box = 0; box < x.length; box += 1) {
    if (box !== a && box !== b && lineOverBox(ax, ay, bx, by, scene, box)) found += 1;
  }
  return found;
}

function linesOver(scene, box) {
  const { x, y, rise, links } = scene;
  let found = 0;
  for (const [a, b] of links) {
    if (a !== box && b !== box && lineOverBox(x[a], y[a] - rise[a], x[b], y[b] - rise[b], scene, box)) found += 1;
  }
  return found;
}

function lineOverBox(ax, ay, bx, by, { x, y, width, height }, box) {
  const [halfWidth, halfHeight] = [width[box] / 2 - INSIDE_BOX, height[box] / 2 - INSIDE_BOX];
  const [right, down] = [x[box] - ax, y[box] - ay];
  const [alongX, alongY] = [bx - ax, by - ay];
  if (Math.max(0, alongX) < right - halfWidth || Math.min(0, alongX) > right + halfWidth) return false;
  if (Math.max(0, alongY) < down - halfHeight || Math.min(0, alongY) > down + halfHeight) return false;
  return Math.abs(alongY * right - alongX * down) <= Math.abs(alongY) * halfWidth + Math.abs(alongX) * halfHeight;
}

function linesCross(ax, ay, bx, by, cx, cy, dx, dy) {
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  const side = (px, py, qx, qy, rx, ry) => (qx - px) * (ry - py) - (qy - py) * (rx - px);
  return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0;
}
