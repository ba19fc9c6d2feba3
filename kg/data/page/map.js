/* The map: provinces coloured by how much is known of them, with a list of the same. */

const DOT = 13;
const MEMBERS = { officials: "person", events: "event", assessments: "assessment" };

class IndonesiaMap {
  /* `choose` takes the number of a node, `within` the code of a province to filter by, or "" for none. */
  constructor(container, { choose, within }) {
    Object.assign(this, { choose, within, counted: "", counts: new Map(), state: null });
    this.areas = new Map([...PROVINCES].map(([code, province]) => [code, this.area(code, province)]));
    const small = (code) => Number(OUTLINES.small.includes(code));
    this.svg = drawing("svg", { viewBox: OUTLINES.viewBox, "aria-hidden": "true" },
      ...[...this.areas].sort(([one], [other]) => small(one) - small(other)).map(([, area]) => area));
    this.tip = make("div", { class: "map-tip", hidden: "" });
    this.tools = make("div", { class: "map-tools" });
    this.notes = make("div", { class: "map-notes" });
    this.side = make("div", { class: "map-side" });
    this.figure = make("div", { class: "map-figure" }, this.svg, this.tip);
    container.replaceChildren(make("div", { class: "map-main" }, this.tools, this.figure, this.notes), this.side);
    this.listen();
  }

  area(code, { path, at }) {
    const [cx, cy] = at;
    const dot = OUTLINES.small.includes(code) ? [drawing("circle", { cx, cy, r: DOT })] : [];
    return drawing("g", { "data-code": code }, drawing("path", { d: path }), ...dot);
  }

  listen() {
    const codeAt = (event) => event.target.closest("[data-code]")?.dataset.code;
    this.svg.addEventListener("click", (event) => codeAt(event) && this.press(codeAt(event)));
    this.svg.addEventListener("pointermove", (event) => {
      const box = this.figure.getBoundingClientRect();
      this.point(codeAt(event), event.clientX - box.left, event.clientY - box.top);
    });
    this.svg.addEventListener("pointerleave", () => this.point());
    for (const name of ["focusin", "pointerover"]) this.side.addEventListener(name, (event) => codeAt(event) && this.pointAt(codeAt(event)));
    for (const name of ["focusout", "pointerleave"]) this.side.addEventListener(name, () => this.point());
  }

  /* Filters by the province, or by none where it was the one. */
  press(code) {
    if (this.counts.get(code).all || this.state.territory === code) this.within(this.state.territory === code ? "" : code);
  }

  show(state_, shown_) {
    Object.assign(this, { state: state_, shown: shown_ });
    this.counts = countByProvince(passingWithout(state_, ["territory"]));
    const totals = COUNTED.map((what) => [...this.counts.values()].reduce((sum, counts) => sum + counts[what], 0));
    if (!this.counted) this.counted = COUNTED.find((_, place) => totals[place]) || COUNTED[0];
    this.most = Math.max(...[...PROVINCES.keys()].map((code) => this.amount(code)));
    this.starts = classesUpTo(this.most);
    this.chosen = this.provincesOfChoice();
    this.paint();
    this.fillTools();
    this.fillSide();
    this.fillNotes();
  }

  amount(code) {
    return this.counts.get(code)[this.counted];
  }

  provincesOfChoice() {
    const { chosen } = this.state;
    if (!chosen) return [];
    return chosen.node === undefined ? [SOURCE[chosen.edge], TARGET[chosen.edge]].flatMap(provincesOf) : provincesOf(chosen.node);
  }

  paint() {
    const strong = (code) => this.chosen.includes(code) || this.isWithin(code);
    for (const [code, area] of this.areas) {
      const names = [`class-${classOf(this.amount(code), this.starts)}`, OUTLINES.approximate.includes(code) && "approximate",
        this.counts.get(code).all && "known", this.chosen.includes(code) && "own", this.isWithin(code) && "within"];
      area.setAttribute("class", names.filter(Boolean).join(" "));
      if (strong(code)) this.svg.append(area);
    }
  }

  /* True where the filter of now is the province or lies in it. */
  isWithin(code) {
    return this.state.territory.split(".")[0] === code;
  }

  fillTools() {
    const button = (what) => make("button", { type: "button", "aria-pressed": String(what === this.counted), "data-counted": what, click: () => this.change(what) },
      WORDS[language][what][1]);
    const key = ([start, next]) => make("li", { class: `class-${start && classOf(start, this.starts)}` }, make("span", { class: "swatch" }), rangeOf(start, next - 1));
    const pairs = [[0, 1], ...this.starts.map((start, place) => [start, this.starts[place + 1] || this.most + 1])];
    this.tools.replaceChildren(
      make("div", { class: "choice", role: "group", "aria-label": say("counted") }, ...COUNTED.map(button)),
      make("ul", { class: "map-key" }, ...pairs.map(key)),
    );
  }

  change(what) {
    this.counted = what;
    this.show(this.state, this.shown);
    this.tools.querySelector(`[data-counted=${what}]`).focus();
  }

  fillNotes() {
    const { [this.counted]: left } = this.counts.get("");
    this.notes.replaceChildren(
      left ? make("p", {}, say("noProvince", count(this.counted, left))) : "",
      make("p", {}, say("mapHint")),
      make("p", {}, say("mapSource")),
    );
  }

  /* The list of provinces, before it what is in the one that is filtered by. */
  fillSide() {
    const focused = this.side.contains(document.activeElement) && document.activeElement.dataset.code;
    const codes = [...PROVINCES.keys()].sort((one, other) => this.amount(other) - this.amount(one) || (one < other ? -1 : 1));
    const known = codes.filter((code) => this.counts.get(code).all);
    const empty = codes.filter((code) => !this.counts.get(code).all);
    this.side.replaceChildren(
      ...this.members(),
      make("h2", {}, say("provinces")),
      make("ul", { class: "map-list" }, ...known.map((code) => make("li", {}, this.row(code)))),
      empty.length ? make("details", { class: "own" }, make("summary", {}, say("emptyProvinces", empty.length)),
        make("p", {}, empty.map((code) => PROVINCES.get(code).name).join(", "))) : "",
    );
    if (focused) this.side.querySelector(`[data-code="${focused}"]`)?.focus({ preventScroll: true });
  }

  row(code) {
    const counts = this.counts.get(code);
    const rest = COUNTED.filter((what) => what !== this.counted && counts[what]).map((what) => count(what, counts[what])).join(" · ");
    return make("button", { type: "button", "data-code": code, "aria-pressed": String(this.isWithin(code)), click: () => this.press(code) },
      make("span", { class: `swatch class-${classOf(this.amount(code), this.starts)}` }),
      make("span", { class: this.chosen.includes(code) ? "name own" : "name" }, PROVINCES.get(code).name, this.chosen.includes(code) ? make("small", {}, say("own")) : ""),
      make("strong", {}, count(this.counted, this.amount(code))),
      rest ? make("small", { class: "rest" }, rest) : "");
  }

  /* Who or what is counted in the territory that is filtered by, the best connected first. */
  members() {
    const code = this.state.territory;
    if (!code) return [];
    const found = [];
    for (let id = 0; id < N; id += 1) if (this.shown.nodes[id] && countedAs(id, this.shown.edges) === this.counted && isWithin(id, code)) found.push(id);
    found.sort((one, other) => degreeOf(other) - degreeOf(one) || one - other);
    const area = everyone().find((id) => codeOf(id) === code);
    const name = area === undefined ? PROVINCES.get(code)?.name || code : labelOf(area);
    const item = (id) => () => make("li", {}, make("button", { type: "button", class: "node", click: () => this.choose(id) },
      shape(MEMBERS[this.counted]), text("span", "name", labelOf(id))));
    return [
      make("div", { class: "map-within" }, text("h2", "", say("inProvince", name)),
        make("button", { type: "button", class: "plain", click: () => this.within("") }, say("liftProvince"))),
      make("p", { class: "map-sum" }, count(this.counted, found.length)),
      ...list(found.map(item), "map-members"),
    ];
  }

  /* Shows the name and numbers of a province, and lights it up; of none without a code. */
  point(code, x, y) {
    for (const [one, area] of this.areas) area.classList.toggle("pointed", one === code);
    this.tip.hidden = !code;
    if (!code) return;
    const counts = this.counts.get(code);
    const lines = COUNTED.filter((what) => counts[what]).map((what) => count(what, counts[what]));
    this.tip.replaceChildren(make("strong", {}, PROVINCES.get(code).name), make("span", {}, lines.join(" · ") || say("none")),
      OUTLINES.approximate.includes(code) ? make("small", {}, say("about")) : "");
    const room = this.figure.clientWidth - this.tip.offsetWidth;
    this.tip.style.left = `${Math.max(0, Math.min(room, x - this.tip.offsetWidth / 2))}px`;
    this.tip.style.top = `${y + 14}px`;
  }

  pointAt(code) {
    const [x, y] = PROVINCES.get(code).at;
    const scale = this.svg.clientWidth / Number(OUTLINES.viewBox.split(" ")[2]);
    this.point(code, x * scale, y * scale);
  }
}

/* A class in words: "0", "3", "5–9". */
function rangeOf(first, last) {
  return first === last ? number(first) : `${number(first)}–${number(last)}`;
}
