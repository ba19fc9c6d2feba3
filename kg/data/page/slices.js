/* What is drawn: a part of the graph of at most LIMIT nodes, or the groups of a larger one. */

const LIMIT = ABOUT.limit;
const STEPS = [1, 2, 3];

/* The part that the state asks for. What is only filtered away stays in it, so that nothing moves when it comes back. */
function sliceOf({ draw }) {
  if (draw.mode === "around") return nodesSlice(around(draw.around, draw.depth));
  if (draw.mode === "path") return pathSlice(draw.path[0], draw.path[1]);
  if (draw.mode === "top") return nodesSlice(ranked(everyone()).slice(0, draw.top));
  if (draw.mode === "group" && GROUPS[draw.group]) return groupSlice(membersOf(draw.group), GROUPS[draw.group].children);
  return groupSlice(everyone(), topGroups());
}

const everyone = () => Array.from({ length: N }, (_, id) => id);
const topGroups = () => GROUPS.flatMap((group, number_) => (group.parent < 0 ? [number_] : []));

/* The nodes themselves where they are few, or few pass the filters; else one bubble for each group. */
function groupSlice(ids, groups) {
  if (ids.length <= LIMIT || !groups.length) return nodesSlice(ids.slice(0, LIMIT));
  const visible = ids.filter((id) => shown.nodes[id]);
  return visible.length <= LIMIT ? nodesSlice(visible) : { nodes: [], edges: [], groups: [], bubbles: bubblesOf(groups) };
}

function nodesSlice(ids) {
  const drawn = new Set(ids);
  const edges = [...new Set(ids.flatMap((id) => [...edgesOf(id)].filter((edge) => drawn.has(otherEnd(edge, id)))))].sort((a, b) => a - b);
  const groups = new Map();
  for (const id of ids) groups.set(groupOf(id), [...(groups.get(groupOf(id)) || []), id]);
  return { nodes: ids, edges, groups: [...groups.values()], bubbles: [] };
}

/* Every node of a group and of the groups in it. */
function membersOf(group) {
  return [...GROUPS[group].members, ...GROUPS[group].children.flatMap(membersOf)].sort((a, b) => a - b);
}

/* The best connected first. */
function ranked(ids) {
  return ids.map((id) => [id, degreeOf(id)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
}

/* The nodes within so many steps of any of some, over what passes the filters; of too many the nearest and best connected. */
function around(ids, depth) {
  const found = new Set(ids);
  let edge = ids;
  for (let step = 0; step < depth && found.size < LIMIT; step += 1) {
    const next = new Set(edge.flatMap((id) => shownNeighbours(id).filter((other) => !found.has(other))));
    edge = ranked([...next]).slice(0, LIMIT - found.size);
    for (const id of edge) found.add(id);
  }
  return [...found];
}

function shownNeighbours(id) {
  return Array.from(edgesOf(id)).filter((edge) => shown.edges[edge]).map((edge) => otherEnd(edge, id)).filter((other) => other !== id && shown.nodes[other]);
}

/* All shortest ways between two nodes, or the two alone where there is none. */
function pathSlice(from, to) {
  const ahead = stepsFrom(from);
  if (!ahead.has(to)) return { ...nodesSlice([from, to]), apart: true };
  const behind = stepsFrom(to);
  const length = ahead.get(to);
  const on = [...ahead.keys()].filter((id) => ahead.get(id) + (behind.get(id) ?? Infinity) === length);
  const kept = new Set(on.length <= LIMIT ? on : oneWay(from, to, behind));
  const slice = nodesSlice([...kept]);
  return { ...slice, length, edges: slice.edges.filter((edge) => Math.abs(ahead.get(SOURCE[edge]) - ahead.get(TARGET[edge])) === 1) };
}

function oneWay(from, to, behind) {
  const way = [from];
  while (way.at(-1) !== to) way.push(shownNeighbours(way.at(-1)).find((id) => behind.get(id) === behind.get(way.at(-1)) - 1));
  return way;
}

/* How many steps every node within reach is away. */
function stepsFrom(start) {
  const steps = new Map([[start, 0]]);
  const queue = [start];
  for (const id of queue) {
    for (const other of shownNeighbours(id)) {
      if (!steps.has(other)) {
        steps.set(other, steps.get(id) + 1);
        queue.push(other);
      }
    }
  }
  return steps;
}

/* Groups as bubbles: how many nodes of each kind pass the filters, and how many edges join them with the others. */
function bubblesOf(groups) {
  const place = new Map(groups.map((group, index) => [group, index]));
  const bubbleOf = Int32Array.from({ length: N }, (_, id) => {
    let at = groupOf(id);
    while (at >= 0 && !place.has(at)) at = GROUPS[at].parent;
    return at < 0 ? -1 : place.get(at);
  });
  const bubbles = groups.map((group) => ({ group, size: GROUPS[group].size, count: 0, kinds: KINDS.map(() => 0), links: new Map() }));
  for (let id = 0; id < N; id += 1) {
    const bubble = bubbles[bubbleOf[id]];
    if (!bubble || !shown.nodes[id]) continue;
    bubble.count += 1;
    bubble.kinds[GRAPH.kinds[id]] += 1;
  }
  for (let edge = 0; edge < M; edge += 1) {
    const [a, b] = [bubbleOf[SOURCE[edge]], bubbleOf[TARGET[edge]]].sort((one, other) => one - other);
    if (a >= 0 && a !== b && shown.edges[edge]) bubbles[a].links.set(b, (bubbles[a].links.get(b) || 0) + 1);
  }
  return bubbles.map(({ links, ...bubble }) => ({ ...bubble, label: groupLabel(bubble.group), links: [...links] }));
}

const GROUP_LABELS = new Map();

/* What a group is called, whatever the filters let pass of it. */
function groupLabel(group) {
  if (!GROUP_LABELS.has(group)) GROUP_LABELS.set(group, labelOfMany(membersOf(group)));
  return GROUP_LABELS.get(group);
}

/* Many are called after their best connected territory or body, and after the next one. */
function labelOfMany(ids) {
  const order = ranked(ids);
  const anchors = order.filter((id) => ["territory", "organization"].includes(kindOf(id)));
  const names = [...anchors.filter((id) => kindOf(id) === "territory").slice(0, 1), ...anchors, ...order];
  return [...new Set(names.map(labelOf))].slice(0, 2).join(" · ");
}
