/* Search as you type: names and aliases in any spelling, the best first. Needs spelling.js alone. */

const FITS = { exact: 0, begins: 1, words: 2, inside: 3, sounds: 4, variant: 5, short: 6, slip: 7, slipBegins: 8 };
const NO_FIT = 255;
const ENOUGH = 12;
const LITTLE = 5;
const MOST_WORDS = 12;

/* Lines of text in one string, which is the fastest thing to look through. */
class NameLines {
  constructor(rows) {
    this.text = `\n${rows.join("\n")}\n`;
    this.starts = new Int32Array(rows.length + 1);
    let start = 1;
    rows.forEach((row, place) => {
      this.starts[place] = start;
      start += row.length + 1;
    });
    this.starts[rows.length] = start;
  }

  /* Tells each line, once, that holds the words; "\n" stands for its beginning and end. */
  holding(words, tell) {
    const { text, starts } = this;
    const lead = words[0] === "\n" ? 1 : 0;
    let row = 0;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, starts[row + 1] - 1)) {
      while (starts[row + 1] <= at + lead) row += 1;
      tell(row);
      if (row + 1 >= starts.length - 1) return;
    }
  }
}

/* The names of all nodes, folded, and the distinct words of them, each looked at only once for a query. */
class NameIndex {
  constructor() {
    Object.assign(this, { owners: [], names: [], spaced: [], joined: [], sounding: [], wordsOf: [], starts: [0] });
    Object.assign(this, { words: [], sounds: [], bits: [], numbers: new Map() });
  }

  add(owner, name) {
    const words = foldedWords(name);
    const numbers = words.map((word) => this.numberOf(word));
    this.owners.push(owner);
    this.names.push(name);
    this.spaced.push(words.join(" "));
    this.joined.push(words.join(""));
    this.sounding.push(numbers.map((number) => this.sounds[number]).join(""));
    this.wordsOf.push(...numbers);
    this.starts.push(this.wordsOf.length);
  }

  numberOf(word) {
    let number = this.numbers.get(word);
    if (number === undefined) {
      number = this.words.length;
      this.numbers.set(word, number);
      this.words.push(word);
      this.sounds.push(soundOf(word));
      this.bits.push(letterBits(word));
    }
    return number;
  }

  close() {
    this.spaced = new NameLines(this.spaced);
    this.joined = new NameLines(this.joined);
    this.sounding = new NameLines(this.sounding);
    this.wordsOf = Int32Array.from(this.wordsOf);
  }
}

/* The words of a query, held against the index: how well each name fits, the more lenient the further it is asked. */
class Reading {
  constructor(index, words) {
    this.index = index;
    this.words = words;
    this.asked = [...new Set(words)].slice(0, MOST_WORDS);
    this.wordFits = this.asked.map((word) => this.fitsOf(word));
    this.nameFits = this.asked.map(() => null);
    this.fits = new Uint8Array(index.names.length).fill(NO_FIT);
    this.compareWhole();
    this.compareWords();
  }

  better(name, fit) {
    if (fit < this.fits[name]) this.fits[name] = fit;
  }

  compareWhole() {
    const { spaced, joined, sounding } = this.index;
    const [text, together, sound] = [this.words.join(" "), this.words.join(""), this.words.map(soundOf).join("")];
    joined.holding(`\n${together}\n`, (name) => this.better(name, FITS.exact));
    spaced.holding(`\n${text}`, (name) => this.better(name, FITS.begins));
    joined.holding(`\n${together}`, (name) => this.better(name, FITS.words));
    if (together.length > 2) joined.holding(together, (name) => this.better(name, FITS.inside));
    sounding.holding(`\n${sound}\n`, (name) => this.better(name, FITS.sounds));
    if (sound.length > 2) sounding.holding(`\n${sound}`, (name) => this.better(name, FITS.variant));
  }

  /* How each word of the index fits a word of the query; 0 for not at all. */
  fitsOf(asked) {
    const { words, sounds } = this.index;
    const sound = soundOf(asked);
    const fits = new Uint8Array(words.length);
    for (let number = 0; number < fits.length; number += 1) {
      const at = words[number].indexOf(asked);
      if (at >= 0) fits[number] = at ? FITS.inside : FITS.words;
      else if (sound.length > 2 ? sounds[number].startsWith(sound) : sounds[number] === sound) fits[number] = FITS.variant;
    }
    return fits;
  }

  compareWords() {
    for (let name = 0; name < this.fits.length; name += 1) if (this.fits[name] > FITS.words) this.better(name, this.worst(name));
  }

  /* The fit of the query's word that fits worst, each by the word of the name that suits it best. */
  worst(name) {
    const { wordsOf, starts } = this.index;
    const [start, end] = [starts[name], starts[name + 1]];
    let worst = 0;
    for (let asked = 0; asked < this.wordFits.length; asked += 1) {
      const fits = this.wordFits[asked];
      const short = this.nameFits[asked];
      let best = (short && short[name]) || NO_FIT;
      for (let place = start; place < end; place += 1) {
        const fit = fits[wordsOf[place]];
        if (fit !== 0 && fit < best) best = fit;
      }
      if (best === NO_FIT) return NO_FIT;
      if (best > worst) worst = best;
    }
    return worst || NO_FIT;
  }

  /* Takes abbreviations too: dpmptsp, dinkes, pemprov. */
  takeShort() {
    this.nameFits = this.asked.map((asked) => this.shortFits(spelledOut(asked)));
    if (this.nameFits.some(Boolean)) this.compareWords();
  }

  /* The names with words that the letters abbreviate; null if there can be none. */
  shortFits(short) {
    const { words, wordsOf, starts } = this.index;
    const beginnings = Uint8Array.from(words, (word) => mayBegin(short, word));
    const wordAt = (place) => words[wordsOf[place]];
    const found = new Uint8Array(this.fits.length);
    if (short.length < 3 || !beginnings.some(Boolean)) return null;
    for (let name = 0; name < found.length; name += 1) {
      const end = starts[name + 1];
      for (let place = starts[name]; place + 1 < end && !found[name]; place += 1) {
        const beginning = beginnings[wordsOf[place]];
        const may = beginning > 1 || (beginning && end - place >= short.length);
        if (may && this.fits[name] === NO_FIT && abbreviates(short, wordAt, place, end)) found[name] = FITS.short;
      }
    }
    return found;
  }

  /* Takes slips of the finger too; the last word may be unfinished. */
  takeSlips() {
    const { words, bits } = this.index;
    this.asked.forEach((typed, asked) => {
      const [most, own, fits] = [forgiven(typed.length), letterBits(typed), this.wordFits[asked]];
      const last = typed === this.words[this.words.length - 1];
      if (most) words.forEach((word, number) => {
        if (fits[number] || word.length < typed.length - most || (!last && word.length > typed.length + most)) return;
        if (bitCount(own & ~bits[number]) > most) return;
        if (slipsBetween(typed, word, most, false) <= most) fits[number] = FITS.slip;
        else if (last && typed.length > 4 && slipsBetween(typed, word, most, true) <= most) fits[number] = FITS.slipBegins;
      });
    });
    if (this.asked.some((typed) => forgiven(typed.length))) this.compareWords();
  }
}

/* Names without a letter or digit, and queries of that kind: as they are written. */
function fitsAsWritten(index, query) {
  const sought = query.trim().toLowerCase();
  return Uint8Array.from(index.names, (name) => {
    const at = sought ? name.toLowerCase().indexOf(sought) : -1;
    return at < 0 ? NO_FIT : at ? FITS.inside : name.trim().length === sought.length ? FITS.exact : FITS.begins;
  });
}

/* How each name fits the query: as it stands, or, half a step worse, without its honorifics and degrees. */
function fitsOfNames(index, query) {
  const [words, plain] = [foldedWords(query), plainWords(query)];
  if (!words.length) return fitsAsWritten(index, query).map((fit) => (fit === NO_FIT ? fit : 2 * fit));
  const differs = plain.length > 0 && plain.join(" ") !== words.join(" ");
  const readings = [words, ...(differs ? [plain] : [])].map((some) => new Reading(index, some));
  const few = (most) => readings.every(({ fits }) => fits.reduce((sum, fit) => sum + (fit < NO_FIT), 0) < most);
  if (few(ENOUGH)) readings.forEach((reading) => reading.takeShort());
  if (few(LITTLE)) readings.forEach((reading) => reading.takeSlips());
  const steps = readings.map(({ fits }, step) => fits.map((fit) => (fit === NO_FIT ? NO_FIT : 2 * fit + step)));
  return steps.reduce((some, others) => some.map((fit, name) => Math.min(fit, others[name])));
}

/* The nodes of names that fit: by the name that fits best, then in the order given. With each the name that tells why it is found:
   that one, or the first where the query's words begin words of that too. */
function rankedNodes(index, fits, order) {
  const best = new Int32Array(order.length).fill(-1);
  const first = new Int32Array(order.length).fill(-1);
  fits.forEach((fit, name) => {
    const owner = index.owners[name];
    if (first[owner] < 0) first[owner] = name;
    if (fit < NO_FIT && (best[owner] < 0 || fit < fits[best[owner]])) best[owner] = name;
  });
  const steps = [];
  for (const id of order) {
    const fit = best[id] < 0 ? NO_FIT : fits[best[id]];
    const telling = fits[first[id]] <= 2 * FITS.words + 1 ? first[id] : best[id];
    if (fit < NO_FIT) (steps[fit] ||= []).push({ id, name: index.names[telling] });
  }
  return steps.flat();
}

/* A function from a query to the nodes it may mean, [{ id, name }], the best first; `name` is the name that fits.

   The names are read in moments when nothing else is to be done, or at the latest for the first query. */
function makeSearch(count, namesOf, weightOf) {
  const index = new NameIndex();
  let next = 0;
  let order = null;
  const read = (until) => {
    for (; next < count && until(); next += 1) for (const name of namesOf(next)) index.add(next, name);
    if (next < count || order) return;
    index.close();
    const weights = Float64Array.from({ length: count }, (_, id) => weightOf(id));
    order = Int32Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  };
  const readIdly = (moment) => {
    const end = performance.now() + Math.min(15, moment.timeRemaining());
    const stop = (next_) => next_ % 64 !== 0 || performance.now() < end;
    read(() => stop(next));
    if (!order) whenIdle(readIdly);
  };
  whenIdle(readIdly);
  return (query) => {
    read(() => true);
    return query.trim() ? rankedNodes(index, fitsOfNames(index, query), order) : [];
  };
}

function whenIdle(act) {
  if (window.requestIdleCallback) window.requestIdleCallback(act);
  else setTimeout(() => act({ timeRemaining: () => 10 }), 30);
}
