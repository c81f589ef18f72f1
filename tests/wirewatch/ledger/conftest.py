"""A ledger in which nothing is kept."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from wirewatch.ledger.connect import Ledger, open_ledger


@pytest.fixture(scope="module")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Give an empty ledger."""
    opened = open_ledger(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'l.db'}")
    yield opened
    opened.close()


@pytest.fixture
def tx(empty_ledger: Ledger) -> Iterator[Connection]:
    """Give a transaction of which nothing is kept."""
    with empty_ledger.begin() as tx:
        yield tx
        tx.rollback()
