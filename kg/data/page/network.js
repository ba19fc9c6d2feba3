/* The page: joins picture, panel, table, search, filter, language and keys. */

const byId = (id) => document.getElementById(id);
const panel = byId("panel");
const search = byId("search");
const results = byId("results");
const BEST = 12;

let opener = null;
let active = -1;

const picture = new Picture(byId("canvas"), chooseNode, chooseEdge, clear);

function chooseNode(id) {
  if (picture.places.has(id)) {
    picture.choose({ node: id });
    openPanel();
  } else showAround(id);
}

function chooseEdge(id) {
  picture.choose({ edge: id });
  openPanel();
}

function showAround(id) {
  showView("picture");
  picture.chosen = { node: id };
  picture.showAround(id);
  byId("around").hidden = false;
  nameAround();
  openPanel();
  picture.fit(false);
}

function nameAround() {
  byId("around-name").textContent = `${say("around")} ${picture.around.map((one) => NODES[one].label).join(", ")}`;
}

function showOverview() {
  byId("around").hidden = true;
  picture.resize();
  picture.showAll();
}

function openPanel() {
  if (panel.hidden) opener = document.activeElement;
  panel.hidden = false;
  byId("hint").hidden = true;
  fillPanel();
  panel.scrollTop = 0;
  panel.querySelector("h2").focus({ preventScroll: true });
  picture.resize();
  picture.showChosen();
}

function fillPanel() {
  const { node, edge } = picture.chosen;
  const open = (id) => {
    showView("picture");
    chooseNode(id);
  };
  if (edge !== undefined) fillEdge(panel, edge, { open, close: clear });
  else fillNode(panel, node, { open, close: clear, around: () => showAround(node) });
  byId("status").textContent = panel.querySelector("h2").textContent;
}

function clear() {
  picture.choose(null);
  panel.hidden = true;
  panel.replaceChildren();
  picture.resize();
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
}

/* Search */

function showResults() {
  const ids = found(search.value);
  const typed = search.value.trim() !== "";
  results.hidden = !typed;
  search.setAttribute("aria-expanded", String(typed));
  active = ids.length ? 0 : -1;
  const items = ids.slice(0, BEST).map(resultItem);
  if (ids.length > BEST) items.push(make("li", { class: "note", role: "presentation" }, say("moreResults", ids.length - BEST)));
  if (typed && !ids.length) items.push(make("li", { class: "note", role: "presentation" }, say("noResults")));
  results.replaceChildren(...items);
  markActive();
}

function resultItem(id, place) {
  const node = NODES[id];
  const item = make("li", { role: "option", id: `result-${place}` }, shape(node.kind), text("span", "name", node.label), make("small", {}, say(node.kind)));
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
  closeResults();
  showView("picture");
  chooseNode(option.node);
}

function closeResults() {
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

/* Filter by kind, which is the legend too */

function fillLegend() {
  const present = KINDS.filter((kind) => NODES.some((node) => node.kind === kind));
  byId("legend").replaceChildren(...present.map((kind) => make("button", {
    type: "button", "aria-pressed": String(!picture.hiddenKinds.has(kind)), "data-kind": kind, click: () => toggle(kind),
  }, shape(kind), say(kind), make("span", { class: "number" }, number(NODES.filter((node) => node.kind === kind).length)))));
}

function toggle(kind) {
  if (!picture.hiddenKinds.delete(kind)) picture.hiddenKinds.add(kind);
  applyFilter();
  byId("legend").querySelector(`[data-kind=${kind}]`).focus();
}

function applyFilter() {
  fillLegend();
  picture.letters = picture.lettering();
  picture.paint();
  byId("empty").hidden = [...picture.places.keys()].some((id) => !picture.hiddenKinds.has(NODES[id].kind)) || !NODES.length;
}

/* Views, language, keys */

function showView(name) {
  const table = name === "table";
  byId("table").hidden = !table;
  byId("picture").hidden = table;
  byId("show-table").setAttribute("aria-pressed", String(table));
  byId("show-picture").setAttribute("aria-pressed", String(!table));
  if (table) {
    clear();
    fillTable(byId("table"), (id) => {
      showView("picture");
      chooseNode(id);
    });
  }
}

function summary() {
  const { counts, span } = DATA;
  const dates = [...new Set(span)].map(dated).join(" – ");
  const drawn = counts.drawn < counts.nodes ? say("shown", counts.drawn, counts.nodes) : "";
  const parts_ = [count("articles", counts.articles), dates, count("relations", counts.edges), count("quotes", counts.statements), drawn];
  return parts_.filter(Boolean).join(" · ");
}

function speak(chosen) {
  language = chosen;
  sayAll();
  byId("title").textContent = DATA.title || say("title");
  byId("summary").textContent = summary();
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  fillLegend();
  picture.paint();
  if (!panel.hidden) fillPanel();
  if (!byId("table").hidden) showView("table");
  nameAround();
}

for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => speak(button.dataset.language));
byId("show-table").addEventListener("click", () => showView("table"));
byId("show-picture").addEventListener("click", () => showView("picture"));
byId("overview").addEventListener("click", showOverview);
byId("zoom-in").addEventListener("click", () => picture.zoom(1.35));
byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.35));
byId("fit").addEventListener("click", () => picture.fit());
byId("show-all").addEventListener("click", () => {
  picture.hiddenKinds.clear();
  applyFilter();
});

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
  if (event.key !== "Escape") return;
  if (!panel.hidden) clear();
  else if (picture.around.length) showOverview();
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.paint());
speak("id");
