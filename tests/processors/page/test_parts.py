"""The part of a page that is one of its items, in the layouts that live pages have."""

import json
from typing import Any

import pytest

from processors.page.parts import find_part, find_under_title

TITLES = ["Blast at a gate", "Raid by the lake", "Shells on an airport"]
TEXTS = [
    "Seven guards of the ministry were hurt at its gate.",
    "Gunmen burned the market of a village by the lake.",
    "Four mortar rounds fell near the runway at dusk.",
]
FORMS = {
    "an element": "<div id='post-{n}'><h2>{title}</h2><p>{text}</p></div>",
    "an article": "<article id='66a3f0c28f0{n}'><h3>{title}</h3><p>{text}</p></article>",
    "an item of a list": "<li class='entry' id='e{n}'><time datetime='2026-11-2{n}'>10:00</time><p>{text}</p></li>",
    "an anchor before it": "<a name='p{n}'></a><h2>{title}</h2><p>{text}</p>",
    "an empty element before it": "<span id='p{n}'></span><p><b>{title}</b></p><p>{text}</p>",
    "an anchor inside": "<section><a id='p{n}'></a><h2>{title}</h2><div><p>{text}</p></div></section>",
    "a heading": "<h2 id='h-{n}'>{title}</h2><p>{text}</p>",
    "a heading in an element": "<div><header><h2 id='h-{n}'>{title}</h2></header><p>{text}</p></div>",
    "a heading whose id is its words": "<h2 id='{slug}'>{title}</h2><p>{text}</p>",
    "an anchor in a heading": "<h2><a id='h{n}'></a>{title}</h2><p>{text}</p>",
}


def laid_out(form: str) -> tuple[str, list[str]]:
    """Return a page in a form, and the fragments of its parts."""
    slugs = [title.replace(" ", "-").lower() for title in TITLES]
    fields = [
        {"n": n, "title": title, "text": text, "slug": slug}
        for n, (title, text, slug) in enumerate(zip(TITLES, TEXTS, slugs, strict=True), 1)
    ]
    name = form.split("='")[1 if "time datetime" not in form else 2].split("'")[0]
    if "class=" in form:
        name = form.split("id='")[1].split("'")[0]
    body = "".join(form.format(**one) for one in fields)
    page = f"<html><body><h1>Live</h1><p>Before all of it.</p><main><div class='feed'>{body}</div></main></body></html>"
    return page, [name.format(**one) for one in fields]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_element_with_the_fragment(form: str) -> None:
    """The part goes from the id to where the next one of its kind begins, wherever the id stands."""
    page, fragments = laid_out(form)
    for fragment, text in zip(fragments, TEXTS, strict=True):
        part = find_part(page, fragment, None)
        assert part is not None, fragment
        assert [other for other in TEXTS if other in " ".join(part.lines)] == [text]
        assert "Before all" not in " ".join(part.lines)


def live(*updates: dict[str, Any], graph: bool = False, body: str = "") -> str:
    """Return a page with a live blog in its code."""
    blog = {"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": list(updates)}
    node = {"@graph": [blog, {"@id": "/live#post-9", "articleBody": TEXTS[0]}]} if graph else blog
    return f"<html><body><script type='application/ld+json'>{json.dumps(node)}</script>{body}</body></html>"


UPDATES = [
    {
        "@type": "BlogPosting",
        "headline": title,
        "articleBody": text,
        "url": f"https://n.example/live#post-{n}",
    }
    for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)
]


def test_an_update_of_a_live_blog() -> None:
    """It is known by its address, by the guid, or by its headline where only one has that."""
    for sought in (("post-2", None, None), (None, TITLES[1].upper(), None), (None, None, UPDATES[1]["url"])):
        part = find_part(live(*UPDATES), *sought)
        assert part is not None
        assert (part.lines, part.title, part.found_by) == ([TEXTS[1]], TITLES[1], "live_update")
    assert find_part(live(*UPDATES, UPDATES[1]), None, TITLES[1]) is None
    assert find_part(live(*UPDATES), "post-7", "Another title") is None
    assert find_part(live(), "post-1", None) is None


def test_an_update_that_is_told_elsewhere() -> None:
    """An update may point to a node of its own, may be HTML, and without a text the page's element tells it."""
    pointed = find_part(live({"@id": "/live#post-9"}, graph=True), "post-9", None)
    assert pointed
    assert pointed.lines == [TEXTS[0]]
    marked = find_part(
        live(UPDATES[0] | {"articleBody": f"<p>{TEXTS[0]}</p><p>{TEXTS[1]}</p>"}), "post-1", None
    )
    assert marked
    assert marked.lines == TEXTS[:2]
    bare = live({**UPDATES[0], "articleBody": ""}, body=f"<div id='post-1'><p>{TEXTS[0]}</p></div>")
    shown = find_part(bare, "post-1", None)
    assert shown
    assert (shown.lines, shown.found_by) == ([TEXTS[0]], "element")
    assert find_part(bare, "post-1", None, updates_only=True) == shown
    assert find_part(bare.replace("liveBlogUpdate", "other"), "post-1", None, updates_only=True) is None
    escaped = find_part(live(UPDATES[0] | {"articleBody": f"&lt;p&gt;{TEXTS[0]}&lt;/p&gt;"}), "post-1", None)
    assert escaped
    assert escaped.lines == [TEXTS[0]]


@pytest.mark.parametrize(
    "form", ["<h3>{0}</h3><p>{1}</p>", "<p><b>{0}.</b> {1}</p>", "<li><strong>{0}</strong>: {1}</li>"]
)
def test_what_stands_under_a_title(form: str) -> None:
    """Where no id helps, the item's title does: as a heading, or at the beginning of a paragraph, once."""
    body = "".join(form.format(f"{title} of Tarvia", text) for title, text in zip(TITLES, TEXTS, strict=True))
    page = f"<html><body><h1>{TITLES[0]} of Tarvia</h1><main>{body}</main></body></html>"
    for title, text in zip(TITLES, TEXTS, strict=True):
        part = find_under_title(page, f"{title} of Tarvia")
        assert part
        assert [other for other in TEXTS if other in " ".join(part.lines)] == [text]
    assert find_under_title(page, "Another title") is None
    assert find_under_title(page.replace(body, body + body), f"{TITLES[0]} of Tarvia") is None


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p id='x'></p>",
        "<p id='x'>One two three four five six</p><p id='x'>Twice</p>",
        '<script type=\'application/ld+json\'>{"liveBlogUpdate": [1, null, {"url": 5, "headline": []}]}</script>',
        "<script type='application/ld+json'>{\"liveBlogUpdate\": \"x\"}</script><a id='x'></a>",
    ],
)
def test_what_is_no_part(page: str) -> None:
    """Two elements of one id, an empty one and code of other shapes give none."""
    assert find_part(f"<html><body>{page}</body></html>", "x", "Title", "guid") is None
