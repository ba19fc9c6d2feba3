/* What happened when: moments in spans of time for the timeline. */

const MOMENTS = ["event", "assessment"];
const MOST_BARS = 120;
const FEW = 0.03;
const BEFORE = "<";
const SPANS = ["month", "year", "decade", "century"];
const MOST_TYPES = 4;
const NAMES_TOLD = 3;

/* When an event happened or an assessment was made, as an ISO year, month or day; "" where nothing tells. */
function whenHappened(id) {
  const when = kindOf(id) === "event" ? detailsOf(id).date || "" : momentOf(id);
  return /^\d{4}(-\d\d){0,2}$/.test(when) ? when : "";
}

/* The span of a kind in which a date lies, by its beginning: "2021-03", "2021", "2020", "2000"; "" where the date tells less. */
function spanOf(date, kind) {
  if (kind === "month") return date.slice(0, 7).length === 7 ? date.slice(0, 7) : "";
  return { year: date.slice(0, 4), decade: `${date.slice(0, 3)}0`, century: `${date.slice(0, 2)}00` }[kind];
}

/* The last year or month of a span. */
function endOf(start, kind) {
  const years = { month: 0, year: 0, decade: 9, century: 99 }[kind];
  return years ? String(Number(start) + years).padStart(4, "0") : start;
}

/* The spans from the first to the last, none left out. */
function spansBetween(first, last, kind) {
  const years = { year: 1, decade: 10, century: 100 }[kind];
  const next = (start) => (kind === "month" ? monthAfter(start) : String(Number(start) + years).padStart(4, "0"));
  const spans = [];
  for (let at = first; at <= last && spans.length <= MOST_BARS; at = next(at)) spans.push(at);
  return spans;
}

/* The year before which so few dates lie so far back that they share one bar; "" where none do. */
function yearAfterFew(dates) {
  const years = dates.map((date) => Number(date.slice(0, 4))).sort((one, other) => one - other);
  const cut = years[Math.floor(FEW * years.length)];
  return years.length && cut - years[0] > years.at(-1) - cut + 1 ? String(cut).padStart(4, "0") : "";
}

/* The finest kind of span in which the dates fill no more bars than there is room for; months where most dates tell theirs. */
function kindOfSpan(dates, room) {
  const exact = dates.filter((date) => date.length >= 7).length;
  const fits = (kind) => {
    const starts = dates.map((date) => spanOf(date, kind)).filter(Boolean).sort();
    return spansBetween(starts[0], starts.at(-1), kind).length <= room;
  };
  return SPANS.find((kind) => (kind !== "month" || 2 * exact >= dates.length) && (!dates.length || fits(kind))) || SPANS.at(-1);
}

/* A span as people say it: "Maret 2021", "2021", "1990-an", "1900–1999". */
function spanSaid(start, kind) {
  if (kind === "decade") return say("decade", start);
  return kind === "century" ? say("century", start, endOf(start, kind)) : dated(start);
}

/* The types of events that are the most frequent, at most four. */
function frequentTypes(ids) {
  const counts = new Map();
  for (const id of ids) if (kindOf(id) === "event") counts.set(detailsOf(id).type || "", (counts.get(detailsOf(id).type || "") || 0) + 1);
  for (const none of ["", "lainnya"]) counts.delete(none);
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).slice(0, MOST_TYPES).map(([type]) => type);
}

/* Where a moment was and who took part, or what was assessed and by whom, in a few words. */
function aboutMoment(id) {
  const { venue, value } = detailsOf(id);
  const edges = Array.from(edgesOf(id)).filter((edge) => shown.edges[edge]);
  const others = (...relations) => edges.filter((edge) => relations.includes(relationOf(edge))).map((edge) => labelOf(otherEnd(edge, id)));
  const places = kindOf(id) === "event" ? [venue, ...others("place")] : [value];
  const people = [...new Set(edges.filter((edge) => relationOf(edge) !== "place").map((edge) => labelOf(otherEnd(edge, id))))];
  const told = people.slice(0, NAMES_TOLD).join(", ");
  const more = people.length > NAMES_TOLD ? ` ${say("moreNames", people.length - NAMES_TOLD)}` : "";
  return [...new Set(places.filter(Boolean)), told + more].filter(Boolean).join(" · ");
}

/* The events and assessments of what is chosen. */
function momentsOf(chosen) {
  if (!chosen) return new Set();
  const ends = chosen.node === undefined ? [SOURCE[chosen.edge], TARGET[chosen.edge]] : [chosen.node];
  const own = ends.flatMap((id) => [id, ...neighboursOf(id)]);
  const areas = ends.map(codeOf).filter(Boolean);
  if (areas.length) for (let id = 0; id < N; id += 1) if (areas.some((code) => isWithin(id, code))) own.push(id);
  return new Set(own.filter((id) => MOMENTS.includes(kindOf(id))));
}
