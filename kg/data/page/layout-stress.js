/* One island of the picture: places by the wanted lengths of its links (stress majorization), freed of overlaps. */

const LINK_LENGTH = 90;
const STRESS_ROUNDS = 60;
const STRESS_WORK = 8e6;
const TO_THE_MIDDLE = 0.12;

/* A scene of these boxes alone, around (0, 0): their numbers, places, sizes and links by place in the scene. */
function makeIsland(members, boxes, near, anchors, wider) {
  const scene = makeScene(members, boxes, near);
  const anchored = members.map((box) => anchors.has(box));
  const middle = middleOf(scene.near, anchored);
  const lengths = walkLengths(scene.near);
  startInWedges(scene, middle, lengths);
  settleByStress(scene, lengths, anchored);
  turnFlat(scene, wider < 1 ? Math.PI / 2 : 0);
  clearIsland(scene);
  return scene;
}

function makeScene(members, boxes, near) {
  const at = new Map(members.map((box, place) => [box, place]));
  const inside = members.map((box) => near[box].filter((other) => at.has(other)).map((other) => at.get(other)));
  const sizes = (read) => Float64Array.from(members, (box) => read(boxes[box]));
  const none = () => new Float64Array(members.length);
  const links = inside.flatMap((others, a) => others.filter((b) => a < b).map((b) => [a, b]));
  return {
    members, near: inside, x: none(), y: none(),
    width: sizes((box) => box.width), height: sizes((box) => box.height), rise: sizes((box) => box.rise || 0),
    from: Int32Array.from(links, (link) => link[0]), to: Int32Array.from(links, (link) => link[1]),
  };
}

/* The box that the others stand around: the best linked, an anchor before another. */
function middleOf(near, anchored) {
  return best(near.keys(), (box) => near[box].length * (anchored[box] ? 1.5 : 1));
}

/* How long the way between any two boxes wants to be, by rows; links are longer where many want to stand around a box. */
function walkLengths(near) {
  const count = near.length;
  const lengths = new Float32Array(count * count).fill(Infinity);
  const room = near.map((others) => 0.72 + 0.28 * Math.sqrt(others.length));
  for (let start = 0; start < count; start += 1) {
    const row = lengths.subarray(start * count, (start + 1) * count);
    row[start] = 0;
    const queue = [start];
    for (let head = 0; head < queue.length; head += 1) {
      const box = queue[head];
      for (const other of near[box]) {
        const length = row[box] + LINK_LENGTH * Math.max(room[box], room[other]);
        if (length < row[other] - 0.01) {
          row[other] = length;
          queue.push(other);
        }
      }
    }
    const far = row.reduce((most, length) => (length < Infinity ? Math.max(most, length) : most), 0) + 2 * LINK_LENGTH;
    for (let other = 0; other < count; other += 1) if (row[other] === Infinity) row[other] = far;
  }
  return lengths;
}

/* A first guess: each box in the wedge of the one that leads to it from the middle, so that trees do not cross themselves. */
function startInWedges(scene, middle, lengths) {
  const { near, x, y } = scene;
  const { order, parent } = walkFrom(middle, near);
  const leaves = new Float64Array(near.length);
  for (const box of [...order].reverse()) {
    leaves[box] = Math.max(1, leaves[box]);
    if (parent[box] >= 0) leaves[parent[box]] += leaves[box];
  }
  const taken = new Float64Array(near.length);
  const start = new Float64Array(near.length);
  const angleOf = (box) => (2 * Math.PI * (start[box] + leaves[box] / 2)) / leaves[middle];
  for (const box of order) {
    const from = parent[box];
    if (from >= 0) {
      start[box] = start[from] + taken[from];
      taken[from] += leaves[box];
    }
    const far = lengths[middle * near.length + box];
    x[box] = far * Math.cos(angleOf(box));
    y[box] = far * Math.sin(angleOf(box));
  }
}

/* The boxes by steps from one, and which leads to which; what cannot be reached counts as led to by the first. */
function walkFrom(first, near) {
  const parent = new Int32Array(near.length).fill(-2);
  parent[first] = -1;
  const order = [first];
  for (let head = 0; head < order.length; head += 1) {
    for (const other of near[order[head]]) {
      if (parent[other] === -2) {
        parent[other] = order[head];
        order.push(other);
      }
    }
  }
  parent.forEach((from, box) => {
    if (from === -2) {
      parent[box] = first;
      order.push(box);
    }
  });
  return { order, parent };
}

/* Moves the boxes until their distances agree best with the wanted ones; anchors are drawn to the middle besides. */
function settleByStress({ near, x, y }, lengths, anchored) {
  const count = x.length;
  const most = Math.max(...near.map((others) => others.length), 1);
  const draw = near.map((others, box) => (anchored[box] && others.length > 1 ? (TO_THE_MIDDLE * others.length) / most : 0));
  const rounds = count > 1 ? Math.min(STRESS_ROUNDS, Math.max(6, Math.floor(STRESS_WORK / (count * count)))) : 0;
  for (let round = 0; round < rounds; round += 1) {
    const [middleX, middleY] = [mean(x), mean(y)];
    let moved = 0;
    for (let box = 0; box < count; box += 1) {
      const [beforeX, beforeY] = [x[box], y[box]];
      pullByStress(box, x, y, lengths);
      x[box] += draw[box] * (middleX - x[box]);
      y[box] += draw[box] * (middleY - y[box]);
      moved = Math.max(moved, Math.abs(x[box] - beforeX), Math.abs(y[box] - beforeY));
    }
    if (moved < 0.5) return;
  }
}

/* Moves one box to where the others want it, the nearer ones more. */
function pullByStress(box, x, y, lengths) {
  const row = box * x.length;
  const ownX = x[box];
  const ownY = y[box];
  let sumX = 0;
  let sumY = 0;
  let total = 0;
  for (let other = 0; other < x.length; other += 1) {
    if (other !== box) {
      const length = lengths[row + other];
      const weight = 1 / (length * length);
      const right = ownX - x[other];
      const down = ownY - y[other];
      const factor = length / (Math.sqrt(right * right + down * down) || 1);
      sumX += weight * (x[other] + right * factor);
      sumY += weight * (y[other] + down * factor);
      total += weight;
    }
  }
  x[box] = sumX / total;
  y[box] = sumY / total;
}

/* Turns an island around its middle so that it spreads from left to right (or at an angle to that), with its middle at (0, 0). */
function turnFlat({ x, y }, slope) {
  const [middleX, middleY] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let box = 0; box < x.length; box += 1) {
    x[box] -= middleX;
    y[box] -= middleY;
    xx += x[box] * x[box];
    xy += x[box] * y[box];
    yy += y[box] * y[box];
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2 - slope;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let box = 0; box < x.length; box += 1) [x[box], y[box]] = [x[box] * cos + y[box] * sin, y[box] * cos - x[box] * sin];
}

function mean(values) {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at];
  return sum / (values.length || 1);
}
