/* Boxes that join a picture which stays as it is. */

const MOST_RINGS = 60;

/* The lines between placed boxes as [ax, ay, bx, by, a, b]; with `one`, only its own. */
function placedLines(places, boxes, near, one) {
  const end = (box) => [places[box].x, places[box].y - (boxes[box].rise || 0)];
  const starts = one === undefined ? near.keys() : [one];
  return [...starts].flatMap((a) => (places[a] ? near[a] : [])
    .filter((b) => places[b] && (one !== undefined || a < b))
    .map((b) => [...end(a), ...end(b), a, b]));
}

/* The best free place around what a box is linked with: of the nearest ring that has one, where it disturbs least. */
function freePlace(box, linked, places, boxes, lines) {
  const stood = places.flatMap((place, other) => (place ? [other] : []));
  if (!linked.length) return putOne(box, stood, places, boxes);
  const home = { x: mean(linked.map((other) => places[other].x)), y: mean(linked.map((other) => places[other].y)) };
  for (let ring = linked.length > 1 ? 0 : 1; ring < MOST_RINGS; ring += 1) {
    const free = ringAround(home, ring).filter((place) => !stood.some((other) => overlapping(place, boxes[box], places[other], boxes[other])));
    if (free.length) return best(free, (place) => -growthCost(place, box, linked, places, boxes, lines));
  }
  return putOne(box, stood, places, boxes);
}

function ringAround({ x, y }, ring) {
  const far = 0.75 * LINK_LENGTH * (ring + 0.3);
  const steps = ring ? 8 + 4 * ring : 1;
  return Array.from({ length: steps }, (_, step) => {
    const angle = (2 * Math.PI * step) / steps - Math.PI / 2;
    return ring ? { x: x + 1.3 * far * Math.cos(angle), y: y + far * Math.sin(angle) } : { x, y };
  });
}

function overlapping(place, box, other, otherBox) {
  return Math.abs(place.x - other.x) < (box.width + otherBox.width) / 2 + BOX_GAP
    && Math.abs(place.y - other.y) < (box.height + otherBox.height) / 2 + BOX_GAP;
}

/* Lines crossed, names run over, pixels of line. */
function growthCost(place, box, linked, places, boxes, lines) {
  const own = { x: [place.x], y: [place.y], width: [boxes[box].width], height: [boxes[box].height] };
  let cost = 0;
  for (const other of linked) {
    const line = [place.x, place.y - (boxes[box].rise || 0), places[other].x, places[other].y - (boxes[other].rise || 0)];
    cost += PER_PIXEL * Math.hypot(line[2] - line[0], line[3] - line[1]);
    for (const [ax, ay, bx, by, a, b] of lines) if (a !== other && b !== other && linesCross(...line, ax, ay, bx, by)) cost += PER_CROSSING;
  }
  for (const [ax, ay, bx, by] of lines) if (lineOverBox(ax, ay, bx, by, own, 0)) cost += PER_HIT;
  return cost;
}

/* A place to the right of everything. */
function putOne(box, stood, places, boxes) {
  const right = Math.max(0, ...stood.map((other) => places[other].x + boxes[other].width / 2));
  return { x: right + boxes[box].width / 2 + 3 * BOX_GAP, y: stood.length ? mean(stood.map((other) => places[other].y)) : 0 };
}
