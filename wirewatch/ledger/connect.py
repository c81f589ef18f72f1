"""Open the ledger: one engine with the transactions that the stages rely on, its schema up to date."""

import errno
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from scrapers.open_files import is_out_of_files
from wirewatch.errors import MACHINE_MENDS, LedgerTrouble, Mistake
from wirewatch.ledger.desk_schema import metadata  # with which all tables are there

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "wirewatch_version"
"""Not alembic's default name, so that the ledger can share a database with Airflow."""
HEAD = "0034"
"""The newest revision under migrations/versions; a test holds it to that folder."""
BUSY_MS = 60_000
"""How long SQLite waits for another process's transaction before it gives up."""

_RIGHTS = "let the user of this command write the file and its folder, or name another with --home"
_DAMAGED = "put its backup in its place (docs/operations.md), or move it away to begin anew"
SQLITE_MENDS = {
    "readonly database": _RIGHTS,
    "unable to open database file": _RIGHTS,
    "file is not a database": _DAMAGED,
    "malformed": _DAMAGED,
    "disk is full": "make room there, and the work goes on where it was",
    "no such table": "its file was taken away meanwhile: put it back, or end what runs and start it anew",
}
"""What helps where SQLite's file cannot be used, by a part of what SQLite says."""
POSTGRES_MENDS = {
    "25006": "it is a standby, or set to read-only: name the server that takes writes, or let this one take them",
    "42501": "make our user the owner of its tables (`REASSIGN OWNED`), as after a restore by another user",
    "42P01": "its tables were taken away meanwhile: put them back, or end what runs and start it anew",
    "53100": "make room on its server's disk",
    "53300": "let its server or our user have more connections, or run fewer processes",
}
"""What helps where PostgreSQL cannot do what it is asked, by its code. A statement that is wrong has other codes."""
POSTGRES_TROUBLES = ("28", "40", "53", "57", "58", "XX")
"""Classes of PostgreSQL's codes that tell of the server, and never of a statement."""


class Ledger:
    """One database and its transactions. Safe to share between threads; open one in each process.

    It closes itself where it is forgotten without a call of `close`.
    """

    def __init__(self, engine: Engine):
        self.engine = engine
        self.dialect = engine.dialect.name
        self._one_writer = Lock() if self.dialect == "sqlite" else nullcontext()
        """SQLite has one writer at a time, and who waits looks ten times a second: threads take turns instead."""
        self.claims: dict[str, deque[tuple[datetime, str]]] = {}
        """The leases that were taken here and have not run out, and when, by queue: for wirewatch.ledger.leases."""
        self.given_up: set[str] = set()
        """Those of them that nobody works under any more, though the rows still have them."""
        # Since version 3.13 Python warns of each SQLite connection that nobody closed.
        weakref.finalize(self, engine.dispose)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give a transaction that may write, committed at the end and rolled back by an exception.

        On SQLite it takes the write lock at once, so that what is read in it cannot be outdated.
        """
        with self._one_writer, _naming_the_database(self.engine), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a transaction that only reads one state of the ledger and blocks nobody."""
        with (
            _naming_the_database(self.engine),
            self.engine.connect().execution_options(reads=True) as connection,
        ):
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def sqlite_url(file: Path) -> URL:
    """Give the URL of a SQLite file, whatever characters are in its path: `?` and `#` mean something in a text."""
    return URL.create("sqlite", database=str(file))


def open_ledger(url: str | URL) -> Ledger:
    """Open the ledger at a SQLAlchemy URL, making or migrating its tables when they are not those of today.

    Raises Mistake when the URL is no database's or its tables are newer than this code, and LedgerTrouble when the
    database cannot be reached.
    """
    try:
        engine = _engine(url)
    except ModuleNotFoundError as error:
        raise Mistake(
            f"WIREWATCH_STATE_URL: the driver of {make_url(url).drivername} is not installed ({error})",
            "in the checkout, `.venv/bin/uv sync --frozen --inexact --no-default-groups --extra postgres` installs "
            "that of postgresql+psycopg",
        ) from None
    except (ArgumentError, NoSuchModuleError) as error:
        raise Mistake(
            f"WIREWATCH_STATE_URL: {error}",
            "give sqlite:///path/to/file or postgresql+psycopg://user@host/name (needs the extra `postgres`)",
        ) from None
    ledger = Ledger(engine)
    version = _version(ledger)
    if version is not None and version > HEAD:
        where = engine.url.render_as_string(hide_password=True)
        raise Mistake(
            f"the ledger at {where} is of a newer Wirewatch ({version}, not {HEAD})",
            "update this one too, or restore the ledger's backup from before the update",
        )
    if version != HEAD:
        _migrate(ledger)
    return ledger


def scratch_ledger() -> Ledger:
    """Open an empty ledger in memory, for this thread alone."""
    ledger = Ledger(_engine("sqlite://"))
    with ledger.begin() as tx:
        metadata.create_all(tx)
    return ledger


def _engine(url: str | URL) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database:
        _make_folder(Path(parsed.database).parent)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the ledger's folder {folder} cannot be made: {error.strerror}"
        raise LedgerTrouble(f"{message}; name another with --home") from None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by the driver's guess
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def _naming_the_database(engine: Engine) -> Iterator[None]:
    """Name the database where it fails us or is none, without its password."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        if not _is_of_the_database(error):
            raise  # a statement that is wrong is a bug
        where = engine.url.render_as_string(hide_password=True)
        reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
        mend = "".join(f"; {mend}" for told, mend in SQLITE_MENDS.items() if told in reason)
        if "unable to open" in reason and is_out_of_files():
            mend = f"; {MACHINE_MENDS[errno.EMFILE]}"
        mend = mend or "".join(f"; {mend}" for code, mend in POSTGRES_MENDS.items() if code == _code(error))
        raise LedgerTrouble(f"the ledger at {where} failed: {reason}{mend}") from error


def _is_of_the_database(error: DBAPIError | PoolTimeout) -> bool:
    """Tell a database that is away, full, locked or broken from a statement that is wrong.

    A connection that ends under a statement is any kind of error, as the moment wants it.
    """
    kinds = (DatabaseError, OperationalError, InterfaceError)
    if isinstance(error, PoolTimeout) or error.connection_invalidated or type(error) in kinds:
        return True
    code = _code(error)
    return code in POSTGRES_MENDS or code.startswith(POSTGRES_TROUBLES)


def _code(error: DBAPIError | PoolTimeout) -> str:
    """Give PostgreSQL's code of an error; SQLite has none, and neither has a server that is not reached."""
    return str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")


def _version(ledger: Ledger) -> str | None:
    with ledger.read() as tx:
        return _version_in(tx)


def _version_in(tx: Connection) -> str | None:
    if not inspect(tx).has_table(VERSION_TABLE):
        return None
    return tx.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608


def _migrate(ledger: Ledger) -> None:
    """Bring the tables up to date, one process at a time: the others wait and then find nothing to do.

    Raises Mistake where they are not those of the version that the ledger names, and leaves it as it was.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    with ledger.begin() as tx:
        if ledger.dialect == "postgresql":
            tx.execute(text("SELECT pg_advisory_xact_lock(hashtext('wirewatch-migrate'))"))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = tx
        before = _version_in(tx)
        try:
            command.upgrade(config, "head")
        except (CommandError, DBAPIError) as error:
            if isinstance(error, DBAPIError) and not _finds_other_tables(error):
                raise
            reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
            raise _other_tables(ledger, before, reason) from error
        if before and (missing := _missing_columns(tx)):
            raise _other_tables(ledger, before, f"it lacks {', '.join(missing[:3])}")
    if config.attributes.get("secrets_removed") and ledger.dialect == "sqlite":
        _rewrite_file(ledger)


def _finds_other_tables(error: DBAPIError) -> bool:
    """Tell a migration that meets other tables than its own from a database that is away, full or locked."""
    if isinstance(error, ProgrammingError):
        return _code(error) != "42501"  # PostgreSQL's word for it; who lacks a right meets it too
    return any(told in str(error.orig) for told in ("no such", "duplicate column", "already exists"))


def _missing_columns(tx: Connection) -> list[str]:
    """Give the columns, as `table.column`, that the code uses and the ledger does not have."""
    there = inspect(tx)
    tables = {*there.get_table_names()}
    found = {
        f"{name}.{column['name']}"
        for name in tables.intersection(metadata.tables)
        for column in there.get_columns(name)
    }
    return sorted({str(column) for table in metadata.tables.values() for column in table.columns} - found)


def _other_tables(ledger: Ledger, version: str | None, reason: str) -> Mistake:
    where = ledger.engine.url.render_as_string(hide_password=True)
    if version is None:
        return Mistake(
            f"the database at {where} is no ledger, and has tables of the same names: {reason}",
            "name one of its own with WIREWATCH_STATE_URL",
        )
    return Mistake(
        f"the ledger at {where} has other tables than a ledger of version {version}, as it calls itself: {reason}",
        "it was made by a state of the code that was never released, and is as it was: take the code that made it, "
        "or move it away to begin anew",
    )


def _rewrite_file(ledger: Ledger) -> None:
    """Write SQLite's file anew: what was changed or deleted stands in its unused parts until these are used again."""
    with (
        _naming_the_database(ledger.engine),
        ledger.engine.connect().execution_options(isolation_level="AUTOCOMMIT", reads=True) as connection,
    ):
        connection.exec_driver_sql("COMMIT")  # of the transaction that each connection begins with here
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
