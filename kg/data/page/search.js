/* Search by name. */

function folded(text_) {
  return text_.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function makeSearch(count_, namesOf, weightOf) {
  const names = Array.from({ length: count_ }, (_, id) => namesOf(id).map(folded));
  return (query) => {
    const words = folded(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const fits = names.flatMap((some, id) => (some.some((name) => words.every((word) => name.includes(word))) ? [id] : []));
    return fits.sort((a, b) => weightOf(b) - weightOf(a) || a - b).map((id) => ({ id, name: labelOf(id) }));
  };
}
