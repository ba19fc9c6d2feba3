/* Where the boxes of a picture stand: linked ones together, none on another, groups as islands around the middle.
   Nothing is drawn by lot: the same input gives the same places. */

const SMALL_PICTURE = 150;
const MOST_JOINED = 60;
const SPREADS = [0.75, 1, 1.35];
const SPREADS_OF_MANY = [1, 1.45];
const BOX_GAP = 8;

/* A place {x, y} for the middle of each box. A box may say by `rise` how far above its middle the lines end.
   `groups` partition the numbers of the boxes; `anchors` want the middle of theirs; what has no link comes last, in rows. */
function layout(boxes, links, groups, { wider = 1.6, anchors = new Set() } = {}) {
  const near = linkedWith(boxes.length, links);
  const single = groups.flat().filter((box) => !near[box].length);
  const small = boxes.length <= SMALL_PICTURE;
  const cell = small ? FINE_GRID : COARSE_GRID;
  const islands = islandsOf(groups, near).map((members) => mirrored(makeIsland(members, boxes, near, anchors, wider), cell));
  const tried = (small ? SPREADS : SPREADS_OF_MANY).map((more) => packIslands(islands, boxes, near, wider * more, cell));
  const scene = best(tried, (one) => -reach(one, wider));
  if (small) tidyLines(scene);
  const places = new Array(boxes.length);
  scene.members.forEach((box, at) => { places[box] = { x: scene.x[at], y: scene.y[at] }; });
  putInRows(places, boxes, single, wider);
  return places.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }));
}

/* Places for all where some have none yet: those stand near what they are linked with, and the others stay. */
function grow(places, boxes, links) {
  const near = linkedWith(boxes.length, links);
  const grown = places.map((place) => place && { x: place.x, y: place.y });
  const lines = placedLines(grown, boxes, near);
  let waiting = grown.flatMap((place, box) => (place || !near[box].length ? [] : [box]));
  while (waiting.length) {
    const settled = (box) => near[box].filter((other) => grown[other]);
    const next = best(waiting, (box) => settled(box).length);
    grown[next] = freePlace(next, settled(next), grown, boxes, lines);
    lines.push(...placedLines(grown, boxes, near, next));
    waiting = waiting.filter((box) => box !== next);
  }
  putInRows(grown, boxes, grown.flatMap((place, box) => (place ? [] : [box])), 1.6);
  return grown.map((place, box) => (places[box] ? place : { x: rounded(place.x), y: rounded(place.y) }));
}

/* The other ends of the links of each box, each once, in order. */
function linkedWith(count, links) {
  const near = Array.from({ length: count }, () => new Set());
  for (const [a, b] of links) {
    if (a !== b) {
      near[a].add(b);
      near[b].add(a);
    }
  }
  return near.map((others) => [...others].sort((a, b) => a - b));
}

/* The linked parts of each group, the largest first; a part of one or two joins the one it is linked with most. */
function islandsOf(groups, near) {
  const islands = groups.flatMap((group) => partsOf(group, near));
  const island = new Int32Array(near.length).fill(-1);
  islands.forEach((members, number) => members.forEach((box) => { island[box] = number; }));
  islands.forEach((members, number) => {
    const outside = members.length < 3 ? members.flatMap((box) => near[box].map((other) => island[other])).filter((other) => other !== number) : [];
    const roomy = outside.filter((other) => islands[other].length && islands[other].length < MOST_JOINED);
    if (!roomy.length) return;
    const home = best(roomy, (other) => roomy.filter((one) => one === other).length);
    islands[home] = [...islands[home], ...members];
    members.forEach((box) => { island[box] = home; });
    islands[number] = [];
  });
  return islands.filter((members) => members.length).sort((a, b) => b.length - a.length);
}

/* The parts of a group whose boxes are linked within it, without those that have no link at all. */
function partsOf(group, near) {
  const left = new Set(group.filter((box) => near[box].length));
  const parts = [];
  for (const first of left) {
    const part = [first];
    left.delete(first);
    for (let at = 0; at < part.length; at += 1) {
      for (const other of near[part[at]]) if (left.delete(other)) part.push(other);
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

/* How high a window so much wider than high has to be to show all boxes of a scene. */
function reach(scene, wider) {
  const { left, right, top, bottom } = extent(scene);
  return Math.max((right - left) / wider, bottom - top);
}

function extent({ x, y, width, height }) {
  const edges = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let box = 0; box < x.length; box += 1) {
    edges.left = Math.min(edges.left, x[box] - width[box] / 2);
    edges.right = Math.max(edges.right, x[box] + width[box] / 2);
    edges.top = Math.min(edges.top, y[box] - height[box] / 2);
    edges.bottom = Math.max(edges.bottom, y[box] + height[box] / 2);
  }
  return edges;
}

/* Puts those that have no place in rows below everything else, so many in each as fills the window best. */
function putInRows(places, boxes, single, wider) {
  if (!single.length) return;
  const edges = edgesOfPlaced(places, boxes);
  const width = Math.max(...single.map((box) => boxes[box].width)) + 2 * BOX_GAP;
  const height = Math.max(...single.map((box) => boxes[box].height)) + 2 * BOX_GAP;
  const columns = best(single.keys(), (at) => -Math.max(
    Math.max(edges.right - edges.left, (at + 1) * width) / wider,
    edges.bottom - edges.top + Math.ceil(single.length / (at + 1)) * height)) + 1;
  const left = (edges.left + edges.right - (columns - 1) * width) / 2;
  single.forEach((box, at) => {
    places[box] = { x: left + (at % columns) * width, y: edges.bottom + height * (Math.floor(at / columns) + 0.75) };
  });
}

function edgesOfPlaced(places, boxes) {
  const stood = boxes.flatMap((box, at) => (places[at] ? [{ ...box, ...places[at] }] : []));
  if (!stood.length) return { left: 0, right: 0, top: 0, bottom: 0 };
  const values = (name) => Float64Array.from(stood, (box) => box[name]);
  return extent({ x: values("x"), y: values("y"), width: values("width"), height: values("height") });
}

/* The one with the highest score, the first of equals. */
function best(all, score) {
  let found;
  let most = -Infinity;
  for (const one of all) {
    const points = score(one);
    if (points > most) [found, most] = [one, points];
  }
  return found;
}

function rounded(value) {
  return Math.round(value * 10) / 10 + 0;
}
