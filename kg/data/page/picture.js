/* The drawing: a slice of the graph, or bubbles for its groups, by vis-network at places that layout.js gives. */

const SHAPES = new Map([["person", "dot"], ["organization", "square"], ["territory", "hexagon"], ["event", "diamond"], ["assessment", "triangle"]]);
const ANCHORS = new Set(["organization", "territory"]);
const MANY_EDGES = 300;
const ARROWS_FROM = 0.45;
const FEW_NEW = 12;
const OPTIONS = {
  physics: false,
  layout: { randomSeed: 1, improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 200, selectConnectedEdges: false, multiselect: false, dragView: false },
  nodes: { borderWidth: 1.5, borderWidthSelected: 3, labelHighlightBold: false },
  edges: { width: 1.2, selectionWidth: 1, hoverWidth: 0.8, arrowStrikethrough: false },
};
const still = matchMedia("(prefers-reduced-motion: reduce)");
/* The room at the right that the buttons of the picture take, in pixels, where there is enough of it. */
const BUTTONS = 40;
const NARROW = 720;

class Picture {
  constructor(container, { node, edge, group, nothing }) {
    this.container = container;
    this.shown = shown;
    this.chosen = null;
    this.bubbles = [];
    this.drawnEdges = [];
    this.places = new Map();
    this.letters = new Map();
    this.rendered = new Map();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, OPTIONS);
    this.network.canvas.frame.tabIndex = -1;
    this.network.on("click", ({ nodes, edges }) => {
      if (nodes.length) (this.bubbles.length ? (id) => group(this.bubbles[id].group) : node)(nodes[0]);
      else if (edges.length && !this.bubbles.length) edge(edges[0]);
      else nothing();
    });
    this.listen();
  }

  listen() {
    const pointing = (shape_) => () => { this.container.style.cursor = shape_; };
    for (const name of ["hoverNode", "hoverEdge"]) this.network.on(name, pointing("pointer"));
    for (const name of ["blurNode", "blurEdge"]) this.network.on(name, pointing(""));
    for (const name of ["zoom", "resize", "animationFinished"]) this.network.on(name, () => this.relabelSoon());
    this.network.on("dragEnd", ({ nodes }) => this.takePlaces(nodes));
    makePannable(this.container, this.network);
  }

  /* Draws a slice: where it holds all that is drawn and little more, that stays where it is; else everything is laid out. */
  show(slice) {
    this.stopSettling();
    const stays = !this.bubbles.length && !slice.bubbles.length && this.places.size > 0
      && slice.nodes.length - this.places.size <= Math.max(FEW_NEW, this.places.size)
      && [...this.places.keys()].every((id) => slice.nodes.includes(id));
    this.bubbles = slice.bubbles;
    const looks = this.bubbles.length ? bubbleLooks(this.bubbles) : slice.nodes.map(nodeSize);
    this.drawnEdges = this.bubbles.length ? bubbleEdges(this.bubbles) : slice.edges;
    this.places = new Map(placed(looks, this.ends(looks), this.groupsOf(slice, looks), this.form(), stays ? this.places : null));
    this.refill();
  }

  /* How much wider than high the window is. */
  form() {
    return Math.min(2.4, Math.max(0.5, this.container.clientWidth / (this.container.clientHeight || 1)));
  }

  /* The two ends of each line, by place in `looks`. */
  ends(looks) {
    const at = new Map(looks.map(({ id }, place) => [id, place]));
    return this.drawnEdges.map((edge) => this.endsOf(edge).map((id) => at.get(id)));
  }

  endsOf(edge) {
    return this.bubbles.length ? [edge.from, edge.to] : [SOURCE[edge], TARGET[edge]];
  }

  groupsOf(slice, looks) {
    if (this.bubbles.length) return [looks.map((_, place) => place)];
    const at = new Map(looks.map(({ id }, place) => [id, place]));
    return slice.groups.map((group) => group.map((id) => at.get(id)));
  }

  refill() {
    this.bends = this.bubbles.length ? new Map() : bends(this.drawnEdges);
    this.nodes.clear();
    this.edges.clear();
    this.looks = { nodes: new Map(), edges: new Map() };
    this.everNamed = new Set();
    this.letters = new Map();
    this.fit(false);
    this.letters = this.lettering();
    this.paint();
  }

  /* Shows the choice and the filters of now; nothing moves. */
  look({ chosen, shown: visible }) {
    this.chosen = chosen;
    this.shown = visible;
    if (this.bubbles.length && this.counted !== visible.nodes) this.bubbles = bubblesOf(this.bubbles.map(({ group }) => group));
    this.counted = visible.nodes;
    this.letters = this.lettering();
    this.paint();
  }

  isShown(id) {
    return this.bubbles.length ? this.bubbles[id].count > 0 : Boolean(this.shown.nodes[id]);
  }

  visible() {
    return [...this.places.values()].filter(({ id }) => this.isShown(id));
  }

  relabelSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.relabel(), 60);
  }

  /* Shows as many labels as can be read at the zoom of now. */
  relabel() {
    const letters = this.lettering();
    const same = !this.chosen && this.arrows === this.arrowsNow() && sameLetters(letters, this.letters);
    this.letters = letters;
    if (!same) this.paint();
  }

  lettering() {
    const near = this.near();
    return lettersFor(this.visible().filter(({ id }) => !near || near.nodes.has(id)), this.network.getScale());
  }

  /* Arrows are left away where they are many and too small to be seen. */
  arrowsNow() {
    return this.drawnEdges.length < MANY_EDGES || this.network.getScale() > ARROWS_FROM;
  }

  /* Colours, labels and visibility of everything, for the choice, the filters, the theme and the language of now. */
  paint() {
    const style = this.styleNow();
    this.arrows = this.arrowsNow();
    this.container.style.cursor = "";
    this.tellings = this.bubbles.length ? new Set() : this.tellingRoom(style);
    const ordered = [...this.places.values()].sort((a, b) => a.size - b.size || a.id - b.id);
    update(this.nodes, this.looks.nodes, ordered.map((node) => this.nodeLook(node, style)));
    update(this.edges, this.looks.edges, this.drawnEdges.map((edge) => this.edgeLook(edge, style)));
    this.network.unselectAll();
    const chosen = this.bubbles.length ? undefined : this.chosen?.node;
    if (this.places.has(chosen)) this.network.selectNodes([chosen], false);
  }

  styleNow() {
    const face = getComputedStyle(document.body).fontFamily;
    const telling = Math.max(12.5, Math.round((0.9 * COMFORTABLE) / this.network.getScale()));
    return { colour: colours(), near: this.near(), face, rendered: this.rendered, telling };
  }

  /* The edges that show their words: those of the choice, or where nothing is chosen all, if they are few and near enough to read. */
  tellingRoom({ near, telling }) {
    const drawn = this.drawnEdges.filter((edge) => this.shown.edges[edge]);
    if (near) {
      const around = this.visible().filter(({ id }) => near.nodes.has(id));
      return roomyTellings(drawn.filter((edge) => near.edges.has(edge)), around, this.letters, this.places, telling);
    }
    const readable = LETTER * this.network.getScale() >= READABLE;
    return readable ? roomyTellings(drawn, this.visible(), this.letters, this.places, telling, MANY_TOLD) : new Set();
  }

  nodeLook(node, style) {
    const hidden = !this.isShown(node.id);
    return this.bubbles.length ? { ...bubbleLook(node, this.bubbles[node.id], style, this.letters.get(node.id)), hidden }
      : { ...nodeLook(node, style, this.letters.get(node.id)), hidden };
  }

  edgeLook(edge, style) {
    if (this.bubbles.length) return { ...bubbleEdgeLook(edge, style), hidden: !this.isShown(edge.from) || !this.isShown(edge.to) };
    const named = this.tellings.has(edge);
    if (named) this.everNamed.add(edge);
    const look = edgeLook(edge, style, { named, arrow: this.arrows, bend: this.bends.get(edge) });
    return { ...look, hidden: !this.shown.edges[edge], label: named ? look.label : this.everNamed.has(edge) ? " " : undefined };
  }

  /* What the choice leaves in full colour: null for everything. */
  near() {
    if (!this.chosen || this.bubbles.length) return null;
    const { node, edge } = this.chosen;
    if (edge !== undefined) return { nodes: new Set([SOURCE[edge], TARGET[edge]]), edges: new Set([edge]) };
    return this.places.has(node) ? { nodes: new Set([node, ...neighboursOf(node)]), edges: new Set(edgesOf(node)) } : null;
  }

  /* Remembers where nodes have been moved. */
  takePlaces(ids) {
    for (const id of ids) {
      const { x, y } = this.network.getPosition(id);
      this.places.set(id, { ...this.places.get(id), x: Math.round(x), y: Math.round(y) });
    }
    if (!ids.length) return;
    this.letters = this.lettering();
    this.paint();
  }

  /* Lets the lines pull and the nodes push until they rest, or until asked again; `done` is called then. */
  settle(done = () => {}) {
    if (this.settling) return this.stopSettling();
    this.settling = done;
    const rest = () => this.stopSettling();
    this.network.setOptions({ physics: { ...PHYSICS, enabled: true } });
    if (still.matches) {
      this.network.once("stabilizationIterationsDone", () => setTimeout(rest));
      this.network.stabilize(SETTLING_STEPS);
    } else {
      this.network.once("stabilized", rest);
      this.restAfter = setTimeout(rest, SETTLING_TIME);
    }
    return undefined;
  }

  stopSettling() {
    if (!this.settling) return;
    const done = this.settling;
    this.settling = null;
    clearTimeout(this.restAfter);
    this.network.stopSimulation();
    this.network.setOptions({ physics: { enabled: false } });
    this.takePlaces([...this.places.keys()]);
    this.fit();
    done();
  }

  /* Takes the room that the window gives now. */
  resize() {
    this.network.setSize("100%", "100%");
    this.network.redraw();
  }

  /* Moves to what is chosen, if it is out of sight or too small to read. */
  showChosen() {
    const near = this.near();
    const around = near ? this.visible().filter(({ id }) => near.nodes.has(id)) : [];
    const { clientWidth, clientHeight } = this.container;
    const away = around.some((node) => {
      const { x, y } = this.network.canvasToDOM(node);
      return x < 60 || y < 40 || x > clientWidth - 60 || y > clientHeight - 60;
    });
    if (around.length && (away || this.network.getScale() < 0.75)) this.fitTo(around, 1, true);
  }

  fit(animated = true) {
    this.fitTo(this.visible(), 1.3, animated);
  }

  /* Brings these nodes with their labels into the window, at most so much enlarged. */
  fitTo(nodes, most, animated) {
    if (!nodes.length) return;
    const { left, right, top, bottom } = extentOf(nodes.map((node) => nodeBox(node)));
    const { clientWidth, clientHeight } = this.container;
    const buttons = clientWidth > NARROW ? BUTTONS : 0;
    const fitting = Math.min(most, (clientWidth - 48 - buttons) / (right - left), (clientHeight - 56) / (bottom - top));
    const scale = Math.max(0.03, fitting);
    const position = { x: (left + right) / 2 + buttons / 2 / scale, y: (top + bottom) / 2 };
    this.network.moveTo({ position, scale, animation: animated && movement() });
    this.relabelSoon();
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(4, Math.max(0.03, this.network.getScale() * factor)), animation: movement() });
    this.relabelSoon();
  }

  /* The picture as a file: SVG text, and a PNG of so many pixels for each of the drawing. */
  svg() {
    return svgOf(this);
  }

  png(scale) {
    return pngOf(this, scale);
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
    const words = JSON.stringify(look);
    const same = before.get(look.id) === words;
    before.set(look.id, words);
    return !same;
  });
  if (changed.length) set.update(changed);
}

function movement() {
  return still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}
