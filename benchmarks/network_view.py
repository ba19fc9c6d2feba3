#!/usr/bin/env python3
"""Our page against pyvis's own: `python benchmarks/network_view.py [--nodes 500 2000 10000 50000] [--patience 60]`.

The network is invented (`benchmarks/invented.py`): two edges a node, one or two sentences an edge. Ours carries all of it with
the sentences; pyvis's page has the same nodes and edges with their labels and kinds, and no sentences, as its users write it.
pyvis is filled in two ways, by its `add_node` and `add_edge`, and by putting the whole lists into it, which is far quicker; the
pages are alike.

- *written*: seconds of the processor from the network to the file; each in a process of its own, stopped after the patience;
- *first picture*: from the opening of the file until something is drawn: our page says so by a mark; pyvis's has drawn when its
  layout has come to rest and the canvas is drawn for the first time after. Until then it shows a bar;
- *frames*: of a second in which the picture is dragged about, those that followed a move of the mouse;
- *search*: our page's work for the slowest and for the first of some queries typed into its field; pyvis's page has none;
- *heap*: what the scripts hold when all this is done.

Everything is headless Chromium without a graphics processor. Requests to servers are refused; pyvis's page asks for some.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from kg.graph.network import Network

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
SIZES = (500, 2_000, 10_000, 50_000)
PANNING = 3.0
"""Seconds of dragging."""
QUERIES = ("k", "ka", "kab", "dinas kes", "dpmptsp", "dinkes", "gubernr", "Pak Drs. H. Rama, M.Si.", "zzzzz qqqqq")
PYVIS_DRAWN = """
(() => {
let made_;
Object.defineProperty(window, "network", { configurable: true, get: () => made_, set: (made) => {
  made_ = made;
  if (!made) return;
  let rested = false;
  made.on("stabilizationIterationsDone", () => { rested = true; });
  made.on("afterDrawing", () => {
    if (rested && !performance.getEntriesByName("first-picture").length) performance.mark("first-picture");
  });
} });
})();
"""
COUNT_FRAMES = """
window.framesOfMoves = 0;
let moved = false;
addEventListener("mousemove", () => { moved = true; }, true);
const count = () => {
  if (moved) window.framesOfMoves += 1;
  moved = false;
  requestAnimationFrame(count);
};
requestAnimationFrame(count);
"""
TYPE = """
(queries) => {
  const field = document.getElementById("search");
  return queries.map((query) => {
    const start = performance.now();
    field.value = query;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return performance.now() - start;
  });
}
"""


def write_ours(network: Network, path: Path) -> None:
    from kg.view.page import write_network

    write_network(network, path)


def write_filled(network: Network, path: Path) -> None:
    """pyvis with its lists filled at once."""
    from pyvis.network import Network as Picture

    picture = Picture(directed=True, cdn_resources="in_line")
    number = {node: place for place, node in enumerate(network)}
    picture.nodes = [
        {"id": number[node], "label": data["label"], "group": data["kind"], "shape": "dot"}
        for node, data in network.nodes(data=True)
    ]
    picture.edges = [
        {"from": number[source], "to": number[target], "title": data["label"], "arrows": "to"}
        for source, target, data in network.edges(data=True)
    ]
    path.write_text(picture.generate_html(), encoding="utf-8")


def write_added(network: Network, path: Path) -> None:
    """pyvis as its documentation shows it."""
    from pyvis.network import Network as Picture

    picture = Picture(directed=True, cdn_resources="in_line")
    number = {node: place for place, node in enumerate(network)}
    for node, data in network.nodes(data=True):
        picture.add_node(number[node], label=data["label"], group=data["kind"])
    for source, target, data in network.edges(data=True):
        picture.add_edge(number[source], number[target], title=data["label"])
    path.write_text(picture.generate_html(), encoding="utf-8")


WRITERS: dict[str, Callable[[Network, Path], None]] = {"ours": write_ours, "pyvis": write_filled, "pyvis add": write_added}


def written(writer: str, nodes: int, path: Path) -> dict[str, float]:
    """What writing took, without the making of the network."""
    from invented import network

    made = network(nodes)
    before, started = time.process_time(), time.perf_counter()
    WRITERS[writer](made, path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "written": time.process_time() - before,
        "wall": time.perf_counter() - started,
        "written MB": path.stat().st_size / 1e6,
        "peak MB": memory,
    }


def opened(path: Path, patience: float) -> dict[str, Any]:
    """What a browser takes to show the page, to move it about and to search it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = fresh_page(browser)
        page.goto(path.as_uri(), wait_until="commit")
        first = first_picture(page, patience)
        if first is None:
            return {}
        page.wait_for_timeout(500)
        told = {"first picture": first, "frames": frames(page), "search": []}
        if page.locator("#search").count():
            told["search"] = page.evaluate(TYPE, QUERIES)
        told |= heap(page)
        browser.close()
        return told


def fresh_page(browser: Browser) -> Page:
    """A page that refuses every request but those to files."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.route(lambda url: not url.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
    page.add_init_script(PYVIS_DRAWN)
    return page


def first_picture(page: Page, patience: float) -> float | None:
    """The seconds until the page says that it has drawn; a page that is too busy to answer keeps this waiting too."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        mark = page.evaluate("(performance.getEntriesByName('first-picture')[0] || {}).startTime")
        if mark is not None:
            return float(mark) / 1000
        page.wait_for_timeout(100)
    return None


def frames(page: Page) -> float:
    """The frames a second while the picture is dragged."""
    box = page.evaluate(
        """() => [...document.querySelectorAll("canvas")].map((one) => one.getBoundingClientRect())
           .map(({ x, y, width, height }) => ({ x, y, width, height }))
           .sort((a, b) => b.width * b.height - a.width * a.height)[0]"""
    )
    middle = (box["x"] + box["width"] / 2, box["y"] + min(box["height"], 800) / 2)
    page.evaluate(COUNT_FRAMES)
    page.mouse.move(*middle)
    page.mouse.down()
    started, step = time.perf_counter(), 0
    page.evaluate("window.framesOfMoves = 0")
    while (taken := time.perf_counter() - started) < PANNING:
        step += 1
        page.mouse.move(middle[0] + 3 * (step % 60), middle[1] + 2 * (step % 40))
    count = page.evaluate("window.framesOfMoves")
    taken = time.perf_counter() - started
    page.mouse.up()
    return float(count / taken)


def heap(page: Page) -> dict[str, float]:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return {"heap MB": session.send("Runtime.getHeapUsage")["usedSize"] / 1e6}


def in_child(limit: float, **job: object) -> dict[str, Any] | None:
    """A job in a process of its own, which ends with all that it started; None if it takes too long."""
    command = [sys.executable, __file__, "--job", json.dumps(job)]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE, start_new_session=True) as child:
        try:
            out, _ = child.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            return None
    if child.returncode:
        raise SystemExit(f"{job}: ended with {child.returncode}")
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    return found


def report(sizes: list[int], patience: float, folder: Path) -> Iterator[str]:
    """The table, row by row."""
    yield "  nodes  page        written s      MB  first picture s  frames/s  search ms, first, slowest  heap MB"
    for nodes in sizes:
        for writer in WRITERS:
            path = folder / f"{writer.replace(' ', '-')}-{nodes}.html"
            made = in_child(patience + 120, write=writer, nodes=nodes, path=str(path))
            seen = in_child(patience + 45, open=str(path), patience=patience) if made and writer != "pyvis add" else None
            yield row(nodes, writer, made, seen, patience)


def row(nodes: int, writer: str, made: dict[str, Any] | None, seen: dict[str, Any] | None, patience: float) -> str:
    start = f"{nodes:>7,}  {writer:<10}"
    if made is None:
        return f"{start}  more than {patience:.0f} s"
    start += f"{made['written']:>11.2f}{made['written MB']:>8.2f}"
    if writer == "pyvis add":
        return start
    if not seen:
        return f"{start}  not within {patience:.0f} s"
    search = f"{seen['search'][0]:.0f}, {max(seen['search']):.0f}" if seen["search"] else "none"
    return f"{start}{seen['first picture']:>17.2f}{seen['frames']:>10.1f}{search:>27}{seen['heap MB']:>9.0f}"


def main() -> None:
    """Write the pages, open them, print the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--nodes", type=int, nargs="+", default=list(SIZES))
    ask.add_argument("--patience", type=float, default=60)
    ask.add_argument("--keep", type=Path, help="a folder in which the pages stay")
    ask.add_argument("--job", type=json.loads, help=argparse.SUPPRESS)
    args = ask.parse_args()
    if args.job and "write" in args.job:
        print(json.dumps(written(args.job["write"], args.job["nodes"], Path(args.job["path"]))))
    elif args.job:
        print(json.dumps(opened(Path(args.job["open"]), args.job["patience"])))
        sys.stdout.flush()
        os._exit(0)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            folder = (args.keep or Path(temporary)).resolve()
            folder.mkdir(parents=True, exist_ok=True)
            for line in report(args.nodes, args.patience, folder):
                print(line, flush=True)


if __name__ == "__main__":
    main()
