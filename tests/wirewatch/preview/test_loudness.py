"""What is told of a rule before it is let loose: how loud it is, what it waits for, what an edit of it changes."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from article_flow import ArticleFlow, FlowArticle
from sample_documents import NOON

from wirewatch.cli.app import run
from wirewatch.config.kinds import Count, New, kind_of
from wirewatch.preview.estimates import _rises
from wirewatch.preview.loudness import LOUD_ALERTS_A_DAY
from wirewatch.rules.flow_health import failing_reason, unwatched_reason

BUSY = {"name": "busy", "query": "groups:taliban"}


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ArticleFlow:
    """Return a flow on which 130 stories of two sites have come within a day."""
    made = ArticleFlow(tmp_path, BUSY, patch=monkeypatch)
    for first in (0, 65):
        made.index_batch(
            *(FlowArticle(n, site="one" if n % 3 else "two") for n in range(first + 1, first + 66))
        )
        made.match_and_watch()
        made.advance_clock(hours=12)
    return made


def call(flow: ArticleFlow, *arguments: str) -> int:
    """Run a command on the flow's project."""
    return run(["--config", str(flow.folder / "config"), "--home", str(flow.folder / "home"), *arguments])


def check(flow: ArticleFlow, capsys: pytest.CaptureFixture[str], *rules: dict[str, Any]) -> tuple[int, str]:
    """Run `alerts check` on other rules; return its status and what it told."""
    flow.restart(*rules)
    capsys.readouterr()
    status = call(flow, "alerts", "check")
    told = capsys.readouterr()
    return status, told.out + told.err


def test_a_rule_that_matches_everything_is_refused_unless_it_is_loud(
    flow: ArticleFlow, capsys: pytest.CaptureFixture[str]
) -> None:
    """The query `*` is refused with file, line and name, also boosted; as `loud`, or for a silence, it is taken."""
    for query in ("*", "*:*", "*^2"):
        status, told = check(flow, capsys, {"name": "all", "query": query})
        assert status == 2
        assert "alerts.yaml:" in told
        assert "rule 'all' matches everything; narrow its query" in told
    assert check(flow, capsys, {"name": "all", "query": "*", "loud": True})[0] == 0
    assert check(flow, capsys, {"name": "all", "query": "*", "when": {"silent": "24h"}})[0] == 0


def test_a_rule_that_is_too_loud_is_refused(flow: ArticleFlow, capsys: pytest.CaptureFixture[str]) -> None:
    """More stories a day than LOUD refuse a rule that tells of each; counted, narrowed or `loud` it is taken."""
    assert LOUD_ALERTS_A_DAY < 130
    status, told = check(flow, capsys, BUSY)
    assert status == 2
    assert "rule 'busy' would make 130 alerts a day" in told
    for milder in ({"when": {"count": 2, "within": "1h"}}, {"query": "source.id:two"}, {"loud": True}):
        assert check(flow, capsys, BUSY | milder)[0] == 0


def test_what_is_too_old_makes_no_rule_loud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The many old articles of a first poll refuse no rule but one that takes articles of any age."""
    flow = ArticleFlow(tmp_path, BUSY, patch=monkeypatch)
    flow.index_batch(*(FlowArticle(n, age=timedelta(days=700 + n)) for n in range(1, 131)))
    flow.match_and_watch()
    assert check(flow, capsys, BUSY)[0] == 0
    status, told = check(flow, capsys, BUSY | {"not_older": "any"})
    assert (status, "would make 130 alerts a day" in told) == (2, True)
    flow.index_batch(*(FlowArticle(n) for n in range(1001, 1131)))
    flow.match_and_watch()
    assert "would make 130 alerts a day" in check(flow, capsys, BUSY)[1]


def test_revisions_of_articles_that_were_new_once_are_loud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was new when it was first seen, months ago, and is changed now, counts in a rule that tells of changes."""
    changes = BUSY | {"when": {"revision": "added"}}
    flow = ArticleFlow(tmp_path, changes, patch=monkeypatch)
    month, hour = timedelta(days=60), timedelta(hours=1)
    flow.index_batch(
        *(FlowArticle(n, seen=month, age=hour, revision=2, added=["isis"]) for n in range(1, 131))
    )
    flow.match_and_watch()
    assert len(flow.alerts()) == 130
    assert "would make 130 alerts a day" in check(flow, capsys, changes)[1]


def test_diff_tells_what_another_age_gains_and_loses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An edit of `not_older` alone is a difference: the older articles are gained, or lost, each with its day."""
    flow = ArticleFlow(tmp_path, BUSY | {"not_older": "7d"}, patch=monkeypatch)
    flow.index_batch(*(FlowArticle(days, age=timedelta(days=days)) for days in (1, 20, 300)))
    flow.match_and_watch()
    old = (flow.folder / "config" / "alerts.yaml").rename(flow.folder / "old.yaml")
    flow.write_rules(BUSY | {"not_older": "30d"})
    new = flow.folder / "config" / "alerts.yaml"
    assert call(flow, "alerts", "diff", str(old), str(new), "--since", "2d") == 0
    told = capsys.readouterr().out
    assert "busy: 1 gained, 0 lost" in told
    assert "published 2026-10-31, outlets: 1" in told
    flow.write_rules(BUSY)
    assert call(flow, "alerts", "diff", str(old), str(new)) == 0
    assert capsys.readouterr().out == "no rule would alert differently\n"


def test_new_values_outlets_and_spikes_are_replayed(
    flow: ArticleFlow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules of these kinds are refused by what the back-test gives for them, and not for what they only find."""
    calm = (
        {"name": "calm", "query": "groups:taliban", "when": {"new": "source.id"}},
        {"name": "few", "query": "groups:taliban", "when": {"outlets": 2}},
        {"name": "flat", "query": "groups:taliban", "when": {"spike": 3, "baseline": "7d", "within": "1h"}},
    )
    assert check(flow, capsys, *calm)[0] == 0
    flow.index_batch(*(FlowArticle(1000 + n, site=f"site-{n}") for n in range(130)))
    flow.match_and_watch()
    status, told = check(flow, capsys, calm[0])
    assert status == 2
    assert "rule 'calm' would make 13" in told
    flow.index_batch(*(FlowArticle(2000 + n, story=1000 + n, site="other") for n in range(130)))
    flow.match_and_watch()
    status, told = check(flow, capsys, calm[1])
    assert status == 2
    assert "rule 'few' would make 130 alerts a day" in told


def test_rules_far_from_loud_are_not_replayed(
    flow: ArticleFlow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A count of values, outlets or rises shows that they are quiet, so that the check reads no article of an index."""
    quiet: dict[str, Any] = {
        "new": {"new": ["source.id", "groups"]},
        "few": {"outlets": 2},
        "flat": {"spike": 3, "baseline": "7d", "within": "1h"},
        "steep": {"spike": 1.1, "baseline": "2h", "within": "1h", "least": 1},
    }
    monkeypatch.setattr("processors.stores.tantivy.index.Tantivy.scan", None)
    rules = [{"name": name, "query": "groups:taliban", "when": when} for name, when in quiet.items()]
    status, told = check(flow, capsys, *rules)
    assert (status, "could not be measured" in told) == (0, False)


def test_rises_are_counted_as_a_spike_counts_them() -> None:
    """One rise a time that the last span comes to the line from below, however long it stays there."""
    flow = [
        (NOON + timedelta(minutes=10 * n), number) for n, number in enumerate([1, 6, 6, 1, 1, 1, 1, 1, 1, 7])
    ]
    assert _rises(flow, timedelta(minutes=30), 8.0) == 2
    assert _rises(flow, timedelta(minutes=30), 14.0) == 0
    assert _rises([], timedelta(minutes=30), 1.0) == 0


def test_an_empty_index_refuses_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is indexed, and before there is a ledger, nothing is too loud."""
    empty = ArticleFlow(tmp_path, BUSY, patch=monkeypatch)
    assert call(empty, "alerts", "check") == 0


def test_check_and_list_tell_what_a_spike_waits_for(
    flow: ArticleFlow, capsys: pytest.CaptureFixture[str]
) -> None:
    """A baseline that the ledger does not reach back to is told with the time at which it will be full."""
    spike = {"name": "peak", "query": "taliban", "when": {"spike": 3, "baseline": "7d", "within": "1h"}}
    assert "rule 'peak' waits for its baseline until 2026-11-27 13:00 UTC" in check(flow, capsys, spike)[1]
    assert call(flow, "alerts", "list") == 0
    assert "spike, from 2026-11-27 13:00" in capsys.readouterr().out
    flow.advance_clock(days=8)
    assert "waits" not in check(flow, capsys, spike)[1]


def test_test_tells_the_rate_and_the_loudest_sources(
    flow: ArticleFlow, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the alerts stand their number a day and the sources that made most of them."""
    assert call(flow, "alerts", "test", "busy", "--since", "2d") == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "130.0 alerts a day; loudest: one 87, two 43",
        "130 alerts",
    ]


def test_a_first_poll_is_the_news_of_a_week_and_not_of_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came at once is spread over the days that it tells of: `check`, `test` and `diff` say the same of it."""
    first = ArticleFlow(tmp_path, BUSY, patch=monkeypatch)
    first.index_batch(*(FlowArticle(n, age=timedelta(minutes=n * 67)) for n in range(1, 151)))
    first.match_and_watch()
    assert len(first.alerts()) == 150
    assert check(first, capsys, BUSY)[0] == 0
    assert call(first, "alerts", "test", "busy") == 0
    assert "21.49 alerts a day" in capsys.readouterr().out
    old = (first.folder / "config" / "alerts.yaml").rename(first.folder / "old.yaml")
    first.write_rules(BUSY | {"query": "groups:isis"})
    assert call(first, "alerts", "diff", str(old), str(first.folder / "config" / "alerts.yaml")) == 0
    assert "old: 21.49 alerts a day" in capsys.readouterr().out


def test_diff_tells_what_an_edit_gains_and_loses(
    flow: ArticleFlow, capsys: pytest.CaptureFixture[str]
) -> None:
    """By name over two files, or one rule against another; what is the same in both is left out."""
    other = {"name": "same", "query": "isis"}
    flow.write_rules(BUSY | {"query": "source.id:two"}, other)
    old = (flow.folder / "config" / "alerts.yaml").rename(flow.folder / "old.yaml")
    flow.write_rules(
        BUSY | {"query": "taliban AND source.id:(one OR two)", "when": {"count": 50, "within": "1h"}}, other
    )
    new = flow.folder / "config" / "alerts.yaml"
    assert call(flow, "alerts", "diff", str(old), str(new), "--since", "2d") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "busy: 2 gained, 43 lost"
    assert lines[1] == "  old: 43.0 alerts a day; loudest: two 43"
    assert "    65 stories within 1h" in lines
    assert "- and 23 more (--json has all)" in lines
    assert call(flow, "alerts", "diff", f"{old}:busy", f"{new}:same", "--json") == 0
    assert '"rule":"same"' in capsys.readouterr().out
    assert call(flow, "alerts", "diff", str(old), str(old)) == 0
    assert capsys.readouterr().out == "no rule would alert differently\n"
    assert call(flow, "alerts", "diff", f"{old}:nobody", str(new)) == 2
    assert "known: busy, same" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("every", "'every' is no kind of rule; write `each`, or one of {count: ...}, {spike: ...}"),
        ({"cuont": 3}, "did you mean 'count'?"),
        ({"count": 3}, "'within' is missing"),
        ({"count": 1, "within": "1h"}, "write a whole number from 2 to 10000"),
        ({"count": True, "within": "1h"}, "does not fit"),
        ({"count": 3, "within": 60}, "60 has no unit"),
        ({"count": 3, "within": "1s"}, "out of bounds"),
        ({"count": 3, "within": "soon"}, "is no span of time"),
        ({"count": 3, "within": "1h", "baseline": "7d"}, "count has no 'baseline'; it has: count, within"),
        ({"count": 3, "outlets": 3, "within": "1h"}, "count and outlets in one rule"),
        ({"spike": 1, "baseline": "7d", "within": "1h"}, "write a number over 1"),
        ({"spike": 3, "baseline": "1h", "within": "1h"}, "the baseline is too short"),
        ({"silent": "100d"}, "out of bounds"),
        ({"new": "gruops"}, "there is no field 'gruops'; did you mean 'groups'?"),
        ({"new": "text"}, "text holds no keywords"),
        ({"new": "url"}, "every article has a new url"),
        ({"new": []}, "new takes one field"),
        ({"outlets": "3"}, "does not fit"),
        ({"revision": "edited"}, "write added, removed or any"),
    ],
)
def test_a_kind_that_is_none_is_told_with_its_mend(when: Any, told: str) -> None:
    """What is wrong in `when` is told in a user's words."""
    with pytest.raises(ValueError, match=r"\A") as error:
        kind_of(when)
    assert told in str(error.value)


def test_kinds_are_read() -> None:
    """Spans are read as everywhere, and a field of names written by people is a keyword too."""
    assert kind_of({"count": 10, "within": "1h30m"}) == Count(10, timedelta(minutes=90), "1h30m")
    assert kind_of({"new": ["authors", "mentions.group"]}) == New(("authors", "mentions.group"))


def test_a_broken_flow_is_told_from_a_quiet_one() -> None:
    """A feed that fails or that nobody read is broken; feeds that answer and bring nothing are quiet."""
    well = SimpleNamespace(url="a", failures=0, ok_at=NOON, reason=None)
    ill = SimpleNamespace(url="b", failures=4, ok_at=None, reason="dns")
    before, after = NOON - timedelta(hours=1), NOON + timedelta(hours=1)
    assert failing_reason([well], before) is None  # type: ignore[list-item]
    assert failing_reason([well], after) == "none of its feeds was read since"  # type: ignore[list-item]
    assert failing_reason([well, ill], before) == "1 of its 2 feeds fails, such as b (dns)"  # type: ignore[list-item]
    assert unwatched_reason((before, after), timedelta(hours=5)) is None
    assert unwatched_reason((before, after), timedelta(hours=4)) is not None
    assert unwatched_reason(None, timedelta(hours=4)) is None
