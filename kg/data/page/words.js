"use strict";
/* What the page says, in both languages. */

const WORDS = {
  id: {
    title: "Jaringan pejabat dan lembaga",
    picture: "Jaringan", map: "Peta", timeline: "Linimasa", table: "Tabel", views: "Tampilan", languages: "Bahasa", skip: "Lewati gambar, baca tabel fakta",
    history: "Riwayat", back: "Kembali", forward: "Maju", share: "Bagikan", copyLink: "Salin tautan tampilan ini", copied: "Tautan tersalin", savePng: "Simpan gambar PNG", saveSvg: "Simpan gambar SVG", print: "Cetak", notPrinted: "dan {0} lagi yang tidak dicetak", groupSize: "Titik", groupKinds: "Isi",
    filters: "Saring", article: "Artikel", everyArticle: "semua artikel", everyTerritory: "semua wilayah", everySure: "semua", period: "Periode", from: "Dari", to: "Sampai", sure: "Keyakinan", clearFilters: "Hapus saringan", onlyArticle: "Hanya artikel ini",
    hidden: "Tanpa: {0}", lift: "Hapus saringan: {0}", group: "Kelompok", aroundOf: "Sekitar {0}, {1} langkah", pathOf: "Jalan dari {0} ke {1}", long: "{0} langkah", apart: "tidak terhubung", topOf: "{0} titik dengan hubungan terbanyak",
    within: "Sampai {0} langkah", pathTo: "Jalan ke …", pathFrom: "Jalan dari {0} ke …", lifeline: "Linimasa", inGroups: "{0} titik dalam {1} kelompok; klik kelompok untuk membukanya", settle: "Biarkan gambar menata diri",
    search: "Cari orang, lembaga, wilayah …", results: "Hasil pencarian", legend: "Tampilkan atau sembunyikan jenis",
    canvas: "Gambar jaringan. Panah untuk menggeser, + dan − untuk memperbesar dan memperkecil. Isinya juga ada di tabel.",
    hint: "Klik sebuah titik atau garis untuk membaca kalimat sumbernya.",
    zoom: "Perbesaran", zoomIn: "Perbesar", zoomOut: "Perkecil", fit: "Tampilkan semua di layar",
    overview: "Kembali ke semua", around: "Sekitar", nothing: "Tidak ada yang lolos saringan.",
    panel: "Keterangan", close: "Tutup", filter: "Saring tabel …",
    person: "Orang", organization: "Lembaga", territory: "Wilayah", event: "Peristiwa", assessment: "Penilaian",
    articles: ["artikel", "artikel"], quotes: ["kutipan", "kutipan"], relations: ["hubungan", "hubungan"], rows: ["baris", "baris"],
    quoteHeading: "Kutipan", postHeading: "Jabatan", postOf: "{0} dari", ownHeading: "Kalimat", shown: "{0} dari {1} titik digambar; yang lain lewat pencarian",
    code: "Kode", body: "Jenis", type: "Jenis", date: "Tanggal", venue: "Tempat", measure: "Ukuran", value: "Nilai", rated: "Waktu", assessed: "Yang dinilai", confidence: "Tingkat keyakinan",
    alsoWritten: "Juga ditulis: {0}", others: "{0} kalimat lain", mentioned: "Disebut dalam {0} kalimat", notShown: "dan {0} lagi yang tidak dimuat di halaman ini",
    more: "Tampilkan {0} lagi", moreResults: "dan {0} lagi; ketik lebih lengkap", noResults: "Tidak ditemukan",
    reference: "Dari data rujukan wilayah, bukan dari artikel.", untitled: "Tanpa judul", said: "mengatakan", joined: "{0} hubungan",
    who: "Siapa atau apa", relation: "Hubungan", whom: "Dengan", sentence: "Kalimat", source: "Sumber", caption: "Semua fakta dengan kalimat yang menyatakannya",
    months: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
  },
  en: {
    title: "Network of officials and bodies",
    picture: "Network", map: "Map", timeline: "Timeline", table: "Table", views: "View", languages: "Language", skip: "Skip the picture, read the table of facts",
    history: "History", back: "Back", forward: "Forward", share: "Share", copyLink: "Copy a link to this view", copied: "Link copied", savePng: "Save as PNG", saveSvg: "Save as SVG", print: "Print", notPrinted: "and {0} more that are not printed", groupSize: "Nodes", groupKinds: "Kinds",
    filters: "Filter", article: "Article", everyArticle: "all articles", everyTerritory: "all territories", everySure: "all", period: "Period", from: "From", to: "To", sure: "Confidence", clearFilters: "Clear the filters", onlyArticle: "This article only",
    hidden: "Without: {0}", lift: "Clear the filter: {0}", group: "Group", aroundOf: "Around {0}, {1} steps", pathOf: "Path from {0} to {1}", long: "{0} steps", apart: "not connected", topOf: "The {0} best connected nodes",
    within: "Up to {0} steps", pathTo: "Path to …", pathFrom: "Path from {0} to …", lifeline: "Timeline", inGroups: "{0} nodes in {1} groups; click a group to open it", settle: "Let the picture arrange itself",
    search: "Search people, bodies, territories …", results: "Search results", legend: "Show or hide kinds",
    canvas: "Picture of the network. Arrows move it, + and − zoom. The table holds the same.",
    hint: "Click a node or a line to read the sentence it comes from.",
    zoom: "Zoom", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit everything on the screen",
    overview: "Back to all", around: "Around", nothing: "Nothing passes the filters.",
    panel: "Details", close: "Close", filter: "Filter the table …",
    person: "People", organization: "Bodies", territory: "Territories", event: "Events", assessment: "Assessments",
    articles: ["article", "articles"], quotes: ["quote", "quotes"], relations: ["relation", "relations"], rows: ["row", "rows"],
    quoteHeading: "Quotes", postHeading: "Posts", postOf: "{0} of", ownHeading: "Sentences", shown: "{0} of {1} nodes are drawn; search finds the others",
    code: "Code", body: "Kind", type: "Kind", date: "Date", venue: "Venue", measure: "Measure", value: "Value", rated: "When", assessed: "What is assessed", confidence: "Confidence",
    alsoWritten: "Also written: {0}", others: "{0} more sentences", mentioned: "Named in {0} sentences", notShown: "and {0} more that this page does not hold",
    more: "Show {0} more", moreResults: "and {0} more; type more of the name", noResults: "Nothing found",
    reference: "From the reference list of territories, not from an article.", untitled: "Untitled", said: "says", joined: "{0} relations",
    who: "Who or what", relation: "Relation", whom: "With", sentence: "Sentence", source: "Source", caption: "All facts with the sentence that states them",
    months: "January February March April May June July August September October November December",
  },
};

/* Words of the graph that have one in the other language: kinds of bodies, types of events. */
const TERMS = {
  id: new Map([
    ["government", "pemerintah"], ["ministry", "kementerian"], ["agency", "badan"], ["commission", "komisi"], ["council", "dewan perwakilan"],
    ["office", "dinas atau kantor"], ["unit", "unit"], ["court", "pengadilan"], ["prosecution", "kejaksaan"], ["police", "kepolisian"], ["army", "TNI"],
    ["party", "partai"], ["association", "organisasi"], ["enterprise", "perusahaan"], ["university", "perguruan tinggi"], ["school", "sekolah"],
    ["hospital", "rumah sakit"], ["international", "lembaga internasional"], ["other", "lainnya"],
  ]),
  en: new Map([
    ["pelantikan", "swearing-in"], ["rapat", "meeting"], ["upacara", "ceremony"], ["peresmian", "launch"], ["penandatanganan", "signing"],
    ["kunjungan", "visit"], ["pemilihan", "election"], ["penghargaan", "award"], ["penyerahan", "handover"], ["sosialisasi", "outreach"],
    ["penindakan", "enforcement"], ["bencana", "disaster"], ["lainnya", "other"],
  ]),
};

let language = "id";

function term(word) {
  return TERMS[language].get(word) || word;
}

/* The words for a key, with {0}, {1} filled in. */
function say(key, ...values) {
  return WORDS[language][key].replace(/\{(\d)\}/g, (_, place) => number(values[place]));
}

const NUMBER_FORMATS = new Map(["id", "en"].map((name) => [name, new Intl.NumberFormat(name)]));

function number(value) {
  return typeof value === "number" ? NUMBER_FORMATS.get(language).format(value) : value;
}

/* "5 artikel", "1 article". */
function count(key, amount) {
  return `${number(amount)} ${WORDS[language][key][amount === 1 ? 0 : 1]}`;
}

/* An ISO date as people write it, as precise as it is: "12 Mei 2021", "Mei 2021", "2021". */
function dated(text) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  const month = parts && parts[2] && say("months").split(" ")[Number(parts[2]) - 1];
  return month ? [parts[3] && String(Number(parts[3])), month, parts[1]].filter(Boolean).join(" ") : text;
}

/* Puts the words into every element that asks for them. */
function sayAll() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-say-label]")) element.setAttribute("aria-label", say(element.dataset.sayLabel));
  for (const element of document.querySelectorAll("[data-say-title]")) element.title = say(element.dataset.sayTitle);
  for (const element of document.querySelectorAll("[data-say-placeholder]")) element.placeholder = say(element.dataset.sayPlaceholder);
}
