/* Islands side by side on a grid, each as near as it gets to what it is linked with, in one picture. */

const GRID_SIDE = 1024;
const FINE_GRID = 24;
const COARSE_GRID = 48;

/* One scene with all islands, each given with its mirror images, packed into a picture so much wider than high. */
function packIslands(islands, boxes, near, spread, cell) {
  const taken = new Uint8Array(GRID_SIDE * GRID_SIDE);
  const placed = new Map();
  for (const images of islands) {
    const shift = bestShift(images, near, placed, taken, cell, spread);
    for (const at of shift.island.cells) taken[at + shift.down * GRID_SIDE + shift.right] = 1;
    shift.island.members.forEach((box, at) => {
      placed.set(box, [shift.island.x[at] + shift.right * cell, shift.island.y[at] + shift.down * cell]);
    });
  }
  const scene = makeScene(islands.flatMap(([island]) => island.members), boxes, near);
  scene.members.forEach((box, at) => { [scene.x[at], scene.y[at]] = placed.get(box); });
  return scene;
}

/* Of the island and its mirror images the one with the shortest lines to the others, and where it goes, in cells. */
function bestShift(images, near, placed, taken, cell, spread) {
  const outward = images[0].members.flatMap((box, at) => near[box].filter((other) => placed.has(other)).map((other) => [at, placed.get(other)]));
  return best(images.slice(0, outward.length ? images.length : 1).map((image) => {
    const shift = freeShift(image.cells, homeOf(image, outward), taken, cell, spread);
    return { island: image, ...shift };
  }), ({ island: image, right, down }) => -outward.reduce(
    (sum, [at, [x, y]]) => sum + Math.hypot(image.x[at] + right * cell - x, image.y[at] + down * cell - y), 0));
}

/* An island and its mirror images, each with the cells of the grid that it takes. */
function mirrored(island, cell) {
  const turned = (values) => values.map((value) => -value);
  const images = [island, { ...island, x: turned(island.x) }, { ...island, y: turned(island.y) }, { ...island, x: turned(island.x), y: turned(island.y) }];
  return images.map((image) => ({ ...image, cells: cellsOf(image, cell) }));
}

/* How far an island has to move for its lines to the others to be short. */
function homeOf(image, outward) {
  const many = outward.length || 1;
  const x = outward.reduce((sum, [at, place]) => sum + place[0] - image.x[at], 0) / many;
  const y = outward.reduce((sum, [at, place]) => sum + place[1] - image.y[at], 0) / many;
  return { x, y };
}

/* The nearest shift, in cells, at which all cells are free. */
function freeShift(cells, home, taken, cell, spread) {
  const [right, down] = [Math.round(home.x / cell), Math.round(home.y / cell)];
  for (let ring = 0; ring < GRID_SIDE / 2; ring += 1) {
    const steps = 8 * ring || 1;
    for (let step = 0; step < steps; step += 1) {
      const angle = (2 * Math.PI * step) / steps;
      const x = right + Math.round(ring * spread * Math.cos(angle));
      const y = down + Math.round(ring * Math.sin(angle));
      if (allFree(cells, taken, y * GRID_SIDE + x)) return { right: x, down: y };
    }
  }
  return { right: 0, down: GRID_SIDE };
}

function allFree(cells, taken, by) {
  for (let at = 0; at < cells.length; at += 1) if (taken[cells[at] + by] !== 0) return false;
  return true;
}

/* The cells under the boxes of an island, with a margin, and under its lines, as numbers of the grid. */
function cellsOf(island, cell) {
  const cells = new Set();
  const add = (x, y) => cells.add((Math.floor(y / cell) + GRID_SIDE / 2) * GRID_SIDE + Math.floor(x / cell) + GRID_SIDE / 2);
  const { x, y, width, height, rise, from, to } = island;
  for (let box = 0; box < x.length; box += 1) {
    const [halfWidth, halfHeight] = [width[box] / 2 + BOX_GAP, height[box] / 2 + BOX_GAP];
    for (let row = Math.floor((y[box] - halfHeight) / cell); row * cell <= y[box] + halfHeight; row += 1) {
      for (let column = Math.floor((x[box] - halfWidth) / cell); column * cell <= x[box] + halfWidth; column += 1) {
        add(column * cell, row * cell);
      }
    }
  }
  for (let link = 0; link < from.length; link += 1) {
    const [a, b] = [from[link], to[link]];
    const [right, down] = [x[b] - x[a], y[b] - rise[b] - y[a] + rise[a]];
    const steps = Math.ceil((Math.hypot(right, down) / cell) * 2) || 1;
    for (let step = 0; step <= steps; step += 1) add(x[a] + (right * step) / steps, y[a] - rise[a] + (down * step) / steps);
  }
  return Int32Array.from(cells);
}
