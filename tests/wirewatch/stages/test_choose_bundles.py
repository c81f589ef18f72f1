"""Which deliveries that wait for a channel become one message, by their stories and rules alone."""

from types import SimpleNamespace
from typing import Any

import pytest

from wirewatch.stages import bundle
from wirewatch.stages.bundle import bundle_waiting, choose_bundles


def row(key: str, story: str | None = None, rule: str = "one", wants: int = 3) -> Any:
    """Return a delivery of a rule whose alerts are bundled from so many stories on, or never with 0."""
    return SimpleNamespace(key=key, story_id=story, rule=rule, wants=wants)


def chosen(*rows: Any) -> list[list[str]]:
    """Return the keys of each bundle."""
    return [[one.key for one in several] for several in choose_bundles(rows, lambda one: one.wants)]


@pytest.mark.parametrize(
    ("rows", "bundles"),
    [
        ([], []),
        ([row("a", "x"), row("b", "y")], []),
        ([row("a", "x"), row("b", "x"), row("c", "y")], [["a", "b"]]),
        ([row("a", "x"), row("b", "y"), row("c", "z")], [["a", "b", "c"]]),
        ([row("a"), row("b"), row("c")], [["a", "b", "c"]]),
        ([row("a"), row("b")], []),
        ([row("a", "x", wants=0), row("b", "x", wants=0)], []),
        ([row("a", "x"), row("b", "y"), row("c", "z", wants=0)], []),
        ([row("a", "x"), row("b", "y"), row("c", "z"), row("d", "z", wants=0)], [["a", "b", "c"]]),
        ([row("a", "x", wants=1), row("b", "x", wants=9)], [["a", "b"]]),
    ],
)
def test_rules_on_one_story_are_one_message_and_so_are_many_stories(
    rows: list[Any], bundles: list[list[str]]
) -> None:
    """An alert without a story stands for itself; a rule that wants no bundle is in none, and counts for none."""
    assert chosen(*rows) == bundles


def test_a_rule_with_a_form_of_its_own_is_in_no_message_with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one such rule are a message by themselves where they are several; a rule that has gone has no form."""
    rows = [
        row(key, key, rule)
        for key, rule in zip("abcdefg", ["own", "one", "own", "gone", "two", "alone", "one"], strict=True)
    ]
    rules: dict[str, Any] = {
        name: SimpleNamespace(bundle=3, template=form)
        for name, form in {"own": "{title}", "one": None, "two": None, "alone": "{url}"}.items()
    }
    parted = bundle._by_template([rows], rules)
    assert sorted("".join(one.key for one in several) for several in parted) == ["ac", "bdeg"]


def test_where_nothing_is_bundled_nothing_is_asked() -> None:
    """Neither the channel nor any rule wants bundles: the ledger is left alone."""
    nothing: Any = SimpleNamespace(bundle=0)
    bundle_waiting(SimpleNamespace(), {"one": nothing}, nothing)  # type: ignore[arg-type]
