/* What is known of a node or an edge, and the table of everything. Text from articles goes in by textContent alone. */

const FIRST = 25;
const ROWS = 100;

/* An element with text or children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") element.className = value;
    else if (key === "click") element.addEventListener("click", value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function shape(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", `shape ${kind}`);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#shape-${kind}`);
  svg.append(use);
  return svg;
}

function text(name, className, words) {
  return make(name, { class: className, dir: "auto" }, words);
}

/* A node as a button that leads to it. */
function nodeButton(id, open) {
  return make("button", { type: "button", class: "node", click: () => open(id) }, shape(NODES[id].kind), text("span", "name", NODES[id].label));
}

/* The article of a passage: its title, with a link where it has one, its date and its id. */
function source(article) {
  const title = article.title || say("untitled");
  const linked = article.url && ["http:", "https:"].includes(new URL(article.url).protocol);
  const name = linked ? make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, title) : text("bdi", "", title);
  const rest = [article.publisher, article.date && dated(article.date)].filter(Boolean).map((part) => ` · ${part}`).join("");
  return make("p", { class: "source" }, name, rest, " · ", make("code", {}, article.id));
}

function marked(passage) {
  const { before, words, after } = parts(passage);
  return make("p", { dir: "auto" }, before, make("mark", {}, words), after);
}

function quotation(passage) {
  return make("blockquote", { class: "passage" }, marked(passage), source(parts(passage).article));
}

/* The first passage of a fact, and the others behind a click. */
function evidence(fact) {
  const [first, ...others] = fact.passages || [];
  const shown = first ? [quotation(first)] : [];
  if (others.length) {
    const rest = others.map(quotation);
    if (fact.more) rest.push(text("p", "source", say("notShown", fact.more)));
    shown.push(make("details", {}, make("summary", {}, say("others", others.length)), ...rest));
  }
  return shown;
}

/* A list that shows its first items and the others on demand. */
function list(items, className = "") {
  const element = make("ul", { class: className }, ...items.slice(0, FIRST).map((item) => item()));
  if (items.length <= FIRST) return [element];
  const button = make("button", { type: "button", class: "plain", click: () => {
    element.append(...items.slice(FIRST).map((item) => item()));
    button.remove();
  } }, say("more", items.length - FIRST));
  return [element, button];
}

function head(kinds, words, close) {
  return make("div", { class: "top" },
    make("p", { class: "kind" }, ...kinds.map(shape), words),
    make("button", { type: "button", class: "close", "aria-label": say("close"), click: close }, "×"));
}

function section(heading, ...children) {
  return make("section", {}, make("h3", {}, heading), ...children);
}

function fillNode(panel, id, { open, close, around }) {
  const node = NODES[id];
  const own = ["event", "assessment"].includes(node.kind);
  panel.replaceChildren(
    head([node.kind], say(node.kind), close),
    make("h2", { tabindex: "-1", dir: "auto" }, node.label),
    node.aliases ? text("p", "aliases", say("alsoWritten", node.aliases.join(" · "))) : "",
    details(node),
    NEIGHBOURS[id].size ? make("button", { type: "button", class: "plain", click: around }, say("showAround")) : "",
    ...(own && node.passages ? [section(say("ownHeading"), ...evidence(node))] : []),
    ...posts(node),
    ...KINDS.flatMap((kind) => relations(id, kind, open)),
    ...(node.quotes ? [section(say("quoteHeading"), ...list(node.quotes.map((quote) => () => said(quote)), "quotes"))] : []),
    ...(own || !node.passages ? [] : [mentions(node)]),
  );
}

function details(node) {
  const rows = Object.entries(node.details || {}).flatMap(([name, value]) => [
    make("dt", {}, say(name)),
    text("dd", "", ["date", "rated"].includes(name) ? dated(value) : ["body", "type"].includes(name) ? term(value) : value),
  ]);
  return rows.length ? make("dl", {}, ...rows) : "";
}

function posts(node) {
  if (!node.posts) return [];
  return [section(say("postHeading"), ...list(node.posts.map((post) => () => make("li", {}, text("strong", "", post.text), ...evidence(post)))))];
}

/* The edges to nodes of one kind. */
function relations(id, kind, open) {
  const edges = EDGES_OF[id].map((edge) => EDGES[edge]).filter((edge) => NODES[otherEnd(edge, id)].kind === kind);
  if (!edges.length) return [];
  return [section(say(kind), ...list(edges.map((edge) => () => make("li", {},
    nodeButton(otherEnd(edge, id), open),
    text("p", "relation", relationOf(edge)),
    ...fact(edge)))))];
}

function fact(edge) {
  if (edge.relation === "province") return [make("p", { class: "reference" }, say("reference"))];
  const sure = edge.confidence ? [text("p", "relation source", `${say("confidence")}: ${edge.confidence}`)] : [];
  return [...evidence(edge), ...sure];
}

function said(quote) {
  return make("li", {}, ...(quote.passages ? evidence(quote) : [text("blockquote", "passage", quote.text)]));
}

function mentions(node) {
  const total = node.passages.length + (node.more || 0);
  const rest = node.more ? [text("p", "source", say("notShown", node.more))] : [];
  return make("details", { class: "own" }, make("summary", {}, say("mentioned", total)), ...node.passages.map(quotation), ...rest);
}

function fillEdge(panel, id, { open, close }) {
  const edge = EDGES[id];
  panel.replaceChildren(
    head([], say("relation"), close),
    make("h2", { tabindex: "-1", dir: "auto" }, relationOf(edge)),
    make("div", { class: "joined" }, nodeButton(edge.source, open), nodeButton(edge.target, open)),
    section(say("ownHeading"), ...fact(edge)),
  );
}

/* Every fact as [who, relation, with whom or null, passage or null, text]. */
function* facts() {
  for (const edge of EDGES) yield [edge.source, relationOf(edge), edge.target, (edge.passages || [])[0], ""];
  for (const [id, node] of NODES.entries()) {
    for (const post of node.posts || []) yield [id, post.text, null, (post.passages || [])[0], ""];
    for (const quote of node.quotes || []) yield [id, say("said"), null, (quote.passages || [])[0], quote.text];
  }
}

function fillTable(section_, open) {
  const rows = [...facts()];
  const shown = make("span", { role: "status" });
  const body = make("tbody");
  const input = make("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter"), maxlength: "200" });
  const more = make("button", { type: "button", class: "plain" });
  let fitting = rows;
  const add = () => {
    const start = body.childElementCount;
    body.append(...fitting.slice(start, start + ROWS).map((row) => tableRow(row, open)));
    const left = fitting.length - body.childElementCount;
    more.hidden = left <= 0;
    more.textContent = say("more", Math.min(left, ROWS));
    shown.textContent = count("rows", fitting.length);
  };
  input.addEventListener("input", () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    fitting = rows.filter((row) => words.every((word) => rowText(row).includes(word)));
    body.replaceChildren();
    add();
  });
  more.addEventListener("click", add);
  const columns = ["who", "relation", "whom", "sentence", "source"].map((key) => make("th", { scope: "col" }, say(key)));
  section_.replaceChildren(
    make("div", { class: "filter" }, input, shown),
    make("table", {}, make("caption", {}, say("caption")), make("thead", {}, make("tr", {}, ...columns)), body),
    more,
  );
  add();
}

const ROW_TEXTS = new WeakMap();

function rowText(row) {
  if (!ROW_TEXTS.has(row)) {
    const [who, relation, whom, passage, words] = row;
    const sentence = passage ? DATA.sentences[passage[0]][1] : words;
    ROW_TEXTS.set(row, folded([NODES[who].label, relation, whom === null ? "" : NODES[whom].label, sentence].join(" ")));
  }
  return ROW_TEXTS.get(row);
}

function tableRow([who, relation, whom, passage, words], open) {
  const sentence = passage ? marked(passage) : words;
  return make("tr", {},
    make("td", {}, nodeButton(who, open)),
    text("td", "", relation),
    make("td", {}, whom === null ? "" : nodeButton(whom, open)),
    make("td", {}, sentence),
    make("td", {}, passage ? source(parts(passage).article) : ""));
}
