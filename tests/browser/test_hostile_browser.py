"""Names, quotes, ids and titles from articles are text, whatever they say."""

from __future__ import annotations

from pathlib import Path

from browser.pages import MARKS, opened, playwright, read
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.vocabulary import DCTERMS, FOAF, OA, ORG, RDF, SCHEMA, SIMPUL, SKOS
from kg.view import write

pytestmark = MARKS

PAYLOADS = [
    "</script><script>document.title='x'</script>",
    "<img src=x onerror=\"document.title='x'\">",
    "{{7*7}} ${7*7} $data",
    "<!--<script>",
    "javascript:document.title='x'",
    "line\u2028separator\u2029here",
    "__proto__",
    "constructor",
    "\u202egnp.exe",
    "'\"><svg onload=document.title='x'>",
]


def hostile_store() -> Store:
    """Every payload as a name, an alias, a role, a title, a sentence, and as the article's address where that can be."""
    store, graph = Store(), NamedNode("https://w3id.org/simpul/article/1")
    body, role, article = (NamedNode(f"https://w3id.org/simpul/{name}") for name in ("organization/o", "role/r", "article/1"))

    def add(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        store.add(Quad(subject, NamedNode(predicate), value, graph))

    add(article, RDF.type, NamedNode(SCHEMA.NewsArticle))
    add(article, DCTERMS.title, Literal(PAYLOADS[0]))
    add(article, DCTERMS.identifier, Literal(PAYLOADS[1]))
    add(article, DCTERMS.issued, Literal("2021<b>"))
    add(article, SCHEMA.url, NamedNode("javascript:document.title='x'"))
    add(body, RDF.type, NamedNode(ORG.Organization))
    add(body, SKOS.prefLabel, Literal("Badan"))
    add(role, SKOS.prefLabel, Literal(PAYLOADS[1]))
    for number, payload in enumerate(PAYLOADS):
        person, tenure, mention, words, selector = (
            NamedNode(f"https://w3id.org/simpul/{name}/{number}")
            for name in ("person", "tenure", "mention", "words", "selector")
        )
        add(person, RDF.type, NamedNode(FOAF.Person))
        add(person, SKOS.prefLabel, Literal(payload))
        add(person, SKOS.altLabel, Literal(payload + " alias"))
        add(tenure, RDF.type, NamedNode(ORG.Membership))
        add(tenure, ORG.member, person)
        add(tenure, ORG.role, role)
        add(tenure, ORG.organization, body)
        add(tenure, SIMPUL.acting, Literal(payload))
        add(mention, OA.hasBody, tenure)
        add(mention, OA.hasTarget, words)
        add(words, OA.hasSource, article)
        add(words, OA.hasSelector, selector)
        add(selector, OA.start, Literal(number))
        add(selector, OA.exact, Literal(payload))
        add(selector, OA.prefix, Literal(f"😀 {payload} "))
        add(selector, OA.suffix, Literal(f" {payload}"))
    return store


def test_hostile_names_are_text(browser: playwright.Browser, tmp_path: Path) -> None:
    write(hostile_store(), tmp_path / "network.html", title=PAYLOADS[0])
    page, requests, complaints = opened(browser, tmp_path / "network.html")
    for payload in PAYLOADS:
        page.evaluate("label => chooseNode(GRAPH.labels.indexOf(label))", payload)
        read(page)
        assert page.text_content("#panel h2") == payload
        assert page.text_content("#panel mark") == payload
        assert page.text_content("#panel blockquote p") == f"😀 {payload} {payload} {payload}"
    page.evaluate("chooseNode(GRAPH.labels.indexOf('Badan'))")
    page.mouse.move(700, 500)
    page.click("[data-view=table]")
    for payload in ("__proto__", "constructor", "img src"):
        page.fill("#search", payload)
        assert payload in page.locator("#results .name").first.inner_text()
    page.press("#search", "Escape")
    page.click("#open-filters")
    for view in ("map", "timeline", "picture"):
        page.evaluate("view => go({view, article: ARTICLES[0].id, chosen: null})", view)
        assert PAYLOADS[0] in page.inner_text("#crumbs")
    page.evaluate("go({article: '', draw: {mode: 'around', depth: 2, around: [0, 1]}, language: 'en'})")
    page.wait_for_timeout(300)
    assert page.title() == PAYLOADS[0]
    assert page.text_content("h1") == PAYLOADS[0]
    assert page.locator("a, img, iframe").count() == 0
    assert page.locator("script").count() == 7
    assert (requests, complaints) == ([], [])
    page.context.close()


def test_the_policy_stops_scripts_and_requests(browser: playwright.Browser, sample_path: Path) -> None:
    page, requests, complaints = opened(browser, sample_path)
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = \"document.title='x'\";"
        "document.body.append(script); const image = new Image(); image.src = 'http://127.0.0.1:9/x.png';"
        "document.body.append(image); document.body.insertAdjacentHTML('beforeend', '<b onclick=\"document.title=1\">b</b>') }"
    )
    page.wait_for_timeout(200)
    assert page.title() == "Simpul"
    assert any("Content Security Policy" in complaint for complaint in complaints)
    assert not [url for url in requests if "127.0.0.1" in url]
    page.context.close()
