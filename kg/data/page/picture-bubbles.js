/* Groups of a large graph as bubbles: as large as they have nodes, with a ring that shows the mix of kinds. */

const LARGEST_BUBBLE = 58;
const SMALLEST_BUBBLE = 15;
const RING = 0.3;
const MAIN_LINKS = 3;

function bubbleLooks(bubbles) {
  const most = Math.max(...bubbles.map(({ size }) => size), 1);
  return bubbles.map(({ size, label }, id) => ({
    id, size: SMALLEST_BUBBLE + (LARGEST_BUBBLE - SMALLEST_BUBBLE) * Math.sqrt(size / most), label: shortened(label), kind: "group",
  }));
}

/* The lines between bubbles that are worth drawing: for each the strongest few. */
function bubbleEdges(bubbles) {
  const links = bubbles.flatMap(({ links: own }, from) => own.map(([to, weight]) => ({ from, to, weight })));
  links.sort((a, b) => b.weight - a.weight || a.from - b.from || a.to - b.to);
  const strongest = bubbles.flatMap((_, id) => links.filter(({ from, to }) => from === id || to === id).slice(0, MAIN_LINKS));
  return [...new Set(strongest)].map((link, place) => ({ ...link, id: place }));
}

/* The look of a bubble; `drawn` tells apart what its renderer would draw differently. */
function bubbleLook({ id, x, y, size, label }, { label: name, count: amount, kinds }, { colour, face, rendered }, letter) {
  const words = kinds.flatMap((one, kind) => (one ? [`${say(KINDS[kind])} ${number(one)}`] : []));
  rendered.set(id, { size, amount: number(amount), arcs: arcsOf(kinds), lines: label.split("\n"), letter, colour, face });
  return {
    id, x, y, size,
    shape: "custom",
    label: letter ? label : " ",
    title: `${name}\n${words.join(" · ")}`,
    drawn: [kinds, letter, face, colour("ink")],
    ctxRenderer: bubbleRenderer(id, rendered),
  };
}

function bubbleEdgeLook({ id, from, to, weight }, { colour }) {
  const line = colour("edge");
  return {
    id, from, to,
    title: say("joined", weight),
    width: bubbleLineWidth(weight),
    color: { color: line, highlight: line, hover: colour("edge-strong"), opacity: 0.55 },
    arrows: { to: { enabled: false } },
    smooth: { enabled: false },
  };
}

/* So wide is the line for so many edges. */
function bubbleLineWidth(weight) {
  return Math.min(9, 0.8 + 0.9 * Math.log2(1 + weight));
}

/* The kinds as parts of a ring, each [kind, start, end] in radians from the top, clockwise. */
function arcsOf(kinds) {
  const all = kinds.reduce((sum, one) => sum + one, 0) || 1;
  let at = -Math.PI / 2;
  return kinds.flatMap((one, kind) => {
    const start = at;
    at += (2 * Math.PI * one) / all;
    return one ? [[KINDS[kind], start, at]] : [];
  });
}

/* What vis-network asks of a shape that the page draws itself. It keeps the first renderer of a node, which draws what is known then. */
function bubbleRenderer(id, rendered) {
  return ({ ctx, x, y, state: { hover } }) => {
    const bubble = rendered.get(id);
    return {
      drawNode: () => {
        drawRing(ctx, x, y, bubble, hover);
        drawAmount(ctx, x, y, bubble);
      },
      drawExternalLabel: () => bubble.letter && drawBubbleName(ctx, x, y, bubble),
      nodeDimensions: { width: 2 * bubble.size, height: 2 * bubble.size },
    };
  };
}

function drawRing(ctx, x, y, { size, arcs, colour }, hover) {
  const width = RING * size;
  for (const [kind, start, end] of arcs) {
    ctx.beginPath();
    ctx.arc(x, y, size - width / 2, start, end);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour(kind);
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.arc(x, y, size - width, 0, 2 * Math.PI);
  ctx.fillStyle = colour("raised");
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.lineWidth = hover ? 3 : 1;
  ctx.strokeStyle = colour(hover ? "ink" : "edge-strong");
  ctx.stroke();
}

function drawAmount(ctx, x, y, { size, amount, colour, face }) {
  ctx.font = `600 ${amountSize(size, amount)}px ${face}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour("ink");
  ctx.fillText(amount, x, y);
}

/* As large as the number fits into the middle. */
function amountSize(size, amount) {
  return Math.round(Math.min(0.6 * size, (1.9 * (1 - RING) * size) / (0.62 * amount.length)) * 10) / 10;
}

function drawBubbleName(ctx, x, y, { size, lines, letter: { letter, rise }, colour, face }) {
  ctx.font = `${letter}px ${face}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = colour("paper");
  ctx.fillStyle = colour("ink");
  lines.forEach((line, place) => {
    const top = y + size + 3 - rise + 1.15 * letter * place;
    ctx.strokeText(line, x, top);
    ctx.fillText(line, x, top);
  });
}
