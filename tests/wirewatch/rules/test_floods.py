"""Floods: of a source's variants a rule tells once, holds the rest where people can see it, and loses nothing."""

from pathlib import Path

import pytest
from article_flow import ArticleFlow, FlowArticle, MakeFlow, comparable, flow_maker, match_batch
from newsroom import article_text
from sqlalchemy import select

from wirewatch.housekeeping import tidy
from wirewatch.inspect.status import project_status
from wirewatch.inspect.why import explain_link
from wirewatch.ledger.late_judgement import mark_doubtful
from wirewatch.ledger.schema import floods, variants

TEMPLATE = (
    "Armed taliban stormed Qala{0} before dawn and seized {0} guards, officials warned after an emergency meeting in "
    "Shar{0}. Residents were fleeing along crowded roads while shops stayed shut and phones fell silent."
)

APART = 16**40
"""Between numbers of articles whose ids differ where an alert's mark has them."""


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeFlow:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return flow_maker(tmp_path, monkeypatch)


def variant(number: int, site: str = "spam", story: int | None = None) -> FlowArticle:
    """Return an article that was made by filling a template, a story of its own."""
    return FlowArticle(number, story, site, text=TEMPLATE.format(story or number), language="en")


def report(number: int, site: str = "spam") -> FlowArticle:
    """Return an article that is like no other."""
    return FlowArticle(number, site=site, text=article_text(number), language="en")


def test_a_thousand_variants_are_told_once(flow: MakeFlow) -> None:
    """Of a thousand in a minute one alert tells; the rest is held, counted, and explained, and search has all."""
    spam = flow("each")
    for first in (1, 501):
        match_batch(spam, *(variant(number) for number in range(first, first + 500)), seconds=20)
    (alert,) = spam.alerts()
    assert (alert.kind, alert.number, alert.window) == ("flood", 500, "1h")
    assert alert.happened == "flood: 500 alike articles of spam.example within 1h; no more of them are told"
    (told,) = project_status(spam.project)["floods"]
    assert (told["source"], told["rule"], told["held"]) == ("spam.example", "rule", 999)
    (step,) = explain_link(spam.project.ledger, "https://news.example/700")["steps"]
    assert (step["stage"], step["outcome"]) == ("match", "held")
    assert step["detail"] == (
        "held back as a flood: one of the alike articles that spam.example published within 1h, which were told once; "
        "rules: rule"
    )
    assert (
        explain_link(spam.project.ledger, f"https://news.example/{int(alert.article_id, 16)}")["steps"] == []
    )
    assert sum(1 for _ in spam.project.store.scan()) == 1000
    assert list(map(comparable, spam.backtest("rule"))) == list(map(comparable, spam.alerts()))


def test_what_trickles_in_is_a_flood_from_the_tenth_on(flow: MakeFlow) -> None:
    """Nine are told one by one, the tenth tells of the flood, and an hour after the last it is over."""
    slow = flow("each")
    for number in range(1, 15):
        match_batch(slow, variant(number))
    assert [alert.kind for alert in slow.alerts()] == ["each"] * 9 + ["flood"]
    slow.restart()
    match_batch(slow, variant(15), minutes=61)
    assert len(slow.alerts()) == 10
    match_batch(slow, variant(16))
    assert slow.alerted_stories()[10:] == [16]
    assert list(map(comparable, slow.backtest("rule"))) == list(map(comparable, slow.alerts()))


def test_a_busy_newsroom_is_no_flood(flow: MakeFlow) -> None:
    """Sixty reports of an hour are told one by one, and so is what is no variant amid a flood of the same source."""
    busy = flow("each")
    match_batch(busy, *(report(number) for number in range(1, 61)))
    assert busy.alerted_stories() == list(range(1, 61))
    match_batch(busy, *(variant(number) for number in range(100, 120)), report(61))
    assert sorted(busy.alerted_stories())[60:] == [61, 100]


def test_a_copy_of_what_is_held_is_told_where_another_source_has_it(flow: MakeFlow) -> None:
    """A source holds back its own alone: another's copy of one of its variants makes the story's alert."""
    copied = flow("each")
    match_batch(copied, *(variant(number) for number in range(1, 21)), variant(30, "other", story=7))
    assert copied.alerted_stories() == [1, 7]
    match_batch(copied, variant(31, "other", story=8))
    assert copied.alerted_stories() == [1, 7, 8]


def test_a_flood_tips_no_count(flow: MakeFlow) -> None:
    """What is held is not counted: two more stories are no three."""
    counted = flow({"count": 3, "within": "1h"})
    match_batch(counted, *(variant(number) for number in range(1, 21)), report(30, "a"), report(31, "b"))
    assert [alert.kind for alert in counted.alerts()] == ["flood"]
    match_batch(counted, report(32, "c"))
    assert [alert.kind for alert in counted.alerts()] == ["flood", "count"]


def test_flood_any_tells_of_each(flow: MakeFlow) -> None:
    """A rule may want every report of a template, and another less than ten."""
    each = flow("each", flood="any")
    match_batch(each, *(variant(number) for number in range(1, 21)))
    assert each.alerted_stories() == list(range(1, 21))
    each.restart({"name": "few", "query": "groups:taliban", "flood": 3})
    match_batch(each, *(variant(number) for number in range(21, 25)))
    assert [alert.kind for alert in each.alerts("few")] == ["flood"]


def test_a_value_that_is_held_stays_new(flow: MakeFlow) -> None:
    """What a flood names for the first time is told of again where another source names it."""
    new = flow({"new": "groups"})
    match_batch(new, *(variant(number)._replace(groups=("isis", "taliban")) for number in range(1, 21)))
    match_batch(new, report(51, "b")._replace(groups=("isis", "taliban")))
    assert [(alert.kind, alert.named) for alert in new.alerts()] == [("flood", ()), ("new", ("isis",))]


def test_each_rule_holds_for_itself(flow: MakeFlow) -> None:
    """Every rule tells of the flood, and a day later neither `status` nor the ledger knows of it."""
    two = flow("each")
    two.restart({"name": "rule", "query": "groups:taliban"}, {"name": "second", "query": "residents"})
    match_batch(two, *(variant(number) for number in range(1, 13)))
    assert [(alert.rule, alert.kind) for alert in two.alerts()] == [("rule", "flood"), ("second", "flood")]
    (told, _) = project_status(two.project)["floods"]
    assert told["held"] == 11
    assert explain_link(two.project.ledger, "https://news.example/9")["steps"][0]["detail"].endswith(
        "; rules: rule, second"
    )
    two.advance_clock(days=2)
    assert project_status(two.project)["floods"] == []
    tidy(two.project)
    with two.project.ledger.read() as tx:
        assert [tx.execute(select(table)).all() for table in (variants, floods)] == [[], []]


def doubt(flow: ArticleFlow, *numbers: int) -> None:
    """Index a batch of copies in doubt of the first article's story, and match it."""
    flow.index_batch(*(variant(number * APART, story=1) for number in numbers))
    with flow.project.ledger.begin() as tx:
        for number in numbers:
            mark_doubtful(tx, f"{number * APART:064x}", "it begins otherwise", flow.now)
    flow.match_and_watch()


def test_copies_in_doubt_are_variants_as_well(flow: MakeFlow) -> None:
    """A source's variants that joined a story in doubt are held like others; their flood is told beside the story."""
    doubted = flow("each")
    match_batch(doubted, report(1))
    doubt(doubted, *range(2, 32))
    doubt(doubted, *range(32, 40))
    assert [(alert.kind, int(alert.article_id, 16)) for alert in doubted.alerts()] == [
        ("each", 1),
        ("flood", 2 * APART),
    ]
    (told,) = project_status(doubted.project)["floods"]
    assert told["held"] == 37


def test_few_copies_in_doubt_are_told(flow: MakeFlow) -> None:
    """Fewer than make a flood are told one by one, each beside its story and once."""
    doubted = flow("each")
    match_batch(doubted, report(1))
    doubt(doubted, 2, 3, 4)
    doubted.match_and_watch()
    assert [int(alert.article_id, 16) // APART for alert in doubted.alerts()] == [0, 2, 3, 4]
