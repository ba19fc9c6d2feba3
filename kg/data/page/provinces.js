/* The provinces of the map, and what is counted in them. */

const OUTLINES = JSON.parse(document.getElementById("outlines").textContent);
const PROVINCES = new Map(Object.entries(OUTLINES.provinces));
const COUNTED = ["officials", "events", "assessments"];
const ROUND = [1, 2, 5];
const CLASSES = 5;

/* The codes of the provinces that a node belongs to. */
const provincesOf = (id) => [...new Set(territoriesOf(id).map((area) => codeOf(area).split(".")[0]))].filter((code) => PROVINCES.has(code));

/* What a node is counted as, or "". An official is a person with a post that passes. */
function countedAs(id, passingEdges) {
  const kind = kindOf(id);
  if (kind === "event") return "events";
  if (kind === "assessment") return "assessments";
  return kind === "person" && edgesOf(id).some((edge) => passingEdges[edge] && relationOf(edge) === "tenure") ? "officials" : "";
}

/* What passes the filters of a state when some of them are lifted. */
function passingWithout(state_, names) {
  if (names.every((name) => state_[name] === NO_FILTER[name])) return { ...shown };
  filter({ ...state_, ...Object.fromEntries(names.map((name) => [name, NO_FILTER[name]])) });
  const found = { ...shown };
  filter(state_);
  return found;
}

/* For each province how many officials, events, assessments and nodes of any kind it has; under "" those without a province. */
function countByProvince({ nodes, edges }) {
  const counts = new Map(["", ...PROVINCES.keys()].map((code) => [code, { officials: 0, events: 0, assessments: 0, all: 0 }]));
  for (let id = 0; id < N; id += 1) {
    if (!nodes[id]) continue;
    const what = countedAs(id, edges);
    const codes = provincesOf(id);
    for (const code of codes.length ? codes : [""]) {
      counts.get(code).all += 1;
      if (what) counts.get(code)[what] += 1;
    }
  }
  return counts;
}

/* Where the classes begin: each number of its own up to five, then round numbers, at most five classes. */
function classesUpTo(most) {
  if (most <= CLASSES) return Array.from({ length: most }, (_, place) => place + 1);
  const round = [];
  for (let power = 1; power <= most; power *= 10) round.push(...ROUND.map((digit) => digit * power).filter((one) => one <= most));
  const step = Math.ceil(round.length / CLASSES);
  return round.filter((_, place) => place % step === 0);
}

/* The class of a number: 0 for none, else 1 to 5, the last always the darkest. */
function classOf(amount, starts) {
  const place = starts.filter((start) => start <= amount).length;
  return place && CLASSES - starts.length + place;
}

/* An element of SVG. */
function drawing(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
