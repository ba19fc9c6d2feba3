/* What is known of a node or an edge, in words, each fact with its sentences. Text from articles goes in by textContent alone. */

const FIRST = 25;

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
function nodeButton(id) {
  return make("button", { type: "button", class: "node", click: () => chooseNode(id) }, shape(kindOf(id)), text("span", "name", labelOf(id)));
}

/* An edge as it is read: who, verb, whom; `from` is the end that the reader is looking at, which is left out. */
function edgeWords(edge, from) {
  const verb = make("span", { class: "verb", dir: "auto" }, verbOf(edge));
  return SOURCE[edge] === from ? [verb, " ", nodeButton(TARGET[edge])] : [nodeButton(SOURCE[edge]), " ", verb];
}

/* The article: its title, with a link where it has one, its date and a button that filters by it. */
function source(article) {
  const title = article.title || say("untitled");
  const linked = article.url && ["http:", "https:"].includes(new URL(article.url).protocol);
  const name = linked ? make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, title) : text("bdi", "", title);
  const rest = [article.publisher, article.date && dated(article.date)].filter(Boolean).map((part) => ` · ${part}`).join("");
  const only = make("button", { type: "button", class: "only", title: say("onlyArticle"), click: () => go({ article: article.id }) }, article.id);
  return make("p", { class: "source" }, name, rest, " · ", only);
}

/* A sentence with its words marked, at once or as soon as its pack is open. */
function marked([sentence, start, end]) {
  const line = make("p", { dir: "auto" });
  const fill = (text_) => {
    const { before, words, after } = cutSentence(text_, start, end);
    line.append(before, make("mark", {}, words), after);
  };
  const now = sentenceNow(sentence);
  if (now === undefined) sentences([sentence]).then((found) => fill(found.get(sentence)));
  else fill(now);
  return line;
}

function quotation(passage) {
  return make("blockquote", { class: "passage" }, marked(passage), source(ARTICLES[articleOf(passage[0])]));
}

/* The first passage of a fact, and the others behind a click. */
function evidence(passages, more) {
  const [first, ...others] = passages;
  const shown_ = first ? [quotation(first)] : [];
  if (others.length) {
    const rest = others.map((passage) => () => quotation(passage));
    if (more) rest.push(() => text("p", "source", say("notShown", more)));
    shown_.push(unfolded(say("others", others.length), rest));
  }
  return shown_;
}

/* What stands behind a line that opens; it is made when it opens first. */
function unfolded(line, makers, className = "") {
  const details_ = make("details", { class: className }, make("summary", {}, line));
  details_.addEventListener("toggle", () => {
    if (details_.open && details_.childElementCount === 1) details_.append(...makers.map((maker) => maker()));
  });
  return details_;
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

function head(kinds, words) {
  return make("div", { class: "top" },
    make("p", { class: "kind" }, ...kinds.map(shape), words),
    make("button", { type: "button", class: "close", "aria-label": say("close"), click: clearChoice }, "×"));
}

function section(heading, ...children) {
  return make("section", {}, make("h3", {}, heading), ...children);
}

function fillNode(panel, id) {
  const own = ["event", "assessment"].includes(kindOf(id));
  const passages = passagesOfNode(id);
  panel.replaceChildren(
    head([kindOf(id)], say(kindOf(id))),
    make("h2", { tabindex: "-1", dir: "auto" }, labelOf(id)),
    aliasesOf(id).length ? text("p", "aliases", say("alsoWritten", aliasesOf(id).join(" · "))) : "",
    details(id),
    degreeOf(id) ? steps(id) : "",
    ...(own && passages.length ? [section(say("ownHeading"), ...evidence(passages, moreOfNode(id)))] : []),
    ...posts(id),
    ...KINDS.flatMap((kind) => relations(id, kind)),
    ...lifeline(id),
    ...quotes(id),
    ...(own || !passages.length ? [] : [mentions(id, passages)]),
    text("p", "iri source", iriOf(id)),
  );
}

function details(id) {
  const rows = Object.entries(detailsOf(id)).flatMap(([name, value]) => [
    make("dt", {}, say(name)),
    text("dd", "", ["date", "rated"].includes(name) ? dated(value) : ["body", "type"].includes(name) ? term(value) : value),
  ]);
  return rows.length ? make("dl", {}, ...rows) : "";
}

/* Buttons that draw the surroundings of a node, or the way to another. */
function steps(id) {
  const { draw } = state;
  const pressed = (depth) => String(draw.mode === "around" && draw.around.includes(id) && draw.depth === depth);
  const buttons = STEPS.map((depth) => make("button", { type: "button", "aria-pressed": pressed(depth), "aria-label": say("within", depth), title: say("within", depth), click: () => focusOn(id, depth) }, String(depth)));
  return make("div", { class: "steps" },
    make("div", { class: "choice", role: "group", "aria-label": say("around") }, make("span", {}, say("around")), ...buttons),
    make("button", { type: "button", class: "plain", click: () => askForEnd(id) }, say("pathTo")));
}

function posts(id) {
  const found = postsOf(id);
  if (!found.length) return [];
  return [section(say("postHeading"), ...list(found.map((post) => () => make("li", {}, text("strong", "", post.text), ...evidence(post.passages, post.more)))))];
}

/* The edges to nodes of one kind. */
function relations(id, kind) {
  const edges = Array.from(edgesOf(id)).filter((edge) => kindOf(otherEnd(edge, id)) === kind);
  if (!edges.length) return [];
  return [section(say(kind), ...list(edges.map((edge) => () => make("li", {}, make("p", { class: "fact" }, ...edgeWords(edge, id)), ...fact(edge)))))];
}

function fact(edge) {
  if (relationOf(edge) === "province") return [make("p", { class: "reference" }, say("reference"))];
  const sure = confidenceOf(edge);
  const told = Number.isNaN(sure) ? [] : [text("p", "sure source", `${say("confidence")}: ${sure.toLocaleString(language)}`)];
  return [...evidence(passagesOfEdge(edge), moreOfEdge(edge)), ...told];
}

/* What a person, body or territory took part in, in the order in which it happened or was told. */
function lifeline(id) {
  if (["event", "assessment"].includes(kindOf(id))) return [];
  const moments = Array.from(edgesOf(id)).flatMap((edge) => {
    const other = otherEnd(edge, id);
    const when = ["event", "assessment"].includes(kindOf(other)) ? momentOf(other) : firstDate(articlesOfEdge(edge));
    return when ? [[when, edge]] : [];
  }).sort(([a, one], [b, other]) => (a < b ? -1 : a > b ? 1 : one - other));
  if (moments.length < 2) return [];
  const items = moments.map(([when, edge]) => () => make("li", {}, make("time", { datetime: when }, dated(when)), make("span", {}, ...edgeWords(edge, id))));
  const [element, button] = list(items, "lifeline");
  return [section(say("lifeline"), element, button)];
}

function quotes(id) {
  const found = quotesOf(id);
  const item = (quote) => () => make("li", {}, ...(quote.passages.length ? evidence(quote.passages, quote.more) : [text("blockquote", "passage", quote.text)]));
  return found.length ? [section(say("quoteHeading"), ...list(found.map(item), "quotes"))] : [];
}

function mentions(id, passages) {
  const more = moreOfNode(id);
  const rest = more ? [() => text("p", "source", say("notShown", more))] : [];
  return unfolded(say("mentioned", passages.length + more), [...passages.map((passage) => () => quotation(passage)), ...rest], "own");
}

function fillEdge(panel, edge) {
  panel.replaceChildren(
    head([], say("relation")),
    make("h2", { tabindex: "-1", dir: "auto" }, verbOf(edge)),
    make("div", { class: "joined" }, nodeButton(SOURCE[edge]), make("span", { class: "verb" }, verbOf(edge)), nodeButton(TARGET[edge])),
    section(say("ownHeading"), ...fact(edge)),
  );
}
