/* The drawing: vis-network with places computed beforehand; only the surroundings of a node are arranged here. */

const SHAPES = new Map([["person", "dot"], ["organization", "square"], ["territory", "hexagon"], ["event", "diamond"], ["assessment", "triangle"]]);
const MOST_AROUND = 40;
const LETTER = 15;
const READABLE = 9.5;
const COMFORTABLE = 11;
const MOST_TOLD = 16;
const MAIN = 24;
const MANY = 150;
const still = matchMedia("(prefers-reduced-motion: reduce)");

class Picture {
  constructor(container, onNode, onEdge, onNothing) {
    this.container = container;
    this.hiddenKinds = new Set();
    this.chosen = null;
    this.around = [];
    this.places = new Map();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, DATA.drawn.options);
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
    this.showAll();
  }

  showAll() {
    const high = this.container.clientHeight > this.container.clientWidth;
    this.around = [];
    this.places = new Map(DATA.drawn.nodes.map((node) => [node.id, high ? { ...node, x: node.high[0], y: node.high[1] } : node]));
    this.fill(DATA.drawn.edges.map((edge) => edge.id));
  }

  /* Draws a node with its neighbours alone; where surroundings are shown already, adds to them. */
  showAround(id) {
    const others = [...NEIGHBOURS[id]].sort((a, b) => NEIGHBOURS[b].size - NEIGHBOURS[a].size || a - b).slice(0, MOST_AROUND);
    if (!this.around.length || !this.places.has(id)) {
      this.around = [];
      this.places = new Map([[id, styled(id, 0, 0)]]);
    }
    this.around.push(id);
    this.arrange(id, others.filter((other) => !this.places.has(other)));
    this.fill(EDGES.map((_, edge) => edge).filter((edge) => this.places.has(EDGES[edge].source) && this.places.has(EDGES[edge].target)));
  }

  /* New nodes in rings around one, away from the middle of what is there. */
  arrange(id, others) {
    const sorted = others.sort((a, b) => KINDS.indexOf(NODES[a].kind) - KINDS.indexOf(NODES[b].kind) || a - b);
    const home = this.places.get(id);
    const outward = this.around.length > 1 ? Math.atan2(home.y, home.x) : -Math.PI / 2;
    const spread = this.around.length > 1 ? Math.PI * 1.2 : Math.PI * 2;
    let placed = 0;
    for (let ring = 1; placed < sorted.length; ring += 1) {
      const radius = 120 + 110 * ring;
      const some = sorted.slice(placed, placed + Math.max(4, Math.floor((spread * radius) / 105)));
      some.forEach((other, place) => {
        const angle = outward + spread * ((place + 0.5) / some.length - 0.5);
        this.places.set(other, styled(other, home.x + 1.45 * radius * Math.cos(angle), home.y + radius * Math.sin(angle)));
      });
      placed += some.length;
    }
    pushApart([...this.places.values()]);
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
    const shown = [...this.places.values()].filter((node) => !this.hiddenKinds.has(NODES[node.id].kind) && (!near || near.nodes.has(node.id)));
    if (LETTER * scale >= READABLE) return new Map(shown.map((node) => [node.id, { letter: LETTER, rise: 0 }]));
    const letter = Math.round(COMFORTABLE / scale);
    const ranked = shown.sort((a, b) => b.size - a.size || a.id - b.id);
    const shapes = ranked.map(shapeBox);
    const main = ranked.length > MANY ? shapes.slice(0, MAIN) : shapes;
    const labels = [];
    const letters = new Map();
    ranked.forEach((node, rank) => {
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
    const shown = [...this.places.values()].filter((node) => near && near.nodes.has(node.id) && !this.hiddenKinds.has(NODES[node.id].kind));
    const names = shown.filter((node) => this.letters.has(node.id)).map((node) => {
      const { letter, rise } = this.letters.get(node.id);
      return raised(labelBox(node, letter), rise);
    });
    const taken = [...names, ...shown.map(shapeBox)].map((box) => inset(box, 0.4 * this.tellingSize));
    return new Set(told.filter((id) => {
      const box = this.tellingBox(id);
      const free = told.length === 1 || !taken.some((other) => crosses(box, other));
      if (free) taken.push(box);
      return free;
    }));
  }

  tellingBox(id) {
    const [from, to] = [EDGES[id].source, EDGES[id].target].map((end) => this.places.get(end));
    const lines = wrapped(relationOf(EDGES[id])).split("\n");
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    const width = 0.56 * this.tellingSize * Math.max(...lines.map((line) => line.length));
    const height = 1.1 * this.tellingSize * lines.length;
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  }

  /* What the choice leaves in full colour: null for everything. */
  near() {
    if (!this.chosen) return null;
    if (this.chosen.edge !== undefined) {
      const { source, target } = EDGES[this.chosen.edge];
      return { nodes: new Set([source, target]), edges: new Set([this.chosen.edge]) };
    }
    const id = this.chosen.node;
    return this.places.has(id) ? { nodes: new Set([id, ...NEIGHBOURS[id]]), edges: new Set(EDGES_OF[id]) } : null;
  }

  nodeLook(node, colour, near) {
    const { kind, label } = NODES[node.id];
    const faded = near && !near.nodes.has(node.id);
    const label_ = this.letters.get(node.id);
    const fill = { background: colour(kind), border: colour(`${kind}-rim`) };
    return {
      ...node,
      hidden: this.hiddenKinds.has(kind),
      opacity: faded ? 0.16 : 1,
      title: `${label}\n${say("joined", NEIGHBOURS[node.id].size)}`,
      color: { ...fill, highlight: { ...fill, border: colour("ink") }, hover: { ...fill, border: colour("ink") } },
      font: label_ && !faded
        ? { face: this.face, size: label_.letter, vadjust: -label_.rise, color: colour("ink"), strokeColor: colour("paper"), strokeWidth: 4 }
        : { face: this.face, size: LETTER, color: "transparent", strokeWidth: 0 },
    };
  }

  edgeLook(id, colour, near) {
    const edge = EDGES[id];
    const told = Boolean(near && near.edges.has(id));
    const named = this.tellings.has(id);
    const line = told ? colour("edge-strong") : near ? colour("line") : colour("edge");
    const bend = this.bends.get(id);
    return {
      id,
      from: edge.source,
      to: edge.target,
      hidden: this.hiddenKinds.has(NODES[edge.source].kind) || this.hiddenKinds.has(NODES[edge.target].kind),
      label: named ? wrapped(relationOf(edge)) : " ",
      title: `${NODES[edge.source].label} · ${relationOf(edge)} · ${NODES[edge.target].label}`,
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
    const ids = [...this.places.keys()].filter((id) => !this.hiddenKinds.has(NODES[id].kind));
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
  const { kind, short } = NODES[id];
  const size = Math.min(30, 8 + 3.2 * Math.sqrt(NEIGHBOURS[id].size));
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
    const { source, target } = EDGES[id];
    const pair = `${Math.min(source, target)} ${Math.max(source, target)}`;
    const before = seen.get(pair) || 0;
    seen.set(pair, before + 1);
    const side = before % 2 ? 1 : -1;
    if (before) bent.set(id, 0.2 * Math.ceil(before / 2) * side * (source < target ? 1 : -1));
  }
  return bent;
}

/* Moves nodes until no label lies on another. */
function pushApart(nodes) {
  const boxes = nodes.map((node) => {
    const lines = node.label.split("\n");
    return { width: 0.56 * LETTER * Math.max(...lines.map((line) => line.length)) + 16, height: 2 * node.size + 1.15 * LETTER * lines.length + 16 };
  });
  for (let round = 0, moved = true; moved && round < 200; round += 1) {
    moved = false;
    for (let b = 1; b < nodes.length; b += 1) {
      for (let a = 0; a < b; a += 1) {
        const right = (boxes[a].width + boxes[b].width) / 2 - Math.abs(nodes[b].x - nodes[a].x);
        const down = (boxes[a].height + boxes[b].height) / 2 - Math.abs(nodes[b].y - nodes[a].y);
        if (right > 0.5 && down > 0.5) {
          const axis = right < down ? "x" : "y";
          const shift = (Math.min(right, down) / 2) * (nodes[b][axis] >= nodes[a][axis] ? 1 : -1);
          nodes[a][axis] -= shift;
          nodes[b][axis] += shift;
          moved = true;
        }
      }
    }
  }
}
