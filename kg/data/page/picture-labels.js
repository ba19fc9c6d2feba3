/* Which names fit into the picture at a zoom, and which words on its lines. */

const LETTER = 15;
const READABLE = 9.5;
const COMFORTABLE = 11;
const MOST_TOLD = 16;
const MANY_TOLD = 200;
const MAIN = 24;
const MAIN_OF_FEW = 3;
const ARROW = 7;
const MANY = 150;

/* The size of the letters of each node's label, from afar larger, and how far it is raised.
   The best linked come first, and keep off each other alone; none is above the topmost shape, where the picture may end. */
function lettersFor(nodes, scale) {
  if (LETTER * scale >= READABLE) return new Map(nodes.map((node) => [node.id, { letter: LETTER, rise: 0 }]));
  const letter = Math.round(COMFORTABLE / scale);
  const order = [...nodes].sort((a, b) => b.size - a.size || a.id - b.id);
  const shapes = order.map(shapeBox);
  const main = shapes.slice(0, order.length > MANY ? MAIN : MAIN_OF_FEW);
  const labels = [];
  const letters = new Map();
  const top = Math.min(...shapes.map((box) => box.top));
  order.forEach((node, rank) => {
    const below = labelBox(node, letter);
    const above = raised(below, 2 * node.size + below.bottom - below.top + 0.5 * letter);
    const taken = rank < main.length ? main : shapes;
    const meets = (box) => (other) => other.id !== node.id && crosses(box, other);
    const box = [below, above].find((one) => one.top >= top && !labels.some(meets(one)) && !taken.some(meets(one)));
    if (!box) return;
    labels.push(box);
    letters.set(node.id, { letter, rise: below.top - box.top });
  });
  return letters;
}

function sameLetters(one, other) {
  return one.size === other.size && [...one].every(([id, { letter, rise }]) => other.get(id)?.letter === letter && other.get(id).rise === rise);
}

/* The edges with room for their words in the middle, clear of the names and shapes around. */
function roomyTellings(told, around, letters, places, size, most = MOST_TOLD) {
  if (told.length > most) return new Set();
  const named = around.filter(({ id }) => letters.has(id)).map((node) => ({ node, ...letters.get(node.id) }));
  const names = named.map(({ node, letter, rise }) => raised(labelBox(node, letter), rise));
  const taken = [...names, ...around.map(shapeBox)].map((box) => inset(box, 0.2 * size));
  return new Set(told.filter((id) => {
    const box = tellingBox(id, places, size);
    const free = told.length === 1 || !(taken.some((other) => crosses(box, other)) || told.some((other) => other !== id && runsThrough(other, box, places)));
    if (free) taken.push(box);
    return free;
  }));
}

/* Where the words of an edge stand: in the middle of its line, which ends before the arrow. */
function tellingBox(edge, places, size) {
  const [from, to] = [places.get(SOURCE[edge]), places.get(TARGET[edge])];
  const lines = wrapped(verbOf(edge)).split("\n");
  const held = Math.max(0, 1 - (to.size + ARROW) / (Math.hypot(to.x - from.x, to.y - from.y) || 1));
  const [x, y] = [from.x + (held * (to.x - from.x)) / 2, from.y + (held * (to.y - from.y)) / 2 - 0.4 * size];
  const width = 0.56 * size * Math.max(...lines.map((line) => line.length));
  const height = 1.1 * size * lines.length;
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/* True where the line of an edge runs through a box, so that words there could be taken for its own. */
function runsThrough(edge, box, places) {
  const [from, to] = [places.get(SOURCE[edge]), places.get(TARGET[edge])];
  let [first, last] = [0, 1];
  for (const [start, way, low, high] of [[from.x, to.x - from.x, box.left, box.right], [from.y, to.y - from.y, box.top, box.bottom]]) {
    if (way === 0 && (start < low || start > high)) return false;
    const ends = way === 0 ? [0, 1] : [(low - start) / way, (high - start) / way].sort((a, b) => a - b);
    [first, last] = [Math.max(first, ends[0]), Math.min(last, ends[1])];
  }
  return first < last;
}

/* A label for a line in lines of some 18 letters. */
function wrapped(words) {
  return words.replace(/(.{12,22}?)\s+/g, "$1\n");
}

/* Where the label of a node lies, in letters of a size. */
function labelBox(node, letter) {
  const lines = node.label.split("\n");
  const half = (0.6 * letter * Math.max(...lines.map((line) => line.length))) / 2;
  const top = node.y + node.size + 0.35 * letter;
  return { left: node.x - half, right: node.x + half, top, bottom: top + 1.1 * letter * lines.length };
}

function raised(box, by) {
  return { ...box, top: box.top - by, bottom: box.bottom - by };
}

function inset(box, by) {
  return { ...box, left: box.left + by, right: box.right - by, top: box.top + by, bottom: box.bottom - by };
}

function shapeBox({ id, x, y, size }) {
  return { id, left: x - size, right: x + size, top: y - size, bottom: y + size };
}

function crosses(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
