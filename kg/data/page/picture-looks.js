/* How nodes and lines look, and where they stand. */

const PHYSICS = {
  solver: "barnesHut", stabilization: false, minVelocity: 1.5,
  barnesHut: { gravitationalConstant: -9000, centralGravity: 0.15, springLength: 130, springConstant: 0.05, damping: 0.35, avoidOverlap: 0.6 },
};
const SETTLING_TIME = 6000;
const SETTLING_STEPS = 200;

/* The colours of now, or those on paper. */
function colours(element = document.documentElement) {
  const style = getComputedStyle(element);
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(`--${name}`).trim());
    return known.get(name);
  };
}

function nodeSize(id) {
  return { id, size: Math.min(30, 8 + 3.2 * Math.sqrt(degreeOf(id))), label: shortOf(id), kind: kindOf(id) };
}

/* The looks with their places, by id; where `before` has places, those stay. */
function placed(looks, links, groups, wider, before) {
  const boxes = looks.map(roomOf);
  const anchors = new Set(looks.flatMap(({ kind }, at) => (ANCHORS.has(kind) ? [at] : [])));
  const old = before && looks.map(({ id }, at) => before.has(id) ? { x: before.get(id).x, y: before.get(id).y + boxes[at].rise } : undefined);
  const places = old ? grow(old, boxes, links) : layout(boxes, links, groups, { wider, anchors });
  return looks.map((look, at) => [look.id, { ...look, x: Math.round(places[at].x), y: Math.round(places[at].y - boxes[at].rise) }]);
}

/* The room for the shape and the label below it. */
function roomOf({ size, label }) {
  const lines = label.split("\n");
  const width = Math.max(2 * size, 0.58 * LETTER * Math.max(...lines.map((line) => line.length)));
  const height = 2 * size + 1.15 * LETTER * lines.length + 4;
  return { width, height, rise: height / 2 - size };
}

function nodeBox(node) {
  const { width, height } = roomOf(node);
  return { left: node.x - width / 2, right: node.x + width / 2, top: node.y - node.size, bottom: node.y - node.size + height };
}

function extentOf(boxes) {
  const most = (name, choose) => boxes.reduce((found, box) => choose(found, box[name]), boxes[0][name]);
  return { left: most("left", Math.min), right: most("right", Math.max), top: most("top", Math.min), bottom: most("bottom", Math.max) };
}

function nodeLook({ id, x, y, size, label, kind }, { colour, near, face }, letter) {
  const faded = near && !near.nodes.has(id);
  const fill = { background: colour(kind), border: colour(`${kind}-rim`) };
  const lettered = letter && !faded;
  return {
    id, x, y, size,
    shape: SHAPES.get(kind),
    label: lettered ? label : " ",
    opacity: faded ? 0.16 : 1,
    title: `${labelOf(id)}\n${say("joined", degreeOf(id))}`,
    color: { ...fill, highlight: { ...fill, border: colour("ink") }, hover: { ...fill, border: colour("ink") } },
    font: lettered
      ? { face, size: letter.letter, vadjust: -letter.rise, color: colour("ink"), strokeColor: colour("paper"), strokeWidth: 4 }
      : { face, size: LETTER, color: "transparent", strokeWidth: 0 },
  };
}

function edgeLook(edge, { colour, near, face, telling }, { named, arrow, bend }) {
  const told = Boolean(near && near.edges.has(edge));
  const line = told ? colour("edge-strong") : near ? colour("line") : colour("edge");
  return {
    id: edge,
    from: SOURCE[edge],
    to: TARGET[edge],
    label: wrapped(verbOf(edge)),
    title: `${labelOf(SOURCE[edge])} ${verbOf(edge)} ${labelOf(TARGET[edge])}`,
    width: told ? 1.8 : 1.2,
    color: { color: line, highlight: colour("edge-strong"), hover: colour("edge-strong"), opacity: near && !told ? 0.7 : 1 },
    arrows: { to: { enabled: arrow || told, scaleFactor: 0.45 } },
    smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : { enabled: false },
    font: { face, size: telling, color: colour(told ? "ink" : "quiet"), background: named ? colour("paper") : "transparent", strokeWidth: 0, align: "horizontal" },
  };
}

/* How far each of several edges between the same two nodes bends. */
function bends(edges) {
  const seen = new Map();
  const bent = new Map();
  for (const id of edges) {
    const [source, target] = [SOURCE[id], TARGET[id]];
    const pair = `${Math.min(source, target)} ${Math.max(source, target)}`;
    const before = seen.get(pair) || 0;
    seen.set(pair, before + 1);
    const side = before % 2 ? 1 : -1;
    if (before) bent.set(id, 0.2 * Math.ceil(before / 2) * side * (source < target ? 1 : -1));
  }
  return bent;
}
