"""Rules that tell of statements: a second group's claim is an alert of its own, live and in the back-test."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from article_flow import ArticleFlow, FlowArticle, MakeFlow, flow_maker, match_batch

from processors.alerts.message import alert_message
from processors.alerts.template import Template
from processors.query.statement_keys import LONGEST_KEY, read_key, statement_key
from wirewatch.errors import Mistake
from wirewatch.ledger.late_judgement import mark_doubtful
from wirewatch.rules import wording

CLAIMS = "claims:*"


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeFlow:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return flow_maker(tmp_path, monkeypatch)


def claim(number: int, *groups: str, **more: Any) -> FlowArticle:
    """Return an article of the first story in which groups claim an attack."""
    told = tuple(("claim", group) for group in groups)
    return FlowArticle(number, story=1, site=f"site{number}", statements=told, **more)


def told(flow: ArticleFlow) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return of each alert who speaks, what happened, and which group is new."""
    return [(one.speaker, one.happened, one.named) for one in flow.alerts()]


@pytest.mark.parametrize("more", [{"mark": "statement"}, {"once_per": "statement"}])
def test_a_second_claim_by_another_group_is_an_alert_of_its_own(flow: MakeFlow, more: dict[str, str]) -> None:
    """Each shows its own speaker and sentence, the second says that two claim it; a template can show that too."""
    rule = flow("each", CLAIMS, **more)
    match_batch(rule, claim(1, "taliban"))
    match_batch(rule, claim(2, "taliban"), claim(3, "isis"))
    match_batch(rule, claim(4, "isis", "taliban"))
    happened = "two groups claim the same attack: taliban and isis"
    assert told(rule) == [("Taliban", "", ()), ("Isis", happened, ("isis",))]
    second = rule.alerts()[1]
    assert (second.sentence, second.number) == ("In words of its own, isis does claim .", 2)
    assert happened in alert_message(second).body
    assert alert_message(second, Template("{{ happened }} ({{ number }}, {{ named }})")).body == (
        f"{happened} (2, isis)"
    )
    assert rule.alerts() == rule.backtest("rule")


def test_without_a_mark_a_story_is_told_once(flow: MakeFlow) -> None:
    """The same articles make one alert of a rule that does not ask for statements one by one."""
    rule = flow("each", CLAIMS)
    match_batch(rule, claim(1, "taliban"))
    match_batch(rule, claim(2, "isis"))
    assert len(rule.alerts()) == 1


def test_two_claims_in_one_article_are_two_alerts(flow: MakeFlow) -> None:
    """What an agency writes of both groups in one report is told as if two had written it."""
    rule = flow("each", CLAIMS, mark="statement")
    match_batch(rule, claim(1, "taliban", "isis"))
    assert [one[0] for one in told(rule)] == ["Taliban", "Isis"]
    assert rule.alerts() == rule.backtest("rule")


def doubt(flow: ArticleFlow, *pieces: FlowArticle) -> None:
    """Let copies in doubt arrive and be matched."""
    flow.index_batch(*pieces)
    with flow.project.ledger.begin() as tx:
        for piece in pieces:
            mark_doubtful(tx, f"{piece.number:064x}", "it begins otherwise", flow.now)
    flow.match_and_watch()
    flow.advance_clock(minutes=5)


def test_a_claim_in_a_copy_in_doubt_is_told_as_well(flow: MakeFlow) -> None:
    """One group may claim two attacks: a report that may be news is told though its story's claim was, and once."""
    rule = flow("each", CLAIMS, mark="statement")
    match_batch(rule, claim(1, "taliban"))
    doubt(rule, claim(2, "taliban"))
    match_batch(rule, claim(2, "taliban", revision=2), claim(3, "taliban"))
    assert told(rule) == [("Taliban", "", ()), ("Taliban", wording.DOUBTFUL, ())]
    assert rule.alerts()[1].sentence == "In words of its own, taliban does claim ."
    doubt(rule, claim(4, "isis"))
    doubt(rule, claim(4, "isis", revision=2))
    assert [one[0] for one in told(rule)] == ["Taliban", "Taliban", "Isis"]


def test_a_claim_told_in_doubt_is_told_no_more(flow: MakeFlow) -> None:
    """Where the copy gets a story of its own, neither it nor its copies tell of the same claim again."""
    rule = flow("each", CLAIMS, mark="statement")
    match_batch(rule, claim(1, "taliban"))
    doubt(rule, claim(2, "taliban"))
    own = {"site": "site2", "statements": (("claim", "taliban"),)}
    match_batch(rule, FlowArticle(2, story=2, **own), FlowArticle(3, story=2, **own))
    assert len(told(rule)) == 2
    match_batch(rule, FlowArticle(4, story=2, site="site4", statements=(("claim", "isis"),)))
    assert [one[0] for one in told(rule)] == ["Taliban", "Taliban", "Isis"]


def test_a_corrected_article_is_no_second_claim(flow: MakeFlow) -> None:
    """The article told of names another group now, and so do its copies; a claim beside the first one is told."""
    rule = flow("each", CLAIMS, mark="statement")
    match_batch(rule, claim(1, "taliban"))
    match_batch(rule, claim(1, "isis", revision=2))
    match_batch(rule, claim(2, "isis"), claim(3, "taliban"))
    assert [one[0] for one in told(rule)] == ["Taliban"]
    match_batch(rule, claim(1, "isis", "pkk", revision=3))
    assert [one[0] for one in told(rule)] == ["Taliban", "Pkk"]


def test_a_group_and_its_branch_are_one_speaker(flow: MakeFlow) -> None:
    """One outlet writes Islamic State, another its branch: that is one claim, whichever comes first."""
    rule = flow("each", CLAIMS, mark="statement")
    groups = [
        {"id": "isis", "name": "isis", "aliases": {"any": ["isis"]}},
        {"id": "isis-k", "name": "isis-k", "aliases": {"any": ["isis-k"]}, "part_of": "isis"},
        {"id": "pkk", "name": "pkk", "aliases": {"any": ["pkk"]}},
    ]
    (rule.folder / "config" / "groups.yaml").write_text(yaml.safe_dump({"groups": groups}))
    rule.restart()
    match_batch(rule, claim(1, "isis"))
    match_batch(rule, claim(2, "isis-k"))
    match_batch(rule, claim(3, "pkk"))
    assert [one[0] for one in told(rule)] == ["Isis", "Pkk"]
    assert rule.alerts() == rule.backtest("rule")
    in_one_batch = [
        FlowArticle(n, story=4, statements=[("claim", who)]) for n, who in ((4, "isis"), (5, "isis-k"))
    ]
    match_batch(rule, *in_one_batch)
    assert [one[0] for one in told(rule)] == ["Isis", "Pkk", "Isis"]


def test_no_name_is_no_second_claim(flow: MakeFlow) -> None:
    """Where it is known who claimed, a passive tells nothing; where it is not, the name does."""
    rule = flow("each", CLAIMS, mark="statement")
    match_batch(rule, claim(1, "unknown"))
    match_batch(rule, claim(2, "isis"))
    match_batch(rule, claim(3, "unknown"))
    assert [one[0] for one in told(rule)] == ["Unknown", "Isis"]
    assert rule.alerts() == rule.backtest("rule")


def test_another_group_that_is_blamed_is_told(flow: MakeFlow) -> None:
    """Where no group speaks, whom it is about tells statements apart."""
    rule = flow("each", "blames:*", mark="statement")
    for number, group in enumerate(("taliban", "taliban", "pkk"), 1):
        match_batch(rule, FlowArticle(number, story=1, statements=[("blame", "other", group)]))
    assert [one[1] for one in told(rule)] == [
        "",
        "two groups are blamed in the same story: taliban and pkk",
    ]
    assert rule.alerts() == rule.backtest("rule")


def test_what_is_known_of_a_story_is_told_once(flow: MakeFlow) -> None:
    """Somebody has claimed, who is known; somebody else who is no group blames the same; an article says nothing."""
    rule = flow("each", "claims:* OR blames:* OR groups:pkk", mark="statement")
    match_batch(rule, claim(1, "isis"))
    match_batch(rule, claim(2, "unknown"), claim(3, groups=("pkk",)))
    match_batch(rule, FlowArticle(4, story=1, statements=[("blame", "unknown", "taliban")]))
    match_batch(rule, FlowArticle(5, story=1, statements=[("blame", "other", "taliban")]))
    match_batch(rule, FlowArticle(6, story=1, statements=[("blame", "isis", "taliban")]))
    assert [one[0] for one in told(rule)] == ["Isis", "Unknown", "Isis"]
    assert rule.alerts() == rule.backtest("rule")


def test_another_act_of_the_same_speaker_is_told(flow: MakeFlow) -> None:
    """Who claimed and then denies has said something new, and who denies that it claimed too."""
    rule = flow("each", "statements.by:isis", mark="statement")
    for number, act in enumerate(("claim", "deny", "claim"), 1):
        match_batch(rule, FlowArticle(number, story=1, statements=[(act, "isis")]))
    assert [alert.sentence for alert in rule.alerts()] == [
        f"In words of its own, isis does {act} ." for act in ("claim", "deny")
    ]
    denied = {"act": "claim", "negated": True, "by": "isis", "about": []}
    assert read_key(statement_key(denied)) != read_key(statement_key({**denied, "negated": False}))


def test_a_rule_that_was_each_before_goes_on(flow: MakeFlow) -> None:
    """What the rule told of before it was told to mark statements is not told again; what is new is."""
    rule = flow("each", CLAIMS)
    match_batch(rule, claim(1, "taliban"))
    rule.restart({"name": "rule", "query": CLAIMS, "mark": "statement"})
    match_batch(rule, claim(2, "taliban"))
    match_batch(rule, claim(3, "isis"))
    assert [one[0] for one in told(rule)] == ["Taliban", "Isis"]


def test_events_are_told_by_their_statements(flow: MakeFlow) -> None:
    """A second group's claim in another story of the event is the event's second alert."""
    rule = flow("each", CLAIMS, mark="statement", once_per="event")
    for number, group in enumerate(("taliban", "taliban", "isis"), 1):
        match_batch(rule, FlowArticle(number, event=1, statements=[("claim", group)]))
    assert [one[0] for one in told(rule)] == ["Taliban", "Isis"]
    assert rule.alerts() == rule.backtest("rule")


def test_a_speaker_that_was_never_heard_is_new(flow: MakeFlow) -> None:
    """Only statements that the query asks for count, and neither somebody nor nobody is a new speaker."""
    rule = flow({"new": "statements.by"}, CLAIMS)
    match_batch(rule, claim(1, "taliban"))
    match_batch(rule, claim(2, "taliban", "unknown"))
    match_batch(
        rule, FlowArticle(3, story=1, statements=[("deny", "pkk"), ("claim", "taliban"), ("claim", "isis")])
    )
    happened = "never seen before in statements.by: "
    assert told(rule) == [
        ("Taliban", f"{happened}taliban", ("taliban",)),
        ("Isis", f"{happened}isis", ("isis",)),
    ]
    assert rule.alerts()[1].sentence == "In words of its own, isis does claim ."
    assert rule.alerts() == rule.backtest("rule")


def test_values_of_one_statement_are_combined(flow: MakeFlow) -> None:
    """Who denies and who claims in one article are no pair."""
    rule = flow({"new": ["statements.act", "statements.by"]}, "groups:taliban")
    match_batch(rule, FlowArticle(1, statements=[("deny", "pkk"), ("claim", "isis")]))
    assert sorted(rule.alerts()[0].named) == ["claim + isis", "deny + pkk"]


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"query": "groups:taliban", "mark": "statement"}, ":2: .*asks for no statement.*claims:"),
        ({"query": "NOT claims:isis", "once_per": "statement"}, "asks for no statement"),
        ({"query": CLAIMS, "mark": "statement", "when": {"outlets": 3}}, "mark.*each.*outlets"),
        ({"query": CLAIMS, "mark": "story"}, "mark.*statement"),
        (
            {"query": CLAIMS, "once_per": "day"},
            r"once_per: 'day' is none of these; write 'story', 'event' or 'statement'$",
        ),
    ],
)
def test_a_rule_that_cannot_tell_of_statements_is_refused(
    flow: MakeFlow, more: dict[str, Any], wrong: str
) -> None:
    """The mistake has its line and its mend."""
    rule = flow("each")
    rule.restart({"name": "rule", **more})
    with pytest.raises(Mistake, match=wrong):
        _ = rule.project.alerts


def test_a_key_is_as_long_as_a_mark() -> None:
    """Ids of any length and number fit, and two of them are told apart."""
    statement = {
        "act": "designate",
        "negated": True,
        "by": "other",
        "about": ["x" * 200, "x" * 199, "y" * 99],
    }
    keys = {statement_key(statement), statement_key({**statement, "about": ["x" * 199]})}
    assert len(keys) == 2
    assert max(map(len, keys)) <= LONGEST_KEY
    assert read_key("grown") is None


def test_a_statement_of_another_act_is_told_as_such() -> None:
    """Where no two groups do the same, the alert says which statement is the further one."""
    claimed, denied = read_key("claim:isis"), read_key("deny:pkk")
    assert claimed
    assert denied
    groups = wording.same_act_groups(denied, [claimed])
    assert wording.statement_text(tuple, denied, groups) == "another statement in the same story: deny, pkk"
