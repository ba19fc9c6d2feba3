/* What map and timeline say, in both languages. */

Object.assign(WORDS.id, {
  counted: "Yang dihitung", officials: ["pejabat", "pejabat"], events: ["peristiwa", "peristiwa"], assessments: ["penilaian", "penilaian"],
  provinces: "Provinsi", noProvince: "Tanpa provinsi: {0}", emptyProvinces: "Provinsi tanpa data ({0})", inProvince: "Di {0}", liftProvince: "Semua provinsi",
  none: "tidak ada", about: "batas perkiraan", ofChosen: "terkait {0}",
  mapHint: "Klik sebuah provinsi, di peta atau di daftar, untuk menyaring semua tampilan; klik lagi untuk melepasnya.",
  mapSource: "Garis pantai dan batas: Natural Earth. Batas Kalimantan Utara: MapSVG (CC BY 4.0). Batas putus-putus antara enam provinsi di Papua hanya perkiraan, ditarik di tengah antara kota-kota GeoNames (CC BY 4.0).",
  histogram: "Peristiwa dan penilaian menurut waktu. Panah kiri dan kanan berpindah, Enter memilih, Shift dan panah memperluas.",
  timelineHint: "Klik sebuah batang, atau tarik melewati beberapa, untuk memilih waktu; klik lagi untuk melepasnya.",
  otherTypes: "jenis lain", most: "paling banyak {0}", before: "sebelum {0}", noDate: "Tanpa tanggal", noDates: "tanpa tanggal: {0}", yearsOnly: "hanya tahunnya diketahui: {0}", allTimes: "Semua waktu",
  onlyOwn: "Hanya milik {0}", own: "terkait pilihan", moreNames: "dan {0} lagi", nothingDated: "Tidak ada peristiwa atau penilaian.",
  happened: "Peristiwa dan penilaian", decade: "{0}-an", century: "{0}–{1}",
});

Object.assign(WORDS.en, {
  counted: "What is counted", officials: ["official", "officials"], events: ["event", "events"], assessments: ["assessment", "assessments"],
  provinces: "Provinces", noProvince: "Without a province: {0}", emptyProvinces: "Provinces without data ({0})", inProvince: "In {0}", liftProvince: "All provinces",
  none: "none", about: "approximate borders", ofChosen: "of {0}",
  mapHint: "Click a province, on the map or in the list, to filter every view by it; click again to lift that.",
  mapSource: "Coasts and borders: Natural Earth. Border of Kalimantan Utara: MapSVG (CC BY 4.0). The dashed borders between the six provinces of Papua are approximate, drawn half-way between towns of GeoNames (CC BY 4.0).",
  histogram: "Events and assessments by time. Left and right arrows move, Enter chooses, Shift with an arrow extends.",
  timelineHint: "Click a bar, or drag across several, to choose a time; click again to lift that.",
  otherTypes: "other types", most: "at most {0}", before: "before {0}", noDate: "Without a date", noDates: "without a date: {0}", yearsOnly: "only the year is known: {0}", allTimes: "All times",
  onlyOwn: "Only those of {0}", own: "of what is chosen", moreNames: "and {0} more", nothingDated: "No events or assessments.",
  happened: "Events and assessments", decade: "{0}s", century: "{0}–{1}",
});
