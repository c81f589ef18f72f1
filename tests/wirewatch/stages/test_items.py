"""Several items under one address, and items without any: each has a fate, and one that has a text is an article."""

import json
from typing import Any
from xml.sax.saxutils import escape

import pytest
from newsroom import Newsroom, all_links_counted, article_page, article_text, random_text, rss_item

POSTS = {
    "1": (
        "ISIS-K claims the blast at a Kabul gate",
        "Kabul: seven guards of the ministry were hurt on Monday morning",
    ),
    "2": (
        "Boko Haram raids a village by Lake Chad",
        "Maiduguri: gunmen on motorcycles burned the market of Baga",
    ),
    "3": (
        "Shabaab shells the airport of Mogadishu",
        "Mogadishu: four mortar rounds fell near the runway at dusk",
    ),
}
RULES = [
    {"name": name, "query": f"groups:{name}", "to": ["desk"], "not_older": "any"}
    for name in ("isis-k", "boko-haram", "shabaab")
]
GROUPS = [
    {"id": "isis-k", "name": "ISIS-K", "aliases": {"any": ["ISIS-K"]}},
    {"id": "boko-haram", "name": "Boko Haram", "aliases": {"any": ["Boko Haram"]}},
    {"id": "shabaab", "name": "Shabaab", "aliases": {"any": ["Shabaab"]}},
]
TIME = "2026-11-2{}T10:00:00+00:00"


def text_of(post: str) -> str:
    """Return the text of a post: its group, its own sentence, and words that no other has."""
    title, sentence = POSTS[post]
    return f"{title}, its spokesman said. {sentence}. {random_text(int(post), 30)}"


@pytest.fixture
def room(fresh_newsroom: Newsroom) -> Newsroom:
    """Give a newsroom whose feeds are those of the pages' own outlet, with a rule for each group."""
    fresh_newsroom.write_groups(GROUPS)
    channels = {"desk": {"url": fresh_newsroom.hook_url()}}
    fresh_newsroom.write_alerts({"alerts": RULES, "channels": channels})
    return fresh_newsroom


def post_item(room: Newsroom, post: str, link: str | None, guid: str | None = None, text: bool = True) -> str:
    """Return an item for a post, at a link with `{}` for its number, with its text unless the page has to tell it."""
    address = f"<link>{room.web.url}{link.format(post)}</link>" if link else ""
    told = f"<description>{escape(text_of(post))}</description>" if text else ""
    name = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    when = f"<pubDate>2{post} Nov 2026 10:00:00 GMT</pubDate>"
    return f"<item><title>{POSTS[post][0]}</title>{address}{told}{name}{when}</item>"


def show(room: Newsroom, *items: str, feed: str = "/live.xml") -> None:
    """Have a feed show these items and nothing else, and run the pipeline."""
    room.items[feed] = []
    room.show_items(feed, *items)
    room.write_feeds()
    room.run_pipeline()


def live_page(updates: bool) -> str:
    """Return a live page with three posts, told in code or by elements with ids."""
    posts = [(number, title, text_of(number)) for number, (title, _) in POSTS.items()]
    if updates:
        told: list[dict[str, Any]] = [
            {"@type": "BlogPosting", "headline": title, "articleBody": text, "url": f"/live#post-{number}",
             "datePublished": TIME.format(number)}
            for number, title, text in posts
        ]  # fmt: skip
        node = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "liveBlogUpdate": told}
        return f"<html><body><script type='application/ld+json'>{json.dumps(node)}</script><h1>Live</h1></body></html>"
    divs = "".join(
        f"<div class='post' id='post-{number}'><h2>{title}</h2><p>{escape(text)}</p></div>"
        for number, title, text in posts
    )
    return f"<html><body><h1>Live: all of today</h1><div id='feed'>{divs}</div></body></html>"


def told_groups(room: Newsroom) -> list[str]:
    """Return the rules that told of something, in alphabetical order, each as often as it did."""
    return sorted(post["rule"] for post in room.received_posts())


ALL = sorted(rule["name"] for rule in RULES)


@pytest.mark.parametrize("updates", [True, False])
def test_posts_of_a_live_page_are_articles(room: Newsroom, updates: bool) -> None:
    """Items that differ by their fragments are the page's parts: three articles, three alerts, one request."""
    room.web.serve("/live", live_page(updates))
    show(room, *(post_item(room, number, "/live#post-{}", text=False) for number in POSTS))
    documents = room.documents()
    assert [document["url"] for document in documents] == [f"{room.web.url}/live#post-{n}" for n in POSTS]
    for document, (title, _) in zip(documents, POSTS.values(), strict=True):
        assert document["title"] == title
        assert document["text_from"] == "page"
        assert [other for other, _ in POSTS.values() if other in document["text"]] == [title]
    assert [document["published_at"][:10] for document in documents] == [f"2026-11-2{n}" for n in POSTS]
    assert told_groups(room) == ALL
    assert len(room.web.requests_for("/live")) == 1
    for number in POSTS:
        told = room.why(f"{room.web.url}/live#post-{number}")
        assert (told["fate"], told["url"][-1], told["items"]) == ("indexed", number, [])
        assert told["unknown_part"] is None


def test_why_says_that_a_fragment_was_never_shown(room: Newsroom) -> None:
    """Who asks for a post that no feed has shown is told so, and sees which posts there are."""
    room.web.serve("/live", live_page(updates=True))
    show(room, *(post_item(room, number, "/live#post-{}", text=False) for number in POSTS))
    told = room.why(f"{room.web.url}/live#post-9")
    assert told["unknown_part"] == "post-9"
    shown = {item["url"] for item in [told, *told["items"]]}
    assert shown == {f"{room.web.url}/live#post-{number}" for number in POSTS}
    assert room.run_command("why", f"{room.web.url}/live#post-9").out.startswith("no feed has shown #post-9 ")
    assert room.why(f"{room.web.url}/live#comments")["unknown_part"] is None
    assert len(room.why(f"{room.web.url}/live")["items"]) == 2
    assert room.run_command("why", f"{room.web.url}/live").out.count("/live#post-") >= 2
    status = room.status()
    assert (status["links"], status["fates"]["indexed"], all_links_counted(status)) == (3, 3, True)


@pytest.mark.parametrize("guids", [True, False])
def test_items_that_all_link_to_the_front_page_are_articles(room: Newsroom, guids: bool) -> None:
    """Where the page has no parts, the owner's feed tells the text: at once, and one after another."""
    teasers = "".join(f"<p><a href='/a/{n}'>Teaser of report {n}</a></p>" for n in range(30))
    room.web.serve("/", f"<html><body><h1>News</h1>{teasers}</body></html>")
    items = [post_item(room, number, "/", f"guid-{number}" if guids else None) for number in POSTS]
    show(room, items[0])
    show(room, *reversed(items))
    documents = room.documents()
    assert sorted(document["title"] for document in documents) == sorted(title for title, _ in POSTS.values())
    assert {document["text_from"] for document in documents} == {"feed"}
    assert {document["url"] for document in documents} == {f"{room.web.url}/"}
    assert told_groups(room) == ALL
    assert {document["revision"] for document in documents} == {1}
    if guids:
        assert {room.why(f"guid-{number}")["fate"] for number in POSTS} == {"indexed"}
        assert len({room.why(f"guid-{number}")["id"] for number in POSTS}) == 3


def test_items_without_link_are_articles(room: Newsroom) -> None:
    """An item without link stands at its feed's site with the text that it brought, and what is no item is told."""
    guids = ("urn:post:1", None, "x" * 1_000_000)
    items = [post_item(room, number, None, guid) for number, guid in zip(POSTS, guids, strict=True)]
    show(room, *items, "<item></item>", "<item><guid>only-an-id</guid></item>")
    documents = room.documents()
    assert sorted(document["title"] for document in documents) == sorted(title for title, _ in POSTS.values())
    assert {document["url"] for document in documents} == {f"{room.web.url}/"}
    assert len({document["canonical_url"] for document in documents}) == 3
    assert told_groups(room) == ALL
    assert room.why("urn:post:1")["fate"] == room.why("x" * 1_000_000)["fate"] == "indexed"
    told = room.why("only-an-id")
    assert (told["fate"], told["reason"]) == ("rejected", "no_link")
    (feed,) = room.status()["feeds"]
    assert feed["skipped"] == 2
    assert "no link, no text and no id" in feed["detail"]
    show(room, *items, "<item></item>")
    assert len(room.documents()) == 3
    assert room.web.requests_for("/") == []


def test_one_article_at_many_fragments_is_one(room: Newsroom) -> None:
    """Fragments that count readers or name places of the page, and others above the same text, make no articles."""
    room.web.serve("/a/1", article_page(POSTS["1"][0], f"{text_of('1')}\n{article_text(9)}"))
    at_once = (
        ("#comments", "#Echobox=1732", "#anything"),
        ("", "#xtor=RSS-1", "#utm_source=x", "#:~:text=seven"),
    )
    for fragments in at_once:
        show(room, *(post_item(room, "1", f"/a/1{name}", f"guid{name}") for name in fragments))
    assert {room.why(f"guid{name}")["fate"] for name in (*at_once[0], *at_once[1])} == {"indexed"}
    assert len(room.documents()) == 1
    assert told_groups(room) == ["isis-k"]
    assert room.status()["links"] == 1
    assert room.documents()[0]["url"] == f"{room.web.url}/a/1"


def test_a_retitled_article_stays_one(room: Newsroom) -> None:
    """Another guid, another headline and another teaser over the same page: a revision, and no second article."""
    page = f"{text_of('1')}\n{article_text(9)}"
    for title, number in (("First headline of the report", 1), ("Ministry counts its guards", 2)):
        room.web.serve("/a/1", article_page(title, page))
        more = f"<guid>report-{number}</guid><description>{random_text(number, 15)}</description>"
        show(room, rss_item(f"{room.web.url}/a/1", title, more))
    room.run_pipeline()
    (document,) = room.documents()
    assert (document["title"], document["revision"]) == ("Ministry counts its guards", 2)
    assert told_groups(room) == ["isis-k"]
    assert all_links_counted(room.status())


def test_a_page_that_changes_its_report_gives_one_after_another(room: Newsroom) -> None:
    """A bulletin at one address, each time with another guid, title and text, is an article each time."""
    for number in ("1", "2"):
        text = f"{text_of(number)}\n{random_text(70 + int(number))}"
        room.web.serve("/latest", article_page(POSTS[number][0], text))
        show(room, post_item(room, number, "/latest", f"bulletin-{number}"))
    titles = sorted(document["title"] for document in room.documents())
    assert titles == sorted(POSTS[number][0] for number in ("1", "2"))
    assert told_groups(room) == ["boko-haram", "isis-k"]


def test_a_strangers_items_are_the_pages_parts_or_none(room: Newsroom) -> None:
    """Another's feed makes articles of the parts that the page has, and none of its own texts."""
    room.web.serve("/live", live_page(updates=False))
    stranger = room.web.url.replace("127.0.0.1", "localhost")
    items = [
        rss_item(
            f"{room.web.url}/live#post-{n}", f"False {n}", f"<description>{random_text(50 + n)}</description>"
        )
        for n in (1, 2, 9)
    ]
    room.add_feed("/live.xml", url=f"{stranger}/live.xml")
    show(room, *items)
    told = {url[-1]: room.why(url) for url in (f"{room.web.url}/live#post-{n}" for n in (1, 2, 9))}
    assert [told[n]["fate"] for n in "129"] == ["indexed", "indexed", "rejected"]
    assert told["9"]["reason"] == "no_part"
    assert [document["title"] for document in room.documents()] == [POSTS["1"][0], POSTS["2"][0]]
    assert "False" not in json.dumps(room.documents())  # where the value of a field is `false`
