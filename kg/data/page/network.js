/* The page: joins picture, panel, map, timeline, table, search, filters, language and keys. */

const panel = byId("panel");
const search = byId("search");
const results = byId("results");
const BEST = 12;

let picture = null;
let indonesia = null;
let timeline = null;
let find = null;
let slice = null;
let opener = null;
let active = -1;
let asked = null;

/* Choosing */

function chooseNode(id) {
  const drawn = slice.nodes.includes(id) && shown.nodes[id];
  const elsewhere = state.view === "table" ? { view: "picture" } : {};
  go({ chosen: { node: id }, ...elsewhere, ...(drawn ? {} : { draw: { mode: "around", depth: 1, around: [id] }, ...liftedFor(id) }) });
}

/* The filters lifted that hide a node. */
function liftedFor(id) {
  return shown.nodes[id] ? {} : { ...NO_FILTER };
}

function chooseEdge(edge) {
  go({ chosen: { edge } });
}

function clearChoice() {
  go({ chosen: null });
}

/* Draws what lies within some steps; where the node is drawn among surroundings already, adds to them. */
function focusOn(id, depth) {
  const { draw } = state;
  const others = draw.mode === "around" && draw.around.length < 8 && slice.nodes.includes(id) ? draw.around.filter((one) => one !== id) : [];
  go({ view: "picture", chosen: { node: id }, draw: { mode: "around", depth, around: [...others, id] } });
}

/* The next node that is searched for is the end of a way from this one. */
function askForEnd(id) {
  asked = id;
  search.value = "";
  search.placeholder = say("pathFrom", labelOf(id));
  search.focus();
}

/* Showing the state */

function render(before) {
  const changed = (...names) => names.some((name) => state[name] !== before[name]);
  const filtered = changed("hide", "territory", "from", "to", "article", "sure");
  if (changed("language")) speak();
  if (filtered) filter(state);
  if (filtered || changed("draw")) drawSlice();
  if (changed("chosen", "language", "draw")) renderPanel();
  if (changed("view")) showView();
  picture.look({ chosen: state.chosen, shown });
  if (changed("chosen") && !changed("draw")) picture.showChosen();
  if (filtered || changed("language", "draw", "view", "chosen")) renderView();
  fillLegend();
  fillCrumbs();
  showForm();
  showPeriod();
  byId("empty").hidden = !N || shown.nodes.includes(1);
  byId("summary").textContent = summary();
}

function drawSlice() {
  const next = sliceOf(state);
  const same = slice && alike(next.nodes, slice.nodes) && alike(next.edges, slice.edges)
    && alike(next.bubbles.map(({ group }) => group), slice.bubbles.map(({ group }) => group));
  slice = next;
  if (!same) picture.show(slice);
}

function alike(some, others) {
  return some.length === others.length && some.every((one, place) => one === others[place]);
}

function renderPanel() {
  const { chosen } = state;
  if (!chosen) {
    panel.hidden = true;
    panel.replaceChildren();
    picture.resize();
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
    return;
  }
  if (panel.hidden) opener = document.activeElement;
  panel.hidden = false;
  byId("hint").hidden = true;
  if (chosen.edge !== undefined) fillEdge(panel, chosen.edge);
  else fillNode(panel, chosen.node);
  panel.scrollTop = 0;
  panel.querySelector("h2").focus({ preventScroll: true });
  byId("status").textContent = panel.querySelector("h2").textContent;
  picture.resize();
}

function showView() {
  for (const view of VIEWS) byId(view).hidden = view !== state.view;
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  if (state.view === "picture") picture.resize();
}

/* Fills the view of now; the picture is always filled. */
function renderView() {
  if (state.view === "table") fillTable(byId("table"));
  if (state.view === "map") indonesia.show(state, shown);
  if (state.view === "timeline") timeline.show(state, shown);
}

function summary() {
  const { counts, span } = ABOUT;
  const dates = [...new Set(span)].map(dated).join(" – ");
  const drawn = slice.bubbles.length ? say("inGroups", counts.nodes, slice.bubbles.filter((one) => one.count).length)
    : slice.nodes.length < counts.nodes ? say("shown", slice.nodes.length, counts.nodes) : "";
  return [count("articles", counts.articles), dates, count("relations", counts.edges), count("quotes", counts.statements), drawn].filter(Boolean).join(" · ");
}

function speak() {
  language = state.language;
  sayAll();
  byId("title").textContent = ABOUT.title || say("title");
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  fillForm();
  fillPeriod();
}

/* Search */

function showResults() {
  const hits = find(search.value);
  const typed = search.value.trim() !== "";
  results.hidden = !typed;
  search.setAttribute("aria-expanded", String(typed));
  active = hits.length ? 0 : -1;
  const items = hits.slice(0, BEST).map(resultItem);
  if (hits.length > BEST) items.push(make("li", { class: "note", role: "presentation" }, say("moreResults", hits.length - BEST)));
  if (typed && !hits.length) items.push(make("li", { class: "note", role: "presentation" }, say("noResults")));
  results.replaceChildren(...items);
  markActive();
}

function resultItem({ id, name }, place) {
  const label = text("span", "name", labelOf(id));
  if (name && name !== labelOf(id)) label.append(make("small", {}, ` ${name}`));
  const item = make("li", { role: "option", id: `result-${place}` }, shape(kindOf(id)), label, make("small", {}, say(kindOf(id))));
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => choose(place));
  item.node = id;
  return item;
}

function markActive() {
  const options = [...results.querySelectorAll("[role=option]")];
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
  if (options[active]) {
    search.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  } else search.removeAttribute("aria-activedescendant");
}

function choose(place) {
  const option = results.querySelectorAll("[role=option]")[place];
  if (!option) return;
  const from = asked;
  closeResults();
  if (from === null) chooseNode(option.node);
  else go({ view: "picture", chosen: { node: option.node }, draw: { mode: "path", path: [from, option.node] } });
}

function closeResults() {
  asked = null;
  search.placeholder = say("search");
  results.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

search.addEventListener("input", showResults);
search.addEventListener("focus", () => search.value && showResults());
search.addEventListener("blur", closeResults);
search.addEventListener("keydown", (event) => {
  const total = results.querySelectorAll("[role=option]").length;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && total) {
    active = (active + step + total) % total;
    markActive();
    event.preventDefault();
  } else if (event.key === "Enter") choose(active);
  else if (event.key === "Escape" && !results.hidden) {
    closeResults();
    event.stopPropagation();
  }
});

/* Buttons and keys */

for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => go({ language: button.dataset.language }));
for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => go({ view: button.dataset.view }));
byId("skip").addEventListener("click", () => {
  go({ view: "table" });
  byId("table").focus();
});
byId("back").addEventListener("click", () => history.back());
byId("forward").addEventListener("click", () => history.forward());
byId("zoom-in").addEventListener("click", () => picture.zoom(1.35));
byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.35));
byId("fit").addEventListener("click", () => picture.fit());
byId("settle").addEventListener("click", settle);
byId("open-share").addEventListener("click", () => fold("share", "open-share"));
byId("copy-link").addEventListener("click", copyLink);
byId("print").addEventListener("click", printPicture);
byId("save-svg").addEventListener("click", saveSvg);
byId("save-png").addEventListener("click", savePng);
listenToForm();

function settle() {
  picture.settle(() => byId("settle").setAttribute("aria-pressed", "false"));
  byId("settle").setAttribute("aria-pressed", String(Boolean(picture.settling)));
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    byId("copy-link").textContent = say("copied");
  } catch {
    window.prompt(say("copyLink"), location.href);
  }
}

const KEYS = new Map([
  ["ArrowLeft", () => picture.move(-1, 0)], ["ArrowRight", () => picture.move(1, 0)],
  ["ArrowUp", () => picture.move(0, -1)], ["ArrowDown", () => picture.move(0, 1)],
  ["+", () => picture.zoom(1.35)], ["=", () => picture.zoom(1.35)], ["-", () => picture.zoom(1 / 1.35)], ["0", () => picture.fit()],
]);

byId("canvas").addEventListener("keydown", (event) => {
  const act = !event.ctrlKey && !event.metaKey && !event.altKey && KEYS.get(event.key);
  if (act) {
    act();
    event.preventDefault();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (!byId("share").hidden) fold("share", "open-share", false);
    else if (state.chosen) clearChoice();
    else if (state.draw.mode !== "all") go({ draw: { mode: "all" } });
  } else if (event.key === "/" && !event.target.closest("input, select, textarea")) {
    search.focus();
    event.preventDefault();
  }
});

/* Opens the page. */
async function open() {
  await readGraph();
  find = makeSearch(N, namesOf, degreeOf);
  state = stateOf(location.hash);
  language = state.language;
  picture = new Picture(byId("canvas"), { node: chooseNode, edge: chooseEdge, group: (group) => go({ draw: { mode: "group", group } }), nothing: () => state.chosen && clearChoice() });
  indonesia = new IndonesiaMap(byId("map"), { choose: chooseNode, within: (territory) => go({ territory }) });
  timeline = new Timeline(byId("timeline"), { choose: chooseNode, period: (from, to) => go({ from, to }) });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.look({ chosen: state.chosen, shown }));
  filter(state);
  speak();
  showView();
  render({ ...state, draw: null, chosen: null });
  performance.mark("first-picture");
  whenIdle(openFewPacks);
}

open();
