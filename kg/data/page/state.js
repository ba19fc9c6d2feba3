/* What the reader has chosen, as one object that is also the end of the page's address: back, forward and links lead to it. */

const VIEWS = ["picture", "map", "timeline", "table"];
const FIRST_STATE = {
  view: "picture", draw: { mode: "all" }, chosen: null, ...NO_FILTER, hide: [], language: "id",
};
let state = FIRST_STATE;

/* The state that the page opens with: what `kg view` was asked for. */
function openingState() {
  const { around: nodes, depth, top, ...filters } = ABOUT.state;
  const draw = nodes ? { mode: "around", depth, around: nodes } : top ? { mode: "top", top } : { mode: "all" };
  return { ...FIRST_STATE, ...filters, draw, chosen: nodes ? { node: nodes[0] } : null };
}

/* How each part of the state is written in the address, and read back; what cannot be read is as at the beginning. */
const PARTS = new Map([
  ["view", { write: ({ view }) => view, read: (text_) => (VIEWS.includes(text_) ? { view: text_ } : {}) }],
  ["draw", { write: ({ draw }) => drawText(draw), read: readDraw }],
  ["chosen", { write: ({ chosen }) => chosenText(chosen), read: readChosen }],
  ["hide", { write: ({ hide }) => hide.join(","), read: (text_) => ({ hide: text_.split(",").filter((kind) => KINDS.includes(kind)) }) }],
  ["territory", { write: ({ territory }) => territory, read: (text_) => (/^[\d.]{0,8}$/.test(text_) ? { territory: text_ } : {}) }],
  ["from", { write: ({ from }) => from, read: (text_) => (isDate(text_) ? { from: text_ } : {}) }],
  ["to", { write: ({ to }) => to, read: (text_) => (isDate(text_) ? { to: text_ } : {}) }],
  ["article", { write: ({ article }) => article, read: (text_) => (!text_ || ARTICLES.some(({ id }) => id === text_) ? { article: text_ } : {}) }],
  ["sure", { write: ({ sure }) => String(sure), read: (text_) => ({ sure: Math.min(1, Math.max(0, Number(text_) || 0)) }) }],
  ["language", { write: (one) => one.language, read: (text_) => (["id", "en"].includes(text_) ? { language: text_ } : {}) }],
]);

const isDate = (text_) => /^(\d{4}(-\d\d){0,2})?$/.test(text_);

function drawText({ mode, around: nodes = [], depth, path, top, group }) {
  if (mode === "around") return `around ${depth} ${nodes.map(keyOf).join(" ")}`;
  if (mode === "path") return `path ${path.map(keyOf).join(" ")}`;
  return [mode, top ?? group].filter((part) => part !== undefined).join(" ");
}

function readDraw(text_) {
  const [mode, ...rest] = text_.split(" ");
  const nodes = rest.map(nodeOf).filter((id) => id >= 0);
  const amount = Math.floor(Number(rest[0]));
  if (mode === "around" && nodes.length && STEPS.includes(amount)) return { draw: { mode, depth: amount, around: nodes } };
  if (mode === "path" && nodes.length === 2) return { draw: { mode, path: nodes } };
  if (mode === "top" && amount > 0) return { draw: { mode, top: Math.min(amount, LIMIT) } };
  if (mode === "group" && GROUPS[amount]) return { draw: { mode, group: amount } };
  return mode === "all" ? { draw: { mode } } : {};
}

function chosenText(chosen) {
  if (!chosen) return "";
  if (chosen.node !== undefined) return keyOf(chosen.node);
  return [keyOf(SOURCE[chosen.edge]), keyOf(TARGET[chosen.edge]), GRAPH.edges.words[GRAPH.edges.says[chosen.edge]][1]].join(" ");
}

function readChosen(text_) {
  const [from, to, ...words] = text_.split(" ");
  const node = nodeOf(from);
  if (!text_) return { chosen: null };
  if (to === undefined) return node >= 0 ? { chosen: { node } } : {};
  const edge = node < 0 ? undefined : Array.from(edgesOf(node)).find((one) => chosenText({ edge: one }) === [from, to, ...words].join(" "));
  return edge === undefined ? {} : { chosen: { edge } };
}

/* The end of the address for a state: what differs from the one the page opens with. */
function addressOf(one) {
  const opening = openingState();
  const parts = new URLSearchParams();
  for (const [name, { write }] of PARTS) if (write(one) !== write(opening)) parts.set(name, write(one));
  return `#${parts}`;
}

function stateOf(address) {
  const found = openingState();
  for (const [name, words] of new URLSearchParams(address.replace(/^#/, ""))) Object.assign(found, PARTS.get(name)?.read(words));
  return found;
}

/* Changes the state and shows it. A change that `replaces` the one before, as of a slider that moves, is no step back. */
function go(change, { replaces = false } = {}) {
  const before = state;
  state = { ...state, ...change };
  const address = addressOf(state);
  if (address !== addressOf(before)) history[replaces ? "replaceState" : "pushState"](null, "", address);
  render(before);
}

window.addEventListener("popstate", () => {
  const before = state;
  state = stateOf(location.hash);
  render(before);
});
