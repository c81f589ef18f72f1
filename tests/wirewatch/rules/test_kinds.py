"""The kinds of rules: what each tells of, what it remembers, and that the back-test gives what live matching gave."""

from datetime import timedelta
from pathlib import Path

import pytest
from article_flow import FlowArticle, MakeFlow, flow_maker, match_batch
from sample_documents import NOON


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeFlow:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return flow_maker(tmp_path, monkeypatch)


def test_count_tells_of_the_story_that_tips_it_and_begins_anew(flow: MakeFlow) -> None:
    """Of a steady flow every third story within the hour alerts, with its number and window."""
    steady = flow({"count": 3, "within": "1h"})
    for number in range(1, 8):
        match_batch(steady, FlowArticle(number))
    assert steady.alerted_stories() == [3, 6]
    assert [(one.kind, one.number, one.window, one.happened) for one in steady.alerts()] == [
        ("count", 3, "1h", "3 stories within 1h")
    ] * 2


def test_count_of_one_batch_tells_once_of_all_its_stories(flow: MakeFlow) -> None:
    """Seven stories of one batch are one alert of seven, not two of three; then the count begins anew."""
    crowd = flow({"count": 3, "within": "1h"})
    match_batch(crowd, *(FlowArticle(number) for number in range(1, 8)))
    match_batch(crowd, FlowArticle(8), FlowArticle(9))
    assert crowd.alerted_stories() == [3]
    match_batch(crowd, FlowArticle(10), FlowArticle(11))
    assert crowd.alerted_stories() == [3, 10]
    assert [one.happened for one in crowd.alerts()] == ["7 stories within 1h", "4 stories within 1h"]
    assert crowd.alerts() == crowd.backtest("rule")


def test_count_of_what_is_too_far_apart_never_tips(flow: MakeFlow) -> None:
    """Stories that stand just as far apart as the window is long are not within it; a little closer they are."""
    slow = flow({"count": 2, "within": "1h"})
    for number in (1, 2, 3):
        match_batch(slow, FlowArticle(number), hours=1)
    assert slow.alerted_stories() == []
    slow.advance_clock(seconds=-1)
    match_batch(slow, FlowArticle(4))
    assert slow.alerted_stories() == [4]


def test_copies_do_not_count_twice(flow: MakeFlow) -> None:
    """A story counts once, when its first article comes, however many copies follow in whichever batch."""
    copied = flow({"count": 3, "within": "1h"})
    match_batch(copied, FlowArticle(1), FlowArticle(2, story=1, site="two"))
    match_batch(copied, FlowArticle(3, story=1, site="three"))
    match_batch(copied, FlowArticle(4))
    assert copied.alerted_stories() == []
    match_batch(copied, FlowArticle(5))
    assert copied.alerted_stories() == [5]


def test_late_articles_count_when_they_are_indexed(flow: MakeFlow) -> None:
    """A thousand articles that were seen a month before and come at once count as one crowd, each story once."""
    late = flow({"count": 100, "within": "1h"})
    for first in (0, 500):
        late.index_batch(
            *(
                FlowArticle(number, seen=timedelta(days=30, minutes=number))
                for number in range(first + 1, first + 501)
            )
        )
    late.match_and_watch()
    assert [one.number for one in late.alerts()] == [500, 500]
    assert late.alerts() == late.backtest("rule")


def test_a_clock_that_is_set_back_loses_no_count(flow: MakeFlow) -> None:
    """Stories from half an hour in the future still count, and what a wrong year left behind does not."""
    jumpy = flow({"count": 3, "within": "1h"})
    match_batch(jumpy, FlowArticle(1), FlowArticle(2), minutes=-30)
    match_batch(jumpy, FlowArticle(3))
    assert jumpy.alerted_stories() == [3]
    jumpy.advance_clock(days=365)
    match_batch(jumpy, FlowArticle(4), FlowArticle(5), days=-365)
    match_batch(jumpy, FlowArticle(6))
    assert jumpy.alerted_stories() == [3]
    assert jumpy.alerts() == jumpy.backtest("rule")


def test_outlets_tells_at_the_third_owner_also_by_a_copy_that_does_not_match(flow: MakeFlow) -> None:
    """A story is told of once, when the last owner wanted carries it, by the copy that tipped it if need be."""
    carried = flow({"outlets": 3}, query="groups:taliban AND source.id:one")
    match_batch(carried, FlowArticle(1), FlowArticle(2, story=1))
    match_batch(carried, FlowArticle(3, story=1, site="two"))
    assert carried.alerts() == []
    match_batch(carried, FlowArticle(4, story=1, site="three"), FlowArticle(5, site="three"))
    (alert,) = carried.alerts()
    assert (alert.story_id, alert.article_id[-1], alert.number, alert.outlets) == (f"{1:064x}", "4", 3, 3)
    match_batch(carried, FlowArticle(6, story=1, site="four"))
    assert len(carried.alerts()) == 1


def test_outlets_that_come_before_the_match_count(flow: MakeFlow) -> None:
    """Two copies that the query does not find and then one that it finds make three outlets."""
    carried = flow({"outlets": 3}, query="source.id:three")
    match_batch(carried, FlowArticle(1), FlowArticle(2, story=1, site="two"))
    match_batch(carried, FlowArticle(3, story=1, site="three"))
    assert carried.alerted_stories() == [1]


def test_new_tells_of_a_value_once(flow: MakeFlow) -> None:
    """What stands in an article for the first time is told, by the first story that has it, and never again."""
    fresh = flow({"new": "groups"}, query="report")
    match_batch(fresh, FlowArticle(1))
    match_batch(
        fresh, FlowArticle(2), FlowArticle(3, groups=("taliban", "isis")), FlowArticle(4, groups=("isis",))
    )
    match_batch(fresh, FlowArticle(5, groups=("isis",)))
    assert [(one.story_id[-1], one.named) for one in fresh.alerts()] == [
        ("1", ("taliban",)),
        ("3", ("isis",)),
    ]
    assert fresh.alerts()[1].happened == "never seen before in groups: isis"


def test_new_beside_a_group_is_a_new_co_mention(flow: MakeFlow) -> None:
    """A query for one group tells of those that are new beside it, and not of the group itself."""
    beside = flow({"new": "groups"}, query="groups:taliban AND report")
    match_batch(beside, FlowArticle(1), FlowArticle(2, groups=("pkk",)))
    assert beside.alerts() == []
    match_batch(beside, FlowArticle(3, groups=("taliban", "pkk")))
    assert [one.named for one in beside.alerts()] == [("pkk",)]


def test_new_pairs(flow: MakeFlow) -> None:
    """A source's first mention of a group is a pair of values, also where it carries a copy of a story told of."""
    pairs = flow({"new": ["source.id", "groups"]}, query="report")
    match_batch(pairs, FlowArticle(1), FlowArticle(2, story=1, site="two"))
    match_batch(pairs, FlowArticle(3, story=1, site="three"))
    match_batch(pairs, FlowArticle(4, site="two"))
    assert [one.named for one in pairs.alerts()] == [("one + taliban", "two + taliban"), ("three + taliban",)]
    assert pairs.alerts() == pairs.backtest("rule")


def test_new_knows_what_was_indexed_before_the_rule(flow: MakeFlow) -> None:
    """Values of what was indexed before the rule began are known to it, those of its first batch are not."""
    learnt = flow("each")
    match_batch(learnt, FlowArticle(1, groups=("isis",)))
    rule = {"name": "new", "query": "report", "when": {"new": "groups"}}
    learnt.index_batch(FlowArticle(2, groups=("isis", "pkk")))
    learnt.restart(rule)
    learnt.match_and_watch()
    assert [one.named for one in learnt.alerts("new")] == [("pkk",)]


def test_silent_tells_once_and_is_ended_by_the_next_hit(flow: MakeFlow) -> None:
    """A day without a hit is told of once, after which it takes a hit and another day."""
    still = flow({"silent": "24h"})
    match_batch(still, FlowArticle(1))
    for _ in range(30):
        match_batch(still, FlowArticle(100 + still.batches, groups=()), hours=1)
    (alert,) = still.alerts()
    assert (alert.title, alert.number, alert.window) == ("rule is silent for 24h", 0, "24h")
    assert alert.url == "https://news.example/1"
    assert alert.happened_at == NOON + timedelta(hours=24)
    match_batch(still, FlowArticle(2), hours=23)
    still.match_and_watch()
    assert len(still.alerts()) == 1
    still.advance_clock(hours=1)
    still.match_and_watch()
    assert len(still.alerts()) == 2


def test_silent_where_nothing_ever_arrives(flow: MakeFlow) -> None:
    """The clock alone tells of a rule that never matched, counting from when it began."""
    never = flow({"silent": "1h"})
    never.match_and_watch()
    never.advance_clock(minutes=59)
    never.match_and_watch()
    assert never.alerts() == []
    never.advance_clock(minutes=1)
    never.match_and_watch()
    (alert,) = never.alerts()
    assert (alert.url, alert.article_id) == ("", "")
    assert alert.sentence.startswith("Nothing ever matched since 2026-11-20 12:00 UTC")


def test_silence_waits_for_what_is_on_its_way(flow: MakeFlow) -> None:
    """A batch that is indexed and not yet matched may hold a hit: the clock is not asked beyond it."""
    from wirewatch.stages.watch import watch_silences

    waiting = flow({"silent": "1h"})
    match_batch(waiting, FlowArticle(1), minutes=50)
    waiting.index_batch(FlowArticle(2))
    waiting.advance_clock(minutes=20)
    watch_silences(waiting.project)
    assert waiting.alerts() == []
    waiting.match_and_watch()
    assert waiting.alerts() == []


def test_a_silence_in_which_nothing_ran_is_called_broken(flow: MakeFlow) -> None:
    """Where the machine was off for most of a silence the alert says so, and blames nobody's flow."""
    off = flow({"silent": "24h"})
    match_batch(off, FlowArticle(1), hours=30)
    off.match_and_watch()
    (alert,) = off.alerts()
    assert alert.broken == "nothing ran between 2026-11-20 12:00 and 2026-11-21 18:00 UTC"
    assert "broken rather than quiet" in alert.sentence


def dated(number: int) -> FlowArticle:
    """Return an article that tells when it was published: a second before it was first seen."""
    return FlowArticle(number, age=timedelta(seconds=1))


def test_spike_knows_its_baseline(flow: MakeFlow) -> None:
    """Three times the usual number alerts once while it lasts, and again when it was over in between."""
    busy = flow({"spike": 3, "baseline": "1d", "within": "1h"})
    number = 0
    for hour in range(40):
        count = 12 if hour in (30, 31, 36) else 2
        for _ in range(4):
            busy.index_batch(
                *(FlowArticle(number := number + 1) for _ in range(count // 4 or (1 if _ < 2 else 0)))
            )
            busy.advance_clock(minutes=15)
    busy.match_and_watch()
    told = busy.alerts()
    assert [(one.happened_at - NOON) // timedelta(hours=1) for one in told] == [30, 36]
    assert all(one.number and one.expected and one.number >= 3 * one.expected for one in told)
    assert busy.alerts() == busy.backtest("rule")


def test_spike_of_few_is_none(flow: MakeFlow) -> None:
    """Three stories where nearly none are usual do not alert, five do."""
    rare = flow({"spike": 3, "baseline": "1d", "within": "1h"})
    match_batch(rare, dated(1), days=2)
    match_batch(rare, *map(dated, (2, 3, 4, 5)))
    assert rare.alerts() == []
    match_batch(rare, dated(6))
    assert rare.alerted_stories() == [6]


def test_spike_says_nothing_before_its_baseline_is_full(flow: MakeFlow) -> None:
    """A rule on an index that is younger than its baseline waits; one on an older index learns it and does not."""
    young = flow({"spike": 3, "baseline": "1d", "within": "1h"})
    match_batch(young, FlowArticle(1), hours=24)
    match_batch(young, *(FlowArticle(number) for number in range(2, 20)), hours=2)
    assert young.alerts() == []
    young.restart(
        {"name": "later", "query": "groups:taliban", "when": {"spike": 3, "baseline": "1d", "within": "1h"}}
    )
    match_batch(young, *(FlowArticle(number) for number in range(20, 30)))
    assert len(young.alerts("later")) == 1


def test_spike_knows_the_hour_of_the_week(flow: MakeFlow) -> None:
    """With two weeks of baseline a busy hour of every week is usual at that hour, and not at another."""
    weekly = flow({"spike": 2, "baseline": "14d", "within": "1h"})
    number = 0
    for _ in range(3):
        weekly.index_batch(*(dated(number := number + 1) for _ in range(10)))
        weekly.match_and_watch()
        weekly.advance_clock(days=7)
    assert weekly.alerts() == []
    weekly.advance_clock(hours=5)
    match_batch(weekly, *(dated(number := number + 1) for _ in range(10)))
    assert len(weekly.alerts()) == 1


def test_revisions_of_one_article_are_told_of_one_by_one(flow: MakeFlow) -> None:
    """A group that an edit adds, and one that a later edit takes out, are two events of one story."""
    edited = flow({"revision": "any"}, query="report")
    match_batch(edited, FlowArticle(1))
    match_batch(edited, FlowArticle(1, revision=2, added=("isis",)))
    match_batch(edited, FlowArticle(1, revision=3))
    match_batch(edited, FlowArticle(1, revision=4, removed=("taliban",)))
    assert [one.named for one in edited.alerts()] == [("isis",), ("taliban",)]
    assert [one.happened for one in edited.alerts()] == [
        "revision 2 added isis",
        "revision 4 removed taliban",
    ]
    assert {one.story_id for one in edited.alerts()} == {f"{1:064x}"}


@pytest.mark.parametrize(("which", "told"), [("added", ("isis",)), ("removed", ("taliban",))])
def test_revisions_of_one_sort(flow: MakeFlow, which: str, told: tuple[str, ...]) -> None:
    """A rule for what was added does not tell of what was removed, and the other way round."""
    edited = flow({"revision": which}, query="report")
    match_batch(edited, FlowArticle(1))
    match_batch(edited, FlowArticle(1, revision=2, added=("isis",), removed=("taliban",)))
    assert [one.named for one in edited.alerts()] == [told]
