/* The picture as a file, and on paper. It looks as on paper then, whatever the theme of the screen. */

const PNG_SCALE = 2;
const MOST_PIXELS = 40e6;

function paperColours() {
  const sample = make("div", { class: "on-paper", hidden: "" });
  document.body.append(sample);
  const colour = colours(sample);
  for (const name of ["paper", "raised", "ink", "quiet", "edge", "edge-strong", "line", ...KINDS.flatMap((kind) => [kind, `${kind}-rim`])]) colour(name);
  sample.remove();
  return colour;
}

/* The picture of now with its title, the numbers and dates of the articles, and its legend. */
function svgOf(picture_) {
  return drawnSvg(picture_, { title: ABOUT.title || say("title"), note: summary() }, paperColours());
}

/* The same as pixels, so many for one of the drawing, or fewer where they would be too many. */
async function pngOf(picture_, scale = PNG_SCALE) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(picture_))}`;
  await image.decode();
  const held = Math.min(scale, Math.sqrt(MOST_PIXELS / (image.naturalWidth * image.naturalHeight)));
  const canvas = make("canvas", { width: Math.round(held * image.naturalWidth), height: Math.round(held * image.naturalHeight) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

function saveSvg() {
  save(new Blob([picture.svg()], { type: "image/svg+xml" }), "svg");
}

async function savePng() {
  save(await picture.png(), "png");
}

/* Hands a file to the reader, named after the title of the page. */
function save(blob, ending) {
  const name = folded(ABOUT.title || "simpul").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "simpul";
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/* Paper: the picture, and below it the facts that it shows */

const MOST_PRINTED = 400;

function fillPaper() {
  const drawing = new DOMParser().parseFromString(picture.svg(), "image/svg+xml").documentElement;
  const paper = make("section", { id: "paper" }, document.importNode(drawing, true), picture.bubbles.length ? printedGroups() : printedFacts());
  document.getElementById("paper")?.remove();
  document.body.append(paper);
}

function printedFacts() {
  const lines = visibleLines(picture);
  const rows = lines.slice(0, MOST_PRINTED).map((edge) => {
    const [passage] = passagesOfEdge(edge);
    return make("tr", {},
      text("td", "", labelOf(SOURCE[edge])), text("td", "", verbOf(edge)), text("td", "", labelOf(TARGET[edge])),
      make("td", {}, passage ? marked(passage) : ""),
      text("td", "source", passage ? printedSource(ARTICLES[articleOf(passage[0])]) : ""));
  });
  const left = lines.length - rows.length;
  return make("div", {}, printedTable(["who", "relation", "whom", "sentence", "source"], rows), left > 0 ? make("p", {}, say("notPrinted", left)) : "");
}

function printedSource({ id, title, date, publisher }) {
  return [title || say("untitled"), publisher, date && dated(date), id].filter(Boolean).join(" · ");
}

function printedGroups() {
  const rows = picture.bubbles.filter((bubble) => bubble.count).map(({ label, count: amount, kinds }) => make("tr", {},
    text("td", "", label),
    make("td", {}, number(amount)),
    make("td", {}, kinds.flatMap((one, at) => (one ? [`${say(KINDS[at])} ${number(one)}`] : [])).join(" · "))));
  return printedTable(["group", "groupSize", "groupKinds"], rows);
}

function printedTable(columns, rows) {
  const head = columns.map((key) => make("th", { scope: "col" }, say(key)));
  return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}

/* Prints when the sentences of the facts are open. */
async function printPicture() {
  const wanted = visibleLines(picture).slice(0, MOST_PRINTED).flatMap((edge) => (picture.bubbles.length ? [] : passagesOfEdge(edge).slice(0, 1)));
  if (wanted.length) await sentences([...new Set(wanted.map(([sentence]) => sentence))]);
  fillPaper();
  await new Promise((done) => { setTimeout(done); });
  window.print();
}

window.addEventListener("beforeprint", () => {
  if (picture && !document.getElementById("paper")) fillPaper();
});
window.addEventListener("afterprint", () => document.getElementById("paper")?.remove());
