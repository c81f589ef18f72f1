"""Old news: what is too old for a rule makes no alert and uses none up, in each kind, live and in the back-test."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from article_flow import (
    RULE_KINDS,
    ArticleFlow,
    FlowArticle,
    MakeFlow,
    comparable,
    flow_maker,
    index_batch,
    match_batch,
    rules_of_kinds,
)
from sample_documents import NOON, sample_document
from sqlalchemy import delete

from processors.query.query import EVERYTHING
from wirewatch.config.alerts import DEFAULT_NOT_OLDER, Rule
from wirewatch.inspect.why import explain_link
from wirewatch.ledger.links import HISTORY_BATCH
from wirewatch.ledger.schema import links
from wirewatch.rules.age import MAX_NAMED, is_too_old, too_old_detail
from wirewatch.rules.context import meaning_hash

OLD, NEW, AHEAD = timedelta(days=700), timedelta(hours=2), timedelta(hours=-30)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeFlow:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return flow_maker(tmp_path, monkeypatch)


def rule_of(not_older: timedelta | None = DEFAULT_NOT_OLDER, name: str = "rule") -> Rule:
    """Return a rule that takes articles of an age."""
    return Rule(name, "*", EVERYTHING, ("desk",), not_older=not_older)


@pytest.mark.parametrize(
    ("not_older", "age", "precision", "too_old"),
    [
        (7 * DAY, 7 * DAY, "time", False),
        (7 * DAY, 7 * DAY + SECOND, "time", True),
        (7 * DAY, AHEAD, "time", False),
        (7 * DAY, 7 * DAY + 12 * HOUR, "local", False),
        (7 * DAY, 7 * DAY + 12 * HOUR + SECOND, "local", True),
        (7 * DAY, 8 * DAY + 12 * HOUR, "day", False),
        (7 * DAY, 8 * DAY + 12 * HOUR + SECOND, "day", True),
        (12 * HOUR, 23 * HOUR, "day", False),
        (12 * HOUR, 23 * HOUR, "time", True),
        (7 * DAY, None, None, False),
        (None, OLD, "time", False),
    ],
)
def test_an_article_is_too_old_only_where_that_is_certain(
    not_older: timedelta | None, age: timedelta | None, precision: Any, too_old: bool
) -> None:
    """The age is that at first sight; a day, or a time without a zone, has the doubt for it; no date is new."""
    published = NOON - age if age is not None else None
    document = sample_document(1, published_at=published, published_precision=precision)
    assert is_too_old(rule_of(not_older), document) is too_old


def test_an_article_of_an_earlier_version_has_no_precision() -> None:
    """A document that does not say how exact its time is, nor its day, is judged by its time, and shown with it."""
    document = sample_document(1, published_at=NOON - OLD)
    del document["published_precision"], document["published_day"]
    assert is_too_old(rule_of(), document)
    assert "published 2024-12-20" in too_old_detail(document, [rule_of()])


def test_what_why_says_names_the_rules_and_the_age() -> None:
    """The age is in hours below two days, in days from there on; of many rules the first are named."""
    document = sample_document(1, published_at=NOON - 30 * HOUR)
    told = too_old_detail(document, [rule_of(timedelta(hours=12), "one"), rule_of(timedelta(days=1), "two")])
    assert told.startswith("too old for an alert: published 2026-11-19, 30 hours before it was first seen; ")
    assert told.endswith("rules: one (not_older: 12h), two (not_older: 1d)")
    many = too_old_detail(
        sample_document(1, published_at=NOON - OLD),
        [rule_of(name=f"r{number}") for number in range(MAX_NAMED + 3)],
    )
    assert "700 days before" in many
    assert many.endswith(" and 3 more")


def test_only_old_articles_are_left_out(flow: MakeFlow) -> None:
    """New, undated and early-dated articles alert; what is 700 days old does not, also when it was seen long ago."""
    mixed = flow("each")
    match_batch(
        mixed,
        FlowArticle(1, age=OLD),
        FlowArticle(2, age=NEW),
        FlowArticle(3),
        FlowArticle(4, age=AHEAD),
        FlowArticle(5, age=OLD, seen=timedelta(days=30)),
        FlowArticle(6, age=NEW, seen=timedelta(days=30)),
    )
    assert mixed.alerted_stories() == [2, 3, 4, 6]
    assert mixed.alerts() == mixed.backtest("rule")


def test_any_switches_it_off_and_a_span_is_the_rules_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each rule goes by its own `not_older`: `any` takes all, 30 days more than the usual seven, a day less."""
    ages = {"usual": None, "all": "any", "month": "30d", "day": "1d"}
    rules = [
        {"name": name, "query": "groups:taliban"} | ({"not_older": age} if age else {})
        for name, age in ages.items()
    ]
    flow = ArticleFlow(tmp_path, *rules, patch=monkeypatch)
    match_batch(flow, *(FlowArticle(days, age=timedelta(days=days)) for days in (2, 20, 200)))
    assert {name: flow.alerted_stories(name) for name in ages} == {
        "usual": [2],
        "all": [2, 20, 200],
        "month": [2, 20],
        "day": [],
    }


def test_the_alert_of_a_story_goes_to_its_copy_that_is_new(flow: MakeFlow) -> None:
    """An old article uses up no alert: a copy that is new makes it, in a later batch or in the same, and once."""
    copied = flow("each")
    match_batch(copied, FlowArticle(1, age=OLD), FlowArticle(2, age=OLD))
    match_batch(copied, FlowArticle(3, story=1, site="two", age=NEW))
    match_batch(copied, FlowArticle(4, story=1, site="three", age=NEW))
    match_batch(copied, FlowArticle(5, age=OLD, seen=HOUR), FlowArticle(6, story=5, site="two", age=NEW))
    assert [int(alert.article_id, 16) for alert in copied.alerts()] == [3, 6]
    assert copied.alerts() == copied.backtest("rule")


def live(flow: ArticleFlow, *, with_old: bool) -> None:
    """Let stories of one life come, with or without old articles of all kinds between them."""
    for number in range(1, 40, 4):
        old = [
            FlowArticle(1000 + number, age=OLD, groups=("taliban", "pkk")),
            FlowArticle(2000 + number, story=1000 + number, site="two", age=OLD),
            FlowArticle(3000 + number, age=OLD, site=f"site{number}", groups=("taliban", "haqqani")),
            FlowArticle(4000 + number, age=OLD, revision=2, added=["pkk"]),
        ]
        flow.index_batch(
            FlowArticle(number, age=NEW), FlowArticle(number + 1, story=number, site="two", age=NEW),
            FlowArticle(number + 2, groups=("taliban", "isis", "pkk")[: 1 + number % 3]),
            *(FlowArticle(extra) for extra in range(100 * number, 100 * number + (number // 4 if number < 37 else 40))),
            FlowArticle(100 * number + 99, revision=2, added=["pkk"]),
            *(old if with_old else ()),
        )  # fmt: skip
        flow.match_and_watch()
        flow.advance_clock(minutes=30)
    for number in range(5000, 5008):
        if with_old:
            flow.index_batch(FlowArticle(number, age=OLD))
        flow.match_and_watch()
        flow.advance_clock(minutes=31)


def test_old_articles_change_nothing_of_any_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With old articles in between, each kind tells just what it tells without: they count, end and teach nothing."""
    told = {}
    for with_old in (False, True):
        with monkeypatch.context() as patch:
            flow = ArticleFlow(tmp_path / str(with_old), *rules_of_kinds(), patch=patch)
            flow.match_and_watch()
            live(flow, with_old=with_old)
            told[with_old] = {name: [comparable(one) for one in flow.alerts(name)] for name in RULE_KINDS}
            if with_old:
                for name in RULE_KINDS:
                    assert told[True][name] == [comparable(one) for one in flow.backtest(name)], name
    assert all(told[False].values())
    assert told[True] == told[False]


@pytest.mark.parametrize("kind", ["new", "spike"])
def test_a_rule_that_begins_late_learns_nothing_of_what_is_too_old(flow: MakeFlow, kind: str) -> None:
    """The baseline that is read from the index leaves old articles out, as live matching did."""
    whens: dict[str, Any] = {
        "new": {"new": "groups"},
        "spike": {"spike": 3, "baseline": "4h", "within": "1h"},
    }
    late = flow("each")
    match_batch(late, FlowArticle(1), hours=1)
    for number in range(10, 50, 10):
        old = (FlowArticle(number + n, age=OLD, groups=("taliban", "pkk")) for n in range(9))
        match_batch(late, *old, hours=1)
    late.restart({"name": "begun", "query": "groups:taliban", "when": whens[kind]})
    match_batch(late, FlowArticle(100), hours=1)
    match_batch(late, *(FlowArticle(200 + n, groups=("taliban", "pkk")) for n in range(6)))
    assert len(late.alerts("begun")) == 1


def test_history_of_any_age_is_known(flow: MakeFlow) -> None:
    """What `backfill` took in teaches a rule for what is new the values of its articles, however old these are."""
    begun = flow({"new": "groups"})
    history = sample_document(
        1, batch=HISTORY_BATCH, groups=("taliban", "isis"), published_at=NOON - OLD, story_id=f"{1:064x}"
    )
    assert not begun.project.writable_store.write([history])
    match_batch(begun, FlowArticle(2, groups=("taliban", "isis")), FlowArticle(3, groups=("taliban", "pkk")))
    assert [alert.named for alert in begun.alerts()] == [("pkk",)]


def test_outlets_are_those_that_carry_it_now(flow: MakeFlow) -> None:
    """An outlet whose copy is too old is none of those that a rule counts, whether it comes first or last."""
    carried = flow({"outlets": 3})
    match_batch(carried, FlowArticle(1, site="one", age=OLD), FlowArticle(2, story=1, site="two", age=NEW))
    match_batch(carried, FlowArticle(3, story=1, site="three", age=NEW))
    match_batch(carried, FlowArticle(4, story=1, site="four", age=OLD))
    assert carried.alerts() == []
    match_batch(carried, FlowArticle(5, story=1, site="five", age=NEW))
    (alert,) = carried.alerts()
    assert (int(alert.article_id, 16), alert.number, alert.outlets) == (5, 3, 3)
    assert carried.alerts() == carried.backtest("rule")


def test_an_article_that_was_new_when_it_was_seen_alerts_when_it_is_changed(flow: MakeFlow) -> None:
    """A revision counts by the age at first sight: news that was changed a month later is told of, old news is not."""
    changed = flow({"revision": "added"})
    month = timedelta(days=30)
    match_batch(
        changed,
        FlowArticle(1, revision=2, added=["isis"], seen=month, age=NEW),
        FlowArticle(2, revision=2, added=["isis"], seen=HOUR, age=month),
    )
    assert changed.alerted_stories() == [1]


def test_an_edit_of_the_age_begins_anew(flow: MakeFlow) -> None:
    """With `any` a rule has also learnt from the old articles that it passed over, and repeats nothing."""
    rule = {"name": "rule", "query": "groups:taliban", "when": {"new": "groups"}}
    edited = flow({"new": "groups"})
    match_batch(edited, FlowArticle(1, groups=("taliban", "isis")))
    match_batch(edited, FlowArticle(2, age=OLD, groups=("taliban", "pkk")))
    edited.restart(rule | {"not_older": "any"})
    match_batch(edited, FlowArticle(3, groups=("taliban", "isis", "pkk")))
    match_batch(edited, FlowArticle(4, age=OLD, groups=("taliban", "haqqani")))
    assert [alert.named for alert in edited.alerts()] == [("isis",), ("haqqani",)]


def test_the_usual_age_is_the_same_rule_as_before_there_were_ages() -> None:
    """A rule's memory goes on where it says nothing, or the usual age; it is another with any other age."""
    assert meaning_hash(rule_of()) == meaning_hash(rule_of(timedelta(weeks=1)))
    assert len({meaning_hash(rule_of(age)) for age in (7 * DAY, 8 * DAY, None)}) == 3
    before_ages = "2adc5341f0074f448cb571be33b559d2aa2c916ee6e322b1a02b69bddc4b9e08"
    assert meaning_hash(rule_of()) == before_ages


def test_an_article_whose_link_was_forgotten_stops_no_batch(flow: MakeFlow) -> None:
    """Old articles are noted in their links' histories; where a link is gone, the batch is matched nevertheless."""
    forgetful = flow("each")
    index_batch(
        forgetful.project,
        "b1",
        [FlowArticle(1, age=OLD), FlowArticle(2, age=OLD), FlowArticle(3)],
        forgetful.now,
    )
    with forgetful.project.ledger.begin() as tx:
        tx.execute(delete(links).where(links.c.id == f"{1:064x}"))
    forgetful.match_and_watch()
    assert forgetful.alerted_stories() == [3]
    assert [
        (step["stage"], step["outcome"])
        for step in explain_link(forgetful.project.ledger, "https://news.example/2")["steps"]
    ] == [("match", "too_old")]
