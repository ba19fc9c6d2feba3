/* Every fact in a plain table: who, verb, with whom, the sentence and its article. */

const ROWS = 100;

/* The facts that pass the filters as [who, relation, with whom or null, passage or null, text]. */
function facts() {
  const rows = [];
  for (let edge = 0; edge < M; edge += 1) {
    if (shown.edges[edge]) rows.push([SOURCE[edge], verbOf(edge), TARGET[edge], passagesOfEdge(edge)[0], ""]);
  }
  const told = toldIn(state);
  const passes = ({ passages }) => !told || passages.some(([sentence]) => told[articleOf(sentence)]);
  for (let id = 0; id < N; id += 1) {
    if (!shown.nodes[id]) continue;
    for (const post of postsOf(id).filter(passes)) rows.push([id, post.text, null, post.passages[0], ""]);
    for (const quote of quotesOf(id).filter(passes)) rows.push([id, say("said"), null, quote.passages[0], quote.text]);
  }
  return rows;
}

function fillTable(container) {
  const rows = facts();
  const shownRows = make("span", { role: "status" });
  const body = make("tbody");
  const input = make("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter"), maxlength: "200" });
  const more = make("button", { type: "button", class: "plain" });
  let fitting = rows;
  const add = () => {
    const start = body.childElementCount;
    body.append(...fitting.slice(start, start + ROWS).map(tableRow));
    const left = fitting.length - body.childElementCount;
    more.hidden = left <= 0;
    more.textContent = say("more", Math.min(left, ROWS));
    shownRows.textContent = count("rows", fitting.length);
  };
  input.addEventListener("input", async () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    const found = words.length ? await rowsWith(rows, words) : rows;
    if (words.join(" ") !== folded(input.value).split(/\s+/).filter(Boolean).join(" ")) return;
    fitting = found;
    body.replaceChildren();
    add();
  });
  more.addEventListener("click", add);
  const columns = ["who", "relation", "whom", "sentence", "source"].map((key) => make("th", { scope: "col" }, say(key)));
  container.replaceChildren(
    make("div", { class: "filter" }, input, shownRows),
    make("table", {}, make("caption", {}, say("caption")), make("thead", {}, make("tr", {}, ...columns)), body),
    more,
  );
  add();
}

/* The rows in whose names, relation or sentence all words stand. */
async function rowsWith(rows, words) {
  const texts = await sentences([...new Set(rows.flatMap(([, , , passage]) => (passage ? [passage[0]] : [])))]);
  return rows.filter(([who, relation, whom, passage, said_]) => {
    const row = folded([labelOf(who), relation, whom === null ? "" : labelOf(whom), passage ? texts.get(passage[0]) : said_].join(" "));
    return words.every((word) => row.includes(word));
  });
}

function tableRow([who, relation, whom, passage, words]) {
  return make("tr", {},
    make("td", {}, nodeButton(who)),
    text("td", "", relation),
    make("td", {}, whom === null ? "" : nodeButton(whom)),
    make("td", {}, passage ? marked(passage) : words),
    make("td", {}, passage ? source(ARTICLES[articleOf(passage[0])]) : ""));
}
