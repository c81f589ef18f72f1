"""Which parameters of hosts' addresses are tokens, and which were found to name articles: what is learnt of each host.

A verdict holds in a scope (see `wirewatch.ledger.names`): for everybody, or for the items of one source alone.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import tokens

EVERYBODY = ""
"""The scope of what a source says of its own domain."""
MAX_NAME = 200
"""Characters of a parameter's name; longer ones are not learnt."""
MAX_OF_HOST = 50
"""Parameters of a host that are judged in one scope."""

Names = frozenset[str]
NONE: Names = frozenset()


class KnownTokens(NamedTuple):
    """What is known of some hosts, by host."""

    applied: dict[str, Names]
    """Parameters that are tokens."""
    judged: dict[str, Names]
    """Those of which there is a verdict in the scope that holds there."""


def read_tokens(tx: Connection, source: str, scopes: Mapping[str, str]) -> KnownTokens:
    """Read what is known of hosts, each with the scope in which `source` speaks of it.

    Its own verdict goes before that of the domain's own source.
    """
    query = select(tokens).where(tokens.c.host.in_(list(scopes)), tokens.c.scope.in_((EVERYBODY, source)))
    verdicts: dict[str, dict[str, bool]] = defaultdict(dict)
    judged: dict[str, set[str]] = defaultdict(set)
    for row in sorted(tx.execute(query), key=lambda row: row.scope):
        verdicts[row.host][row.name] = row.is_token
        if row.scope == scopes[row.host]:
            judged[row.host].add(row.name)
    applied = {
        host: frozenset(name for name, is_token in found.items() if is_token)
        for host, found in verdicts.items()
    }
    return KnownTokens(
        {host: found for host, found in applied.items() if found},
        {host: frozenset(found) for host, found in judged.items()},
    )


def judge_parameters(
    tx: Connection, host: str, scope: str, verdicts: Mapping[str, bool], judged: Names, at: datetime
) -> None:
    """Note verdicts on a host's parameters, beside those of which there is one. That one is no token is final."""
    for name, is_token in sorted(verdicts.items()):
        key = {"host": host, "scope": scope, "name": name}
        if name in judged and not is_token:
            which = [tokens.c[column] == value for column, value in key.items()]
            tx.execute(update(tokens).where(*which).values(is_token=False, since=at))
        elif len(name) <= MAX_NAME and len(judged) < MAX_OF_HOST:
            insert_new(tx, tokens, [{**key, "is_token": is_token, "since": at}], tokens.c.name)
