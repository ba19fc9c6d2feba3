/* The picture as SVG text of its own, at the places of now: nothing in it runs, and text of articles is escaped. */

const MARGIN = 40;
const MOST_VERBS = 120;
const VERB_LETTER = 11;
const DRAWN_FACE = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const SHAPE_SIDES = new Map([
  ["square", [4, Math.PI / 4, Math.SQRT2]], ["hexagon", [6, 0, 1]], ["diamond", [4, 0, 1]], ["triangle", [3, -Math.PI / 2, 1.33]],
]);

/* Text as XML takes it. */
function escaped(words) {
  const marks = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ["\"", "&quot;"], ["'", "&#39;"]]);
  const known = String(words).replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/\p{Cf}/gu, "");
  return known.replace(/[&<>"']/g, (mark) => marks.get(mark));
}

/* An element as text, its attributes escaped; children are elements or escaped text. */
function tag(name, attributes = {}, ...children) {
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === "number" ? Math.round(value * 10) / 10 : value)}"`).join("");
  return `<${name}${written}${children.length ? `>${children.join("")}</${name}>` : "/>"}`;
}

/* The whole picture: title and numbers above, the legend below. */
function drawnSvg(picture, { title, note }, colour) {
  const nodes = picture.visible();
  const { left, right, top, bottom } = nodes.length ? extentOf(nodes.map(nodeBox)) : { left: 0, right: 400, top: 0, bottom: 0 };
  const width = Math.max(right - left, 640) + 2 * MARGIN;
  const more = Math.max(1, width / 1600);
  const head = 64 * more;
  const height = bottom - top + 2 * MARGIN + head + 44 * more;
  const x = (left + right - width) / 2;
  const y = top - MARGIN - head;
  return tag("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: [x, y, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height),
    "font-family": DRAWN_FACE, role: "img",
  },
  tag("title", {}, escaped(title)),
  tag("rect", { x, y, width, height, fill: colour("paper") }),
  drawnWords(title, x + MARGIN, y + 42 * more, { "font-size": 24 * more, "font-weight": 650, fill: colour("ink") }),
  drawnWords(note, x + MARGIN, y + 66 * more, { "font-size": 14 * more, fill: colour("quiet") }),
  ...drawnParts(picture, nodes, colour),
  drawnLegend(picture, nodes, x + MARGIN, y + height - 26 * more, more, colour));
}

function drawnParts(picture, nodes, colour) {
  const near = picture.near();
  const lines = visibleLines(picture);
  const line = picture.bubbles.length ? drawnBubbleLine : drawnLine;
  const node = picture.bubbles.length ? drawnBubble : drawnNode;
  const ordered = [...nodes].sort((a, b) => a.size - b.size || a.id - b.id);
  return [
    tag("g", { fill: "none" }, ...lines.map((edge) => line(picture, edge, near, colour))),
    tag("g", {}, ...ordered.map((one) => node(picture, one, near, colour))),
    tag("g", {}, ...drawnVerbs(picture, nodes, lines, near, colour)),
  ];
}

function visibleLines(picture) {
  const passes = (edge) => picture.bubbles.length || picture.shown.edges[edge];
  return picture.drawnEdges.filter((edge) => passes(edge) && picture.endsOf(edge).every((id) => picture.isShown(id)));
}

function drawnLine(picture, edge, near, colour) {
  const [from, to] = picture.endsOf(edge).map((id) => picture.places.get(id));
  const told = near && near.edges.has(edge);
  const stroke = colour(told ? "edge-strong" : near ? "line" : "edge");
  const [viaX, viaY] = viaOf(from, to, picture.bends.get(edge) || 0);
  const [endX, endY, angle] = arrowEnd(viaX, viaY, to);
  const wing = (turn) => `${Math.round(10 * (endX - 7 * Math.cos(angle + turn))) / 10},${Math.round(10 * (endY - 7 * Math.sin(angle + turn))) / 10}`;
  return tag("g", { stroke, "stroke-width": told ? 1.8 : 1.2 },
    tag("title", {}, escaped(`${labelOf(SOURCE[edge])} ${verbOf(edge)} ${labelOf(TARGET[edge])}`)),
    tag("path", { d: `M${from.x} ${from.y}Q${Math.round(viaX)} ${Math.round(viaY)} ${Math.round(endX)} ${Math.round(endY)}` }),
    tag("polygon", { points: `${Math.round(10 * endX) / 10},${Math.round(10 * endY) / 10} ${wing(0.4)} ${wing(-0.4)}`, fill: stroke, stroke: "none" }));
}

/* The point that a line is drawn to: its middle, or beside it for one of several between the same two. */
function viaOf(from, to, bend) {
  const [right, down] = [to.x - from.x, to.y - from.y];
  return [(from.x + to.x) / 2 + 0.93 * bend * down, (from.y + to.y) / 2 - 0.93 * bend * right];
}

function arrowEnd(fromX, fromY, { x, y, size }) {
  const angle = Math.atan2(y - fromY, x - fromX);
  return [x - (size + 2) * Math.cos(angle), y - (size + 2) * Math.sin(angle), angle];
}

function drawnBubbleLine(picture, edge, near, colour) {
  const [from, to] = picture.endsOf(edge).map((id) => picture.places.get(id));
  const look = { stroke: colour("edge"), "stroke-width": bubbleLineWidth(edge.weight), "stroke-opacity": 0.55 };
  return tag("path", { d: `M${from.x} ${from.y}L${to.x} ${to.y}`, ...look });
}

function drawnNode(picture, node, near, colour) {
  const faded = near && !near.nodes.has(node.id);
  return tag("g", { opacity: faded ? 0.2 : undefined },
    tag("title", {}, escaped(labelOf(node.id))),
    drawnShape(node, node.kind, colour),
    faded ? "" : drawnLabel(node, colour));
}

function drawnShape({ x, y, size }, kind, colour) {
  const shape_ = SHAPES.get(kind);
  const look = { fill: colour(kind), stroke: colour(`${kind}-rim`), "stroke-width": 1.5 };
  if (shape_ === "dot") return tag("circle", { cx: x, cy: y, r: size, ...look });
  const [sides, turn, more] = SHAPE_SIDES.get(shape_);
  const centre = shape_ === "triangle" ? y + 0.275 * size : y;
  const corner = (at) => {
    const angle = turn + (2 * Math.PI * at) / sides;
    return `${Math.round(10 * (x + more * size * Math.cos(angle))) / 10},${Math.round(10 * (centre + more * size * Math.sin(angle))) / 10}`;
  };
  return tag("polygon", { points: Array.from({ length: sides }, (_, at) => corner(at)).join(" "), ...look });
}

function drawnLabel({ x, y, size, label }, colour) {
  return tag("g", { "font-size": LETTER, fill: colour("ink"), ...haloed(colour) },
    ...label.split("\n").map((line, at) => drawnWords(line, x, y + size + LETTER + 1 + 1.15 * LETTER * at)));
}

/* Words around their middle, with a rim in the colour of the paper. */
function haloed(colour) {
  return { "text-anchor": "middle", stroke: colour("paper"), "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
}

function drawnWords(words, x, y, attributes = {}) {
  return tag("text", { x, y, ...attributes }, escaped(words));
}

function drawnBubble(picture, node, near, colour) {
  const { x, y, size } = node;
  const { label, count: amount, kinds } = picture.bubbles[node.id];
  const ring = RING * size;
  return tag("g", {},
    tag("title", {}, escaped(label)),
    tag("circle", { cx: x, cy: y, r: size, fill: colour("raised"), stroke: colour("edge-strong"), "stroke-width": 2 }),
    tag("g", { fill: "none", "stroke-width": ring }, ...arcsOf(kinds).map(([kind, start, end]) => tag(
      "path", { d: arcPath(x, y, size - ring / 2, start, end), stroke: colour(kind) }))),
    drawnAmount(node, number(amount), colour),
    drawnLabel(node, colour));
}

function drawnAmount({ x, y, size }, amount, colour) {
  const letter = amountSize(size, amount);
  return drawnWords(amount, x, y + 0.36 * letter, { "text-anchor": "middle", "font-weight": 600, "font-size": letter, fill: colour("ink") });
}

/* A part of a circle, in two halves, since SVG draws no full one. */
function arcPath(x, y, radius, start, end) {
  const point = (angle) => `${Math.round(100 * (x + radius * Math.cos(angle))) / 100} ${Math.round(100 * (y + radius * Math.sin(angle))) / 100}`;
  const arc = `A${radius} ${radius} 0 0 1`;
  return `M${point(start)}${arc} ${point((start + end) / 2)}${arc} ${point(end)}`;
}

/* Words on the lines that have room for them: those of the choice, or all of a small picture. */
function drawnVerbs(picture, nodes, lines, near, colour) {
  const told = picture.bubbles.length ? [] : lines.filter((edge) => !near || near.edges.has(edge));
  const letters = new Map(nodes.map(({ id }) => [id, { letter: LETTER, rise: 0 }]));
  return [...roomyTellings(told, nodes, letters, picture.places, VERB_LETTER, MOST_VERBS)].map((edge) => {
    const { left, right, top } = tellingBox(edge, picture.places, VERB_LETTER);
    const lines_ = wrapped(verbOf(edge)).split("\n");
    return tag("g", { "font-size": VERB_LETTER, fill: colour("quiet"), ...haloed(colour) },
      ...lines_.map((line, at) => drawnWords(line, (left + right) / 2, top + VERB_LETTER * (0.85 + 1.1 * at))));
  });
}

/* The kinds with their shapes and numbers, in one line. */
function drawnLegend(picture, nodes, x, y, more, colour) {
  const amounts = KINDS.map((kind, at) => (picture.bubbles.length
    ? picture.bubbles.reduce((sum, { kinds }) => sum + kinds[at], 0) : nodes.filter((node) => node.kind === kind).length));
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = `${14 * more}px ${DRAWN_FACE}`;
  let left = x;
  return tag("g", { "font-size": 14 * more, fill: colour("ink") }, ...KINDS.flatMap((kind, at) => {
    if (!amounts[at]) return [];
    const words = `${say(kind)} ${number(amounts[at])}`;
    const entry = drawnShape({ x: left + 8 * more, y: y - 5 * more, size: 7 * more }, kind, colour) + drawnWords(words, left + 22 * more, y);
    left += 46 * more + ruler.measureText(words).width;
    return [entry];
  }));
}
