"""The kinds of rules: what each tells of, what it remembers, and that the back-test gives what live matching gave."""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flow import Flow, Piece
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from library import NOON

from processors.elastic import Elastic
from processors.embedded import Tantivy
from processors.query import Query
from processors.records import Alert
from processors.store import StoreDown, StoreRefused
from wirewatch.errors import Trouble
from wirewatch.stages.match import match_batches

Make = Callable[..., Flow]


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes a flow with one rule, called `rule`, of a kind."""

    def make(when: Any, query: str = "groups:taliban", **more: Any) -> Flow:
        return Flow(tmp_path, {"name": "rule", "query": query, "when": when, **more}, patch=monkeypatch)

    return make


def batch(flow: Flow, *pieces: Piece, **span: float) -> None:
    """Let a batch arrive and be matched, and the clock go on."""
    flow.arrive(*pieces)
    flow.run()
    flow.pass_(**(span or {"minutes": 5}))


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


RULES: Mapping[str, Any] = {
    "each": "each",
    "count": {"count": 3, "within": "2h"},
    "spike": {"spike": 1.2, "baseline": "3h", "within": "1h", "least": 3},
    "silent": {"silent": "3h"},
    "new": {"new": "groups"},
    "pairs": {"new": ["source.id", "groups"]},
    "outlets": {"outlets": 2},
    "revision": {"revision": "any"},
}
"""One rule of every kind."""
WAYS = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.integers(1, 6), st.sampled_from(["one", "two", "three"]),
                st.sets(st.sampled_from(["taliban", "isis", "pkk"])), st.integers(-3, 3000), st.booleans(),
            ),
            max_size=5,
        ),
        st.sampled_from([0, 1, 5, 20, 60, 90, 200, 400]),
        st.sampled_from(["run", "restart", "wait", "back"]),
    ),
    max_size=14,
)  # fmt: skip
"""Histories: batches of (story, site, groups, minutes since it was seen, revised), how long until the next, and what
happens in between."""


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)
@given(WAYS, st.integers(0, 3))
def test_the_back_test_gives_what_live_matching_gave(
    tmp_path_factory: pytest.TempPathFactory, ways: list[Any], begin: int
) -> None:
    """For every kind, the back-test over any history of batches gives the alerts that live matching gave."""
    with pytest.MonkeyPatch.context() as patch:
        rules = [{"name": name, "query": "groups:taliban", "when": when} for name, when in RULES.items()]
        sleeping = [rule | {"enabled": False} for rule in rules]
        flow = Flow(tmp_path_factory.mktemp("flow"), *(sleeping if begin else rules), patch=patch)
        start, numbers = flow.now, iter(range(100, 1000))
        if not begin:
            flow.run()
        for nth, (articles, minutes, then) in enumerate(ways):
            if begin and nth == begin:
                flow.run()
                flow.pass_(seconds=1)
                flow.restart(*rules)
                start = flow.now
                flow.run()
            pieces = [
                Piece(
                    next(numbers),
                    story,
                    site,
                    sorted(groups),
                    timedelta(minutes=seen),
                    2 if changed else 1,
                    ["isis"],
                )
                for story, site, groups, seen, changed in articles
            ]
            flow.arrive(*pieces)
            if then == "restart":
                flow.restart()
            if then != "wait":
                flow.run()
            flow.pass_(minutes=-min(minutes, 30) if then == "back" and begin == 0 and nth else minutes)
        flow.run()
        if begin <= len(ways) - 1 or not begin:
            # A silence that was told of by a clock which was then set back is none afterwards.
            jumped = not begin and any(then == "back" for *_, then in ways)
            for name in (name for name in RULES if not (name == "silent" and jumped)):
                told, replayed = flow.told(name), flow.replayed(name, start)
                assert [same(one) for one in told] == [same(one) for one in replayed], name


def same(alert: Alert) -> dict[str, Any]:
    """Return an alert without what only the live flow can know: whether it was broken."""
    import msgspec

    fields: dict[str, Any] = msgspec.to_builtins(alert)
    return {name: value for name, value in fields.items() if name not in ("broken", "sentence")}


def test_an_edited_rule_begins_anew_and_repeats_nothing(flow: Make) -> None:
    """An edit of the kind empties the window; what the rule told of before is neither told nor counted again."""
    edited = flow({"count": 2, "within": "1h"})
    batch(edited, Piece(1), Piece(2))
    batch(edited, Piece(3))
    edited.restart({"name": "rule", "query": "groups:taliban", "when": {"count": 3, "within": "1h"}})
    batch(edited, Piece(4), Piece(5, story=2, site="two"), Piece(6))
    assert edited.stories() == [2]
    batch(edited, Piece(7))
    assert edited.stories() == [2, 7]


def test_a_renamed_rule_is_a_new_one(flow: Make) -> None:
    """Under another name the same rule may tell again of a story that it knows."""
    renamed = flow({"outlets": 2})
    batch(renamed, Piece(1), Piece(2, story=1, site="two"))
    renamed.restart({"name": "other", "query": "groups:taliban", "when": {"outlets": 2}})
    batch(renamed, Piece(3, story=1, site="three"))
    assert [one.rule for one in renamed.told()] == ["rule", "other"]


@pytest.mark.parametrize("name", list(RULES))
def test_a_rule_that_slept_repeats_nothing_and_does_not_flood(flow: Make, name: str) -> None:
    """Disabled and enabled again, a rule tells neither of what it told before nor of what happened meanwhile."""
    slept = flow(RULES[name])
    rule = {"name": "rule", "query": "groups:taliban", "when": RULES[name]}
    batch(slept, Piece(1), Piece(2, story=1, site="two"), Piece(3))
    before = slept.told()
    slept.restart(rule | {"enabled": False})
    for number in range(4, 40, 3):
        batch(
            slept,
            Piece(number, groups=("taliban", "isis")),
            Piece(number + 1, story=number, site="two"),
            hours=1,
        )
    slept.restart(rule)
    slept.run()
    assert slept.told() == before
    batch(slept, Piece(50, story=1, site="one", groups=("taliban", "isis")))
    assert slept.told() == before


class Failing(Tantivy):
    """An index that refuses a rule, or is down, for as long as it is told to."""

    refused = ""
    down = False

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Refuse, be down, or match."""
        if self.down:
            raise StoreDown("down")
        if self.refused in queries:
            raise StoreRefused("too many clauses")
        return super().match(queries, batch)


@pytest.mark.parametrize("name", [name for name in RULES if name != "silent"])
def test_what_a_refused_rule_missed_is_made_up_for_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A rule that the store refuses for some batches has told in the end what it should, and so have the others."""
    rules = [{"name": rule, "query": "groups:taliban", "when": when} for rule, when in RULES.items()]
    flow = Flow(tmp_path, *rules, patch=monkeypatch)
    folder = flow.project.settings.index_url.removeprefix("tantivy:")
    flow.project.__dict__["store"] = store = Failing(folder)
    for number in range(1, 40, 4):
        flow.arrive(
            Piece(number), Piece(number + 1, story=number, site="two"),
            Piece(number + 2, groups=("taliban", "isis", "pkk")[: 1 + number % 3]),
            *(Piece(extra) for extra in range(100 * number, 100 * number + number // 4)),
            Piece(100 * number + 99, revision=2, added=["pkk"]),
        )  # fmt: skip
        store.refused = name if 8 < number < 24 else ""
        if store.refused:
            with pytest.raises(Trouble, match=f"refuses rule '{name}'"):
                match_batches(flow.project)
        else:
            match_batches(flow.project)
        flow.pass_(minutes=40)
    for other in (other for other in RULES if other != "silent"):
        assert flow.told(other) == flow.replayed(other), other
    assert flow.told(name)


def test_a_store_that_is_down_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be matched is matched later, in order, by the time at which it was indexed."""
    rules = [{"name": name, "query": "groups:taliban", "when": when} for name, when in RULES.items()]
    flow = Flow(tmp_path, *rules, patch=monkeypatch)
    flow.run()
    folder = flow.project.settings.index_url.removeprefix("tantivy:")
    flow.project.__dict__["store"] = store = Failing(folder)
    for number in range(1, 12):
        store.down = number % 3 != 0
        flow.arrive(Piece(number), Piece(number + 50, story=number, site="two"))
        if store.down:
            with pytest.raises(StoreDown):
                flow.run()
        else:
            flow.run()
        flow.pass_(minutes=31)
    store.down = False
    flow.run()
    for name in RULES:
        assert [same(one) for one in flow.told(name)] == [same(one) for one in flow.replayed(name)], name


def lead_a_life(flow: Flow) -> None:
    """Let stories, copies, revisions and pauses come, so that a rule of every kind has something to tell."""
    flow.run()
    for number in range(1, 40, 4):
        flow.arrive(
            Piece(number), Piece(number + 1, story=number, site="two"),
            Piece(number + 2, groups=("taliban", "isis", "pkk")[: 1 + number % 3]),
            *(Piece(extra) for extra in range(100 * number, 100 * number + number // 4)),
            Piece(100 * number + 99, revision=2, added=["pkk"]),
        )  # fmt: skip
        flow.run()
        flow.pass_(minutes=30)
    flow.pass_(hours=4)
    flow.run()


def assert_replayed(flow: Flow) -> None:
    """Assert that every kind has told of something, and that the back-test gives the same."""
    for name in RULES:
        told = [same(one) for one in flow.told(name)]
        assert told == [same(one) for one in flow.replayed(name)], name
        assert told, name


def test_every_kind_on_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str) -> None:
    """What rules remember is kept in PostgreSQL as in SQLite."""
    rules = [{"name": name, "query": "groups:taliban", "when": when} for name, when in RULES.items()]
    flow = Flow(tmp_path, *rules, patch=monkeypatch, WIREWATCH_STATE_URL=postgres_url)
    lead_a_life(flow)
    assert_replayed(flow)
    flow.project.__exit__()


def test_every_kind_on_elasticsearch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elasticsearch_url: str
) -> None:
    """What rules find and learn in Elasticsearch is what they find and learn in a directory."""
    rules = [{"name": name, "query": "groups:taliban", "when": when} for name, when in RULES.items()]
    flow = Flow(tmp_path, *rules, patch=monkeypatch)
    alias = f"test-{secrets.token_hex(6)}"
    flow.project.__dict__["unprepared_store"] = flow.project.__dict__["store"] = store = Elastic(
        elasticsearch_url, alias=alias
    )
    try:
        lead_a_life(flow)
        assert_replayed(flow)
    finally:
        for index in store.client.indices.get(index=f"{alias}-*"):
            store.client.indices.delete(index=index)
        store.client.options(ignore_status=404).indices.delete_index_template(name=alias)
        flow.project.__exit__()
