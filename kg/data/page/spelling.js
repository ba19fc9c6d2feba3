/* How names are written: the same in any letters, marks and spaces; alike in sound; abbreviated; with a slip of the finger. */

const LONGEST_NAME = 1000;
const QUOTES = /['’‘‛ʼʻʾʿ`´′"“”„«»]/g;
const UNMARKED = new Map([["ß", "ss"], ["æ", "ae"], ["œ", "oe"], ["ø", "o"], ["ł", "l"], ["đ", "d"], ["ð", "d"], ["ı", "i"], ["þ", "th"]]);

/* Text for comparing: small letters, without diacritics, quotes and characters that cannot be seen. */
function folded(text) {
  const small = text.toLowerCase();
  if (/^[\x20-\x7e]*$/.test(small)) return small.replace(/['"`]/g, "");
  const plain = small.replace(QUOTES, "").normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  return plain.replace(/[ßæœøłđðıþ]/g, (letter) => UNMARKED.get(letter));
}

/* The words of a name: its letters and digits, folded. */
function foldedWords(text) {
  return folded(text.slice(0, LONGEST_NAME)).match(/[\p{L}\p{N}]+/gu) || [];
}

/* Old and variant spellings of Indonesian, and what each sounds like here: j and y are both i, as Djaja is Jaya. */
const SOUNDS = new Map([
  ["oe", "u"], ["tj", "c"], ["dj", "i"], ["nj", "ni"], ["ie", "i"], ["dh", "d"], ["th", "t"], ["bh", "b"], ["gh", "g"],
  ["sh", "s"], ["sy", "s"], ["sj", "s"], ["dz", "s"], ["ts", "s"], ["ch", "h"], ["kh", "h"], ["ph", "f"], ["ck", "k"],
  ["j", "i"], ["y", "i"], ["v", "f"], ["x", "ks"], ["q", "k"], ["z", "s"],
]);
const SPELLINGS = new RegExp([...SOUNDS.keys()].join("|"), "g");
const NAMESAKES = [[/^m[uo](?:h(?:d|am[ae]d)?)?$/, "muhamad"], [/^ahm(?:[ae]d)?$/, "ahmad"], [/^abd$/, "abdul"]];

/* What a word sounds like: equal for Soeharto and Suharto, Achmad and Ahmad, Moh and Muhammad. */
function soundOf(word) {
  const sound = word.replace(SPELLINGS, (letters) => SOUNDS.get(letters)).replace(/(\p{L})\1+/gu, "$1").replace(/(.)h$/u, "$1");
  const namesake = NAMESAKES.find(([pattern]) => pattern.test(sound));
  return namesake ? namesake[1] : sound;
}

const HONORIFICS = new Set((
  "abuya adipati alm almarhum almarhumah almh apt arya aryo bajang bang bapak bdn bendara bhante bhikkhu bhiksu biksu bpk br " +
  "braa bray bruder bu bung buya cak dokter doktor dr dra drg drh drs eks gbph gkr gph guru gusti h habib hadji hajah haji " +
  "hajjah haryo hc hi hj ibu ida insinyur ir jero k kang kanjeng kardinal kgpaa kgpah kgph kh kiai kiyai kph kra krh krmt krmth " +
  "krt kyai mangku mantan mas mbak mgr monsinyur mulia ners nn nona ns ny nyai nyi nyonya pak pandita pangeran pastor pdt " +
  "pedanda pendeta pj pjs plh plt prof profesor professor raden ratu rkh rm romo saudara saudari sdr sdri sr suster syaikh " +
  "syeikh syekh terhormat teungku tgb tgh tgk tgkh tn tuan tumenggung ust ustad ustadz ustadzah ustaz ustazah yang ym yth"
).split(" "));
const ACADEMIC_DEGREES = new Set((
  "ak akt amd ba ca cpa dea lc le llb llm ma mag mba mdiv meng mh mhum mip mkes mkn mkom mm mma mp mpa mpd mph mpi msc mse mses msi " +
  "msos mt mth phd sag sap sds se sei sfarm sh shi shut sik sikom sip ske sked skep skm skom sm sos sp spd spi spog spt ss ssi ssos " +
  "sst sstp st str sth"
).split(" "));
const DOTTED = /^(?:\p{L}{1,4}\.)+\p{L}{0,5}\.?$/u;

/* The words of a query without honorifics and degrees: "Pak Dr. H. Tegar Wibisana, S.H., M.Si." is "tegar wibisana". */
function plainWords(query) {
  const named = query.slice(0, LONGEST_NAME).toLowerCase().replace(/\(.*?\)/g, " ").split(",").find((part) => part.trim()) || "";
  return named.split(/\s+/).filter(Boolean).flatMap((part) => {
    const pieces = part.split(".");
    while (pieces.length > 1 && HONORIFICS.has(pieces[0])) pieces.shift();
    const rest = pieces.join(".");
    const whole = rest.replace(/\P{L}/gu, "");
    return HONORIFICS.has(whole) || ACADEMIC_DEGREES.has(whole) || DOTTED.test(rest) ? [] : foldedWords(rest);
  });
}

const JOINING_WORDS = new Set(["dan", "di", "ke", "dari", "untuk", "yang", "pada", "dengan", "serta", "atau", "bagi", "oleh", "dalam"]);

/* The letters an abbreviation stands for: dp3a is dpppa. */
function spelledOut(short) {
  return short.replace(/(\p{L})([2-4])/gu, (_, letter, times) => letter.repeat(Number(times)));
}

/* 2 for a word that an abbreviation may begin with by some letters, as dinkes by dinas, 1 for one letter, 0 for neither. */
function mayBegin(short, word) {
  if (short.length < 3 || short.length > 24 || word[0] !== short[0]) return 0;
  return short.length > 4 && word[1] === short[1] ? 2 : 1;
}

/* True if the letters are the beginnings of words that follow each other: of one letter each, as in dpmptsp, or more, as in dinkes. */
function abbreviates(short, wordAt, place, end) {
  return beginsEach(short, 0, wordAt, place, end, 1, 1) || (short.length > 4 && beginsEach(short, 0, wordAt, place, end, 2, 6));
}

function beginsEach(short, at, wordAt, place, end, least, most) {
  if (at === short.length) return true;
  if (place === end) return false;
  const word = wordAt(place);
  const longest = Math.min(most, word.length, short.length - at);
  for (let length = 1; length <= longest && short[at + length - 1] === word[length - 1]; length += 1) {
    if (length >= least && beginsEach(short, at + length, wordAt, place + 1, end, 1, most)) return true;
  }
  return at > 0 && JOINING_WORDS.has(word) && beginsEach(short, at, wordAt, place + 1, end, least, most);
}

/* How many slips are forgiven in a word of so many letters. */
function forgiven(length) {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/* A set of letters as bits; few bits that differ is what few slips leave. */
function letterBits(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitCount(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

const SLIP_ROWS = [0, 1, 2].map(() => new Int32Array(2 * LONGEST_NAME));

/* The slips between two words, letters left out, added, changed or two swapped: of the whole, or to the best beginning of the other. */
function slipsBetween(typed, word, most, beginning) {
  const width = Math.min(word.length, typed.length + most);
  let [before, last, here] = SLIP_ROWS;
  for (let at = 0; at <= width; at += 1) last[at] = at;
  for (let row = 1; row <= typed.length; row += 1) {
    let least = here[0] = row;
    for (let at = 1; at <= width; at += 1) {
      const same = typed.charCodeAt(row - 1) === word.charCodeAt(at - 1);
      let slips = Math.min(last[at] + 1, here[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
      const swapped = row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1];
      if (swapped) slips = Math.min(slips, before[at - 2] + 1);
      here[at] = slips;
      if (slips < least) least = slips;
    }
    if (least > most) return Infinity;
    [before, last, here] = [last, here, before];
  }
  return beginning ? Math.min(...last.subarray(0, width + 1)) : width === word.length ? last[width] : Infinity;
}
