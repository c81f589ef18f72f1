"""What an alert says in words: what happened, by real counts, and groups and outlets by their names."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal

from processors.query.fields import GROUP_FIELDS
from processors.query.statement_keys import NO_GROUP, StatementKey
from processors.text.counted import counted
from wirewatch.config.alerts import OncePer
from wirewatch.config.kinds import Count, Spike
from wirewatch.ledger import rule_state
from wirewatch.ledger.rule_state import Batch
from wirewatch.rules.context import RuleContext

DOUBTFUL = "may be news: it was taken for a copy of a story that was told, and begins otherwise"
"""What is said of a copy in doubt."""
MAX_OUTLETS_NAMED = 5
"""Outlets of a story that an alert names; of the others it has the number."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SAYING = {"claim": "claim the same attack", "blame": "blame somebody in the same story"}
"""What is said of groups that speak; of other acts it is the act's own word."""
SAID_OF = {"blame": "blamed", "link": "linked", "designate": "listed", "threaten": "warned of"}
"""What is said of groups of which others speak."""


COUNTED = {"story": "stories", "event": "events"}
"""What a rule counts, by its `once_per`."""


def count_text(kind: Count, number: int, once_per: OncePer = "story") -> str:
    """Say how many stories, or events, a count found."""
    return f"{counted(number, once_per, COUNTED[once_per])} within {kind.within_text}"


def spike_text(kind: Spike, number: int, usual: float, once_per: OncePer = "story") -> str:
    """Say how many stories, or events, a spike has, and how many are usual."""
    shown = f"{usual:.1f}".removesuffix(".0")
    return (
        f"{counted(number, once_per, COUNTED[once_per])} within {kind.within_text}, where {shown} are usual"
    )


def new_text(
    name_groups: Callable[[Sequence[str]], Sequence[str]], fields: Sequence[str], values: Sequence[str]
) -> str:
    """Say which values of some fields were never seen before; groups by their names."""
    of_groups = len(fields) == 1 and fields[0] in GROUP_FIELDS
    return f"never seen before in {' and '.join(fields)}: {', '.join(name_groups(values) if of_groups else values)}"


def groups_of(key: StatementKey) -> tuple[str, ...]:
    """Give the groups that a statement is told by: its speaker, or those it is about where that is no group."""
    return (key.by,) if key.by not in NO_GROUP else key.about


def same_act_groups(key: StatementKey, before: Sequence[StatementKey]) -> tuple[str, ...]:
    """Give the groups of the statements of one story that are of one act, said by groups or of them, in order."""
    by_group = key.by not in NO_GROUP
    several = [old for old in (*before, key) if old.act == key.act and (old.by not in NO_GROUP) == by_group]
    return tuple(dict.fromkeys(group for old in several for group in groups_of(old)))


def statement_text(
    name_groups: Callable[[Sequence[str]], Sequence[str]], key: StatementKey, groups: Sequence[str]
) -> str:
    """Say what a further statement of a story makes of it: two groups claim the same attack.

    `groups` are those of the story's statements of this act, as `same_act_groups` gives them.
    """
    by_group, shown = key.by not in NO_GROUP, name_groups(groups)
    act = key.act.removesuffix("-not")
    number = NUMBERS[len(groups)] if len(groups) < len(NUMBERS) else str(len(groups))
    done = SAYING.get(act, f"{act} in the same story") if by_group else SAID_OF.get(act)
    if len(groups) > 1 and done and act == key.act:
        told = done if by_group else f"are {done} in the same story"
        return f"{number} groups {told}: {', '.join(shown[:-1])} and {shown[-1]}"
    whose = ", ".join(name_groups(groups_of(key))) or "somebody who is no group of the catalogue"
    return f"another statement in the same story: {act}{' (denied)' * (act != key.act)}, {whose}"


def revision_text(
    name_groups: Callable[[Sequence[str]], Sequence[str]],
    document: Mapping[str, Any],
    which: Literal["added", "removed", "any"],
) -> str:
    """Say which groups a published article names since its last change, and which it names no longer."""
    told = [
        f"{way} {', '.join(name_groups(groups))}"
        for way in ("added", "removed")
        if which in (way, "any") and (groups := document.get(f"revision_{way}_groups"))
    ]
    return f"revision {document['revision']} {' and '.join(told)}"


def outlet_names(
    context: RuleContext, stories: Collection[str], batch: Batch, *, by_event: bool = False
) -> dict[str, tuple[str, ...]]:
    """Give by story, or event, the names of its outlets up to a batch, MAX_OUTLETS_NAMED at most, in order."""
    chosen: dict[str, list[str]] = {}
    for story, domains in rule_state.carriers(context.links, stories, batch, by_event=by_event).items():
        first = {domain: article for article, domain in sorted(domains.items(), reverse=True)}
        chosen[story] = [first[domain] for domain in sorted(first)][:MAX_OUTLETS_NAMED]
    documents = context.read_documents([article for articles in chosen.values() for article in articles])
    return {
        story: tuple(
            dict.fromkeys(
                documents[article]["source"]["name"] for article in articles if article in documents
            )
        )
        for story, articles in chosen.items()
    }
