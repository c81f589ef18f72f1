"""A PostgreSQL that cannot do what it is asked: one line with the mend, while a wrong statement stays a bug."""

from collections.abc import Iterator

import pytest
from newsroom import Newsroom
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from wirewatch.errors import LedgerTrouble
from wirewatch.ledger.connect import Ledger, open_ledger

WRITE = text("UPDATE feeds SET title = 'x'")


@pytest.fixture
def other_user(postgres_url: str) -> Iterator[str]:
    """Make a user who may log in and no more; give the address with its name."""
    name, admin = make_url(postgres_url).database, create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as tx:
        tx.execute(text(f"CREATE ROLE u_{name} LOGIN PASSWORD 'a'"))
    yield make_url(postgres_url).set(username=f"u_{name}", password="a").render_as_string(hide_password=False)  # noqa: S106
    with admin.connect() as tx:
        tx.execute(text(f"DROP OWNED BY u_{name}"))
        tx.execute(text(f"DROP ROLE u_{name}"))
    admin.dispose()


def change(url: str, statement: str) -> None:
    """Do something to the database that is not ours to do."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as tx:
        tx.execute(text(statement))
    engine.dispose()


def refusal(ledger: Ledger) -> str:
    """Write, and give the line that tells why that is refused."""
    with pytest.raises(LedgerTrouble) as told, ledger.begin() as tx:
        tx.execute(WRITE)
    assert len(str(told.value).splitlines()) == 1
    return str(told.value)


def test_a_database_that_takes_no_writes_ends_no_run_with_a_traceback(
    postgres_url: str, fresh_newsroom: Newsroom
) -> None:
    """After a failover the old server is a standby: the run says so, and goes on when writes are taken again."""
    fresh_newsroom.environment["WIREWATCH_STATE_URL"] = postgres_url
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    open_ledger(postgres_url).close()
    name = make_url(postgres_url).database
    change(postgres_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    told = fresh_newsroom.run_command("run", "--once", status=1).err
    assert "read-only transaction; it is a standby" in told
    assert len(told.splitlines()) == 1
    change(f"{postgres_url}?options=-cdefault_transaction_read_only=off", f"ALTER DATABASE {name} RESET ALL")
    fresh_newsroom.run_command("run", "--once")
    assert len(fresh_newsroom.received_posts()) == 1


def test_what_the_server_refuses_is_told_with_its_mend(postgres_url: str, other_user: str) -> None:
    """Tables of another user, as a restore leaves them, and tables that are gone."""
    open_ledger(postgres_url).close()
    name = make_url(other_user).username
    change(postgres_url, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    opened = open_ledger(other_user)
    assert "permission denied for table feeds; make our user the owner" in refusal(opened)
    opened.close()
    opened = open_ledger(postgres_url)
    change(postgres_url, "DROP TABLE feeds CASCADE")
    assert "taken away meanwhile" in refusal(opened)
    opened.close()


def test_a_user_without_connections_left_is_told_of_them(postgres_url: str, other_user: str) -> None:
    """The limit is named in place of a traceback."""
    change(postgres_url, f"ALTER ROLE {make_url(other_user).username} CONNECTION LIMIT 0")
    with pytest.raises(LedgerTrouble, match="too many connections"):
        open_ledger(other_user)


def test_a_wrong_statement_stays_a_bug(postgres_url: str) -> None:
    """It keeps its traceback: nobody but us can mend it."""
    ledger = open_ledger(postgres_url)
    with pytest.raises(ProgrammingError), ledger.begin() as tx:
        tx.execute(text("SELECT no_column FROM feeds"))
    ledger.close()
