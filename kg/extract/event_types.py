"""The types of event that are read in a way of their own; `kg/graph/vocabulary.py` has all types with what they mean."""

from __future__ import annotations

SWEARING_IN = "pelantikan"
SIGNING = "penandatanganan"
VISIT = "kunjungan"
AWARD = "penghargaan"
CASES = "penindakan"
DISASTER = "bencana"
OTHER = "lainnya"
PRIVATE = frozenset({CASES, DISASTER})
"""Types in which people without an office are victims or suspects: they get no node."""
ELSEWHERE = frozenset({"pemilihan", DISASTER})
"""Types that an article seldom reports from the spot."""
IN_STEPS = frozenset({CASES, VISIT, "rapat", OTHER})
"""Types of which an article often tells several, each under its own noun: penggeledahan, penahanan."""
UNDERGONE = frozenset({SWEARING_IN, VISIT, AWARD, "penyerahan", CASES, "peresmian"})
"""Types that are done to somebody."""
GIVING = frozenset({"penyerahan", AWARD})
"""Types in which somebody gives something."""
ADDRESSED = frozenset({"rapat", "upacara", "peresmian", VISIT, "sosialisasi"})
"""Types that somebody leads by speaking."""
OF_THEIR_OWN = GIVING | {SWEARING_IN, SIGNING, "peresmian"}
"""Types that are a happening of their own beside another: vaksinasi dan penyerahan bantuan."""
OCCASIONS = ADDRESSED | {SIGNING}
"""Types at which people speak; on awards, swearings-in and aid they mostly speak elsewhere."""
