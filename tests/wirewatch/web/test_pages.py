"""The desk's pages on a project that has been read, asked as a browser does, without one."""

import re
from collections.abc import Iterator

import feedparser
import pytest
from newsroom import Newsroom
from starlette.testclient import TestClient

from wirewatch.web import operating
from wirewatch.web.app import make_app

PAGES = [
    "/",
    "/?show=events&since=3650d",
    "/?since=3650d&sort=carried",
    "/search",
    "/search?q=report",
    "/group/taliban",
    "/alerts",
    "/sources",
    "/why",
]


@pytest.fixture
def desk(newsroom: Newsroom) -> Iterator[TestClient]:
    """Give a client of the desk of the newsroom's project."""
    with newsroom.project() as project:
        yield TestClient(make_app(project), base_url="http://127.0.0.1")


def story_of(desk: TestClient, title: str) -> str:
    """Return the address of the story with this headline."""
    hits = desk.get("/api/search", params={"q": "*"}).json()["hits"]
    return next(f"/story/{hit['story_id']}" for hit in hits if hit["title"].startswith(title))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_and_lets_the_browser_take_nothing_from_elsewhere(
    desk: TestClient, page: str
) -> None:
    """Each page is there, is told by its heading, and forbids whatever is not ours."""
    answer = desk.get(page)
    assert answer.status_code == 200
    assert 'id="main"' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<(script|style)[^>]*>[^<]", answer.text)
    assert not re.search(r'(src|href)="//|src="http| style=| on[a-z]+="', answer.text)


def test_today_shows_each_story_once_with_its_outlets(desk: TestClient) -> None:
    """Two outlets carry one of the stories: it stands there once, and names both."""
    page = desk.get("/", params={"since": "3650d"}).text
    assert page.count('<li class="story') == 4
    assert "2 outlets: <bdi>One, Two</bdi>" in page or "2 outlets: <bdi>Two, One</bdi>" in page


def test_what_has_come_since_the_last_visit_is_new(desk: TestClient) -> None:
    """A browser that was never here has no new stories; one that was here long ago has all of them."""
    assert "badge" not in desk.get("/").text
    desk.cookies.clear()
    assert "badge" in desk.get("/", headers={"cookie": "desk_seen=2020-01-01T00:00:00Z"}).text
    assert "badge" not in desk.get("/").text


def test_a_story_shows_its_groups_in_the_text_and_what_each_copy_changed(desk: TestClient) -> None:
    """Mentions are links to their groups, the copy has its outlet, and the alert its channel."""
    page = desk.get(story_of(desk, "Report 1")).text
    assert re.search(r'<a class="mention[^>]*href="/group/taliban"[^>]*>Taliban</a>', page)
    assert "Carried by 2 outlets" in page
    assert "the same sentences" in page
    assert "<td>desk</td><td>sent</td>" in page


def test_a_narrowed_search_finds_what_its_facet_counts(desk: TestClient) -> None:
    """What the facet says of a value is what a click on it finds."""
    facets = desk.get("/api/search", params={"q": "*"}).json()["facets"]
    for field in ("groups", "source.id"):
        for value, number in facets[field].items():
            found = desk.get("/api/timeline", params={"q": "*", field: value}).json()
            assert sum(step["articles"] for step in found) == number


def test_a_search_of_blanks_asks_for_nothing(desk: TestClient) -> None:
    """It is as good as none: the page of search is shown, and not all there is."""
    assert desk.get("/search", params={"q": " \t"}).text.count('class="story') == 0
    assert desk.get("/search", params={"q": "*"}).text.count('class="story') > 0


def test_a_wrong_query_stays_in_its_field_with_its_mend(desk: TestClient) -> None:
    """Who mistypes sees what is wrong, as a page and as values, and can go on from there."""
    answer = desk.get("/search", params={"q": "title:(kabul"})
    assert answer.status_code == 400
    assert 'value="title:(kabul"' in answer.text
    assert 'role="alert"' in answer.text
    told = desk.get("/api/search", params={"q": "nofield:x"})
    assert told.status_code == 400
    assert "nofield" in told.json()["message"]


def test_a_search_that_finds_nothing_says_which_word_no_article_has(desk: TestClient) -> None:
    """Who mistypes a word in the right language sees which it was, and how to find words like it."""
    assert "helmend~1 finds words" in desk.get("/search", params={"q": "helmend AND taliban"}).text
    assert "finds words" not in desk.get("/search", params={"q": "helmand"}).text


@pytest.mark.parametrize(
    "address",
    [
        "/?since=yesterday-ish",
        "/?size=0",
        "/search?q=x&size=1e9",
        "/group/nobody",
        "/?sort=odd",
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(desk: TestClient, address: str) -> None:
    """A wrong address is the reader's, and no fault of the server's."""
    answer = desk.get(address)
    assert answer.status_code == 400
    assert 'class="mistake"' in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/search.json?q=title:(kabul",
        "/search.atom?q=nofield:x",
        "/search.json?q=x&size=0",
        "/chart.svg?by=year",
        "/api/stories?since=never-ever",
    ],
)
def test_what_a_program_cannot_ask_is_told_as_json(desk: TestClient, address: str) -> None:
    """A program that asks something wrong reads what is wrong from JSON, whatever the right answer would have been."""
    answer = desk.get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["message"]


def test_an_address_that_is_none_is_told_in_the_form_of_its_kind(desk: TestClient) -> None:
    """A program that mistypes an address gets JSON; a reader gets a page that leads on."""
    for method, address, status in (("GET", "/api/nothing", 404), ("POST", "/search.json", 405)):
        answer = desk.request(method, address)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
        assert answer.json()["message"]
    assert 'id="main"' in desk.get("/nothing").text


@pytest.mark.parametrize("address", ["/story/" + "0" * 64, "/why?link=https://nowhere.example/x", "/nothing"])
def test_what_there_is_not_is_not_found(desk: TestClient, address: str) -> None:
    """An unknown story, link or page is 404."""
    assert desk.get(address).status_code == 404


def test_a_page_of_another_name_is_refused(desk: TestClient) -> None:
    """A web site whose name was pointed at this machine cannot read the desk through a reader's browser."""
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 400


def test_two_groups_stand_side_by_side(desk: TestClient) -> None:
    """The second group is beside the first, and both are in the chart."""
    page = desk.get("/group/taliban", params={"with": "haqqani-network", "since": "3650d"}).text
    assert "group=taliban&amp;group=haqqani-network" in page
    chart = desk.get("/chart.svg", params=[("group", "taliban"), ("group", "haqqani-network")])
    assert chart.headers["content-type"] == "image/svg+xml"
    assert "haqqani-network" in chart.text
    assert "<script" not in chart.text


def test_a_search_can_be_followed_as_atom_and_as_json_feed(desk: TestClient) -> None:
    """Both feeds have the stories that the search finds, each with its outlet's address."""
    hits = desk.get("/api/search", params={"q": "report"}).json()["hits"]
    parsed = feedparser.parse(desk.get("/search.atom", params={"q": "report"}).content)
    assert not parsed.bozo
    followed = desk.get("/search.json", params={"q": "report"}).json()["items"]
    wanted = {hit["url"] for hit in hits}
    assert {entry.link for entry in parsed.entries} == {item["url"] for item in followed} == wanted


def test_the_api_describes_every_address_that_it_has(desk: TestClient) -> None:
    """What /api/openapi.json lists is there, and takes the parameters that stand there."""
    values = {
        "q": "*",
        "link": "http://x.example/",
        "since": "7d",
        "until": "1d",
        "sort": "newest",
        "size": "5",
    }
    values |= {"show": "stories", "groups": "taliban", "language": "en", "by": "day", "at": "1"}
    values |= {"source.country": "GB", "source.id": "one"}
    for path, methods in desk.get("/api/openapi.json").json()["paths"].items():
        address = path.replace("{story_id}", story_of(desk, "Report 1").rpartition("/")[2])
        told = {
            one["name"]: values[one["name"]] for one in methods["get"]["parameters"] if one["in"] == "query"
        }
        assert desk.get(address, params=told).status_code in (200, 404), path


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("/search?q=report&group=taliban", "did you mean &#39;groups&#39;?"),
        ("/search?q=report&country=GB", "did you mean &#39;source.country&#39;?"),
        ("/?sicne=7d", "did you mean &#39;since&#39;?"),
        ("/why?url=x", "it takes link"),
        ("/alerts?rule=taliban", "it takes none"),
    ],
)
def test_a_page_tells_of_a_parameter_that_it_passes_over(desk: TestClient, address: str, mend: str) -> None:
    """Who asks a page by a name that it does not know sees that, and the name that was meant."""
    answer = desk.get(address)
    assert answer.status_code == 200
    assert "has no parameter" in answer.text
    assert mend in answer.text


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("/api/search?q=report&group=nope", "did you mean 'groups'?"),
        ("/api/timeline?q=report&bye=hour", "did you mean 'by'?"),
        ("/api/groups?q=x", "leave it out: it takes none"),
        ("/search.json?query=report", "it takes "),
        ("/chart.svg?lang=en", "did you mean 'language'?"),
    ],
)
def test_a_program_is_refused_a_parameter_that_there_is_not(
    desk: TestClient, address: str, mend: str
) -> None:
    """What a program narrows by under a wrong name is not answered as if it had not asked for it."""
    answer = desk.get(address)
    assert answer.status_code == 400
    assert answer.json()["mend"].startswith(mend)


def test_a_report_is_not_made_of_a_question_that_is_passed_over(desk: TestClient) -> None:
    """A file that is kept and sent on cannot say later that it was narrowed by nothing."""
    assert desk.get("/report.csv", params={"q": "report", "group": "taliban"}).status_code == 400


def test_metrics_tell_what_status_tells(desk: TestClient, newsroom: Newsroom) -> None:
    """Prometheus reads the same counts."""
    status = newsroom.status()
    lines = desk.get("/metrics").text
    assert f'wirewatch_links{{fate="indexed",reason=""}} {status["fates"]["indexed"]}.0' in lines
    assert f'wirewatch_deliveries{{state="sent"}} {status["alerts"]["sent"]}.0' in lines
    assert "wirewatch_index_up 1.0" in lines


def test_metrics_tell_how_the_news_flow(desk: TestClient) -> None:
    """Nothing waits after a run; the steps of its links, how long they took, and how late news and alerts were."""
    lines = desk.get("/metrics").text
    for stage in ("poll", "fetch", "process", "index", "match", "deliver"):
        assert f'wirewatch_queue_due{{stage="{stage}"}} 0.0' in lines
        assert f'wirewatch_queue_oldest_seconds{{stage="{stage}"}}' in lines
    assert re.search(r'wirewatch_steps_total\{outcome="indexed",reason="",stage="index"\} [1-9]', lines)
    for stage in ("fetch", "process", "index"):
        assert re.search(rf'wirewatch_step_seconds_bucket\{{le="\+Inf",stage="{stage}"\}} [1-9]', lines)
    for way in ("publication_to_sight", "sight_to_alert"):
        assert re.search(rf'wirewatch_delay_seconds\{{quantile="0.5",way="{way}"\}} \d', lines)


def test_why_tells_for_each_rule_what_it_made_of_an_article(newsroom: Newsroom, desk: TestClient) -> None:
    """The clause that failed, the story that was told already, and the alert that was made."""
    outcomes = {
        path: newsroom.run_command("why", f"{newsroom.web.url}{path}", "--rules", "--json").json["rules"]
        for path in ("/a/1", "/a/2", "/a/3", "/a/4", "/a/copy")
    }
    assert [one["outcome"] for one in outcomes["/a/2"]] == ["alerted"]
    assert outcomes["/a/4"][0]["outcome"] == "no_match"
    assert "groups:taliban" in outcomes["/a/4"][0]["detail"]
    pair = {outcomes[path][0]["outcome"] for path in ("/a/1", "/a/copy")}
    assert pair == {"alerted", "copy"}
    page = desk.get("/why", params={"link": f"{newsroom.web.url}/a/4"}).text
    assert "no match" in page
    assert f'name="link" value="{newsroom.web.url}/a/4"' in page, "to ask again, or for one like it"
    assert 'name="link" value=""' in (empty := desk.get("/why").text)
    assert "No feed has shown it" not in empty


def test_a_search_can_be_kept_as_a_file(desk: TestClient) -> None:
    """The page leads to its report as HTML, table and values; another kind, or a wrong query, is told."""
    page = desk.get("/search", params={"q": "report", "groups": "taliban"}).text
    for kind in ("html", "csv", "json"):
        link = re.search(rf'href="(/report\.{kind}[^"]*)"', page)
        assert link
        answer = desk.get(link[1].replace("&amp;", "&"))
        assert answer.headers["content-disposition"].endswith(f'.{kind}"')
        assert "Report 1" in answer.text
    for address in ("/report.doc?q=report", "/report.csv?q=title:("):
        assert desk.get(address).status_code == 400


def test_feeds_stand_on_pages_the_ailing_ones_first(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page holds so many and leads to the next; a part of a name or address finds a feed; a wrong page is told."""
    feeds = [
        {"url": f"https://{n}.example/rss", "title": f"Paper {n}" if n else None, "health": "ok"}
        for n in range(250)
    ]
    feeds[240] |= {"health": "failing"}
    shown, pages = operating.feeds_of_page(feeds, 1, "")
    assert (len(shown), pages, shown[0]["url"]) == (100, 3, "https://240.example/rss")
    assert len(operating.feeds_of_page(feeds, 3, "")[0]) == 50
    assert operating.feeds_of_page(feeds, 1, "PAPER 17")[0][0]["url"] == "https://17.example/rss"
    assert operating.feeds_of_page(feeds, 1, "none such") == ([], 0)

    monkeypatch.setattr(operating, "FEEDS_A_PAGE", 1)
    first = desk.get("/sources").text
    urls = [feed["url"] for feed in desk.get("/api/status").json()["feeds"]]
    assert sum(f"<small>{url}</small>" in first for url in urls) == 1 < len(urls)
    assert f"Page 1 of {len(urls)}" in first
    assert 'rel="next" href="?feed=&amp;page=2#feeds"' in first
    assert 'rel="prev"' in desk.get("/sources", params={"page": "2"}).text
    found = desk.get("/sources", params={"feed": urls[-1]}).text
    assert f"<small>{urls[-1]}</small>" in found
    assert "Page 1" not in found
    assert "No feed of this name" in desk.get("/sources", params={"feed": "nobody's"}).text
    assert desk.get("/sources", params={"page": "0"}).status_code == 400


def test_counts_fit_their_words(fresh_newsroom: Newsroom) -> None:
    """The page of a group that one article names counts one article and one story."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    with fresh_newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        page = desk.get("/group/taliban?since=3650d").text
        assert "1 article, 1 story since" in page
        assert "Carried by 1 outlet<" in desk.get(story_of(desk, "Report 1")).text
