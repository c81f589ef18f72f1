"""The kinds of rules: what each tells of, what it remembers, and that the back-test gives what live matching gave."""

from datetime import timedelta
from pathlib import Path

import pytest
from article_flow import Make, Piece, batch, maker
from sample_documents import NOON


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return maker(tmp_path, monkeypatch)


def test_count_tells_of_the_story_that_tips_it_and_begins_anew(flow: Make) -> None:
    """Of a steady flow every third story within the hour alerts, with its number and window."""
    steady = flow({"count": 3, "within": "1h"})
    for number in range(1, 8):
        batch(steady, Piece(number))
    assert steady.stories() == [3, 6]
    assert [(one.kind, one.number, one.window, one.happened) for one in steady.told()] == [
        ("count", 3, "1h", "3 stories within 1h")
    ] * 2


def test_count_of_one_batch_tips_as_often_as_it_is_full(flow: Make) -> None:
    """Seven stories of one batch are two threes, and the seventh waits for two more."""
    crowd = flow({"count": 3, "within": "1h"})
    batch(crowd, *(Piece(number) for number in range(1, 8)))
    batch(crowd, Piece(8))
    assert crowd.stories() == [3, 6]
    batch(crowd, Piece(9))
    assert crowd.stories() == [3, 6, 9]


def test_count_of_what_is_too_far_apart_never_tips(flow: Make) -> None:
    """Stories that stand just as far apart as the window is long are not within it; a little closer they are."""
    slow = flow({"count": 2, "within": "1h"})
    for number in (1, 2, 3):
        batch(slow, Piece(number), hours=1)
    assert slow.stories() == []
    slow.pass_(seconds=-1)
    batch(slow, Piece(4))
    assert slow.stories() == [4]


def test_copies_do_not_count_twice(flow: Make) -> None:
    """A story counts once, when its first article comes, however many copies follow in whichever batch."""
    copied = flow({"count": 3, "within": "1h"})
    batch(copied, Piece(1), Piece(2, story=1, site="two"))
    batch(copied, Piece(3, story=1, site="three"))
    batch(copied, Piece(4))
    assert copied.stories() == []
    batch(copied, Piece(5))
    assert copied.stories() == [5]


def test_late_articles_count_when_they_are_indexed(flow: Make) -> None:
    """A thousand articles that were seen a month before and come at once count as one crowd, each story once."""
    late = flow({"count": 100, "within": "1h"})
    for first in (0, 500):
        late.arrive(
            *(
                Piece(number, seen=timedelta(days=30, minutes=number))
                for number in range(first + 1, first + 501)
            )
        )
    late.run()
    assert len(late.stories()) == 10
    assert late.told() == late.replayed("rule")


def test_a_clock_that_is_set_back_loses_no_count(flow: Make) -> None:
    """Stories from half an hour in the future still count, and what a wrong year left behind does not."""
    jumpy = flow({"count": 3, "within": "1h"})
    batch(jumpy, Piece(1), Piece(2), minutes=-30)
    batch(jumpy, Piece(3))
    assert jumpy.stories() == [3]
    jumpy.pass_(days=365)
    batch(jumpy, Piece(4), Piece(5), days=-365)
    batch(jumpy, Piece(6))
    assert jumpy.stories() == [3]
    assert jumpy.told() == jumpy.replayed("rule")


def test_outlets_tells_at_the_third_owner_also_by_a_copy_that_does_not_match(flow: Make) -> None:
    """A story is told of once, when the last owner wanted carries it, by the copy that tipped it if need be."""
    carried = flow({"outlets": 3}, query="groups:taliban AND source.id:one")
    batch(carried, Piece(1), Piece(2, story=1))
    batch(carried, Piece(3, story=1, site="two"))
    assert carried.told() == []
    batch(carried, Piece(4, story=1, site="three"), Piece(5, site="three"))
    (alert,) = carried.told()
    assert (alert.story_id, alert.article_id[-1], alert.number, alert.outlets) == (f"{1:064x}", "4", 3, 3)
    batch(carried, Piece(6, story=1, site="four"))
    assert len(carried.told()) == 1


def test_outlets_that_come_before_the_match_count(flow: Make) -> None:
    """Two copies that the query does not find and then one that it finds make three outlets."""
    carried = flow({"outlets": 3}, query="source.id:three")
    batch(carried, Piece(1), Piece(2, story=1, site="two"))
    batch(carried, Piece(3, story=1, site="three"))
    assert carried.stories() == [1]


def test_new_tells_of_a_value_once(flow: Make) -> None:
    """What stands in an article for the first time is told, by the first story that has it, and never again."""
    fresh = flow({"new": "groups"}, query="report")
    batch(fresh, Piece(1))
    batch(fresh, Piece(2), Piece(3, groups=("taliban", "isis")), Piece(4, groups=("isis",)))
    batch(fresh, Piece(5, groups=("isis",)))
    assert [(one.story_id[-1], one.named) for one in fresh.told()] == [("1", ("taliban",)), ("3", ("isis",))]
    assert fresh.told()[1].happened == "never seen before in groups: isis"


def test_new_beside_a_group_is_a_new_co_mention(flow: Make) -> None:
    """A query for one group tells of those that are new beside it, and not of the group itself."""
    beside = flow({"new": "groups"}, query="groups:taliban AND report")
    batch(beside, Piece(1), Piece(2, groups=("pkk",)))
    assert beside.told() == []
    batch(beside, Piece(3, groups=("taliban", "pkk")))
    assert [one.named for one in beside.told()] == [("pkk",)]


def test_new_pairs(flow: Make) -> None:
    """A source's first mention of a group is a pair of values, also where it carries a copy of a story told of."""
    pairs = flow({"new": ["source.id", "groups"]}, query="report")
    batch(pairs, Piece(1), Piece(2, story=1, site="two"))
    batch(pairs, Piece(3, story=1, site="three"))
    batch(pairs, Piece(4, site="two"))
    assert [one.named for one in pairs.told()] == [("one + taliban", "two + taliban"), ("three + taliban",)]
    assert pairs.told() == pairs.replayed("rule")


def test_new_knows_what_was_indexed_before_the_rule(flow: Make) -> None:
    """Values of what was indexed before the rule began are known to it, those of its first batch are not."""
    learnt = flow("each")
    batch(learnt, Piece(1, groups=("isis",)))
    rule = {"name": "new", "query": "report", "when": {"new": "groups"}}
    learnt.arrive(Piece(2, groups=("isis", "pkk")))
    learnt.restart(rule)
    learnt.run()
    assert [one.named for one in learnt.told("new")] == [("pkk",)]


def test_silent_tells_once_and_is_ended_by_the_next_hit(flow: Make) -> None:
    """A day without a hit is told of once, after which it takes a hit and another day."""
    still = flow({"silent": "24h"})
    batch(still, Piece(1))
    for _ in range(30):
        batch(still, Piece(100 + still.batches, groups=()), hours=1)
    (alert,) = still.told()
    assert (alert.title, alert.number, alert.window) == ("rule is silent for 24h", 0, "24h")
    assert alert.url == "https://news.example/1"
    assert alert.happened_at == NOON + timedelta(hours=24)
    batch(still, Piece(2), hours=23)
    still.run()
    assert len(still.told()) == 1
    still.pass_(hours=1)
    still.run()
    assert len(still.told()) == 2


def test_silent_where_nothing_ever_arrives(flow: Make) -> None:
    """The clock alone tells of a rule that never matched, counting from when it began."""
    never = flow({"silent": "1h"})
    never.run()
    never.pass_(minutes=59)
    never.run()
    assert never.told() == []
    never.pass_(minutes=1)
    never.run()
    (alert,) = never.told()
    assert (alert.url, alert.article_id) == ("", "")
    assert alert.sentence.startswith("Nothing ever matched since 2026-11-20 12:00 UTC")


def test_silence_waits_for_what_is_on_its_way(flow: Make) -> None:
    """A batch that is indexed and not yet matched may hold a hit: the clock is not asked beyond it."""
    from wirewatch.stages.watch import watch_silences

    waiting = flow({"silent": "1h"})
    batch(waiting, Piece(1), minutes=50)
    waiting.arrive(Piece(2))
    waiting.pass_(minutes=20)
    watch_silences(waiting.project)
    assert waiting.told() == []
    waiting.run()
    assert waiting.told() == []


def test_a_silence_in_which_nothing_ran_is_called_broken(flow: Make) -> None:
    """Where the machine was off for most of a silence the alert says so, and blames nobody's flow."""
    off = flow({"silent": "24h"})
    batch(off, Piece(1), hours=30)
    off.run()
    (alert,) = off.told()
    assert alert.broken == "nothing ran between 2026-11-20 12:00 and 2026-11-21 18:00 UTC"
    assert "broken rather than quiet" in alert.sentence


def test_spike_knows_its_baseline(flow: Make) -> None:
    """Three times the usual number alerts once while it lasts, and again when it was over in between."""
    busy = flow({"spike": 3, "baseline": "1d", "within": "1h"})
    number = 0
    for hour in range(40):
        count = 12 if hour in (30, 31, 36) else 2
        for _ in range(4):
            busy.arrive(*(Piece(number := number + 1) for _ in range(count // 4 or (1 if _ < 2 else 0))))
            busy.pass_(minutes=15)
    busy.run()
    told = busy.told()
    assert [(one.happened_at - NOON) // timedelta(hours=1) for one in told] == [30, 36]
    assert all(one.number and one.expected and one.number >= 3 * one.expected for one in told)
    assert busy.told() == busy.replayed("rule")


def test_spike_of_few_is_none(flow: Make) -> None:
    """Three stories where nearly none are usual do not alert, five do."""
    rare = flow({"spike": 3, "baseline": "1d", "within": "1h"})
    batch(rare, Piece(1), days=2)
    batch(rare, *(Piece(number) for number in (2, 3, 4, 5)))
    assert rare.told() == []
    batch(rare, Piece(6))
    assert rare.stories() == [6]


def test_spike_says_nothing_before_its_baseline_is_full(flow: Make) -> None:
    """A rule on an index that is younger than its baseline waits; one on an older index learns it and does not."""
    young = flow({"spike": 3, "baseline": "1d", "within": "1h"})
    batch(young, Piece(1), hours=24)
    batch(young, *(Piece(number) for number in range(2, 20)), hours=2)
    assert young.told() == []
    young.restart(
        {"name": "later", "query": "groups:taliban", "when": {"spike": 3, "baseline": "1d", "within": "1h"}}
    )
    batch(young, *(Piece(number) for number in range(20, 30)))
    assert len(young.told("later")) == 1


def test_spike_knows_the_hour_of_the_week(flow: Make) -> None:
    """With two weeks of baseline a busy hour of every week is usual at that hour, and not at another."""
    weekly = flow({"spike": 2, "baseline": "14d", "within": "1h"})
    number = 0
    for _ in range(3):
        weekly.arrive(*(Piece(number := number + 1) for _ in range(10)))
        weekly.run()
        weekly.pass_(days=7)
    assert weekly.told() == []
    weekly.pass_(hours=5)
    batch(weekly, *(Piece(number := number + 1) for _ in range(10)))
    assert len(weekly.told()) == 1


def test_revisions_of_one_article_are_told_of_one_by_one(flow: Make) -> None:
    """A group that an edit adds, and one that a later edit takes out, are two events of one story."""
    edited = flow({"revision": "any"}, query="report")
    batch(edited, Piece(1))
    batch(edited, Piece(1, revision=2, added=("isis",)))
    batch(edited, Piece(1, revision=3))
    batch(edited, Piece(1, revision=4, removed=("taliban",)))
    assert [one.named for one in edited.told()] == [("isis",), ("taliban",)]
    assert {one.story_id for one in edited.told()} == {f"{1:064x}"}


@pytest.mark.parametrize(("which", "told"), [("added", ("isis",)), ("removed", ("taliban",))])
def test_revisions_of_one_sort(flow: Make, which: str, told: tuple[str, ...]) -> None:
    """A rule for what was added does not tell of what was removed, and the other way round."""
    edited = flow({"revision": which}, query="report")
    batch(edited, Piece(1))
    batch(edited, Piece(1, revision=2, added=("isis",), removed=("taliban",)))
    assert [one.named for one in edited.told()] == [told]
