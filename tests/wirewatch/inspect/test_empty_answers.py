"""An empty answer says what to try, in the terminal and on the desk alike."""

from collections.abc import Iterator, Sequence

import pytest
from newsroom import Newsroom
from sample_documents import sample_document
from sample_stories import GROUPS
from starlette.testclient import TestClient

from wirewatch.inspect.empty_answers import explain_empty
from wirewatch.inspect.search import read_query
from wirewatch.project import Project
from wirewatch.web.app import make_app

TEXTS = ("Bombs fell on a market in Kabul.", "A market in Herat has opened.", "喀布尔清真寺发生自杀式爆炸。")


@pytest.fixture
def project(fresh_newsroom: Newsroom) -> Iterator[Project]:
    """Give a project with three articles; its catalogue has two groups."""
    fresh_newsroom.write_groups(GROUPS)
    fresh_newsroom.publish("/one.xml")
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        documents = [sample_document(number, text) for number, text in enumerate(TEXTS)]
        assert project.store.write(documents) == []
        yield project


@pytest.mark.parametrize(
    ("query", "narrowed", "told"),
    [
        (
            "kabul AND herat",
            [],
            "no article has all of it; without kabul it finds 1 article, without herat it finds 1 article",
        ),
        (
            "herat AND NOT market",
            [],
            "no article has all of it; without herat it finds 1 article, without NOT market it finds 1 article",
        ),
        (
            '"bombs market"',
            [],
            'no article has "bombs market" in one piece; "bombs market"~5 finds 1 article',
        ),
        ("清真寺爆炸", [], 'no article has 清真寺爆炸 in one piece; "清真寺爆炸"~5 finds 1 article'),
        (
            '"herat kabul"',
            [],
            'no article has "herat kabul" in one piece; herat AND kabul finds its words anywhere',
        ),
        (
            '"(herat) / AND kabul"',
            [],
            'no article has "(herat) / AND kabul" in one piece; "(herat)" AND "AND" AND kabul finds its words anywhere',
        ),
        (
            "kabul AND herat AND kabul",
            [],
            "no article has all of it; without kabul it finds 1 article, without herat it finds 1 article",
        ),
        ("arke", [], "no article has the word 'arke'; *arke* finds it within longer words"),
        ("qqq", [], "no article has the word 'qqq'; try another form of it, or another name"),
        (
            "market",
            ["--since 1d", "--source one"],
            "nothing is left with --since 1d and --source one; alone the query finds 2 articles",
        ),
        ("groups:Taliban", [], "groups.yaml has no group 'Taliban'; did you mean 'taliban'?"),
        ("language:english", [], "no language 'english' in feeds.yaml or in the index; did you mean 'en'?"),
    ],
)
def test_an_empty_answer_says_what_to_try(
    project: Project, query: str, narrowed: Sequence[str], told: str
) -> None:
    """A value that nothing knows, a span of time, a part that keeps all out, or words that stand elsewhere."""
    asked = read_query(query, project.branches)
    [one] = explain_empty(project, asked, project.feeds, narrowed)
    assert f"{one.message}; {one.mend}" == told


def test_the_desk_says_what_the_terminal_says(project: Project) -> None:
    """On the page of an empty search stands what to try, whatever was wrong with it."""
    desk = TestClient(make_app(project), base_url="http://127.0.0.1")
    for asked, told in (
        ({"q": "herat AND NOT market"}, "without NOT market it finds 1 article"),
        ({"q": "groups:talibn"}, "did you mean &#39;taliban&#39;?"),
        ({"q": "market", "since": "2027-01-01"}, "nothing is left with since 2027-01-01"),
    ):
        assert told in desk.get("/search", params=asked).text, asked
