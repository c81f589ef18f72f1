"""What rules remember when they are edited, renamed, asleep or refused, and when the index is down."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from article_flow import RULES, Flow, Make, Piece, batch, maker, same, written

from processors.query.query import Query
from processors.stores.store import StoreDown, StoreRefused
from processors.stores.tantivy.index import Tantivy
from wirewatch.errors import Trouble
from wirewatch.stages.match import match_batches


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return maker(tmp_path, monkeypatch)


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
    """An index that refuses a rule, or is down for some of what it is asked, for as long as it is told to."""

    refused = ""
    down: Collection[str] = ()

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Refuse, be down, or match."""
        if self.refused in queries:
            raise StoreRefused("too many clauses")
        return self._well("match", queries, batch)

    def search(self, *arguments: Any, **options: Any) -> Any:
        """Be down, or search."""
        return self._well("search", *arguments, **options)

    def scan(self, *arguments: Any) -> Any:
        """Be down, or read all that a query finds."""
        return self._well("scan", *arguments)

    def get(self, *arguments: Any) -> Any:
        """Be down, or read documents."""
        return self._well("get", *arguments)

    def facet(self, *arguments: Any) -> Any:
        """Be down, or count."""
        return self._well("facet", *arguments)

    def _well(self, name: str, *arguments: Any, **options: Any) -> Any:
        if name in self.down:
            raise StoreDown("down")
        return getattr(super(), name)(*arguments, **options)


@pytest.mark.parametrize("name", [name for name in RULES if name != "silent"])
def test_what_a_refused_rule_missed_is_made_up_for_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A rule that the store refuses for some batches has told in the end what it should, and so have the others."""
    rules = written()
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


@pytest.mark.parametrize("down", [["match"], ["search", "scan", "get", "facet"]])
def test_a_store_that_is_down_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, down: list[str]
) -> None:
    """What could not be matched, learnt or counted is so later, in order, by the time at which it was indexed."""
    flow = Flow(tmp_path, *written(), patch=monkeypatch)
    folder = flow.project.settings.index_url.removeprefix("tantivy:")
    flow.project.__dict__["store"] = store = Failing(folder)
    for number in range(1, 12):
        store.down = down if number % 3 else ()
        flow.arrive(Piece(number), Piece(number + 50, story=number, site="two"))
        if store.down:
            with pytest.raises(StoreDown):
                flow.run()
        else:
            flow.run()
        flow.pass_(minutes=31)
    store.down = ()
    flow.run()
    for name in RULES:
        assert [same(one) for one in flow.told(name)] == [same(one) for one in flow.replayed(name)], name
