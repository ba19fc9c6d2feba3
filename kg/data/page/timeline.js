/* The timeline: events and assessments as bars along time, below them those of the period one by one. */

const LISTED = 200;
const TICKS = 8;
const NARROWEST = 9;
const LEAST_ROOM = 24;

class Timeline {
  /* `choose` takes the number of a node, `period` the first and the last date to filter by, as ISO years or months, or "". */
  constructor(container, { choose, period }) {
    Object.assign(this, { choose, period, onlyOwn: false, at: 0, from: -1, spans: [] });
    this.top = make("div", { class: "time-top" });
    this.bars = make("div", { class: "time-bars", role: "group" });
    this.notes = make("p", { class: "time-notes" });
    this.below = make("div", { class: "time-list" });
    container.replaceChildren(this.top, this.bars, this.notes, this.below);
    this.listen();
  }

  show(state_, shown_) {
    this.state = state_;
    this.own = momentsOf(state_.chosen);
    if (!this.own.size) this.onlyOwn = false;
    const { nodes } = passingWithout(state_, ["from", "to"]);
    this.all = everyone().filter((id) => nodes[id] && MOMENTS.includes(kindOf(id)));
    this.inPeriod = this.all.filter((id) => shown_.nodes[id] && (!this.onlyOwn || this.own.has(id)));
    this.when = new Map(this.all.map((id) => [id, whenHappened(id)]));
    this.series = [...frequentTypes(this.all), "other", "assessment"];
    const dates = [...this.when.values()].filter(Boolean);
    this.earlier = yearAfterFew(dates);
    const room = Math.max(LEAST_ROOM, Math.min(MOST_BARS, Math.floor(this.bars.parentElement.clientWidth / NARROWEST)));
    this.span = kindOfSpan(dates.filter((date) => date >= this.earlier), room);
    this.fillBars();
    this.fillTop();
    this.fillList();
  }

  seriesOf(id) {
    if (kindOf(id) === "assessment") return this.series.length - 1;
    const place = this.series.indexOf(detailsOf(id).type);
    return place >= 0 && place < this.series.length - 2 ? place : this.series.length - 2;
  }

  seriesSaid(place) {
    if (place === this.series.length - 1) return say("assessment");
    return place === this.series.length - 2 ? say("otherTypes") : term(this.series[place]);
  }

  /* Bars */

  fillBars() {
    const groups = this.bySpan();
    this.yearsOnly = (groups.get("") || []).length;
    groups.delete("");
    const starts = [...groups.keys()].filter((start) => start !== BEFORE).sort();
    this.spans = [...(groups.has(BEFORE) ? [BEFORE] : []), ...(starts.length ? spansBetween(starts[0], starts.at(-1), this.span) : [])];
    this.most = Math.max(1, ...[...groups.values()].map((ids) => ids.length));
    this.at = Math.min(this.at, Math.max(0, this.spans.length - 1));
    const focused = this.bars.contains(document.activeElement);
    const ticked = this.ticked();
    this.bars.setAttribute("aria-label", say("histogram"));
    this.bars.replaceChildren(...this.spans.map((start, place) => this.bar(start, place, groups.get(start) || [], ticked.has(start))));
    if (focused) this.focusBar(this.at);
  }

  /* What happened in each span; under "" what has a date that is not as exact. */
  bySpan() {
    const groups = new Map();
    for (const id of this.all) {
      const when = this.when.get(id);
      if (!when) continue;
      const start = when < this.earlier ? BEFORE : spanOf(when, this.span);
      if (!groups.has(start)) groups.set(start, []);
      groups.get(start).push(id);
    }
    return groups;
  }

  bar(start, place, ids, ticked) {
    const counts = this.series.map((_, series) => ids.filter((id) => this.seriesOf(id) === series).length);
    const parts = counts.map((amount, series) => [amount, series]).filter(([amount]) => amount);
    const said_ = parts.map(([amount, series]) => `${this.seriesSaid(series)} ${number(amount)}`).join(", ") || say("none");
    const label = `${this.spanSaid(start)}: ${said_}`;
    const part = ([amount, series]) => {
      const piece = make("span", { class: `part series-${this.tone(series)}` });
      piece.style.height = `${(100 * amount) / this.most}%`;
      return piece;
    };
    return make("button", { type: "button", class: this.isIn(start) ? "bar" : "bar outside", "data-place": String(place), "aria-label": label, title: label,
      "aria-pressed": String(this.isIn(start) && Boolean(this.state.from || this.state.to)), tabindex: place === this.at ? "0" : "-1" },
    make("span", { class: "column" }, ...parts.map(part)),
    ids.some((id) => this.own.has(id)) ? make("span", { class: "mark" }) : "",
    ticked ? make("span", { class: "tick" }, this.tick(start)) : "");
  }

  /* The tone of a series: types in order, then those of other events and of assessments. */
  tone(series) {
    return series >= this.series.length - 2 ? ["other", "assessment"][series - this.series.length + 2] : series;
  }

  spanSaid(start) {
    return start === BEFORE ? say("before", this.earlier) : spanSaid(start, this.span);
  }

  /* The spans that have their name below: of many months the first of each year, else every few. */
  ticked() {
    const named = this.span === "month" && this.spans.length > 2 * TICKS ? this.spans.filter((start) => start.endsWith("-01")) : this.spans;
    const every = Math.ceil(named.length / TICKS);
    return new Set(named.filter((start, place) => start === BEFORE || place % every === 0));
  }

  tick(start) {
    if (start === BEFORE) return `< ${this.earlier}`;
    if (this.span !== "month") return start;
    return this.spans.length > 2 * TICKS ? start.slice(0, 4) : `${say("months").split(" ")[Number(start.slice(5)) - 1].slice(0, 3)} ${start.slice(0, 4)}`;
  }

  isIn(start) {
    if (start === BEFORE) return !this.state.from || this.state.from < this.earlier;
    return meets(start, this.state.from, this.state.to) || (Boolean(this.state.from) && meets(this.state.from, start, endOf(start, this.span)));
  }

  /* Mouse, touch and keys */

  listen() {
    this.bars.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && event.target.closest("[data-place]")) this.from = this.placeAt(event);
    });
    document.addEventListener("pointermove", (event) => {
      if (this.from >= 0 && event.buttons) this.preview(this.from, this.placeAt(event));
    });
    document.addEventListener("pointerup", (event) => {
      const { from } = this;
      this.from = -1;
      if (from >= 0) this.take(from, this.placeAt(event));
    });
    document.addEventListener("pointercancel", () => {
      if (this.from >= 0) this.fillBars();
      this.from = -1;
    });
    this.bars.addEventListener("keydown", (event) => this.press(event));
    this.bars.addEventListener("click", (event) => {
      const bar = event.target.closest("[data-place]");
      if (bar && !event.detail) this.take(Number(bar.dataset.place), Number(bar.dataset.place));
    });
  }

  /* The bar below a pointer, or the nearest. */
  placeAt(event) {
    const { left, width } = this.bars.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * this.spans.length);
    return Math.max(0, Math.min(this.spans.length - 1, place));
  }

  press(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -this.spans.length, End: this.spans.length }[event.key];
    if (step) {
      const start = this.anchor ?? this.at;
      this.focusBar(Math.max(0, Math.min(this.spans.length - 1, this.at + step)));
      this.anchor = event.shiftKey ? start : null;
      if (event.shiftKey) this.preview(start, this.at);
    } else if (event.key === "Enter" || event.key === " ") this.take(this.anchor ?? this.at, this.at);
    else return;
    event.preventDefault();
  }

  focusBar(place) {
    const { children } = this.bars;
    if (!children.length) return;
    children[this.at].tabIndex = -1;
    this.at = place;
    children[place].tabIndex = 0;
    children[place].focus({ preventScroll: true });
  }

  preview(one, other) {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    [...this.bars.children].forEach((bar, place) => bar.classList.toggle("outside", place < low || place > high));
  }

  /* Filters by the time of the bars, or by none where it was that. */
  take(one, other) {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    const from = this.spans[low] === BEFORE ? "" : this.spans[low];
    const to = this.spans[high] === BEFORE ? String(Number(this.earlier) - 1).padStart(4, "0") : endOf(this.spans[high], this.span);
    this.anchor = null;
    this.at = other;
    if (from === this.state.from && to === this.state.to) this.period("", "");
    else this.period(from, to);
  }

  /* Words */

  fillTop() {
    const { from, to } = this.state;
    const key = this.series.map((_, series) => [series, this.all.filter((id) => this.seriesOf(id) === series).length]).filter(([, amount]) => amount);
    this.top.replaceChildren(
      make("ul", { class: "time-key" }, ...key.map(([series, amount]) => make("li", {}, make("span", { class: `swatch series-${this.tone(series)}` }),
        this.seriesSaid(series), make("span", { class: "number" }, number(amount))))),
      this.own.size ? make("button", { type: "button", class: "plain own", "aria-pressed": String(this.onlyOwn), click: () => this.toggleOwn() },
        say("onlyOwn", this.chosenSaid())) : "",
      from || to ? make("button", { type: "button", class: "plain", click: () => this.period("", "") }, say("allTimes")) : "",
    );
    const undated = this.all.filter((id) => !this.when.get(id)).length;
    this.notes.replaceChildren([say("most", this.most), this.yearsOnly && say("yearsOnly", this.yearsOnly), undated && say("noDates", undated), say("timelineHint")]
      .filter(Boolean).join(" · "));
    this.notes.hidden = this.bars.hidden = !this.spans.length;
  }

  chosenSaid() {
    const { chosen } = this.state;
    return chosen.node === undefined ? verbOf(chosen.edge) : labelOf(chosen.node);
  }

  toggleOwn() {
    this.onlyOwn = !this.onlyOwn;
    this.show(this.state, shown);
    this.top.querySelector(".own").focus();
  }

  fillList() {
    const key = (id) => this.when.get(id) || "~";
    const ids = [...this.inPeriod].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : one - other));
    const { from, to } = this.state;
    const period = [...new Set([from, to].filter(Boolean))].map(dated).join(" – ");
    const entries = make("ol", {});
    const more = make("button", { type: "button", class: "plain", click: () => add() });
    const add = () => {
      const start = entries.childElementCount;
      entries.append(...ids.slice(start, start + LISTED).map((id) => this.entry(id)));
      more.hidden = entries.childElementCount >= ids.length;
      more.textContent = say("more", Math.min(LISTED, ids.length - entries.childElementCount));
    };
    add();
    this.below.replaceChildren(
      make("h2", {}, say("happened"), make("span", { class: "number" }, [number(ids.length), period].filter(Boolean).join(" · "))),
      ids.length ? entries : make("p", { class: "time-none" }, say("nothingDated")), more);
  }

  entry(id) {
    const when = this.when.get(id);
    const own = this.own.has(id);
    return make("li", { class: own ? "own" : "" },
      when ? make("time", { datetime: when }, dated(when)) : make("span", { class: "undated" }, say("noDate")),
      make("div", {},
        make("button", { type: "button", class: "node", click: () => this.choose(id) }, shape(kindOf(id)), text("span", "name", labelOf(id))),
        own ? make("small", { class: "own-said" }, say("own")) : "",
        text("p", "about", aboutMoment(id))));
  }
}
