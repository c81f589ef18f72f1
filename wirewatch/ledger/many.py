"""Many numbers in one statement: on PostgreSQL as an array, on SQLite as JSON, since a parameter for each costs more
than the work.
"""

from collections.abc import Sequence

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Table,
    any_,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

_NUMBERS = ARRAY(BigInteger)


def among(column: Column[int], name: str, dialect: str) -> ColumnElement[bool]:
    """Choose the rows of which a column is one of the numbers that a parameter of a name gives as a list."""
    if dialect == "postgresql":
        return column == any_(bindparam(name, type_=_NUMBERS))
    return column.in_(select(func.json_each(bindparam(name, type_=JSON())).table_valued("value").c.value))


def insert_pairs(tx: Connection, table: Table, pairs: Sequence[tuple[int, int]]) -> None:
    """Insert the rows of a table that has two columns of numbers, in the order of its columns."""
    names = [column.name for column in table.columns]
    if not pairs:
        return
    if tx.dialect.name != "postgresql":
        tx.exec_driver_sql(str(insert(table).compile(dialect=tx.dialect)), list(pairs))
        return
    every = select(*(func.unnest(bindparam(name, type_=_NUMBERS)) for name in names))
    columns = zip(names, map(list, zip(*pairs, strict=True)), strict=True)
    tx.execute(insert(table).from_select(names, every), dict(columns))
