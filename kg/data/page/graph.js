/* The graph of the page: nodes 0 to N - 1, edges 0 to M - 1. Names are never keys of plain objects. */

const ABOUT = JSON.parse(document.getElementById("about").textContent);
const KINDS = ABOUT.kinds;
const LINE = 16;
const LINES = 3;

let N = 0;
let M = 0;
let SOURCE = [];
let TARGET = [];
let ARTICLES = [];
let GROUPS = [];
let GRAPH = null;
let NUMBERS = new Map();
let SAID = null;
let NODE_PASSAGES = null;
let EDGE_PASSAGES = null;
let INCIDENT = null;
let DEGREES = [];

/* The JSON of a packed script; all but the graph stand behind this one, so that the picture need not wait for them. */
async function unpacked(name) {
  if (name !== "graph" && document.readyState === "loading") await new Promise((go_) => document.addEventListener("DOMContentLoaded", go_, { once: true }));
  const stream = new Blob([bytesOf(document.getElementById(name).textContent)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

/* The bytes of base64 text. A function called for each would take seconds where there are millions. */
function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place += 1) bytes[place] = letters.charCodeAt(place);
  return bytes;
}

/* Reads the graph; everything below may be asked afterwards. */
async function readGraph() {
  GRAPH = await unpacked("graph");
  N = GRAPH.labels.length;
  M = GRAPH.edges.source.length;
  SOURCE = Int32Array.from(GRAPH.edges.source);
  TARGET = Int32Array.from(GRAPH.edges.target);
  ARTICLES = GRAPH.articles;
  NUMBERS = new Map(GRAPH.keys.map((key, id) => [key, id]));
  for (const name of ["aliases", "details", "posts", "quotes"]) GRAPH[name] = new Map(GRAPH[name]);
  SAID = { ...GRAPH.said, article: summed(GRAPH.said.article), sentence: summed(GRAPH.said.sentence) };
  NODE_PASSAGES = passageColumn(GRAPH.passages);
  EDGE_PASSAGES = passageColumn(GRAPH.edges.passages);
  INCIDENT = incident();
  DEGREES = degrees();
  GROUPS = groupTree();
}

/* The numbers of which only the distances are given. */
function summed(distances) {
  let sum = 0;
  return Int32Array.from(distances, (distance) => { sum += distance; return sum; });
}

/* The passages of owners: where those of each begin among their numbers, and how many the page leaves out. */
function passageColumn({ count: counts, at, more }) {
  return { starts: summed([0, ...counts]), at: summed(at), more: new Map(more) };
}

/* The edges of every node, one node after the other. */
function incident() {
  const starts = new Int32Array(N + 1);
  const each = (act) => {
    for (let edge = 0; edge < M; edge += 1) {
      act(SOURCE[edge], edge);
      if (TARGET[edge] !== SOURCE[edge]) act(TARGET[edge], edge);
    }
  };
  each((id) => { starts[id + 1] += 1; });
  for (let id = 0; id < N; id += 1) starts[id + 1] += starts[id];
  const edges = new Int32Array(starts[N]);
  const next = starts.slice();
  each((id, edge) => {
    edges[next[id]] = edge;
    next[id] += 1;
  });
  return { starts, edges };
}

/* How many others each node is joined with. */
function degrees() {
  const seen = new Int32Array(N).fill(-1);
  return Int32Array.from({ length: N }, (_, id) => {
    let found = 0;
    seen[id] = id;
    for (const edge of edgesOf(id)) {
      const other = otherEnd(edge, id);
      if (seen[other] !== id) found += 1;
      seen[other] = id;
    }
    return found;
  });
}

/* The groups with their members and the groups in them; `size` counts all nodes below. */
function groupTree() {
  const groups = GRAPH.groups.parent.map((parent) => ({ parent, children: [], members: [], size: 0 }));
  groups.forEach((group, number_) => { if (group.parent >= 0) groups[group.parent].children.push(number_); });
  GRAPH.groups.of.forEach((group, id) => {
    groups[group].members.push(id);
    for (let at = group; at >= 0; at = groups[at].parent) groups[at].size += 1;
  });
  return groups;
}

const kindOf = (id) => KINDS[GRAPH.kinds[id]];
const labelOf = (id) => GRAPH.labels[id];
const aliasesOf = (id) => GRAPH.aliases.get(id) || [];
const detailsOf = (id) => GRAPH.details.get(id) || {};
const keyOf = (id) => GRAPH.keys[id];
const iriOf = (id) => GRAPH.base + GRAPH.keys[id];
const nodeOf = (key) => NUMBERS.get(key) ?? -1;
const relationOf = (edge) => GRAPH.edges.words[GRAPH.edges.says[edge]][0];
const confidenceOf = (edge) => (GRAPH.edges.confidence[edge] < 0 ? NaN : GRAPH.edges.confidence[edge] / 100);
const edgesOf = (id) => INCIDENT.edges.subarray(INCIDENT.starts[id], INCIDENT.starts[id + 1]);
const otherEnd = (edge, id) => (SOURCE[edge] === id ? TARGET[edge] : SOURCE[edge]);
const neighboursOf = (id) => [...new Set(Array.from(edgesOf(id), (edge) => otherEnd(edge, id)))].filter((other) => other !== id);
const degreeOf = (id) => DEGREES[id];
const territoriesOf = (id) => GRAPH.territories[id];
const codeOf = (id) => (kindOf(id) === "territory" && detailsOf(id).code) || "";
const groupOf = (id) => GRAPH.groups.of[id];
const articleOf = (sentence) => SAID.article[sentence];

/* The words between the ends of an edge: "melantik", "Gubernur dari". */
function verbOf(edge) {
  const [relation, indonesian, english] = GRAPH.edges.words[GRAPH.edges.says[edge]];
  const words = language === "en" ? english : indonesian;
  return relation === "tenure" ? say("postOf", words) : words;
}

/* What a node is looked for by: its names, and of a person also the posts, as "Gubernur Provinsi Kalimantan Barat". */
function namesOf(id) {
  const tenures = kindOf(id) === "person" ? Array.from(edgesOf(id)).filter((edge) => relationOf(edge) === "tenure") : [];
  return [labelOf(id), ...aliasesOf(id), ...new Set(tenures.map(postName))];
}

function postName(edge) {
  const areas = territoriesOf(TARGET[edge]);
  return `${GRAPH.edges.words[GRAPH.edges.says[edge]][1]} ${labelOf(areas.length === 1 ? areas[0] : TARGET[edge])}`;
}

/* A passage as [sentence, start, end]. */
function passage(number_) {
  return [SAID.sentence[number_], SAID.start[number_], SAID.start[number_] + SAID.length[number_]];
}

const numbersOf = ({ starts, at }, owner) => at.subarray(starts[owner], starts[owner + 1]);
const passagesOfNode = (id) => Array.from(numbersOf(NODE_PASSAGES, id), passage);
const passagesOfEdge = (edge) => Array.from(numbersOf(EDGE_PASSAGES, edge), passage);
/* How many passages the page leaves out. */
const moreOfNode = (id) => NODE_PASSAGES.more.get(id) || 0;
const moreOfEdge = (edge) => EDGE_PASSAGES.more.get(edge) || 0;

/* Texts with their passages: what somebody said, and posts that no edge shows. */
function said(rows) {
  return (rows || []).map(([words, numbers, more]) => ({ text: words, passages: numbers.map(passage), more }));
}

const postsOf = (id) => said(GRAPH.posts.get(id));
const quotesOf = (id) => said(GRAPH.quotes.get(id));

/* The articles that speak of an owner of passages. */
function articlesAt(column, owner) {
  return new Set(Array.from(numbersOf(column, owner), (number_) => articleOf(SAID.sentence[number_])));
}

const articlesOfNode = (id) => articlesAt(NODE_PASSAGES, id);
const articlesOfEdge = (edge) => articlesAt(EDGE_PASSAGES, edge);

/* When something happened or was rated, as an ISO year, month or day. */
const ownDate = (id) => detailsOf(id).date || detailsOf(id).rated;
/* The date of the first of some articles, or "". */
const firstDate = (articles) => Array.from(articles, (article) => ARTICLES[article].date || "").filter(Boolean).sort()[0] || "";
/* When something happened or was rated; else when the first article spoke of it; else "". */
const momentOf = (id) => ownDate(id) || firstDate(articlesOfNode(id));

const OPENED = new Map();
const READY = new Map();
const FEW_PACKS = 3;

/* The texts of sentences by their numbers; their packs are opened once. */
async function sentences(numbers) {
  await Promise.all(["words", ...new Set(numbers.map(packOf))].map(openedOnce));
  return new Map(numbers.map((sentence) => [sentence, sentenceNow(sentence)]));
}

const packOf = (sentence) => `sentences-${Math.floor(sentence / ABOUT.pack)}`;

/* The text of a sentence, if its pack is open. */
function sentenceNow(sentence) {
  const [texts, words] = [READY.get(packOf(sentence)), READY.get("words")];
  return texts && words && inFullWords(texts[sentence % ABOUT.pack], words);
}

function openedOnce(name) {
  if (!OPENED.has(name)) OPENED.set(name, unpacked(name).then((found) => READY.set(name, found)));
  return OPENED.get(name);
}

/* Opens the packs of a small graph before they are asked for: whoever prints by the browser's own command cannot be made to wait. */
function openFewPacks() {
  const count_ = Math.ceil(SAID.article.length / ABOUT.pack);
  if (count_ <= FEW_PACKS) sentences(Array.from({ length: count_ }, (_, pack) => pack * ABOUT.pack));
}

/* A sentence from its characters, each of which stands for a word: from the blank on, without the surrogates. */
function inFullWords(short, words) {
  return Array.from(short, (character) => character.codePointAt(0))
    .map((code) => words[(code < 0xe000 ? code : code - 0x800) - 0x20]).join(" ");
}

/* A sentence in three parts, the words in the middle. Offsets count characters, not UTF-16 units. */
function cutSentence(sentence, start, end) {
  const characters = Array.from(sentence);
  const cut = (from, to) => characters.slice(from, to).join("");
  return { before: cut(0, start), words: cut(start, end), after: cut(end) };
}

/* A label in few short lines, without characters that cannot be seen. */
const shortOf = (id) => shortened(labelOf(id));

function shortened(label) {
  const words = label.slice(0, 400).replace(/\s+/gu, " ").replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "").split(" ").filter(Boolean);
  const lines = [""];
  for (const word of words.flatMap((one) => one.match(new RegExp(`.{1,${LINE}}`, "gu")))) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (longer.length <= LINE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length > LINES) lines[LINES - 1] = `${lines[LINES - 1].slice(0, LINE - 1)}…`;
  return lines.slice(0, LINES).join("\n") || "–";
}
