"""What the ledger knows of the hosts whose pages are read again."""

from sqlalchemy import event

from wirewatch.ledger import leases, rereads
from wirewatch.ledger.connect import Ledger


def test_nothing_is_asked_where_no_page_is_read_again(ledger: Ledger) -> None:
    """Most commits have only new pages, which have no verdict: the ledger is not asked for any."""
    asked = []
    with ledger.begin() as tx:
        event.listen(tx, "before_execute", lambda *told: asked.append(told[1]))
        assert rereads.read_verdicts(tx, (), leases.now()) == {}
    assert not asked
