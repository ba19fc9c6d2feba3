/* What passes the filters: by kind, territory, period, article and confidence. */

const shown = { nodes: new Uint8Array(0), edges: new Uint8Array(0) };
const NO_FILTER = { hide: [], territory: "", from: "", to: "", article: "", sure: 0 };

/* Fills `shown` for the filters. */
function filter(filters) {
  const edges = new Uint8Array(M);
  const nodes = Uint8Array.from({ length: N }, (_, id) => Number(!filters.hide.includes(kindOf(id))));
  narrowToTerritory(nodes, filters.territory);
  const told = toldIn(filters);
  const tells = (articles) => [...articles].some((article) => told[article]);
  const when = told && whenOf(filters);
  for (let edge = 0; edge < M; edge += 1) {
    edges[edge] = Number(nodes[SOURCE[edge]] && nodes[TARGET[edge]] && !(confidenceOf(edge) < filters.sure)
      && (!told || relationOf(edge) === "province" || happens(edge, when, tells)));
  }
  if (told) narrowToTold(nodes, edges, when, tells);
  for (let edge = 0; edge < M; edge += 1) if (!nodes[SOURCE[edge]] || !nodes[TARGET[edge]]) edges[edge] = 0;
  shown.nodes = nodes;
  shown.edges = edges;
}

/* Leaves what belongs to the territory, and who or what takes part in its events and assessments. */
function narrowToTerritory(nodes, code) {
  if (!code) return;
  const belongs = Uint8Array.from({ length: N }, (_, id) => Number(isWithin(id, code)));
  for (let id = 0; id < N; id += 1) {
    const acts = belongs[id] || Array.from(edgesOf(id), (edge) => otherEnd(edge, id))
      .some((other) => belongs[other] && ["event", "assessment"].includes(kindOf(other)));
    if (!acts) nodes[id] = 0;
  }
}

/* True for what belongs to the territory of the code or to one in it. */
function isWithin(id, code) {
  return territoriesOf(id).some((area) => codeOf(area) === code || codeOf(area).startsWith(`${code}.`));
}

/* For each article 1 where the filters take it; null where they take all. */
function toldIn({ from, to, article }) {
  if (!from && !to && !article) return null;
  return Uint8Array.from(ARTICLES, (one) => Number((!article || one.id === article) && meets(one.date || "", from, to)));
}

/* True where a date of any precision lies in a period of any precision; without a date only in no period. */
function meets(date, from, to) {
  if (!from && !to) return true;
  return Boolean(date) && (!to || date.slice(0, to.length) <= to) && (!from || `${date}-99-99`.slice(0, 10) >= from);
}

/* For each node 1 or 0 where its own date decides for the period, 2 where the date of articles does. */
function whenOf({ from, to, article }) {
  return Uint8Array.from({ length: N }, (_, id) => {
    const own = ownDate(id);
    return own && (from || to) && !article ? Number(meets(own, from, to)) : 2;
  });
}

function happens(edge, when, tells) {
  const own = Math.min(when[SOURCE[edge]], when[TARGET[edge]]);
  return own < 2 ? own === 1 : tells(articlesOfEdge(edge));
}

/* Leaves what has a date in the period, an edge told in it, or is named in its articles. */
function narrowToTold(nodes, edges, when, tells) {
  const joined = new Uint8Array(N);
  for (let edge = 0; edge < M; edge += 1) if (edges[edge] && relationOf(edge) !== "province") joined[SOURCE[edge]] = joined[TARGET[edge]] = 1;
  for (let id = 0; id < N; id += 1) {
    if (nodes[id] && !(when[id] < 2 ? when[id] : joined[id] || tells(articlesOfNode(id)))) nodes[id] = 0;
  }
}
