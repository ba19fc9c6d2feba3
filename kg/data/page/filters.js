/* The controls that filter: kinds, territory, article, period, confidence; and the line that says what is filtered and drawn. */

const byId = (id) => document.getElementById(id);
const MOST_TITLES = 2000;

/* Kinds: the legend, which filters */

function fillLegend() {
  const counts = KINDS.map(() => 0);
  for (let id = 0; id < N; id += 1) counts[GRAPH.kinds[id]] += Number(shown.nodes[id] || state.hide.includes(kindOf(id)));
  const present = KINDS.filter((kind, place) => GRAPH.kinds.includes(place));
  byId("legend").replaceChildren(...present.map((kind) => make("button", {
    type: "button", "aria-pressed": String(!state.hide.includes(kind)), "data-kind": kind, click: () => toggleKind(kind),
  }, shape(kind), say(kind), make("span", { class: "number" }, number(counts[KINDS.indexOf(kind)])))));
}

function toggleKind(kind) {
  go({ hide: state.hide.includes(kind) ? state.hide.filter((one) => one !== kind) : [...state.hide, kind] });
  byId("legend").querySelector(`[data-kind=${kind}]`).focus();
}

/* The form */

function fillForm() {
  const areas = everyone().filter((id) => codeOf(id)).sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1));
  const option = (id) => make("option", { value: codeOf(id) }, `${codeOf(id).includes(".") ? "\u2003" : ""}${labelOf(id)}`);
  byId("filter-territory").replaceChildren(make("option", { value: "" }, say("everyTerritory")), ...areas.map(option));
  const known = areas.some((id) => codeOf(id) === state.territory) || !state.territory;
  if (!known) byId("filter-territory").append(make("option", { value: state.territory }, state.territory));
  byId("articles").replaceChildren(...ARTICLES.slice(0, MOST_TITLES).map((article) => make("option", { value: article.id }, article.title || "")));
  showForm();
}

function showForm() {
  byId("filter-territory").value = state.territory;
  byId("filter-article").value = state.article;
  byId("filter-from").value = state.from;
  byId("filter-to").value = state.to;
  byId("filter-sure").value = String(Math.round(100 * state.sure));
  byId("sure-value").textContent = state.sure ? `≥ ${state.sure.toLocaleString(language)}` : say("everySure");
  const active = [state.territory, state.from || state.to, state.article, state.sure].filter(Boolean).length;
  byId("open-filters").textContent = active ? `${say("filters")} (${active})` : say("filters");
}

/* The article that somebody means by its id or its title. */
function articleNamed(words) {
  const wanted = words.trim().toLowerCase();
  const exact = ARTICLES.find((one) => one.id === words.trim()) || ARTICLES.find((one) => (one.title || "").toLowerCase() === wanted);
  return (exact || (wanted && ARTICLES.find((one) => (one.title || "").toLowerCase().includes(wanted))) || { id: "" }).id;
}

function listenToForm() {
  byId("filter-territory").addEventListener("change", (event) => go({ territory: event.target.value }));
  byId("filter-article").addEventListener("change", (event) => go({ article: articleNamed(event.target.value) }));
  for (const end of ["from", "to"]) {
    byId(`filter-${end}`).addEventListener("change", (event) => {
      const date = event.target.value.trim();
      event.target.setAttribute("aria-invalid", String(!isDate(date)));
      if (isDate(date)) go({ [end]: date });
    });
  }
  byId("filter-sure").addEventListener("input", (event) => go({ sure: Number(event.target.value) / 100 }, { replaces: true }));
  for (const name of ["clear-filters", "show-all"]) byId(name).addEventListener("click", () => go({ ...NO_FILTER }));
  byId("open-filters").addEventListener("click", () => fold("filters", "open-filters"));
}

/* Opens or closes what a button governs. */
function fold(name, button, open = byId(name).hidden) {
  byId(name).hidden = !open;
  byId(button).setAttribute("aria-expanded", String(open));
  if (name === "filters") picture.resize();
}

/* The period: a slider over the months of the articles, above how many there are */

let MONTHS = [];

function monthsOf() {
  const dates = ARTICLES.map(({ date }) => date || "").filter((date) => /^\d{4}-\d\d/.test(date)).map((date) => date.slice(0, 7)).sort();
  if (!dates.length) return [];
  const months = [];
  const [last] = dates.slice(-1);
  for (let at = dates[0]; at <= last && months.length < 1200; at = monthAfter(at)) months.push(at);
  return months;
}

function monthAfter(month) {
  const [year, number_] = month.split("-").map(Number);
  return number_ === 12 ? `${String(year + 1).padStart(4, "0")}-01` : `${month.slice(0, 4)}-${String(number_ + 1).padStart(2, "0")}`;
}

function fillPeriod() {
  MONTHS = monthsOf();
  byId("period").hidden = MONTHS.length < 2;
  if (MONTHS.length < 2) return;
  const last = String(MONTHS.length - 1);
  const thumb = (end) => make("input", { type: "range", id: `period-${end}`, min: "0", max: last, step: "1", "aria-label": say(end) });
  const output = make("output", { id: "period-value", for: "period-from period-to" });
  byId("period").replaceChildren(make("div", { class: "track" }, bars(), thumb("from"), thumb("to")), output);
  for (const end of ["from", "to"]) byId(`period-${end}`).addEventListener("input", slidePeriod);
  showPeriod();
}

/* How many articles each month has, as bars. */
function bars() {
  const places = new Map(MONTHS.map((month, place) => [month, place]));
  const counts = MONTHS.map(() => 0);
  for (const { date } of ARTICLES) if (date && places.has(date.slice(0, 7))) counts[places.get(date.slice(0, 7))] += 1;
  const most = Math.max(...counts);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const bar = (count_, place) => (count_ ? `M${place} 20v-${((20 * count_) / most).toFixed(2)}h1v${((20 * count_) / most).toFixed(2)}z` : "");
  svg.setAttribute("viewBox", `0 0 ${MONTHS.length} 20`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", counts.map(bar).join(""));
  svg.append(path);
  return svg;
}

function slidePeriod(event) {
  const [from, to] = ["from", "to"].map((end) => Number(byId(`period-${end}`).value));
  const low = event.target.id === "period-from" ? Math.min(from, to) : from;
  const high = event.target.id === "period-to" ? Math.max(from, to) : to;
  go({ from: low > 0 ? MONTHS[low] : "", to: high < MONTHS.length - 1 ? MONTHS[high] : "" }, { replaces: true });
}

function showPeriod() {
  if (!MONTHS.length || byId("period").hidden) return;
  const place = (date, otherwise) => (date ? MONTHS.reduce((best, month, at) => (month <= date.slice(0, 7) ? at : best), 0) : otherwise);
  const [low, high] = [place(state.from, 0), place(state.to.length === 4 ? `${state.to}-12` : state.to, MONTHS.length - 1)];
  for (const [end, value] of [["from", low], ["to", high]]) {
    byId(`period-${end}`).value = String(value);
    byId(`period-${end}`).setAttribute("aria-valuetext", dated(MONTHS[value]));
  }
  byId("period-value").textContent = low === high ? dated(MONTHS[low]) : `${dated(MONTHS[low])} – ${dated(MONTHS[high])}`;
}

/* What is drawn and filtered, each with a button that takes it back */

function fillCrumbs() {
  const crumbs = [...drawnCrumbs(), ...filterCrumbs()];
  const drawn = state.draw.mode === "all" ? [] : [make("button", { type: "button", class: "plain", id: "overview", click: () => go({ draw: { mode: "all" } }) }, say("overview"))];
  byId("crumbs").hidden = !crumbs.length;
  byId("crumbs").replaceChildren(...drawn, ...crumbs);
}

function drawnCrumbs() {
  const { draw } = state;
  const words = {
    all: () => [],
    around: () => [say("aroundOf", draw.around.map(labelOf).join(", "), draw.depth)],
    path: () => [say("pathOf", labelOf(draw.path[0]), labelOf(draw.path[1])), slice.apart ? say("apart") : say("long", slice.length)],
    top: () => [say("topOf", draw.top)],
    group: () => [`${say("group")}: ${groupLabel(draw.group)}`],
  }[draw.mode]();
  return words.map((one) => make("span", { class: "crumb", dir: "auto" }, one));
}

function filterCrumbs() {
  const area = state.territory && everyone().find((id) => codeOf(id) === state.territory);
  const period = [state.from && dated(state.from), state.to && dated(state.to)];
  const title = state.article && (ARTICLES.find(({ id }) => id === state.article) || {}).title;
  return [
    [state.hide.length, say("hidden", state.hide.map((kind) => say(kind)).join(", ")), { hide: [] }],
    [state.territory, area === undefined ? state.territory : area === "" ? "" : labelOf(area), { territory: "" }],
    [state.from || state.to, `${period[0] || "…"} – ${period[1] || "…"}`, { from: "", to: "" }],
    [state.article, title || state.article, { article: "" }],
    [state.sure, `${say("confidence")} ≥ ${state.sure.toLocaleString(language)}`, { sure: 0 }],
  ].filter(([active]) => active).map(([, words, undo]) => make("button", {
    type: "button", class: "crumb", "aria-label": say("lift", words), click: () => go(undo),
  }, make("span", { dir: "auto" }, words), make("span", { "aria-hidden": "true" }, "×")));
}
