"""`mark: statement` of a rule, or `once_per: statement`: another group's claim of the same attack is another alert."""

from typing import Any

from processors.query.asked import asks_for_statements
from processors.query.query import Query
from wirewatch.config.kinds import Each, Kind, kind_name
from wirewatch.config.yaml_file import YamlFile

STATEMENT = "statement"


def is_per_statement(
    yaml_file: YamlFile,
    place: tuple[Any, ...],
    rule: str,
    once_per: str,
    mark: str | None,
    kind: Kind | None,
    query: Query | None,
) -> bool:
    """Tell whether a rule tells of a story again where another group makes a statement.

    `kind` and `query` are None where they are wrong by themselves. Raises Mistake where the rule is of a kind that
    does not tell by statements, or its query asks for none.
    """
    key = "mark" if mark else "once_per"
    if (mark or once_per) != STATEMENT:
        return False
    if kind is not None and not isinstance(kind, Each):
        message = (
            f"rule {rule!r}: `{key}: {STATEMENT}` goes with `when: each`, and not with {kind_name(kind)}"
        )
        mend = "leave one of the two out; {new: statements.by} tells of a speaker that is new to the rule"
        raise yaml_file.mistake((*place, key), message, mend)
    if query is not None and not asks_for_statements(query):
        message = f"rule {rule!r}: `{key}: {STATEMENT}`, but its query asks for no statement"
        mend = "ask for one, such as claims:* or statements.act:deny"
        raise yaml_file.mistake((*place, key), message, mend)
    return True
