"""A ledger that older code has made: it is brought up to date, or left as it was and told of in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

from wirewatch.errors import Mistake
from wirewatch.ledger.connect import HEAD, MIGRATIONS, VERSION_TABLE, open_ledger

OLD = "0012"


def make_old_ledger(url: str, *changes: str) -> None:
    """Make the tables of an old version, and change what they are by statements."""
    engine = create_engine(url)
    with engine.begin() as tx:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = tx
        command.upgrade(config, OLD)
        for change in changes:
            tx.execute(text(change))
    engine.dispose()


def read_shape(url: str) -> tuple[str, dict[str, list[str]]]:
    """Give the version that a ledger names, and its columns by table."""
    engine = create_engine(url)
    with engine.connect() as tx:
        there = inspect(tx)
        columns = {
            table: sorted(one["name"] for one in there.get_columns(table))
            for table in there.get_table_names()
        }
        version = tx.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()  # noqa: S608
    engine.dispose()
    return str(version), columns


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    of_server: str = request.getfixturevalue("postgres_url")
    return of_server


def test_an_old_ledger_is_brought_up_to_date(url: str) -> None:
    """It has the tables of a new one after it was opened."""
    make_old_ledger(url)
    open_ledger(url).close()
    assert read_shape(url)[0] == HEAD


def lose_column(url: str) -> None:
    make_old_ledger(url, "ALTER TABLE links DROP COLUMN carried")


def have_column(url: str) -> None:
    make_old_ledger(url, "ALTER TABLE links ADD COLUMN page TEXT")


def lose_table(url: str) -> None:
    make_old_ledger(url, "DROP TABLE sightings")


def name_no_version(url: str) -> None:
    make_old_ledger(url, f"UPDATE {VERSION_TABLE} SET version_num = '0020'")  # noqa: S608


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lose_column, "links.carried"),
        (have_column, "page"),
        (lose_table, "sightings"),
        (name_no_version, "0020"),
    ],
)
def test_a_ledger_with_other_tables_than_its_versions_is_left_as_it_was(
    url: str, make: Callable[[str], None], told: str
) -> None:
    """Code that was never released has made it: one line says so, and the code that made it can still use it."""
    make(url)
    before = read_shape(url)
    for _ in range(2):
        with pytest.raises(Mistake) as refused:
            open_ledger(url)
        line = str(refused.value)
        assert len(line.splitlines()) == 1
        assert told in line
        assert "never released" in line
    assert read_shape(url) == before


def test_a_database_of_another_program_is_told_from_a_ledger(url: str) -> None:
    """It names no version, and is left as it was: nobody has to look for the code that made it."""
    engine = create_engine(url)
    with engine.begin() as tx:
        tx.execute(text("CREATE TABLE feeds (id INTEGER)"))
    engine.dispose()
    with pytest.raises(
        Mistake, match=r"is no ledger, and has tables of the same names: .*feeds.*WIREWATCH_STATE_URL"
    ):
        open_ledger(url)
