/* The data of the page: nodes and edges by number, neighbours, search. Names are never keys of plain objects. */

const KINDS = ["person", "organization", "territory", "event", "assessment"];
const DATA = JSON.parse(document.getElementById("data").textContent);
const NODES = DATA.nodes;
const EDGES = DATA.edges;
const EDGES_OF = NODES.map(() => []);

EDGES.forEach((edge, id) => {
  EDGES_OF[edge.source].push(id);
  if (edge.target !== edge.source) EDGES_OF[edge.target].push(id);
});

const NEIGHBOURS = NODES.map((_, id) => new Set(EDGES_OF[id].map((edge) => otherEnd(EDGES[edge], id)).filter((other) => other !== id)));

function otherEnd(edge, id) {
  return edge.source === id ? edge.target : edge.source;
}

function relationOf(edge) {
  return language === "en" && edge.label_en ? edge.label_en : edge.label;
}

/* Text for comparing: small letters without diacritics. */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const FOLDED = NODES.map((node) => [node.label, ...(node.aliases || [])].map(folded));

/* The numbers of the nodes that have all words of the query in one of their names, the best first. */
function found(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const scored = [];
  FOLDED.forEach((names, id) => {
    const fits = names.filter((name) => words.every((word) => name.includes(word)));
    if (fits.length) scored.push([Math.min(...fits.map((name) => distance(name, words))), -NEIGHBOURS[id].size, id]);
  });
  return scored.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map((entry) => entry[2]);
}

function distance(name, words) {
  if (name === words.join(" ")) return 0;
  if (name.startsWith(words[0])) return 1;
  return words.every((word) => (` ${name}`).includes(` ${word}`)) ? 2 : 3;
}

/* The sentence of a passage in three parts, the words in the middle. Offsets count characters, not UTF-16 units. */
function parts([sentence, start, end]) {
  const [article, text] = DATA.sentences[sentence];
  const characters = Array.from(text);
  const cut = (from, to) => characters.slice(from, to).join("");
  return { article: DATA.articles[article], before: cut(0, start), words: cut(start, end), after: cut(end) };
}
