/* The drawing: vis-network with places computed beforehand; only the surroundings of a node are arranged here. */

const SHAPES = new Map([["person", "dot"], ["organization", "square"], ["territory", "hexagon"], ["event", "diamond"], ["assessment", "triangle"]]);
const LETTER = 15;
const READABLE = 9.5;
const COMFORTABLE = 11;
const MOST_TOLD = 16;
const MAIN = 24;
const MANY = 150;
const OPTIONS = {
  physics: false,
  layout: { randomSeed: 1, improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 200, selectConnectedEdges: false, multiselect: false },
  nodes: { borderWidth: 1.5, borderWidthSelected: 3, labelHighlightBold: false },
  edges: { width: 1.2, selectionWidth: 1, hoverWidth: 0.8, arrowStrikethrough: false },
};
const still = matchMedia("(prefers-reduced-motion: reduce)");

class Picture {
  constructor(container, { node: onNode, edge: onEdge, nothing: onNothing }) {
    this.container = container;
    this.chosen = null;
    this.places = new Map();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, OPTIONS);
    this.network.canvas.frame.tabIndex = -1;
    this.network.on("click", (event) => {
      if (event.nodes.length) onNode(event.nodes[0]);
      else if (event.edges.length) onEdge(event.edges[0]);
      else onNothing();
    });
    for (const name of ["hoverNode", "hoverEdge"]) this.network.on(name, () => { container.style.cursor = "pointer"; });
    for (const name of ["blurNode", "blurEdge"]) this.network.on(name, () => { container.style.cursor = ""; });
    this.network.on("zoom", () => this.relabelSoon());
    this.network.on("resize", () => this.relabelSoon());
    this.network.on("animationFinished", () => this.relabelSoon());
  }

  show(slice) {
    const side = Math.ceil(Math.sqrt(slice.nodes.length));
    this.places = new Map(slice.nodes.map((id, place) => [id, styled(id, 160 * (place % side), 110 * Math.floor(place / side))]));
    this.fill(slice.edges);
  }

  look({ chosen }) {
    this.choose(chosen);
  }

  fill(edges) {
    this.drawnEdges = edges;
    this.bends = bends(edges);
    this.nodes.clear();
    this.edges.clear();
    this.looks = { nodes: new Map(), edges: new Map() };
    this.letters = new Map();
    this.paint();
    this.fit(false);
    this.relabel();
  }

  relabelSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.relabel(), 60);
  }

  /* Shows as many labels as can be read at the zoom of now, the best connected first; from afar they are larger. */
  relabel() {
    const letters = this.lettering();
    const same = !this.chosen && letters.size === this.letters.size && [...letters].every(([id, { letter, rise }]) => this.letters.get(id)?.letter === letter && this.letters.get(id).rise === rise);
    this.letters = letters;
    if (!same) this.paint();
  }

  lettering() {
    const near = this.near();
    const scale = this.network.getScale();
    const visible = [...this.places.values()].filter((node) => shown.nodes[node.id] && (!near || near.nodes.has(node.id)));
    if (LETTER * scale >= READABLE) return new Map(visible.map((node) => [node.id, { letter: LETTER, rise: 0 }]));
    const letter = Math.round(COMFORTABLE / scale);
    const order = visible.sort((a, b) => b.size - a.size || a.id - b.id);
    const shapes = order.map(shapeBox);
    const main = order.length > MANY ? shapes.slice(0, MAIN) : shapes;
    const labels = [];
    const letters = new Map();
    order.forEach((node, rank) => {
      const avoided = [...labels, ...(rank < MAIN ? main : shapes)].filter((other) => other.id !== node.id);
      const below = labelBox(node, letter);
      const above = raised(below, 2 * node.size + below.bottom - below.top + 0.5 * letter);
      const box = [below, above].find((one) => !avoided.some((other) => crosses(one, other)));
      if (!box) return;
      labels.push(box);
      letters.set(node.id, { letter, rise: below.top - box.top });
    });
    return letters;
  }

  /* Colours, labels and visibility of everything, for the choice, the filter, the theme and the language of now. */
  paint() {
    const colour = colours();
    const near = this.near();
    this.face = getComputedStyle(document.body).fontFamily;
    this.container.style.cursor = "";
    this.tellingSize = Math.max(12.5, Math.round((0.9 * COMFORTABLE) / this.network.getScale()));
    const ordered = [...this.places.values()].sort((a, b) => a.size - b.size || a.id - b.id);
    this.tellings = this.roomy(near);
    update(this.nodes, this.looks.nodes, ordered.map((node) => this.nodeLook(node, colour, near)));
    update(this.edges, this.looks.edges, this.drawnEdges.map((id) => this.edgeLook(id, colour, near)));
    this.network.unselectAll();
    if (this.chosen && this.chosen.node !== undefined && this.places.has(this.chosen.node)) {
      this.network.selectNodes([this.chosen.node], false);
    }
  }

  /* The edges of the choice with room for their words in the middle, clear of the names and shapes around. */
  roomy(near) {
    const told = near ? this.drawnEdges.filter((id) => near.edges.has(id)) : [];
    if (told.length > MOST_TOLD) return new Set();
    const visible = [...this.places.values()].filter((node) => near && near.nodes.has(node.id) && shown.nodes[node.id]);
    const names = visible.filter((node) => this.letters.has(node.id)).map((node) => {
      const { letter, rise } = this.letters.get(node.id);
      return raised(labelBox(node, letter), rise);
    });
    const taken = [...names, ...visible.map(shapeBox)].map((box) => inset(box, 0.4 * this.tellingSize));
    return new Set(told.filter((id) => {
      const box = this.tellingBox(id);
      const free = told.length === 1 || !taken.some((other) => crosses(box, other));
      if (free) taken.push(box);
      return free;
    }));
  }

  tellingBox(id) {
    const [from, to] = [SOURCE[id], TARGET[id]].map((end) => this.places.get(end));
    const lines = wrapped(verbOf(id)).split("\n");
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    const width = 0.56 * this.tellingSize * Math.max(...lines.map((line) => line.length));
    const height = 1.1 * this.tellingSize * lines.length;
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  }

  /* What the choice leaves in full colour: null for everything. */
  near() {
    if (!this.chosen) return null;
    if (this.chosen.edge !== undefined) {
      const [source, target] = [SOURCE[this.chosen.edge], TARGET[this.chosen.edge]];
      return { nodes: new Set([source, target]), edges: new Set([this.chosen.edge]) };
    }
    const id = this.chosen.node;
    return this.places.has(id) ? { nodes: new Set([id, ...neighboursOf(id)]), edges: new Set(edgesOf(id)) } : null;
  }

  nodeLook(node, colour, near) {
    const [kind, label] = [kindOf(node.id), labelOf(node.id)];
    const faded = near && !near.nodes.has(node.id);
    const label_ = this.letters.get(node.id);
    const fill = { background: colour(kind), border: colour(`${kind}-rim`) };
    return {
      ...node,
      hidden: !shown.nodes[node.id],
      opacity: faded ? 0.16 : 1,
      title: `${label}\n${say("joined", degreeOf(node.id))}`,
      color: { ...fill, highlight: { ...fill, border: colour("ink") }, hover: { ...fill, border: colour("ink") } },
      font: label_ && !faded
        ? { face: this.face, size: label_.letter, vadjust: -label_.rise, color: colour("ink"), strokeColor: colour("paper"), strokeWidth: 4 }
        : { face: this.face, size: LETTER, color: "transparent", strokeWidth: 0 },
    };
  }

  edgeLook(id, colour, near) {
    const told = Boolean(near && near.edges.has(id));
    const named = this.tellings.has(id);
    const line = told ? colour("edge-strong") : near ? colour("line") : colour("edge");
    const bend = this.bends.get(id);
    return {
      id,
      from: SOURCE[id],
      to: TARGET[id],
      hidden: !shown.edges[id],
      label: named ? wrapped(verbOf(id)) : " ",
      title: `${labelOf(SOURCE[id])} ${verbOf(id)} ${labelOf(TARGET[id])}`,
      width: told ? 1.8 : 1.2,
      color: { color: line, highlight: colour("edge-strong"), hover: colour("edge-strong"), opacity: near && !told ? 0.7 : 1 },
      arrows: { to: { enabled: true, scaleFactor: 0.45 } },
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : { enabled: false },
      font: { face: this.face, size: this.tellingSize, color: colour("ink"), background: named ? colour("paper") : "transparent", strokeWidth: 0, align: "horizontal" },
    };
  }

  choose(choice) {
    this.chosen = choice;
    this.letters = this.lettering();
    this.paint();
  }

  /* Takes the room that the window gives now. */
  resize() {
    this.network.setSize("100%", "100%");
    this.network.redraw();
  }

  /* Moves to what is chosen, if it is out of sight or too small to read. */
  showChosen() {
    const near = this.near();
    const ids = near ? [...near.nodes].filter((id) => this.places.has(id)) : [];
    const scale = this.network.getScale();
    const away = ids.some((id) => {
      const { x, y } = this.network.canvasToDOM(this.network.getPosition(id));
      return x < 60 || y < 40 || x > this.container.clientWidth - 60 || y > this.container.clientHeight - 60;
    });
    if (ids.length && (away || scale < 0.75)) this.network.fit({ nodes: ids, maxZoomLevel: 1, animation: movement() });
  }

  fit(animated = true) {
    const ids = [...this.places.keys()].filter((id) => shown.nodes[id]);
    const animation = animated && movement();
    if (ids.length) this.network.fit({ nodes: ids, maxZoomLevel: 1.3, animation });
    if (ids.length && !animation) this.network.moveTo({ scale: 0.95 * this.network.getScale() });
    this.relabelSoon();
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(4, Math.max(0.05, this.network.getScale() * factor)), animation: movement() });
    this.relabelSoon();
  }

  move(right, down) {
    const { x, y } = this.network.getViewPosition();
    const step = 80 / this.network.getScale();
    this.network.moveTo({ position: { x: x + right * step, y: y + down * step } });
  }
}

/* Hands on only what looks different from before: vis-network takes its time for each. */
function update(set, before, looks) {
  const changed = looks.filter((look) => {
    const text = JSON.stringify(look);
    const same = before.get(look.id) === text;
    before.set(look.id, text);
    return !same;
  });
  if (changed.length) set.update(changed);
}

function movement() {
  return still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function styled(id, x, y) {
  const [kind, short] = [kindOf(id), shortOf(id)];
  const size = Math.min(30, 8 + 3.2 * Math.sqrt(degreeOf(id)));
  return { id, x, y, size, label: short, shape: SHAPES.get(kind), group: kind };
}

/* Where the label of a node lies, in letters of a size. */
function labelBox(node, letter) {
  const lines = node.label.split("\n");
  const half = (0.6 * letter * Math.max(...lines.map((line) => line.length))) / 2;
  return { left: node.x - half, right: node.x + half, top: node.y + node.size, bottom: node.y + node.size + 1.2 * letter * lines.length };
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

/* A label for a line in lines of some 18 letters. */
function wrapped(text) {
  return text.replace(/(.{12,22}?)\s+/g, "$1\n");
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
