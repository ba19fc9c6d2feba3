"""The scripts of the page stand in one scope."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

from kg.view.page import SCRIPTS, STYLES

FOLDER = files("kg").joinpath("data/page")
DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_no_name_is_declared_twice() -> None:
    """A second function of a name would silently take the place of the first."""
    declared = Counter(name for script in SCRIPTS for name in DECLARED.findall(FOLDER.joinpath(script).read_text("utf-8")))
    assert len(declared) > 200
    assert [name for name, times in declared.items() if times > 1] == []


def test_every_script_and_style_is_in_the_page() -> None:
    found = {path.name for path in FOLDER.iterdir() if path.name.endswith((".js", ".css"))}
    assert found == {*SCRIPTS, *STYLES}
